//! Assertions with everything that they point to looked up: who, where, who vouches for it.
//!
//! A [`Fact`] is one assertion of one report. It borrows from the Reading and adds nothing of its
//! own but hashes; everything later compares facts and accounts made of them, and no longer needs
//! to know about entity identifiers and indexes.

use std::ops::Range;

use rashomon_record::{
    Assertion, CommitmentStage, CountryCode, Day, Entity, EntityKind, EventType, Factuality,
    Interval, PlaceKind, PlaceMention, PlaceUse, Quad, Reading, Role, Sector, Span, TimeBasis,
    Timeframe, TollKind, WhenBasis, WhereBasis,
};
use rustc_hash::FxHashMap;

use crate::dateline;
use crate::identity::{Who, is_known, is_named};
use crate::words::{self, mix};

/// More assertions than this of one report are not looked at.
pub(crate) const MOST_PER_REPORT: usize = 2000;

/// One assertion, looked up.
#[derive(Clone, Debug)]
pub(crate) struct Fact<'a> {
    /// Which report, in canonical order.
    pub report: usize,
    /// Which root that report belongs to.
    pub root: usize,
    /// Whether it stands in the headline.
    pub in_title: bool,
    /// The assertion.
    pub said: &'a Assertion,
    /// The text that its spans point into.
    pub text: &'a str,
    /// Who took part.
    pub parties: Vec<Party<'a>>,
    /// When its report was published.
    pub published: Option<Day>,
    /// When it happened, and how surely that is known.
    pub when: Option<Dated>,
    /// What little is said of the day, where the day itself is not known.
    pub fragment: Option<DayFragment>,
    /// Where it happened.
    pub place: Option<&'a PlaceMention>,
    /// How that is known.
    pub place_basis: WhereBasis,
    /// The town that its report mostly speaks of, where it is a deed of the news.
    pub town: Option<&'a PlaceMention>,
    /// Who vouches for it; `None` is the narrator.
    pub claimant: Option<Claimant>,
    /// Who promises, where it is a commitment.
    pub promisors: Vec<Claimant>,
    /// To whom.
    pub promisees: Vec<Claimant>,
    /// Hash of its sentence, trigger and type: the same in every copy.
    pub key: u64,
}

/// Someone or something that took part.
#[derive(Clone, Debug)]
pub(crate) struct Party<'a> {
    /// What they did in it.
    pub role: Role,
    /// The entity, at its fullest mention.
    pub entity: &'a Entity,
    /// The words of this mention.
    pub words: &'a str,
    /// The words of the fullest mention in the report.
    pub fullest: &'a str,
    /// The same for comparing.
    pub who: Who,
}

/// A time with its reliability.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Dated {
    /// The days.
    pub days: Interval,
    /// How it is known.
    pub basis: WhenBasis,
}

impl Dated {
    /// From 0 (the text around it) to 3 (a whole date).
    pub fn surety(&self) -> u8 {
        match self.basis {
            WhenBasis::Explicit => 3,
            WhenBasis::Published => 2,
            WhenBasis::Event => 1,
            WhenBasis::Context | WhenBasis::Unknown => 0,
        }
    }

    fn of(said: &Assertion) -> Option<Dated> {
        let days = said.when.interval().filter(|_| said.when.basis != WhenBasis::Unknown)?;
        Some(Dated { days, basis: said.when.basis })
    }
}

/// A part of a date that could not be resolved, because its report says no year or no day of its own.
/// It dates nothing, but two events cannot be one where it speaks against that.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum DayFragment {
    /// "on Saturday": days after Monday.
    Weekday(i8),
    /// "on January 16": month and day.
    MonthDay(i8, i8),
}

impl DayFragment {
    /// Whether `day` is such a day.
    pub fn fits(self, day: Day) -> bool {
        match self {
            DayFragment::Weekday(after_monday) => {
                day.0.weekday().to_monday_zero_offset() == after_monday
            }
            DayFragment::MonthDay(month, date) => (day.0.month(), day.0.day()) == (month, date),
        }
    }

