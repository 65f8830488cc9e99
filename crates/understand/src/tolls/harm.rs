//! What happened to whom: from a word such as "killed" to the people it counts.

use rashomon_record::TollKind;
use rashomon_syntax::Upos;

use super::count::{Clause, Count};
use super::words::{self, Frame, Harm};

/// A toll before it is judged against the others of its text.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) kind: TollKind,
    pub(super) shot: bool,
    pub(super) happened: usize,
    pub(super) count: Count,
}

impl Clause<'_, '_> {
    /// All tolls of the sentence.
    pub(super) fn tolls(&self) -> Vec<Found> {
        let mut found = Vec::new();
        for i in 0..self.tokens.len() {
            if let Some(harm) = words::harm(self.form(i)) {
                self.of_harm(i, harm, &mut found);
            } else {
                self.of_phrase(i, &mut found);
            }
        }
        found
    }

    fn of_harm(&self, i: usize, harm: Harm, found: &mut Vec<Found>) {
        if self.unreal(i) {
            return;
        }
        let (kind, shot) = self.graver(i, harm);
        let count = match harm.frame {
            Frame::Verb => self.of_verb(i, shot),
            Frame::Intransitive if self.natural(i) => None,
            Frame::Intransitive => self.subject(i),
            Frame::State => self.of_state(i),
            Frame::Noun => self.of_noun(i),
            Frame::Body => self.of_body(i),
        };
        let generic = |c: &Count| {
            // "executing prisoners is wrong": nobody in particular
            c.qualifier == rashomon_record::TollQualifier::Vague
                && !matches!(self.tokens[i].xpos, "VBD" | "VBN" | "JJ" | "NN" | "NNS")
                && words::is_person(self.form(c.to))
        };
        if let Some(count) = count.filter(|c| !generic(c)) {
            found.push(Found { kind, shot, happened: i, count });
        }
    }

    /// Deaths that nobody did: "died of natural causes", "dies at 96".
    fn natural(&self, i: usize) -> bool {
        let end = (i + 8).min(self.tokens.len());
        (i + 1..end).any(|j| {
            self.is(j, &["natural", "heart", "cancer", "illness", "overdose", "pneumonia", "covid"])
        }) || self.is(i + 1, &["at"]) && self.form(i + 2).parse::<u32>().is_ok_and(|n| n > 17)
    }

    /// "fatally shot", "shot dead", "shot and killed", "gunned down": dead, not wounded.
    fn graver(&self, i: usize, harm: Harm) -> (TollKind, bool) {
        if !harm.shot
            && !self.is(i, &["stabbed", "stabbing", "wounded", "injured", "hurt", "burned"])
        {
            return (harm.kind, false);
        }
        let near = |from: usize, to: usize, list: &[&str]| (from..to).any(|j| self.is(j, list));
        let fatal = near(i.saturating_sub(2), i, &["fatally", "mortally"])
            || near(i + 1, i + 3, &["fatally"])
            || self.is(i + 1, &["dead"])
            || self.is(i + 1, &["to"]) && self.is(i + 2, &["death"])
            || (i + 1..i + 5).any(|j| self.is(j, &["to"]) && self.is(j + 1, &["death"]));
        if fatal { (TollKind::Killed, false) } else { (harm.kind, harm.shot) }
    }

    /// What is only feared, threatened, attempted or denied.
    fn unreal(&self, i: usize) -> bool {
        let near = i.saturating_sub(4);
        let modal = (near..i).any(|j| {
            self.is(
                j,
                &[
                    "could",
                    "would",
                    "might",
                    "may",
                    "can",
                    "should",
                    "must",
                    "not",
                    "n't",
                    "never",
                    "cannot",
                    "attempted",
                    "attempting",
                    "attempt",
                    "threatened",
                    "threatening",
                    "threatens",
                    "trying",
                    "tried",
                    "if",
                    "will",
                    "wanted",
                ],
            ) && (self.head(j) == Some(i) || j + 3 >= i)
        });
        let had = (near..i).any(|j| self.is(j, &["have"]))
            && (near..i).any(|j| self.is(j, &["may", "might"]));
        let to = i > 0 && self.is(i - 1, &["to"]) && self.tokens[i].xpos == "VB"
            || i > 1 && self.is(i - 2, &["to"]) && self.tokens[i].xpos == "VB";
        (modal && !had) || to
    }

