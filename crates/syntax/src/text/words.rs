//! Words as UD English cuts them: clitics, most hyphens and punctuation are words of their own.

use rashomon_record::Span;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::table;

/// A word is cut after this many bytes, so that one run without spaces cannot grow without bound.
pub(crate) const LONGEST_WORD: usize = 256;

/// One word of a text, with what the sentence splitter must know of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Word {
    /// Where it stands.
    pub span: Span,
    /// White space before it, in the same region.
    pub spaced: bool,
    /// Line breaks before it: 0, 1, or 2 for more.
    pub breaks: u8,
    /// What its full stop says of the end of the sentence.
    pub stop: Stop,
}

/// What the full stop of a word says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Stop {
    /// No abbreviation.
    None,
    /// An abbreviation that a name or number follows.
    Name,
    /// An abbreviation that may end a sentence.
    Maybe,
}

/// The word lists of the splitter.
#[derive(Debug)]
pub(crate) struct Lists {
    pub abbreviations: FxHashMap<&'static str, &'static str>,
    pub starters: FxHashSet<&'static str>,
    prefixes: FxHashSet<&'static str>,
    contractions: FxHashMap<&'static str, usize>,
    units: FxHashSet<&'static str>,
    domains: FxHashSet<&'static str>,
}

const ABBREVIATIONS: &str = include_str!("../../tables/abbreviations.txt");
const STARTERS: &str = include_str!("../../tables/starters.txt");
const PREFIXES: &str = include_str!("../../tables/prefixes.txt");
const CONTRACTIONS: &str = include_str!("../../tables/contractions.txt");
const UNITS: &str = include_str!("../../tables/units.txt");
const DOMAINS: &str = include_str!("../../tables/domains.txt");

impl Lists {
    pub(crate) fn embedded() -> Self {
        let set = |text| table::rows(text).map(|row| row[0]).collect();
        Lists {
            abbreviations: table::by_key(ABBREVIATIONS),
            starters: set(STARTERS),
            prefixes: set(PREFIXES),
            contractions: table::by_key(CONTRACTIONS)
                .into_iter()
                .map(|(word, first)| (word, first.parse().unwrap_or(0)))
                .collect(),
            units: set(UNITS),
            domains: set(DOMAINS),
        }
    }

    /// The words of `region`.
    pub(crate) fn words(&self, text: &str, region: Span, out: &mut Vec<Word>) {
        let part = region.of(text);
        let mut scan = Scan {
            lists: self,
            text: part,
            base: region.start as usize,
            out,
            breaks: 0,
            gap: true,
        };
        let mut chunk: Option<usize> = None;
        for (i, c) in part.char_indices() {
            if is_space(c) {
                if let Some(start) = chunk.take() {
                    scan.chunk(start, i);
                }
                scan.gap = true;
                if is_break(c) {
                    scan.breaks = (scan.breaks + 1).min(2);
                }
            } else if chunk.is_none() {
                chunk = Some(i);
            }
        }
        if let Some(start) = chunk {
            scan.chunk(start, part.len());
        }
    }
}

/// White space between words, stray marks of direction and of width included.
fn is_space(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{fffc}')
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\u{0b}' | '\u{0c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Part of a word: letters, digits, marks that combine with them, invisible joiners.
fn is_word(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '_' | '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{300}'..='\u{36f}'
            | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}'
            | '\u{93a}'..='\u{94f}' | '\u{fe00}'..='\u{fe0f}')
}

/// Marks used as an apostrophe.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '`' | '\u{b4}' | '\u{2bc}' | '\u{ff07}')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

struct Scan<'t, 'o> {
    lists: &'t Lists,
    text: &'t str,
    base: usize,
    out: &'o mut Vec<Word>,
    breaks: u8,
    gap: bool,
}

