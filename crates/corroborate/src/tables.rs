//! The word lists that this room reads: plain sorted text in `tables/`, embedded when built.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::words::hash;

/// All tables, made once per call. Immutable.
#[derive(Debug)]
pub(crate) struct Tables {
    /// Words of grammar, by hash.
    pub function_words: FxHashSet<u64>,
    /// Words for numbers, by hash.
    pub number_words: FxHashSet<u64>,
    /// Words for people who do not fight, by hash.
    pub civilians: FxHashSet<u64>,
    /// Words for what can be shot down, by hash.
    pub aircraft: FxHashSet<u64>,
    /// Words for people who were hurt, by hash.
    pub casualties: FxHashSet<u64>,
    /// What an event of a type and mode is called in a title.
    pub titles: FxHashMap<String, Title>,
    /// How common a word is in news, by hash: the natural logarithm of its rank, in tenths.
    pub common_words: FxHashMap<u64, u32>,
}

/// The words with which an event's title is made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Title {
    /// Between actor and target: "strikes".
    pub verb: String,
    /// Where no actor is known: "Strike".
    pub noun: String,
}

const FUNCTION_WORDS: &str = include_str!("../tables/function_words.txt");
const NUMBER_WORDS: &str = include_str!("../tables/number_words.txt");
const CIVILIANS: &str = include_str!("../tables/civilians.txt");
const AIRCRAFT: &str = include_str!("../tables/aircraft.txt");
const CASUALTIES: &str = include_str!("../tables/casualties.txt");
const TITLES: &str = include_str!("../tables/titles.tsv");
const COMMON_WORDS: &str = include_str!("../tables/common_words.txt");

/// The lines of a table that hold data.
fn rows(table: &str) -> impl Iterator<Item = &str> {
    table.lines().map(str::trim_end).filter(|l| !l.is_empty() && !l.starts_with('#'))
}

impl Tables {
    /// The tables that this crate ships.
    pub fn embedded() -> Self {
        Tables {
            function_words: rows(FUNCTION_WORDS).map(hash).collect(),
            number_words: rows(NUMBER_WORDS).map(hash).collect(),
            civilians: rows(CIVILIANS).map(hash).collect(),
            aircraft: rows(AIRCRAFT).map(hash).collect(),
            casualties: rows(CASUALTIES).map(hash).collect(),
            titles: rows(TITLES)
                .filter_map(|row| {
                    let mut cells = row.split('\t');
                    let (key, verb, noun) = (cells.next()?, cells.next()?, cells.next()?);
                    Some((key.to_string(), Title { verb: verb.into(), noun: noun.into() }))
                })
                .collect(),
            common_words: rows(COMMON_WORDS)
                .filter_map(|row| {
                    let (word, band) = row.split_once('\t')?;
                    Some((hash(word), band.parse().ok()?))
                })
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(file: &str, table: &str) {
        let keys: Vec<&str> = rows(table).map(|r| r.split('\t').next().unwrap_or(r)).collect();
        for (line, pair) in keys.windows(2).enumerate() {
            assert!(pair[0] < pair[1], "{file}, row {}: {:?} is out of order", line + 2, pair[1]);
        }
        assert!(table.starts_with('#'), "{file}: no head that names source and licence");
    }

    #[test]
    fn tables_are_sorted_and_say_where_they_are_from() {
        sorted("function_words.txt", FUNCTION_WORDS);
        sorted("number_words.txt", NUMBER_WORDS);
        sorted("civilians.txt", CIVILIANS);
        sorted("aircraft.txt", AIRCRAFT);
        sorted("casualties.txt", CASUALTIES);
        sorted("titles.tsv", TITLES);
        sorted("common_words.txt", COMMON_WORDS);
    }

    #[test]
    fn titles_have_three_cells() {
        for (line, row) in rows(TITLES).enumerate() {
            assert_eq!(row.split('\t').count(), 3, "titles.tsv, row {}: {row:?}", line + 1);
        }
    }

    #[test]
    fn every_type_has_a_title() {
        let tables = Tables::embedded();
        for kind in rashomon_record::EventType::ALL {
            assert!(tables.titles.contains_key(kind.as_str()), "titles.tsv: no row for {kind}");
        }
    }
}
