//! The words of a text as the grammar of times sees them.
//!
//! Cut from the text itself and not from the parser's tokens: dates must be found in capitals, in
//! headlines and between glued words too, where a tagger errs. What words mean stands in
//! `tables/times_*.tsv`.

use std::sync::LazyLock;

use rashomon_record::Span;
use rustc_hash::FxHashMap;

use crate::document::Document;

/// What a word can be in an expression of time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Class {
    /// The end of a sentence or paragraph; no expression goes over it.
    Boundary,
    /// Digits.
    Digits,
    /// Punctuation.
    Mark,
    /// Any other word.
    Other,
    /// A month, and whether it is the short form.
    Month(u8, bool),
    /// A weekday from Monday = 1, and whether it is the short form.
    Weekday(u8, bool),
    /// "Mondays".
    Weekdays(u8),
    /// TIMEX3 letters of a season.
    Season(&'static str),
    /// "summers".
    Seasons(&'static str),
    /// TIMEX3 letters of a part of the day, or a clock time.
    Part(&'static str),
    /// "nights".
    Parts(&'static str),
    /// A feast with a fixed day.
    Holiday(u8, u8),
    /// "seven".
    Cardinal(u32),
    /// "hundred".
    Scale(u32),
    /// "seventh".
    Ordinal(u32),
    /// "nineties".
    Decade(u32),
    /// "several"; a number where one is meant ("couple").
    Some(Option<u32>),
    /// A unit, and whether it stands in the plural.
    Unit(Unit, bool),
    /// Days from the telling ("yesterday").
    Deictic(i8),
    /// "tonight".
    Tonight,
    /// `PRESENT_REF` and the like.
    Ref(&'static str),
    /// Something that recurs ("daily").
    Set(&'static str),
    /// "about".
    Approx,
    /// "early".
    Stage(Stage),
    /// "last".
    Back,
    /// "next".
    Ahead,
    /// "this".
    Here,
    /// "each".
    Each,
}

/// Units of time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Trimester,
    Quarter,
    Period,
    Semester,
    Year,
    Decade,
    Century,
    Millennium,
}

/// Which part of a longer stretch is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Stage {
    Early,
    Mid,
    Late,
    Earlier,
    Later,
}

/// One word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) span: Span,
    pub(super) class: Class,
    /// No white space stands before it.
    pub(super) glued: bool,
    /// Index of its sentence in the document.
    pub(super) sentence: usize,
}

/// The words of a document, sentences parted by boundaries.
#[derive(Debug)]
pub(super) struct Words<'a> {
    text: &'a str,
    list: Vec<Word>,
}

impl<'a> Words<'a> {
    pub(super) fn of(document: &Document<'a>) -> Self {
        let mut words = Words { text: document.text, list: Vec::new() };
        for (index, sentence) in document.sentences.iter().enumerate() {
            if !words.open_abbreviation() {
                words.boundary(sentence.span.start as usize, index);
            }
            let ends: Vec<usize> = sentence.tokens.iter().map(|t| t.span.end as usize).collect();
            words.cut(sentence.span, index, &ends);
        }
        words.boundary(document.text.len(), document.sentences.len().saturating_sub(1));
        words
    }

    /// The words of a text whatever its sentences.
    pub(super) fn of_text(text: &'a str) -> Self {
        let mut words = Words { text, list: Vec::new() };
        words.cut(Span::new(0, text.len()), 0, &[]);
        words
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    pub(super) fn get(&self, i: usize) -> Option<&Word> {
        self.list.get(i)
    }

    pub(super) fn class(&self, i: usize) -> Class {
        self.list.get(i).map_or(Class::Boundary, |w| w.class)
    }

    pub(super) fn form(&self, i: usize) -> &'a str {
        self.list.get(i).map_or("", |w| self.text.get(w.span.range()).unwrap_or(""))
    }

    pub(super) fn glued(&self, i: usize) -> bool {
        self.list.get(i).is_some_and(|w| w.glued)
    }

    pub(super) fn sentence(&self, i: usize) -> usize {
        self.list.get(i).map_or(0, |w| w.sentence)
    }

    pub(super) fn is(&self, i: usize, word: &str) -> bool {
        self.form(i).eq_ignore_ascii_case(word)
    }

    pub(super) fn is_any(&self, i: usize, words: &[&str]) -> bool {
        let form = self.form(i);
        words.iter().any(|w| form.eq_ignore_ascii_case(w))
    }

    /// The word before `i`, if there is one; its class is `Boundary` at the start of a sentence.
    pub(super) fn before(&self, i: usize) -> Option<usize> {
        i.checked_sub(1)
    }

    /// From the first byte of word `from` to the last of the word before `to`.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        match (self.list.get(from), to.checked_sub(1).and_then(|t| self.list.get(t))) {
            (Some(a), Some(b)) => a.span.cover(b.span),
            _ => Span::new(0, 0),
        }
    }

    /// Whether the word starts with a capital (or is written in capitals throughout).
    pub(super) fn capital(&self, i: usize) -> bool {
        self.form(i).chars().next().is_some_and(char::is_uppercase)
    }

    pub(super) fn all_capitals(&self, i: usize) -> bool {
        let form = self.form(i);
        form.len() > 1 && !form.chars().any(char::is_lowercase)
    }

    fn boundary(&mut self, at: usize, sentence: usize) {
        let span = Span::new(at, at);
        self.list.push(Word { span, class: Class::Boundary, glued: false, sentence });
    }

    /// A sentence that ends in "Sept." or "5 p.m." may have been cut in two.
    fn open_abbreviation(&self) -> bool {
        let Some(last) = self.list.len().checked_sub(1) else { return false };
        let dot = self.is(last, ".");
        let at = if dot { last.saturating_sub(1) } else { last };
        matches!(self.class(at), Class::Month(_, true)) && dot
            || self.is_any(last, &["a.m.", "p.m."])
    }

    /// Cuts a region into words. Where the parser read fused words apart, a token ends (`ends`)
    /// between two letters: cut there too.
    fn cut(&mut self, region: Span, sentence: usize, ends: &[usize]) {
        let mut next_end = 0;
        let text = self.text;
        let bytes = text.as_bytes();
        let (mut at, end) = (region.start as usize, (region.end as usize).min(text.len()));
        let mut glued = false;
        while at < end {
            let Some(c) = text.get(at..).and_then(|t| t.chars().next()) else { return };
            if c.is_whitespace() {
                let from = at;
                while at < end && text[at..].chars().next().is_some_and(char::is_whitespace) {
                    at += text[at..].chars().next().map_or(1, char::len_utf8);
                }
                let blank = &text[from..at.min(text.len())];
                if blank.bytes().filter(|&b| b == b'\n').count() > 1 {
                    self.boundary(from, sentence);
                }
                glued = false;
                continue;
            }
            let from = at;
            let class = if c.is_ascii_digit() {
                at = digits_end(bytes, at, end);
                Class::Digits
            } else if c.is_alphabetic() {
                at = word_end(text, at, end);
                while ends.get(next_end).is_some_and(|&e| e <= from) {
                    next_end += 1;
                }
                if let Some(&apart) = ends.get(next_end).filter(|&&e| e < at) {
                    at = if text.is_char_boundary(apart) { apart } else { at };
                }
                if glued && next_end > 0 && ends.get(next_end - 1) == Some(&from) {
                    let before = bytes.get(from.wrapping_sub(1));
                    glued = !before.is_some_and(u8::is_ascii_alphanumeric);
                }
                class_of(&text[from..at])
            } else if c == '\'' && bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic) && glued {
                at = word_end(text, at + 1, end);
                Class::Other
            } else {
                at += c.len_utf8();
                Class::Mark
            };
            self.list.push(Word { span: Span::new(from, at), class, glued, sentence });
            glued = true;
        }
    }
}

