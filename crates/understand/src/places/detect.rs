//! Which words name a place. Names of the gazetteer are judged by how they stand in their sentence
//! and report; names with a class word ("Royal Street") and names after a locative ("in Torkula
//! village") are found without it.

use rashomon_lexicon::gazetteer::{Gazetteer, Meanings, NameOf};
use rashomon_record::{Entity, EntityKind, PlaceKind};
use rashomon_syntax::Upos;
use rustc_hash::{FxHashMap, FxHashSet};

use super::classes::Classes;
use super::tables::TABLES;
use super::words::{Case, Gap, Words};

/// A mention before it is known which place is meant.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    /// First word.
    pub first: usize,
    /// Last word.
    pub last: usize,
    /// Where it stands, in bytes.
    pub start: u32,
    pub end: u32,
    /// What the gazetteer holds under its name.
    pub meanings: Option<Meanings>,
    /// What the words around it say that it is.
    pub kind: Option<PlaceKind>,
    /// The gazetteer's name is read as an abbreviation.
    pub short: bool,
}

impl Spot {
    /// The words from `first` to `last`, with nothing known of them yet.
    pub fn new(words: &Words<'_, '_>, first: usize, last: usize) -> Spot {
        let (start, end) = (words.all[first].start, words.all[last].end);
        Spot { first, last, start, end, meanings: None, kind: None, short: false }
    }
}

/// Most words of a name.
const LONGEST: usize = 7;
/// The score from which on a name of the gazetteer is read as a place.
const ENOUGH: i32 = 3;

/// Last words of names of bodies, which stand after "in" as places do.
const ORGANIZATIONS: &[&str] = &[
    "league",
    "cup",
    "bowl",
    "conference",
    "championship",
    "championships",
    "tournament",
    "games",
    "war",
    "act",
    "party",
    "association",
    "committee",
    "council",
    "commission",
    "inc",
    "corp",
    "company",
    "news",
    "times",
    "series",
    "division",
    "class",
    "bible",
    "english",
    "edition",
];
/// Small words inside names.
const INNER: &[&str] = &[
    "of", "the", "and", "de", "del", "la", "le", "les", "du", "da", "do", "dos", "das", "di", "el",
    "al", "as", "upon", "on", "in", "am", "an", "der", "den", "e", "ez", "sur", "san", "y", "i",
    "under", "by", "next", "ul", "ad", "ash", "az", "ed", "o",
];
/// Articles before Arabic names, with a hyphen: "al-Tanf".
const ARTICLES: &[&str] =
    &["al", "el", "an", "as", "ar", "ash", "at", "ad", "az", "ed", "es", "et"];

pub(super) fn find(words: &Words<'_, '_>, entities: &[Entity], gazetteer: &Gazetteer) -> Vec<Spot> {
    let finder = Finder::new(words, entities, gazetteer);
    let mut spots: Vec<(Spot, i32)> = Vec::new();
    let mut i = 0;
    while i < words.all.len() {
        match finder.at(i) {
            Some((spot, score)) => {
                i = spot.last + 1;
                spots.push((spot, score));
            }
            None => i += 1,
        }
    }
    finder.settle(spots)
}

struct Finder<'w, 'a, 'd> {
    words: &'w Words<'a, 'd>,
    gazetteer: &'w Gazetteer,
    classes: Classes<'w, 'a, 'd>,
    /// Words inside the names of persons.
    persons: FxHashSet<usize>,
    /// Words inside the names of armed groups and bodies.
    bodies: FxHashSet<usize>,
    /// Folded last names of persons named in full.
    surnames: FxHashSet<String>,
    /// Folded words that stand capitalised inside a sentence somewhere.
    inside: FxHashSet<&'w str>,
    /// Folded words that stand in lower case somewhere.
    lower: FxHashSet<&'w str>,
    /// No capitals in the whole report.
    caseless: bool,
}