    /// The fragment of an undated assertion: the only one in its clause.
    fn of(said: &Assertion, reading: &Reading, text: &str) -> Option<DayFragment> {
        const DAYS: [&str; 7] =
            ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
        if said.when.interval().is_some() {
            return None;
        }
        let inside = reading.times.iter().filter(|t| said.span.contains(t.span));
        let mut found = inside.filter_map(|t| {
            let words = t.span.of(text).to_lowercase();
            let weekday = words
                .split(|c: char| !c.is_alphabetic())
                .find_map(|w| DAYS.iter().position(|d| *d == w))
                .and_then(|n| i8::try_from(n).ok());
            let partial = t.value.as_deref().and_then(|v| v.strip_prefix("XXXX-")).and_then(|v| {
                let (month, day) = v.split_once('-')?;
                Some(DayFragment::MonthDay(month.parse().ok()?, day.get(..2)?.parse().ok()?))
            });
            partial.or(weekday.map(DayFragment::Weekday))
        });
        let only = found.next();
        only.filter(|_| found.next().is_none())
    }
}

/// Who vouches for something.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Claimant {
    /// Its actor code, or its name where it has none.
    pub key: String,
    /// Its country.
    pub country: Option<CountryCode>,
}

impl Fact<'_> {
    /// The stretch of text that says it, as exact as the text allows.
    pub fn span(&self) -> Span {
        let span = self.said.span;
        if span.fits(self.text) { span } else { self.said.trigger }
    }

    /// Its parties in one of `roles`.
    pub fn in_roles<'s>(&'s self, roles: &'s [Role]) -> impl Iterator<Item = &'s Party<'s>> {
        self.parties.iter().filter(move |p| roles.contains(&p.role))
    }
}

/// All facts of a report, the text's before the headline's.
pub(crate) fn of_report<'a>(report: usize, root: usize, reading: &'a Reading) -> Vec<Fact<'a>> {
    let mut facts = Vec::new();
    let text = Layer {
        text: &reading.page.text,
        entities: &reading.entities,
        places: &reading.places,
        in_title: false,
    };
    text.facts(report, root, reading, &reading.assertions, &mut facts);
    let title = Layer {
        text: reading.page.title.as_deref().unwrap_or(""),
        entities: &reading.headline.entities,
        places: &reading.headline.places,
        in_title: true,
    };
    title.facts(report, root, reading, &reading.headline.assertions, &mut facts);
    fill_promisors(&mut facts);
    if let Some(days) = news_days(reading, &facts) {
        for fact in facts.iter_mut().filter(|f| f.when.is_none() && is_news(f)) {
            fact.when = Some(Dated { days, basis: WhenBasis::Context });
        }
    }
    // What happened in the news of one town and is told without a place happened there.
    if let Some(place) = news_place(reading) {
        // States and armed groups act far from where their deeds are written about.
        let physical = |f: &Fact<'_>| {
            f.said.kind.quad() == Quad::MaterialConflict && f.parties.iter().all(|p| is_local(p))
        };
        for fact in facts.iter_mut().filter(|f| physical(f) && is_news(f)) {
            fact.town = Some(place);
            if fact.place.is_none() {
                fact.place = Some(place);
                fact.place_basis = WhereBasis::Context;
            }
        }
    }
    facts
}

/// Whether a party is neither a state, nor part of one, nor an armed group: a person, a crowd, the
/// police of the place.
pub(crate) fn is_local(party: &Party<'_>) -> bool {
    match &party.entity.actor {
        None => true,
        Some(code) => {
            !is_known(code.head())
                || party.entity.kind == EntityKind::Person
                || matches!(code.sector(), Some(Sector::Cop | Sector::Cvl | Sector::Crm))
        }
    }
}

