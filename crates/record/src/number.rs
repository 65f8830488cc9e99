//! Numbers that are integers inside and decimals in JSON, so that two machines agree to the bit.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Tenths: PLOVER intensities, from −100 (conflict) to +100 (cooperation); prints as −10.0 to 10.0.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    Default,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(from = "f64", into = "f64")]
#[schemars(with = "f64")]
pub struct Tenths(pub i32);

/// Millionths of a degree: a latitude or longitude; prints as decimal degrees with at most six places.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    Default,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(from = "f64", into = "f64")]
#[schemars(with = "f64")]
pub struct Microdegrees(pub i32);

/// Thousandths of a point of heat; prints as the integer it is.
#[derive(
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Debug,
    Default,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(transparent)]
pub struct Millis(pub i64);

macro_rules! decimal {
    ($name:ident, $per:literal) => {
        impl From<f64> for $name {
            fn from(value: f64) -> Self {
                // Saturates at the ends and takes NaN as 0, as `as` does.
                $name((value * $per).round() as i32)
            }
        }
        impl From<$name> for f64 {
            fn from(value: $name) -> Self {
                f64::from(value.0) / $per
            }
        }
    };
}
decimal!(Tenths, 10.0);
decimal!(Microdegrees, 1_000_000.0);
