//! Words and grammar: text in; sentences, tokens, tags, lemmas and dependency trees out.
//!
//! The room knows English grammar and nothing of the world: no names, no events. It ships the
//! model that its own trainer made (`rashomon-train`, behind the feature `train`) and never
//! fetches one. A [`Parser`] is immutable and can be shared by threads; its results are the same
//! to the bit on every machine. Follow [`Parser::parse`] to a [`Sentence`], and from there to its
//! [`Token`]s.
//!
//! ```
//! use rashomon_record::Span;
//! use rashomon_syntax::Parser;
//!
//! let parser = Parser::embedded();
//! let text = "The minister said that the border would reopen.";
//! let sentences = parser.parse(text, &[Span::new(0, text.len())]);
//! let sentence = &sentences[0];
//! let words: Vec<&str> = sentence.tokens.iter().map(|t| t.span.of(text)).collect();
//! assert_eq!(words.last(), Some(&"."));
//! assert_eq!(sentence.root().map(|root| words[root]), Some("said"));
//! ```
//!
//! The way through: `text` cuts words and sentences by rules; `forms` describes words; `tagger`
//! gives parts of speech, `graph` and `decode` trees, `lemma` dictionary forms; `model` is the file they
//! come from. [`conllu`] reads and writes treebanks, [`draw`] prints a tree. What the room never
//! does: I/O, names, meaning.

pub mod conllu;
mod decode;
pub mod draw;
mod error;
mod forms;
mod graph;
mod hash;
mod labels;
mod lemma;
mod linear;
mod model;
mod parser;
mod table;
mod tagger;
mod text;
#[cfg(any(test, feature = "train"))]
pub mod train;
mod tree;

pub use error::Error;
pub use parser::Parser;
pub use tree::{Relation, Sentence, Token, Upos};
