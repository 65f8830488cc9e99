//! The words of a report as this layer sees them: where they stand, how they are written, and what
//! stands between them. Made from the text itself, so that it works where there is no tree; the
//! parser's tags are laid over it where there are any.

use rashomon_lexicon::gazetteer::fold_into;
use rashomon_syntax::{Token, Upos};

use crate::document::{Document, Word as TreeWord};

/// How a word is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Case {
    /// `port`
    Lower,
    /// `Port`
    Capital,
    /// `PORT`, two letters or more
    Upper,
    /// `McLean`, `iPhone`
    Mixed,
    /// `14th`
    Digit,
}

/// What stands between a word and the one before it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Gap {
    /// Nothing before it in its sentence.
    Start,
    /// White space.
    Space,
    /// A hyphen.
    Hyphen,
    /// Nothing: fused words read apart.
    None,
    /// A full stop and white space.
    Stop,
    /// A comma and white space.
    Comma,
    /// A slash.
    Slash,
    /// An opening bracket.
    Open,
    /// Anything else.
    Other,
}

/// One word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub start: u32,
    pub end: u32,
    folded: (u32, u32),
    pub case: Case,
    pub gap: Gap,
    /// The word of the tree that starts here.
    pub tree: Option<TreeWord>,
    /// Index into [`Words::sentences`].
    pub sentence: u32,
    /// A possessive `'s`.
    pub clitic: bool,
    /// Bare of quotes and brackets, the first of its sentence.
    pub first: bool,
}

/// A sentence: its words, and what its capitals are worth.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// All or nearly all words are in capitals, or none is.
    pub blind: bool,
    /// Nearly every long word starts with a capital, as in a headline.
    pub title: bool,
}

/// All words of a report.
#[derive(Debug)]
pub(super) struct Words<'a, 'd> {
    pub document: &'d Document<'a>,
    pub all: Vec<Word>,
    pub sentences: Vec<Line>,
    buffer: String,
}

impl<'a, 'd> Words<'a, 'd> {
    pub fn of(document: &'d Document<'a>) -> Self {
        let text = document.text;
        let mut words = Words {
            document,
            all: Vec::with_capacity(text.len() / 5),
            sentences: Vec::with_capacity(document.sentences.len()),
            buffer: String::with_capacity(text.len()),
        };
        for (index, sentence) in document.sentences.iter().enumerate() {
            let range = sentence.span.range();
            let Some(piece) = text.get(range.clone()) else { continue };
            let start = words.all.len();
            words.split(piece, range.start, index, &sentence.tokens);
            words.close(start);
        }
        words
    }

