//! When, where, who vouches for it, whether it happened: what an event takes from the layers below.

use rashomon_record::{
    Factuality, ParticipantBasis, PlaceUse, Role, Span, TimeBasis, Timeframe, When, WhenBasis,
    Where, WhereBasis,
};
use rashomon_syntax::Upos;
use rustc_hash::FxHashMap;

use super::cast::{Cast, Part};
use super::grammar::Tree;
use crate::document::{Document, Layers, Word};

/// The layers, found by sentence and word.
pub(crate) struct Settle<'a> {
    layers: &'a Layers,
    times: Vec<Vec<(usize, usize)>>,
    places: Vec<Vec<(usize, usize)>>,
    tolls: Vec<Vec<usize>>,
    factuality: FxHashMap<Word, Factuality>,
    /// Attributions by the start of each content span: start, end, index.
    contents: Vec<(u32, u32, usize)>,
    longest_content: u32,
}

impl<'a> Settle<'a> {
    pub fn new(document: &Document<'_>, layers: &'a Layers) -> Self {
        let n = document.sentences.len();
        let (mut times, mut places, mut tolls) =
            (vec![Vec::new(); n], vec![Vec::new(); n], vec![Vec::new(); n]);
        for (i, time) in layers.times.iter().enumerate() {
            if let Some(word) = document.head_of(time.span) {
                times[word.sentence].push((i, word.token));
            }
        }
        for (i, place) in layers.places.iter().enumerate() {
            if let Some(word) = document.head_of(place.span) {
                places[word.sentence].push((i, word.token));
            }
        }
        for (i, toll) in layers.tolls.iter().enumerate() {
            if let Some(list) = tolls.get_mut(toll.happened.sentence) {
                list.push(i);
            }
        }
        let mut contents: Vec<(u32, u32, usize)> = layers
            .attributions
            .iter()
            .enumerate()
            .flat_map(|(i, a)| a.content.iter().map(move |c| (c.start, c.end, i)))
            .collect();
        contents.sort_unstable();
        let longest_content = contents.iter().map(|(a, b, _)| b - a).max().unwrap_or(0);
        Settle {
            layers,
            times,
            places,
            tolls,
            factuality: layers.predicates.iter().map(|p| (p.word, p.factuality)).collect(),
            contents,
            longest_content,
        }
    }

    /// Tolls of a sentence, by index into the layer.
    pub fn tolls(&self, s: usize) -> &[usize] {
        &self.tolls[s]
    }

    /// Whether it is said to have happened. The one place to change when the factuality layer does.
    pub fn factuality(&self, tree: &Tree<'_>, s: usize, word: usize, anchor: usize) -> Factuality {
        // "used drones to strike", "began shelling": as real as the using and the beginning.
        let carried = tree.any_is(anchor, &["xcomp", "advcl"]).then(|| tree.head(anchor)).flatten();
        if let Some(h) = carried {
            let implied = matches!(
                tree.lemma(h),
                "use" | "employ" | "begin" | "start" | "continue" | "manage" | "proceed" | "resume"
            ) && tree.verbal(h)
                && !super::matching::negated(tree, anchor);
            if implied && h != anchor {
                let head = self.factuality.get(&Word { sentence: s, token: h });
                return head.copied().unwrap_or_else(|| simple_factuality(tree, h));
            }
        }
        for token in [word, anchor] {
            if let Some(f) = self.factuality.get(&Word { sentence: s, token }) {
                return *f;
            }
        }
        simple_factuality(tree, anchor)
    }

    /// The smallest attribution whose content covers the trigger.
    pub fn attribution(&self, trigger: Span) -> Option<usize> {
        let last = self.contents.partition_point(|c| c.0 <= trigger.start);
        let mut best: Option<(u32, usize)> = None;
        for &(start, end, i) in self.contents[..last].iter().rev().take(256) {
            if trigger.start - start > self.longest_content {
                break;
            }
            if end >= trigger.end && best.is_none_or(|(len, _)| end - start < len) {
                best = Some((end - start, i));
            }
        }
        best.map(|(_, i)| i)
    }

    /// From the innermost claimant outwards.
    pub fn chain(&self, attribution: Option<usize>) -> Vec<String> {
        let mut chain = Vec::new();
        let mut at = attribution;
        for _ in 0..8 {
            let Some(a) = at.and_then(|i| self.layers.attributions.get(i)) else { break };
            if let Some(claimant) = &a.claimant
                && !chain.contains(claimant)
            {
                chain.push(claimant.clone());
            }
            at = a.within;
        }
        chain
    }

