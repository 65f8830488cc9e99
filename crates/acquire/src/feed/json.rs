//! JSON Feed.

use rashomon_record::{Body, ComplaintKind, Given, MediaType, RawPage};
use serde_json::Value;

use super::{Counts, date};
use crate::container::too_large;
use crate::limits::PAGE_BYTES;
use crate::run::Run;

/// Whether a document says that it is a JSON Feed.
pub(crate) fn is_feed(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(64 << 10)];
    memchr::memmem::find(head, b"jsonfeed.org/version").is_some()
}

/// Its items.
pub(crate) fn items(bytes: &[u8], name: &str, run: &mut Run<'_>) {
    let feed: Value = match serde_json::from_slice(bytes) {
        Ok(feed) => feed,
        Err(error) => {
            let message = format!("{name}: not a JSON Feed: {error}");
            return run.fail(name, None, ComplaintKind::Unreadable, message);
        }
    };
    let mut counts = Counts::default();
    for item in feed.get("items").and_then(Value::as_array).into_iter().flatten() {
        counts.items += 1;
        let locator = format!("{name}, item {}", counts.items);
        match item.as_object() {
            None => {
                let message = format!("{locator}: not an object of JSON");
                counts.faults.tell(run, &locator, None, ComplaintKind::BadRecord, message);
            }
            Some(_) => match page(item, locator) {
                Some(page) => run.give(page),
                None => counts.without_text(),
            },
        }
    }
    counts.end(name, run);
}

fn page(item: &Value, locator: String) -> Option<RawPage> {
    let line = |name: &str| {
        let text = item.get(name)?.as_str()?.trim();
        (!text.is_empty()).then(|| text.to_string())
    };
    let (mut body, media_type) = match (line("content_text"), line("content_html")) {
        (Some(text), _) => (text, MediaType::Text),
        (None, Some(html)) => (html, MediaType::Html),
        (None, None) => (line("summary")?, MediaType::Text),
    };
    let mut complaints = Vec::new();
    if body.len() > PAGE_BYTES {
        body.truncate(body.floor_char_boundary(PAGE_BYTES));
        complaints.push(too_large(&locator));
    }
    let authors = item.get("authors").and_then(Value::as_array).into_iter().flatten();
    let author = item.get("author").into_iter();
    let given = Given {
        id: None,
        title: line("title"),
        published: line("date_published").and_then(|said| date::iso(&said)),
        source: None,
        url: line("url"),
        language: line("language"),
        authors: authors
            .chain(author)
            .filter_map(|a| a.get("name")?.as_str().map(str::to_string))
            .collect(),
    };
    let body = Body { bytes: body.into_bytes(), media_type, charset: Some("utf-8".to_string()) };
    Some(RawPage { locator, given, body: Some(body), complaints })
}
