//! Who is meant again: short forms, acronyms and aliases that the text introduces, variants of
//! spelling, pronouns and descriptions. Looks back a bounded number of mentions, so that long
//! texts take linear time.

use rashomon_record::{ActorCode, CountryCode, EntityBasis, EntityKind, Sector};
use rustc_hash::FxHashMap;

use rashomon_lexicon::gazetteer::fold;

use super::mention::{Form, Mention, Pronoun, Who};
use super::phrase::is_clitic;
use super::tables::Refers;
use super::words::Row;
use crate::document::Document;

/// How many mentions a pronoun or description looks back.
const WINDOW: usize = 40;
/// How many sentences.
const SENTENCES: usize = 2;
/// How many sentences a description ("the group") looks back.
const FAR: usize = 6;

/// Fills `same`, and who the later mentions are.
pub(crate) fn resolve(document: &Document<'_>, row: &Row<'_>, mentions: &mut [Mention]) {
    aliases(row, mentions);
    let mut known = Known::default();
    for i in 0..mentions.len() {
        match mentions[i].form {
            Form::Name | Form::Demonym => {
                known.name(row, mentions, i);
                let m = &mentions[i];
                if m.kind == EntityKind::Person && m.office.is_some() && !m.who.known() {
                    known.infer_country(row, mentions, i, Some(Sector::Gov));
                }
            }
            Form::Pronoun(pronoun) => known.pronoun(document, row, mentions, i, pronoun),
            Form::Noun { .. } => known.description(row, mentions, i),
        }
    }
}

/// What has been seen so far.
#[derive(Default)]
struct Known {
    /// First mention by folded words.
    by_words: FxHashMap<String, usize>,
    /// First mention by actor code, countries and known groups.
    by_actor: FxHashMap<String, usize>,
    /// Persons by each part of their name, newest last; capped.
    parts: FxHashMap<String, Vec<usize>>,
    /// Persons by last part.
    last_parts: FxHashMap<String, usize>,
}

fn sentence(row: &Row<'_>, m: &Mention) -> usize {
    row.pieces[m.start].word.sentence
}

fn first_of(mentions: &[Mention], i: usize) -> usize {
    mentions[i].same.unwrap_or(i)
}

/// Ties `i` to `first` and shares what is known of either.
fn tie(mentions: &mut [Mention], i: usize, target: usize, basis: EntityBasis) {
    let first = first_of(mentions, target);
    if first == i {
        return;
    }
    let source = if mentions[target].who.known() { target } else { first };
    let (who, office, name) = (
        mentions[source].who.clone(),
        mentions[source].office.clone(),
        mentions[first].name.clone(),
    );
    let m = &mut mentions[i];
    m.same = Some(first);
    m.basis = basis;
    if who.known() {
        m.who = who;
    }
    if m.office.is_none() {
        m.office = office;
    }
    if name.len() > m.name.len() || matches!(m.form, Form::Pronoun(_) | Form::Noun { .. }) {
        m.name = name;
    }
}

/// Names without the marks that spellings differ in.
fn plain(name: &str) -> String {
    let folded = fold(name);
    folded.strip_prefix("the ").unwrap_or(&folded).to_string()
}

/// Parts of a person's name, small words of nobility and descent left out.
fn parts(name: &str) -> Vec<String> {
    name.split_whitespace()
        .map(|p| fold(p).replace(' ', ""))
        .filter(|p| p.chars().count() > 1)
        .filter(|p| {
            !matches!(
                p.as_str(),
                "al" | "el"
                    | "bin"
                    | "ibn"
                    | "ul"
                    | "de"
                    | "van"
                    | "von"
                    | "der"
                    | "la"
                    | "jr"
                    | "sr"
            )
        })
        .collect()
}

/// Edit distance, or `None` where it is more than `most`.
pub(crate) fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let a: Vec<char> = a.chars().take(48).collect();
    let b: Vec<char> = b.chars().take(48).collect();
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = before + usize::from(x != y);
            before = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(row[j + 1] + 1);
        }
    }
    let total = row[b.len()];
    (total <= most).then_some(total)
}

/// Whether two parts of names are spellings of one: one letter apart from five letters on, two
/// from eight on, three from twelve on, and the same first letter. Never by chance likeness: the
/// caller asks for another part or a title in common.
pub(crate) fn alike(a: &str, b: &str) -> bool {
    let length = a.chars().count().min(b.chars().count());
    let most = match length {
        0..5 => return a == b,
        5..8 => 1,
        8..12 => 2,
        _ => 3,
    };
    a.chars().next() == b.chars().next() && distance(a, b, most).is_some()
}

