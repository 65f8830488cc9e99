//! How many: low, best and high after the Uppsala rules.
//!
//! *Best* is the likeliest number that a reliable account gives, *low* and *high* the lowest and
//! the highest reliable ones. Numbers are never added across a total and its parts, a later number
//! for the same people replaces the earlier one, and 0 is only said where someone says it.
//!
//! A voice is one claimant in one independent origin; a copy has none of its own.

use std::collections::{BTreeMap, BTreeSet};

use rashomon_record::{Day, Event, KilledBySide, TollKind, TollQualifier, TollRange, TollScope};

use crate::claims::stance;
use crate::events::{Draft, Material};
use crate::facts::Fact;
use crate::identity::SUFFERERS;
use crate::words;

/// The number that one voice ends on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Voice {
    /// Origin of the report.
    pub origin: usize,
    /// Who vouches; `None` is the narrator.
    pub claimant: Option<String>,
    /// Whether the claimant is a party to the event.
    pub party: bool,
    /// When its report was published.
    pub day: Option<Day>,
    /// Lowest number that its words allow.
    pub low: Option<u64>,
    /// Highest.
    pub high: Option<u64>,
    /// How it was said.
    pub qualifier: TollQualifier,
}

/// Sets the tolls of an event.
pub(crate) fn set(event: &mut Event, draft: &Draft, material: &Material<'_, '_>) {
    for kind in TollKind::ALL {
        let voices = voices(kind, draft, material);
        let Some(mut range) = range(&voices) else { continue };
        match kind {
            TollKind::Killed => {
                range.by_side = by_side(range.best, draft, material);
                event.killed = Some(range);
            }
            TollKind::Injured => {
                event.injured = Some(range);
                if same_victim(event, draft, material) {
                    event.injured = None;
                }
            }
            _ => {
                event.tolls.insert(kind, range);
            }
        }
    }
}

/// Whether the one who was wounded is the one who died: each is one person, and no sentence tells
/// of both. Who dies of a wound counts among the dead only.
fn same_victim(event: &Event, draft: &Draft, material: &Material<'_, '_>) -> bool {
    let one = |range: &Option<TollRange>| range.as_ref().is_some_and(|r| r.high == Some(1));
    if !one(&event.killed)
        || !one(&event.injured)
        || event.killed.as_ref().is_none_or(|k| k.best != Some(1))
    {
        return false;
    }
    let mut told: BTreeSet<(usize, bool, usize, TollKind)> = BTreeSet::new();
    for &f in &draft.facts {
        let fact = &material.facts[f];
        for toll in &fact.said.tolls {
            told.insert((fact.report, fact.in_title, fact.said.sentence, toll.kind));
        }
    }
    let beside = |&(report, title, sentence, kind): &(usize, bool, usize, TollKind)| {
        kind == TollKind::Injured && told.contains(&(report, title, sentence, TollKind::Killed))
    };
    !told.iter().any(beside)
}

/// The voices that give a number, in order.
pub(crate) fn voices(kind: TollKind, draft: &Draft, material: &Material<'_, '_>) -> Vec<Voice> {
    let mut by: BTreeMap<(usize, Option<String>), Vec<&Fact<'_>>> = BTreeMap::new();
    for &f in &draft.facts {
        let fact = &material.facts[f];
        let counts = fact.said.tolls.iter().any(|t| t.kind == kind)
            && stance(fact) == rashomon_record::ClaimStance::Asserts;
        if counts {
            let claimant = fact.claimant.as_ref().map(|c| c.key.clone());
            by.entry((material.origins[fact.report], claimant)).or_default().push(fact);
        }
    }
    by.into_iter().filter_map(|(key, facts)| voice(kind, key, &facts, material)).collect()
}

