//! The main text of a page: two quick extractors, and a third, slower one where they part.
//!
//! - dom_smoothie on the page without its furniture ([`prune`](super::prune)): what it takes is
//!   nearly all report, but now and then a part of the report is cut off with the furniture;
//! - libreadability on the whole page: takes nearly all of the report, and some furniture;
//! - trafilatura, four times as slow, is asked only where the two differ much. Then the text that
//!   the other two support most is taken.
//!
//! Both quick ones look for one element that holds the report. On a page that spreads it over many
//! they agree on a small part of it, so a text that is small beside the page is checked as well.
//!
//! Extractors are other people's code on hostile input: a panic in one costs its vote alone.

use std::panic::{AssertUnwindSafe, catch_unwind};

use trafilatura::{ExtractionFocus, HtmlDateMode, Options};

use super::agreement::Shingles;
use super::prune::prune;
use super::render::{self, Leave};

/// Hundredths of agreement from which two extractors need no third.
const ENOUGH: u32 = 85;
/// Bytes below which an extractor found nothing worth a vote.
const LEAST: usize = 120;
/// Hundredths of the page's text below which a text is small beside it.
const SMALL: usize = 25;
/// Hundredths below which the extractors have missed the report, if the page is long enough.
const MISSED: usize = 10;
/// Bytes of text that make a page long enough for that.
const LONG: usize = 2_000;

/// A text that an extractor found.
struct Candidate {
    text: String,
    shingles: Shingles,
}

impl Candidate {
    fn new(text: Option<String>) -> Candidate {
        let text = text.unwrap_or_default();
        Candidate { shingles: Shingles::of(&text), text }
    }
}

/// The main text; empty where none was found.
pub(crate) fn main_text(page: &str) -> String {
    let (bare, left) = prune(page);
    let first = Candidate::new(guarded(|| smoothie(&bare)));
    let second = Candidate::new(guarded(|| readability(page)));
    let agree = first.shingles.agreement(&second.shingles);
    let small = |text: &str, hundredths: usize| text.len() * 100 < left * hundredths;
    if agree >= ENOUGH && first.text.len() >= LEAST && !small(&first.text, SMALL) {
        return first.text;
    }
    let third = Candidate::new(guarded(|| precise(page)));
    let (with_first, with_second) =
        (third.shingles.agreement(&first.shingles), third.shingles.agreement(&second.shingles));
    let third_text = third.text.clone();
    // By support, and where that is equal the more precise first.
    let votes = [
        (agree + with_first, first),
        (with_first + with_second, third),
        (agree + with_second, second),
    ];
    let mut best: Option<(u32, Candidate)> = None;
    for (votes, candidate) in votes {
        let better = best.as_ref().is_none_or(|(most, _)| votes > *most);
        if !candidate.text.is_empty() && better {
            best = Some((votes, candidate));
        }
    }
    let mut text = best.map(|(_, candidate)| candidate.text).unwrap_or_default();
    if small(&text, SMALL) && third_text.len() * 10 > text.len() * 13 {
        text = third_text;
    }
    if left > LONG && small(&text, MISSED) {
        return body_text(&bare);
    }
    text
}

/// The text of the whole body, without menus and footers where that leaves anything.
pub(crate) fn body_text(page: &str) -> String {
    let lean = render::text(page, Leave::Furniture);
    if lean.is_empty() { render::text(page, Leave::Unread) } else { lean }
}

fn guarded(extract: impl FnOnce() -> Option<String>) -> Option<String> {
    catch_unwind(AssertUnwindSafe(extract)).ok().flatten()
}

fn smoothie(page: &str) -> Option<String> {
    let config = dom_smoothie::Config { disable_json_ld: true, ..Default::default() };
    let mut reader = dom_smoothie::Readability::new(page, None, Some(config)).ok()?;
    reader.parse().ok().map(|article| render::text(&article.content, Leave::Unread))
}

fn readability(page: &str) -> Option<String> {
    let article = libreadability::extract(page, None).ok()?;
    Some(render::text(&article.content, Leave::Unread))
}

fn precise(page: &str) -> Option<String> {
    let options = Options::default()
        .with_focus(ExtractionFocus::FavorPrecision)
        .with_fallback(true)
        .with_exclude_comments(true)
        .with_html_date_mode(HtmlDateMode::Disabled);
    let found = trafilatura::extract(page, &options).ok()?;
    Some(render::text(&found.content_html, Leave::Unread))
}
