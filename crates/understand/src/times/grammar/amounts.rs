//! Lengths of time, distances ("two days ago"), what recurs, and words such as "now".

use super::Grammar;
use super::numbers::Number;
use crate::times::shape::{Anchor, Expression, Shape, Way};
use crate::times::words::{Class, Unit};

impl Grammar<'_, '_> {
    /// Words before a number that belong to it: "at least", "more than", "nearly".
    fn approximation(&self, at: usize) -> usize {
        const PAIRS: [(&str, &str); 15] = [
            ("at", "least"),
            ("at", "most"),
            ("more", "than"),
            ("less", "than"),
            ("fewer", "than"),
            ("up", "to"),
            ("close", "to"),
            ("as", "little"),
            ("well", "over"),
            ("just", "over"),
            ("just", "under"),
            ("no", "more"),
            ("no", "less"),
            ("a", "mere"),
            ("a", "further"),
        ];
        let w = self.words;
        let mut i = at;
        loop {
            if PAIRS.iter().any(|(a, b)| w.is(i, a) && w.is(i + 1, b)) {
                i += 2;
                if w.is_any(i, &["than", "as"]) {
                    i += 1;
                }
            } else if w.class(i) == Class::Approx {
                // "over the past year": a preposition, not an estimate
                if w.is_any(i + 1, &["the", "his", "its", "her", "their"])
                    || matches!(w.class(i + 1), Class::Back | Class::Ahead)
                {
                    return i;
                }
                i += 1;
            } else if w.is(i, "another") && i > at {
                i += 1;
            } else {
                return i;
            }
        }
    }

