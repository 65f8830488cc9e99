//! The graph parser while it learns: its parameters, the forward pass, and the gradients by hand.
//!
//! Words come in as sums of embedding rows. Each layer is a gated linear recurrence that runs both
//! ways (the first sees a window of three words); behind the last, a low-rank product scores every
//! pair of word and head, a small network labels the arc, and a third part names the tag. The same
//! network in whole numbers, for reading, is [`crate::graph`].

use std::ops::Range;

use super::matrix::{multiply, transpose};
use super::random::Random;
use crate::graph::{AFFIXES, FARTHEST, distance_bucket, exp, norm, product, sigmoid};

/// Sizes of the network.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Shape {
    /// Width of embeddings and of what flows between layers; half of it for each direction.
    pub width: usize,
    pub layers: usize,
    /// Rank of the product that scores arcs.
    pub arc: usize,
    /// Hidden units of the labels.
    pub label: usize,
    pub words: usize,
    pub affix_rows: usize,
    pub tags: usize,
    pub relations: usize,
}

impl Shape {
    /// Inputs of layer `layer`.
    pub(crate) fn inputs(&self, layer: usize) -> usize {
        if layer == 0 { 3 * self.width } else { self.width }
    }
}

/// Where each block of parameters lies.
#[derive(Clone, Debug, Default)]
pub(crate) struct Blocks {
    pub words: Range<usize>,
    pub affixes: Range<usize>,
    pub tags: Range<usize>,
    /// Where the blocks start that every batch touches.
    pub dense: usize,
    pub gates: Vec<Range<usize>>,
    pub gate_bias: Vec<Range<usize>>,
    pub child: Range<usize>,
    pub child_bias: Range<usize>,
    pub head: Range<usize>,
    pub head_bias: Range<usize>,
    pub root: Range<usize>,
    pub distance: Range<usize>,
    pub label_child: Range<usize>,
    pub label_head: Range<usize>,
    pub label_bias: Range<usize>,
    pub label_out: Range<usize>,
    pub label_out_bias: Range<usize>,
    pub tag_out: Range<usize>,
    pub tag_out_bias: Range<usize>,
}

/// The network.
#[derive(Clone, Debug)]
pub(crate) struct Network {
    pub shape: Shape,
    pub at: Blocks,
    pub values: Vec<f32>,
}

/// A sentence as the network sees it.
#[derive(Clone, Default, Debug)]
pub(crate) struct Input {
    pub words: Vec<u32>,
    /// How often each word was seen: rare ones are sometimes hidden.
    pub seen: Vec<f32>,
    pub affixes: Vec<[u32; AFFIXES]>,
    pub said_tags: Vec<u8>,
    pub tags: Vec<u8>,
    pub heads: Vec<usize>,
    pub relations: Vec<u8>,
    /// How much the arc of each word counts.
    pub weights: Vec<f32>,
}

impl Input {
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }
}

impl Network {
    pub(crate) fn new(shape: Shape, seed: u64) -> Network {
        let mut random = Random::new(seed);
        let mut values: Vec<f32> = Vec::new();
        let mut add = |length: usize, spread: f32| -> Range<usize> {
            let start = values.len();
            values.extend(
                (0..length).map(|_| if spread > 0.0 { random.bell() * spread } else { 0.0 }),
            );
            start..start + length
        };
        let (d, root) = (shape.width, |n: usize| (1.0 / n as f32).sqrt());
        let mut at = Blocks {
            words: add(shape.words * d, 0.1),
            affixes: add(shape.affix_rows * d, 0.1),
            tags: add(shape.tags * d, 0.2),
            ..Blocks::default()
        };
        at.dense = at.tags.end;
        for layer in 0..shape.layers {
            let inputs = shape.inputs(layer);
            at.gates.push(add(inputs * 3 * d, root(inputs)));
            at.gate_bias.push(add(3 * d, 0.0));
        }
        at.child = add(d * shape.arc, root(d));
        at.child_bias = add(shape.arc, 0.0);
        at.head = add(d * shape.arc, root(d));
        at.head_bias = add(shape.arc, 0.0);
        at.root = add(shape.arc, 0.3);
        at.distance = add(2 * FARTHEST + 2, 0.0);
        at.label_child = add(d * shape.label, root(d));
        at.label_head = add(d * shape.label, root(d));
        at.label_bias = add(shape.label, 0.0);
        at.label_out = add(shape.label * shape.relations, root(shape.label));
        at.label_out_bias = add(shape.relations, 0.0);
        at.tag_out = add(d * shape.tags, root(d));
        at.tag_out_bias = add(shape.tags, 0.0);
        // Forget gates start spread out, so that some units look far and some near.
        let half = d / 2;
        for bias in &at.gate_bias {
            for direction in 0..2 {
                for k in 0..half {
                    values[bias.start + direction * 3 * half + half + k] =
                        -1.0 + 3.0 * k as f32 / half as f32;
                }
            }
        }
        Network { shape, at, values }
    }
}

