//! From noun phrases to participants: which entity a phrase stands for, what part it takes, and
//! who owns a thing that was hit or a deed that is condemned.

use rashomon_lexicon::Lexicon;
use rashomon_record::{
    ActorCode, CountryCode, Entity, EntityBasis, EntityKind, Participant, ParticipantBasis, Role,
    Span,
};
use rashomon_syntax::Upos;
use rustc_hash::{FxHashMap, FxHashSet};

use super::grammar::{COUNTERS, Tree};
use super::rules::Rules;
use crate::document::{Document, Layers, Word};
use crate::entities::for_phrase;

/// One participant while an event is put together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Part {
    pub role: Role,
    /// Index into the list of all mentions.
    pub entity: usize,
    pub basis: ParticipantBasis,
}

/// All mentions of a text, by word, and those that the event layer adds.
pub(crate) struct Cast<'a> {
    document: &'a Document<'a>,
    lexicon: &'a Lexicon,
    rules: &'a Rules,
    known: &'a [Entity],
    added: Vec<Entity>,
    /// Mentions of each sentence.
    by_sentence: Vec<Vec<usize>>,
    /// Head word of each mention in its sentence.
    heads: Vec<Option<usize>>,
    made: FxHashMap<(usize, usize), usize>,
    /// Words of expressions of time: they take no part.
    timely: FxHashSet<(usize, usize)>,
    prefix: &'a str,
}

/// The head of an actor code without country.
const NOWHERE: &str = "---";

const NO_ONE: &[&str] = &[
    "it",
    "this",
    "that",
    "these",
    "those",
    "which",
    "who",
    "what",
    "whom",
    "there",
    "one",
    "some",
    "all",
    "both",
    "each",
    "other",
    "such",
    "many",
    "more",
    "most",
    "any",
    "none",
    "something",
    "nothing",
    "anything",
    "everything",
    "no one",
    "nobody",
    "anyone",
    "someone",
];

impl<'a> Cast<'a> {
    pub fn new(
        document: &'a Document<'a>,
        lexicon: &'a Lexicon,
        layers: &'a Layers,
        rules: &'a Rules,
        prefix: &'a str,
    ) -> Self {
        let known = layers.entities.as_slice();
        let mut by_sentence = vec![Vec::new(); document.sentences.len()];
        let mut heads = vec![None; known.len()];
        for (i, entity) in known.iter().enumerate() {
            if let Some(s) = document.sentence_of(entity.span) {
                by_sentence[s].push(i);
                heads[i] = document.head_of(entity.span).map(|w| w.token);
            }
        }
        let timely = layers
            .times
            .iter()
            .filter_map(|t| document.head_of(t.span))
            .map(|w| (w.sentence, w.token))
            .collect();
        Cast {
            document,
            lexicon,
            rules,
            known,
            added: Vec::new(),
            by_sentence,
            heads,
            made: FxHashMap::default(),
            timely,
            prefix,
        }
    }

    pub fn entity(&self, i: usize) -> &Entity {
        if i < self.known.len() { &self.known[i] } else { &self.added[i - self.known.len()] }
    }

    pub fn finish(self) -> Vec<Entity> {
        self.added
    }

    pub fn participant(&self, part: Part) -> Participant {
        let entity = self.entity(part.entity);
        Participant {
            role: part.role,
            entity: entity.id.clone(),
            span: entity.span,
            basis: part.basis,
        }
    }

    /// Whether it is known whose it is: an actor code or a country.
    pub fn placed(&self, i: usize) -> bool {
        let e = self.entity(i);
        e.country.is_some() || e.actor.as_ref().is_some_and(|a| a.head() != NOWHERE)
    }

    /// Whether it can do something: no thing and no mere place.
    pub fn acts(&self, i: usize) -> bool {
        !matches!(self.entity(i).kind, EntityKind::Other | EntityKind::Place)
    }

