//! What an expression says, before anything is known of when it was said.

use super::words::{Stage, Unit};

/// An expression of time: the words from `from` to before `to`.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Expression {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) shape: Shape,
    /// "early", "the end of".
    pub(super) stage: Option<Stage>,
    /// A part of the day or the time by the clock, said with it.
    pub(super) time: Option<Clock>,
}

/// When in a day.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Clock {
    /// TIMEX3 letters (`MO`, `NI`).
    Part(&'static str),
    /// Hour and minute.
    At(u32, u32),
}

/// How a year is said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Year {
    /// Not at all.
    Unsaid,
    /// In digits or words.
    Is(i32),
    /// Years from that of publication ("next year").
    FromPublished(i32),
    /// Years from that last spoken of ("the following year").
    FromContext(i32),
}

/// What a distance is counted from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Anchor {
    Published,
    Context,
}

/// Which of several: "last Friday", "this Friday", "next Friday".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Way {
    Bare,
    Last,
    This,
    Next,
    /// "the previous Friday": from another date of the text.
    Previous,
    /// "the following Friday".
    Following,
}

/// What kind of expression it is.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Shape {
    /// A year, a month or a day, as far as it is said.
    Date { year: Year, month: Option<u8>, day: Option<u32>, weekday: Option<u8> },
    /// A weekday alone.
    Weekday { weekday: u8, way: Way },
    /// So many units away; `None` where the number is not said.
    Away { unit: Unit, count: Option<i64>, anchor: Anchor },
    /// A season.
    Season { code: &'static str, year: Year, way: Way },
    /// A quarter; `None` where which one is not said.
    Quarter { number: Option<u32>, year: Year },
    /// Half a year.
    Half { number: u32, year: Year },
    /// A decade or century by its leading digits, or a year before our era: no calendar interval of days.
    Age { value: String },
    /// A length of time, and on which side of the telling it lies, where that is said.
    Duration { value: String, unit: Unit, count: Option<u32>, way: Way },
    /// Something that recurs.
    Set { value: String },
    /// `PRESENT_REF` and the like.
    Ref(&'static str),
    /// A part of the day or a time by the clock, its day not said.
    Hours { way: Way },
    /// A stretch of time that is not measured ("this period").
    Stretch,
}

impl Expression {
    pub(super) fn new(from: usize, to: usize, shape: Shape) -> Self {
        Expression { from, to, shape, stage: None, time: None }
    }

    pub(super) fn starting(mut self, from: usize) -> Self {
        self.from = from;
        self
    }

    pub(super) fn at_stage(mut self, stage: Stage) -> Self {
        self.stage = Some(stage);
        self
    }

    pub(super) fn at_time(mut self, time: Clock) -> Self {
        self.time = Some(time);
        self
    }
}
