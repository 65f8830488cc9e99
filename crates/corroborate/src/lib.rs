//! One event, many accounts: many Readings → the Record.
//!
//! A pure function of a set of Readings and of human decisions: any order, any number of threads,
//! the same bytes. It does no I/O and reads no text anew. In the order of travel:
//!
//! 1. [`reports`] puts the readings into an order that depends on nothing but themselves;
//! 2. [`copies`] finds which of them are one voice, before anything is counted;
//! 3. [`facts`] looks up what the assertions point to, [`accounts`] brings the mentions of one act
//!    in one report together, [`voices`] lays what copies repeat on what their root says;
//! 4. [`stories`] says which reports are mainly about the same, [`likeness`] how like two accounts
//!    are, [`matching`] and [`cluster`] which of them are one event;
//! 5. [`events`], [`claims`], [`tolls`] and [`disputes`] make the events of that, each with who
//!    says what; [`totals`], [`commitments`], [`relations`], [`heat`] and [`actors`] the rest;
//! 6. [`verdicts`] lets what people decided stand over all of it.
//!
//! What it never does: count pages, add up numbers across a total and its parts, fill in a day or
//! a place that no one says, or call a promise broken because nothing is heard of it.

mod accounts;
mod actors;
mod claims;
mod cluster;
mod commitments;
mod copies;
mod dateline;
mod denials;
mod disputes;
mod events;
mod facts;
mod heat;
mod identity;
mod likeness;
mod matching;
mod neighbours;
mod relations;
mod reports;
mod stories;
mod tables;
mod tolls;
mod totals;
mod verdicts;
mod voices;
mod words;

use std::collections::BTreeMap;

use rashomon_record::{
    ClaimAbout, ClaimStance, Decision, DisputeKind, Event, EventStatus, Reading, Record, SCHEMA,
};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use events::{Draft, Material};
use matching::Standing;
use tables::Tables;

/// The Record of all `readings` under `decisions`.
pub fn corroborate(readings: &[Reading], decisions: &[Decision]) -> Record {
    let tables = Tables::embedded();
    let readings = reports::in_order(readings);
    let furniture = copies::Furniture::of(&readings);
    let (places, mut complaints) = copies::find(&readings, &furniture, &tables);
    let (mut report_list, roots) = reports::list(&readings, &places);
    let root_of: Vec<usize> = places.iter().map(|p| p.root).collect();
    let root_ids: Vec<String> =
        root_of.iter().map(|&root| reports::root_id(readings[root])).collect();
    let origins = reports::origins(&readings, &root_of);

    let per_report: Vec<Vec<facts::Fact<'_>>> = readings
        .par_iter()
        .enumerate()
        .map(|(i, reading)| facts::of_report(i, root_of[i], reading))
        .collect();
    let mut ranges = Vec::with_capacity(readings.len());
    let mut facts = Vec::new();
    for own in per_report {
        let start = facts.len();
        facts.extend(own);
        ranges.push(start..facts.len());
    }
    let per_report: Vec<Vec<accounts::Account<'_>>> = ranges
        .par_iter()
        .map(|range| accounts::of_report(&facts, range.clone(), &tables))
        .collect();
    let voices = voices::join(per_report, &facts);

    let mains = voices.mains();
    let stories = story_of(&readings, &root_of, &mains, &voices, &furniture, &tables);
    let mut standing = vec![Standing { main_of: None }; voices.accounts.len()];
    for (report, main) in mains.iter().enumerate() {
        if let Some(main) = *main
            && root_of[report] == report
        {
            standing[main].main_of = Some(stories[report]);
        }
    }
    let (heads, capped) = matching::find(&voices.accounts, &standing);
    complaints.extend(capped);

    let mut groups = matching::groups(&heads);
    // A mention that names no one is an event only where a report is about it or another tells of it.
    let is_main: rustc_hash::FxHashSet<usize> = mains.iter().flatten().copied().collect();
    groups.retain(|group| match group[..] {
        [one] => is_main.contains(&one) || !voices.accounts[one].is_thin(&facts),
        _ => true,
    });
    let drafts = events::drafts(groups, &voices, &facts);
    let material = Material {
        facts: &facts,
        readings: &readings,
        root_ids: &root_ids,
        origins: &origins,
        tables: &tables,
    };
    let denials = denials::all(&facts, &tables);
    let (mut events, disputes): (Vec<Event>, Vec<Vec<_>>) =
        drafts.par_iter().map(|draft| told(draft, &denials, &material)).unzip();
    let mut disputes: Vec<rashomon_record::Dispute> = disputes.into_iter().flatten().collect();
    disputes.extend(neighbours::disputes(&events));
    disputes.sort_by(|a, b| a.id.cmp(&b.id));

    let main_events = main_events(&mains, &stories, &drafts, voices.accounts.len());
    let at: FxHashMap<&str, usize> =
        readings.iter().enumerate().map(|(i, r)| (r.page.id.as_str(), i)).collect();
    for report in &mut report_list {
        if let Some(&i) = at.get(report.id.as_str()) {
            report.main_event = main_events[i].clone();
            report.story = Some(reports::story_id(readings[stories[i]]));
        }
    }
    let diplomatic = relations::diplomatic(&events, &drafts, &material);
    events.sort_by(|a, b| order(a).cmp(&order(b)));
    let dyads = heat::dyads(&events);
    let is_root = |i: &usize| root_of[*i] == *i;
    let record = Record {
        schema: SCHEMA,
        reports: report_list,
        roots,
        totals: totals::of(&drafts, &material),
        disputes,
        commitments: commitments::of(&material),
        positions: relations::positions(&material),
        diplomatic,
        dyads,
        actors: actors::of((0..readings.len()).filter(is_root).map(|i| readings[i])),
        events,
        complaints,
    };
    verdicts::apply(record, decisions)
}

