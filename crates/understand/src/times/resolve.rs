//! From what an expression says to the calendar: its value, its interval, and from what it was had.
//!
//! Expressions are taken in order; each day, month, year and quarter that was resolved becomes
//! what "two days later" or "in March" after it are counted from. Nothing is guessed: without an
//! anchor the value stays `None` (or keeps `X` for what is unsaid).

use rashomon_record::{Day, Interval, TimeBasis, TimeMention, TimeType};

use super::shape::{Anchor, Clock, Expression, Shape, Way, Year};
use super::tense::{self, Tense};
use super::words::{Stage, Unit, Words};
use crate::document::Document;

/// What the text has spoken of so far.
#[derive(Clone, Copy, Debug, Default)]
struct Context {
    day: Option<Day>,
    month: Option<(i32, u8)>,
    year: Option<i32>,
    quarter: Option<(i32, u32)>,
    /// A month and day whose year is not known.
    yearless: Option<(u8, u32)>,
}

/// A value on its way out.
#[derive(Clone, Debug, Default)]
pub(super) struct Resolved {
    pub(super) value: Option<String>,
    pub(super) interval: Option<Interval>,
    pub(super) basis: Option<TimeBasis>,
}

impl Resolved {
    fn none() -> Self {
        Resolved::default()
    }

    fn new(value: String, basis: TimeBasis) -> Self {
        let interval = interval_of(&value);
        Resolved { value: Some(value), interval, basis: Some(basis) }
    }

    fn day(day: Day, basis: TimeBasis) -> Self {
        Resolved {
            value: Some(day.to_string()),
            interval: Some(Interval::day(day)),
            basis: Some(basis),
        }
    }
}

/// Resolves expressions against the day of publication and one another.
#[derive(Debug)]
pub(super) struct Resolver<'r, 'a> {
    document: &'r Document<'a>,
    words: &'r Words<'a>,
    published: Option<Day>,
    history: bool,
    context: Context,
}

impl<'r, 'a> Resolver<'r, 'a> {
    pub(super) fn new(
        document: &'r Document<'a>,
        words: &'r Words<'a>,
        published: Option<Day>,
        history: bool,
    ) -> Self {
        let mut context = Context::default();
        if published.is_none() && !history {
            context.year = only_year(words);
        }
        Resolver { document, words, published, history, context }
    }

    /// All mentions, in order.
    pub(super) fn mentions(mut self, expressions: &[Expression]) -> Vec<TimeMention> {
        let mut out = Vec::with_capacity(expressions.len());
        for (i, e) in expressions.iter().enumerate() {
            let resolved = match expressions.get(i + 1).filter(|next| self.apposed(e, next)) {
                Some(next) => {
                    let mut same = self.resolve(next);
                    same.basis = same.basis.map(|_| TimeBasis::Event);
                    same
                }
                None => self.resolve(e),
            };
            out.push(self.mention(e, resolved));
        }
        out
    }

    /// "a day earlier, on January 18": the date says what day that was.
    fn apposed(&self, e: &Expression, next: &Expression) -> bool {
        let counted = matches!(
            e.shape,
            Shape::Away { anchor: Anchor::Context, unit: Unit::Day, .. }
                | Shape::Hours { way: Way::Previous | Way::Following }
        );
        let dated = matches!(next.shape, Shape::Date { day: Some(_), .. });
        let gap = e.to..next.from;
        let comma = gap.clone().any(|i| self.words.is_any(i, &[",", "(", "–", "—"]));
        counted
            && dated
            && comma
            && gap.len() <= 2
            && gap.clone().all(|i| self.words.is_any(i, &[",", "on", "(", "–", "—"]))
    }

