//! Pages in, Readings out, in input order, on all cores, in bounded memory.

use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;

use rashomon_acquire::Input;
use rashomon_clean::Options as CleanOptions;
use rashomon_record::{Complaint, ComplaintKind, Page, RawPage, Reading};
use rashomon_understand::Reader;
use rayon::prelude::*;

use crate::arguments;
use crate::outcome::Failure;
use crate::terminal::Progress;

/// Pages are handed to the threads in batches of this many, or of [`BATCH_BYTES`]: enough to keep
/// all cores busy, little enough to hold in memory.
const BATCH: usize = 256;
const BATCH_BYTES: usize = 16 << 20;

/// What a run of pages came to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// Pages seen.
    pub pages: usize,
    /// Pages that could not be read.
    pub unread: usize,
}

/// Each page of `paths`, worked on by `work` on any thread, given to `each` in input order.
pub fn for_each_page<T: Send>(
    paths: &[PathBuf],
    reading: arguments::Reading,
    progress: &Progress,
    work: impl Fn(RawPage) -> T + Sync,
    mut each: impl FnMut(T) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let threads = rayon::ThreadPoolBuilder::new()
        .num_threads(reading.threads.unwrap_or(0))
        .stack_size(16 << 20)
        .build()
        .map_err(|e| Failure::new(format!("cannot start threads: {e}")))?;
    let inputs: Vec<Input> = paths
        .iter()
        .map(|p| if p.as_os_str() == "-" { Input::Standard } else { Input::Path(p.clone()) })
        .collect();

    let mut failure = None;
    let (mut batch, mut bytes) = (Vec::with_capacity(BATCH), 0);
    let mut flush = |batch: &mut Vec<RawPage>, failure: &mut Option<Failure>| {
        let pages = std::mem::take(batch);
        if failure.is_some() || pages.is_empty() {
            return;
        }
        let count = pages.len();
        let done: Vec<T> = threads.install(|| pages.into_par_iter().map(&work).collect());
        for item in done {
            if let Err(wrong) = each(item) {
                *failure = Some(wrong);
                return;
            }
        }
        progress.add(count);
    };
    let standard = std::io::stdin();
    rashomon_acquire::pages(&inputs, &mut standard.lock(), &mut |page| {
        bytes += page.body.as_ref().map_or(0, |b| b.bytes.len());
        batch.push(page);
        if batch.len() >= BATCH || bytes >= BATCH_BYTES {
            flush(&mut batch, &mut failure);
            bytes = 0;
        }
    });
    flush(&mut batch, &mut failure);
    progress.finish();
    failure.map_or(Ok(()), Err)
}

/// A page and where it was found.
pub struct Cleaned {
    /// For messages.
    pub locator: String,
    /// The page.
    pub page: Page,
}

/// Cleans one page; a fault inside costs that page only.
pub fn clean(raw: RawPage, map: bool) -> Cleaned {
    let (locator, given) = (raw.locator.clone(), raw.given.clone());
    let page = guarded(AssertUnwindSafe(|| rashomon_clean::clean(raw, CleanOptions { map })))
        .unwrap_or_else(|why| {
            let mut page = Page::of_text(given.id.unwrap_or_else(|| locator.clone()), "");
            page.complaints.push(Complaint::page(
                ComplaintKind::Unreadable,
                format!("cleaning failed: {why}"),
            ));
            page
        });
    Cleaned { locator, page }
}

/// Reads one page; a fault inside costs that page only, and even its text is kept.
pub fn read(reader: &Reader, page: Page) -> Reading {
    let kept = page.clone();
    guarded(AssertUnwindSafe(|| reader.read(page))).unwrap_or_else(|why| {
        let mut page = kept;
        page.complaints
            .push(Complaint::page(ComplaintKind::Unreadable, format!("reading failed: {why}")));
        reader.unread(page)
    })
}

thread_local! {
    static LAST_PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps panics off standard error: [`guarded`] turns each into a complaint of its page.
pub fn quiet_panics() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let place =
            info.location().map(|l| format!(" ({}:{})", l.file(), l.line())).unwrap_or_default();
        let message = info.payload_as_str().unwrap_or("no reason given");
        let caught = rayon::current_thread_index().is_some();
        LAST_PANIC.with(|last| *last.borrow_mut() = Some(format!("{message}{place}")));
        if !caught {
            usual(info);
        }
    }));
}

fn guarded<T>(work: AssertUnwindSafe<impl FnOnce() -> T>) -> Result<T, String> {
    panic::catch_unwind(work).map_err(|_| {
        LAST_PANIC.with(|last| last.borrow_mut().take()).unwrap_or_else(|| "no reason given".into())
    })
}
