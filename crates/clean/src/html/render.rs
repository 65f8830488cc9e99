//! Markup made text: paragraphs apart by a blank line, headings as paragraphs of their own,
//! white space made single.

use super::scan::{Piece, pieces};

/// Elements that stand apart from what is around them.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "title",
    "tr",
    "ul",
];

/// Elements that hold nothing to read.
const UNREAD: &[&str] = &[
    "button", "canvas", "datalist", "dialog", "head", "math", "noscript", "object", "option",
    "select", "svg", "template", "video", "audio",
];

/// Elements that hold furniture.
const FURNITURE: &[&str] = &["nav", "footer", "aside", "menu"];

/// What to leave out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Leave {
    /// What nobody reads.
    Unread,
    /// That, and menus, footers and asides.
    Furniture,
}

/// The text of a page or a piece of one.
pub(crate) fn text(markup: &str, leave: Leave) -> String {
    let mut out = Out { text: String::with_capacity(markup.len() / 2), gap: Gap::None };
    // Names of elements that are being left out, innermost last; what is never closed ends with
    // the next closing tag of an element around it, or with the page.
    let mut left: Option<(&str, usize)> = None;
    for piece in pieces(markup) {
        match piece {
            Piece::Open(tag) => {
                if let Some((name, inside)) = &mut left {
                    if tag.is(&name.to_ascii_lowercase()) {
                        *inside += 1;
                    }
                    continue;
                }
                if is_one_of(tag.name, UNREAD)
                    || (leave == Leave::Furniture && is_one_of(tag.name, FURNITURE))
                {
                    if !tag.closes_itself() {
                        left = Some((tag.name, 0));
                    }
                } else if tag.is("br") {
                    out.gap = out.gap.and_break();
                } else if tag.is("td") || tag.is("th") {
                    out.gap = out.gap.max(Gap::Space);
                } else if is_one_of(tag.name, BLOCKS) {
                    out.gap = Gap::Paragraph;
                }
            }
            Piece::Close(name) => match &mut left {
                Some((open, inside)) if name.eq_ignore_ascii_case(open) => {
                    if *inside == 0 {
                        left = None;
                    } else {
                        *inside -= 1;
                    }
                }
                // A head or a menu that was never closed ends where the body does.
                Some((open, _))
                    if open.eq_ignore_ascii_case("head") && name.eq_ignore_ascii_case("html") =>
                {
                    left = None
                }
                Some(_) => {}
                None if is_one_of(name, BLOCKS) => out.gap = Gap::Paragraph,
                None => {}
            },
            Piece::Text(part) if left.is_none() => out.put(part.text),
            Piece::Text(_) | Piece::Raw(..) => {}
        }
    }
    out.text
}

fn is_one_of(name: &str, names: &[&str]) -> bool {
    names.iter().any(|n| name.eq_ignore_ascii_case(n))
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Line,
    Paragraph,
}

impl Gap {
    /// One break is a new line, two are a new paragraph.
    fn and_break(self) -> Gap {
        if self >= Gap::Line { Gap::Paragraph } else { Gap::Line }
    }
}

struct Out {
    text: String,
    gap: Gap,
}

impl Out {
    fn put(&mut self, raw: &str) {
        let text = html_escape::decode_html_entities(raw);
        for c in text.chars() {
            if c.is_ascii_whitespace() || c == '\u{a0}' || c == '\0' {
                self.gap = self.gap.max(Gap::Space);
                continue;
            }
            if !self.text.is_empty() {
                self.text.push_str(match self.gap {
                    Gap::None => "",
                    Gap::Space => " ",
                    Gap::Line => "\n",
                    Gap::Paragraph => "\n\n",
                });
            }
            self.gap = Gap::None;
            self.text.push(c);
        }
    }
}
