//! Who did what to whom: events, by rules that are data.
//!
//! A rule (see `rules/README.md`) names words and, by grammatical role, who takes what part in
//! the event that they tell. [`rules`] reads the files; [`grammar`] says what stands in which
//! grammatical role; [`matching`] picks the rule of each word, innermost first; [`reading`] puts
//! the events of a sentence together: what is only the content of a pledge, a call or a threat is
//! kept apart, and one act told by two words ("killed in an air strike") becomes one;
//! [`cast`] finds the participants and [`settle`] time, place, claimant and factuality.
//!
//! It never looks a name up: who someone is was decided by the layers before it, and it adds
//! only mentions of those whom no name covers. It never guesses an event from names and nearness.

mod cast;
mod grammar;
mod matching;
mod reading;
mod rules;
mod settle;
#[cfg(test)]
mod tests;

use rashomon_lexicon::Lexicon;
use rashomon_record::{Assertion, Entity};

pub use rules::{Example, Rule, RuleError, Rules};

use crate::document::{Document, Layers};

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
    document: &Document<'_>,
    layers: &Layers,
    rules: &Rules,
    lexicon: &Lexicon,
    prefix: &str,
) -> Found {
    reading::read(document, layers, rules, lexicon, prefix)
}
