//! Which rule a word triggers: words, frame and constraints, and what an event says of the event
//! in its complement.

use rashomon_record::{EventType, Factuality, Mode, Quad, Role};
use rashomon_syntax::Upos;
use rustc_hash::FxHashSet;

use super::cast::Cast;
use super::grammar::{COUNTERS, Slots, Tree};
use super::rules::{Constraint, Light, Pattern, PatternKind, Rule, Rules, Slot, Test};

/// A word that a rule reads as an event.
#[derive(Clone, Debug)]
pub(crate) struct Chosen {
    pub rule: usize,
    pub kind: EventType,
    pub mode: Option<Mode>,
    pub word: usize,
    pub slots: Slots,
    /// The event in its complement, by trigger.
    pub inner: Option<usize>,
    /// The event that this one is the content of, and what that says of it.
    pub outer: Option<(usize, Factuality)>,
    /// Turned into another type by "will", "would", "must": what it was.
    pub was: Option<EventType>,
    pub negated: bool,
}

/// The events of one sentence, by trigger word.
pub(crate) fn choose(
    rules: &Rules,
    cast: &Cast<'_>,
    tree: &Tree<'_>,
    s: usize,
) -> Vec<Option<Chosen>> {
    let n = tree.len();
    let mut chosen: Vec<Option<Chosen>> = vec![None; n];
    let mut order: Vec<usize> = (0..n).filter(|&t| tree.depth[t] != usize::MAX).collect();
    order.sort_by_key(|&t| (usize::MAX - tree.depth[t], t));
    for t in order {
        let Some(patterns) = patterns(rules, tree, t) else { continue };
        let light = |tree: &Tree<'_>, v: usize| light_of(rules, tree, v);
        let mut slots_of: [Option<Slots>; 2] = [None, None];
        for pattern in patterns {
            if !fits(tree, t, pattern) {
                continue;
            }
            let noun = pattern.kind == PatternKind::Noun;
            if noun && cast.named(tree, s, t) {
                continue;
            }
            let slots = slots_of[usize::from(noun)].get_or_insert_with(|| {
                if noun { tree.noun(t, &light) } else { verb_like(tree, t) }
            });
            let rule = &rules.rules[pattern.rule];
            // "the besieged town" tells no siege of its own; "the killed men" does tell a killing.
            if tree.is(t, "amod") && !noun && !rule.effect {
                continue;
            }
            let inner = inner(tree, &chosen, t, slots);
            let look = Look { rules, cast, tree, s, t, slots, inner, chosen: &chosen };
            if !rule.constraints.iter().all(|c| look.holds(c)) {
                continue;
            }
            let mode = rule.mode.or_else(|| look.mode(rule));
            let mut slots = slots.clone();
            let adjective = pattern.kind == PatternKind::Adjective;
            if slots.subject.is_empty() && (rule.mutual || adjective || !takes_object(rule)) {
                // "Troops clashed with rebels" read as "troops that were clashed with"
                slots.subject = std::mem::take(&mut slots.object);
            }
            let negated = negated(tree, slots.anchor) || negated(tree, t);
            chosen[t] = Some(Chosen {
                rule: pattern.rule,
                kind: rule.kind,
                mode,
                word: t,
                slots,
                inner: inner.filter(|_| rule.content.is_some()),
                outer: None,
                was: None,
                negated,
            });
            break;
        }
    }
    chosen
}

/// Whether what stands as object takes part at all.
fn takes_object(rule: &Rule) -> bool {
    rule.frame.iter().any(|f| f.slot == Slot::Object && f.role.is_some())
}

fn patterns<'r>(rules: &'r Rules, tree: &Tree<'_>, t: usize) -> Option<&'r Vec<Pattern>> {
    rules.index.get(tree.lemma(t)).or_else(|| {
        // A lemma that the tagger got wrong: the plain form, without its plural.
        let form = tree.form(t).to_lowercase();
        rules.index.get(&form).or_else(|| rules.index.get(form.strip_suffix('s')?))
    })
}

