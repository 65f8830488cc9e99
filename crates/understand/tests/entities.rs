//! The prose suite of mentions: `tests/prose/entities.txt` says what must be read.

use rashomon_lexicon::Lexicon;
use rashomon_record::{Day, Entity, EntityBasis, EntityKind, Span};
use rashomon_syntax::Parser;
use rashomon_understand::document::Document;
use rashomon_understand::entities;

struct Case {
    line: usize,
    text: String,
    expected: Vec<(usize, String, Vec<String>)>,
}

fn cases(file: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    for (i, line) in file.lines().enumerate() {
        if let Some(text) = line.strip_prefix("> ") {
            cases.push(Case { line: i + 1, text: text.to_string(), expected: Vec::new() });
        } else if !line.starts_with('#') && !line.trim().is_empty() {
            let (mention, facts) = line.split_once(": ").unwrap_or((line, ""));
            let facts = facts.split("; ").map(str::to_string).collect();
            if let Some(case) = cases.last_mut() {
                case.expected.push((i + 1, mention.to_string(), facts));
            }
        }
    }
    cases
}

/// The span of `mention`, or of `mention#n` where it stands for the n-th time.
fn place(text: &str, mention: &str) -> Option<Span> {
    let (words, n) = match mention.rsplit_once('#') {
        Some((words, n)) => (words, n.parse().ok()?),
        None => (mention, 1usize),
    };
    let (start, found) = text.match_indices(words).nth(n - 1)?;
    Some(Span::new(start, start + found.len()))
}

fn kind(word: &str) -> Option<EntityKind> {
    serde_json::from_str(&format!("\"{word}\"")).ok()
}

fn holds(text: &str, all: &[Entity], e: &Entity, fact: &str) -> bool {
    let (key, value) = fact.split_once(' ').unwrap_or((fact, ""));
    match key {
        "not" => !holds(text, all, e, value),
        "actor" => e.actor.as_ref().is_some_and(|a| a.as_str() == value),
        "country" if !value.is_empty() => e.country.as_ref().is_some_and(|c| c.as_str() == value),
        "countries" => {
            let mut codes: Vec<&str> = e.countries.iter().map(|c| c.as_str()).collect();
            codes.sort_unstable();
            codes.join(" ") == value
        }
        "title" => e.title.as_deref() == Some(value),
        "office" => e.office.as_deref() == Some(value),
        "name" => e.name == value,
        "basis" => {
            serde_json::from_str::<EntityBasis>(&format!("\"{value}\"")).ok() == Some(e.basis)
        }
        "same" => all
            .iter()
            .find(|o| e.same_as.as_ref() == Some(&o.id))
            .is_some_and(|o| o.span.of(text) == value),
        _ => kind(fact) == Some(e.kind),
    }
}

#[test]
fn every_case_is_read_as_it_says() {
    let file =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/prose/entities.txt"))
            .expect("the suite");
    let (parser, lexicon) = (Parser::embedded(), Lexicon::embedded());
    let cases = cases(&file);
    assert!(cases.len() >= 40, "only {} cases", cases.len());
    let mut wrong = Vec::new();
    for case in &cases {
        let text = case.text.as_str();
        let document = Document::parse(&parser, text, &[Span::new(0, text.len())], &[]);
        let day: Option<Day> = serde_json::from_str("\"2024-01-20\"").ok();
        let found = entities::find(&document, &lexicon, day, "e");
        for (line, mention, facts) in &case.expected {
            let Some(span) = place(text, mention) else {
                wrong.push(format!("line {line}: {mention:?} does not stand in the text"));
                continue;
            };
            let entity = found.iter().find(|e| e.span == span);
            if facts.first().is_some_and(|f| f == "nothing") {
                if let Some(e) = entity {
                    wrong.push(format!("line {line}: {mention:?} is a mention: {e:?}"));
                }
                continue;
            }
            let Some(e) = entity else {
                let said: Vec<&str> = found.iter().map(|e| e.span.of(text)).collect();
                wrong.push(format!("line {line}: no mention {mention:?} among {said:?}"));
                continue;
            };
            for fact in facts {
                if !holds(text, &found, e, fact) {
                    wrong.push(format!(
                        "line {line} (case of {}): {mention:?} is not {fact:?}: {e:?}",
                        case.line
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{} wrong", wrong.join("\n"), wrong.len());
}