fn order(event: &Event) -> (bool, Option<rashomon_record::Day>, &str) {
    let day = event.when.best.or(event.when.from);
    (day.is_none(), day, &event.id)
}

/// One event with its claims, tolls and disputes.
fn told(
    draft: &Draft,
    denials: &[denials::Denial],
    material: &Material<'_, '_>,
) -> (Event, Vec<rashomon_record::Dispute>) {
    let mut event = events::event(draft, material);
    event.claims = claims::of(draft, material);
    denials::add(&mut event, draft, denials, material);
    tolls::set(&mut event, draft, material);
    denials::bound(&mut event);
    let disputes = disputes::of(&event, draft, material);
    let mut speakers = std::collections::BTreeSet::new();
    for claim in event.claims.iter().filter(|c| c.about == ClaimAbout::Occurred) {
        let narrator = || claim.roots.first().cloned();
        speakers.extend(claim.claimant.clone().or_else(narrator));
    }
    event.claimants = speakers.len();
    let origins: std::collections::BTreeSet<usize> =
        draft.facts.iter().map(|&f| material.origins[material.facts[f].report]).collect();
    event.independent_roots = origins.len();
    let said = |stance: ClaimStance| {
        event.claims.iter().any(|c| c.about == ClaimAbout::Occurred && c.stance == stance)
    };
    event.status = if !said(ClaimStance::Asserts) && said(ClaimStance::Denies) {
        EventStatus::Denied
    } else if disputes.iter().any(|d| d.kind == DisputeKind::BetweenParties) {
        EventStatus::Disputed
    } else if event.independent_roots > 1 {
        EventStatus::Corroborated
    } else {
        EventStatus::SingleSource
    };
    (event, disputes)
}

/// For each report the report whose story it belongs to.
fn story_of(
    readings: &[&Reading],
    root_of: &[usize],
    mains: &[Option<usize>],
    voices: &voices::Voices<'_>,
    furniture: &copies::Furniture,
    tables: &Tables,
) -> Vec<usize> {
    let roots: Vec<usize> = (0..readings.len()).filter(|&i| root_of[i] == i).collect();
    let told: Vec<Option<&accounts::Account<'_>>> =
        roots.iter().map(|&r| mains[r].map(|m| &voices.accounts[m])).collect();
    let edges = stories::compare(readings, &roots, &told, furniture, tables);
    let heads = cluster::cluster(roots.len(), &edges, stories::STORY);
    let mut story = vec![0; readings.len()];
    for (at, &root) in roots.iter().enumerate() {
        story[root] = roots[heads[at]];
    }
    for report in 0..readings.len() {
        story[report] = story[root_of[report]];
    }
    story
}

/// The event that each report is mainly about. A report of which too little could be read takes
/// the event of its story.
fn main_events(
    mains: &[Option<usize>],
    stories: &[usize],
    drafts: &[Draft],
    accounts: usize,
) -> Vec<Option<String>> {
    let mut event_of: Vec<Option<usize>> = vec![None; accounts];
    for (i, draft) in drafts.iter().enumerate() {
        for &account in &draft.accounts {
            event_of[account] = Some(i);
        }
    }
    let own: Vec<Option<usize>> =
        mains.iter().map(|m| m.and_then(|account| event_of[account])).collect();
    let mut votes: BTreeMap<usize, BTreeMap<usize, usize>> = BTreeMap::new();
    for (report, event) in own.iter().enumerate() {
        if let Some(event) = event {
            *votes.entry(stories[report]).or_default().entry(*event).or_default() += 1;
        }
    }
    let most = |story: usize| {
        let votes = votes.get(&story)?;
        votes.iter().max_by_key(|(e, n)| (**n, std::cmp::Reverse(**e))).map(|(e, _)| *e)
    };
    own.iter()
        .enumerate()
        .map(|(report, event)| {
            // A main event that no other report of the story is about is likelier a misread
            // detail of what the story is about.
            let shared = |e: &usize| {
                let votes = votes.get(&stories[report]).and_then(|v| v.get(e));
                votes.is_some_and(|n| *n > 1)
            };
            let own = event.filter(shared);
            let event = own.or_else(|| most(stories[report])).or(*event)?;
            Some(drafts[event].id.clone())
        })
        .collect()
}
