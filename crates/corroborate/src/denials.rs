//! Who denies what others say of an event.
//!
//! "The ministry rejected the claim that a camp near the town was hit" is an event of its own, an
//! utterance, and at the same time a claim about the strike. Here it is laid beside the claims of
//! those who say that the strike hit something, so that both sides stand in one place. A denial
//! that anyone was hurt is the denier's toll of 0; one of "heavy casualties" is not.

use std::collections::BTreeSet;

use rashomon_record::hash::short_id;
use rashomon_record::{
    Claim, ClaimAbout, ClaimStance, Day, Event, EventType, Factuality, Quad, Role, Stance,
    TollRange,
};

use crate::claims::evidence;
use crate::events::{Draft, Material};
use crate::facts::Fact;
use crate::identity::is_known;
use crate::words;

/// More denials than these are not compared with an event.
const MOST: usize = 400;
/// So many days after an event it may still be denied.
const LATEST: i64 = 4;

/// Someone's denial, ready to be compared.
#[derive(Clone, Debug)]
pub(crate) struct Denial {
    fact: usize,
    denier: String,
    head: u64,
    toward: Vec<u64>,
    day: Option<Day>,
    words: Vec<u64>,
    /// Whether it says that no one was hurt.
    unhurt: bool,
    topic: String,
}

