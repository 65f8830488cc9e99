//! Trains the graph parser: batches, Adam, and an average of the last weights.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::network::{Input, Network, Shape, Work};
use super::random::Random;
use super::{Corpus, Options, Sample};
use crate::graph::{self, Graph, Matrix, Rows};

/// Longer sentences are not learned from.
const LONGEST: usize = 160;

/// Words in a batch, about.
const BATCH: usize = 500;

/// Gradients are scaled down to this length.
const STEEPEST: f32 = 2.0;

/// Of the parameters that every batch touches, so much is taken off at each step, times the rate.
const DECAY: f32 = 0.003;

/// How often the average takes a sample.
const AVERAGE_EVERY: usize = 8;

/// Rows by word, most frequent first; row 0 is for words not known.
fn vocabulary(corpus: &Corpus) -> (FxHashMap<u64, u32>, FxHashMap<u64, f32>) {
    let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
    for form in corpus.samples.iter().flat_map(|sample| &sample.forms[0]) {
        *counts.entry(form.word).or_default() += 1;
    }
    let mut common: Vec<(usize, u64)> =
        counts.iter().filter(|entry| *entry.1 >= 2).map(|(&word, &count)| (count, word)).collect();
    common.sort_unstable_by(|a, b| b.cmp(a));
    let rows = common.iter().map(|entry| entry.1).zip(1..).collect();
    (rows, common.iter().map(|&(count, word)| (word, count as f32)).collect())
}

/// How much an arc counts in learning: more where it carries who said or did what.
fn weight(relation: &str) -> f32 {
    match relation {
        "ccomp" => 1.6,
        "nsubj" | "nsubj:pass" | "obj" | "root" | "parataxis" | "advcl" | "acl:relcl" | "xcomp" => {
            1.2
        }
        _ => 1.0,
    }
}

fn input(
    corpus: &Corpus,
    sample: &Sample,
    case: usize,
    affix_rows: usize,
    rows: &FxHashMap<u64, u32>,
    seen: &FxHashMap<u64, f32>,
) -> Input {
    let forms = &sample.forms[case];
    Input {
        words: forms.iter().map(|form| rows.get(&form.word).copied().unwrap_or(0)).collect(),
        seen: forms.iter().map(|form| seen.get(&form.word).copied().unwrap_or(1e9)).collect(),
        affixes: forms.iter().map(|form| graph::affixes(form, affix_rows)).collect(),
        said_tags: sample.predicted[case].clone(),
        tags: sample.tags.clone(),
        heads: sample.heads.clone(),
        relations: sample.relations.clone(),
        weights: sample
            .relations
            .iter()
            .map(|&relation| weight(corpus.relations[usize::from(relation)].as_str()))
            .collect(),
    }
}

/// Adam, with rows of embeddings moved only when they have gradients.
struct Adam {
    first: Vec<f32>,
    second: Vec<f32>,
    /// 0.9 and 0.98 to the number of steps.
    powers: [f32; 2],
}

impl Adam {
    fn step(&mut self, network: &mut Network, work: &mut Work, words: usize, rate: f32) {
        let (dense, width, all) = (network.at.dense, network.shape.width, network.values.len());
        let share = 1.0 / words as f32;
        let steep: f64 = work.gradients[dense..]
            .iter()
            .map(|g| f64::from(g * share) * f64::from(g * share))
            .sum();
        let length = steep.sqrt() as f32;
        let scale = if length > STEEPEST { share * STEEPEST / length } else { share };
        self.powers[0] *= 0.9;
        self.powers[1] *= 0.98;
        let (c1, c2) = (1.0 / (1.0 - self.powers[0]), 1.0 / (1.0 - self.powers[1]));
        let mut range = |range: std::ops::Range<usize>, decay: f32| {
            let values = &mut network.values[range.clone()];
            let gradients = &mut work.gradients[range.clone()];
            let (first, second) = (&mut self.first[range.clone()], &mut self.second[range]);
            for ((value, gradient), (m, v)) in
                values.iter_mut().zip(gradients).zip(first.iter_mut().zip(second))
            {
                let g = *gradient * scale;
                *gradient = 0.0;
                *m = 0.9 * *m + 0.1 * g;
                *v = 0.98 * *v + 0.02 * g * g;
                *value -= rate * (*m * c1 / ((*v * c2).sqrt() + 1e-8) + decay * *value);
            }
        };
        range(dense..all, DECAY);
        for &row in &work.touched {
            let start = row as usize * width;
            range(start..start + width, 0.0);
        }
        work.forget_touched();
    }
}

