//! The grammar of expressions of time: which words make one, and what it says.
//!
//! Each file holds the expressions of one kind. At every word all are tried and the longest wins.

mod amounts;
mod days;
mod numbers;
mod relative;

use super::shape::{Expression, Shape, Year};
use super::words::{Class, Stage, Words};

/// Reads expressions of time off the words of a text.
#[derive(Debug)]
pub(super) struct Grammar<'w, 'a> {
    words: &'w Words<'a>,
    /// The text tells history rather than news: "former", "this period" place things in time.
    history: bool,
}

/// All expressions, in order of place.
pub(super) fn expressions(words: &Words<'_>, history: bool) -> Vec<Expression> {
    let grammar = Grammar { words, history };
    let (mut found, mut at): (Vec<Expression>, usize) = (Vec::new(), 0);
    while at < words.len() {
        if matches!(words.class(at), Class::Boundary) {
            at += 1;
            continue;
        }
        match grammar.longest(at) {
            Some(e) if e.to > at => {
                at = e.to;
                let tail = grammar.continued(&e);
                found.push(e);
                if let Some(tail) = tail {
                    at = tail.to;
                    found.push(tail);
                }
            }
            _ => at += 1,
        }
    }
    borrow_from_the_right(words, &mut found);
    found
}

impl Grammar<'_, '_> {
    fn longest(&self, at: usize) -> Option<Expression> {
        let mut best: Option<Expression> = None;
        for candidate in [
            self.staged(at),
            self.point(at),
            self.hours(at),
            self.amount(at),
            self.set(at),
            self.reference(at),
        ]
        .into_iter()
        .flatten()
        {
            if best.as_ref().is_none_or(|b| candidate.to > b.to) {
                best = Some(candidate);
            }
        }
        best
    }

    /// Something that names a stretch of the calendar.
    fn point(&self, at: usize) -> Option<Expression> {
        let found = self
            .day(at)
            .or_else(|| self.relative(at))
            .or_else(|| self.season(at))
            .or_else(|| self.quarter(at))
            .or_else(|| self.age(at))
            .or_else(|| self.year(at))?;
        Some(self.with_part_of_day(found))
    }

    /// "early October", "mid-1996", "the end of the month", "later that year".
    fn staged(&self, at: usize) -> Option<Expression> {
        let w = self.words;
        let mut i = at;
        if w.is_any(i, &["the", "its"]) {
            i += 1;
        }
        if let Class::Stage(stage) = w.class(i) {
            let mut next = i + 1;
            if w.is(next, "-") {
                next += 1;
            }
            if w.is(next, "in") || w.is(next, "on") {
                next += 1;
            }
            let point = self.point(next).or_else(|| self.bare_unit(next))?;
            if matches!(point.shape, Shape::Set { .. } | Shape::Duration { .. }) {
                return None;
            }
            return Some(point.starting(at).at_stage(stage));
        }
        let mut stage = STAGE_NOUNS.iter().find(|(noun, _)| w.is(i, noun)).map(|(_, s)| *s);
        if stage.is_none() && w.is_any(i, &["latter", "last", "first", "better"]) && i > at {
            stage = match () {
                () if w.is_any(i + 1, &["part", "days", "weeks", "months"]) => {
                    Some(if w.is(i, "first") { Stage::Early } else { Stage::Late })
                }
                () => None,
            };
            i += 1;
        }
        let stage = stage?;
        if !w.is(i + 1, "of") {
            return None;
        }
        let point = self.point(i + 2).or_else(|| self.bare_unit(i + 2))?;
        if matches!(point.shape, Shape::Set { .. } | Shape::Duration { .. }) {
            return None;
        }
        Some(point.starting(at).at_stage(stage))
    }

