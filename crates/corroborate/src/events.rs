//! From accounts to events: what happened, when, where and to whom, from all that tell of it.

mod participants;
mod place;
mod time;
mod title;

use rashomon_record::hash::short_id;
use rashomon_record::{Context, Event, EventStatus, EventType, Factuality, Mode};
use rustc_hash::FxHashMap;

use crate::facts::Fact;
use crate::tables::Tables;
use crate::voices::Voices;

pub(crate) use participants::display_name;

/// One event in the making: its accounts and their facts.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// Identifier.
    pub id: String,
    /// Indexes of its accounts.
    pub accounts: Vec<usize>,
    /// Facts of roots: these count.
    pub facts: Vec<usize>,
    /// Facts of copies: these are evidence only.
    pub echoes: Vec<usize>,
}

/// Everything that the parts of the record are made from.
pub(crate) struct Material<'m, 'a> {
    /// All facts.
    pub facts: &'m [Fact<'a>],
    /// The readings in canonical order.
    pub readings: &'m [&'a rashomon_record::Reading],
    /// Identifier of the root of each report.
    pub root_ids: &'m [String],
    /// For each report the independent origin that stands behind it: its root, or the agency that
    /// it credits.
    pub origins: &'m [usize],
    /// The tables.
    pub tables: &'m Tables,
}

/// Groups of accounts as drafts with identifiers, in order of identifier.
pub(crate) fn drafts(
    groups: Vec<Vec<usize>>,
    voices: &Voices<'_>,
    facts: &[Fact<'_>],
) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = groups
        .into_iter()
        .map(|accounts| {
            let gather = |of: &dyn Fn(usize) -> Vec<usize>| {
                let mut all: Vec<usize> = accounts.iter().flat_map(|&a| of(a)).collect();
                all.sort_unstable();
                all
            };
            let own = gather(&|a| voices.accounts[a].facts.clone());
            let echoes = gather(&|a| voices.echoes[a].clone());
            Draft { id: founding_id(&own, facts), accounts, facts: own, echoes }
        })
        .collect();
    // Two reports that hold nothing but the same headline found the same assertion.
    drafts.sort_by(|a, b| a.id.cmp(&b.id).then_with(|| a.facts.cmp(&b.facts)));
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    for draft in &mut drafts {
        let again = seen.entry(draft.id.clone()).or_default();
        *again += 1;
        if *again > 1 {
            draft.id = short_id("v", &[draft.id.as_bytes(), again.to_string().as_bytes()]);
        }
    }
    drafts
}

/// From the smallest founding assertion, root before copy.
fn founding_id(own: &[usize], facts: &[Fact<'_>]) -> String {
    let smallest = own
        .iter()
        .map(|&f| {
            let fact = &facts[f];
            (fact.report != fact.root, fact.in_title, fact.said.id.as_str())
        })
        .min();
    let (_, in_title, id) = smallest.unwrap_or((false, false, ""));
    short_id("v", &[id.as_bytes(), if in_title { b"title" } else { b"text" }])
}

/// The event of a draft, without claims and what is made of claims.
pub(crate) fn event(draft: &Draft, material: &Material<'_, '_>) -> Event {
    let facts: Vec<&Fact<'_>> = draft.facts.iter().map(|&f| &material.facts[f]).collect();
    let kind = facts.first().map_or(EventType::Consult, |f| f.said.kind);
    let mode = mode(&facts, kind);
    let mut contexts: Vec<Context> = facts.iter().flat_map(|f| f.said.contexts.clone()).collect();
    contexts.sort();
    contexts.dedup();
    let participants = participants::merge(&facts);
    let when = time::of(draft, material);
    let place = place::of(draft, material);
    let title = title::of(kind, mode, &participants, place.as_ref(), material.tables);
    Event {
        id: draft.id.clone(),
        kind,
        mode,
        quad: kind.quad(),
        intensity: kind.intensity(mode),
        contexts,
        title,
        when,
        place,
        participants,
        killed: None,
        injured: None,
        tolls: Default::default(),
        claims: Vec::new(),
        claimants: 0,
        independent_roots: 0,
        factuality: factuality(&facts),
        status: EventStatus::SingleSource,
        part_of: None,
        parts: Vec::new(),
    }
}

/// The mode that most roots name; of equals the graver, then the first of the vocabulary.
fn mode(facts: &[&Fact<'_>], kind: EventType) -> Option<Mode> {
    let mut by: std::collections::BTreeMap<Mode, rustc_hash::FxHashSet<usize>> = Default::default();
    let mut times: FxHashMap<Mode, usize> = FxHashMap::default();
    for fact in facts {
        if let Some(mode) = fact.said.mode {
            by.entry(mode).or_default().insert(fact.root);
            *times.entry(mode).or_default() += 1;
        }
    }
    by.into_iter()
        .max_by_key(|(mode, roots)| {
            let gravity = kind.intensity(Some(*mode)).0.abs();
            (roots.len(), times.get(mode).copied(), gravity, std::cmp::Reverse(*mode))
        })
        .map(|(mode, _)| mode)
}

/// Asserted where anyone asserts it; else what most say.
fn factuality(facts: &[&Fact<'_>]) -> Factuality {
    let mut counts: std::collections::BTreeMap<Factuality, usize> = Default::default();
    for fact in facts {
        *counts.entry(fact.said.factuality).or_default() += 1;
    }
    if counts.contains_key(&Factuality::Asserted) {
        return Factuality::Asserted;
    }
    let most = counts.into_iter().max_by_key(|(f, n)| (*n, std::cmp::Reverse(*f)));
    most.map_or(Factuality::Asserted, |(f, _)| f)
}
