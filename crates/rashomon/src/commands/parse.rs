//! `rashomon parse`: sentences, words and trees.

use crate::arguments::ParseOptions;
use crate::outcome::{Failure, Outcome};

/// Runs it.
pub fn run(_options: &ParseOptions) -> Result<Outcome, Failure> {
    Err(Failure::new("the parser has no model yet"))
}
