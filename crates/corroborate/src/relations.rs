//! Stances that someone took, and changes of diplomatic status.

use std::collections::{BTreeMap, BTreeSet};

use rashomon_record::{
    DiplomaticAct, DiplomaticChange, Event, Evidence, PositionRecord, Role, Stance,
};

use crate::claims::evidence;
use crate::events::{Draft, Material, display_name};
use crate::facts::{Fact, Party};
use crate::identity::{DOERS, SUFFERERS, is_known};
use crate::words;

fn code(party: &Party<'_>) -> String {
    match &party.entity.actor {
        Some(code) => code.0.clone(),
        None => display_name(party.entity, party.words),
    }
}

/// The positions of all reports: who took which stance on what, toward whom.
pub(crate) fn positions(material: &Material<'_, '_>) -> Vec<PositionRecord> {
    #[derive(Default)]
    struct Held {
        topic: Option<String>,
        toward: BTreeSet<String>,
        evidence: BTreeSet<Evidence>,
    }
    let mut held: BTreeMap<(String, Stance, u64), Held> = BTreeMap::new();
    for fact in material.facts.iter().filter(|f| !f.in_title) {
        let Some(position) = &fact.said.position else { continue };
        let Some(actor) = holder(fact) else { continue };
        let topic = position.topic.as_deref().map(str::trim).filter(|t| !t.is_empty());
        let held = held.entry((actor, position.stance, topic.map_or(0, words::line))).or_default();
        if let Some(topic) = topic
            && held.topic.as_deref().is_none_or(|own| topic < own)
        {
            held.topic = Some(topic.to_string());
        }
        held.toward.extend(fact.in_roles(SUFFERERS).map(code));
        held.evidence.insert(evidence(fact, material));
    }
    held.into_iter()
        .map(|((actor, stance, _), held)| PositionRecord {
            actor,
            stance,
            topic: held.topic,
            toward: held.toward.into_iter().collect(),
            evidence: held.evidence.into_iter().collect(),
        })
        .collect()
}

/// Whose position it is: the one who takes it, else the one who is quoted with it.
fn holder(fact: &Fact<'_>) -> Option<String> {
    let doer = fact.in_roles(DOERS).next().map(code);
    doer.or_else(|| fact.claimant.as_ref().map(|c| c.key.clone())).filter(|a| !a.is_empty())
}

/// The diplomatic acts of all events, in the order of the events.
pub(crate) fn diplomatic(
    events: &[Event],
    drafts: &[Draft],
    material: &Material<'_, '_>,
) -> Vec<DiplomaticChange> {
    let mut changes = Vec::new();
    for (event, draft) in events.iter().zip(drafts) {
        let acts: BTreeSet<(DiplomaticAct, Option<&str>)> = draft
            .facts
            .iter()
            .filter_map(|&f| material.facts[f].said.diplomatic.as_ref())
            .map(|d| (d.act, d.office.as_deref()))
            .collect();
        let side = |roles: &[Role]| {
            let some = event.participants.iter().filter(|p| roles.contains(&p.role));
            some.filter_map(|p| {
                let head = p.actor.as_ref().map(|a| a.head()).filter(|h| is_known(h));
                p.country.as_ref().map(|c| c.0.clone()).or(head.map(str::to_string))
            })
            .next()
        };
        let (Some(a), Some(b)) = (side(DOERS), side(SUFFERERS)) else { continue };
        for (act, office) in acts {
            changes.push(DiplomaticChange {
                a: a.clone(),
                b: b.clone(),
                act,
                office: office.map(str::to_string),
                when: event.when.clone(),
                event: event.id.clone(),
            });
        }
    }
    changes
}