/// Slots of a verb; of a modal, those of its main verb seen from the one who demands.
fn verb_like(tree: &Tree<'_>, t: usize) -> Slots {
    if tree.is(t, "aux")
        && let Some(v) = tree.head(t)
    {
        let main = tree.verb(v);
        let surface = tree.surface(v, 0);
        let speaker = tree
            .head(v)
            .filter(|_| tree.any_is(v, &["ccomp", "parataxis"]))
            .map(|g| tree.surface(g, 0))
            .or_else(|| {
                // "X, she said": the verb of saying hangs on the clause.
                let say = tree.child(v, &["parataxis"]).filter(|&c| c > v)?;
                Some(tree.surface(say, 0))
            })
            .unwrap_or_default();
        return Slots {
            subject: speaker,
            object: surface,
            anchor: v,
            complement: Some(v),
            prepositions: main.prepositions,
            ..Slots::default()
        };
    }
    let mut slots = tree.verb(t);
    if tree.upos(t) == Upos::Adj && slots.subject.is_empty() {
        slots.subject = tree.surface(t, 0);
    }
    slots
}

/// Whether a word is a light verb, and what its subject is to the event.
pub(crate) fn light_of(rules: &Rules, tree: &Tree<'_>, v: usize) -> Option<bool> {
    if !tree.verbal(v) {
        return None;
    }
    let lemma = tree.lemma(v);
    let with_particle = tree.children(v).iter().find_map(|&c| {
        (tree.any_is(c, &["compound:prt", "advmod"]) || c == v + 1)
            .then(|| rules.light.get(&format!("{lemma} {}", tree.lemma(c))))
            .flatten()
    });
    with_particle.or_else(|| rules.light.get(lemma)).map(|l| *l == Light::Does)
}

fn fits(tree: &Tree<'_>, t: usize, pattern: &Pattern) -> bool {
    let upos = tree.upos(t);
    let good = match pattern.kind {
        PatternKind::Verb => {
            upos == Upos::Verb
                || upos == Upos::Aux && matches!(tree.lemma(t), "must" | "should" | "ought")
                || upos == Upos::Adj && matches!(tree.token(t).xpos, "VBN" | "VBG" | "VBD")
                || upos == Upos::Adj
                    && tree.child(t, &["aux:pass", "nsubj:pass", "cop"]).is_some()
                    && tree.form(t).ends_with("ed")
        }
        PatternKind::Noun => {
            matches!(upos, Upos::Noun | Upos::Propn)
                && !(tree.is(t, "compound")
                    && tree.head(t).is_some_and(|h| h > t && !tree.verbal(h)))
        }
        PatternKind::Adjective => matches!(upos, Upos::Adj | Upos::Adv | Upos::Verb),
    };
    if !good {
        return false;
    }
    let mut at = t;
    for other in pattern.others.iter() {
        let found = match pattern.kind {
            PatternKind::Noun => before(tree, t, other),
            _ => beside(tree, t, at, other),
        };
        match found {
            Some(w) => at = w,
            None => return false,
        }
    }
    true
}

/// A word of a noun phrase: among its modifiers, or right before it.
fn before(tree: &Tree<'_>, t: usize, word: &str) -> Option<usize> {
    let modifier = tree
        .children(t)
        .iter()
        .copied()
        .find(|&c| c < t && (tree.lemma(c) == word || tree.form(c).eq_ignore_ascii_case(word)));
    modifier.or_else(|| {
        let start = t.saturating_sub(4);
        (start..t).rev().find(|&c| {
            tree.lemma(c) == word
                && (c + 1..t).all(|g| {
                    matches!(tree.upos(g), Upos::Noun | Upos::Propn | Upos::Adj | Upos::Punct)
                })
        })
    })
}

/// A word that belongs to a verb: its child, a grandchild under a noun or particle of it, or the
/// next word but a few.
fn beside(tree: &Tree<'_>, t: usize, after: usize, word: &str) -> Option<usize> {
    let same = |c: usize| tree.lemma(c) == word || tree.form(c).eq_ignore_ascii_case(word);
    // "told the army to be ready": an infinitive belongs to the verb.
    let apart = |c: usize| {
        tree.any_is(c, &["nsubj", "conj", "parataxis", "ccomp", "punct"])
            || tree.is(c, "advcl")
                && !tree.children(c).iter().any(|&m| tree.is(m, "mark") && tree.lemma(m) == "to")
    };
    for &c in tree.children(t) {
        if same(c) && !apart(c) {
            return Some(c);
        }
    }
    for &c in tree.children(t) {
        if apart(c) {
            continue;
        }
        for &g in tree.children(c) {
            if same(g) && !tree.is(g, "acl") {
                return Some(g);
            }
        }
    }
    (after + 1..tree.len().min(after + 3)).find(|&c| same(c))
}

