//! What the record of a small crisis must hold, and what must not change it.

mod common;

use common::{Act, Told, border_crisis};
use proptest::prelude::*;
use rashomon_corroborate::corroborate;
use rashomon_record::*;

fn json(record: &Record) -> String {
    serde_json::to_string(record).expect("a record is JSON")
}

fn of_type(record: &Record, kind: EventType) -> Vec<&Event> {
    record.events.iter().filter(|e| e.kind == kind).collect()
}

/// Two assaults: the strike and the answer to it.
fn assaults(record: &Record) -> (&Event, &Event) {
    let found = of_type(record, EventType::Assault);
    assert_eq!(found.len(), 2, "{:#?}", found.iter().map(|e| &e.title).collect::<Vec<_>>());
    (found[0], found[1])
}

#[test]
fn accounts_of_one_strike_meet_and_the_answer_stays_apart() {
    let record = corroborate(&border_crisis(), &[]);
    let (strike, answer) = assaults(&record);
    assert_eq!(strike.when.best, Day::parse("2023-05-01"));
    assert_eq!(answer.when.best, Day::parse("2023-05-02"));
    let reports = |event: &Event| -> std::collections::BTreeSet<String> {
        let evidence = event.claims.iter().flat_map(|c| &c.evidence);
        evidence.map(|e| e.report.clone()).collect()
    };
    let told = ["r1", "r2", "r3", "r4", "r5"].map(str::to_string).into();
    assert_eq!(reports(strike), told);
    assert_eq!(strike.independent_roots, 3);
    assert_eq!(answer.injured.as_ref().and_then(|t| t.best), Some(2));
    assert_eq!(answer.killed, None, "no one says that anyone died, and no one says none did");
}

#[test]
fn copies_are_one_voice() {
    let record = corroborate(&border_crisis(), &[]);
    let roots: Vec<(&str, &str, CopyKind)> =
        record.reports.iter().map(|r| (r.id.as_str(), r.root.as_str(), r.copies)).collect();
    assert_eq!(roots[0].1, roots[1].1);
    assert_eq!(roots[1].1, roots[2].1);
    assert!(roots.iter().any(|r| r.2 == CopyKind::Exact));
    assert!(roots.iter().any(|r| r.2 == CopyKind::Syndicated));
    assert_ne!(roots[0].1, roots[3].1, "the same event in other words is no copy");
}

#[test]
fn a_toll_has_its_claimants_and_the_parties_differ() {
    let record = corroborate(&border_crisis(), &[]);
    let (strike, _) = assaults(&record);
    let killed = strike.killed.as_ref().expect("a toll");
    assert_eq!((killed.low, killed.best, killed.high), (Some(9), Some(9), Some(10)));
    let said: Vec<(&str, Option<&str>)> = strike
        .claims
        .iter()
        .filter(|c| c.about == ClaimAbout::Killed)
        .map(|c| (c.value.as_str(), c.claimant.as_deref()))
        .collect();
    assert!(said.contains(&("10", Some("SOM.GOV"))), "{said:?}");
    assert!(said.contains(&("9", None)) && said.contains(&("at least 9", None)), "{said:?}");
    let kinds: Vec<DisputeKind> =
        record.disputes.iter().filter(|d| d.about == ClaimAbout::Killed).map(|d| d.kind).collect();
    assert!(kinds.contains(&DisputeKind::BetweenParties), "{kinds:?}");
    assert!(kinds.contains(&DisputeKind::Bound), "{kinds:?}");
}

#[test]
fn quotes_are_the_words_of_the_text() {
    let readings = border_crisis();
    let record = corroborate(&readings, &[]);
    for evidence in record.events.iter().flat_map(|e| &e.claims).flat_map(|c| &c.evidence) {
        let reading = readings.iter().find(|r| r.page.id == evidence.report).expect("a report");
        assert_eq!(evidence.quote, evidence.span.of(&reading.page.text));
        assert!(!evidence.quote.is_empty());
    }
    for event in &record.events {
        assert!(event.claims.iter().any(|c| c.about == ClaimAbout::Occurred), "{}", event.title);
    }
}

#[test]
fn two_raids_a_week_apart_stay_two() {
    let raid = |id: &str, published: &str, day: &str, n: u64| {
        let text = format!("Mali raided a village near Gao on {day}, killing {n} people there.");
        Told::new(id, id, published, &text)
            .actor("Mali", "MLI.MIL", EntityKind::Country)
            .place("Gao", "MLI", (1627, -5), PlaceKind::City)
            .act(Act {
                trigger: "raided",
                by: vec!["Mali"],
                day: Some(day),
                place: Some("Gao"),
                killed: Some((n, TollQualifier::Exact)),
                ..Act::default()
            })
            .reading
    };
    let readings = [
        raid("a", "2023-03-02", "2023-03-01", 4),
        raid("b", "2023-03-09", "2023-03-08", 4),
        raid("c", "2023-03-09", "2023-03-08", 5),
    ];
    let record = corroborate(&readings, &[]);
    assert_eq!(record.events.len(), 2);
    let main =
        |id: &str| record.reports.iter().find(|r| r.id == id).and_then(|r| r.main_event.clone());
    assert_eq!(main("b"), main("c"));
    assert_ne!(main("a"), main("b"));
}

