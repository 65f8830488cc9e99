//! Furniture taken out of a page before the extractor sees it: elements whose name, class or
//! identifier says that they hold captions, bylines, share bars, lists of other reports.
//!
//! Sites put such words on what holds the whole report as well (`layout-with-sidebar`), so an
//! element with much of the page's text in it stays.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::scan::{Piece, Tag, pieces};
use crate::table;

static CLASSES: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| table::words(include_str!("../../tables/furniture_classes.txt")).collect());

/// Elements that hold furniture by their name.
const ELEMENTS: [&str; 10] = [
    "aside",
    "button",
    "dialog",
    "figcaption",
    "footer",
    "form",
    "menu",
    "nav",
    "noscript",
    "select",
];

/// Hundredths of the page's text beyond which an element is no furniture.
const MOST_TEXT: usize = 30;

/// An element that is open.
struct Open<'a> {
    name: &'a str,
    start: usize,
    /// Bytes of text before it.
    text: usize,
    furniture: bool,
}

/// The page without its furniture, and how many bytes of text are left in it.
pub(crate) fn prune(page: &str) -> (String, usize) {
    let (ranges, all) = furniture(page);
    let mut left = all;
    let mut out = String::with_capacity(page.len());
    let mut at = 0;
    for (start, end, text) in ranges {
        if text * 100 > all * MOST_TEXT || start < at {
            continue;
        }
        out.push_str(&page[at..start]);
        out.push(' ');
        at = end;
        left = left.saturating_sub(text);
    }
    out.push_str(&page[at..]);
    (out, left)
}

/// Furniture by place, with the bytes of text in it; and the bytes of text in all.
fn furniture(page: &str) -> (Vec<(usize, usize, usize)>, usize) {
    let mut pieces = pieces(page);
    let mut open: Vec<Open<'_>> = Vec::new();
    // How many of a name are open, so that a stray closing tag costs nothing.
    let mut names: HashMap<String, usize> = HashMap::new();
    let mut ranges = Vec::new();
    let mut text = 0usize;
    while let Some(piece) = pieces.next() {
        let (start, end) = pieces.place();
        match piece {
            Piece::Text(part) => text += part.text.trim().len(),
            Piece::Raw(name, _)
                if name.eq_ignore_ascii_case("script") || name.eq_ignore_ascii_case("style") =>
            {
                ranges.push((start, end, 0));
            }
            Piece::Raw(..) => {}
            Piece::Open(tag) => {
                if is_void(tag.name) || tag.closes_itself() {
                    continue;
                }
                *names.entry(tag.name.to_ascii_lowercase()).or_default() += 1;
                let furniture = is_furniture(&tag);
                open.push(Open { name: tag.name, start, text, furniture });
            }
            Piece::Close(name) => {
                let Some(count) = names.get_mut(&name.to_ascii_lowercase()).filter(|n| **n > 0)
                else {
                    continue;
                };
                *count -= 1;
                // What was left open inside closes with it, and is not furniture by itself: where
                // it ends is not known.
                while let Some(last) = open.pop() {
                    if last.name.eq_ignore_ascii_case(name) {
                        if last.furniture {
                            ranges.push((last.start, end, text - last.text));
                        }
                        break;
                    }
                    if let Some(n) = names.get_mut(&last.name.to_ascii_lowercase()) {
                        *n = n.saturating_sub(1);
                    }
                }
            }
        }
    }
    ranges.sort_unstable_by_key(|&(start, end, _)| (start, usize::MAX - end));
    (ranges, text)
}

fn is_void(name: &str) -> bool {
    [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr", "p", "li",
    ]
    .iter()
    .any(|n| name.eq_ignore_ascii_case(n))
}

fn is_furniture(tag: &Tag<'_>) -> bool {
    if ELEMENTS.iter().any(|e| tag.is(e)) {
        return true;
    }
    if tag.is("body") || tag.is("html") || tag.is("article") || tag.is("main") || tag.is("head") {
        return false;
    }
    tag.attributes().any(|(name, value)| {
        (name.eq_ignore_ascii_case("class") || name.eq_ignore_ascii_case("id"))
            && value.len() <= 300
            && names_furniture(value)
    })
}

/// Cuts a class into words and looks for words that tell.
fn names_furniture(class: &str) -> bool {
    class.split_ascii_whitespace().any(|one| {
        let mut words: Vec<String> = Vec::new();
        let mut before_lower = false;
        let mut fresh = true;
        for c in one.chars() {
            if !c.is_ascii_alphanumeric() {
                fresh = true;
                before_lower = false;
                continue;
            }
            if fresh || (c.is_ascii_uppercase() && before_lower) {
                words.push(String::new());
                fresh = false;
            }
            before_lower = c.is_ascii_lowercase();
            if let Some(word) = words.last_mut() {
                word.push(c.to_ascii_lowercase());
            }
        }
        words.iter().any(|w| CLASSES.contains(w.as_str()))
            || words.windows(2).any(|w| CLASSES.contains(w.join("-").as_str()))
            || words.windows(3).any(|w| CLASSES.contains(w.join("-").as_str()))
    })
}