impl Known {
    fn name(&mut self, row: &Row<'_>, mentions: &mut [Mention], i: usize) {
        let m = &mentions[i];
        let written = format!("{}/{}", class(m), plain(&document_words(row, m)));
        if let Some(first) = m.same {
            // An alias that the text has introduced stands alone from now on.
            self.by_words.entry(written).or_insert(first);
            return;
        }
        if m.kind == EntityKind::Person {
            self.person(mentions, i);
            return;
        }
        let words = format!("{}/{}", class(m), plain(&m.name));
        let seen = self.by_words.get(&words).or_else(|| self.by_words.get(&written));
        if let Some(&first) = seen {
            let own = mentions[i].who.clone();
            let (basis, kind) = (mentions[i].basis, mentions[first].kind);
            tie(mentions, i, first, basis);
            if kind == EntityKind::Group {
                mentions[i].kind = kind;
            }
            // What this mention says itself counts more than what an earlier one did not say.
            if own.country.is_some() {
                mentions[i].who = own;
            }
            return;
        }
        self.by_words.insert(words, i);
        self.by_words.entry(written).or_insert(i);
        if m.form == Form::Demonym || m.kind == EntityKind::Other {
            return;
        }
        let actor = m.who.actor.as_ref().map(|a| format!("{}/{}", class(m), a));
        // Countries and groups by their code; organs of a state share its code and stay apart.
        let own = matches!(m.kind, EntityKind::Country | EntityKind::Group)
            || m.who.actor.as_ref().is_some_and(|a| a.sector() == Some(Sector::Igo));
        if let Some(actor) = actor.filter(|_| own) {
            if let Some(&first) = self.by_actor.get(&actor) {
                let basis = if mentions[i].basis == EntityBasis::Name {
                    EntityBasis::Alias
                } else {
                    mentions[i].basis
                };
                tie(mentions, i, first, basis);
                return;
            }
            self.by_actor.insert(actor, i);
        }
        // "the Foreign Ministry" after "the Iranian Foreign Ministry".
        if mentions[i].kind == EntityKind::Organization {
            let folded = plain(&mentions[i].name);
            let words: Vec<&str> = folded.split(' ').collect();
            let key = |n: usize| format!("tail/{}", words[words.len() - n..].join(" "));
            if words.len() >= 2
                && mentions[i].who.country.is_none()
                && let Some(&first) = self.by_words.get(&key(words.len()))
            {
                tie(mentions, i, first, EntityBasis::Alias);
                return;
            }
            for n in 2..words.len().min(6) {
                self.by_words.insert(key(n), i);
            }
        }
    }

    fn person(&mut self, mentions: &mut [Mention], i: usize) {
        let own = parts(&mentions[i].name);
        let Some(last) = own.last().cloned() else { return };
        let mut found: Option<(usize, EntityBasis)> = None;
        let fits = |mentions: &[Mention], first: usize| -> bool {
            let theirs = parts(&mentions[first].name);
            // Two full names are one where their first parts are one, too.
            own.len() < 2
                || theirs.len() < 2
                || own[0] == theirs[0]
                || (own[0].chars().count() == 1 || theirs[0].chars().count() == 1)
                    && own[0].chars().next() == theirs[0].chars().next()
                || alike(&own[0], &theirs[0])
        };
        if let Some(&c) = self.last_parts.get(&last)
            && fits(mentions, c)
        {
            found = Some((c, EntityBasis::Name));
        }
        if found.is_none()
            && own.len() == 1
            && let Some(c) = self.parts.get(&last).and_then(|c| c.last())
        {
            found = Some((*c, EntityBasis::Name));
        }
        if found.is_none() {
            // A variant of spelling needs another part or the office in common.
            let office = mentions[i].office.clone();
            let shared = own.iter().filter_map(|p| self.parts.get(p)).flatten().rev().take(8);
            let recent = self.parts.get("").into_iter().flatten().rev().take(16);
            for &c in shared.chain(recent) {
                let theirs = parts(&mentions[c].name);
                let Some(their_last) = theirs.last() else { continue };
                let common = own.iter().filter(|p| theirs.contains(p)).count();
                let same_office = office.is_some() && office == mentions[c].office;
                let short = own.len() == 1 && (same_office || mentions[i].title.is_some());
                if (common >= 1 || same_office || short)
                    && alike(&last, their_last)
                    && fits(mentions, c)
                {
                    found = Some((c, EntityBasis::Spelling));
                    break;
                }
            }
        }
        if let Some((c, basis)) = found {
            let own_who = mentions[i].who.clone();
            let (own_office, own_basis) = (mentions[i].office.clone(), mentions[i].basis);
            tie(mentions, i, c, basis);
            if own_who.known() {
                mentions[i].who = own_who.clone();
                if own_office.is_some() {
                    mentions[i].office.clone_from(&own_office);
                }
                if basis == EntityBasis::Name {
                    mentions[i].basis = own_basis;
                }
                // What is said later of a person holds for the name as it stood before.
                let first = first_of(mentions, i);
                if !mentions[first].who.known() {
                    mentions[first].who = own_who;
                    if mentions[first].office.is_none() {
                        mentions[first].office = own_office;
                    }
                }
            }
        }
        let first = first_of(mentions, i);
        self.last_parts.entry(last).or_insert(first);
        let all = self.parts.entry(String::new()).or_default();
        if all.last() != Some(&first) {
            all.push(first);
        }
        for part in own {
            let list = self.parts.entry(part).or_default();
            if list.last() != Some(&first) {
                list.push(first);
            }
        }
    }

