//! The whole way from text to trees.

use std::fmt;
use std::sync::{Arc, Mutex, OnceLock};

use rashomon_record::Span;

use crate::error::Error;
use crate::forms::{self, Form};
use crate::graph::{self, Graph};
use crate::lemma::Lemmas;
use crate::linear::Linear;
use crate::model::{self, Reader};
use crate::tagger::{Cues, Tagger};
use crate::text::{self, Lists, bounds};
use crate::tree::{Sentence, Token};

/// The model and all that is needed to read text with it.
#[derive(Clone)]
pub struct Parser {
    model: Arc<Model>,
}

/// What was trained, and the lists of the splitter.
pub(crate) struct Model {
    pub hash: u64,
    pub lists: Lists,
    pub tagger: Tagger<Linear>,
    pub lemmas: Lemmas,
    pub graph: Graph,
    /// Scratch space between calls: what is in it changes speed, never results.
    spare: Mutex<Vec<Scratch>>,
}

/// Scratch space for one thread.
#[derive(Default)]
struct Scratch {
    buffer: String,
    forms: Vec<Form>,
    cues: Cues,
    tags: Vec<u8>,
    graph: graph::Scratch,
}

/// Scratch spaces that are kept between calls.
const MOST_SPARE: usize = 64;

const EMBEDDED: &[u8] = include_bytes!("../model/english.model");

impl fmt::Debug for Parser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parser").field("model", &self.model_hash()).finish()
    }
}

impl Parser {
    /// The parser with the model that this crate ships. It is unpacked once in a process.
    ///
    /// # Panics
    ///
    /// Where the shipped model cannot be read, which a test rules out.
    pub fn embedded() -> Self {
        static MODEL: OnceLock<Arc<Model>> = OnceLock::new();
        let model = MODEL.get_or_init(|| match Model::read(EMBEDDED) {
            Ok(model) => Arc::new(model),
            Err(error) => panic!("the model that this program ships is damaged: {error}"),
        });
        Parser { model: Arc::clone(model) }
    }

    /// The parser with a model that the trainer wrote.
    pub fn from_model(file: &[u8]) -> Result<Self, Error> {
        Ok(Parser { model: Arc::new(Model::read(file)?) })
    }

    /// A parser over parts that are being trained.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn from_parts(tagger: Tagger<Linear>, lemmas: Lemmas, graph: Graph) -> Self {
        let (lists, spare) = (Lists::embedded(), Mutex::default());
        Parser { model: Arc::new(Model { hash: 0, lists, tagger, lemmas, graph, spare }) }
    }

    /// Hash of the model, for `made_by`.
    pub fn model_hash(&self) -> String {
        format!("{:016x}", self.model.hash)
    }

    /// Sentences, tokens, tags, lemmas and trees of the parts of `text` that `regions` name
    /// (in order, disjoint). A region's end always ends a sentence. Spans point into `text`.
    ///
    /// A sentence has at most 200 tokens and a token at most about 256 bytes: longer runs are cut.
    pub fn parse(&self, text: &str, regions: &[Span]) -> Vec<Sentence> {
        let (mut scratch, mut words, mut ranges) = (self.model.scratch(), Vec::new(), Vec::new());
        let (mut sentences, mut spans) = (Vec::new(), Vec::new());
        for &region in regions {
            words.clear();
            ranges.clear();
            self.model.lists.words(text, region, &mut words);
            text::split(text, &words, &self.model.lists, &mut ranges);
            for &(start, end) in &ranges {
                spans.clear();
                spans.extend(words[start..end].iter().map(|word| word.span));
                let places = bounds::find(text, &spans);
                if places.is_empty() {
                    sentences.extend(self.model.sentence(
                        |i| spans[i].of(text),
                        &spans,
                        &mut scratch,
                    ));
                    continue;
                }
                let bare = bounds::without(&spans, &places);
                let found = self.model.sentence(|i| bare[i].of(text), &bare, &mut scratch);
                sentences.extend(found.map(|mut sentence| {
                    bounds::put_back(&mut sentence, text, &spans, &places);
                    sentence
                }));
            }
        }
        self.model.put_back(scratch);
        sentences
    }

    /// The tree of a sentence whose words are given. Spans are those of the words with one space
    /// between; a sentence is not cut, however long.
    pub fn parse_tokens(&self, words: &[&str]) -> Sentence {
        let mut at = 0;
        let spans: Vec<Span> = words
            .iter()
            .map(|word| {
                let span = Span::new(at, at + word.len());
                at += word.len() + 1;
                span
            })
            .collect();
        let mut scratch = self.model.scratch();
        let sentence = self.model.sentence(|i| words[i], &spans, &mut scratch);
        self.model.put_back(scratch);
        sentence.unwrap_or(Sentence { span: Span::new(0, 0), tokens: Vec::new() })
    }

    /// Words and sentences without tags and trees: the span of each word, by sentence.
    pub fn split(&self, text: &str, regions: &[Span]) -> Vec<Vec<Span>> {
        let (mut words, mut ranges, mut all) = (Vec::new(), Vec::new(), Vec::new());
        for &region in regions {
            words.clear();
            ranges.clear();
            self.model.lists.words(text, region, &mut words);
            text::split(text, &words, &self.model.lists, &mut ranges);
            all.extend(
                ranges.iter().map(|&(a, b)| words[a..b].iter().map(|word| word.span).collect()),
            );
        }
        all
    }
}

