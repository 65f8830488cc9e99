//! An account: what one report says about one event, all its mentions together.
//!
//! First step on the way from assertions to events. A report tells of an act several times (the
//! headline, the lead, the quotes, "the attack"); [`of_report`] brings these together. Accounts
//! of different reports are compared by [`crate::likeness`].

use rashomon_record::{
    Day, EventType, Factuality, Mode, PlaceKind, PlaceMention, Timeframe, TollKind, TollScope,
    WhereBasis,
};

use crate::cluster::{Bounds, Edge, cluster};
use crate::facts::{Dated, DayFragment, Fact, is_local, is_real};
use crate::identity::{DOERS, SUFFERERS, Who};
use crate::likeness;
use crate::tables::Tables;
use crate::words;

/// More mentions of one type in one report are compared with this many before them only.
const WINDOW: usize = 120;
/// When two mentions in one report are one act.
const WITHIN: Bounds = Bounds { join: 200, unseen: 0 };
/// So many days after it an event is still fresh news.
const FRESH: i64 = 3;
/// Words at least this rare (tenths) are kept for comparison.
const RARE: u32 = 95;
/// How rare a word is that the table does not hold.
pub(crate) const UNKNOWN_WORD: u32 = 125;

/// What one report says about one event.
#[derive(Clone, Debug)]
pub(crate) struct Account<'a> {
    /// Which report, in canonical order.
    pub report: usize,
    /// Its root.
    pub root: usize,
    /// Its facts, as indexes into all facts.
    pub facts: Vec<usize>,
    /// PLOVER type.
    pub kind: EventType,
    /// Modes that are named, sorted.
    pub modes: Vec<Mode>,
    /// Whether it is told as something that happened or is denied to have.
    pub real: bool,
    /// Whether any mention is news.
    pub news: bool,
    /// When its report was published.
    pub published: Option<Day>,
    /// When, and how surely that is known.
    pub when: Option<Dated>,
    /// What little is said of the day, where it is not known.
    pub fragment: Option<DayFragment>,
    /// Where.
    pub place: Option<Placed<'a>>,
    /// Whether no state and no armed group took part.
    pub local: bool,
    /// Those who did it.
    pub doers: Vec<Who>,
    /// Those to whom it was done.
    pub sufferers: Vec<Who>,
    /// Whether an aircraft was brought down (or else something on the ground attacked); `None` where
    /// the words do not tell.
    pub downed: Option<bool>,
    /// Dead, as the narrowest statement has it.
    pub killed: Option<(u64, u64)>,
    /// Wounded.
    pub injured: Option<(u64, u64)>,
    /// Rare words of its sentences, sorted.
    pub rare: Vec<u64>,
    /// Index of the first sentence that tells of it.
    pub sentence: usize,
    /// Whether the headline tells of it.
    pub in_title: bool,
}

/// A place with its reliability.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Placed<'a> {
    /// The mention.
    pub mention: &'a PlaceMention,
    /// From 0 (the text around it) to 2 (the sentence says it).
    pub surety: u8,
    /// From 0 (country) to 2 (a settlement or site).
    pub fineness: u8,
    /// Hash of its name.
    pub name: u64,
}

impl<'a> Placed<'a> {
    fn of(fact: &Fact<'a>) -> Option<Self> {
        let mention = fact.place?;
        Some(Placed {
            mention,
            surety: match fact.place_basis {
                WhereBasis::Explicit => 2,
                WhereBasis::Participant => 1,
                WhereBasis::Context | WhereBasis::Unknown => 0,
            },
            fineness: match mention.kind {
                Some(PlaceKind::Country) => 0,
                Some(PlaceKind::Admin1 | PlaceKind::Region | PlaceKind::Feature) => 1,
                Some(PlaceKind::Admin2 | PlaceKind::City | PlaceKind::Site) => 2,
                None => 1,
            },
            name: words::line(&mention.name),
        })
    }
}

