//! Prints what is marked in texts, for a person: `cargo run -p rashomon-clean --example marks FILE…`
//! Files that end in `.json` are taken as one report.

use rashomon_record::{Body, Given, MediaType, RawPage};

fn main() {
    for name in std::env::args().skip(1) {
        let Ok(bytes) = std::fs::read(&name) else {
            eprintln!("{name}: cannot be read");
            continue;
        };
        let mut given = Given::default();
        let mut bytes = bytes;
        if name.ends_with(".json")
            && let Ok(report) = serde_json::from_slice::<rashomon_record::Report>(&bytes)
        {
            given.title = report.title;
            bytes = report.text.unwrap_or_default().into_bytes();
        }
        let body = Body { bytes, media_type: MediaType::Text, charset: None };
        let raw = RawPage { locator: name.clone(), given, body: Some(body), complaints: vec![] };
        let page = rashomon_clean::clean(raw, rashomon_clean::Options::default());
        println!("== {name}: {:?} {:?} {:?}", page.title, page.credits, page.authors);
        for noise in &page.noise {
            println!("  {:?} {:?} ({})", noise.kind, noise.span.of(&page.text), noise.why);
        }
        for mend in &page.mends {
            println!("  mend {:?} -> {:?} ({})", mend.span.of(&page.text), mend.reads, mend.why);
        }
        for complaint in &page.complaints {
            println!("  {:?} {}", complaint.kind, complaint.message);
        }
    }
}