impl Scan<'_, '_> {
    fn push(&mut self, start: usize, end: usize, stop: Stop) {
        if start >= end {
            return;
        }
        let span = Span::new(self.base + start, self.base + end);
        self.out.push(Word { span, spaced: self.gap, breaks: self.breaks, stop });
        self.gap = false;
        self.breaks = 0;
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }

    fn char_before(&self, at: usize) -> Option<char> {
        self.text.get(..at)?.chars().next_back()
    }

    /// One run without white space.
    fn chunk(&mut self, start: usize, end: usize) {
        let mut at = start;
        while at < end {
            at = self.word(at, end);
        }
    }

    /// The word at `start`; gives the place after it, always further on.
    fn word(&mut self, start: usize, end: usize) -> usize {
        let Some(first) = self.char_at(start) else { return end };
        if let Some(stop) = self.address(start, end) {
            self.push(start, stop, Stop::None);
            return stop;
        }
        if is_word(first) {
            return self.letters(start, end);
        }
        let after = start + first.len_utf8();
        let next = self.char_at(after).filter(|_| after < end);
        if is_apostrophe(first) {
            if let Some(stop) = self.clitic(start, end) {
                self.push(start, stop, Stop::None);
                return stop;
            }
            // The possessive mark or a year: "the girls' school" is a mark alone; "'90s" is one word.
            if next.is_some_and(|c| c.is_ascii_digit()) {
                let stop = self.run(after, end, is_word);
                if stop - after <= 3 {
                    self.push(start, stop, Stop::None);
                    return stop;
                }
            }
        }
        if matches!(first, '#' | '@') && next.is_some_and(char::is_alphabetic) {
            let stop = self.run(after, end, is_word);
            self.push(start, stop, Stop::None);
            return stop;
        }
        if matches!(first, '+' | '-' | '.')
            && next.is_some_and(|c| c.is_ascii_digit())
            && self.char_before(start).is_none_or(is_space)
        {
            let stop = self.number(after, end);
            if first == '.' {
                self.push(start, stop, Stop::None);
                return stop;
            }
            self.push(start, after, Stop::None);
            return after;
        }
        // Runs of one mark ("...", "--", "!!!") are one word, and so are "?!" and double quotes
        // made of two single ones.
        let stop = match first {
            '.' | '-' | '*' | '=' | '_' | '~' | '\'' | '`' | '\u{2018}' | '\u{2019}' | '<'
            | '>' | '+' | '|' | '\u{2026}' | '\u{2014}' | '/' => {
                self.run(start, end, |c| c == first)
            }
            '!' | '?' => self.run(start, end, |c| c == '!' || c == '?'),
            _ => after,
        };
        self.push(start, stop, Stop::None);
        stop
    }

    /// The end of the longest run from `start` in which `wanted` holds, bounded.
    fn run(&self, start: usize, end: usize, wanted: impl Fn(char) -> bool) -> usize {
        let Some(rest) = self.text.get(start..end) else { return start };
        let mut stop = start;
        for c in rest.chars() {
            if !wanted(c) || stop - start >= LONGEST_WORD {
                break;
            }
            stop += c.len_utf8();
        }
        stop
    }

    /// Digits with the marks that belong to numbers, times, dates and telephone numbers.
    fn number(&self, start: usize, end: usize) -> usize {
        let mut at = start;
        loop {
            at = self.run(at, end, |c| c.is_ascii_digit());
            if at - start >= LONGEST_WORD {
                return at;
            }
            let Some(mark) = self.char_at(at).filter(|_| at < end) else { return at };
            let next = at + mark.len_utf8();
            let digits = self.run(next, end, |c| c.is_ascii_digit()) - next;
            let joins = match mark {
                '.' | ':' | '/' => digits > 0,
                ',' => digits == 3,
                '-' => digits > 0 && self.is_long_number(start, end),
                _ => false,
            };
            if !joins {
                return at;
            }
            at = next;
        }
    }