    pub fn country(&self, i: usize) -> Option<&str> {
        let e = self.entity(i);
        e.country
            .as_ref()
            .map(CountryCode::as_str)
            .or_else(|| e.actor.as_ref().map(ActorCode::head))
            .filter(|c| *c != NOWHERE)
    }

    /// The mention that the word heads, or the smallest one it stands in.
    pub fn mention(&self, tree: &Tree<'_>, s: usize, n: usize) -> Option<usize> {
        let here = &self.by_sentence[s];
        let span = tree.token(n).span;
        let headed = here.iter().copied().filter(|&i| self.heads[i] == Some(n));
        let best = headed.max_by_key(|&i| {
            (self.placed(i), self.acts(i), self.known[i].span.len(), usize::MAX - i)
        });
        best.or_else(|| {
            here.iter()
                .copied()
                .filter(|&i| self.known[i].span.contains(span))
                .min_by_key(|&i| (self.known[i].span.len(), i))
        })
    }

    /// Whether the word stands inside of a name ("the Organization of Islamic Cooperation").
    pub fn named(&self, tree: &Tree<'_>, s: usize, n: usize) -> bool {
        let span = tree.token(n).span;
        self.by_sentence[s].iter().any(|&i| {
            let e = &self.known[i];
            matches!(
                e.kind,
                EntityKind::Organization
                    | EntityKind::Group
                    | EntityKind::Person
                    | EntityKind::Place
            ) && e.span.contains(span)
                && e.basis == EntityBasis::Name
        })
    }

    /// Mentions whose head is among `words`, in order.
    pub fn mentions_in(&self, s: usize, words: &[usize]) -> Vec<usize> {
        self.by_sentence[s]
            .iter()
            .copied()
            .filter(|&i| self.heads[i].is_some_and(|h| words.binary_search(&h).is_ok()))
            .collect()
    }

    pub fn head_word(&self, i: usize) -> Option<usize> {
        self.heads.get(i).copied().flatten()
    }

    /// What kind of thing a noun names, by the word classes.
    pub fn kind_of(&self, tree: &Tree<'_>, n: usize) -> Option<EntityKind> {
        let lemma = tree.lemma(n);
        for (class, kind) in [
            ("people", EntityKind::People),
            ("armed", EntityKind::Group),
            ("weapon", EntityKind::Other),
            ("facility", EntityKind::Other),
            ("vehicle", EntityKind::Other),
            ("thing", EntityKind::Other),
            ("body", EntityKind::Organization),
        ] {
            if self.rules.is(class, lemma) {
                return Some(kind);
            }
        }
        None
    }

    /// Whether a word of the class (table) heads the phrase.
    pub fn is(&self, tree: &Tree<'_>, s: usize, n: usize, class: &str) -> bool {
        let kind = || self.mention(tree, s, n).map(|i| self.entity(i).kind);
        match class {
            "actor" => {
                kind().is_some_and(|k| !matches!(k, EntityKind::Other | EntityKind::Place))
                    || matches!(
                        self.kind_of(tree, n),
                        Some(EntityKind::People | EntityKind::Group | EntityKind::Organization)
                    )
                    || tree.upos(n) == Upos::Pron && !NO_ONE.contains(&tree.lemma(n))
            }
            "person" => {
                kind() == Some(EntityKind::Person)
                    || matches!(tree.lemma(n), "he" | "she" | "him" | "her" | "i" | "we" | "they")
            }
            "people" => {
                kind() == Some(EntityKind::People) || self.rules.is("people", tree.lemma(n))
            }
            "group" => kind() == Some(EntityKind::Group) || self.rules.is("armed", tree.lemma(n)),
            "organization" => {
                kind() == Some(EntityKind::Organization) || self.rules.is("body", tree.lemma(n))
            }
            "country" => kind() == Some(EntityKind::Country),
            "place" => kind() == Some(EntityKind::Place),
            "named" => kind().is_some() || tree.upos(n) == Upos::Propn,
            "number" => tree.upos(n) == Upos::Num || tree.child(n, &["nummod"]).is_some(),
            _ => {
                self.rules.is(class, tree.lemma(n))
                    || self.rules.is(class, &tree.form(n).to_lowercase())
                    // "ambassador Brah Mohamane": the name carries its title.
                    || tree.upos(n) == Upos::Propn
                        && tree.name_of(n).iter().any(|&w| self.rules.is(class, tree.lemma(w)))
            }
        }
    }

