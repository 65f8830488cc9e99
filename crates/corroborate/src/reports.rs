//! The reports themselves: their canonical order, their roots, what they credit.

use std::cmp::Reverse;

use rashomon_record::hash::short_id;
use rashomon_record::{Reading, ReportRecord, Root};

use crate::copies::{Place, source_of};

/// The readings in an order that depends on nothing but themselves: by day of publication
/// (undated ones last), longer before shorter, then by text, outlet and identifier. Whoever comes
/// first is the likelier origin of what both say.
pub(crate) fn in_order(readings: &[Reading]) -> Vec<&Reading> {
    let mut order: Vec<&Reading> = readings.iter().collect();
    order.sort_by(|a, b| key(a).cmp(&key(b)));
    order
}

type Key<'a> = (bool, Option<rashomon_record::Day>, Reverse<usize>, &'a str, &'a str, &'a str);

fn key(reading: &Reading) -> Key<'_> {
    let page = &reading.page;
    let day = page.published.day();
    let source = page.source.as_deref().unwrap_or("");
    (day.is_none(), day, Reverse(page.text.len()), &page.text, source, &page.id)
}

/// Identifier of the root that grows from a report.
pub(crate) fn root_id(reading: &Reading) -> String {
    let page = &reading.page;
    let title = page.title.as_deref().unwrap_or("");
    // Two pages that hold nothing are not one voice.
    let id = if page.text.trim().is_empty() { page.id.as_str() } else { "" };
    short_id("s", &[page.text.as_bytes(), title.as_bytes(), id.as_bytes()])
}

/// Identifier of a root that no report of the set stands for: an agency that pages credit.
pub(crate) fn credited_root_id(name: &str) -> String {
    short_id("s", &[b"credit", name.to_lowercase().as_bytes()])
}

/// The report and root lists of the record.
pub(crate) fn list(readings: &[&Reading], places: &[Place]) -> (Vec<ReportRecord>, Vec<Root>) {
    let ids: Vec<String> = readings.iter().map(|r| root_id(r)).collect();
    let mut roots: Vec<Root> = Vec::new();
    let mut reports: Vec<ReportRecord> = Vec::new();
    let mut at = rustc_hash::FxHashMap::default();
    let mut note = |id: &str, outlet: Option<&str>, report: &str| {
        let index = *at.entry(id.to_string()).or_insert_with(|| {
            roots.push(Root {
                id: id.to_string(),
                outlet: outlet.map(str::to_string),
                reports: Vec::new(),
            });
            roots.len() - 1
        });
        roots[index].reports.push(report.to_string());
    };
    for (i, reading) in readings.iter().enumerate() {
        let (page, place) = (&reading.page, &places[i]);
        let mut drawn = vec![ids[place.root].clone()];
        note(&ids[place.root], source_of(readings[place.root]), &page.id);
        for &other in &place.others {
            if !drawn.contains(&ids[other]) {
                drawn.push(ids[other].clone());
            }
        }
        for credit in &page.credits {
            let id = credited_root_id(credit);
            if !drawn.contains(&id) {
                note(&id, Some(credit), &page.id);
                drawn.push(id);
            }
        }
        reports.push(ReportRecord {
            id: page.id.clone(),
            root: ids[place.root].clone(),
            roots: drawn,
            parent: place.parent.map(|p| readings[p].page.id.clone()),
            copies: place.kind,
            credits: page.credits.clone(),
            main_event: None,
            story: None,
            grade: None,
        });
    }
    for root in &mut roots {
        root.reports.sort();
        root.reports.dedup();
    }
    roots.sort_by(|a, b| a.id.cmp(&b.id));
    reports.sort_by(|a, b| a.id.cmp(&b.id));
    (reports, roots)
}

/// Identifier of the story of a report.
pub(crate) fn story_id(first: &Reading) -> String {
    short_id("t", &[root_id(first).as_bytes()])
}

/// For each report the report that stands for the independent origin behind it: its root, or,
/// where that credits an agency, the first of the roots that credit the same one. Two outlets that
/// both print an agency's news are no two witnesses.
pub(crate) fn origins(readings: &[&Reading], root_of: &[usize]) -> Vec<usize> {
    let mut first: rustc_hash::FxHashMap<String, usize> = rustc_hash::FxHashMap::default();
    root_of
        .iter()
        .map(|&root| match readings[root].page.credits.first() {
            Some(credit) => *first.entry(credit.to_lowercase()).or_insert(root),
            None => root,
        })
        .collect()
}
