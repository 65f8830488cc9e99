//! A page may contain anything; the brief stays inert.

use proptest::prelude::*;
use rashomon_publish::brief::Brief;
use rashomon_publish::terminal::Look;
use rashomon_publish::{html, terminal};
use rashomon_record::{
    Claim, ClaimAbout, ClaimStance, Complaint, ComplaintKind, CopyKind, Day, Event, EventStatus,
    EventTime, EventType, Evidence, Factuality, Headline, MadeBy, Mend, Noise, NoiseKind, Page,
    Reading, Record, ReportRecord, SCHEMA, Span, TimePrecision,
};
use scraper::{Html, Selector};

/// A record of one report whose every text field is `text`.
fn record_of(text: &str) -> (Record, Vec<Reading>) {
    let whole = Span::new(0, text.len());
    let mut page = Page::of_text("r", text);
    page.title = Some(text.to_string());
    page.source = Some(text.to_string());
    page.url = Some(format!("javascript:{text}"));
    page.credits = vec![text.to_string()];
    page.noise = vec![Noise { span: whole, kind: NoiseKind::Boilerplate, why: text.to_string() }];
    page.mends = vec![Mend { span: whole, reads: text.to_string(), why: text.to_string() }];
    page.complaints = vec![Complaint::at(whole, ComplaintKind::BrokenSentence, text)];
    let reading = Reading {
        page,
        made_by: MadeBy::default(),
        headline: Headline::default(),
        sentences: Vec::new(),
        entities: Vec::new(),
        times: Vec::new(),
        places: Vec::new(),
        attributions: Vec::new(),
        predicates: Vec::new(),
        assertions: Vec::new(),
    };
    let day = Day::new(2024, 1, 16);
    let evidence: Evidence = serde_json::from_value(
        serde_json::json!({"report": "r", "span": [0, text.len()], "quote": text}),
    )
    .expect("evidence");
    let event = Event {
        id: "v\"><script>".into(),
        kind: EventType::Assault,
        mode: None,
        quad: EventType::Assault.quad(),
        intensity: EventType::Assault.intensity(None),
        contexts: Vec::new(),
        title: text.to_string(),
        when: EventTime {
            from: day,
            to: day,
            best: day,
            precision: Some(TimePrecision(1)),
            basis: None,
        },
        place: None,
        participants: Vec::new(),
        killed: None,
        injured: None,
        tolls: Default::default(),
        claims: vec![Claim {
            id: "k".into(),
            about: ClaimAbout::Occurred,
            value: text.to_string(),
            claimant: Some(text.to_string()),
            outlet: None,
            stance: ClaimStance::Asserts,
            roots: vec!["s".into()],
            evidence: vec![evidence],
        }],
        claimants: 1,
        independent_roots: 1,
        factuality: Factuality::Asserted,
        status: EventStatus::SingleSource,
        part_of: None,
        parts: Vec::new(),
    };
    let record = Record {
        schema: SCHEMA,
        reports: vec![ReportRecord {
            id: "r".into(),
            root: "s".into(),
            roots: vec!["s".into()],
            parent: None,
            copies: CopyKind::None,
            credits: vec![text.to_string()],
            main_event: None,
            story: None,
            grade: None,
        }],
        roots: Vec::new(),
        events: vec![event],
        totals: Vec::new(),
        disputes: Vec::new(),
        commitments: Vec::new(),
        positions: Vec::new(),
        diplomatic: Vec::new(),
        dyads: Vec::new(),
        actors: Vec::new(),
        complaints: Vec::new(),
    };
    (record, vec![reading])
}

fn is_inert(text: &str) {
    let (record, readings) = record_of(text);
    let brief = Brief::of(&record, &readings);
    let page = html::write(&brief);
    assert!(!page.to_ascii_lowercase().contains("<script"), "a script got through");
    let tree = Html::parse_document(&page);
    let all = Selector::parse("*").expect("a selector");
    for element in tree.select(&all) {
        assert!(
            !["script", "iframe", "object", "embed", "form", "base", "img"]
                .contains(&element.value().name())
        );
        for (name, value) in element.value().attrs() {
            assert!(!name.starts_with("on"), "a handler got through: {name}");
            if name == "href" || name == "src" {
                assert!(
                    value.starts_with('#') || value.starts_with("http"),
                    "a link got through: {value}"
                );
            }
        }
    }
    let printed = terminal::write(&brief, Look { width: 80, colour: false });
    assert!(
        !printed.chars().any(|c| c.is_control() && c != '\n'),
        "a control character got through"
    );
}

#[test]
fn markup_is_text() {
    for text in [
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "'onmouseover='alert(1)",
        "</style><script src=//x></script>",
        "&lt;script&gt;",
        "\u{1b}]0;title\u{7}\u{1b}[2J",
        "javascript:alert(1)",
        "a\u{202e}b\u{0}c",
    ] {
        is_inert(text);
    }
}

#[test]
fn quotes_are_highlighted_and_linked() {
    let text = "The port was shelled. Four people died.";
    let (record, readings) = record_of(text);
    let page = html::write(&Brief::of(&record, &readings));
    let tree = Html::parse_document(&page);
    let marked: String = tree
        .select(&Selector::parse("mark").expect("a selector"))
        .flat_map(|m| m.text().map(str::to_string).collect::<Vec<_>>())
        .collect();
    assert_eq!(marked, text);
    for link in tree.select(&Selector::parse("blockquote a").expect("a selector")) {
        let id = link
            .value()
            .attr("href")
            .and_then(|h| h.strip_prefix('#'))
            .expect("a place in the page");
        let there = Selector::parse(&format!("[id='{id}']")).expect("a selector");
        assert_eq!(tree.select(&there).count(), 1, "{id} is not in the page once");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn anything_is_inert(text in "(?s)[\\x00-\\x7f“”é\u{202e}<>&\"']{1,200}") {
        is_inert(&text);
    }
}
