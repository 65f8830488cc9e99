//! From a tree to grammatical slots: who is the subject of a verb through passives, relative
//! clauses, control and coordination, and what stands around a noun.

use rashomon_record::Span;
use rashomon_syntax::{Relation, Sentence, Token, Upos};

use super::rules::Rules;

/// A sentence with what the rules ask of it many times: children, lemmas, depth.
#[derive(Debug)]
pub(crate) struct Tree<'a> {
    pub sentence: &'a Sentence,
    pub text: &'a str,
    children: Vec<Vec<usize>>,
    pub lemmas: Vec<String>,
    pub depth: Vec<usize>,
    /// Heads and relations, with what parsers get wrong beside expressions of time set right.
    heads: Vec<Option<usize>>,
    relations: Vec<Relation>,
}

/// What stands around a trigger, by grammatical slot. Nominal heads, coordination not yet opened.
#[derive(Clone, Debug, Default)]
pub(crate) struct Slots {
    pub subject: Vec<usize>,
    pub object: Vec<usize>,
    pub indirect: Vec<usize>,
    pub possessor: Vec<usize>,
    pub modifier: Vec<usize>,
    /// Preposition and what it governs.
    pub prepositions: Vec<(String, usize)>,
    /// Head of the complement clause.
    pub complement: Option<usize>,
    /// The word on which time, place and negation hang (the verb of a light verb and its noun).
    pub anchor: usize,
    pub passive: bool,
}

const DEEP: usize = 12;

/// Verbs whose infinitive is about their own subject even when they have an object.
const SUBJECT_CONTROL: &[&str] = &["promise", "vow", "threaten", "pledge", "agree", "offer"];

/// Verbs that say of their object what the gerund after it does.
const BLAMING: &[&str] = &[
    "accuse",
    "suspect",
    "charge",
    "convict",
    "blame",
    "acquit",
    "condemn",
    "criticize",
    "criticise",
    "prevent",
    "stop",
    "ban",
    "bar",
    "denounce",
    "prohibit",
    "thank",
    "praise",
];

/// What is issued and then speaks: its participle is about the one who issued it.
const SPEECH: &[&str] = &[
    "declaration",
    "statement",
    "letter",
    "report",
    "resolution",
    "note",
    "communique",
    "message",
    "memo",
    "speech",
    "decree",
    "order",
    "petition",
    "warning",
    "call",
    "law",
    "bill",
    "motion",
    "video",
    "tweet",
];

/// Verbs that a headline leaves without auxiliary only in the passive ("Ten killed in raid").
const SUFFERED: &[&str] = &[
    "kill",
    "wound",
    "injure",
    "arrest",
    "detain",
    "shoot",
    "kidnap",
    "abduct",
    "capture",
    "jail",
    "murder",
    "destroy",
    "release",
    "free",
    "damage",
    "accuse",
    "charge",
    "convict",
    "sentence",
    "expel",
    "hurt",
    "evacuate",
    "displace",
    "find",
    "hold",
    "hang",
    "execute",
    "assassinate",
];

/// Days, months and parts of the day, on which parsers hang what belongs to the verb.
const CALENDAR: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "today",
    "yesterday",
    "tomorrow",
    "morning",
    "afternoon",
    "evening",
    "night",
    "week",
    "month",
    "year",
    "day",
    "weekend",
];