    fn pronoun(
        &mut self,
        document: &Document<'_>,
        row: &Row<'_>,
        mentions: &mut [Mention],
        i: usize,
        pronoun: Pronoun,
    ) {
        if pronoun == Pronoun::Thing && is_expletive(document, row, &mentions[i]) {
            return;
        }
        let here = sentence(row, &mentions[i]);
        let mut best: Option<(i32, usize)> = None;
        for c in (i.saturating_sub(WINDOW)..i).rev() {
            let m = &mentions[c];
            let apart = here - sentence(row, m);
            if apart > SENTENCES {
                break;
            }
            if !fits_pronoun(m, pronoun) {
                continue;
            }
            let mut score = 100 - 25 * apart as i32 - (i - c).min(20) as i32;
            score += if m.subject { 22 } else { 0 };
            score += if matches!(m.form, Form::Name) { 6 } else { 0 };
            if pronoun == Pronoun::Plural && is_plural(m) {
                score += 15;
            }
            // "its" after an object rarely means a place before the subject.
            if m.kind == EntityKind::Country && pronoun == Pronoun::Plural {
                score -= 20;
            }
            if best.is_none_or(|(s, _)| score > s) {
                best = Some((score, c));
            }
        }
        if let Some((_, c)) = best {
            // "Iran and Pakistan … their": both of them.
            if pronoun == Pronoun::Plural
                && mentions[c].kind == EntityKind::Country
                && let Some(other) = joined_with(row, mentions, c)
            {
                let mut countries: Vec<CountryCode> =
                    [c, other].iter().filter_map(|&m| mentions[m].who.country.clone()).collect();
                countries.sort();
                countries.dedup();
                if countries.len() == 2 {
                    mentions[i].who = Who { actor: None, country: None, countries };
                    return;
                }
            }
            tie(mentions, i, c, EntityBasis::Pronoun);
            mentions[i].kind = match mentions[c].kind {
                // Pronouns are no names; only persons keep their kind.
                EntityKind::People => EntityKind::People,
                EntityKind::Other => EntityKind::Other,
                _ => EntityKind::People,
            };
        }
    }

