//! Every output is checked against the JSON Schema made from the types, and every span against its text.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

fn examples() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples/saravan")
}

fn run(words: &[&str]) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_rashomon"))
        .args(words)
        .arg(examples())
        .stdin(Stdio::null())
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn lines(bytes: &[u8]) -> Vec<Value> {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    text.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect()
}

fn checked(shape: &str, values: &[Value]) {
    let (_, schema) = rashomon_record::schema::all()
        .into_iter()
        .find(|(name, _)| *name == shape)
        .expect("a shape");
    let validator = jsonschema::validator_for(&schema.to_value()).expect("a schema");
    for value in values {
        let wrong: Vec<String> = validator
            .iter_errors(value)
            .take(5)
            .map(|e| format!("{}: {e}", e.instance_path()))
            .collect();
        assert!(wrong.is_empty(), "{shape}: {wrong:#?}");
    }
}

/// Every pair of integers under a name that holds spans.
fn spans(value: &Value, found: &mut Vec<(u64, u64)>) {
    const NAMES: [&str; 7] =
        ["span", "trigger", "action_span", "sentences", "source", "cue", "content"];
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields {
                if NAMES.contains(&name.as_str()) {
                    pairs(inner, found);
                }
                if name != "headline" {
                    spans(inner, found);
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|i| spans(i, found)),
        _ => {}
    }
}

fn pairs(value: &Value, found: &mut Vec<(u64, u64)>) {
    if let Value::Array(items) = value {
        match &items[..] {
            [a, b] if a.is_u64() && b.is_u64() => {
                found.push((a.as_u64().unwrap_or(0), b.as_u64().unwrap_or(0)));
            }
            many => many.iter().for_each(|i| pairs(i, found)),
        }
    }
}

#[test]
fn readings_keep_the_contract() {
    let readings = lines(&run(&["read"]));
    assert!(readings.len() >= 15, "only {} reports", readings.len());
    checked("reading", &readings);
    let mut ids = std::collections::BTreeSet::new();
    for reading in &readings {
        assert!(ids.insert(reading["id"].to_string()), "an identifier twice");
        let text = reading["text"].as_str().expect("text");
        let mut found = Vec::new();
        spans(reading, &mut found);
        assert!(!found.is_empty());
        for (start, end) in found {
            let cut = text.get(start as usize..end as usize);
            assert!(
                cut.is_some_and(|c| !c.is_empty()),
                "{}: {start}..{end} cuts nothing",
                reading["id"]
            );
        }
    }
}

#[test]
fn pages_keep_the_contract() {
    checked("page", &lines(&run(&["clean"])));
}

#[test]
fn the_record_keeps_the_contract_and_quotes_exactly() {
    let texts: std::collections::BTreeMap<String, (String, String)> = lines(&run(&["read"]))
        .iter()
        .map(|r| {
            let field = |name: &str| r[name].as_str().unwrap_or("").to_string();
            (field("id"), (field("text"), field("title")))
        })
        .collect();
    let record: Value = serde_json::from_slice(&run(&["record"])).expect("JSON");
    checked("record", std::slice::from_ref(&record));
    let mut quotes = 0;
    for event in record["events"].as_array().expect("events") {
        let claims = event["claims"].as_array().expect("claims");
        assert!(
            claims.iter().any(|c| c["about"] == "occurred"),
            "{}: nobody says that it occurred",
            event["id"]
        );
        for evidence in claims.iter().flat_map(|c| c["evidence"].as_array().expect("evidence")) {
            let (text, title) = &texts[evidence["report"].as_str().expect("a report")];
            let of = if evidence["in_title"] == true { title } else { text };
            let at = |n: usize| evidence["span"][n].as_u64().expect("an offset") as usize;
            assert_eq!(of.get(at(0)..at(1)), evidence["quote"].as_str(), "{}", event["id"]);
            quotes += 1;
        }
    }
    assert!(quotes > 50, "only {quotes} quotes");
}

#[test]
fn each_report_its_own_record() {
    let records = lines(&run(&["record", "--each", "--format", "jsonl"]));
    checked("record", &records);
    assert!(records.iter().all(|r| r["reports"].as_array().is_some_and(|r| r.len() == 1)));
}

#[test]
fn the_order_of_reports_changes_nothing() {
    let forward = run(&["record"]);
    let files: Vec<PathBuf> = {
        let mut files: Vec<PathBuf> = std::fs::read_dir(examples())
            .expect("a folder")
            .map(|f| f.expect("a file").path())
            .collect();
        files.sort();
        files.reverse();
        files
    };
    for threads in ["1", "3"] {
        let output = Command::new(env!("CARGO_BIN_EXE_rashomon"))
            .args(["record", "--threads", threads])
            .args(&files)
            .output()
            .expect("the program runs");
        assert!(output.stdout == forward, "another order or {threads} threads gave other bytes");
    }
}
