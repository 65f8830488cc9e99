//! The events of each sentence put together: participants, content, one act for two words.

use rashomon_lexicon::Lexicon;
use rashomon_record::hash::short_id;
use rashomon_record::{
    Assertion, CommitmentStage, CommitmentText, Context, Diplomatic, EventType, Factuality, Mode,
    ParticipantBasis, Position, Quad, Role, Span, Timeframe, Toll, TollKind, Where,
};
use rustc_hash::FxHashMap;

use super::Found;
use super::cast::{Cast, Part};
use super::grammar::Tree;
use super::matching::{Chosen, choose};
use super::rules::{Rules, Slot};
use super::settle::{Mood, Settle, in_general, mood, only_aimed_at};
use crate::document::{Document, Layers};

/// An event while it is put together.
struct Act {
    chosen: Chosen,
    parts: Vec<Part>,
    tolls: Vec<Toll>,
    /// Other words of the same act.
    words: Vec<usize>,
    factuality: Option<Factuality>,
    /// Not told as an event of its own.
    silent: bool,
}

pub(crate) fn read(
    document: &Document<'_>,
    layers: &Layers,
    rules: &Rules,
    lexicon: &Lexicon,
    prefix: &str,
) -> Found {
    let mut cast = Cast::new(document, lexicon, layers, rules, prefix);
    let settle = Settle::new(document, layers);
    let text_hash = rashomon_record::hash::ContentHash::of(document.text.as_bytes());
    let mut assertions: Vec<Assertion> = Vec::new();
    // Who did the last attack that the text told: the one whom "the attack" and a reply are about.
    let mut last_attacker: Option<usize> = None;
    // Who came to terms last: "the two sides" and they whom "will be restored" leaves unsaid.
    let mut last_parties: Vec<usize> = Vec::new();
    for (s, sentence) in document.sentences.iter().enumerate() {
        let tree = Tree::new(sentence, document.text, rules);
        let chosen = choose(rules, &cast, &tree, s);
        if chosen.iter().all(Option::is_none) {
            continue;
        }
        let mut acts = put_together(rules, &mut cast, &tree, s, chosen);
        attach_tolls(rules, &settle, layers, &tree, s, &mut acts);
        merge(rules, &cast, &tree, &mut acts);
        answer(&cast, &mut acts, &mut last_attacker);
        parties(rules, &cast, &tree, &mut acts, &mut last_parties);
        let first = assertions.len();
        let mut ids: FxHashMap<usize, String> = FxHashMap::default();
        let tops: Vec<usize> = acts
            .iter()
            .filter(|a| !a.silent)
            .flat_map(|a| [a.chosen.word, a.chosen.slots.anchor].into_iter().chain(a.words.clone()))
            .collect();
        for act in &acts {
            if act.silent || !worth_telling(&cast, act) {
                continue;
            }
            let hash = text_hash.as_str().as_bytes();
            let assertion = tell(rules, &cast, &settle, &tree, s, act, &tops, hash);
            ids.insert(act.chosen.word, assertion.id.clone());
            let others = further_promises(
                &tree,
                &act.chosen,
                rules.rules[act.chosen.rule].spoken,
                &assertion,
                hash,
            );
            assertions.push(assertion);
            for other in others {
                if assertions[first..].iter().all(|a| a.id != other.id) {
                    assertions.push(other);
                }
            }
        }
        for act in &acts {
            if let (Some((outer, _)), Some(id)) = (act.chosen.outer, ids.get(&act.chosen.word))
                && let Some(outer) = ids.get(&outer).filter(|o| *o != id).cloned()
                && let Some(a) = assertions[first..].iter_mut().find(|a| a.id == *id)
            {
                a.content_of = Some(outer);
            }
        }
        assertions[first..].sort_by(|a, b| (a.trigger, &a.id).cmp(&(b.trigger, &b.id)));
    }
    Found { assertions, entities: cast.finish() }
}

