//! `rashomon clean`: what can be known of each report without grammar.

use crate::arguments::EachOptions;
use crate::commands::read::{each_line, print};
use crate::outcome::{Failure, Outcome};

/// Runs it.
pub fn run(options: &EachOptions) -> Result<Outcome, Failure> {
    each_line(options, |cleaned| {
        let page = cleaned.page;
        (
            print(&page, options.format),
            page.complaints.clone(),
            page.is_unreadable(),
            cleaned.locator,
        )
    })
}
