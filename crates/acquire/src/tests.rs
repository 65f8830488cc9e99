//! Inputs as they come, good and broken; and what must come of them.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use rashomon_record::{ComplaintKind, MediaType, RawPage};

use super::{Input, pages};

fn read(bytes: &[u8]) -> Vec<RawPage> {
    let mut out = Vec::new();
    pages(&[Input::Standard], &mut &bytes[..], &mut |page| out.push(page));
    out
}

fn read_path(path: PathBuf) -> Vec<RawPage> {
    let mut out = Vec::new();
    pages(&[Input::Path(path)], &mut std::io::empty(), &mut |page| out.push(page));
    out
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory takes all");
    encoder.finish().expect("memory takes all")
}

fn text(page: &RawPage) -> String {
    let bytes = page.body.as_ref().map(|b| b.bytes.clone()).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What came of each page: its text, or the kind of its first complaint.
fn summary(pages: &[RawPage]) -> Vec<String> {
    pages
        .iter()
        .map(|page| match &page.body {
            Some(_) => text(page),
            None => format!("{:?}", page.complaints.first().map(|c| c.kind)),
        })
        .collect()
}

fn warc(url: &str, body: &str) -> Vec<u8> {
    let http = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body>{body}</body></html>"
    );
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
        http.len()
    )
    .into_bytes()
}

#[test]
fn plain_text_is_one_page() {
    let found = read(b"Two men were freed on Monday.\n");
    assert_eq!(summary(&found), ["Two men were freed on Monday.\n"]);
    assert_eq!(found[0].body.as_ref().map(|b| b.media_type), Some(MediaType::Text));
}

#[test]
fn pages_are_known_by_content() {
    for html in
        ["<!DOCTYPE html><p>x", "  \n<html><body>x", "<?xml version='1.0'?><html>x", "<p>One.</p>"]
    {
        let found = read(html.as_bytes());
        assert_eq!(found[0].body.as_ref().map(|b| b.media_type), Some(MediaType::Html), "{html}");
    }
    let wide: Vec<u8> = "<html><p>x</p></html>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let body = read(&wide)[0].body.clone().expect("a body");
    assert_eq!((body.media_type, body.charset.as_deref()), (MediaType::Html, Some("utf-16le")));
}

#[test]
fn bad_lines_cost_themselves_alone() {
    let lines = concat!(
        "{\"id\": \"a\", \"text\": \"First.\"}\n",
        "{\"id\": \"broken\", \"text\": \"no end\n",
        "nonsense\n\n",
        "{\"id\": \"n\", \"text\": 42}\n",
        "{\"id\": 7, \"html\": \"<p>Seven.</p>\"}\n",
        "{\"id\": \"a\", \"text\": \"Other words.\"}\n",
        "{\"id\": \"a\", \"text\": \"First.\"}\n",
        "{\"id\": \"t\", \"text\": \"one\", \"text\": \"two\"}\n",
        "{\"id\": \"z\", \"text\": \"Last.\", \"published\": 20240129}",
    );
    let found = read(lines.as_bytes());
    let bad = "Some(BadRecord)";
    assert_eq!(
        summary(&found),
        ["First.", bad, bad, bad, "<p>Seven.</p>", bad, "First.", bad, "Last."]
    );
    let ids: Vec<_> = found.iter().map(|p| p.given.id.as_deref()).collect();
    let (a, n) = (Some("a"), Some("n"));
    assert_eq!(ids, [a, Some("broken"), None, n, Some("7"), a, a, Some("t"), Some("z")]);
    assert!(found[1].complaints[0].message.contains("line 2"), "{:?}", found[1].complaints);
    assert_eq!(found[8].complaints[0].kind, ComplaintKind::DateUnknown);
}

#[test]
fn a_bad_first_line_hides_nothing() {
    for first in ["{\"id\": \"x\", \"text\": \"no end", "nonsense", "[1, 2, 3]", "\u{feff}"] {
        let found = read(format!("{first}\n{{\"id\": \"a\", \"text\": \"Good.\"}}\n").as_bytes());
        assert!(found.iter().any(|p| text(p) == "Good."), "{first}: {found:?}");
    }
}

#[test]
fn arrays_and_single_objects_of_json() {
    let found =
        read(b"[{\"id\": \"a\", \"text\": \"One.\"}, null,\n {\"id\": \"b\", \"text\": \"Two.\"}]");
    assert_eq!(summary(&found), ["One.", "Some(BadRecord)", "Two."]);
    let found = read(b"{\n \"id\": \"a\",\n \"text\": \"One.\"\n}\n");
    assert_eq!(summary(&found), ["One."]);
}