impl<'w, 'a, 'd> Finder<'w, 'a, 'd> {
    fn new(words: &'w Words<'a, 'd>, entities: &[Entity], gazetteer: &'w Gazetteer) -> Self {
        let mut finder = Finder {
            words,
            gazetteer,
            classes: Classes { words, gazetteer },
            persons: FxHashSet::default(),
            bodies: FxHashSet::default(),
            surnames: FxHashSet::default(),
            inside: FxHashSet::default(),
            lower: FxHashSet::default(),
            caseless: words.all.len() > 8,
        };
        let mut at = 0;
        let mut spans: Vec<&Entity> = entities.iter().collect();
        spans.sort_by_key(|e| e.span);
        for entity in spans {
            let set = match entity.kind {
                EntityKind::Person => &mut finder.persons,
                EntityKind::Group => &mut finder.bodies,
                _ => continue,
            };
            while at < words.all.len() && words.all[at].end <= entity.span.start {
                at += 1;
            }
            let mut i = at;
            while i < words.all.len() && words.all[i].start < entity.span.end {
                set.insert(i);
                i += 1;
            }
        }
        for i in 0..words.all.len() {
            let line = words.line(i);
            if words.is_name_cased(i) {
                finder.caseless = false;
                if !words.all[i].first && !line.blind && !line.title {
                    finder.inside.insert(words.folded(i));
                }
            } else if words.all[i].case == Case::Lower {
                finder.lower.insert(words.folded(i));
            }
        }
        finder.collect_surnames();
        finder
    }

    /// Last names of persons named with a first name or a title.
    fn collect_surnames(&mut self) {
        let words = self.words;
        let mut found = Vec::new();
        for i in 0..words.all.len() {
            if !words.is_name_cased(i) || words.line(i).blind {
                continue;
            }
            let folded = words.folded(i);
            let given = TABLES.given.contains(folded);
            let title = TABLES.titles.contains(folded) && folded != "st" && folded != "saint";
            if !given && !title {
                continue;
            }
            // The names that follow, initials skipped.
            let mut at = i;
            let mut last = None;
            while let Some(next) = words.after(at) {
                let fits = matches!(words.gap(next), Gap::Space | Gap::Hyphen)
                    || words.gap(next) == Gap::Stop && (words.folded(at).len() <= 2 || title);
                if !fits || !words.is_name_cased(next) || next - i > 4 {
                    break;
                }
                if words.folded(next).len() > 1 {
                    last = Some(next);
                }
                at = next;
            }
            if let Some(last) = last {
                // "Georgia Power", "Virginia Beach": a first name that is a place, and no person.
                let place = given
                    && self.is_place_name(i)
                    && last == i + 1
                    && (TABLES.after.contains_key(words.folded(last))
                        || !self
                            .gazetteer
                            .senses_of_folded(&format!("{} {}", folded, words.folded(last)))
                            .is_empty());
                let thing = TABLES.things.contains(words.folded(last));
                if !place && !thing && !TABLES.after.contains_key(words.folded(last)) {
                    found.push((last, title));
                }
            }
        }
        for (last, title) in found {
            if title && self.is_strong_place(last) {
                continue; // "President of", "Mayor Chicago": not a surname
            }
            self.surnames.insert(words.folded(last).to_string());
        }
    }

    fn is_place_name(&self, i: usize) -> bool {
        !self.gazetteer.senses_of_folded(self.words.folded(i)).is_empty()
    }

    fn is_strong_place(&self, i: usize) -> bool {
        let meanings = self.gazetteer.senses_of_folded(self.words.folded(i));
        self.weight(meanings) >= 6
    }

    /// A place that starts at word `i`: the best reading of the words from there on.
    fn at(&self, i: usize) -> Option<(Spot, i32)> {
        let words = self.words;
        if words.all[i].clitic {
            return None;
        }
        let cased = words.is_name_cased(i);
        let article = !cased
            && ARTICLES.contains(&words.folded(i))
            && words
                .after(i)
                .is_some_and(|n| words.gap(n) == Gap::Hyphen && words.is_name_cased(n));
        if let Some(road) = self.classes.road(i) {
            return Some((road, 9));
        }
        if !cased && !article && !self.caseless {
            return None;
        }
        if words.folded(i) == "washington"
            && let Some(next) = words
                .after(i)
                .filter(|&n| words.gap(n) == Gap::Comma && matches!(words.folded(n), "dc"))
        {
            let mut spot = Spot::new(words, i, next);
            spot.meanings = Some(self.gazetteer.senses_of_folded("washington dc"));
            spot.kind = Some(PlaceKind::City);
            return Some((spot, 9));
        }
        let named = if cased || article {
            self.classes.named(i, &|w| self.known(w).is_some())
        } else {
            None
        };
        let known = self.known(i);
        match (named, known) {
            (Some(n), Some(k)) if k.0.last >= n.last => Some(k),
            (Some(n), _) => Some((n, 9)),
            (None, Some(k)) => Some(k),
            (None, None) => self.unknown(i).map(|s| (s, 9)),
        }
    }

