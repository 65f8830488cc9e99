//! What of a report is its own words, measured so that it can be compared.

use rashomon_record::Reading;
use rustc_hash::FxHashMap;

use crate::tables::Tables;
use crate::words::{self, Word, chain, mix};

/// A line that stands in so many different texts of one outlet is its furniture.
const FURNITURE_TEXTS: u32 = 3;
/// Where less than this share of the words would be left, a text is taken as it is.
const LEAST_LEFT_PER_CENT: usize = 20;

/// One report's own words.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Body {
    /// Hash of all its words in order; 0 where there are none.
    pub all: u64,
    /// How many words.
    pub words: usize,
    /// Pairs of neighbouring content words, sorted.
    pub pairs: Vec<u64>,
    /// Sampled runs of three content words, sorted.
    pub sample: Vec<u64>,
    /// Names and numbers, sorted.
    pub facts: Vec<u64>,
    /// Only the numbers, sorted.
    pub numbers: Vec<u64>,
    /// Words of grammar per thousand words: a translating machine loses articles.
    pub grammar: usize,
}

/// The outlet of a report: what its metadata say, or the host of its address.
pub(crate) fn source_of(reading: &Reading) -> Option<&str> {
    let page = &reading.page;
    page.source.as_deref().filter(|s| !s.trim().is_empty()).or_else(|| {
        let url = page.url.as_deref()?;
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let host = rest.split(['/', '?', '#']).next()?;
        let host = host.strip_prefix("www.").unwrap_or(host);
        (!host.is_empty()).then_some(host)
    })
}

/// Lines that an outlet prints around every text, by hash of outlet and line.
#[derive(Debug, Default)]
pub(crate) struct Furniture {
    lines: FxHashMap<u64, u32>,
}

impl Furniture {
    /// Counts the lines of each outlet, each different text once.
    pub fn of(readings: &[&Reading]) -> Self {
        let mut lines: FxHashMap<u64, u32> = FxHashMap::default();
        let mut seen = rustc_hash::FxHashSet::default();
        for reading in readings {
            let outlet = key_of(reading);
            let whole = words::line(&reading.page.text);
            if !seen.insert(mix(outlet ^ whole)) {
                continue;
            }
            let mut own: Vec<u64> = own_lines(reading).map(|(_, hash)| hash).collect();
            own.sort_unstable();
            own.dedup();
            for line in own {
                *lines.entry(mix(outlet ^ line)).or_default() += 1;
            }
        }
        lines.retain(|_, n| *n >= FURNITURE_TEXTS);
        Furniture { lines }
    }

    fn has(&self, outlet: u64, line: u64) -> bool {
        self.lines.contains_key(&mix(outlet ^ line))
    }
}

fn key_of(reading: &Reading) -> u64 {
    source_of(reading).map_or(1, words::line)
}

/// The lines outside of noise, with their hashes; lines without words are left out.
fn own_lines(reading: &Reading) -> impl Iterator<Item = (&str, u64)> {
    let text = reading.page.text.as_str();
    reading
        .page
        .readable()
        .into_iter()
        .flat_map(move |span| span.of(text).split('\n'))
        .map(|line| (line, words::line(line)))
        .filter(|(_, hash)| *hash != 0)
}

impl Furniture {
    /// A report's own words: noise and furniture taken away.
    pub fn own_words(&self, reading: &Reading) -> Vec<Word> {
        let outlet = key_of(reading);
        let (mut kept, mut left_out) = (Vec::new(), Vec::new());
        for (line, hash) in own_lines(reading) {
            let to = if self.has(outlet, hash) { &mut left_out } else { &mut kept };
            words::words(line, |w| to.push(w));
        }
        if kept.len() * 100 < (kept.len() + left_out.len()) * LEAST_LEFT_PER_CENT {
            kept.clear();
            for (line, _) in own_lines(reading) {
                words::words(line, |w| kept.push(w));
            }
        }
        kept
    }
}

impl Body {
    /// Measures a report.
    pub fn of(reading: &Reading, furniture: &Furniture, tables: &Tables) -> Self {
        Body::of_words(&furniture.own_words(reading), tables)
    }

    fn of_words(words: &[Word], tables: &Tables) -> Self {
        let is_number = |w: &Word| w.digit || tables.number_words.contains(&w.hash);
        let all: Vec<u64> = words.iter().map(|w| w.hash).collect();
        let content: Vec<u64> =
            all.iter().copied().filter(|h| !tables.function_words.contains(h)).collect();
        let numbers: Vec<u64> = words.iter().filter(|w| is_number(w)).map(|w| w.hash).collect();
        let facts = words.iter().filter(|w| is_number(w) || (w.capital && !w.opens));
        Body {
            all: if all.is_empty() { 0 } else { chain(&all) },
            words: words.len(),
            pairs: words::set(content.windows(2).map(chain).collect()),
            sample: words::set(
                content.windows(3).map(chain).filter(|h| mix(*h).is_multiple_of(4)).collect(),
            ),
            facts: words::set(facts.map(|w| w.hash).collect()),
            numbers: words::set(numbers),
            grammar: (all.len() - content.len()) * 1000 / all.len().max(1),
        }
    }
}
