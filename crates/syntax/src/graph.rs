//! Trees by scores of all pairs: a small network in whole numbers.
//!
//! Words come in as sums of embedding rows (the word, hashed affixes, shape, tag). Layers of a
//! gated linear recurrence run over the sentence both ways, the first with a window of three
//! words. Behind them a low-rank product scores every head for every word, a small network labels
//! the chosen arcs, and a third part gives the tag.
//!
//! Weights have 8 bits. Their products with 16-bit inputs are summed in 32 bits, where order does
//! not matter. What is done in `f32` (scales, gates) uses only operations that IEEE 754 fixes to
//! the bit, each written once in one order: never a library's `exp`, never a fused product. So all
//! machines agree. `tests/golden.rs` holds the parse of some text to the letter.

use rustc_hash::FxHashMap;

use crate::decode;
use crate::error::Error;
use crate::forms::Form;
use crate::hash;
use crate::labels;
use crate::model::Reader;
#[cfg(any(test, feature = "train"))]
use crate::model::Writer;
use crate::tree::Relation;

/// Hashed rows of a word beside its own: three prefixes, five suffixes, its shape.
pub(crate) const AFFIXES: usize = 9;

/// Distances beyond this are alike.
pub(crate) const FARTHEST: usize = 16;

/// Sentences with more words are cut into pieces of this length, each with a tree of its own whose
/// root hangs on that of the first.
pub(crate) const LONGEST_TREE: usize = 256;

/// Inputs of products are multiplied by this before they are rounded to 16 bits.
const INPUT_UNIT: f32 = 1024.0;

/// The same for the two sides of an arc, which are multiplied with one another.
const ARC_UNIT: f32 = 256.0;

/// The two sides of an arc stay below this, so that their product fits 32 bits.
const ARC_LIMIT: f32 = 4095.0;

/// What the first layer makes of so many words is kept.
const KEPT_WORDS: usize = 2048;

/// Which weight of distance stands for head `j` of word `i` among `n`, where `n` is the root.
pub(crate) fn distance_bucket(i: usize, j: usize, n: usize) -> usize {
    if j == n {
        2 * FARTHEST + 1
    } else if j >= i {
        FARTHEST + (j - i).min(FARTHEST)
    } else {
        FARTHEST - (i - j).min(FARTHEST)
    }
}

/// The hashed rows of a word.
pub(crate) fn affixes(form: &Form, rows: usize) -> [u32; AFFIXES] {
    let [p1, p2, p3] = form.prefixes;
    let [s1, s2, s3, s4, s5] = form.suffixes;
    let all = [p1, p2, p3, s1, s2, s3, s4, s5, form.shape];
    std::array::from_fn(|k| {
        (hash::mix(all[k] ^ ((k as u64 + 1) << 50)) >> 20) as u32 & (rows as u32 - 1)
    })
}

/// e to the `x`, the same bits on every machine.
#[inline]
pub(crate) fn exp(x: f32) -> f32 {
    /// 1.5 · 2²³: added, it rounds to a whole number, which then stands in the low bits.
    const ROUND: f32 = 12_582_912.0;
    let power = (x * std::f32::consts::LOG2_E).clamp(-126.0, 126.0);
    let rounded = power + ROUND;
    let f = power - (rounded - ROUND);
    let part = 1.0
        + f * (std::f32::consts::LN_2
            + f * (0.240_226_5 + f * (0.055_504_11 + f * (0.009_618_13 + f * 0.001_333_36))));
    let whole = rounded.to_bits().wrapping_sub(ROUND.to_bits()).wrapping_add(127);
    f32::from_bits(whole << 23) * part
}

/// 1 / (1 + e^-x).
#[inline]
pub(crate) fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// The sum of products, in eight lanes.
#[inline]
pub(crate) fn product(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0f32; 8];
    for (a, b) in a.chunks_exact(8).zip(b.chunks_exact(8)) {
        for k in 0..8 {
            lanes[k] += a[k] * b[k];
        }
    }
    ((lanes[0] + lanes[4]) + (lanes[1] + lanes[5]))
        + ((lanes[2] + lanes[6]) + (lanes[3] + lanes[7]))
}

/// The factor that brings the root mean square of `x` to one.
#[inline]
pub(crate) fn norm(x: &[f32]) -> f32 {
    1.0 / (product(x, x) / x.len() as f32 + 1e-5).sqrt()
}