/// The event that stands in the complement (or object) of `t`, nearest first.
fn inner(tree: &Tree<'_>, chosen: &[Option<Chosen>], t: usize, slots: &Slots) -> Option<usize> {
    let mut todo: Vec<(usize, usize)> = Vec::new();
    todo.extend(slots.complement.map(|c| (c, 0)));
    todo.extend(slots.object.iter().filter(|&&o| o > t || tree.under(o, t)).map(|&o| (o, 0)));
    for (p, w) in &slots.prepositions {
        if matches!(
            p.as_str(),
            "for"
                | "to"
                | "of"
                | "on"
                | "in"
                | "with"
                | "from"
                | "against"
                | "at"
                | "about"
                | "over"
        ) && tree.under(*w, t)
        {
            todo.push((*w, 1));
        }
    }
    let mut seen = FxHashSet::default();
    let mut at = 0;
    while at < todo.len() && at < 64 {
        let (w, far) = todo[at];
        at += 1;
        if w == t || !seen.insert(w) {
            continue;
        }
        if chosen[w].is_some() {
            return Some(w);
        }
        if far < 3 {
            for &c in tree.children(w) {
                if tree.relation(c).as_str() != "acl:relcl"
                    && !tree.any_is(c, &["nsubj", "advcl", "parataxis", "nmod:poss"])
                {
                    todo.push((c, far + 1));
                }
            }
        }
    }
    None
}

/// Whether a word is negated, or said of nobody.
pub(crate) fn negated(tree: &Tree<'_>, t: usize) -> bool {
    tree.children(t).iter().any(|&c| {
        matches!(tree.lemma(c), "not" | "n't" | "never" | "neither" | "nor")
            || tree.is(c, "det") && tree.lemma(c) == "no"
            || tree.any_is(c, &["obj", "nsubj"])
                && tree.children(c).iter().any(|&g| tree.lemma(g) == "no" && tree.is(g, "det"))
            || tree.is(c, "nsubj")
                && matches!(tree.lemma(c), "nobody" | "no-one" | "none" | "neither")
    })
}

struct Look<'a> {
    rules: &'a Rules,
    cast: &'a Cast<'a>,
    tree: &'a Tree<'a>,
    s: usize,
    t: usize,
    slots: &'a Slots,
    inner: Option<usize>,
    chosen: &'a [Option<Chosen>],
}

