//! Paths: files are opened, folders are walked in order of file name, all else is refused.
//!
//! Links are followed, but no folder is entered twice in one walk, so that a link to a parent
//! ends there. Names that begin with a full stop are passed over in folders (`.git`,
//! `.DS_Store`); named outright they are read like any other.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs::{self, File, FileType};
use std::path::{Path, PathBuf};

use rashomon_record::ComplaintKind;

use crate::container;
use crate::limits::FOLDER_DEPTH;
use crate::run::Run;

/// Reads a file or everything in a folder.
pub(crate) fn path(path: &Path, run: &mut Run<'_>) {
    let mut walk = Walk { entered: HashSet::new(), files: 0, failures: 0 };
    walk.visit(path, 0, run);
    if walk.files == 0 && walk.failures == 0 {
        let name = shown(path);
        let message = format!("{name}: the folder holds no file to read");
        run.fail(&name, None, ComplaintKind::Unreadable, message);
    }
}

struct Walk {
    entered: HashSet<PathBuf>,
    files: usize,
    failures: usize,
}

impl Walk {
    fn visit(&mut self, path: &Path, depth: usize, run: &mut Run<'_>) {
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => self.folder(path, depth, run),
            Ok(meta) if meta.is_file() => self.file(path, run),
            Ok(meta) => {
                let kind = special(meta.file_type());
                self.fail(path, format!("is {kind}, not a file; it was not opened"), run);
            }
            Err(error) => self.fail(path, format!("cannot be opened: {error}"), run),
        }
    }

    fn file(&mut self, path: &Path, run: &mut Run<'_>) {
        match File::open(path) {
            Ok(mut file) => {
                self.files += 1;
                container::read(&mut file, &shown(path), run);
            }
            Err(error) => self.fail(path, format!("cannot be opened: {error}"), run),
        }
    }

    fn folder(&mut self, path: &Path, depth: usize, run: &mut Run<'_>) {
        // Canonical names make a folder reached by a link the same as the one reached without.
        let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
        if !self.entered.insert(real) {
            return;
        }
        if depth >= FOLDER_DEPTH {
            let why = format!("lies more than {FOLDER_DEPTH} folders deep; it was not entered");
            return self.fail(path, why, run);
        }
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) => return self.fail(path, format!("cannot be listed: {error}"), run),
        };
        let mut names: Vec<OsString> = Vec::new();
        for entry in entries {
            match entry {
                Ok(entry) => names.push(entry.file_name()),
                Err(error) => self.fail(path, format!("cannot be listed whole: {error}"), run),
            }
        }
        names.retain(|name| !name.as_encoded_bytes().starts_with(b"."));
        names.sort();
        for name in names {
            self.visit(&path.join(name), depth + 1, run);
        }
    }

    fn fail(&mut self, path: &Path, why: String, run: &mut Run<'_>) {
        self.failures += 1;
        let name = shown(path);
        let message = format!("{name}: {why}");
        run.fail(&name, None, ComplaintKind::Unreadable, message);
    }
}

/// A path for a person: on one line, control characters escaped.
pub(crate) fn shown(path: &Path) -> String {
    let mut out = String::new();
    for c in path.to_string_lossy().chars() {
        if c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') {
            out.extend(c.escape_default());
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(unix)]
fn special(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if kind.is_fifo() {
        "a pipe"
    } else if kind.is_socket() {
        "a socket"
    } else {
        "a device"
    }
}

#[cfg(not(unix))]
fn special(_kind: FileType) -> &'static str {
    "something else"
}
