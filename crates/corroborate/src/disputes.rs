//! Where accounts of one event part, and in what way.
//!
//! Two numbers are not a dispute because they differ: "at least nine" and "ten" agree, a number
//! that rose is not contradicted by the higher one, and a country and a town in it are one place.
//! Each difference is given its kind; the sides keep their claims, and with them their quotes.

use std::collections::{BTreeMap, BTreeSet};

use rashomon_record::hash::short_id;
use rashomon_record::{
    Claim, ClaimAbout, ClaimStance, Day, Dispute, DisputeKind, DisputeSide, Event, TollKind,
};

use crate::events::{Draft, Material};

/// How a claim on a number bounds it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Bounds {
    low: u64,
    high: u64,
    firm: bool,
}

/// The disputes over an event, in order.
pub(crate) fn of(event: &Event, draft: &Draft, material: &Material<'_, '_>) -> Vec<Dispute> {
    let mut found = Vec::new();
    occurred(event, &mut found);
    what(event, &mut found);
    for kind in TollKind::ALL {
        toll(event, kind.into(), draft, material, &mut found);
    }
    days(event, draft, material, &mut found);
    places(event, draft, material, &mut found);
    found
}

fn dispute(
    event: &Event,
    about: ClaimAbout,
    kind: DisputeKind,
    sides: BTreeMap<String, BTreeSet<&str>>,
    explanation: String,
) -> Dispute {
    let values: Vec<&str> = sides.keys().map(String::as_str).collect();
    let id = short_id(
        "d",
        &[
            event.id.as_bytes(),
            format!("{about:?}/{kind:?}").as_bytes(),
            values.join("|").as_bytes(),
        ],
    );
    Dispute {
        id,
        event: event.id.clone(),
        about,
        kind,
        sides: sides
            .into_iter()
            .map(|(value, claims)| DisputeSide {
                value,
                claims: claims.into_iter().map(str::to_string).collect(),
            })
            .collect(),
        explanation,
    }
}

/// Whether it happened at all.
fn occurred(event: &Event, found: &mut Vec<Dispute>) {
    let with = |stance: ClaimStance| -> BTreeSet<&str> {
        let own = event.claims.iter();
        own.filter(|c| c.about == ClaimAbout::Occurred && c.stance == stance)
            .map(|c| c.id.as_str())
            .collect()
    };
    let (asserted, denied) = (with(ClaimStance::Asserts), with(ClaimStance::Denies));
    if asserted.is_empty() || denied.is_empty() {
        return;
    }
    let sides = BTreeMap::from([("yes".to_string(), asserted), ("no".to_string(), denied)]);
    let explanation = format!(
        "{} say that it happened, {} that it did not",
        names(event, ClaimAbout::Occurred, ClaimStance::Asserts),
        names(event, ClaimAbout::Occurred, ClaimStance::Denies)
    );
    found.push(dispute(
        event,
        ClaimAbout::Occurred,
        DisputeKind::BetweenParties,
        sides,
        explanation,
    ));
}

/// What took place, where one side says it and another rejects that.
fn what(event: &Event, found: &mut Vec<Dispute>) {
    let mut sides: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let about = ClaimAbout::What;
    for claim in event.claims.iter().filter(|c| c.about == about) {
        sides.entry(claim.value.clone()).or_default().insert(&claim.id);
    }
    let says = |stance| event.claims.iter().any(|c| c.about == about && c.stance == stance);
    if sides.len() < 2 || !says(ClaimStance::Asserts) || !says(ClaimStance::Denies) {
        return;
    }
    let explanation = format!(
        "{} say so, {} reject it",
        names(event, about, ClaimStance::Asserts),
        names(event, about, ClaimStance::Denies)
    );
    found.push(dispute(event, about, DisputeKind::BetweenParties, sides, explanation));
}

