//! "at least nine", "at most 20": bounds on numbers, which the news is full of and treebanks are not.
//!
//! A small parser takes "at" for the preposition of what is counted, and "killed at least nine people"
//! loses its object. So a sentence is parsed without its bounds, and they are put back under their numbers.

use rashomon_record::Span;

use crate::tree::{Relation, Sentence, Token, Upos};

/// The words of numbers that stand right behind a bound.
const NUMBERS: [&str; 24] = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "ninety",
];

/// Places of the first words of all bounds among `spans`, in order.
pub(crate) fn find(text: &str, spans: &[Span]) -> Vec<usize> {
    let is = |at: usize, words: &[&str]| {
        spans.get(at).is_some_and(|s| words.iter().any(|w| s.of(text).eq_ignore_ascii_case(w)))
    };
    let counts = |at: usize| {
        spans.get(at).is_some_and(|s| s.of(text).starts_with(|c: char| c.is_ascii_digit()))
            || is(at, &NUMBERS)
    };
    (0..spans.len())
        .filter(|&i| is(i, &["at"]) && is(i + 1, &["least", "most"]) && counts(i + 2))
        .collect()
}

/// `spans` without the bounds at `places`.
pub(crate) fn without(spans: &[Span], places: &[usize]) -> Vec<Span> {
    let inside = |i: usize| places.iter().any(|&p| i == p || i == p + 1);
    spans.iter().enumerate().filter(|(i, _)| !inside(*i)).map(|(_, s)| *s).collect()
}

/// Puts the bounds at `places` of `spans` back into a sentence that was parsed without them.
pub(crate) fn put_back(sentence: &mut Sentence, text: &str, spans: &[Span], places: &[usize]) {
    for &place in places {
        // Each bound moves what stands behind it, and what hangs on that, two words on.
        for token in &mut sentence.tokens {
            token.head = token.head.map(|h| if h >= place { h + 2 } else { h });
        }
        let word = |at: usize, upos, xpos, head, relation: &'static str| Token {
            span: spans[at],
            upos,
            xpos,
            lemma: spans[at].of(text).to_lowercase().into(),
            head: Some(head),
            relation: Relation(relation),
        };
        let at = word(place, Upos::Adp, "IN", place + 1, "case");
        let least = word(place + 1, Upos::Adj, "JJS", place + 2, "nmod");
        let behind = place.min(sentence.tokens.len());
        sentence.tokens.splice(behind..behind, [at, least]);
    }
    if let (Some(first), Some(last)) = (spans.first(), spans.last()) {
        sentence.span = first.cover(*last);
    }
}

#[cfg(test)]
mod tests {
    use crate::Parser;
    use rashomon_record::Span;

    #[test]
    fn a_bounded_number_is_counted_like_any_other() {
        let text = "The rockets killed at least eleven people and they wounded at most 20 others at least.";
        let sentences = Parser::embedded().parse(text, &[Span::new(0, text.len())]);
        let tokens = &sentences[0].tokens;
        let at =
            |form: &str| tokens.iter().position(|t| t.span.of(text) == form).expect("the word");
        assert!(tokens[at("people")].relation.is("obj"), "{tokens:?}");
        assert_eq!(tokens[at("eleven")].head, Some(at("people")));
        assert_eq!(tokens[at("eleven") - 1].head, Some(at("eleven")));
        assert_eq!(tokens[at("20") - 2].head, Some(at("20") - 1));
        assert!(
            tokens.windows(2).all(|t| t[0].span.end <= t[1].span.start),
            "the words stand in order"
        );
        assert_eq!(sentences[0].span, Span::new(0, text.len()));
    }
}
