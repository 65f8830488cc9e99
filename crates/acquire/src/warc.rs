//! WARC records: each response with a page of HTML or text is one page.
//!
//! A record is taken by its length; where that leads to no next record, the stream is searched
//! for the next one, so that one broken record costs itself alone.

use std::io::{self, BufRead, Cursor, Read};

use rashomon_record::{Body, Complaint, ComplaintKind, Given, MediaType, RawPage};

use crate::container::{kind_of, too_large};
use crate::gzip;
use crate::limits::{HEADER_BYTES, PAGE_BYTES};
use crate::lines::{Line, line, stretch};
use crate::run::{Faults, Run};
use crate::sniff::{self, Kind};

/// Reads every record of a stream.
pub(crate) fn records(source: &mut dyn BufRead, name: &str, run: &mut Run<'_>) {
    let (mut number, mut pages) = (0usize, 0usize);
    let mut faults = Faults::default();
    loop {
        let locator = format!("{name}, record {}", number + 1);
        match record(source, &locator) {
            Ok(None) => break,
            Ok(Some(Found::Passed)) => number += 1,
            Ok(Some(Found::Page(page))) => {
                number += 1;
                pages += 1;
                run.give(*page);
            }
            Ok(Some(Found::Broken(kind, why))) => {
                number += 1;
                faults.tell(run, &locator, None, kind, format!("{locator}: {why}"));
            }
            Err(error) => {
                let kind = match kind_of(&error) {
                    ComplaintKind::Unreadable => ComplaintKind::Truncated,
                    other => other,
                };
                let message = format!("{locator}: the archive breaks off here: {error}");
                run.fail(&locator, None, kind, message);
                pages += 1;
                break;
            }
        }
    }
    faults.end(run, name);
    if pages == 0 {
        let message = format!("{name}: the archive holds no page in {number} records");
        run.fail(name, None, ComplaintKind::Unreadable, message);
    }
}

enum Found {
    /// A request, a picture, an answer without a page.
    Passed,
    Page(Box<RawPage>),
    Broken(ComplaintKind, String),
}

/// The next record; `None` at the end of the stream.
fn record(source: &mut dyn BufRead, locator: &str) -> io::Result<Option<Found>> {
    let mut buffer = Vec::new();
    let mut lost = 0usize;
    // To the line with the version, over blank lines and over what a wrong length left behind.
    loop {
        match line(source, HEADER_BYTES, &mut buffer)? {
            Line::End if lost > 0 => {
                let why = format!("{lost} lines that belong to no record");
                return Ok(Some(Found::Broken(ComplaintKind::BadRecord, why)));
            }
            Line::End => return Ok(None),
            _ if buffer.starts_with(b"WARC/") => break,
            _ => lost += usize::from(!buffer.iter().all(u8::is_ascii_whitespace)),
        }
    }
    let header = match header(source)? {
        Ok(header) => header,
        Err(why) => return Ok(Some(Found::Broken(ComplaintKind::BadRecord, why))),
    };
    let Some(length) = header.get("content-length").and_then(|n| n.parse::<u64>().ok()) else {
        let why = match header.get("content-length") {
            Some(said) => format!("its length is {:?}", shorten(said)),
            None => "it has no length".to_string(),
        };
        return Ok(Some(Found::Broken(ComplaintKind::BadRecord, why)));
    };
    let mut block = source.take(length);
    let found = match header.get("warc-type") {
        Some("response") => response(&mut block, &header, locator)?,
        Some("resource") => resource(&mut block, &header, locator),
        _ => Found::Passed,
    };
    let rest = io::copy(&mut block, &mut io::sink())?;
    let short = block.limit() > 0;
    let found = match found {
        Found::Page(mut page) => {
            if short {
                let message = format!("{locator}: the archive ends inside this record");
                page.complaints.push(Complaint::page(ComplaintKind::Truncated, message));
            } else if rest > 0 && page.complaints.is_empty() {
                page.complaints.push(too_large(locator));
            }
            if lost > 0 {
                let message = format!("{locator}: {lost} lines before it belong to no record");
                page.complaints.push(Complaint::page(ComplaintKind::Truncated, message));
            }
            Found::Page(page)
        }
        Found::Passed if short => {
            Found::Broken(ComplaintKind::Truncated, "the archive ends inside this record".into())
        }
        other => other,
    };
    Ok(Some(found))
}

/// Lines `name: value` up to a blank one. Names in lower case, the first of a name counts.
#[derive(Default)]
struct Header(Vec<(String, String)>);

impl Header {
    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}

fn header(source: &mut dyn BufRead) -> io::Result<Result<Header, String>> {
    let (mut header, mut buffer, mut size) = (Header::default(), Vec::new(), 0usize);
    loop {
        let end = line(source, HEADER_BYTES, &mut buffer)?;
        size += buffer.len();
        if end == Line::TooLong || size > HEADER_BYTES {
            return Ok(Err(format!("its header is longer than {} KiB", HEADER_BYTES >> 10)));
        }
        if end == Line::End {
            return Ok(Err("the archive ends inside its header".to_string()));
        }
        if buffer.is_empty() {
            return Ok(Ok(header));
        }
        let text = String::from_utf8_lossy(&buffer);
        if let Some((name, value)) = text.split_once(':') {
            header.0.push((name.trim().to_ascii_lowercase(), value.trim().to_string()));
        }
    }
}

