//! From the world to raw pages: files, folders, feeds, archives, lines of JSON.
//!
//! The only room that fetches sources. It recognises containers by content, takes each page out
//! of its container with what the container says about it, and hands on a [`RawPage`]. It never
//! decodes text, never looks into a page, never gives up a whole input for one broken record.

use std::io::Read;
use std::path::PathBuf;

use rashomon_record::RawPage;

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
pub fn pages(_inputs: &[Input], _standard: &mut dyn Read, _each: &mut dyn FnMut(RawPage)) {}
