//! Runs the prose suites of `tests/suites`: text with its expected reading, to change without recompiling.

use std::fs;
use std::path::Path;

use rashomon_record::{Page, Span};
use rashomon_understand::Reader;

struct Case {
    line: usize,
    text: String,
    expected: Vec<String>,
}

fn cases(suite: &str) -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suites").join(suite);
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let mut cases: Vec<Case> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if let Some(text) = line.strip_prefix("> ") {
            cases.push(Case { line: index + 1, text: text.to_string(), expected: Vec::new() });
        } else if !line.starts_with('#') && !line.is_empty() {
            let case = cases
                .last_mut()
                .unwrap_or_else(|| panic!("{suite}:{}: no text before it", index + 1));
            case.expected.push(line.trim().to_string());
        }
    }
    assert!(
        cases.iter().all(|c| !c.expected.is_empty()),
        "{suite}: a text without an expected reading"
    );
    cases
}

fn fails(suite: &str, wrong: Vec<String>) {
    assert!(wrong.is_empty(), "{suite}: {} cases differ\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn attributions() {
    let reader = Reader::embedded();
    let mut wrong = Vec::new();
    for case in cases("attributions.txt") {
        let reading = reader.read(Page::of_text("a", case.text.clone()));
        let words =
            |spans: &[Span]| spans.iter().map(|s| s.of(&case.text)).collect::<Vec<_>>().join(" + ");
        let mut found: Vec<String> = reading
            .attributions
            .iter()
            .map(|a| {
                format!("{} | {} | {}", words(&a.source), words(&a.cue), words(&a.content))
                    .trim()
                    .to_string()
            })
            .collect();
        if found.is_empty() {
            found.push("none".to_string());
        }
        if found != case.expected {
            wrong.push(format!(
                "line {}: {}\n  expected {:?}\n  found    {found:?}",
                case.line, case.text, case.expected
            ));
        }
    }
    fails("attributions.txt", wrong);
}

#[test]
fn factuality() {
    let reader = Reader::embedded();
    let mut wrong = Vec::new();
    for case in cases("factuality.txt") {
        let reading = reader.read(Page::of_text("a", case.text.clone()));
        let found: Vec<String> = reading
            .predicates
            .iter()
            .map(|p| {
                let value = serde_json::to_value(p.factuality).expect("a value");
                format!("{} {}", p.span.of(&case.text), value.as_str().expect("a word"))
            })
            .collect();
        if case.expected.iter().any(|e| !found.contains(e)) {
            wrong.push(format!(
                "line {}: {}\n  expected {:?}\n  found    {found:?}",
                case.line, case.text, case.expected
            ));
        }
    }
    fails("factuality.txt", wrong);
}