    /// The entity of a phrase: a mention, or a new one where its noun is of a kind that takes part.
    fn entity_of(&mut self, tree: &Tree<'_>, s: usize, n: usize) -> Option<usize> {
        if let Some(i) = self.mention(tree, s, n) {
            return Some(i);
        }
        let kind = self.kind_of(tree, n).or_else(|| match tree.upos(n) {
            Upos::Num => Some(EntityKind::People),
            Upos::Propn => Some(EntityKind::Other),
            _ => None,
        })?;
        Some(self.make(tree, s, n, kind))
    }

    /// A new entity for the noun phrase of `n`.
    pub fn make(&mut self, tree: &Tree<'_>, s: usize, n: usize, kind: EntityKind) -> usize {
        if let Some(&made) = self.made.get(&(s, n)) {
            return made;
        }
        let id = self.known.len() + self.added.len();
        let head = Word { sentence: s, token: n };
        let name = format!("{}{id}", self.prefix);
        let mut entity = for_phrase(self.document, self.lexicon, self.known, head, name);
        let span: Span = tree.span_of(&tree.name_of(n));
        if entity.span.is_empty() || span.contains(entity.span) {
            entity.span = span;
            entity.name = span.of(tree.text).split_whitespace().collect::<Vec<_>>().join(" ");
        }
        if entity.kind == EntityKind::Other {
            entity.kind = kind;
        }
        if entity.country.is_none() && entity.actor.is_none() {
            let owner = self.owners(tree, s, n, &["of", "from"]).first().copied();
            entity.country = owner.and_then(|o| self.entity(o).country.clone());
            if kind != EntityKind::Other {
                entity.actor = entity.country.as_ref().map(|c| ActorCode(c.as_str().to_string()));
            }
        }
        self.added.push(entity);
        self.made.insert((s, n), id);
        id
    }

    /// "Rebels in the Ivory Coast": those of whom only the sector is known belong to the country
    /// that the phrase names, or that the sentence says it happened in.
    fn at_home(&mut self, tree: &Tree<'_>, s: usize, n: usize, i: usize) -> usize {
        let (sector, root) = {
            let e = self.entity(i);
            let code = e.actor.as_ref().map_or("", ActorCode::as_str);
            let Some(sector) = code.strip_prefix(NOWHERE).and_then(|c| c.strip_prefix('.')) else {
                return i;
            };
            (sector.to_string(), e.same_as.clone().unwrap_or_else(|| e.id.clone()))
        };
        if self.placed(i) || tree.upos(n) == Upos::Pron || matches!(sector.as_str(), "IGO" | "NGO")
        {
            return i;
        }
        if let Some(&made) = self.made.get(&(s, n)) {
            return made;
        }
        let own = self
            .owners(tree, s, n, &["of", "in", "from"])
            .into_iter()
            .find_map(|o| self.entity(o).country.clone());
        let of_state = matches!(
            sector.as_str(),
            "GOV" | "MIL" | "REB" | "OPP" | "PTY" | "COP" | "JUD" | "LEG" | "SPY"
        );
        let country = own.or_else(|| {
            if !of_state {
                return None;
            }
            let mut named: Vec<&CountryCode> = self.by_sentence[s]
                .iter()
                .filter(|&&j| {
                    matches!(self.known[j].kind, EntityKind::Country | EntityKind::Place)
                        && self.heads[j].is_some_and(|h| {
                            matches!(
                                tree.preposition(h).as_deref(),
                                Some("in" | "across" | "throughout")
                            )
                        })
                })
                .filter_map(|&j| self.known[j].country.as_ref())
                .collect();
            named.dedup();
            if named.len() == 1 { named.first().map(|c| (*c).clone()) } else { None }
        });
        let Some(country) = country else { return i };
        let id = self.known.len() + self.added.len();
        let mut entity = self.entity(i).clone();
        entity.id = format!("{}{id}", self.prefix);
        entity.actor = Some(ActorCode(format!("{country}.{sector}")));
        entity.country = Some(country);
        entity.same_as = Some(root);
        entity.basis = EntityBasis::Description;
        self.added.push(entity);
        self.made.insert((s, n), id);
        id
    }

