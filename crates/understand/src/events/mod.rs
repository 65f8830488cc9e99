//! Who did what to whom: events, by rules that are data.

use rashomon_lexicon::Lexicon;
use rashomon_record::Assertion;

use crate::document::{Document, Layers};

/// All rules.
#[derive(Debug, Default)]
pub struct Rules {}

impl Rules {
    /// The rule files that this crate ships.
    pub fn embedded() -> Self {
        Rules {}
    }

    /// Hash of all rules, for `made_by`.
    pub fn hash(&self) -> String {
        String::new()
    }
}

/// All assertions, in order of place.
pub fn find(
    _document: &Document<'_>,
    _layers: &Layers,
    _rules: &Rules,
    _lexicon: &Lexicon,
) -> Vec<Assertion> {
    Vec::new()
}
