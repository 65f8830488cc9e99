//! Trees by transitions: a greedy arc-eager parser over linear weights.

use crate::error::Error;
use crate::forms::Form;
use crate::hash;
use crate::labels;
use crate::linear::{Linear, MOST_LABELS, Scores, Weights};
use crate::model::Reader;
#[cfg(any(test, feature = "train"))]
use crate::model::Writer;
use crate::tree::Relation;

/// No head yet.
pub(crate) const NONE: usize = usize::MAX;

/// More features than any state has.
const MOST_FEATURES: usize = 128;

/// What a step does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Step {
    /// The next word goes onto the stack.
    Shift,
    /// The top of the stack, which has its head, goes.
    Reduce,
    /// The top of the stack gets the next word as its head, and goes.
    Left(u8),
    /// The next word gets the top of the stack as its head, and goes onto it.
    Right(u8),
}

impl Step {
    /// The kind as a number, 0 to 3.
    pub(crate) fn kind(self) -> usize {
        match self {
            Step::Shift => 0,
            Step::Reduce => 1,
            Step::Left(_) => 2,
            Step::Right(_) => 3,
        }
    }
}

/// What the features see of a word.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Cue {
    pub word: u64,
    pub tag: u64,
    pub suffix: u64,
}

impl Cue {
    pub(crate) fn of(form: &Form, tag: u8) -> Cue {
        Cue { word: form.word, tag: u64::from(tag) + 3, suffix: form.suffixes[2] }
    }
}

/// A half-built tree.
#[derive(Default, Debug)]
pub(crate) struct State {
    pub length: usize,
    pub stack: Vec<usize>,
    pub next: usize,
    pub heads: Vec<usize>,
    pub relations: Vec<u8>,
    sides: Vec<[Side; 2]>,
}

/// The children of a word on one side.
#[derive(Clone, Copy, Debug)]
struct Side {
    last: usize,
    before_last: usize,
    count: u64,
    relations: u64,
}

const EMPTY: Side = Side { last: NONE, before_last: NONE, count: 0, relations: 0 };

impl State {
    pub(crate) fn reset(&mut self, length: usize) {
        self.length = length;
        self.next = 0;
        self.stack.clear();
        self.heads.clear();
        self.heads.resize(length + 1, NONE);
        self.relations.clear();
        self.relations.resize(length + 1, 0);
        self.sides.clear();
        self.sides.resize(length + 1, [EMPTY; 2]);
    }

    fn attach(&mut self, head: usize, child: usize, relation: u8) {
        self.heads[child] = head;
        self.relations[child] = relation;
        let side = &mut self.sides[head][usize::from(child > head)];
        *side = Side {
            last: child,
            before_last: side.last,
            count: side.count + 1,
            relations: side.relations | 1 << (relation & 63),
        };
    }

    pub(crate) fn apply(&mut self, step: Step) {
        let next = self.next;
        match step {
            Step::Shift => {
                self.stack.push(next);
                self.next += 1;
            }
            Step::Reduce => {
                self.stack.pop();
            }
            Step::Left(relation) => {
                if let Some(top) = self.stack.pop() {
                    self.attach(next, top, relation);
                }
            }
            Step::Right(relation) => {
                if let Some(&top) = self.stack.last() {
                    self.attach(top, next, relation);
                }
                self.stack.push(next);
                self.next += 1;
            }
        }
    }

    /// Which kinds of steps are possible, as bits. Past the last word stands the root.
    pub(crate) fn allowed(&self) -> u8 {
        let more = self.next < self.length;
        let mut kinds = u8::from(more);
        if let Some(&top) = self.stack.last() {
            kinds |= if self.heads[top] == NONE { 4 } else { 2 };
            kinds |= u8::from(more) << 3;
        }
        kinds
    }

    pub(crate) fn is_done(&self) -> bool {
        self.next == self.length && self.stack.is_empty()
    }
}

