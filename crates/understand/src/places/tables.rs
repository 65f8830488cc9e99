//! The word lists of this layer, read once from `tables/places_*.tsv`.

use std::sync::LazyLock;

use rashomon_record::PlaceKind;
use rustc_hash::{FxHashMap, FxHashSet};

/// The lists that the crate ships.
pub(super) static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    // Rows that cannot be read are left out here and named by the test below.
    Tables::read(|_, _, _| {})
});

const CLASSES: &str = include_str!("../../tables/places_class_words.tsv");
const NOUNS: &str = include_str!("../../tables/places_nouns.tsv");
const LOCATIVES: &str = include_str!("../../tables/places_locatives.tsv");
const TITLES: &str = include_str!("../../tables/places_titles.tsv");
const SAYING: &str = include_str!("../../tables/places_saying.tsv");
const NEVER: &str = include_str!("../../tables/places_never.tsv");
const COMMON: &str = include_str!("../../tables/places_common_words.tsv");
const CUES: &str = include_str!("../../tables/places_country_cues.tsv");
const AREA_CODES: &str = include_str!("../../tables/places_area_codes.tsv");
const THINGS: &str = include_str!("../../tables/places_thing_words.tsv");
const PLACE_GIVEN: &str = include_str!("../../tables/places_given_names.tsv");
const GIVEN: &str = include_str!("../../tables/entities_given_names.tsv");

/// All word lists; keys in lower case.
#[derive(Debug, Default)]
pub(super) struct Tables {
    /// Capitalised words after a name that make a place of it.
    pub after: FxHashMap<&'static str, PlaceKind>,
    /// Those of them whose names are often taken from places far away ("Paris Avenue").
    pub roads: FxHashSet<&'static str>,
    /// Capitalised words before a name that make a place of it.
    pub before: FxHashMap<&'static str, PlaceKind>,
    /// Common nouns of places.
    pub nouns: FxHashMap<&'static str, PlaceKind>,
    /// Words after which a name is likely a place.
    pub locatives: FxHashSet<&'static str>,
    /// Words after which a name is likely a person.
    pub titles: FxHashSet<&'static str>,
    /// Verbs of saying and acting; true where a lone name before it is likely a person.
    pub saying: FxHashMap<&'static str, bool>,
    /// Words that are never a place alone.
    pub never: FxHashSet<&'static str>,
    /// Common words that are also places somewhere.
    pub common: FxHashSet<&'static str>,
    /// Words before which a place's name is no first name.
    pub things: FxHashSet<&'static str>,
    /// First names.
    pub given: FxHashSet<&'static str>,
    /// Words that say which country a report is at home in.
    pub cues: FxHashMap<&'static str, &'static str>,
    /// Telephone area codes: country and first-order division.
    pub area_codes: FxHashMap<&'static str, (&'static str, &'static str)>,
}

fn rows(text: &'static str) -> impl Iterator<Item = (usize, Vec<&'static str>)> {
    text.lines()
        .enumerate()
        .filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty())
        .map(|(i, l)| (i + 1, l.split('\t').collect()))
}

fn kind(word: &str) -> Option<PlaceKind> {
    Some(match word {
        "city" => PlaceKind::City,
        "admin1" => PlaceKind::Admin1,
        "admin2" => PlaceKind::Admin2,
        "region" => PlaceKind::Region,
        "feature" => PlaceKind::Feature,
        "site" => PlaceKind::Site,
        _ => return None,
    })
}

impl Tables {
    fn read(mut bad: impl FnMut(&str, usize, &str)) -> Tables {
        let mut tables = Tables::default();
        for (line, row) in rows(CLASSES) {
            let parsed = match row[..] {
                [phrase, "after", "road"] => {
                    tables.roads.insert(phrase);
                    Some(tables.after.insert(phrase, PlaceKind::Site))
                }
                [phrase, "after", k] => kind(k).map(|k| tables.after.insert(phrase, k)),
                [phrase, "before", k] => kind(k).map(|k| tables.before.insert(phrase, k)),
                _ => None,
            };
            if parsed.is_none() {
                bad("places_class_words.tsv", line, "not phrase, side, kind");
            }
        }
        for (line, row) in rows(NOUNS) {
            match row[..] {
                [word, k] if kind(k).is_some() => {
                    tables.nouns.insert(word, kind(k).unwrap_or(PlaceKind::Site));
                }
                _ => bad("places_nouns.tsv", line, "not word, kind"),
            }
        }
        for (line, row) in rows(SAYING) {
            match row[..] {
                [verb, who @ ("person" | "any")] => {
                    tables.saying.insert(verb, who == "person");
                }
                _ => bad("places_saying.tsv", line, "not verb, who"),
            }
        }
        for (line, row) in rows(CUES) {
            match row[..] {
                [word, country] if country.len() == 3 => {
                    tables.cues.insert(word, country);
                }
                _ => bad("places_country_cues.tsv", line, "not word, country"),
            }
        }
        for (line, row) in rows(AREA_CODES) {
            match row[..] {
                [code, country, division] if country.len() == 3 => {
                    tables.area_codes.insert(code, (country, division));
                }
                _ => bad("places_area_codes.tsv", line, "not code, country, division"),
            }
        }
        let mut words = |file: &str, text: &'static str| {
            let mut set = FxHashSet::default();
            for (line, row) in rows(text) {
                match row[..] {
                    [word] => {
                        set.insert(word);
                    }
                    _ => bad(file, line, "not one word"),
                }
            }
            set
        };
        tables.locatives = words("places_locatives.tsv", LOCATIVES);
        tables.titles = words("places_titles.tsv", TITLES);
        tables.never = words("places_never.tsv", NEVER);
        tables.common = words("places_common_words.tsv", COMMON);
        tables.things = words("places_thing_words.tsv", THINGS);
        tables.given = words("entities_given_names.tsv", GIVEN);
        tables.given.extend(words("places_given_names.tsv", PLACE_GIVEN));
        tables
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
            ("places_class_words.tsv", CLASSES),
            ("places_nouns.tsv", NOUNS),
            ("places_locatives.tsv", LOCATIVES),
            ("places_titles.tsv", TITLES),
            ("places_saying.tsv", SAYING),
            ("places_never.tsv", NEVER),
            ("places_common_words.tsv", COMMON),
            ("places_country_cues.tsv", CUES),
            ("places_area_codes.tsv", AREA_CODES),
            ("places_given_names.tsv", PLACE_GIVEN),
            ("places_thing_words.tsv", THINGS),
        ] {
            let keys: Vec<String> = rows(text).map(|(_, r)| r.join("\t")).collect();
            for pair in keys.windows(2) {
                assert!(pair[0] < pair[1], "{file}: {:?} stands before {:?}", pair[0], pair[1]);
            }
        }
    }
}
