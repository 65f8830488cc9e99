//! What was promised, and what became of it.
//!
//! The same pledge told five times is one. How it stands comes from what reports say later; where
//! they are silent it stays as it was made, and is never called broken.

use std::collections::{BTreeMap, BTreeSet};

use rashomon_record::hash::short_id;
use rashomon_record::{
    Commitment, CommitmentStage, CommitmentStatus, CommitmentText, Day, Evidence,
};

use crate::claims::evidence;
use crate::cluster::{Bounds, Edge, cluster};
use crate::events::Material;
use crate::facts::{Claimant, Fact};
use crate::identity::is_known;
use crate::words;

/// When two pledges are one.
const ONE: Bounds = Bounds { join: 300, unseen: -100 };
/// More pledges are compared with this many before them only.
const WINDOW: usize = 400;

struct Pledge<'m, 'a> {
    fact: &'m Fact<'a>,
    text: &'m CommitmentText,
    /// States and groups that promise.
    heads: BTreeSet<String>,
    words: Vec<u64>,
}

/// The commitments of all reports, in order.
pub(crate) fn of(material: &Material<'_, '_>) -> Vec<Commitment> {
    let pledges: Vec<Pledge<'_, '_>> =
        material.facts.iter().filter_map(|f| pledge(f, material)).collect();
    let mut edges = Vec::new();
    for b in 0..pledges.len() {
        for a in b.saturating_sub(WINDOW)..b {
            if let Some(points) = alike(&pledges[a], &pledges[b]) {
                edges.push(Edge { a, b, points: Some(points) });
            }
        }
    }
    let heads = cluster(pledges.len(), &edges, ONE);
    let mut groups: BTreeMap<usize, Vec<&Pledge<'_, '_>>> = BTreeMap::new();
    for (pledge, head) in pledges.iter().zip(heads) {
        groups.entry(head).or_default().push(pledge);
    }
    let last = material.readings.iter().filter_map(|r| r.page.published.day()).max();
    let mut all: Vec<Commitment> =
        groups.into_values().filter_map(|g| commitment(&g, last, material)).collect();
    all.sort_by(|a, b| (a.made_on, &a.id).cmp(&(b.made_on, &b.id)));
    all
}

fn pledge<'m, 'a>(fact: &'m Fact<'a>, material: &Material<'_, '_>) -> Option<Pledge<'m, 'a>> {
    let text = fact.said.commitment.as_ref().filter(|_| !fact.in_title)?;
    let mut content = Vec::new();
    words::words(&text.action, |w| {
        if !material.tables.function_words.contains(&w.hash) {
            content.push(w.hash);
        }
    });
    Some(Pledge {
        fact,
        text,
        heads: fact
            .promisors
            .iter()
            .filter(|c| c.country.is_some() || is_known(&c.key))
            .map(head)
            .collect(),
        words: words::set(content),
    })
}

fn head(claimant: &Claimant) -> String {
    match &claimant.country {
        Some(country) => country.0.clone(),
        None => match claimant.key.split_once('.') {
            Some((head, _)) if is_known(head) => head.to_lowercase(),
            _ => claimant.key.to_lowercase(),
        },
    }
}

/// Points for two pledges being one: the words of the action, by the same promisor.
fn alike(a: &Pledge<'_, '_>, b: &Pledge<'_, '_>) -> Option<i32> {
    if a.fact.key == b.fact.key && a.fact.root == b.fact.root && a.text.action == b.text.action {
        return Some(2000);
    }
    let known = !a.heads.is_empty() && !b.heads.is_empty();
    if known && a.heads.is_disjoint(&b.heads) {
        return None;
    }
    let both = words::shared(&a.words, &b.words);
    let fewest = a.words.len().min(b.words.len());
    if both < 2.min(fewest) || fewest == 0 {
        return None;
    }
    let either = a.words.len() + b.words.len() - both;
    let contained = (both * 500 / fewest) as i32;
    let jaccard = (both * 500 / either) as i32;
    let mut points = contained / 2 + jaccard;
    if !known {
        points -= 60;
    }
    if a.heads == b.heads {
        points += 40;
    }
    Some(points)
}

