//! One event, many accounts: many Readings → the Record.
//!
//! A pure function of a set of Readings and of human decisions: any order, any number of threads,
//! the same bytes. It does no I/O and reads no text anew.

mod copies;
mod reports;
mod tables;
mod words;

use rashomon_record::{Decision, Reading, Record, SCHEMA};

use tables::Tables;

/// The Record of all `readings` under `decisions`.
pub fn corroborate(readings: &[Reading], _decisions: &[Decision]) -> Record {
    let tables = Tables::embedded();
    let readings = reports::in_order(readings);
    let (places, complaints) = copies::find(&readings, &tables);
    let (reports, roots) = reports::list(&readings, &places);
    Record {
        schema: SCHEMA,
        reports,
        roots,
        events: Vec::new(),
        totals: Vec::new(),
        disputes: Vec::new(),
        commitments: Vec::new(),
        positions: Vec::new(),
        diplomatic: Vec::new(),
        dyads: Vec::new(),
        actors: Vec::new(),
        complaints,
    }
}
