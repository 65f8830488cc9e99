//! Trains the tagger, and gives the parser tags as they will be when it reads new text.

use rustc_hash::FxHashMap;

use super::dense::Dense;
use super::random::Random;
use super::{Corpus, Options, Sample};
use crate::linear::{Linear, MOST_LABELS, Weights};
use crate::tagger::{self, Cues, Lexicon, Rows, Tagger};

/// Words seen less often have no class of their own.
const KNOWN: u32 = 3;

/// A word is certain when seen this often, with another tag at most three times in a thousand.
const CERTAIN: u32 = 30;

/// A tag must win by this many updates.
const MARGIN: i32 = 5;

fn lexicon<'a>(samples: impl Iterator<Item = &'a Sample>) -> Lexicon {
    let mut words: FxHashMap<u64, FxHashMap<u8, u32>> = FxHashMap::default();
    let mut exact: FxHashMap<u64, FxHashMap<u8, u32>> = FxHashMap::default();
    for sample in samples {
        for (form, &tag) in sample.forms[0].iter().zip(&sample.tags) {
            *words.entry(form.word).or_default().entry(tag).or_default() += 1;
            *exact.entry(form.exact).or_default().entry(tag).or_default() += 1;
        }
    }
    let mut classes: Vec<(u64, Vec<u8>)> = Vec::new();
    for (&word, tags) in &words {
        let total: u32 = tags.values().sum();
        if total < KNOWN {
            continue;
        }
        let mut common: Vec<(u32, u8)> =
            tags.iter().map(|(&tag, &n)| (n, tag)).filter(|t| t.0 * 20 >= total).collect();
        common.sort_unstable_by(|a, b| b.cmp(a));
        common.truncate(3);
        classes.push((word, common.into_iter().map(|t| t.1).collect()));
    }
    classes.sort_unstable();
    let mut ids: FxHashMap<Vec<u8>, u32> = FxHashMap::default();
    let classes = classes
        .into_iter()
        .map(|(word, class)| {
            let next = ids.len() as u32 + 1;
            (word, *ids.entry(class).or_insert(next))
        })
        .collect();
    let certain = exact.into_iter().filter_map(|(word, tags)| {
        let total: u32 = tags.values().sum();
        let (&tag, &most) = tags.iter().max_by_key(|(tag, n)| (**n, **tag))?;
        (total >= CERTAIN && u64::from(most) * 1000 >= u64::from(total) * 997)
            .then_some((word, tag))
    });
    Lexicon { classes, certain: certain.collect() }
}

/// Trains on the sentences whose number `wanted` takes.
pub(crate) fn train(
    corpus: &Corpus,
    options: &Options,
    wanted: impl Fn(usize) -> bool,
) -> Tagger<Linear> {
    let mut order: Vec<usize> = (0..corpus.samples.len()).filter(|&i| wanted(i)).collect();
    let labels = corpus.tags.len();
    let mut tagger = Tagger {
        weights: Dense::new(options.tagger_bits, labels),
        lexicon: lexicon(order.iter().map(|&i| &corpus.samples[i])),
        tags: corpus.tags.clone(),
    };
    let mut random = Random::new(options.seed);
    let (mut cues, mut rows, mut scores) = (Cues::default(), Rows::default(), [0; MOST_LABELS]);
    let mut said: Vec<u8> = Vec::new();
    for _ in 0..options.tagger_epochs {
        random.shuffle(&mut order);
        for &number in &order {
            let sample = &corpus.samples[number];
            let case = usize::from(random.one_in(options.fold_case_every));
            tagger.lexicon.cues(&sample.forms[case], &mut cues);
            tagger.weights.advance();
            said.clear();
            for (i, form) in sample.forms[case].iter().enumerate() {
                if let Some(&tag) = tagger.lexicon.certain.get(&form.exact) {
                    said.push(tag);
                    continue;
                }
                let gold = usize::from(sample.tags[i]);
                let (last, before_last) = tagger::history(&said);
                let mask = tagger.weights.mask();
                tagger::features(&cues, i, last, before_last, mask, &mut rows);
                tagger.weights.score(rows.as_slice(), &mut scores);
                said.push(tagger::best(&scores, labels) as u8);
                let right = scores[gold];
                scores[gold] = i32::MIN;
                let rival = tagger::best(&scores, labels);
                if labels > 1 && scores[rival] + MARGIN > right {
                    tagger.weights.update(rows.as_slice(), gold, rival);
                }
            }
        }
    }
    Tagger { weights: tagger.weights.finish(), lexicon: tagger.lexicon, tags: tagger.tags }
}

/// Fills [`Sample::predicted`]: each part is tagged by a tagger that has not seen it.
pub(crate) fn jackknife(corpus: &mut Corpus, options: &Options, say: &mut dyn FnMut(&str)) {
    let folds = options.folds.max(2);
    let part = |i: usize| (i / 10) % folds;
    let (mut cues, mut tags) = (Cues::default(), Vec::new());
    let (mut right, mut all) = (0usize, 0usize);
    for fold in 0..folds {
        if !(0..corpus.samples.len()).any(|i| part(i) != fold) {
            continue;
        }
        let tagger = train(corpus, options, |i| part(i) != fold);
        for i in (0..corpus.samples.len()).filter(|&i| part(i) == fold) {
            for case in 0..2 {
                let sample = &mut corpus.samples[i];
                tagger.tag(&sample.forms[case], &mut cues, &mut tags);
                sample.predicted[case].clone_from(&tags);
            }
            let sample = &corpus.samples[i];
            all += sample.tags.len();
            right += sample.tags.iter().zip(&sample.predicted[0]).filter(|(a, b)| a == b).count();
        }
        say(&format!(
            "part {} of {folds} tagged, {} of 10,000 right",
            fold + 1,
            right * 10_000 / all.max(1)
        ));
    }
}
