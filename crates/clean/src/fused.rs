//! Words that were run into each other, and how to read them.
//!
//! A capital inside a word (`borderThe`), a stop with no space after it (`Iran.This`), letters
//! and figures run together (`areas24 missiles`). Names have capitals inside as well (`McDonald`,
//! `YouTube`), so a word is parted only where a common first word of a sentence begins, or where
//! both parts stand as words elsewhere in the same text.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use rashomon_record::{Complaint, ComplaintKind, Mend, Span};

use crate::table;

static STARTS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| table::words(include_str!("../tables/sentence_starts.txt")).collect());
static NAMES: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| table::words(include_str!("../tables/camel_names.txt")).collect());
static JOINERS: LazyLock<Vec<&'static str>> =
    LazyLock::new(|| table::words(include_str!("../tables/joiners.txt")).collect());
static PAIRS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    table::rows(include_str!("../tables/fused_pairs.tsv"))
        .filter_map(|row| Some((*row.first()?, *row.get(1)?)))
        .collect()
});

/// Bytes of the longest word looked at; longer ones are no words.
const LONGEST: usize = 80;
/// Mends beyond which a text is not prose that was damaged here and there.
const MOST: usize = 2_000;

/// Finds fused words and tells how to read them.
pub(crate) fn mend(text: &str, mends: &mut Vec<Mend>, complaints: &mut Vec<Complaint>) {
    let mut words = Words { text, set: None };
    let mut found: Vec<(Span, String)> = Vec::new();
    let mut at = 0;
    let mut before: Option<(usize, &str)> = None;
    for token in text.split(|c: char| c.is_whitespace()) {
        let start = at;
        // The separator is one character of any width.
        at += token.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
        if token.is_empty() || token.len() > LONGEST || found.len() >= MOST {
            before = None;
            continue;
        }
        let next = text[start + token.len()..].trim_start_matches(' ').chars().next();
        if let Some(reads) = read(token, next, &mut words) {
            push(&mut found, text, Span::new(start, start + token.len()), reads);
        } else if let Some((at, _)) =
            before.filter(|(at, word)| is_doubled(text, *at, word, start, token))
        {
            let span = Span::new(at, start + token.len());
            let why = "a word said twice".to_string();
            mends.push(Mend { span, reads: token.to_string(), why });
        }
        before = Some((start, token));
    }
    for (span, reads) in found {
        let message = format!("{:?} reads {reads:?}", span.of(text));
        complaints.push(Complaint::at(span, ComplaintKind::FusedWords, message));
        mends.push(Mend { span, reads, why: "fused words".to_string() });
    }
}

/// Neighbours that were both fused are one mend.
fn push(found: &mut Vec<(Span, String)>, text: &str, span: Span, reads: String) {
    if let Some((last, before)) = found.last_mut()
        && text.get(last.end as usize..span.start as usize) == Some(" ")
    {
        *last = last.cover(span);
        before.push(' ');
        before.push_str(&reads);
        return;
    }
    found.push((span, reads));
}

/// Small words that are said twice by a slip, never on purpose.
fn is_doubled(text: &str, at: usize, word: &str, start: usize, token: &str) -> bool {
    word == token
        && text.get(at + word.len()..start) == Some(" ")
        && matches!(
            token,
            "the" | "a" | "an" | "of" | "to" | "and" | "for" | "with" | "from" | "at" | "by"
        )
}

/// The words of a text, gathered when first asked for.
struct Words<'a> {
    text: &'a str,
    set: Option<HashSet<&'a str>>,
}

impl Words<'_> {
    fn have(&mut self, word: &str) -> bool {
        let text = self.text;
        let set = self.set.get_or_insert_with(|| {
            text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect()
        });
        set.contains(word)
    }
}

