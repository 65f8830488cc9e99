//! The model file: named sections, compressed as one.

use std::io::Read;

use crate::error::Error;

/// What every model file starts with; the number is that of the format.
const MAGIC: &[u8; 8] = b"rashsyn1";

/// No model is larger than this when unpacked.
const LARGEST: u64 = 256 << 20;

/// Collects the parts of a model.
#[cfg(any(test, feature = "train"))]
#[derive(Default, Debug)]
pub(crate) struct Writer {
    out: Vec<u8>,
}

#[cfg(any(test, feature = "train"))]
impl Writer {
    /// A number.
    pub(crate) fn u32(&mut self, value: u32) {
        self.out.extend_from_slice(&value.to_le_bytes());
    }

    /// Bytes, their number before them.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.u32(bytes.len() as u32);
        self.out.extend_from_slice(bytes);
    }

    /// The compressed file, its hash at the front.
    pub(crate) fn finish(self) -> std::io::Result<Vec<u8>> {
        use std::io::Write;
        let mut file = MAGIC.to_vec();
        file.extend_from_slice(&crate::hash::of(&self.out).to_le_bytes());
        let mut packed = flate2::write::ZlibEncoder::new(file, flate2::Compression::best());
        packed.write_all(&self.out)?;
        packed.finish()
    }
}

/// Reads the parts of a model in the order in which they were written.
#[derive(Debug)]
pub(crate) struct Reader<'a> {
    left: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Over unpacked bytes.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Reader { left: bytes }
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], Error> {
        let (taken, left) = self
            .left
            .split_at_checked(length)
            .ok_or_else(|| Error::new("model", "it ends too early"))?;
        self.left = left;
        Ok(taken)
    }

    /// A number.
    pub(crate) fn u32(&mut self) -> Result<u32, Error> {
        let bytes = self.take(4)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }

    /// Bytes.
    pub(crate) fn bytes(&mut self) -> Result<&'a [u8], Error> {
        let length = self.u32()? as usize;
        self.take(length)
    }

    /// Text.
    pub(crate) fn text(&mut self) -> Result<&'a str, Error> {
        std::str::from_utf8(self.bytes()?).map_err(|_| Error::new("model", "a text is no UTF-8"))
    }
}

/// Unpacks a model file: its hash and its parts.
pub(crate) fn unpack(file: &[u8]) -> Result<(u64, Vec<u8>), Error> {
    let rest = file
        .strip_prefix(MAGIC)
        .ok_or_else(|| Error::new("model", "this is no model of this version"))?;
    let (hash, packed) =
        rest.split_at_checked(8).ok_or_else(|| Error::new("model", "it ends too early"))?;
    let hash = hash.iter().rev().fold(0u64, |all, &byte| all << 8 | u64::from(byte));
    let mut parts = Vec::with_capacity(packed.len() * 3);
    flate2::read::ZlibDecoder::new(packed)
        .take(LARGEST)
        .read_to_end(&mut parts)
        .map_err(|error| Error::new("model", format!("it cannot be unpacked: {error}")))?;
    Ok((hash, parts))
}