impl Model {
    /// Reads a model file.
    pub(crate) fn read(file: &[u8]) -> Result<Model, Error> {
        let (hash, parts) = model::unpack(file)?;
        let mut input = Reader::new(&parts);
        Model {
            hash,
            lists: Lists::embedded(),
            tagger: Tagger::read(&mut input)?,
            lemmas: Lemmas::read(&mut input)?,
            graph: Graph::read(&mut input)?,
            spare: Mutex::default(),
        }
        .checked()
    }

    /// Whether the parts fit one another.
    fn checked(self) -> Result<Model, Error> {
        if self.graph.tags == self.tagger.tags.len() {
            Ok(self)
        } else {
            Err(Error::new("model", "its tagger and its network know different tags"))
        }
    }

    fn scratch(&self) -> Scratch {
        let spare = self.spare.lock().ok().and_then(|mut spare| spare.pop());
        spare.unwrap_or_default()
    }

    fn put_back(&self, scratch: Scratch) {
        if let Ok(mut spare) = self.spare.lock()
            && spare.len() < MOST_SPARE
        {
            spare.push(scratch);
        }
    }

    /// One sentence; `form` gives its words.
    fn sentence<'t>(
        &self,
        form: impl Fn(usize) -> &'t str,
        spans: &[Span],
        scratch: &mut Scratch,
    ) -> Option<Sentence> {
        let span = spans.first()?.cover(*spans.last()?);
        let folded = forms::is_one_case((0..spans.len()).map(&form));
        scratch.forms.clear();
        for i in 0..spans.len() {
            scratch.forms.push(Form::of(form(i), folded, &mut scratch.buffer));
        }
        self.tagger.tag(&scratch.forms, &mut scratch.cues, &mut scratch.tags);
        self.graph.parse(&scratch.forms, &scratch.tags, &mut scratch.graph);
        let (said, buffer) = (&scratch.graph, &mut scratch.buffer);
        let tokens = (0..spans.len())
            .map(|i| {
                let tag = self.tagger.tags[usize::from(said.tags[i])];
                let (upos, xpos, head) = (tag.upos, tag.xpos, said.heads[i]);
                Token {
                    span: spans[i],
                    upos,
                    xpos,
                    lemma: self.lemmas.lemma(form(i), upos, xpos, folded, i == 0, buffer),
                    head: (head < spans.len()).then_some(head),
                    relation: self.graph.relations[usize::from(said.relations[i])],
                }
            })
            .collect();
        Some(Sentence { span, tokens })
    }
}
