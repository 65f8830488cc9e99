//! One act told under two dates.
//!
//! Accounts of different days are never joined. But where someone attacks someone just twice in the whole
//! record, on two days next to each other, and one report tells of both, a slip of the calendar is likelier
//! than a second attack. The two stay apart, and the doubt is said: a dispute over when.

use std::collections::{BTreeMap, BTreeSet};

use rashomon_record::hash::short_id;
use rashomon_record::{
    ClaimAbout, Day, Dispute, DisputeKind, DisputeSide, Event, EventType, Factuality, Role,
};

/// So many days around an attack must hold no third one.
const QUIET: i64 = 10;
/// More attacks than this by one side make a war, in which days next to each other say nothing.
const MOST: usize = 60;

/// An attack with the states on its two ends.
struct Attack<'a> {
    event: &'a Event,
    day: Day,
    struck: BTreeSet<&'a str>,
}

/// The disputes over days, in order of identifier.
pub(crate) fn disputes(events: &[Event]) -> Vec<Dispute> {
    let mut by_doer: BTreeMap<BTreeSet<&str>, Vec<Attack<'_>>> = BTreeMap::new();
    for event in events {
        let sure = event.when.precision.is_some_and(|p| p.0 == 1);
        let Some(day) = event.when.best.filter(|_| sure && event.kind == EventType::Assault) else {
            continue;
        };
        let doers = states(event, &[Role::Actor]);
        if doers.is_empty() || event.factuality != Factuality::Asserted {
            continue;
        }
        let mut struck = states(event, &[Role::Target, Role::Victim, Role::Object]);
        struck.extend(event.place.as_ref().and_then(|p| p.country.as_ref()).map(|c| c.as_str()));
        struck.retain(|s| !doers.contains(s));
        by_doer.entry(doers).or_default().push(Attack { event, day, struck });
    }
    let mut found: BTreeMap<String, Dispute> = BTreeMap::new();
    for attacks in by_doer.values().filter(|a| a.len() <= MOST) {
        for base in attacks.iter().filter(|a| !a.struck.is_empty()) {
            let family: Vec<&Attack<'_>> = attacks
                .iter()
                .filter(|a| a.day.since(base.day).abs() <= QUIET)
                .filter(|a| a.struck.is_empty() || !a.struck.is_disjoint(&base.struck))
                .collect();
            let days: BTreeSet<Day> = family.iter().map(|a| a.day).collect();
            let (Some(first), Some(last)) = (days.first(), days.last()) else { continue };
            if days.len() == 2 && last.since(*first) == 1 && one_report_tells_both(&family, *first)
            {
                let dispute = over(&family, *first, *last);
                found.insert(dispute.id.clone(), dispute);
            }
        }
    }
    found.into_values().collect()
}

fn states<'a>(event: &'a Event, roles: &[Role]) -> BTreeSet<&'a str> {
    let own = event.participants.iter().filter(|p| roles.contains(&p.role));
    own.filter_map(|p| p.country.as_ref()).map(|c| c.as_str()).collect()
}

fn one_report_tells_both(family: &[&Attack<'_>], first: Day) -> bool {
    let reports = |on_first: bool| -> BTreeSet<&str> {
        let some = family.iter().filter(|a| (a.day == first) == on_first);
        some.flat_map(|a| &a.event.claims)
            .flat_map(|c| &c.evidence)
            .map(|e| e.report.as_str())
            .collect()
    };
    !reports(true).is_disjoint(&reports(false))
}

fn over(family: &[&Attack<'_>], first: Day, last: Day) -> Dispute {
    let side = |day: Day| {
        let own = || family.iter().filter(|a| a.day == day).flat_map(|a| &a.event.claims);
        let about = |about: ClaimAbout| -> BTreeSet<String> {
            own().filter(|c| c.about == about).map(|c| c.id.clone()).collect()
        };
        let dated = about(ClaimAbout::When);
        let claims = if dated.is_empty() { about(ClaimAbout::Occurred) } else { dated };
        DisputeSide { value: day.to_string(), claims: claims.into_iter().collect() }
    };
    // The day that more accounts hold carries the dispute; the identifier settles ties.
    let heavier = family.iter().max_by(|a, b| {
        let roots = a.event.independent_roots.cmp(&b.event.independent_roots);
        roots.then_with(|| b.event.id.cmp(&a.event.id))
    });
    let event = heavier.map_or_else(String::new, |a| a.event.id.clone());
    let ids: BTreeSet<&str> = family.iter().map(|a| a.event.id.as_str()).collect();
    let ids = ids.into_iter().collect::<Vec<_>>().join("|");
    Dispute {
        id: short_id("d", &[b"neighbours", ids.as_bytes()]),
        event,
        about: ClaimAbout::When,
        kind: DisputeKind::ErrorInText,
        sides: vec![side(first), side(last)],
        explanation: format!(
            "what looks like one attack is told under {first} and under {last} in one report; the two are kept apart"
        ),
    }
}
