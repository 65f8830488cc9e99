//! Outward shapes: what a person reads of a record.
//!
//! [`brief::Brief::of`] arranges a [`Record`](rashomon_record::Record) and the Readings under it into
//! what a page says: days, who says what, where accounts part, what was promised, heat, sources. Two
//! writers print the same arrangement: [`terminal::write`] and [`html::write`]. Every line carries its
//! quote and where it stands.
//!
//! The room decides nothing about events: it only arranges and prints, and everything that comes from
//! a page is escaped on its way out.

pub mod brief;
pub mod html;
pub mod terminal;

mod timeline;
mod words;
