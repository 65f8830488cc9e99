//! Menus, share bars, comment forms, contact lines, tag dumps.

use std::collections::HashSet;
use std::sync::LazyLock;

use rashomon_record::NoiseKind::Boilerplate;
use rashomon_record::{Noise, Span};

use super::{Line, Marks};
use crate::table;

/// Words beyond which a line is never furniture.
const MOST_WORDS: usize = 40;

/// Words beside a phrase of furniture that still belong to it.
const BESIDE: usize = 12;

struct Phrases {
    line: HashSet<&'static str>,
    start: HashSet<&'static str>,
    label: HashSet<&'static str>,
    end: HashSet<&'static str>,
    anywhere: Vec<&'static str>,
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let mut phrases = Phrases {
        line: HashSet::new(),
        start: HashSet::new(),
        label: HashSet::new(),
        end: HashSet::new(),
        anywhere: Vec::new(),
    };
    for row in table::rows(include_str!("../../tables/furniture.tsv")) {
        let [place, phrase] = row[..] else { continue };
        match place {
            "line" => drop(phrases.line.insert(phrase)),
            "start" => drop(phrases.start.insert(phrase)),
            "label" => drop(phrases.label.insert(phrase)),
            "end" => drop(phrases.end.insert(phrase)),
            _ => phrases.anywhere.push(phrase),
        }
    }
    phrases
});

