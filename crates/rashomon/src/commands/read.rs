//! `rashomon read`: one Reading a report.

use std::io::{BufWriter, Write};

use rashomon_understand::Reader;

use crate::arguments::{EachOptions, LineFormat};
use crate::outcome::{Failure, Outcome};
use crate::pipeline::{self, Tally};
use crate::terminal::Progress;

/// Runs it.
pub fn run(options: &EachOptions) -> Result<Outcome, Failure> {
    let reader = Reader::embedded();
    each_line(options, |cleaned| {
        let reading = pipeline::read(&reader, cleaned.page);
        let page = &reading.page;
        (
            print(&reading, options.format),
            page.complaints.clone(),
            page.is_unreadable(),
            cleaned.locator,
        )
    })
}

/// One line of output a page.
pub(super) fn each_line(
    options: &EachOptions,
    work: impl Fn(pipeline::Cleaned) -> Worked + Sync,
) -> Result<Outcome, Failure> {
    let progress = Progress::new("reports");
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut tally = Tally::default();
    pipeline::for_each_page(
        &options.inputs.paths,
        options.reading,
        &progress,
        |raw| work(pipeline::clean(raw, options.reading.map)),
        |(line, complaints, unread, locator)| {
            tally.pages += 1;
            tally.unread += usize::from(unread);
            progress.complain(&locator, &complaints);
            out.write_all(&line?)?;
            Ok(())
        },
    )?;
    out.flush()?;
    if tally.pages == 0 {
        return Err(Failure::new("no report was found in what was given"));
    }
    Ok(Outcome::of(tally.unread))
}

/// What came of one page: its line, what was wrong, whether it could not be read, where it was.
pub(super) type Worked =
    (Result<Vec<u8>, serde_json::Error>, Vec<rashomon_record::Complaint>, bool, String);

/// A value as JSON, with its line feed.
pub(super) fn print<T: serde::Serialize>(
    value: &T,
    format: LineFormat,
) -> Result<Vec<u8>, serde_json::Error> {
    let mut line = match format {
        LineFormat::Jsonl => serde_json::to_vec(value)?,
        LineFormat::Json => serde_json::to_vec_pretty(value)?,
    };
    line.push(b'\n');
    Ok(line)
}
