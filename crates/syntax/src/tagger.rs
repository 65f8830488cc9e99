//! Parts of speech: a greedy linear tagger over joint universal and Penn tags.

use rustc_hash::FxHashMap;

use crate::error::Error;
use crate::forms::Form;
use crate::hash;
use crate::labels::{self, Tag};
use crate::linear::{Linear, MOST_LABELS, Scores, Weights};
use crate::model::Reader;
#[cfg(any(test, feature = "train"))]
use crate::model::Writer;

/// More features than any word has.
const MOST_FEATURES: usize = 48;

/// The tag before the first word.
const NO_TAG: u64 = 200;

/// What is known of words before they are seen in a sentence.
#[derive(Clone, Default, Debug)]
pub(crate) struct Lexicon {
    /// By [`Form::word`]: which set of tags the word has.
    pub classes: FxHashMap<u64, u32>,
    /// By [`Form::exact`]: the tag of a frequent word that always has the same.
    pub certain: FxHashMap<u64, u8>,
}

/// A tagger with its weights.
#[derive(Clone, Debug)]
pub(crate) struct Tagger<W> {
    pub weights: W,
    pub lexicon: Lexicon,
    pub tags: Vec<Tag>,
}

/// What the features of a tag are made of.
#[derive(Clone, Copy, Default)]
struct Cue {
    form: Form,
    class: u64,
}

/// Scratch space of the tagger.
#[derive(Default)]
pub(crate) struct Cues(Vec<Cue>);

impl Lexicon {
    fn class(&self, form: &Form) -> u64 {
        self.classes.get(&form.word).map_or(1_000_000 + form.flags, |&class| u64::from(class))
    }

    /// Describes the words of a sentence.
    pub(crate) fn cues(&self, forms: &[Form], cues: &mut Cues) {
        cues.0.clear();
        cues.0.extend(forms.iter().map(|form| Cue { form: *form, class: self.class(form) }));
    }
}

/// Feature rows of word `i` after the tags `last` and `before_last`.
pub(crate) fn features(
    cues: &Cues,
    i: usize,
    last: u64,
    before_last: u64,
    mask: u64,
    out: &mut Rows,
) {
    let cues = &cues.0;
    let none = Cue { form: Form { word: 7, ..Form::default() }, class: 0 };
    let at = |i: usize| cues.get(i).copied().unwrap_or(none);
    let here = cues[i];
    let left = if i > 0 { cues[i - 1] } else { none };
    let left2 = if i > 1 { cues[i - 2] } else { none };
    let (right, right2) = (at(i + 1), at(i + 2));
    let (a, l, r) = (&here.form, &left.form, &right.form);
    let pair = hash::pair;
    out.length = 0;
    let mut add = |value: u64| {
        let salted = value ^ ((out.length as u64 + 1) << 57) ^ ((out.length as u64) << 33);
        out.rows[out.length] = ((hash::mix(salted) >> 13) & mask) as u32;
        out.length += 1;
    };
    add(0);
    add(a.word);
    add(a.exact);
    for suffix in a.suffixes {
        add(suffix);
    }
    for prefix in a.prefixes {
        add(prefix);
    }
    add(a.shape);
    add(pair(a.flags, u64::from(i == 0)));
    add(last);
    add(pair(last, before_last));
    add(pair(last, a.word));
    add(pair(last, here.class));
    add(here.class);
    add(pair(pair(last, before_last), here.class));
    add(l.word);
    add(left2.form.word);
    add(r.word);
    add(right2.form.word);
    add(pair(l.word, a.word));
    add(pair(a.word, r.word));
    add(right.class);
    add(right2.class);
    add(pair(right.class, here.class));
    add(pair(right.class, right2.class));
    add(pair(last, right.class));
    add(r.suffixes[2]);
    add(r.suffixes[1]);
    add(l.suffixes[2]);
    add(pair(a.suffixes[2], last));
    add(pair(a.suffixes[1], right.class));
    add(pair(l.word, r.word));
    add(pair(a.word, right.class));
    add(pair(a.shape, r.shape));
    add(pair(pair(l.flags, a.flags), r.flags));
    add(pair(a.flags, last));
    add(pair(a.word, before_last));
    add(pair(a.word, right2.form.word));
}

