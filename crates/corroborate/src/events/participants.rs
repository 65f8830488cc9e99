//! Who and what took part, from all accounts: one entry per actor and role.

use std::collections::BTreeMap;

use rashomon_record::{Entity, EntityKind, EventParticipant, Role};

use crate::facts::{Fact, Party};
use crate::identity::is_named;
use crate::words;

/// More different words for one participant are not kept.
const MOST_TEXTS: usize = 12;
/// More participants of one role are not kept.
const MOST_PER_ROLE: usize = 40;

#[derive(Default)]
struct Merged<'a> {
    entity: Option<&'a Entity>,
    /// The words used, and how often.
    texts: BTreeMap<&'a str, u32>,
    /// The fullest words, which come first.
    fullest: Option<&'a str>,
    times: u32,
    first: usize,
}

/// Merges the parties of all facts.
pub(super) fn merge(facts: &[&Fact<'_>]) -> Vec<EventParticipant> {
    let mut merged: BTreeMap<(Role, String), Merged<'_>> = BTreeMap::new();
    for (at, fact) in facts.iter().enumerate() {
        for party in &fact.parties {
            let entry = merged.entry((party.role, key(party))).or_default();
            if entry.times == 0 {
                entry.first = at;
            }
            entry.times += 1;
            let quality = |e: &Entity| (e.actor.is_some(), is_named(e), e.country.is_some());
            if entry.entity.is_none_or(|held| {
                (quality(party.entity), party.entity.name.len(), &party.entity.name)
                    > (quality(held), held.name.len(), &held.name)
            }) {
                entry.entity = Some(party.entity);
            }
            let fullest = if is_named(party.entity) { party.fullest } else { party.words };
            for words in [party.words, fullest] {
                let words = words.trim();
                if !words.is_empty() && words.len() <= 200 {
                    *entry.texts.entry(words).or_default() += 1;
                }
            }
            let better = |held: &str| (fullest.len(), fullest) > (held.len(), held);
            if !fullest.trim().is_empty() && entry.fullest.is_none_or(better) {
                entry.fullest = Some(fullest.trim());
            }
        }
    }
    let mut list: Vec<((Role, String), Merged<'_>)> = merged.into_iter().collect();
    list.sort_by(|((role, key), a), ((other_role, other_key), b)| {
        (role, std::cmp::Reverse(a.times), a.first, key).cmp(&(
            other_role,
            std::cmp::Reverse(b.times),
            b.first,
            other_key,
        ))
    });
    let mut per_role: BTreeMap<Role, usize> = BTreeMap::new();
    list.retain(|((role, _), _)| {
        let n = per_role.entry(*role).or_default();
        *n += 1;
        *n <= MOST_PER_ROLE
    });
    list.into_iter().filter_map(|((role, _), merged)| participant(role, &merged)).collect()
}

/// What makes two mentions one participant: a code, a name, or the same description.
fn key(party: &Party<'_>) -> String {
    let entity = party.entity;
    match &entity.actor {
        Some(code) if entity.kind != EntityKind::Person => format!("c{code}"),
        _ if is_named(entity) => format!("n{:016x}", words::line(&entity.name)),
        _ => format!("w{:016x}", words::line(party.words)),
    }
}

fn participant(role: Role, merged: &Merged<'_>) -> Option<EventParticipant> {
    let entity = merged.entity?;
    let mut texts: Vec<(&str, u32)> = merged.texts.iter().map(|(t, n)| (*t, *n)).collect();
    texts.sort_by_key(|(t, n)| {
        (merged.fullest != Some(*t), std::cmp::Reverse(*n), std::cmp::Reverse(t.len()), *t)
    });
    texts.truncate(MOST_TEXTS);
    Some(EventParticipant {
        role,
        name: display_name(entity, merged.fullest.unwrap_or("")),
        actor: entity.actor.clone(),
        country: entity.country.clone(),
        kind: entity.kind,
        texts: texts.into_iter().map(|(t, _)| t.to_string()).collect(),
    })
}

/// The name of an entity, or the words for it where it has none.
pub(crate) fn display_name(entity: &Entity, words: &str) -> String {
    if entity.name.trim().is_empty() { words.to_string() } else { entity.name.trim().to_string() }
}