    fn description(&mut self, row: &Row<'_>, mentions: &mut [Mention], i: usize) {
        let Form::Noun { noun, definite, plural } = mentions[i].form else { return };
        if same_phrase(row, mentions, i, noun.refers) {
            return;
        }
        owned(row, mentions, i, noun);
        let m = &mentions[i];
        let here = sentence(row, m);
        let bare = m.who.country.is_none() && m.who.countries.is_empty();
        let own_words = m.end - m.start;
        let back = || (i.saturating_sub(WINDOW)..i).rev();
        let near = |c: &usize, mentions: &[Mention]| here - sentence(row, &mentions[*c]) <= FAR;
        match noun.refers {
            Refers::Country if plural || starts_plural(row, m) => {
                if !definite && !starts_plural(row, m) {
                    return;
                }
                let countries = last_countries(row, mentions, i, 2);
                if countries.len() == 2 {
                    let m = &mut mentions[i];
                    m.who = Who { actor: None, country: None, countries };
                    m.basis = EntityBasis::Description;
                }
            }
            Refers::People | Refers::Organization
                if (starts_plural(row, m) || noun.refers == Refers::People && plural)
                // "the two sides", "both sides"
                && (definite || starts_plural(row, m)) =>
            {
                let countries = last_countries(row, mentions, i, 2);
                if bare && countries.len() == 2 && own_words == 1 {
                    mentions[i].who = Who { actor: None, country: None, countries };
                }
            }
            Refers::Country if definite && bare => {
                let found = back()
                    .take_while(|c| near(c, mentions))
                    .filter(|&c| {
                        let k = &mentions[c];
                        k.who.country.is_some()
                            && matches!(k.kind, EntityKind::Country)
                            && !matches!(k.form, Form::Pronoun(_))
                    })
                    .max_by_key(|&c| {
                        let k = &mentions[c];
                        let apart = here - sentence(row, k);
                        (if k.subject { 30 } else { 0 }) - 20 * apart as i32 - (i - c) as i32
                    });
                if let Some(c) = found {
                    tie(mentions, i, c, EntityBasis::Description);
                    mentions[i].kind = EntityKind::People;
                }
            }
            Refers::Country if !bare => {
                // "the Persian country", "the Iranian nation"
                let country = mentions[i].who.country.clone();
                if let Some(country) = country {
                    mentions[i].who.actor = Some(ActorCode::of(&country, Sector::Gov));
                }
            }
            Refers::Group if definite && bare && !plural => {
                let found = back().take_while(|c| near(c, mentions)).find(|&c| {
                    mentions[c].kind == EntityKind::Group
                        || (mentions[c].kind == EntityKind::Organization
                            && matches!(mentions[c].form, Form::Name)
                            && noun.sector.is_some_and(|s| s != Sector::Crm)
                            && mentions[c].who.actor.as_ref().and_then(ActorCode::sector)
                                == Some(Sector::Reb))
                });
                if let Some(c) = found {
                    tie(mentions, i, c, EntityBasis::Description);
                }
            }
            Refers::Organization if definite && bare && !plural => {
                let word = row.pieces[mentions[i].end - 1].lower.clone();
                let found = back().take_while(|c| near(c, mentions)).find(|&c| {
                    let k = &mentions[c];
                    let organ = matches!(k.form, Form::Name) && k.kind == EntityKind::Organization
                        || matches!(k.form, Form::Noun { noun: n, .. } if n.refers == Refers::Organization && k.who.country.is_some());
                    organ && (last_word(row, k) == word || first_word(row, k) == word)
                });
                if let Some(c) = found {
                    tie(mentions, i, c, EntityBasis::Description);
                } else {
                    self.infer_country(row, mentions, i, noun.sector);
                }
            }
            Refers::Person if plural && starts_plural(row, m) && bare => {
                // "both foreign ministers"
                let countries = last_countries(row, mentions, i, 2);
                if countries.len() == 2 && noun.sector == Some(Sector::Gov) {
                    mentions[i].who = Who { actor: None, country: None, countries };
                }
            }
            Refers::Person if definite && !plural => {
                let title = fold(&document_words(row, &mentions[i]));
                let found = back().take_while(|c| near(c, mentions)).find(|&c| {
                    let k = &mentions[c];
                    k.kind == EntityKind::Person
                        && k.title.as_deref().is_some_and(|t| {
                            let t = fold(t);
                            t == title || t.ends_with(&format!(" {title}")) || title.ends_with(&t)
                        })
                });
                if let Some(c) = found {
                    tie(mentions, i, c, EntityBasis::Description);
                } else if bare {
                    self.infer_country(row, mentions, i, noun.sector);
                }
            }
            Refers::Person | Refers::People | Refers::Organization if bare => {
                self.infer_country(row, mentions, i, noun.sector);
            }
            _ => {}
        }
    }

