//! Makes the model from treebanks: one call, fixed seeds, the same bytes every time.

mod dense;
pub mod evaluate;
mod graph;
mod lemmas;
mod matrix;
mod network;
mod random;
mod tagger;

use rustc_hash::FxHashMap;

use crate::Parser;
use crate::conllu::Tree;
use crate::error::Error;
use crate::forms::{self, Form};
use crate::graph::Graph;
use crate::labels::{self, Tag};
use crate::lemma::Lemmas;
use crate::linear::Linear;
use crate::model::Writer;
use crate::tagger::Tagger;
use crate::tree::Relation;

/// How to train.
#[derive(Clone, PartialEq, Debug)]
pub struct Options {
    /// Where the random numbers start.
    pub seed: u64,
    /// Times that the tagger sees the treebanks.
    pub tagger_epochs: usize,
    /// Times that the parser sees the treebanks.
    pub parser_epochs: usize,
    /// Feature rows of the tagger, as a power of two.
    pub tagger_bits: u32,
    /// Rows of hashed affixes, as a power of two.
    pub affix_bits: u32,
    /// Width of the network, a multiple of 16.
    pub width: usize,
    /// Layers of the network.
    pub layers: usize,
    /// Share of values that are dropped while the network learns.
    pub drop: f32,
    /// Rate of learning at its highest.
    pub rate: f32,
    /// Parts into which the treebanks are cut so that the parser sees tags as they will be.
    pub folds: usize,
    /// One sentence in so many is seen without its capitals, so that text in one case is read.
    pub fold_case_every: usize,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            seed: 7,
            tagger_epochs: 8,
            parser_epochs: 20,
            tagger_bits: 19,
            affix_bits: 14,
            width: 160,
            layers: 3,
            drop: 0.28,
            rate: 0.003,
            folds: 4,
            fold_case_every: 8,
        }
    }
}

/// A sentence to learn from.
pub(crate) struct Sample {
    pub words: Vec<String>,
    pub lemmas: Vec<String>,
    pub tags: Vec<u8>,
    /// The number of words stands for the root.
    pub heads: Vec<usize>,
    pub relations: Vec<u8>,
    /// As it stands, and without its capitals.
    pub forms: [Vec<Form>; 2],
    /// What the tagger says of each of the two.
    pub predicted: [Vec<u8>; 2],
}

/// All sentences, with the labels that occur in them.
pub(crate) struct Corpus {
    pub samples: Vec<Sample>,
    pub tags: Vec<Tag>,
    pub relations: Vec<Relation>,
}

impl Corpus {
    /// From treebanks; sentences without a tree are left out.
    pub(crate) fn new(trees: &[Tree]) -> Result<Corpus, Error> {
        let mut corpus = Corpus { samples: Vec::new(), tags: Vec::new(), relations: Vec::new() };
        let mut tag_ids: FxHashMap<Tag, u8> = FxHashMap::default();
        let mut relation_ids: FxHashMap<Relation, u8> = FxHashMap::default();
        for (number, tree) in trees.iter().enumerate() {
            let n = tree.words.len();
            if n == 0 || tree.words.iter().any(|word| word.head.is_none()) {
                continue;
            }
            let wrong =
                |what: &str| Error::new(format!("sentence {}", number + 1), what.to_string());
            let (mut tags, mut relations) = (Vec::new(), Vec::new());
            for word in &tree.words {
                let name = format!("{}/{}", word.upos, word.xpos);
                let tag = Tag::read(&name).ok_or_else(|| wrong(&format!("unknown tag {name}")))?;
                let relation = labels::relation(&word.relation)
                    .ok_or_else(|| wrong(&format!("unknown relation {}", word.relation)))?;
                tags.push(*tag_ids.entry(tag).or_insert_with(|| {
                    corpus.tags.push(tag);
                    (corpus.tags.len() - 1) as u8
                }));
                relations.push(*relation_ids.entry(relation).or_insert_with(|| {
                    corpus.relations.push(relation);
                    (corpus.relations.len() - 1) as u8
                }));
            }
            let words: Vec<String> = tree.words.iter().map(|word| word.form.clone()).collect();
            let mut buffer = String::new();
            let natural = forms::is_one_case(words.iter());
            let forms = [natural, true].map(|folded| {
                words.iter().map(|word| Form::of(word, folded, &mut buffer)).collect::<Vec<_>>()
            });
            let heads =
                tree.words.iter().map(|w| w.head.map_or(n, |h| h.checked_sub(1).unwrap_or(n)));
            corpus.samples.push(Sample {
                heads: heads.collect(),
                lemmas: tree.words.iter().map(|word| word.lemma.clone()).collect(),
                predicted: [tags.clone(), tags.clone()],
                words,
                tags,
                relations,
                forms,
            });
        }
        if corpus.samples.is_empty() {
            return Err(Error::new("the treebanks", "no sentence with a tree"));
        }
        Ok(corpus)
    }
}

