//! Stretches of a text that are no part of what the report says, marked with a reason.
//!
//! A rule here would rather leave furniture standing than mark a sentence: what is marked is not
//! read. Rules look at lines (scrapers keep those) and at single short sentences; what they look
//! for stands in the tables.
//!
//! - `furniture`: menus, share bars, comment forms, contact lines, tag dumps
//! - `caption`: the words under a picture, by their credit or because they repeat
//! - `byline`: who wrote it, when, with which agencies
//! - `fragment`: leavings of sentences
//! - `markup`: tags in what should be plain text

mod byline;
mod caption;
mod fragment;
mod furniture;
mod markup;

use rashomon_record::{Complaint, ComplaintKind, Mend, Noise, NoiseKind, Span};

/// Lines longer than this are text.
const LONGEST: usize = 600;

/// What is wrong with a text.
#[derive(Default)]
pub(crate) struct Marks {
    pub(crate) noise: Vec<Noise>,
    pub(crate) mends: Vec<Mend>,
    pub(crate) complaints: Vec<Complaint>,
    pub(crate) credits: Vec<String>,
    pub(crate) authors: Vec<String>,
    /// The first line, where it is a headline.
    pub(crate) headline: Option<Span>,
}

/// One line of the text that is not blank.
pub(crate) struct Line<'a> {
    pub(crate) span: Span,
    /// Without white space at its ends.
    pub(crate) raw: &'a str,
    /// Letters and digits in lower case, single spaces; empty for long lines.
    pub(crate) normal: String,
    pub(crate) words: usize,
    /// Part of the sentence that the line above began: text with hard breaks.
    pub(crate) continues: bool,
    pub(crate) noise: Option<(NoiseKind, &'static str)>,
}

impl Line<'_> {
    /// Whether it looks like prose: several words and a stop.
    pub(crate) fn is_prose(&self) -> bool {
        self.raw.len() > LONGEST || (self.words >= 6 && ends_sentence(self.raw))
    }

    pub(crate) fn mark(&mut self, kind: NoiseKind, why: &'static str) {
        self.noise.get_or_insert((kind, why));
    }
}

/// Marks a text. `given` is text as handed in, not made from markup here.
pub(crate) fn mark(text: &str, title: Option<&str>, given: bool) -> Marks {
    let mut marks = Marks::default();
    let mut lines = lines(text);
    if given {
        markup::mark(text, &mut marks);
    }
    furniture::mark(&mut lines, given);
    caption::mark(&mut lines, title, given);
    byline::mark(&mut lines, &mut marks);
    if given {
        furniture::mark_numbers(&mut lines);
        furniture::mark_glued(&lines, &mut marks);
    }
    marks.headline = headline(&lines);
    for line in &lines {
        match line.noise {
            Some((kind, why)) => {
                marks.noise.push(Noise { span: line.span, kind, why: why.to_string() });
            }
            None => fragment::mark(line, &mut marks),
        }
    }
    if given {
        marks.complaints.extend(cut_off(&lines));
    }
    marks.noise.sort();
    marks.noise.dedup();
    marks
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut out: Vec<Line<'_>> = Vec::new();
    let mut at = 0;
    let mut blank = true;
    for line in text.split_inclusive('\n') {
        let span = Span::new(at, at + line.len()).trimmed(text);
        at += line.len();
        let raw = span.of(text);
        if raw.is_empty() {
            blank = true;
            continue;
        }
        let open = out.last().is_some_and(|l| l.raw.len() >= 30 && !ends_sentence(l.raw));
        let goes_on = raw.ends_with('.') || raw.starts_with(char::is_lowercase);
        let continues = open && goes_on && !blank;
        blank = false;
        let normal = if raw.len() > LONGEST { String::new() } else { normal(raw) };
        let words = normal.split(' ').filter(|w| !w.is_empty()).count();
        out.push(Line { span, raw, normal, words, continues, noise: None });
    }
    out
}

/// Letters and digits in lower case, all else one space.
pub(crate) fn normal(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    for c in raw.chars() {
        if c.is_alphanumeric() {
            if c.is_ascii() {
                out.push(c.to_ascii_lowercase());
            } else {
                out.extend(c.to_lowercase());
            }
        } else if !out.ends_with(' ') && !out.is_empty() {
            out.push(' ');
        }
    }
    out.truncate(out.trim_end().len());
    out
}

pub(crate) fn ends_sentence(raw: &str) -> bool {
    let bare = raw.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']);
    bare.ends_with(['.', '!', '?', '…', ':', '。'])
}

/// The first line, where it is clearly a headline: a few words without a full stop, and prose
/// under it. It stays in the text; other rooms need its words.
fn headline(lines: &[Line<'_>]) -> Option<Span> {
    let at = lines.iter().position(|line| line.noise.is_none())?;
    let (first, rest) = (&lines[at], &lines[at + 1..]);
    let starts = first.raw.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_alphabetic());
    let short = (3..=25).contains(&first.words) && first.raw.len() <= 180;
    let stops = first.raw.ends_with(['.', ',', ';', ':', '!']) && !first.raw.ends_with("...");
    let prose_follows = rest.iter().take(6).any(|line| line.noise.is_none() && line.is_prose());
    let whole = !rest.first().is_some_and(|line| line.continues);
    (at < 8 && starts && short && whole && !stops && prose_follows).then_some(first.span)
}

/// A text whose last line of prose stops in the middle.
fn cut_off(lines: &[Line<'_>]) -> Option<Complaint> {
    let kept: Vec<&Line<'_>> = lines.iter().filter(|line| line.noise.is_none()).collect();
    let (last, before) = kept.split_last()?;
    let prose = before.iter().filter(|line| line.is_prose()).count();
    let is_item = last.raw.starts_with(['-', '•', '*', '–', '·']);
    let whole = ends_sentence(last.raw) || last.raw.ends_with([')', ';', '*', '"', '”']);
    let plain = last.raw.chars().last().is_some_and(|c| c.is_lowercase() || c == ',');
    let broken = prose >= 2 && !is_item && !whole && (plain || last.words >= 8);
    broken.then(|| {
        let message = "the text ends in the middle of a sentence";
        Complaint::at(last.span, ComplaintKind::BrokenSentence, message)
    })
}
