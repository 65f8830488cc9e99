//! When: calendar days, intervals, and the expressions in a text that stand for them.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Span;

/// A calendar day in the place's own reckoning, `2024-01-16` in JSON. No calendar lacks it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub Date);

impl Day {
    /// The day, or `None` where no calendar has it (31 February).
    pub fn new(year: i16, month: i8, day: i8) -> Option<Day> {
        Date::new(year, month, day).ok().map(Day)
    }

    /// Reads the first ten characters of an ISO date or timestamp.
    pub fn parse(text: &str) -> Option<Day> {
        text.get(..10).and_then(|head| Date::from_str(head).ok()).map(Day)
    }

    /// The day `days` later (earlier where negative), or `None` beyond the calendar.
    pub fn plus(self, days: i64) -> Option<Day> {
        let span = jiff::Span::new().try_days(days).ok()?;
        self.0.checked_add(span).ok().map(Day)
    }

    /// How many days later than `earlier` it is.
    pub fn since(self, earlier: Day) -> i64 {
        let elapsed = self.0.duration_since(earlier.0);
        elapsed.as_hours() / 24
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl JsonSchema for Day {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Day".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string", "pattern": "^-?[0-9]{4,6}-[0-9]{2}-[0-9]{2}$", "description": "A calendar day."
        })
    }
}

/// The days from `from` to `to`, both included.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
pub struct Interval {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

impl Interval {
    /// One day.
    pub fn day(day: Day) -> Self {
        Interval { from: day, to: day }
    }

    /// From the earlier to the later of the two.
    pub fn new(a: Day, b: Day) -> Self {
        Interval { from: a.min(b), to: a.max(b) }
    }

    /// How many days it spans, one for a single day.
    pub fn days(self) -> i64 {
        self.to.since(self.from) + 1
    }

    /// Whether the two share a day.
    pub fn overlaps(self, other: Interval) -> bool {
        self.from <= other.to && other.from <= self.to
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Interval) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    /// The days that both have.
    pub fn meet(self, other: Interval) -> Option<Interval> {
        self.overlaps(other)
            .then(|| Interval { from: self.from.max(other.from), to: self.to.min(other.to) })
    }
}

/// An expression of time in a text, with the value it stands for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct TimeMention {
    /// Where it stands.
    pub span: Span,
    /// TIMEX3 type.
    #[serde(rename = "type")]
    pub kind: TimeType,
    /// TIMEX3 value (`2024-01-16`, `1989-W44`, `PRESENT_REF`, `P2D`); `None` where unresolved.
    pub value: Option<String>,
    /// First day of the interval it stands for, where it has one.
    pub from: Option<Day>,
    /// Last day of the interval.
    pub to: Option<Day>,
    /// What it was resolved from; `None` where it was not.
    pub basis: Option<TimeBasis>,
}

impl TimeMention {
    /// The calendar interval, where it has one.
    pub fn interval(&self) -> Option<Interval> {
        Some(Interval::new(self.from?, self.to?))
    }
}

/// TIMEX3 types.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimeType {
    /// A day or longer.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// Something that recurs.
    Set,
}

/// What an expression of time was resolved from.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum TimeBasis {
    /// It says the whole date itself.
    Explicit,
    /// From the day of publication.
    Published,
    /// From another event or date of the text ("two days later").
    Event,
    /// From the surrounding text (a year said elsewhere).
    Context,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_calendar_has_it() {
        assert_eq!(Day::new(2023, 2, 31), None);
        assert_eq!(Day::parse("2024-13-01"), None);
    }

    #[test]
    fn days_across_a_leap_day() {
        let a = Day::new(2024, 2, 28).expect("a day");
        let b = Day::new(2024, 3, 1).expect("a day");
        assert_eq!(b.since(a), 2);
        assert_eq!(a.plus(2), Some(b));
        assert_eq!(Interval::new(b, a).days(), 3);
    }
}