    fn passive(&self, i: usize) -> bool {
        if self.children(i).any(|c| self.tokens[c].relation.is("aux:pass")) {
            return true;
        }
        let mut j = i;
        for _ in 0..4 {
            if j == 0 {
                return false;
            }
            j -= 1;
            if self.is(
                j,
                &["was", "were", "been", "being", "be", "got", "is", "are", "gets", "get", "'s"],
            ) {
                return true;
            }
            if !matches!(self.tokens[j].upos, Upos::Adv)
                && !self.is(j, &["not", "and", "shot", "also", "or", ","])
            {
                return false;
            }
        }
        false
    }

    fn of_verb(&self, i: usize, shot: bool) -> Option<Count> {
        let token = &self.tokens[i];
        let after_found = i > 0 && self.is(i - 1, &["found", "left", "fatally"]);
        if after_found && self.is(i, &["shot", "hurt", "killed", "stabbed", "wounded", "injured"]) {
            return self.adjoining(i - 1).or_else(|| self.passive_subject(i));
        }
        if matches!(token.upos, Upos::Noun | Upos::Propn)
            || matches!(token.xpos, "NN" | "NNS" | "NNP")
        {
            return self.of_noun(i);
        }
        let participle = matches!(token.xpos, "VBN" | "VBD" | "JJ");
        if participle && self.passive(i) {
            return self.passive_subject(i);
        }
        if let Some(object) = self.child(i, &["obj"]).filter(|&o| o > i)
            && let Some(count) = self.people(object)
        {
            return Some(count);
        }
        if let Some(subject) = self.child(i, &["nsubj:pass"]) {
            return self.people(subject);
        }
        // A man "shot in the leg", "Three killed in raid", "another wounded".
        if participle && self.child(i, &["obj"]).is_none() {
            let adjoining = self.adjoining(i);
            if adjoining.is_some() {
                return adjoining;
            }
            if token.relation.is("acl") {
                let told = self.head(i).filter(|&h| h < i).and_then(|h| self.people(h));
                if told.is_some() {
                    return told;
                }
            }
        }
        // The tree gives no object: the next noun phrase.
        if matches!(token.xpos, "VBD" | "VBG" | "VBZ" | "VBP" | "VBN")
            && self.child(i, &["obj"]).is_none()
        {
            let end = (i + 9).min(self.tokens.len());
            for j in i + 1..end {
                if self.verbal(j)
                    || self.tokens[j].upos == Upos::Adp
                        && !self.is(j, &["of", "between", "up", "over", "about", "around"])
                        && !(self.is(j, &["at"]) && self.is(j + 1, &["least", "most"]))
                    || self.is(j, &[",", "and"])
                {
                    break;
                }
                if self.noun(j)
                    || self.numeral(j)
                    || self.is(j, &["himself", "herself", "him", "her", "others", "another"])
                {
                    if self.noun(j) && self.noun(j + 1) && !words::is_person(self.form(j)) {
                        continue;
                    }
                    if self.is(j, &["her", "him"]) && self.noun(j + 1) {
                        continue;
                    }
                    if self.numeral(j)
                        && (j + 1..end)
                            .any(|k| words::is_person(self.form(k)) && self.number_reaches(j, k))
                    {
                        continue;
                    }
                    return self.people(j);
                }
            }
            if shot && token.xpos == "VBD" {
                return None;
            }
            // "shot and killed", "wounded": the subject of the verb it is joined to.
            if token.relation.is("conj")
                && participle
                && let Some(head) = self.head(i).filter(|&h| h < i)
            {
                if self.passive(head) {
                    return self.passive_subject(head);
                }
                return self.child(head, &["obj"]).and_then(|o| self.people(o));
            }
        }
        let found = self.head(i).is_some_and(|h| self.is(h, &["found", "left", "discovered"]));
        if participle && found && token.relation.is("xcomp") {
            let head = self.head(i)?;
            if let Some(object) = self.child(head, &["obj"]) {
                return self.people(object);
            }
            return self.passive_subject(i);
        }
        if participle && i > 0 && self.is(i - 1, &["found"]) {
            return self.adjoining(i - 1);
        }
        None
    }