fn names(event: &Event, about: ClaimAbout, stance: ClaimStance) -> String {
    let names: BTreeSet<&str> = event
        .claims
        .iter()
        .filter(|c| c.about == about && c.stance == stance)
        .map(speaker)
        .collect();
    names.into_iter().take(5).collect::<Vec<_>>().join(", ")
}

fn speaker(claim: &Claim) -> &str {
    claim.claimant.as_deref().or(claim.outlet.as_deref()).unwrap_or("a report")
}

/// The bounds that a claim's value sets, from the words in which [`crate::claims`] wrote it.
fn bounds(value: &str) -> Option<Bounds> {
    let mut numbers = value
        .split(|c: char| !c.is_ascii_digit())
        .filter(|n| !n.is_empty())
        .filter_map(|n| n.parse::<u64>().ok());
    let first = numbers.next()?;
    let second = numbers.next();
    Some(if value.starts_with("at least") || value.ends_with("or more)") {
        Bounds { low: first, high: u64::MAX, firm: false }
    } else if value.starts_with("at most") {
        Bounds { low: 0, high: first, firm: false }
    } else if value.starts_with("about") {
        Bounds { low: first - first / 10, high: first + first / 10, firm: false }
    } else {
        Bounds { low: first, high: second.unwrap_or(first), firm: true }
    })
}

/// The first day on which a report with the claim was published.
fn told(claim: &Claim, published: &BTreeMap<&str, Option<Day>>) -> Option<Day> {
    claim.evidence.iter().filter_map(|e| *published.get(e.report.as_str())?).min()
}

fn toll(
    event: &Event,
    about: ClaimAbout,
    draft: &Draft,
    material: &Material<'_, '_>,
    found: &mut Vec<Dispute>,
) {
    let claims: Vec<(&Claim, Bounds)> = event
        .claims
        .iter()
        .filter(|c| c.about == about && c.stance == ClaimStance::Asserts)
        .filter_map(|c| Some((c, bounds(&c.value)?)))
        .collect();
    if claims.len() < 2 {
        return;
    }
    let parts = parts(about, draft, material);
    let published: BTreeMap<&str, Option<Day>> = draft
        .facts
        .iter()
        .map(|&f| &material.readings[material.facts[f].report].page)
        .map(|page| (page.id.as_str(), page.published.day()))
        .collect();
    let mut by_kind: BTreeMap<DisputeKind, BTreeMap<String, BTreeSet<&str>>> = BTreeMap::new();
    for (i, (a, x)) in claims.iter().enumerate() {
        for (b, y) in &claims[i + 1..] {
            if a.value == b.value || parts.contains(&a.value) || parts.contains(&b.value) {
                continue;
            }
            let meet = x.low <= y.high && y.low <= x.high;
            let kind = if meet {
                if x.firm && y.firm {
                    continue;
                }
                DisputeKind::Bound
            } else if a.claimant != b.claimant {
                DisputeKind::BetweenParties
            } else {
                let same_report =
                    a.evidence.iter().any(|e| b.evidence.iter().any(|f| f.report == e.report));
                match (told(a, &published), told(b, &published)) {
                    (Some(p), Some(q)) if p != q => DisputeKind::ChangedOverTime,
                    _ if same_report => DisputeKind::ErrorInText,
                    _ => DisputeKind::BetweenParties,
                }
            };
            let sides = by_kind.entry(kind).or_default();
            sides.entry(a.value.clone()).or_default().insert(&a.id);
            sides.entry(b.value.clone()).or_default().insert(&b.id);
        }
    }
    for (kind, sides) in by_kind {
        let values: Vec<&str> = sides.keys().map(String::as_str).take(6).collect();
        let values = values.join(", ");
        let explanation = match kind {
            DisputeKind::Bound => format!("{values}: one gives a bound, and the others keep to it"),
            DisputeKind::ChangedOverTime => {
                format!("{values}: the number changed between reports of different days")
            }
            DisputeKind::ErrorInText => format!("{values}: one report gives different numbers"),
            _ => format!("{values}: different claimants, different numbers"),
        };
        found.push(dispute(event, about, kind, sides, explanation));
    }
}