/// Feature rows of one decision.
pub(crate) struct Rows {
    rows: [u32; MOST_FEATURES],
    length: usize,
}

impl Default for Rows {
    fn default() -> Self {
        Rows { rows: [0; MOST_FEATURES], length: 0 }
    }
}

impl Rows {
    /// The rows.
    pub(crate) fn as_slice(&self) -> &[u32] {
        &self.rows[..self.length]
    }
}

/// The best of the first `labels` scores; the first of equals.
pub(crate) fn best(scores: &Scores, labels: usize) -> usize {
    let mut best = 0;
    for label in 1..labels.min(MOST_LABELS) {
        if scores[label] > scores[best] {
            best = label;
        }
    }
    best
}

impl<W: Weights> Tagger<W> {
    /// The tags of a sentence, as indices into [`Tagger::tags`].
    pub(crate) fn tag(&self, forms: &[Form], cues: &mut Cues, out: &mut Vec<u8>) {
        self.lexicon.cues(forms, cues);
        let (mut last, mut before_last) = (NO_TAG, NO_TAG);
        let (mut rows, mut scores) = (Rows::default(), [0; MOST_LABELS]);
        out.clear();
        for (i, form) in forms.iter().enumerate() {
            let tag = match self.lexicon.certain.get(&form.exact) {
                Some(&tag) => tag,
                None => {
                    features(cues, i, last, before_last, self.weights.mask(), &mut rows);
                    self.weights.score(rows.as_slice(), &mut scores);
                    best(&scores, self.tags.len()) as u8
                }
            };
            out.push(tag);
            (before_last, last) = (last, u64::from(tag));
        }
    }
}

/// Tags of the two words before word `i`, as features take them.
#[cfg(any(test, feature = "train"))]
pub(crate) fn history(tags: &[u8]) -> (u64, u64) {
    let back = |k: usize| tags.len().checked_sub(k).map_or(NO_TAG, |at| u64::from(tags[at]));
    (back(1), back(2))
}

impl Tagger<Linear> {
    /// Writes the tagger.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn write(&self, out: &mut Writer) {
        let names: Vec<String> = self.tags.iter().map(|tag| tag.name()).collect();
        out.bytes(names.join("\n").as_bytes());
        let mut classes: Vec<(u64, u32)> =
            self.lexicon.classes.iter().map(|(&word, &class)| (word, class)).collect();
        classes.sort_unstable();
        out.bytes(&classes.iter().flat_map(|c| c.0.to_le_bytes()).collect::<Vec<u8>>());
        out.bytes(&classes.iter().flat_map(|c| (c.1 as u16).to_le_bytes()).collect::<Vec<u8>>());
        let mut certain: Vec<(u64, u8)> =
            self.lexicon.certain.iter().map(|(&word, &tag)| (word, tag)).collect();
        certain.sort_unstable();
        out.bytes(&certain.iter().flat_map(|c| c.0.to_le_bytes()).collect::<Vec<u8>>());
        out.bytes(&certain.iter().map(|c| c.1).collect::<Vec<u8>>());
        self.weights.write(out);
    }

    /// Reads the tagger.
    pub(crate) fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
        let tags = labels::tags(input.text()?)?;
        if tags.is_empty() || tags.len() > MOST_LABELS {
            return Err(Error::new("model", "the number of tags"));
        }
        let words = |bytes: &[u8]| -> Vec<u64> {
            let word = |b: &[u8]| b.iter().rev().fold(0, |all, &byte| all << 8 | u64::from(byte));
            bytes.chunks_exact(8).map(word).collect()
        };
        let keys = words(input.bytes()?);
        let values = input.bytes()?.chunks_exact(2).map(|b| u32::from(b[0]) | u32::from(b[1]) << 8);
        let classes = keys.into_iter().zip(values).collect();
        let keys = words(input.bytes()?);
        let certain: FxHashMap<u64, u8> =
            keys.into_iter().zip(input.bytes()?.iter().copied()).collect();
        if certain.values().any(|&tag| usize::from(tag) >= tags.len()) {
            return Err(Error::new("model", "a word with a tag that does not exist"));
        }
        let weights = Linear::read(input)?;
        Ok(Tagger { weights, lexicon: Lexicon { classes, certain }, tags })
    }
}