/// The town that a report mostly speaks of: named in the headline or at the start, or most often.
fn news_place(reading: &Reading) -> Option<&PlaceMention> {
    let mut votes: std::collections::BTreeMap<(u64, u64), (u32, &PlaceMention)> =
        std::collections::BTreeMap::new();
    let at_start = reading.sentences.get(2).map_or(300, |s| s.end);
    let in_title = reading.headline.places.iter().map(|p| (p, 4));
    let in_text = reading.places.iter().map(|p| (p, if p.span.start < at_start { 3 } else { 1 }));
    for (place, worth) in in_text.chain(in_title) {
        let town = matches!(place.kind, Some(PlaceKind::City | PlaceKind::Admin2));
        // "Houston police" speaks of the town as well, though less surely.
        let worth = match place.usage {
            PlaceUse::Literal => 2 * worth,
            PlaceUse::Modifier | PlaceUse::Metonymic => worth,
            PlaceUse::Demonym | PlaceUse::Language => continue,
        };
        if town && place.lat.is_some() {
            let key = (place.geonames.unwrap_or(0), words::line(&place.name));
            votes.entry(key).or_insert((0, place)).0 += worth;
        }
    }
    let most =
        |(votes, place): &(u32, &PlaceMention)| (*votes, std::cmp::Reverse(place.span.start));
    votes.into_values().max_by_key(most).map(|(_, place)| place)
}

fn is_news(fact: &Fact<'_>) -> bool {
    fact.said.timeframe == Timeframe::News && is_real(fact.said)
}

/// Whether an assertion tells of something that took place (or is denied to have), rather than of
/// something intended, feared or asked for. A threat took place when it was uttered, a call when it
/// was made.
pub(crate) fn is_real(said: &Assertion) -> bool {
    match said.factuality {
        Factuality::Asserted | Factuality::Denied | Factuality::Questioned => true,
        Factuality::Threatened => said.kind == EventType::Threaten,
        Factuality::CalledFor => said.kind == EventType::Request,
        Factuality::Planned => matches!(said.kind, EventType::Agree | EventType::Threaten),
        Factuality::Conditional => said.kind == EventType::Threaten,
        Factuality::Hypothetical => false,
    }
}

/// Farther back than this a day that a report names is no longer its news.
const NEWS: i64 = 7;