    fn mention(&mut self, e: &Expression, mut resolved: Resolved) -> TimeMention {
        if let Some(value) = &resolved.value {
            if let Some(year) = value.strip_prefix("BC").filter(|_| self.history) {
                let year = year.get(..4).and_then(|y| y.parse::<i32>().ok());
                self.context.year = year.map(|y| -y).or(self.context.year);
                self.context.day = None;
            }
            if let Shape::Date { month: Some(month), day: Some(day), .. } = e.shape {
                self.context.yearless = value.starts_with("XXXX").then_some((month, day));
            }
            self.note(e, value, resolved.interval);
        }
        let mut kind = match &e.shape {
            Shape::Duration { .. } => TimeType::Duration,
            Shape::Set { .. } => TimeType::Set,
            Shape::Hours { .. } => TimeType::Time,
            _ => TimeType::Date,
        };
        if let Some(time) = &e.time {
            kind = TimeType::Time;
            resolved.value = resolved.value.filter(|v| v.len() == 10).map(|day| match time {
                Clock::Part(part) => format!("{day}T{part}"),
                Clock::At(hour, minute) => format!("{day}T{hour:02}:{minute:02}"),
            });
        }
        if let (Some(stage), Some(interval)) = (e.stage, resolved.interval) {
            resolved.interval = Some(part_of(interval, stage));
        }
        TimeMention {
            span: self.words.span(e.from, e.to),
            kind,
            value: resolved.value,
            from: resolved.interval.map(|i| i.from),
            to: resolved.interval.map(|i| i.to),
            basis: resolved.basis,
        }
    }

    /// Remembers what was spoken of.
    fn note(&mut self, e: &Expression, value: &str, interval: Option<Interval>) {
        if matches!(
            e.shape,
            Shape::Duration { .. } | Shape::Set { .. } | Shape::Ref(_) | Shape::Age { .. }
        ) {
            return;
        }
        let Some(interval) = interval else { return };
        let (year, month) = (i32::from(interval.from.0.year()), interval.from.0.month());
        if self.passing_year(e) {
            return;
        }
        self.context.year = Some(year);
        if interval.from == interval.to {
            self.context.day = Some(interval.from);
        } else if self.history && matches!(e.shape, Shape::Date { .. }) {
            self.context.day = None;
        }
        if interval.days() <= 31 {
            self.context.month = u8::try_from(month).ok().map(|m| (year, m));
        } else if matches!(e.shape, Shape::Date { .. }) {
            self.context.month = None;
        }
        if let Some((_, number)) = value.split_once("-Q")
            && let Ok(number) = number.parse()
        {
            self.context.quarter = Some((year, number));
        }
    }

    /// A bare year that only names something ("the 1941 campaign", "by 1920"): the telling does
    /// not move there.
    fn passing_year(&self, e: &Expression) -> bool {
        let Shape::Date { month: None, day: None, .. } = e.shape else { return false };
        let w = self.words;
        let before = e.from.wrapping_sub(1);
        let told = w.is_any(before, &["in", "during", "throughout", "of", "(", "late", "early"])
            || w.class(before) == super::words::Class::Boundary
            || e.stage.is_some();
        let names = w.class(e.to) == super::words::Class::Other
            && !w.capital(e.to)
            && !w.is_any(before, &["in", "during", "throughout"]);
        self.history && (!told || names)
    }

    fn tense(&self, e: &Expression) -> Tense {
        tense::of(self.document, self.words, e.from, e.to)
    }

    fn resolve(&self, e: &Expression) -> Resolved {
        match &e.shape {
            Shape::Date { year, month, day, weekday } => {
                self.date(e, *year, *month, *day, *weekday)
            }
            Shape::Weekday { weekday, way } => self.weekday(e, *weekday, *way),
            Shape::Away { unit, count, anchor: Anchor::Published } => {
                self.counted_from_published(e, *unit, *count)
            }
            Shape::Away { unit, count, anchor: Anchor::Context } => {
                self.counted_from_context(*unit, *count)
            }
            Shape::Season { code, year, way } => self.season(e, code, *year, *way),
            Shape::Quarter { number, year } => self.quarter(e, *number, *year),
            Shape::Half { number, year } => match self.year(*year) {
                Some((year, basis)) => Resolved::new(format!("{year:04}-H{number}"), basis),
                None => Resolved::none(),
            },
            Shape::Age { value } => Resolved::new(value.clone(), TimeBasis::Explicit),
            Shape::Duration { value, unit, count, way } => {
                let mut resolved = Resolved {
                    value: Some(value.clone()),
                    interval: None,
                    basis: Some(TimeBasis::Explicit),
                };
                if let (Some(interval), Some(count)) = (self.reach(*unit, *count, *way), *count) {
                    if count == 1 && *way == Way::Last && *unit == Unit::Year {
                        return resolved;
                    }
                    resolved.interval = Some(interval);
                    resolved.basis = Some(TimeBasis::Published);
                }
                resolved
            }
            Shape::Set { value } => Resolved {
                value: Some(value.clone()),
                interval: None,
                basis: Some(TimeBasis::Explicit),
            },
            Shape::Ref(value) => Resolved {
                value: Some((*value).to_string()),
                interval: None,
                basis: Some(TimeBasis::Explicit),
            },
            Shape::Hours { way } => self.hours(*way),
            Shape::Stretch => Resolved::none(),
        }
    }