    fn number_reaches(&self, from: usize, to: usize) -> bool {
        to > from
            && (from + 1..to).all(|i| {
                matches!(self.tokens[i].upos, Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num)
                    || self.is(i, &["-", "of", "other", "more"])
            })
    }

    fn passive_subject(&self, i: usize) -> Option<Count> {
        if let Some(count) = self.beside_helpers(i) {
            return Some(count);
        }
        let mut at = i;
        for _ in 0..4 {
            if let Some(subject) = self.child(at, &["nsubj:pass", "nsubj"]).filter(|&s| s < i) {
                return self.people(self.whole(subject));
            }
            let token = &self.tokens[at];
            if token.relation.is("acl:relcl") {
                return self.head(at).filter(|&h| h < i).and_then(|h| self.people(h));
            }
            match self.head(at) {
                Some(head)
                    if token.relation.is("conj")
                        || token.relation.is("xcomp")
                        || token.relation.is("ccomp")
                            && head < at
                            && self.child(head, &["nsubj:pass"]).is_some() =>
                {
                    at = head
                }
                _ => break,
            }
        }
        self.noun_to_the_left(i)
    }

    /// A number or a noun for people right before "were" needs no tree, unless it belongs to a
    /// noun before it ("the father of two children was killed").
    fn beside_helpers(&self, i: usize) -> Option<Count> {
        let mut j = i.checked_sub(1)?;
        while j > 0
            && (matches!(self.tokens[j].upos, Upos::Aux | Upos::Adv)
                || self.is(j, &["was", "were", "been", "not"]))
        {
            j -= 1;
        }
        if j + 1 == i || !(words::is_person(self.form(j)) || self.numeral(j)) {
            return None;
        }
        let count = self.people(self.whole(j))?;
        let start = count.from;
        let belongs = start > 0
            && (self.tokens[start - 1].upos == Upos::Adp
                || self.is(start - 1, &["and", "or", "including", ",", "of"]));
        (!belongs).then_some(count).or_else(|| {
            // "... killed and dozens were wounded"
            let verb = start > 1
                && self.is(start - 1, &["and", ","])
                && (self.verbal(start - 2) || self.is(start - 2, &["killed", "dead", "wounded"]));
            verb.then(|| self.people(j)).flatten()
        })
    }

    /// Of "nine people, including four women, were killed" the nine, not the four.
    fn whole(&self, h: usize) -> usize {
        let including = (h.saturating_sub(8)..h)
            .rev()
            .take_while(|&j| !self.verbal(j) || self.is(j, &["including"]))
            .find(|&j| self.is(j, &["including"]));
        let Some(including) = including else { return h };
        (including.saturating_sub(3)..including)
            .rev()
            .find(|&j| self.noun(j) || self.numeral(j))
            .unwrap_or(h)
    }

    /// Without a tree to trust: the nearest noun phrase before the verb's helpers.
    fn noun_to_the_left(&self, i: usize) -> Option<Count> {
        let mut j = i;
        let mut helpers = true;
        for _ in 0..10 {
            j = j.checked_sub(1)?;
            let helper = self.tokens[j].upos == Upos::Aux
                || self.tokens[j].upos == Upos::Adv
                || self.is(j, &["was", "were", "been", "not", "and", "fatally"]);
            if helpers && helper {
                continue;
            }
            helpers = false;
            if self.verbal(j) || self.is(j, &[";"]) {
                return None;
            }
            if self.noun(j) || self.numeral(j) || self.tokens[j].upos == Upos::Pron {
                return self.people(self.whole(j));
            }
        }
        None
    }

    fn subject(&self, i: usize) -> Option<Count> {
        let mut at = i;
        for _ in 0..4 {
            if let Some(subject) =
                self.child(at, &["nsubj", "nsubj:pass"]).filter(|&s| s < i || s < at)
            {
                return self.people(subject);
            }
            let token = &self.tokens[at];
            if token.relation.is("acl") {
                return self.head(at).filter(|&h| h < i).and_then(|h| self.people(h));
            }
            match self.head(at) {
                Some(head)
                    if token.relation.is("conj")
                        || token.relation.is("xcomp")
                        || token.relation.is("cop")
                        || token.relation.is("aux") =>
                {
                    at = head
                }
                _ => break,
            }
        }
        self.noun_to_the_left(i)
    }

