//! Measures a parser on a treebank.

use std::collections::{BTreeMap, BTreeSet};

use rashomon_record::Span;

use crate::conllu::Tree;
use crate::{Parser, Relation};

/// Counts over a treebank.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Figures {
    /// Words.
    pub words: usize,
    /// Universal tags right.
    pub upos: usize,
    /// Penn tags right.
    pub xpos: usize,
    /// Lemmas right.
    pub lemma: usize,
    /// Heads right.
    pub heads: usize,
    /// Heads and relations (without subtypes) right.
    pub arcs: usize,
    /// By relation: in the treebank, said, both with the right head.
    pub relations: BTreeMap<String, [usize; 3]>,
    /// How often one relation stands in the treebank where another was said, by (treebank, said).
    pub confusions: BTreeMap<(String, String), usize>,
    /// Wrong lemmas of words whose tags are right: (tag, form, in the treebank, said).
    pub lemmas: BTreeMap<(String, String, String, String), usize>,
}

impl Figures {
    fn share(&self, count: usize) -> f64 {
        count as f64 / self.words.max(1) as f64
    }

    /// Labelled attachment, subtypes aside.
    pub fn las(&self) -> f64 {
        self.share(self.arcs)
    }

    /// F1 of a relation, 0 to 1.
    pub fn f1(&self, relation: &str) -> f64 {
        let [gold, said, both] = self.relations.get(relation).copied().unwrap_or_default();
        2.0 * both as f64 / (gold + said).max(1) as f64
    }

    /// One line: tags, lemmas, trees, and the relations that carry who did what.
    pub fn line(&self) -> String {
        let percent = |count| 100.0 * self.share(count);
        let f1 = |relation| 100.0 * self.f1(relation);
        format!(
            "UPOS {:.2} XPOS {:.2} lemma {:.2} UAS {:.2} LAS {:.2} nsubj {:.1} obj {:.1} ccomp {:.1}",
            percent(self.upos),
            percent(self.xpos),
            percent(self.lemma),
            percent(self.heads),
            percent(self.arcs),
            f1("nsubj"),
            f1("obj"),
            f1("ccomp"),
        )
    }

    /// A table of relations with counts and F1, and the commonest confusions, as Markdown.
    pub fn tables(&self) -> String {
        let mut out = String::from("| relation | in the treebank | F1 |\n|---|---|---|\n");
        let mut rows: Vec<(&String, &[usize; 3])> = self.relations.iter().collect();
        rows.sort_by_key(|(name, counts)| (std::cmp::Reverse(counts[0]), name.to_string()));
        for (name, counts) in rows.iter().filter(|row| row.1[0] >= 20) {
            out += &format!("| {name} | {} | {:.1} |\n", counts[0], 100.0 * self.f1(name));
        }
        out += "\n| in the treebank | said | times |\n|---|---|---|\n";
        let mut rows: Vec<_> = self.confusions.iter().collect();
        rows.sort_by_key(|(names, count)| (std::cmp::Reverse(**count), (*names).clone()));
        for ((gold, said), count) in rows.into_iter().take(25) {
            out += &format!("| {gold} | {said} | {count} |\n");
        }
        out
    }
}

/// What to do with capitals before measuring.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Case {
    /// Nothing.
    Kept,
    /// All in lower case.
    Lower,
    /// All in capitals.
    Upper,
}

/// Parses the words of `trees` and counts what is right.
pub fn trees(parser: &Parser, trees: &[Tree]) -> Figures {
    trees_in(parser, trees, Case::Kept)
}