    /// The year meant, and from what it was had.
    fn year(&self, year: Year) -> Option<(i32, TimeBasis)> {
        let (year, basis) = match year {
            Year::Is(year) => (year, TimeBasis::Explicit),
            Year::FromPublished(n) if self.history => {
                (self.context.year?.checked_add(n)?, TimeBasis::Context)
            }
            Year::FromPublished(n) => {
                (i32::from(self.published?.0.year()) + n, TimeBasis::Published)
            }
            Year::FromContext(n) => {
                let year =
                    self.context.year.or_else(|| self.published.map(|p| p.0.year().into()))?;
                (year.checked_add(n)?, TimeBasis::Context)
            }
            Year::Unsaid => return None,
        };
        // No report speaks of a day more than some lifetimes ahead.
        (-5000..2200).contains(&year).then_some((year, basis))
    }

    fn date(
        &self,
        e: &Expression,
        year: Year,
        month: Option<u8>,
        day: Option<u32>,
        weekday: Option<u8>,
    ) -> Resolved {
        let Some(month) = month else {
            if let Some(day) = day {
                return self.day_of_known_month(day);
            }
            return match self.year(year) {
                Some((year, basis)) if year >= 0 => Resolved::new(format!("{year:04}"), basis),
                _ => Resolved::none(),
            };
        };
        if day.is_some_and(|d| d > longest(month)) {
            return Resolved::none();
        }
        let known = match year {
            Year::Unsaid => self.unsaid_year(e, month, day, weekday),
            said => match self.year(said) {
                Some(known) => Some(known),
                // A year that cannot be: the date stays unresolved.
                None if matches!(said, Year::Is(_)) => return Resolved::none(),
                None => None,
            },
        };
        match (known, day) {
            (Some((year, _)), _) if year < 0 => match day {
                Some(day) => Resolved {
                    value: Some(format!("BC{:04}-{month:02}-{day:02}", -year)),
                    interval: None,
                    basis: Some(TimeBasis::Explicit),
                },
                None => Resolved {
                    value: Some(format!("BC{:04}-{month:02}", -year)),
                    interval: None,
                    basis: Some(TimeBasis::Explicit),
                },
            },
            (Some((year, basis)), Some(day)) => match calendar_day(year, month, day) {
                Some(day) => Resolved::day(day, basis),
                None => Resolved::none(),
            },
            (Some((year, basis)), None) => Resolved::new(format!("{year:04}-{month:02}"), basis),
            (None, Some(day)) => Resolved {
                value: Some(format!("XXXX-{month:02}-{day:02}")),
                interval: None,
                basis: None,
            },
            (None, None) => {
                Resolved { value: Some(format!("XXXX-{month:02}")), interval: None, basis: None }
            }
        }
    }

    /// The year of "March 12": from the text where it tells history or has no date of its own,
    /// else the one that fits the tense of the verb, counted from publication.
    fn unsaid_year(
        &self,
        e: &Expression,
        month: u8,
        day: Option<u32>,
        weekday: Option<u8>,
    ) -> Option<(i32, TimeBasis)> {
        if self.history || self.published.is_none() {
            let year = self.context.year?;
            let turned = self.history
                && day.is_none()
                && self.context.month.is_some_and(|(y, m)| y == year && m >= 11 && month <= 2)
                && self.tense(e) != Tense::Unsaid
                && e.stage.is_none();
            return Some((if turned { year + 1 } else { year }, TimeBasis::Context));
        }
        let published = self.published?;
        let base = i32::from(published.0.year());
        let fits = |year: i32| match (weekday, day) {
            (Some(weekday), Some(day)) => {
                calendar_day(year, month, day).is_some_and(|d| weekday_of(d) == weekday)
            }
            _ => true,
        };
        let here = (published.0.month(), published.0.day());
        let there = (i8::try_from(month).ok()?, day.and_then(|d| i8::try_from(d).ok()));
        let later = there.0 > here.0 || there.0 == here.0 && there.1.is_some_and(|d| d > here.1);
        let earlier = there.0 < here.0 || there.0 == here.0 && there.1.is_some_and(|d| d < here.1);
        let apart = i32::from(there.0) - i32::from(here.0);
        let lead = e.from.wrapping_sub(1);
        let deadline = self.words.is_any(lead, &["by", "until", "through", "till", "before"]);
        let year = match self.tense(e) {
            // A deadline lies ahead, and a day some weeks ahead is not one of a year ago.
            _ if deadline && later => base,
            _ if deadline && apart < -4 => base + 1,
            _ if later && day.is_some() && apart <= 4 => base,
            Tense::Past if later => base - 1,
            Tense::Future if earlier && apart < -1 => base + 1,
            Tense::Unsaid if apart > 6 => base - 1,
            Tense::Unsaid if apart < -9 => base + 1,
            _ => base,
        };
        let year = [year, base, base - 1, base + 1].into_iter().find(|&y| fits(y)).unwrap_or(year);
        Some((year, TimeBasis::Published))
    }

