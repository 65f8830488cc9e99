//! What the program knows before it reads: actors, places, titles, words of the field.
//!
//! Plain sorted tables in `tables/`, one current file per table, each with its source and licence
//! on top; the build checks them, and a bad row fails it with file, line and reason. The room
//! knows no grammar and reads no report: whether a name that a text holds *means* what the tables
//! know is for the reader of the text to judge, and a [`Sense`] says what the judgement may need
//! ([`Writing`], validity years, whether it is only a short form).
//!
//! Where to look:
//!
//! - Ask a [`Lexicon`] for a name ([`Lexicon::senses`]) or for the longest name that starts at a
//!   word ([`Lexicon::longest`]) and follow the [`Sense`]s to what is [`Known`].
//! - Words that make sense only beside other words have their own look-ups: organs of a state
//!   ([`Lexicon::organ`], "foreign ministry"), titles ([`Lexicon::title`], "prime minister"),
//!   what changes a title ([`Lexicon::modifier`], "caretaker"), roles ([`Lexicon::role`],
//!   "gunmen"), given names, head words of organisations.
//! - [`gazetteer`] knows places.
//! - [`mod@fold`] says what of the writing of a name does not matter; `rows` what each column of
//!   a table means; `phrases` is the trie under all look-ups.
//!
//! How do I add a name? Write it into the cell `names` of its row, or a new row into its sorted
//! place (`LC_ALL=C sort` puts it there), and build: what is wrong is named with its line. A name
//! that is also a common word goes into `caution.tsv` as well. One row is one actor: a wing or a
//! successor that acts on its own has its own row and code. Years belong to a row, not to a name,
//! so that an actor that changed sides has two rows.

pub mod fold;
pub mod gazetteer;
mod lookup;
mod phrases;
#[allow(missing_docs)]
mod rows;
mod table;
mod tables;

use rashomon_record::{ActorCode, CountryCode, EntityKind, Sector};
use rustc_hash::FxHashMap;

use lookup::Entry;
use phrases::Phrases;
pub use table::TableError;

/// Everything known beforehand. Immutable, cheap to share.
#[derive(Debug, Default)]
pub struct Lexicon {
    known: Vec<Known>,
    countries: Vec<Country>,
    outlets: Vec<Outlet>,
    names: Phrases<Entry>,
    organs: Phrases<Organ>,
    titles: Phrases<Title>,
    modifiers: Phrases<Modifier>,
    roles: Phrases<Role>,
    head_words: Phrases<HeadWord>,
    given_names: FxHashMap<String, Option<Gender>>,
    caution: FxHashMap<String, Writing>,
    by_code: FxHashMap<String, u32>,
    by_country: FxHashMap<String, u32>,
    by_host: FxHashMap<String, u32>,
}

/// One actor that the tables know.
#[derive(Clone, PartialEq, Debug)]
pub struct Known {
    /// Its code, as `IRN.GOV`, `JAA.REB`, `UNO.IGO`.
    pub code: ActorCode,
    /// Usual name.
    pub name: String,
    /// Kind.
    pub kind: EntityKind,
    /// Its country; `None` for what has no one state.
    pub country: Option<CountryCode>,
    /// The countries it operates in.
    pub countries: Vec<CountryCode>,
    /// First year in which it was so.
    pub from: Option<i16>,
    /// Last year in which it was so.
    pub to: Option<i16>,
    /// All its names, the usual one first.
    pub names: Vec<String>,
    /// For a person, the office held in those years.
    pub office: Option<String>,
}

impl Known {
    /// Whether it was so in `year`; bounds that are not known do not exclude.
    pub fn holds_in(&self, year: i16) -> bool {
        self.from.is_none_or(|from| from <= year) && self.to.is_none_or(|to| year <= to)
    }

    /// The sector that its code names.
    pub fn sector(&self) -> Option<Sector> {
        self.code.sector()
    }
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

/// How a name must be written for it to be safe to take it as a name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Writing {
    /// In any case: no common word looks like it.
    Any,
    /// With a capital where the text has capitals: `march`, `turkey`, `chad` are common words.
    Capitalised,
    /// All in capitals, or with full stops: `US`, `WHO`, `IS`. In a text that is all in capitals
    /// or all in lower case nothing tells it from the common word but its surroundings.
    Acronym,
}

