//! Who did what to whom: events, by rules that are data.

use rashomon_lexicon::Lexicon;
use rashomon_record::{Assertion, Entity};

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

/// What the rules found in one text.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Events, in order of place.
    pub assertions: Vec<Assertion>,
    /// Participants that no mention covered ("two children", "a border post"), to be added to the
    /// mentions; their identifiers go on after the last one.
    pub entities: Vec<Entity>,
}

/// All assertions, in order of place; `prefix` starts the identifiers of new entities.
pub fn find(
    _document: &Document<'_>,
    _layers: &Layers,
    _rules: &Rules,
    _lexicon: &Lexicon,
    _prefix: &str,
) -> Found {
    Found::default()
}
