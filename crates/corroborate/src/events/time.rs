//! When an event happened.

use std::collections::BTreeMap;

use rashomon_record::{Day, EventTime, Interval, TimePrecision, WhenBasis};
use rustc_hash::FxHashSet;

use super::{Draft, Material};

/// The likeliest day, and what good accounts allow around it.
pub(super) fn of(draft: &Draft, material: &Material<'_, '_>) -> EventTime {
    // Every root has one vote per stretch of days, worth what its surest words are worth.
    let mut surest = None;
    let mut votes: BTreeMap<(Day, Day), BTreeMap<usize, u32>> = BTreeMap::new();
    for &f in &draft.facts {
        let fact = &material.facts[f];
        let Some(dated) = fact.when else { continue };
        let days = dated.days;
        surest = surest.max(Some((dated.surety(), dated.basis)));
        let vote = votes.entry((days.from, days.to)).or_default();
        let worth = vote.entry(material.origins[fact.report]).or_default();
        *worth = (*worth).max(1 + 2 * u32::from(dated.surety()));
    }
    let worth = |v: &BTreeMap<usize, u32>| v.values().sum::<u32>();
    let single = votes
        .iter()
        .filter(|((from, to), _)| from == to)
        .max_by_key(|(days, v)| (worth(v), std::cmp::Reverse(**days)));
    if let Some((&(day, _), best)) = single {
        // Other single days close by that are at least half as well vouched for.
        let near = votes.iter().filter(|((from, to), v)| {
            from == to && from.since(day).abs() <= 3 && worth(v) * 2 >= worth(best)
        });
        let days: FxHashSet<Day> = near.map(|((from, _), _)| *from).collect();
        let from = days.iter().copied().min().unwrap_or(day);
        let to = days.iter().copied().max().unwrap_or(day);
        return time(Some(day), Interval::new(from, to), surest);
    }
    // No single day: the narrowest stretch that is best vouched for.
    let stretch = votes.iter().max_by_key(|((from, to), v)| {
        (-to.since(*from), worth(v), std::cmp::Reverse((*from, *to)))
    });
    match stretch {
        Some((&(from, to), _)) => {
            // In a stretch of two or three days the first is named as likeliest.
            let best = (to.since(from) <= 2).then_some(from);
            time(best, Interval::new(from, to), surest)
        }
        None => EventTime { from: None, to: None, best: None, precision: None, basis: None },
    }
}

fn time(best: Option<Day>, days: Interval, surest: Option<(u8, WhenBasis)>) -> EventTime {
    EventTime {
        from: Some(days.from),
        to: Some(days.to),
        best,
        precision: Some(TimePrecision(match days.days() {
            ..=1 => 1,
            2..=6 => 2,
            7 => 3,
            8..=31 => 4,
            _ => 5,
        })),
        basis: surest.map(|(_, basis)| basis),
    }
}