    /// The word at which a time or place hangs on `tops`: the first of them on its way up.
    fn hangs_on(tree: &Tree<'_>, mut word: usize, tops: &[usize]) -> Option<(usize, usize)> {
        for steps in 0..tree.len() {
            if tops.contains(&word) {
                return Some((word, steps));
            }
            word = tree.head(word)?;
        }
        None
    }

    /// The time that the sentence gives the event; `tops` are the words of all its events.
    pub fn time(&self, tree: &Tree<'_>, s: usize, own: &[usize], tops: &[usize]) -> Option<usize> {
        let datable = |i: usize| self.layers.times[i].from.is_some();
        let mut best: Option<(usize, usize)> = None;
        for &(i, w) in self.times[s].iter().filter(|(i, _)| datable(*i)) {
            if let Some((top, steps)) = Self::hangs_on(tree, w, tops)
                && own.contains(&top)
                && best.is_none_or(|(b, _)| steps < b)
            {
                best = Some((steps, i));
            }
        }
        if let Some((_, i)) = best {
            return Some(i);
        }
        // "on February 14, when a bomber killed": the time that "when" takes up.
        let top = *own.last()?;
        let start = own
            .iter()
            .flat_map(|&o| tree.children(o).iter().copied())
            .filter(|&c| tree.lemma(c) == "when")
            .min();
        if let Some(start) = start.filter(|&w| w < top || own.iter().any(|&o| w < o)) {
            let before =
                self.times[s].iter().rfind(|(i, w)| datable(*i) && *w < start && start - *w <= 3);
            if let Some((i, _)) = before {
                return Some(*i);
            }
        }
        // The clause above: "said on Tuesday that", "on Tuesday X did A and B".
        let mut at = *own.first()?;
        for _ in 0..12 {
            let Some(h) = tree.head(at) else { break };
            let found = self.times[s]
                .iter()
                .filter(|(i, w)| {
                    datable(*i) && tree.under(*w, h) && !own.iter().any(|&o| tree.under(*w, o))
                })
                .filter(|(_, w)| {
                    // Not inside of a clause of its own beside us.
                    let mut x = *w;
                    for _ in 0..tree.len() {
                        if x == h {
                            return true;
                        }
                        if tree.any_is(x, &["acl", "advcl", "ccomp"]) {
                            return false;
                        }
                        match tree.head(x) {
                            Some(g) => x = g,
                            None => return false,
                        }
                    }
                    false
                })
                .map(|(i, _)| *i)
                .next();
            if found.is_some() {
                return found;
            }
            at = h;
        }
        None
    }

    /// Its interval and how it is known.
    pub fn when(&self, time: Option<usize>) -> When {
        let Some(t) = time.map(|i| &self.layers.times[i]) else { return When::UNKNOWN };
        let (Some(from), Some(to)) = (t.from, t.to) else { return When::UNKNOWN };
        let basis = match t.basis {
            Some(TimeBasis::Explicit) => WhenBasis::Explicit,
            Some(TimeBasis::Published) => WhenBasis::Published,
            Some(TimeBasis::Event) => WhenBasis::Event,
            Some(TimeBasis::Context) | None => WhenBasis::Context,
        };
        When { from: Some(from), to: Some(to), basis }
    }