/// Participants, content and recasting of every chosen word, innermost first.
fn put_together(
    rules: &Rules,
    cast: &mut Cast<'_>,
    tree: &Tree<'_>,
    s: usize,
    mut chosen: Vec<Option<Chosen>>,
) -> Vec<Act> {
    // Which event is only the content of another.
    let words: Vec<usize> = (0..chosen.len()).filter(|&w| chosen[w].is_some()).collect();
    for &w in &words {
        let Some((inner, content)) =
            chosen[w].as_ref().and_then(|c| Some((c.inner?, rules.rules[c.rule].content?)))
        else {
            continue;
        };
        if let Some(inner) = chosen[inner].as_mut() {
            inner.outer = inner.outer.or(Some((w, content)));
        }
    }
    let mut order = words.clone();
    order.sort_by_key(|&t| (usize::MAX - tree.depth[t], t));
    let mut acts: FxHashMap<usize, Act> = FxHashMap::default();
    for w in order {
        let Some(mut c) = chosen[w].take() else { continue };
        let mut parts: Vec<Part> = Vec::new();
        fill(rules, cast, tree, s, &c, &mut parts);
        inherit(rules, cast, tree, s, &c, &acts, &words, &mut parts);
        let inner_silent = c.outer.is_some_and(|(_, f)| {
            !matches!(f, Factuality::Asserted | Factuality::Denied | Factuality::Questioned)
        });
        let mut factuality = None;
        if c.outer.is_none() {
            recast(tree, &mut c, &mut factuality);
        } else if let Some((_, f @ (Factuality::Denied | Factuality::Questioned))) = c.outer {
            factuality = Some(f);
        }
        acts.insert(
            w,
            Act {
                chosen: c,
                parts,
                tolls: Vec::new(),
                words: vec![w],
                factuality,
                silent: inner_silent,
            },
        );
    }
    let mut list: Vec<Act> = acts.into_values().collect();
    list.sort_by_key(|a| a.chosen.word);
    // What stands inside of a mere content is content, too, unless it is told as a fact beside it.
    let quiet: Vec<usize> = list.iter().filter(|a| a.silent).map(|a| a.chosen.word).collect();
    for act in &mut list {
        if !act.silent && quiet.iter().any(|&q| inside(tree, act.chosen.word, q)) {
            act.silent = true;
        }
    }
    list
}

/// Whether `w` stands below `top`, and not in a relative clause of it.
fn inside(tree: &Tree<'_>, mut w: usize, top: usize) -> bool {
    for _ in 0..tree.len() {
        if w == top {
            return true;
        }
        if tree.relation(w).as_str() == "acl:relcl" || tree.any_is(w, &["advcl", "parataxis"]) {
            return false;
        }
        match tree.head(w) {
            Some(h) => w = h,
            None => return false,
        }
    }
    false
}

fn slot_words(c: &Chosen, slot: &Slot, tree: &Tree<'_>) -> Vec<usize> {
    let s = &c.slots;
    match slot {
        Slot::Subject => s.subject.clone(),
        Slot::Object => s.object.clone(),
        Slot::Indirect => s.indirect.clone(),
        Slot::Possessor => s.possessor.clone(),
        Slot::Modifier => s.modifier.clone(),
        Slot::Preposition(p) => {
            s.prepositions.iter().filter(|(q, _)| q == p).map(|(_, w)| *w).collect()
        }
        Slot::Complement => match s.complement {
            Some(v) => {
                let verb = tree.verb(v);
                if verb.subject.is_empty() { verb.object } else { verb.subject }
            }
            None => Vec::new(),
        },
        Slot::Content | Slot::Any | Slot::Negation => Vec::new(),
    }
}

/// The frame of the rule.
fn fill(
    rules: &Rules,
    cast: &mut Cast<'_>,
    tree: &Tree<'_>,
    s: usize,
    c: &Chosen,
    parts: &mut Vec<Part>,
) {
    let rule = &rules.rules[c.rule];
    for fallback in [false, true] {
        for filler in rule.frame.iter().filter(|f| f.fallback == fallback) {
            let Some(role) = filler.role else { continue };
            if fallback && parts.iter().any(|p| p.role == role) {
                continue;
            }
            for w in slot_words(c, &filler.slot, tree) {
                if w == c.word || filler.slot == Slot::Complement && c.slots.subject.contains(&w) {
                    continue;
                }
                // "criticised the decision by India": the agent of what was decided.
                let role = if role == Role::Actor
                    && filler.slot == Slot::Preposition("by".into())
                    && tree.verbal(c.word)
                    && !c.slots.passive
                {
                    if rule.kind.quad() == rashomon_record::Quad::MaterialConflict {
                        continue;
                    }
                    Role::Target
                } else {
                    role
                };
                match &filler.slot {
                    Slot::Preposition(p) if p == "between" => {
                        let mut sides = Vec::new();
                        cast.fill(tree, s, w, Role::Actor, &mut sides);
                        for side in sides.iter().filter(|p| p.role == Role::Actor) {
                            parts.push(*side);
                            parts.push(Part { role: Role::Target, ..*side });
                        }
                    }
                    // A place after a preposition is a participant only where it is known whose it is.
                    Slot::Preposition(_) | Slot::Modifier
                        if role == Role::Actor || role == Role::Target =>
                    {
                        let mut some = Vec::new();
                        cast.fill(tree, s, w, role, &mut some);
                        some.retain(|p| {
                            !matches!(p.role, Role::Actor | Role::Target)
                                || cast.placed(p.entity)
                                || cast.acts(p.entity)
                                    && (filler.slot != Slot::Modifier
                                        || tree.nominal(w) && cast.head_word(p.entity).is_some())
                        });
                        if filler.slot == Slot::Modifier {
                            // "the Kabul bombing": where, not who.
                            for p in some.iter_mut().filter(|p| p.role == Role::Actor) {
                                if cast.entity(p.entity).kind == rashomon_record::EntityKind::Place
                                {
                                    p.role = Role::Target;
                                }
                            }
                        }
                        if fallback {
                            some.retain(|p| cast.placed(p.entity));
                        }
                        parts.extend(some);
                    }
                    _ => cast.fill(tree, s, w, role, parts),
                }
            }
        }
    }
    dedupe(parts);
    // Nobody does it to themselves by being named twice.
    if !rule.mutual {
        let actors: Vec<usize> =
            parts.iter().filter(|p| p.role == Role::Actor).map(|p| p.entity).collect();
        let between = rule.frame.iter().any(|f| f.slot == Slot::Preposition("between".into()))
            && c.slots.prepositions.iter().any(|(p, _)| p == "between");
        if !between {
            parts.retain(|p| p.role == Role::Actor || !actors.contains(&p.entity));
        }
    }
}