    fn day_of_known_month(&self, day: u32) -> Resolved {
        let month = self.context.month.map(|m| (m, TimeBasis::Context)).or_else(|| {
            let p = self.published?;
            let before = i64::from(p.0.day()) >= i64::from(day);
            let at = if before { Some(p) } else { p.plus(-i64::from(p.0.day())) };
            at.and_then(|d| {
                Some((
                    (i32::from(d.0.year()), u8::try_from(d.0.month()).ok()?),
                    TimeBasis::Published,
                ))
            })
        });
        match month {
            Some(((year, month), basis)) => match calendar_day(year, month, day) {
                Some(day) => Resolved::day(day, basis),
                None => Resolved::none(),
            },
            None => Resolved::none(),
        }
    }

    fn weekday(&self, e: &Expression, weekday: u8, way: Way) -> Resolved {
        let (anchor, basis) = match way {
            Way::Previous | Way::Following => match self.context.day {
                Some(day) => (day, TimeBasis::Event),
                None => return Resolved::none(),
            },
            _ if self.history => return Resolved::none(),
            _ => match self.published {
                Some(day) => (day, TimeBasis::Published),
                None => return Resolved::none(),
            },
        };
        let back = i64::from((7 + weekday_of(anchor) - weekday) % 7);
        let ahead = (7 - back) % 7;
        let days = match way {
            Way::Last | Way::Previous => {
                if back == 0 {
                    -7
                } else {
                    -back
                }
            }
            Way::Next | Way::Following => {
                if ahead == 0 {
                    7
                } else {
                    ahead
                }
            }
            Way::This => match self.tense(e) {
                Tense::Past => -back,
                _ if back <= 2 && back > 0 && self.tense(e) == Tense::Unsaid => -back,
                _ => ahead,
            },
            Way::Bare => match self.tense(e) {
                Tense::Future => ahead,
                _ => -back,
            },
        };
        anchor.plus(days).map_or(Resolved::none(), |d| Resolved::day(d, basis))
    }

    fn counted_from_published(&self, e: &Expression, unit: Unit, count: Option<i64>) -> Resolved {
        if self.history {
            return self.counted_from_context(unit, count);
        }
        let Some(published) = self.published else { return Resolved::none() };
        if unit == Unit::Year
            && count == Some(-1)
            && self.words.is(e.to.wrapping_sub(1), "ago")
            && let Some((year, number)) = self.context.quarter
        {
            return Resolved::new(format!("{:04}-Q{number}", year - 1), TimeBasis::Context);
        }
        if unit == Unit::Weekend && count.is_none() {
            let days =
                if self.tense(e) == Tense::Future || weekday_of(published) > 5 { 0 } else { -7 };
            return moved(published, Unit::Weekend, days / 7, TimeBasis::Published);
        }
        match count {
            Some(count) => moved(published, unit, count, TimeBasis::Published),
            None => Resolved::none(),
        }
    }

