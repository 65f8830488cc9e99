//! The vocabulary of events: PLOVER 0.8 (Open Event Data Alliance), its types, modes, quad
//! classes and contexts, and the score of each type and mode.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Tenths;

macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($variant:ident $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema)]
        pub enum $name { $(#[doc = $text] #[serde(rename = $text)] $variant),+ }

        impl $name {
            /// Every value, in the order of the vocabulary.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The word used in JSON and in rule files.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }

            /// The value of a word.
            pub fn from_word(word: &str) -> Option<$name> {
                match word { $($text => Some($name::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

words! {
    /// The sixteen types of event.
    EventType {
        Agree "AGREE", Consult "CONSULT", Support "SUPPORT", Concede "CONCEDE", Cooperate "COOPERATE",
        Aid "AID", Retreat "RETREAT", Request "REQUEST", Accuse "ACCUSE", Reject "REJECT",
        Threaten "THREATEN", Protest "PROTEST", Sanction "SANCTION", Mobilize "MOBILIZE",
        Coerce "COERCE", Assault "ASSAULT",
    }
}

words! {
    /// The modes of the types that have any.
    Mode {
        Visit "visit", ThirdParty "third-party", Multilateral "multilateral", Phone "phone",
        Withdraw "withdraw", Release "release", Disarm "disarm", Ceasefire "ceasefire", Access "access",
        Resign "resign",
        Assist "assist", Change "change", Yield "yield", Meet "meet",
        Disapprove "disapprove", Investigate "investigate", Allege "allege",
        Restrict "restrict", Arrest "arrest", Relations "relations", Expel "expel", Territory "territory",
        Violence "violence",
        Demo "demo", Riot "riot", Strike "strike", Hunger "hunger", Boycott "boycott", Obstruct "obstruct",
        Vandalize "vandalize",
        Convict "convict", Discontinue "discontinue",
        Troops "troops", Weapons "weapons", Police "police", Militia "militia",
        Seize "seize", Censor "censor", Curfew "curfew", MartialLaw "martial-law", Deport "deport",
        Withhold "withhold", Misinformation "misinformation", Cyber "cyber",
        Abduct "abduct", Beat "beat", Torture "torture", Sexual "sexual", Targeted "targeted",
        Destroy "destroy", Primitive "primitive", Firearms "firearms", Explosives "explosives",
        SuicideAttack "suicide-attack", Aerial "aerial", Drone "drone", HeavyWeapons "heavy-weapons",
        CrowdControl "crowd-control", Unconventional "unconventional", Arson "arson",
    }
}

words! {
    /// The 37 contexts.
    Context {
        Military "military", Intelligence "intelligence", Executive "executive", Legislative "legislative",
        Election "election", PoliticalInstitutions "political_institutions", ProDemocracy "pro_democracy",
        ProAutocracy "pro_autocracy", Economic "economic", Legal "legal", Reparations "reparations",
        HumanRights "human_rights", RightsFreedoms "rights_freedoms", Repression "repression",
        HumanSecurity "human_security", Gender "gender", Lgbt "lgbt", ReligionEthnicity "religion_ethnicity",
        Inequality "inequality", Diplomatic "diplomatic", Territory "territory", Peacekeeping "peacekeeping",
        Health "health", Asylum "asylum", Migration "migration", Disasters "disasters",
        NaturalResource "natural_resource", Environment "environment", Technology "technology",
        Terrorism "terrorism", Cbrn "cbrn", Cyber "cyber", Misinformation "misinformation", Crime "crime",
        Corruption "corruption", IllegalDrugs "illegal_drugs", Trafficking "trafficking",
    }
}

/// The quad class: verbal or material, cooperation or conflict. A number from 1 to 4 in JSON.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(try_from = "u8", into = "u8")]
#[schemars(with = "u8")]
pub enum Quad {
    /// 1
    VerbalCooperation,
    /// 2
    MaterialCooperation,
    /// 3
    VerbalConflict,
    /// 4
    MaterialConflict,
}

impl TryFrom<u8> for Quad {
    type Error = String;

    fn try_from(number: u8) -> Result<Self, String> {
        match number {
            1 => Ok(Quad::VerbalCooperation),
            2 => Ok(Quad::MaterialCooperation),
            3 => Ok(Quad::VerbalConflict),
            4 => Ok(Quad::MaterialConflict),
            _ => Err(format!("{number} is no quad class (1 to 4)")),
        }
    }
}

impl From<Quad> for u8 {
    fn from(quad: Quad) -> u8 {
        match quad {
            Quad::VerbalCooperation => 1,
            Quad::MaterialCooperation => 2,
            Quad::VerbalConflict => 3,
            Quad::MaterialConflict => 4,
        }
    }
}

impl EventType {
    /// The quad class of the type.
    pub fn quad(self) -> Quad {
        use EventType::*;
        match self {
            Agree | Consult | Support | Concede => Quad::VerbalCooperation,
            Cooperate | Aid | Retreat => Quad::MaterialCooperation,
            Request | Accuse | Reject | Threaten => Quad::VerbalConflict,
            Protest | Sanction | Mobilize | Coerce | Assault => Quad::MaterialConflict,
        }
    }

    /// The modes the type can have.
    pub fn modes(self) -> &'static [Mode] {
        use Mode::*;
        match self {
            EventType::Consult => &[Visit, ThirdParty, Multilateral, Phone],
            EventType::Retreat => &[Withdraw, Release, Disarm, Ceasefire, Access, Resign],
            EventType::Request | EventType::Reject => &[Assist, Change, Yield, Meet],
            EventType::Accuse => &[Disapprove, Investigate, Allege],
            EventType::Threaten => &[Restrict, Arrest, Relations, Expel, Territory, Violence],
            EventType::Protest => &[Demo, Riot, Strike, Hunger, Boycott, Obstruct, Vandalize],
            EventType::Sanction => &[Convict, Expel, Withdraw, Discontinue],
            EventType::Mobilize => &[Troops, Weapons, Police, Militia],
            EventType::Coerce => &[
                Seize,
                Restrict,
                Censor,
                Curfew,
                MartialLaw,
                Arrest,
                Deport,
                Withhold,
                Misinformation,
                Cyber,
            ],
            EventType::Assault => &[
                Abduct,
                Beat,
                Torture,
                Sexual,
                Targeted,
                Destroy,
                Primitive,
                Firearms,
                Explosives,
                SuicideAttack,
                Aerial,
                Drone,
                HeavyWeapons,
                CrowdControl,
                Unconventional,
                Arson,
            ],
            _ => &[],
        }
    }

    /// The score of the type and mode, from −10 to +10: PLOVER 0.8's table, with ACCUSE at −3
    /// (the manual's +3 is a slip, since its modes run from −2 to −3.5) and `arson` ours.
    pub fn intensity(self, mode: Option<Mode>) -> Tenths {
        use Mode::*;
        let tenths = match (self, mode) {
            (EventType::Agree, _) => 25,
            (EventType::Consult, Some(Visit)) => 40,
            (EventType::Consult, Some(ThirdParty)) => 10,
            (EventType::Consult, Some(Multilateral)) => 40,
            (EventType::Consult, Some(Phone)) => 15,
            (EventType::Consult, _) => 25,
            (EventType::Support, _) => 50,
            (EventType::Concede, _) => 45,
            (EventType::Cooperate, _) => 95,
            (EventType::Aid, _) => 100,
            (EventType::Retreat, Some(Withdraw)) => 80,
            (EventType::Retreat, Some(Disarm)) => 100,
            (EventType::Retreat, Some(Ceasefire)) => 75,
            (EventType::Retreat, Some(Resign)) => 45,
            (EventType::Retreat, _) => 65,
            (EventType::Request, Some(Assist)) => 5,
            (EventType::Request, Some(Change | Yield)) => -10,
            (EventType::Request, _) => 0,
            (EventType::Accuse, Some(Disapprove)) => -20,
            (EventType::Accuse, Some(Investigate | Allege)) => -35,
            (EventType::Accuse, _) => -30,
            (EventType::Reject, Some(Assist)) => -15,
            (EventType::Reject, _) => -20,
            (EventType::Threaten, Some(Restrict)) => -30,
            (EventType::Threaten, Some(Territory)) => -40,
            (EventType::Threaten, _) => -35,
            (EventType::Protest, Some(Riot)) => -70,
            (EventType::Protest, Some(Hunger | Boycott)) => -45,
            (EventType::Protest, _) => -50,
            (EventType::Sanction, Some(Expel)) => -55,
            (EventType::Sanction, _) => -60,
            (EventType::Mobilize, Some(Troops)) => -65,
            (EventType::Mobilize, Some(Weapons | Militia)) => -60,
            (EventType::Mobilize, _) => -55,
            (EventType::Coerce, Some(Censor | Curfew | Misinformation)) => -65,
            (EventType::Coerce, Some(MartialLaw)) => -75,
            (EventType::Coerce, _) => -70,
            (EventType::Assault, Some(Beat | CrowdControl)) => -75,
            (EventType::Assault, Some(Primitive)) => -80,
            (EventType::Assault, Some(Abduct | Torture | Sexual | Destroy | Arson)) => -85,
            (
                EventType::Assault,
                Some(Targeted | SuicideAttack | Aerial | Drone | HeavyWeapons),
            ) => -95,
            (EventType::Assault, Some(Unconventional)) => -100,
            (EventType::Assault, _) => -90,
        };
        Tenths(tenths)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vocabulary_is_whole() {
        assert_eq!(EventType::ALL.len(), 16);
        assert_eq!(Context::ALL.len(), 37);
        for kind in EventType::ALL {
            for &mode in kind.modes() {
                let score = kind.intensity(Some(mode)).0;
                assert_eq!(
                    score < 0,
                    kind.intensity(None).0 < 0 || (*kind == EventType::Request && score < 0)
                );
            }
        }
    }

    #[test]
    fn words_go_there_and_back() {
        for &mode in Mode::ALL {
            assert_eq!(Mode::from_word(mode.as_str()), Some(mode));
        }
    }
}
