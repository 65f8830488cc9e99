//! The prose suite of places (`tests/prose/places.txt`), and what must hold of any text.

use proptest::prelude::*;
use rashomon_lexicon::Lexicon;
use rashomon_lexicon::gazetteer::Gazetteer;
use rashomon_record::{PlaceMention, Span};
use rashomon_syntax::Parser;
use rashomon_understand::document::Document;
use rashomon_understand::{entities, places};

struct Layer {
    parser: Parser,
    lexicon: Lexicon,
    gazetteer: Gazetteer,
}

impl Layer {
    fn new() -> Self {
        Layer {
            parser: Parser::embedded(),
            lexicon: Lexicon::embedded(),
            gazetteer: Gazetteer::embedded(),
        }
    }

    fn read(&self, text: &str) -> Vec<PlaceMention> {
        let document = Document::parse(&self.parser, text, &[Span::new(0, text.len())], &[]);
        let entities = entities::find(&document, &self.lexicon, None, "e");
        places::find(&document, &entities, &self.gazetteer, &self.lexicon)
    }
}

/// A word of the contract, as JSON prints it.
fn word(value: serde_json::Result<serde_json::Value>) -> String {
    value.ok().and_then(|v| v.as_str().map(str::to_string)).unwrap_or_else(|| "-".to_string())
}

fn line(text: &str, m: &PlaceMention) -> Vec<String> {
    let or = |s: Option<&str>| s.unwrap_or("-").to_string();
    vec![
        m.span.of(text).to_string(),
        word(serde_json::to_value(m.usage)),
        word(serde_json::to_value(m.kind)),
        or(m.country.as_ref().map(|c| c.as_str())),
        or(m.admin1.as_deref()),
        or(m.lat.map(|_| "located")),
    ]
}

#[test]
fn every_case_is_read_as_it_says() {
    let suite = include_str!("prose/places.txt");
    let layer = Layer::new();
    let mut wrong = Vec::new();
    let mut cases = 0;
    for case in suite.split("\n> ").skip(1) {
        let mut lines = case.lines();
        let text = lines.next().unwrap_or("").replace("\\n", "\n");
        let expected: Vec<Vec<&str>> = lines
            .filter(|l| !l.trim().is_empty() && !l.starts_with('#') && l.trim() != "none")
            .map(|l| l.split('|').map(str::trim).collect())
            .collect();
        let found: Vec<Vec<String>> = layer.read(&text).iter().map(|m| line(&text, m)).collect();
        let same = found.len() == expected.len()
            && found.iter().zip(&expected).all(|(f, e)| {
                f.len() == e.len() && f.iter().zip(e).all(|(f, e)| *e == "?" || f == e)
            });
        if !same {
            let found: Vec<String> = found.iter().map(|f| f.join(" | ")).collect();
            wrong.push(format!("{text}\n  {}", found.join("\n  ")));
        }
        cases += 1;
    }
    assert!(cases > 15, "the suite was not read");
    assert!(wrong.is_empty(), "{} cases differ; found:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_very_long_line_is_read_in_its_time() {
    let text = "Shells fell on San Fernando and Washington County near St. Mary's, officials said "
        .repeat(12_000);
    let document = Document {
        text: &text,
        sentences: vec![rashomon_syntax::Sentence {
            span: Span::new(0, text.len()),
            tokens: Vec::new(),
        }],
    };
    let found = places::find(&document, &[], &Gazetteer::embedded(), &Lexicon::embedded());
    assert!(found.len() > 12_000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_text_is_read_without_panic_and_spans_fit(
        text in "(([A-Z][a-z]{0,6}|[a-z]{1,4}|of|in|St\\.|U\\.S\\.|Paris|County|Lake|é|ß|İ|’s|'s|-|,|\\(|\\)|\\.|\\n|[0-9]{1,4}|\\PC)[ -]?){0,40}"
    ) {
        let gazetteer = Gazetteer::embedded();
        let document = Document {
            text: &text,
            sentences: vec![rashomon_syntax::Sentence { span: Span::new(0, text.len()), tokens: Vec::new() }],
        };
        let mut last = 0;
        for place in places::find(&document, &[], &gazetteer, &Lexicon::embedded()) {
            prop_assert!(place.span.start >= last && place.span.start < place.span.end);
            prop_assert!(text.get(place.span.range()).is_some());
            prop_assert_eq!(place.lat.is_some(), place.lon.is_some());
            last = place.span.end;
        }
    }
}
