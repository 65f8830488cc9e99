//! Whatever the text: no panic, spans that fit, trees that are trees.

use proptest::prelude::*;
use rashomon_record::Span;
use rashomon_syntax::{Parser, Sentence, conllu, draw};

fn check(text: &str, region: Span, sentences: &[Sentence]) {
    let mut last = region.start;
    for sentence in sentences {
        assert!(!sentence.tokens.is_empty());
        assert_eq!(sentence.span.start, sentence.tokens[0].span.start);
        assert_eq!(sentence.tokens.last().map(|t| t.span.end), Some(sentence.span.end));
        for token in &sentence.tokens {
            assert!(token.span.fits(text), "{:?}", token.span);
            assert!(last <= token.span.start && region.contains(token.span));
            last = token.span.end;
        }
        assert_eq!(sentence.tokens.iter().filter(|t| t.head.is_none()).count(), 1);
        for (i, token) in sentence.tokens.iter().enumerate() {
            assert_eq!(token.head.is_none(), token.relation.as_str() == "root");
            let mut at = i;
            let mut steps = 0;
            while let Some(head) = sentence.tokens[at].head {
                at = head;
                steps += 1;
                assert!(steps <= sentence.tokens.len(), "a loop");
            }
        }
        let words = sentence.subtree(sentence.root().unwrap_or(0));
        assert_eq!(words.len(), sentence.tokens.len());
        assert!(draw::tree(text, sentence).lines().count() >= sentence.tokens.len());
    }
}

fn parse(text: &str) -> Vec<Sentence> {
    let region = Span::new(0, text.len());
    let sentences = Parser::embedded().parse(text, &[region]);
    check(text, region, &sentences);
    let written = conllu::write(text, &sentences);
    let Ok(read) = conllu::read("written", &written) else { panic!("{written}") };
    assert_eq!(read.len(), sentences.len());
    // Every visible character is in a word.
    let kept: String = sentences.iter().flat_map(|s| &s.tokens).map(|t| t.span.of(text)).collect();
    let visible = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    assert_eq!(visible(&kept), visible(text));
    sentences
}

proptest! {
    #[test]
    fn any_text_is_parsed(text in any::<String>()) {
        parse(&text);
    }

    #[test]
    fn text_of_awkward_pieces_is_parsed(pieces in prop::collection::vec(prop::sample::select(vec![
        "Gen.", "U.S.", "can't", "’", "'", "n't", "\u{201c}", "\"", " ", "\n", "\n\n", ".", "...",
        "?!", "$5", "1,000", "3-4", "al-", "e-mail", "http://a.b/c.", "x@y.org", "\u{200b}", "\u{202e}",
        "é", "日本", "İ", "ß", "Iran.This", "2024On", "\t", "-", "\u{2014}", "(", ")", "A.", "the",
    ]), 0..60)) {
        parse(&pieces.concat());
    }

    #[test]
    fn any_lines_give_a_tree_or_an_error(text in "(#[ -~]{0,9}|[0-9a\t_.-]{0,24}|\n){0,12}") {
        let _ = conllu::annotate("any", &text, &Parser::embedded());
    }
}

#[test]
fn regions_end_sentences() {
    let text = "One two three four";
    let regions = [Span::new(0, 7), Span::new(8, 18)];
    let sentences = Parser::embedded().parse(text, &regions);
    let spans: Vec<Span> = sentences.iter().map(|s| s.span).collect();
    assert_eq!(spans, regions);
    assert!(Parser::embedded().parse(text, &[Span::new(7, 8), Span::new(50, 60)]).is_empty());
}

#[test]
fn huge_input_is_bounded() {
    for text in ["x".repeat(300_000), "word ".repeat(6_000), "().,'\"".repeat(1_000)] {
        parse(&text);
    }
}

#[test]
fn a_parser_is_shared_by_threads() {
    fn shared<T: Send + Sync + 'static>(_: &T) {}
    shared(&Parser::embedded());
}