fn dedupe(parts: &mut Vec<Part>) {
    let mut seen = Vec::new();
    parts.retain(|p| {
        let new = !seen.contains(&(p.role, p.entity));
        seen.push((p.role, p.entity));
        new
    });
}

/// Targets that the content gives, both sides of a mutual act, and the nearest party otherwise.
#[allow(clippy::too_many_arguments)]
fn inherit(
    rules: &Rules,
    cast: &Cast<'_>,
    tree: &Tree<'_>,
    s: usize,
    c: &Chosen,
    acts: &FxHashMap<usize, Act>,
    words: &[usize],
    parts: &mut Vec<Part>,
) {
    let rule = &rules.rules[c.rule];
    let has = |parts: &Vec<Part>, role: Role| parts.iter().any(|p| p.role == role);
    let targeted = |parts: &Vec<Part>| has(parts, Role::Target) || has(parts, Role::Victim);
    let same = |a: usize, b: usize| {
        a == b || cast.country(a).is_some() && cast.country(a) == cast.country(b)
    };
    let actors: Vec<usize> =
        parts.iter().filter(|p| p.role == Role::Actor).map(|p| p.entity).collect();
    if rule.content.is_some()
        && !targeted(parts)
        && let Some(inner) = c.inner.and_then(|i| acts.get(&i))
    {
        let doers = inner.parts.iter().filter(|p| p.role == Role::Actor);
        let done = inner.parts.iter().filter(|p| matches!(p.role, Role::Target | Role::Victim));
        let some: Vec<usize> = doers
            .chain(done)
            .map(|p| p.entity)
            .filter(|e| !actors.iter().any(|a| same(*a, *e)))
            .collect();
        parts.extend(some.into_iter().map(|entity| Part {
            role: Role::Target,
            entity,
            basis: ParticipantBasis::Sentence,
        }));
    }
    if rule.mutual && !targeted(parts) && actors.len() > 1 {
        for &entity in &actors {
            parts.push(Part { role: Role::Target, entity, basis: ParticipantBasis::Sentence });
        }
    }
    let material = rule.kind.quad() == rashomon_record::Quad::MaterialConflict;
    let placed_target = parts.iter().any(|p| {
        matches!(p.role, Role::Target | Role::Victim) && (material || cast.placed(p.entity))
    });
    // What the frame says takes no part is no nearest party either.
    let barred: Vec<usize> = rule
        .frame
        .iter()
        .filter(|f| {
            f.role.is_none() && f.slot != Slot::Object && f.slot != Slot::Preposition("of".into())
        })
        .flat_map(|f| slot_words(c, &f.slot, tree))
        .collect();
    // "exchanged strikes": each did it to the other.
    let exchanged = matches!(tree.lemma(c.slots.anchor), "exchange" | "trade" | "swap");
    if exchanged && !targeted(parts) && actors.len() > 1 {
        for &entity in &actors {
            parts.push(Part { role: Role::Target, entity, basis: ParticipantBasis::Sentence });
        }
    }
    if !placed_target && !actors.is_empty() {
        // The nearest party below the trigger that no other event of the sentence holds.
        let below = tree.below(c.slots.anchor);
        let mut near: Vec<(usize, usize)> = Vec::new();
        for i in cast.mentions_in(s, &below) {
            if !cast.placed(i) || actors.iter().any(|a| same(*a, i)) {
                continue;
            }
            let Some(h) = cast.head_word(i) else { continue };
            let mut at = h;
            let mut steps = 0;
            let mut free = true;
            while at != c.slots.anchor && at != c.word && steps < tree.len() {
                if words.contains(&at) && c.inner != Some(at) && (tree.verbal(at) || material)
                    || barred.contains(&at)
                    || tree.any_is(at, &["parataxis", "advcl"])
                    || tree.is(at, "nsubj") && tree.head(at) == Some(c.slots.anchor)
                    || tree.is(at, "conj") && tree.verbal(at)
                {
                    free = false;
                    break;
                }
                match tree.head(at) {
                    Some(g) => at = g,
                    None => {
                        free = false;
                        break;
                    }
                }
                steps += 1;
            }
            if free {
                near.push((steps, i));
            }
        }
        near.sort_unstable();
        if let Some(&(_, entity)) = near.first() {
            parts.push(Part { role: Role::Target, entity, basis: ParticipantBasis::Sentence });
        }
    }
    dedupe(parts);
}

