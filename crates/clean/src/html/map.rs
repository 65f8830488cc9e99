//! From every line of the text back to the bytes of the page.
//!
//! Extractors do not say where they took a text from, so each line is looked for again in the
//! texts of the page, in order. What cannot be found has no piece in the map.

use super::scan::{Piece, pieces};

/// Lines that may be missing before the search is given up: each costs a pass over the page.
const MOST_MISSING: usize = 64;

/// The texts of a page with single spaces between words.
#[derive(Default)]
struct Flat {
    text: String,
    /// Where each word begins here, and where it begins and ends in the page.
    words: Vec<(usize, usize, usize)>,
}

/// Pieces `[text start, text end, page start, page end]` for the lines of `text`.
pub(crate) fn trace(text: &str, page: &str) -> Vec<(u32, u32, u32, u32)> {
    let flat = flatten(page);
    let (mut out, mut at, mut missing) = (Vec::new(), 0usize, 0usize);
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let start = line_start + (line.len() - line.trim_start().len());
        line_start += line.len();
        let line = line.trim();
        if line.is_empty() || missing > MOST_MISSING {
            continue;
        }
        let find = |from: usize| {
            let hay = flat.text.as_bytes().get(from..)?;
            memchr::memmem::find(hay, line.as_bytes()).map(|found| from + found)
        };
        let Some(found) = find(at).or_else(|| find(0)) else {
            missing += 1;
            continue;
        };
        at = found + line.len();
        if let (Some(first), Some(last)) = (flat.word(found), flat.word(at - 1)) {
            let fits = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            out.push((fits(start), fits(start + line.len()), fits(first.1), fits(last.2)));
        }
    }
    out.sort_unstable();
    out
}

impl Flat {
    /// The word that a byte of the flat text lies in.
    fn word(&self, at: usize) -> Option<(usize, usize, usize)> {
        let after = self.words.partition_point(|w| w.0 <= at);
        self.words.get(after.checked_sub(1)?).copied()
    }
}

fn flatten(page: &str) -> Flat {
    let mut flat = Flat::default();
    let mut space = false;
    for piece in pieces(page) {
        match piece {
            Piece::Text(part) => {
                let mut at = part.at;
                for raw in part.text.split_inclusive(|c: char| c.is_ascii_whitespace()) {
                    let word = raw.trim_end_matches(|c: char| c.is_ascii_whitespace());
                    if !word.is_empty() {
                        let decoded = html_escape::decode_html_entities(word);
                        for (n, word_part) in decoded.split('\u{a0}').enumerate() {
                            if (space || n > 0)
                                && !flat.text.ends_with(' ')
                                && !flat.text.is_empty()
                            {
                                flat.text.push(' ');
                            }
                            if !word_part.is_empty() {
                                flat.words.push((flat.text.len(), at, at + word.len()));
                                flat.text.push_str(word_part);
                            }
                        }
                        space = false;
                    }
                    space |= word.len() < raw.len();
                    at += raw.len();
                }
            }
            Piece::Open(tag) => space |= !is_inline(tag.name),
            Piece::Close(name) => space |= !is_inline(name),
            Piece::Raw(..) => {}
        }
    }
    flat
}

fn is_inline(name: &str) -> bool {
    [
        "a", "abbr", "b", "big", "cite", "code", "em", "font", "i", "ins", "kbd", "label", "mark",
        "q", "s", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "wbr",
    ]
    .iter()
    .any(|n| name.eq_ignore_ascii_case(n))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_lead_back_to_their_bytes() {
        let page = "<p>The envoy &amp; his <b>aide</b>s left.</p><p>Nobody\n  saw it.</p>";
        let text = "The envoy & his aides left.\n\nNobody saw it.";
        let map = trace(text, page);
        assert_eq!(map.len(), 2);
        let (a, b, c, d) = map[0];
        assert_eq!(&text[a as usize..b as usize], "The envoy & his aides left.");
        assert_eq!(&page[c as usize..d as usize], "The envoy &amp; his <b>aide</b>s left.");
        let (_, _, c, d) = map[1];
        assert_eq!(&page[c as usize..d as usize], "Nobody\n  saw it.");
    }

    #[test]
    fn what_is_not_there_has_no_piece() {
        assert!(trace("Not on the page.", "<p>Something else.</p>").is_empty());
    }
}
