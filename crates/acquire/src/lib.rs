//! From the world to raw pages: files, folders, feeds, archives, lines of JSON.
//!
//! The only room that fetches sources. It recognises containers by content, takes each page out
//! of its container with what the container says about it, and hands on a [`RawPage`]. It never
//! decodes the text of a page, never looks into one, never gives up a whole input for one broken
//! record, and never opens what is not a plain file or a folder (pipes and devices can block or
//! run for ever).
//!
//! # Where do I go?
//!
//! - a path on the command line, a folder, a link loop: `walk`
//! - what are these bytes: `sniff`; which reader gets them: `container`
//! - lines, arrays and single objects of JSON: `json`
//! - RSS, Atom, JSON Feed: `feed`
//! - WARC records: `warc`
//! - gzip members, and what stops a bomb: `gzip`
//! - every bound on size and number: [`limits`]
//! - the same identifier twice: `run`
//!
//! Everything streams: a page is handed on before the next one is read, and what is held at any
//! time is one page, one line or one record, bounded by [`limits`], beside sixteen bytes for
//! each identifier seen.

use std::io::Read;
use std::path::PathBuf;

use rashomon_record::RawPage;

mod container;
mod feed;
mod gzip;
mod json;
pub mod limits;
mod lines;
mod run;
mod sniff;
mod walk;
mod warc;

/// Where reports come from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Input {
    /// Standard input.
    Standard,
    /// A file or a folder.
    Path(PathBuf),
}

/// Every page of `inputs`, in order; folders in order of file name. What cannot be read comes as
/// a page with a complaint and no body. `standard` is read for [`Input::Standard`].
pub fn pages(inputs: &[Input], standard: &mut dyn Read, each: &mut dyn FnMut(RawPage)) {
    let mut run = run::Run::new(each);
    for input in inputs {
        match input {
            Input::Standard => container::read(standard, "standard input", &mut run),
            Input::Path(path) => walk::path(path, &mut run),
        }
    }
}

#[cfg(test)]
mod tests;
