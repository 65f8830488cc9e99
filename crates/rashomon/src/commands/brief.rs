//! `rashomon brief`: a page for a person.

use crate::arguments::BriefOptions;
use crate::outcome::{Failure, Outcome};

/// Runs it.
pub fn run(options: &BriefOptions) -> Result<Outcome, Failure> {
    let (_readings, _record, tally) =
        super::add::gather(&options.paths, options.store.as_deref(), options.reading)?;
    Ok(Outcome::of(tally.unread))
}
