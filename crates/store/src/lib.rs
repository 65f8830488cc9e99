//! The durable truth: pages as they came, what was read in them, what people decided, the record.
//!
//! A [`Store`] is where all of that outlives a run; [`SqliteStore`] keeps it in one file. What has
//! been acknowledged (a call that returned `Ok`) survives a crash at any moment: every call is one
//! transaction. Readings are kept beside the raw page that they were made from and are made anew
//! when the reader's versions change, so nothing derived is ever the only copy of anything.
//!
//! The room reads no page and judges nothing; it gives back what it was given, byte for byte.

mod error;
mod sqlite;

pub use error::Error;
pub use sqlite::SqliteStore;

use std::collections::BTreeSet;

use rashomon_record::{ContentHash, Decision, MadeBy, RawPage, Reading, Record};

/// One report as the store keeps it.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// The page as it came. [`RawPage::key`] names it.
    pub raw: RawPage,
    /// What was read in it.
    pub reading: Reading,
}

/// What became of entries that were handed in.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Added {
    /// How many were not there before.
    pub new: usize,
    /// How many were there, with an older Reading that was replaced.
    pub read_anew: usize,
    /// How many were there already, just so.
    pub known: usize,
    /// Identifiers that the store already holds with other bytes; these were not taken.
    pub refused: Vec<String>,
}

/// Where reports, Readings, decisions and the record outlive a run.
pub trait Store {
    /// Keeps `entries`, all or none. An entry that is there already changes nothing.
    fn add(&mut self, entries: &[Entry]) -> Result<Added, Error>;

    /// The Reading of the page with this key, if it was made by these versions.
    fn reading(&self, key: &ContentHash, made_by: &MadeBy) -> Result<Option<Reading>, Error>;

    /// The keys of all pages whose Readings were made by these versions.
    fn known(&self, made_by: &MadeBy) -> Result<BTreeSet<ContentHash>, Error>;

    /// Every entry, in order of report identifier.
    fn entries(&self) -> Result<Vec<Entry>, Error>;

    /// Appends a decision; one that is there already changes nothing.
    fn decide(&mut self, decision: &Decision) -> Result<(), Error>;

    /// Every decision, in the order in which they were made.
    fn decisions(&self) -> Result<Vec<Decision>, Error>;

    /// Keeps the derived record and the hash of what it was derived from.
    fn set_record(&mut self, inputs: &ContentHash, record: &Record) -> Result<(), Error>;

    /// The derived record, if it was derived from just these inputs.
    fn record(&self, inputs: &ContentHash) -> Result<Option<Record>, Error>;

    /// The hash of everything that a record of this store is derived from.
    fn inputs(&self) -> Result<ContentHash, Error>;
}