/// Rounds to 16 bits.
#[inline]
fn round(x: f32, limit: f32) -> i16 {
    const ROUND: f32 = 12_582_912.0;
    let rounded = x.clamp(-limit, limit) + ROUND;
    rounded.to_bits().wrapping_sub(ROUND.to_bits()) as i16
}

/// Numbers that are multiplied and summed at a time: a loop of this length becomes a few wide
/// instructions (`pmaddwd`) even on the oldest processors.
const CHUNK: usize = 32;

/// The sum of products in whole numbers. On its own, not inlined: so it is compiled well.
#[inline(never)]
fn dot(a: &[i16], b: &[i16]) -> i32 {
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<CHUNK>(), b.as_chunks::<CHUNK>());
    let mut sum = 0;
    for (a, b) in a.iter().zip(b) {
        let mut part = 0;
        for k in 0..CHUNK {
            part += i32::from(a[k]) * i32::from(b[k]);
        }
        sum += part;
    }
    for (a, b) in a_rest.iter().zip(b_rest) {
        sum += i32::from(*a) * i32::from(*b);
    }
    sum
}

/// A matrix with a scale for each of its rows, which are the outputs.
#[derive(Debug, Default)]
pub(crate) struct Matrix {
    inputs: usize,
    weights: Vec<i16>,
    scales: Vec<f32>,
    bias: Vec<f32>,
}

impl Matrix {
    /// From weights in rows of inputs, as training keeps them.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn new(inputs: usize, values: &[f32], bias: Option<&[f32]>) -> Matrix {
        let outputs = values.len() / inputs;
        let mut matrix = Matrix { inputs, ..Matrix::default() };
        for o in 0..outputs {
            let column: Vec<f32> = (0..inputs).map(|k| values[k * outputs + o]).collect();
            let (codes, scale) = codes(&column);
            matrix.weights.extend(codes.into_iter().map(i16::from));
            matrix.scales.push(scale);
        }
        matrix.bias = bias.map_or_else(|| vec![0.0; outputs], <[f32]>::to_vec);
        matrix
    }

    /// The matrix in parts by its inputs, with the same scales; the bias goes with every part.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn split<const N: usize>(&self) -> [Matrix; N] {
        let inputs = self.inputs / N;
        std::array::from_fn(|part| Matrix {
            inputs,
            weights: (0..self.outputs())
                .flat_map(|o| &self.row(o)[part * inputs..(part + 1) * inputs])
                .copied()
                .collect(),
            scales: self.scales.clone(),
            bias: self.bias.clone(),
        })
    }

    fn outputs(&self) -> usize {
        self.scales.len()
    }

    fn row(&self, output: usize) -> &[i16] {
        &self.weights[output * self.inputs..(output + 1) * self.inputs]
    }

    /// For each row of `x` the outputs, in `out`.
    fn apply(&self, x: &[i16], out: &mut Vec<f32>) {
        let rows = x.len() / self.inputs;
        let outputs = self.outputs();
        out.clear();
        out.resize(rows * outputs, 0.0);
        for output in 0..outputs {
            let weights = self.row(output);
            let (scale, bias) = (self.scales[output] / INPUT_UNIT, self.bias[output]);
            for (row, x) in x.chunks_exact(self.inputs).enumerate() {
                out[row * outputs + output] = dot(weights, x) as f32 * scale + bias;
            }
        }
    }

    #[cfg(any(test, feature = "train"))]
    fn write(&self, out: &mut Writer) {
        out.u32(self.inputs as u32);
        out.bytes(&self.weights.iter().map(|w| *w as i8 as u8).collect::<Vec<u8>>());
        write_floats(&self.scales, out);
        write_floats(&self.bias, out);
    }

    fn read(input: &mut Reader<'_>, inputs: usize, outputs: usize) -> Result<Matrix, Error> {
        let matrix = Matrix {
            inputs: input.u32()? as usize,
            weights: input.bytes()?.iter().map(|b| i16::from(*b as i8)).collect(),
            scales: read_floats(input)?,
            bias: read_floats(input)?,
        };
        let fits = matrix.inputs == inputs
            && matrix.outputs() == outputs
            && matrix.bias.len() == outputs
            && matrix.weights.len() == inputs * outputs;
        if fits { Ok(matrix) } else { Err(Error::new("model", "a matrix has the wrong size")) }
    }
}

/// Codes of 8 bits and the scale of one step.
#[cfg(any(test, feature = "train"))]
fn codes(values: &[f32]) -> (Vec<i8>, f32) {
    let largest = values.iter().fold(1e-9_f32, |all, value| all.max(value.abs()));
    let scale = largest / 127.0;
    (values.iter().map(|value| (value / scale).round() as i8).collect(), scale)
}

