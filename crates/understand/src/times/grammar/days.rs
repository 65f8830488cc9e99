//! Days, months and years, and hours of the day.

use super::Grammar;
use crate::times::shape::{Anchor, Clock, Expression, Shape, Way, Year};
use crate::times::words::{Class, Unit};

/// Words before which a bare number of four digits is a year.
const YEAR_LEADS: [&str; 27] = [
    "in",
    "since",
    "by",
    "until",
    "till",
    "from",
    "of",
    "to",
    "between",
    "during",
    "before",
    "after",
    "through",
    "throughout",
    "around",
    "circa",
    "about",
    "into",
    "and",
    "or",
    "the",
    "(",
    "for",
    "year",
    "early",
    "late",
    "as",
];
/// Words before which a month that is also a common word is a month.
const MONTH_LEADS: [&str; 29] = [
    "in",
    "since",
    "by",
    "until",
    "till",
    "last",
    "next",
    "this",
    "early",
    "late",
    "mid",
    "of",
    "from",
    "to",
    "and",
    "during",
    "through",
    "before",
    "after",
    "each",
    "every",
    "-",
    "between",
    "or",
    "on",
    "throughout",
    "previous",
    "following",
    "for",
];

impl Grammar<'_, '_> {
    /// A month, a day of it, a weekday or "yesterday".
    pub(super) fn day(&self, at: usize) -> Option<Expression> {
        let w = self.words;
        if let Class::Deictic(days) = w.class(at) {
            if w.is(at, "today")
                && (w.is(at + 1, "'s") || w.is(at + 1, "’"))
                && !self.dated_today(at)
            {
                return None;
            }
            let shape = if self.history {
                Shape::Ref("PRESENT_REF")
            } else {
                Shape::Away { unit: Unit::Day, count: Some(days.into()), anchor: Anchor::Published }
            };
            return Some(Expression::new(at, at + 1, shape));
        }
        if w.is(at, "the") && w.is(at + 1, "day") {
            let count = match () {
                () if w.is(at + 2, "before") && w.is(at + 3, "yesterday") => Some(-2),
                () if w.is(at + 2, "after") && w.is(at + 3, "tomorrow") => Some(2),
                () => None,
            };
            if count.is_some() {
                let shape = Shape::Away { unit: Unit::Day, count, anchor: Anchor::Published };
                return Some(Expression::new(at, at + 4, shape));
            }
        }
        self.iso_date(at)
            .or_else(|| self.weekday(at))
            .or_else(|| self.month_first(at))
            .or_else(|| self.day_first(at))
            .or_else(|| self.range_start(at))
            .or_else(|| self.feast(at))
            .or_else(|| self.lone_ordinal(at))
    }

    /// "today's announcement" is of today; "today's world" is not.
    fn dated_today(&self, at: usize) -> bool {
        const NOT_TODAY: [&str; 8] =
            ["world", "personal", "society", "many", "modern", "youth", "generation", "young"];
        !self.words.is_any(at + 2, &NOT_TODAY)
    }