/// Feature rows of one state.
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
    pub(crate) fn as_slice(&self) -> &[u32] {
        &self.rows[..self.length]
    }
}

/// The feature rows of `state`; `cues` has the root and "none" behind the words.
pub(crate) fn features(state: &State, cues: &[Cue], mask: u64, out: &mut Rows) {
    let n = state.length;
    let none = n + 1;
    let or_none = |i: usize| if i == NONE { none } else { i };
    let back = |k: usize| state.stack.len().checked_sub(k).map_or(NONE, |at| state.stack[at]);
    let ahead = |k: usize| if state.next + k <= n { state.next + k } else { NONE };
    let (s0, s1, s2) = (back(1), back(2), back(3));
    let (b0, b1, b2, b3) = (ahead(0), ahead(1), ahead(2), ahead(3));
    let head = |i: usize| if i == NONE || i > n { NONE } else { state.heads[i] };
    let side =
        |i: usize, right: usize| if i == NONE || i > n { EMPTY } else { state.sides[i][right] };
    let relation = |i: usize| {
        if i == NONE || i >= n || state.heads[i] == NONE {
            99
        } else {
            u64::from(state.relations[i])
        }
    };
    let cue = |i: usize| cues[or_none(i)];
    let (sl, sr, nl) = (side(s0, 0), side(s0, 1), side(b0, 0));
    let (h, h2) = (head(s0), head(head(s0)));
    let (ps0, ps1, ps2) = (cue(s0), cue(s1), cue(s2));
    let (pb0, pb1, pb2, pb3) = (cue(b0), cue(b1), cue(b2), cue(b3));
    let (psh, psh2) = (cue(h), cue(h2));
    let (psl, psl2) = (cue(sl.last), cue(sl.before_last));
    let (psr, psr2) = (cue(sr.last), cue(sr.before_last));
    let (pnl, pnl2) = (cue(nl.last), cue(nl.before_last));
    let before = |i: usize| if i == NONE || i == 0 { NONE } else { i - 1 };
    let after = |i: usize| if i == NONE || i + 1 > n { NONE } else { i + 1 };
    let (pm1, sp1, sm1) = (cue(before(b0)), cue(after(s0)), cue(before(s0)));
    let has_head = u64::from(h != NONE);
    let s0t = ps0.tag << 1 | has_head;
    let distance =
        if s0 == NONE || b0 == NONE { 0 } else { (b0.saturating_sub(s0)).min(12) as u64 };
    let distance = if distance > 8 { 9 } else { distance };
    let p = hash::pair;
    let t = |a, b, c| p(p(a, b), c);
    let q = |a, b, c, d| p(p(p(a, b), c), d);
    let rows = [
        has_head,
        p(ps0.word, s0t),
        ps0.word,
        s0t,
        p(pb0.word, pb0.tag),
        pb0.word,
        pb0.tag,
        p(pb1.word, pb1.tag),
        pb1.word,
        pb1.tag,
        p(pb2.word, pb2.tag),
        pb2.word,
        pb2.tag,
        ps1.word,
        ps1.tag,
        pb3.tag,
        ps0.suffix,
        pb0.suffix,
        q(ps0.word, ps0.tag, pb0.word, pb0.tag),
        t(ps0.word, ps0.tag, pb0.word),
        t(ps0.word, pb0.word, pb0.tag),
        t(ps0.word, ps0.tag, pb0.tag),
        t(ps0.tag, pb0.word, pb0.tag),
        p(ps0.word, pb0.word),
        p(s0t, pb0.tag),
        p(pb0.tag, pb1.tag),
        p(ps0.word, pb0.tag),
        p(ps0.tag, pb0.word),
        p(pb0.word, pb1.word),
        p(pb0.word, pb1.tag),
        p(pb0.tag, pb1.word),
        p(ps0.word, pb1.word),
        t(ps0.tag, pb0.tag, pb1.word),
        t(ps0.tag, pb0.word, pb1.tag),
        t(ps0.word, pb0.tag, pb1.tag),
        t(pb0.tag, pb1.tag, pb2.tag),
        t(s0t, pb0.tag, pb1.tag),
        t(psh.tag, ps0.tag, pb0.tag),
        t(ps0.tag, psl.tag, pb0.tag),
        t(ps0.tag, psr.tag, pb0.tag),
        t(ps0.tag, pb0.tag, pnl.tag),
        q(s0t, pb0.tag, pb1.tag, pb2.tag),
        t(ps1.tag, s0t, pb0.tag),
        q(ps1.tag, s0t, pb0.tag, pb1.tag),
        p(ps1.tag, pb0.tag),
        p(ps1.word, pb0.tag),
        p(ps1.tag, pb0.word),
        p(ps1.word, ps0.word),
        p(ps1.tag, s0t),
        t(ps2.tag, ps1.tag, s0t),
        p(ps0.word, distance),
        p(ps0.tag, distance),
        p(pb0.word, distance),
        p(pb0.tag, distance),
        t(ps0.word, pb0.word, distance),
        t(ps0.tag, pb0.tag, distance),
        p(ps0.word, sr.count),
        p(ps0.tag, sr.count),
        p(ps0.word, sl.count),
        p(ps0.tag, sl.count),
        p(pb0.word, nl.count),
        p(pb0.tag, nl.count),
        psh.word,
        psh.tag,
        p(relation(s0), s0t),
        psl.word,
        psl.tag,
        relation(sl.last),
        psr.word,
        psr.tag,
        relation(sr.last),
        pnl.word,
        pnl.tag,
        relation(nl.last),
        p(psh.word, psh2.tag),
        psl2.tag,
        p(relation(sl.before_last), relation(sl.last)),
        p(relation(sr.before_last), relation(sr.last)),
        p(relation(nl.before_last), relation(nl.last)),
        t(ps0.tag, psl.tag, psl2.tag),
        t(ps0.tag, psr.tag, psr2.tag),
        t(ps0.tag, psh.tag, psh2.tag),
        t(pb0.tag, pnl.tag, pnl2.tag),
        p(ps0.word, sr.relations),
        p(ps0.tag, sr.relations),
        p(ps0.word, sl.relations),
        p(ps0.tag, sl.relations),
        p(pb0.word, nl.relations),
        p(pb0.tag, nl.relations),
        q(ps0.tag, sr.relations, pb0.tag, sr.count),
        q(ps0.tag, pb0.tag, sl.relations, nl.relations),
        t(ps0.word, pb0.tag, relation(s0)),
        t(ps0.word, sr.relations, pb0.tag),
        t(psh.word, ps0.word, pb0.word),
        t(psh.tag, relation(s0), pb0.tag),
        t(psh.word, relation(s0), pb0.word),
        t(psh.word, ps0.tag, pb0.word),
        t(pm1.tag, pb0.tag, s0t),
        t(sp1.tag, s0t, pb0.tag),
        q(sp1.tag, pm1.tag, s0t, pb0.tag),
        p(pm1.word, pb0.tag),
        t(sm1.tag, s0t, pb0.tag),
        p(pm1.word, pb0.word),
        p(sm1.word, ps0.word),
        t(pnl.word, pb0.word, ps0.tag),
        t(psr.word, ps0.word, pb0.tag),
        t(pnl.word, pb0.tag, ps0.word),
    ];
    out.length = 0;
    for (k, value) in rows.into_iter().enumerate() {
        let salted = value ^ ((k as u64 + 1) << 56) ^ ((k as u64) << 32);
        out.rows[k] = ((hash::mix(salted) >> 13) & mask) as u32;
        out.length += 1;
    }
}

