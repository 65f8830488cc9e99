//! Where: mentions of places, what they do in their sentence, and where on Earth they are.

use rashomon_lexicon::Lexicon;
use rashomon_lexicon::gazetteer::Gazetteer;
use rashomon_record::{Entity, PlaceMention};

use crate::document::Document;

/// All mentions of places, in order.
pub fn find(
    _document: &Document<'_>,
    _entities: &[Entity],
    _gazetteer: &Gazetteer,
    _lexicon: &Lexicon,
) -> Vec<PlaceMention> {
    Vec::new()
}
