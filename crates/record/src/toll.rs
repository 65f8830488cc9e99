//! How many: people killed, injured, missing, captured, displaced, arrested.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Span;

/// A number of people to whom something happened, with its bounds as stated.
#[derive(
    Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
pub struct Toll {
    /// What happened to them.
    pub kind: TollKind,
    /// Lowest number that the words allow; `None` where they set none ("at most ten").
    pub low: Option<u64>,
    /// Highest number that the words allow; `None` where they set none ("at least nine").
    pub high: Option<u64>,
    /// How the number was said.
    pub qualifier: TollQualifier,
    /// Part of a larger number, a total over several events, or a newer number for the same one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<TollScope>,
    /// Who they were, in the text's own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// Numbers included in it ("four of them minors").
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<SubCount>,
    /// Where the number stands.
    pub span: Span,
}

/// A number that is included in a toll.
#[derive(
    Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
pub struct SubCount {
    /// Lowest.
    pub low: Option<u64>,
    /// Highest.
    pub high: Option<u64>,
    /// Who they were.
    pub who: String,
}

/// What happened to the people counted.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum TollKind {
    /// Dead.
    Killed,
    /// Wounded.
    Injured,
    /// Not accounted for.
    Missing,
    /// Taken by the other side, or abducted.
    Captured,
    /// Driven from home.
    Displaced,
    /// Arrested.
    Arrested,
}

impl TollKind {
    /// Every kind, in the order of gravity.
    pub const ALL: [TollKind; 6] = [
        TollKind::Killed,
        TollKind::Injured,
        TollKind::Missing,
        TollKind::Captured,
        TollKind::Displaced,
        TollKind::Arrested,
    ];

    /// The word used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            TollKind::Killed => "killed",
            TollKind::Injured => "injured",
            TollKind::Missing => "missing",
            TollKind::Captured => "captured",
            TollKind::Displaced => "displaced",
            TollKind::Arrested => "arrested",
        }
    }
}

/// How a number was said.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum TollQualifier {
    /// "nine".
    Exact,
    /// "at least nine".
    AtLeast,
    /// "up to nine".
    AtMost,
    /// "about nine".
    About,
    /// "dozens", "several".
    Vague,
}

/// How a number relates to others.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum TollScope {
    /// A part of the event's number.
    Part,
    /// A sum over several events; never an event of its own.
    Total,
    /// A newer number for the same event ("rose to ten").
    Update,
}
