//! From raw pages to text that can be trusted: text, metadata, noise, language, an offset map.
//!
//! Takes a [`RawPage`], gives a [`Page`]. Text that was given is kept byte for byte: what is
//! damaged is marked, never replaced. It sees one page at a time, knows no grammar, and never
//! invents a date.

mod charset;
mod date;
mod fused;
mod html;
mod language;
mod noise;
mod table;

use rashomon_record::{
    Complaint, ComplaintKind, ContentHash, Day, MediaType, Origin, Page, Published, PublishedBasis,
    RawPage, hash,
};

/// What to keep beside the text.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// Whether to give the map from text to the bytes of the page.
    pub map: bool,
}

/// Cleans one page. Never fails: what cannot be read is a page with a complaint.
pub fn clean(raw: RawPage, options: Options) -> Page {
    let RawPage { locator, given, body, complaints } = raw;
    let mut page = Page::of_text("", "");
    page.complaints = complaints;
    page.origin = Origin::default();
    let mut meta = html::meta::Meta::default();
    let mut content_id = hash::short_id("r", &[locator.as_bytes()]);
    if let Some(body) = body {
        let sha256 = ContentHash::of(&body.bytes);
        content_id = format!("r{}", &sha256.as_str()[..16]);
        let own = match body.media_type {
            MediaType::Html => html::charset(&body.bytes),
            MediaType::Text => None,
        };
        let marked = body.bytes.starts_with(b"\xef\xbb\xbf") && body.charset.is_none();
        let decoded = charset::decode(body.bytes, body.charset.as_deref(), own.as_deref());
        page.origin = Origin {
            sha256: Some(sha256),
            media_type: Some(body.media_type),
            charset: Some(decoded.charset.clone()),
            map: None,
        };
        page.complaints.extend(decoded.complaint.map(|mut complaint| {
            complaint.message = format!("{locator}: {}", complaint.message);
            complaint
        }));
        // Other charsets have other offsets; there the map would not be true.
        let traced = options.map && decoded.exact;
        let before = if marked { 3 } else { 0 };
        match body.media_type {
            MediaType::Text => {
                page.text = decoded.text;
                let end = u32::try_from(page.text.len()).unwrap_or(u32::MAX);
                page.origin.map = traced.then(|| vec![(0, end, before, end + before)]);
            }
            MediaType::Html if charset::is_junk(&decoded.text) => {
                let message = format!("{locator}: the page holds binary data");
                page.complaints.push(Complaint::page(ComplaintKind::Unreadable, message));
            }
            MediaType::Html => {
                let read = html::read(&decoded.text, given.url.as_deref(), &locator);
                page.text = read.text;
                meta = read.meta;
                page.origin.map = traced.then(|| {
                    let mut map = html::map::trace(&page.text, &decoded.text);
                    map.iter_mut().for_each(|piece| {
                        piece.2 += before;
                        piece.3 += before;
                    });
                    map
                });
                page.complaints.extend(read.complaints);
            }
        }
        if page.text.trim().is_empty() {
            let message = format!("{locator}: there is no text on it");
            page.complaints.push(Complaint::page(ComplaintKind::Unreadable, message));
        }
    }
    page.id = given.id.unwrap_or(content_id);
    page.title = given.title.or(meta.title);
    page.url = given.url.or(meta.canonical);
    page.source = given.source.or_else(|| page.url.as_deref().and_then(host));
    page.authors = if given.authors.is_empty() { meta.authors } else { given.authors };
    page.section = meta.section;
    page.modified = meta.modified;
    if let Some(dated) = meta.published {
        let basis = PublishedBasis::Metadata;
        let (value, evidence) = (Some(dated.value), Some(dated.evidence));
        page.published = Published { value, basis, evidence };
    }
    if let Some(said) = given.published {
        if Day::parse(&said).is_some() {
            let basis = PublishedBasis::Given;
            page.published = Published { value: Some(said), basis, evidence: None };
        } else {
            let message = format!("{locator}: published {said:?} is no day of the calendar");
            page.complaints.push(Complaint::page(ComplaintKind::DateUnknown, message));
        }
    }
    let is_text = page.origin.media_type == Some(MediaType::Text);
    let mut marks = noise::mark(&page.text, page.title.as_deref(), is_text);
    fused::mend(&page.text, &mut marks.mends, &mut marks.complaints);
    marks.mends.sort();
    page.noise = marks.noise;
    page.mends = marks.mends;
    page.complaints.extend(marks.complaints);
    page.credits = marks.credits;
    if page.authors.is_empty() {
        page.authors = marks.authors;
    }
    if page.title.is_none() {
        page.title = marks.headline.map(|span| span.of(&page.text).to_string());
    }
    page.language = given
        .language
        .as_deref()
        .and_then(language::of_tag)
        .or_else(|| language::detect(&page.text).map(str::to_string))
        .or_else(|| meta.language.as_deref().and_then(language::of_tag));
    if let Some(language) = page.language.as_deref().filter(|l| *l != "en") {
        let message = format!("{locator}: in {language:?}, which is not read");
        page.complaints.push(Complaint::page(ComplaintKind::UnreadLanguage, message));
    }
    page
}

/// The host of an address, without `www.`.
fn host(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?.rsplit('@').next()?;
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    host.contains('.').then(|| host.to_string())
}