    /// Who owns what a phrase names: possessor, nationality, "of", "by", …; only those of whom it
    /// is known who they are, or who can act.
    pub fn owners(&self, tree: &Tree<'_>, s: usize, n: usize, prepositions: &[&str]) -> Vec<usize> {
        let mut found: Vec<usize> = Vec::new();
        let take = |w: usize, found: &mut Vec<usize>, only_placed: bool| {
            for m in tree.coordinated(w) {
                let meant = self.antecedent(tree, s, m).or_else(|| self.mention(tree, s, m));
                if let Some(i) = meant {
                    let own = self.heads.get(i).copied().flatten() != Some(n);
                    if own
                        && (self.placed(i) || !only_placed && self.acts(i))
                        && !found.contains(&i)
                    {
                        found.push(i);
                    }
                }
            }
        };
        for &c in tree.children(n) {
            if tree.is(c, "nmod:poss") {
                take(c, &mut found, false);
                if found.is_empty() {
                    // "the ministry's spokesman's claim"
                    for &g in tree.children(c) {
                        if tree.is(g, "nmod:poss") {
                            take(g, &mut found, false);
                        }
                    }
                }
            }
        }
        if found.is_empty() {
            for &c in tree.children(n) {
                if tree.any_is(c, &["amod", "compound", "nmod"]) && tree.preposition(c).is_none() {
                    take(c, &mut found, true);
                }
            }
        }
        if found.is_empty() {
            let all = tree.prepositions(n);
            for p in prepositions {
                for (q, w) in &all {
                    if found.is_empty() && p == q {
                        take(*w, &mut found, !matches!(*p, "of" | "by" | "from" | "against"));
                        if found.is_empty() && tree.depth[*w] < 400 {
                            let inner = self.inner_owner(tree, s, *w);
                            found.extend(inner);
                        }
                    }
                }
            }
        }
        found
    }

    fn inner_owner(&self, tree: &Tree<'_>, s: usize, n: usize) -> Option<usize> {
        let words = tree.phrase(n);
        self.mentions_in(s, &words).into_iter().find(|&i| self.placed(i))
    }

    /// Adds what a slot holds to the participants.
    pub fn fill(&mut self, tree: &Tree<'_>, s: usize, n: usize, role: Role, parts: &mut Vec<Part>) {
        for m in tree.coordinated(n) {
            self.fill_one(tree, s, m, role, parts);
        }
    }

    /// Whom a pronoun of the sentence stands for, where the sentence names them before it: what
    /// the mention layer says, or the speaker of "X said that he would …".
    fn antecedent(&self, tree: &Tree<'_>, s: usize, n: usize) -> Option<usize> {
        if tree.upos(n) != Upos::Pron {
            return None;
        }
        let mention = self.mention(tree, s, n);
        let root = |i: usize| {
            let e = &self.known[i];
            e.same_as.clone().unwrap_or_else(|| e.id.clone())
        };
        if let Some(i) = mention.filter(|&i| self.known[i].same_as.is_some() || self.placed(i)) {
            let chain = root(i);
            let before = self.by_sentence[s]
                .iter()
                .copied()
                .filter(|&j| j != i && self.known[j].span.start < self.known[i].span.start)
                .rfind(|&j| self.known[j].basis != EntityBasis::Pronoun && root(j) == chain);
            return before;
        }
        if !matches!(
            tree.lemma(n),
            "he" | "she" | "they" | "it" | "we" | "i" | "his" | "her" | "their" | "its"
        ) {
            return None;
        }
        // Up to the clause, and from there to the one who says it.
        let mut clause = tree.head(n)?;
        for _ in 0..6 {
            if tree.is(clause, "ccomp") {
                let say = tree.head(clause)?;
                if !self.rules.is("say", tree.lemma(say)) {
                    return None;
                }
                let speaker = *tree.surface(say, 0).first()?;
                let i = self.mention(tree, s, speaker)?;
                return (self.acts(i) && self.known[i].basis != EntityBasis::Pronoun).then_some(i);
            }
            clause = tree.head(clause)?;
        }
        None
    }

