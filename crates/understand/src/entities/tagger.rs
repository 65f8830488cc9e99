//! A small tagger of names: a linear chain over words, weights trained from an openly licensed
//! treebank of names (see `models/names.md`).
//!
//! It looks at forms, affixes, capitals, parts of speech, neighbours and what the tables know of
//! a word; never at the tree. Weights are whole numbers, so that scores are the same to the
//! bit everywhere. [`super::train`] makes the model, and is its only other user.

use rustc_hash::FxHashMap;

use super::words::Row;

/// What a name is the name of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum NameType {
    /// A person.
    Person,
    /// An organisation or group.
    Organization,
    /// A place or country.
    Location,
    /// Anything else: nationalities, works, products, events.
    Other,
}

/// Number of labels: outside, and begin and inside of each type.
pub(crate) const LABELS: usize = 9;
/// The label of words outside of names.
pub(crate) const OUTSIDE: usize = 0;

/// The label of a name's first word.
pub(crate) fn begin(t: NameType) -> usize {
    1 + 2 * t as usize
}

/// The type of a label, and whether it begins a name.
pub(crate) fn read_label(label: usize) -> Option<(NameType, bool)> {
    let types = [NameType::Person, NameType::Organization, NameType::Location, NameType::Other];
    let index = label.checked_sub(1)?;
    Some((*types.get(index / 2)?, index % 2 == 0))
}

/// Whether `next` may follow `label`: an inside needs its own type before it.
pub(crate) fn may_follow(label: Option<usize>, next: usize) -> bool {
    match read_label(next) {
        Some((t, false)) => label.and_then(read_label).is_some_and(|(before, _)| before == t),
        _ => true,
    }
}

/// A name as a range of words of the row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Tagged {
    /// First word.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Type.
    pub kind: NameType,
    /// By how much it beats reading its words as no name, per word.
    pub margin: i32,
}

/// The weights.
#[derive(Debug, Default)]
pub(crate) struct Model {
    weights: FxHashMap<u32, [i8; LABELS]>,
    /// `[before][label]`; the last row is the start of a sentence.
    pub transitions: [[i32; LABELS]; LABELS + 1],
}

const MAGIC: &[u8; 8] = b"RSHNAME1";

impl Model {
    /// Reads a model file; a damaged one gives an empty model.
    pub fn read(bytes: &[u8]) -> Model {
        Self::parse(bytes).unwrap_or_default()
    }

    fn parse(bytes: &[u8]) -> Option<Model> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let mut take = |n: usize| -> Option<&[u8]> {
            let (head, tail) = rest.split_at_checked(n)?;
            rest = tail;
            Some(head)
        };
        let mut model = Model::default();
        for row in &mut model.transitions {
            for cell in row {
                *cell = i32::from(i16::from_le_bytes(take(2)?.try_into().ok()?));
            }
        }
        let count = u32::from_le_bytes(take(4)?.try_into().ok()?);
        let mut key = 0u32;
        for _ in 0..count {
            let mut gap = 0u32;
            for shift in (0..35).step_by(7) {
                let byte = take(1)?[0];
                gap |= u32::from(byte & 0x7f).checked_shl(shift)?;
                if byte & 0x80 == 0 {
                    break;
                }
            }
            key = key.checked_add(gap)?;
            let mut row = [0i8; LABELS];
            for (cell, byte) in row.iter_mut().zip(take(LABELS)?) {
                *cell = i8::from_le_bytes([*byte]);
            }
            model.weights.insert(key, row);
        }
        Some(model)
    }

    /// Writes a model file. `weights` need not be sorted.
    pub fn write(
        transitions: &[[i16; LABELS]; LABELS + 1],
        mut weights: Vec<(u32, [i8; LABELS])>,
    ) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        for cell in transitions.iter().flatten() {
            out.extend(cell.to_le_bytes());
        }
        weights.sort_unstable();
        out.extend((weights.len() as u32).to_le_bytes());
        let mut before = 0;
        for (key, row) in weights {
            let mut gap = key - before;
            before = key;
            while gap >= 0x80 {
                out.push((gap & 0x7f) as u8 | 0x80);
                gap >>= 7;
            }
            out.push(gap as u8);
            out.extend(row.iter().map(|w| w.to_le_bytes()[0]));
        }
        out
    }

    /// The names of a row, in order of place.
    pub fn names(&self, row: &Row<'_>, known: &[u64]) -> Vec<Tagged> {
        let mut names = Vec::new();
        if self.weights.is_empty() {
            return names;
        }
        let mut keys = Vec::with_capacity(80);
        for s in 0..row.sentences.len() {
            let range = row.sentences[s].clone();
            let mut scores = Vec::with_capacity(range.len());
            for i in range.clone() {
                keys.clear();
                features(row, known, s, i, &mut keys);
                let mut sum = [0i32; LABELS];
                for key in &keys {
                    if let Some(w) = self.weights.get(key) {
                        for (s, w) in sum.iter_mut().zip(w) {
                            *s += i32::from(*w);
                        }
                    }
                }
                scores.push(sum);
            }
            let labels = self.best(&scores);
            let mut at = 0;
            while at < labels.len() {
                let Some((kind, _)) = read_label(labels[at]) else {
                    at += 1;
                    continue;
                };
                let start = at;
                at += 1;
                while at < labels.len() && read_label(labels[at]) == Some((kind, false)) {
                    at += 1;
                }
                let margin: i32 =
                    (start..at).map(|i| scores[i][labels[i]] - scores[i][OUTSIDE]).sum();
                names.push(Tagged {
                    start: range.start + start,
                    end: range.start + at,
                    kind,
                    margin: margin / (at - start) as i32,
                });
            }
        }
        names
    }

    /// The best row of labels (Viterbi); ties go to the smaller label.
    fn best(&self, scores: &[[i32; LABELS]]) -> Vec<usize> {
        const NEVER: i32 = i32::MIN / 4;
        let Some(first) = scores.first() else { return Vec::new() };
        let mut now = [NEVER; LABELS];
        for (label, score) in now.iter_mut().enumerate() {
            if may_follow(None, label) {
                *score = first[label] + self.transitions[LABELS][label];
            }
        }
        let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(scores.len());
        for here in &scores[1..] {
            let mut next = [NEVER; LABELS];
            let mut from = [0u8; LABELS];
            for label in 0..LABELS {
                for (before, score) in now.iter().enumerate() {
                    if !may_follow(Some(before), label) {
                        continue;
                    }
                    let total = score + self.transitions[before][label] + here[label];
                    if total > next[label] {
                        next[label] = total;
                        from[label] = before as u8;
                    }
                }
            }
            // Sums stay small however long the sentence.
            let top = next.iter().copied().max().unwrap_or(0);
            for score in &mut next {
                *score = (*score - top).max(NEVER);
            }
            now = next;
            back.push(from);
        }
        let mut label = (0..LABELS).max_by_key(|&l| (now[l], LABELS - l)).unwrap_or(OUTSIDE);
        let mut labels = vec![label];
        for from in back.iter().rev() {
            label = usize::from(from[label]);
            labels.push(label);
        }
        labels.reverse();
        labels
    }
}