/// A parser with its weights.
#[derive(Debug)]
pub(crate) struct Transitions<W> {
    pub weights: W,
    pub steps: Vec<Step>,
    pub relations: Vec<Relation>,
}

impl<W: Weights> Transitions<W> {
    /// The best step of those that are allowed.
    pub(crate) fn best(&self, scores: &Scores, allowed: u8) -> Step {
        let mut best: Option<usize> = None;
        for (i, step) in self.steps.iter().enumerate() {
            if allowed >> step.kind() & 1 == 1 && best.is_none_or(|b| scores[i] > scores[b]) {
                best = Some(i);
            }
        }
        best.map_or(Step::Reduce, |i| self.steps[i])
    }

    /// Index of the relation of this name.
    pub(crate) fn relation(&self, name: &str) -> u8 {
        self.relations.iter().position(|r| r.as_str() == name).unwrap_or(0) as u8
    }

    /// What must be done without a choice, past the last word.
    pub(crate) fn forced(&self, state: &State) -> Option<Step> {
        if state.next < state.length {
            return None;
        }
        let root = self.relation("root");
        Some(if state.allowed() & 4 != 0 { Step::Left(root) } else { Step::Reduce })
    }

    /// The tree of a sentence: afterwards [`State::heads`] has one root, whose head is the length.
    pub(crate) fn parse(&self, cues: &[Cue], verbs: &[bool], state: &mut State) {
        state.reset(cues.len() - 2);
        let (mut rows, mut scores) = (Rows::default(), [0; MOST_LABELS]);
        while !state.is_done() {
            let step = match self.forced(state) {
                Some(step) => step,
                None if state.allowed() == 1 => Step::Shift,
                None => {
                    features(state, cues, self.weights.mask(), &mut rows);
                    self.weights.score(rows.as_slice(), &mut scores);
                    self.best(&scores, state.allowed())
                }
            };
            state.apply(step);
        }
        self.one_root(verbs, state);
    }