    /// "2024-01-16", "16/01/2024", "1/16/2024", "16.01.2024".
    fn iso_date(&self, at: usize) -> Option<Expression> {
        let w = self.words;
        if w.class(at) != Class::Digits {
            return None;
        }
        let form = w.form(at);
        let make = |to, year: i32, month: u32, day: u32| {
            let month = u8::try_from(month).ok()?;
            let shape = Shape::Date {
                year: Year::Is(year),
                month: Some(month),
                day: Some(day),
                weekday: None,
            };
            Some(Expression::new(at, to, shape))
        };
        if form.len() == 4 && w.is(at + 1, "-") && w.is(at + 3, "-") && w.glued(at + 4) {
            let (month, day) = (w.form(at + 2), w.form(at + 4));
            if (1..=2).contains(&month.len()) && (1..=2).contains(&day.len()) {
                return make(at + 5, form.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
            }
        }
        let separator = if form.contains('/') { '/' } else { '.' };
        let mut parts = form.split(separator);
        let (a, b, year) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || year.len() != 4 || a.len() > 2 || b.len() > 2 {
            return None;
        }
        let (a, b): (u32, u32) = (a.parse().ok()?, b.parse().ok()?);
        let (month, day) = if separator == '.' || a > 12 { (b, a) } else { (a, b) };
        make(at + 1, year.parse().ok()?, month, day)
    }

    /// "Friday", "this coming Friday", "Friday, January 19", "the previous Friday".
    fn weekday(&self, at: usize) -> Option<Expression> {
        let w = self.words;
        let mut i = at;
        if w.is(i, "the") {
            i += 1;
        }
        let mut way = Way::Bare;
        match w.class(i) {
            Class::Back if w.is_any(i, &["last", "past"]) => (way, i) = (Way::Last, i + 1),
            Class::Back if w.is_any(i, &["previous", "preceding"]) => {
                (way, i) = (Way::Previous, i + 1)
            }
            Class::Ahead if w.is_any(i, &["next", "coming", "upcoming"]) => {
                (way, i) = (Way::Next, i + 1)
            }
            Class::Ahead => (way, i) = (Way::Following, i + 1),
            Class::Here if w.is(i, "this") => {
                (way, i) = (Way::This, i + 1);
                if w.is(i, "past") {
                    (way, i) = (Way::Last, i + 1);
                } else if w.is_any(i, &["coming", "upcoming"]) {
                    (way, i) = (Way::Next, i + 1);
                }
            }
            Class::Here if w.is(i, "that") => (way, i) = (Way::Previous, i + 1),
            _ if i > at => return None,
            _ => {}
        }
        let Class::Weekday(weekday, short) = w.class(i) else { return None };
        let mut to = i + 1;
        if short {
            let dotted = w.is(to, ".") && w.glued(to);
            let dated = |j: usize| {
                matches!(w.class(j), Class::Month(..))
                    || w.is(j, ",") && matches!(w.class(j + 1), Class::Month(..))
            };
            if !w.capital(i) || !(dated(to) || dotted && (dated(to + 1) || w.form(i).len() > 3)) {
                return None;
            }
            if dotted {
                to += 1;
            }
        }
        if way == Way::Bare && i > at {
            return None;
        }
        // A date in apposition says the same day again.
        let mut next = to;
        if w.is(next, ",") || w.is(next, "(") {
            next += 1;
        }
        if w.is(next, "the") {
            next += 1;
        }
        if let Some(date) = self.month_first(next).or_else(|| self.day_first(next))
            && let Shape::Date { year, month, day: Some(day), .. } = date.shape
        {
            let shape = Shape::Date { year, month, day: Some(day), weekday: Some(weekday) };
            return Some(Expression::new(at, date.to, shape));
        }
        Some(Expression::new(at, to, Shape::Weekday { weekday, way }))
    }

    /// The month at word `at`, and the word after it.
    fn month(&self, at: usize) -> Option<(u8, usize)> {
        let w = self.words;
        let Class::Month(month, short) = w.class(at) else { return None };
        let dot = w.is(at + 1, ".") && w.glued(at + 1);
        let to = if short && dot { at + 2 } else { at + 1 };
        let digits = |i: usize| w.class(i) == Class::Digits;
        let before = w.before(at);
        let led = before.is_some_and(|b| w.is_any(b, &MONTH_LEADS));
        let numbered = digits(to)
            || w.is(to, ",") && digits(to + 1) && w.form(to + 1).len() == 4
            || before
                .is_some_and(|b| digits(b) || w.glued(b) && w.is_any(b, &["st", "nd", "rd", "th"]))
            || matches!(w.class(to), Class::Ordinal(_));
        if short {
            let closes = dot || w.class(to) == Class::Boundary;
            return (w.capital(at) && (numbered || led && closes)).then_some((month, to));
        }
        let doubtful = w.is(at, "may") || w.is(at, "march") || w.is(at, "august");
        if doubtful {
            let first = before.is_none_or(|b| w.class(b) == Class::Boundary);
            let capital = w.capital(at);
            let shouting = w.all_capitals(at);
            let named = before
                .is_some_and(|b| w.capital(b) || w.is_any(b, &["'s", "’", "s", "a", "the"]))
                && !w.is(to, ",")
                || w.is_any(to, &["on", "to", "for", "battalion", "through", "against"])
                || w.capital(to);
            let plain = capital && !first && !shouting && !w.is(at, "may") && !named;
            let followed = w.is(to, "of") || w.is(to, "this") || w.is(to, "last");
            let opening = capital && first && w.is(to, ",");
            let led = led && !(w.is(at, "march") && w.is_any(to, &["on", "to", "from"]));
            if !(numbered || capital && led || plain || opening || capital && followed) {
                return None;
            }
            // "on March" alone is a march; "to May" is a person.
            if w.is(at, "march") && !capital && !numbered {
                return None;
            }
        } else if !w.capital(at) && !numbered && !led {
            return None;
        }
        Some((month, to))
    }

    /// The year that follows a month or day: ", 2024", " of that year", " last year".
    fn year_after(&self, at: usize, comma: bool) -> (Year, usize) {
        let w = self.words;
        let mut i = at;
        if comma && w.is(i, ",") || w.is_any(i, &["of", "in"]) {
            i += 1;
        }
        let mut determined = i;
        if w.is(determined, "the") {
            determined += 1;
        }
        if w.is(determined + 1, "year") && !w.is(i.wrapping_sub(1), "in") {
            let year = match w.class(determined) {
                Class::Back if w.is_any(determined, &["last", "past"]) => {
                    Some(Year::FromPublished(-1))
                }
                Class::Back => Some(Year::FromContext(-1)),
                Class::Ahead if w.is(determined, "following") => Some(Year::FromContext(1)),
                Class::Ahead => Some(Year::FromPublished(1)),
                Class::Here if w.is_any(determined, &["same", "that"]) => {
                    Some(Year::FromContext(0))
                }
                Class::Here if w.is_any(determined, &["this", "current"]) => {
                    Some(Year::FromPublished(0))
                }
                _ => None,
            };
            if let Some(year) = year {
                return (year, determined + 2);
            }
        }
        if w.is(i.wrapping_sub(1), "in") {
            return (Year::Unsaid, at);
        }
        if let Some((year, to)) = self.year_before_our_era(i) {
            return (Year::Is(year), to);
        }
        match self.year_number(i) {
            Some((year, to)) if !w.is(to, "%") => {
                let bc = w.is_any(to, &["bc", "b.c.", "b.c", "bce"]);
                (Year::Is(if bc { -year } else { year }), if bc { to + 1 } else { to })
            }
            _ => {
                let short =
                    w.is_any(i, &["'", "’", "‘"]) && w.glued(i + 1) && w.form(i + 1).len() == 2;
                match w.form(i + 1).parse::<i32>() {
                    Ok(n) if short => (Year::Is(if n > 40 { 1900 + n } else { 2000 + n }), i + 2),
                    _ => (Year::Unsaid, at),
                }
            }
        }
    }

    /// "January", "January 16", "Jan. 16th, 2024", "January of that year".
    fn month_first(&self, at: usize) -> Option<Expression> {
        let w = self.words;
        let mut i = at;
        let mut way = None;
        if w.is(i, "the") && matches!(w.class(i + 1), Class::Back | Class::Ahead) {
            i += 1;
        }
        match w.class(i) {
            Class::Back if w.is_any(i, &["last", "past"]) => (way, i) = (Some(Way::Last), i + 1),
            Class::Back if w.is_any(i, &["previous", "preceding"]) => {
                (way, i) = (Some(Way::Previous), i + 1)
            }
            Class::Ahead if w.is_any(i, &["next", "coming"]) => (way, i) = (Some(Way::Next), i + 1),
            Class::Ahead => (way, i) = (Some(Way::Following), i + 1),
            Class::Here if w.is(i, "this") => {
                (way, i) = (Some(Way::This), i + 1);
                if w.is(i, "past") || w.is(i, "coming") {
                    i += 1;
                }
            }
            _ if i > at => return None,
            _ => {}
        }
        let (month, mut to) = self.month(i)?;
        let mut day = None;
        if way.is_none() {
            let number =
                if w.is(to, "the") && self.ordinal(to + 1).is_some() { to + 1 } else { to };
            if let Some((n, after)) = self.day_number(number) {
                let clock = w.form(number).contains(':') || self.half_day(after).is_some();
                let ordinal_word = matches!(w.class(number), Class::Ordinal(_))
                    && matches!(w.class(after), Class::Unit(..));
                if !clock && !ordinal_word && !w.is(after, "%") {
                    (day, to) = (Some(n), after);
                }
            }
        }
        let (year, after) = self.year_after(to, true);
        to = after;
        let year = match (way, year) {
            (None, year) => year,
            (Some(way), Year::Unsaid) => {
                let shape = Shape::Season {
                    code: MONTHS[usize::from(month.clamp(1, 12)) - 1],
                    year: Year::Unsaid,
                    way,
                };
                return Some(Expression::new(at, to, shape));
            }
            (Some(_), year) => year,
        };
        Some(Expression::new(at, to, Shape::Date { year, month: Some(month), day, weekday: None }))
    }

    /// The "6" of "6-7 January 1916" and "between 6 and 7 January".
    fn range_start(&self, at: usize) -> Option<Expression> {
        let w = self.words;
        let (first, to) = self.day_number(at)?;
        if w.class(at) != Class::Digits
            || !w.is_any(to, &["-", "–", "—", "and", "to", "or"])
            || w.glued(at) && !w.is(at.wrapping_sub(1), "(")
        {
            return None;
        }
        let right = self.day_first(to + 1)?;
        let Shape::Date { year, month, day: Some(last), .. } = right.shape else { return None };
        let led = w.before(at).is_some_and(|b| {
            w.is_any(b, &["on", "in", "between", "from", "of", "the", "("])
                || w.class(b) == Class::Boundary
        });
        let shape = Shape::Date { year, month, day: Some(first), weekday: None };
        (led && first < last && first <= 31).then(|| Expression::new(at, to, shape))
    }

    /// "16 January", "the 16th of January 2024".
    fn day_first(&self, at: usize) -> Option<Expression> {
        let w = self.words;
        let i = if w.is(at, "the") { at + 1 } else { at };
        let (day, mut to) = self.day_number(i)?;
        if w.is(to, "of") {
            to += 1;
        }
        let (month, after) = self.month(to)?;
        let (year, after) = self.year_after(after, true);
        let shape = Shape::Date { year, month: Some(month), day: Some(day), weekday: None };
        Some(Expression::new(at, after, shape))
    }

    /// "Christmas 2007", "New Year's Eve".
    fn feast(&self, at: usize) -> Option<Expression> {
        let w = self.words;
        let (month, day, mut to) = match w.class(at) {
            Class::Holiday(month, day) => {
                if w.before(at).is_some_and(|b| w.capital(b) && w.class(b) == Class::Other) {
                    return None;
                }
                let eve = w.is(at + 1, "eve");
                let to = if eve || w.is(at + 1, "day") { at + 2 } else { at + 1 };
                (month, u32::from(day) - u32::from(eve), to)
            }
            _ if w.is(at, "new") && w.is(at + 1, "year") && w.capital(at) => {
                let to = at + if w.is(at + 2, "'s") { 3 } else { 2 };
                match () {
                    () if w.is(to, "eve") => (12, 31, to + 1),
                    () if w.is(to, "day") => (1, 1, to + 1),
                    () => return None,
                }
            }
            _ => return None,
        };
        let (year, after) = self.year_after(to, true);
        to = after;
        let shape = Shape::Date { year, month: Some(month), day: Some(day), weekday: None };
        Some(Expression::new(at, to, shape))
    }

    /// "on the 19th": the month stands elsewhere.
    fn lone_ordinal(&self, at: usize) -> Option<Expression> {
        let w = self.words;
        let before = w.before(at)?;
        if !w.is_any(before, &["on", "by", "until", "since", "from", "to"]) || !w.is(at, "the") {
            return None;
        }
        let (day, to) = self.ordinal(at + 1)?;
        let digits = w.class(at + 1) == Class::Digits;
        let closed = matches!(w.class(to), Class::Mark | Class::Boundary)
            || w.is_any(
                to,
                &["and", "was", "the", "it", "in", "at", "he", "they", "to", "when", "that"],
            );
        let shape = Shape::Date { year: Year::Unsaid, month: None, day: Some(day), weekday: None };
        (digits && day <= 31 && closed).then(|| Expression::new(at, to, shape))
    }

    /// A bare year where it can be nothing else.
    pub(super) fn year(&self, at: usize) -> Option<Expression> {
        let w = self.words;
        let mut i = at;
        if w.is(i, "the") {
            i += 1;
        }
        if w.is_any(i, &["year", "years"]) && (i > at || w.class(i + 1) == Class::Digits) {
            let (year, to) = self.year_number(i + 1).or_else(|| self.spoken_thousand(i + 1))?;
            let shape = Shape::Date { year: Year::Is(year), month: None, day: None, weekday: None };
            return Some(Expression::new(at, to, shape));
        }
        if w.is(at, "fiscal") {
            let (year, to) =
                self.year_number(if w.is(at + 1, "year") { at + 2 } else { at + 1 })?;
            let shape = Shape::Date { year: Year::Is(year), month: None, day: None, weekday: None };
            return Some(Expression::new(at, to, shape));
        }
        if i > at {
            return None;
        }
        if w.is_any(at, &["'", "’", "‘"]) {
            let form = w.form(at + 1);
            let lead = at.checked_sub(1).is_some_and(|b| w.is_any(b, &YEAR_LEADS));
            let n: i32 = form.parse().ok()?;
            if form.len() != 2 || !w.glued(at + 1) || !lead || w.glued(at + 2) && w.is(at + 2, "s")
            {
                return None;
            }
            let year = if n > 40 { 1900 + n } else { 2000 + n };
            let shape = Shape::Date { year: Year::Is(year), month: None, day: None, weekday: None };
            return Some(Expression::new(at, at + 2, shape));
        }
        let (year, to) = self.year_number(at)?;
        let before = w.before(at);
        let led = before.is_none_or(|b| {
            w.is_any(b, &YEAR_LEADS)
                || matches!(w.class(b), Class::Boundary | Class::Stage(_))
                || self.history && w.is_any(b, &[",", "-", "–", "—", "("])
        });
        let spoken = w.class(at) != Class::Digits;
        if w.glued(at)
            && before.is_some_and(|b| !w.is_any(b, &["(", "-", "–", "—", "\"", "“", "/", "["]))
        {
            return None;
        }
        if w.glued(at)
            && before.is_some_and(|b| {
                w.is(b, "-")
                    && w.glued(b)
                    && w.class(b.wrapping_sub(1)) == Class::Other
                    && !w.is(b.wrapping_sub(1), "mid")
            })
        {
            return None;
        }
        if w.glued(to)
            && (matches!(w.class(to), Class::Other) || w.is_any(to, &["%", "°"]))
            && !w.is_any(to, &["'s", "’"])
        {
            return None;
        }
        let modern = (1900..2035).contains(&year);
        let historic = (1500..2100).contains(&year);
        if !(1000..2200).contains(&year) || spoken && !modern {
            return None;
        }
        let next_counts = self.counted_after(to);
        let closed = matches!(w.class(to), Class::Mark | Class::Boundary);
        let ok = match () {
            () if next_counts => false,
            () if led && modern => true,
            () if led && (historic || self.history) => {
                closed
                    || self.history
                    || before.is_some_and(|b| w.is_any(b, &["in", "since", "by", "until", "from"]))
            }
            () if spoken => true,
            () if modern => {
                let word_before = before.is_some_and(|b| {
                    matches!(w.class(b), Class::Other) && !w.capital(b)
                        || w.is_any(b, &["'s", "’", ",", "that", "s"])
                        || matches!(
                            w.class(b),
                            Class::Season(_) | Class::Each | Class::Here | Class::Holiday(..)
                        )
                });
                word_before
                    || before.is_some_and(|b| {
                        w.class(b) == Class::Mark && !w.is_any(b, &["$", "£", "€", "#", "+"])
                    })
            }
            () => false,
        };
        if !ok {
            return None;
        }
        let bc = w.is_any(to, &["bc", "b.c.", "b.c", "bce"]);
        if bc {
            let value = format!("BC{year:04}");
            return Some(Expression::new(at, to + 1, Shape::Age { value }));
        }
        let shape = Shape::Date { year: Year::Is(year), month: None, day: None, weekday: None };
        Some(Expression::new(at, to, shape))
    }

    /// "two thousand", "two thousand and ten" after "the year".
    fn spoken_thousand(&self, at: usize) -> Option<(i32, usize)> {
        let (number, to) = self.number(at)?;
        let year = i32::try_from(number.whole?).ok()?;
        (1000..2200).contains(&year).then_some((year, to))
    }

    /// "1500 soldiers": what follows is counted.
    fn counted_after(&self, at: usize) -> bool {
        const COUNTED: [&str; 34] = [
            "people",
            "troops",
            "soldiers",
            "men",
            "women",
            "children",
            "civilians",
            "dead",
            "miles",
            "kilometers",
            "kilometres",
            "km",
            "meters",
            "metres",
            "feet",
            "tons",
            "tonnes",
            "dollars",
            "pounds",
            "percent",
            "points",
            "shares",
            "prisoners",
            "refugees",
            "casualties",
            "tanks",
            "aircraft",
            "killed",
            "wounded",
            "hours",
            "gmt",
            "workers",
            "homes",
            "others",
        ];
        self.words.is_any(at, &COUNTED)
    }

    /// "Friday evening", "June 12 at night".
    pub(super) fn with_part_of_day(&self, e: Expression) -> Expression {
        let w = self.words;
        let day = match e.shape {
            Shape::Date { day: Some(_), .. } | Shape::Weekday { .. } => true,
            Shape::Away { unit, .. } => unit == Unit::Day,
            _ => false,
        };
        if !day {
            return e;
        }
        let mut i = e.to;
        if w.is_any(i, &["early", "late", "mid"]) {
            i += 1;
            if w.is(i, "-") {
                i += 1;
            }
        }
        if w.is(i, "in") && w.is(i + 1, "the")
            || w.is(i, "at") && matches!(w.class(i + 1), Class::Part("NI"))
        {
            return e;
        }
        if let (Some((clock, to)), true) = (self.clock(e.to), i == e.to)
            && !matches!(e.shape, Shape::Away { .. })
        {
            let mut e = e.at_time(clock);
            e.to = to;
            return e;
        }
        match w.class(i) {
            Class::Part(part) if !w.capital(i) || w.all_capitals(i) => {
                let mut e = e.at_time(part_of_day(part));
                e.to = i + 1;
                e
            }
            Class::Parts(part) if matches!(e.shape, Shape::Weekday { .. }) => {
                let Shape::Weekday { weekday, .. } = e.shape else { return e };
                let value = format!("XXXX-WXX-{weekday}T{part}");
                Expression::new(e.from, i + 1, Shape::Set { value })
            }
            _ => e,
        }
    }

    /// "a.m." or "p.m." at word `at`: whether it is the second half, and the word after it.
    fn half_day(&self, at: usize) -> Option<(bool, usize)> {
        let w = self.words;
        let pm = w.is_any(at, &["pm", "p.m.", "p.m"]);
        let am = w.is_any(at, &["am", "a.m.", "a.m"]);
        (pm || am).then_some((pm, at + 1))
    }

    /// A time by the clock and the word after it.
    fn clock(&self, at: usize) -> Option<(Clock, usize)> {
        let w = self.words;
        let (form, spoken) = match w.class(at) {
            Class::Digits => (w.form(at), None),
            Class::Cardinal(n @ 1..=12) => ("", Some(n)),
            _ => return None,
        };
        let separator = if form.contains(':') { ':' } else { '.' };
        let (hour, minute) = match form.split_once(separator) {
            Some((h, m)) if m.len() >= 2 => {
                (h.parse::<u32>().ok()?, m.get(..2)?.parse::<u32>().ok()?)
            }
            Some(_) => return None,
            None => (spoken.or_else(|| form.parse().ok())?, 0),
        };
        if hour > 24 || minute > 59 {
            return None;
        }
        if let Some((pm, to)) = self.half_day(at + 1) {
            let hour = match (hour, pm) {
                (12, false) => 0,
                (12, true) => 12,
                (h, true) => h + 12,
                (h, false) => h,
            };
            return (hour <= 24).then_some((Clock::At(hour, minute), self.after_zone(to)));
        }
        if w.is(at + 1, "o") && (w.is(at + 2, "'clock") || w.is(at + 3, "clock")) {
            let to = if w.is(at + 2, "'clock") { at + 3 } else { at + 4 };
            return Some((Clock::At(hour, minute), to));
        }
        let colon = separator == ':'
            && form.contains(':')
            && form.len() >= 4
            && form.matches(':').count() == 1;
        if colon {
            return Some((Clock::At(hour, minute), self.after_zone(at + 1)));
        }
        if form.len() == 4 && w.is_any(at + 1, &["gmt", "hrs", "utc"]) {
            let n: u32 = form.parse().ok()?;
            let ok = n / 100 <= 24 && n % 100 <= 59;
            return ok.then_some((Clock::At(n / 100, n % 100), at + 2));
        }
        None
    }

    fn after_zone(&self, at: usize) -> usize {
        const ZONES: [&str; 18] = [
            "est", "edt", "cst", "cdt", "mst", "mdt", "pst", "pdt", "gmt", "utc", "bst", "cet",
            "et", "hrs", "hours", "ist", "akst", "hst",
        ];
        let w = self.words;
        if w.is_any(at, &ZONES) && (w.all_capitals(at) || w.is(at, "hours") || w.is(at, "hrs")) {
            return at + 1;
        }
        if w.is(at, "local") && w.is(at + 1, "time") {
            return at + 2;
        }
        at
    }

    /// Hours of a day, with the day where it is said: "5 p.m. EST, Nov. 6", "last night",
    /// "the morning of April 19", "that afternoon", "midnight Friday".
    pub(super) fn hours(&self, at: usize) -> Option<Expression> {
        let w = self.words;
        if let Some((clock, to)) = self.clock(at) {
            return Some(self.day_of_hours(at, to, clock, Way::Bare));
        }
        if w.class(at) == Class::Tonight {
            let shape = Shape::Away { unit: Unit::Day, count: Some(0), anchor: Anchor::Published };
            return Some(Expression::new(at, at + 1, shape).at_time(Clock::Part("NI")));
        }
        let mut i = at;
        let mut way = Way::Bare;
        if w.is(i, "the") || w.is(i, "one") {
            i += 1;
        }
        match w.class(i) {
            Class::Back if w.is(i, "last") => (way, i) = (Way::Last, i + 1),
            Class::Back if w.is(i, "previous") => (way, i) = (Way::Previous, i + 1),
            Class::Ahead if w.is_any(i, &["next", "following"]) => {
                (way, i) = (Way::Following, i + 1)
            }
            Class::Here if w.is(i, "this") => (way, i) = (Way::This, i + 1),
            Class::Here if w.is_any(i, &["that", "same"]) => (way, i) = (Way::Previous, i + 1),
            _ => {}
        }
        let that = way == Way::Previous && !w.is(i.wrapping_sub(1), "previous");
        let mut staged = false;
        if w.is_any(i, &["early", "late", "mid"]) {
            staged = true;
            i += 1;
            if w.is(i, "-") {
                i += 1;
            }
        }
        // "the early hours of Sunday"
        let small = w.is(i, "small") && w.is(i + 1, "hours");
        let early_hours = small || staged && w.is(i, "hours") && !w.is(i.wrapping_sub(1), "mid");
        let (part, mut to) = match w.class(i) {
            Class::Part(part) => (part, i + 1),
            _ if early_hours => {
                let late = w.is(i.wrapping_sub(1), "late");
                (if late { "NI" } else { "MO" }, if small { i + 2 } else { i + 1 })
            }
            _ => return None,
        };
        if w.is(to, "hours") {
            to += 1;
        }
        if early_hours && !w.is(to, "of") && !w.is(to, "on") {
            return None;
        }
        if early_hours && w.is(to, "on") {
            let day = self.day(to + 1)?;
            return Some(day.starting(at).at_time(Clock::Part(part)));
        }
        let time = part_of_day(part);
        // "the night before", "the morning after"
        if w.is_any(to, &["before", "earlier"]) && w.is(at, "the") && !self.begins_noun(to + 1) {
            return Some(
                Expression::new(at, to + 1, Shape::Hours { way: Way::Previous }).at_time(time),
            );
        }
        if w.is(to, "after") && w.is(at, "the") && !self.begins_noun(to + 1) {
            return Some(
                Expression::new(at, to + 1, Shape::Hours { way: Way::Following }).at_time(time),
            );
        }
        if w.is(to, "of") {
            let same = w.is(to + 1, "the") && w.is(to + 2, "same") && w.is(to + 3, "day");
            if same {
                return Some(
                    Expression::new(at, to + 4, Shape::Hours { way: Way::Bare }).at_time(time),
                );
            }
            let day = self.day(to + 1)?;
            return Some(day.starting(at).at_time(time));
        }
        let shape = match way {
            Way::Last => {
                Shape::Away { unit: Unit::Day, count: Some(-1), anchor: Anchor::Published }
            }
            Way::This => Shape::Away { unit: Unit::Day, count: Some(0), anchor: Anchor::Published },
            Way::Previous if that => Shape::Hours { way: Way::Bare },
            Way::Previous | Way::Following => Shape::Hours { way },
            _ => {
                let dayed = self.day_of_hours(at, to, time.clone(), Way::Bare);
                if dayed.to > to {
                    return Some(dayed);
                }
                let clockwise = matches!(time, Clock::At(..));
                // "predawn raid", "night club": only where it stands as a time of day.
                let placed = w.before(at).is_some_and(|b| {
                    w.is_any(
                        b,
                        &["at", "by", "until", "before", "after", "around", "since", "near"],
                    )
                });
                let in_the = w
                    .before(at)
                    .is_some_and(|b| w.is_any(b, &["in", "during", "into", "overnight"]))
                    && w.is(at, "the");
                let one = w.is(at, "one") && self.history;
                if !(clockwise && placed
                    || in_the && staged
                    || one
                    || in_the && part != "NI" && !self.begins_noun(to))
                {
                    return None;
                }
                Shape::Hours { way: Way::Bare }
            }
        };
        Some(Expression::new(at, to, shape).at_time(time))
    }

    fn begins_noun(&self, at: usize) -> bool {
        let w = self.words;
        w.is_any(at, &["the", "a", "an", "his", "her", "their", "its", "this", "that"])
            || matches!(w.class(at), Class::Month(..) | Class::Digits | Class::Weekday(..))
    }

    /// Hours followed by their day.
    fn day_of_hours(&self, from: usize, to: usize, time: Clock, way: Way) -> Expression {
        let w = self.words;
        let mut next = to;
        if w.is(next, ",") {
            next += 1;
        }
        if w.is(next, "on") {
            next += 1;
        }
        let day = self.day(next).filter(|d| {
            matches!(d.shape, Shape::Date { day: Some(_), .. } | Shape::Weekday { .. })
                || matches!(d.shape, Shape::Away { unit: Unit::Day, .. }) && next == to
        });
        if let Some(day) = day {
            return day.starting(from).at_time(time);
        }
        // "8:30 p.m. last night": one time, said twice
        if let Some(part) = (next == to).then(|| self.part_with_day(to)).flatten() {
            return part.starting(from).at_time(time);
        }
        Expression::new(from, to, Shape::Hours { way }).at_time(time)
    }

    /// "last night", "this morning".
    fn part_with_day(&self, at: usize) -> Option<Expression> {
        let w = self.words;
        let count = match () {
            () if w.is(at, "last") => -1,
            () if w.is(at, "this") => 0,
            () if w.class(at) == Class::Tonight => {
                let shape =
                    Shape::Away { unit: Unit::Day, count: Some(0), anchor: Anchor::Published };
                return Some(Expression::new(at, at + 1, shape));
            }
            () => return None,
        };
        let Class::Part(_) = w.class(at + 1) else { return None };
        let shape = Shape::Away { unit: Unit::Day, count: Some(count), anchor: Anchor::Published };
        Some(Expression::new(at, at + 2, shape))
    }
}

/// Letters or, for "noon", a time by the clock.
pub(super) fn part_of_day(code: &'static str) -> Clock {
    match code.split_once(':') {
        Some((hour, minute)) => Clock::At(hour.parse().unwrap_or(12), minute.parse().unwrap_or(0)),
        None => Clock::Part(code),
    }
}

/// A month said with "last" or "next" goes the way of a season.
pub(super) const MONTHS: [&str; 12] =
    ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"];