impl Look<'_> {
    fn holds(&self, constraint: &Constraint) -> bool {
        let found = match &constraint.slot {
            Slot::Subject => self.some(&self.slots.subject, &constraint.tests),
            Slot::Object => self.some(&self.slots.object, &constraint.tests),
            Slot::Indirect => self.some(&self.slots.indirect, &constraint.tests),
            Slot::Possessor => self.some(&self.slots.possessor, &constraint.tests),
            Slot::Modifier => self.some(&self.slots.modifier, &constraint.tests),
            Slot::Preposition(p) => {
                let words: Vec<usize> = self
                    .slots
                    .prepositions
                    .iter()
                    .filter(|(q, _)| q == p)
                    .map(|(_, w)| *w)
                    .collect();
                self.some(&words, &constraint.tests)
            }
            Slot::Complement => self.some(self.slots.complement.as_slice(), &constraint.tests),
            Slot::Content => match self.inner.and_then(|i| self.chosen[i].as_ref()) {
                None => constraint.tests.iter().any(|t| match (t, self.slots.complement) {
                    (Test::Word(w), Some(c)) => self.tree.lemma(c) == w,
                    (Test::Class(class), Some(c)) => self.cast.is(self.tree, self.s, c, class),
                    _ => false,
                }),
                Some(inner) => {
                    constraint.tests.is_empty()
                        || constraint.tests.iter().any(|t| match t {
                            Test::Kind(kind) => inner.kind == *kind,
                            Test::Conflict => {
                                matches!(inner.kind.quad(), Quad::MaterialConflict)
                                    || matches!(inner.kind, EventType::Threaten)
                            }
                            Test::Cooperation => matches!(
                                inner.kind.quad(),
                                Quad::MaterialCooperation | Quad::VerbalCooperation
                            ),
                            Test::Word(w) => self.tree.lemma(inner.word) == w,
                            Test::Class(class) => {
                                self.cast.is(self.tree, self.s, inner.word, class)
                            }
                        })
                }
            },
            Slot::Negation => negated(self.tree, self.slots.anchor) || negated(self.tree, self.t),
            Slot::Any => {
                let words = self.near();
                words.iter().any(|&w| {
                    (w != self.t || !constraint.negated) && self.word(w, &constraint.tests)
                })
            }
        };
        found != constraint.negated
    }

    fn some(&self, words: &[usize], tests: &[Test]) -> bool {
        words.iter().any(|&w| tests.is_empty() || self.word(w, tests))
    }

    fn word(&self, w: usize, tests: &[Test]) -> bool {
        tests.iter().any(|t| match t {
            Test::Word(word) => {
                self.tree.lemma(w) == word || self.tree.form(w).eq_ignore_ascii_case(word)
            }
            Test::Class(class) => {
                let mut all = self.tree.coordinated(w);
                if COUNTERS.contains(&self.tree.lemma(w)) {
                    all.extend(
                        self.tree
                            .prepositions(w)
                            .into_iter()
                            .filter(|(p, _)| p == "of")
                            .map(|(_, o)| o),
                    );
                }
                all.into_iter().any(|m| self.cast.is(self.tree, self.s, m, class))
            }
            _ => false,
        })
    }

    /// The words around the trigger that colour it: its phrase and its arguments, not their clauses.
    fn near(&self) -> Vec<usize> {
        let mut words = self.tree.phrase(self.t);
        if self.slots.anchor != self.t {
            words.extend(self.tree.phrase(self.slots.anchor));
        }
        for &w in self.slots.subject.iter().chain(&self.slots.object) {
            for m in self.tree.coordinated(w) {
                words.extend(self.tree.phrase(m));
            }
        }
        // The verb that a noun is an argument of: "lifted sanctions".
        words.extend(
            self.tree.head(self.t).filter(|&h| self.tree.verbal(h) && self.tree.nominal(self.t)),
        );
        if let Some(c) = self.slots.complement {
            words.extend(self.tree.phrase(c));
        }
        words.sort_unstable();
        words.dedup();
        words
    }

    /// The mode that the words around the trigger give.
    fn mode(&self, rule: &Rule) -> Option<Mode> {
        let kind = rule.kind;
        let mut words: Vec<usize>;
        if kind == EventType::Assault {
            // The weapon is told by the trigger, its modifiers, its subject, "with" and "by";
            // what was hit says nothing of how.
            words = vec![self.t];
            for &c in self.tree.children(self.t) {
                let told = match self.tree.relation(c).base() {
                    "obj" | "conj" | "acl" | "advcl" | "ccomp" | "parataxis" => false,
                    "nsubj" => self.tree.relation(c).as_str() != "nsubj:pass",
                    "nmod" | "obl" => matches!(
                        self.tree.preposition(c).as_deref(),
                        None | Some("with" | "by" | "from" | "in" | "via" | "after" | "when")
                    ),
                    _ => true,
                };
                if told {
                    words.extend(self.tree.phrase(c));
                }
                if self.tree.is(c, "advcl")
                    && matches!(self.tree.lemma(c), "use" | "fire" | "employ")
                {
                    words.extend(self.tree.phrase(c));
                }
            }
            let instrument = rule
                .frame
                .iter()
                .any(|f| f.slot == Slot::Object && f.role == Some(Role::Instrument));
            if instrument {
                words.retain(|&w| w != self.t);
                words.extend(self.slots.object.iter().flat_map(|&w| self.tree.name_of(w)));
                words.extend(self.slots.object.iter().flat_map(|&w| self.tree.coordinated(w)));
            }
            for &w in self.slots.subject.iter().chain(&self.slots.modifier) {
                words.extend(self.tree.name_of(w));
                words.extend(self.tree.coordinated(w));
            }
        } else {
            words = self.near();
            if let Some(i) = self.inner.and_then(|i| self.chosen[i].as_ref()) {
                words.extend(self.tree.phrase(i.word));
            }
        }
        for (k, mode, list) in &self.rules.modes {
            if *k == kind
                && words.iter().any(|&w| {
                    list.contains(self.tree.lemma(w))
                        || list.contains(&self.tree.form(w).to_lowercase())
                })
            {
                return Some(*mode);
            }
        }
        None
    }
}