    /// The place that the sentence gives the event, and how: a place told as one, the ground of what
    /// was hit, the country that was hit. Whoever acts under the name of a place locates nothing.
    #[allow(clippy::too_many_arguments)]
    pub fn place(
        &self,
        tree: &Tree<'_>,
        s: usize,
        own: &[usize],
        tops: &[usize],
        parts: &[Part],
        cast: &Cast<'_>,
        on_the_ground: bool,
    ) -> Where {
        let places = &self.layers.places;
        let is_actor = |i: usize| {
            parts.iter().any(|p| {
                p.role == Role::Actor && places[i].span.contains(cast.entity(p.entity).span)
            })
        };
        let mut best: Option<((bool, usize, usize), usize)> = None;
        for &(i, w) in &self.places[s] {
            if places[i].usage != PlaceUse::Literal || !locates(tree, w, is_actor(i)) {
                continue;
            }
            if let Some((top, steps)) = Self::hangs_on(tree, w, tops)
                && own.contains(&top)
            {
                // The more exact of two nested ones: "in Saravan, in Iran".
                let country = places[i].kind == Some(rashomon_record::PlaceKind::Country);
                let key = (country, steps, i);
                if best.is_none_or(|(b, _)| key < b) {
                    best = Some((key, i));
                }
            }
        }
        if let Some((_, i)) = best {
            return Where { place: Some(i), basis: WhereBasis::Explicit };
        }
        // Words against a country are not said there.
        if !on_the_ground {
            return Where::UNKNOWN;
        }
        // Where the target stands: its ground ("Iranian territory") before a state by its name.
        for named in [false, true] {
            for part in parts {
                if !matches!(part.role, Role::Target | Role::Object | Role::Victim | Role::Site)
                    || part.basis != ParticipantBasis::Sentence
                {
                    continue;
                }
                let span = cast.entity(part.entity).span;
                let near = self.places[s].iter().find(|&&(i, w)| {
                    places[i].usage != PlaceUse::Language
                        && (places[i].usage == PlaceUse::Metonymic) == named
                        && !is_actor(i)
                        && (places[i].span.overlaps(span)
                            || cast.head_word(part.entity).is_some_and(|h| tree.under(w, h)))
                });
                if let Some((i, _)) = near {
                    return Where { place: Some(*i), basis: WhereBasis::Participant };
                }
            }
        }
        Where::UNKNOWN
    }

    /// News, history, or no particular time.
    pub fn timeframe(&self, tree: &Tree<'_>, anchor: usize, when: When) -> Timeframe {
        if let (Some(published), Some(to)) = (self.layers.published, when.to)
            && published.since(to) > 60
            && when.from.is_some()
        {
            return Timeframe::Background;
        }
        let lemmas = &tree.lemmas;
        let recent = lemmas.windows(2).any(|w| {
            matches!(w[0].as_str(), "recent" | "past" | "last" | "previous")
                && matches!(w[1].as_str(), "year" | "decade" | "month")
        });
        if recent {
            return Timeframe::Background;
        }
        let token = tree.token(anchor);
        if matches!(token.xpos, "VBP" | "VBZ")
            && tree.child(anchor, &["aux"]).is_none()
            && tree.children(anchor).iter().any(|&c| {
                matches!(
                    tree.lemma(c),
                    "often"
                        | "usually"
                        | "always"
                        | "regularly"
                        | "frequently"
                        | "sometimes"
                        | "routinely"
                )
            })
        {
            return Timeframe::Generic;
        }
        Timeframe::News
    }
}

/// Whether a place stands where places are told, not as the one who acts, owns or is addressed.
fn locates(tree: &Tree<'_>, word: usize, actor: bool) -> bool {
    // "in Saravan, Iran": the word that carries the preposition.
    let mut at = word;
    for _ in 0..8 {
        let part = tree.any_is(at, &["appos", "flat", "conj"])
            || tree.any_is(at, &["compound", "nmod"]) && tree.preposition(at).is_none();
        match tree.head(at).filter(|_| part && tree.preposition(at).is_none()) {
            Some(h) if tree.nominal(h) => at = h,
            _ => break,
        }
    }
    match tree.preposition(at).as_deref() {
        Some("by" | "with" | "against" | "between" | "among") => false,
        Some(_) => true,
        None => {
            let acts = at == word && tree.any_is(word, &["nsubj", "nmod:poss", "vocative"]);
            !(actor || acts)
        }
    }
}

/// Whether a verb is only the aim of another ("seeks to return", "came to attack", "an effort to
/// stop"): nothing says that it came about.
pub(crate) fn only_aimed_at(tree: &Tree<'_>, anchor: usize) -> bool {
    if !tree.verbal(anchor)
        || !tree.any_is(anchor, &["xcomp", "advcl", "acl"])
        || !tree.children(anchor).iter().any(|&c| tree.is(c, "mark") && tree.lemma(c) == "to")
    {
        return false;
    }
    let Some(h) = tree.head(anchor) else { return false };
    matches!(
        tree.lemma(h),
        "seek"
            | "hope"
            | "want"
            | "wish"
            | "aim"
            | "plan"
            | "intend"
            | "prepare"
            | "need"
            | "strive"
            | "desire"
            | "effort"
            | "bid"
            | "intention"
            | "right"
            | "ability"
            | "opportunity"
            | "chance"
            | "readiness"
            | "willingness"
            | "important"
            | "necessary"
            | "vital"
            | "possible"
            | "ready"
            | "willing"
            | "able"
    )
}

