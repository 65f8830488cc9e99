//! Days of publication as pages write them. What is not clearly a day gives nothing: `3/4/2024`
//! is two days, and neither is said.

use rashomon_record::Day;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Years that a page on the web can be from. Earlier and later ones are slips or subjects.
const YEARS: std::ops::RangeInclusive<i16> = 1994..=2035;

/// A day or timestamp in the forms of metadata, with its time and offset where they are given.
pub(crate) fn stamp(said: &str) -> Option<String> {
    let said = said.trim();
    if let Some(day) = said.get(..10).and_then(iso) {
        let rest = said[10..].trim_end();
        let time = rest.strip_prefix(['T', 't', ' ']).unwrap_or("");
        return Some(match timestamp(time) {
            Some(time) => format!("{day}T{time}"),
            None => day.to_string(),
        });
    }
    let figures = said.bytes().take_while(u8::is_ascii_digit).count();
    if figures == 8 || figures == 14 {
        let number = |from: usize, to: usize| said.get(from..to)?.parse::<i16>().ok();
        return within(number(0, 4)?, number(4, 6)?, number(6, 8)?).map(|day| day.to_string());
    }
    first(said).map(|found| found.day.to_string())
}

/// `10:00:00Z`, `10:00+02:00`, written the ISO way.
fn timestamp(time: &str) -> Option<String> {
    let end =
        time.find(|c: char| !(c.is_ascii_digit() || c == ':' || c == '.')).unwrap_or(time.len());
    let (clock, offset) = time.split_at(end);
    let clock = clock.split('.').next()?;
    let parts: Vec<u8> = clock.split(':').map(str::parse).collect::<Result<_, _>>().ok()?;
    let good = matches!(parts[..], [h, m] | [h, m, _] if h < 24 && m < 60)
        && parts.get(2).is_none_or(|s| *s < 61);
    if !good {
        return None;
    }
    let clock = format!(
        "{:02}:{:02}:{:02}",
        parts[0],
        parts[1],
        parts.get(2).copied().unwrap_or(0).min(59)
    );
    let offset = offset.trim();
    let digits: String = offset.chars().filter(char::is_ascii_digit).collect();
    let offset = match offset.as_bytes().first() {
        Some(b'Z' | b'z') => "Z".to_string(),
        Some(sign @ (b'+' | b'-')) if digits.len() == 4 => {
            format!("{}{}:{}", *sign as char, &digits[..2], &digits[2..])
        }
        Some(sign @ (b'+' | b'-')) if digits.len() == 2 => format!("{}{digits}:00", *sign as char),
        _ if offset.eq_ignore_ascii_case("UTC") || offset.eq_ignore_ascii_case("GMT") => "Z".into(),
        _ => String::new(),
    };
    Some(format!("{clock}{offset}"))
}

/// `2024-01-29`, `2024/01/29`.
fn iso(head: &str) -> Option<Day> {
    let b = head.as_bytes();
    if b.len() != 10 || !matches!(b[4], b'-' | b'/' | b'.') || b[7] != b[4] {
        return None;
    }
    within(head[..4].parse().ok()?, head[5..7].parse().ok()?, head[8..].parse().ok()?)
}

fn within(year: i16, month: i16, day: i16) -> Option<Day> {
    if !YEARS.contains(&year) {
        return None;
    }
    Day::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

/// A day in running text, and where it stands.
pub(crate) struct Found {
    pub(crate) day: Day,
    /// First byte.
    pub(crate) start: usize,
    /// One past the last byte.
    pub(crate) end: usize,
}

/// The first day written out in text.
pub(crate) fn first(text: &str) -> Option<Found> {
    let words = words(text);
    (0..words.len()).find_map(|n| at(text, &words[n..]))
}

/// A word or number with its place.
#[derive(Clone, Copy)]
struct Word<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

/// The first words of a text; a date further down is not looked for.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = c.is_alphanumeric();
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                out.push(Word { start: from, end: at, text: &text[from..at] });
                start = None;
                if out.len() > 200 {
                    break;
                }
            }
            _ => {}
        }
    }
    out
}