#[test]
fn a_total_is_never_an_event() {
    let text = "The exchanged strikes of Kenya and Somalia have left a dozen people dead.";
    let reading = Told::new("t", "x.example", "2023-05-04", text)
        .actor("Kenya", "KEN.GOV", EntityKind::Country)
        .act(Act {
            trigger: "dead",
            by: vec!["Kenya"],
            killed: Some((12, TollQualifier::Exact)),
            scope: Some(TollScope::Total),
            ..Act::default()
        })
        .reading;
    let mut readings = border_crisis();
    readings.push(reading);
    let record = corroborate(&readings, &[]);
    let (strike, answer) = assaults(&record);
    assert_eq!(record.totals.len(), 1);
    assert_eq!(record.totals[0].low, Some(12));
    for event in [strike, answer] {
        assert!(event.killed.as_ref().is_none_or(|k| k.high < Some(12)), "{event:?}");
    }
}

#[test]
fn a_pledge_told_twice_is_one_and_silence_breaks_nothing() {
    let pledge = |id: &str, words: &str, stage| {
        let text = format!("Somalia {words}, it was announced in Nairobi on {id}day.");
        Told::new(id, id, "2023-05-07", &text)
            .actor("Somalia", "SOM.GOV", EntityKind::Country)
            .act(Act {
                kind: Some(EventType::Agree),
                trigger: words.split(' ').next().unwrap_or(""),
                by: vec!["Somalia"],
                pledge: Some((words.split_once(' ').map_or("", |w| w.1), stage)),
                ..Act::default()
            })
            .reading
    };
    let mut readings = border_crisis();
    let before = corroborate(&readings, &[]);
    assert_eq!(before.commitments.len(), 1);
    assert_eq!(before.commitments[0].status, CommitmentStatus::Agreed);
    readings.push(pledge(
        "sun",
        "promised to withdraw all guns from the border",
        CommitmentStage::Restated,
    ));
    readings.push(pledge(
        "mon",
        "offered to release the captured drivers",
        CommitmentStage::Offered,
    ));
    let after = corroborate(&readings, &[]);
    assert_eq!(after.commitments.len(), 2, "{:#?}", after.commitments);
    let guns = after.commitments.iter().find(|c| c.action.contains("guns")).expect("the guns");
    assert_eq!(guns.evidence.len(), 2);
    assert_eq!(guns.promisor, ["SOM.GOV"]);
    assert_eq!(guns.made_on, Day::parse("2023-05-05"));
}

#[test]
fn heat_is_the_sum_of_what_its_events_contribute() {
    let record = corroborate(&border_crisis(), &[]);
    let dyad = record.dyads.iter().find(|d| d.a == "KEN" && d.b == "SOM").expect("the dyad");
    for day in &dyad.days {
        let sum: i64 = day.contributions.iter().map(|c| c.heat.0).sum();
        assert_eq!(day.heat.0, sum);
    }
    let peak = dyad.days.iter().max_by_key(|d| d.heat).expect("a day");
    assert_eq!(peak.date.to_string(), "2023-05-01");
    assert!(dyad.days.last().expect("a day").heat < peak.heat);
}

#[test]
fn a_rejected_event_takes_its_heat_with_it() {
    let readings = border_crisis();
    let record = corroborate(&readings, &[]);
    let (strike, _) = assaults(&record);
    let reject = Decision {
        id: "x".into(),
        by: "ana".into(),
        at: "2023-06-01T09:00:00Z".into(),
        op: DecisionOperation::Reject,
        target: strike.id.clone(),
        cell: None,
        before: None,
        after: None,
        evidence_hash: None,
        state: DecisionState::Holds,
        why: None,
    };
    let without = corroborate(&readings, &[reject]);
    let total =
        |r: &Record| -> i64 { r.dyads.iter().flat_map(|d| &d.days).map(|d| d.heat.0).sum() };
    let of_strike: i64 = record
        .dyads
        .iter()
        .flat_map(|d| &d.days)
        .flat_map(|d| &d.contributions)
        .filter(|c| c.event == strike.id)
        .map(|c| c.heat.0)
        .sum();
    assert_ne!(of_strike, 0);
    assert_eq!(total(&without), total(&record) - of_strike);
}

#[test]
fn nothing_gives_an_empty_record() {
    let record = corroborate(&[], &[]);
    assert!(record.events.is_empty() && record.reports.is_empty() && record.complaints.is_empty());
}

