//! What can go wrong when a model or a CoNLL-U file is read.

use std::fmt;

/// Why something could not be read: where, and what was wrong there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Error {
    place: String,
    reason: String,
}

impl Error {
    /// An error at `place` (a file, or `file:line`).
    pub fn new(place: impl Into<String>, reason: impl Into<String>) -> Self {
        Error { place: place.into(), reason: reason.into() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.reason)
    }
}

impl std::error::Error for Error {}
