//! Clustering that does not depend on order: best pair first, by the average of the points between
//! two clusters, never across a pair that cannot be one.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// What is known of a pair.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Edge {
    /// One.
    pub a: usize,
    /// The other; `a < b`.
    pub b: usize,
    /// Points for being the same; `None` where they cannot be.
    pub points: Option<i32>,
}

/// The bounds of one clustering.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Bounds {
    /// Clusters join at this average or above.
    pub join: i32,
    /// Points of a pair that was not compared.
    pub unseen: i32,
}

#[derive(Clone, Copy, Default)]
struct Link {
    points: i64,
    seen: i64,
    never: bool,
}

/// For each of `count` nodes the smallest node of its cluster. Edges may come in any order, each
/// pair once.
pub(crate) fn cluster(count: usize, edges: &[Edge], bounds: Bounds) -> Vec<usize> {
    let mut links: Vec<BTreeMap<usize, Link>> = vec![BTreeMap::new(); count];
    for edge in edges {
        let link = Link {
            points: i64::from(edge.points.unwrap_or(0)),
            seen: 1,
            never: edge.points.is_none(),
        };
        links[edge.a].insert(edge.b, link);
        links[edge.b].insert(edge.a, link);
    }
    let mut size: Vec<i64> = vec![1; count];
    let mut stamp: Vec<u32> = vec![0; count];
    let mut into: Vec<usize> = (0..count).collect();
    let average = |link: &Link, a: i64, b: i64| -> Option<i64> {
        let pairs = a * b;
        let points = link.points + (pairs - link.seen) * i64::from(bounds.unseen);
        (!link.never).then(|| points.div_euclid(pairs))
    };
    let mut queue = BinaryHeap::new();
    for edge in edges {
        if edge.points.is_some_and(|p| p >= bounds.join) {
            let points = i64::from(edge.points.unwrap_or(0));
            queue.push((points, Reverse((edge.a, edge.b)), 0u32, 0u32));
        }
    }
    while let Some((_, Reverse((a, b)), at_a, at_b)) = queue.pop() {
        if into[a] != a || into[b] != b || stamp[a] != at_a || stamp[b] != at_b {
            continue;
        }
        // The smaller node keeps the cluster; its links take up the other's.
        into[b] = a;
        size[a] += size[b];
        stamp[a] += 1;
        let gone = std::mem::take(&mut links[b]);
        links[a].remove(&b);
        for (other, link) in gone {
            if other == a {
                continue;
            }
            links[other].remove(&b);
            let joined = links[a].entry(other).or_default();
            joined.points += link.points;
            joined.seen += link.seen;
            joined.never |= link.never;
        }
        let changed: Vec<(usize, Link)> = links[a].iter().map(|(o, l)| (*o, *l)).collect();
        for (other, link) in changed {
            links[other].insert(a, link);
            if let Some(points) = average(&link, size[a], size[other])
                && points >= i64::from(bounds.join)
            {
                let (x, y) = (a.min(other), a.max(other));
                queue.push((points, Reverse((x, y)), stamp[x], stamp[y]));
            }
        }
    }
    (0..count)
        .map(|mut node| {
            while into[node] != node {
                node = into[node];
            }
            node
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BOUNDS: Bounds = Bounds { join: 100, unseen: -300 };

    fn edge(a: usize, b: usize, points: i32) -> Edge {
        Edge { a, b, points: Some(points) }
    }

    #[test]
    fn a_pair_that_cannot_be_one_keeps_its_clusters_apart() {
        let mut edges = vec![edge(0, 1, 500), edge(1, 2, 400)];
        edges.push(Edge { a: 0, b: 2, points: None });
        assert_eq!(cluster(3, &edges, BOUNDS), [0, 0, 2]);
    }

    #[test]
    fn a_weak_chain_does_not_pull_two_clusters_together() {
        let edges = [edge(0, 1, 500), edge(2, 3, 500), edge(1, 2, 150)];
        assert_eq!(cluster(4, &edges, BOUNDS), [0, 0, 2, 2]);
    }

    proptest! {
        #[test]
        fn the_order_of_edges_changes_nothing(
            points in proptest::collection::vec(-400i32..600, 45), turn in 0usize..45,
        ) {
            let mut edges = Vec::new();
            let mut n = 0;
            for b in 0..10 {
                for a in 0..b {
                    edges.push(Edge { a, b, points: (points[n] > -380).then_some(points[n]) });
                    n += 1;
                }
            }
            let straight = cluster(10, &edges, BOUNDS);
            edges.rotate_left(turn);
            edges.reverse();
            prop_assert_eq!(straight, cluster(10, &edges, BOUNDS));
        }
    }
}
