//! Did it happen: the factuality of every event word.
//!
//! Each word that names an event gets a value from what governs it, from the outside in: the embedding
//! verb or noun ("refused to", "plans to", "the threat of"), marks ("if", "whether"), modals, tense,
//! negation, adverbs of doubt, questions, imperatives. A word inside something that did not happen has
//! not happened either. Being said by somebody takes nothing away: who says so is `attributions`.

mod words;

use rashomon_record::{Attribution, Factuality};
use rashomon_syntax::{Sentence, Upos};

use crate::document::{Document, EventWord, Word};
use words::Kind;

pub use words::Words;

/// Every event word, in order.
pub fn find(
    document: &Document<'_>,
    _attributions: &[Attribution],
    words: &Words,
) -> Vec<EventWord> {
    let mut found = Vec::new();
    for (index, sentence) in document.sentences.iter().enumerate() {
        let clause = Clause { document, sentence, index, words };
        let values = clause.values();
        for (token, value) in values.into_iter().enumerate() {
            if clause.names_an_event(token) {
                found.push(EventWord { word: Word { sentence: index, token }, factuality: value });
            }
        }
    }
    found
}

struct Clause<'a> {
    document: &'a Document<'a>,
    sentence: &'a Sentence,
    index: usize,
    words: &'a Words,
}