/// Turns scores into probabilities.
fn softmax(scores: &mut [f32]) {
    let largest = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = exp(*score - largest);
        sum += *score;
    }
    for score in scores.iter_mut() {
        *score /= sum;
    }
}

/// Divides each row by its root mean square; gives the factors.
fn normalise(width: usize, x: &[f32], y: &mut Vec<f32>, factors: &mut Vec<f32>) {
    y.clear();
    factors.clear();
    for row in x.chunks_exact(width) {
        let factor = norm(row);
        y.extend(row.iter().map(|v| v * factor));
        factors.push(factor);
    }
}

/// Adds the gradient of [`normalise`] to `dx`.
fn normalise_back(width: usize, y: &[f32], factors: &[f32], dy: &[f32], dx: &mut [f32]) {
    for (i, factor) in factors.iter().enumerate() {
        let row = i * width..(i + 1) * width;
        let (y, dy) = (&y[row.clone()], &dy[row.clone()]);
        let mean = product(y, dy) / width as f32;
        for ((dx, dy), y) in dx[row].iter_mut().zip(dy).zip(y) {
            *dx += factor * (dy - y * mean);
        }
    }
}

/// Sets a share of the values to zero and scales the others up; the mask is kept for the way back.
fn drop_out(values: &mut [f32], mask: &mut Vec<f32>, share: f32, random: &mut Random) {
    let keep = 1.0 / (1.0 - share);
    let limit = (share * 65536.0) as u64;
    mask.clear();
    mask.resize(values.len(), keep);
    for masks in mask.chunks_mut(4) {
        let bits = random.next();
        for (k, mask) in masks.iter_mut().enumerate() {
            if (bits >> (16 * k)) & 0xffff < limit {
                *mask = 0.0;
            }
        }
    }
    times(values, mask);
}

fn times(values: &mut [f32], factors: &[f32]) {
    for (value, factor) in values.iter_mut().zip(factors) {
        *value *= factor;
    }
}

fn zero(values: &mut Vec<f32>, length: usize) {
    values.clear();
    values.resize(length, 0.0);
}

/// What one layer keeps for the way back.
#[derive(Default)]
struct Layer {
    normal: Vec<f32>,
    factors: Vec<f32>,
    input: Vec<f32>,
    mask: Vec<f32>,
    gates: Vec<f32>,
    cells: Vec<f32>,
}

/// Scratch space of a pass, and the gradients that it leaves.
#[derive(Default)]
pub(crate) struct Work {
    pub gradients: Vec<f32>,
    /// Embedding rows (of the width) that have gradients.
    pub touched: Vec<u32>,
    is_touched: Vec<bool>,
    /// Sums of losses: arcs, labels, tags.
    pub losses: [f64; 3],
    layers: Vec<Layer>,
    turned: Vec<f32>,
    stream: Vec<f32>,
    rows: Vec<u32>,
}

impl Work {
    /// Forgets which rows have gradients; they must be zero again.
    pub(crate) fn forget_touched(&mut self) {
        for row in self.touched.drain(..) {
            self.is_touched[row as usize] = false;
        }
    }
}

/// `out = x · weights + bias` over all rows.
fn linear(
    rows: usize,
    x: &[f32],
    weights: &[f32],
    bias: Option<&[f32]>,
    columns: usize,
    out: &mut Vec<f32>,
) {
    out.clear();
    match bias {
        Some(bias) => (0..rows).for_each(|_| out.extend_from_slice(bias)),
        None => out.resize(rows * columns, 0.0),
    }
    multiply(rows, x.len() / rows.max(1), columns, x, weights, out);
}

