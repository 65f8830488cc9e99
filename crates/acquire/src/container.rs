//! Which reader gets a stream: by what its first bytes are.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use rashomon_record::{Body, Complaint, ComplaintKind, Given, MediaType, RawPage};

use crate::limits::{NESTED_GZIP, PAGE_BYTES, SNIFFED};
use crate::lines::{Stretch, stretch};
use crate::run::Run;
use crate::sniff::{Kind, Sniffed, sniff};
use crate::{feed, gzip, json, warc};

/// Reads every page of a stream. `name` is for messages.
pub(crate) fn read(source: &mut dyn Read, name: &str, run: &mut Run<'_>) {
    let mut source = BufReader::with_capacity(256 << 10, source);
    nested(&mut source, name, NESTED_GZIP, run);
}

fn nested(source: &mut dyn BufRead, name: &str, gzips: usize, run: &mut Run<'_>) {
    let mut head = Vec::new();
    // Pipes give little at a time: read until there is enough to tell.
    let broken = (&mut *source).take(SNIFFED as u64).read_to_end(&mut head).err();
    if let (Some(error), true) = (&broken, head.is_empty()) {
        return run.fail(name, None, kind_of(error), format!("{name}: cannot be read: {error}"));
    }
    if head.is_empty() {
        let message = format!("{name}: the file is empty");
        return run.fail(name, None, ComplaintKind::Unreadable, message);
    }
    let Sniffed { kind, charset } = sniff(&head);
    let mut source = Cursor::new(head).chain(Tail { source, broken });
    match kind {
        Kind::Gzip if gzips == 0 => {
            let message = format!("{name}: gzip within gzip within gzip is not opened");
            run.fail(name, None, ComplaintKind::TooLarge, message);
        }
        Kind::Gzip => nested(&mut gzip::reader(source), name, gzips - 1, run),
        Kind::Warc => warc::records(&mut source, name, run),
        Kind::Json => json::document(&mut source, name, run),
        Kind::Feed => feed::items(&mut source, name, charset, run),
        Kind::Html => page(&mut source, name, MediaType::Html, charset, run),
        Kind::Text => page(&mut source, name, MediaType::Text, charset, run),
        Kind::Blank => {
            let rest = stretch(&mut source, PAGE_BYTES).bytes;
            match rest.iter().all(u8::is_ascii_whitespace) {
                true => {
                    let message = format!("{name}: the file holds nothing but white space");
                    run.fail(name, None, ComplaintKind::Unreadable, message);
                }
                false => give(
                    Stretch { bytes: rest, more: false, error: None },
                    name,
                    None,
                    charset,
                    run,
                ),
            }
        }
        Kind::Binary(what) => {
            let message = format!("{name}: the file is {what}, which is not read");
            run.fail(name, None, ComplaintKind::Unreadable, message);
        }
    }
}

/// The rest of a stream after its head, or the error that cut the head off.
struct Tail<'a> {
    source: &'a mut dyn BufRead,
    broken: Option<io::Error>,
}

impl Read for Tail<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        match self.broken.take() {
            Some(error) => Err(error),
            None => self.source.read(out),
        }
    }
}

impl BufRead for Tail<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        match self.broken.take() {
            Some(error) => Err(error),
            None => self.source.fill_buf(),
        }
    }

    fn consume(&mut self, amount: usize) {
        self.source.consume(amount);
    }
}

/// A whole stream that is one page.
fn page(
    source: &mut dyn BufRead,
    name: &str,
    media_type: MediaType,
    charset: Option<&str>,
    run: &mut Run<'_>,
) {
    give(stretch(source, PAGE_BYTES), name, Some(media_type), charset, run);
}

fn give(
    read: Stretch,
    name: &str,
    media_type: Option<MediaType>,
    charset: Option<&str>,
    run: &mut Run<'_>,
) {
    let mut complaints = Vec::new();
    if let Some(error) = &read.error {
        if gzip::is_bomb(error) {
            let message = format!("{name}: cannot be read: {error}");
            return run.fail(name, None, ComplaintKind::TooLarge, message);
        }
        complaints.push(Complaint::page(
            ComplaintKind::Truncated,
            format!("{name}: breaks off after {} bytes: {error}", read.bytes.len()),
        ));
    }
    if read.more {
        complaints.push(too_large(name));
    }
    let body = Body {
        bytes: read.bytes,
        media_type: media_type.unwrap_or(MediaType::Text),
        charset: charset.map(str::to_string),
    };
    let given = Given::default();
    run.give(RawPage { locator: name.to_string(), given, body: Some(body), complaints });
}

/// What is said where a page passes the bound.
pub(crate) fn too_large(name: &str) -> Complaint {
    let message = format!("{name}: longer than {} MiB; the rest was left out", PAGE_BYTES >> 20);
    Complaint::page(ComplaintKind::TooLarge, message)
}

/// The complaint that an error of reading makes.
pub(crate) fn kind_of(error: &io::Error) -> ComplaintKind {
    if gzip::is_bomb(error) { ComplaintKind::TooLarge } else { ComplaintKind::Unreadable }
}
