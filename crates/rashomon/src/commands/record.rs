//! `rashomon record`: what all reports together say.

use std::io::{BufWriter, Write};
use std::path::PathBuf;

use rashomon_corroborate::corroborate;
use rashomon_record::Reading;
use rashomon_understand::Reader;

use crate::arguments::{EachOptions, Inputs, RecordOptions};
use crate::commands::read::{each_line, print};
use crate::outcome::{Failure, Outcome};
use crate::pipeline::{self, Tally};
use crate::terminal::Progress;

/// Runs it.
pub fn run(options: &RecordOptions) -> Result<Outcome, Failure> {
    if options.each {
        return each(options);
    }
    let (_, record, tally) =
        super::add::gather(&options.paths, options.store.as_deref(), options.reading)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    out.write_all(&print(&record, options.format)?)?;
    out.flush()?;
    Ok(Outcome::of(tally.unread))
}

/// Each report its own record.
fn each(options: &RecordOptions) -> Result<Outcome, Failure> {
    if options.paths.is_empty() {
        return Err(Failure::usage(
            "--each needs reports: name files or folders, or - for standard input",
        ));
    }
    let reader = Reader::embedded();
    let lines = EachOptions {
        inputs: Inputs { paths: options.paths.clone() },
        reading: options.reading,
        format: options.format,
    };
    each_line(&lines, |cleaned| {
        let readings = [pipeline::read(&reader, cleaned.page)];
        let page = &readings[0].page;
        let record = corroborate(&readings, &[]);
        (
            print(&record, options.format),
            page.complaints.clone(),
            page.is_unreadable(),
            cleaned.locator,
        )
    })
}

/// Every Reading of `paths`, in input order.
pub(super) fn readings(
    paths: &[PathBuf],
    reading: crate::arguments::Reading,
) -> Result<(Vec<Reading>, Tally), Failure> {
    let reader = Reader::embedded();
    let progress = Progress::new("reports");
    let (mut found, mut tally) = (Vec::new(), Tally::default());
    pipeline::for_each_page(
        paths,
        reading,
        &progress,
        |raw| {
            let cleaned = pipeline::clean(raw, reading.map);
            (pipeline::read(&reader, cleaned.page), cleaned.locator)
        },
        |(reading, locator)| {
            tally.pages += 1;
            tally.unread += usize::from(reading.page.is_unreadable());
            progress.complain(&locator, &reading.page.complaints);
            found.push(reading);
            Ok(())
        },
    )?;
    if found.is_empty() {
        return Err(Failure::new("no report was found in what was given"));
    }
    Ok((found, tally))
}
