//! The rules' own examples, read with the real parser, and what no rule may do.

use proptest::prelude::*;
use rashomon_record::{Assertion, Page, Reading, TollKind};

use super::rules::{Example, Rule, Rules};
use crate::Reader;

fn read(reader: &Reader, text: &str) -> Reading {
    reader.read(Page::of_text("example", text))
}

/// What is wrong with an example, or nothing.
fn fault(rule: &Rule, example: &Example, reading: &Reading) -> Option<String> {
    let of_rule = |a: &&Assertion| {
        // What "will" turned into a pledge, and harm that went to the attack that did it.
        let turned = a.rule.ends_with("/announced") || rule.effect && a.kind == rule.kind;
        a.rule == rule.id || turned && example.fires
    };
    let all: Vec<&Assertion> = reading.assertions.iter().filter(of_rule).collect();
    if !example.fires {
        return all
            .iter()
            .find(|a| a.rule == rule.id)
            .map(|a| format!("fires on `{}`", a.trigger.of(&reading.page.text)));
    }
    if all.is_empty() {
        let others: Vec<&str> = reading.assertions.iter().map(|a| a.rule.as_str()).collect();
        return Some(format!("does not fire; read: {others:?}"));
    }
    let mut last = None;
    for a in all {
        let missing = example.expected.iter().find(|(key, value)| !has(reading, a, key, value));
        match missing {
            None => return None,
            Some((key, value)) => {
                let parts: Vec<String> = a
                    .participants
                    .iter()
                    .map(|p| format!("{:?}={}", p.role, p.span.of(&reading.page.text)))
                    .collect();
                last = Some(format!("no {key}={value}; read {:?} {parts:?}", a.mode));
            }
        }
    }
    last
}

fn has(reading: &Reading, a: &Assertion, key: &str, value: &str) -> bool {
    let text = &reading.page.text;
    match key {
        "mode" => a.mode.is_some_and(|m| m.as_str() == value),
        "type" => a.kind.as_str() == value,
        "factuality" => format!("{:?}", a.factuality).eq_ignore_ascii_case(value),
        "killed" | "injured" => {
            let kind = if key == "killed" { TollKind::Killed } else { TollKind::Injured };
            a.tolls.iter().any(|t| t.kind == kind && t.low == value.parse().ok())
        }
        role => a.participants.iter().any(|p| {
            format!("{:?}", p.role).eq_ignore_ascii_case(role) && p.span.of(text).contains(value)
        }),
    }
}

#[test]
fn every_rule_reads_its_own_examples() {
    let reader = Reader::embedded();
    let rules = Rules::embedded();
    let mut faults = Vec::new();
    let mut count = 0;
    for rule in rules.all() {
        for example in &rule.examples {
            count += 1;
            let reading = read(&reader, &example.text);
            if let Some(fault) = fault(rule, example, &reading) {
                faults.push(format!(
                    "{}:{} {}: {}\n    {fault}",
                    example.file, example.line, rule.id, example.text
                ));
            }
        }
    }
    assert!(count > 300, "only {count} examples");
    assert!(faults.is_empty(), "{} of {count} fail:\n{}", faults.len(), faults.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn never_panics_and_every_span_fits(text in "([A-Za-zé\"'.,-]{1,9} ){0,40}(attacked|killed|said|will|by|Iran)? ?.{0,30}") {
        let reader = Reader::embedded();
        let reading = read(&reader, &text);
        for a in &reading.assertions {
            prop_assert!(a.span.fits(&reading.page.text) && a.trigger.fits(&reading.page.text));
            for p in &a.participants {
                prop_assert!(p.span.fits(&reading.page.text));
                prop_assert!(reading.entities.iter().any(|e| e.id == p.entity));
            }
        }
    }
}