/// "will", "would", "must": an act that is announced is a pledge or a threat.
fn recast(tree: &Tree<'_>, c: &mut Chosen, factuality: &mut Option<Factuality>) {
    let mood = mood(tree, c.slots.anchor);
    let announced = match mood {
        Mood::Will => true,
        Mood::Would => {
            // "said it would": will, seen from the past.
            tree.is(c.slots.anchor, "ccomp")
        }
        _ => false,
    };
    if !announced {
        return;
    }
    use EventType::*;
    let to = match c.kind {
        Aid | Cooperate | Concede | Support | Consult => Agree,
        Retreat if c.mode != Some(Mode::Resign) => Agree,
        Sanction | Coerce | Assault | Mobilize | Protest => Threaten,
        _ => return,
    };
    let to = match (to, c.negated) {
        (Agree, true) => Reject,
        (Threaten, true) => {
            *factuality = Some(Factuality::Denied);
            return;
        }
        (to, _) => to,
    };
    // "will withdraw its force unless": a threat.
    let unless = [Some(c.slots.anchor), tree.head(c.slots.anchor)].into_iter().flatten().any(|a| {
        tree.children(a).iter().any(|&k| {
            tree.is(k, "advcl") && tree.children(k).iter().any(|&m| tree.lemma(m) == "unless")
        })
    });
    let to = if to == Agree && unless { Threaten } else { to };
    c.was = Some(c.kind);
    c.mode = match (to, c.kind, c.mode) {
        (Threaten, Assault | Mobilize, _) => Some(Mode::Violence),
        (Threaten, Sanction, Some(Mode::Expel)) => Some(Mode::Expel),
        (Threaten, Sanction, _) => Some(Mode::Relations),
        (Threaten, Coerce, Some(Mode::Arrest)) => Some(Mode::Arrest),
        (Threaten, Coerce, Some(Mode::Seize)) => Some(Mode::Territory),
        (Threaten, Coerce, _) => Some(Mode::Restrict),
        _ => None,
    };
    c.kind = to;
    *factuality = Some(Factuality::Asserted);
}

/// Each toll goes to the event that its word tells, or the nearest one above or beside it.
fn attach_tolls(
    rules: &Rules,
    settle: &Settle<'_>,
    layers: &Layers,
    tree: &Tree<'_>,
    s: usize,
    acts: &mut [Act],
) {
    for &i in settle.tolls(s) {
        let mention = &layers.tolls[i];
        let thing = mention.counted.filter(|w| w.sentence == s).is_some_and(|w| {
            ["facility", "vehicle", "weapon", "thing"]
                .iter()
                .any(|class| rules.is(class, tree.lemma(w.token)))
        });
        if thing {
            continue;
        }
        let takes = |kind: EventType, mode: Option<Mode>| match mention.toll.kind {
            TollKind::Killed | TollKind::Injured | TollKind::Missing => kind == EventType::Assault,
            TollKind::Captured => {
                kind == EventType::Coerce
                    || mode == Some(Mode::Abduct)
                    || kind == EventType::Assault
            }
            TollKind::Arrested => kind == EventType::Coerce,
            TollKind::Displaced => matches!(kind, EventType::Assault | EventType::Coerce),
        };
        let word = mention.happened.token;
        let exact =
            acts.iter().position(|a| a.chosen.word == word && takes(a.chosen.kind, a.chosen.mode));
        let found = exact.or_else(|| {
            let mut at = word;
            for _ in 0..tree.len() {
                if let Some(p) = acts.iter().position(|a| {
                    !a.silent
                        && (a.chosen.slots.anchor == at || a.chosen.word == at)
                        && takes(a.chosen.kind, a.chosen.mode)
                }) {
                    return Some(p);
                }
                at = tree.head(at)?;
            }
            None
        });
        let found = found.or_else(|| {
            // One below it: "the attack left ten dead", "ten deaths in the attack".
            acts.iter().position(|a| {
                !a.silent && takes(a.chosen.kind, a.chosen.mode) && tree.under(a.chosen.word, word)
            })
        });
        let found = found.or_else(|| {
            let mut fit = acts
                .iter()
                .enumerate()
                .filter(|(_, a)| !a.silent && takes(a.chosen.kind, a.chosen.mode));
            match (fit.next(), fit.next()) {
                (Some((p, _)), None) => Some(p),
                _ => None,
            }
        });
        if let Some(p) = found
            && !acts[p].tolls.contains(&mention.toll)
        {
            acts[p].tolls.push(mention.toll.clone());
        }
    }
}

