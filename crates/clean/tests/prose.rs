//! The suites in `tests/prose`: texts, and all that may be marked in them. To add a case, add it
//! there; nothing needs compiling.

use std::path::Path;

use rashomon_clean::{Options, clean};
use rashomon_record::{Body, Given, MediaType, Page, RawPage};

fn page(text: &str) -> Page {
    let bytes = text.as_bytes().to_vec();
    let body = Body { bytes, media_type: MediaType::Text, charset: Some("utf-8".to_string()) };
    let given = Given::default();
    let locator = "case".to_string();
    clean(RawPage { locator, given, body: Some(body), complaints: Vec::new() }, Options::default())
}

fn marks(page: &Page) -> Vec<String> {
    let mut out = Vec::new();
    for noise in &page.noise {
        let kind = serde_json::to_value(noise.kind).expect("a kind is a word");
        let kind = kind.as_str().unwrap_or_default().to_string();
        out.push(format!("{kind}: {}", noise.span.of(&page.text)));
    }
    for mend in &page.mends {
        out.push(format!("mend: {} -> {}", mend.span.of(&page.text), mend.reads));
    }
    out.extend(page.credits.iter().map(|c| format!("credit: {c}")));
    out.extend(page.authors.iter().map(|a| format!("author: {a}")));
    out.extend(page.title.iter().map(|t| format!("title: {t}")));
    out.sort();
    out
}

#[test]
fn prose() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/prose");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the suites are there")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    let mut wrong = Vec::new();
    let mut cases = 0;
    for file in files {
        let text = std::fs::read_to_string(&file).expect("a suite is text");
        for case in text.split("== ").skip(1) {
            let (name, rest) = case.split_once('\n').expect("a name");
            let (text, expected) = rest.split_once("\n--").expect("marks after --");
            let mut expected: Vec<String> =
                expected.lines().map(str::to_string).filter(|l| !l.trim().is_empty()).collect();
            expected.sort();
            cases += 1;
            let page = page(text);
            assert_eq!(page.text, text, "{name}: the text was changed");
            let found = marks(&page);
            if found != expected {
                let file = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
                wrong.push(format!("{file}: {name}\n  expected {expected:#?}\n  found {found:#?}"));
            }
        }
    }
    assert!(cases > 15, "only {cases} cases were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
