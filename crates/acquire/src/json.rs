//! Reports as JSON: one a line, an array of them, one over several lines; and JSON Feed.

use std::io::{self, BufRead, Cursor, Read};

use rashomon_record::{Body, Complaint, ComplaintKind, Given, MediaType, RawPage};
use serde::Deserialize;
use serde_json::Value;

use crate::container::{kind_of, too_large};
use crate::feed;
use crate::limits::{DOCUMENT_BYTES, LINE_BYTES, PAGE_BYTES};
use crate::lines::{Line, line, stretch};
use crate::run::{Faults, Run};
use crate::sniff::trim;

/// A report as a line gives it. Values are looked at one by one, so that one of the wrong type
/// can be named, and costs the report only where there is nothing to read without it.
#[derive(Deserialize)]
pub(crate) struct Fields {
    id: Option<Value>,
    text: Option<Value>,
    html: Option<Value>,
    title: Option<Value>,
    published: Option<Value>,
    source: Option<Value>,
    url: Option<Value>,
    language: Option<Value>,
}

/// Reads a stream of JSON, whichever of the shapes it has.
pub(crate) fn document(source: &mut dyn BufRead, name: &str, run: &mut Run<'_>) {
    let mut first = Vec::new();
    // The first line with anything on it tells lines from a document over several lines.
    let mut number = 0;
    let end = loop {
        match line(source, LINE_BYTES, &mut first) {
            Ok(end) => {
                number += 1;
                if end == Line::End || !trim(strip_mark(&first)).is_empty() {
                    break Ok(end);
                }
            }
            Err(error) => break Err(error),
        }
    };
    let mut faults = Faults::default();
    let whole = matches!(end, Ok(Line::Whole))
        && serde_json::from_slice::<serde::de::IgnoredAny>(strip_mark(&first)).is_ok();
    let opening = trim(strip_mark(&first)).first().copied();
    match (whole, opening) {
        (true, Some(b'{')) if feed::json::is_feed(strip_mark(&first)) => {
            feed::json::items(strip_mark(&first), name, run);
        }
        (true, Some(b'[')) => {
            // An array alone is the document; before other lines it is a line like them.
            let mut second = Vec::new();
            match line(source, LINE_BYTES, &mut second) {
                Ok(Line::End) => array(strip_mark(&first), name, run, &mut faults),
                end => {
                    record(strip_mark(&first), &format!("{name}, line {number}"), run, &mut faults);
                    let state = end.map(|end| (end, second));
                    lines(source, name, number + 1, Some(state), run, &mut faults);
                }
            }
        }
        (false, Some(b'{' | b'[')) if matches!(end, Ok(Line::Whole)) => {
            first.push(b'\n');
            over_lines(first, source, name, number, run, &mut faults);
        }
        _ => {
            let state = end.map(|end| (end, first));
            lines(source, name, number, Some(state), run, &mut faults);
        }
    }
    faults.end(run, name);
}

/// A document over several lines; where it is none, its lines one by one.
fn over_lines(
    first: Vec<u8>,
    source: &mut dyn BufRead,
    name: &str,
    number: usize,
    run: &mut Run<'_>,
    faults: &mut Faults,
) {
    let mut all = first;
    let rest = stretch(source, DOCUMENT_BYTES);
    all.extend_from_slice(&rest.bytes);
    let bytes = strip_mark(&all);
    let whole = !rest.more
        && rest.error.is_none()
        && serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok();
    if whole {
        if feed::json::is_feed(bytes) {
            feed::json::items(bytes, name, run);
        } else if trim(bytes).first() == Some(&b'[') {
            array(bytes, name, run, faults);
        } else {
            record(bytes, name, run, faults);
        }
        return;
    }
    match rest.error {
        Some(error) => {
            let mut again = Cursor::new(all).chain(Broken(Some(error)));
            lines(&mut again, name, number - 1, None, run, faults);
        }
        None => lines(&mut Cursor::new(all).chain(source), name, number - 1, None, run, faults),
    }
}

/// An error that stands at the end of bytes read before.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}

impl BufRead for Broken {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.0.take().map_or(Ok(&[]), Err)
    }

    fn consume(&mut self, _: usize) {}
}

/// The reports of an array that is known to be whole.
fn array(bytes: &[u8], name: &str, run: &mut Run<'_>, faults: &mut Faults) {
    match serde_json::from_slice::<Vec<Value>>(bytes) {
        Ok(values) => {
            for (n, value) in values.into_iter().enumerate() {
                let locator = format!("{name}, value {}", n + 1);
                record(value.to_string().as_bytes(), &locator, run, faults);
            }
        }
        Err(error) => {
            let message = format!("{name}: {error}");
            faults.tell(run, name, None, ComplaintKind::BadRecord, message);
        }
    }
}