    /// "the party's leader, Hector Ruiz": the one who was hurt, by name.
    fn called(&self, tree: &Tree<'_>, s: usize, n: usize, role: Role) -> Option<usize> {
        if role != Role::Victim {
            return None;
        }
        let named = |w: usize| {
            self.by_sentence[s].iter().copied().find(|&i| {
                let e = &self.known[i];
                self.heads[i] == Some(w)
                    && e.kind == EntityKind::Person
                    && matches!(e.basis, EntityBasis::Name | EntityBasis::Title)
            })
        };
        named(n).or_else(|| {
            tree.children(n)
                .iter()
                .filter(|&&c| {
                    tree.any_is(c, &["appos", "flat"])
                        || c == n + 1 && tree.any_is(c, &["nmod", "compound", "dep"])
                })
                .find_map(|&c| named(c))
        })
    }

    fn fill_one(&mut self, tree: &Tree<'_>, s: usize, n: usize, role: Role, parts: &mut Vec<Part>) {
        if let Some(i) = self.antecedent(tree, s, n) {
            let part = Part { role, entity: i, basis: ParticipantBasis::Sentence };
            if !parts.contains(&part) {
                parts.push(part);
            }
            return;
        }
        // "dozens of demonstrators": those who are counted take part, too.
        if COUNTERS.contains(&tree.lemma(n))
            && let Some(&(_, of)) = tree.prepositions(n).iter().find(|(p, _)| p == "of")
            && of != n
            && tree.depth[of] < 400
            && tree.depth[of] > tree.depth[n]
        {
            self.fill(tree, s, of, role, parts);
        }
        let add = |parts: &mut Vec<Part>, role: Role, entity: usize| {
            let part = Part { role, entity, basis: ParticipantBasis::Sentence };
            if !parts.contains(&part) {
                parts.push(part);
            }
        };
        let lemma = tree.lemma(n);
        let word_kind = self.kind_of(tree, n);
        let mentioned = self.mention(tree, s, n);
        if self.timely.contains(&(s, n)) {
            return;
        }
        // "opened fire": what was opened was not hit.
        if lemma == "fire"
            && tree.head(n).is_some_and(|h| {
                matches!(tree.lemma(h), "open" | "return" | "exchange" | "trade" | "set" | "catch")
            })
        {
            return;
        }
        if mentioned.is_none() && NO_ONE.contains(&lemma) {
            // "the two of them", "some of the soldiers"
            if let Some(&(_, of)) = tree.prepositions(n).iter().find(|(p, _)| p == "of")
                && tree.depth[of] < 400
                && of != n
            {
                self.fill(tree, s, of, role, parts);
            }
            return;
        }
        if mentioned.is_none() && tree.upos(n) == Upos::Pron {
            return;
        }
        let thing = match mentioned {
            Some(i) => {
                let e = self.entity(i);
                matches!(e.kind, EntityKind::Other)
                    || word_kind == Some(EntityKind::Other)
                        && !matches!(
                            e.kind,
                            EntityKind::Country | EntityKind::Person | EntityKind::Place
                        )
            }
            None => word_kind == Some(EntityKind::Other) || word_kind.is_none(),
        };
        let weapon = self.rules.is("weapon", lemma) || self.rules.is("vehicle", lemma);
        if !thing {
            if let Some(i) = mentioned {
                let i = self.called(tree, s, n, role).unwrap_or(i);
                let i = self.at_home(tree, s, n, i);
                add(parts, role, i);
                return;
            }
            let kind = word_kind.unwrap_or(EntityKind::People);
            let made = self.make(tree, s, n, kind);
            add(parts, role, made);
            // "members of the Front": the group takes part too.
            if role == Role::Actor && self.entity(made).country.is_none() {
                for owner in self.owners(tree, s, n, &["of", "from"]) {
                    if self.acts(owner) {
                        add(parts, role, owner);
                    }
                }
            }
            return;
        }
        // A name that nobody knows takes part as what it is said to be.
        if mentioned.is_none() && word_kind.is_none() && tree.upos(n) == Upos::Propn {
            let made = self.make(tree, s, n, EntityKind::Other);
            add(parts, role, made);
            return;
        }
        let concrete = mentioned.is_some() || word_kind == Some(EntityKind::Other);
        match role {
            Role::Actor => {
                if weapon && let Some(i) = self.entity_of(tree, s, n) {
                    add(parts, Role::Instrument, i);
                }
                let mut owners = self.owners(tree, s, n, &["of", "from", "by"]);
                // "Syrian government missiles" as one mention
                if owners.is_empty() {
                    owners.extend(mentioned.filter(|&i| self.placed(i)));
                }
                if owners.is_empty()
                    && !weapon
                    && (mentioned.is_some() || tree.upos(n) == Upos::Propn)
                    && let Some(i) = self.entity_of(tree, s, n)
                {
                    add(parts, Role::Actor, i);
                }
                for owner in owners {
                    add(parts, Role::Actor, owner);
                }
            }
            Role::Target | Role::Victim => {
                if concrete || tree.upos(n) == Upos::Num {
                    let as_people = tree.upos(n) == Upos::Num && mentioned.is_none();
                    if let Some(i) = self.entity_of(tree, s, n) {
                        add(parts, if as_people { role } else { Role::Object }, i);
                    }
                } else if tree.nominal(n) {
                    let topic = self.make(tree, s, n, EntityKind::Other);
                    add(parts, Role::Topic, topic);
                }
                let mut owners = self.owners(
                    tree,
                    s,
                    n,
                    &[
                        "of", "by", "from", "against", "on", "to", "for", "with", "in", "at",
                        "near", "over",
                    ],
                );
                if owners.is_empty() {
                    owners.extend(self.clause_owner(tree, s, n));
                }
                for owner in owners {
                    add(parts, Role::Target, owner);
                }
            }
            Role::Instrument | Role::Object | Role::Site => {
                if word_kind == Some(EntityKind::Other) || mentioned.is_some() {
                    if role == Role::Instrument && !weapon {
                        return;
                    }
                    if let Some(i) = self.entity_of(tree, s, n) {
                        add(parts, role, i);
                    }
                }
            }
            Role::Topic => {
                let topic = match mentioned {
                    Some(i) => i,
                    None => self.make(tree, s, n, EntityKind::Other),
                };
                add(parts, Role::Topic, topic);
            }
        }
    }

    /// "the claim that Pakistan had picked …", "the decision by …, announced by …"
    fn clause_owner(&self, tree: &Tree<'_>, s: usize, n: usize) -> Option<usize> {
        for &c in tree.children(n) {
            if tree.is(c, "acl") {
                let verb = tree.verb(c);
                for w in verb.subject.iter().chain(&verb.object) {
                    if *w != n
                        && let Some(i) = self.mention(tree, s, *w).filter(|&i| self.placed(i))
                    {
                        return Some(i);
                    }
                }
                let words = tree.below(c);
                if let Some(i) = self.mentions_in(s, &words).into_iter().find(|&i| self.placed(i)) {
                    return Some(i);
                }
            }
        }
        None
    }
}
