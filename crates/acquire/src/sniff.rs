//! What bytes are, by their beginning. File names and media types given elsewhere are not asked:
//! they are wrong too often.

/// A kind of container or page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// Nothing, or white space only as far as can be seen.
    Blank,
    Gzip,
    Warc,
    /// One value of JSON a line, or an object or array over several lines.
    Json,
    /// RSS or Atom.
    Feed,
    Html,
    Text,
    /// A format that holds no text that can be read here; its name.
    Binary(&'static str),
}

/// Beginnings of formats that are known and not read.
const MAGIC: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a RIFF recording or picture"),
    (b"\x7fELF", "a program"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ", "xz data"),
    (b"\x28\xb5\x2f\xfd", "Zstandard data"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"SQLite format 3", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "a Rich Text document"),
];

/// What a container or page is, and the charset that its byte order shows where it shows one.
pub(crate) struct Sniffed {
    pub(crate) kind: Kind,
    pub(crate) charset: Option<&'static str>,
}

/// Recognises by the first bytes.
pub(crate) fn sniff(head: &[u8]) -> Sniffed {
    let (charset, head) = wide(head);
    Sniffed { kind: kind(&head), charset }
}

/// UTF-16 and UTF-32 by byte order mark or by the pattern of zero bytes, with the head made
/// narrow enough to be looked at.
fn wide(head: &[u8]) -> (Option<&'static str>, Vec<u8>) {
    let narrow = |bytes: &[u8]| bytes.iter().copied().filter(|&b| b != 0).collect::<Vec<u8>>();
    if head.starts_with(b"\xff\xfe\0\0") {
        return (Some("utf-32le"), narrow(&head[4..]));
    }
    if head.starts_with(b"\0\0\xfe\xff") {
        return (Some("utf-32be"), narrow(&head[4..]));
    }
    if head.starts_with(b"\xff\xfe") {
        return (Some("utf-16le"), narrow(&head[2..]));
    }
    if head.starts_with(b"\xfe\xff") {
        return (Some("utf-16be"), narrow(&head[2..]));
    }
    if let Some(rest) = head.strip_prefix(b"\xef\xbb\xbf") {
        return (None, rest.to_vec());
    }
    // Latin letters in UTF-16 without a mark: every other byte is zero.
    let seen = &head[..head.len().min(256)];
    if seen.len() >= 8 {
        let zeros = |from: usize| seen.iter().skip(from).step_by(2).filter(|&&b| b == 0).count();
        let half = seen.len() / 2;
        match (zeros(0), zeros(1)) {
            (0, odd) if odd * 10 >= half * 9 => return (Some("utf-16le"), narrow(head)),
            (even, 0) if even * 10 >= half * 9 => return (Some("utf-16be"), narrow(head)),
            _ => {}
        }
    }
    (None, head.to_vec())
}

fn kind(head: &[u8]) -> Kind {
    if head.starts_with(b"\x1f\x8b") {
        return Kind::Gzip;
    }
    if let Some((_, name)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Kind::Binary(name);
    }
    let trimmed = trim(head);
    match trimmed.first() {
        None => return Kind::Blank,
        Some(b'<') => {
            if let Some(kind) = markup(trimmed) {
                return kind;
            }
        }
        Some(b'{' | b'[') if is_json(trimmed) => return Kind::Json,
        _ => {}
    }
    if trimmed.starts_with(b"WARC/") {
        return Kind::Warc;
    }
    if is_binary(head) {
        return Kind::Binary("binary data");
    }
    // A broken first line must not make text of the good lines under it.
    if head.split(|&b| b == b'\n').skip(1).take(20).any(is_record) {
        return Kind::Json;
    }
    Kind::Text
}

/// Feeds and pages, by the first element that tells; `None` where no element is known.
fn markup(head: &[u8]) -> Option<Kind> {
    let lower = head.to_ascii_lowercase();
    let at = |needle: &[u8]| memchr::memmem::find(&lower, needle).unwrap_or(usize::MAX);
    // A feed may declare so much that its first element is out of sight.
    let feed =
        [&b"<rss"[..], b"<feed", b"<rdf:rdf", b"<channel", b"<!doctype rss", b"<!doctype feed"]
            .iter()
            .map(|needle| at(needle))
            .min()
            .unwrap_or(usize::MAX);
    let page = at(b"<html").min(at(b"<!doctype html")).min(at(b"<head")).min(at(b"<body"));
    if feed < page {
        return Some(Kind::Feed);
    }
    if page != usize::MAX {
        return Some(Kind::Html);
    }
    const TAGS: &[&[u8]] = &[
        b"<!--",
        b"<div",
        b"<p",
        b"<a",
        b"<article",
        b"<section",
        b"<main",
        b"<h1",
        b"<h2",
        b"<h3",
        b"<table",
        b"<span",
        b"<b",
        b"<i",
        b"<ul",
        b"<ol",
        b"<br",
        b"<img",
        b"<meta",
        b"<title",
        b"<script",
        b"<style",
        b"<link",
        b"<header",
        b"<svg",
        b"<center",
        b"<font",
        b"<em",
        b"<strong",
        b"<!doctype",
        b"<?xml",
        b"<figure",
        b"<noscript",
        b"<iframe",
        b"<li",
        b"<td",
        b"<tr",
        b"<blockquote",
        b"<nav",
        b"<form",
        b"<time",
        b"<small",
        b"<u",
        b"<pre",
    ];
    let named = |tag: &&[u8]| {
        lower.starts_with(tag)
            && lower.get(tag.len()).is_none_or(|b| !b.is_ascii_alphanumeric() || tag[1] == b'!')
    };
    TAGS.iter().any(named).then_some(Kind::Html)
}

/// A brace or bracket begins prose as well; JSON goes on as JSON does.
fn is_json(head: &[u8]) -> bool {
    let next = trim(&head[1..]);
    match (head.first(), next.first()) {
        (Some(b'{'), Some(b'"' | b'}')) | (Some(b'['), Some(b'{' | b'[' | b']')) => true,
        _ => head.split(|&b| b == b'\n').skip(1).take(20).any(is_record),
    }
}

fn is_record(line: &[u8]) -> bool {
    let line = trim(line);
    line.starts_with(b"{") && trim(&line[1..]).starts_with(b"\"")
}

/// Control characters that text does not have, more than one in twenty of them.
pub(crate) fn is_binary(bytes: &[u8]) -> bool {
    let control =
        bytes.iter().filter(|&&b| b < 32 && !matches!(b, b'\t' | b'\n' | b'\r' | 12 | 27)).count();
    control * 20 > bytes.len()
}

/// Without white space and zero bytes before it.
pub(crate) fn trim(bytes: &[u8]) -> &[u8] {
    let start =
        bytes.iter().position(|&b| !b.is_ascii_whitespace() && b != 0x0b).unwrap_or(bytes.len());
    &bytes[start..]
}
