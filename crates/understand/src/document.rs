//! One text with its trees: what every layer reads.

use rashomon_record::{
    Assertion, Attribution, Day, Entity, Factuality, Mend, PlaceMention, Predicate, Span,
    TimeMention, Toll,
};
use rashomon_syntax::{Parser, Sentence, Token};

/// A parsed text.
#[derive(Debug)]
pub struct Document<'a> {
    /// The text that all spans point into.
    pub text: &'a str,
    /// Its sentences in order, noise left out.
    pub sentences: Vec<Sentence>,
}

/// A word of a document: which sentence, and which word of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Word {
    /// Index into [`Document::sentences`].
    pub sentence: usize,
    /// Index into its tokens.
    pub token: usize,
}

/// What has been found so far; each layer sees those before it.
#[derive(Clone, Debug, Default)]
pub struct Layers {
    /// The day of publication, where known or inferred.
    pub published: Option<Day>,
    /// Expressions of time.
    pub times: Vec<TimeMention>,
    /// Mentions of actors and things, in order of place.
    pub entities: Vec<Entity>,
    /// Mentions of places.
    pub places: Vec<PlaceMention>,
    /// Numbers of people, not yet tied to events.
    pub tolls: Vec<TollMention>,
    /// Who says what.
    pub attributions: Vec<Attribution>,
    /// Event words with their factuality.
    pub predicates: Vec<EventWord>,
    /// Events.
    pub assertions: Vec<Assertion>,
}

/// A number of people to whom something happened, before it is tied to an event.
#[derive(Clone, PartialEq, Debug)]
pub struct TollMention {
    /// The toll.
    pub toll: Toll,
    /// The word that says what happened to them ("killed", "deaths", "wounded").
    pub happened: Word,
    /// The word that is counted ("people" in "ten people"), where there is one.
    pub counted: Option<Word>,
}

/// An event word with its factuality.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct EventWord {
    /// The word.
    pub word: Word,
    /// Whether it is said to have happened.
    pub factuality: Factuality,
}

impl EventWord {
    /// As the contract prints it.
    pub fn to_record(self, document: &Document<'_>) -> Predicate {
        Predicate { span: document.token(self.word).span, factuality: self.factuality }
    }
}

impl<'a> Document<'a> {
    /// Parses the `regions` of `text`, reading fused words apart where `mends` say so. Spans
    /// always point into `text` as it is.
    pub fn parse(parser: &Parser, text: &'a str, regions: &[Span], mends: &[Mend]) -> Self {
        let regions: &[Span] = &after_datelines(text, regions);
        let mended = Mended::new(text, mends);
        let sentences = if mended.inserted.is_empty() {
            parser.parse(text, regions)
        } else {
            let regions: Vec<Span> = regions.iter().map(|r| mended.forward(*r)).collect();
            let mut sentences = parser.parse(&mended.text, &regions);
            for sentence in &mut sentences {
                sentence.span = mended.back(sentence.span);
                for token in &mut sentence.tokens {
                    token.span = mended.back(token.span);
                }
            }
            sentences
        };
        Document { text, sentences }
    }

    /// The token of a word.
    pub fn token(&self, word: Word) -> &Token {
        &self.sentences[word.sentence].tokens[word.token]
    }

    /// A word as it stands in the text.
    pub fn form(&self, word: Word) -> &'a str {
        self.token(word).span.of(self.text)
    }

    /// A word's lemma in lower case.
    pub fn lemma(&self, word: Word) -> String {
        self.token(word).lemma.as_str().to_lowercase()
    }

    /// The sentence in which `span` starts.
    pub fn sentence_of(&self, span: Span) -> Option<usize> {
        let after = self.sentences.partition_point(|s| s.span.start <= span.start);
        let index = after.checked_sub(1)?;
        (span.start < self.sentences[index].span.end).then_some(index)
    }

    /// The words that `span` touches, in its first sentence.
    pub fn words_in(&self, span: Span) -> Vec<Word> {
        let Some(sentence) = self.sentence_of(span) else { return Vec::new() };
        let tokens = &self.sentences[sentence].tokens;
        (0..tokens.len())
            .filter(|&t| tokens[t].span.overlaps(span))
            .map(|token| Word { sentence, token })
            .collect()
    }

    /// The word of `span` that governs the others: the one whose head lies outside of it.
    pub fn head_of(&self, span: Span) -> Option<Word> {
        let words = self.words_in(span);
        let inside = |t: usize| words.iter().any(|w| w.token == t);
        words.iter().copied().find(|&w| self.token(w).head.is_none_or(|h| !inside(h)))
    }

    /// Every word in order.
    pub fn words(&self) -> impl Iterator<Item = Word> + '_ {
        self.sentences.iter().enumerate().flat_map(|(sentence, s)| {
            (0..s.tokens.len()).map(move |token| Word { sentence, token })
        })
    }
}