/// Protests and threats that name no target answer the attack told last, where another did it.
fn answer(cast: &Cast<'_>, acts: &mut [Act], last: &mut Option<usize>) {
    for act in acts.iter_mut().filter(|a| !a.silent) {
        let actor = act.parts.iter().find(|p| p.role == Role::Actor).map(|p| p.entity);
        if act.chosen.kind == EventType::Assault {
            if let Some(actor) = actor.filter(|&a| cast.country(a).is_some()) {
                *last = Some(actor);
            }
            continue;
        }
        let answers = matches!(act.chosen.kind, EventType::Accuse | EventType::Threaten);
        if !answers || act.parts.iter().any(|p| p.role == Role::Target) {
            continue;
        }
        if let (Some(actor), Some(last)) = (actor, *last) {
            let (x, y) = (cast.country(actor), cast.country(last));
            if x.is_some() && x != y {
                act.parts.push(Part {
                    role: Role::Target,
                    entity: last,
                    basis: ParticipantBasis::Context,
                });
            }
        }
    }
}

/// "The two sides agreed", "services will be restored": the parties of the agreement told last.
fn parties(
    rules: &Rules,
    cast: &Cast<'_>,
    tree: &Tree<'_>,
    acts: &mut [Act],
    last: &mut Vec<usize>,
) {
    for act in acts.iter_mut().filter(|a| !a.silent && a.chosen.kind == EventType::Agree) {
        let rule = &rules.rules[act.chosen.rule];
        let actors: Vec<usize> =
            act.parts.iter().filter(|p| p.role == Role::Actor).map(|p| p.entity).collect();
        let bare = |i: usize| {
            !cast.placed(i)
                && cast
                    .entity(i)
                    .name
                    .split_whitespace()
                    .last()
                    .is_some_and(|w| rules.is("side", &w.to_lowercase()))
        };
        let named: Vec<usize> =
            actors.iter().copied().filter(|&i| !bare(i) && cast.acts(i)).collect();
        if rule.mutual && named.len() > 1 {
            *last = named;
            continue;
        }
        let unsaid = actors.is_empty() && rule.spoken && tree.passive(act.chosen.slots.anchor, 0);
        if !unsaid && (actors.is_empty() || !named.is_empty()) {
            continue;
        }
        for &entity in last.iter() {
            if !actors.contains(&entity) {
                act.parts.push(Part {
                    role: Role::Actor,
                    entity,
                    basis: ParticipantBasis::Context,
                });
            }
        }
    }
}

/// One act told by two words becomes one: the harm goes to the attack that did it.
fn merge(rules: &Rules, cast: &Cast<'_>, tree: &Tree<'_>, acts: &mut [Act]) {
    for a in 0..acts.len() {
        for b in 0..acts.len() {
            if a == b || acts[a].silent || acts[b].silent {
                continue;
            }
            if acts[a].chosen.kind != acts[b].chosen.kind
                || acts[a].chosen.negated != acts[b].chosen.negated
            {
                continue;
            }
            let (ea, eb) =
                (rules.rules[acts[a].chosen.rule].effect, rules.rules[acts[b].chosen.rule].effect);
            // `b` goes into `a`: an effect into its cause, the later of two effects into the first.
            let direction = match (ea, eb) {
                (false, true) => true,
                (true, true) | (false, false) => a < b,
                (true, false) => false,
            };
            // "killed a peasant and burned a truck": two acts; "attacked a village and killed ten": one.
            let own_act = |c: &Chosen| {
                matches!(
                    c.mode,
                    Some(
                        Mode::Arson
                            | Mode::Destroy
                            | Mode::Abduct
                            | Mode::Sexual
                            | Mode::Torture
                            | Mode::Beat
                    )
                )
            };
            let side_by_side = tree.is(acts[a].chosen.slots.anchor, "conj")
                || tree.is(acts[b].chosen.slots.anchor, "conj");
            if side_by_side && (own_act(&acts[a].chosen) || own_act(&acts[b].chosen)) {
                continue;
            }
            if !direction || !belongs(tree, &acts[a].chosen, &acts[b].chosen, eb) {
                continue;
            }
            if parts_clash(cast, &acts[a].parts, &acts[b].parts) {
                continue;
            }
            let (parts, tolls, words, mode) = (
                acts[b].parts.clone(),
                acts[b].tolls.clone(),
                acts[b].words.clone(),
                acts[b].chosen.mode,
            );
            acts[b].silent = true;
            let has_actor = acts[a].parts.iter().any(|p| p.role == Role::Actor);
            let into = &mut acts[a];
            for part in parts {
                if part.role == Role::Actor && has_actor {
                    continue;
                }
                if !into.parts.contains(&part) {
                    into.parts.push(part);
                }
            }
            for toll in tolls {
                if !into.tolls.contains(&toll) {
                    into.tolls.push(toll);
                }
            }
            into.words.extend(words);
            into.chosen.mode = into.chosen.mode.or(mode);
        }
    }
}

