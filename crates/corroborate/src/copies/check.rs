//! The exact comparison of two reports.

use super::body::Body;
use crate::words::shared;

/// Two reports that are copies of one another or of a third.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Likeness {
    /// The earlier report.
    pub earlier: usize,
    /// The later one.
    pub later: usize,
    /// Shared pairs of words as parts per thousand of the smaller report's.
    pub contained: usize,
    /// Shared pairs as parts per thousand of the pairs of both.
    pub jaccard: usize,
}

/// Pairs of words that copies share at least.
const LEAST_PAIRS: usize = 10;
/// Smallest share of the smaller report (parts per thousand) that stands in the other.
const CONTAINED: usize = 400;
/// Smallest share of names and numbers that goes with it.
const FACTS: usize = 600;
/// A freer rewriting, recognised where nearly all facts are the same.
const CONTAINED_LOOSELY: usize = 270;
/// Smallest share of facts that goes with a freer rewriting, and how many facts it takes.
const FACTS_STRICTLY: usize = 850;
const LEAST_FACTS: usize = 12;
/// Where numbers are what differs, the wording is a form and not a copy.
const NUMBERS: usize = 500;
const LEAST_NUMBERS: usize = 4;

/// Compares two reports; `None` where they are no copies.
pub(crate) fn compare(earlier: usize, later: usize, bodies: &[Body]) -> Option<Likeness> {
    let (a, b) = (&bodies[earlier], &bodies[later]);
    let both = shared(&a.pairs, &b.pairs);
    if both < LEAST_PAIRS {
        return None;
    }
    let share = |n: usize, of: usize| n * 1000 / of.max(1);
    let contained = share(both, a.pairs.len().min(b.pairs.len()));
    let jaccard = share(both, a.pairs.len() + b.pairs.len() - both);
    if contained < CONTAINED_LOOSELY {
        return None;
    }
    let fewest = a.facts.len().min(b.facts.len());
    // A report that names nothing and counts nothing can only be judged by its words.
    let facts = if fewest == 0 { contained } else { share(shared(&a.facts, &b.facts), fewest) };
    let copy = (contained >= CONTAINED && facts >= FACTS)
        || (facts >= FACTS_STRICTLY && fewest >= LEAST_FACTS);
    let numbers = a.numbers.len().min(b.numbers.len());
    let form = numbers >= LEAST_NUMBERS && share(shared(&a.numbers, &b.numbers), numbers) < NUMBERS;
    (copy && !form).then_some(Likeness { earlier, later, contained, jaccard })
}
