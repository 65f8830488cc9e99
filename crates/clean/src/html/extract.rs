//! The main text of a page.

use std::panic::{AssertUnwindSafe, catch_unwind};

use trafilatura::{ExtractionFocus, HtmlDateMode, Options};

use super::render::{self, Leave};

/// The main text as markup that holds nothing else; `None` where none was found.
pub(crate) fn main_markup(page: &str) -> Option<String> {
    // Extractors are other people's code on hostile input: a panic costs this page alone.
    catch_unwind(AssertUnwindSafe(|| {
        let options = Options::default()
            .with_focus(ExtractionFocus::FavorPrecision)
            .with_fallback(true)
            .with_exclude_comments(true)
            .with_html_date_mode(HtmlDateMode::Disabled);
        trafilatura::extract(page, &options).ok().map(|found| found.content_html)
    }))
    .ok()
    .flatten()
}

/// The text of the whole body, without menus and footers where that leaves anything.
pub(crate) fn body_text(page: &str) -> String {
    let lean = render::text(page, Leave::Furniture);
    if lean.is_empty() { render::text(page, Leave::Unread) } else { lean }
}
