//! Where a report was filed from, in front of its first sentence: "LIMA, Peru (AP) — ".
//!
//! What stands there took no part in anything; a parser that does not know that makes the city, or
//! the country after it, a doer.

/// No dateline is longer, in bytes.
const LONGEST: usize = 90;

/// Length in bytes of the dateline that `sentence` begins with; 0 where there is none.
pub(crate) fn length(sentence: &str) -> usize {
    let mut end = LONGEST.min(sentence.len());
    while !sentence.is_char_boundary(end) {
        end -= 1;
    }
    let start = &sentence[..end];
    let marks = [" — ", " – ", " -- ", ") - ", " : "];
    let found = marks.iter().filter_map(|mark| Some((start.find(mark)?, mark.len()))).min();
    let Some((at, mark)) = found else { return 0 };
    let head = &start[..at + 1];
    let mut words = head.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let names = words.clone().all(|w| w.starts_with(|c: char| !c.is_lowercase()));
    let loud = words.any(|w| w.chars().count() > 2 && w.chars().all(char::is_uppercase));
    let dated = head.contains('(') || head.contains(|c: char| c.is_ascii_digit());
    // After it a sentence begins; "NATO — the alliance of the West — said" has none.
    let begins = sentence[at + mark..]
        .starts_with(|c: char| c.is_uppercase() || !c.is_alphanumeric() && !c.is_whitespace());
    if names && (loud || dated) && begins { at + mark } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_dateline_is_told_from_a_sentence() {
        for line in ["LIMA, Peru — ", "QUITO/BOGOTA (Reuters) – ", "Rabat, May 4 : "] {
            assert_eq!(length(&format!("{line}The army left the town.")), line.len(), "{line}");
        }
        for none in [
            "NATO — the alliance of the West — said no.",
            "The minister left – Peru was not told.",
            "Peru said no.",
            "",
        ] {
            assert_eq!(length(none), 0, "{none}");
        }
    }

    proptest! {
        #[test]
        fn it_lies_within_the_sentence(text in "[A-Zé (]{0,9}[–—:-]? ?\\PC{0,120}") {
            prop_assert!(text.is_char_boundary(length(&text)));
        }
    }
}