fn at(text: &str, words: &[Word<'_>]) -> Option<Found> {
    let [a, b, c, ..] = words else { return None };
    let near = |x: &Word<'_>, y: &Word<'_>| y.start - x.end <= 5;
    if !near(a, b) || !near(b, c) {
        return None;
    }
    let day = |w: &Word<'_>| ordinal(w.text).filter(|d| (1..=31).contains(d));
    let year = |w: &Word<'_>| (w.text.len() == 4).then(|| w.text.parse::<i16>().ok()).flatten();
    let found = |day: Option<Day>| day.map(|day| Found { day, start: a.start, end: c.end });
    // `29 January 2024`, `January 29, 2024`, `2024 January 29`, `29 of January 2024`
    if let (Some(d), Some(m), Some(y)) = (day(a), month(b.text), year(c)) {
        return found(within(y, m, d));
    }
    if let (Some(m), Some(d), Some(y)) = (month(a.text), day(b), year(c)) {
        return found(within(y, m, d));
    }
    if let (Some(y), Some(m), Some(d)) = (year(a), month(b.text), day(c)) {
        return found(within(y, m, d));
    }
    let numbers = [a, b, c].map(|w| w.text.parse::<i16>().ok());
    let [Some(x), Some(y), Some(z)] = numbers else { return None };
    let (first, second) = (text.get(a.end..b.start)?, text.get(b.end..c.start)?);
    if first != second || !matches!(first, "/" | "-" | ".") {
        return None;
    }
    if a.text.len() == 4 {
        return found(within(x, y, z));
    }
    if c.text.len() != 4 || a.text.len() > 2 || b.text.len() > 2 {
        return None;
    }
    match first {
        // With full stops the day comes first wherever dates are so written.
        "." => found(within(z, y, x)),
        _ if x > 12 => found(within(z, y, x)),
        _ if y > 12 || x == y => found(within(z, x, y)),
        _ => None,
    }
}

fn ordinal(word: &str) -> Option<i16> {
    let bare = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let rest = &word[bare.len()..];
    matches!(rest.to_ascii_lowercase().as_str(), "" | "st" | "nd" | "rd" | "th")
        .then(|| bare.parse().ok())
        .flatten()
        .filter(|_| bare.len() <= 2)
}

fn month(word: &str) -> Option<i16> {
    let lower = word.to_ascii_lowercase();
    let at = MONTHS.iter().position(|m| {
        *m == lower
            || (lower.len() == 3 && m.starts_with(&lower))
            || (lower == "sept" && m.starts_with("sep"))
    })?;
    i16::try_from(at + 1).ok()
}

/// `/2024/01/29/` or `/2024-01-29-` in an address.
pub(crate) fn in_address(url: &str) -> Option<Day> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split_once('/').map_or("", |(_, path)| path);
    let words = words(path);
    words.windows(3).find_map(|w| {
        let [a, b, c] = w else { return None };
        let sign = path.get(a.end..b.start)?;
        let parted = matches!(sign, "/" | "-" | "_") && Some(sign) == path.get(b.end..c.start);
        let sized = a.text.len() == 4 && b.text.len() <= 3 && c.text.len() <= 2;
        if !parted || !sized {
            return None;
        }
        let m = b.text.parse().ok().or_else(|| month(b.text))?;
        within(a.text.parse().ok()?, m, c.text.parse().ok()?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_keep_time_and_offset() {
        assert_eq!(
            stamp("2024-01-29T10:00:00+02:00").as_deref(),
            Some("2024-01-29T10:00:00+02:00")
        );
        assert_eq!(stamp("2024-01-29 10:00").as_deref(), Some("2024-01-29T10:00:00"));
        assert_eq!(stamp("20240129").as_deref(), Some("2024-01-29"));
        assert_eq!(stamp("Mon, 29 Jan 2024 10:00:00 GMT").as_deref(), Some("2024-01-29"));
        assert_eq!(stamp("9999-99-99"), None);
        assert_eq!(stamp("2023-02-31"), None);
        assert_eq!(stamp(""), None);
    }

    #[test]
    fn two_readings_are_none() {
        assert!(first("3/4/2024").is_none());
        assert_eq!(first("31/4/2024").map(|f| f.day.to_string()), None);
        assert_eq!(first("13/4/2024").map(|f| f.day.to_string()).as_deref(), Some("2024-04-13"));
        assert_eq!(
            first("Posted on 3rd Sept. 2021").map(|f| f.day.to_string()).as_deref(),
            Some("2021-09-03")
        );
    }

    #[test]
    fn addresses() {
        let day = |url| in_address(url).map(|d| d.to_string());
        assert_eq!(day("https://example.org/2024/01/29/a-story").as_deref(), Some("2024-01-29"));
        assert_eq!(
            day("https://example.org/world/2024/jan/29/a-story").as_deref(),
            Some("2024-01-29")
        );
        assert_eq!(day("https://example.org/2024/01/a-story"), None);
        assert_eq!(day("https://example.org/9999/99/99"), None);
    }
}