    /// Of several roots one stays, a verb where there is one; the others hang on it.
    fn one_root(&self, verbs: &[bool], state: &mut State) {
        let n = state.length;
        let is_root = |state: &State, i: usize| state.heads[i] >= n;
        let Some(root) = (0..n)
            .filter(|&i| is_root(state, i))
            .min_by_key(|&i| (!verbs.get(i).copied().unwrap_or(false), i))
        else {
            return;
        };
        let (root_relation, other) = (self.relation("root"), self.relation("parataxis"));
        for i in 0..n {
            if is_root(state, i) {
                (state.heads[i], state.relations[i]) =
                    if i == root { (n, root_relation) } else { (root, other) };
            }
        }
    }
}

impl Transitions<Linear> {
    /// Writes the parser.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn write(&self, out: &mut Writer) {
        let names: Vec<&str> = self.relations.iter().map(|r| r.as_str()).collect();
        out.bytes(names.join("\n").as_bytes());
        let codes: Vec<u8> = self
            .steps
            .iter()
            .flat_map(|step| match *step {
                Step::Shift => [0, 0],
                Step::Reduce => [1, 0],
                Step::Left(relation) => [2, relation],
                Step::Right(relation) => [3, relation],
            })
            .collect();
        out.bytes(&codes);
        self.weights.write(out);
    }

    /// Reads the parser.
    pub(crate) fn read(input: &mut Reader<'_>) -> Result<Self, Error> {
        let relations = labels::relations(input.text()?)?;
        let wrong = || Error::new("model", "the steps of the parser");
        let mut steps = Vec::new();
        for code in input.bytes()?.chunks_exact(2) {
            if usize::from(code[1]) >= relations.len() {
                return Err(wrong());
            }
            steps.push(match code[0] {
                0 => Step::Shift,
                1 => Step::Reduce,
                2 => Step::Left(code[1]),
                3 => Step::Right(code[1]),
                _ => return Err(wrong()),
            });
        }
        if steps.len() < 2 || steps.len() > MOST_LABELS {
            return Err(wrong());
        }
        Ok(Transitions { weights: Linear::read(input)?, steps, relations })
    }
}