    /// The longest name of the gazetteer from word `i` on that may be a place here.
    fn known(&self, i: usize) -> Option<(Spot, i32)> {
        let words = self.words;
        let gazetteer = self.gazetteer;
        let mut cursor = gazetteer.cursor()?;
        let mut best: Option<(Spot, i32)> = None;
        let mut at = i;
        for step in 0..LONGEST {
            if step > 0 {
                let Some(next) = words.after(at) else { break };
                let joins = match words.gap(next) {
                    Gap::Space | Gap::Hyphen => true,
                    // "St. Louis", "W. Va."
                    Gap::Stop => words.folded(at).len() <= 3 && !words.all[at].clitic,
                    Gap::Slash => false,
                    _ => false,
                };
                if !joins {
                    break;
                }
                cursor = match gazetteer.advance(cursor, " ") {
                    Some(c) => c,
                    None => break,
                };
                at = next;
            }
            let folded = match (step, words.folded(at)) {
                (0, "saint") => "st",
                (0, "mount") => "mt",
                (0, "fort") => "ft",
                (_, f) => f,
            };
            cursor = match gazetteer.advance(cursor, folded) {
                Some(c) => c,
                None => break,
            };
            let cased = words.is_name_cased(at) || self.caseless;
            let digit = words.all[at].case == Case::Digit && step > 0;
            if !cased && !digit {
                let inner =
                    INNER.contains(&words.folded(at)) || step > 0 && words.gap(at) == Gap::Hyphen;
                if !inner {
                    break;
                }
                continue;
            }
            if let Some(meanings) = gazetteer.here(cursor)
                && let Some(found) = self.judge(i, at, meanings)
            {
                best = Some(found);
            }
        }
        best
    }

    /// How well known the best place of a name is.
    fn weight(&self, meanings: Meanings) -> i32 {
        let mut best = 0;
        for meaning in meanings.iter().take(12) {
            let Some(place) = self.gazetteer.place(meaning.place) else { continue };
            let population = place.population();
            let mut weight = match place.kind() {
                PlaceKind::Country | PlaceKind::Region => 6,
                PlaceKind::Admin1 => {
                    if population > 300_000 {
                        6
                    } else {
                        4
                    }
                }
                PlaceKind::Feature | PlaceKind::Site => 6,
                PlaceKind::Admin2 => {
                    if population > 100_000 {
                        4
                    } else {
                        3
                    }
                }
                _ => match population {
                    1_000_000.. => 6,
                    200_000.. => 5,
                    50_000.. => 4,
                    10_000.. => 3,
                    _ => 2,
                },
            };
            match meaning.how {
                NameOf::Spelling => {
                    weight = match population {
                        500_000.. => 5,
                        100_000.. => 4,
                        20_000.. => 3,
                        _ => 1,
                    }
                }
                NameOf::Demonym | NameOf::Abbreviation => weight = 6,
                _ => {}
            }
            best = best.max(weight);
        }
        best
    }

