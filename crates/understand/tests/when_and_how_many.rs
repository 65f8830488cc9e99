//! Runs the prose suites of times and tolls: text with its expected reading, to change without recompiling.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use rashomon_record::{Day, Span, TimeMention};
use rashomon_syntax::Parser;
use rashomon_understand::document::{Document, TollMention};
use rashomon_understand::{times, tolls};

struct Case {
    line: usize,
    published: Option<Day>,
    text: String,
    expected: Vec<String>,
}

fn cases(suite: &str) -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suites").join(suite);
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let mut cases: Vec<Case> = Vec::new();
    let mut published = None;
    for (index, line) in text.lines().enumerate() {
        let line_number = index + 1;
        if let Some(day) = line.strip_prefix("@ ") {
            published = Day::parse(day);
        } else if let Some(text) = line.strip_prefix("> ") {
            let text = text.to_string();
            cases.push(Case { line: line_number, published, text, expected: Vec::new() });
        } else if !line.starts_with('#') && !line.is_empty() {
            let case = cases
                .last_mut()
                .unwrap_or_else(|| panic!("{suite}:{line_number}: no text before it"));
            case.expected.push(line.trim().to_string());
        }
    }
    assert!(
        cases.iter().all(|c| !c.expected.is_empty()),
        "{suite}: a text without an expected reading"
    );
    cases
}

fn judge(suite: &str, read: impl Fn(&Case) -> Vec<String>) {
    let mut wrong = Vec::new();
    let all = cases(suite);
    assert!(all.len() >= 80, "{suite} has lost cases");
    for case in &all {
        let mut found = read(case);
        if found.is_empty() {
            found.push("none".to_string());
        }
        if found != case.expected {
            let (line, text, expected) = (case.line, &case.text, &case.expected);
            wrong.push(format!(
                "line {line}: {text}\n  expected {expected:?}\n  found    {found:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{suite}: {} cases differ\n{}", wrong.len(), wrong.join("\n"));
}

fn parsed<'a>(parser: &Parser, text: &'a str) -> Document<'a> {
    Document::parse(parser, text, &[Span::new(0, text.len())], &[])
}

fn time(text: &str, m: &TimeMention) -> String {
    let word = |v: serde_json::Value| v.as_str().unwrap_or("-").to_string();
    let kind = word(serde_json::to_value(m.kind).expect("a type"));
    let basis = word(serde_json::to_value(m.basis).expect("a basis"));
    let value = m.value.as_deref().unwrap_or("unresolved");
    format!("{} | {kind} | {value} | {basis}", m.span.of(text))
}

fn toll(m: &TollMention) -> String {
    let n = |v: Option<u64>| v.map_or(String::new(), |v| v.to_string());
    let word = |v: serde_json::Value| v.as_str().unwrap_or("-").to_string();
    let qualifier = word(serde_json::to_value(m.toll.qualifier).expect("a qualifier"));
    let scope = word(serde_json::to_value(m.toll.scope).expect("a scope"));
    let of: Vec<String> = m.toll.of.iter().map(|s| format!("{} {}", n(s.low), s.who)).collect();
    let of = if of.is_empty() { "-".to_string() } else { of.join(", ") };
    let who = m.toll.who.as_deref().unwrap_or("-");
    let kind = m.toll.kind.as_str();
    format!("{kind} | {}..{} | {qualifier} | {scope} | {who} | {of}", n(m.toll.low), n(m.toll.high))
}

#[test]
fn times_are_read_as_the_suite_says() {
    let parser = Parser::embedded();
    judge("times.txt", |case| {
        let document = parsed(&parser, &case.text);
        let found = times::find(&document, case.published);
        found.iter().map(|m| time(&case.text, m)).collect()
    });
}

#[test]
fn tolls_are_read_as_the_suite_says() {
    let parser = Parser::embedded();
    judge("tolls.txt", |case| tolls::find(&parsed(&parser, &case.text)).iter().map(toll).collect());
}

#[test]
fn the_day_of_publication_is_inferred_only_where_the_words_fix_it() {
    let parser = Parser::embedded();
    let inferred =
        |text: &str| times::infer_published(&parsed(&parser, text)).map(|(day, _)| day.to_string());
    let pointed =
        "Both capitals spoke of peace this Friday, January 19. A post was hit on January 18, 2024.";
    assert_eq!(inferred(pointed).as_deref(), Some("2024-01-19"));
    let misfit =
        "Both capitals spoke of peace this Friday, January 19. A post was hit on May 3, 2023.";
    assert_eq!(inferred(misfit), None, "the 19th was a Thursday in that year");
    assert_eq!(inferred("The army struck on Tuesday and again on Thursday."), None);
    assert_eq!(
        inferred("The ministers pledged on Monday to talk, after the strikes of January 16."),
        None
    );
    assert_eq!(
        inferred(
            "KABUL, March 3, 2023 (Agency) - The post was shelled on March 1, officials said."
        )
        .as_deref(),
        Some("2023-03-03")
    );
    assert_eq!(inferred(""), None);
}

#[test]
fn the_evidence_names_the_words() {
    let parser = Parser::embedded();
    let text = "They met this Friday, January 19. The photo is of January 18, 2024.";
    let (_, evidence) = times::infer_published(&parsed(&parser, text)).expect("a day");
    assert!(
        evidence.contains("this Friday, January 19") && evidence.contains("January 18, 2024"),
        "{evidence}"
    );
}

#[test]
fn a_long_text_takes_no_longer_than_its_length() {
    let parser = Parser::embedded();
    let text = "On January 16, 2023, at least ten people, including four minors, were killed. "
        .repeat(2000);
    let document = parsed(&parser, &text);
    assert_eq!(times::find(&document, Day::parse("2024-01-29")).len(), 2000);
    assert_eq!(tolls::find(&document).len(), 2000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_text_makes_it_panic_and_every_span_fits(text in "\\PC{0,200}") {
        let parser = Parser::embedded();
        let document = parsed(&parser, &text);
        let _ = times::infer_published(&document);
        for m in times::find(&document, Day::parse("2024-02-29")) {
            prop_assert!(m.span.fits(&text));
        }
        for m in tolls::find(&document) {
            prop_assert!(m.toll.span.fits(&text));
        }
    }

    #[test]
    fn words_of_time_in_any_order_do_not_make_it_panic(words in prop::collection::vec(prop::sample::select(vec![
        "the", "last", "next", "31", "February", "2024", "9999", "week", "years", "ago", "later", "of", "early",
        "BC", "-", ",", "Monday", "night", "two", "hundred", "million", "quarter", "half", "a", "and", "99999999999",
        "1/2", "12:75", "p.m.", "killed", "people", "at", "least", "dead", "including", "between", "'s", "century",
    ]), 0..30)) {
        let text = words.join(" ");
        let parser = Parser::embedded();
        let document = parsed(&parser, &text);
        for published in [None, Day::parse("2024-02-29"), Day::parse("0001-01-01"), Day::parse("9999-12-31")] {
            for m in times::find(&document, published) {
                prop_assert!(m.span.fits(&text));
            }
        }
        for m in tolls::find(&document) {
            prop_assert!(m.toll.span.fits(&text));
        }
    }
}