/// The gradients of [`linear`]: of its weights and bias, and added to `dx`.
#[allow(clippy::too_many_arguments)]
fn linear_back(
    rows: usize,
    x: &[f32],
    values: &[f32],
    weights: &Range<usize>,
    bias: Option<&Range<usize>>,
    d: &[f32],
    gradients: &mut [f32],
    dx: &mut [f32],
    turned: &mut Vec<f32>,
) {
    let inner = x.len() / rows.max(1);
    let columns = d.len() / rows.max(1);
    transpose(rows, inner, x, turned);
    multiply(inner, rows, columns, turned, d, &mut gradients[weights.clone()]);
    if let Some(bias) = bias {
        for line in d.chunks_exact(columns) {
            for (g, d) in gradients[bias.clone()].iter_mut().zip(line) {
                *g += d;
            }
        }
    }
    transpose(inner, columns, &values[weights.clone()], turned);
    multiply(rows, columns, inner, d, turned, dx);
}

/// Where each sentence of a batch starts, with its length.
fn spans(batch: &[&Input]) -> Vec<(usize, usize)> {
    let mut start = 0;
    batch
        .iter()
        .map(|input| {
            start += input.len();
            (start - input.len(), input.len())
        })
        .collect()
}

impl Network {
    /// One pass over a batch, forward and back: adds to the gradients and losses of `work`.
    pub(crate) fn learn(&self, batch: &[&Input], drop: f32, random: &mut Random, work: &mut Work) {
        let (shape, at, p) = (&self.shape, &self.at, &self.values);
        let d = shape.width;
        let spans = spans(batch);
        let total: usize = batch.iter().map(|input| input.len()).sum();
        if work.gradients.len() != p.len() {
            work.gradients = vec![0.0; p.len()];
            work.is_touched = vec![false; at.dense / d + 1];
        }
        work.layers.resize_with(shape.layers, Layer::default);

        // Forward.
        self.embed(batch, random, work);
        let (mut first, mut first_factors, mut first_mask) = (Vec::new(), Vec::new(), Vec::new());
        normalise(d, &work.stream, &mut first, &mut first_factors);
        let mut stream = first.clone();
        drop_out(&mut stream, &mut first_mask, drop, random);
        for l in 0..shape.layers {
            let mut layer = std::mem::take(&mut work.layers[l]);
            self.layer(l, &spans, &mut stream, &mut layer, drop, random);
            work.layers[l] = layer;
        }
        let (mut last, mut last_factors, mut last_mask) = (Vec::new(), Vec::new(), Vec::new());
        normalise(d, &stream, &mut last, &mut last_factors);
        let last_normal = last.clone();
        drop_out(&mut last, &mut last_mask, drop, random);
        let part = |range: &Range<usize>| &p[range.clone()];
        let (mut child, mut head) = (Vec::new(), Vec::new());
        let (mut label_child, mut label_head, mut tag) = (Vec::new(), Vec::new(), Vec::new());
        linear(total, &last, part(&at.child), Some(part(&at.child_bias)), shape.arc, &mut child);
        linear(total, &last, part(&at.head), Some(part(&at.head_bias)), shape.arc, &mut head);
        linear(
            total,
            &last,
            part(&at.label_child),
            Some(part(&at.label_bias)),
            shape.label,
            &mut label_child,
        );
        linear(total, &last, part(&at.label_head), None, shape.label, &mut label_head);
        linear(total, &last, part(&at.tag_out), Some(part(&at.tag_out_bias)), shape.tags, &mut tag);

        // Losses, and their gradients at the heads.
        let (mut d_child, mut d_head) = (vec![0.0; child.len()], vec![0.0; head.len()]);
        for (input, &(start, n)) in batch.iter().zip(&spans) {
            let rows = start * shape.arc..(start + n) * shape.arc;
            self.arcs(
                input,
                &child[rows.clone()],
                &head[rows.clone()],
                &mut d_child[rows.clone()],
                &mut d_head[rows],
                work,
            );
        }
        let (mut d_label_child, mut d_label_head) =
            (vec![0.0; label_child.len()], vec![0.0; label_head.len()]);
        self.labels(
            batch,
            &spans,
            &label_child,
            &label_head,
            &mut d_label_child,
            &mut d_label_head,
            work,
        );
        self.tags(batch, &mut tag, work);

        // Back.
        let mut d_last = vec![0.0; total * d];
        let (g, turned) = (&mut work.gradients, &mut work.turned);
        for (weights, bias, gradient) in [
            (&at.child, Some(&at.child_bias), &d_child),
            (&at.head, Some(&at.head_bias), &d_head),
            (&at.label_child, Some(&at.label_bias), &d_label_child),
            (&at.label_head, None, &d_label_head),
            (&at.tag_out, Some(&at.tag_out_bias), &tag),
        ] {
            linear_back(total, &last, p, weights, bias, gradient, g, &mut d_last, turned);
        }
        times(&mut d_last, &last_mask);
        let mut d_stream = vec![0.0; total * d];
        normalise_back(d, &last_normal, &last_factors, &d_last, &mut d_stream);
        for l in (0..shape.layers).rev() {
            let layer = std::mem::take(&mut work.layers[l]);
            self.layer_back(l, &spans, &layer, &mut d_stream, work);
            work.layers[l] = layer;
        }
        times(&mut d_stream, &first_mask);
        let mut d_sum = vec![0.0; total * d];
        normalise_back(d, &first, &first_factors, &d_stream, &mut d_sum);
        self.embed_back(batch, &d_sum, work);
    }

