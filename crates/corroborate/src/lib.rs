//! One event, many accounts: many Readings → the Record.
//!
//! A pure function of a set of Readings and of human decisions: any order, any number of threads,
//! the same bytes. It does no I/O and reads no text anew.

use rashomon_record::{Decision, Reading, Record, SCHEMA};

/// The Record of all `readings` under `decisions`.
pub fn corroborate(_readings: &[Reading], _decisions: &[Decision]) -> Record {
    Record {
        schema: SCHEMA,
        reports: Vec::new(),
        roots: Vec::new(),
        events: Vec::new(),
        totals: Vec::new(),
        disputes: Vec::new(),
        commitments: Vec::new(),
        positions: Vec::new(),
        diplomatic: Vec::new(),
        dyads: Vec::new(),
        actors: Vec::new(),
        complaints: Vec::new(),
    }
}