#[cfg(any(test, feature = "train"))]
fn write_floats(values: &[f32], out: &mut Writer) {
    out.bytes(&values.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<u8>>());
}

fn read_floats(input: &mut Reader<'_>) -> Result<Vec<f32>, Error> {
    let values: Vec<f32> = input
        .bytes()?
        .chunks_exact(4)
        .map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]))
        .collect();
    if values.iter().all(|value| value.is_finite()) {
        Ok(values)
    } else {
        Err(Error::new("model", "a number that is none"))
    }
}

/// Rows of 8-bit codes, each with a scale.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    width: usize,
    codes: Vec<i8>,
    scales: Vec<f32>,
}

impl Rows {
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn new(width: usize, values: &[f32]) -> Rows {
        let mut rows = Rows { width, ..Rows::default() };
        for row in values.chunks_exact(width) {
            let (codes, scale) = codes(row);
            rows.codes.extend(codes);
            rows.scales.push(scale);
        }
        rows
    }

    fn len(&self) -> usize {
        self.scales.len()
    }

    /// Adds a row to `sum`.
    fn add(&self, row: usize, sum: &mut [f32]) {
        let scale = self.scales[row];
        let codes = &self.codes[row * self.width..(row + 1) * self.width];
        for (sum, &code) in sum.iter_mut().zip(codes) {
            *sum += f32::from(code) * scale;
        }
    }

    #[cfg(any(test, feature = "train"))]
    fn write(&self, out: &mut Writer) {
        out.bytes(&self.codes.iter().map(|code| *code as u8).collect::<Vec<u8>>());
        write_floats(&self.scales, out);
    }

    fn read(input: &mut Reader<'_>, width: usize) -> Result<Rows, Error> {
        let codes: Vec<i8> = input.bytes()?.iter().map(|b| *b as i8).collect();
        let rows = Rows { width, codes, scales: read_floats(input)? };
        if rows.codes.len() == rows.len() * width && rows.len() > 0 {
            Ok(rows)
        } else {
            Err(Error::new("model", "rows of the wrong size"))
        }
    }
}

/// The trained network.
#[derive(Debug)]
pub(crate) struct Graph {
    pub relations: Vec<Relation>,
    pub root: u8,
    pub tags: usize,
    pub width: usize,
    /// Rows by [`Form::word`]; 0 is for words that are not known.
    pub vocabulary: FxHashMap<u64, u32>,
    pub words: Rows,
    pub affixes: Rows,
    pub tag_rows: Rows,
    /// The first layer in three parts: the word before, the word, the word after.
    pub window: [Matrix; 3],
    pub layers: Vec<Matrix>,
    pub child: Matrix,
    pub head: Matrix,
    pub root_head: Vec<f32>,
    pub distance: Vec<f32>,
    pub label_child: Matrix,
    pub label_head: Matrix,
    pub label_out: Matrix,
    pub tag_out: Matrix,
}

/// Scratch space, and what the first layer made of words seen before.
#[derive(Default)]
pub(crate) struct Scratch {
    kept: FxHashMap<u64, u32>,
    /// For each kept word its row of the stream.
    kept_stream: Vec<f32>,
    /// For each kept word its part in the gates of the next word, its own and the one before.
    kept_gates: Vec<i32>,
    ids: Vec<u32>,
    sums: Vec<i32>,
    stream: Vec<f32>,
    normal: Vec<i16>,
    gates: Vec<f32>,
    state: Vec<f32>,
    child: Vec<f32>,
    head: Vec<f32>,
    label_child: Vec<f32>,
    label_head: Vec<f32>,
    tag_scores: Vec<f32>,
    whole: Vec<i16>,
    whole_heads: Vec<i16>,
    scores: Vec<i32>,
    hidden: Vec<i16>,
    pub heads: Vec<usize>,
    pub relations: Vec<u8>,
    pub tags: Vec<u8>,
}

