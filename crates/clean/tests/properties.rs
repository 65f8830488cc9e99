//! What holds for any input: no panic, spans that fit, given text kept, the same bytes twice.

use proptest::prelude::*;
use rashomon_clean::{Options, clean};
use rashomon_record::{Body, Day, Given, MediaType, Page, RawPage};

fn run(bytes: Vec<u8>, media_type: MediaType, charset: Option<&str>) -> Page {
    let body = Body { bytes, media_type, charset: charset.map(str::to_string) };
    let raw = RawPage {
        locator: "any".to_string(),
        given: Given::default(),
        body: Some(body),
        complaints: Vec::new(),
    };
    clean(raw, Options { map: true })
}

fn holds(page: &Page) {
    for noise in &page.noise {
        assert!(noise.span.fits(&page.text), "{noise:?}");
    }
    for mend in &page.mends {
        assert!(mend.span.fits(&page.text), "{mend:?}");
        assert_ne!(mend.reads, mend.span.of(&page.text));
    }
    for complaint in &page.complaints {
        assert!(complaint.span.is_none_or(|span| span.fits(&page.text)), "{complaint:?}");
    }
    for &(from, to, start, end) in page.origin.map.iter().flatten() {
        assert!(from <= to && start <= end);
        assert!(page.text.get(from as usize..to as usize).is_some());
    }
    for value in page.published.value.iter().chain(&page.modified) {
        assert!(Day::parse(value).is_some(), "{value:?} is no day");
    }
    assert_eq!(page.published.value.is_some(), page.published.day().is_some());
    assert!(!page.text.trim().is_empty() || page.is_unreadable());
    assert!(!page.id.is_empty());
}

/// Pieces that rules look for, in any order.
fn scraps() -> impl Strategy<Value = String> {
    let scraps = prop::sample::select(vec![
        "The army said so. ",
        "Were killed. ",
        "borderThe ",
        "areas24 missiles ",
        "\n",
        "\n\n",
        "Leave a Reply",
        "With Reuters and EFE",
        "(AP) - ",
        "© ",
        "REUTERS/X Y",
        "By A B",
        "é",
        "\u{2028}",
        "(Photo: AFP/x)",
        "\u{202e}",
        "2024-01-29",
        "<b>",
        "&amp;",
        "[caption id=\"1\"]",
        "\"",
        "”",
        ".",
        ":",
        "Tel: +1 555 123 4567",
        "https://example.org/2024/01/29/x",
        "(T)",
        "Home / ",
        "\0",
        "İ",
        "ß",
        "  ",
    ]);
    prop::collection::vec(scraps, 0..60).prop_map(|all| all.concat())
}

/// Pieces of pages, in any order.
fn markup() -> impl Strategy<Value = String> {
    let scraps = prop::sample::select(vec![
        "<html lang='en'>",
        "<head>",
        "<title>",
        "</title>",
        "A title | Site",
        "<body>",
        "<div class='byline'>",
        "<div class=\"share",
        "</div>",
        "<p>",
        "</p>",
        "Troops crossed the river on Monday, he said. ",
        "<h1>",
        "</h1>",
        "<script type=\"application/ld+json\">",
        "</script>",
        "{\"@type\":\"NewsArticle\",",
        "\"datePublished\":\"2024-01-29T10:00\",",
        "\"author\":[[{\"name\":7}]]}",
        "<meta property='article:published_time' content='",
        "9999-99-99",
        "'>",
        "<time datetime=\"",
        "2024-02-30",
        "\">",
        "</time>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<",
        ">",
        "&",
        "&#x110000;",
        "&lt;",
        "<svg>",
        "<table><tr><td>",
        "<b><i>",
        "<a href=x",
        "=",
        "é",
        "\u{a0}",
        "<br>",
        "<plaintext>",
        "/>",
        "=='a",
        "\0",
    ]);
    prop::collection::vec(scraps, 0..120).prop_map(|all| all.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn given_text_is_kept(text in prop_oneof![scraps(), any::<String>()]) {
        let page = run(text.clone().into_bytes(), MediaType::Text, Some("utf-8"));
        prop_assert_eq!(&page.text, &text);
        holds(&page);
        prop_assert_eq!(page, run(text.into_bytes(), MediaType::Text, Some("utf-8")));
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400), html: bool) {
        let media_type = if html { MediaType::Html } else { MediaType::Text };
        for charset in [None, Some("utf-8"), Some("utf-16le"), Some("utf-32be"), Some("x-none"), Some("shift_jis")] {
            holds(&run(bytes.clone(), media_type, charset));
        }
    }

    #[test]
    fn any_markup_is_read(markup in markup()) {
        let page = run(markup.clone().into_bytes(), MediaType::Html, Some("utf-8"));
        holds(&page);
        prop_assert_eq!(page, run(markup.into_bytes(), MediaType::Html, Some("utf-8")));
    }
}

#[test]
fn a_page_too_deep_is_read_with_a_complaint() {
    let story = "<p>Troops crossed the river at night, the governor said in a statement.</p>";
    for page in [
        format!("<body>{story}{}</body>", "<div>".repeat(50_000)),
        format!("{}{story}", "<div>".repeat(50_000)),
        format!("<body>{story}{}", "<p><b><i><font size=1><a>x".repeat(3_000)),
        format!("<body>{story}<div {}>x</div>", "a=v ".repeat(20_000)),
    ] {
        let page = run(page.into_bytes(), MediaType::Html, Some("utf-8"));
        assert!(page.text.contains("crossed the river"));
        assert!(page.complaints.iter().any(|c| c.kind == rashomon_record::ComplaintKind::Capped));
        holds(&page);
    }
}

#[test]
fn junk_that_begins_as_a_page_is_no_page() {
    let mut bytes = b"<html>".to_vec();
    bytes.extend((0..100_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8));
    let page = run(bytes, MediaType::Html, None);
    assert!(page.is_unreadable());
    holds(&page);
}

#[test]
fn long_lines_take_no_time() {
    let started = std::time::Instant::now();
    for text in [
        "The army said it killed five people and then ".repeat(40_000),
        "x".repeat(2_000_000),
        "Were killed. ".repeat(100_000),
        "borderThe riverIn ".repeat(60_000),
        "\n".repeat(1_000_000),
        "a\n".repeat(400_000),
        format!("a{}", "\u{301}".repeat(300_000)),
        ".".repeat(500_000),
        "(Photo: AFP/x)\n".repeat(60_000),
    ] {
        holds(&run(text.into_bytes(), MediaType::Text, Some("utf-8")));
    }
    // Each is linear; anything that is not would take hours.
    assert!(started.elapsed().as_secs() < 120);
}
