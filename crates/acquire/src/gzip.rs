//! gzip, member after member, with a bound on how much a byte may become.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::GzDecoder;

use crate::limits::{RATIO, RATIO_FROM};

/// The decompressed bytes of one or more gzip members. What follows the last member and is no
/// gzip is passed over, as gzip does. An error ends the stream; [`is_bomb`] knows a bomb.
pub(crate) struct Members<R: BufRead> {
    decoder: Option<GzDecoder<Counted<R>>>,
    produced: u64,
}

impl<R: BufRead> Members<R> {
    pub(crate) fn new(source: R) -> Self {
        Members { decoder: Some(GzDecoder::new(Counted { source, taken: 0 })), produced: 0 }
    }
}

impl<R: BufRead> Read for Members<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        loop {
            let Some(decoder) = &mut self.decoder else { return Ok(0) };
            let read = match decoder.read(out) {
                Ok(read) => read,
                Err(error) => {
                    self.decoder = None;
                    return Err(error);
                }
            };
            self.produced += read as u64;
            let taken = decoder.get_ref().taken.max(1);
            if self.produced > RATIO_FROM && self.produced / taken > RATIO {
                self.decoder = None;
                return Err(io::Error::other(Bomb));
            }
            if read > 0 {
                return Ok(read);
            }
            let Some(mut source) = self.decoder.take().map(GzDecoder::into_inner) else {
                return Ok(0);
            };
            if !source.fill_buf()?.starts_with(b"\x1f") {
                return Ok(0);
            }
            self.decoder = Some(GzDecoder::new(source));
        }
    }
}

/// A reader that says how much was taken from it.
struct Counted<R> {
    source: R,
    taken: u64,
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.source.read(out)?;
        self.taken += read as u64;
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.source.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.taken += amount as u64;
        self.source.consume(amount);
    }
}

#[derive(Debug)]
struct Bomb;

impl std::fmt::Display for Bomb {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "one compressed byte becomes more than {RATIO}: this is a bomb")
    }
}

impl std::error::Error for Bomb {}

/// Whether a stream was broken off because it grows too much.
pub(crate) fn is_bomb(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<Bomb>())
}

/// A buffered reader over the members of `source`.
pub(crate) fn reader<R: BufRead>(source: R) -> BufReader<Members<R>> {
    BufReader::with_capacity(64 << 10, Members::new(source))
}