/// Regions cut behind datelines, so that "GENEVA, May 3 (Agency) - Talks began" is parsed as the two things
/// that it is: where and when a report was written, and its first sentence.
fn after_datelines(text: &str, regions: &[Span]) -> Vec<Span> {
    let mut out = Vec::with_capacity(regions.len() + 1);
    for region in regions {
        // A report has one dateline, near its start; what follows is copied as it is.
        let mut start = region.start as usize;
        for line in region.of(text).split_inclusive('\n').take(8) {
            if let Some(end) = dateline(line) {
                out.push(Span::new(start, start + end));
                out.push(Span::new(start + end, region.end as usize));
                break;
            }
            start += line.len();
        }
        if out.last().is_none_or(|s| s.end != region.end || s.start < region.start) {
            out.push(*region);
        } else if out.len() >= 2 {
            // The lines before the dateline are a region too.
            let dateline = out.len() - 2;
            if out[dateline].start > region.start {
                let before = Span::new(region.start as usize, out[dateline].start as usize);
                out.insert(dateline, before);
            }
        }
    }
    out.retain(|s| !s.of(text).trim().is_empty());
    out
}

/// Where the dateline at the start of a line ends, dash included: a place in capitals, perhaps a day and
/// an agency, and a dash. Nothing in it is a word in small letters.
fn dateline(line: &str) -> Option<usize> {
    const LONGEST: usize = 90;
    let (dash, mark) = ["—", "–", " - ", "--"]
        .iter()
        .filter_map(|mark| line.find(mark).map(|at| (at, *mark)))
        .min()?;
    let head = &line[..dash];
    let letters = |w: &str| w.chars().filter(|c| c.is_alphabetic()).count();
    let first = head.split_whitespace().next()?;
    let place = letters(first) >= 3 && !first.chars().any(char::is_lowercase);
    let words = head.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let plain = words.clone().all(|w| !w.starts_with(char::is_lowercase));
    let enough = letters(head) >= 3 && words.count() <= 12 && head.len() <= LONGEST;
    // In a text that is all in capitals only a day or an agency tells a dateline from a sentence.
    let follows = line[dash + mark.len()..].chars().any(char::is_lowercase);
    let told = head.contains('(') || head.contains(|c: char| c.is_ascii_digit());
    (place && plain && enough && (follows || told)).then_some(dash + mark.len())
}

/// A copy of a text with spaces set between fused words, and the way back.
struct Mended {
    text: String,
    /// Places in the mended text where a space was put in.
    inserted: Vec<usize>,
}

impl Mended {
    /// Applies the mends that only add white space; others change words, and stay beside the text.
    fn new(text: &str, mends: &[Mend]) -> Self {
        let mut out = String::with_capacity(text.len() + 8);
        let (mut at, mut inserted) = (0, Vec::new());
        let mut mends: Vec<&Mend> = mends.iter().collect();
        mends.sort();
        for mend in mends {
            let range = mend.span.range();
            let Some(original) = text.get(range.clone()) else { continue };
            let bare = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            if range.start < at || bare(original) != bare(&mend.reads) {
                continue;
            }
            out.push_str(&text[at..range.start]);
            let mut left = original.chars().peekable();
            for c in mend.reads.chars() {
                if left.peek() == Some(&c) {
                    out.push(c);
                    left.next();
                } else if c.is_whitespace() {
                    inserted.push(out.len());
                    out.push(' ');
                }
            }
            // White space that the mend leaves out is kept: the text is never shortened.
            out.extend(left);
            at = range.end;
        }
        out.push_str(&text[at..]);
        if out.len() != text.len() + inserted.len() {
            return Mended { text: text.to_string(), inserted: Vec::new() };
        }
        Mended { text: out, inserted }
    }

    fn forward(&self, span: Span) -> Span {
        let to = |place: usize| {
            let mut place = place;
            for &i in &self.inserted {
                if i < place {
                    place += 1;
                }
            }
            place
        };
        Span::new(to(span.start as usize), to(span.end as usize))
    }

    fn back(&self, span: Span) -> Span {
        let before = |place: u32| self.inserted.partition_point(|&i| i < place as usize);
        Span::new(span.start as usize - before(span.start), span.end as usize - before(span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_stand_apart_from_the_first_sentence() {
        let cut = |text: &str| {
            let spans = after_datelines(text, &[Span::new(0, text.len())]);
            spans.iter().map(|s| s.of(text).to_string()).collect::<Vec<_>>()
        };
        assert_eq!(
            cut("GENEVA, May 3 (Agency) - Talks began."),
            ["GENEVA, May 3 (Agency) - ", "Talks began."]
        );
        assert_eq!(
            cut("Talks begin\n\nTEL AVIV, January 27, 2024 — Talks began.\n\nThey went on."),
            ["Talks begin\n\n", "TEL AVIV, January 27, 2024 —", " Talks began.\n\nThey went on."]
        );
        for whole in [
            "NATO leaders met - without result.",
            "The talks — at last — began.",
            "UN",
            "THEY MET - TWICE",
        ] {
            assert_eq!(cut(whole), [whole]);
        }
    }

    #[test]
    fn fused_words_are_read_apart_and_spans_stay() {
        let text = "It fellon Monday.";
        let mend =
            Mend { span: Span::new(3, 9), reads: "fell on".into(), why: "fused words".into() };
        let mended = Mended::new(text, &[mend]);
        assert_eq!(mended.text, "It fell on Monday.");
        let on = Span::new(8, 10);
        assert_eq!(on.of(&mended.text), "on");
        assert_eq!(mended.back(on).of(text), "on");
        assert_eq!(mended.forward(Span::new(0, text.len())), Span::new(0, mended.text.len()));
    }
}
