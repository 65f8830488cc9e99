//! What can go wrong with a store.

use std::fmt;
use std::path::{Path, PathBuf};

/// Why a store could not be opened, read or written: which file, what happened, what helps.
#[derive(Debug)]
pub struct Error {
    place: PathBuf,
    what: String,
    hint: Option<&'static str>,
}

impl Error {
    pub(crate) fn new(place: &Path, what: impl fmt::Display, hint: Option<&'static str>) -> Self {
        Error { place: place.to_path_buf(), what: what.to_string(), hint }
    }

    pub(crate) fn from_sqlite(place: &Path, error: &rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let hint = match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => {
                Some("this file is something else; name another with --store")
            }
            Some(ErrorCode::DatabaseCorrupt) => Some("the file is damaged; restore a copy of it"),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                Some("another program is writing to it; try again when it is done")
            }
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
                Some("the file or its folder cannot be written to")
            }
            Some(ErrorCode::CannotOpen) => Some("does its folder exist, and may you write there?"),
            Some(ErrorCode::DiskFull) => {
                Some("the disk is full; nothing that was acknowledged is lost")
            }
            _ => None,
        };
        Error::new(place, error, hint)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "store {}: {}", self.place.display(), self.what)?;
        if let Some(hint) = self.hint {
            write!(f, " ({hint})")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}