/// Sees the network in whole numbers, and may say something.
pub(crate) type Watch<'w> = &'w mut dyn FnMut(Graph, &mut dyn FnMut(&str));

/// Trains; `watch` sees the network in whole numbers after some rounds.
pub(crate) fn train(
    corpus: &Corpus,
    options: &Options,
    say: &mut dyn FnMut(&str),
    watch: Watch<'_>,
) -> Graph {
    let (rows, seen) = vocabulary(corpus);
    let affix_rows = 1usize << options.affix_bits;
    let shape = Shape {
        width: options.width,
        layers: options.layers,
        arc: 96,
        label: 96,
        words: rows.len() + 1,
        affix_rows,
        tags: corpus.tags.len(),
        relations: corpus.relations.len(),
    };
    let mut network = Network::new(shape, options.seed);
    let inputs: Vec<[Input; 2]> = corpus
        .samples
        .iter()
        .map(|sample| [0, 1].map(|case| input(corpus, sample, case, affix_rows, &rows, &seen)))
        .collect();
    let mut order: Vec<usize> =
        (0..inputs.len()).filter(|&i| inputs[i][0].len() <= LONGEST).collect();
    let words: usize = order.iter().map(|&i| inputs[i][0].len()).sum();
    let all = (words * options.parser_epochs) as f32;
    say(&format!("network of {} numbers, {} words known", network.values.len(), rows.len()));

    let mut adam = Adam {
        first: vec![0.0; network.values.len()],
        second: vec![0.0; network.values.len()],
        powers: [1.0; 2],
    };
    let mut random = Random::new(options.seed + 2);
    let mut work = Work::default();
    let mut average = network.values.clone();
    let (mut done, mut steps) = (0usize, 0usize);
    for round in 0..options.parser_epochs {
        random.shuffle(&mut order);
        work.losses = [0.0; 3];
        let mut left = order.iter().peekable();
        while left.peek().is_some() {
            let (mut batch, mut size) = (Vec::new(), 0);
            while size < BATCH
                && let Some(&i) = left.next()
            {
                let case = usize::from(random.one_in(options.fold_case_every));
                batch.push(&inputs[i][case]);
                size += inputs[i][case].len();
            }
            network.learn(&batch, options.drop, &mut random, &mut work);
            done += size;
            let share = done as f32 / all;
            let rate = options.rate * (share * 20.0).min(1.0) * (1.0 - share).max(0.02);
            adam.step(&mut network, &mut work, size, rate);
            steps += 1;
            if steps.is_multiple_of(AVERAGE_EVERY) {
                // Over about the last tenth of what was done so far.
                let weight = (AVERAGE_EVERY as f32 * 10.0 / steps as f32).min(1.0);
                for (mean, value) in average.iter_mut().zip(&network.values) {
                    *mean += (value - *mean) * weight;
                }
            }
        }
        let loss = work.losses.map(|loss| (loss / words as f64 * 1000.0).round() / 1000.0);
        say(&format!("round {}: losses {loss:?}", round + 1));
        if (round + 1) % 3 == 0 && round + 1 < options.parser_epochs {
            let mean = Network { values: average.clone(), ..network.clone() };
            watch(pack(&mean, corpus, &rows), say);
        }
    }
    network.values = average;
    pack(&network, corpus, &rows)
}

