//! Stretches of the calendar placed by where they lie: "last week", "the following year", "the
//! third quarter", "the 1990s".

use super::Grammar;
use crate::times::shape::{Anchor, Expression, Shape, Way, Year};
use crate::times::words::{Class, Stage, Unit};

impl Grammar<'_, '_> {
    /// "last week", "this month", "the following day", "that year", "the weekend".
    pub(super) fn relative(&self, at: usize) -> Option<Expression> {
        let w = self.words;
        let the = w.is(at, "the");
        let mut i = if the { at + 1 } else { at };
        let class = w.class(i);
        if the && matches!(w.class(i), Class::Unit(Unit::Weekend, false)) {
            let shape = Shape::Away { unit: Unit::Weekend, count: None, anchor: Anchor::Published };
            return Some(Expression::new(at, i + 1, shape));
        }
        if the && let Some(found) = self.day_before(at) {
            return Some(found);
        }
        if !matches!(class, Class::Back | Class::Ahead | Class::Here) {
            return self.accounting_year(at);
        }
        let lead = i;
        i += 1;
        if w.is(lead, "that") && w.is(i, "same") {
            i += 1;
        }
        if w.is(lead, "this") && w.is_any(i, &["past", "coming", "same"]) {
            i += 1;
        }
        let fiscal = w.is_any(i, &["fiscal", "financial", "full", "calendar"]);
        if fiscal {
            i += 1;
        }
        let Class::Unit(unit, false) = w.class(i) else { return None };
        let to = i + 1;
        if unit < Unit::Day || unit == Unit::Millennium || unit == Unit::Trimester {
            return None;
        }
        // "the last day of the trial" is no yesterday
        let partial = the && w.is(to, "of") && w.is_any(lead, &["last", "next"]);
        if partial {
            let of = self.point(to + 1).filter(|_| w.is(lead, "last"))?;
            if self.history {
                let value = format!(
                    "P1{}",
                    if unit == Unit::Day {
                        "D"
                    } else if unit == Unit::Week {
                        "W"
                    } else {
                        return None;
                    }
                );
                return Some(Expression::new(
                    at,
                    of.to,
                    Shape::Duration { value, unit, count: None, way: Way::Bare },
                ));
            }
            return Some(of.starting(at).at_stage(Stage::Late));
        }
        let published = Anchor::Published;
        let (count, anchor) = match class {
            Class::Back if w.is_any(lead, &["last", "past"]) => {
                if unit == Unit::Day
                    || w.is(lead, "past") && unit < Unit::Month
                    || the && unit == Unit::Week && self.history
                {
                    return None;
                }
                (-1, published)
            }
            Class::Back if w.is(lead, "latest") => {
                if !matches!(unit, Unit::Quarter | Unit::Period | Unit::Year) {
                    return None;
                }
                if unit != Unit::Year {
                    return Some(Expression::new(
                        at,
                        to,
                        Shape::Quarter { number: None, year: Year::FromPublished(0) },
                    ));
                }
                (-1, published)
            }
            Class::Back if w.is(lead, "recent") => return None,
            Class::Back => (-1, Anchor::Context),
            Class::Ahead if w.is_any(lead, &["next", "coming", "upcoming"]) => {
                let told = the && (unit == Unit::Day || self.history);
                (
                    1,
                    if told || w.is(lead, "next") && unit == Unit::Day {
                        Anchor::Context
                    } else {
                        published
                    },
                )
            }
            Class::Ahead => (1, Anchor::Context),
            Class::Here if w.is_any(lead, &["this", "current"]) => {
                if unit == Unit::Day && !self.history || unit == Unit::Period {
                    return None;
                }
                (0, if self.history { Anchor::Context } else { published })
            }
            Class::Here => {
                if unit == Unit::Period {
                    return None;
                }
                (0, Anchor::Context)
            }
            _ => return None,
        };
        if w.is(lead, "that") && !the && unit == Unit::Day && w.is(to, "when") {
            return None;
        }
        if unit == Unit::Quarter {
            let number = (count == 0 && anchor == published).then_some(0);
            let year = if anchor == published {
                Year::FromPublished(count)
            } else {
                Year::FromContext(count)
            };
            if anchor == published {
                let shape = Shape::Away { unit, count: Some(i64::from(count)), anchor };
                return Some(Expression::new(at, to, shape));
            }
            return Some(Expression::new(at, to, Shape::Quarter { number, year }));
        }
        let possessive = w.is(to, "'s") && unit == Unit::Year;
        if possessive {
            // "next year's first quarter", "this year's end"
            let year = match anchor {
                Anchor::Published => Year::FromPublished(count),
                Anchor::Context => Year::FromContext(count),
            };
            if let Some((number, end)) = self.numbered(to + 1, Unit::Quarter) {
                return Some(Expression::new(
                    at,
                    end,
                    Shape::Quarter { number: Some(number), year },
                ));
            }
            if matches!(w.class(to + 1), Class::Unit(Unit::Quarter, false)) {
                return Some(Expression::new(at, to + 2, Shape::Quarter { number: None, year }));
            }
            if let Some((number, end)) = self.numbered_half(to + 1) {
                return Some(Expression::new(at, end, Shape::Half { number, year }));
            }
        }
        Some(Expression::new(at, to, Shape::Away { unit, count: Some(i64::from(count)), anchor }))
    }