#[test]
fn feeds_with_faults() {
    let feed = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>\
        <rss><channel><title>F</title><link>https://example.org/</link>\
        <item><title>A &amp; B</title><link>https://example.org/1</link>\
        <pubDate>Mon, 29 Jan 2024 10:00:00 +0100</pubDate><description>AT&T &x; said so.</description></item>\
        <item><title>No text</title></item>\
        <item><title>C</title><pubDate>99 Foo 99999</pubDate><description><![CDATA[<p>Two.</p>]]></description></item>\
        <item><title>Cut</title><description>Three";
    let found = read(feed.as_bytes());
    let bodies: Vec<_> = found.iter().filter(|p| p.body.is_some()).map(text).collect();
    assert_eq!(bodies, ["AT&T &x; said so.", "<p>Two.</p>", "Three"]);
    assert_eq!(found[0].given.title.as_deref(), Some("A & B"));
    assert_eq!(found[0].given.published.as_deref(), Some("2024-01-29T10:00:00+01:00"));
    assert_eq!(found[0].given.url.as_deref(), Some("https://example.org/1"));
    assert_eq!(found[1].given.published, None);
    let kinds: Vec<_> = found.iter().flat_map(|p| &p.complaints).map(|c| c.kind).collect();
    for kind in [ComplaintKind::Capped, ComplaintKind::Truncated, ComplaintKind::BadRecord] {
        assert!(kinds.contains(&kind), "{kind:?} is not in {kinds:?}");
    }
}

#[test]
fn atom_and_json_feeds() {
    let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>F</title><entry><title>A</title>\
        <link rel=\"alternate\" href=\"https://example.org/1\"/><author><name>Nadia Example</name></author>\
        <updated>2024-01-30T00:00:00Z</updated><published>2024-01-29T00:00:00Z</published>\
        <content type=\"html\">&lt;p&gt;One.&lt;/p&gt;</content></entry></feed>";
    let found = read(atom.as_bytes());
    assert_eq!(summary(&found), ["<p>One.</p>"]);
    assert_eq!(found[0].given.url.as_deref(), Some("https://example.org/1"));
    assert_eq!(found[0].given.published.as_deref(), Some("2024-01-29T00:00:00Z"));
    assert_eq!(found[0].given.authors, ["Nadia Example"]);
    let json = "{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{\"id\": \"1\", \
        \"content_text\": \"One.\", \"date_published\": \"2024-01-29\"}, null, {\"id\": 2, \"content_html\": 5}]}";
    let found = read(json.as_bytes());
    assert_eq!(summary(&found), ["One.", "Some(BadRecord)", "Some(BadRecord)"]);
}

#[test]
fn archives_and_broken_records() {
    let mut archive = warc("https://example.org/1", "One.");
    let mut broken = warc("https://example.org/2", "Two.");
    let text = String::from_utf8(broken.clone()).expect("ASCII");
    let at = text.find("Content-Length: ").expect("a length") + 16;
    broken[at] = b'x';
    archive.extend(broken);
    archive.extend(warc("https://example.org/3", "Three."));
    for bytes in [archive.clone(), gzip(&archive)] {
        let found = read(&bytes);
        let good: Vec<_> = found.iter().filter_map(|p| p.given.url.clone()).collect();
        assert_eq!(good, ["https://example.org/1", "https://example.org/3"]);
        assert!(
            found.iter().any(|p| p.complaints.iter().any(|c| c.kind == ComplaintKind::BadRecord))
        );
    }
    let cut = &archive[..archive.len() - 20];
    let found = read(cut);
    assert!(found.iter().any(|p| p.complaints.iter().any(|c| c.kind == ComplaintKind::Truncated)));
}

#[test]
fn gzip_and_its_bombs() {
    assert_eq!(summary(&read(&gzip(b"Packed."))), ["Packed."]);
    let mut two = gzip(b"One, ");
    two.extend(gzip(b"two."));
    two.extend(b"junk after the end");
    assert_eq!(summary(&read(&two)), ["One, two."]);
    let bomb = gzip(&vec![b'a'; 64 << 20]);
    assert_eq!(summary(&read(&bomb)), ["Some(TooLarge)"]);
    assert_eq!(summary(&read(&gzip(&bomb))), ["Some(TooLarge)"]);
    let cut = gzip("The first of many words. ".repeat(2000).as_bytes());
    let found = read(&cut[..cut.len() - 12]);
    assert_eq!(found[0].complaints[0].kind, ComplaintKind::Truncated);
    assert!(text(&found[0]).starts_with("The first"));
    assert_eq!(summary(&read(b"\x1f\x8bjunk"))[0], "Some(Unreadable)");
}

