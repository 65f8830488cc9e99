//! What the program knows before it reads: actors, places, titles, words of the field.
//!
//! Plain sorted tables in `tables/`, one current file per table, each row with its source; the
//! build compiles and checks them, and a bad row fails it with file, line and reason. The room
//! knows no grammar and reads no report. Ask a [`Lexicon`] for a name and follow its [`Sense`]s
//! to what is [`Known`]; ask the [`gazetteer`] for places.

pub mod gazetteer;

use rashomon_record::{ActorCode, CountryCode, EntityKind};

/// Everything known beforehand. Immutable, cheap to share.
#[derive(Debug, Default)]
pub struct Lexicon {}

/// One actor that the tables know.
#[derive(Clone, PartialEq, Debug)]
pub struct Known {
    /// Its code, as `IRN.GOV`, `JAA.REB`, `UNO.IGO`.
    pub code: ActorCode,
    /// Usual name.
    pub name: String,
    /// Kind.
    pub kind: EntityKind,
    /// Its country.
    pub country: Option<CountryCode>,
    /// The countries it operates in.
    pub countries: Vec<CountryCode>,
    /// First year in which it was so.
    pub from: Option<i16>,
    /// Last year in which it was so.
    pub to: Option<i16>,
}

/// How a name stands for what is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NameUse {
    /// A name of it.
    Name,
    /// An acronym.
    Acronym,
    /// Its nationality adjective or the word for its people ("Iranian", "Iranians").
    Demonym,
    /// The capital that stands for the government ("Tehran").
    Capital,
    /// A building or office that stands for it ("Kremlin").
    Seat,
}

/// One thing that a name can mean.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Sense<'a> {
    /// What is known.
    pub known: &'a Known,
    /// How the name stands for it.
    pub usage: NameUse,
}

impl Lexicon {
    /// The tables that this crate ships.
    pub fn embedded() -> Self {
        Lexicon {}
    }

    /// Hash of all tables, for `made_by`.
    pub fn hash(&self) -> String {
        String::new()
    }

    /// Everything that `name` can mean. Case, diacritics, hyphens and apostrophe variants are folded.
    pub fn senses(&self, _name: &str) -> Vec<Sense<'_>> {
        Vec::new()
    }

    /// The longest run of `words`, from the first one on, that is a known name: how many words,
    /// and what it can mean.
    pub fn longest(&self, _words: &[&str]) -> Option<(usize, Vec<Sense<'_>>)> {
        None
    }
}
