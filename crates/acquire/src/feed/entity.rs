//! Character references, read leniently; those that a feed declares itself stay as they are.

/// Takes the XML off a field: CDATA sections as they stand, references of XML and by number
/// resolved. HTML's names stay for the reader of HTML. A bare `&` is an ampersand.
pub(super) fn xml(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once("<![CDATA[") {
        references(before, &mut out, false);
        let (inside, more) = after.split_once("]]>").unwrap_or((after, ""));
        out.push_str(inside);
        rest = more;
    }
    references(rest, &mut out, false);
    out
}

/// One line of plain text: tags left out, references resolved, white space made single.
pub(super) fn plain(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        bare.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let is_tag = after.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        match after.find('>').filter(|_| is_tag) {
            Some(end) => {
                bare.push(' ');
                rest = &after[end + 1..];
            }
            None => {
                bare.push('<');
                rest = after;
            }
        }
    }
    bare.push_str(rest);
    let mut out = String::with_capacity(bare.len());
    references(&bare, &mut out, true);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether text holds tags or references of HTML.
pub(super) fn has_markup(text: &str) -> bool {
    let tag = text.match_indices('<').any(|(at, _)| {
        let after = text[at + 1..].strip_prefix('/').unwrap_or(&text[at + 1..]);
        after.starts_with(|c: char| c.is_ascii_alphabetic()) || after.starts_with("!--")
    });
    tag || text.match_indices('&').any(|(at, _)| {
        let after = &text[at + 1..];
        let name = after.len()
            - after.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '#').len();
        (2..=10).contains(&name) && after[name..].starts_with(';')
    })
}

fn references(text: &str, out: &mut String, html: bool) {
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        // No reference is longer; a far semicolon belongs to the prose.
        let window = &after.as_bytes()[..after.len().min(12)];
        let end = window.iter().position(|&b| b == b';');
        match end.and_then(|end| Some((end, character(&after[..end], html)?))) {
            Some((end, c)) => {
                out.push(c);
                rest = &after[end + 1..];
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
}

fn character(name: &str, html: bool) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|&c| c != '\0');
    }
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ if !html => None,
        "nbsp" => Some(' '),
        "ndash" => Some('–'),
        "mdash" => Some('—'),
        "lsquo" => Some('‘'),
        "rsquo" => Some('’'),
        "ldquo" => Some('“'),
        "rdquo" => Some('”'),
        "hellip" => Some('…'),
        "eacute" => Some('é'),
        "copy" => Some('©'),
        _ => None,
    }
}
