//! The word lists of tolls, from `tables/tolls_*`.

use std::sync::LazyLock;

use rashomon_record::{TollKind, TollQualifier};
use rustc_hash::{FxHashMap, FxHashSet};

/// What a word says happened to people.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Harm {
    pub(super) kind: TollKind,
    /// "shot", "struck": wounded, unless the text says that they died.
    pub(super) shot: bool,
    pub(super) frame: Frame,
}

/// Who of its clause is counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Frame {
    /// Object, or subject of the passive.
    Verb,
    /// Subject.
    Intransitive,
    /// What it is said of ("three dead").
    State,
    /// What it is the noun of ("the deaths of two").
    Noun,
    /// "the bodies of two".
    Body,
}

/// A number word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct NumberWord {
    pub(super) low: u64,
    pub(super) high: Option<u64>,
    pub(super) qualifier: TollQualifier,
}

const WORDS: &str = include_str!("../../tables/tolls_words.tsv");
const NUMBERS: &str = include_str!("../../tables/tolls_numbers.tsv");
const PEOPLE: &str = include_str!("../../tables/tolls_people.txt");
const THINGS: &str = include_str!("../../tables/tolls_things.txt");

static HARMS: LazyLock<FxHashMap<&'static str, Harm>> =
    LazyLock::new(|| rows(WORDS).filter_map(|l| harm_row(l).ok()).collect());
static NUMBER_WORDS: LazyLock<FxHashMap<&'static str, NumberWord>> =
    LazyLock::new(|| rows(NUMBERS).filter_map(|l| number_row(l).ok()).collect());
static PEOPLE_WORDS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| rows(PEOPLE).collect());
static THING_WORDS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| rows(THINGS).collect());

pub(super) fn harm(word: &str) -> Option<Harm> {
    HARMS.get(word).copied()
}

pub(super) fn number(word: &str) -> Option<NumberWord> {
    NUMBER_WORDS.get(word).copied()
}

pub(super) fn is_person(word: &str) -> bool {
    PEOPLE_WORDS.contains(word)
}

pub(super) fn is_thing(word: &str) -> bool {
    THING_WORDS.contains(word)
}

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty())
}

fn harm_row(line: &'static str) -> Result<(&'static str, Harm), String> {
    let columns: Vec<&str> = line.split('\t').collect();
    let &[word, kind, frame] = columns.as_slice() else {
        return Err("three columns parted by tabs are needed".into());
    };
    let shot = kind == "shot";
    let kind = if shot { "injured" } else { kind };
    let kind = TollKind::ALL
        .into_iter()
        .find(|k| k.as_str() == kind)
        .ok_or_else(|| format!("unknown kind {kind:?}"))?;
    let frame = match frame {
        "verb" => Frame::Verb,
        "intransitive" => Frame::Intransitive,
        "state" => Frame::State,
        "noun" => Frame::Noun,
        "body" => Frame::Body,
        other => return Err(format!("unknown frame {other:?}")),
    };
    Ok((word, Harm { kind, shot, frame }))
}

fn number_row(line: &'static str) -> Result<(&'static str, NumberWord), String> {
    let columns: Vec<&str> = line.split('\t').collect();
    let &[word, low, high, qualifier] = columns.as_slice() else {
        return Err("four columns parted by tabs are needed".into());
    };
    let number = |s: &str| s.parse::<u64>().map_err(|e| format!("{s:?}: {e}"));
    let high = if high.is_empty() { None } else { Some(number(high)?) };
    let qualifier = match qualifier {
        "exact" => TollQualifier::Exact,
        "about" => TollQualifier::About,
        "vague" => TollQualifier::Vague,
        other => return Err(format!("unknown qualifier {other:?}")),
    };
    Ok((word, NumberWord { low: number(low)?, high, qualifier }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read_and_stands_in_order() {
        let in_order = |name: &str, table: &'static str| {
            let words: Vec<&str> = rows(table).filter_map(|l| l.split('\t').next()).collect();
            for pair in words.windows(2) {
                assert!(
                    pair[0] < pair[1],
                    "{name}: {:?} does not come before {:?}",
                    pair[0],
                    pair[1]
                );
            }
        };
        in_order("tolls_words.tsv", WORDS);
        in_order("tolls_numbers.tsv", NUMBERS);
        in_order("tolls_people.txt", PEOPLE);
        in_order("tolls_things.txt", THINGS);
        for line in rows(WORDS) {
            assert!(harm_row(line).is_ok(), "tolls_words.tsv: {line}: {:?}", harm_row(line));
        }
        for line in rows(NUMBERS) {
            assert!(number_row(line).is_ok(), "tolls_numbers.tsv: {line}: {:?}", number_row(line));
        }
        assert_eq!(PEOPLE_WORDS.intersection(&THING_WORDS).count(), 0, "people are no things");
    }
}