    /// "two weeks", "the past three months", "two days ago", "nearly two years later".
    pub(super) fn amount(&self, at: usize) -> Option<Expression> {
        let w = self.words;
        let approximate = self.approximation(at);
        let mut i = approximate;
        let mut way = Way::Bare;
        let mut reach = false;
        let determined = i;
        if w.is_any(i, &["the", "these", "those", "its", "their", "his", "her"]) {
            i += 1;
        }
        match w.class(i) {
            Class::Back if w.is_any(i, &["last", "past", "recent"]) => {
                (way, reach, i) = (Way::Last, true, i + 1)
            }
            Class::Back if w.is_any(i, &["previous", "preceding"]) => {
                (way, reach, i) = (Way::Previous, true, i + 1)
            }
            Class::Ahead if w.is_any(i, &["next", "coming"]) => {
                (way, reach, i) = (Way::Next, true, i + 1)
            }
            Class::Ahead => (way, reach, i) = (Way::Following, true, i + 1),
            Class::Ordinal(1) if i > determined => (reach, i) = (true, i + 1),
            _ if w.is_any(i, &["final", "opening", "intervening"]) && i > determined => {
                (reach, i) = (true, i + 1)
            }
            _ => {}
        }
        if reach {
            i = self.approximation(i);
        }
        let recent = way == Way::Last && w.is(i.wrapping_sub(1), "recent");
        if recent
            && w.is_any(i, &["days", "weeks", "months", "years", "decades"])
            && w.is(i, "years")
        {
            return Some(Expression::new(at, i + 1, Shape::Ref("PAST_REF")));
        }
        let coming = way == Way::Next && w.is(i.wrapping_sub(1), "coming");
        if coming
            && matches!(w.class(i), Class::Unit(Unit::Month | Unit::Year | Unit::Quarter, true))
            && i.saturating_sub(1) == at
        {
            return Some(Expression::new(at, i + 1, Shape::Ref("FUTURE_REF")));
        }
        let the = i > determined;
        // "a", "an", "half an", "one", "two and a half", "several"
        let (mut number, mut next, mut worded) = (Number::of(1), i, false);
        if let Some((n, to)) = self.number(i) {
            (number, next, worded) = (n, to, true);
        } else if w.is_any(i, &["a", "an", "another", "per"]) && !reach {
            (next, worded) = (i + 1, true);
            if w.is(i, "per") && !self.history {
                return None;
            }
            if w.is(i, "another") && self.number(i + 1).is_some() {
                let (n, to) = self.number(i + 1)?;
                (number, next) = (n, to);
            } else if w.is_any(i + 1, &["full", "single", "mere", "whole", "further", "additional"])
            {
                next = i + 2;
            }
        } else if w.is(i, "half") && w.is_any(i + 1, &["a", "an"]) {
            (number, next, worded) = (Number { whole: Some(0), half: true }, i + 2, true);
        }
        // "two to three weeks", "10 or 15 minutes"
        if worded
            && w.is_any(next, &["to", "or", "-", "–"])
            && let Some((_, to)) = self.number(next + 1)
        {
            let counted = matches!(w.class(to), Class::Unit(..))
                || w.is(to, "-") && matches!(w.class(to + 1), Class::Unit(..));
            if counted {
                next = to;
            }
        }
        if worded && w.is(next, "more") {
            next += 1;
        }
        if worded
            && w.is_any(
                next,
                &[
                    "consecutive",
                    "straight",
                    "full",
                    "long",
                    "whole",
                    "solid",
                    "additional",
                    "short",
                    "trading",
                    "working",
                    "business",
                    "brutal",
                    "bloody",
                ],
            )
        {
            next += 1;
        }
        let hyphen = w.is(next, "-") && w.glued(next + 1) && worded;
        if hyphen {
            next += 1;
        }
        let seconds = hyphen && w.is(next, "second");
        let (unit, plural) = match w.class(next) {
            Class::Unit(unit, plural) => (unit, plural),
            _ if seconds => (Unit::Second, false),
            _ => return None,
        };
        let mut to = next + 1;
        if matches!(
            unit,
            Unit::Period | Unit::Weekend | Unit::Semester | Unit::Trimester | Unit::Millennium
        ) {
            return None;
        }
        if !worded && !plural {
            return None;
        }
        if hyphen && w.is(to, "-") && w.is_any(to + 1, &["old", "olds"]) {
            if unit == Unit::Year && !self.history {
                return None;
            }
            to += 2;
        }
        let article = w.is_any(i, &["a", "an"]) && next == i + 1;
        if unit == Unit::Second && (!plural && !hyphen || !worded)
            || unit == Unit::Quarter && (article || !worded && !reach)
        {
            return None;
        }
        if worded && w.is(next.wrapping_sub(1), "-") && !hyphen {
            return None;
        }
        if (w.is(to, "old") || w.is(to, "of") && w.is(to + 1, "age")) && !self.history {
            return None;
        }
        if w.glued(at)
            && w.before(at).is_some_and(|b| w.is_any(b, &["$", "£", "€", ".", "-"]))
            && !hyphen
        {
            return None;
        }
        // "a year and a half"
        if w.is(to, "and") && w.is(to + 1, "a") && w.is(to + 2, "half") {
            number.half = true;
            to += 3;
        }
        if w.is(to, "or") && w.is(to + 1, "so") {
            to += 2;
        }
        let away = self.away(at, to, number, unit, worded, the && reach);
        if away.is_some() {
            return away;
        }
        if article && self.rate(at) && !self.history {
            return None;
        }
        // "the first ten months of 1915"
        if reach
            && way == Way::Bare
            && w.is(to, "of")
            && let Some(of) = self.point(to + 1)
        {
            to = of.to;
        }
        let parts = unit == Unit::Quarter && (w.is(to, "of") || w.is(to, "-"));
        if parts && !reach {
            return None;
        }
        if w.is(to, "or") && matches!(w.class(to + 1), Class::Unit(_, true)) && !worded {
            to += 2;
        }
        let from = self.own_start(at, approximate, determined, i, reach, worded);
        if !worded && !reach && w.before(from).is_some_and(|b| w.is_any(b, &["-", "all"])) {
            return None;
        }
        if unit == Unit::Day && !plural && w.is_any(i, &["one"]) && !hyphen && !self.history {
            return None;
        }
        let unsaid = number.whole.is_none() || plural && !worded;
        let count = if unsaid { None } else { number.whole };
        let value = length(count, number.half, unit);
        Some(Expression::new(from, to, Shape::Duration { value, unit, count, way }))
    }

    /// The determiner belongs to the expression where something is picked out ("the past week",
    /// "the six months"); "its" and "his" do not.
    fn own_start(
        &self,
        at: usize,
        approximate: usize,
        determined: usize,
        i: usize,
        reach: bool,
        worded: bool,
    ) -> usize {
        let w = self.words;
        if approximate > at {
            return at;
        }
        if w.is(determined, "the") && i > determined && (reach || worded) {
            return determined;
        }
        if i > determined && !reach && !w.is(determined, "the") {
            return i;
        }
        at
    }