/// How a word is to be read, where it is more than one.
fn read(token: &str, next: Option<char>, words: &mut Words<'_>) -> Option<String> {
    if !token.is_ascii() && token.chars().all(|c| !c.is_ascii()) {
        return None;
    }
    if let Some(pair) = PAIRS.get(token) {
        return Some(pair.to_string());
    }
    if !suspicious(token) || is_address(token) {
        return None;
    }
    let cuts = cuts(token, next, words);
    if cuts.is_empty() {
        return None;
    }
    let mut out = String::with_capacity(token.len() + cuts.len());
    let mut from = 0;
    for cut in cuts {
        let piece = &token[from..cut];
        match joined(piece, words) {
            Some(at) => {
                out.push_str(&piece[..at]);
                out.push(' ');
                out.push_str(&piece[at..]);
            }
            None => out.push_str(piece),
        }
        out.push(' ');
        from = cut;
    }
    out.push_str(&token[from..]);
    Some(out)
}

/// A quick look for anything that a cut could be made at.
fn suspicious(token: &str) -> bool {
    let bytes = token.as_bytes();
    bytes.windows(2).any(|w| {
        let (a, b) = (w[0], w[1]);
        (a.is_ascii_lowercase() && (b.is_ascii_uppercase() || b.is_ascii_digit()))
            || (a.is_ascii_digit() && b.is_ascii_alphabetic())
            || (b",.:;!?".contains(&a) && (b.is_ascii_alphabetic() || b == b'"' || b >= 0x80))
            || (a >= 0x80 && b.is_ascii_uppercase())
            || (a == b'"' && b.is_ascii_uppercase())
    })
}

/// Addresses, handles and hashtags are written so on purpose.
fn is_address(token: &str) -> bool {
    let bare = token.trim_start_matches(['(', '"', '“', '\'', '[']);
    bare.starts_with(['#', '@', '$', '/', '<', '&'])
        || token.contains("://")
        || token.contains('@')
        || token.contains("www.")
        || token.contains('_')
        || token.contains("=")
        || token.contains(".com")
        || token.contains(".org")
        || token.contains(".net")
        || token.contains(".gov")
}

/// Where a space is missing, in order.
fn cuts(token: &str, next: Option<char>, words: &mut Words<'_>) -> Vec<usize> {
    let mut out = Vec::new();
    let chars: Vec<(usize, char)> = token.char_indices().collect();
    let mut piece = 0;
    for pair in chars.windows(2) {
        let ((_, a), (at, b)) = (pair[0], pair[1]);
        let (left, right) = (&token[piece..at], &token[at..]);
        let cut = if a.is_lowercase() && b.is_uppercase() {
            between_words(left, right, token, words)
        } else if a.is_ascii_digit() && b.is_ascii_uppercase() {
            // `2024On`: a year or a long figure, and a word that begins a sentence.
            digits_at_end(left) >= 3 && STARTS.contains(leading_word(right))
        } else if a.is_ascii_lowercase() && b.is_ascii_digit() {
            before_figure(left, right, next, words)
        } else if matches!(a, ',' | ';' | '.' | ':' | '!' | '?' | '”' | '"') {
            after_sign(a, b, left, right)
        } else {
            false
        };
        if cut {
            out.push(at);
            piece = at;
        }
    }
    out
}

/// `borderThe`, `tensionsIran`.
fn between_words(left: &str, right: &str, token: &str, words: &mut Words<'_>) -> bool {
    let head = trailing_word(left);
    let tail = leading_word(right);
    let run = &token[token.len() - right.len() - head.len()..];
    let run = &run[..run.find(|c: char| !c.is_alphanumeric()).unwrap_or(run.len())];
    if NAMES.contains(run) || head.chars().count() < 2 {
        return false;
    }
    // Names in parts: `McDonald`, `MacArthur`, `DeSantis`, `LaRouche`, `iPhone`.
    if matches!(
        head,
        "Mc" | "Mac"
            | "De"
            | "La"
            | "Le"
            | "Du"
            | "Di"
            | "Van"
            | "Von"
            | "Al"
            | "El"
            | "Fitz"
            | "O"
            | "i"
            | "e"
    ) {
        return false;
    }
    let first_part = tail
        .char_indices()
        .skip(1)
        .find(|(_, c)| c.is_uppercase())
        .map_or(tail, |(at, _)| &tail[..at]);
    let vowel = head.chars().any(|c| "aeiouyAEIOUY".contains(c)) || !head.is_ascii();
    if STARTS.contains(first_part) {
        return vowel && head.chars().count() >= 3;
    }
    // Two capitals make a name as often as a slip (`CrimeStoppers`).
    head.chars().all(char::is_lowercase)
        && head.chars().count() >= 4
        && first_part.chars().count() >= 4
        && words.have(first_part)
        && words.have(head)
}