fn commitment(
    group: &[&Pledge<'_, '_>],
    last: Option<Day>,
    material: &Material<'_, '_>,
) -> Option<Commitment> {
    let later = |p: &Pledge<'_, '_>| {
        use CommitmentStage::*;
        matches!(p.text.stage, Fulfilled | Delayed | Broken)
    };
    // The words of a root stand for it; the longest say most of what was promised.
    let best = group.iter().max_by_key(|p| {
        (
            !later(p),
            p.fact.report == p.fact.root,
            p.words.len().min(12),
            std::cmp::Reverse(p.text.action.len()),
            std::cmp::Reverse(p.text.action.as_str()),
        )
    })?;
    let codes = |pick: for<'f> fn(&'f Fact<'_>) -> &'f Vec<Claimant>| -> Vec<String> {
        let all: BTreeSet<&str> =
            group.iter().flat_map(|p| pick(p.fact)).map(|c| c.key.as_str()).collect();
        all.into_iter().map(str::to_string).collect()
    };
    let words = |later_ones: bool| -> Vec<Evidence> {
        let set: BTreeSet<Evidence> = group
            .iter()
            .filter(|p| later(p) == later_ones)
            .map(|p| evidence(p.fact, material))
            .collect();
        set.into_iter().collect()
    };
    let due = group.iter().filter_map(|p| p.text.due).map(|d| d.to).min();
    let founding = group.iter().map(|p| (p.fact.report != p.fact.root, &p.fact.said.id)).min()?;
    let status = status(group, due, last);
    Some(Commitment {
        id: short_id("c", &[founding.1.as_bytes(), best.text.action.as_bytes()]),
        promisor: codes(|f| &f.promisors),
        promisee: codes(|f| &f.promisees),
        action: best.text.action.clone(),
        made_on: made_on(group, material),
        due,
        status,
        pam: match status {
            CommitmentStatus::Kept => Some(3),
            CommitmentStatus::Partly => Some(2),
            CommitmentStatus::Broken => Some(0),
            _ => None,
        },
        evidence: words(false),
        fulfilment: words(true),
    })
}

/// The day on which it was promised: what the text says, else the day of the first report.
fn made_on(group: &[&Pledge<'_, '_>], material: &Material<'_, '_>) -> Option<Day> {
    use CommitmentStage::*;
    let made = |p: &&&Pledge<'_, '_>| matches!(p.text.stage, Offered | Agreed | Restated);
    let said = group
        .iter()
        .filter(made)
        .filter_map(|p| p.fact.when.map(|d| d.days))
        .filter(|d| d.days() <= 3)
        .map(|d| d.from)
        .min();
    let published = || {
        let days = group.iter().filter(made);
        days.filter_map(|p| material.readings[p.fact.report].page.published.day()).min()
    };
    said.or_else(published)
}

fn status(group: &[&Pledge<'_, '_>], due: Option<Day>, last: Option<Day>) -> CommitmentStatus {
    use CommitmentStage::*;
    let has = |stage: CommitmentStage| group.iter().any(|p| p.text.stage == stage);
    if has(Broken) {
        return if has(Fulfilled) { CommitmentStatus::Partly } else { CommitmentStatus::Broken };
    }
    if has(Fulfilled) {
        return if has(Delayed) { CommitmentStatus::Late } else { CommitmentStatus::Kept };
    }
    if has(Delayed) {
        return CommitmentStatus::Late;
    }
    if due.zip(last).is_some_and(|(due, last)| due < last) {
        return CommitmentStatus::Due;
    }
    if has(Agreed) { CommitmentStatus::Agreed } else { CommitmentStatus::Offered }
}
