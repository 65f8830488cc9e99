//! Sums over several events, kept apart from them.

use std::collections::{BTreeMap, BTreeSet};

use rashomon_record::{Evidence, TollKind, TollScope, Total};

use crate::claims::evidence;
use crate::events::{Draft, Material};

/// The totals that the reports give, in order. A total is over those events of its report that
/// have a toll of its kind, as far as they are known.
pub(crate) fn of(drafts: &[Draft], material: &Material<'_, '_>) -> Vec<Total> {
    type Key = (TollKind, Option<u64>, Option<u64>);
    let mut totals: BTreeMap<Key, (BTreeSet<Evidence>, BTreeSet<usize>)> = BTreeMap::new();
    for fact in material.facts.iter().filter(|f| !f.in_title) {
        for toll in fact.said.tolls.iter().filter(|t| t.scope == Some(TollScope::Total)) {
            let (words, reports) = totals.entry((toll.kind, toll.low, toll.high)).or_default();
            words.insert(evidence(fact, material));
            reports.insert(fact.report);
        }
    }
    if totals.is_empty() {
        return Vec::new();
    }
    let mut counted: BTreeMap<(usize, TollKind), BTreeSet<&str>> = BTreeMap::new();
    for draft in drafts {
        for &f in draft.facts.iter().chain(&draft.echoes) {
            let fact = &material.facts[f];
            for toll in fact.said.tolls.iter().filter(|t| t.scope != Some(TollScope::Total)) {
                counted.entry((fact.report, toll.kind)).or_default().insert(&draft.id);
            }
        }
    }
    totals
        .into_iter()
        .map(|((kind, low, high), (evidence, reports))| {
            let over: BTreeSet<&str> = reports
                .iter()
                .filter_map(|&r| counted.get(&(r, kind)))
                .flatten()
                .copied()
                .collect();
            Total {
                kind,
                low,
                high,
                over: over.into_iter().map(str::to_string).collect(),
                evidence: evidence.into_iter().collect(),
            }
        })
        .collect()
}
