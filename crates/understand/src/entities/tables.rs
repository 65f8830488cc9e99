//! The word lists of this layer, read once from `tables/entities_*.tsv`.

use std::sync::LazyLock;

use rashomon_record::{EntityKind, Sector};
use rustc_hash::{FxHashMap, FxHashSet};

/// What a description of this noun ("the group") can point back to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Refers {
    /// A person.
    Person,
    /// Several people.
    People,
    /// An organisation.
    Organization,
    /// An armed group.
    Group,
    /// A country.
    Country,
    /// A place.
    Place,
    /// A thing.
    Thing,
}

/// A head noun of phrases that take part in events.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Noun {
    /// Kind of thing that it names.
    pub kind: EntityKind,
    /// Who acts, where the noun says it.
    pub sector: Option<Sector>,
    /// What it can point back to.
    pub refers: Refers,
}

/// All word lists.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    nouns: FxHashMap<&'static str, Noun>,
    given: FxHashSet<&'static str>,
    surnames: FxHashSet<&'static str>,
    peoples: FxHashSet<&'static str>,
    /// Names of organisations, and how many words the longest that starts with a word has.
    bodies: FxHashSet<&'static str>,
    metonymy: FxHashMap<&'static str, FxHashMap<&'static str, bool>>,
}

/// The lists that the crate ships.
pub(crate) static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    // Rows that cannot be read are left out here and named by the test below.
    Tables::read(|_, _, _| {})
});

const NOUNS: &str = include_str!("../../tables/entities_nouns.tsv");
const BODIES: &str = include_str!("../../tables/entities_organizations.tsv");
const PEOPLES: &str = include_str!("../../tables/entities_peoples.tsv");
const SURNAMES: &str = include_str!("../../tables/entities_surnames.tsv");
const METONYMY: &str = include_str!("../../tables/entities_metonymy.tsv");
const GIVEN: &str = include_str!("../../tables/entities_given_names.tsv");

fn rows(text: &'static str) -> impl Iterator<Item = (usize, Vec<&'static str>)> {
    text.lines()
        .enumerate()
        .filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty())
        .map(|(i, l)| (i + 1, l.split('\t').collect()))
}

fn kind(word: &str) -> Option<EntityKind> {
    Some(match word {
        "person" => EntityKind::Person,
        "people" => EntityKind::People,
        "organization" => EntityKind::Organization,
        "group" => EntityKind::Group,
        "country" => EntityKind::Country,
        "place" => EntityKind::Place,
        "other" => EntityKind::Other,
        _ => return None,
    })
}

fn refers(word: &str) -> Option<Refers> {
    Some(match word {
        "person" => Refers::Person,
        "people" => Refers::People,
        "organization" => Refers::Organization,
        "group" => Refers::Group,
        "country" => Refers::Country,
        "place" => Refers::Place,
        "thing" => Refers::Thing,
        _ => return None,
    })
}

/// A sector column: `-` is none; `Err` where the word is no sector.
fn sector(word: &str) -> Result<Option<Sector>, ()> {
    if word == "-" { Ok(None) } else { Sector::from_code(word).map(Some).ok_or(()) }
}

impl Tables {
    fn read(mut bad: impl FnMut(&str, usize, &str)) -> Tables {
        let mut tables = Tables::default();
        for (line, row) in rows(NOUNS) {
            let parsed = match row[..] {
                [noun, k, s, r] => match (kind(k), sector(s), refers(r)) {
                    (Some(kind), Ok(sector), Some(refers)) => {
                        Some((noun, Noun { kind, sector, refers }))
                    }
                    _ => None,
                },
                _ => None,
            };
            match parsed {
                Some((noun, n)) => {
                    if tables.nouns.insert(noun, n).is_some() {
                        bad("entities_nouns.tsv", line, "a second row for the same noun");
                    }
                }
                None => bad("entities_nouns.tsv", line, "not noun, kind, sector, refers"),
            }
        }
        let lists: [(&str, &'static str, &mut FxHashSet<&'static str>); 4] = [
            ("entities_given_names.tsv", GIVEN, &mut tables.given),
            ("entities_surnames.tsv", SURNAMES, &mut tables.surnames),
            ("entities_organizations.tsv", BODIES, &mut tables.bodies),
            ("entities_peoples.tsv", PEOPLES, &mut tables.peoples),
        ];
        for (file, text, set) in lists {
            for (line, row) in rows(text) {
                match row[..] {
                    [name] => {
                        set.insert(name);
                    }
                    _ => bad(file, line, "not one name"),
                }
            }
        }
        for (line, row) in rows(METONYMY) {
            match row[..] {
                [place, word, reading @ ("government" | "town")] => {
                    let words = tables.metonymy.entry(place).or_default();
                    words.insert(word, reading == "government");
                }
                _ => bad("entities_metonymy.tsv", line, "not place, word, government or town"),
            }
        }
        tables
    }

    /// Whether a capital in this place beside this word means the government, where the table says.
    pub fn means_government(&self, place: &str, word: &str) -> Option<bool> {
        self.metonymy.get(place)?.get(word).copied()
    }

    /// The head noun of a lemma in lower case. Nouns that only have a plural ("troops") may keep
    /// it in their lemma.
    pub fn noun(&self, lemma: &str) -> Option<Noun> {
        let found = self.nouns.get(lemma).or_else(|| self.nouns.get(lemma.strip_suffix('s')?));
        found.copied()
    }

    /// Whether the word is a person's first name somewhere.
    pub fn is_given_name(&self, word: &str) -> bool {
        self.given.contains(word)
    }

    /// Whether the word is a family name somewhere.
    pub fn is_surname(&self, word: &str) -> bool {
        self.surnames.contains(word)
    }

    /// Whether the word stands for a people or faith without a state of its own.
    pub fn is_people(&self, word: &str) -> bool {
        self.peoples.contains(word)
    }

    /// Whether these words in lower case are the name of a company or another body.
    pub fn is_body(&self, words: &str) -> bool {
        self.bodies.contains(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_every_table_is_read() {
        let mut wrong = Vec::new();
        Tables::read(|file, line, why| wrong.push(format!("{file}:{line}: {why}")));
        assert_eq!(wrong, Vec::<String>::new());
    }

    #[test]
    fn tables_are_sorted() {
        for (file, text) in [
            ("entities_nouns.tsv", NOUNS),
            ("entities_metonymy.tsv", METONYMY),
            ("entities_organizations.tsv", BODIES),
            ("entities_peoples.tsv", PEOPLES),
            ("entities_surnames.tsv", SURNAMES),
            ("entities_given_names.tsv", GIVEN),
        ] {
            let keys: Vec<String> =
                rows(text).map(|(_, r)| r[..r.len().min(2)].join(" ")).collect();
            for pair in keys.windows(2) {
                assert!(pair[0] < pair[1], "{file}: {:?} stands before {:?}", pair[0], pair[1]);
            }
        }
    }

    #[test]
    fn words_are_found() {
        let soldier = TABLES.noun("soldier").map(|n| (n.kind, n.sector));
        assert_eq!(soldier, Some((EntityKind::People, Some(Sector::Mil))));
        assert!(TABLES.is_given_name("jalil"));
    }
}