    /// Whether the name from `first` to `last` is a place here, and how surely.
    fn judge(&self, first: usize, last: usize, meanings: Meanings) -> Option<(Spot, i32)> {
        let words = self.words;
        let line = words.line(first);
        let single = first == last;
        let folded = words.folded(first);
        let mut spot = Spot::new(self.words, first, last);
        spot.meanings = Some(meanings);
        let text = &words.document.text[spot.start as usize..spot.end as usize];

        // Abbreviations: "Calif." with its stop, "UAE" in capitals, "TX" after a town.
        let abbreviated = meanings.iter().any(|m| m.how == NameOf::Abbreviation);
        let otherwise =
            meanings.iter().any(|m| m.how != NameOf::Abbreviation && m.how != NameOf::Spelling);
        let mut short = false;
        if abbreviated {
            let dotted = text.contains('.');
            let upper = words.all[last].case == Case::Upper && single;
            let comma = words.gap(first) == Gap::Comma || words.gap(first) == Gap::Open;
            let two = text.len() == 2;
            short = if dotted {
                true
            } else if upper && two {
                // Postal codes need a name before them; US, UK, EU and UN-like ones do not.
                matches!(folded, "us" | "uk" | "eu" | "dc" | "la") && !line.blind
                    || comma && self.name_before(first)
            } else if upper {
                !line.blind || !otherwise
            } else {
                words.stopped(last)
                    && text.len() <= 6
                    && (comma || text.len() > 3)
                    && !self.lower.contains(folded)
            };
            let dangling = dotted && words.stopped(last) && !text.ends_with('.');
            if short && (!dotted && !upper || dangling) {
                spot.end += 1;
            }
            if !short && !otherwise {
                return None;
            }
        } else if single && words.all[first].case == Case::Upper && text.len() <= 3 && !line.blind {
            return None; // an acronym
        }
        spot.short = short;
        if short {
            return Some((spot, 8));
        }
        if single && folded.len() < 3 {
            return None;
        }
        if single && TABLES.never.contains(folded) {
            return None;
        }

        let demonym = meanings.iter().any(|m| m.how == NameOf::Demonym);
        let weight = self.weight(meanings);
        let mut score = weight;
        let inside_person = (first..=last).any(|w| self.persons.contains(&w));
        if inside_person && !((demonym || !single) && weight >= 6) {
            return None;
        }
        if (first..=last).all(|w| self.bodies.contains(&w)) && !demonym && weight < 6 {
            return None;
        }
        let before = words.before(first);
        let after = words.after(last);
        let locative = self.locative(first);
        let contained = self.contained(last);

        if locative {
            score += 2;
        }
        if contained {
            score += 4;
        }
        if words.gap(first) == Gap::Comma && before.is_some_and(|b| words.is_name_cased(b)) {
            score += 1;
        }
        if !single {
            score += 2;
        }
        if after.is_some_and(|a| {
            words.gap(a) == Gap::Space && TABLES.nouns.contains_key(words.folded(a))
        }) {
            score += 2;
        }

        // Common words, where a capital says little.
        if single && TABLES.common.contains(folded) && !demonym {
            let seen = self.inside.contains(folded) && !words.all[first].first;
            score -= if line.blind || line.title || self.caseless {
                8
            } else if words.all[first].first || !seen {
                5
            } else {
                2
            };
        } else if single && words.all[first].first && self.lower.contains(folded) && weight < 6 {
            score -= 4;
        }
        if (line.blind || self.caseless) && weight < 4 && !contained {
            score -= 2;
        }
        if self.caseless && words.tag(first).is_some_and(|t| t != Upos::Propn && t != Upos::Adj) {
            score -= 3;
        }
        if let Some(tag) = words.tag(first) {
            let verb = matches!(
                tag,
                Upos::Verb | Upos::Aux | Upos::Adp | Upos::Det | Upos::Pron | Upos::Adv
            );
            if single && verb && !demonym {
                score -= 2;
            }
        }

        // Persons.
        if !demonym && !line.blind {
            score -= self.personal(first, last, weight, locative, contained);
        }

        // Part of a longer capitalised name: well-known places are still named by it.
        let joined_before = before.is_some_and(|b| {
            matches!(words.gap(first), Gap::Space | Gap::Hyphen)
                && words.is_name_cased(b)
                && !words.all[b].first
        });
        let joined_after = after.is_some_and(|a| {
            matches!(words.gap(a), Gap::Space | Gap::Hyphen) && words.is_name_cased(a)
        });
        if (joined_before || joined_after) && !line.title && !line.blind {
            if weight < 4 {
                score -= 2;
            }
            // A hyphen makes another word of it.
            if joined_before && words.gap(first) == Gap::Hyphen && weight < 6 {
                score -= 2;
            }
        }
        // "the Valley", "the Mesa": towns take no article, so it is not the town of that name.
        let article = single && before.is_some_and(|b| words.folded(b) == "the") && !demonym;
        let alone = after.is_none_or(|a| words.gap(a) != Gap::Space || words.all[a].clitic);
        if article && alone && words.gap(first) == Gap::Space {
            let town = meanings.iter().all(|m| {
                self.gazetteer
                    .place(m.place)
                    .is_some_and(|p| p.kind() == PlaceKind::City && p.population() < 500_000)
            });
            if town {
                spot.meanings = None;
            }
        }
        (score >= ENOUGH - 2).then_some((spot, score))
    }

    /// A place name before the comma or bracket that stands before `i`.
    fn name_before(&self, i: usize) -> bool {
        self.words.before(i).is_some_and(|b| self.words.is_name_cased(b))
    }