/// Whether two words of a sentence tell one act.
fn belongs(tree: &Tree<'_>, a: &Chosen, b: &Chosen, effect: bool) -> bool {
    let one_way = |x: &Chosen, y: &Chosen| {
        // y is an argument of x: "killed in an attack", "the attack killed", "hit by a missile strike"
        let argument = x.slots.subject.contains(&y.word)
            || x.slots.object.contains(&y.word)
            || x.slots.prepositions.iter().any(|(p, w)| {
                *w == y.word
                    && matches!(
                        p.as_str(),
                        "in" | "by" | "during" | "with" | "from" | "of" | "at" | "through" | "when"
                    )
            });
        let clause = tree.head(y.slots.anchor).is_some_and(|h| {
            (h == x.word || h == x.slots.anchor)
                && (tree.any_is(y.slots.anchor, &["acl", "advcl", "parataxis", "xcomp"])
                    || tree.is(y.slots.anchor, "conj"))
        });
        argument || (effect && clause)
    };
    one_way(a, b) || one_way(b, a)
}

fn parts_clash(cast: &Cast<'_>, a: &[Part], b: &[Part]) -> bool {
    let actors = |parts: &[Part]| -> Vec<usize> {
        parts.iter().filter(|p| p.role == Role::Actor).map(|p| p.entity).collect()
    };
    let (x, y) = (actors(a), actors(b));
    if x.is_empty() || y.is_empty() {
        return false;
    }
    !x.iter().any(|i| {
        y.iter().any(|j| {
            i == j
                || cast.country(*i).is_none()
                || cast.country(*j).is_none()
                || cast.country(*i) == cast.country(*j)
        })
    })
}

fn worth_telling(cast: &Cast<'_>, act: &Act) -> bool {
    if !act.tolls.is_empty() {
        return true;
    }
    let sides = act
        .parts
        .iter()
        .filter(|p| matches!(p.role, Role::Actor | Role::Target | Role::Victim | Role::Object));
    let mut some = false;
    for p in sides {
        some = true;
        if cast.placed(p.entity) || cast.acts(p.entity) {
            return true;
        }
    }
    some && act.chosen.kind == EventType::Assault
}

fn contexts(rules: &Rules, tree: &Tree<'_>, act: &Act) -> Vec<Context> {
    let mut all = rules.rules[act.chosen.rule].contexts.clone();
    let words = tree.below(act.chosen.slots.anchor);
    for (context, list) in &rules.contexts {
        if words.iter().take(60).any(|&w| list.contains(tree.lemma(w))) && !all.contains(context) {
            all.push(*context);
        }
    }
    all.sort_unstable();
    all.dedup();
    all
}

