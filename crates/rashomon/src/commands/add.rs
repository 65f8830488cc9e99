//! `rashomon add`: reports into a store; and how `record` and `brief` come by their Readings.

use std::path::{Path, PathBuf};

use rashomon_record::Reading;

use crate::arguments::{self, AddOptions};
use crate::outcome::{Failure, Outcome};
use crate::pipeline::Tally;

/// Runs it.
pub fn run(options: &AddOptions) -> Result<Outcome, Failure> {
    let (_, tally) = gather(&options.inputs.paths, Some(&options.store), options.reading)?;
    Ok(Outcome::of(tally.unread))
}

/// The Readings of `paths`, or of the store where no path is given.
pub(super) fn gather(
    paths: &[PathBuf],
    _store: Option<&Path>,
    reading: arguments::Reading,
) -> Result<(Vec<Reading>, Tally), Failure> {
    super::record::readings(paths, reading)
}
