//! What a page may cost: how deep it nests, how many elements it has, how large it is. Every
//! extractor tried aborts or hangs beyond some such bound, so pages beyond these never reach one.

use super::scan::{Piece, pieces};

/// Bytes of markup.
const BYTES: usize = 4 << 20;
/// Elements and texts.
const NODES: usize = 60_000;
/// Elements within elements.
const DEPTH: usize = 256;
/// Formatting elements that are open at one time; parsers open them again in each paragraph.
const FORMATTING: usize = 48;
/// Attributes of one element.
const ATTRIBUTES: usize = 500;

/// Elements that the next of their kind closes, or that hold nothing.
const SHALLOW: &[&str] = &[
    "area", "base", "br", "col", "colgroup", "dd", "dt", "embed", "hr", "img", "input", "li",
    "link", "meta", "optgroup", "option", "p", "param", "rp", "rt", "source", "tbody", "td",
    "tfoot", "th", "thead", "tr", "track", "wbr",
];

const FORMATS: &[&str] = &[
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
];

/// The bound that a page passes, for a person.
pub(crate) fn passed(page: &str) -> Option<String> {
    if page.len() > BYTES {
        return Some(format!("longer than {} MiB", BYTES >> 20));
    }
    let (mut nodes, mut depth, mut formats) = (0usize, 0usize, 0usize);
    for piece in pieces(page) {
        match piece {
            Piece::Open(tag) => {
                nodes += 1;
                if has_name(FORMATS, tag.name) {
                    formats += 1;
                    depth += 1;
                } else if !has_name(SHALLOW, tag.name) && !tag.closes_itself() {
                    depth += 1;
                }
                if tag.attributes().take(ATTRIBUTES + 1).count() > ATTRIBUTES {
                    return Some(format!("an element with more than {ATTRIBUTES} attributes"));
                }
            }
            Piece::Close(name) => {
                if has_name(FORMATS, name) {
                    formats = formats.saturating_sub(1);
                    depth = depth.saturating_sub(1);
                } else if !has_name(SHALLOW, name) {
                    depth = depth.saturating_sub(1);
                }
            }
            Piece::Text(_) | Piece::Raw(..) => nodes += 1,
        }
        if depth > DEPTH {
            return Some(format!("more than {DEPTH} elements deep"));
        }
        if formats > FORMATTING {
            return Some(format!("more than {FORMATTING} formatting elements left open"));
        }
        if nodes > NODES {
            return Some(format!("more than {NODES} elements"));
        }
    }
    None
}

fn has_name(names: &[&str], name: &str) -> bool {
    names.iter().any(|n| name.eq_ignore_ascii_case(n))
}
