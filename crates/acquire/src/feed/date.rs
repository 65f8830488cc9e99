//! Dates as feeds write them, made ISO. What is no date gives nothing.

use jiff::civil::Date;

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// An ISO timestamp with its offset, or a day.
pub(super) fn iso(said: &str) -> Option<String> {
    let said = said.trim();
    if said.parse::<jiff::Timestamp>().is_ok() {
        return Some(said.replacen(' ', "T", 1));
    }
    let mail = jiff::fmt::rfc2822::DateTimeParser::new().relaxed_weekday(true);
    if let Ok(zoned) = mail.parse_zoned(said) {
        let offset = zoned.offset();
        return Some(match offset == jiff::tz::Offset::UTC {
            true => zoned.timestamp().to_string(),
            false => zoned.timestamp().display_with_offset(offset).to_string(),
        });
    }
    day(said).map(|day| day.to_string())
}

/// A day in what is no timestamp: `2024-01-29…`, `29 January 2024`, `January 29, 2024`.
fn day(said: &str) -> Option<Date> {
    if let Some(day) = said.get(..10).and_then(|head| head.parse::<Date>().ok()) {
        return Some(day);
    }
    let words: Vec<&str> =
        said.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(8).collect();
    let at = words.iter().position(|w| month(w).is_some())?;
    let month = month(words[at])?;
    let number = |n: usize| words.get(n).and_then(|w| w.parse::<i16>().ok());
    let before = at.checked_sub(1).and_then(number).filter(|d| (1..=31).contains(d));
    let (day, year) = match before {
        Some(day) => (day, number(at + 1)?),
        None => (number(at + 1)?, number(at + 2)?),
    };
    let year = if (1990..=2100).contains(&year) { year } else { return None };
    Date::new(year, month, i8::try_from(day).ok()?).ok()
}

fn month(word: &str) -> Option<i8> {
    let head = word.get(..3)?.to_ascii_lowercase();
    let at = MONTHS.iter().position(|m| *m == head)?;
    i8::try_from(at + 1).ok()
}