    /// The noun phrase that stands right before word `i`.
    fn adjoining(&self, i: usize) -> Option<Count> {
        let mut before = i.checked_sub(1)?;
        while self.tokens[before].upos == Upos::Adv && before > 0 {
            before -= 1;
        }
        if self.is(before, &[")"]) {
            return None;
        }
        let age = self.is(before, &["old"]);
        if self.noun(before)
            || age
            || self.numeral(before)
            || self.is(before, &["another", "others", "one", "nobody", "none"])
        {
            return self.people(before);
        }
        None
    }

    fn of_state(&self, i: usize) -> Option<Count> {
        // "put the number of dead at 17"
        if (i.saturating_sub(4)..i).any(|j| self.is(j, &["number"]))
            && self.is(i - 1, &["of", "the"])
        {
            let end = (i + 6).min(self.tokens.len());
            let led = (i + 1..end).find(|&j| self.is(j, &["at", "to", "is", "was", "as"]))?;
            return (led + 1..end).find(|&j| self.numeral(j)).and_then(|j| self.number(j));
        }
        if i > 0 && self.is(i - 1, &["of"]) {
            return None;
        }
        // "Dead Sea", "dead end", "the dead man's car", "missing person report"
        if self.noun(i + 1) && self.tokens[i + 1].upos == Upos::Propn {
            return None;
        }
        if let Some(count) = self.adjoining(i) {
            return Some(count);
        }
        if i > 0 && self.is(i - 1, &["the", "a", "an"]) {
            return None;
        }
        let mut at = i;
        for _ in 0..3 {
            if let Some(subject) = self.child(at, &["nsubj:pass", "nsubj"]).filter(|&s| s < i) {
                let left = self.is(at, &["left", "leaving", "leaves", "leave"]);
                if left {
                    let object = self.child(at, &["obj"])?;
                    return self.people(object);
                }
                return self.people(subject);
            }
            if self.tokens[at].relation.is("amod") {
                let noun = self.head(at).filter(|&h| h > at)?;
                return self.number_of_head(noun);
            }
            at = self.head(at)?;
        }
        None
    }

    fn number_of_head(&self, noun: usize) -> Option<Count> {
        if words::is_thing(self.form(noun)) || !words::is_person(self.form(noun)) {
            return None;
        }
        self.people(noun).filter(|c| !c.implied && !c.known && c.low != Some(2))
    }

    fn of_noun(&self, i: usize) -> Option<Count> {
        let form = self.form(i);
        if self.is(i + 1, &["toll", "tolls"]) {
            return None;
        }
        let counts = matches!(
            form,
            "deaths" | "fatalities" | "fatality" | "injuries" | "killings" | "slayings"
        );
        let of = self.is(i + 1, &["of"]);
        if of {
            let noun = self.children(i).find(|&c| c > i + 1 && self.tokens[c].relation.is("nmod"));
            let noun = noun.or_else(|| {
                (i + 2..(i + 9).min(self.tokens.len())).find(|&j| words::is_person(self.form(j)))
            });
            return noun.and_then(|n| self.people(n));
        }
        if counts && form != "killings" && form != "slayings" {
            if i > 0 && self.is(i - 1, &["no"]) {
                let mut count = self.zero(i);
                count.from = i - 1;
                return Some(count);
            }
            let number = (i.saturating_sub(4)..i).rev().find(|&j| self.numeral(j));
            let number = number.filter(|&j| {
                (j + 1..i)
                    .all(|k| matches!(self.tokens[k].upos, Upos::Adj | Upos::Noun | Upos::Adv))
            })?;
            return self.number(number);
        }
        None
    }

    fn zero(&self, i: usize) -> Count {
        Count {
            low: Some(0),
            high: Some(0),
            qualifier: rashomon_record::TollQualifier::Exact,
            from: i,
            to: i,
            head: i,
            who: None,
            of: Vec::new(),
            implied: false,
            known: false,
        }
    }

    fn of_body(&self, i: usize) -> Option<Count> {
        if self.is(i + 1, &["of"]) {
            let noun =
                self.children(i).find(|&c| c > i + 1 && self.tokens[c].relation.is("nmod"))?;
            return self.people(noun);
        }
        let number = (i.saturating_sub(3)..i).rev().find(|&j| self.numeral(j))?;
        let plural = self.is(i, &["bodies", "corpses"]);
        (plural && (number + 1..i).all(|k| !self.verbal(k))).then(|| self.number(number)).flatten()
    }

