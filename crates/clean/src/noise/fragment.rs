//! Leavings of sentences, as translating machines and careless cutting make them: `Can.”`,
//! `Were killed.`, a name alone after a full stop.

use std::collections::HashSet;
use std::sync::LazyLock;

use rashomon_record::{Complaint, ComplaintKind, Noise, NoiseKind, Span};

use super::{Line, Marks};
use crate::table;

static HELPING: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| table::words(include_str!("../../tables/helping_verbs.txt")).collect());

static WHOLE: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| table::words(include_str!("../../tables/whole_sentences.txt")).collect());

/// Bytes of the longest fragment.
const LONGEST: usize = 40;

/// Marks the fragments of a line.
pub(super) fn mark(line: &Line<'_>, marks: &mut Marks) {
    let raw = line.raw;
    let mut start = 0;
    let mut before: Option<&str> = None;
    for (at, c) in raw.char_indices() {
        if !matches!(c, '.' | '!' | '?') || at < start {
            continue;
        }
        let mut end = at + c.len_utf8();
        end += raw[end..].len() - raw[end..].trim_start_matches(['”', '"', '’', '\'']).len();
        let after = &raw[end..];
        if !(after.is_empty() || after.starts_with(char::is_whitespace)) {
            continue;
        }
        let piece = &raw[start..end];
        let sentence = piece.trim_start();
        if sentence.len() <= LONGEST
            && c == '.'
            && before.is_some_and(|b| stands_alone(b, after))
            && is_fragment(sentence)
        {
            let from = line.span.start as usize + start + (piece.len() - sentence.len());
            let span = Span::new(from, from + sentence.len());
            let why = "a leaving of a sentence".to_string();
            marks.noise.push(Noise { span, kind: NoiseKind::Garbled, why });
            let message = format!("{sentence:?} is no sentence");
            marks.complaints.push(Complaint::at(span, ComplaintKind::BrokenSentence, message));
        }
        before = Some(sentence);
        start = end;
    }
}

/// Whether the sentence before really ended, so that no abbreviation (`Gen. Munir`) is cut.
fn stands_alone(before: &str, after: &str) -> bool {
    let word = before
        .trim_end_matches(['.', '!', '?', '”', '"', '’', '\''])
        .rsplit(|c: char| c.is_whitespace())
        .next()
        .unwrap_or("");
    let long = word.chars().filter(|c| c.is_alphabetic()).count() >= 4;
    let lower = word.chars().any(char::is_lowercase) && !word.contains('.');
    let next = after.trim_start().chars().next();
    before.split_whitespace().count() >= 4 && long && lower && next.is_none_or(|c| !c.is_numeric())
}

fn is_fragment(sentence: &str) -> bool {
    let bare = sentence.trim_matches(['.', '”', '"', '’', '\'', '“', ' ']);
    let words: Vec<&str> = bare.split_whitespace().collect();
    let Some(first) = words.first() else { return false };
    if !words.iter().all(|w| w.chars().all(char::is_alphabetic)) {
        return false;
    }
    let helping = HELPING.contains(first);
    match words.len() {
        1 => {
            let capital = first.chars().next().is_some_and(char::is_uppercase);
            let plain = first.chars().skip(1).all(char::is_lowercase) && first.len() >= 3;
            helping
                || (capital
                    && plain
                    && sentence.ends_with('.')
                    && first.len() > 4
                    && !WHOLE.contains(first.to_lowercase().as_str())
                    && !first.ends_with("ly"))
        }
        2..=4 => helping && words[1..].iter().all(|w| w.chars().all(char::is_lowercase)),
        _ => false,
    }
}