    /// Organs of a state that are named without it ("police", "the army", "officials") belong to
    /// the one country that the sentence or the one before it speaks of.
    fn infer_country(
        &self,
        row: &Row<'_>,
        mentions: &mut [Mention],
        i: usize,
        sector: Option<Sector>,
    ) {
        let state = matches!(
            sector,
            Some(Sector::Gov | Sector::Mil | Sector::Cop | Sector::Leg | Sector::Jud | Sector::Spy)
        );
        if !state {
            return;
        }
        let here = sentence(row, &mentions[i]);
        let mut only: Option<CountryCode> = None;
        for c in (i.saturating_sub(WINDOW)..i).rev() {
            let m = &mentions[c];
            if here - sentence(row, m) > 1 {
                break;
            }
            let told = matches!(
                m.kind,
                EntityKind::Country
                    | EntityKind::Place
                    | EntityKind::People
                    | EntityKind::Organization
            );
            if let Some(country) = m.who.country.as_ref().filter(|_| told) {
                match &only {
                    None => only = Some(country.clone()),
                    Some(one) if one == country => {}
                    Some(_) => return,
                }
            }
        }
        if let (Some(country), Some(sector)) = (only, sector) {
            mentions[i].who = Who {
                actor: Some(ActorCode::of(&country, sector)),
                country: Some(country),
                countries: Vec::new(),
            };
        }
    }
}

/// "the Jaish al-Adl (JAA) group", "Hamas, a militant group": the noun is the name before it.
fn same_phrase(row: &Row<'_>, mentions: &mut [Mention], i: usize, refers: Refers) -> bool {
    let Some(before) = i.checked_sub(1) else { return false };
    let (a, m) = (&mentions[before], &mentions[i]);
    if a.end > m.start || m.start - a.end > 4 || sentence(row, a) != sentence(row, m) {
        return false;
    }
    let fits = match refers {
        Refers::Group => matches!(a.kind, EntityKind::Group | EntityKind::Organization),
        Refers::Organization => a.kind == EntityKind::Organization && a.form == Form::Name,
        _ => false,
    };
    let between: Vec<&str> = row.pieces[a.end..m.start].iter().map(|p| p.lower.as_str()).collect();
    let joins = matches!(
        between.as_slice(),
        [] | [")"]
            | [",", "a" | "an" | "the"]
            | [")", ",", "a" | "an" | "the"]
            | ["-" | "–" | "—", "a" | "an" | "the"]
    );
    if !(fits && joins && matches!(a.form, Form::Name)) {
        return false;
    }
    // "the Taliban government" is an organ, not the group again.
    if between.is_empty() && refers == Refers::Organization {
        return false;
    }
    tie(mentions, i, before, EntityBasis::Description);
    true
}

/// "its ambassador", "the country's embassy": whose it is, once that is resolved.
fn owned(row: &Row<'_>, mentions: &mut [Mention], i: usize, noun: super::tables::Noun) {
    let Some(before) = i.checked_sub(1) else { return };
    let (a, m) = (&mentions[before], &mentions[i]);
    if m.who.country.is_some()
        || a.end > m.start
        || m.start - a.end > 3
        || sentence(row, a) != sentence(row, m)
    {
        return;
    }
    let between = &row.pieces[a.end..m.start];
    let clitic = between.first().is_some_and(|p| is_clitic(p.form));
    let possessive = match a.form {
        Form::Pronoun(_) => {
            matches!(row.pieces[a.start].lower.as_str(), "his" | "her" | "its" | "their")
        }
        _ => clitic,
    };
    let rest = &between[usize::from(clitic)..];
    let plain = rest.iter().all(|p| p.form.chars().all(char::is_alphanumeric));
    if !(possessive && plain && a.who.known()) {
        return;
    }
    // A person's men are a matter of the person's side, a group's of the group.
    let sector = noun.sector.filter(|_| a.kind != EntityKind::Person);
    let who = match (&a.who.country, sector) {
        (Some(country), Some(sector)) if a.kind != EntityKind::Group => Who {
            actor: Some(ActorCode::of(country, sector)),
            country: Some(country.clone()),
            countries: Vec::new(),
        },
        _ => a.who.clone(),
    };
    let people = matches!(noun.kind, EntityKind::Organization | EntityKind::Group);
    let m = &mut mentions[i];
    m.who = who;
    if people && m.who.country.is_some() {
        m.kind = noun.kind;
    }
}

fn document_words(row: &Row<'_>, m: &Mention) -> String {
    let words: Vec<&str> = row.pieces[m.start..m.end].iter().map(|p| p.lower.as_str()).collect();
    words.join(" ")
}

fn last_word(row: &Row<'_>, m: &Mention) -> String {
    row.pieces[m.end - 1].lower.clone()
}

