//! The one rule of the house: stages never depend on one another; only the program composes them.

use std::collections::BTreeSet;
use std::path::Path;

const STAGES: [&str; 6] = ["acquire", "clean", "understand", "corroborate", "store", "publish"];
/// What a stage may share with the others.
const SHARED: [&str; 3] = ["record", "lexicon", "syntax"];

fn manifest(room: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(room).join("Cargo.toml");
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The rooms that a room's manifest names in any of its tables of dependencies.
fn rooms(room: &str) -> BTreeSet<String> {
    let mut inside = false;
    let mut found = BTreeSet::new();
    for line in manifest(room).lines() {
        if let Some(table) = line.trim().strip_prefix('[') {
            inside = table.contains("dependencies");
        } else if inside && let Some(rest) = line.trim().strip_prefix("rashomon-") {
            let name: String = rest.chars().take_while(|c| c.is_ascii_lowercase()).collect();
            found.insert(name);
        }
    }
    found
}

#[test]
fn stages_share_nouns_and_never_know_one_another() {
    for stage in STAGES {
        let own = rooms(stage);
        assert!(
            own.contains("record"),
            "{stage} should share the nouns of record, it names {own:?}"
        );
        for other in &own {
            assert!(
                SHARED.contains(&other.as_str()),
                "{stage} depends on {other}: only the program composes stages"
            );
        }
    }
}

#[test]
fn knowledge_and_grammar_know_no_stage() {
    assert!(rooms("record").is_empty());
    for room in ["lexicon", "syntax"] {
        assert!(rooms(room).iter().all(|r| r == "record"), "{room} names {:?}", rooms(room));
    }
}

#[test]
fn the_program_composes_them_all() {
    let own = rooms("rashomon");
    for stage in STAGES {
        assert!(own.contains(stage), "the program should use {stage}, it names {own:?}");
    }
}