/// Whether a noun only names a kind of act of which something is said in general: "cooperation
/// between the two is important".
pub(crate) fn in_general(tree: &Tree<'_>, word: usize) -> bool {
    tree.nominal(word)
        && tree.is(word, "nsubj")
        && tree.head(word).is_some_and(|h| {
            tree.upos(h) == Upos::Adj
                && tree.children(h).iter().any(|&c| {
                    tree.is(c, "cop") && matches!(tree.token(c).xpos, "VBZ" | "VBP" | "VB")
                })
        })
}

/// The tense or mood in which a word stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Mood {
    Plain,
    Will,
    Would,
    May,
    Must,
}

pub(crate) fn mood(tree: &Tree<'_>, anchor: usize) -> Mood {
    for &c in tree.children(anchor) {
        if !tree.is(c, "aux") {
            continue;
        }
        match tree.form(c).to_lowercase().as_str() {
            "will" | "'ll" | "’ll" | "shall" | "wo" => return Mood::Will,
            "would" | "'d" | "’d" => return Mood::Would,
            "may" | "might" | "could" | "can" | "ca" => return Mood::May,
            "must" | "should" | "ought" => return Mood::Must,
            _ => {}
        }
    }
    // "is going to", "is to", "is set to"
    if tree.is(anchor, "xcomp")
        && let Some(h) = tree.head(anchor)
        && matches!(tree.lemma(h), "go" | "set" | "due" | "about" | "be")
        && tree.children(anchor).iter().any(|&c| tree.lemma(c) == "to")
        && (tree.lemma(h) != "go" || tree.form(h).eq_ignore_ascii_case("going"))
    {
        return Mood::Will;
    }
    Mood::Plain
}

fn simple_factuality(tree: &Tree<'_>, anchor: usize) -> Factuality {
    if super::matching::negated(tree, anchor) {
        return Factuality::Denied;
    }
    match mood(tree, anchor) {
        Mood::Will => return Factuality::Planned,
        Mood::Would | Mood::May | Mood::Must => return Factuality::Hypothetical,
        Mood::Plain => {}
    }
    if tree
        .children(anchor)
        .iter()
        .any(|&c| tree.is(c, "mark") && matches!(tree.lemma(c), "if" | "unless" | "whether"))
    {
        return Factuality::Conditional;
    }
    let alleged = tree.children(anchor).iter().any(|&c| {
        matches!(
            tree.lemma(c),
            "alleged" | "allegedly" | "reportedly" | "possible" | "possibly" | "perhaps"
        )
    });
    if alleged && tree.upos(anchor) == Upos::Noun {
        return Factuality::Questioned;
    }
    // Under a verb of wanting, trying, fearing, denying.
    let mut at = anchor;
    for _ in 0..4 {
        let Some(h) = tree.head(at) else { break };
        if tree.any_is(at, &["xcomp", "ccomp", "acl", "advcl", "obj", "obl", "nmod"]) {
            let direct = tree.any_is(at, &["xcomp", "ccomp"]);
            match tree.lemma(h) {
                "deny" | "refute" if direct || tree.is(at, "obj") => return Factuality::Denied,
                "prevent" | "avert" | "thwart" | "foil" | "avoid" | "fail" | "refuse"
                | "decline"
                    if !negated_head(tree, h) =>
                {
                    return Factuality::Denied;
                }
                "plan" | "intend" | "prepare" | "want" | "hope" | "seek" | "aim" | "promise"
                | "pledge" | "vow" | "agree" | "decide" | "order"
                    if (direct || tree.is(at, "acl")) =>
                {
                    return Factuality::Planned;
                }
                "call" | "urge" | "demand" | "ask" | "request" | "appeal" => {
                    return Factuality::CalledFor;
                }
                "threaten" | "warn" => {
                    return Factuality::Threatened;
                }
                "fear" | "risk" | "possibility" | "danger" | "expect" | "believe" | "suspect" => {
                    return Factuality::Hypothetical;
                }
                _ => {}
            }
        }
        if tree.is(at, "nsubj") || tree.relation(at).as_str() == "acl:relcl" {
            break;
        }
        at = h;
    }
    Factuality::Asserted
}

fn negated_head(tree: &Tree<'_>, h: usize) -> bool {
    super::matching::negated(tree, h)
}