    /// "the year", "the full year", "for the week", "year-end" as business pages say them.
    fn accounting_year(&self, at: usize) -> Option<Expression> {
        let w = self.words;
        let away = |to: usize, unit: Unit| {
            let shape = Shape::Away { unit, count: Some(0), anchor: Anchor::Published };
            Some(Expression::new(at, to, shape))
        };
        if w.is(at, "year") {
            let end = w.is(at + 1, "-") && w.is(at + 2, "end");
            let owned = w.is(at + 1, "'s") && w.is(at + 2, "end");
            return match () {
                () if end || owned => away(at + 3, Unit::Year),
                () if w.is(at + 1, "end") => away(at + 2, Unit::Year),
                () => None,
            };
        }
        if !w.is(at, "the") || self.history {
            return None;
        }
        let adjective = w.is_any(at + 1, &["fiscal", "full", "calendar", "whole"]);
        let i = if adjective { at + 2 } else { at + 1 };
        let led =
            w.before(at).is_some_and(|b| w.is_any(b, &["for", "of", "in", "during", "throughout"]));
        match w.class(i) {
            Class::Unit(Unit::Year, false) if adjective || led => {
                if w.is_any(i + 1, &["ended", "ending", "to"]) || w.is(at + 1, "fiscal") {
                    let shape = Shape::Duration {
                        value: "P1Y".into(),
                        unit: Unit::Year,
                        count: None,
                        way: Way::Bare,
                    };
                    return Some(Expression::new(at, i + 1, shape));
                }
                if w.is(i + 1, "of") || w.is(i + 1, "-") || w.class(i + 1) == Class::Digits {
                    return None;
                }
                away(i + 1, Unit::Year)
            }
            Class::Unit(Unit::Week, false)
                if w.before(at).is_some_and(|b| w.is(b, "for")) && !w.is(i + 1, "of") =>
            {
                away(i + 1, Unit::Week)
            }
            _ => None,
        }
    }