    fn counted_from_context(&self, unit: Unit, count: Option<i64>) -> Resolved {
        let basis = TimeBasis::Event;
        let Some(count) = count else { return Resolved::none() };
        let context = self.context;
        match unit {
            Unit::Day => match (context.day, context.yearless) {
                (Some(day), _) => moved(day, unit, count, basis),
                (None, Some((month, day))) => {
                    // Within the month it needs no year.
                    let day = i64::from(day).saturating_add(count);
                    let within = (1..=i64::from(longest(month).min(28))).contains(&day);
                    let value = within.then(|| format!("XXXX-{month:02}-{day:02}"));
                    Resolved { value, interval: None, basis: Some(basis) }
                }
                (None, None) => Resolved::none(),
            },
            Unit::Week | Unit::Fortnight | Unit::Weekend => match context.day {
                Some(day) => moved(day, unit, count, basis),
                None => Resolved::none(),
            },
            Unit::Month => match context.month {
                Some((year, month)) => {
                    let n = i64::from(year) * 12 + i64::from(month) - 1 + count;
                    let year = n.div_euclid(12);
                    if !(0..=2200).contains(&year) {
                        return Resolved::none();
                    }
                    Resolved::new(format!("{year:04}-{:02}", n.rem_euclid(12) + 1), basis)
                }
                None => Resolved::none(),
            },
            Unit::Year => {
                if let (Some((year, number)), false) = (context.quarter, self.history)
                    && count == -1
                {
                    return Resolved::new(format!("{:04}-Q{number}", year - 1), basis);
                }
                let year = context.year.or_else(|| self.published.map(|p| p.0.year().into()));
                let year = year.map(|y| i64::from(y) + count).filter(|y| (-5000..2200).contains(y));
                match year {
                    Some(year) => Resolved::new(year_value(year), basis),
                    None => Resolved::none(),
                }
            }
            Unit::Decade => match context.year.map(|y| i64::from(y).div_euclid(10) + count) {
                Some(decade) if (0..220).contains(&decade) => {
                    Resolved::new(format!("{decade:03}"), basis)
                }
                _ => Resolved::none(),
            },
            _ => Resolved::none(),
        }
    }

    fn season(&self, e: &Expression, code: &'static str, year: Year, way: Way) -> Resolved {
        let month = code.parse::<u8>().ok();
        let first = month.map_or_else(|| season_start(code), i64::from);
        let make = |year: i64, basis| {
            if !(-5000..2200).contains(&year) {
                return Resolved::none();
            }
            Resolved::new(format!("{}-{code}", year_value(year)), basis)
        };
        if let Some((year, basis)) = self.year(year) {
            return make(year.into(), basis);
        }
        let context_year = self.context.year.map(i64::from);
        if self.history || self.published.is_none() || matches!(way, Way::Previous | Way::Following)
        {
            let Some(year) = context_year else { return Resolved::none() };
            let at = self.context.month.map(|(_, m)| i64::from(m));
            let basis = if way == Way::Bare { TimeBasis::Context } else { TimeBasis::Event };
            return match way {
                Way::Following | Way::Next => {
                    make(if at.is_none_or(|m| first <= m) { year + 1 } else { year }, basis)
                }
                Way::Previous | Way::Last => {
                    make(if at.is_none_or(|m| first >= m) { year - 1 } else { year }, basis)
                }
                _ => make(year, basis),
            };
        }
        let Some(published) = self.published else { return Resolved::none() };
        let (year, here) = (i64::from(published.0.year()), i64::from(published.0.month()));
        let year = match way {
            Way::Last if first >= here => year - 1,
            Way::Next if first <= here => year + 1,
            Way::Bare if first > here + 1 && self.tense(e) == Tense::Past => year - 1,
            Way::Bare
                if first < here
                    && self.tense(e) == Tense::Future
                    && month.is_none()
                    && here - first > 3 =>
            {
                year + 1
            }
            _ => year,
        };
        make(year, TimeBasis::Published)
    }

    fn quarter(&self, e: &Expression, number: Option<u32>, year: Year) -> Resolved {
        let Some(published) = self.published else {
            return match (number, year) {
                (Some(n), Year::Is(y)) if (0..2200).contains(&y) => {
                    Resolved::new(format!("{y:04}-Q{n}"), TimeBasis::Explicit)
                }
                _ => Resolved::none(),
            };
        };
        let base = i32::from(published.0.year());
        let here = u32::try_from((published.0.month() - 1) / 3 + 1).unwrap_or(1);
        match (number, year) {
            (Some(n), Year::Unsaid) => {
                let year = match self.tense(e) {
                    Tense::Future if n + 1 < here => base + 1,
                    _ if n > here => base - 1,
                    _ => base,
                };
                Resolved::new(format!("{year:04}-Q{n}"), TimeBasis::Published)
            }
            (Some(n), year) => match self.year(year) {
                Some((year, basis)) => Resolved::new(format!("{year:04}-Q{n}"), basis),
                None => Resolved::none(),
            },
            (None, Year::Unsaid) => match self.context.quarter {
                Some((year, n)) => Resolved::new(format!("{year:04}-Q{n}"), TimeBasis::Context),
                None => Resolved {
                    value: Some(format!("{base:04}-QX")),
                    interval: None,
                    basis: Some(TimeBasis::Published),
                },
            },
            (None, year) => {
                let shift = match year {
                    Year::FromPublished(n) | Year::FromContext(n) => n,
                    _ => 0,
                };
                let (of, n) = self
                    .context
                    .quarter
                    .unwrap_or_else(|| if here == 1 { (base - 1, 4) } else { (base, here - 1) });
                match year {
                    Year::Is(y) => Resolved::new(format!("{y:04}-Q{n}"), TimeBasis::Context),
                    _ => Resolved::new(format!("{:04}-Q{n}", of + shift), TimeBasis::Context),
                }
            }
        }
    }