/// Hash of a feature: FNV-1a over template and parts, folded to 32 bits.
struct Key(u64);

impl Key {
    fn new(template: u8) -> Key {
        Key(0xcbf2_9ce4_8422_2325).byte(template)
    }
    fn byte(self, byte: u8) -> Key {
        Key((self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    }
    fn text(self, text: &str) -> Key {
        text.bytes().fold(self, Key::byte).byte(0)
    }
    fn number(self, number: u64) -> Key {
        number.to_le_bytes().into_iter().fold(self, Key::byte)
    }
    fn done(self) -> u32 {
        (self.0 ^ (self.0 >> 32)) as u32
    }
}

/// What a word looks like: runs of capitals, small letters, digits; at most one of each in a row.
fn shape(form: &str, long: bool) -> String {
    let mut out = String::new();
    let mut last = (' ', 0);
    for c in form.chars().take(24) {
        let s = if c.is_uppercase() {
            'X'
        } else if c.is_alphabetic() {
            'x'
        } else if c.is_numeric() {
            '9'
        } else {
            c
        };
        last = if last.0 == s { (s, last.1 + 1) } else { (s, 1) };
        if last.1 <= if long { 4 } else { 1 } {
            out.push(s);
        }
    }
    out
}

fn head(s: &str, n: usize) -> &str {
    s.char_indices().nth(n).map_or(s, |(i, _)| &s[..i])
}

fn tail(s: &str, n: usize) -> &str {
    s.char_indices().rev().nth(n - 1).map_or(s, |(i, _)| &s[i..])
}

/// The features of word `i` in sentence `s`. `known` are bits of what lexicon and
/// gazetteer know, one for each word of the row.
pub(crate) fn features(row: &Row<'_>, known: &[u64], s: usize, i: usize, keys: &mut Vec<u32>) {
    let range = &row.sentences[s];
    let case = row.case[s];
    let mode = case as u8;
    let place = |offset: isize| -> Option<usize> {
        let at = i.checked_add_signed(offset)?;
        range.contains(&at).then_some(at)
    };
    let lower = |offset: isize| -> &str {
        place(offset)
            .map_or(if offset < 0 { "<s>" } else { "</s>" }, |p| row.pieces[p].lower.as_str())
    };
    let form = |offset: isize| -> &str { place(offset).map_or("", |p| row.pieces[p].form) };
    let bits = |offset: isize| -> u64 {
        place(offset).map_or(1 << 63, |p| known.get(p).copied().unwrap_or(0))
    };
    let w: [&str; 5] = [lower(-2), lower(-1), lower(0), lower(1), lower(2)];
    let b: [u64; 5] = [bits(-2), bits(-1), bits(0), bits(1), bits(2)];
    let shapes: [String; 5] = [
        shape(form(-2), false),
        shape(form(-1), false),
        shape(form(0), false),
        shape(form(1), false),
        shape(form(2), false),
    ];
    let here = &row.pieces[i];
    let mut add = |key: Key| keys.push(key.done());

    add(Key::new(1));
    add(Key::new(2).byte(mode));
    for (t, word) in w.iter().enumerate() {
        add(Key::new(10 + t as u8).text(word));
    }
    add(Key::new(16).text(w[1]).text(w[2]));
    add(Key::new(17).text(w[2]).text(w[3]));
    add(Key::new(18).text(w[0]).text(w[1]));
    add(Key::new(19).text(w[3]).text(w[4]));
    for n in 1..=4 {
        add(Key::new(20 + n as u8).text(head(w[2], n)));
        add(Key::new(25 + n as u8).text(tail(w[2], n)));
    }
    add(Key::new(30).text(tail(w[1], 3)));
    add(Key::new(31).text(tail(w[3], 3)));
    // Capitals mean little where everything or nothing has them, hence the mode.
    for (t, shape) in shapes.iter().enumerate() {
        add(Key::new(40 + t as u8).byte(mode).text(shape));
    }
    let first = u8::from(here.first);
    add(Key::new(45).byte(mode).byte(first).text(&shapes[2]));
    add(Key::new(46).byte(mode).text(&shape(form(0), true)));
    add(Key::new(47).byte(mode).text(&shapes[1]).text(&shapes[2]));
    add(Key::new(48).byte(mode).text(&shapes[2]).text(&shapes[3]));
    add(Key::new(49).byte(mode).text(&shapes[1]).text(&shapes[2]).text(&shapes[3]));
    add(Key::new(50).byte(mode).text(w[1]).text(&shapes[2]));
    add(Key::new(51).byte(mode).text(w[3]).text(&shapes[2]));
    add(Key::new(52).byte(mode).text(w[0]).text(w[1]).text(&shapes[2]));
    for (t, bits) in b.iter().enumerate() {
        let mut left = *bits;
        while left != 0 {
            let bit = left.trailing_zeros() as u8;
            left &= left - 1;
            add(Key::new(60 + t as u8).byte(bit));
            if t == 2 {
                add(Key::new(66).byte(bit).byte(mode).byte(first).text(&shapes[2]));
            }
        }
    }
    add(Key::new(70).number(b[1]).number(b[2]));
    add(Key::new(71).number(b[2]).number(b[3]));
    add(Key::new(72).number(b[1]).number(b[2]).number(b[3]));
    add(Key::new(73).number(b[2]).text(w[1]));
    add(Key::new(74).number(b[2]).text(w[3]));
    // Parts of speech, which may be wrong.
    let tag = |offset: isize| -> u8 { place(offset).map_or(99, |p| row.pieces[p].upos as u8) };
    let tags = [tag(-2), tag(-1), tag(0), tag(1), tag(2)];
    for (t, tag) in tags.iter().enumerate() {
        add(Key::new(90 + t as u8).byte(*tag));
    }
    add(Key::new(96).byte(tags[2]).byte(mode).byte(first).text(&shapes[2]));
    add(Key::new(97).byte(tags[1]).byte(tags[2]).byte(tags[3]));
    add(Key::new(98).byte(tags[2]).text(w[1]));
    add(Key::new(99).byte(tags[2]).number(b[2]));
    // How the word stands elsewhere in this text.
    let seen = row.seen.get(&here.lower).copied().unwrap_or_default();
    let (small, capital) = (seen.small > 0, seen.capital > u32::from(here.capital && !here.first));
    let seen = u8::from(small) + 2 * u8::from(capital);
    add(Key::new(80).byte(seen));
    add(Key::new(81).byte(seen).byte(mode).byte(first).text(&shapes[2]));
    // The next word that is no part of the capitals: verbs of saying and the like.
    let after =
        (i + 1..range.end).find(|&p| !row.pieces[p].capital).map(|p| row.pieces[p].lower.as_str());
    if here.capital {
        add(Key::new(82).byte(mode).text(after.unwrap_or("</s>")));
        let before = (range.start..i)
            .rev()
            .find(|&p| !row.pieces[p].capital)
            .map(|p| row.pieces[p].lower.as_str());
        add(Key::new(83).byte(mode).text(before.unwrap_or("<s>")));
        // The last capital of the run: what kind of name it is.
        let last = (i..range.end).take(6).take_while(|&p| row.pieces[p].capital).last();
        if let Some(last) = last.filter(|&l| l > i) {
            add(Key::new(84).text(&row.pieces[last].lower));
            add(Key::new(85).number(bits((last - i) as isize)));
        }
    }
}
