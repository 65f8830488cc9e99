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

/// A title or role.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Title {
    /// The office, where the title names one.
    pub office: Option<&'static str>,
    /// The sector, where the title says it.
    pub sector: Option<Sector>,
}

/// All word lists.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    nouns: FxHashMap<&'static str, Noun>,
    titles: FxHashMap<&'static str, Title>,
    /// First words of titles, so that most words need no look-up of phrases.
    title_starts: FxHashSet<&'static str>,
    /// Most words that a title has.
    pub longest_title: usize,
    /// Words that name organisations when they end a name ("Ministry", "Inc").
    orgs: FxHashMap<&'static str, Option<Sector>>,
    given: FxHashSet<&'static str>,
    metonymy: FxHashMap<&'static str, FxHashMap<&'static str, bool>>,
}

/// The lists that the crate ships.
pub(crate) static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    // Rows that cannot be read are left out here and named by the test below.
    Tables::read(|_, _, _| {})
});

const NOUNS: &str = include_str!("../../tables/entities_nouns.tsv");
const TITLES: &str = include_str!("../../tables/entities_titles.tsv");
const ORGANIZATIONS: &str = include_str!("../../tables/entities_organization_words.tsv");
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
        for (line, row) in rows(TITLES) {
            match row[..] {
                [title, office, s] if sector(s).is_ok() => {
                    let office = (office != "-").then_some(office);
                    let sector = sector(s).unwrap_or_default();
                    tables.longest_title =
                        tables.longest_title.max(title.split_whitespace().count());
                    tables.title_starts.insert(title.split(' ').next().unwrap_or(title));
                    if tables.titles.insert(title, Title { office, sector }).is_some() {
                        bad("entities_titles.tsv", line, "a second row for the same title");
                    }
                }
                _ => bad("entities_titles.tsv", line, "not title, office, sector"),
            }
        }
        for (line, row) in rows(ORGANIZATIONS) {
            match row[..] {
                [word, s] if sector(s).is_ok() => {
                    tables.orgs.insert(word, sector(s).unwrap_or_default());
                }
                _ => bad("entities_organization_words.tsv", line, "not word, sector"),
            }
        }
        for (line, row) in rows(GIVEN) {
            match row[..] {
                [name] => {
                    tables.given.insert(name);
                }
                _ => bad("entities_given_names.tsv", line, "not one name"),
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

    /// The head noun of a lemma in lower case.
    pub fn noun(&self, lemma: &str) -> Option<Noun> {
        self.nouns.get(lemma).copied()
    }

    /// The title of words in lower case joined by single spaces.
    pub fn title(&self, words: &str) -> Option<Title> {
        self.titles.get(words).copied()
    }

    /// Whether some title starts with this word.
    pub fn starts_title(&self, word: &str) -> bool {
        self.title_starts.contains(word)
    }

    /// Whether a name that ends in this word is an organisation's, and of which sector.
    pub fn organization(&self, word: &str) -> Option<Option<Sector>> {
        self.orgs.get(word).copied()
    }

    /// Whether the word is a person's first name somewhere.
    pub fn is_given_name(&self, word: &str) -> bool {
        self.given.contains(word)
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
            ("entities_titles.tsv", TITLES),
            ("entities_organization_words.tsv", ORGANIZATIONS),
            ("entities_given_names.tsv", GIVEN),
        ] {
            let keys: Vec<&str> = rows(text).map(|(_, r)| r[0]).collect();
            for pair in keys.windows(2) {
                assert!(pair[0] < pair[1], "{file}: {:?} stands before {:?}", pair[0], pair[1]);
            }
        }
    }

    #[test]
    fn words_are_found() {
        let soldier = TABLES.noun("soldier").map(|n| (n.kind, n.sector));
        assert_eq!(soldier, Some((EntityKind::People, Some(Sector::Mil))));
        assert_eq!(
            TABLES.title("foreign minister").and_then(|t| t.office),
            Some("foreign_minister")
        );
        assert!(TABLES.organization("ministry").is_some());
        assert!(TABLES.is_given_name("jalil"));
    }
}
