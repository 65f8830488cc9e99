//! Every bound on size and number, in one place. What lies beyond is left out with a complaint.

/// Bytes of one page, after decompression.
pub const PAGE_BYTES: usize = 10 << 20;

/// Bytes of one line of JSON. Escapes make a line up to six times as long as the page in it.
pub const LINE_BYTES: usize = 24 << 20;

/// Bytes of a document of JSON that is not one line (an array is read value by value).
pub const DOCUMENT_BYTES: usize = 64 << 20;

/// Bytes of the header of one WARC record, or of the HTTP header in it.
pub const HEADER_BYTES: usize = 64 << 10;

/// Decompressed bytes for each compressed byte beyond which a gzip stream is a bomb. Pages come
/// to 5 or 10, very repetitive ones to 50; gzip itself cannot pass 1,032.
pub const RATIO: u64 = 250;

/// Decompressed bytes before the ratio is looked at: small repetitive pages are no bombs.
pub const RATIO_FROM: u64 = 1 << 20;

/// gzip within gzip.
pub const NESTED_GZIP: usize = 2;

/// Folders within folders.
pub const FOLDER_DEPTH: usize = 64;

/// Broken records told one by one for each file; the rest is told as a number.
pub const TOLD: usize = 1_000;

/// Bytes looked at to recognise a container.
pub const SNIFFED: usize = 8 << 10;
