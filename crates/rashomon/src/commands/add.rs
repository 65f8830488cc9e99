//! `rashomon add`: reports into a store; and how `record` and `brief` come by their Readings.

use std::path::{Path, PathBuf};

use rashomon_corroborate::corroborate;
use rashomon_record::{Reading, Record};
use rashomon_store::{Entry, SqliteStore, Store};
use rashomon_understand::Reader;
use rayon::prelude::*;

use crate::arguments::{self, AddOptions};
use crate::outcome::{Failure, Outcome};
use crate::pipeline::{self, Tally};
use crate::terminal::Progress;

/// Where the store is, unless told otherwise.
const DEFAULT_STORE: &str = "rashomon.db";
/// Reports are acknowledged in transactions of this many: a killed run reads at most these again.
const TRANSACTION: usize = 64;

/// Runs it.
pub fn run(options: &AddOptions) -> Result<Outcome, Failure> {
    let mut store = SqliteStore::open(&options.store)?;
    let reader = Reader::embedded();
    let (tally, new) = fill(&mut store, &reader, &options.inputs.paths, options.reading)?;
    let record = derive(&mut store, &reader)?.1;
    eprintln!(
        "{} reports, {new} of them new; {} events in {}",
        tally.pages,
        record.events.len(),
        options.store.display()
    );
    Ok(Outcome::of(tally.unread))
}

/// The Readings and the record of `paths`; of the whole store, where one is named or no path is given.
pub(super) fn gather(
    paths: &[PathBuf],
    store: Option<&Path>,
    reading: arguments::Reading,
) -> Result<(Vec<Reading>, Record, Tally), Failure> {
    if store.is_none() && !paths.is_empty() {
        let (readings, tally) = super::record::readings(paths, reading)?;
        let record = corroborate(&readings, &[]);
        return Ok((readings, record, tally));
    }
    let path = store.unwrap_or(Path::new(DEFAULT_STORE));
    if paths.is_empty() && !path.exists() {
        return Err(Failure::usage(format!(
            "name files or folders of reports; there is no store {} to take them from",
            path.display()
        )));
    }
    let mut store = SqliteStore::open(path)?;
    let reader = Reader::embedded();
    let tally = if paths.is_empty() {
        Tally::default()
    } else {
        fill(&mut store, &reader, paths, reading)?.0
    };
    let (readings, record) = derive(&mut store, &reader)?;
    Ok((readings, record, tally))
}

/// Reads `paths` into the store; pages that it knows already are not read again. How many were new.
fn fill(
    store: &mut SqliteStore,
    reader: &Reader,
    paths: &[PathBuf],
    reading: arguments::Reading,
) -> Result<(Tally, usize), Failure> {
    let progress = Progress::new("reports");
    let known = store.known(reader.made_by())?;
    let (mut tally, mut new, mut waiting) = (Tally::default(), 0, Vec::with_capacity(TRANSACTION));
    let mut keep = |waiting: &mut Vec<Entry>, tally: &mut Tally| -> Result<(), Failure> {
        let added = store.add(waiting)?;
        waiting.clear();
        new += added.new;
        tally.unread += added.refused.len();
        for id in added.refused {
            eprintln!(
                "rashomon: {id}: the store already holds a report of this name with other bytes; it was kept"
            );
        }
        Ok(())
    };
    pipeline::for_each_page(
        paths,
        reading,
        &progress,
        |raw| {
            if known.contains(&raw.key()) {
                return None;
            }
            let kept = raw.clone();
            let cleaned = pipeline::clean(raw, reading.map);
            Some(Entry { raw: kept, reading: pipeline::read(reader, cleaned.page) })
        },
        |entry| {
            tally.pages += 1;
            if let Some(entry) = entry {
                tally.unread += usize::from(entry.reading.page.is_unreadable());
                progress.complain(&entry.raw.locator, &entry.reading.page.complaints);
                waiting.push(entry);
            }
            if waiting.len() >= TRANSACTION { keep(&mut waiting, &mut tally) } else { Ok(()) }
        },
    )?;
    keep(&mut waiting, &mut tally)?;
    if tally.pages == 0 {
        return Err(Failure::new("no report was found in what was given"));
    }
    Ok((tally, new))
}

/// All Readings of the store, those of older versions made anew, and the record of them, which is kept.
fn derive(store: &mut SqliteStore, reader: &Reader) -> Result<(Vec<Reading>, Record), Failure> {
    let mut entries = store.entries()?;
    let made_anew: Vec<Entry> = entries
        .par_iter_mut()
        .filter(|entry| entry.reading.made_by != *reader.made_by())
        .map(|entry| {
            entry.reading = pipeline::read(reader, pipeline::clean(entry.raw.clone(), false).page);
            entry.clone()
        })
        .collect();
    for some in made_anew.chunks(TRANSACTION) {
        store.add(some)?;
    }
    let readings: Vec<Reading> = entries.into_iter().map(|e| e.reading).collect();
    let inputs = store.inputs()?;
    let record = match store.record(&inputs)? {
        Some(record) => record,
        None => {
            let record = corroborate(&readings, &store.decisions()?);
            store.set_record(&inputs, &record)?;
            record
        }
    };
    Ok((readings, record))
}