    fn split(&mut self, piece: &str, offset: usize, sentence: usize, tokens: &[Token]) {
        let mut token = 0;
        let mut at = 0;
        let mut last_end = None;
        while let Some(c) = piece[at..].chars().next() {
            if !c.is_alphanumeric() {
                // A possessive is a word of its own: it divides names.
                if (c == '\'' || c == '’') && last_end == Some(at) {
                    let after = &piece[at + c.len_utf8()..];
                    let s = after.starts_with(['s', 'S']);
                    if s && !after[1..].starts_with(char::is_alphanumeric) {
                        let end = at + c.len_utf8() + 1;
                        self.push(piece, offset, at, end, Gap::None, true, None);
                        last_end = Some(end);
                        at = end;
                        continue;
                    }
                }
                at += c.len_utf8();
                continue;
            }
            let mut end = word_end(piece, at);
            // The parser may know better where fused words divide.
            while token < tokens.len() && (tokens[token].span.start as usize) < offset + at {
                token += 1;
            }
            let tree = (token < tokens.len() && tokens[token].span.start as usize == offset + at)
                .then_some(TreeWord { sentence, token });
            if let Some(next) = tokens.get(token + usize::from(tree.is_some())) {
                let split = (next.span.start as usize).saturating_sub(offset);
                let own = tree.is_some_and(|t| tokens[t.token].span.end == next.span.start);
                if own && split > at && split < end && piece.is_char_boundary(split) {
                    let both = |r: &str| r.chars().all(char::is_alphabetic);
                    if both(&piece[at..split])
                        && piece[split..end].starts_with(char::is_alphabetic)
                        && !piece[split..end].to_lowercase().ends_with("n't")
                    {
                        end = split;
                    }
                }
            }
            let gap = match last_end {
                None => Gap::Start,
                Some(last) => gap(&piece[last..at]),
            };
            self.push(piece, offset, at, end, gap, false, tree);
            last_end = Some(end);
            at = end;
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn push(
        &mut self,
        piece: &str,
        offset: usize,
        at: usize,
        end: usize,
        gap: Gap,
        clitic: bool,
        tree: Option<TreeWord>,
    ) {
        let from = self.buffer.len() as u32;
        fold_into(&piece[at..end], &mut self.buffer);
        self.all.push(Word {
            start: (offset + at) as u32,
            end: (offset + end) as u32,
            folded: (from, self.buffer.len() as u32),
            case: case(&piece[at..end]),
            gap,
            tree,
            sentence: self.sentences.len() as u32,
            clitic,
            first: gap == Gap::Start,
        });
    }

    /// Closes a sentence that began at word `start`: what its capitals are worth.
    fn close(&mut self, start: usize) {
        let (mut upper, mut capital, mut lower, mut long_lower) = (0, 0, 0, 0);
        for word in &self.all[start..] {
            let long = word.folded.1 - word.folded.0 > 3;
            match word.case {
                Case::Upper if long => upper += 1,
                Case::Capital | Case::Mixed if long => capital += 1,
                Case::Lower if !word.clitic => {
                    lower += 1;
                    long_lower += usize::from(long);
                }
                _ => {}
            }
        }
        let blind = upper >= 3 && lower + capital <= upper / 4;
        let title = !blind && capital >= 3 && long_lower * 3 <= capital;
        self.sentences.push(Line { blind, title });
    }

    pub fn folded(&self, index: usize) -> &str {
        self.all.get(index).map_or("", |w| &self.buffer[w.folded.0 as usize..w.folded.1 as usize])
    }

    pub fn text(&self, index: usize) -> &'a str {
        self.all.get(index).map_or("", |w| &self.document.text[w.start as usize..w.end as usize])
    }

    pub fn line(&self, index: usize) -> Line {
        self.sentences[self.all[index].sentence as usize]
    }

    /// The word before, in the same sentence.
    pub fn before(&self, index: usize) -> Option<usize> {
        let word = self.all.get(index)?;
        (word.gap != Gap::Start && index > 0).then(|| index - 1)
    }

    /// The word after, in the same sentence.
    pub fn after(&self, index: usize) -> Option<usize> {
        let next = self.all.get(index + 1)?;
        (next.gap != Gap::Start).then_some(index + 1)
    }

    pub fn gap(&self, index: usize) -> Gap {
        self.all.get(index).map_or(Gap::Start, |w| w.gap)
    }

    pub fn is_name_cased(&self, index: usize) -> bool {
        self.all.get(index).is_some_and(|w| {
            matches!(w.case, Case::Capital | Case::Upper | Case::Mixed) && !w.clitic
        })
    }

    pub fn tag(&self, index: usize) -> Option<Upos> {
        Some(self.document.token(self.all.get(index)?.tree?).upos)
    }

    /// Whether a full stop follows the word at once.
    pub fn stopped(&self, index: usize) -> bool {
        let Some(word) = self.all.get(index) else { return false };
        self.document.text[word.end as usize..].starts_with('.')
    }
}

/// The end of the word that starts at `at`: letters and digits, apostrophes inside ("O'Brien"), and
/// the stops of "U.S." and "W.Va.".
fn word_end(piece: &str, at: usize) -> usize {
    let mut end = at;
    let mut letters = 0;
    let mut dotted = false;
    let mut chars = piece[at..].char_indices().peekable();
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map(|&(_, n)| n);
        let alphabetic = next.is_some_and(char::is_alphabetic);
        if c.is_alphanumeric() || is_mark(c) {
            letters += 1;
            end = at + i + c.len_utf8();
        } else if (c == '\'' || c == '’' || c == 'ʼ') && alphabetic {
            let rest = &piece[at + i + c.len_utf8()..];
            let s = rest.starts_with(['s', 'S']);
            if s && !rest[1..].starts_with(char::is_alphanumeric) {
                break;
            }
            letters = 2;
        } else if c == '.' && letters == 1 && (alphabetic || dotted) {
            // One letter and a stop, again and again: "U.S.", "D.C."; the last piece may be
            // longer: "W.Va.".
            dotted = true;
            letters = 0;
            end = at + i + 1;
        } else if c == '.' && dotted && letters > 0 && letters <= 3 {
            end = at + i + 1;
            break;
        } else {
            break;
        }
    }
    end
}

/// Combining marks belong to the letter before them.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

fn case(word: &str) -> Case {
    let mut chars = word.chars();
    let Some(first) = chars.next() else { return Case::Lower };
    if first.is_numeric() {
        return Case::Digit;
    }
    let (mut upper, mut lower) = (0, 0);
    for c in chars {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    match (first.is_uppercase(), upper, lower) {
        (true, 0, _) => Case::Capital,
        (true, _, 0) => Case::Upper,
        (false, 0, _) => Case::Lower,
        (true, ..) => Case::Mixed,
        // "d'Enghein", "iPhone"
        (false, ..) => Case::Mixed,
    }
}

fn gap(between: &str) -> Gap {
    let trimmed = between.trim();
    match trimmed {
        "" if between.is_empty() => Gap::None,
        // An empty line divides; a single line break may stand inside a name.
        "" if between.matches('\n').count() > 1 => Gap::Other,
        "" => Gap::Space,
        "-" | "‐" | "‑" if between == trimmed => Gap::Hyphen,
        "." => Gap::Stop,
        "," => Gap::Comma,
        ".," => Gap::Comma,
        "/" => Gap::Slash,
        "(" | "[" => Gap::Open,
        _ => Gap::Other,
    }
}
