//! What every store must do. One suite for all of them.

use std::path::Path;

use rashomon_record::{
    Body, ContentHash, Decision, DecisionOperation, DecisionState, Given, Headline, MadeBy,
    MediaType, Page, RawPage, Reading, Record, SCHEMA,
};
use rashomon_store::{Added, Entry, SqliteStore, Store};

fn entry(id: &str, text: &str, model: &str) -> Entry {
    let raw = RawPage {
        locator: "a test".into(),
        given: Given { id: Some(id.into()), ..Given::default() },
        body: Some(Body {
            bytes: text.as_bytes().to_vec(),
            media_type: MediaType::Text,
            charset: Some("utf-8".into()),
        }),
        complaints: Vec::new(),
    };
    let reading = Reading {
        page: Page::of_text(id, text),
        made_by: MadeBy { model: model.into(), ..MadeBy::default() },
        headline: Headline::default(),
        sentences: Vec::new(),
        entities: Vec::new(),
        times: Vec::new(),
        places: Vec::new(),
        attributions: Vec::new(),
        predicates: Vec::new(),
        assertions: Vec::new(),
    };
    Entry { raw, reading }
}

fn decision(id: &str) -> Decision {
    Decision {
        id: id.into(),
        by: "ana".into(),
        at: "2024-02-01T09:30:00Z".into(),
        op: DecisionOperation::Accept,
        target: "v1".into(),
        cell: None,
        before: None,
        after: Some(serde_json::json!(9)),
        evidence_hash: None,
        state: DecisionState::Holds,
        why: Some("two papers agree".into()),
    }
}

fn record() -> Record {
    Record {
        schema: SCHEMA,
        reports: Vec::new(),
        roots: Vec::new(),
        events: Vec::new(),
        totals: Vec::new(),
        disputes: Vec::new(),
        commitments: Vec::new(),
        positions: Vec::new(),
        diplomatic: Vec::new(),
        dyads: Vec::new(),
        actors: Vec::new(),
        complaints: Vec::new(),
    }
}

fn conforms(open: &mut dyn FnMut() -> Box<dyn Store>) {
    let (one, two) = (entry("b", "The bridge fell.", "m1"), entry("a", "Nobody crossed it.", "m1"));
    {
        let mut store = open();
        assert_eq!(store.add(&[one.clone(), two.clone()]).expect("added").new, 2);
        let before = store.inputs().expect("inputs");
        let again = store.add(&[two.clone(), one.clone()]).expect("added again");
        assert_eq!(
            again,
            Added { known: 2, ..Added::default() },
            "the same reports twice change nothing"
        );
        assert_eq!(store.inputs().expect("inputs"), before);
        assert_eq!(
            store.reading(&one.raw.key(), &one.reading.made_by).expect("read"),
            Some(one.reading.clone())
        );
        assert_eq!(
            store.reading(&ContentHash::of(b"else"), &one.reading.made_by).expect("read"),
            None
        );
        assert_eq!(store.known(&one.reading.made_by).expect("keys").len(), 2);
        assert!(store.known(&MadeBy::default()).expect("keys").is_empty());
        store.set_record(&before, &record()).expect("kept");
        assert_eq!(store.record(&before).expect("record"), Some(record()));
    }
    {
        let mut store = open();
        let entries = store.entries().expect("entries");
        assert_eq!(
            entries.iter().map(|e| e.reading.page.id.as_str()).collect::<Vec<_>>(),
            ["a", "b"]
        );
        assert_eq!(entries[1].raw.body, one.raw.body, "the page is kept byte for byte");
        assert_eq!(entries[1].raw.key(), one.raw.key());

        let other = entry("a", "Somebody crossed it.", "m1");
        let refused = store.add(&[other, entry("c", "A third.", "m1")]).expect("added");
        assert_eq!(
            (refused.new, refused.refused),
            (1, vec!["a".to_string()]),
            "a good neighbour is kept"
        );

        let anew = store.add(&[entry("b", "The bridge fell.", "m2")]).expect("read anew");
        assert_eq!((anew.read_anew, anew.new), (1, 0));
        let before = store.inputs().expect("inputs");
        store.decide(&decision("k1")).expect("decided");
        store.decide(&decision("k2")).expect("decided");
        store.decide(&decision("k1")).expect("said again");
        assert_eq!(store.decisions().expect("decisions"), [decision("k1"), decision("k2")]);
        assert_ne!(store.inputs().expect("inputs"), before, "a decision is an input of the record");
        assert_eq!(
            store.record(&store.inputs().expect("inputs")).expect("record"),
            None,
            "the old record is stale"
        );
    }
}

#[test]
fn sqlite_conforms() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("rashomon.db");
    conforms(&mut || Box::new(SqliteStore::open(&path).expect("opened")));
}

#[test]
fn other_files_are_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("notes.txt");
    std::fs::write(
        &path,
        "these are my notes, and they are longer than a hundred bytes. ".repeat(4),
    )
    .expect("written");
    let before = std::fs::read(&path).expect("read");
    let error = SqliteStore::open(&path).expect_err("not ours").to_string();
    assert!(error.contains("notes.txt") && error.contains("--store"), "{error}");
    assert_eq!(std::fs::read(&path).expect("read"), before);
    assert!(
        SqliteStore::open(Path::new("/nowhere/at/all.db"))
            .expect_err("no folder")
            .to_string()
            .contains("folder")
    );
}

#[test]
fn a_newer_format_is_refused_and_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("rashomon.db");
    drop(SqliteStore::open(&path).expect("opened"));
    let raw = rusqlite::Connection::open(&path).expect("opened");
    raw.pragma_update(None, "user_version", 99).expect("set");
    drop(raw);
    let error = SqliteStore::open(&path).expect_err("too new").to_string();
    assert!(error.contains("99") && error.contains("newer"), "{error}");
}