    fn hours(&self, way: Way) -> Resolved {
        let anchor = match self.context.day {
            Some(day) => Some((day, TimeBasis::Event)),
            None if self.history || way != Way::Bare => None,
            None => self.published.map(|d| (d, TimeBasis::Published)),
        };
        let days = match way {
            Way::Previous => -1,
            Way::Following => 1,
            _ => 0,
        };
        match anchor.and_then(|(day, basis)| Some((day.plus(days)?, basis))) {
            Some((day, basis)) => Resolved::day(day, basis),
            None => Resolved::none(),
        }
    }

    /// The days that "the past three months" covers.
    fn reach(&self, unit: Unit, count: Option<u32>, way: Way) -> Option<Interval> {
        let published = self.published.filter(|_| !self.history)?;
        let count = i64::from(count?);
        let per = match unit {
            Unit::Day => 1,
            Unit::Week => 7,
            Unit::Fortnight => 14,
            Unit::Month => 30,
            Unit::Quarter => 91,
            Unit::Year => 365,
            Unit::Decade => 3652,
            _ => return None,
        };
        let days = count.checked_mul(per).filter(|&d| d < 100_000)?;
        match way {
            Way::Last => Some(Interval::new(published.plus(-days)?, published)),
            Way::Next => Some(Interval::new(published, published.plus(days)?)),
            _ => None,
        }
    }
}

/// The one year that the text names, where it names just one near its dates: on a page without a
/// date the months before its first mention are of that year too.
fn only_year(words: &Words<'_>) -> Option<i32> {
    let mut found = None;
    for i in 0..words.len() {
        let form = words.form(i);
        if words.class(i) != super::words::Class::Digits || form.len() != 4 {
            continue;
        }
        let dated = (1..=3)
            .any(|n| matches!(words.class(i.wrapping_sub(n)), super::words::Class::Month(..)));
        let Ok(year) = form.parse::<i32>() else { continue };
        if !dated || !(1900..2200).contains(&year) {
            continue;
        }
        match found {
            None => found = Some(year),
            Some(other) if other != year => return None,
            Some(_) => {}
        }
    }
    found
}

/// `anchor` moved by `count` units, as precise as the unit.
fn moved(anchor: Day, unit: Unit, count: i64, basis: TimeBasis) -> Resolved {
    let count = count.clamp(-100_000, 100_000);
    let month = || {
        let n = i64::from(anchor.0.year()) * 12 + i64::from(anchor.0.month()) - 1 + count;
        let year = n.div_euclid(12);
        (0..=2200).contains(&year).then(|| format!("{year:04}-{:02}", n.rem_euclid(12) + 1))
    };
    let year = i64::from(anchor.0.year());
    let value = match unit {
        Unit::Second
        | Unit::Minute
        | Unit::Hour
        | Unit::Period
        | Unit::Semester
        | Unit::Trimester => None,
        Unit::Day => anchor.plus(count).map(|d| d.to_string()),
        Unit::Week => anchor.plus(count * 7).map(week_of),
        Unit::Fortnight => anchor.plus(count * 14).map(week_of),
        Unit::Weekend => anchor.plus(count * 7).map(|d| format!("{}-WE", week_of(d))),
        Unit::Month => month(),
        Unit::Quarter => {
            let n = year * 4 + (i64::from(anchor.0.month()) - 1) / 3 + count;
            (0..=8800)
                .contains(&n)
                .then(|| format!("{:04}-Q{}", n.div_euclid(4), n.rem_euclid(4) + 1))
        }
        Unit::Year => (0..2200).contains(&(year + count)).then(|| format!("{:04}", year + count)),
        Unit::Decade => Some(year.div_euclid(10) + count)
            .filter(|d| (0..220).contains(d))
            .map(|d| format!("{d:03}")),
        Unit::Century => Some(year.div_euclid(100) + count)
            .filter(|c| (0..22).contains(c))
            .map(|c| format!("{c:02}")),
        Unit::Millennium => None,
    };
    value.map_or(Resolved::none(), |v| Resolved::new(v, basis))
}