fn first_word(row: &Row<'_>, m: &Mention) -> String {
    row.pieces[m.start].lower.clone()
}

/// Whether "both" or "two" stands before it.
fn starts_plural(row: &Row<'_>, m: &Mention) -> bool {
    m.start > 0 && matches!(row.pieces[m.start - 1].lower.as_str(), "both" | "two")
        || matches!(row.pieces[m.start].lower.as_str(), "both" | "two")
}

/// The name that "and" joins to this one.
fn joined_with(row: &Row<'_>, mentions: &[Mention], c: usize) -> Option<usize> {
    let and = |a: &Mention, b: &Mention| a.end + 1 == b.start && row.pieces[a.end].lower == "and";
    let before = c.checked_sub(1).filter(|&b| and(&mentions[b], &mentions[c]));
    let after = Some(c + 1).filter(|&n| n < mentions.len() && and(&mentions[c], &mentions[n]));
    before.or(after).filter(|&o| mentions[o].kind == EntityKind::Country)
}

/// Names of different class never stand for one another.
fn class(m: &Mention) -> u8 {
    match m.kind {
        EntityKind::Person => 0,
        EntityKind::Organization | EntityKind::Group => 1,
        EntityKind::Country => 2,
        EntityKind::Place => 3,
        EntityKind::People => 4,
        EntityKind::Other => 5,
    }
}

fn is_plural(m: &Mention) -> bool {
    match m.form {
        Form::Noun { plural, .. } => plural,
        Form::Demonym => false,
        Form::Name => m.kind == EntityKind::Group,
        Form::Pronoun(p) => p == Pronoun::Plural,
    }
}

fn fits_pronoun(m: &Mention, pronoun: Pronoun) -> bool {
    match (pronoun, m.form) {
        (_, Form::Pronoun(p)) => p == pronoun && m.same.is_some(),
        (Pronoun::Person, Form::Name) => m.kind == EntityKind::Person,
        (Pronoun::Person, Form::Noun { noun, plural, .. }) => {
            noun.refers == Refers::Person && !plural
        }
        (Pronoun::Thing, Form::Name) => {
            matches!(m.kind, EntityKind::Country | EntityKind::Organization | EntityKind::Group)
        }
        (Pronoun::Thing, Form::Noun { noun, plural, .. }) => {
            !plural && matches!(noun.refers, Refers::Organization | Refers::Group | Refers::Country)
        }
        (Pronoun::Plural, Form::Name) => {
            matches!(m.kind, EntityKind::Organization | EntityKind::Group | EntityKind::Country)
        }
        (Pronoun::Plural, Form::Noun { noun, plural, .. }) => {
            plural || matches!(noun.refers, Refers::Organization | Refers::Group | Refers::People)
        }
        (_, Form::Demonym) => false,
    }
}

/// "it is believed", "it remains unclear": no one.
fn is_expletive(document: &Document<'_>, row: &Row<'_>, m: &Mention) -> bool {
    let piece = &row.pieces[m.start];
    let token = document.token(piece.word);
    if piece.lower != "it" {
        return false;
    }
    if token.relation.is("expl") {
        return true;
    }
    let next = |n: usize| row.pieces.get(m.start + n).map_or("", |p| p.lower.as_str());
    let third = if next(1) == "has" && next(2) == "been" { next(3) } else { next(2) };
    matches!(
        next(1),
        "is" | "was" | "has" | "remains" | "remained" | "seems" | "appears" | "appeared"
    ) && matches!(
        third,
        "announced"
            | "claimed"
            | "alleged"
            | "noted"
            | "decided"
            | "stated"
            | "hoped"
            | "feared"
            | "thought"
            | "widely"
            | "also"
            | "time"
            | "too"
            | "unclear"
            | "clear"
            | "not"
            | "believed"
            | "reported"
            | "understood"
            | "likely"
            | "possible"
            | "important"
            | "impossible"
            | "necessary"
            | "that"
            | "expected"
            | "known"
            | "said"
    )
}

