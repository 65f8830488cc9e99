//! Everyone named: one entry per actor code, with the names that the reports use.

use std::collections::BTreeMap;

use rashomon_record::{ActorRecord, EntityBasis, EntityKind, Reading};

/// More names of one actor are not kept: those used most stay.
const MOST_ALIASES: usize = 60;

/// The actors of all readings that are roots, by code.
pub(crate) fn of<'a>(readings: impl Iterator<Item = &'a Reading>) -> Vec<ActorRecord> {
    let mut names: BTreeMap<&str, BTreeMap<&str, u32>> = BTreeMap::new();
    let mut usual: BTreeMap<&str, BTreeMap<&str, u32>> = BTreeMap::new();
    for reading in readings {
        let text = reading.page.text.as_str();
        for entity in &reading.entities {
            // Dyads speak of countries: a state is named under its bare code too.
            if let (EntityKind::Country, Some(country)) = (entity.kind, &entity.country)
                && !entity.name.trim().is_empty()
            {
                let names = usual.entry(country.as_str()).or_default();
                *names.entry(entity.name.trim()).or_default() += 1;
            }
            let Some(code) = &entity.actor else { continue };
            // A code without a head ("---.MIL") says only that somebody is not known.
            if code.head().starts_with('-') {
                continue;
            }
            // A person holds an office and is not another name of it.
            if entity.kind == EntityKind::Person || entity.kind == EntityKind::People {
                continue;
            }
            let named = matches!(
                entity.basis,
                EntityBasis::Name | EntityBasis::Alias | EntityBasis::Spelling
            );
            if !named {
                continue;
            }
            let words = entity.span.of(text).trim();
            if !words.is_empty() && words.len() <= 120 {
                *names.entry(code.as_str()).or_default().entry(words).or_default() += 1;
            }
            if !entity.name.trim().is_empty() {
                let name = entity.name.trim();
                *usual.entry(code.as_str()).or_default().entry(name).or_default() += 1;
            }
        }
    }
    usual
        .into_iter()
        .filter_map(|(code, usual)| {
            let (name, _) = usual.into_iter().max_by_key(|(n, k)| (*k, std::cmp::Reverse(*n)))?;
            let mut aliases: Vec<(&str, u32)> =
                names.remove(code).unwrap_or_default().into_iter().collect();
            aliases.retain(|(n, _)| *n != name);
            aliases.sort_by_key(|(n, k)| (std::cmp::Reverse(*k), *n));
            aliases.truncate(MOST_ALIASES);
            let mut aliases: Vec<String> =
                aliases.into_iter().map(|(n, _)| n.to_string()).collect();
            aliases.sort();
            Some(ActorRecord { code: code.into(), name: name.to_string(), aliases })
        })
        .collect()
}