/// Digits with commas, dots, colons and slashes between digits: `1,000`, `17:30`, `1/2`.
fn digits_end(bytes: &[u8], start: usize, end: usize) -> usize {
    let mut at = start;
    while at < end {
        let joins = matches!(bytes[at], b',' | b'.' | b':' | b'/')
            && at + 1 < end
            && bytes[at + 1].is_ascii_digit();
        if !bytes[at].is_ascii_digit() && !joins {
            break;
        }
        at += 1;
    }
    at
}

/// A run of letters; single letters with dots between them stay together (`a.m.`, `B.C`).
fn word_end(text: &str, start: usize, end: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start;
    while at < end {
        match text[at..].chars().next() {
            Some(c) if c.is_alphabetic() => at += c.len_utf8(),
            _ => break,
        }
    }
    if at != start + 1 {
        return at;
    }
    let dotted = |at: usize| {
        at + 1 < end
            && bytes[at] == b'.'
            && bytes[at + 1].is_ascii_alphabetic()
            && bytes.get(at + 2).is_none_or(|b| !b.is_ascii_alphanumeric())
    };
    while dotted(at) {
        at += 2;
    }
    if at > start + 1 && at < end && bytes[at] == b'.' { at + 1 } else { at }
}

const TABLES: [(&str, &str); 4] = [
    ("times_calendar.tsv", include_str!("../../tables/times_calendar.tsv")),
    ("times_numbers.tsv", include_str!("../../tables/times_numbers.tsv")),
    ("times_units.tsv", include_str!("../../tables/times_units.tsv")),
    ("times_words.tsv", include_str!("../../tables/times_words.tsv")),
];