/// The same with the words in one case.
pub fn trees_in(parser: &Parser, trees: &[Tree], case: Case) -> Figures {
    let mut figures = Figures::default();
    for tree in trees {
        let words: Vec<String> = tree
            .words
            .iter()
            .map(|word| match case {
                Case::Kept => word.form.clone(),
                Case::Lower => word.form.to_lowercase(),
                Case::Upper => word.form.to_uppercase(),
            })
            .collect();
        let sentence = parser.parse_tokens(&words.iter().map(String::as_str).collect::<Vec<_>>());
        for (gold, said) in tree.words.iter().zip(&sentence.tokens) {
            figures.words += 1;
            figures.upos += usize::from(gold.upos == said.upos.as_str());
            figures.xpos += usize::from(gold.xpos == said.xpos);
            figures.lemma += usize::from(gold.lemma == said.lemma.as_str());
            let tagged = gold.xpos == said.xpos && gold.upos == said.upos.as_str();
            if tagged && gold.lemma != said.lemma.as_str() {
                let said = said.lemma.to_string();
                let key = (gold.xpos.clone(), gold.form.clone(), gold.lemma.clone(), said);
                *figures.lemmas.entry(key).or_default() += 1;
            }
            let head = gold.head == Some(said.head.map_or(0, |head| head + 1));
            let gold_base = gold.relation.split(':').next().unwrap_or_default();
            let same = gold_base == said.relation.base();
            figures.heads += usize::from(head);
            figures.arcs += usize::from(head && same);
            count(&mut figures, &gold.relation, gold_base, said.relation, head);
            if !same {
                let names = (gold_base.to_string(), said.relation.base().to_string());
                *figures.confusions.entry(names).or_default() += 1;
            }
        }
    }
    figures
}

/// How well raw text is cut: F1 of words and of sentences, by their spans, and the words that were
/// cut otherwise (in the treebank, said).
pub fn segmentation(parser: &Parser, trees: &[Tree]) -> (f64, f64, Vec<(String, String)>) {
    let mut counts = [[0usize; 3]; 2];
    let mut differences = Vec::new();
    let paragraphs = trees
        .chunk_by(|_, next| next.comment("newpar").is_none() && next.comment("newdoc").is_none());
    for paragraph in paragraphs {
        let (mut text, mut gold) = (String::new(), Vec::new());
        for tree in paragraph {
            if !text.is_empty() {
                text.push(' ');
            }
            let mut at = text.len();
            text.push_str(tree.comment("text").unwrap_or_default());
            let mut words = Vec::new();
            for word in &tree.words {
                let Some(place) = text[at..].find(&word.form) else { continue };
                words.push(Span::new(at + place, at + place + word.form.len()));
                at += place + word.form.len();
            }
            gold.push(words);
        }
        let said = parser.split(&text, &[Span::new(0, text.len())]);
        let flat = |all: &[Vec<Span>]| all.iter().flatten().copied().collect::<BTreeSet<Span>>();
        let whole = |all: &[Vec<Span>]| -> BTreeSet<Span> {
            all.iter().filter_map(|s| Some(s.first()?.cover(*s.last()?))).collect()
        };
        for (counts, (gold, said)) in
            counts.iter_mut().zip([(flat(&gold), flat(&said)), (whole(&gold), whole(&said))])
        {
            counts[0] += gold.len();
            counts[1] += said.len();
            counts[2] += gold.intersection(&said).count();
        }
        for (kind, gold, said) in
            [("word", flat(&gold), flat(&said)), ("sentence", whole(&gold), whole(&said))]
        {
            for span in gold.difference(&said) {
                let near: Vec<&str> =
                    said.iter().filter(|s| s.overlaps(*span)).map(|s| s.of(&text)).collect();
                differences.push((format!("{kind}: {}", span.of(&text)), near.join(" | ")));
            }
        }
    }
    let f1 = |c: [usize; 3]| 2.0 * c[2] as f64 / (c[0] + c[1]).max(1) as f64;
    (f1(counts[0]), f1(counts[1]), differences)
}

/// Counts a word under its relation and, where that has a subtype, under both.
fn count(figures: &mut Figures, gold: &str, gold_base: &str, said: Relation, head: bool) {
    let names = |full: &str, base: &str| {
        if full == base { vec![base.to_string()] } else { vec![base.to_string(), full.to_string()] }
    };
    let (golds, saids) = (names(gold, gold_base), names(said.as_str(), said.base()));
    for name in &golds {
        let counts = figures.relations.entry(name.clone()).or_default();
        counts[0] += 1;
        counts[2] += usize::from(head && saids.contains(name));
    }
    for name in saids {
        figures.relations.entry(name).or_default()[1] += 1;
    }
}
