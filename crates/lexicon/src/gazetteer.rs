//! Places: names, coordinates, containment, population.

use rashomon_record::{CountryCode, Microdegrees, PlaceKind};

/// One place that a name can mean.
#[derive(Clone, PartialEq, Debug)]
pub struct KnownPlace {
    /// GeoNames identifier, where it has one.
    pub geonames: Option<u64>,
    /// Usual name.
    pub name: String,
    /// Country; `None` for seas and regions across countries.
    pub country: Option<CountryCode>,
    /// First-order division by name.
    pub admin1: Option<String>,
    /// Latitude.
    pub lat: Microdegrees,
    /// Longitude.
    pub lon: Microdegrees,
    /// Inhabitants; 0 where not known.
    pub population: u32,
    /// Kind.
    pub kind: PlaceKind,
}

/// All places known beforehand.
#[derive(Debug, Default)]
pub struct Gazetteer {}

impl Gazetteer {
    /// The tables that this crate ships.
    pub fn embedded() -> Self {
        Gazetteer {}
    }

    /// Every place of that name, most populous first; names are folded as in the lexicon.
    pub fn candidates(&self, _name: &str) -> Vec<KnownPlace> {
        Vec::new()
    }
}
