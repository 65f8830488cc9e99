//! A report beyond the bound on work is read up to it, and the rest is complained of.

use rashomon_record::{ComplaintKind, Page};
use rashomon_understand::{Reader, bounds};

#[test]
fn a_report_beyond_the_bound_is_read_in_part_and_says_so() {
    // Marks are words too, and lines of white space cost little to parse.
    let first = "The army shelled the port of Odesa on Monday.\n";
    let text = format!("{first}{}", "- \n".repeat(bounds::MOST_WORDS + 5));
    let reading = Reader::embedded().read(Page::of_text("long", &text));
    let capped: Vec<_> =
        reading.page.complaints.iter().filter(|c| c.kind == ComplaintKind::Capped).collect();
    assert_eq!(capped.len(), 1);
    let span = capped[0].span.expect("a place");
    assert_eq!(span.end as usize, text.len());
    assert!(span.start as usize > text.len() - 100);
    assert!(reading.sentences.iter().all(|s| s.end <= span.start));
    assert_eq!(reading.page.text, text);
    assert!(!reading.assertions.is_empty());
}
