//! Who says what about an event: one claim per attribute, value, claimant and stance.
//!
//! The narrator of a report is a claimant too, named by the outlet of the root: a copy repeats its
//! root's claims and adds evidence to them, and never a claimant.

use std::collections::{BTreeMap, BTreeSet};

use rashomon_record::hash::short_id;
use rashomon_record::{
    Claim, ClaimAbout, ClaimStance, EntityKind, Evidence, Factuality, Role, Span, Toll,
    TollQualifier, TollScope, WhenBasis, WhereBasis,
};

use crate::copies::source_of;
use crate::events::{Draft, Material, display_name};
use crate::facts::Fact;

/// What makes a claim one claim.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct Key {
    about: ClaimAbout,
    value: String,
    claimant: Option<String>,
    /// The root whose narrator speaks, where no one else is named.
    narrator: Option<usize>,
    stance: ClaimStance,
}

#[derive(Default)]
struct Support {
    roots: BTreeSet<String>,
    evidence: BTreeSet<Evidence>,
}

/// The claims of a draft, in order.
pub(crate) fn of(draft: &Draft, material: &Material<'_, '_>) -> Vec<Claim> {
    // A headline is evidence only where a report says it nowhere else.
    let told: BTreeSet<usize> = draft
        .facts
        .iter()
        .chain(&draft.echoes)
        .map(|&f| &material.facts[f])
        .filter(|f| !f.in_title)
        .map(|f| f.report)
        .collect();
    let counts = |f: &&usize| {
        let fact = &material.facts[**f];
        !fact.in_title || !told.contains(&fact.report)
    };
    let mut claims: BTreeMap<Key, Support> = BTreeMap::new();
    for f in draft.facts.iter().filter(counts) {
        let fact = &material.facts[*f];
        for (about, value) in values(fact) {
            let support = claims.entry(key(fact, about, value)).or_default();
            support.roots.insert(material.root_ids[fact.report].clone());
            support.evidence.insert(evidence(fact, material));
        }
    }
    for f in draft.echoes.iter().filter(counts) {
        let fact = &material.facts[*f];
        for (about, value) in values(fact) {
            let mut key = key(fact, about, value);
            if about == ClaimAbout::Occurred && !claims.contains_key(&key) {
                // However the copy words it, it repeats that the event took place.
                if let Some(own) = claims.keys().find(|k| k.about == ClaimAbout::Occurred) {
                    key = own.clone();
                }
            }
            if let Some(support) = claims.get_mut(&key) {
                support.evidence.insert(evidence(fact, material));
            }
        }
    }
    claims.into_iter().map(|(key, support)| claim(draft, key, support, material)).collect()
}

fn claim(draft: &Draft, key: Key, support: Support, material: &Material<'_, '_>) -> Claim {
    let outlet = key.narrator.and_then(|r| source_of(material.readings[r])).map(str::to_string);
    let narrator = key.narrator.map_or("", |r| material.root_ids[r].as_str());
    let id = short_id(
        "k",
        &[
            draft.id.as_bytes(),
            format!("{:?}/{:?}", key.about, key.stance).as_bytes(),
            key.value.as_bytes(),
            key.claimant.as_deref().unwrap_or("").as_bytes(),
            narrator.as_bytes(),
        ],
    );
    Claim {
        id,
        about: key.about,
        value: key.value,
        claimant: key.claimant,
        outlet,
        stance: key.stance,
        roots: support.roots.into_iter().collect(),
        evidence: support.evidence.into_iter().collect(),
    }
}

fn key(fact: &Fact<'_>, about: ClaimAbout, value: String) -> Key {
    Key {
        about,
        value,
        claimant: fact.claimant.as_ref().map(|c| c.key.clone()),
        narrator: fact.claimant.is_none().then_some(fact.root),
        stance: stance(fact),
    }
}

/// What the fact's claimant does with it.
pub(crate) fn stance(fact: &Fact<'_>) -> ClaimStance {
    match fact.said.factuality {
        Factuality::Denied => ClaimStance::Denies,
        Factuality::Questioned => ClaimStance::Questions,
        _ => ClaimStance::Asserts,
    }
}

/// The words of a fact.
pub(crate) fn evidence(fact: &Fact<'_>, material: &Material<'_, '_>) -> Evidence {
    let span = clause(fact, material);
    Evidence {
        report: material.readings[fact.report].page.id.clone(),
        assertion: Some(fact.said.id.clone()),
        span,
        quote: span.of(fact.text).to_string(),
        in_title: fact.in_title,
    }
}

