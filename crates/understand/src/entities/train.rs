//! Training of the tagger of names: conditional likelihood of a linear chain, AdaGrad, one
//! thread, one seed. Only the command `train_names` uses it.

use std::ops::Range;

use rashomon_lexicon::Lexicon;
use rashomon_lexicon::gazetteer::Gazetteer;
use rashomon_record::Span;
use rashomon_syntax::{Parser, Upos};
use rustc_hash::FxHashMap;

use super::names;
use super::tagger::{LABELS, Model, NameType, OUTSIDE, begin, features, may_follow, read_label};
use super::words::Row;
use crate::document::Word;

/// What training is told.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Passes over the data.
    pub epochs: usize,
    /// Step size.
    pub rate: f32,
    /// One feature in this many is left out at random at each step; 0 for none.
    pub dropout: u32,
    /// How often a feature must be seen.
    pub least: u32,
    /// Most features that are kept.
    pub keep: usize,
    /// Seed.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { epochs: 8, rate: 0.05, dropout: 3, least: 3, keep: 120_000, seed: 20240116 }
    }
}

/// What the features are made with.
#[derive(Debug)]
pub struct Trainer {
    /// Parts of speech.
    pub parser: Parser,
    /// Known actors and titles.
    pub lexicon: Lexicon,
    /// Known places.
    pub gazetteer: Gazetteer,
}

/// One sentence: its words with their labels.
type Labelled = Vec<(String, usize)>;

/// Documents of labelled sentences from IOB2 lines (`number, form, label`).
fn read(iob2: &str) -> Vec<Vec<Labelled>> {
    let mut documents: Vec<Vec<Labelled>> = vec![Vec::new()];
    let mut sentence: Labelled = Vec::new();
    for line in iob2.lines().chain([""]) {
        if line.starts_with("# newdoc") && documents.last().is_some_and(|d| !d.is_empty()) {
            documents.push(Vec::new());
        }
        if line.trim().is_empty() {
            if !sentence.is_empty()
                && let Some(document) = documents.last_mut()
            {
                document.push(std::mem::take(&mut sentence));
            }
            continue;
        }
        if line.starts_with('#') {
            continue;
        }
        let mut columns = line.split('\t').skip(1);
        let (Some(form), Some(tag)) = (columns.next(), columns.next()) else { continue };
        let kind = match tag.get(2..) {
            Some("PER") => Some(NameType::Person),
            Some("ORG") => Some(NameType::Organization),
            Some("LOC") => Some(NameType::Location),
            Some("OTH") => Some(NameType::Other),
            _ => None,
        };
        let label = kind.map_or(OUTSIDE, |k| begin(k) + usize::from(tag.starts_with('I')));
        let before = sentence.last().map(|(_, l)| *l);
        let label = if may_follow(before, label) { label } else { label - 1 };
        sentence.push((form.to_string(), label));
    }
    documents
}

/// A sentence ready for training: the indices of the features of each word, and its label.
struct Example {
    words: Vec<Vec<u32>>,
    labels: Vec<usize>,
}

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
    fn below(&mut self, n: u64) -> u64 {
        self.next() % n.max(1)
    }
}

/// Trains a model on IOB2 text and gives its file, and its F1 (in thousandths, all types but
/// `OTH`) on another IOB2 text where one is given.
pub fn train(
    tools: &Trainer,
    iob2: &str,
    test: Option<&str>,
    settings: Settings,
) -> (Vec<u8>, Option<u32>) {
    let mut random = Random(settings.seed);
    let mut documents: Vec<Vec<Labelled>> = Vec::new();
    for document in read(iob2) {
        // Some of it again in capitals and in small letters, for texts that are all of one case.
        for upper in [true, false] {
            if random.below(7) == 0 {
                let turned = |s: &Labelled| -> Labelled {
                    s.iter()
                        .map(|(f, l)| (if upper { f.to_uppercase() } else { f.to_lowercase() }, *l))
                        .collect()
                };
                documents.push(document.iter().map(turned).collect());
            }
        }
        documents.push(document);
    }

    let mut keyed: Vec<(Vec<Vec<u32>>, Vec<usize>)> = Vec::new();
    let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
    for document in &documents {
        each_sentence(tools, document, |row, known, s, range, labels| {
            let mut words = Vec::new();
            for i in range {
                let mut keys = Vec::new();
                features(row, known, s, i, &mut keys);
                for key in &keys {
                    *counts.entry(*key).or_default() += 1;
                }
                words.push(keys);
            }
            keyed.push((words, labels));
        });
    }
    let mut index: FxHashMap<u32, u32> = FxHashMap::default();
    let mut keys = Vec::new();
    let examples: Vec<Example> = keyed
        .into_iter()
        .map(|(words, labels)| Example {
            words: words
                .into_iter()
                .map(|word| {
                    word.into_iter()
                        .filter(|k| counts.get(k).is_some_and(|c| *c >= settings.least))
                        .map(|k| {
                            *index.entry(k).or_insert_with(|| {
                                keys.push(k);
                                keys.len() as u32 - 1
                            })
                        })
                        .collect()
                })
                .collect(),
            labels,
        })
        .collect();

    let mut chain = Chain::new(keys.len());
    let mut order: Vec<usize> = (0..examples.len()).collect();
    for epoch in 0..settings.epochs {
        for i in (1..order.len()).rev() {
            order.swap(i, random.below(i as u64 + 1) as usize);
        }
        // The step shrinks towards the end, so that the last passes settle.
        let rate = settings.rate * (1.0 - 0.9 * epoch as f32 / settings.epochs as f32);
        for &e in &order {
            chain.step(&examples[e], rate, settings.dropout, &mut random);
        }
    }
    let file = chain.file(&keys, settings.keep);
    let model = Model::read(&file);
    let f1 = test.map(|t| score(tools, &model, &read(t)));
    (file, f1)
}