#[allow(clippy::too_many_arguments)]
fn tell(
    rules: &Rules,
    cast: &Cast<'_>,
    settle: &Settle<'_>,
    tree: &Tree<'_>,
    s: usize,
    act: &Act,
    tops: &[usize],
    text_hash: &[u8],
) -> Assertion {
    let c = &act.chosen;
    let rule = &rules.rules[c.rule];
    let trigger = tree.token(c.word).span;
    let mut own = vec![c.word, c.slots.anchor];
    own.extend(&act.words);
    let time = settle.time(tree, s, &own, tops);
    let when = settle.when(time);
    let on_the_ground = matches!(c.kind.quad(), Quad::MaterialConflict | Quad::MaterialCooperation)
        || c.mode == Some(Mode::Visit);
    let place: Where = settle.place(tree, s, &own, tops, &act.parts, cast, on_the_ground);
    let attribution = settle.attribution(trigger);
    let chain = settle.chain(attribution);
    let factuality =
        if rule.spoken && !c.negated { Some(Factuality::Asserted) } else { act.factuality };
    let factuality =
        factuality.unwrap_or_else(|| settle.factuality(tree, s, c.word, c.slots.anchor));
    let aim = factuality == Factuality::Asserted
        && act.tolls.is_empty()
        && (only_aimed_at(tree, c.slots.anchor) || only_aimed_at(tree, c.word));
    let factuality = if aim { Factuality::Planned } else { factuality };
    let timeframe = if act.tolls.is_empty() && in_general(tree, c.word) {
        Timeframe::Generic
    } else if factuality == Factuality::Asserted {
        settle.timeframe(tree, c.slots.anchor, when)
    } else {
        Timeframe::News
    };
    let mut tolls = act.tolls.clone();
    tolls.sort();
    let clause = clause_span(tree, &own);
    let position = rule.stance.filter(|_| c.was.is_none()).map(|stance| Position {
        stance,
        topic: topic_span(tree, c).map(|span| squeeze(span.of(tree.text))),
    });
    let diplomatic = rule.diplomatic.map(|diplomatic| Diplomatic {
        act: diplomatic,
        office: tree
            .below(c.slots.anchor)
            .into_iter()
            .chain(c.slots.subject.iter().copied())
            .find(|&w| rules.is("envoy", tree.lemma(w)))
            .map(|w| tree.lemma(w).to_string()),
    });
    let promised = rule.stage.is_some() || c.was.is_some() && c.kind == EventType::Agree;
    let commitment = (promised && rule.stage.is_some() | c.was.is_some()).then(|| {
        let ids = |roles: &[Role]| -> Vec<String> {
            act.parts
                .iter()
                .filter(|p| roles.contains(&p.role))
                .map(|p| cast.entity(p.entity).id.clone())
                .collect()
        };
        let actors = ids(&[Role::Actor]);
        let targets: Vec<String> =
            ids(&[Role::Target]).into_iter().filter(|t| !actors.contains(t)).collect();
        let span = if c.was.is_some() || rule.spoken {
            promise_span(tree, c.slots.anchor, &[])
        } else {
            let acts = promised_acts(tree, c);
            acts.first().and_then(|&act| promise_span(tree, act, &acts))
        };
        let span = span.unwrap_or(clause);
        CommitmentText {
            promisor: actors,
            promisee: targets,
            action: squeeze(span.of(tree.text)),
            action_span: Some(span),
            due: if c.was.is_some() { when.interval() } else { None },
            condition: condition(tree, c.slots.anchor),
            stage: rule.stage.unwrap_or(CommitmentStage::Offered),
        }
    });
    let rule_id = match c.was {
        Some(_) => format!("{}/announced", c.kind.as_str().to_lowercase()),
        None => rule.id.clone(),
    };
    Assertion {
        id: short_id(
            "a",
            &[
                text_hash,
                &trigger.start.to_le_bytes(),
                &trigger.end.to_le_bytes(),
                c.kind.as_str().as_bytes(),
            ],
        ),
        sentence: s,
        span: clause,
        trigger,
        kind: c.kind,
        mode: c.mode,
        cameo: if c.was.is_some() { None } else { rule.cameo.clone() },
        quad: c.kind.quad(),
        intensity: c.kind.intensity(c.mode),
        contexts: contexts(rules, tree, act),
        participants: act.parts.iter().map(|p| cast.participant(*p)).collect(),
        when,
        place,
        tolls,
        factuality,
        timeframe,
        claimant: chain.first().cloned(),
        attribution,
        claim_chain: chain,
        content_of: None,
        part_of: None,
        position,
        diplomatic,
        commitment,
        rule: rule_id,
    }
}

/// The stretch that tells the event: its clause, or the whole sentence where that is short.
fn clause_span(tree: &Tree<'_>, own: &[usize]) -> Span {
    let mut words: Vec<usize> = Vec::new();
    for &w in own {
        words.extend(tree.below(w));
    }
    words.sort_unstable();
    words.dedup();
    let mut span = tree.span_of(&words);
    let trimmed = span.of(tree.text);
    let end = trimmed.trim_end_matches(['.', ',', ';', ' ', '\n', '"', '”']).len();
    // The comma that parts a clause from the one before it is no part of it.
    let start = trimmed[..end].len()
        - trimmed[..end].trim_start_matches([',', ';', ':', '.', ' ', '\n']).len();
    span = Span::new(span.start as usize + start, span.start as usize + end.max(start + 1));
    if span.fits(tree.text) { span } else { tree.sentence.span }
}

/// The words that say what a statement or pledge is about.
fn topic_span(tree: &Tree<'_>, c: &Chosen) -> Option<Span> {
    let words = tree.below(topic(tree, c)?);
    let span = tree.span_of(&words);
    span.fits(tree.text).then_some(span)
}

