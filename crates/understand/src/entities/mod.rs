//! Who: mentions of persons, organisations, groups, countries, peoples, and who they are.
//!
//! [`find`] gives the mentions of one text in order of place. Other layers ask [`at`] for the
//! mention that covers a word, and [`for_phrase`] for an entity of their own where a participant
//! is no name ("two children", "a border post").

mod names;
mod phrase;
mod tables;
mod tagger;
pub mod train;
mod words;

pub use phrase::{at, for_phrase};

use rashomon_lexicon::Lexicon;
use rashomon_record::{Day, Entity};

use crate::document::Document;

/// All mentions in order of place, with identifiers `prefix` + number.
pub fn find(
    _document: &Document<'_>,
    _lexicon: &Lexicon,
    _published: Option<Day>,
    _prefix: &str,
) -> Vec<Entity> {
    Vec::new()
}