    /// The rows of a word's embedding.
    fn rows(&self, input: &Input, i: usize, word: u32) -> impl Iterator<Item = usize> {
        let affixes = self.shape.words;
        let tags = affixes + self.shape.affix_rows;
        let tag = tags + usize::from(input.said_tags[i]);
        [word as usize]
            .into_iter()
            .chain(input.affixes[i].map(|row| affixes + row as usize))
            .chain([tag])
    }

    /// Sums embedding rows into the stream; rare words are hidden now and then.
    fn embed(&self, batch: &[&Input], random: &mut Random, work: &mut Work) {
        let d = self.shape.width;
        let total: usize = batch.iter().map(|input| input.len()).sum();
        zero(&mut work.stream, total * d);
        work.rows.clear();
        let mut sums = work.stream.chunks_exact_mut(d);
        for input in batch {
            for i in 0..input.len() {
                let hide = random.share() < 0.5 / (0.5 + input.seen[i]);
                let word = if hide { 0 } else { input.words[i] };
                work.rows.push(word);
                let Some(sum) = sums.next() else { return };
                for row in self.rows(input, i, word) {
                    for (sum, value) in sum.iter_mut().zip(&self.values[row * d..(row + 1) * d]) {
                        *sum += value;
                    }
                }
            }
        }
    }

    fn embed_back(&self, batch: &[&Input], d_sum: &[f32], work: &mut Work) {
        let d = self.shape.width;
        let mut at = 0;
        for input in batch {
            for i in 0..input.len() {
                let gradient = &d_sum[at * d..(at + 1) * d];
                for row in self.rows(input, i, work.rows[at]) {
                    for (g, value) in
                        work.gradients[row * d..(row + 1) * d].iter_mut().zip(gradient)
                    {
                        *g += value;
                    }
                    if !std::mem::replace(&mut work.is_touched[row], true) {
                        work.touched.push(row as u32);
                    }
                }
                at += 1;
            }
        }
    }

    /// One layer, added onto the stream.
    fn layer(
        &self,
        l: usize,
        spans: &[(usize, usize)],
        stream: &mut [f32],
        layer: &mut Layer,
        drop: f32,
        random: &mut Random,
    ) {
        let d = self.shape.width;
        let (half, inputs, total) = (d / 2, self.shape.inputs(l), stream.len() / d);
        normalise(d, stream, &mut layer.normal, &mut layer.factors);
        if inputs == d {
            layer.input.clone_from(&layer.normal);
        } else {
            zero(&mut layer.input, total * inputs);
            window(spans, d, |to, from| {
                layer.input[to..to + d].copy_from_slice(&layer.normal[from..from + d]);
            });
        }
        drop_out(&mut layer.input, &mut layer.mask, drop, random);
        let weights = &self.values[self.at.gates[l].clone()];
        let bias = &self.values[self.at.gate_bias[l].clone()];
        linear(total, &layer.input, weights, Some(bias), 3 * d, &mut layer.gates);
        for gates in layer.gates.chunks_exact_mut(3 * half) {
            gates[half..].iter_mut().for_each(|gate| *gate = sigmoid(*gate));
        }
        zero(&mut layer.cells, total * d);
        let mut state = vec![0.0; half];
        for &(start, n) in spans {
            for direction in 0..2 {
                state.fill(0.0);
                for step in 0..n {
                    let i = start + if direction == 0 { step } else { n - 1 - step };
                    let gates = &layer.gates[(2 * i + direction) * 3 * half..][..3 * half];
                    let cells = &mut layer.cells[(2 * i + direction) * half..][..half];
                    let out = &mut stream[(2 * i + direction) * half..][..half];
                    for k in 0..half {
                        let (new, forget, open) = (gates[k], gates[half + k], gates[2 * half + k]);
                        state[k] = forget * state[k] + (1.0 - forget) * new;
                        cells[k] = state[k];
                        out[k] += open * state[k];
                    }
                }
            }
        }
    }