/// One thing that a name can mean.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Sense<'a> {
    /// What is known.
    pub known: &'a Known,
    /// How the name stands for it.
    pub usage: NameUse,
    /// How it must be written.
    pub writing: Writing,
    /// Whether it is only a short form that needs a fuller mention before it (a surname).
    pub short: bool,
    /// Whether organs of other states are called so too ("Congress", "Revolutionary Guard"): the
    /// country that the context gives goes before this one.
    pub generic: bool,
}

/// What is known of a country beside its being an actor.
#[derive(Clone, PartialEq, Debug)]
pub struct Country {
    /// Alpha-3 code; `XKX` is Kosovo, former states carry their ISO 3166-3 ones.
    pub code: CountryCode,
    /// Alpha-2 code, which is also the top-level domain but for the United Kingdom (`.uk`).
    pub iso2: Option<String>,
    /// Usual name.
    pub name: String,
    /// Whether it is a state today.
    pub kind: CountryKind,
    /// First year.
    pub from: Option<i16>,
    /// Last year.
    pub to: Option<i16>,
    /// All its names, the usual one first.
    pub names: Vec<String>,
    /// Its adjective first, then the words for its people.
    pub demonyms: Vec<String>,
    /// Its capitals, the seat of government first.
    pub capitals: Vec<String>,
}

/// What a row of the countries is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CountryKind {
    /// A state.
    State,
    /// A dependent territory with a code.
    Territory,
    /// A state that is no more.
    Former,
    /// A state that few recognise, with a code of ours.
    DeFacto,
}

/// A newspaper, broadcaster or agency.
#[derive(Clone, PartialEq, Debug)]
pub struct Outlet {
    /// Its code, as `RTR.MED`.
    pub code: ActorCode,
    /// Usual name.
    pub name: String,
    /// What kind.
    pub kind: OutletKind,
    /// Where it is based.
    pub country: Option<CountryCode>,
    /// Hosts, without `www.`.
    pub hosts: Vec<String>,
}

/// Kinds of outlet.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum OutletKind {
    /// An agency that others copy.
    Wire,
    /// Run by a state.
    State,
    /// Paid by the public, with editorial independence in law.
    Public,
    /// Privately owned.
    Private,
    /// Run by a party.
    Party,
    /// Run by an armed group.
    Group,
}

/// An organ that every state has, by its generic name ("foreign ministry").
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Organ {
    /// Which: `foreign_ministry`, `army`, `police`, ….
    pub organ: &'static str,
    /// Its sector.
    pub sector: Sector,
}

/// A word or phrase that names an office.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Title {
    /// Which: `head_of_government`, `foreign_minister`, `army_chief`, ….
    pub office: &'static str,
    /// The sector of who holds it; `None` where the title says none (`Mr`, `Dr`).
    pub sector: Option<Sector>,
}

/// A word that changes what a title says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Modifier {
    /// Holds it for the time being ("caretaker", "interim").
    Acting,
    /// Held it ("former", "ex", "late").
    Former,
    /// Will hold it ("elect", "designate").
    Future,
    /// Stands under the one who holds it ("deputy", "vice").
    Deputy,
    /// Says how high or for how long ("senior", "chief", "permanent").
    Level,
}

/// A common noun for people ("gunmen", "villagers").
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Role {
    /// The noun in the singular, as an identifier of the role.
    pub role: &'static str,
    /// Its sector; `None` where the word says none ("people", "men").
    pub sector: Option<Sector>,
}

/// A word that heads names of organisations, groups or places ("Ministry", "Front", "Province").
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HeadWord {
    /// What a name with this head is.
    pub kind: EntityKind,
    /// Its sector, where the word says one.
    pub sector: Option<Sector>,
}

/// Grammatical gender of a given name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Gender {
    /// A woman's.
    Female,
    /// A man's.
    Male,
}

/// Names of the tables of actors and words.
pub const TABLES: &[&str] = &rows::NAMES;

/// Looks for the first bad row of a set of tables; `text` gives the text of a table by its name.
/// The build holds the tables that are shipped to the same rules.
///
/// # Errors
///
/// Names table, line, column and reason.
pub fn check<'a>(text: impl Fn(&str) -> &'a str + Copy) -> Result<(), TableError> {
    rows::check(text)
}

/// The text of a table that this crate ships, by its name; empty for a name that there is not.
pub fn shipped_table(name: &str) -> &'static str {
    tables::text(name)
}

impl Lexicon {
    /// The tables that this crate ships.
    pub fn embedded() -> Self {
        // The build script has read the same bytes with the same code and found no bad row.
        rows::Tables::read(tables::text).map(|t| Lexicon::from_tables(&t)).unwrap_or_default()
    }