impl Graph {
    /// The tree and tags of a sentence, left in `work`; the length stands for the root.
    pub(crate) fn parse(&self, forms: &[Form], tags: &[u8], work: &mut Scratch) {
        let n = forms.len();
        let (mut heads, mut relations, mut said) =
            (Vec::with_capacity(n), Vec::with_capacity(n), Vec::with_capacity(n));
        let mut first_root = None;
        let other = self.relations.iter().position(|r| r.as_str() == "parataxis");
        let other = other.map_or(self.root, |at| at as u8);
        for start in (0..n).step_by(LONGEST_TREE) {
            let end = (start + LONGEST_TREE).min(n);
            self.piece(&forms[start..end], &tags[start..end], work);
            said.extend_from_slice(&work.tags);
            for (i, &head) in work.heads.iter().enumerate() {
                let is_root = head == end - start;
                let (head, relation) = match first_root {
                    _ if !is_root => (start + head, work.relations[i]),
                    None => (n, self.root),
                    Some(root) => (root, other),
                };
                if is_root {
                    first_root.get_or_insert(start + i);
                }
                heads.push(head);
                relations.push(relation);
            }
        }
        (work.heads, work.relations, work.tags) = (heads, relations, said);
    }

    /// The tree of at most [`LONGEST_TREE`] words.
    fn piece(&self, forms: &[Form], tags: &[u8], work: &mut Scratch) {
        self.first_layer(forms, tags, work);
        for matrix in &self.layers {
            self.normalise(work);
            matrix.apply(&work.normal, &mut work.gates);
            self.recur(work);
        }
        self.normalise(work);
        self.child.apply(&work.normal, &mut work.child);
        self.head.apply(&work.normal, &mut work.head);
        self.choose_heads(forms.len(), work);
        self.choose_relations(work);
        self.tag_out.apply(&work.normal, &mut work.tag_scores);
        work.tags.clear();
        work.tags.extend(work.tag_scores.chunks_exact(self.tags).map(|s| best(s, None) as u8));
    }

    /// Embeds the words and runs the first layer.
    fn first_layer(&self, forms: &[Form], tags: &[u8], work: &mut Scratch) {
        let (d, wide) = (self.width, 3 * self.width);
        if work.kept.len() + forms.len() > KEPT_WORDS {
            work.kept.clear();
            work.kept_stream.clear();
            work.kept_gates.clear();
        }
        work.ids.clear();
        for (form, &tag) in forms.iter().zip(tags) {
            let key = hash::pair(form.exact ^ form.word.rotate_left(7), u64::from(tag));
            let id = match work.kept.get(&key) {
                Some(&id) => id,
                None => self.first_sight(form, tag, key, work),
            };
            work.ids.push(id);
        }
        let n = forms.len();
        work.stream.clear();
        work.gates.clear();
        work.gates.resize(n * wide, 0.0);
        let [_, own, _] = &self.window;
        for i in 0..n {
            let id = work.ids[i] as usize;
            work.stream.extend_from_slice(&work.kept_stream[id * d..(id + 1) * d]);
            let part = |i: usize, part: usize| {
                let id = work.ids[i] as usize;
                &work.kept_gates[(id * 3 + part) * wide..][..wide]
            };
            work.sums.clear();
            work.sums.extend_from_slice(part(i, 1));
            let before = i.checked_sub(1).map(|before| part(before, 0));
            let after = (i + 1 < n).then(|| part(i + 1, 2));
            for neighbour in before.into_iter().chain(after) {
                for (sum, value) in work.sums.iter_mut().zip(neighbour) {
                    *sum += value;
                }
            }
            let parameters = own.scales.iter().zip(&own.bias);
            let out = &mut work.gates[i * wide..(i + 1) * wide];
            for ((out, sum), (scale, bias)) in out.iter_mut().zip(&work.sums).zip(parameters) {
                *out = *sum as f32 * (scale / INPUT_UNIT) + bias;
            }
        }
        self.recur(work);
    }

    /// Makes and keeps what the first layer needs of a word.
    fn first_sight(&self, form: &Form, tag: u8, key: u64, work: &mut Scratch) -> u32 {
        let d = self.width;
        let id = work.kept.len() as u32;
        let start = work.kept_stream.len();
        work.kept_stream.resize(start + d, 0.0);
        let sum = &mut work.kept_stream[start..];
        self.words.add(self.vocabulary.get(&form.word).map_or(0, |&row| row as usize), sum);
        for row in affixes(form, self.affixes.len()) {
            self.affixes.add(row as usize, sum);
        }
        self.tag_rows.add(usize::from(tag), sum);
        let factor = norm(sum);
        sum.iter_mut().for_each(|value| *value *= factor);
        let factor = norm(sum) * INPUT_UNIT;
        work.normal.clear();
        work.normal.extend(sum.iter().map(|value| round(value * factor, 32767.0)));
        for matrix in &self.window {
            let rows = matrix.weights.chunks_exact(d);
            work.kept_gates.extend(rows.map(|row| dot(row, &work.normal)));
        }
        work.kept.insert(key, id);
        id
    }

