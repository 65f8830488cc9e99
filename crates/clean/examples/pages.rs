//! Cleans reports of JSON Lines from standard input, one line each to standard output: the room
//! on its own, to measure it.

use std::io::{BufRead, Write};

use rashomon_record::{Body, Given, MediaType, RawPage, Report};

fn main() -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let Ok(report) = serde_json::from_str::<Report>(&line?) else { continue };
        let (bytes, media_type) = match (report.text, report.html) {
            (Some(text), _) => (text, MediaType::Text),
            (None, Some(html)) => (html, MediaType::Html),
            (None, None) => continue,
        };
        let body = Body { bytes: bytes.into_bytes(), media_type, charset: Some("utf-8".into()) };
        let given = Given { id: report.id, url: report.url, ..Given::default() };
        let raw = RawPage { locator: String::new(), given, body: Some(body), complaints: vec![] };
        let page = rashomon_clean::clean(raw, rashomon_clean::Options::default());
        serde_json::to_writer(&mut out, &page)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}