/// A year as TIMEX3 writes it.
fn year_value(year: i64) -> String {
    if year < 0 { format!("BC{:04}", -year) } else { format!("{year:04}") }
}

/// Weekday from Monday = 1.
pub(super) fn weekday_of(day: Day) -> u8 {
    u8::try_from(day.0.weekday().to_monday_one_offset()).unwrap_or(1)
}

fn week_of(day: Day) -> String {
    let week = day.0.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

fn calendar_day(year: i32, month: u8, day: u32) -> Option<Day> {
    if !(1..2200).contains(&year) {
        return None;
    }
    Day::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

/// The most days that the month can have.
fn longest(month: u8) -> u32 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn season_start(code: &str) -> i64 {
    match code {
        "SP" => 3,
        "SU" => 6,
        "FA" => 9,
        _ => 12,
    }
}

/// The days that a TIMEX3 value stands for.
pub(super) fn interval_of(value: &str) -> Option<Interval> {
    let date = value.split('T').next()?;
    if let Some(day) = Day::parse(date).filter(|_| date.len() == 10 && date.as_bytes()[4] == b'-') {
        return Some(Interval::day(day));
    }
    let span = |from: Day, days: i64| Some(Interval::new(from, from.plus(days)?));
    let month_end =
        |year: i16, month: i8| Day::new(year, month, 1).map(|d| Day(d.0.last_of_month()));
    if date.len() == 2 || date.len() == 3 {
        let leading: i16 = date.parse().ok()?;
        let years = if date.len() == 2 { 100 } else { 10 };
        let from = leading.checked_mul(years)?;
        return Some(Interval::new(
            Day::new(from.max(1), 1, 1)?,
            Day::new(from + years - 1, 12, 31)?,
        ));
    }
    let year: i16 = date.get(..4)?.parse().ok()?;
    let Some(rest) = date.get(5..) else {
        return Some(Interval::new(Day::new(year, 1, 1)?, Day::new(year, 12, 31)?));
    };
    if let Some(week) = rest.strip_prefix('W') {
        let number: i8 = week.get(..2)?.parse().ok()?;
        let monday =
            jiff::civil::ISOWeekDate::new(year, number, jiff::civil::Weekday::Monday).ok()?;
        let monday = Day(monday.date());
        return if week.ends_with("WE") { span(monday.plus(5)?, 1) } else { span(monday, 6) };
    }
    if let Some(quarter) = rest.strip_prefix('Q') {
        let number: i8 = quarter.parse().ok()?;
        return Some(Interval::new(
            Day::new(year, number * 3 - 2, 1)?,
            month_end(year, number * 3)?,
        ));
    }
    if let Some(half) = rest.strip_prefix('H') {
        let number: i8 = half.parse().ok()?;
        return Some(Interval::new(
            Day::new(year, number * 6 - 5, 1)?,
            month_end(year, number * 6)?,
        ));
    }
    let (from, to) = match rest {
        "SP" => ((year, 3), (year, 5)),
        "SU" => ((year, 6), (year, 8)),
        "FA" => ((year, 9), (year, 11)),
        "WI" => ((year, 12), (year.checked_add(1)?, 2)),
        month => {
            let month: i8 = month.parse().ok()?;
            ((year, month), (year, month))
        }
    };
    Some(Interval::new(Day::new(from.0, from.1, 1)?, month_end(to.0, to.1)?))
}

/// The early, middle or late third of an interval.
fn part_of(interval: Interval, stage: Stage) -> Interval {
    let days = interval.days();
    if days < 3 {
        return interval;
    }
    let third = days / 3;
    let cut = |from: i64, to: i64| match (interval.from.plus(from), interval.from.plus(to)) {
        (Some(a), Some(b)) => Interval::new(a, b),
        _ => interval,
    };
    match stage {
        Stage::Early => cut(0, third - 1),
        Stage::Mid => cut(third, days - third - 1),
        Stage::Late => cut(days - third, days - 1),
        Stage::Earlier | Stage::Later => interval,
    }
}
