//! Who: mentions of persons, organisations, groups, countries, peoples, and who they are.

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
