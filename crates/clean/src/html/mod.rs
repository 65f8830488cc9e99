//! Pages of HTML: bounds first, then the main text and what the page says about itself.

mod agreement;
mod bound;
mod extract;
pub(crate) mod map;
pub(crate) mod meta;
mod prune;
mod render;
pub(crate) mod scan;

use rashomon_record::{Complaint, ComplaintKind};

/// What a page of HTML holds.
pub(crate) struct Read {
    pub(crate) text: String,
    pub(crate) meta: meta::Meta,
    pub(crate) complaints: Vec<Complaint>,
}

/// Reads a page.
pub(crate) fn read(page: &str, url: Option<&str>, locator: &str) -> Read {
    let meta = meta::read(page, url);
    let mut complaints = Vec::new();
    if let Some(bound) = bound::passed(page) {
        let message = format!("{locator}: {bound}; the text of the whole page was taken as it is");
        complaints.push(Complaint::page(ComplaintKind::Capped, message));
        return Read { text: extract::body_text(page), meta, complaints };
    }
    let mut text = extract::main_text(page);
    if text.is_empty() {
        text = extract::body_text(page);
    }
    Read { text, meta, complaints }
}

/// The charset that a page says it is in, in its first kilobytes.
pub(crate) fn charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let (_, after) = head.split_once("charset=").or_else(|| head.split_once("encoding="))?;
    let after = after.trim_start_matches(['"', '\'', ' ']);
    let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_')?;
    (end > 0).then(|| after[..end].to_string())
}