/// Heads and relations with three slips set right: "said on Tuesday that …" (a relative clause of
/// Tuesday), "on Tuesday over the raids" (a phrase of Tuesday), "strikes Friday evening" (strikes
/// as part of the evening).
fn set_right(sentence: &Sentence) -> (Vec<Option<usize>>, Vec<Relation>) {
    let tokens = &sentence.tokens;
    let n = tokens.len();
    let mut heads: Vec<Option<usize>> =
        tokens.iter().enumerate().map(|(i, t)| t.head.filter(|&h| h < n && h != i)).collect();
    let mut relations: Vec<Relation> = tokens.iter().map(|t| t.relation).collect();
    let calendar = |i: usize| {
        let lemma = tokens[i].lemma.as_str().to_lowercase();
        CALENDAR.contains(&lemma.as_str())
            || tokens[i].upos == Upos::Num && i > 0 && {
                let before = tokens[i - 1].lemma.as_str().to_lowercase();
                CALENDAR.contains(&before.as_str())
            }
    };
    for i in 0..n {
        let Some(h) = heads[i].filter(|&h| calendar(h)) else { continue };
        let Some(g) = heads[h] else { continue };
        if g == i || !matches!(tokens[g].upos, Upos::Verb | Upos::Noun) {
            continue;
        }
        let verb = tokens[g].upos == Upos::Verb;
        if verb
            && relations[i].is("acl")
            && i > h
            && matches!(tokens[i].upos, Upos::Verb | Upos::Adj)
        {
            let that = (0..n).find(|&c| {
                heads[c] == Some(i)
                    && c < i
                    && c > h
                    && tokens[c].lemma.eq_ignore_ascii_case("that")
            });
            let subject =
                (0..n).any(|c| heads[c] == Some(i) && relations[c].is("nsubj") && Some(c) != that);
            if let Some(that) = that.filter(|_| subject) {
                (heads[i], relations[i]) = (Some(g), Relation("ccomp"));
                relations[that] = Relation("mark");
            }
        } else if relations[i].is("nmod")
            && i > h
            && (0..n).any(|c| heads[c] == Some(i) && relations[c].is("case"))
        {
            (heads[i], relations[i]) = (Some(g), Relation(if verb { "obl" } else { "nmod" }));
        } else if verb && relations[i].is("compound") && tokens[i].xpos == "NNS" && i > g {
            (heads[i], relations[i]) = (Some(g), Relation("obj"));
        }
    }
    // "The army imposed martial law", read as a participle before its noun: one with a subject of
    // its own is the verb, and the noun its object.
    for i in 0..n {
        let Some(h) = heads[i].filter(|&h| h > i) else { continue };
        let finite = relations[i].is("amod")
            && tokens[i].upos == Upos::Verb
            && (0..i).any(|c| heads[c] == Some(i) && relations[c].is("nsubj"));
        if finite {
            (heads[i], relations[i]) = (heads[h], relations[h]);
            (heads[h], relations[h]) = (Some(i), Relation("obj"));
        }
    }
    (heads, relations)
}

/// Words that count others: "dozens of protesters", "a group of soldiers".
pub(crate) const COUNTERS: &[&str] = &[
    "dozen",
    "hundred",
    "thousand",
    "million",
    "score",
    "number",
    "majority",
    "handful",
    "couple",
    "pair",
    "lot",
    "half",
    "group",
    "some",
    "many",
    "most",
    "several",
    "one",
    "two",
    "three",
    "four",
    "five",
    "none",
    "all",
    "both",
    "part",
    "rest",
    "total",
    "series",
    "ten",
    "dozens",
    "hundreds",
    "thousands",
    "member",
    "round",
    "string",
];

impl<'a> Tree<'a> {
    pub fn new(sentence: &'a Sentence, text: &'a str, rules: &Rules) -> Self {
        let n = sentence.tokens.len();
        let (heads, relations) = set_right(sentence);
        let mut children = vec![Vec::new(); n];
        for (i, head) in heads.iter().enumerate() {
            if let Some(head) = *head {
                children[head].push(i);
            }
        }
        let lemmas = sentence
            .tokens
            .iter()
            .map(|t| {
                let verb = matches!(t.upos, Upos::Verb | Upos::Aux) || t.xpos.starts_with("VB");
                rules.lemma(t.lemma.as_str().to_lowercase(), t.span.of(text), verb)
            })
            .collect();
        let mut depth = vec![usize::MAX; n];
        let mut todo: Vec<(usize, usize)> =
            (0..n).filter(|&i| heads[i].is_none()).map(|i| (i, 0)).collect();
        while let Some((at, d)) = todo.pop() {
            if depth[at] != usize::MAX {
                continue;
            }
            depth[at] = d;
            todo.extend(children[at].iter().map(|&c| (c, d + 1)));
        }
        Tree { sentence, text, children, lemmas, depth, heads, relations }
    }

    pub fn len(&self) -> usize {
        self.sentence.tokens.len()
    }

    pub fn token(&self, i: usize) -> &Token {
        &self.sentence.tokens[i]
    }

