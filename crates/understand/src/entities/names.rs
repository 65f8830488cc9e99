//! Names in a text: what the lexicon knows, what the tagger sees, and the rules that settle it.

use rashomon_lexicon::gazetteer::{Gazetteer, NameOf, PlaceId, fold_into};
use rashomon_lexicon::{Lexicon, NameUse, Sense};
use rashomon_record::{EntityKind, PlaceKind};

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

/// What the lexicon and the gazetteer say of each word, as bits for the tagger.
pub(crate) fn known_bits(row: &Row<'_>, lexicon: &Lexicon, gazetteer: &Gazetteer) -> Vec<u64> {
    bits_of(row, &matches(row, lexicon), &places(row, gazetteer))
}

/// As [`known_bits`], from matches already made.
pub(crate) fn bits_of(row: &Row<'_>, matches: &[Match<'_>], places: &[PlaceMatch]) -> Vec<u64> {
    let mut bits = vec![0u64; row.pieces.len()];
    for found in matches {
        let mut kinds = 0;
        for sense in &found.senses {
            kinds |= match (sense.usage, sense.known.kind) {
                (NameUse::Demonym, _) => 1 << 8,
                (NameUse::Capital, _) => 1 << 9,
                (NameUse::Seat, _) => 1 << 10,
                (_, EntityKind::Country) => 1 << 11,
                (_, EntityKind::Group) => 1 << 12,
                (_, EntityKind::Organization) => 1 << 13,
                (_, EntityKind::Person) => 1 << 14,
                (_, EntityKind::Place) => 1 << 15,
                _ => 1 << 16,
            };
        }
        for (n, bit) in bits[found.start..found.end].iter_mut().enumerate() {
            *bit |= kinds | (u64::from(n > 0) << 17);
        }
    }
    for found in places {
        let words = found.end - found.start;
        for (n, bit) in bits[found.start..found.end].iter_mut().enumerate() {
            *bit |= found.bits | (u64::from(n > 0) << 40) | (u64::from(words > 1) << 41);
        }
    }
    bits
}

/// A run of words that is a name in the gazetteer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlaceMatch {
    /// First word of the row.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The place that is best known under the name, demonyms left out.
    pub best: Option<PlaceId>,
    /// What it can mean, as bits for the tagger.
    bits: u64,
}

/// The longest names of places, from left to right, none inside another.
pub(crate) fn places(row: &Row<'_>, gazetteer: &Gazetteer) -> Vec<PlaceMatch> {
    let mut found = Vec::new();
    let Some(root) = gazetteer.cursor() else { return found };
    let mut folded = String::new();
    for (s, range) in row.sentences.iter().enumerate() {
        let lower = row.case[s] == Case::Lower;
        let mut at = range.start;
        while at < range.end {
            let piece = &row.pieces[at];
            if !(piece.capital || lower) || piece.form.len() < 2 {
                at += 1;
                continue;
            }
            let (mut cursor, mut best) = (root, None);
            for end in at..range.end.min(at + LONGEST) {
                folded.clear();
                fold_into(row.pieces[end].form, &mut folded);
                if folded.is_empty() {
                    continue;
                }
                if end > at {
                    folded.insert(0, ' ');
                }
                let Some(next) = gazetteer.advance(cursor, &folded) else { break };
                cursor = next;
                if let Some(meanings) = gazetteer.here(cursor) {
                    best = Some((end + 1, meanings));
                }
            }
            let Some((end, meanings)) = best else {
                at += 1;
                continue;
            };
            let (mut bits, mut place) = (0u64, None);
            for meaning in meanings.iter().take(8) {
                let Some(known) = gazetteer.place(meaning.place) else { continue };
                if meaning.how == NameOf::Demonym {
                    bits |= 1 << 20;
                    continue;
                }
                place = place.or(Some(meaning.place));
                let spelling = meaning.how == NameOf::Spelling;
                bits |= match (known.kind(), known.population()) {
                    _ if spelling => 1 << 21,
                    (PlaceKind::City, 1_000_000..) => 1 << 22,
                    (PlaceKind::City, 150_000..) => 1 << 23,
                    (PlaceKind::City, 25_000..) => 1 << 24,
                    (PlaceKind::City, _) => 1 << 25,
                    (PlaceKind::Admin1, _) => 1 << 26,
                    (PlaceKind::Admin2, _) => 1 << 27,
                    (PlaceKind::Country, _) => 1 << 28,
                    (PlaceKind::Region, _) => 1 << 29,
                    _ => 1 << 30,
                };
                if meaning.how == NameOf::Abbreviation {
                    bits |= 1 << 31;
                }
            }
            found.push(PlaceMatch { start: at, end, best: place, bits });
            at = end;
        }
    }
    found
}
