//! Who: mentions of persons, organisations, groups, countries, peoples, and who they are.
//!
//! [`find`] gives the mentions of one text in order of place. Other layers ask [`at`] for the
//! mention that covers a word, and [`for_phrase`] for an entity of their own where a participant
//! is no name ("two children", "a border post").

mod mention;
mod names;
mod phrase;
mod refer;
mod tables;
mod tagger;
pub mod train;
mod words;

pub use phrase::{at, for_phrase};

use std::sync::LazyLock;

use rashomon_lexicon::Lexicon;
use rashomon_lexicon::gazetteer::Gazetteer;
use rashomon_record::{Day, Entity};

use crate::document::Document;
use mention::{Form, Tools};
use tagger::Model;
use words::Row;

/// The tagger's weights, read once.
static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::read(include_bytes!("../../models/names.bin")));

/// All mentions in order of place, with identifiers `prefix` + number.
pub fn find(
    document: &Document<'_>,
    lexicon: &Lexicon,
    published: Option<Day>,
    prefix: &str,
) -> Vec<Entity> {
    let row = Row::of(document);
    if row.pieces.is_empty() {
        return Vec::new();
    }
    let gazetteer = Gazetteer::embedded();
    let tools = Tools { lexicon, gazetteer: &gazetteer, model: &MODEL, published };
    let mut mentions = mention::find(document, &row, &tools);
    refer::resolve(document, &row, &mut mentions);

    // A pronoun that stands for no one is no mention.
    let kept: Vec<usize> = (0..mentions.len())
        .filter(|&i| {
            let m = &mentions[i];
            !matches!(m.form, Form::Pronoun(_)) || m.same.is_some() || m.who.known()
        })
        .collect();
    let mut number = vec![None; mentions.len()];
    for (n, &i) in kept.iter().enumerate() {
        number[i] = Some(n);
    }
    let id = |i: usize| number[i].map(|n| format!("{prefix}{n}"));
    kept.iter()
        .map(|&i| {
            let m = &mentions[i];
            let office = m.office.clone();
            Entity {
                id: id(i).unwrap_or_default(),
                span: m.span,
                kind: m.kind,
                name: m.name.clone(),
                actor: m.who.actor.clone(),
                country: m.who.country.clone(),
                countries: m.who.countries.clone(),
                title: m.title.clone(),
                as_of: published.filter(|_| office.is_some()),
                office,
                same_as: m.same.and_then(id),
                basis: m.basis,
            }
        })
        .collect()
}