/// The days on which a report's undated news happened, as far as the report as a whole tells: from
/// the day that it mostly speaks of to the day of its publication. Not the day of publication as
/// such: that is when it was told.
fn news_days(reading: &Reading, facts: &[Fact<'_>]) -> Option<Interval> {
    let published = reading.page.published.day();
    let mut votes: std::collections::BTreeMap<Day, u32> = std::collections::BTreeMap::new();
    for fact in facts.iter().filter(|f| is_news(f)) {
        let Some(dated) = fact.when.filter(|d| d.days.days() == 1 && d.surety() > 0) else {
            continue;
        };
        let day = dated.days.from;
        if published.is_none_or(|p| (0..=NEWS).contains(&p.since(day))) {
            *votes.entry(day).or_default() += 2;
        }
    }
    // Days that the report names at all, those at its start before the others.
    let at_start = reading.sentences.get(2).map_or(300, |s| s.end);
    for time in &reading.times {
        let (Some(days), Some(p)) = (time.interval(), published) else { continue };
        let sure = matches!(time.basis, Some(TimeBasis::Explicit | TimeBasis::Published));
        if sure && days.from == days.to && (0..=NEWS).contains(&p.since(days.from)) {
            *votes.entry(days.from).or_default() += if time.span.start < at_start { 3 } else { 1 };
        }
    }
    let most = votes.into_iter().max_by_key(|(day, n)| (*n, *day)).map(|(day, _)| day);
    match (most, published) {
        (Some(day), _) => Some(Interval::day(day)),
        (None, Some(p)) => Some(Interval::new(p.plus(-1)?, p)),
        (None, None) => None,
    }
}

/// Whether it says of its subject that they died: "men of the guard lost their lives".
fn loses_life(said: &Assertion, text: &str) -> bool {
    const DYING: [&str; 10] =
        ["die", "died", "dies", "dying", "lose", "loses", "losing", "lost", "perish", "perished"];
    let killed = said.tolls.iter().any(|t| t.kind == TollKind::Killed);
    let trigger = said.trigger.of(text);
    killed && DYING.iter().any(|word| trigger.eq_ignore_ascii_case(word))
}

/// Fills in who promises, where a sentence says only "the parties", "both sides" or "they": those
/// who, as the same report says, agreed. Else whoever vouches for the pledge.
fn fill_promisors(facts: &mut [Fact<'_>]) {
    let known = |c: &Claimant| {
        c.country.is_some()
            || is_known(c.key.split('.').next().unwrap_or("")) && c.key.contains('.')
    };
    let mut agreeing: Vec<Claimant> = Vec::new();
    for fact in facts.iter().filter(|f| f.said.kind == EventType::Agree && is_real(f.said)) {
        let own: Vec<Claimant> = fact
            .in_roles(&[Role::Actor])
            .filter(|p| p.entity.kind != EntityKind::Person && p.who.head != 0)
            .filter_map(|p| {
                let key = p.entity.actor.as_ref()?.0.clone();
                Some(Claimant { key, country: p.entity.country.clone() })
            })
            .chain(fact.promisors.iter().filter(|c| known(c)).cloned())
            .collect();
        agreeing.extend(own);
    }
    agreeing.sort();
    agreeing.dedup();
    for fact in facts.iter_mut() {
        let Some(text) = &fact.said.commitment else { continue };
        if fact.promisors.iter().any(known) {
            continue;
        }
        let made = matches!(text.stage, CommitmentStage::Agreed | CommitmentStage::Restated);
        let many = fact.promisors.iter().all(|c| c.key.ends_with('s') || c.key.starts_with("---"));
        if made && many && !agreeing.is_empty() {
            fact.promisors.extend(agreeing.iter().cloned());
        } else if fact.promisors.is_empty() {
            fact.promisors.extend(fact.claimant.clone().filter(known));
        } else if many && agreeing.len() > 1 {
            fact.promisors.extend(agreeing.iter().cloned());
        }
        fact.promisors.sort();
        fact.promisors.dedup();
    }
}

struct Layer<'a> {
    text: &'a str,
    entities: &'a [Entity],
    places: &'a [PlaceMention],
    in_title: bool,
}

impl<'a> Layer<'a> {
    fn facts(
        &self,
        report: usize,
        root: usize,
        reading: &'a Reading,
        assertions: &'a [Assertion],
        out: &mut Vec<Fact<'a>>,
    ) {
        let known = Known::of(self.entities, self.text);
        for said in assertions.iter().take(MOST_PER_REPORT) {
            if !said.trigger.fits(self.text) {
                continue;
            }
            let sentence = match reading.sentences.get(said.sentence) {
                Some(span) if !self.in_title => span.of(self.text),
                _ => self.text,
            };
            let dateline = match reading.sentences.get(said.sentence) {
                Some(span) if !self.in_title => {
                    let start = span.range().start;
                    start..start + dateline::length(sentence)
                }
                _ => 0..0,
            };
            let trigger = words::line(said.trigger.of(self.text));
            let kind = said.kind as u64;
            out.push(Fact {
                report,
                root,
                in_title: self.in_title,
                said,
                text: self.text,
                parties: known.parties(said, &dateline),
                published: reading.page.published.day(),
                when: Dated::of(said),
                fragment: if self.in_title {
                    None
                } else {
                    DayFragment::of(said, reading, self.text)
                },
                place: said.place.place.and_then(|p| self.places.get(p)).filter(|p| {
                    matches!(p.usage, PlaceUse::Literal | PlaceUse::Modifier | PlaceUse::Metonymic)
                }),
                place_basis: said.place.basis,
                town: None,
                claimant: said.claimant.as_deref().and_then(|id| known.claimant(id)),
                promisors: known.all(said.commitment.as_ref().map(|c| &c.promisor), &dateline),
                promisees: known.all(said.commitment.as_ref().map(|c| &c.promisee), &dateline),
                key: mix(words::line(sentence) ^ trigger.rotate_left(7) ^ mix(kind + 1)),
            });
        }
    }
}

/// The entities of one text by identifier, and the fullest mention of each.
struct Known<'a> {
    text: &'a str,
    entities: &'a [Entity],
    by_id: FxHashMap<&'a str, usize>,
    /// For each entity the mention that says most of whom it is.
    fullest: Vec<usize>,
}