/// An answer of HTTP with its header.
fn response(block: &mut dyn BufRead, warc: &Header, locator: &str) -> io::Result<Found> {
    let mut buffer = Vec::new();
    line(block, HEADER_BYTES, &mut buffer)?;
    let status = String::from_utf8_lossy(&buffer).split(' ').nth(1).and_then(|s| s.parse().ok());
    if !status.is_none_or(|s: u16| (200..300).contains(&s)) {
        return Ok(Found::Passed);
    }
    let http = match header(block)? {
        Ok(http) => http,
        Err(why) => return Ok(Found::Broken(ComplaintKind::BadRecord, format!("HTTP: {why}"))),
    };
    let Some(media) = media_type(http.get("content-type")) else { return Ok(Found::Passed) };
    let chunked = http.get("transfer-encoding").is_some_and(|t| t.eq_ignore_ascii_case("chunked"));
    let packed = http.get("content-encoding").is_some_and(|t| t.ends_with("gzip"));
    let read = stretch(block, PAGE_BYTES);
    let (mut bytes, mut complaints) = (read.bytes, Vec::new());
    // Many crawlers unpack the answer and leave the header as it was: look before believing it.
    if chunked && let Some(joined) = unchunk(&bytes) {
        bytes = joined;
    }
    if packed && bytes.starts_with(b"\x1f\x8b") {
        let unpacked = stretch(&mut gzip::reader(Cursor::new(bytes)), PAGE_BYTES);
        if let Some(error) = &unpacked.error {
            let kind = match kind_of(error) {
                ComplaintKind::Unreadable => ComplaintKind::Truncated,
                other => other,
            };
            complaints.push(Complaint::page(kind, format!("{locator}: {error}")));
        }
        bytes = unpacked.bytes;
    }
    if read.more {
        complaints.push(too_large(locator));
    }
    if let Some(error) = read.error {
        if gzip::is_bomb(&error) || bytes.is_empty() {
            return Err(error);
        }
        let message = format!("{locator}: breaks off after {} bytes: {error}", bytes.len());
        complaints.push(Complaint::page(ComplaintKind::Truncated, message));
    }
    Ok(page(bytes, media, http.get("content-type"), warc, locator, complaints))
}

/// A page kept without an answer of HTTP.
fn resource(block: &mut dyn BufRead, warc: &Header, locator: &str) -> Found {
    let Some(media) = media_type(warc.get("content-type")) else { return Found::Passed };
    let read = stretch(block, PAGE_BYTES);
    page(read.bytes, media, warc.get("content-type"), warc, locator, Vec::new())
}

fn page(
    bytes: Vec<u8>,
    media: Option<MediaType>,
    content_type: Option<&str>,
    warc: &Header,
    locator: &str,
    complaints: Vec<Complaint>,
) -> Found {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Found::Broken(ComplaintKind::Unreadable, "an answer without a page".to_string());
    }
    let seen = sniff::sniff(&bytes[..bytes.len().min(crate::limits::SNIFFED)]);
    let media_type = match (seen.kind, media) {
        (Kind::Html, _) => MediaType::Html,
        (Kind::Binary(_) | Kind::Gzip, _) => return Found::Passed,
        (_, media) => media.unwrap_or(MediaType::Text),
    };
    let label = content_type.and_then(charset).or(seen.charset.map(str::to_string));
    let url = warc.get("warc-target-uri").map(|u| u.trim_matches(['<', '>']).to_string());
    Found::Page(Box::new(RawPage {
        locator: locator.to_string(),
        given: Given { url, ..Given::default() },
        body: Some(Body { bytes, media_type, charset: label }),
        complaints,
    }))
}

/// HTML, text, or something to pass over. Without a type the bytes decide.
fn media_type(said: Option<&str>) -> Option<Option<MediaType>> {
    let Some(said) = said else { return Some(None) };
    let said = said.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    match said.as_str() {
        "text/html" | "application/xhtml+xml" => Some(Some(MediaType::Html)),
        "text/plain" => Some(Some(MediaType::Text)),
        "" => Some(None),
        _ => None,
    }
}

fn charset(content_type: &str) -> Option<String> {
    let lower = content_type.to_ascii_lowercase();
    let (_, after) = lower.split_once("charset=")?;
    let label = after.split(';').next()?.trim().trim_matches(['"', '\'']);
    (!label.is_empty()).then(|| label.to_string())
}

/// The body of a chunked answer; `None` where it is not chunked after all.
fn unchunk(bytes: &[u8]) -> Option<Vec<u8>> {
    let (mut out, mut rest) = (Vec::with_capacity(bytes.len()), bytes);
    loop {
        let end = memchr::memchr(b'\n', rest)?;
        let size = std::str::from_utf8(&rest[..end]).ok()?.trim().split(';').next()?;
        let size = usize::from_str_radix(size.trim(), 16).ok()?;
        rest = &rest[end + 1..];
        if size == 0 {
            return Some(out);
        }
        let taken = size.min(rest.len());
        out.extend_from_slice(&rest[..taken]);
        rest = rest.get(taken + 2..).unwrap_or(b"");
        if rest.is_empty() {
            return Some(out);
        }
    }
}

fn shorten(said: &str) -> String {
    said.chars().take(40).collect()
}
