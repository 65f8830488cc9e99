//! Lines and bounded stretches of a stream.

use std::io::{self, BufRead};

/// How reading a line ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Line {
    /// With a line feed or the end of the stream; the line is in the buffer.
    Whole,
    /// It was longer than the bound; its beginning is in the buffer, the rest was passed over.
    TooLong,
    /// There was nothing more.
    End,
}

/// Reads a line of at most `most` bytes into `line`, without its line feed.
pub(crate) fn line(source: &mut dyn BufRead, most: usize, line: &mut Vec<u8>) -> io::Result<Line> {
    line.clear();
    let (mut any, mut long) = (false, false);
    loop {
        let buffer = match source.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if buffer.is_empty() {
            break;
        }
        any = true;
        let end = memchr::memchr(b'\n', buffer);
        let piece = &buffer[..end.unwrap_or(buffer.len())];
        let room = most.saturating_sub(line.len());
        line.extend_from_slice(&piece[..piece.len().min(room)]);
        long |= piece.len() > room;
        let used = end.map_or(buffer.len(), |end| end + 1);
        source.consume(used);
        if end.is_some() {
            break;
        }
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    Ok(match (any, long) {
        (false, _) => Line::End,
        (true, true) => Line::TooLong,
        (true, false) => Line::Whole,
    })
}

/// What came of reading a stream up to a bound.
pub(crate) struct Stretch {
    pub(crate) bytes: Vec<u8>,
    /// There is more than the bound allows.
    pub(crate) more: bool,
    /// What broke the stream off.
    pub(crate) error: Option<io::Error>,
}

/// Reads at most `most` bytes; what was read before an error is kept.
pub(crate) fn stretch(source: &mut dyn BufRead, most: usize) -> Stretch {
    let mut bytes = Vec::new();
    loop {
        let buffer = match source.fill_buf() {
            Ok(buffer) => buffer,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Stretch { bytes, more: false, error: Some(error) },
        };
        if buffer.is_empty() {
            return Stretch { bytes, more: false, error: None };
        }
        let room = most - bytes.len();
        if room == 0 {
            return Stretch { bytes, more: true, error: None };
        }
        let taken = buffer.len().min(room);
        bytes.extend_from_slice(&buffer[..taken]);
        source.consume(taken);
    }
}