/// One report a line.
fn lines(
    source: &mut dyn BufRead,
    name: &str,
    before: usize,
    mut first: Option<io::Result<(Line, Vec<u8>)>>,
    run: &mut Run<'_>,
    faults: &mut Faults,
) {
    let (mut buffer, mut number) = (Vec::new(), before);
    loop {
        let end = match first.take() {
            Some(Ok((end, bytes))) => {
                buffer = bytes;
                Ok(end)
            }
            Some(Err(error)) => Err(error),
            None => {
                number += 1;
                line(source, LINE_BYTES, &mut buffer)
            }
        };
        let locator = format!("{name}, line {number}");
        match end {
            Ok(Line::End) => return,
            Ok(Line::Whole) => {
                let bytes = if number == 1 { strip_mark(&buffer) } else { &buffer };
                if !trim(bytes).is_empty() {
                    record(bytes, &locator, run, faults);
                }
            }
            Ok(Line::TooLong) => {
                let message = format!(
                    "{locator}: the line is longer than {} MiB and was left out",
                    LINE_BYTES >> 20
                );
                faults.tell(run, &locator, early_id(&buffer), ComplaintKind::TooLarge, message);
            }
            Err(error) => {
                let kind = match kind_of(&error) {
                    ComplaintKind::Unreadable => ComplaintKind::Truncated,
                    other => other,
                };
                let message = format!("{locator}: the input breaks off here: {error}");
                return run.fail(&locator, None, kind, message);
            }
        }
    }
}

/// One report.
fn record(bytes: &[u8], locator: &str, run: &mut Run<'_>, faults: &mut Faults) {
    match parse(bytes, locator) {
        Ok(page) => run.give(page),
        Err((id, why)) => {
            let message = format!("{locator}: {why}");
            faults.tell(run, locator, id, ComplaintKind::BadRecord, message);
        }
    }
}

/// Reads one report, or says why not, with its identifier where there is one.
fn parse(bytes: &[u8], locator: &str) -> Result<RawPage, (Option<String>, String)> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let why = format!("not UTF-8 at byte {}", error.valid_up_to());
            return Err((early_id(bytes), why));
        }
    };
    if !text.trim_start().starts_with('{') {
        return Err((None, "not an object of JSON".to_string()));
    }
    let fields: Fields = serde_json::from_str(text)
        .map_err(|error| (early_id(bytes), format!("not a report: {error}")))?;
    let id = match fields.id {
        Some(Value::String(id)) if !id.is_empty() => Some(id),
        Some(Value::Number(id)) => Some(id.to_string()),
        None | Some(Value::Null | Value::String(_)) => None,
        Some(_) => return Err((None, "id is not a string".to_string())),
    };
    let mut complaints = Vec::new();
    let mut bytes = None;
    for (field, value, media_type) in
        [("text", fields.text, MediaType::Text), ("html", fields.html, MediaType::Html)]
    {
        match value {
            None | Some(Value::Null) => {}
            Some(Value::String(s)) => bytes = bytes.or(Some((s, media_type))),
            Some(_) => return Err((id, format!("{field} is not a string"))),
        }
    }
    let Some((mut body, media_type)) = bytes else {
        return Err((id, "neither text nor html".to_string()));
    };
    if body.len() > PAGE_BYTES {
        body.truncate(body.floor_char_boundary(PAGE_BYTES));
        complaints.push(too_large(locator));
    }
    let mut optional = |field: &str, value: Option<Value>, kind: ComplaintKind| match value {
        None | Some(Value::Null) => None,
        Some(Value::String(s)) => Some(s).filter(|s| !s.trim().is_empty()),
        Some(_) => {
            let message = format!("{locator}: {field} is not a string and was passed over");
            complaints.push(Complaint::page(kind, message));
            None
        }
    };
    let given = Given {
        id,
        title: optional("title", fields.title, ComplaintKind::Capped),
        published: optional("published", fields.published, ComplaintKind::DateUnknown),
        source: optional("source", fields.source, ComplaintKind::Capped),
        url: optional("url", fields.url, ComplaintKind::Capped),
        language: optional("language", fields.language, ComplaintKind::Capped),
        authors: Vec::new(),
    };
    let body = Body { bytes: body.into_bytes(), media_type, charset: Some("utf-8".to_string()) };
    Ok(RawPage { locator: locator.to_string(), given, body: Some(body), complaints })
}

/// The identifier at the beginning of a line that cannot be read whole, as far as it is plain.
fn early_id(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).into_owned();
    let rest = head.trim_start().strip_prefix('{')?.trim_start().strip_prefix("\"id\"")?;
    let rest = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    let id = &rest[..rest.find(['"', '\\'])?];
    let plain = rest[id.len()..].starts_with('"') && !id.is_empty();
    plain.then(|| id.to_string())
}

/// Without the byte order mark of UTF-8.
fn strip_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}
