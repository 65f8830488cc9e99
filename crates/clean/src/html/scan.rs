//! A page as a row of tags and texts, in one pass, without a tree.
//!
//! This is no parser of HTML: it opens nothing that is implied and closes nothing that was left
//! open. It is what can be asked of any bytes in linear time: how deep is this, what stands in
//! the head, what are the texts in order.

use std::borrow::Cow;

/// One piece of a page.
#[derive(Debug)]
pub(crate) enum Piece<'a> {
    /// Text between tags, references unresolved.
    Text(Part<'a>),
    /// A tag that opens.
    Open(Tag<'a>),
    /// A tag that closes; its name as written.
    Close(&'a str),
    /// The contents of an element whose contents are no markup (`script`, `title`).
    Raw(&'a str, Part<'a>),
}

/// A stretch of the page and where it begins.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part<'a> {
    pub(crate) at: usize,
    pub(crate) text: &'a str,
}

/// A tag with its attributes unread.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tag<'a> {
    /// As written, in any case.
    pub(crate) name: &'a str,
    attributes: &'a str,
}

impl<'a> Tag<'a> {
    /// Whether it is called so (`name` in lower case).
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The value of an attribute, references resolved.
    pub(crate) fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        self.attributes()
            .find(|(n, _)| n.eq_ignore_ascii_case(name))
            .map(|(_, value)| html_escape::decode_html_entities(value))
    }

    /// Attributes in order, values as written.
    pub(crate) fn attributes(&self) -> Attributes<'a> {
        Attributes { rest: self.attributes }
    }

    /// Whether it closes itself (`<br/>`).
    pub(crate) fn closes_itself(&self) -> bool {
        self.attributes.ends_with('/')
    }
}

/// Attributes of a tag.
pub(crate) struct Attributes<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '=' || c == '/');
        let (name, after) = rest.split_at(end.unwrap_or(rest.len()));
        if name.is_empty() {
            // A stray sign of equality would hold the iteration in place.
            self.rest = rest.strip_prefix('=')?;
            return self.next_after_stray();
        }
        let after_space = after.trim_start();
        let Some(value) = after_space.strip_prefix('=') else {
            self.rest = after;
            return Some((name, ""));
        };
        let value = value.trim_start();
        let quote = value.chars().next().filter(|&q| q == '"' || q == '\'');
        let (value, rest) = match quote {
            Some(quote) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            None => {
                let end = value.find(|c: char| c.is_ascii_whitespace());
                value.split_at(end.unwrap_or(value.len()))
            }
        };
        self.rest = rest;
        Some((name, value))
    }
}

impl<'a> Attributes<'a> {
    fn next_after_stray(&mut self) -> Option<(&'a str, &'a str)> {
        self.rest = self.rest.trim_start_matches('=');
        if self.rest.is_empty() { None } else { self.next() }
    }
}

/// Elements whose contents are no markup.
const RAW: [&str; 9] =
    ["script", "style", "title", "textarea", "iframe", "xmp", "noembed", "noframes", "plaintext"];

/// Goes through a page once.
pub(crate) struct Pieces<'a> {
    page: &'a str,
    at: usize,
    /// Where the last piece began.
    start: usize,
    /// The raw element whose contents come next.
    raw: Option<&'a str>,
}

/// The pieces of a page in order.
pub(crate) fn pieces(page: &str) -> Pieces<'_> {
    Pieces { page, at: 0, start: 0, raw: None }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        if let Some(name) = self.raw.take() {
            let start = self.at;
            self.start = start;
            let end = self.end_of_raw(name);
            self.at = end;
            return Some(Piece::Raw(name, Part { at: start, text: &self.page[start..end] }));
        }
        loop {
            let rest = self.page.get(self.at..).filter(|rest| !rest.is_empty())?;
            self.start = self.at;
            let bytes = rest.as_bytes();
            if bytes[0] != b'<' || !begins_markup(bytes) {
                let start = self.at;
                let mut end = start + 1;
                // To the next sign that begins markup; a lone one is text.
                loop {
                    match memchr::memchr(b'<', &self.page.as_bytes()[end..]) {
                        Some(found) if begins_markup(&self.page.as_bytes()[end + found..]) => {
                            end += found;
                            break;
                        }
                        Some(found) => end += found + 1,
                        None => {
                            end = self.page.len();
                            break;
                        }
                    }
                }
                self.at = end;
                return Some(Piece::Text(Part { at: start, text: &self.page[start..end] }));
            }
            if rest.starts_with("<!--") {
                // An open comment runs to the end of the page, as browsers have it.
                self.at = find(rest, "-->").map_or(self.page.len(), |end| self.at + end + 3);
                continue;
            }
            if matches!(bytes[1], b'!' | b'?') {
                self.at = find(rest, ">").map_or(self.page.len(), |end| self.at + end + 1);
                continue;
            }
            let closes = bytes[1] == b'/';
            let name_at = if closes { 2 } else { 1 };
            let name_end = rest[name_at..]
                .find(|c: char| c.is_ascii_whitespace() || c == '/' || c == '>')
                .map_or(rest.len(), |end| name_at + end);
            let name = &rest[name_at..name_end];
            let end = end_of_tag(rest, name_end);
            self.at += (end + 1).min(rest.len());
            if closes {
                return Some(Piece::Close(name));
            }
            let tag = Tag { name, attributes: &rest[name_end..end] };
            self.raw = RAW.iter().any(|raw| name.eq_ignore_ascii_case(raw)).then_some(name);
            return Some(Piece::Open(tag));
        }
    }
}

impl Pieces<'_> {
    /// Where the last piece stands in the page.
    pub(crate) fn place(&self) -> (usize, usize) {
        (self.start, self.at)
    }

    fn end_of_raw(&self, name: &str) -> usize {
        let bytes = self.page.as_bytes();
        let mut at = self.at;
        while let Some(found) = bytes.get(at..).and_then(|b| memchr::memmem::find(b, b"</")) {
            let start = at + found;
            let after = bytes.get(start + 2..start + 2 + name.len());
            if after.is_some_and(|after| after.eq_ignore_ascii_case(name.as_bytes())) {
                return start;
            }
            at = start + 2;
        }
        self.page.len()
    }
}

fn begins_markup(bytes: &[u8]) -> bool {
    match bytes.get(1) {
        Some(b'!' | b'?') => true,
        Some(b'/') => bytes.get(2).is_some_and(u8::is_ascii_alphabetic),
        Some(b) => b.is_ascii_alphabetic(),
        None => false,
    }
}

fn find(text: &str, needle: &str) -> Option<usize> {
    memchr::memmem::find(text.as_bytes(), needle.as_bytes())
}

/// Where a tag ends: at the first `>` outside quotes.
fn end_of_tag(rest: &str, from: usize) -> usize {
    let bytes = rest.as_bytes();
    let mut at = from;
    while let Some(found) = bytes.get(at..).and_then(|b| memchr::memchr3(b'>', b'"', b'\'', b)) {
        let here = at + found;
        if bytes[here] == b'>' {
            return here;
        }
        // A quote opens a value only after a sign of equality; elsewhere it is a slip.
        let opens = rest[..here].trim_end().ends_with('=');
        let close = memchr::memchr(bytes[here], &bytes[here + 1..]).filter(|_| opens);
        at = close.map_or(here + 1, |close| here + 1 + close + 1);
    }
    rest.len()
}