#[test]
fn what_holds_nothing_says_so() {
    for bytes in [&b""[..], b" \n\t ", b"\0\0\0\0\0\0\0\0", b"%PDF-1.7 x", b"PK\x03\x04xxxx"] {
        let found = read(bytes);
        assert_eq!(summary(&found), ["Some(Unreadable)"], "{bytes:?}");
        assert!(found[0].complaints[0].message.contains("standard input"));
    }
    let found = read_path(PathBuf::from("/no/such/file.html"));
    assert!(found[0].complaints[0].message.contains("/no/such/file.html"));
}

#[test]
fn folders_in_order_links_and_pipes() {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    assert_eq!(summary(&read_path(root.to_path_buf())), ["Some(Unreadable)"]);
    fs::create_dir(root.join("b")).expect("made");
    fs::write(root.join("b/one.txt"), "One.").expect("written");
    fs::write(root.join("a.txt"), "Two.").expect("written");
    fs::write(root.join(".hidden"), "Three.").expect("written");
    #[cfg(unix)]
    {
        use std::os::unix::fs::symlink;
        symlink("..", root.join("b/up")).expect("linked");
        symlink(".", root.join("self")).expect("linked");
        symlink("nowhere", root.join("dangling")).expect("linked");
        symlink("/dev/zero", root.join("zero")).expect("linked");
    }
    let found = read_path(root.to_path_buf());
    let bodies: Vec<_> = found.iter().filter(|p| p.body.is_some()).map(text).collect();
    assert_eq!(bodies, ["Two.", "One."]);
    assert_eq!(found.iter().filter(|p| p.body.is_none()).count(), if cfg!(unix) { 2 } else { 0 });
}

#[test]
fn a_line_too_long_is_passed_over() {
    let mut lines =
        b"{\"id\": \"a\", \"text\": \"One.\"}\n{\"id\": \"long\", \"text\": \"".to_vec();
    lines.resize(lines.len() + crate::limits::LINE_BYTES, b'x');
    lines.extend(b"\"}\n{\"id\": \"b\", \"text\": \"Two.\"}\n");
    let found = read(&lines);
    assert_eq!(summary(&found), ["One.", "Some(TooLarge)", "Two."]);
    assert_eq!(found[1].given.id.as_deref(), Some("long"));
}

/// Good inputs of every kind, to be damaged.
fn samples() -> Vec<Vec<u8>> {
    let mut archive = warc("https://example.org/1", "One.");
    archive.extend(warc("https://example.org/2", "Two."));
    let feed = b"<?xml version=\"1.0\"?><rss><channel><item><title>A</title><link>u</link><description>\
        &lt;p&gt;One.&lt;/p&gt;</description></item><item><title>B</title><content:encoded><![CDATA[Two]]>\
        </content:encoded></item></channel></rss>";
    let lines =
        b"{\"id\": \"a\", \"text\": \"One.\"}\n{\"id\": \"b\", \"html\": \"<p>Two.</p>\"}\n";
    vec![
        gzip(&archive),
        archive,
        gzip(feed),
        feed.to_vec(),
        lines.to_vec(),
        b"[{\"id\": \"a\", \"text\": \"One.\"}]".to_vec(),
        b"{\"version\": \"https://jsonfeed.org/version/1\", \"items\": [{\"content_text\": \"x\"}]}".to_vec(),
        b"<html><p>One.</p></html>".to_vec(),
        b"Text of one page.".to_vec(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// No damage makes a panic, silence, or a page with neither body nor complaint.
    #[test]
    fn damage_is_told(
        which in 0..9usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4u8), 0..12),
    ) {
        let mut bytes = samples().swap_remove(which);
        for (at, byte, how) in changes {
            if bytes.is_empty() {
                break;
            }
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                2 => drop(bytes.remove(at)),
                _ => bytes.truncate(at),
            }
        }
        let found = read(&bytes);
        prop_assert!(!found.is_empty());
        for page in &found {
            prop_assert!(page.body.is_some() || !page.complaints.is_empty());
            prop_assert!(!page.locator.is_empty());
        }
        prop_assert_eq!(found, read(&bytes));
    }

    #[test]
    fn any_bytes_give_something(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(!read(&bytes).is_empty());
    }
}
