//! Where: mentions of places, what they do in their sentence, and where on Earth they are.
//!
//! Three steps, one module each: [`detect`] says which words name a place ([`classes`] those with a
//! word like "Street"), [`resolve`] which place
//! is meant, [`usage`] what the mention does in its sentence ("Tehran said" is no place where
//! something happened). [`words`] is the text as they see it, [`tables`] the word lists. A place
//! that is named but not known stays without coordinates; none is ever made up. This layer knows
//! no actors and no events.

mod classes;
mod detect;
mod resolve;
mod tables;
mod usage;
mod words;

use rashomon_lexicon::Lexicon;
use rashomon_lexicon::gazetteer::Gazetteer;
use rashomon_record::{Entity, PlaceKind, PlaceMention, PlaceUse, Span};

use crate::document::Document;

/// All mentions of places, in order.
pub fn find(
    document: &Document<'_>,
    entities: &[Entity],
    gazetteer: &Gazetteer,
    _lexicon: &Lexicon,
) -> Vec<PlaceMention> {
    let words = words::Words::of(document);
    let spots = detect::find(&words, entities, gazetteer);
    let meant = resolve::resolve(&words, &spots, entities, gazetteer);
    let mut out: Vec<PlaceMention> = Vec::with_capacity(spots.len());
    for (spot, id) in spots.iter().zip(meant) {
        let span = Span::new(spot.start as usize, spot.end as usize);
        let known = id.and_then(|id| gazetteer.place(id)).map(|p| p.to_known());
        let text = || span.of(document.text).split_whitespace().collect::<Vec<_>>().join(" ");
        let mut mention = PlaceMention {
            span,
            name: text(),
            usage: PlaceUse::Literal,
            country: None,
            admin1: None,
            lat: None,
            lon: None,
            geonames: None,
            kind: Some(spot.kind.unwrap_or(PlaceKind::Site)),
        };
        if let Some(place) = known {
            mention.country = place.country;
            mention.admin1 = place.admin1;
            if spot.meanings.is_some() {
                mention.name = place.name;
                mention.geonames = place.geonames;
                mention.kind = Some(place.kind);
            }
            // A site named after a town or county is near it; after a country, anywhere in it.
            if spot.meanings.is_some() || matches!(place.kind, PlaceKind::City | PlaceKind::Admin2)
            {
                mention.lat = Some(place.lat);
                mention.lon = Some(place.lon);
            }
        }
        mention.usage = usage::of(&words, spot, mention.kind);
        out.push(mention);
    }
    locate_sites(&words, &spots, &mut out);
    locate_by_locality(&mut out);
    out
}

/// A report that is about one town and its surroundings: its streets and sites are there. Where it
/// names towns far apart as often, nothing is said of them.
fn locate_by_locality(out: &mut [PlaceMention]) {
    let mut counts: Vec<(usize, (i32, i32))> = Vec::new();
    for mention in out.iter() {
        let settled = match mention.kind {
            Some(PlaceKind::City) => true,
            Some(PlaceKind::Country | PlaceKind::Admin1 | PlaceKind::Admin2) => false,
            _ => continue,
        };
        let (Some(lat), Some(lon)) = (mention.lat, mention.lon) else { continue };
        if !settled {
            continue;
        }
        match counts.iter_mut().find(|(_, at)| *at == (lat.0, lon.0)) {
            Some((n, _)) => *n += 1,
            None => counts.push((1, (lat.0, lon.0))),
        }
        if counts.len() > 12 {
            return;
        }
    }
    // The town named most often, the first of them; all others within half a degree, or few.
    let Some(&(most, (lat, lon))) = counts.iter().rev().max_by_key(|(n, _)| *n) else { return };
    let near =
        |&(_, (y, x)): &(usize, (i32, i32))| (y - lat).abs() < 500_000 && (x - lon).abs() < 600_000;
    let all: usize = counts.iter().map(|(n, _)| n).sum();
    let close: usize = counts.iter().filter(|c| near(c)).map(|(n, _)| n).sum();
    if close < all && (most < 3 || close * 3 < all * 2) {
        return;
    }
    let town = out.iter().find(|m| {
        m.kind == Some(PlaceKind::City)
            && m.lat.map(|l| l.0) == Some(lat)
            && m.lon.map(|l| l.0) == Some(lon)
    });
    let Some(town) = town.cloned() else { return };
    for mention in out.iter_mut() {
        let local =
            matches!(mention.kind, Some(PlaceKind::Site | PlaceKind::Feature | PlaceKind::Admin2));
        if local && mention.lat.is_none() && mention.country.is_none() {
            mention.lat = town.lat;
            mention.lon = town.lon;
            mention.country = town.country.clone();
            mention.admin1 = town.admin1.clone();
        }
    }
}

/// "Kamenne Square in Bratislava", "the hospital where he is treated in Liverpool": a site that is
/// not known lies in the town that follows it in its sentence, before any other place does.
fn locate_sites(words: &words::Words<'_, '_>, spots: &[detect::Spot], out: &mut [PlaceMention]) {
    for i in 1..out.len().min(spots.len()) {
        let (site, town) = (&out[i - 1], &out[i]);
        if site.kind != Some(PlaceKind::Site) || site.lat.is_some() || town.country.is_none() {
            continue;
        }
        let (last, first) = (spots[i - 1].last, spots[i].first);
        let gap = words.gap(first);
        let apart = first.saturating_sub(last + 1);
        let same = words.all[first].sentence == words.all[last].sentence;
        let lead = words.folded(first.saturating_sub(1));
        let within = same
            && match apart {
                0 => matches!(gap, words::Gap::Comma | words::Gap::Open),
                1..=8 => gap == words::Gap::Space && matches!(lead, "in" | "of"),
                _ => false,
            };
        if !within || apart > 2 && town.kind != Some(PlaceKind::City) {
            continue;
        }
        let near = town.kind == Some(PlaceKind::City);
        let (country, admin1, lat, lon) =
            (town.country.clone(), town.admin1.clone(), town.lat, town.lon);
        let site = &mut out[i - 1];
        site.country = country;
        site.admin1 = admin1;
        if near {
            site.lat = lat;
            site.lon = lon;
        }
    }
}
