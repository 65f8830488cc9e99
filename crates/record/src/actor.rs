//! Who someone is, in the field's codes.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An ISO 3166-1 alpha-3 country code, such as `IRN`.
#[derive(
    Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct CountryCode(pub String);

impl CountryCode {
    /// The three letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for CountryCode {
    fn from(code: &str) -> Self {
        CountryCode(code.to_string())
    }
}

/// An actor code after PLOVER and CAMEO practice: `COUNTRY.SECTOR.SUB`, as `IRN`, `IRN.GOV`,
/// `IRN.MIL.IRGC`; an armed group with no state carries a code of its own (`JAA.REB`).
#[derive(
    Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct ActorCode(pub String);

impl ActorCode {
    /// The code of a country's sector, as `IRN.GOV`.
    pub fn of(country: &CountryCode, sector: Sector) -> Self {
        ActorCode(format!("{country}.{}", sector.as_str()))
    }

    /// The whole code.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part before the first full stop: the country, or a group's own code.
    pub fn head(&self) -> &str {
        self.0.split('.').next().unwrap_or("")
    }

    /// The sector, where the code names one.
    pub fn sector(&self) -> Option<Sector> {
        self.0.split('.').nth(1).and_then(Sector::from_code)
    }
}

impl fmt::Display for ActorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for ActorCode {
    fn from(code: &str) -> Self {
        ActorCode(code.to_string())
    }
}

macro_rules! sectors {
    ($($name:ident $code:literal $doc:literal),+ $(,)?) => {
        /// The sector of society an actor belongs to (PLOVER and CAMEO practice).
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
        #[serde(rename_all = "UPPERCASE")]
        pub enum Sector { $(#[doc = $doc] $name),+ }

        impl Sector {
            /// Every sector, in the order of the vocabulary.
            pub const ALL: &'static [Sector] = &[$(Sector::$name),+];

            /// The three letters.
            pub fn as_str(self) -> &'static str {
                match self { $(Sector::$name => $code),+ }
            }

            /// The sector of three letters.
            pub fn from_code(code: &str) -> Option<Sector> {
                match code { $($code => Some(Sector::$name),)+ _ => None }
            }
        }
    };
}
sectors! {
    Gov "GOV" "The executive of a state.",
    Mil "MIL" "Armed forces of a state.",
    Reb "REB" "Armed opposition.",
    Opp "OPP" "Political opposition.",
    Pty "PTY" "A party.",
    Cop "COP" "Police and internal security.",
    Jud "JUD" "Courts.",
    Leg "LEG" "A parliament.",
    Spy "SPY" "Intelligence services.",
    Med "MED" "Press and broadcasters.",
    Edu "EDU" "Schools and universities.",
    Bus "BUS" "Business.",
    Crm "CRM" "Criminals.",
    Cvl "CVL" "Civilians.",
    Hri "HRI" "Human rights bodies.",
    Lab "LAB" "Labour.",
    Eli "ELI" "Elites, former officials.",
    Ref "REF" "Refugees.",
    Rel "REL" "Religious bodies.",
    Uaf "UAF" "Unidentified armed forces.",
    Igo "IGO" "Intergovernmental organisations.",
    Ngo "NGO" "Non-governmental organisations.",
    Mnc "MNC" "Multinational companies.",
    Img "IMG" "International militant groups.",
    Int "INT" "International actors not otherwise named.",
}
