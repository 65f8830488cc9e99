//! Names in a text: what the lexicon knows, what the tagger sees, and the rules that settle it.

use rashomon_lexicon::{Lexicon, NameUse, Sense};
use rashomon_record::EntityKind;

use super::words::{Case, Row};

/// A run of words that is a known name.
#[derive(Clone, Debug)]
pub(crate) struct Match<'l> {
    /// First word of the row.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What it can mean.
    pub senses: Vec<Sense<'l>>,
}

/// Most words of a known name.
const LONGEST: usize = 9;

/// The longest known names of a row, from left to right, none inside another.
pub(crate) fn matches<'l>(row: &Row<'_>, lexicon: &'l Lexicon) -> Vec<Match<'l>> {
    let mut found = Vec::new();
    let mut forms: Vec<&str> = Vec::with_capacity(LONGEST);
    for (s, range) in row.sentences.iter().enumerate() {
        let case = row.case[s];
        let mut at = range.start;
        while at < range.end {
            let piece = &row.pieces[at];
            let may_start = piece.form.chars().next().is_some_and(char::is_alphanumeric);
            if !may_start {
                at += 1;
                continue;
            }
            forms.clear();
            forms.extend(row.pieces[at..range.end.min(at + LONGEST)].iter().map(|p| p.form));
            let Some((length, mut senses)) = lexicon.longest(&forms) else {
                at += 1;
                continue;
            };
            let end = (at + length.max(1)).min(range.end);
            senses.retain(|sense| written_as(row, at, end, case, sense));
            if senses.is_empty() {
                at += 1;
            } else {
                found.push(Match { start: at, end, senses });
                at = end;
            }
        }
    }
    found
}

/// Whether the words are written as a name of that kind is: acronyms in capitals, names with
/// capitals, unless the sentence shows no difference.
fn written_as(row: &Row<'_>, start: usize, end: usize, case: Case, sense: &Sense<'_>) -> bool {
    let words = &row.pieces[start..end];
    let capital = words.iter().any(|p| p.capital);
    let upper = words.iter().all(|p| !p.form.chars().any(char::is_lowercase));
    let letters: usize = words.iter().map(|p| p.form.len()).sum();
    match (case, sense.usage) {
        // "us", "who", "it" in small letters are words.
        (Case::Lower, NameUse::Acronym) => letters > 4,
        (_, NameUse::Acronym) => upper || (capital && letters > 4),
        (Case::Lower, _) => letters > 3,
        (_, NameUse::Demonym) => capital || letters > 5,
        _ => capital,
    }
}

/// What the lexicon says of each word, as bits for the tagger.
pub(crate) fn known_bits(row: &Row<'_>, lexicon: &Lexicon) -> Vec<u32> {
    bits_of(row, &matches(row, lexicon))
}

pub(crate) fn bits_of(row: &Row<'_>, matches: &[Match<'_>]) -> Vec<u32> {
    let mut bits = vec![0u32; row.pieces.len()];
    for found in matches {
        let mut kinds = 0;
        for sense in &found.senses {
            kinds |= match (sense.usage, sense.known.kind) {
                (NameUse::Demonym, _) => 1 << 0,
                (NameUse::Capital, _) => 1 << 1,
                (NameUse::Seat, _) => 1 << 2,
                (_, EntityKind::Country) => 1 << 3,
                (_, EntityKind::Group) => 1 << 4,
                (_, EntityKind::Organization) => 1 << 5,
                (_, EntityKind::Person) => 1 << 6,
                (_, EntityKind::Place) => 1 << 7,
                _ => 1 << 8,
            };
        }
        for (n, bit) in bits[found.start..found.end].iter_mut().enumerate() {
            *bit |= kinds << if n == 0 { 0 } else { 10 };
        }
    }
    bits
}
