//! Who wrote it, when, and whose copy it is: lines about the report, not of it.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use rashomon_record::NoiseKind::Byline;

use super::{Line, Marks};
use crate::table;

/// Words for months, days and parts of a stamp of time.
const STAMP: &[&str] = &[
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
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "am",
    "pm",
    "a",
    "p",
    "m",
    "at",
    "on",
    "gmt",
    "utc",
    "est",
    "edt",
    "et",
    "ist",
    "cet",
    "cest",
    "bst",
    "pkt",
    "pst",
    "pdt",
    "eat",
    "wib",
    "jst",
    "hrs",
    "hours",
    "st",
    "nd",
    "rd",
    "th",
    "published",
    "updated",
    "posted",
    "last",
    "modified",
    "issued",
    "created",
    "date",
    "time",
    "first",
    "amended",
    "edited",
    "uploaded",
    "the",
    "local",
    "by",
    "ago",
    "minutes",
    "hour",
    "day",
    "days",
    "t",
    "z",
    "0000",
    "us",
    "uk",
];

static AGENCIES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    table::rows(include_str!("../../tables/agencies.tsv"))
        .filter_map(|row| Some((*row.first()?, *row.get(1)?)))
        .collect()
});

static OUTLET_WORDS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| table::words(include_str!("../../tables/outlet_words.txt")).collect());

struct Leads {
    /// Longest first, so that `With inputs from` is not taken for `With`.
    agency: Vec<&'static str>,
    reporting: Vec<&'static str>,
}

static LEADS: LazyLock<Leads> = LazyLock::new(|| {
    let rows = || table::rows(include_str!("../../tables/byline_leads.tsv"));
    let of = |kind: &'static str| {
        rows().filter(move |row| row[0] == kind).filter_map(|row| row.get(1).copied())
    };
    let mut agency: Vec<&'static str> = of("agency").collect();
    agency.sort_by_key(|lead| std::cmp::Reverse(lead.len()));
    Leads { agency, reporting: of("reporting").collect() }
});

