//! Where an event happened.

use std::collections::BTreeMap;

use rashomon_record::{EventPlace, PlaceKind, PlaceMention, PlacePrecision, WhereBasis};

use super::{Draft, Material};
use crate::words;

/// What each origin's words are worth.
type Votes = BTreeMap<usize, u32>;

/// The place that most roots name, the finer before the coarser.
pub(super) fn of(draft: &Draft, material: &Material<'_, '_>) -> Option<EventPlace> {
    let mut votes: BTreeMap<(u64, u64), (Votes, &PlaceMention)> = BTreeMap::new();
    let mut basis: BTreeMap<(u64, u64), WhereBasis> = BTreeMap::new();
    let told = draft.facts.iter().map(|&f| &material.facts[f]);
    let own = told.clone().filter_map(|f| Some((f, f.place?, f.place_basis)));
    // The town that a report speaks of stands behind the street that it names.
    let around = told.filter_map(|f| Some((f, f.town?, WhereBasis::Context)));
    for (fact, mention, how) in own.chain(around) {
        let worth = match how {
            WhereBasis::Explicit => 6,
            WhereBasis::Participant => 3,
            WhereBasis::Context => 2,
            WhereBasis::Unknown => 1,
        };
        let key = (mention.geonames.unwrap_or(0), words::line(&mention.name));
        let held = basis.entry(key).or_insert(how);
        *held = (*held).min(how);
        let (roots, held) = votes.entry(key).or_insert_with(|| (Votes::new(), mention));
        if (mention.lat.is_some(), &mention.name) > (held.lat.is_some(), &held.name) {
            *held = mention;
        }
        // Several mentions in one report speak more surely than one, up to a point.
        let sum = roots.entry(material.origins[fact.report]).or_default();
        *sum = (*sum + worth).min(12);
    }
    let fineness = |m: &PlaceMention| match m.kind {
        Some(PlaceKind::City) => 6,
        Some(PlaceKind::Site) if m.lat.is_some() => 6,
        Some(PlaceKind::Admin2) => 4,
        Some(PlaceKind::Admin1) | None => 3,
        Some(PlaceKind::Region | PlaceKind::Feature) => 2,
        // A street that no gazetteer has says where only together with its town.
        Some(PlaceKind::Country | PlaceKind::Site) => 1,
    };
    let sum = |roots: &Votes| roots.values().sum::<u32>();
    let (&key, (_, mention)) = votes.iter().max_by_key(|(key, (roots, mention))| {
        (sum(roots) * fineness(mention), std::cmp::Reverse(**key))
    })?;
    Some(EventPlace {
        name: Some(mention.name.clone()),
        admin1: mention.admin1.clone(),
        country: mention.country.clone(),
        lat: mention.lat,
        lon: mention.lon,
        geonames: mention.geonames,
        precision: precision(mention),
        basis: basis.get(&key).copied(),
    })
}

/// Precision after the Uppsala rules.
fn precision(mention: &PlaceMention) -> PlacePrecision {
    PlacePrecision(match mention.kind {
        Some(PlaceKind::City) => 1,
        // A site is exact where its coordinates are known, and near some known place where not.
        Some(PlaceKind::Site) if mention.lat.is_some() => 1,
        Some(PlaceKind::Site) => 2,
        Some(PlaceKind::Admin2) => 3,
        Some(PlaceKind::Admin1) => 4,
        Some(PlaceKind::Region) => 5,
        Some(PlaceKind::Feature) if mention.country.is_none() => 7,
        Some(PlaceKind::Feature) => 5,
        Some(PlaceKind::Country) => 6,
        None if mention.lat.is_some() => 2,
        None => 5,
    })
}
