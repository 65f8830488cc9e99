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
    for &f in &draft.facts {
        let fact = &material.facts[f];
        let Some(mention) = fact.place else { continue };
        let worth = match fact.said.place.basis {
            WhereBasis::Explicit => 6,
            WhereBasis::Participant => 3,
            WhereBasis::Context => 2,
            WhereBasis::Unknown => 1,
        };
        let key = (mention.geonames.unwrap_or(0), words::line(&mention.name));
        let (roots, held) = votes.entry(key).or_insert_with(|| (Votes::new(), mention));
        if (mention.lat.is_some(), &mention.name) > (held.lat.is_some(), &held.name) {
            *held = mention;
        }
        // Several mentions in one report speak more surely than one, up to a point.
        let sum = roots.entry(material.origins[fact.report]).or_default();
        *sum = (*sum + worth).min(12);
    }
    let fineness = |m: &PlaceMention| match m.kind {
        Some(PlaceKind::Country) => 0,
        Some(PlaceKind::Region | PlaceKind::Feature) => 1,
        Some(PlaceKind::Admin1) => 2,
        None => 2,
        _ => 4,
    };
    let sum = |roots: &Votes| roots.values().sum::<u32>();
    let (_, (_, mention)) = votes.iter().max_by_key(|(key, (roots, mention))| {
        let fine = fineness(mention).min(2) + u32::from(fineness(mention) == 4);
        (sum(roots) * (2 + fine), std::cmp::Reverse(**key))
    })?;
    Some(EventPlace {
        name: Some(mention.name.clone()),
        admin1: mention.admin1.clone(),
        country: mention.country.clone(),
        lat: mention.lat,
        lon: mention.lon,
        geonames: mention.geonames,
        precision: precision(mention),
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
