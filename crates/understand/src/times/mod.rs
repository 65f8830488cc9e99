//! When: expressions of time and the calendar intervals they stand for.

use rashomon_record::{Day, TimeMention};

use crate::document::Document;

/// All expressions of time, in order of place.
pub fn find(_document: &Document<'_>, _published: Option<Day>) -> Vec<TimeMention> {
    Vec::new()
}

/// The day of publication where the page gives none: inferred from the text, with the words it
/// was inferred from; `None` where nothing allows it.
pub fn infer_published(_document: &Document<'_>) -> Option<(Day, String)> {
    None
}