/// The head of what a statement or pledge is about.
fn topic(tree: &Tree<'_>, c: &Chosen) -> Option<usize> {
    c.slots
        .complement
        .or_else(|| {
            c.slots
                .prepositions
                .iter()
                .find(|(p, _)| matches!(p.as_str(), "for" | "to" | "of" | "on"))
                .map(|(_, w)| *w)
        })
        .or_else(|| c.slots.object.first().copied())
        .filter(|&t| t != c.word && !tree.under(c.word, t))
}

/// The acts that are promised side by side: "to hold talks, to reopen the border and to …".
fn promised_acts(tree: &Tree<'_>, c: &Chosen) -> Vec<usize> {
    let Some(top) = topic(tree, c) else { return Vec::new() };
    let mut acts = vec![top];
    // "talks on peace and trade" is one promise; verbs beside a verb are as many promises.
    if tree.verbal(top) {
        acts.extend(tree.children(top).iter().copied().filter(|&k| {
            tree.is(k, "conj") && tree.verbal(k) && tree.child(k, &["nsubj"]).is_none()
        }));
    }
    // "to hold talks, to reopen the border": an infinitive after a comma or "and" goes on with the
    // list, whatever the parser hangs it on.
    let listed = |w: usize| {
        tree.children(w).iter().any(|&m| {
            tree.is(m, "mark")
                && tree.lemma(m) == "to"
                && m > 0
                && matches!(tree.lemma(m - 1), "," | "and" | ";")
        })
    };
    if tree.verbal(top) {
        for w in tree.below(top) {
            if w > top
                && tree.verbal(w)
                && listed(w)
                && tree.relation(w).as_str() != "acl:relcl"
                && !acts.contains(&w)
            {
                acts.push(w);
            }
        }
        acts.sort_unstable();
    }
    acts
}

/// The words of one promised act, without those of the acts beside it and what is told after it.
fn promise_span(tree: &Tree<'_>, act: usize, among: &[usize]) -> Option<Span> {
    let apart = |k: usize| {
        k != act && among.contains(&k)
            || tree.head(k) == Some(act)
                && (tree.any_is(k, &["cc", "parataxis", "punct"])
                    || tree.is(k, "obl") && tree.preposition(k).as_deref() == Some("after")
                    || tree.is(k, "advcl")
                        && tree.children(k).iter().any(|&m| {
                            tree.is(m, "mark")
                                && matches!(tree.lemma(m), "after" | "as" | "while" | "since")
                        }))
    };
    let mut words: Vec<usize> = Vec::new();
    for w in tree.below(act) {
        let mut at = w;
        let mut own = true;
        for _ in 0..tree.len() {
            if apart(at) {
                own = false;
                break;
            }
            match tree.head(at).filter(|_| at != act) {
                Some(h) => at = h,
                None => break,
            }
        }
        if own {
            words.push(w);
        }
    }
    let span = tree.span_of(&words);
    (!words.is_empty() && span.fits(tree.text)).then_some(span)
}

/// One more assertion for each act that is promised beside the first.
fn further_promises(
    tree: &Tree<'_>,
    c: &Chosen,
    spoken: bool,
    first: &Assertion,
    text_hash: &[u8],
) -> Vec<Assertion> {
    let Some(commitment) = first.commitment.as_ref().filter(|_| c.was.is_none() && !spoken) else {
        return Vec::new();
    };
    let acts = promised_acts(tree, c);
    acts.iter()
        .skip(1)
        .take(12)
        .filter_map(|&act| {
            let span = promise_span(tree, act, &acts)?;
            let trigger = tree.token(act).span;
            let mut other = first.clone();
            other.id = short_id(
                "a",
                &[
                    text_hash,
                    &trigger.start.to_le_bytes(),
                    &trigger.end.to_le_bytes(),
                    c.kind.as_str().as_bytes(),
                ],
            );
            other.trigger = trigger;
            other.commitment = Some(CommitmentText {
                action: squeeze(span.of(tree.text)),
                action_span: Some(span),
                ..commitment.clone()
            });
            Some(other)
        })
        .collect()
}

fn condition(tree: &Tree<'_>, anchor: usize) -> Option<String> {
    let mut tops = vec![anchor];
    tops.extend(tree.head(anchor));
    for top in tops {
        for &c in tree.children(top) {
            if tree.is(c, "advcl")
                && tree.children(c).iter().any(|&m| {
                    tree.is(m, "mark")
                        && matches!(
                            tree.lemma(m),
                            "if" | "unless" | "until" | "once" | "provided" | "as_long_as"
                        )
                })
            {
                return Some(squeeze(tree.span_of(&tree.below(c)).of(tree.text)));
            }
        }
    }
    None
}

fn squeeze(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    text.trim_matches([',', ';', ' ', '.']).chars().take(300).collect()
}