impl Clause<'_> {
    fn lemma(&self, at: usize) -> String {
        self.document.lemma(Word { sentence: self.index, token: at })
    }

    fn form(&self, at: usize) -> String {
        self.document.form(Word { sentence: self.index, token: at }).to_lowercase()
    }

    fn is(&self, at: usize, relation: &str) -> bool {
        self.sentence.tokens[at].relation.is(relation)
    }

    /// Whether a word names something that can happen.
    fn names_an_event(&self, at: usize) -> bool {
        let token = &self.sentence.tokens[at];
        match token.upos {
            Upos::Verb => !self.is(at, "case") && !self.is(at, "mark") && !self.is(at, "fixed"),
            Upos::Aux => false,
            Upos::Noun => self.words.has(Kind::Event, &self.lemma(at)) || self.predicates(at),
            Upos::Adj | Upos::Adv => self.predicates(at),
            _ => false,
        }
    }

    /// Whether a noun or adjective is a predicate of its own ("was ready").
    fn predicates(&self, at: usize) -> bool {
        self.sentence.child(at, &["cop"]).is_some()
            && self.sentence.child(at, &["nsubj", "csubj", "expl"]).is_some()
    }

    /// A value for every word, heads before what hangs from them. Words of a loop, which no good tree
    /// has, stay `asserted`.
    fn values(&self) -> Vec<Factuality> {
        let tokens = &self.sentence.tokens;
        let mut below: Vec<Vec<usize>> = vec![Vec::new(); tokens.len()];
        let mut todo: Vec<usize> = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            match token.head {
                Some(head) if head < tokens.len() => below[head].push(at),
                _ => todo.push(at),
            }
        }
        let mut values = vec![Factuality::Asserted; tokens.len()];
        let mut negated = vec![false; tokens.len()];
        while let Some(at) = todo.pop() {
            let children = &below[at];
            let from_above = match tokens[at].head.filter(|&h| h < tokens.len()) {
                Some(head) => self.under(at, head, values[head], negated[head], children),
                None => self.of_root(at, children),
            };
            negated[at] = self.is_negated(at, children);
            values[at] = self.own(at, from_above, negated[at], children);
            todo.extend(children);
        }
        values
    }

    /// The value of a sentence's main word before its own modals and negation.
    fn of_root(&self, at: usize, children: &[usize]) -> Factuality {
        let tokens = &self.sentence.tokens;
        let last = tokens
            .iter()
            .rev()
            .map(|t| t.span.of(self.document.text))
            .find(|t| *t != "”" && *t != "\"" && *t != "''");
        if last == Some("?") {
            return Factuality::Questioned;
        }
        let subject = children
            .iter()
            .any(|&c| self.is(c, "nsubj") || self.is(c, "csubj") || self.is(c, "expl"));
        let helped = children.iter().any(|&c| self.is(c, "aux") || self.is(c, "cop"));
        // A bare verb without subject asks for something; headlines have their subject.
        if tokens[at].upos == Upos::Verb && tokens[at].xpos == "VB" && !subject && !helped {
            return Factuality::CalledFor;
        }
        Factuality::Asserted
    }

    /// What the governing word makes of `at`.
    fn under(
        &self,
        at: usize,
        head: usize,
        above: Factuality,
        negated: bool,
        children: &[usize],
    ) -> Factuality {
        let tokens = &self.sentence.tokens;
        let relation = tokens[at].relation.base();
        let mark = children.iter().copied().find(|&c| self.is(c, "mark")).map(|c| self.lemma(c));
        let case = children.iter().copied().find(|&c| self.is(c, "case")).map(|c| self.form(c));
        if relation == "conj" {
            // Two verbs of one clause share what stands before the first, unless the second has its own.
            let own = children.iter().any(|&c| self.is(c, "nsubj") || self.is(c, "aux"));
            return if own { self.outside(head, above) } else { above };
        }
        if mark.as_deref() == Some("without") || case.as_deref() == Some("without") {
            return Factuality::Denied;
        }
        if mark.as_deref() == Some("if") && relation == "advcl" {
            return Factuality::Conditional;
        }
        if let Some(effect) = mark.as_deref().and_then(|m| self.words.effect(Kind::Mark, m))
            && effect.affirmed != Factuality::Asserted
        {
            return effect.affirmed;
        }
        let complement = matches!(relation, "xcomp" | "ccomp" | "csubj");
        let infinitive = children.iter().any(|&c| self.is(c, "mark") && self.form(c) == "to");
        let object = matches!(relation, "obj" | "obl" | "nmod" | "compound");
        let lemma = self.lemma(head);
        let kind = match tokens[head].upos {
            Upos::Verb | Upos::Aux => Kind::Verb,
            Upos::Noun | Upos::Propn => Kind::Noun,
            _ => Kind::Adjective,
        };
        if relation == "ccomp" && mark.as_deref().is_some_and(|m| m == "if" || m == "whether") {
            return Factuality::Questioned;
        }
        let effect = self.words.effect(kind, &lemma).filter(|_| {
            complement
                || relation == "acl" && infinitive
                || relation == "advcl"
                    && infinitive
                    && (kind != Kind::Verb || self.directs(head, &lemma))
                || relation == "obl"
                    && case.as_deref() == Some("for")
                    && matches!(lemma.as_str(), "call" | "ask" | "appeal")
                || relation == "obl" && case.as_deref() == Some("from") && lemma == "prevent"
                || object
                    && self.is_event_noun(at)
                    && governs_nouns(kind, relation, case.as_deref())
        });
        if let Some(effect) = effect {
            let value = if negated { effect.negated } else { effect.affirmed };
            // What a plan within a denial comes to is decided by the outer word.
            return if outranks(above, value) && !negated { above } else { value };
        }
        if infinitive && matches!(relation, "advcl" | "acl") {
            // A purpose has not been reached by being one.
            return if above == Factuality::Asserted { Factuality::Planned } else { above };
        }
        match relation {
            // What is said, and clauses beside the main one, stand by themselves.
            "ccomp" | "parataxis" | "appos" | "acl" | "advcl" | "nsubj" | "dep" | "discourse" => {
                self.outside(head, above)
            }
            "xcomp" => above,
            _ if negated && relation == "obj" && self.is_event_noun(at) => Factuality::Denied,
            _ => {
                if self.is_event_noun(at) && above == Factuality::Denied {
                    Factuality::Asserted
                } else {
                    above
                }
            }
        }
    }

    /// The value around `head`, without what `head`'s own modals and negation made of it: a clause beside
    /// "did not come" is not denied with it.
    fn outside(&self, head: usize, above: Factuality) -> Factuality {
        let children: Vec<usize> = self.sentence.children(head).collect();
        let own = children.iter().any(|&c| self.is(c, "aux") || self.is_negation(c));
        if own && above != Factuality::Questioned { Factuality::Asserted } else { above }
    }

    /// A word's own modals, tense, negation and adverbs over what it got from above.
    fn own(&self, at: usize, above: Factuality, negated: bool, children: &[usize]) -> Factuality {
        let mut value = above;
        for &child in children.iter().filter(|&&c| self.is(c, "aux")) {
            let form = self.form(child);
            let effect = self
                .words
                .effect(Kind::Modal, &form)
                .or_else(|| self.words.effect(Kind::Modal, &self.lemma(child)));
            // "would have been" after a past is no plan; "could have" neither.
            if let Some(effect) =
                effect.filter(|_| value != Factuality::Denied || above != Factuality::Denied)
            {
                value = if outranks(value, effect.affirmed) { value } else { effect.affirmed };
            }
        }
        if self.lemma(at) == "go" && children.iter().any(|&c| self.is(c, "xcomp")) {
            return value;
        }
        for &child in children.iter().filter(|&&c| self.is(c, "advmod")) {
            if let Some(effect) = self
                .words
                .effect(Kind::Adverb, &self.lemma(child))
                .filter(|_| value == Factuality::Asserted)
            {
                value = effect.affirmed;
            }
        }
        if negated {
            value = match value {
                Factuality::Denied => Factuality::Asserted,
                Factuality::Questioned | Factuality::Conditional => value,
                _ => Factuality::Denied,
            };
        }
        value
    }

    fn is_negated(&self, at: usize, children: &[usize]) -> bool {
        let tokens = &self.sentence.tokens;
        children.iter().any(|&c| self.is_negation(c))
            || matches!(tokens[at].upos, Upos::Verb | Upos::Adj)
                && children.iter().any(|&c| {
                    (self.is(c, "nsubj") || self.is(c, "obj"))
                        && (self.words.has(Kind::Negation, &self.lemma(c))
                            || self
                                .sentence
                                .children(c)
                                .any(|d| self.is(d, "det") && self.form(d) == "no"))
                })
    }

    fn is_negation(&self, at: usize) -> bool {
        (self.is(at, "advmod") || self.is(at, "det") || self.is(at, "cc"))
            && (self.words.has(Kind::Negation, &self.lemma(at))
                || self.words.has(Kind::Negation, &self.form(at)))
    }

    /// Whether a verb tells its object what to do ("ordered them to leave").
    fn directs(&self, at: usize, lemma: &str) -> bool {
        let asks = |e: words::Effect| e.affirmed == Factuality::CalledFor;
        self.words.effect(Kind::Verb, lemma).is_some_and(asks)
            && self.sentence.child(at, &["obj"]).is_some()
    }

    fn is_event_noun(&self, at: usize) -> bool {
        self.sentence.tokens[at].upos == Upos::Noun && self.words.has(Kind::Event, &self.lemma(at))
    }
}

/// Whether a noun under a word of the table is what that word decides on: objects of verbs, and what a
/// noun is of or for ("a call for talks").
fn governs_nouns(kind: Kind, relation: &str, case: Option<&str>) -> bool {
    match kind {
        Kind::Verb => relation == "obj",
        Kind::Noun => relation == "nmod" && matches!(case, Some("of" | "for" | "to")),
        _ => false,
    }
}

/// Whether what stands outside decides over what stands inside: the unreal over the less unreal.
fn outranks(outer: Factuality, inner: Factuality) -> bool {
    let rank = |f: Factuality| match f {
        Factuality::Asserted => 0,
        Factuality::Planned => 1,
        Factuality::CalledFor | Factuality::Threatened => 2,
        Factuality::Hypothetical => 3,
        Factuality::Conditional => 4,
        Factuality::Questioned => 5,
        Factuality::Denied => 6,
    };
    rank(outer) > rank(inner) && outer != Factuality::Denied
}