/// Marks bylines and reads credits and authors from them.
pub(super) fn mark(lines: &mut [Line<'_>], marks: &mut Marks) {
    let first_prose = lines.iter().position(Line::is_prose).unwrap_or(lines.len());
    let last_prose = lines.iter().rposition(Line::is_prose).unwrap_or(0);
    let headline = lines.iter().position(|line| line.noise.is_none()).unwrap_or(0);
    let mut prose_seen = 0;
    for (n, line) in lines.iter_mut().enumerate() {
        if line.noise.is_some() {
            continue;
        }
        if prose_seen < 3 && (line.is_prose() || line.raw.len() > 60) {
            prose_seen += 1;
            add(&mut marks.credits, agencies_in_dateline(line.raw));
        }
        if n >= last_prose {
            add(&mut marks.credits, agency_at_end(line.raw));
        }
        if line.words == 0 || line.words > 24 || line.continues {
            continue;
        }
        let outside = n < first_prose || n > last_prose;
        if let Some(agencies) = credit_line(line.raw) {
            if outside || line.words <= 8 {
                line.mark(Byline, "credits an agency");
                add(&mut marks.credits, agencies);
            }
        } else if outside && reporting(line) {
            line.mark(Byline, "says who reported and edited");
        } else if let Some(authors) = authors(line).filter(|_| outside) {
            line.mark(Byline, "says who wrote it");
            for author in authors {
                match AGENCIES.get(author.as_str()) {
                    Some(agency) => add(&mut marks.credits, vec![agency.to_string()]),
                    None if !marks.authors.contains(&author) => marks.authors.push(author),
                    None => {}
                }
            }
        } else if stamp(line) {
            line.mark(Byline, "says when it was published");
        } else if n < first_prose && n <= headline + 4 && outlet(line) {
            line.mark(Byline, "names the outlet or its desk");
        }
    }
}

fn add(credits: &mut Vec<String>, more: Vec<String>) {
    for credit in more {
        if !credits.contains(&credit) {
            credits.push(credit);
        }
    }
}

/// Agencies named in a list (`Reuters and EFE`, `PTI, ANI`), where it holds nothing else.
fn agencies(list: &str) -> Option<Vec<String>> {
    let list = list.trim().trim_end_matches(['.', ')', ']']).trim_start_matches(['(', '[']);
    let mut found = Vec::new();
    for name in list.split([',', '/', ';', '&']).flat_map(|part| part.split(" and ")) {
        let name = name.trim().trim_start_matches("the ").trim_end_matches(" news agency");
        let name = name.trim_start_matches("and ");
        if name.is_empty() {
            continue;
        }
        found.push(AGENCIES.get(name)?.to_string());
    }
    (!found.is_empty()).then_some(found)
}

/// `With Reuters and EFE`, `Source: dpa`, `(With inputs from PTI)`, `AFP`.
fn credit_line(raw: &str) -> Option<Vec<String>> {
    let bare = raw.trim_matches(['(', ')', '[', ']', '-', '–', '—', '*', ' ', '.', '/']);
    if bare.len() > 160 {
        return None;
    }
    if bare == "With inputs from agencies" || bare == "With agency inputs" {
        return Some(vec!["agencies".to_string()]);
    }
    let rest = LEADS.agency.iter().find_map(|lead| {
        bare.strip_prefix(lead).filter(|rest| rest.starts_with(' ') || lead.ends_with(':'))
    });
    let rest = rest.unwrap_or(bare).trim();
    let rest = rest.strip_suffix(" contributed to this report").unwrap_or(rest);
    let rest = rest.strip_suffix(" staff").or_else(|| rest.strip_suffix(" Staff")).unwrap_or(rest);
    agencies(rest)
}

/// `Reporting by A; editing by B`.
fn reporting(line: &Line<'_>) -> bool {
    LEADS.reporting.iter().any(|s| line.normal.starts_with(s))
}

/// `By Jane Doe and John Roe`.
fn authors(line: &Line<'_>) -> Option<Vec<String>> {
    let rest = ["By ", "BY ", "by ", "Words by ", "Author: ", "Author : "]
        .iter()
        .find_map(|lead| line.raw.strip_prefix(lead))?;
    if line.words > 16 || super::ends_sentence(rest) && line.words > 6 {
        return None;
    }
    let mut out = Vec::new();
    let list = rest.split(['|', '–', '—']).next().unwrap_or(rest).replace(" and ", ", ");
    for name in list.split([',', '&', ';']) {
        let name = name.trim().trim_end_matches('.');
        if name.is_empty() {
            continue;
        }
        let mut words = name.split_whitespace();
        let named = words.all(|w| {
            w.chars().next().is_some_and(|c| c.is_uppercase() || c.is_numeric())
                || matches!(
                    w,
                    "de" | "al" | "el" | "bin" | "van" | "von" | "der" | "ul" | "in" | "of" | "for"
                )
        });
        let count = name.split_whitespace().count();
        if !named || count > 5 {
            return None;
        }
        let stamped = name.split_whitespace().any(|w| w.bytes().any(|b| b.is_ascii_digit()));
        if !stamped {
            out.push(name.to_string());
        }
    }
    (!out.is_empty()).then_some(out)
}

/// A line of nothing but a date, a time and words such as `Published`.
fn stamp(line: &Line<'_>) -> bool {
    if line.words < 3 || line.words > 20 || !line.raw.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let (mut figures, mut months) = (0, 0);
    for word in line.normal.split(' ') {
        if word.bytes().all(|b| b.is_ascii_digit()) {
            figures += 1;
        } else {
            let bare = word.trim_start_matches(|c: char| c.is_ascii_digit());
            if !STAMP.contains(&bare) {
                return false;
            }
            figures += usize::from(bare.len() < word.len());
            months += usize::from(STAMP[..24].contains(&bare));
        }
    }
    figures >= 1 && (months > 0 || figures >= 3) && !line.raw.ends_with('.')
}

/// `Agency News`, `Khaleej Times`: a few words with capitals, the last one an outlet's.
fn outlet(line: &Line<'_>) -> bool {
    let mut words = line.raw.split_whitespace();
    let capitals = words.clone().all(|w| w.chars().next().is_some_and(char::is_uppercase));
    let last = words.next_back().unwrap_or("");
    (2..=5).contains(&line.words) && capitals && OUTLET_WORDS.contains(last)
}

/// The agency of a dateline: `ISLAMABAD, February 26 (Reuters) - …`.
pub(crate) fn agencies_in_dateline(raw: &str) -> Vec<String> {
    let head = &raw[..raw.floor_char_boundary(120)];
    // The dash after the bracket is what makes a dateline.
    let at = head
        .char_indices()
        .find(|&(at, c)| c == ')' && head[at + 1..].trim_start().starts_with(['-', '–', '—', ':']));
    let Some((close, _)) = at else { return Vec::new() };
    let Some(open) = head[..close].rfind('(') else { return Vec::new() };
    agencies(&head[open + 1..close]).unwrap_or_default()
}

/// The agency at the very end: `… on Friday. (AFP)`, `… on Friday. - Reuters`.
fn agency_at_end(raw: &str) -> Vec<String> {
    let start = raw.ceil_char_boundary(raw.len().saturating_sub(60));
    let end = raw[start..].trim_end_matches([')', ']', '.', ' ']);
    let at = end.rfind(['(', '[', '-', '–', '—', '/', '.']);
    let Some(at) = at else { return Vec::new() };
    let name = end[at..].trim_start_matches(['(', '[', '-', '–', '—', '/', '.']).trim();
    // A bare full stop before it would be the end of the sentence that names it.
    let bracketed = raw.ends_with(')') || raw.ends_with(']') || !end[at..].starts_with('.');
    if bracketed { agencies(name).unwrap_or_default() } else { Vec::new() }
}
