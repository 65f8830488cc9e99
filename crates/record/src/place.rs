//! Where: mentions of places in a text.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{CountryCode, Microdegrees, Span};

/// A mention of a place. Unresolved stays unresolved: no coordinates are ever made up.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PlaceMention {
    /// Where it stands.
    pub span: Span,
    /// Its usual name.
    pub name: String,
    /// What the mention does in its sentence; only literal ones can locate an event.
    #[serde(rename = "use")]
    pub usage: PlaceUse,
    /// The country it lies in.
    pub country: Option<CountryCode>,
    /// The first-order division it lies in.
    pub admin1: Option<String>,
    /// Latitude.
    pub lat: Option<Microdegrees>,
    /// Longitude.
    pub lon: Option<Microdegrees>,
    /// GeoNames identifier.
    pub geonames: Option<u64>,
    /// What kind of place.
    pub kind: Option<PlaceKind>,
}

/// What a mention of a place does in its sentence.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum PlaceUse {
    /// The place itself.
    Literal,
    /// A government or people named by its place ("Tehran said").
    Metonymic,
    /// Inside the name of something else ("Paris Agreement", "Iran deal").
    Modifier,
    /// People or things of the place ("Iranian").
    Demonym,
    /// A language.
    Language,
}

/// What kind of place.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum PlaceKind {
    /// A settlement.
    City,
    /// A first-order division.
    Admin1,
    /// A second-order division (district, county).
    Admin2,
    /// A country.
    Country,
    /// A region within or across countries.
    Region,
    /// A sea, river, mountain range, strait, border.
    Feature,
    /// A base, building, street or village that is named but not in the gazetteer.
    Site,
}
