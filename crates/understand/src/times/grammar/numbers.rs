//! Numbers, in digits and words.

use super::Grammar;
use crate::times::words::Class;

/// A number before a unit.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Number {
    /// The whole part; `None` where it is not said ("several").
    pub(super) whole: Option<u32>,
    /// "and a half".
    pub(super) half: bool,
}

impl Number {
    pub(super) fn of(whole: u32) -> Self {
        Number { whole: Some(whole), half: false }
    }

    fn unsaid() -> Self {
        Number { whole: None, half: false }
    }
}

impl Grammar<'_, '_> {
    /// A number at word `at`, and the word after it.
    pub(super) fn number(&self, at: usize) -> Option<(Number, usize)> {
        let w = self.words;
        match w.class(at) {
            Class::Digits => {
                let form = w.form(at);
                let plain = form.replace(',', "");
                if form == "1/2" {
                    return Some((Number { whole: Some(0), half: true }, at + 1));
                }
                if let Some((whole, rest)) = plain.split_once('.') {
                    let half = rest == "5";
                    return Some((Number { whole: whole.parse().ok(), half }, at + 1));
                }
                let whole: u32 = plain.parse().ok()?;
                if w.form(at + 1) == "1/2" {
                    return Some((Number { whole: Some(whole), half: true }, at + 2));
                }
                if let Class::Scale(scale) = w.class(at + 1) {
                    return Some((Number { whole: whole.checked_mul(scale), half: false }, at + 2));
                }
                Some((Number::of(whole), at + 1))
            }
            Class::Cardinal(_) => {
                let (whole, to) = self.cardinal(at)?;
                Some(self.and_a_half(whole, to))
            }
            Class::Some(n) => {
                let to = if w.is(at + 1, "of") { at + 2 } else { at + 1 };
                Some((n.map_or(Number::unsaid(), Number::of), to))
            }
            Class::Scale(n) => Some((Number::of(n), at + 1)),
            _ if w.is_any(at, &["a", "an"]) => match w.class(at + 1) {
                Class::Scale(_) => {
                    let (whole, to) = self.cardinal(at + 1)?;
                    Some((Number::of(whole), to))
                }
                Class::Some(Some(n)) => {
                    Some((Number::of(n), if w.is(at + 2, "of") { at + 3 } else { at + 2 }))
                }
                Class::Some(None) => Some((Number::unsaid(), at + 2)),
                _ => None,
            },
            _ => None,
        }
    }

    fn and_a_half(&self, whole: u32, to: usize) -> (Number, usize) {
        let w = self.words;
        if w.is(to, "and") && w.is(to + 1, "a") && w.is(to + 2, "half") {
            return (Number { whole: Some(whole), half: true }, to + 3);
        }
        if w.is(to, "and") && w.is(to + 1, "half") {
            return (Number { whole: Some(whole), half: true }, to + 2);
        }
        (Number::of(whole), to)
    }

    /// "twenty-four", "two hundred and ten", "hundred".
    fn cardinal(&self, at: usize) -> Option<(u32, usize)> {
        let w = self.words;
        let (mut total, mut part, mut i) = (0u32, 0u32, at);
        let mut any = false;
        loop {
            match w.class(i) {
                Class::Cardinal(n) if part % 10 == 0 && n < 100 => {
                    if any && part > 0 && part % 100 < 20 && part % 100 != 0 {
                        break;
                    }
                    part = part.checked_add(n)?;
                }
                Class::Scale(n) => {
                    let by = part.max(1).checked_mul(n)?;
                    if n >= 1000 {
                        total = total.checked_add(by)?;
                        part = 0;
                    } else {
                        part = by;
                    }
                }
                _ => break,
            }
            any = true;
            i += 1;
            let joint = w.is(i, "-") || w.is(i, "and") && part % 100 == 0;
            let goes_on = matches!(w.class(i + 1), Class::Cardinal(n) if n < 100 && part % 10 == 0 && (n < 10 || part % 100 == 0));
            if joint && goes_on {
                i += 1;
            }
            if !matches!(w.class(i), Class::Cardinal(_) | Class::Scale(_)) {
                break;
            }
        }
        any.then_some((total.checked_add(part)?, i))
    }

    /// A day of the month: "16", "16th", "sixteenth", "twenty-fifth"; days that no month has too.
    pub(super) fn day_number(&self, at: usize) -> Option<(u32, usize)> {
        let w = self.words;
        match w.class(at) {
            Class::Digits if w.form(at).len() <= 2 => {
                let n: u32 = w.form(at).parse().ok()?;
                let suffix = w.glued(at + 1) && w.is_any(at + 1, &["st", "nd", "rd", "th"]);
                (1..=45).contains(&n).then_some((n, if suffix { at + 2 } else { at + 1 }))
            }
            Class::Ordinal(n) => Some((n, at + 1)),
            Class::Cardinal(tens @ (20 | 30)) if w.is(at + 1, "-") => match w.class(at + 2) {
                Class::Ordinal(n) if n < 10 => Some((tens + n, at + 3)),
                _ => None,
            },
            Class::Cardinal(tens @ (20 | 30)) => match w.class(at + 1) {
                Class::Ordinal(n) if n < 10 => Some((tens + n, at + 2)),
                _ => None,
            },
            _ => None,
        }
    }

    /// "16th", "third": an ordinal, in digits or words.
    pub(super) fn ordinal(&self, at: usize) -> Option<(u32, usize)> {
        let w = self.words;
        match w.class(at) {
            Class::Ordinal(n) => Some((n, at + 1)),
            Class::Digits => {
                let n: u32 = w.form(at).parse().ok()?;
                let suffix = w.glued(at + 1) && w.is_any(at + 1, &["st", "nd", "rd", "th"]);
                suffix.then_some((n, at + 2))
            }
            Class::Cardinal(_) => self.day_number(at),
            _ => None,
        }
    }

    /// "480 BC" as a negative year.
    pub(super) fn year_before_our_era(&self, at: usize) -> Option<(i32, usize)> {
        let w = self.words;
        let bc = w.is_any(at + 1, &["bc", "b.c.", "b.c", "bce"]);
        let year: i32 = w.form(at).parse().ok()?;
        (bc && (1..5000).contains(&year)).then_some((-year, at + 2))
    }

    /// Four digits, or a year as it is spoken ("nineteen ninety-four", "two thousand").
    pub(super) fn year_number(&self, at: usize) -> Option<(i32, usize)> {
        let w = self.words;
        match w.class(at) {
            Class::Digits if w.form(at).len() == 4 => {
                let n: i32 = w.form(at).parse().ok()?;
                (n >= 1000).then_some((n, at + 1))
            }
            Class::Cardinal(century @ 13..=20) => {
                let Class::Cardinal(tens) = w.class(at + 1) else { return None };
                if !(10..100).contains(&tens) {
                    return None;
                }
                let dash = usize::from(w.is(at + 2, "-"));
                let year = century * 100 + tens;
                match w.class(at + 2 + dash) {
                    Class::Cardinal(n) if n < 10 && tens >= 20 => {
                        Some((i32::try_from(year + n).ok()?, at + 3 + dash))
                    }
                    _ => Some((i32::try_from(year).ok()?, at + 2)),
                }
            }
            _ => None,
        }
    }
}
