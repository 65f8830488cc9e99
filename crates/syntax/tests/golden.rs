//! The same bytes on every machine: what the shipped model says of some text, to the letter.
//!
//! After training anew, put what this test prints into `tests/golden.conllu`.

use rashomon_record::Span;
use rashomon_syntax::{Parser, conllu};

#[test]
fn the_parse_is_what_it_was() {
    let text = include_str!("golden.txt");
    let sentences = Parser::embedded().parse(text, &[Span::new(0, text.len())]);
    let written = conllu::write(text, &sentences);
    assert!(written == include_str!("golden.conllu"), "the model now says:\n{written}");
}

#[test]
fn what_was_read_before_changes_nothing() {
    let text = include_str!("golden.txt");
    let parser = Parser::embedded();
    let region = [Span::new(0, text.len())];
    let first = parser.parse(text, &region);
    // Far more words than are kept between calls.
    let other: String = (0..5000).map(|i| format!("word{i} ")).collect();
    parser.parse(&other, &[Span::new(0, other.len())]);
    assert_eq!(first, parser.parse(text, &region));
}