    /// Rounds the normalised stream.
    fn normalise(&self, work: &mut Scratch) {
        work.normal.clear();
        for row in work.stream.chunks_exact(self.width) {
            let factor = norm(row) * INPUT_UNIT;
            work.normal.extend(row.iter().map(|value| round(value * factor, 32767.0)));
        }
    }

    /// Runs the recurrence of a layer both ways, onto the stream.
    fn recur(&self, work: &mut Scratch) {
        let half = self.width / 2;
        let n = work.stream.len() / self.width;
        for gates in work.gates.chunks_exact_mut(3 * half) {
            gates[half..].iter_mut().for_each(|gate| *gate = sigmoid(*gate));
        }
        for direction in 0..2 {
            work.state.clear();
            work.state.resize(half, 0.0);
            for step in 0..n {
                let at = 2 * (if direction == 0 { step } else { n - 1 - step }) + direction;
                let gates = &work.gates[at * 3 * half..][..3 * half];
                let (new, gates) = gates.split_at(half);
                let (forget, open) = gates.split_at(half);
                let out = &mut work.stream[at * half..][..half];
                for k in 0..half {
                    let state = forget[k] * work.state[k] + (1.0 - forget[k]) * new[k];
                    work.state[k] = state;
                    out[k] += open[k] * state;
                }
            }
        }
    }

    /// Scores all arcs and takes the best tree.
    fn choose_heads(&self, n: usize, work: &mut Scratch) {
        let rank = self.root_head.len();
        let whole = |value: &f32| round(value * ARC_UNIT, ARC_LIMIT);
        work.whole.clear();
        work.whole.extend(work.child.iter().map(whole));
        work.whole_heads.clear();
        work.whole_heads.extend(work.head.iter().map(whole));
        work.whole_heads.extend(self.root_head.iter().map(whole));
        let unit = ARC_UNIT * ARC_UNIT * (rank as f32).sqrt();
        let mut distance = [0i32; 2 * FARTHEST + 2];
        for (out, value) in distance.iter_mut().zip(&self.distance) {
            *out = (value * unit) as i32;
        }
        work.scores.clear();
        for (i, child) in work.whole.chunks_exact(rank).enumerate() {
            let scores = work.scores.len();
            let heads = work.whole_heads.chunks_exact(rank);
            work.scores.extend(heads.map(|head| dot(child, head)));
            for (j, score) in work.scores[scores..].iter_mut().enumerate() {
                *score = score.saturating_add(distance[distance_bucket(i, j, n)]);
            }
            work.scores[scores + i] = i32::MIN;
        }
        decode::heads(&work.scores, n, &mut work.heads);
    }

    /// Labels the chosen arcs.
    fn choose_relations(&self, work: &mut Scratch) {
        self.label_child.apply(&work.normal, &mut work.label_child);
        self.label_head.apply(&work.normal, &mut work.label_head);
        let units = self.label_child.outputs();
        let n = work.heads.len();
        work.hidden.clear();
        for (i, &head) in work.heads.iter().enumerate() {
            let child = &work.label_child[i * units..(i + 1) * units];
            // The root's arc has its relation whatever the scores: its head's part is not used.
            let head = &work.label_head[if head < n { head } else { i } * units..][..units];
            work.hidden.extend(
                child.iter().zip(head).map(|(a, b)| round((a + b).max(0.0) * INPUT_UNIT, 32767.0)),
            );
        }
        self.label_out.apply(&work.hidden, &mut work.label_child);
        let labels = self.relations.len();
        work.relations.clear();
        for (scores, &head) in work.label_child.chunks_exact(labels).zip(&work.heads) {
            let root = self.root;
            let relation = if head == n { root } else { best(scores, Some(root)) as u8 };
            work.relations.push(relation);
        }
    }

