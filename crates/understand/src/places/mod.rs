//! Where: mentions of places, what they do in their sentence, and where on Earth they are.
//!
//! Three steps, one module each: [`detect`] says which words name a place, [`resolve`] which place
//! is meant, [`usage`] what the mention does in its sentence ("Tehran said" is no place where
//! something happened). [`words`] is the text as they see it, [`tables`] the word lists. A place
//! that is named but not known stays without coordinates; none is ever made up. This layer knows
//! no actors and no events.

mod detect;
mod resolve;
mod tables;
mod usage;
mod words;

use rashomon_lexicon::Lexicon;
use rashomon_lexicon::gazetteer::Gazetteer;
use rashomon_record::{Entity, PlaceKind, PlaceMention, Span};

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
    let mut out = Vec::with_capacity(spots.len());
    for (spot, id) in spots.iter().zip(meant) {
        let span = Span::new(spot.start as usize, spot.end as usize);
        let known = id.and_then(|id| gazetteer.place(id)).map(|p| p.to_known());
        let kind = known.as_ref().map(|k| k.kind).or(spot.kind);
        let usage = usage::of(&words, spot, kind);
        out.push(match known {
            Some(place) => PlaceMention {
                span,
                name: place.name,
                usage,
                country: place.country,
                admin1: place.admin1,
                lat: Some(place.lat),
                lon: Some(place.lon),
                geonames: place.geonames,
                kind,
            },
            None => PlaceMention {
                span,
                name: span.of(document.text).split_whitespace().collect::<Vec<_>>().join(" "),
                usage,
                country: None,
                admin1: None,
                lat: None,
                lon: None,
                geonames: None,
                kind: Some(kind.unwrap_or(PlaceKind::Site)),
            },
        });
    }
    out
}