/// The network in whole numbers.
fn pack(network: &Network, corpus: &Corpus, rows: &FxHashMap<u64, u32>) -> Graph {
    let (shape, at) = (&network.shape, &network.at);
    let part = |range: &std::ops::Range<usize>| &network.values[range.clone()];
    let d = shape.width;
    // The three parts of the window share the scales of their outputs.
    let whole = Matrix::new(3 * d, part(&at.gates[0]), Some(part(&at.gate_bias[0])));
    let root = corpus.relations.iter().position(|r| r.as_str() == "root").unwrap_or(0);
    Graph {
        relations: corpus.relations.clone(),
        root: root as u8,
        tags: shape.tags,
        width: d,
        vocabulary: rows.clone(),
        words: Rows::new(d, part(&at.words)),
        affixes: Rows::new(d, part(&at.affixes)),
        tag_rows: Rows::new(d, part(&at.tags)),
        window: whole.split(),
        layers: (1..shape.layers)
            .map(|l| Matrix::new(d, part(&at.gates[l]), Some(part(&at.gate_bias[l]))))
            .collect(),
        child: Matrix::new(d, part(&at.child), Some(part(&at.child_bias))),
        head: Matrix::new(d, part(&at.head), Some(part(&at.head_bias))),
        root_head: part(&at.root).to_vec(),
        distance: part(&at.distance).to_vec(),
        label_child: Matrix::new(d, part(&at.label_child), Some(part(&at.label_bias))),
        label_head: Matrix::new(d, part(&at.label_head), None),
        label_out: Matrix::new(shape.label, part(&at.label_out), Some(part(&at.label_out_bias))),
        tag_out: Matrix::new(d, part(&at.tag_out), Some(part(&at.tag_out_bias))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gradients agree with differences of the loss.
    #[test]
    fn gradients_are_those_of_the_loss() {
        let shape = Shape {
            width: 16,
            layers: 2,
            arc: 8,
            label: 8,
            words: 6,
            affix_rows: 8,
            tags: 3,
            relations: 4,
        };
        let input = |n: usize, shift: u32| Input {
            words: (0..n as u32).map(|i| (i + shift) % 6).collect(),
            seen: vec![1e9; n],
            affixes: (0..n as u32)
                .map(|i| std::array::from_fn(|k| (i * 3 + k as u32 + shift) % 8))
                .collect(),
            said_tags: (0..n).map(|i| (i % 3) as u8).collect(),
            tags: (0..n).map(|i| ((i + 1) % 3) as u8).collect(),
            heads: (0..n).map(|i| if i == 1 { n } else { 1 }).collect(),
            relations: (0..n).map(|i| (i % 4) as u8).collect(),
            weights: (0..n).map(|i| 1.0 + i as f32 / 8.0).collect(),
        };
        let (a, b) = (input(4, 0), input(6, 2));
        let batch = [&a, &b];
        let loss = |network: &Network| {
            let mut work = Work::default();
            network.learn(&batch, 0.0, &mut Random::new(1), &mut work);
            (work.losses[0] + work.losses[1] + 0.5 * work.losses[2], work.gradients)
        };
        let mut network = Network::new(shape, 3);
        let (_, gradients) = loss(&network);
        let step = 1e-2f32;
        let mut worst = 0.0f64;
        for i in (0..network.values.len()).step_by(7) {
            let value = network.values[i];
            network.values[i] = value + step;
            let up = loss(&network).0;
            network.values[i] = value - step;
            let down = loss(&network).0;
            network.values[i] = value;
            let slope = (up - down) / f64::from(2.0 * step);
            let difference = (slope - f64::from(gradients[i])).abs() / (0.05 + slope.abs());
            worst = worst.max(difference);
        }
        assert!(worst < 0.05, "{worst}");
    }
}