/// Marks every line that is furniture.
pub(super) fn mark(lines: &mut [Line<'_>], given: bool) {
    for line in lines {
        if let Some(why) = reason(line, given) {
            line.mark(Boilerplate, why);
        }
    }
}

/// Marks furniture that was run together with prose, by itself: the prose stays.
pub(super) fn mark_glued(lines: &[Line<'_>], marks: &mut Marks) {
    for line in lines.iter().filter(|line| line.noise.is_none() && line.words >= 3) {
        for phrase in &PHRASES.anywhere {
            if !line.normal.contains(phrase) {
                continue;
            }
            let lower = line.raw.to_ascii_lowercase();
            for (at, found) in lower.match_indices(phrase) {
                let end = at + found.len();
                let stop = line.raw[end..].starts_with(['.', '*', '!']);
                let from = line.span.start as usize;
                let span = Span::new(from + at, from + end + usize::from(stop));
                let why = "furniture run together with the text".to_string();
                marks.noise.push(Noise { span, kind: Boilerplate, why });
            }
        }
    }
}

/// Lines of one number (comments, shares, views) above the first and under the last prose.
/// Between paragraphs a number may be part of what is said.
pub(super) fn mark_numbers(lines: &mut [Line<'_>]) {
    let first = lines.iter().position(Line::is_prose).unwrap_or(0);
    let last = lines.iter().rposition(Line::is_prose).unwrap_or(lines.len());
    for (n, line) in lines.iter_mut().enumerate() {
        let number = line.words == 1 && line.raw.bytes().all(|b| b.is_ascii_digit() || b == b',');
        if number && (n < first || n > last) {
            line.mark(Boilerplate, "a number that belongs to no sentence");
        }
    }
}

/// `given` text was scraped by someone else; in what was made from markup here the extractor has
/// left contact lines, labels and addresses where they are part of the report.
fn reason(line: &Line<'_>, given: bool) -> Option<&'static str> {
    if line.continues {
        return None;
    }
    if line.words == 0 {
        return line.normal.is_empty().then(|| symbols(line.raw)).flatten();
    }
    if line.words > MOST_WORDS {
        return tag_dump(line.raw).then_some("a list of tags");
    }
    let phrases = &*PHRASES;
    if phrases.line.contains(line.normal.as_str()) {
        return Some("furniture of the page");
    }
    // Beginnings of two to eight words, each looked up.
    let mut ends = line.normal.match_indices(' ').map(|(at, _)| at).chain([line.normal.len()]);
    let _ = ends.next();
    if ends.take(7).any(|end| phrases.start.contains(&line.normal[..end])) {
        return Some("furniture of the page");
    }
    if let Some((label, _)) = line.raw.split_once(':').filter(|_| given)
        && label.len() <= 32
        && phrases.label.contains(super::normal(label).as_str())
    {
        return Some("a label and what it labels, beside the report");
    }
    if line.words <= 8 && phrases.end.iter().any(|end| ends_with_word(&line.normal, end)) {
        return Some("furniture of the page");
    }
    let holds = |phrase: &&str| {
        line.words <= phrase.split(' ').count() + BESIDE && line.normal.contains(*phrase)
    };
    if line.words >= 3 && phrases.anywhere.iter().any(holds) {
        return Some("furniture of the page");
    }
    if tag_dump(line.raw) {
        return Some("a list of tags");
    }
    if breadcrumb(line.raw) {
        return Some("the way through the site");
    }
    if reading_time(&line.normal) {
        return Some("how long the reading takes");
    }
    if given && is_address(line.raw) {
        return Some("an address on the web");
    }
    if copyright(line) {
        return Some("a copyright notice");
    }
    if given && contact(line) {
        return Some("how to reach the outlet");
    }
    empty_labels(line.raw).then_some("labels without what they label")
}

fn ends_with_word(normal: &str, end: &str) -> bool {
    normal.strip_suffix(end).is_some_and(|before| before.is_empty() || before.ends_with(' '))
}

/// A line of signs alone.
fn symbols(raw: &str) -> Option<&'static str> {
    // Quotation marks and dots alone may belong to the prose around them.
    let rule = raw.chars().all(|c| "*-_=~#|+•·–—>»<«/\\ ".contains(c));
    rule.then_some("a rule of signs")
}

/// `(TagstoTranslate)Middle East(T)Iran(T)Pakistan`.
fn tag_dump(raw: &str) -> bool {
    raw.len() >= 15 && raw.get(..15).is_some_and(|h| h.eq_ignore_ascii_case("(TagsToTranslat"))
        || raw.matches("(T)").count() >= 2
        || hashtags(raw)
}

/// Hashtags and nothing else.
fn hashtags(raw: &str) -> bool {
    let mut words = raw.split_whitespace().peekable();
    raw.matches('#').count() >= 2
        && words.peek().is_some()
        && words.all(|w| w.starts_with('#') && w.len() > 1)
}

/// `Home / World / …`, `Home > News > …`.
fn breadcrumb(raw: &str) -> bool {
    let rest = raw.strip_prefix("Home").or_else(|| raw.strip_prefix("HOME"));
    rest.is_some_and(|rest| {
        let rest = rest.trim_start();
        rest.starts_with(['/', '>', '»', '›', '|', '→']) && !super::ends_sentence(raw)
    })
}

/// `4 minutes`, `4 min read`, `Reading time: 4 minutes`.
fn reading_time(normal: &str) -> bool {
    let rest = ["estimated reading time ", "reading time ", "read time ", ""]
        .iter()
        .find_map(|before| normal.strip_prefix(before))
        .unwrap_or(normal);
    let rest = rest.trim_start_matches("about ").trim_start_matches("less than ");
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = if rest.starts_with("a minute") { 1 } else { digits };
    (1..=2).contains(&number)
        && matches!(
            rest[number..].trim_start(),
            "min"
                | "mins"
                | "minute"
                | "minutes"
                | "min read"
                | "mins read"
                | "minute read"
                | "minutes read"
                | "minute reading"
                | "min reading"
                | "minutes reading"
                | "minutes to read"
        )
}

fn is_address(raw: &str) -> bool {
    let begins = ["http://", "https://", "www."].iter().any(|b| raw.starts_with(b));
    begins && !raw.contains(char::is_whitespace)
}

/// `© 2024 Someone`, `Copyright: Someone. All rights reserved.`
fn copyright(line: &Line<'_>) -> bool {
    let begins = line.raw.starts_with(['©', 'Ⓒ'])
        || ["copyright ", "c 19", "c 20"].iter().any(|b| line.normal.starts_with(b));
    let raw = line.raw;
    let marked = raw.starts_with(['©', '(', 'Ⓒ'])
        || raw.contains("Copyright:")
        || raw.contains('©')
        || raw.contains("(c)")
        || raw.bytes().any(|b| b.is_ascii_digit());
    let reserved =
        line.normal.contains("all rights reserved") || line.normal.contains("no part of this");
    (begins && marked && line.words <= 30) || (reserved && line.words <= 30)
}

/// Telephone numbers and mail addresses with hardly a word beside them.
fn contact(line: &Line<'_>) -> bool {
    if line.words > 24 {
        return false;
    }
    let (mut reaches, mut words) = (0usize, 0usize);
    for piece in line.raw.split(|c: char| c.is_whitespace() || matches!(c, '|' | '/' | ';' | ',')) {
        if piece.is_empty() {
            continue;
        }
        let at = piece.find('@');
        if at.is_some_and(|at| at > 0 && piece[at + 1..].contains('.')) {
            reaches += 2;
        } else if piece.bytes().filter(u8::is_ascii_digit).count() >= 3
            && piece
                .bytes()
                .all(|b| b.is_ascii_digit() || b"+-().:".contains(&b) || b.is_ascii_alphabetic())
        {
            let digits = piece.bytes().filter(u8::is_ascii_digit).count();
            reaches += if digits >= 9 || piece.contains('+') { 2 } else { 1 };
        } else {
            words += 1;
        }
    }
    let prose = super::ends_sentence(line.raw);
    reaches >= 2 && words <= 5 && !prose && (line.raw.contains('@') || has_telephone(line.raw))
}

/// Eight digits or more held together by signs and single blanks, not as a figure with commas.
fn has_telephone(raw: &str) -> bool {
    let (mut digits, mut signs) = (0usize, 0usize);
    if crate::date::first(raw).is_some() {
        return false;
    }
    for b in raw.bytes().chain([b'x']) {
        match b {
            b'0'..=b'9' => digits += 1,
            b'+' | b'-' | b'(' | b')' | b' ' if digits > 0 || b == b'+' => signs += 1,
            _ => {
                if digits >= 8 && signs >= 2 {
                    return true;
                }
                (digits, signs) = (0, 0);
            }
        }
    }
    false
}

/// `first Amendment: Last change:`: labels of a site whose values were lost.
fn empty_labels(raw: &str) -> bool {
    let mut labels = 0;
    for piece in raw.split_inclusive(':') {
        let label = piece.trim();
        let words = label.trim_end_matches(':').split_whitespace().count();
        let figures = label.bytes().any(|b| b.is_ascii_digit());
        if !label.ends_with(':') || !(1..=3).contains(&words) || figures {
            return false;
        }
        labels += 1;
    }
    labels >= 2
}
