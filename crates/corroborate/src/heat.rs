//! Heating up or cooling down: heat per pair of states or groups and day.
//!
//! An event's contribution is its intensity, weighted by how certain it is, in whole thousandths.
//! Only distinct events count: how many pages tell of one changes nothing. The heat of a day is
//! the sum of its contributions, so that taking an event away changes it by exactly what the event
//! is said to contribute.

use std::collections::{BTreeMap, BTreeSet};

use rashomon_record::{
    Contribution, Day, Dyad, DyadDay, DyadWeek, Event, EventStatus, EventType, Factuality, Millis,
    Quad, Role, TurningPoint, Verdict,
};

use crate::identity::is_known;

/// A week is as hot as the one before where it differs by less than this many thousandths.
const UNCHANGED: i64 = 1000;
/// A day turns the course where it differs from the last one by this many thousandths.
const TURN: i64 = 2500;

/// The dyads of all events, by name.
pub(crate) fn dyads(events: &[Event]) -> Vec<Dyad> {
    let mut heat: BTreeMap<(String, String), BTreeMap<Day, Vec<Contribution>>> = BTreeMap::new();
    for event in events {
        let amount = contribution(event);
        let Some(day) = day(event).filter(|_| amount != 0) else { continue };
        for pair in pairs(event) {
            heat.entry(pair)
                .or_default()
                .entry(day)
                .or_default()
                .push(Contribution { event: event.id.clone(), heat: Millis(amount) });
        }
    }
    heat.into_iter().map(|((a, b), days)| dyad(a, b, days)).collect()
}

/// What an event contributes, in thousandths; cooperation is negative.
pub(crate) fn contribution(event: &Event) -> i64 {
    // A threat has been made when it was uttered, a call when it was sent.
    let uttered = matches!(
        (event.kind, event.factuality),
        (EventType::Threaten, Factuality::Threatened | Factuality::Planned)
            | (EventType::Request, Factuality::CalledFor)
            | (EventType::Agree, Factuality::Planned)
    );
    let factuality = if uttered { Factuality::Asserted } else { event.factuality };
    let certainty = match (event.status, factuality) {
        (EventStatus::Denied, _) | (_, Factuality::Denied) => 0,
        (_, Factuality::Questioned) => 30,
        (EventStatus::Corroborated, Factuality::Asserted) => 100,
        (EventStatus::Disputed, Factuality::Asserted) => 80,
        (EventStatus::SingleSource, Factuality::Asserted) => 75,
        // What is only planned, asked for or feared has not happened.
        _ => 0,
    };
    -i64::from(event.intensity.0) * certainty
}

fn day(event: &Event) -> Option<Day> {
    let when = &event.when;
    when.best.or(when.from.filter(|_| when.precision.is_some_and(|p| p.0 <= 2)))
}

/// The pairs of states or groups that an event is between, each sorted.
fn pairs(event: &Event) -> BTreeSet<(String, String)> {
    let side = |roles: &[Role]| -> BTreeSet<String> {
        let some = event.participants.iter().filter(|p| roles.contains(&p.role));
        some.filter_map(|p| {
            // "---" stands for somebody whose state is not known; heat is between known sides.
            let code = p.actor.as_ref().map(|a| a.head().to_string());
            code.filter(|head| is_known(head)).or_else(|| p.country.as_ref().map(|c| c.0.clone()))
        })
        .collect()
    };
    let actors = side(&[Role::Actor]);
    let mut targets = side(&[Role::Target, Role::Victim, Role::Object]);
    // An attack on someone in another state is an attack on that state too.
    if event.quad == Quad::MaterialConflict
        && let Some(country) = event.place.as_ref().and_then(|p| p.country.as_ref())
        && !actors.contains(&country.0)
    {
        targets.insert(country.0.clone());
    }
    // Those who act together act toward one another: a meeting, an agreement.
    let together = matches!(event.quad, Quad::VerbalCooperation | Quad::MaterialCooperation);
    let others = if targets.is_empty() && together { &actors } else { &targets };
    let mut pairs = BTreeSet::new();
    for a in &actors {
        for b in others {
            if a != b {
                pairs.insert((a.min(b).clone(), a.max(b).clone()));
            }
        }
    }
    pairs
}

fn dyad(a: String, b: String, days: BTreeMap<Day, Vec<Contribution>>) -> Dyad {
    let days: Vec<DyadDay> = days
        .into_iter()
        .map(|(date, mut contributions)| {
            contributions.sort_by(|x, y| x.event.cmp(&y.event));
            let heat = Millis(contributions.iter().map(|c| c.heat.0).sum());
            DyadDay { date, heat, contributions }
        })
        .collect();
    let weeks = weeks(&days);
    let turning_points = turning_points(&days);
    Dyad { a, b, days, weeks, turning_points }
}

fn monday(day: Day) -> Option<Day> {
    day.plus(-i64::from(day.0.weekday().to_monday_zero_offset()))
}

fn weeks(days: &[DyadDay]) -> Vec<DyadWeek> {
    let mut heat: BTreeMap<Day, i64> = BTreeMap::new();
    for day in days {
        if let Some(week) = monday(day.date) {
            *heat.entry(week).or_default() += day.heat.0;
        }
    }
    heat.iter()
        .map(|(&from, &now)| {
            let before = from.plus(-7).and_then(|w| heat.get(&w)).copied().unwrap_or(0);
            let verdict = if now > before + UNCHANGED {
                Verdict::Deteriorated
            } else if now < before - UNCHANGED {
                Verdict::Improved
            } else {
                Verdict::Unchanged
            };
            DyadWeek { from, verdict }
        })
        .collect()
}

fn turning_points(days: &[DyadDay]) -> Vec<TurningPoint> {
    let mut course = Verdict::Unchanged;
    let mut before = 0;
    let mut points = Vec::new();
    for day in days {
        let change = day.heat.0 - before;
        let now = if change >= TURN {
            Verdict::Deteriorated
        } else if change <= -TURN {
            Verdict::Improved
        } else {
            course
        };
        if now != course {
            let mut made: Vec<&Contribution> = day.contributions.iter().collect();
            made.sort_by_key(|c| (std::cmp::Reverse(c.heat.0.abs()), c.event.clone()));
            points.push(TurningPoint {
                date: day.date,
                verdict: now,
                events: made.into_iter().take(3).map(|c| c.event.clone()).collect(),
            });
        }
        course = now;
        before = day.heat.0;
    }
    points
}