    /// Hash of all tables, for `made_by`.
    pub fn hash(&self) -> String {
        let texts: Vec<&[u8]> = rows::NAMES.iter().map(|n| tables::text(n).as_bytes()).collect();
        rashomon_record::hash::short_id("", &texts)
    }

    /// Everything that `name` can mean. Case, diacritics, hyphens and apostrophe variants are
    /// folded; a leading article and a possessive ending are left out where the name as given
    /// means nothing.
    pub fn senses(&self, name: &str) -> Vec<Sense<'_>> {
        let mut found = self.names.get(name);
        if found.is_empty() {
            found = self.names.get(lookup::bare(name));
        }
        self.resolve(found)
    }

    /// The longest run of `words`, from the first one on, that is a known name: how many words,
    /// and what it can mean. Words may be split at hyphens and before `'s` or not; an article
    /// is not a part of any name.
    pub fn longest(&self, words: &[&str]) -> Option<(usize, Vec<Sense<'_>>)> {
        let (length, entries) = self.names.longest(words)?;
        Some((length, self.resolve(entries)))
    }

    fn resolve(&self, entries: &[Entry]) -> Vec<Sense<'_>> {
        entries
            .iter()
            .filter_map(|entry| {
                Some(Sense {
                    known: self.known.get(entry.known as usize)?,
                    usage: entry.usage,
                    writing: entry.writing,
                    short: entry.short,
                    generic: entry.generic,
                })
            })
            .collect()
    }

    /// Everything known, in the order of the tables.
    pub fn known(&self) -> &[Known] {
        &self.known
    }

    /// The actor of a code, the latest where a code has changed hands.
    pub fn actor(&self, code: &str) -> Option<&Known> {
        self.known.get(*self.by_code.get(code)? as usize)
    }

    /// All countries, in the order of their codes.
    pub fn countries(&self) -> &[Country] {
        &self.countries
    }

    /// The country of an alpha-3 code.
    pub fn country(&self, code: &str) -> Option<&Country> {
        self.countries.get(*self.by_country.get(code)? as usize)
    }

    /// All outlets, in the order of their codes.
    pub fn outlets(&self) -> &[Outlet] {
        &self.outlets
    }

    /// The outlet of a code.
    pub fn outlet(&self, code: &str) -> Option<&Outlet> {
        self.outlets.iter().find(|outlet| outlet.code.as_str() == code)
    }

    /// The outlet that publishes at `host`, or at the longest known ending of it
    /// (`edition.example.org` is `example.org`).
    pub fn outlet_of_host(&self, host: &str) -> Option<&Outlet> {
        let host = host.trim_end_matches('.').to_ascii_lowercase();
        let mut rest = host.as_str();
        loop {
            if let Some(&index) = self.by_host.get(rest) {
                return self.outlets.get(index as usize);
            }
            rest = rest.split_once('.')?.1;
        }
    }

    /// The longest generic name of a state's organ from the first of `words` on: "foreign
    /// ministry", "ministry of foreign affairs", "armed forces".
    pub fn organ(&self, words: &[&str]) -> Option<(usize, &Organ)> {
        lookup::first(self.organs.longest(words))
    }

    /// The longest title from the first of `words` on, without its modifiers.
    pub fn title(&self, words: &[&str]) -> Option<(usize, &Title)> {
        lookup::first(self.titles.longest(words))
    }

    /// The longest modifier of a title from the first of `words` on: "caretaker", "former".
    pub fn modifier(&self, words: &[&str]) -> Option<(usize, Modifier)> {
        lookup::first(self.modifiers.longest(words)).map(|(length, modifier)| (length, *modifier))
    }

    /// The longest noun for people from the first of `words` on, singular or plural.
    pub fn role(&self, words: &[&str]) -> Option<(usize, &Role)> {
        lookup::first(self.roles.longest(words))
    }

    /// What a name headed by `word` is: "Ministry", "Front", "University".
    pub fn head_word(&self, word: &str) -> Option<&HeadWord> {
        self.head_words.get(word).first()
    }

    /// How `word` must be written to be safe as a name of anyone or anything, whether or not the
    /// tables know it: given names that are common words too ("Mark", "Grace") need a capital.
    pub fn writing(&self, word: &str) -> Writing {
        self.caution.get(fold::fold(word).as_str()).copied().unwrap_or(Writing::Any)
    }

    /// Whether `word` is a given name, and whose.
    pub fn given_name(&self, word: &str) -> Option<Option<Gender>> {
        self.given_names.get(fold::fold(word).as_str()).copied()
    }
}
