//! One text as a flat row of words: what the finders of names look at.
//!
//! Words here are those of the document, cut once more at hyphens and slashes inside them, so
//! that "US-led" shows its "US" and every hyphenated name looks the same however it was written.

use std::ops::Range;

use rashomon_record::Span;
use rashomon_syntax::Upos;
use rustc_hash::FxHashMap;

use crate::document::{Document, Word};

/// How a sentence uses capitals.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub(crate) enum Case {
    /// Names have capitals, other words do not.
    Mixed,
    /// Everything is in capitals.
    Upper,
    /// Nothing is.
    Lower,
    /// Nearly every word starts with one, as in headlines.
    Title,
}

/// One word, or a part of a hyphenated one.
#[derive(Clone, Debug)]
pub(crate) struct Piece<'a> {
    /// The word of the document that it belongs to.
    pub word: Word,
    /// Where it stands.
    pub span: Span,
    /// As written.
    pub form: &'a str,
    /// In lower case.
    pub lower: String,
    /// Part of speech as the parser sees it; may be wrong.
    pub upos: Upos,
    /// Whether it starts with a capital.
    pub capital: bool,
    /// Whether it starts its sentence (brackets and quotation marks do not count).
    pub first: bool,
}

/// All words of a text, sentence after sentence.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row<'a> {
    /// The words.
    pub pieces: Vec<Piece<'a>>,
    /// The sentences, as ranges of `pieces`.
    pub sentences: Vec<Range<usize>>,
    /// How each sentence uses capitals.
    pub case: Vec<Case>,
    /// How often a word in lower case stands with and without a capital where that means something.
    pub seen: FxHashMap<String, Seen>,
}

/// How a word stands elsewhere in the same text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Seen {
    /// Inside sentences, without a capital.
    pub small: u32,
    /// Inside sentences, with one.
    pub capital: u32,
}

impl<'a> Row<'a> {
    /// The words of a document.
    pub fn of(document: &Document<'a>) -> Self {
        let mut row = Row::default();
        for (s, sentence) in document.sentences.iter().enumerate() {
            let start = row.pieces.len();
            for (t, token) in sentence.tokens.iter().enumerate() {
                let word = Word { sentence: s, token: t };
                row.cut(token.span, document.text, word, token.upos);
            }
            row.close(start);
        }
        row.count();
        row
    }

    /// Adds a word, cut at the hyphens and slashes inside it.
    pub fn cut(&mut self, span: Span, text: &'a str, word: Word, upos: Upos) {
        let form = span.of(text);
        let joins = |c: char| matches!(c, '-' | '/' | '–' | '‐' | '‑');
        let plain = !form.contains(joins)
            || !form.chars().any(char::is_uppercase)
            || form.contains("//")
            || form.starts_with(joins)
            || form.ends_with(joins);
        if plain {
            self.push(span, form, word, upos);
            return;
        }
        let mut at = 0;
        for (i, c) in form.char_indices() {
            if joins(c) {
                for (a, b) in [(at, i), (i, i + c.len_utf8())] {
                    if a < b {
                        let part = Span::new(span.start as usize + a, span.start as usize + b);
                        self.push(part, &form[a..b], word, upos);
                    }
                }
                at = i + c.len_utf8();
            }
        }
        let part = Span::new(span.start as usize + at, span.end as usize);
        self.push(part, &form[at..], word, upos);
    }

    fn push(&mut self, span: Span, form: &'a str, word: Word, upos: Upos) {
        let capital = form.chars().next().is_some_and(char::is_uppercase);
        let lower = form.to_lowercase();
        self.pieces.push(Piece { word, span, form, lower, upos, capital, first: false });
    }

    /// Ends a sentence that began at `start`.
    pub fn close(&mut self, start: usize) {
        let words = &mut self.pieces[start..];
        if let Some(first) = words.iter().position(|w| w.form.chars().any(char::is_alphanumeric)) {
            words[first].first = true;
        }
        self.case.push(case(words));
        self.sentences.push(start..self.pieces.len());
    }

    /// Counts how words stand, once all are there.
    pub fn count(&mut self) {
        for (range, case) in self.sentences.iter().zip(&self.case) {
            if *case != Case::Mixed {
                continue;
            }
            for piece in &self.pieces[range.clone()] {
                if piece.first || !piece.form.chars().all(char::is_alphabetic) {
                    continue;
                }
                let seen = self.seen.entry(piece.lower.clone()).or_default();
                if piece.capital { seen.capital += 1 } else { seen.small += 1 }
            }
        }
    }
}

fn case(words: &[Piece<'_>]) -> Case {
    let (mut all, mut upper, mut capital, mut long, mut long_capital) = (0, 0, 0, 0, 0);
    for w in words {
        let letters = w.form.chars().filter(|c| c.is_alphabetic()).count();
        if letters < 2 {
            continue;
        }
        all += 1;
        upper += usize::from(!w.form.chars().any(char::is_lowercase));
        capital += usize::from(w.capital);
        if letters >= 4 {
            long += 1;
            long_capital += usize::from(w.capital);
        }
    }
    if all >= 3 && upper * 10 >= all * 8 {
        Case::Upper
    } else if all >= 3 && capital == 0 {
        Case::Lower
    } else if long >= 4 && long_capital * 10 >= long * 9 {
        Case::Title
    } else {
        Case::Mixed
    }
}
