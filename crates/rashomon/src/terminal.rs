//! What a person sees beside the output: progress, and complaints.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};
use rashomon_record::{Complaint, ComplaintKind};

/// A count of reports with their rate, on standard error, if that is a terminal.
pub struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// Starts counting `what`.
    pub fn new(what: &'static str) -> Self {
        if !std::io::stderr().is_terminal() {
            return Progress { bar: ProgressBar::hidden() };
        }
        let bar = ProgressBar::new_spinner().with_message(what);
        if let Ok(style) =
            ProgressStyle::with_template("{spinner} {msg} {human_pos} · {per_sec} · {elapsed}")
        {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(120));
        Progress { bar }
    }

    /// `count` more are done.
    pub fn add(&self, count: usize) {
        self.bar.inc(count as u64);
    }

    /// Says complaints about one report without tearing the bar. Those about wording stay in the JSON.
    pub fn complain(&self, locator: &str, complaints: &[Complaint]) {
        for complaint in complaints {
            if !is_about_wording(complaint.kind) {
                self.bar.suspend(|| eprintln!("rashomon: {locator}: {}", complaint.message));
            }
        }
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

fn is_about_wording(kind: ComplaintKind) -> bool {
    matches!(
        kind,
        ComplaintKind::FusedWords
            | ComplaintKind::BrokenSentence
            | ComplaintKind::Mistranslation
            | ComplaintKind::ContradictsItself
            | ComplaintKind::DateUnknown
    )
}