    /// Telephone numbers and dates keep their hyphens: two of them, or 3 + 4 digits.
    fn is_long_number(&self, start: usize, end: usize) -> bool {
        let stop = self.run(start, end, |c| c.is_ascii_digit() || c == '-');
        let parts: Vec<&str> =
            self.text.get(start..stop).unwrap_or("").trim_end_matches('-').split('-').collect();
        parts.len() > 2 || (parts.len() == 2 && parts[0].len() == 3 && parts[1].len() == 4)
    }

    /// A clitic that starts with an apostrophe at `start`: `'s`, `'re`, `'ll` ...
    fn clitic(&self, start: usize, end: usize) -> Option<usize> {
        let mark = self.char_at(start)?;
        let before = self.char_before(start)?;
        if !is_apostrophe(mark) || !before.is_alphanumeric() {
            return None;
        }
        let after = start + mark.len_utf8();
        let stop = self.run(after, end, |c| c.is_alphanumeric());
        let tail = self.text.get(after..stop)?;
        let known = ["s", "re", "ve", "ll", "d", "m"].iter().any(|c| tail.eq_ignore_ascii_case(c));
        known.then_some(stop)
    }

    /// A word that starts with a letter or digit.
    fn letters(&mut self, start: usize, end: usize) -> usize {
        if self.char_at(start).is_some_and(|c| c.is_ascii_digit()) {
            let stop = self.number(start, end);
            let tail = self.run(stop, end, is_word);
            if tail == stop {
                self.push(start, stop, Stop::None);
                return stop;
            }
            let letters = self.text.get(stop..tail).unwrap_or("").to_ascii_lowercase();
            if self.lists.units.contains(letters.as_str()) || self.is_glued(stop, tail) {
                self.push(start, stop, Stop::None);
                return stop;
            }
        }
        let mut at = start;
        loop {
            at = self.run(at, end, is_word);
            if at - start >= LONGEST_WORD {
                self.push(start, at, Stop::None);
                return at;
            }
            let Some(mark) = self.char_at(at).filter(|_| at < end) else { break };
            let next = at + mark.len_utf8();
            let follows = self.char_at(next).filter(|_| next < end);
            let so_far = self.text.get(start..at).unwrap_or("");
            let joined = if is_apostrophe(mark) {
                follows.is_some_and(is_word) && self.clitic(at, end).is_none()
            } else if is_hyphen(mark) {
                follows.is_some_and(char::is_alphanumeric) && self.is_prefix(so_far)
            } else if mark == '&' {
                so_far.len() <= 4
                    && so_far.chars().all(char::is_uppercase)
                    && follows.is_some_and(char::is_uppercase)
            } else if mark == '.' {
                is_dotted(so_far) && follows.is_some_and(char::is_alphabetic) && {
                    let part = self.run(next, end, is_word);
                    part - next == follows.map_or(0, char::len_utf8)
                }
            } else {
                false
            };
            if !joined {
                break;
            }
            at = next;
        }
        self.cut(start, at, end)
    }

    /// Pushes the letters `start..at`, apart where they hold a clitic, with their full stop where
    /// it is theirs.
    fn cut(&mut self, start: usize, at: usize, end: usize) -> usize {
        let word = self.text.get(start..at).unwrap_or("");
        // n't: the apostrophe stands inside.
        let mut tail = word.chars().rev();
        if let (Some('t' | 'T'), Some(mark), Some('n' | 'N')) =
            (tail.next(), tail.next(), tail.next())
            && is_apostrophe(mark)
        {
            let cut = at - 2 - mark.len_utf8();
            self.push(start, cut, Stop::None);
            self.push(cut, at, Stop::None);
            return at;
        }
        let lower = word.to_lowercase();
        if let Some(&first) = self.lists.contractions.get(lower.as_str())
            && word.is_char_boundary(first)
        {
            self.push(start, start + first, Stop::None);
            self.push(start + first, at, Stop::None);
            return at;
        }
        if at < end && self.char_at(at) == Some('.') && self.char_at(at + 1) != Some('.') {
            let last = at + 1 >= end;
            let stop = if is_dotted(word) && word.contains('.') {
                Some(Stop::Maybe)
            } else if is_initial(word) && self.follows_name(at + 1) {
                Some(Stop::Name)
            } else if !last && self.char_at(at + 1).is_some_and(char::is_alphanumeric) {
                None
            } else {
                match self.lists.abbreviations.get(lower.as_str()) {
                    Some(&"end") => Some(Stop::Maybe),
                    Some(_) if self.follows_name(at + 1) => Some(Stop::Name),
                    _ => self.numbered(word, at + 1),
                }
            };
            if let Some(stop) = stop {
                self.push(start, at + 1, stop);
                return at + 1;
            }
        }
        self.push(start, at, Stop::None);
        at
    }