static CLASSES: LazyLock<FxHashMap<&'static str, Class>> = LazyLock::new(|| {
    let rows = TABLES.iter().flat_map(|(_, table)| table.lines());
    // A bad row is left out here and named by the test below.
    rows.filter_map(|line| row(line).ok().flatten()).collect()
});

fn class_of(form: &str) -> Class {
    // No word of the tables is longer.
    let mut lower = [0u8; 16];
    let Some(buffer) = lower.get_mut(..form.len()) else { return Class::Other };
    for (to, from) in buffer.iter_mut().zip(form.bytes()) {
        *to = from.to_ascii_lowercase();
    }
    let word = std::str::from_utf8(buffer).unwrap_or("");
    CLASSES.get(word).copied().unwrap_or(Class::Other)
}

/// One row of a table; `None` for comments.
fn row(line: &'static str) -> Result<Option<(&'static str, Class)>, String> {
    if line.starts_with('#') || line.trim().is_empty() {
        return Ok(None);
    }
    let mut columns = line.split('\t');
    let (Some(word), Some(class), Some(value), None) =
        (columns.next(), columns.next(), columns.next(), columns.next())
    else {
        return Err("three columns parted by tabs are needed".to_string());
    };
    if word.len() > 16 || word != word.to_lowercase() {
        return Err(format!("{word:?} must be lower case and at most 16 bytes long"));
    }
    let number = || value.parse::<u32>().map_err(|e| format!("{value:?} is no number: {e}"));
    let small = || value.parse::<u8>().map_err(|e| format!("{value:?} is no small number: {e}"));
    let class = match class {
        "month" => Class::Month(small()?, false),
        "month_short" => Class::Month(small()?, true),
        "weekday" => Class::Weekday(small()?, false),
        "weekday_short" => Class::Weekday(small()?, true),
        "weekdays" => Class::Weekdays(small()?),
        "season" => Class::Season(value),
        "seasons" => Class::Seasons(value),
        "part" => Class::Part(value),
        "parts" => Class::Parts(value),
        "holiday" => {
            let (month, day) = value.split_once('-').ok_or("month and day are needed")?;
            let read = |s: &str| s.parse::<u8>().map_err(|e| format!("{s:?}: {e}"));
            Class::Holiday(read(month)?, read(day)?)
        }
        "cardinal" => Class::Cardinal(number()?),
        "scale" => Class::Scale(number()?),
        "ordinal" => Class::Ordinal(number()?),
        "decade" => Class::Decade(number()?),
        "some" if value == "X" => Class::Some(None),
        "some" => Class::Some(Some(number()?)),
        "unit" => Class::Unit(unit(value)?, false),
        "units" => Class::Unit(unit(value)?, true),
        "deictic" => Class::Deictic(value.parse().map_err(|e| format!("{value:?}: {e}"))?),
        "deictic_night" => Class::Tonight,
        "ref" => Class::Ref(value),
        "set" => Class::Set(value),
        "approx" => Class::Approx,
        "stage" => Class::Stage(match value {
            "early" => Stage::Early,
            "mid" => Stage::Mid,
            "late" => Stage::Late,
            "earlier" => Stage::Earlier,
            "later" => Stage::Later,
            other => return Err(format!("unknown stage {other:?}")),
        }),
        "back" => Class::Back,
        "ahead" => Class::Ahead,
        "here" => Class::Here,
        "each" => Class::Each,
        other => return Err(format!("unknown class {other:?}")),
    };
    Ok(Some((word, class)))
}

fn unit(code: &str) -> Result<Unit, String> {
    Ok(match code {
        "S" => Unit::Second,
        "MN" => Unit::Minute,
        "H" => Unit::Hour,
        "D" => Unit::Day,
        "WE" => Unit::Weekend,
        "W" => Unit::Week,
        "F" => Unit::Fortnight,
        "M" => Unit::Month,
        "TM" => Unit::Trimester,
        "Q" => Unit::Quarter,
        "PE" => Unit::Period,
        "SM" => Unit::Semester,
        "Y" => Unit::Year,
        "DE" => Unit::Decade,
        "CE" => Unit::Century,
        "ML" => Unit::Millennium,
        other => return Err(format!("unknown unit {other:?}")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_every_table_can_be_read() {
        for (name, table) in TABLES {
            let mut last = "";
            for (n, line) in table.lines().enumerate() {
                match row(line) {
                    Err(reason) => panic!("{name}, line {}: {reason}", n + 1),
                    Ok(Some((word, _))) => {
                        assert!(last < word, "{name}, line {}: {word} is out of order", n + 1);
                        last = word;
                    }
                    Ok(None) => {}
                }
            }
        }
    }
}