/// `areas24 missiles`: a word in lower case, a figure, and something that is counted.
fn before_figure(left: &str, right: &str, next: Option<char>, words: &mut Words<'_>) -> bool {
    let head = trailing_word(left);
    let figure = right.trim_end_matches([',', '.']);
    let number = !figure.is_empty()
        && figure.len() <= 5
        && figure.bytes().all(|b| b.is_ascii_digit() || b == b',');
    let counted = right.len() == figure.len() && next.is_some_and(|c| c.is_lowercase());
    head.len() == left.trim_start_matches(['(', '"', '“', '‘']).len()
        && head.len() >= 4
        && head.bytes().all(|b| b.is_ascii_lowercase())
        && head != "covid"
        && number
        && counted
        && (head.ends_with('s') || words.have(head))
}

/// `16th,Iran`, `Iran.This`, `stated:"We`.
fn after_sign(sign: char, b: char, left: &str, right: &str) -> bool {
    let before = left[..left.len() - sign.len_utf8()].chars().next_back();
    let word = trailing_word(&left[..left.len() - sign.len_utf8()]);
    let Some(before) = before else { return false };
    let tail = leading_word(right);
    match sign {
        ',' | ';' => {
            b.is_alphabetic()
                && before.is_alphanumeric()
                && (tail.len() >= 2 || matches!(b, 'a' | 'I' | 'A'))
                && !(before.is_ascii_digit() && word.is_empty())
        }
        ':' => {
            (b == '"' || b == '“' || b.is_uppercase()) && before.is_lowercase() && word.len() >= 3
        }
        '.' | '!' | '?' => {
            let sentence =
                b.is_uppercase() && (tail.chars().count() >= 2 || matches!(b, 'A' | 'I'));
            let ordinary = tail.chars().skip(1).all(|c| c.is_lowercase() || !c.is_alphabetic());
            let ended = (before.is_lowercase() && word.chars().count() >= 3)
                || matches!(before, ')' | '”' | '"' | '%');
            let domain =
                matches!(tail, "Com" | "Org" | "Net" | "Info" | "Js" | "Io" | "Ai" | "Tv" | "Co");
            (sentence && ordinary && ended && !domain)
                || (ended
                    && matches!(b, '“')
                    && right.chars().nth(1).is_some_and(char::is_uppercase))
        }
        // A closing mark with a stop before it.
        '”' | '"' => {
            b.is_uppercase() && matches!(before, '.' | '!' | '?' | ',') && tail.len() >= 2
        }
        _ => false,
    }
}

/// Where a small word hangs at the end of a fused one: `Pakistanto` before a cut.
fn joined(piece: &str, words: &mut Words<'_>) -> Option<usize> {
    if words.have(trailing_word(piece)) {
        return None;
    }
    JOINERS.iter().find_map(|joiner| {
        let head = piece.strip_suffix(joiner)?;
        let word = trailing_word(head);
        let named = word.chars().next().is_some_and(char::is_uppercase) || word.len() >= 5;
        (word.len() >= 4 && named && words.have(word)).then_some(head.len())
    })
}

fn leading_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    &text[..end]
}

fn trailing_word(text: &str) -> &str {
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphabetic())
        .last()
        .map_or(text.len(), |(at, _)| at);
    &text[start..]
}

fn digits_at_end(text: &str) -> usize {
    text.bytes().rev().take_while(u8::is_ascii_digit).count()
}