    fn layer_back(
        &self,
        l: usize,
        spans: &[(usize, usize)],
        layer: &Layer,
        d_stream: &mut [f32],
        work: &mut Work,
    ) {
        let d = self.shape.width;
        let (half, inputs, total) = (d / 2, self.shape.inputs(l), d_stream.len() / d);
        let mut d_gates = vec![0.0; total * 3 * d];
        let mut d_state = vec![0.0; half];
        let nothing = vec![0.0; half];
        for &(start, n) in spans {
            for direction in 0..2 {
                d_state.fill(0.0);
                for step in (0..n).rev() {
                    let place =
                        |step: usize| start + if direction == 0 { step } else { n - 1 - step };
                    let at = 2 * place(step) + direction;
                    let gates = &layer.gates[at * 3 * half..][..3 * half];
                    let cells = &layer.cells[at * half..][..half];
                    let before = match step.checked_sub(1) {
                        Some(step) => &layer.cells[(2 * place(step) + direction) * half..][..half],
                        None => &nothing[..],
                    };
                    let d_out = &d_stream[at * half..][..half];
                    let d_gates = &mut d_gates[at * 3 * half..][..3 * half];
                    for k in 0..half {
                        let (new, forget, open) = (gates[k], gates[half + k], gates[2 * half + k]);
                        d_gates[2 * half + k] = d_out[k] * cells[k] * open * (1.0 - open);
                        let d_cell = d_state[k] + d_out[k] * open;
                        d_gates[k] = d_cell * (1.0 - forget);
                        d_gates[half + k] = d_cell * (before[k] - new) * forget * (1.0 - forget);
                        d_state[k] = d_cell * forget;
                    }
                }
            }
        }
        let mut d_input = vec![0.0; total * inputs];
        linear_back(
            total,
            &layer.input,
            &self.values,
            &self.at.gates[l],
            Some(&self.at.gate_bias[l]),
            &d_gates,
            &mut work.gradients,
            &mut d_input,
            &mut work.turned,
        );
        times(&mut d_input, &layer.mask);
        if inputs == d {
            normalise_back(d, &layer.normal, &layer.factors, &d_input, d_stream);
        } else {
            let mut d_normal = vec![0.0; total * d];
            window(spans, d, |to, from| {
                for k in 0..d {
                    d_normal[from + k] += d_input[to + k];
                }
            });
            normalise_back(d, &layer.normal, &layer.factors, &d_normal, d_stream);
        }
    }

    /// Scores of all arcs of a sentence, their loss, and the gradients of both sides.
    fn arcs(
        &self,
        input: &Input,
        child: &[f32],
        head: &[f32],
        d_child: &mut [f32],
        d_head: &mut [f32],
        work: &mut Work,
    ) {
        let (rank, n) = (self.shape.arc, input.len());
        let scale = 1.0 / (rank as f32).sqrt();
        let distance = self.at.distance.clone();
        // The heads, the root behind them, padded for wide sums.
        let columns = (n + 1).next_multiple_of(8);
        let mut heads = head.to_vec();
        heads.extend_from_slice(&self.values[self.at.root.clone()]);
        heads.resize(columns * rank, 0.0);
        let mut turned = Vec::new();
        transpose(columns, rank, &heads, &mut turned);
        let mut scores = vec![0.0; n * columns];
        multiply(n, rank, columns, child, &turned, &mut scores);
        for (i, scores) in scores.chunks_exact_mut(columns).enumerate() {
            let bucket = |j: usize| distance.start + distance_bucket(i, j, n);
            let (real, padding) = scores.split_at_mut(n + 1);
            for (j, score) in real.iter_mut().enumerate() {
                *score = *score * scale + self.values[bucket(j)];
            }
            real[i] = -1e9;
            softmax(real);
            padding.fill(0.0);
            let (right, weight) = (input.heads[i], input.weights[i]);
            work.losses[0] -= f64::from(weight * real[right].max(1e-9).ln());
            real[right] -= 1.0;
            for (j, score) in real.iter_mut().enumerate() {
                *score *= weight;
                work.gradients[bucket(j)] += *score;
                *score *= scale;
            }
        }
        multiply(n, columns, rank, &scores, &heads, d_child);
        transpose(n, columns, &scores, &mut turned);
        let mut d_heads = vec![0.0; columns * rank];
        multiply(columns, n, rank, &turned, child, &mut d_heads);
        d_head.copy_from_slice(&d_heads[..n * rank]);
        let d_root = &d_heads[n * rank..(n + 1) * rank];
        for (g, value) in work.gradients[self.at.root.clone()].iter_mut().zip(d_root) {
            *g += value;
        }
    }