/// The words of a fact without those that tell of another deed behind it in the same sentence
/// ("launched strikes, a day after the neighbour bombed it").
fn clause(fact: &Fact<'_>, material: &Material<'_, '_>) -> Span {
    let (said, span) = (fact.said, fact.span());
    let inside = |s: &Span| span.start <= s.start && s.end <= span.end;
    let own = said.participants.iter().map(|p| p.span).chain(said.tolls.iter().map(|t| t.span));
    let needed = own.filter(inside).map(|s| s.end).chain([said.trigger.end]).max().unwrap_or(0);
    let reading = material.readings[fact.report];
    let all = if fact.in_title { &reading.headline.assertions } else { &reading.assertions };
    let cut = all
        .iter()
        .take(crate::facts::MOST_PER_REPORT)
        .filter(|o| o.sentence == said.sentence && o.kind == said.kind && o.id != said.id)
        .filter(|o| inside(&o.span) && o.span.start >= needed && o.span.start > span.start)
        .map(|o| o.span.start)
        .min();
    let Some(cut) = cut.map(|end| Span { end, ..span }).filter(|s| s.fits(fact.text)) else {
        return span;
    };
    let words = cut.of(fact.text).trim_end_matches(|c: char| c.is_whitespace() || c == ',');
    Span::new(span.range().start, span.range().start + words.len())
}

/// Everything that a fact says about its event.
fn values(fact: &Fact<'_>) -> Vec<(ClaimAbout, String)> {
    let said = fact.said;
    let occurred = match said.factuality {
        Factuality::Asserted | Factuality::Denied | Factuality::Questioned => "yes",
        Factuality::Planned => "planned",
        Factuality::CalledFor => "called for",
        Factuality::Threatened => "threatened",
        Factuality::Conditional => "conditional",
        Factuality::Hypothetical => "possible",
    };
    let mut values = vec![(ClaimAbout::Occurred, occurred.to_string())];
    if let Some(days) = fact.when.filter(|d| d.basis != WhenBasis::Context).map(|d| d.days) {
        let value = if days.from == days.to {
            days.from.to_string()
        } else {
            format!("{} to {}", days.from, days.to)
        };
        values.push((ClaimAbout::When, value));
    }
    if let Some(place) = fact.place.filter(|_| fact.place_basis != WhereBasis::Context) {
        values.push((ClaimAbout::Where, place.name.clone()));
    }
    for party in &fact.parties {
        let about = match party.role {
            Role::Actor => ClaimAbout::Actor,
            Role::Target | Role::Victim => ClaimAbout::Target,
            Role::Instrument => ClaimAbout::Instrument,
            _ => continue,
        };
        let known = party.entity.actor.is_some() || party.entity.kind != EntityKind::People;
        let value = if known {
            display_name(party.entity, party.words)
        } else {
            party.words.trim().to_string()
        };
        if !value.is_empty() {
            values.push((about, value));
        }
    }
    for toll in &said.tolls {
        if toll.scope != Some(TollScope::Total) {
            values.push((toll.kind.into(), toll_value(toll, fact.text)));
        }
    }
    if let Some(position) = &said.position {
        let mut value = format!("{:?}", position.stance).to_lowercase();
        if let Some(topic) = &position.topic {
            value.push_str(": ");
            value.push_str(topic);
        }
        values.push((ClaimAbout::Position, value));
    }
    values.sort();
    values.dedup();
    values
}

/// A toll in words and digits, with its bounds as they were said.
pub(crate) fn toll_value(toll: &Toll, text: &str) -> String {
    let number = |n: Option<u64>| n.map_or_else(|| "?".to_string(), |n| n.to_string());
    match (toll.qualifier, toll.low, toll.high) {
        (TollQualifier::Vague, _, _) => {
            let words = toll.span.of(text).trim();
            match (words.is_empty(), toll.low) {
                (true, low) => number(low.or(toll.high)),
                (false, Some(low)) if !words.chars().any(|c| c.is_ascii_digit()) => {
                    format!("{words} ({low} or more)")
                }
                (false, _) => words.to_string(),
            }
        }
        (TollQualifier::AtLeast, low, _) => format!("at least {}", number(low.or(toll.high))),
        (TollQualifier::AtMost, _, high) => format!("at most {}", number(high.or(toll.low))),
        (TollQualifier::About, low, high) if low == high => format!("about {}", number(low)),
        (_, Some(low), Some(high)) if low == high => low.to_string(),
        (_, Some(low), Some(high)) => format!("{low} to {high}"),
        (_, Some(low), None) => format!("at least {low}"),
        (_, None, high) => format!("at most {}", number(high)),
    }
}
