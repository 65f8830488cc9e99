//! Tags and character references in what should be plain text.

use rashomon_record::{Mend, Noise, NoiseKind, Span};

use super::Marks;

/// Elements whose tags are known in plain text; anything else in angle brackets may be meant.
const ELEMENTS: [&str; 40] = [
    "a",
    "article",
    "b",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "div",
    "em",
    "embed",
    "figcaption",
    "figure",
    "font",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "li",
    "ol",
    "p",
    "script",
    "section",
    "small",
    "span",
    "strong",
    "style",
    "table",
    "td",
    "tr",
    "u",
    "ul",
];

/// Bytes of the longest tag.
const LONGEST: usize = 500;
/// Marks beyond which no more are made: such a text is a page, not prose with left-overs.
const MOST: usize = 2_000;

/// Marks tags and shortcodes; character references are mended.
pub(super) fn mark(text: &str, marks: &mut Marks) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = bytes.get(at..).and_then(|b| memchr::memchr3(b'<', b'[', b'&', b)) {
        let start = at + found;
        at = start + 1;
        if marks.noise.len() + marks.mends.len() >= MOST {
            return;
        }
        let window = &bytes[start..bytes.len().min(start + LONGEST)];
        let end = match bytes[start] {
            b'<' => tag(window, b'>').filter(|inside| element(inside)),
            b'[' => tag(window, b']').filter(|inside| shortcode(inside)),
            _ => {
                if let Some(mend) = reference(text, start) {
                    at = mend.span.end as usize;
                    marks.mends.push(mend);
                }
                continue;
            }
        };
        if let Some(inside) = end {
            let span = Span::new(start, start + inside.len() + 2);
            let why = "a tag of markup".to_string();
            marks.noise.push(Noise { span, kind: NoiseKind::Markup, why });
            at = span.end as usize;
        }
    }
}

/// What stands between the first byte and the closing sign.
fn tag(window: &[u8], close: u8) -> Option<&[u8]> {
    let end = memchr::memchr(close, window)?;
    Some(&window[1..end]).filter(|inside| !inside.contains(&b'\n'))
}

fn element(inside: &[u8]) -> bool {
    let inside = inside.strip_prefix(b"/").unwrap_or(inside);
    let end = inside.iter().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(inside.len());
    let name = inside[..end].to_ascii_lowercase();
    let known = ELEMENTS.iter().any(|e| e.as_bytes() == name);
    known && inside.get(end).is_none_or(|b| b.is_ascii_whitespace() || *b == b'/')
}

/// `[caption id="…"]`, `[/caption]`, `[embed]`.
fn shortcode(inside: &[u8]) -> bool {
    let (closes, inside) =
        inside.strip_prefix(b"/").map_or((false, inside), |inside| (true, inside));
    let codes = [
        "caption",
        "embed",
        "gallery",
        "video",
        "audio",
        "playlist",
        "vc_row",
        "vc_column",
        "et_pb_section",
    ];
    codes.iter().any(|code| {
        inside.strip_prefix(code.as_bytes()).is_some_and(|rest| {
            (rest.is_empty() && (closes || *code == "embed"))
                || rest.starts_with(b" ") && rest.contains(&b'=')
        })
    })
}

/// `&amp;`, `&#8217;`, `&nbsp;`.
fn reference(text: &str, start: usize) -> Option<Mend> {
    let window = &text[start..text.floor_char_boundary(start + 10)];
    let end = window.find(';')? + 1;
    let name = &window[1..end - 1];
    if name.is_empty() || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#') {
        return None;
    }
    let reads = html_escape::decode_html_entities(&window[..end]).into_owned();
    let reads = reads.replace('\u{a0}', " ");
    (reads != window[..end]).then(|| Mend {
        span: Span::new(start, start + end),
        reads,
        why: "a character reference".to_string(),
    })
}