    /// Labels of the right arcs: loss and gradients.
    #[allow(clippy::too_many_arguments)]
    fn labels(
        &self,
        batch: &[&Input],
        spans: &[(usize, usize)],
        child: &[f32],
        head: &[f32],
        d_child: &mut [f32],
        d_head: &mut [f32],
        work: &mut Work,
    ) {
        let (units, relations) = (self.shape.label, self.shape.relations);
        let total = child.len() / units;
        let heads: Vec<Option<usize>> = batch
            .iter()
            .zip(spans)
            .flat_map(|(input, &(start, n))| {
                input.heads.iter().map(move |&h| (h < n).then_some(start + h))
            })
            .collect();
        let mut hidden = child.to_vec();
        for (row, at) in hidden.chunks_exact_mut(units).zip(&heads) {
            if let Some(at) = at {
                for (value, other) in row.iter_mut().zip(&head[at * units..]) {
                    *value += other;
                }
            }
            row.iter_mut().for_each(|value| *value = value.max(0.0));
        }
        let mut scores = Vec::new();
        let weights = &self.values[self.at.label_out.clone()];
        let bias = &self.values[self.at.label_out_bias.clone()];
        linear(total, &hidden, weights, Some(bias), relations, &mut scores);
        let golds = batch.iter().flat_map(|input| input.relations.iter().zip(&input.weights));
        for (scores, (&gold, &weight)) in scores.chunks_exact_mut(relations).zip(golds) {
            softmax(scores);
            work.losses[1] -= f64::from(weight * scores[usize::from(gold)].max(1e-9).ln());
            scores[usize::from(gold)] -= 1.0;
            scores.iter_mut().for_each(|score| *score *= weight);
        }
        let mut d_hidden = vec![0.0; hidden.len()];
        linear_back(
            total,
            &hidden,
            &self.values,
            &self.at.label_out,
            Some(&self.at.label_out_bias),
            &scores,
            &mut work.gradients,
            &mut d_hidden,
            &mut work.turned,
        );
        for (i, at) in heads.iter().enumerate() {
            for k in 0..units {
                if hidden[i * units + k] > 0.0 {
                    let value = d_hidden[i * units + k];
                    d_child[i * units + k] += value;
                    if let Some(at) = at {
                        d_head[at * units + k] += value;
                    }
                }
            }
        }
    }

    /// Tags: loss; `scores` become gradients, at half weight.
    fn tags(&self, batch: &[&Input], scores: &mut [f32], work: &mut Work) {
        let golds = batch.iter().flat_map(|input| &input.tags);
        for (scores, &gold) in scores.chunks_exact_mut(self.shape.tags).zip(golds) {
            softmax(scores);
            work.losses[2] -= f64::from(scores[usize::from(gold)].max(1e-9)).ln();
            scores[usize::from(gold)] -= 1.0;
            scores.iter_mut().for_each(|score| *score *= 0.5);
        }
    }
}

/// Calls `visit` with where each neighbour of each word goes in the window and where it lies.
fn window(spans: &[(usize, usize)], d: usize, mut visit: impl FnMut(usize, usize)) {
    for &(start, n) in spans {
        for i in 0..n {
            for place in 0..3usize {
                if let Some(j) = (i + place).checked_sub(1).filter(|&j| j < n) {
                    visit((start + i) * 3 * d + place * d, (start + j) * d);
                }
            }
        }
    }
}