    /// "ago", "earlier", "later" after an amount.
    fn away(
        &self,
        at: usize,
        to: usize,
        number: Number,
        unit: Unit,
        worded: bool,
        reach: bool,
    ) -> Option<Expression> {
        let w = self.words;
        if reach {
            return None;
        }
        let (sign, anchor, end) = match () {
            () if w.is(to, "ago") => (-1, Anchor::Published, to + 1),
            () if w.is(to, "-") && w.is(to + 1, "ago") => (-1, Anchor::Published, to + 2),
            () if w.is(to, "from") && w.is(to + 1, "now") => (1, Anchor::Published, to + 2),
            () if w.is_any(to, &["earlier", "previously", "beforehand"]) => {
                (-1, Anchor::Context, to + 1)
            }
            () if w.is_any(to, &["later", "afterward", "afterwards"]) => {
                (1, Anchor::Context, to + 1)
            }
            () if w.is_any(to, &["before", "prior"])
                && matches!(w.class(to + 1), Class::Mark | Class::Boundary) =>
            {
                (-1, Anchor::Context, to + 1)
            }
            () if w.is(to, "after") && matches!(w.class(to + 1), Class::Mark | Class::Boundary) => {
                (1, Anchor::Context, to + 1)
            }
            () => return None,
        };
        if unit < Unit::Day && anchor == Anchor::Context {
            return None;
        }
        let known = if worded { number.whole.filter(|&n| n > 0 || !number.half) } else { None };
        let shape = match known {
            None if anchor == Anchor::Published => Shape::Ref("PAST_REF"),
            None if unit < Unit::Day => return None,
            None => Shape::Ref(if sign < 0 { "PAST_REF" } else { "FUTURE_REF" }),
            known => Shape::Away { unit, count: known.map(|n| i64::from(n) * sign), anchor },
        };
        Some(Expression::new(at, end, shape))
    }

    /// "four flights a week", "$15 an hour", "twice a year": how often, not when.
    fn rate(&self, at: usize) -> bool {
        let w = self.words;
        let Some(before) = w.before(at) else { return false };
        if w.class(before) == Class::Digits
            || w.is_any(
                before,
                &[
                    "%", "percent", "cents", "times", "once", "twice", "dollars", "pounds",
                    "people", "euros", "miles", "million", "billion", "cent", "hours", "days",
                    "share",
                ],
            )
        {
            return true;
        }
        let plural = w.form(before).ends_with('s') && matches!(w.class(before), Class::Other);
        let counted = |i: usize| {
            matches!(
                w.class(i),
                Class::Digits | Class::Cardinal(_) | Class::Scale(_) | Class::Some(_)
            )
        };
        plural
            && (before.checked_sub(1).is_some_and(counted)
                || before.checked_sub(2).is_some_and(counted))
    }

    /// "every day", "each July", "daily", "Mondays".
    pub(super) fn set(&self, at: usize) -> Option<Expression> {
        let w = self.words;
        let make = |to: usize, value: String| Some(Expression::new(at, to, Shape::Set { value }));
        match w.class(at) {
            Class::Set(value) => {
                // Names of newspapers: "the Daily Mirror".
                let named = w.capital(at)
                    && !w.all_capitals(at)
                    && w.before(at).is_some_and(|b| w.class(b) != Class::Boundary);
                if named || w.is(at, "weekly") && w.capital(at) {
                    return None;
                }
                make(at + 1, value.to_string())
            }
            Class::Weekdays(day) => make(at + 1, format!("XXXX-WXX-{day}")),
            Class::Each => {
                let other = w.is(at + 1, "other");
                let i = if other { at + 2 } else { at + 1 };
                match w.class(i) {
                    Class::Unit(unit, false) if unit != Unit::Second => {
                        make(i + 1, length(Some(if other { 2 } else { 1 }), false, unit))
                    }
                    Class::Weekday(day, false) => make(i + 1, format!("XXXX-WXX-{day}")),
                    Class::Month(month, false) => make(i + 1, format!("XXXX-{month:02}")),
                    Class::Season(code) => make(i + 1, format!("XXXX-{code}")),
                    Class::Part(part) if !part.contains(':') => {
                        make(i + 1, format!("XXXX-XX-XXT{part}"))
                    }
                    _ => {
                        let (number, to) = self.number(i)?;
                        let Class::Unit(unit, true) = w.class(to) else { return None };
                        make(to + 1, length(number.whole, number.half, unit))
                    }
                }
            }
            _ => None,
        }
    }