fn each_sentence(
    tools: &Trainer,
    document: &[Labelled],
    mut give: impl FnMut(&Row<'_>, &[u64], usize, Range<usize>, Vec<usize>),
) {
    let mut text = String::new();
    let mut spans: Vec<Vec<(Span, usize)>> = Vec::new();
    for sentence in document {
        let mut row = Vec::new();
        for (form, label) in sentence {
            let start = text.len();
            text.push_str(form);
            row.push((Span::new(start, text.len()), *label));
            text.push(' ');
        }
        spans.push(row);
    }
    let mut row = Row::default();
    let mut labels = Vec::new();
    for (s, sentence) in spans.iter().enumerate() {
        let start = row.pieces.len();
        let forms: Vec<&str> = sentence.iter().map(|(span, _)| span.of(&text)).collect();
        let parsed = tools.parser.parse_tokens(&forms);
        for (t, (span, label)) in sentence.iter().enumerate() {
            let before = row.pieces.len();
            let upos = parsed.tokens.get(t).map_or(Upos::X, |t| t.upos);
            row.cut(*span, &text, Word { sentence: s, token: t }, upos);
            for n in before..row.pieces.len() {
                let inside = read_label(*label).is_some_and(|(_, begins)| begins) && n > before;
                labels.push(*label + usize::from(inside));
            }
        }
        row.close(start);
    }
    row.count();
    let known = names::known_bits(&row, &tools.lexicon, &tools.gazetteer);
    for s in 0..row.sentences.len() {
        let range = row.sentences[s].clone();
        give(&row, &known, s, range.clone(), labels[range].to_vec());
    }
}

/// F1 in thousandths over persons, organisations and places.
fn score(tools: &Trainer, model: &Model, documents: &[Vec<Labelled>]) -> u32 {
    let (mut gold, mut said, mut hit) = (0u32, 0u32, 0u32);
    for document in documents {
        let mut wanted: Vec<(usize, usize, NameType)> = Vec::new();
        let mut found = Vec::new();
        each_sentence(tools, document, |row, known, s, range, labels| {
            if s == 0 {
                found = model.names(row, known);
            }
            let mut i = 0;
            while i < labels.len() {
                if let Some((kind, _)) = read_label(labels[i]) {
                    let start = i;
                    i += 1;
                    while i < labels.len() && read_label(labels[i]) == Some((kind, false)) {
                        i += 1;
                    }
                    wanted.push((range.start + start, range.start + i, kind));
                } else {
                    i += 1;
                }
            }
        });
        wanted.retain(|w| w.2 != NameType::Other);
        let found: Vec<_> = found
            .iter()
            .map(|n| (n.start, n.end, n.kind))
            .filter(|n| n.2 != NameType::Other)
            .collect();
        gold += wanted.len() as u32;
        said += found.len() as u32;
        hit += found.iter().filter(|n| wanted.contains(n)).count() as u32;
    }
    2000 * hit / (gold + said).max(1)
}

/// The weights while they are trained, with the sums of squares that AdaGrad keeps.
struct Chain {
    weights: Vec<[f32; LABELS]>,
    squares: Vec<[f32; LABELS]>,
    transitions: [[f32; LABELS]; LABELS + 1],
    transition_squares: [[f32; LABELS]; LABELS + 1],
}

fn log_sum(values: impl Iterator<Item = f32> + Clone) -> f32 {
    let top = values.clone().fold(f32::NEG_INFINITY, f32::max);
    if top == f32::NEG_INFINITY {
        top
    } else {
        top + values.map(|v| (v - top).exp()).sum::<f32>().ln()
    }
}

impl Chain {
    fn new(features: usize) -> Chain {
        Chain {
            weights: vec![[0.0; LABELS]; features],
            squares: vec![[1e-3; LABELS]; features],
            transitions: [[0.0; LABELS]; LABELS + 1],
            transition_squares: [[1e-3; LABELS]; LABELS + 1],
        }
    }

    /// One step up the likelihood of one sentence.
    fn step(&mut self, example: &Example, rate: f32, dropout: u32, random: &mut Random) {
        let n = example.words.len();
        let mut active: Vec<Vec<u32>> = Vec::with_capacity(n);
        let mut scores = vec![[0f32; LABELS]; n];
        for (word, sum) in example.words.iter().zip(&mut scores) {
            let kept: Vec<u32> = word
                .iter()
                .copied()
                .filter(|_| dropout == 0 || random.below(u64::from(dropout)) != 0)
                .collect();
            for &f in &kept {
                for (s, w) in sum.iter_mut().zip(&self.weights[f as usize]) {
                    *s += w;
                }
            }
            active.push(kept);
        }
        let never = f32::NEG_INFINITY;
        let mut forward = vec![[never; LABELS]; n];
        let mut backward = vec![[0f32; LABELS]; n];
        for label in 0..LABELS {
            if may_follow(None, label) {
                forward[0][label] = scores[0][label] + self.transitions[LABELS][label];
            }
        }
        for i in 1..n {
            for label in 0..LABELS {
                let before = forward[i - 1];
                let total = log_sum(
                    (0..LABELS)
                        .filter(|&b| may_follow(Some(b), label))
                        .map(|b| before[b] + self.transitions[b][label]),
                );
                forward[i][label] = total + scores[i][label];
            }
        }
        for i in (0..n.saturating_sub(1)).rev() {
            for label in 0..LABELS {
                let after = backward[i + 1];
                backward[i][label] = log_sum(
                    (0..LABELS)
                        .filter(|&a| may_follow(Some(label), a))
                        .map(|a| after[a] + self.transitions[label][a] + scores[i + 1][a]),
                );
            }
        }
        let all = log_sum(forward[n - 1].iter().copied());
        let mut pairs = [[0f32; LABELS]; LABELS + 1];
        for i in 0..n {
            let mut gradient = [0f32; LABELS];
            for label in 0..LABELS {
                let expected = (forward[i][label] + backward[i][label] - all).exp();
                gradient[label] = f32::from(u8::from(example.labels[i] == label)) - expected;
            }
            if i == 0 {
                for (p, g) in pairs[LABELS].iter_mut().zip(&gradient) {
                    *p += g;
                }
            } else {
                for before in 0..LABELS {
                    for label in 0..LABELS {
                        if may_follow(Some(before), label) {
                            let score = forward[i - 1][before]
                                + self.transitions[before][label]
                                + scores[i][label]
                                + backward[i][label];
                            pairs[before][label] -= (score - all).exp();
                        }
                    }
                }
                pairs[example.labels[i - 1]][example.labels[i]] += 1.0;
            }
            for &f in &active[i] {
                let (w, q) = (&mut self.weights[f as usize], &mut self.squares[f as usize]);
                for label in 0..LABELS {
                    let g = gradient[label];
                    q[label] += g * g;
                    w[label] += rate * g / q[label].sqrt();
                }
            }
        }
        for (row, pair) in pairs.iter().enumerate() {
            for (label, g) in pair.iter().enumerate() {
                self.transition_squares[row][label] += g * g;
                self.transitions[row][label] +=
                    rate * g / self.transition_squares[row][label].sqrt();
            }
        }
    }

    /// The strongest features as whole numbers.
    fn file(&self, keys: &[u32], keep: usize) -> Vec<u8> {
        let strength = |w: &[f32; LABELS]| w.iter().fold(0f32, |m, x| m.max(x.abs()));
        let mut order: Vec<usize> = (0..keys.len()).collect();
        order.sort_by(|&a, &b| {
            strength(&self.weights[b])
                .total_cmp(&strength(&self.weights[a]))
                .then(keys[a].cmp(&keys[b]))
        });
        order.truncate(keep);
        // A few strong weights are clipped so that the others keep their differences.
        let scale = 40.0;
        let weights = order
            .into_iter()
            .map(|f| {
                let row = self.weights[f].map(|w| (w * scale).round().clamp(-127.0, 127.0) as i8);
                (keys[f], row)
            })
            .filter(|(_, row)| row.iter().any(|w| *w != 0))
            .collect();
        let transitions = self.transitions.map(|row| row.map(|w| (w * scale).round() as i16));
        Model::write(&transitions, weights)
    }
}
