//! The one bound on the work that a report may cost: how much of it is parsed.
//!
//! All layers take time in proportion to the words that they read, so the bound is on words. A
//! report of a newspaper has some hundreds and a long book has less than the bound; what lies
//! beyond it stays in the text, unread, and a complaint says where.

use rashomon_record::Span;

/// The most words of a report that are parsed, counted as [`cap`] counts: about a megabyte of
/// English prose, which takes a few seconds.
pub const MOST_WORDS: usize = 150_000;

/// The most words of a title that are parsed.
pub const MOST_TITLE_WORDS: usize = 2_000;

/// A run of letters counts as one word for each so many bytes: the parser cuts there too.
const LONGEST_WORD: usize = 256;

/// The cut is moved back to the end of a sentence or line where that costs no more words.
const MOST_GIVEN_UP: usize = 200;

/// Shortens `regions` of `text` (in order, disjoint) to at most `most` words, and returns what is
/// left out, from the first byte that is not read to the last. Runs of letters and digits are
/// words, and so is every other mark that is not white space: at least as many as the parser sees.
pub fn cap(text: &str, regions: &mut Vec<Span>, most: usize) -> Option<Span> {
    let mut words = 0;
    for at in 0..regions.len() {
        let region = regions[at];
        let Some(cut) = cut(text, region, most, &mut words) else { continue };
        let end = regions[regions.len() - 1].end as usize;
        regions.truncate(at);
        if cut > region.start as usize {
            regions.push(Span::new(region.start as usize, cut));
        }
        return Some(Span::new(cut, end));
    }
    None
}

/// Where `region` must end so that no more than `most` words are read, if it must.
fn cut(text: &str, region: Span, most: usize, words: &mut usize) -> Option<usize> {
    let start = region.start as usize;
    // The last place where a sentence or a line ends, and the words before it.
    let mut good = (start, *words);
    let (mut run, mut ends) = (0, false);
    for (at, c) in region.of(text).char_indices() {
        let at = start + at;
        if c.is_whitespace() {
            if ends || c == '\n' {
                good = (at, *words);
            }
            (run, ends) = (0, false);
            continue;
        }
        let letter = c.is_alphanumeric();
        if run == 0 || !letter || run + c.len_utf8() > LONGEST_WORD {
            if *words == most {
                return Some(if most - good.1 <= MOST_GIVEN_UP { good.0 } else { at });
            }
            *words += 1;
            run = 0;
        }
        run = if letter { run + c.len_utf8() } else { 0 };
        ends = matches!(c, '.' | '!' | '?') || (ends && !letter);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn capped(text: &str, most: usize) -> (String, Option<String>) {
        let mut regions = vec![Span::new(0, text.len())];
        let left = cap(text, &mut regions, most);
        let read = regions.iter().map(|r| r.of(text)).collect();
        (read, left.map(|span| span.of(text).to_string()))
    }

    #[test]
    fn what_fits_is_left_alone() {
        let text = "Rain fell on the harbour.";
        assert_eq!(capped(text, 6), (text.to_string(), None));
    }

    #[test]
    fn the_cut_is_at_the_end_of_a_sentence() {
        let (read, left) = capped("Rain fell. Snow fell over night.", 5);
        assert_eq!(read, "Rain fell.");
        assert_eq!(left.as_deref(), Some(" Snow fell over night."));
    }

    #[test]
    fn without_sentences_the_cut_is_before_a_word() {
        let (read, left) = capped(&"snow ".repeat(1000), 400);
        assert_eq!(read, "snow ".repeat(400));
        assert_eq!(left, Some("snow ".repeat(600)));
    }

    #[test]
    fn a_run_without_spaces_is_cut_inside_no_character() {
        let text = "é".repeat(100_000);
        let (read, left) = capped(&text, 300);
        assert_eq!(read.len(), 300 * LONGEST_WORD);
        assert_eq!(read.len() + left.unwrap_or_default().len(), text.len());
    }

    #[test]
    fn later_regions_are_left_out() {
        let text = "One two. Three four. Five six.";
        let mut regions = vec![Span::new(0, 8), Span::new(9, 20), Span::new(21, 30)];
        let left = cap(text, &mut regions, 3);
        assert_eq!(regions, [Span::new(0, 8)]);
        assert_eq!(left, Some(Span::new(9, 30)));
    }
}