    /// "the day before", "the day after" with no noun behind.
    fn day_before(&self, at: usize) -> Option<Expression> {
        let w = self.words;
        let Class::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year), false) =
            w.class(at + 1)
        else {
            return None;
        };
        let count = match () {
            () if w.is_any(at + 2, &["before", "prior", "earlier"]) => -1,
            () if w.is_any(at + 2, &["after", "later"]) => 1,
            () => return None,
        };
        let closed = matches!(w.class(at + 3), Class::Mark | Class::Boundary);
        let shape = Shape::Away { unit, count: Some(count), anchor: Anchor::Context };
        (closed || self.history && unit == Unit::Day).then(|| Expression::new(at, at + 3, shape))
    }

    /// "the third" before `unit`: its number and the word after the unit.
    fn numbered(&self, at: usize, unit: Unit) -> Option<(u32, usize)> {
        let w = self.words;
        let (number, mut to) = self.ordinal(at)?;
        if w.is(to, "-") {
            to += 1;
        }
        match w.class(to) {
            Class::Unit(u, _) if u == unit && number <= 4 => Some((number, to + 1)),
            _ => None,
        }
    }

    fn numbered_half(&self, at: usize) -> Option<(u32, usize)> {
        let w = self.words;
        let number = match () {
            () if w.is(at, "first") => 1,
            () if w.is_any(at, &["second", "latter"]) => 2,
            () => return None,
        };
        let to = if w.is(at + 1, "-") { at + 2 } else { at + 1 };
        w.is(to, "half").then_some((number, to + 1))
    }

    /// "of 1990", "of last year", " 1990".
    fn year_of(&self, at: usize) -> (Year, usize) {
        let w = self.words;
        let i = if w.is(at, "of") { at + 1 } else { at };
        if let Some((year, to)) = self.year_before_our_era(i) {
            return (Year::Is(year), to);
        }
        if !w.is(at, "of") {
            return match self.year_number(at) {
                Some((year, to)) if (1500..2200).contains(&year) => (Year::Is(year), to),
                _ => (Year::Unsaid, at),
            };
        }
        if let Some((year, to)) = self.year_number(at + 1) {
            return (Year::Is(year), to);
        }
        match self.relative(at + 1) {
            Some(Expression {
                to,
                shape: Shape::Away { unit: Unit::Year, count: Some(count), anchor },
                ..
            }) => {
                let count = i32::try_from(count).unwrap_or(0);
                let year = match anchor {
                    Anchor::Published => Year::FromPublished(count),
                    Anchor::Context => Year::FromContext(count),
                };
                (year, to)
            }
            _ => (Year::Unsaid, at),
        }
    }

    /// "last spring", "the summer of 1943", "winter".
    pub(super) fn season(&self, at: usize) -> Option<Expression> {
        let w = self.words;
        let the = w.is(at, "the");
        let mut i = if the { at + 1 } else { at };
        let way = match w.class(i) {
            Class::Back if w.is_any(i, &["last", "past"]) => Some(Way::Last),
            Class::Back if w.is_any(i, &["previous", "preceding"]) => Some(Way::Previous),
            Class::Ahead if w.is(i, "next") && !the => Some(Way::Next),
            Class::Ahead if w.is(i, "coming") => Some(Way::Next),
            Class::Ahead => Some(Way::Following),
            Class::Here if w.is(i, "this") => Some(Way::This),
            Class::Here if w.is(i, "that") => Some(Way::Previous),
            _ => None,
        };
        if way.is_some() {
            i += 1;
            if w.is(i, "past") || w.is(i, "coming") {
                i += 1;
            }
        }
        let staged = the && w.is_any(i, &["early", "late", "mid"]);
        if staged {
            i += 1;
        }
        let Class::Season(code) = w.class(i) else { return None };
        let (year, to) = self.year_of(i + 1);
        let name = w.capital(i) && w.before(i).is_some_and(|b| w.capital(b)) && !w.all_capitals(i);
        if name && year == Year::Unsaid && way.is_none() && !the {
            return None;
        }
        if w.is_any(i, &["fall", "spring"]) && year == Year::Unsaid && way.is_none() {
            let led = i.checked_sub(1).is_some_and(|b| {
                w.is_any(
                    b,
                    &[
                        "in",
                        "the",
                        "since",
                        "by",
                        "until",
                        "during",
                        "throughout",
                        "late",
                        "early",
                        "through",
                        "each",
                        "every",
                    ],
                )
            });
            let placed = w.is(i, "spring")
                || i.checked_sub(2).is_some_and(|b| {
                    w.is_any(b, &["in", "during", "throughout", "by", "until", "since"])
                });
            if !led || w.is(to, "of") || !placed {
                return None;
            }
        }
        Some(Expression::new(at, to, Shape::Season { code, year, way: way.unwrap_or(Way::Bare) }))
    }

    /// "the third quarter", "fiscal second-quarter", "the first half of 1990", "the 1988 quarter".
    pub(super) fn quarter(&self, at: usize) -> Option<Expression> {
        let w = self.words;
        let led = w.is(at, "the");
        let mut i = if led { at + 1 } else { at };
        let fiscal = w.is_any(i, &["fiscal", "comparable", "corresponding"]);
        if fiscal {
            i += 1;
            if w.is(i, "-") {
                i += 1;
            }
        }
        if let Some((year, to)) = self.year_number(i).filter(|_| w.class(i) == Class::Digits) {
            if let Some((number, to)) = self.numbered(to, Unit::Quarter) {
                return Some(Expression::new(
                    at,
                    to,
                    Shape::Quarter { number: Some(number), year: Year::Is(year) },
                ));
            }
            if led && matches!(w.class(to), Class::Unit(Unit::Quarter | Unit::Period, false)) {
                return Some(Expression::new(
                    at,
                    to + 1,
                    Shape::Quarter { number: None, year: Year::Is(year) },
                ));
            }
            return None;
        }
        // "the year-earlier quarter", "year-ago"
        if w.is(i, "year") && w.is(i + 1, "-") && w.is_any(i + 2, &["earlier", "ago"]) {
            let unit = matches!(w.class(i + 3), Class::Unit(Unit::Quarter | Unit::Period, false));
            let (from, to) = if unit { (at, i + 4) } else { (i, i + 3) };
            return Some(Expression::new(
                from,
                to,
                Shape::Quarter { number: None, year: Year::FromPublished(-1) },
            ));
        }
        if let Some((number, to)) = self.numbered(i, Unit::Quarter) {
            if w.is(to.saturating_sub(1), "quarters") && !w.is(at, "fourth") {
                return None;
            }
            if w.is(to, "finals")
                || w.is(to, "final")
                || w.is(to, "-") && w.is_any(to + 1, &["final", "finals"])
            {
                return None;
            }
            // "the third-quarter loss": the article is that of the loss
            let compound = led && w.is(to.saturating_sub(2), "-");
            let from = if compound { at + 1 } else { at };
            let (year, to) = self.year_of(to);
            return Some(Expression::new(from, to, Shape::Quarter { number: Some(number), year }));
        }
        if let Some((number, to)) = self.numbered_half(i) {
            let (year, end) = self.year_of(to);
            if year != Year::Unsaid {
                return Some(Expression::new(at, end, Shape::Half { number, year }));
            }
            return None;
        }
        let digit = w.form(i).strip_prefix(['Q', 'q']).is_some_and(str::is_empty) && w.glued(i + 1);
        if digit {
            let number: u32 = w.form(i + 1).parse().ok()?;
            let (year, to) = self.year_of(i + 2);
            return (1..=4)
                .contains(&number)
                .then(|| Expression::new(at, to, Shape::Quarter { number: Some(number), year }));
        }
        let bare = led
            && matches!(w.class(i), Class::Unit(Unit::Quarter, false))
            && !fiscal
            && !w.is(i + 1, "-")
            && !w.is(i + 1, "of");
        bare.then(|| {
            Expression::new(at, i + 1, Shape::Quarter { number: None, year: Year::Unsaid })
        })
    }

    /// "the late 1970s", "the nineties", "the 20th century", "218 BC".
    pub(super) fn age(&self, at: usize) -> Option<Expression> {
        let w = self.words;
        let the = w.is(at, "the");
        let mut i = if the { at + 1 } else { at };
        let staged = w.is_any(i, &["early", "late", "mid"]);
        if staged {
            i += 1;
            if w.is(i, "-") {
                i += 1;
            }
        }
        let make = |to: usize, value: String| Some(Expression::new(at, to, Shape::Age { value }));
        if w.class(i) == Class::Digits {
            let form = w.form(i);
            let plural = w.glued(i + 1) && w.is_any(i + 1, &["s", "'s"])
                || w.is(i + 1, "’") && w.glued(i + 2) && w.is(i + 2, "s");
            let to = if w.is(i + 1, "’") { i + 3 } else { i + 2 };
            if plural && form.len() == 4 && form.ends_with('0') {
                return make(to, form.get(..3)?.to_string());
            }
            let apostrophe = i.checked_sub(1).is_some_and(|b| w.is_any(b, &["'", "’", "‘"]));
            if plural && form.len() == 2 && form.ends_with('0') && (the || apostrophe) {
                let century = if form > "20" { "19" } else { "20" };
                return make(to, format!("{century}{}", form.get(..1)?));
            }
            let joined = w.is_any(i + 1, &["-", "–", "to", "and", "or"]);
            if joined
                && self.history
                && form.len() <= 3
                && self.year_before_our_era(i + 2).is_some()
            {
                let n: u32 = form.parse().ok()?;
                return make(i + 1, format!("BC{n:04}"));
            }
            if w.is_any(i + 1, &["bc", "b.c.", "b.c", "bce"]) {
                let n: u32 = form.parse().ok()?;
                return (n < 10_000).then(|| {
                    Expression::new(at, i + 2, Shape::Age { value: format!("BC{n:04}") })
                });
            }
        }
        if let Class::Decade(n) = w.class(i) {
            return (the)
                .then(|| Expression::new(at, i + 1, Shape::Age { value: format!("19{n}") }));
        }
        let (number, mut to) = self.ordinal(i)?;
        if w.is(to, "-") {
            to += 1;
        }
        if !matches!(w.class(to), Class::Unit(Unit::Century, _)) || !(1..=30).contains(&number) {
            return None;
        }
        to += 1;
        if w.is_any(to, &["bc", "b.c.", "b.c", "bce"]) {
            return make(to + 1, format!("BC{:02}", number - 1));
        }
        make(to, format!("{:02}", number - 1))
    }
}
