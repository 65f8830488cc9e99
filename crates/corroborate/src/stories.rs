//! Stories: reports that are mainly about the same thing, by their words.
//!
//! Where little of a report could be read into assertions, its words, names and dates still tell
//! which other reports are about the same. Each root is compared once, as the report that it grows
//! from. A story is a hint: main events of one story are likelier one event, and nothing that
//! cannot be one is joined by it.

use rashomon_record::Reading;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::accounts::{Account, UNKNOWN_WORD};
use crate::cluster::{Bounds, Edge};
use crate::copies::Furniture;
use crate::likeness;
use crate::tables::Tables;
use crate::words::{Word, all, chain, shared};

/// When two reports are of one story.
pub(crate) const STORY: Bounds = Bounds { join: 170, unseen: -300 };
/// From so many roots on, how common a word is among them counts too: what is rare in the
/// language is not rare where every report is about the same kind of thing.
const MANY: usize = 200;
/// So many of a report's weightiest words make it a candidate.
const KEYS: usize = 24;
/// A key in more reports than this is compared with its neighbours only.
const FULL: usize = 40;
/// How many neighbours.
const NEIGHBOURS: usize = 10;

/// The words of one root, weighted.
#[derive(Debug, Default)]
struct Vector {
    /// Word and weight, sorted by word.
    terms: Vec<(u64, u32)>,
    /// Length of the vector.
    norm: u64,
    /// Runs of two capitalised words, sorted.
    names: Vec<u64>,
}

/// Points for fresh news of different days: no likeness makes up for them.
const TWO_DAYS: i32 = -2000;

/// Two roots of likely one story.
pub(crate) type Likely = Edge;

/// Compares the roots. `mains` gives the main account of each root, where it has one; the edges
/// are between indexes into `roots`.
pub(crate) fn compare(
    readings: &[&Reading],
    roots: &[usize],
    mains: &[Option<&Account<'_>>],
    furniture: &Furniture,
    tables: &Tables,
) -> Vec<Likely> {
    let counted: Vec<(FxHashMap<u64, u32>, Vec<u64>)> =
        roots.par_iter().map(|&r| count(readings[r], furniture, tables)).collect();
    let mut df: FxHashMap<u64, u32> = FxHashMap::default();
    let mut name_df: FxHashMap<u64, u32> = FxHashMap::default();
    for (terms, names) in &counted {
        for &term in terms.keys() {
            *df.entry(term).or_default() += 1;
        }
        for &name in names {
            *name_df.entry(name).or_default() += 1;
        }
    }
    let total = roots.len();
    let vectors: Vec<Vector> = counted
        .into_par_iter()
        .map(|(terms, names)| Vector::of(&terms, names, &df, total, tables))
        .collect();
    let pairs = candidates(&vectors, &df, &name_df);
    pairs
        .par_iter()
        .filter_map(|&(a, b)| {
            let (x, y) = (&vectors[a], &vectors[b]);
            let (r, s) = (readings[roots[a]], readings[roots[b]]);
            let names = name_points(x, y, &name_df, total);
            let points = points(x, y, names, r, s, mains[a], mains[b])?;
            Some(Edge { a, b, points: Some(points) })
        })
        .collect()
}

fn count(
    reading: &Reading,
    furniture: &Furniture,
    tables: &Tables,
) -> (FxHashMap<u64, u32>, Vec<u64>) {
    let mut words: Vec<Word> = all(reading.page.title.as_deref().unwrap_or(""));
    let title = words.clone();
    let body = furniture.own_words(reading);
    words.extend(body);
    let mut terms: FxHashMap<u64, u32> = FxHashMap::default();
    for word in words.iter().chain(&title) {
        if !tables.function_words.contains(&word.hash) {
            *terms.entry(word.hash).or_default() += 1;
        }
    }
    let name = |w: &Word| w.capital && !w.digit && !tables.function_words.contains(&w.hash);
    let names: FxHashSet<u64> = words
        .windows(2)
        .filter(|w| name(&w[0]) && name(&w[1]) && !w[1].opens)
        .map(|w| chain(&[w[0].hash, w[1].hash]))
        .collect();
    let mut names: Vec<u64> = names.into_iter().collect();
    names.sort_unstable();
    (terms, names)
}

/// Ten times the natural logarithm of `n / d`, in integers.
fn log_tenths(n: usize, d: usize) -> u32 {
    let ratio = ((n as u128) << 32) / (d.max(1) as u128);
    if ratio <= 1 << 32 {
        return 0;
    }
    let whole = ratio.ilog2() - 32;
    let mut mantissa = ratio >> whole; // in [2^32, 2^33)
    let mut log2 = u64::from(whole) << 6;
    for bit in (0..6).rev() {
        mantissa = (mantissa * mantissa) >> 32;
        if mantissa >= 1 << 33 {
            mantissa >>= 1;
            log2 |= 1 << bit;
        }
    }
    // log2 is in 64ths; ln 2 is 0.6931.
    (log2 * 6931 / 64_000) as u32
}

/// How much more a word says that stands `times` in a report: ten times `1 + ln(times)`.
fn often(times: u32) -> u32 {
    10 + log_tenths(times as usize, 1)
}

impl Vector {
    fn of(
        counted: &FxHashMap<u64, u32>,
        names: Vec<u64>,
        df: &FxHashMap<u64, u32>,
        total: usize,
        tables: &Tables,
    ) -> Self {
        let mut terms: Vec<(u64, u32)> = counted
            .iter()
            .filter_map(|(&term, &times)| {
                let in_reports = df.get(&term).copied().unwrap_or(1) as usize;
                if in_reports < 2 {
                    return None;
                }
                let mut rarity = tables.common_words.get(&term).copied().unwrap_or(UNKNOWN_WORD);
                if total >= MANY {
                    rarity = rarity.min(log_tenths(total, in_reports));
                }
                Some((term, often(times) * rarity))
            })
            .collect();
        terms.sort_unstable();
        let squares: u64 = terms.iter().map(|&(_, w)| u64::from(w) * u64::from(w)).sum();
        Vector { terms, norm: squares.isqrt(), names }
    }

    /// Cosine in parts per thousand.
    fn cosine(&self, other: &Vector) -> u64 {
        let (a, b) = (&self.terms, &other.terms);
        let (mut i, mut j, mut dot) = (0, 0, 0u64);
        while i < a.len() && j < b.len() {
            match a[i].0.cmp(&b[j].0) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    dot += u64::from(a[i].1) * u64::from(b[j].1);
                    i += 1;
                    j += 1;
                }
            }
        }
        dot.saturating_mul(1000) / self.norm.saturating_mul(other.norm).max(1)
    }
}