    /// "No. 5" and "p. 12".
    fn numbered(&self, word: &str, after: usize) -> Option<Stop> {
        let number =
            self.text.get(after..)?.trim_start_matches(' ').chars().next()?.is_ascii_digit();
        (number && matches!(word, "No" | "NO" | "no" | "p" | "pp" | "art" | "Art"))
            .then_some(Stop::Name)
    }

    /// Whether a word that is not at the start of a new line follows.
    fn follows_name(&self, after: usize) -> bool {
        let rest = self.text.get(after..).unwrap_or("");
        let mut breaks = 0;
        for c in rest.chars().take(8) {
            if is_break(c) {
                breaks += 1;
            } else if !is_space(c) {
                return breaks < 2
                    && (c.is_alphanumeric() || matches!(c, ',' | '-' | '(' | '"' | '\u{201c}'));
            }
        }
        false
    }

    fn is_prefix(&self, word: &str) -> bool {
        word.len() <= 8 && self.lists.prefixes.contains(word.to_lowercase().as_str())
    }

    /// Letters glued onto a number that are a word of their own: "2024On the 19th".
    fn is_glued(&self, start: usize, end: usize) -> bool {
        let mut letters = self.text.get(start..end).unwrap_or("").chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.clone().count() > 0
            && letters.all(char::is_lowercase)
    }

    /// The end of an internet or mail address at `start`.
    fn address(&self, start: usize, end: usize) -> Option<usize> {
        if self.char_before(start).is_some_and(is_word) {
            return None;
        }
        let inside = |c| !matches!(c, '"' | '<' | '>' | '\u{201c}' | '\u{201d}' | '|');
        let stop = self.run(start, end, inside);
        let mut chunk = self.text.get(start..stop)?;
        // Most words end here: an address has a dot or a colon with something on both sides.
        let colon = chunk.find("://").filter(|&at| at <= 8);
        let dotted = chunk.bytes().enumerate().any(|(i, b)| {
            b == b'.' && i > 0 && chunk.as_bytes().get(i + 1).is_some_and(u8::is_ascii_alphanumeric)
        });
        if colon.is_none() && !dotted {
            return None;
        }
        if colon.is_some() {
            // Addresses may be longer than any word.
            let mut stop = stop;
            for _ in 0..8 {
                stop = self.run(stop, end, inside);
            }
            chunk = self.text.get(start..stop)?;
        }
        let mut address =
            chunk.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '\u{2019}', ')', ']', '}']);
        if let Some(bare) = address.strip_suffix("'s").or_else(|| address.strip_suffix("\u{2019}s"))
        {
            address = bare;
        }
        if colon.is_some() || (address.len() > 4 && address.get(..4)?.eq_ignore_ascii_case("www."))
        {
            return Some(start + address.len());
        }
        let plain = |s: &str| {
            !s.is_empty() && s.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-%+".contains(&b))
        };
        if let Some((user, host)) = address.split_once('@') {
            return (plain(user) && plain(host) && host.contains('.'))
                .then_some(start + address.len());
        }
        let (host, _) = address.split_once('/').unwrap_or((address, ""));
        let (name, last) = host.rsplit_once('.')?;
        let known = self.lists.domains.contains(last.to_ascii_lowercase().as_str());
        // "Iran.In" is a lost space, "example.in" an address.
        let glued = last.starts_with(|c: char| c.is_uppercase())
            && !name.bytes().all(|b| b.is_ascii_uppercase() || !b.is_ascii_alphabetic());
        (plain(name)
            && known
            && !glued
            && name.len() > 2
            && name.bytes().any(|b| b.is_ascii_alphabetic())
            && !is_dotted(host))
        .then_some(start + address.len())
    }
}

