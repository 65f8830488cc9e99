//! Which accounts of different reports are of one event.
//!
//! Candidates share something that few accounts share (a rare word, an actor on a day, a place in
//! a month); they are compared, and clustered within connected components, which are independent
//! of one another and run on all cores.

use rashomon_record::Complaint;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::accounts::Account;
use crate::cluster::{Bounds, Edge, cluster};
use crate::likeness;
use crate::words::mix;

/// When accounts of two reports are of one event.
const ACROSS: Bounds = Bounds { join: 200, unseen: -250 };
/// Being the main account of two reports of one story.
const SAME_STORY: i32 = 500;
/// Being the main account of two reports of different stories.
const OTHER_STORY: i32 = -400;
/// What a story says is worth so much less where states or armed groups took part.
const OF_STATES: i32 = 5;
/// A key of more accounts than this is compared with its neighbours only.
const FULL: usize = 48;
/// How many neighbours.
const NEIGHBOURS: usize = 12;
/// More accounts than this in one component are clustered in slices.
const LARGEST_BLOCK: usize = 6000;

/// What is known of an account beyond itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Standing {
    /// The story of its report, where it is its report's main account.
    pub main_of: Option<usize>,
}

/// For each account the smallest account of its event.
pub(crate) fn find(
    accounts: &[Account<'_>],
    standing: &[Standing],
) -> (Vec<usize>, Vec<Complaint>) {
    let pairs = candidates(accounts, standing);
    let edges: Vec<Edge> =
        pairs.par_iter().filter_map(|&(a, b)| edge(a, b, accounts, standing)).collect();
    let (blocks, complaints) = blocks(accounts.len(), &edges);
    let clustered: Vec<Vec<(usize, usize)>> = blocks
        .par_iter()
        .map(|(members, edges)| {
            let heads = cluster(members.len(), edges, ACROSS);
            heads.iter().enumerate().map(|(i, &h)| (members[i], members[h])).collect()
        })
        .collect();
    let mut heads: Vec<usize> = (0..accounts.len()).collect();
    for (node, head) in clustered.into_iter().flatten() {
        heads[node] = head;
    }
    (heads, complaints)
}

fn edge(a: usize, b: usize, accounts: &[Account<'_>], standing: &[Standing]) -> Option<Edge> {
    let (x, y) = (&accounts[a], &accounts[b]);
    // Reports of one crisis are alike in all their words and tell of many acts of the same few
    // states; only local news is mainly about one thing.
    let local = x.local && y.local;
    let stories = standing[a].main_of.zip(standing[b].main_of);
    let mut points = likeness::across(x, y, local && stories.is_some_and(|(s, t)| s == t));
    if x.report == y.report {
        // One report's accounts were compared with more at hand, and kept apart.
        points = points.map(|p| p.min(100));
    }
    if let Some((s, t)) = stories {
        let bonus = if s == t { SAME_STORY } else { OTHER_STORY };
        points = points.map(|p| p + if local { bonus } else { bonus / OF_STATES });
    }
    // What was compared and found unlike need not be kept, except where it forbids.
    points.is_none_or(|p| p > ACROSS.unseen).then_some(Edge { a, b, points })
}

fn candidates(accounts: &[Account<'_>], standing: &[Standing]) -> Vec<(usize, usize)> {
    let mut postings: Vec<(u64, u32)> = Vec::new();
    for (i, account) in accounts.iter().enumerate() {
        let mut keys: Vec<u64> = Vec::new();
        let kind = mix(account.kind as u64 + 1);
        for &word in &account.rare {
            keys.push(mix(kind ^ word));
        }
        if let Some(dated) = account.when.filter(|d| d.days.days() <= 8) {
            let mut day = Some(dated.days.from);
            while let Some(d) = day.filter(|d| *d <= dated.days.to) {
                let key = mix(kind ^ mix(d.since(EPOCH) as u64));
                let heads = account.doers.iter().chain(&account.sufferers).map(|w| w.head);
                keys.extend(heads.filter(|h| *h != 0).map(|h| mix(key ^ h)));
                keys.extend(account.place.iter().map(|p| mix(key ^ p.name.rotate_left(9))));
                day = d.plus(1);
            }
        }
        let named = account.doers.iter().chain(&account.sufferers);
        keys.extend(named.filter(|w| w.name != 0).map(|w| mix(kind ^ w.name.rotate_left(5))));
        // What one report keeps apart no other report may bring together.
        keys.push(mix(kind ^ mix(account.report as u64 + 1).rotate_left(33)));
        if let Some(story) = standing[i].main_of {
            keys.push(mix(kind ^ mix(story as u64).rotate_left(21)));
        }
        keys.sort_unstable();
        keys.dedup();
        postings.extend(keys.into_iter().map(|key| (key, i as u32)));
    }
    postings.sort_unstable();
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for group in postings.chunk_by(|a, b| a.0 == b.0) {
        let reach = if group.len() <= FULL { FULL } else { NEIGHBOURS };
        for (at, &(_, a)) in group.iter().enumerate() {
            for &(_, b) in group.iter().skip(at + 1).take(reach) {
                pairs.push((a, b));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs.into_iter().map(|(a, b)| (a as usize, b as usize)).collect()
}

/// Any fixed day.
const EPOCH: rashomon_record::Day = rashomon_record::Day(jiff::civil::Date::constant(2000, 1, 1));

type Block = (Vec<usize>, Vec<Edge>);

/// Connected components of the pairs that speak for being one, with their edges renumbered.
fn blocks(count: usize, edges: &[Edge]) -> (Vec<Block>, Vec<Complaint>) {
    let mut head: Vec<usize> = (0..count).collect();
    fn find(head: &mut [usize], mut node: usize) -> usize {
        while head[node] != node {
            head[node] = head[head[node]];
            node = head[node];
        }
        node
    }
    for edge in edges {
        if edge.points.is_some_and(|p| p >= ACROSS.join) {
            let (a, b) = (find(&mut head, edge.a), find(&mut head, edge.b));
            let (low, high) = (a.min(b), a.max(b));
            head[high] = low;
        }
    }
    let mut members: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for node in 0..count {
        let h = find(&mut head, node);
        members.entry(h).or_default().push(node);
    }
    members.retain(|_, nodes| nodes.len() > 1);
    let mut within: FxHashMap<usize, Vec<Edge>> = FxHashMap::default();
    for edge in edges {
        let h = find(&mut head, edge.a);
        if h == find(&mut head, edge.b) {
            within.entry(h).or_default().push(*edge);
        }
    }
    let mut heads: Vec<usize> = members.keys().copied().collect();
    heads.sort_unstable();
    let (mut out, mut complaints) = (Vec::new(), Vec::new());
    for h in heads {
        let nodes = members.remove(&h).unwrap_or_default();
        let edges = within.remove(&h).unwrap_or_default();
        if nodes.len() > LARGEST_BLOCK {
            complaints.push(Complaint::page(
                rashomon_record::ComplaintKind::Capped,
                format!(
                    "{} accounts hang together; they were compared in slices of {LARGEST_BLOCK}, \
                     so that some may be apart that belong together",
                    nodes.len()
                ),
            ));
        }
        for slice in nodes.chunks(LARGEST_BLOCK) {
            let at: FxHashMap<usize, usize> =
                slice.iter().enumerate().map(|(i, &n)| (n, i)).collect();
            let own: Vec<Edge> = edges
                .iter()
                .filter_map(|e| {
                    let (a, b) = (*at.get(&e.a)?, *at.get(&e.b)?);
                    Some(Edge { a, b, points: e.points })
                })
                .collect();
            out.push((slice.to_vec(), own));
        }
    }
    (out, complaints)
}

/// Nodes that stand alone or hang together, by their head.
pub(crate) fn groups(heads: &[usize]) -> Vec<Vec<usize>> {
    let mut groups: std::collections::BTreeMap<usize, Vec<usize>> = Default::default();
    for (node, &head) in heads.iter().enumerate() {
        groups.entry(head).or_default().push(node);
    }
    groups.into_values().collect()
}