/// Trains on `trees` and gives the model file. `say` hears how it goes, figures on `dev` among it:
/// they change nothing. `keep` sees the model as it is after every third round.
pub fn train(
    trees: &[Tree],
    dev: &[Tree],
    options: &Options,
    say: &mut dyn FnMut(&str),
    keep: &mut dyn FnMut(&[u8]),
) -> Result<Vec<u8>, Error> {
    let mut corpus = Corpus::new(trees)?;
    let words: usize = corpus.samples.iter().map(|s| s.words.len()).sum();
    say(&format!("{} sentences, {words} words", corpus.samples.len()));
    let lemmas = lemmas::train(&corpus)?;
    say("lemmas done");
    tagger::jackknife(&mut corpus, options, say);
    let tagger = tagger::train(&corpus, options, |_| true);
    say("tagger done");
    let mut watch = |graph: Graph, say: &mut dyn FnMut(&str)| {
        if let Ok(model) = pack(&tagger, &lemmas, &graph) {
            keep(&model);
        }
        if !dev.is_empty() {
            let parser = Parser::from_parts(tagger.clone(), lemmas.clone(), graph);
            say(&evaluate::trees(&parser, dev).line());
        }
    };
    let graph = graph::train(&corpus, options, say, &mut watch);
    pack(&tagger, &lemmas, &graph)
}

/// The parts as one file.
fn pack(tagger: &Tagger<Linear>, lemmas: &Lemmas, graph: &Graph) -> Result<Vec<u8>, Error> {
    let mut out = Writer::default();
    tagger.write(&mut out);
    lemmas.write(&mut out);
    graph.write(&mut out);
    out.finish().map_err(|error| Error::new("the model", error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conllu;

    const TREEBANK: &str = include_str!("../../tests/tiny.conllu");

    fn options() -> Options {
        Options {
            tagger_bits: 12,
            affix_bits: 8,
            width: 32,
            layers: 2,
            parser_epochs: 100,
            drop: 0.1,
            rate: 0.01,
            ..Options::default()
        }
    }

    #[test]
    fn training_twice_gives_the_same_bytes() {
        let trees =
            conllu::read("tiny.conllu", TREEBANK).expect("the tiny treebank is well-formed");
        let first = train(&trees, &[], &options(), &mut |_| {}, &mut |_| {})
            .expect("the tiny treebank is well-formed");
        let second = train(&trees, &[], &options(), &mut |_| {}, &mut |_| {})
            .expect("the tiny treebank is well-formed");
        assert_eq!(first, second);
        let other = train(&trees, &[], &Options { seed: 8, ..options() }, &mut |_| {}, &mut |_| {})
            .expect("the tiny treebank is well-formed");
        assert_ne!(first, other);
    }

    #[test]
    fn a_tiny_treebank_is_learned() {
        let trees =
            conllu::read("tiny.conllu", TREEBANK).expect("the tiny treebank is well-formed");
        let model = train(&trees, &[], &options(), &mut |_| {}, &mut |_| {})
            .expect("the tiny treebank is well-formed");
        let parser = Parser::from_model(&model).expect("the tiny treebank is well-formed");
        let figures = evaluate::trees(&parser, &trees);
        assert!(figures.las() > 0.9, "{figures:?}");
    }
}