    /// Writes the network.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn write(&self, out: &mut Writer) {
        let names: Vec<&str> = self.relations.iter().map(|r| r.as_str()).collect();
        out.bytes(names.join("\n").as_bytes());
        out.u32(self.width as u32);
        out.u32(self.tags as u32);
        out.u32(self.layers.len() as u32);
        let mut words: Vec<(u32, u64)> =
            self.vocabulary.iter().map(|(&w, &row)| (row, w)).collect();
        words.sort_unstable();
        out.bytes(&words.iter().flat_map(|w| w.1.to_le_bytes()).collect::<Vec<u8>>());
        for rows in [&self.words, &self.affixes, &self.tag_rows] {
            rows.write(out);
        }
        write_floats(&self.root_head, out);
        write_floats(&self.distance, out);
        let parts = [
            &self.child,
            &self.head,
            &self.label_child,
            &self.label_head,
            &self.label_out,
            &self.tag_out,
        ];
        out.u32(self.label_child.outputs() as u32);
        self.window.iter().chain(&self.layers).chain(parts).for_each(|matrix| matrix.write(out));
    }

    /// Reads the network.
    pub(crate) fn read(input: &mut Reader<'_>) -> Result<Graph, Error> {
        let wrong = |what: &str| Error::new("model", format!("the network: {what}"));
        let relations = labels::relations(input.text()?)?;
        let root = relations.iter().position(|r| r.as_str() == "root");
        let root = root.ok_or_else(|| wrong("no root"))? as u8;
        let width = input.u32()? as usize;
        let tags = input.u32()? as usize;
        let layers = input.u32()? as usize;
        if width == 0 || !width.is_multiple_of(16) || width > 4096 || layers > 16 || tags > 256 {
            return Err(wrong("its sizes"));
        }
        let word = |b: &[u8]| b.iter().rev().fold(0, |all: u64, &byte| all << 8 | u64::from(byte));
        let vocabulary: FxHashMap<u64, u32> =
            input.bytes()?.chunks_exact(8).map(word).zip(1..).collect();
        let words = Rows::read(input, width)?;
        let affixes = Rows::read(input, width)?;
        let tag_rows = Rows::read(input, width)?;
        if words.len() <= vocabulary.len()
            || !affixes.len().is_power_of_two()
            || tag_rows.len() < tags
        {
            return Err(wrong("the number of rows"));
        }
        let root_head = read_floats(input)?;
        let distance = read_floats(input)?;
        if distance.len() != 2 * FARTHEST + 2 || root_head.is_empty() {
            return Err(wrong("distances"));
        }
        let (rank, units) = (root_head.len(), input.u32()? as usize);
        let mut matrix = |inputs, outputs| Matrix::read(input, inputs, outputs);
        Ok(Graph {
            window: [
                matrix(width, 3 * width)?,
                matrix(width, 3 * width)?,
                matrix(width, 3 * width)?,
            ],
            layers: (0..layers).map(|_| matrix(width, 3 * width)).collect::<Result<_, _>>()?,
            child: matrix(width, rank)?,
            head: matrix(width, rank)?,
            label_child: matrix(width, units)?,
            label_head: matrix(width, units)?,
            label_out: matrix(units, relations.len())?,
            tag_out: matrix(width, tags)?,
            relations,
            root,
            tags,
            width,
            vocabulary,
            words,
            affixes,
            tag_rows,
            root_head,
            distance,
        })
    }
}

/// The place of the largest, the first of equals, `without` aside.
fn best(scores: &[f32], without: Option<u8>) -> usize {
    let mut best: Option<usize> = None;
    for (i, &score) in scores.iter().enumerate() {
        if without.is_none_or(|w| usize::from(w) != i) && best.is_none_or(|b| score > scores[b]) {
            best = Some(i);
        }
    }
    best.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_and_sigmoid_are_close() {
        for i in -400..400 {
            let x = i as f32 / 20.0;
            assert!((exp(x) / x.exp() - 1.0).abs() < 1e-5, "{x}");
            assert!((sigmoid(x) - 1.0 / (1.0 + (-x).exp())).abs() < 1e-5, "{x}");
        }
    }

    #[test]
    fn rounding_is_to_the_nearest_within_limits() {
        for (x, expected) in [(1.4, 1), (-1.6, -2), (1e9, 300), (-1e9, -300), (0.0, 0)] {
            assert_eq!(round(x, 300.0), expected);
        }
    }

    #[test]
    fn a_matrix_gives_nearly_its_products() {
        // Two inputs, two outputs, as training keeps them: rows of inputs.
        let matrix = Matrix::new(2, &[1.0, -0.5, 0.25, 2.0], Some(&[0.5, 0.0]));
        let mut out = Vec::new();
        matrix.apply(&[1024, 2048], &mut out);
        assert!((out[0] - 2.0).abs() < 0.02 && (out[1] - 3.5).abs() < 0.02, "{out:?}");
    }
}