    pub fn form(&self, i: usize) -> &'a str {
        self.token(i).span.of(self.text)
    }

    pub fn lemma(&self, i: usize) -> &str {
        &self.lemmas[i]
    }

    pub fn children(&self, i: usize) -> &[usize] {
        &self.children[i]
    }

    pub fn head(&self, i: usize) -> Option<usize> {
        self.heads[i]
    }

    pub fn is(&self, i: usize, relation: &str) -> bool {
        self.relations[i].is(relation)
    }

    /// Its relation to its head.
    pub fn relation(&self, i: usize) -> Relation {
        self.relations[i]
    }

    pub fn any_is(&self, i: usize, relations: &[&str]) -> bool {
        relations.iter().any(|r| self.is(i, r))
    }

    pub fn child(&self, i: usize, relations: &[&str]) -> Option<usize> {
        self.children[i].iter().copied().find(|&c| self.any_is(c, relations))
    }

    pub fn upos(&self, i: usize) -> Upos {
        self.token(i).upos
    }

    pub fn nominal(&self, i: usize) -> bool {
        matches!(self.upos(i), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Sym)
    }

    pub fn verbal(&self, i: usize) -> bool {
        matches!(self.upos(i), Upos::Verb | Upos::Aux)
    }

    /// `i` and all below it, in order; bounded by the sentence.
    pub fn below(&self, i: usize) -> Vec<usize> {
        let mut found = vec![i];
        let mut at = 0;
        while at < found.len() && found.len() <= self.len() {
            found.extend_from_slice(&self.children[found[at]]);
            at += 1;
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Like [`Tree::below`], not going into clauses of their own.
    pub fn phrase(&self, i: usize) -> Vec<usize> {
        let mut found = vec![i];
        let mut at = 0;
        while at < found.len() && found.len() <= self.len() {
            for &c in &self.children[found[at]] {
                if !self.any_is(
                    c,
                    &["acl", "advcl", "ccomp", "parataxis", "csubj", "conj", "punct", "appos"],
                ) {
                    found.push(c);
                }
            }
            at += 1;
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    pub fn span_of(&self, words: &[usize]) -> Span {
        let mut span = Span::new(0, 0);
        for (n, &w) in words.iter().enumerate() {
            span = if n == 0 { self.token(w).span } else { span.cover(self.token(w).span) };
        }
        span
    }

    /// Whether `top` is `i` or above it.
    pub fn under(&self, mut i: usize, top: usize) -> bool {
        for _ in 0..self.len() {
            if i == top {
                return true;
            }
            match self.head(i) {
                Some(h) => i = h,
                None => return false,
            }
        }
        false
    }

    /// The preposition of a nominal: its case words, joined.
    pub fn preposition(&self, i: usize) -> Option<String> {
        let case = self.child(i, &["case"])?;
        let mut word = self.lemma(case).to_string();
        for &c in self.children(case) {
            if self.is(c, "fixed") {
                word.push('_');
                word.push_str(self.lemma(c));
            }
        }
        (word != "'s" && word != "’s" && word != "'").then_some(word)
    }

    /// A relative pronoun's antecedent; anything else is itself.
    fn antecedent(&self, i: usize, clause: usize) -> usize {
        let relative = matches!(self.lemma(i), "who" | "which" | "that" | "whom" | "whose")
            && matches!(self.upos(i), Upos::Pron | Upos::Det | Upos::Sconj);
        if relative && self.is(clause, "acl") {
            return self.head(clause).unwrap_or(i);
        }
        i
    }

    /// Whether a verb is passive, with or without auxiliary.
    pub fn passive(&self, v: usize, deep: usize) -> bool {
        if deep > DEEP {
            return false;
        }
        if self
            .children(v)
            .iter()
            .any(|&c| matches!(self.relation(c).as_str(), "aux:pass" | "nsubj:pass"))
        {
            return true;
        }
        let token = self.token(v);
        let participle = token.xpos == "VBN";
        if !participle && token.xpos != "VBD" {
            return false;
        }
        let has = |r: &[&str]| self.child(v, r).is_some();
        if has(&["aux"]) || has(&["obj"]) {
            return false;
        }
        let relation = self.relation(v);
        if relation.as_str() == "acl:relcl" {
            return false;
        }
        if relation.is("acl") {
            // "Troops clashed with rebels", read as a noun and a participle: the noun is the root.
            let root = self.head(v).is_some_and(|h| {
                self.head(h).is_none()
                    && self.nominal(h)
                    && self.child(h, &["cop", "nsubj", "parataxis"]).is_none()
            });
            let agent = self.prepositions(v).iter().any(|(p, _)| p == "by");
            return !root || agent || SUFFERED.contains(&self.lemma(v));
        }
        if relation.is("amod") {
            return true;
        }
        if relation.is("conj") && participle && !has(&["nsubj"]) {
            return self.head(v).is_some_and(|h| self.passive(h, deep + 1));
        }
        if relation.is("advcl") || relation.is("xcomp") {
            return participle && !has(&["nsubj"]);
        }
        // A headline: "Ten killed in raid".
        participle && relation.is("root") && !has(&["aux", "cop"])
    }

    /// The subject as it stands, through coordination, control, participles and relatives.
    pub fn surface(&self, v: usize, deep: usize) -> Vec<usize> {
        if deep > DEEP {
            return Vec::new();
        }
        if let Some(s) = self
            .children(v)
            .iter()
            .copied()
            .find(|&c| self.is(c, "nsubj") && !matches!(self.lemma(c), "it" | "there"))
            .or_else(|| self.child(v, &["nsubj"]))
        {
            return vec![self.antecedent(s, v)];
        }
        let Some(h) = self.head(v) else { return Vec::new() };
        let relation = self.relation(v);
        if relation.is("amod") {
            return vec![h];
        }
        if relation.is("conj") {
            return if self.verbal(h) || self.upos(h) == Upos::Adj {
                self.surface(h, deep + 1)
            } else if self.is(h, "acl") {
                self.head(h).into_iter().collect()
            } else {
                Vec::new()
            };
        }
        if relation.is("xcomp") {
            let object = self.child(h, &["iobj", "obj"]);
            if let Some(object) = object
                .filter(|_| !SUBJECT_CONTROL.contains(&self.lemma(h)) && !self.passive(h, deep + 1))
            {
                return vec![object];
            }
            // "called on X to withdraw": the one called on.
            if self.verbal(h)
                && matches!(self.lemma(h), "call" | "appeal" | "plead")
                && let Some(&(_, who)) = self
                    .prepositions(h)
                    .iter()
                    .find(|(p, _)| matches!(p.as_str(), "on" | "upon" | "to"))
            {
                return vec![who];
            }
            return self.surface(h, deep + 1);
        }
        if relation.is("advcl") || relation.is("obl") || relation.is("nmod") {
            let object = self.child(h, &["obj"]);
            if let Some(object) = object.filter(|_| BLAMING.contains(&self.lemma(h))) {
                return vec![object];
            }
            if self.lemma(h) == "call"
                && let Some(&(_, who)) =
                    self.prepositions(h).iter().find(|(p, _)| matches!(p.as_str(), "on" | "upon"))
            {
                return vec![who];
            }
            if self.nominal(h) && !self.is(v, "advcl") {
                return Vec::new();
            }
            return self.surface(h, deep + 1);
        }
        if relation.as_str() == "acl" || relation.is("acl") && self.token(v).xpos == "VBN" {
            // "a plan to attack": the one who plans.
            if self.children(v).iter().any(|&c| self.lemma(c) == "to" && self.is(c, "mark")) {
                if let Some(owner) = self.child(h, &["nmod:poss"]) {
                    return vec![owner];
                }
                return match self.head(h) {
                    Some(g) if self.is(h, "obj") => self.surface(g, deep + 1),
                    _ => Vec::new(),
                };
            }
            // "issued a declaration demanding": the one who issued it.
            if self.is(h, "obj")
                && SPEECH.contains(&self.lemma(h))
                && self.token(v).xpos == "VBG"
                && let Some(g) = self.head(h)
            {
                return self.surface(g, deep + 1);
            }
            return vec![h];
        }
        Vec::new()
    }

    /// Prepositional phrases of a word, in order.
    pub fn prepositions(&self, i: usize) -> Vec<(String, usize)> {
        self.children(i)
            .iter()
            .filter(|&&c| {
                !self.is(c, "nmod:poss")
                    && (self.any_is(c, &["obl", "nmod"]) || self.is(c, "advcl") && self.nominal(c))
            })
            .filter_map(|&c| Some((self.preposition(c)?, c)))
            .collect()
    }

    /// The slots of a verb.
    pub fn verb(&self, v: usize) -> Slots {
        let passive = self.passive(v, 0);
        let surface = self.surface(v, 0);
        let mut slots = Slots { anchor: v, passive, ..Slots::default() };
        let mut prepositions = self.prepositions(v);
        for (preposition, what) in &mut prepositions {
            let _ = preposition;
            *what = self.antecedent(*what, v);
        }
        let objects: Vec<usize> = self
            .children(v)
            .iter()
            .copied()
            .filter(|&c| self.is(c, "obj"))
            .map(|c| self.antecedent(c, v))
            .collect();
        slots.indirect = self.children(v).iter().copied().filter(|&c| self.is(c, "iobj")).collect();
        if passive {
            slots.object = surface;
            if let Some(at) = prepositions.iter().position(|(p, w)| {
                p == "by" && (self.relation(*w).as_str() == "obl:agent" || self.nominal(*w))
            }) {
                slots.subject.push(prepositions.remove(at).1);
            } else {
                // "supplied to the rebels by Libya": the agent hangs on the phrase before it.
                let nested = prepositions.iter().find_map(|(_, w)| {
                    self.prepositions(*w).into_iter().find(|(p, _)| p == "by").map(|(_, a)| a)
                });
                slots.subject.extend(nested);
            }
            if slots.object.is_empty() {
                slots.object = objects;
            } else {
                // "was given aid": the surface subject received it.
                slots.indirect.extend(objects);
            }
        } else {
            slots.subject = surface;
            slots.object = objects;
            let relative = self.relation(v).as_str() == "acl:relcl";
            let own_relative = self.children(v).iter().any(|&c| {
                matches!(
                    self.lemma(c),
                    "who" | "which" | "that" | "whom" | "where" | "when" | "whose"
                ) && !self.is(c, "mark")
            });
            if relative && slots.object.is_empty() && !own_relative && !slots.subject.is_empty() {
                slots.object.extend(self.head(v)); // "the village Iran bombed"
            }
            if slots.object.is_empty() {
                // "attacked and burned the camp": the object stands with the last verb.
                if let Some(next) =
                    self.children(v).iter().copied().find(|&c| self.is(c, "conj") && self.verbal(c))
                {
                    let between = next.saturating_sub(v) <= 3;
                    if between && self.child(next, &["nsubj"]).is_none() {
                        slots.object = self
                            .children(next)
                            .iter()
                            .copied()
                            .filter(|&c| self.is(c, "obj"))
                            .collect();
                    }
                }
            }
        }
        if slots.object.is_empty()
            && self.is(v, "conj")
            && passive
            && let Some(h) = self.head(v)
        {
            slots.object = self.surface(h, 0);
        }
        // What the parser hung on the object may belong to the verb.
        for &o in &slots.object {
            if self.head(o) == Some(v) {
                prepositions.extend(self.prepositions(o));
            }
        }
        slots.prepositions = prepositions;
        slots.complement = self.complement(v);
        slots
    }

    /// The head of the clause (or verbal noun) that a word takes.
    pub fn complement(&self, v: usize) -> Option<usize> {
        let own = |i: usize| {
            self.children(i).iter().copied().find(|&c| {
                c > i
                    && (self.any_is(c, &["xcomp", "ccomp"])
                        || self.is(c, "acl") && self.relation(c).as_str() != "acl:relcl"
                        || self.is(c, "advcl")
                            && self.children(c).iter().any(|&m| {
                                self.is(m, "mark")
                                    && matches!(
                                        self.lemma(m),
                                        "to" | "of" | "from" | "that" | "for"
                                    )
                                    && m > i
                                    && m < c
                            }))
            })
        };
        own(v).or_else(|| {
            let object = self.child(v, &["obj"])?;
            own(object)
        })
    }

    /// The slots of a noun, with those of the verb that carries it where `light` says that it is
    /// one: `Some(true)` its subject does the event, `Some(false)` undergoes it.
    pub fn noun(&self, n: usize, light: &dyn Fn(&Tree<'_>, usize) -> Option<bool>) -> Slots {
        let mut slots = Slots { anchor: n, ..Slots::default() };
        slots.prepositions = self.prepositions(n);
        // "the bombing of the embassy by militants": the agent may hang on what was bombed, or on
        // the verb that the noun is subject or object of.
        if !slots.prepositions.iter().any(|(p, _)| p == "by") {
            let nested: Vec<usize> = slots.prepositions.iter().map(|(_, w)| *w).collect();
            for w in nested {
                let inner = self.prepositions(w);
                slots.prepositions.extend(
                    inner
                        .into_iter()
                        .filter(|(p, _)| matches!(p.as_str(), "by" | "against" | "to")),
                );
            }
            if let Some(v) =
                self.head(n).filter(|&v| self.verbal(v) && self.any_is(n, &["obj", "nsubj"]))
                && self.is(n, "obj")
                && !self.passive(v, 0)
            {
                slots.prepositions.extend(
                    self.prepositions(v).into_iter().filter(|(p, w)| p == "by" && self.nominal(*w)),
                );
            }
        }
        let mut own = n;
        // "drone and missile strikes", "an attack and a siege": shared modifiers of the first.
        let first =
            if self.is(n, "conj") { self.head(n).filter(|&h| self.nominal(h)) } else { None };
        for &c in self.children(n) {
            if self.is(c, "nmod:poss") {
                slots.possessor.push(c);
            } else if self.any_is(c, &["compound", "amod", "nmod"]) && self.preposition(c).is_none()
            {
                slots.modifier.push(c);
            }
        }
        if let Some(first) = first {
            own = first;
            if slots.possessor.is_empty() && self.child(n, &["det", "case"]).is_none() {
                slots.possessor.extend(self.child(first, &["nmod:poss"]));
                if slots.modifier.is_empty() {
                    slots.modifier.extend(self.children(first).iter().copied().filter(|&c| {
                        self.any_is(c, &["compound", "amod"]) && self.preposition(c).is_none()
                    }));
                }
            }
        }
        slots.complement = self.complement(n);
        // "an attack carried out by", "the strikes that Iran launched"
        for &c in self.children(n) {
            if !self.is(c, "acl") {
                continue;
            }
            if light(self, c) == Some(true) {
                let verb = self.verb(c);
                slots.subject.extend(verb.subject.iter().copied().filter(|&s| s != n));
                slots.prepositions.extend(
                    verb.prepositions.into_iter().filter(|(_, w)| self.head(*w) == Some(c)),
                );
            } else if self.token(c).xpos == "VBN" && matches!(self.lemma(c), "blame" | "attribute")
            {
                slots.subject.extend(
                    self.prepositions(c)
                        .into_iter()
                        .filter(|(p, _)| matches!(p.as_str(), "on" | "to"))
                        .map(|(_, w)| w),
                );
            }
        }
        if let Some(v) = self.head(own)
            && let Some(does) = light(self, v)
        {
            let verb = self.verb(v);
            let carried = verb.object.contains(&own)
                || verb.prepositions.iter().any(|(p, w)| {
                    *w == own && matches!(p.as_str(), "under" | "in" | "with" | "to" | "into")
                });
            if carried {
                slots.anchor = v;
                let others: Vec<(String, usize)> = verb
                    .prepositions
                    .into_iter()
                    .filter(|(_, w)| *w != own && !slots.prepositions.iter().any(|(_, o)| o == w))
                    .collect();
                slots.prepositions.extend(others);
                if does {
                    slots.subject.extend(verb.subject);
                    slots.indirect.extend(verb.indirect);
                } else {
                    slots.object.extend(verb.subject);
                }
                slots.complement = slots.complement.or(verb.complement);
            }
        }
        slots.complement = slots.complement.filter(|&c| c != n);
        slots
    }

    /// The nominal and those coordinated with it.
    pub fn coordinated(&self, n: usize) -> Vec<usize> {
        let mut all = vec![n];
        for &c in self.children(n) {
            if self.is(c, "conj") && (self.nominal(c) || self.upos(c) == Upos::Adj) {
                all.push(c);
            }
        }
        all
    }

    /// The noun phrase of a head: from its first modifier to the head, determiners left out.
    pub fn name_of(&self, n: usize) -> Vec<usize> {
        let mut words = vec![n];
        let mut at = 0;
        while at < words.len() && words.len() <= self.len() {
            let w = words[at];
            for &c in self.children(w) {
                let modifier = self.any_is(
                    c,
                    &["compound", "amod", "nummod", "flat", "nmod:poss", "advmod", "case"],
                ) || self.is(c, "nmod") && self.preposition(c).is_none() && c < w;
                // A possessor's clitic stays with it ("Iran's village"); prepositions go.
                let case = self.is(c, "case");
                let keep =
                    modifier && (c < n || self.is(c, "flat")) && !(case && (w == n || c < w));
                if keep {
                    words.push(c);
                }
            }
            at += 1;
        }
        words.sort_unstable();
        words.dedup();
        // One unbroken run that ends with the head or its flat parts.
        let Some(place) = words.iter().position(|&w| w == n) else { return vec![n] };
        let mut start = place;
        while start > 0 {
            let gap: Vec<usize> = (words[start - 1] + 1..words[start]).collect();
            let bridged = gap.iter().all(|&g| {
                matches!(
                    self.upos(g),
                    Upos::Punct | Upos::Cconj | Upos::Adj | Upos::Noun | Upos::Propn
                ) && self.under(g, n)
            });
            if !bridged {
                break;
            }
            start -= 1;
        }
        words[start..].to_vec()
    }
}