/// The denials of all reports.
pub(crate) fn all(facts: &[Fact<'_>], tables: &crate::tables::Tables) -> Vec<Denial> {
    let denials = facts.iter().enumerate().filter(|(_, f)| f.report == f.root && !f.in_title);
    denials.filter_map(|(at, fact)| denial(at, fact, tables)).take(MOST).collect()
}

fn denial(at: usize, fact: &Fact<'_>, tables: &crate::tables::Tables) -> Option<Denial> {
    let said = fact.said;
    let position = said.position.as_ref()?;
    let denies = position.stance == Stance::Denies
        || (said.kind == EventType::Reject && position.stance == Stance::Opposes);
    if !denies || said.factuality != Factuality::Asserted {
        return None;
    }
    let by = fact.parties.iter().find(|p| p.role == Role::Actor && p.who.head != 0)?;
    let code = by.entity.actor.as_ref().map(|c| c.0.clone());
    let denier = code
        .filter(|c| is_known(c.split('.').next().unwrap_or("")))
        .or_else(|| by.entity.country.as_ref().map(|c| c.0.clone()))?;
    let toward = fact.parties.iter().filter(|p| p.role == Role::Target).map(|p| p.who.head);
    let topic = position.topic.clone().unwrap_or_default();
    let (mut hurt, mut many) = (false, false);
    words::words(&topic, |w| {
        hurt |= tables.casualties.contains(&w.hash);
        many |= MANY.iter().any(|m| words::hash(m) == w.hash);
    });
    Some(Denial {
        fact: at,
        denier,
        head: by.who.head,
        toward: toward.filter(|h| *h != 0 && *h != by.who.head).collect(),
        day: fact.when.map(|d| d.days.from).or(fact.published),
        words: telling(fact, tables),
        unhurt: hurt && !many,
        topic,
    })
}

/// Words that make a denial of casualties one of their number only.
const MANY: [&str; 8] = ["heavy", "high", "large", "major", "many", "mass", "massive", "number"];

/// The rarer words of a fact but those that name its parties: countries are named in all of them.
fn telling(fact: &Fact<'_>, tables: &crate::tables::Tables) -> Vec<u64> {
    let mut names = BTreeSet::new();
    for party in fact.parties.iter().filter(|p| p.who.head != 0) {
        words::words(party.words, |w| {
            names.insert(w.hash);
        });
    }
    let mut rare = Vec::new();
    words::words(fact.span().of(fact.text), |w| {
        let rarity =
            tables.common_words.get(&w.hash).copied().unwrap_or(crate::accounts::UNKNOWN_WORD);
        if rarity >= RARE && !names.contains(&w.hash) {
            rare.push(w.hash);
        }
    });
    words::set(rare)
}

/// Words this rare (tenths) tell one deed from another.
const RARE: u32 = 80;

/// Adds to the claims of `event` what others deny of it.
pub(crate) fn add(
    event: &mut Event,
    draft: &Draft,
    denials: &[Denial],
    material: &Material<'_, '_>,
) {
    let told = event.factuality == Factuality::Asserted;
    if event.quad != Quad::MaterialConflict || !told || denials.is_empty() {
        return;
    }
    let facts: Vec<&Fact<'_>> = draft.facts.iter().map(|&f| &material.facts[f]).collect();
    let parties: BTreeSet<u64> =
        facts.iter().flat_map(|f| &f.parties).map(|p| p.who.head).filter(|h| *h != 0).collect();
    let day = event.when.best.or(event.when.from);
    let mut own: Option<BTreeSet<u64>> = None;
    let mut denied = false;
    for denial in denials {
        let near = match (day, denial.day) {
            (Some(event), Some(day)) => (0..=LATEST).contains(&day.since(event)),
            _ => false,
        };
        let meant = parties.contains(&denial.head)
            && (denial.toward.is_empty() || denial.toward.iter().any(|h| parties.contains(h)));
        if !near || !meant {
            continue;
        }
        let own = own.get_or_insert_with(|| {
            facts.iter().flat_map(|f| telling(f, material.tables)).collect()
        });
        let alike = denial.words.iter().any(|w| own.contains(w));
        let by = &material.facts[denial.fact];
        let beside = facts.iter().any(|f| f.report == by.report);
        let (about, value, stance) = if denial.unhurt && (alike || beside) {
            (ClaimAbout::Killed, "0".to_string(), ClaimStance::Asserts)
        } else if alike && !denial.unhurt {
            denied = true;
            (ClaimAbout::What, format!("denied: {}", denial.topic), ClaimStance::Denies)
        } else {
            continue;
        };
        put(event, draft, about, value, Some(denial.denier.clone()), stance, denial.fact, material);
    }
    if denied {
        // What is denied is what the others say took place.
        let deniers: BTreeSet<String> = event
            .claims
            .iter()
            .filter(|c| c.about == ClaimAbout::What)
            .filter_map(|c| c.claimant.clone())
            .collect();
        let value = event.title.clone();
        let said = |f: &&usize| {
            let fact = &material.facts[**f];
            let by = fact.claimant.as_ref().map(|c| c.key.as_str());
            fact.said.factuality == Factuality::Asserted
                && !fact.in_title
                && by.is_none_or(|by| !deniers.contains(by))
        };
        for &f in draft.facts.iter().filter(said) {
            let claimant = material.facts[f].claimant.as_ref().map(|c| c.key.clone());
            let stance = ClaimStance::Asserts;
            put(event, draft, ClaimAbout::What, value.clone(), claimant, stance, f, material);
        }
    }
    event.claims.sort_by(|a, b| (a.about, &a.value, &a.id).cmp(&(b.about, &b.value, &b.id)));
}

/// Takes a denial that anyone died into the range: its lowest number, and the only one where no one
/// else gives any.
pub(crate) fn bound(event: &mut Event) {
    let none = |c: &&Claim| {
        c.about == ClaimAbout::Killed && c.value == "0" && c.stance == ClaimStance::Asserts
    };
    let Some(by) = event.claims.iter().find(none).and_then(|c| c.claimant.clone()) else { return };
    let killed = event.killed.get_or_insert_with(|| TollRange {
        low: Some(0),
        best: Some(0),
        high: Some(0),
        why: format!("the only number, from {by}"),
        conservative: Some(0),
        by_side: None,
    });
    killed.low = Some(0);
    killed.conservative = Some(0);
}

#[allow(clippy::too_many_arguments)]
fn put(
    event: &mut Event,
    draft: &Draft,
    about: ClaimAbout,
    value: String,
    claimant: Option<String>,
    stance: ClaimStance,
    fact: usize,
    material: &Material<'_, '_>,
) {
    let fact = &material.facts[fact];
    let root = &material.root_ids[fact.report];
    let narrator = if claimant.is_none() { root.as_str() } else { "" };
    let words = evidence(fact, material);
    let same = |c: &&mut Claim| {
        c.about == about
            && c.value == value
            && c.claimant == claimant
            && c.stance == stance
            && (claimant.is_some() || c.roots.contains(root))
    };
    if let Some(claim) = event.claims.iter_mut().find(same) {
        if !claim.evidence.contains(&words) {
            claim.evidence.push(words);
            claim.evidence.sort();
        }
        if !claim.roots.contains(root) {
            claim.roots.push(root.clone());
            claim.roots.sort();
        }
        return;
    }
    let outlet = || crate::copies::source_of(material.readings[fact.root]).map(str::to_string);
    event.claims.push(Claim {
        id: short_id(
            "k",
            &[
                draft.id.as_bytes(),
                format!("{about:?}/{stance:?}").as_bytes(),
                value.as_bytes(),
                claimant.as_deref().unwrap_or("").as_bytes(),
                narrator.as_bytes(),
            ],
        ),
        about,
        value,
        outlet: if claimant.is_none() { outlet() } else { None },
        claimant,
        stance,
        roots: vec![root.clone()],
        evidence: vec![words],
    });
}
