//! RSS, Atom and JSON Feed: one item, one page.
//!
//! Feeds on the web are damaged more often than any other format: a bare `&`, HTML entities,
//! a tail that is missing, dates of every make. A strict reader loses the whole feed for one of
//! them. So this one looks for items and the fields in them, and takes what stands there. It
//! builds no tree, so nesting costs nothing. It expands no entity that a feed declares, ever:
//! neither bombs nor files.

mod date;
mod entity;
pub(crate) mod json;
mod scan;

use std::io::BufRead;

use rashomon_record::{Body, Complaint, ComplaintKind, Given, MediaType, RawPage};

use crate::container::too_large;
use crate::gzip;
use crate::limits::{DOCUMENT_BYTES, PAGE_BYTES};
use crate::lines::stretch;
use crate::run::{Faults, Run};
use scan::{Field, Item, Scan};

/// The items of a feed in XML.
pub(crate) fn items(
    source: &mut dyn BufRead,
    name: &str,
    charset: Option<&str>,
    run: &mut Run<'_>,
) {
    let read = stretch(source, DOCUMENT_BYTES);
    if let Some(error) = read.error.as_ref().filter(|error| gzip::is_bomb(error)) {
        let message = format!("{name}: cannot be read: {error}");
        return run.fail(name, None, ComplaintKind::TooLarge, message);
    }
    let text = decode(&read.bytes, charset);
    let mut scan = Scan::new(&text);
    let mut counts = Counts::default();
    while let Some(item) = scan.next_item() {
        counts.item(&item, name, run);
    }
    if scan.declares_entities {
        let why = "the feed declares entities of its own; they were not expanded";
        run.fail(name, None, ComplaintKind::Capped, format!("{name}: {why}"));
    }
    if let Some(error) = read.error {
        let message = format!("{name}: breaks off after item {}: {error}", counts.items);
        run.fail(name, None, ComplaintKind::Truncated, message);
    } else if read.more {
        run.fail(name, None, ComplaintKind::TooLarge, too_large(name).message);
    } else if scan.cut {
        let message = format!("{name}: the feed breaks off after item {}", counts.items);
        run.fail(name, None, ComplaintKind::Truncated, message);
    }
    counts.end(name, run);
}

/// What is told at the end of a feed.
#[derive(Default)]
struct Counts {
    items: usize,
    empty: usize,
    first_empty: usize,
    faults: Faults,
}

impl Counts {
    fn item(&mut self, item: &Item<'_>, name: &str, run: &mut Run<'_>) {
        self.items += 1;
        match page(item, format!("{name}, item {}", self.items)) {
            Some(page) => run.give(page),
            None => self.without_text(),
        }
    }

    fn without_text(&mut self) {
        self.empty += 1;
        if self.empty == 1 {
            self.first_empty = self.items;
        }
    }

    fn end(self, name: &str, run: &mut Run<'_>) {
        self.faults.end(run, name);
        if self.items == 0 {
            let message = format!("{name}: the feed holds no items");
            run.fail(name, None, ComplaintKind::Unreadable, message);
        } else if self.empty > 0 {
            let message = format!(
                "{name}: {} of {} items hold no text, the first is item {}",
                self.empty, self.items, self.first_empty
            );
            run.fail(name, None, ComplaintKind::BadRecord, message);
        }
    }
}

/// The page of an item; `None` where the item holds no text.
fn page(item: &Item<'_>, locator: String) -> Option<RawPage> {
    let raw = [&item.content, &item.description, &item.summary]
        .into_iter()
        .flatten()
        .max_by_key(|field| field.raw.len())?;
    let (mut body, media_type) = raw.body();
    if body.trim().is_empty() {
        return None;
    }
    let mut complaints = Vec::new();
    if body.len() > PAGE_BYTES {
        body.truncate(body.floor_char_boundary(PAGE_BYTES));
        complaints.push(too_large(&locator));
    }
    let said = item.published.as_ref().map(Field::line);
    let published = said.as_deref().and_then(date::iso);
    if let (Some(said), None) = (&said, &published) {
        let message = format!("{locator}: the date {said:?} is none and was passed over");
        complaints.push(Complaint::page(ComplaintKind::DateUnknown, message));
    }
    let line =
        |field: &Option<Field<'_>>| field.as_ref().map(Field::line).filter(|line| !line.is_empty());
    let url = line(&item.link).or_else(|| item.href.clone()).or_else(|| {
        line(&item.id).filter(|id| id.starts_with("http://") || id.starts_with("https://"))
    });
    let given = Given {
        id: None,
        title: line(&item.title),
        published,
        source: None,
        url,
        language: None,
        authors: item.authors.iter().map(Field::line).filter(|a| !a.is_empty()).collect(),
    };
    let body = Body { bytes: body.into_bytes(), media_type, charset: Some("utf-8".to_string()) };
    Some(RawPage { locator, given, body: Some(body), complaints })
}

/// The text of a feed: by byte order, by the XML declaration, as UTF-8.
fn decode(bytes: &[u8], charset: Option<&str>) -> String {
    let declared = || {
        let head = String::from_utf8_lossy(&bytes[..bytes.len().min(256)]).into_owned();
        let (_, after) = head.split_once("encoding=")?;
        let quote = after.chars().next()?;
        after[1..].split(quote).next().map(str::to_string)
    };
    if std::str::from_utf8(bytes).is_ok() && charset.is_none_or(|c| c == "utf-8") {
        let text = String::from_utf8_lossy(bytes).into_owned();
        return text.strip_prefix('\u{feff}').map(str::to_string).unwrap_or(text);
    }
    let label = charset.map(str::to_string).or_else(declared);
    let encoding = label
        .and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()))
        .unwrap_or(encoding_rs::UTF_8);
    encoding.decode(bytes).0.into_owned()
}

impl Field<'_> {
    /// As one line of plain text.
    fn line(&self) -> String {
        let (text, _) = self.body();
        entity::plain(&text)
    }

    /// As a page: HTML where there is markup in it.
    fn body(&self) -> (String, MediaType) {
        let text = entity::xml(self.raw);
        let marked = !self.is_text && entity::has_markup(&text);
        (text, if marked { MediaType::Html } else { MediaType::Text })
    }
}
