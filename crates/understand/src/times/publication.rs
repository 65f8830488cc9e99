//! The day a page was published, inferred from its own words.
//!
//! Only where the words fix one day: a weekday with its date pointed at from the telling ("this
//! Friday, January 19"), a dateline, or the date that the opening sentence tells its news at. The
//! year must stand in the text and the weekday must fit it; the day of reading plays no part.

use rashomon_record::Day;

use super::grammar;
use super::resolve::weekday_of;
use super::shape::{Expression, Shape, Year};
use super::words::{Class, Words};
use crate::document::Document;

/// How far into the text a dateline or the opening sentence may lie, in words.
const OPENING: usize = 60;

pub(super) fn infer(document: &Document<'_>) -> Option<(Day, String)> {
    let words = Words::of(document);
    let expressions = grammar::expressions(&words, false);
    // Furniture and captions are no part of the telling, but the year they say is its year.
    let whole = Words::of_text(document.text);
    let all = grammar::expressions(&whole, false);
    let years = years(&all);
    let dated: Vec<Dated> = dated(&words, &expressions, &years);
    // A weekday pointed at with a date that fits no year of the text: nothing else is as sure.
    let misfit = expressions.iter().any(|e| {
        let weekday = matches!(e.shape, Shape::Date { weekday: Some(_), .. });
        weekday && words.is(e.from, "this") && dated.iter().all(|d| d.expression != e)
    });
    if misfit {
        return None;
    }
    // The news cannot be told before the latest day that it tells of as past.
    let latest = dated.iter().map(|d| d.day).max()?;
    let said = |e: &Expression| words.span(e.from, e.to).of(document.text).replace('\n', " ");
    let said_anywhere =
        |e: &Expression| whole.span(e.from, e.to).of(document.text).replace('\n', " ");
    let mut candidates: Vec<(u8, Day, String)> = Vec::new();
    for d in &dated {
        let e = d.expression;
        let mut evidence = format!("“{}”", said(e));
        if let Some(from) = d.year_from {
            evidence.push_str(&format!(", with the year of “{}”", said_anywhere(from)));
        }
        if d.pointed(&words) {
            candidates.push((0, d.day, evidence));
        } else if d.in_dateline(&words) {
            candidates.push((1, d.day, evidence));
        } else if d.day == latest && e.from < OPENING && opens(&words, e) {
            candidates.push((2, d.day, evidence));
        }
    }
    candidates.sort();
    let (rank, day, evidence) = candidates.first()?.clone();
    // Two days pointed at in the same way: the words do not say which it is.
    let other = candidates.iter().any(|(r, d, _)| *r == rank && *d != day);
    (!other).then_some((day, evidence))
}

/// A day that the text names, its year known.
struct Dated<'e> {
    expression: &'e Expression,
    day: Day,
    /// Where the year was said, if not with the day itself.
    year_from: Option<&'e Expression>,
}

impl Dated<'_> {
    /// "this Friday, January 19", "today, 19 January".
    fn pointed(&self, words: &Words<'_>) -> bool {
        let from = self.expression.from;
        let weekday = matches!(self.expression.shape, Shape::Date { weekday: Some(_), .. });
        let today = (1..=3).any(|n| from.checked_sub(n).is_some_and(|b| words.is(b, "today")));
        weekday && words.is(from, "this") || today
    }

    /// "ISLAMABAD, Jan 19 (Agency) -": capitals before, a bracket or dash behind.
    fn in_dateline(&self, words: &Words<'_>) -> bool {
        let e = self.expression;
        let closes = words.is_any(e.to, &["(", "—", "–", "-", "/", ":"])
            || words.is(e.to, "-") && words.is(e.to + 1, "-");
        let start = (0..e.from).rev().take(8).find(|&i| words.class(i) == Class::Boundary);
        let Some(start) = start.map(|i| i + 1) else { return false };
        let place =
            start < e.from && (words.all_capitals(start) || words.is(e.from.wrapping_sub(1), ","));
        e.from < OPENING && closes && place && !words.glued(e.to)
    }
}

/// The years that the text says with a month or a day.
fn years(expressions: &[Expression]) -> Vec<(i32, &Expression)> {
    let mut years: Vec<(i32, &Expression)> = Vec::new();
    for e in expressions {
        if let Shape::Date { year: Year::Is(year), month: Some(_), .. } = e.shape
            && (1990..2100).contains(&year)
            && years.iter().all(|(y, _)| *y != year)
        {
            years.push((year, e));
        }
    }
    years
}

fn dated<'e>(
    words: &Words<'_>,
    expressions: &'e [Expression],
    years: &[(i32, &'e Expression)],
) -> Vec<Dated<'e>> {
    let mut month = None;
    let mut out = Vec::new();
    for e in expressions {
        let Shape::Date { year, month: said, day, weekday } = e.shape else { continue };
        month = said.or(month);
        let (Some(month), Some(day)) = (month, day) else { continue };
        // "from January 31" and "by January 31" may lie ahead.
        if words.is_any(e.from.wrapping_sub(1), &["by", "until", "till", "through"]) {
            continue;
        }
        let at = |year: i32| {
            let day = Day::new(
                i16::try_from(year).ok()?,
                i8::try_from(month).ok()?,
                i8::try_from(day).ok()?,
            )?;
            weekday.is_none_or(|w| weekday_of(day) == w).then_some(day)
        };
        match year {
            Year::Is(year) => {
                if let Some(day) = at(year) {
                    out.push(Dated { expression: e, day, year_from: None });
                }
            }
            _ => {
                // Only one year of the text may fit.
                let mut fitting = years.iter().filter_map(|(y, from)| Some((at(*y)?, *from)));
                if let (Some((day, from)), None) = (fitting.next(), fitting.next()) {
                    out.push(Dated { expression: e, day, year_from: Some(from) });
                }
            }
        }
    }
    out
}

/// Whether the expression stands in the first full sentence, telling news ("On the 19th, it was
/// announced") and not background.
fn opens(words: &Words<'_>, e: &Expression) -> bool {
    let boundaries = (0..e.from).filter(|&i| words.class(i) == Class::Boundary).count();
    // A heading may come before.
    let news = words.is_any(e.from.wrapping_sub(1), &["on", "of", ","]) || words.is(e.from, "the");
    let past = words.is_any(e.from.wrapping_sub(1), &["since", "from", "after", "before", "until"]);
    boundaries <= 2 && news && !past
}