impl<'a> Known<'a> {
    fn of(entities: &'a [Entity], text: &'a str) -> Self {
        let by_id: FxHashMap<&str, usize> =
            entities.iter().enumerate().map(|(i, e)| (e.id.as_str(), i)).collect();
        let first = |i: usize| {
            entities[i].same_as.as_deref().and_then(|id| by_id.get(id).copied()).unwrap_or(i)
        };
        // The first mention stands for all; a later one takes its place where it knows the actor
        // and the first does not, or has the longer name.
        let mut best: FxHashMap<usize, usize> = FxHashMap::default();
        for i in 0..entities.len() {
            let group = best.entry(first(i)).or_insert(i);
            let better = |e: &Entity| {
                (e.actor.is_some(), is_named(e), e.country.is_some(), e.name.len().min(60))
            };
            if better(&entities[i]) > better(&entities[*group]) {
                *group = i;
            }
        }
        let fullest =
            (0..entities.len()).map(|i| best.get(&first(i)).copied().unwrap_or(i)).collect();
        Known { text, entities, by_id, fullest }
    }

    /// Who took part, but for what the dateline names.
    fn parties(&self, said: &Assertion, dateline: &Range<usize>) -> Vec<Party<'a>> {
        let loses = loses_life(said, self.text);
        let mut parties = Vec::new();
        for p in &said.participants {
            let Some(&at) = self.by_id.get(p.entity.as_str()) else { continue };
            let entity = &self.entities[self.fullest[at]];
            let span = if p.span.fits(self.text) { p.span } else { self.entities[at].span };
            if dateline.contains(&span.range().start) {
                continue;
            }
            let mortal = matches!(entity.kind, EntityKind::People | EntityKind::Person);
            let dies = loses && mortal && p.role == Role::Actor;
            parties.push(Party {
                role: if dies { Role::Victim } else { p.role },
                entity,
                words: self.text.get(span.range()).unwrap_or(""),
                fullest: entity.span.of(self.text),
                who: Who::of(entity),
            });
        }
        parties
    }

    /// Those of `ids` that the dateline does not name.
    fn all(&self, ids: Option<&Vec<String>>, dateline: &Range<usize>) -> Vec<Claimant> {
        let told = |id: &&String| {
            let at = self.by_id.get(id.as_str());
            at.is_none_or(|&at| !dateline.contains(&self.entities[at].span.range().start))
        };
        let known = ids.into_iter().flatten().filter(told);
        let mut all: Vec<Claimant> = known.filter_map(|id| self.claimant(id)).collect();
        all.sort();
        all.dedup();
        all
    }

    fn claimant(&self, id: &str) -> Option<Claimant> {
        let &at = self.by_id.get(id)?;
        let entity = &self.entities[self.fullest[at]];
        let key = match &entity.actor {
            Some(code) => code.0.clone(),
            None if !entity.name.trim().is_empty() => entity.name.trim().to_string(),
            None => entity.span.of(self.text).to_string(),
        };
        Some(Claimant { key, country: entity.country.clone() })
    }
}