fn candidates(
    vectors: &[Vector],
    df: &FxHashMap<u64, u32>,
    name_df: &FxHashMap<u64, u32>,
) -> Vec<(usize, usize)> {
    let mut postings: Vec<(u64, u32)> = Vec::new();
    for (i, vector) in vectors.iter().enumerate() {
        let mut weighty: Vec<(u64, u32)> = vector
            .terms
            .iter()
            .copied()
            .filter(|(term, _)| df.get(term).is_some_and(|&n| n <= 400))
            .collect();
        weighty.sort_by_key(|&(term, weight)| (std::cmp::Reverse(weight), term));
        postings.extend(weighty.iter().take(KEYS).map(|&(term, _)| (term, i as u32)));
        let told = vector.names.iter().filter(|n| name_df.get(n).is_some_and(|&n| n >= 2));
        postings.extend(told.map(|&name| (name, i as u32)));
    }
    postings.sort_unstable();
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for group in postings.chunk_by(|a, b| a.0 == b.0) {
        let reach = if group.len() <= FULL { FULL } else { NEIGHBOURS };
        for (at, &(_, a)) in group.iter().enumerate() {
            for &(_, b) in group.iter().skip(at + 1).take(reach) {
                pairs.push((a, b));
            }
        }
    }
    pairs.sort_unstable();
    pairs
        .chunk_by(|a, b| a == b)
        .filter(|same| same.len() >= 2)
        .map(|same| (same[0].0 as usize, same[0].1 as usize))
        .collect()
}

/// Points for full names and place names that few reports have.
fn name_points(a: &Vector, b: &Vector, df: &FxHashMap<u64, u32>, total: usize) -> i32 {
    if shared(&a.names, &b.names) == 0 {
        return 0;
    }
    let common = a.names.iter().filter(|n| b.names.binary_search(n).is_ok());
    let worth = |n: usize| if total >= MANY { log_tenths(total, n) } else { 20 };
    let sum: u32 =
        common.filter_map(|n| df.get(n)).filter(|&&n| n <= 40).map(|&n| worth(n as usize)).sum();
    (sum.min(240) * 10 / 7) as i32
}

fn points(
    x: &Vector,
    y: &Vector,
    names: i32,
    r: &Reading,
    s: &Reading,
    main: Option<&Account<'_>>,
    other: Option<&Account<'_>>,
) -> Option<i32> {
    let alike = x.cosine(y) as i32;
    if alike < 40 && names < 150 {
        return None;
    }
    let mut gap = match (r.page.published.day(), s.page.published.day()) {
        (Some(a), Some(b)) => match a.since(b).abs() {
            0..=1 => 0,
            2..=3 => -30,
            4..=10 => -100,
            11..=60 => -200,
            _ => -260,
        },
        _ => -100,
    };
    let mut facts = 0;
    if let (Some(a), Some(b)) = (main, other)
        && a.kind == b.kind
    {
        match likeness::across(a, b, false) {
            Some(points) => {
                facts = points.clamp(-100, 100);
                if points > 150 {
                    gap = gap.max(-100);
                }
            }
            // The same words of another day are another story: a routine, a series.
            None if likeness::two_days(a, b) => facts = TWO_DAYS,
            None => facts = -100,
        }
    }
    Some(alike + names + gap + facts)
}