/// What a copy must not change: every number, and nothing of who is quoted from where.
fn counted(record: &Record) -> String {
    let mut events: Vec<String> = record
        .events
        .iter()
        .map(|e| {
            let claims: Vec<(ClaimAbout, &str, Option<&str>)> = e
                .claims
                .iter()
                .map(|c| (c.about, c.value.as_str(), c.claimant.as_deref()))
                .collect();
            format!(
                "{} {:?} {:?} {:?} {} {} {:?} {:?}",
                e.title,
                e.when,
                e.killed,
                e.injured,
                e.claimants,
                e.independent_roots,
                e.status,
                claims
            )
        })
        .collect();
    events.sort();
    let heat: Vec<(&str, &str, String, i64)> = record
        .dyads
        .iter()
        .flat_map(|d| d.days.iter().map(|y| (&*d.a, &*d.b, y.date.to_string(), y.heat.0)))
        .collect();
    let mut disputes: Vec<String> = record
        .disputes
        .iter()
        .map(|d| format!("{:?} {:?} {}", d.about, d.kind, d.explanation))
        .collect();
    disputes.sort();
    let pledges: Vec<&str> = record.commitments.iter().map(|c| c.action.as_str()).collect();
    format!("{events:#?} {heat:#?} {disputes:#?} {pledges:#?}")
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn any_order_gives_the_same_bytes(seed in any::<u64>()) {
        let straight = border_crisis();
        let mut shuffled = straight.clone();
        let mut state = seed | 1;
        for i in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            shuffled.swap(i, (state >> 33) as usize % (i + 1));
        }
        let (one, other) = (corroborate(&straight, &[]), corroborate(&shuffled, &[]));
        prop_assert!(json(&one) == json(&other));
    }

    #[test]
    fn a_copy_changes_no_count(which in 0usize..6, furniture in any::<bool>()) {
        let readings = border_crisis();
        let mut copy = readings[which].clone();
        copy.page.id = "copy".to_string();
        copy.page.source = Some("elsewhere.example".to_string());
        if furniture {
            copy.page.noise.push(Noise {
                span: Span::new(copy.page.text.len(), copy.page.text.len() + 15),
                kind: NoiseKind::Boilerplate,
                why: "a form".to_string(),
            });
            copy.page.text.push_str("\nLeave a Reply");
        }
        let mut more = readings.clone();
        more.push(copy);
        prop_assert_eq!(counted(&corroborate(&readings, &[])), counted(&corroborate(&more, &[])));
    }
}

/// A strike in one report and, in another, what its target says of it.
fn denied(topic: &str, words: &str) -> Record {
    let strike = "Chad bombed a fuel depot at Kufra in Libya on Monday.";
    let answer = format!("Libya {words}.");
    let day = |act: Act<'static>| Act { day: Some("2023-05-01"), ..act };
    let readings = [
        Told::new("r1", "north.example", "2023-05-01", strike)
            .actor("Chad", "TCD.MIL", EntityKind::Country)
            .actor("Libya", "LBY.GOV", EntityKind::Country)
            .act(day(Act {
                mode: Some(Mode::Aerial),
                trigger: "bombed",
                by: vec!["Chad"],
                on: vec!["Libya"],
                ..Act::default()
            }))
            .reading,
        Told::new("r2", "south.example", "2023-05-02", &answer)
            .actor("Libya", "LBY.GOV", EntityKind::Country)
            .act(Act {
                kind: Some(EventType::Reject),
                trigger: "denied",
                by: vec!["Libya"],
                day: Some("2023-05-02"),
                position: Some((Stance::Denies, Box::leak(topic.to_string().into_boxed_str()))),
                ..Act::default()
            })
            .reading,
    ];
    corroborate(&readings, &[])
}

#[test]
fn what_one_says_and_another_denies_is_a_dispute_between_them() {
    let topic = "that the depot at Kufra had been hit";
    let record = denied(topic, &format!("denied {topic}"));
    let strike = of_type(&record, EventType::Assault)[0];
    let dispute =
        record.disputes.iter().find(|d| d.about == ClaimAbout::What).expect("a dispute over it");
    assert_eq!((&dispute.event, dispute.kind), (&strike.id, DisputeKind::BetweenParties));
    let no = strike.claims.iter().find(|c| c.stance == ClaimStance::Denies).expect("a denial");
    assert_eq!(no.claimant.as_deref(), Some("LBY.GOV"));
    assert_eq!(no.evidence[0].report, "r2");
    assert_eq!(strike.status, EventStatus::Disputed);
}

#[test]
fn a_denial_that_anyone_was_hurt_is_a_toll_of_none_and_of_heavy_losses_is_not() {
    let none = "that anyone at the Kufra depot was hurt";
    let record = denied(none, &format!("denied {none}"));
    let killed = |record: &Record| -> Vec<(String, Option<String>)> {
        let claims = of_type(record, EventType::Assault)[0].claims.iter();
        let own = claims.filter(|c| c.about == ClaimAbout::Killed);
        own.map(|c| (c.value.clone(), c.claimant.clone())).collect()
    };
    assert_eq!(killed(&record), [("0".to_string(), Some("LBY.GOV".to_string()))]);
    let range = of_type(&record, EventType::Assault)[0].killed.clone().expect("a range");
    assert_eq!((range.low, range.best, range.high), (Some(0), Some(0), Some(0)));
    let heavy = "heavy casualties at the Kufra depot";
    assert!(killed(&denied(heavy, &format!("denied {heavy}"))).is_empty());
}