impl<'a> Account<'a> {
    /// The account that `members` of `facts` make together; they are of one report and type.
    pub fn of(facts: &[Fact<'a>], mut members: Vec<usize>, tables: &Tables) -> Option<Self> {
        members.sort_unstable();
        let first = &facts[*members.first()?];
        let mut account = Account {
            report: first.report,
            root: first.root,
            kind: first.said.kind,
            modes: Vec::new(),
            real: is_real(first.said),
            news: false,
            published: first.published,
            when: None,
            fragment: None,
            place: None,
            local: true,
            doers: Vec::new(),
            sufferers: Vec::new(),
            downed: None,
            killed: None,
            injured: None,
            rare: Vec::new(),
            sentence: usize::MAX,
            in_title: false,
            facts: Vec::new(),
        };
        let mut rare = Vec::new();
        for &member in &members {
            let fact = &facts[member];
            account.news |= fact.said.timeframe == Timeframe::News;
            account.modes.extend(fact.said.mode);
            account.in_title |= fact.in_title;
            let sentence = if fact.in_title { 0 } else { fact.said.sentence };
            account.sentence = account.sentence.min(sentence);
            account.take_time(fact);
            account.fragment = account.fragment.or(fact.fragment);
            account.take_place(fact);
            account.take_tolls(fact);
            // What was brought down is told by the words of its own clause; one that names it decides.
            account.downed = account.downed.max(downed(fact, tables));
            account.local &= fact.parties.iter().all(is_local);
            for party in &fact.parties {
                let side = if DOERS.contains(&party.role) {
                    &mut account.doers
                } else if SUFFERERS.contains(&party.role) {
                    &mut account.sufferers
                } else {
                    continue;
                };
                side.push(party.who.clone());
            }
            words::words(fact.span().of(fact.text), |w| {
                let rarity = tables.common_words.get(&w.hash).copied().unwrap_or(UNKNOWN_WORD);
                if rarity >= RARE {
                    rare.push(w.hash);
                }
            });
        }
        account.modes.sort();
        account.modes.dedup();
        for side in [&mut account.doers, &mut account.sufferers] {
            side.sort();
            side.dedup();
            side.truncate(24);
        }
        account.rare = words::set(rare);
        account.facts = members;
        Some(account)
    }

    /// Whether it names no one, counts no one and is nowhere: too little to be an event of its own.
    pub fn is_thin(&self, facts: &[Fact<'_>]) -> bool {
        let known = |side: &[Who]| side.iter().any(|w| w.head != 0 || w.name != 0);
        let counts = self.facts.iter().any(|&f| !facts[f].said.tolls.is_empty());
        let placed = self.place.is_some_and(|p| p.surety > 0);
        !known(&self.doers) && !known(&self.sufferers) && !counts && !placed
    }

    /// Whether its report was published while it was fresh news, on a day that sure words name:
    /// two such accounts of different days are two events.
    pub fn is_fresh(&self) -> bool {
        let days = self.when.filter(|w| w.surety() >= 2 && w.days.days() == 1).map(|w| w.days);
        days.zip(self.published).is_some_and(|(d, p)| (0..=FRESH).contains(&p.since(d.from)))
    }

    fn take_time(&mut self, fact: &Fact<'a>) {
        let Some(dated) = fact.when else { return };
        // A surer day wins, then a narrower one, then the earlier mention.
        let rank = |d: &Dated| (d.days.days() <= 1, d.surety(), -d.days.days().min(4000));
        if self.when.is_none_or(|held| rank(&dated) > rank(&held)) {
            self.when = Some(dated);
        }
    }

    fn take_place(&mut self, fact: &Fact<'a>) {
        let Some(placed) = Placed::of(fact) else { return };
        let rank = |p: &Placed<'_>| {
            (p.fineness.min(p.surety + 1), p.surety, p.fineness, p.mention.lat.is_some())
        };
        if self.place.is_none_or(|held| rank(&placed) > rank(&held)) {
            self.place = Some(placed);
        }
    }

    fn take_tolls(&mut self, fact: &Fact<'a>) {
        for toll in &fact.said.tolls {
            if matches!(toll.scope, Some(TollScope::Total | TollScope::Part)) {
                continue;
            }
            let held = match toll.kind {
                TollKind::Killed => &mut self.killed,
                TollKind::Injured => &mut self.injured,
                _ => continue,
            };
            let low = toll.low.unwrap_or(0);
            let high = toll.high.unwrap_or(u64::MAX);
            // The largest stated number stands for the report; names told one by one are parts.
            if held.is_none_or(|(l, _)| low > l) {
                *held = Some((low, high));
            }
        }
    }
}

/// The accounts of one report, in order of their first fact.
pub(crate) fn of_report<'a>(
    facts: &[Fact<'a>],
    range: std::ops::Range<usize>,
    tables: &Tables,
) -> Vec<Account<'a>> {
    let members: Vec<usize> = range.filter(|&f| is_event(&facts[f])).collect();
    let single: Vec<Account<'a>> =
        members.iter().filter_map(|&m| Account::of(facts, vec![m], tables)).collect();
    let mut edges = Vec::new();
    for b in 0..single.len() {
        for a in b.saturating_sub(WINDOW)..b {
            if single[a].kind != single[b].kind {
                continue;
            }
            let (x, y) = (&facts[members[a]], &facts[members[b]]);
            edges.push(Edge { a, b, points: likeness::within(&single[a], &single[b], x, y) });
        }
    }
    let heads = cluster(single.len(), &edges, WITHIN);
    let mut groups: std::collections::BTreeMap<usize, Vec<usize>> = Default::default();
    for (node, head) in heads.into_iter().enumerate() {
        groups.entry(head).or_default().push(members[node]);
    }
    groups.into_values().filter_map(|members| Account::of(facts, members, tables)).collect()
}

/// Whether a fact tells of an aircraft that was brought down, or of an attack on something else.
fn downed(fact: &Fact<'_>, tables: &Tables) -> Option<bool> {
    if fact.said.kind != EventType::Assault {
        return None;
    }
    let mut flies = false;
    for party in fact.in_roles(SUFFERERS) {
        words::words(party.words, |w| flies |= tables.aircraft.contains(&w.hash));
    }
    let falls = fact.said.rule == "assault/down";
    if falls || (flies && fact.said.rule == "assault/shoot") {
        return Some(true);
    }
    use Mode::*;
    let ground = matches!(
        fact.said.mode,
        Some(Aerial | Drone | HeavyWeapons | Explosives | SuicideAttack | Destroy)
    );
    (ground && !flies).then_some(false)
}

/// Whether a fact can found an event. Sums over several events cannot, nor can what is only the
/// content of a call, a threat or a condition: the call itself is the event.
fn is_event(fact: &Fact<'_>) -> bool {
    let said = fact.said;
    let only_total =
        !said.tolls.is_empty() && said.tolls.iter().all(|t| t.scope == Some(TollScope::Total));
    let content = said.content_of.is_some()
        && !is_real(said)
        && matches!(
            said.factuality,
            Factuality::CalledFor
                | Factuality::Threatened
                | Factuality::Conditional
                | Factuality::Hypothetical
        );
    !only_total && !content && said.timeframe != Timeframe::Generic
}
