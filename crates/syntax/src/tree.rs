//! What a parse looks like.

use compact_str::CompactString;
use rashomon_record::Span;

/// One sentence with its tree.
#[derive(Clone, PartialEq, Debug)]
pub struct Sentence {
    /// From its first token to its last.
    pub span: Span,
    /// Its words in order; clitics (`n't`, `'s`) are words of their own, as in UD English.
    pub tokens: Vec<Token>,
}

/// One word.
#[derive(Clone, PartialEq, Debug)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn Treebank tag.
    pub xpos: &'static str,
    /// Dictionary form.
    pub lemma: CompactString,
    /// Index of its head in the sentence; `None` for the root.
    pub head: Option<usize>,
    /// Relation to its head.
    pub relation: Relation,
}

impl Sentence {
    /// Indices of the words whose head is `index`, in order.
    pub fn children(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        self.tokens.iter().enumerate().filter(move |(_, t)| t.head == Some(index)).map(|(i, _)| i)
    }

    /// The first child of `index` in one of `relations` (subtypes count: `nsubj` finds `nsubj:pass`).
    pub fn child(&self, index: usize, relations: &[&str]) -> Option<usize> {
        self.children(index).find(|&i| relations.iter().any(|r| self.tokens[i].relation.is(r)))
    }

    /// The root, where there is one.
    pub fn root(&self) -> Option<usize> {
        self.tokens.iter().position(|t| t.head.is_none())
    }

    /// Indices of `index` and all below it, in order; linear in the length of the sentence.
    pub fn subtree(&self, index: usize) -> Vec<usize> {
        let mut found: Vec<usize> =
            self.belongs(index).iter().enumerate().filter(|(_, b)| **b).map(|(i, _)| i).collect();
        if found.is_empty() {
            found.push(index);
        }
        found
    }

    /// For each word whether it is `index` or below it.
    fn belongs(&self, index: usize) -> Vec<bool> {
        let mut known: Vec<Option<bool>> = vec![None; self.tokens.len()];
        if let Some(own) = known.get_mut(index) {
            *own = Some(true);
        }
        let mut path = Vec::new();
        for start in 0..known.len() {
            let mut at = start;
            let answer = loop {
                if let Some(answer) = known[at] {
                    break answer;
                }
                // Until the answer is known, "no": a malformed tree with a loop ends here too.
                known[at] = Some(false);
                path.push(at);
                match self.tokens[at].head.filter(|&head| head < known.len()) {
                    Some(head) => at = head,
                    None => break false,
                }
            };
            for word in path.drain(..) {
                known[word] = Some(answer);
            }
        }
        known.into_iter().map(|answer| answer == Some(true)).collect()
    }

    /// From the first to the last word of the subtree.
    pub fn subtree_span(&self, index: usize) -> Span {
        let belongs = self.belongs(index);
        let own = self.tokens[index].span;
        let mut inside = self.tokens.iter().zip(belongs).filter(|(_, b)| *b).map(|(t, _)| t.span);
        let first = inside.next().unwrap_or(own);
        first.cover(inside.next_back().unwrap_or(first))
    }
}

macro_rules! upos {
    ($($name:ident $code:literal),+ $(,)?) => {
        /// Universal parts of speech.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Upos { $(#[doc = $code] $name),+ }

        impl Upos {
            /// The tag as UD writes it.
            pub fn as_str(self) -> &'static str {
                match self { $(Upos::$name => $code),+ }
            }

            /// The part of speech of a tag.
            pub fn from_tag(tag: &str) -> Option<Upos> {
                match tag { $($code => Some(Upos::$name),)+ _ => None }
            }
        }
    };
}
upos! {
    Adj "ADJ", Adp "ADP", Adv "ADV", Aux "AUX", Cconj "CCONJ", Det "DET", Intj "INTJ", Noun "NOUN",
    Num "NUM", Part "PART", Pron "PRON", Propn "PROPN", Punct "PUNCT", Sconj "SCONJ", Sym "SYM",
    Verb "VERB", X "X",
}

/// A dependency relation of UD English, subtypes included (`nsubj:pass`).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Relation(pub &'static str);

impl Relation {
    /// As UD writes it.
    pub fn as_str(self) -> &'static str {
        self.0
    }

    /// Without its subtype.
    pub fn base(self) -> &'static str {
        self.0.split(':').next().unwrap_or(self.0)
    }

    /// Whether it is `relation`; a relation named without subtype takes all its subtypes.
    pub fn is(self, relation: &str) -> bool {
        if relation.contains(':') { self.0 == relation } else { self.base() == relation }
    }
}