/// The last `n` different countries that are named as actors before `i`, nearby.
fn last_countries(row: &Row<'_>, mentions: &[Mention], i: usize, n: usize) -> Vec<CountryCode> {
    let here = sentence(row, &mentions[i]);
    // Two that this sentence or the one before names, and no third.
    for apart in 0..=1 {
        let mut named: Vec<CountryCode> = (i.saturating_sub(WINDOW)..i)
            .map(|c| &mentions[c])
            .filter(|m| here - sentence(row, m) == apart && m.kind == EntityKind::Country)
            .filter_map(|m| m.who.country.clone())
            .collect();
        named.sort();
        named.dedup();
        if named.len() == n {
            return named;
        }
    }
    let mut found: Vec<CountryCode> = Vec::new();
    // First those named as states or governments, then nationalities and towns, too.
    for strict in [true, false] {
        for c in (i.saturating_sub(WINDOW)..i).rev() {
            let m = &mentions[c];
            if here - sentence(row, m) > FAR || found.len() == n {
                break;
            }
            let pair = m.who.countries.len() == 2 && matches!(m.form, Form::Noun { .. });
            if pair && found.is_empty() {
                return m.who.countries.clone();
            }
            let state = m.kind == EntityKind::Country;
            if let Some(country) = m.who.country.as_ref().filter(|_| state || !strict)
                && !found.contains(country)
            {
                found.push(country.clone());
            }
        }
    }
    found.truncate(n);
    found.sort();
    found
}

/// Names that the text itself gives to another: an acronym in brackets, "also known as".
fn aliases(row: &Row<'_>, mentions: &mut [Mention]) {
    for i in 0..mentions.len().saturating_sub(1) {
        let (a, b) = (&mentions[i], &mentions[i + 1]);
        if !matches!((a.form, b.form), (Form::Name, Form::Name))
            || sentence(row, a) != sentence(row, b)
            || b.start < a.end
            || b.start - a.end > 6
        {
            continue;
        }
        let between: Vec<&str> =
            row.pieces[a.end..b.start].iter().map(|p| p.lower.as_str()).collect();
        let closes =
            row.pieces.get(b.end).is_some_and(|p| matches!(p.form, ")" | "]" | "," | "\"" | "”"));
        let opens = between.first().is_some_and(|w| matches!(*w, "(" | "[" | ","));
        let words: Vec<&str> = between
            .iter()
            .copied()
            .filter(|w| w.chars().any(char::is_alphanumeric) && *w != "the")
            .collect();
        let acronym = between.len() == 1 && between[0] == "(" && closes && {
            let short = row.pieces[b.start..b.end].iter().map(|p| p.form).collect::<String>();
            is_acronym(&a.name, &short)
        };
        let cue = matches!(
            words.as_slice(),
            ["also", "known", "as"]
                | ["known", "as"]
                | ["aka"]
                | ["a.k.a."]
                | ["also", "called"]
                | ["called"]
                | ["better", "known", "as"]
                | ["formerly"]
                | ["formerly", "known", "as"]
                | ["or"]
                | ["also"]
                | ["known", "locally", "as"]
                | ["commonly", "known", "as"]
                | ["known", "in", "english", "as"]
        ) && (opens || words.len() > 1 && words != ["or"]);
        let body = |m: &Mention| {
            matches!(m.kind, EntityKind::Organization | EntityKind::Group | EntityKind::Other)
        };
        let comparable = body(a) && body(b) || class(a) == class(b) && a.kind != EntityKind::Place;
        if !(acronym && (body(a) || class(a) == class(b)) || cue && comparable) {
            continue;
        }
        // Whichever is known tells who both are.
        let first = first_of(mentions, i);
        let (a_known, b_known) =
            (mentions[first].who.actor.is_some(), mentions[i + 1].who.actor.is_some());
        if b_known && !a_known {
            mentions[first].who = mentions[i + 1].who.clone();
            mentions[first].kind = mentions[i + 1].kind;
        }
        let kind = mentions[first].kind;
        let name = mentions[first].name.clone();
        let who = mentions[first].who.clone();
        let b = &mut mentions[i + 1];
        b.same = Some(first);
        b.basis = EntityBasis::Alias;
        b.kind = kind;
        b.name = name;
        b.who = who;
    }
}

/// Whether `short` is made of letters of `long` in order, in capitals, two to eight of them.
fn is_acronym(long: &str, short: &str) -> bool {
    let letters: Vec<char> = short.chars().filter(|c| c.is_alphanumeric()).collect();
    if !(2..=8).contains(&letters.len()) || letters.iter().any(|c| c.is_lowercase() && *c != 's') {
        return false;
    }
    let mut rest = long.chars().flat_map(char::to_lowercase);
    letters.iter().take(1).flat_map(|c| c.to_lowercase()).all(|c| rest.any(|r| r == c))
}