/// Single letters with full stops between: "U.S", "a.m".
fn is_dotted(word: &str) -> bool {
    !word.is_empty() && word.split('.').all(|part| is_initial_any(part) || part == "Ph")
}

fn is_initial_any(part: &str) -> bool {
    let mut chars = part.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
}

fn is_initial(word: &str) -> bool {
    is_initial_any(word) && word.chars().all(char::is_uppercase) && word != "I"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> String {
        let mut words = Vec::new();
        Lists::embedded().words(text, Span::new(0, text.len()), &mut words);
        words.iter().map(|w| w.span.of(text)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn tables_are_well_formed() {
        table::check::table("abbreviations.txt", ABBREVIATIONS, 2, |r| {
            ["name", "end"].contains(&r[1])
        });
        table::check::table("starters.txt", STARTERS, 1, |_| true);
        table::check::table("prefixes.txt", PREFIXES, 2, |r| r[1] == "first");
        table::check::table("contractions.txt", CONTRACTIONS, 2, |r| {
            r[1].parse::<usize>().is_ok_and(|cut| cut > 0 && cut < r[0].len())
        });
        table::check::table("units.txt", UNITS, 1, |_| true);
        table::check::table("domains.txt", DOMAINS, 1, |_| true);
    }

    #[test]
    fn words_are_cut_as_in_ud_english() {
        for (text, expected) in [
            ("They don't know.", "They do n't know ."),
            ("Pakistan’s army can’t, it said", "Pakistan ’s army ca n’t , it said"),
            ("WE WON'T GO", "WE WO N'T GO"),
            ("the girls' school", "the girls ' school"),
            ("They cannot leave", "They can not leave"),
            ("a Syria-based, anti-government group", "a Syria - based , anti-government group"),
            ("Gen. A. K. Khan met Mr. Obi.", "Gen. A. K. Khan met Mr. Obi ."),
            ("in the U.S. at 6 p.m. on", "in the U.S. at 6 p.m. on"),
            ("worth $1,200.50 (or 5%)", "worth $ 1,200.50 ( or 5 % )"),
            ("at 10:30, 9/11 and/or 2-3", "at 10:30 , 9/11 and / or 2 - 3"),
            ("call 555-123-4567 now...", "call 555-123-4567 now ..."),
            (
                "See https://example.org/a?b=c, or me@example.org.",
                "See https://example.org/a?b=c , or me@example.org .",
            ),
            ("30kg of C4 in January 2024On the 19th", "30 kg of C4 in January 2024 On the 19th"),
            ("attacks in Iran.This week", "attacks in Iran . This week"),
            ("“Stop!” he said", "“ Stop ! ” he said"),
            ("Sha'lan and O’Brien of AT&T", "Sha'lan and O’Brien of AT&T"),
            ("\u{feff}Iran\u{200b} \u{200f}said", "Iran said"),
        ] {
            assert_eq!(cut(text), expected, "{text}");
        }
    }

    #[test]
    fn a_long_run_is_cut() {
        let text = "x".repeat(10 * LONGEST_WORD);
        let mut words = Vec::new();
        Lists::embedded().words(&text, Span::new(0, text.len()), &mut words);
        assert_eq!(words.len(), 10);
    }
}