    /// Tolls said in other ways: "claimed the lives of", "death toll of", "in critical condition",
    /// "taken to a hospital", "suffered wounds", "no casualties".
    fn of_phrase(&self, i: usize, found: &mut Vec<Found>) {
        let mut add = |kind, shot, happened, count: Option<Count>| {
            if let Some(count) = count {
                found.push(Found { kind, shot, happened, count });
            }
        };
        match self.form(i) {
            "lives" | "life" => {
                let verb = (i.saturating_sub(7)..i).rev().find(|&j| {
                    self.is(
                        j,
                        &[
                            "claimed", "claims", "claiming", "claim", "took", "taken", "taking",
                            "cost", "costing", "lost", "losing",
                        ],
                    )
                });
                let Some(verb) = verb.filter(|&v| !self.unreal(v)) else { return };
                if self.is(i - 1, &["their", "his", "her"]) && self.is(verb, &["lost", "losing"]) {
                    add(TollKind::Killed, false, verb, self.subject(verb));
                    return;
                }
                if self.is(i + 1, &["of"]) {
                    let noun = (i + 2..(i + 10).min(self.tokens.len())).find(|&j| {
                        words::is_person(self.form(j))
                            || self.numeral(j)
                                && !(j + 1..j + 5).any(|k| words::is_person(self.form(k)))
                    });
                    add(TollKind::Killed, false, verb, noun.and_then(|n| self.people(n)));
                } else {
                    let number = (verb + 1..i).rev().find(|&j| self.numeral(j));
                    add(TollKind::Killed, false, verb, number.and_then(|n| self.number(n)));
                }
            }
            "toll" | "tolls" => {
                let dead =
                    i > 0 && self.is(i - 1, &["death"]) || self.is(i.wrapping_sub(2), &["death"]);
                let end = (i + 10).min(self.tokens.len());
                let mut at = i + 1;
                while at < end {
                    if self.is(at, &[";", "."]) {
                        return;
                    }
                    if self.numeral(at) {
                        let last = (at..end)
                            .take_while(|&j| self.numeral(j) || self.is(j, &["-"]))
                            .last()
                            .unwrap_or(at);
                        if words::is_thing(self.form(last + 1)) {
                            return;
                        }
                        let led = (i + 1..at).any(|j| {
                            self.is(
                                j,
                                &[
                                    "to",
                                    "of",
                                    "at",
                                    "is",
                                    "was",
                                    "reached",
                                    "hit",
                                    "stood",
                                    "stands",
                                    ":",
                                    "as",
                                    "passed",
                                    "topped",
                                    "surpassed",
                                    "exceeded",
                                    "exceeds",
                                ],
                            )
                        });
                        if dead && led {
                            add(TollKind::Killed, false, i, self.number(last));
                        }
                        return;
                    }
                    at += 1;
                }
            }
            "casualties" => {
                let none = (i.saturating_sub(3)..i).any(|j| self.is(j, &["no", "zero"]));
                if none {
                    add(TollKind::Killed, false, i, Some(self.zero(i)));
                    add(TollKind::Injured, false, i, Some(self.zero(i)));
                }
            }
            "condition" => {
                let grave = i > 0
                    && self.is(
                        i - 1,
                        &[
                            "critical",
                            "serious",
                            "stable",
                            "grave",
                            "fair",
                            "good",
                            "guarded",
                            "satisfactory",
                        ],
                    );
                if grave && !self.unreal(i) {
                    add(TollKind::Injured, true, i, self.subject_of_clause(i));
                }
            }
            "hospital" | "hospitals" => {
                let moved = (i.saturating_sub(12)..i).rev().find(|&j| {
                    self.is(
                        j,
                        &[
                            "taken",
                            "transported",
                            "rushed",
                            "airlifted",
                            "flown",
                            "brought",
                            "admitted",
                            "treated",
                            "driven",
                            "transferred",
                            "sent",
                        ],
                    )
                });
                if let Some(verb) = moved.filter(|&v| !self.unreal(v)) {
                    let count = self
                        .passive_subject(verb)
                        .or_else(|| self.child(verb, &["obj"]).and_then(|o| self.people(o)));
                    add(TollKind::Injured, true, verb, count);
                }
            }
            "suffered" | "sustained" | "suffering" | "receiving" | "received" => {
                let hurt = (i + 1..(i + 9).min(self.tokens.len())).any(|j| {
                    self.is(j, &["wound", "wounds", "injury", "injuries", "burns", "gunshot"])
                });
                if hurt && !self.unreal(i) {
                    let fatal = (i + 1..(i + 9).min(self.tokens.len()))
                        .any(|j| self.is(j, &["fatal"]))
                        && !(i + 1..(i + 9).min(self.tokens.len()))
                            .any(|j| self.is(j, &["non", "life"]));
                    let kind = if fatal { TollKind::Killed } else { TollKind::Injured };
                    add(kind, !fatal, i, self.subject(i));
                }
            }
            "gunned" | "mowed" | "cut" if self.is(i + 1, &["down"]) && !self.unreal(i) => {
                add(TollKind::Killed, false, i, self.of_verb(i, false));
            }
            "hostage" | "prisoner" | "captive" => {
                let taken = (i.saturating_sub(8)..i)
                    .rev()
                    .find(|&j| self.is(j, &["taken", "took", "taking", "held", "holding"]));
                if let Some(verb) = taken.filter(|&v| !self.unreal(v)) {
                    let count = if self.passive(verb) {
                        self.passive_subject(verb)
                    } else {
                        self.child(verb, &["obj"]).filter(|&o| o != i).and_then(|o| self.people(o))
                    };
                    add(TollKind::Captured, false, verb, count);
                }
            }
            "fled" | "flee" | "fleeing" => {
                let homes = (i + 1..(i + 4).min(self.tokens.len()))
                    .any(|j| self.is(j, &["home", "homes", "villages", "fighting", "violence"]));
                if homes && !self.unreal(i) {
                    add(TollKind::Displaced, false, i, self.subject(i));
                }
            }
            "gun" | "weapon" | "rifle" | "pistol" => {
                let turned = self.is(i + 1, &["on"]) && self.is(i + 2, &["himself", "herself"]);
                if turned {
                    add(TollKind::Killed, false, i, self.people(i + 2));
                }
            }
            "double" | "triple" | "quadruple" | "quintuple" => {
                let number = match self.form(i) {
                    "double" => 2,
                    "triple" => 3,
                    "quadruple" => 4,
                    _ => 5,
                };
                let fatal = self.is(
                    i + 1,
                    &[
                        "fatal", "homicide", "murder", "murders", "killing", "killings", "slaying",
                        "slayings", "suicide",
                    ],
                );
                let shot = self.is(i + 1, &["shooting", "stabbing"]);
                if fatal || shot {
                    let mut count = self.zero(i);
                    (count.low, count.high) = (Some(number), Some(number));
                    let kind = if fatal { TollKind::Killed } else { TollKind::Injured };
                    add(kind, shot, i + 1, Some(count));
                }
            }
            // "four shot, one fatally", "one of them fatally"
            "fatally" => {
                let of_them = i > 2 && self.is(i - 1, &["them", "whom"]) && self.is(i - 2, &["of"]);
                let number = if of_them { i.checked_sub(3) } else { i.checked_sub(1) };
                let verb = self
                    .is(i + 1, &["shot", "wounded", "stabbed", "injured", "struck", "shooting"]);
                if let Some(number) = number.filter(|&n| !verb && self.numeral(n)) {
                    add(TollKind::Killed, false, i, self.number(number));
                }
            }
            "murder-suicide" => {
                let mut count = self.zero(i);
                (count.low, count.high) = (Some(2), None);
                count.qualifier = rashomon_record::TollQualifier::AtLeast;
                add(TollKind::Killed, false, i, Some(count));
            }
            "suicide" if i > 0 && self.is(i - 1, &["committed", "commits", "committing"]) => {
                add(TollKind::Killed, false, i, self.subject(i - 1));
            }
            _ => {}
        }
    }

    fn subject_of_clause(&self, i: usize) -> Option<Count> {
        let mut at = i;
        for _ in 0..5 {
            if let Some(subject) = self.child(at, &["nsubj:pass", "nsubj"]).filter(|&s| s < i) {
                return self.people(subject);
            }
            let token = &self.tokens[at];
            let head = self.head(at)?;
            if token.relation.is("nmod") && head < at {
                return self.people(head);
            }
            at = head;
        }
        None
    }
}
