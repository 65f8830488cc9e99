//! The day a page was published, inferred from its own words.

use rashomon_record::Day;

use crate::document::Document;

pub(super) fn infer(_document: &Document<'_>) -> Option<(Day, String)> {
    None
}
