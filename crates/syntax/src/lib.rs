//! Words and grammar: text in; sentences, tokens, tags, lemmas and dependency trees out.
//!
//! The room knows English grammar and nothing of the world: no names, no events. It ships the
//! model that its own trainer made ([`train`](../rashomon_syntax/index.html)) and never fetches one.
//! A [`Parser`] is immutable and can be shared by threads; its results are the same to the bit on
//! every machine. Follow [`Parser::parse`] to a [`Sentence`], and from there to its [`Token`]s.

mod tree;

pub use tree::{Relation, Sentence, Token, Upos};

use rashomon_record::Span;

/// The model and all that is needed to read text with it.
#[derive(Debug)]
pub struct Parser {}

impl Parser {
    /// The parser with the model that this crate ships.
    pub fn embedded() -> Self {
        Parser {}
    }

    /// Hash of the model, for `made_by`.
    pub fn model_hash(&self) -> String {
        String::new()
    }

    /// Sentences, tokens, tags, lemmas and trees of the parts of `text` that `regions` name
    /// (in order, disjoint). A region's end always ends a sentence. Spans point into `text`.
    pub fn parse(&self, text: &str, regions: &[Span]) -> Vec<Sentence> {
        regions
            .iter()
            .map(|r| r.trimmed(text))
            .filter(|r| !r.is_empty())
            .map(|span| Sentence { span, tokens: Vec::new() })
            .collect()
    }
}