    /// "now", "the past", "in the near future", "former".
    pub(super) fn reference(&self, at: usize) -> Option<Expression> {
        let w = self.words;
        let make =
            |to: usize, value: &'static str| Some(Expression::new(at, to, Shape::Ref(value)));
        if let Class::Ref(value) = w.class(at) {
            if w.is(at, "soon") && self.history || w.is(at, "soon") && w.is(at + 1, "after") {
                return None;
            }
            return make(at + 1, value);
        }
        if w.is(at, "right") && w.is(at + 1, "now") {
            return make(at + 2, "PRESENT_REF");
        }
        if w.is(at, "more") && w.is(at + 1, "recently") {
            return make(at + 2, "PAST_REF");
        }
        if w.is_any(at, &["these", "those"]) && w.is(at + 1, "days") {
            return make(at + 2, if w.is(at, "these") { "PRESENT_REF" } else { "PAST_REF" });
        }
        if w.is(at, "the") {
            let near = w.is_any(at + 1, &["near", "foreseeable", "immediate", "distant", "not"]);
            let i = if near { at + 2 } else { at + 1 };
            if w.is(i, "future") {
                return make(i + 1, "FUTURE_REF");
            }
            let noun = w.is(i, "past")
                && (matches!(w.class(i + 1), Class::Mark | Class::Boundary)
                    || w.is_any(i + 1, &["and", "to", "that", "by", "as", "for"]));
            if noun {
                return make(i + 1, "PAST_REF");
            }
        }
        if w.is(at, "a") && w.is(at + 1, "later") && w.is(at + 2, "date") {
            return make(at + 3, "FUTURE_REF");
        }
        if w.is(at, "current") && !matches!(w.class(at + 1), Class::Unit(..)) {
            return make(at + 1, "PRESENT_REF");
        }
        if !self.history {
            return None;
        }
        if w.is_any(at, &["former", "recent"]) {
            return make(at + 1, "PAST_REF");
        }
        if w.is(at, "future") {
            return make(at + 1, "FUTURE_REF");
        }
        let led = w
            .before(at)
            .is_some_and(|b| w.is_any(b, &["at", "by", "during", "in", "from", "until"]));
        let period = w.is(at + 1, "period") && w.is(at, "this");
        let noun = w.is(at + 1, "time") && w.is_any(at, &["this", "the", "that"]);
        if period || noun && led {
            let value =
                if w.is(at + 1, "period") { Shape::Stretch } else { Shape::Ref("PRESENT_REF") };
            return Some(Expression::new(at, at + 2, value));
        }
        None
    }
}

/// A length of time as TIMEX3 writes it.
fn length(count: Option<u32>, half: bool, unit: Unit) -> String {
    let (before, letter, whole, fraction) = match unit {
        Unit::Second => ("PT", "S", 1, None),
        Unit::Minute => ("PT", "M", 1, Some("30S")),
        Unit::Hour => ("PT", "H", 1, Some("30M")),
        Unit::Day => ("P", "D", 1, Some("T12H")),
        Unit::Weekend => ("P", "WE", 1, None),
        Unit::Week => ("P", "W", 1, None),
        Unit::Fortnight => ("P", "W", 2, None),
        Unit::Month => ("P", "M", 1, None),
        Unit::Quarter | Unit::Trimester => ("P", "Q", 1, None),
        Unit::Period | Unit::Semester => ("P", "M", 6, None),
        Unit::Year => ("P", "Y", 1, Some("6M")),
        Unit::Decade => ("P", "Y", 10, None),
        Unit::Century => ("P", "Y", 100, None),
        Unit::Millennium => ("P", "Y", 1000, None),
    };
    let Some(count) = count else {
        let letter = match unit {
            Unit::Decade => "DE",
            Unit::Century => "CE",
            _ => letter,
        };
        return format!("{before}X{letter}");
    };
    match (half, fraction) {
        (true, Some(fraction)) if count == 0 => {
            let prefix = if fraction.ends_with('S') || fraction == "30M" { "PT" } else { "P" };
            format!("{prefix}{fraction}")
        }
        (true, Some(fraction)) => format!("{before}{}{letter}{fraction}", u64::from(count) * whole),
        (true, None) => format!("{before}{count}.5{letter}"),
        (false, _) => format!("{before}{}{letter}", u64::from(count) * whole),
    }
}
