//! Each report under the earlier one that it is likest to.

use rashomon_record::{CopyKind, Reading};

use super::body::Body;
use super::check::Likeness;

/// Where a report stands in the tree of copies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Place {
    /// The report that its tree grows from.
    pub root: usize,
    /// The report it was copied from.
    pub parent: Option<usize>,
    /// Other roots that it draws on, in order.
    pub others: Vec<usize>,
    /// How it was copied.
    pub kind: CopyKind,
}

/// Grows the tree. A report joins the root of its likest earlier report and joins no two roots
/// into one: a round-up of two agencies' texts does not make the agencies one voice.
pub(crate) fn grow(
    readings: &[&Reading],
    bodies: &[Body],
    alike: &[usize],
    likeness: &[Likeness],
) -> Vec<Place> {
    let mut links: Vec<&Likeness> = likeness.iter().collect();
    links.sort_by_key(|l| (l.later, std::cmp::Reverse((l.contained, l.jaccard)), l.earlier));
    let mut places: Vec<Place> = Vec::with_capacity(readings.len());
    let mut at = 0;
    for i in 0..readings.len() {
        let mut place = Place { root: i, parent: None, others: Vec::new(), kind: CopyKind::None };
        if alike[i] != i {
            let first = alike[i];
            place.root = places[first].root;
            place.others = places[first].others.clone();
            place.parent = Some(first);
            let same = readings[i].page.text.trim() == readings[first].page.text.trim();
            place.kind = if same { CopyKind::Exact } else { CopyKind::Syndicated };
        }
        while at < links.len() && links[at].later == i {
            let link = links[at];
            let root = places[link.earlier].root;
            if place.parent.is_none() {
                place.parent = Some(link.earlier);
                place.root = root;
                place.kind = kind(link, bodies);
            } else if root != place.root && !place.others.contains(&root) {
                place.others.push(root);
            }
            at += 1;
        }
        place.others.sort_unstable();
        places.push(place);
    }
    places
}

/// How the later of two copies was made from the earlier.
fn kind(link: &Likeness, bodies: &[Body]) -> CopyKind {
    let (parent, child) = (&bodies[link.earlier], &bodies[link.later]);
    if link.contained >= 850 {
        if child.words * 10 < parent.words * 9 && link.jaccard < 850 {
            CopyKind::Trimmed
        } else {
            CopyKind::Syndicated
        }
    } else if child.grammar * 100 < parent.grammar * 88 {
        CopyKind::Translated
    } else {
        CopyKind::Rewritten
    }
}
