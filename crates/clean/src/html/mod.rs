//! Pages of HTML: bounds first, then the main text and what the page says about itself.

mod bound;
mod extract;
mod render;
pub(crate) mod scan;

use rashomon_record::{Complaint, ComplaintKind};

use render::Leave;

/// What a page of HTML holds.
pub(crate) struct Read {
    pub(crate) text: String,
    pub(crate) complaints: Vec<Complaint>,
}

/// Reads a page.
pub(crate) fn read(page: &str, locator: &str) -> Read {
    let mut complaints = Vec::new();
    if let Some(bound) = bound::passed(page) {
        let message = format!("{locator}: {bound}; the text of the whole page was taken as it is");
        complaints.push(Complaint::page(ComplaintKind::Capped, message));
        return Read { text: extract::body_text(page), complaints };
    }
    let text = extract::main_markup(page)
        .map(|markup| render::text(&markup, Leave::Unread))
        .filter(|text| !text.is_empty())
        .unwrap_or_else(|| extract::body_text(page));
    Read { text, complaints }
}

/// The charset that a page says it is in, in its first kilobytes.
pub(crate) fn charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).to_ascii_lowercase();
    let (_, after) = head.split_once("charset=").or_else(|| head.split_once("encoding="))?;
    let after = after.trim_start_matches(['"', '\'', ' ']);
    let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_')?;
    (end > 0).then(|| after[..end].to_string())
}