    /// "in X", "near X", "central X".
    fn locative(&self, first: usize) -> bool {
        let words = self.words;
        let Some(mut before) = words.before(first) else { return false };
        if words.gap(first) != Gap::Space {
            return false;
        }
        if words.folded(before) == "the" {
            match words.before(before) {
                Some(b) => before = b,
                None => return false,
            }
        }
        if words.folded(before) == "of" {
            // "the village of X", "north of X"
            return words.before(before).is_some_and(|b| {
                let f = words.folded(b);
                TABLES.nouns.contains_key(f)
                    || TABLES.locatives.contains(f)
                    || matches!(
                        f,
                        "people"
                            | "residents"
                            | "outskirts"
                            | "miles"
                            | "kilometers"
                            | "kilometres"
                            | "km"
                            | "part"
                            | "parts"
                            | "east"
                            | "west"
                            | "capital"
                    )
            });
        }
        TABLES.locatives.contains(words.folded(before))
    }

    /// "X, Texas", "X (Iran)", "X, Iran": a place that holds it follows.
    fn contained(&self, last: usize) -> bool {
        let words = self.words;
        let Some(mut next) = words.after(last) else { return false };
        if !matches!(words.gap(next), Gap::Comma | Gap::Open) || !words.is_name_cased(next) {
            return false;
        }
        // The name of one or two words that follows.
        let one = self.gazetteer.senses_of_folded(words.folded(next));
        let holds = |meanings: Meanings| {
            meanings.iter().take(6).any(|m| {
                m.how != NameOf::Demonym
                    && m.how != NameOf::Spelling
                    && self
                        .gazetteer
                        .place(m.place)
                        .is_some_and(|p| matches!(p.kind(), PlaceKind::Country | PlaceKind::Admin1))
            })
        };
        if holds(one) {
            return true;
        }
        let mut name = words.folded(next).to_string();
        for _ in 0..2 {
            match words.after(next) {
                Some(n) if matches!(words.gap(n), Gap::Space | Gap::Hyphen) => {
                    name.push(' ');
                    name.push_str(words.folded(n));
                    next = n;
                    if holds(self.gazetteer.senses_of_folded(&name)) {
                        return true;
                    }
                }
                _ => break,
            }
        }
        false
    }

    /// How much speaks for a person's name.
    fn personal(
        &self,
        first: usize,
        last: usize,
        weight: i32,
        locative: bool,
        contained: bool,
    ) -> i32 {
        let words = self.words;
        let mut against = 0;
        let single = first == last;
        let folded = words.folded(last);
        let before = words
            .before(first)
            .filter(|_| matches!(words.gap(first), Gap::Space | Gap::Stop | Gap::Hyphen));
        let after = words.after(last).filter(|&a| words.gap(a) == Gap::Space);
        if let Some(b) = before {
            let name = words.folded(b);
            if words.is_name_cased(b) {
                let initial = name.len() == 1 && words.stopped(b);
                let title = TABLES.titles.contains(name);
                if initial || name == "jr" {
                    against += 6;
                } else if TABLES.given.contains(name)
                    && !self.is_strong_place(b)
                    && words.gap(first) == Gap::Space
                {
                    against += 7;
                } else if title && words.gap(first) != Gap::Hyphen {
                    // "Foreign Minister Sudan" is rare; "Sheriff Jackson" is not.
                    against += if weight >= 6 && !single { 3 } else { 6 };
                } else if self.surnames.contains(folded) && single && weight < 6 {
                    against += 3;
                } else if single
                    && weight < 5
                    && !words.all[b].first
                    && !locative
                    && !contained
                    && words.gap(first) == Gap::Space
                    && !self.lower.contains(name)
                    && !self.is_place_name(b)
                {
                    // "Campbell Davis"
                    against += 2;
                }
            } else if TABLES.titles.contains(name)
                && single
                && !matches!(name, "chief" | "general" | "saint")
                && words.gap(first) == Gap::Space
                && weight < 6
            {
                against += 4;
            }
        }
        if single && TABLES.given.contains(folded) && !contained {
            if let Some(a) = after.filter(|&a| words.is_name_cased(a)) {
                let next = words.folded(a);
                let class = TABLES.after.contains_key(next)
                    || TABLES.never.contains(next)
                    || TABLES.things.contains(next);
                if !class && !self.is_strong_place(a) {
                    against += if self.surnames.contains(next) { 8 } else { 5 };
                }
            } else if weight < 5 && !locative {
                against += 4;
            }
        }
        if single && self.surnames.contains(folded) && !contained {
            // A surname of this report; a place only where the words say so.
            against += match (locative, weight) {
                (true, _) => 2,
                (false, 6..) => 3,
                (false, _) => 6,
            };
        }
        if single
            && weight < 6
            && !contained
            && !locative
            && let Some(&person) = after.and_then(|a| TABLES.saying.get(words.folded(a)))
        {
            against += if person { 3 } else { 1 };
        }
        // "Lincoln, 45, of": an age.
        if single && weight < 6 {
            let age = words.after(last).is_some_and(|a| {
                words.gap(a) == Gap::Comma
                    && words.all[a].case == Case::Digit
                    && words.text(a).len() == 2
            });
            if age && !locative {
                against += 4;
            }
        }
        against
    }

