//! The words under a picture: known by a credit at their end, or because a scraper took them
//! twice (once as the text that stands for the picture, once as the caption).

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use rashomon_record::NoiseKind::{Boilerplate, Caption};

use super::{Line, normal};
use crate::table;

/// How credits are written.
#[derive(Default)]
struct Credits {
    words: HashSet<&'static str>,
    agencies: Vec<&'static str>,
    labels: Vec<&'static str>,
    starts: Vec<&'static str>,
}

static CREDITS: LazyLock<Credits> = LazyLock::new(|| {
    let mut credits = Credits::default();
    for row in table::rows(include_str!("../../tables/picture_credits.tsv")) {
        let [kind, words] = row[..] else { continue };
        match kind {
            "word" => drop(credits.words.insert(words)),
            "agency" => credits.agencies.push(words),
            "label" => credits.labels.push(words),
            _ => credits.starts.push(words),
        }
    }
    credits
});

/// Marks captions and lines that repeat one before them.
pub(super) fn mark(lines: &mut [Line<'_>], title: Option<&str>, given: bool) {
    let first = lines.iter().position(|line| line.noise.is_none());
    let title = title.map(normal).unwrap_or_default();
    // What stood before, by its words without a credit: the number of its line.
    let mut seen: HashMap<String, usize> = HashMap::new();
    for n in 0..lines.len() {
        if lines[n].noise.is_some() || lines[n].words == 0 {
            continue;
        }
        let credit = credit_at(lines[n].raw);
        let bare = credit.map_or_else(|| lines[n].normal.clone(), |at| normal(&lines[n].raw[..at]));
        let words = bare.split(' ').filter(|w| !w.is_empty()).count();
        if credit.is_some() {
            lines[n].mark(Caption, "the words under a picture, with its credit");
        }
        if words >= 4 {
            if let Some(&before) = seen.get(&bare) {
                if credit.is_some() {
                    // The text that stands for a picture, before its caption.
                    lines[before]
                        .mark(Caption, "the words under a picture, which stand here twice");
                } else if n < before + 6 && (bare == title || Some(before) == first) {
                    lines[n].mark(Boilerplate, "repeats the headline");
                } else if given && lines[n].is_prose() {
                    lines[n].mark(Boilerplate, "repeats a line above");
                }
            } else {
                seen.insert(bare, n);
            }
        }
    }
}

/// Where the credit of a picture begins, for a line that ends with one.
fn credit_at(raw: &str) -> Option<usize> {
    if raw.len() > 500 {
        return None;
    }
    // Most lines are prose and end with a stop; a credit shows one of these signs.
    let shows = raw.contains(['©', '/', ':', '(', '[', '|'])
        || raw.contains("hoto")
        || raw.contains("HOTO")
        || raw.contains("Getty");
    if !shows {
        return None;
    }
    let last_sentence = raw.len() - tail(raw).len();
    let tail = &raw[last_sentence..];
    if let Some(at) = tail.find('©').filter(|&at| at > 0 || last_sentence > 0) {
        return Some(last_sentence + at);
    }
    // `… (Photo: AFP/name)`, `[AFP via Getty Images]`, `| Photo Credit: …`
    let opening = raw.rfind(['(', '[', '|']);
    if let Some(at) = opening {
        let closes = match raw.as_bytes()[at] {
            b'(' => raw.ends_with(')'),
            b'[' => raw.ends_with(']'),
            _ => true,
        };
        let inside = &raw[at + 1..];
        if closes && inside.len() <= 90 && is_credit(inside) && !raw[..at].trim().is_empty() {
            return Some(at);
        }
    }
    let labelled = tail.len() <= 120 && !tail.ends_with('.');
    for label in CREDITS.labels.iter().filter(|_| labelled) {
        if let Some(at) = tail.find(label) {
            return Some(last_sentence + at);
        }
    }
    if CREDITS.starts.iter().any(|s| raw.starts_with(s)) {
        return Some(raw.len());
    }
    let signed = raw.contains('/') || raw.contains(" via ");
    let slash = CREDITS
        .agencies
        .iter()
        .filter(|_| signed)
        .filter_map(|agency| Some((raw.rfind(agency)?, agency)));
    for (at, agency) in slash {
        let name = &raw[at + agency.len()..];
        let words = name.split_whitespace().count();
        let bounded = raw[..at].ends_with([' ', '(', '[', '—', '-', '.']) || at == 0;
        if bounded && (1..=5).contains(&words) && name.len() <= 60 && !raw[..at].trim().is_empty() {
            return Some(at);
        }
    }
    tail.contains("Getty Images")
        .then_some(last_sentence)
        .filter(|_| tail.len() <= 80 && !tail.ends_with('.'))
}

/// What stands after the last stop that ends a sentence.
fn tail(raw: &str) -> &str {
    let at = raw.rmatch_indices(['.', '!', '?', '”', '"']).find(|(at, stop)| {
        let end = at + stop.len();
        raw[end..].starts_with(' ') && raw[end..].trim().len() > 1
    });
    at.map_or(raw, |(at, stop)| &raw[at + stop.len()..])
}

/// Whether brackets hold the credit of a picture.
fn is_credit(inside: &str) -> bool {
    let words = normal(inside);
    let first = words.split(' ').next().unwrap_or("");
    let picture = words.split(' ').any(|w| CREDITS.words.contains(w));
    let agency = CREDITS.agencies.iter().any(|a| inside.starts_with(a));
    let source = (inside.contains(':') || inside.contains('/') || inside.contains(" by "))
        && CREDITS.words.contains(first);
    source
        || agency
        || inside.contains("Getty Images")
        || (picture
            && (inside.contains('/')
                || inside.starts_with("File")
                || inside.contains("AP ")
                || inside.contains("AFP")
                || inside.contains("Reuters")
                || inside.contains("courtesy")))
}