    /// What a range leaves out of its second half: "1915-17", "January 6-7", "6 and 7th".
    fn continued(&self, e: &Expression) -> Option<Expression> {
        let w = self.words;
        let Shape::Date { year, month, day, .. } = e.shape else { return None };
        let joined = w.is_any(e.to, &["-", "–", "—", "/"]);
        let at = e.to + 1;
        if month.is_none() {
            let Year::Is(first) = year else { return None };
            let form = w.form(at);
            if !joined || form.len() != 2 || w.class(at) != Class::Digits {
                return None;
            }
            let last: i32 = form.parse().ok()?;
            let full = first - first.rem_euclid(100) + last;
            let shape = Shape::Date { year: Year::Is(full), month: None, day: None, weekday: None };
            return (full > first && !w.glued(at + 1) || w.is_any(at + 1, &[")", ",", "."]))
                .then(|| Expression::new(at, at + 1, shape));
        }
        day?;
        let spoken = w.is_any(e.to, &["and", "to", "through"]);
        if !joined && !spoken {
            return None;
        }
        let (number, to) = self.day_number(at)?;
        let ordinal = to > at + 1;
        let closed = w.class(to) == Class::Mark || w.class(to) == Class::Boundary;
        if !(joined && w.glued(at) || ordinal || closed) || matches!(w.class(to), Class::Month(..))
        {
            return None;
        }
        let shape = Shape::Date { year, month, day: Some(number), weekday: None };
        Some(Expression::new(at, to, shape))
    }

    /// "the year" and the like after "the end of".
    fn bare_unit(&self, at: usize) -> Option<Expression> {
        use super::shape::Anchor;
        let w = self.words;
        let i = if w.is(at, "the") { at + 1 } else { at };
        let Class::Unit(unit, false) = w.class(i) else { return None };
        if i == at || unit < super::words::Unit::Day {
            return None;
        }
        let anchor = if self.history { Anchor::Context } else { Anchor::Published };
        Some(Expression::new(at, i + 1, Shape::Away { unit, count: Some(0), anchor }))
    }
}

const STAGE_NOUNS: [(&str, Stage); 10] = [
    ("beginning", Stage::Early),
    ("close", Stage::Late),
    ("course", Stage::Mid),
    ("dawn", Stage::Early),
    ("end", Stage::Late),
    ("middle", Stage::Mid),
    ("onset", Stage::Early),
    ("start", Stage::Early),
    ("outset", Stage::Early),
    ("turn", Stage::Early),
];

/// "between 3 March and 4 April 1945": what the left end leaves unsaid stands on the right.
fn borrow_from_the_right(words: &Words<'_>, found: &mut [Expression]) {
    for i in (0..found.len().saturating_sub(1)).rev() {
        let (left, right) = found.split_at_mut(i + 1);
        let (Some(left), Some(right)) = (left.last_mut(), right.first()) else { continue };
        let gap = right.from.saturating_sub(left.to);
        let joins = ["and", "or", "to", "until", "till", "through", "-", "–", "—", ",", "from"];
        let parts = ["early", "late", "in", "on", "the"];
        let only = |j: usize| words.is_any(j, &joins) || words.is_any(j, &parts);
        if gap > 3
            || !(left.to..right.from).all(only)
            || !(left.to..right.from).any(|j| words.is_any(j, &joins))
        {
            continue;
        }
        let Shape::Date { year: given, month: given_month, day: given_day, .. } = right.shape
        else {
            continue;
        };
        if let Shape::Date { year, month, day, .. } = &mut left.shape {
            if *year != Year::Unsaid || matches!(given, Year::Unsaid) {
                continue;
            }
            let comma_only = (left.to..right.from).all(|j| words.is(j, ","));
            if comma_only && given_month.is_none() {
                continue;
            }
            if month.is_some() && given_month.is_some() && day.is_some() == given_day.is_some() {
                // From December to January the year turns.
                let turns = *month > given_month;
                *year = match given {
                    Year::Is(y) if turns => Year::Is(y - 1),
                    other => other,
                };
            }
        }
    }
}
