//! Which pairs of reports are worth an exact look, in nearly linear time.

use rashomon_record::{Complaint, ComplaintKind};
use rustc_hash::FxHashMap;

use super::body::Body;

/// A run of words in more reports than this is compared with its neighbours only.
const FULL: usize = 24;
/// How many neighbours.
const NEIGHBOURS: usize = 6;
/// How many sampled runs a pair shares at least.
const LEAST_SHARED: u32 = 2;

/// For each report the first one with the same words in the same order (itself, where it is the
/// first). Reports without words are like nothing but themselves.
pub(crate) fn same_words(bodies: &[Body]) -> Vec<usize> {
    let mut first: FxHashMap<u64, usize> = FxHashMap::default();
    bodies
        .iter()
        .enumerate()
        .map(|(i, body)| if body.all == 0 { i } else { *first.entry(body.all).or_insert(i) })
        .collect()
}

/// Pairs `(earlier, later)` of reports with different words that share sampled runs of words, in
/// order.
pub(crate) fn candidates(
    bodies: &[Body],
    alike: &[usize],
) -> (Vec<(usize, usize)>, Vec<Complaint>) {
    let mut postings: Vec<(u64, u32)> = Vec::new();
    for (i, body) in bodies.iter().enumerate() {
        if alike[i] == i {
            postings.extend(body.sample.iter().map(|&run| (run, i as u32)));
        }
    }
    postings.sort_unstable();
    let (mut pairs, mut widest) = (Vec::new(), 0);
    for group in postings.chunk_by(|a, b| a.0 == b.0) {
        let reach = if group.len() <= FULL { FULL } else { NEIGHBOURS };
        if group.len() > FULL {
            widest = widest.max(group.len());
        }
        for (at, &(_, a)) in group.iter().enumerate() {
            for &(_, b) in group.iter().skip(at + 1).take(reach) {
                pairs.push((a, b));
            }
        }
    }
    drop(postings);
    pairs.sort_unstable();
    let found = pairs
        .chunk_by(|a, b| a == b)
        .filter(|same| same.len() as u32 >= LEAST_SHARED)
        .map(|same| (same[0].0 as usize, same[0].1 as usize))
        .collect();
    // A run of words in hundreds of different texts is a formula; that its far ends are not
    // compared is worth a word only where it could hide a copy.
    let complaints = (widest > 1000)
        .then(|| {
            Complaint::page(
                ComplaintKind::Capped,
                format!(
                    "one run of words stands in {widest} different reports; each was compared \
                     with its {NEIGHBOURS} neighbours only when looking for copies"
                ),
            )
        })
        .into_iter()
        .collect();
    (found, complaints)
}