    /// A capitalised name that nothing is known of, in the place of a place.
    fn unknown(&self, i: usize) -> Option<Spot> {
        let words = self.words;
        let line = words.line(i);
        if line.blind || line.title || self.caseless {
            return None;
        }
        let before = words.before(i)?;
        if words.gap(i) != Gap::Space || words.all[i].case == Case::Upper {
            return None;
        }
        let mut last = i;
        while let Some(next) = words.after(last) {
            let joins = matches!(words.gap(next), Gap::Space | Gap::Hyphen);
            if !joins || !words.is_name_cased(next) || next - i > 3 {
                break;
            }
            last = next;
        }
        if last == i && !words.is_name_cased(i) {
            return None;
        }
        // Bodies, acronyms, persons and common words are no places.
        // "the village of X" says more than what other layers guess of X.
        let told = words.folded(before) == "of"
            && words.before(before).is_some_and(|b| TABLES.nouns.contains_key(words.folded(b)));
        for w in i..=last {
            let folded = words.folded(w);
            if words.all[w].case == Case::Upper
                || !told && (self.persons.contains(&w) || self.bodies.contains(&w))
                || TABLES.titles.contains(folded)
                || TABLES.given.contains(folded)
                || self.surnames.contains(folded)
                || !told && words.tag(w).is_some_and(|t| t == Upos::Verb || t == Upos::Aux)
            {
                return None;
            }
        }
        let folded = words.folded(last);
        if folded.len() < 3
            || TABLES.never.contains(folded)
            || TABLES.common.contains(folded)
            || self.lower.contains(folded)
            || ORGANIZATIONS.contains(&folded)
        {
            return None;
        }
        let noun_after = words
            .after(last)
            .filter(|&a| words.gap(a) == Gap::Space)
            .and_then(|a| TABLES.nouns.get(words.folded(a)));
        let noun_before = (words.folded(before) == "of")
            .then(|| words.before(before).and_then(|b| TABLES.nouns.get(words.folded(b))))
            .flatten();
        let preposition = words.folded(before);
        let locative = matches!(preposition, "in" | "near" | "outside" | "around");
        let kind = match (noun_before, noun_after, locative) {
            (Some(&kind), _, _) => kind,
            (None, Some(&kind), _)
                if locative || matches!(preposition, "at" | "the" | "from" | "to" | "of") =>
            {
                kind
            }
            // "fled Zorqabaz village"
            (None, Some(&kind), _)
                if !words.is_name_cased(before)
                    && (kind == PlaceKind::Admin1 || kind == PlaceKind::Admin2)
                    || words.after(last).is_some_and(|a| {
                        matches!(words.folded(a), "village" | "villages" | "town" | "hamlet")
                    }) =>
            {
                kind
            }
            (None, None, true) => PlaceKind::Site,
            _ => return None,
        };
        let mut spot = Spot::new(words, i, last);
        spot.kind = Some(kind);
        Some(spot)
    }

    /// Keeps what is sure enough, once it is known what else the report names.
    fn settle(&self, spots: Vec<(Spot, i32)>) -> Vec<Spot> {
        let words = self.words;
        let key = |s: &Spot| {
            let mut key = String::new();
            for w in s.first..=s.last {
                key.push_str(words.folded(w));
                key.push(' ');
            }
            key
        };
        let mut sure: FxHashMap<String, i32> = FxHashMap::default();
        for (spot, score) in &spots {
            let best = sure.entry(key(spot)).or_insert(i32::MIN);
            *best = (*best).max(*score);
        }
        spots
            .into_iter()
            .filter(|(spot, score)| {
                let elsewhere = sure.get(&key(spot)).copied().unwrap_or(0);
                *score >= ENOUGH || *score >= ENOUGH - 2 && elsewhere >= ENOUGH + 3
            })
            .map(|(s, _)| s)
            .collect()
    }
}
