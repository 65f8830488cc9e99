//! Copies and roots: which reports are one voice.
//!
//! A pass over all reports that comes before everything else, so that nothing is counted twice.
//! In the order of travel:
//!
//! 1. [`body`]: what of a report is its own: noise and the furniture of its outlet taken away;
//! 2. [`sketch`]: pairs of reports worth a look, by sampled runs of three content words;
//! 3. [`check`]: the exact comparison. Copies share their pairs of words **and** their facts
//!    (numbers and names): a routine bulletin with other figures shares the first and not the
//!    second, and two accounts of one event the second and not the first;
//! 4. [`tree`]: each report under the earlier one that it is likest to.
//!
//! It never reads who says what, and never calls two reports copies because they tell of the
//! same event.

mod body;
mod check;
mod sketch;
mod tree;

use rashomon_record::{Complaint, Reading};
use rayon::prelude::*;

use crate::tables::Tables;

pub(crate) use body::{Furniture, source_of};
pub(crate) use tree::Place;

/// Where each of the readings stands in the tree of copies, and what was capped. The readings
/// come in canonical order; earlier ones are roots before later ones.
pub(crate) fn find(
    readings: &[&Reading],
    furniture: &Furniture,
    tables: &Tables,
) -> (Vec<Place>, Vec<Complaint>) {
    let bodies: Vec<body::Body> =
        readings.par_iter().map(|r| body::Body::of(r, furniture, tables)).collect();
    let alike = sketch::same_words(&bodies);
    let (candidates, complaints) = sketch::candidates(&bodies, &alike);
    let likeness: Vec<check::Likeness> =
        candidates.par_iter().filter_map(|&(a, b)| check::compare(a, b, &bodies)).collect();
    (tree::grow(readings, &bodies, &alike, &likeness), complaints)
}