fn voice(
    kind: TollKind,
    (origin, claimant): (usize, Option<String>),
    facts: &[&Fact<'_>],
    material: &Material<'_, '_>,
) -> Option<Voice> {
    type Rank = (bool, bool, u64, bool);
    let mut held: Option<(Rank, &rashomon_record::Toll, Option<Day>)> = None;
    let mut named: BTreeSet<u64> = BTreeSet::new();
    for fact in facts {
        let day = material.readings[fact.report].page.published.day();
        for toll in fact.said.tolls.iter().filter(|t| t.kind == kind) {
            if toll.scope == Some(TollScope::Total) {
                continue;
            }
            // A part stands for the whole only where no one gives the whole.
            let whole = toll.scope != Some(TollScope::Part);
            if whole && toll.high == Some(1) {
                let victims = fact.in_roles(SUFFERERS).filter(|p| p.who.surname != 0);
                named.extend(victims.map(|p| p.who.surname));
            }
            let number = toll.low.or(toll.high).unwrap_or(0);
            let exact = toll.qualifier == TollQualifier::Exact;
            // A newer number for the same people replaces the others; else the largest is the
            // whole and the others are parts of it.
            let rank = (whole, toll.scope == Some(TollScope::Update), number, exact);
            if held.is_none_or(|(best, ..)| rank > best) {
                held = Some((rank, toll, day));
            }
        }
    }
    let (_, toll, day) = held?;
    let (mut low, mut high) = (toll.low, toll.high);
    // Victims named one by one, each with a toll of one, make a number together.
    if named.len() > 1 && high.is_some_and(|h| h < named.len() as u64) {
        low = Some(named.len() as u64);
        high = low;
    }
    let head = claimant.as_ref().and_then(|_| facts[0].claimant.as_ref()?.country.as_ref());
    let party = head.is_some_and(|country| {
        let head = words::line(country.as_str());
        let sides = facts.iter().flat_map(|f| &f.parties);
        sides.filter(|p| p.role != rashomon_record::Role::Topic).any(|p| p.who.head == head)
    });
    Some(Voice { origin, claimant, party, day, low, high, qualifier: toll.qualifier })
}

/// Low, best and high of all voices; `None` where there is none.
pub(crate) fn range(voices: &[Voice]) -> Option<TollRange> {
    if voices.is_empty() {
        return None;
    }
    // What was said of the dead and wounded at first is overtaken by what is said later.
    let number = |v: &Voice| v.low.or(v.high).unwrap_or(0);
    let firm: Vec<&Voice> = voices.iter().filter(|v| v.qualifier != TollQualifier::Vague).collect();
    let pool: Vec<&Voice> = if firm.is_empty() { voices.iter().collect() } else { firm };
    let neutral: Vec<&Voice> = pool.iter().copied().filter(|v| !v.party).collect();
    let judges = if neutral.is_empty() { &pool } else { &neutral };
    let mut votes: BTreeMap<u64, (u32, Option<Day>, bool)> = BTreeMap::new();
    for voice in judges {
        let vote = votes.entry(number(voice)).or_default();
        // The narrator has weighed what others say.
        vote.0 += if voice.claimant.is_none() { 3 } else { 2 };
        vote.1 = vote.1.max(voice.day);
        vote.2 |= voice.qualifier == TollQualifier::Exact;
    }
    let (&best, &(vote, _, _)) =
        votes.iter().max_by_key(|(n, (vote, day, exact))| (*vote, *day, *exact, **n))?;
    let low = pool.iter().filter_map(|v| v.low.or(v.high)).min();
    let high = pool.iter().filter_map(|v| v.high.or(v.low)).max();
    let total: u32 = votes.values().map(|v| v.0).sum();
    let why = if pool.len() == 1 {
        let who = pool[0].claimant.as_deref().map_or("the report".to_string(), str::to_string);
        format!("the only number, from {who}")
    } else if votes.len() == 1 {
        format!("all {} independent voices agree", judges.len())
    } else if vote * 2 > total {
        "most independent voices say so; the others set low and high".to_string()
    } else {
        "voices differ; the number most vouched for, of equals the latest".to_string()
    };
    Some(TollRange { low, best: Some(best), high, why, conservative: low, by_side: None })
}

/// Deaths by side, where the accounts say who the dead were.
fn by_side(best: Option<u64>, draft: &Draft, material: &Material<'_, '_>) -> Option<KilledBySide> {
    let best = best?;
    let mut civilians = 0;
    for &f in &draft.facts {
        let fact = &material.facts[f];
        for toll in fact.said.tolls.iter().filter(|t| t.kind == TollKind::Killed) {
            if toll.scope == Some(TollScope::Total) {
                continue;
            }
            let civilian = |who: &str| {
                let mut found = false;
                words::words(who, |w| found |= material.tables.civilians.contains(&w.hash));
                found
            };
            if toll.who.as_deref().is_some_and(civilian) {
                civilians = civilians.max(toll.low.unwrap_or(0));
            }
            let parts = toll.of.iter().filter(|s| civilian(&s.who)).filter_map(|s| s.low);
            civilians = civilians.max(parts.sum());
        }
    }
    let civilians = civilians.min(best);
    (civilians > 0).then(|| KilledBySide { a: 0, b: 0, civilians, unknown: best - civilians })
}