/// Values that count only a part of the dead or wounded, and contradict no whole.
fn parts(about: ClaimAbout, draft: &Draft, material: &Material<'_, '_>) -> BTreeSet<String> {
    let mut parts = BTreeSet::new();
    for &f in &draft.facts {
        let fact = &material.facts[f];
        for toll in &fact.said.tolls {
            if ClaimAbout::from(toll.kind) == about && crate::likeness::is_part(toll.scope) {
                parts.insert(crate::claims::toll_value(toll, fact.text));
            }
        }
    }
    parts
}

/// Single days that sure words name and that differ.
fn days(event: &Event, draft: &Draft, material: &Material<'_, '_>, found: &mut Vec<Dispute>) {
    let mut sides: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let mut reports: BTreeMap<Day, BTreeSet<usize>> = BTreeMap::new();
    for &f in &draft.facts {
        let fact = &material.facts[f];
        let Some(dated) = fact.when.filter(|d| d.surety() >= 2 && !fact.in_title) else { continue };
        let days = dated.days;
        if days.from != days.to {
            continue;
        }
        reports.entry(days.from).or_default().insert(fact.root);
        let value = days.from.to_string();
        let own = event.claims.iter().filter(|c| c.about == ClaimAbout::When && c.value == value);
        sides.entry(value.clone()).or_default().extend(own.map(|c| c.id.as_str()));
    }
    sides.retain(|_, claims| !claims.is_empty());
    if sides.len() < 2 {
        return;
    }
    let within = reports.values().flatten().count()
        > reports.values().flatten().collect::<BTreeSet<_>>().len();
    let kind = if within { DisputeKind::ErrorInText } else { DisputeKind::BetweenParties };
    let values: Vec<&str> = sides.keys().map(String::as_str).collect();
    let explanation = if within {
        format!("one report dates it differently: {}", values.join(", "))
    } else {
        format!("reports date it differently: {}", values.join(", "))
    };
    found.push(dispute(event, ClaimAbout::When, kind, sides, explanation));
}

/// Places that differ: one inside the other is a matter of granularity, two apart are not.
fn places(event: &Event, draft: &Draft, material: &Material<'_, '_>, found: &mut Vec<Dispute>) {
    use rashomon_record::{PlaceKind, PlaceMention, WhereBasis};
    let mut named: BTreeMap<&str, &PlaceMention> = BTreeMap::new();
    for &f in &draft.facts {
        let fact = &material.facts[f];
        if fact.place_basis != WhereBasis::Explicit || fact.in_title {
            continue;
        }
        if let Some(place) = fact.place {
            named.entry(place.name.as_str()).or_insert(place);
        }
    }
    let fine: Vec<&&PlaceMention> =
        named.values().filter(|p| p.kind == Some(PlaceKind::City)).collect();
    let apart = |a: &PlaceMention, b: &PlaceMention| {
        let differ = a.geonames.is_some() && b.geonames.is_some() && a.geonames != b.geonames;
        differ && (a.admin1 != b.admin1 || a.country != b.country)
    };
    let mut sides: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (i, a) in fine.iter().enumerate() {
        for b in &fine[i + 1..] {
            if apart(a, b) {
                for place in [a, b] {
                    let own = event
                        .claims
                        .iter()
                        .filter(|c| c.about == ClaimAbout::Where && c.value == place.name);
                    sides.entry(place.name.clone()).or_default().extend(own.map(|c| c.id.as_str()));
                }
            }
        }
    }
    sides.retain(|_, claims| !claims.is_empty());
    if sides.len() > 1 {
        let values: Vec<&str> = sides.keys().map(String::as_str).collect();
        let explanation = format!("reports place it differently: {}", values.join(", "));
        found.push(dispute(
            event,
            ClaimAbout::Where,
            DisputeKind::BetweenParties,
            sides,
            explanation,
        ));
    }
}
