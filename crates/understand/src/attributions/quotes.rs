//! Quotation marks, as they stand in a text and as they were lost from it.

use rashomon_record::Span;

/// A quotation longer than this has lost its closing mark.
const LONGEST: usize = 4_000;

/// Every quotation of `text` in order, marks included. One whose closing mark is lost ends with its
/// paragraph, as does one that runs on, as printers do, with a new opening mark in the next.
pub(super) fn regions(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<(usize, Mark)> = None;
    let mut before = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |n| n.1);
        // Two apostrophes are a mark that a typewriter or a scraper made.
        let mark = match c {
            '“' | '„' | '«' => Some(Mark::Curly),
            '”' | '»' => Some(Mark::Close),
            '"' => Some(Mark::Straight),
            '\'' | '`' if next == c => {
                chars.next();
                Some(Mark::Double)
            }
            _ => None,
        };
        let end = chars.peek().map_or(text.len(), |n| n.0);
        let paragraph = c == '\n' && next == '\n';
        if let Some((start, kind)) = open {
            let closes = match mark {
                Some(Mark::Close) => kind != Mark::Double,
                Some(Mark::Curly) => false,
                Some(m) => m == kind || kind == Mark::Curly && m == Mark::Straight,
                None => false,
            };
            if closes {
                found.push(Span::new(start, end));
                open = None;
            } else if paragraph || at - start > LONGEST {
                found.push(Span::new(start, at));
                open = None;
            } else if mark == Some(Mark::Curly) {
                open = Some((start, kind));
            }
        } else if let Some(mark) = mark {
            let opens = match mark {
                Mark::Curly => true,
                // A straight mark after white space opens; one after a digit measures inches.
                Mark::Straight | Mark::Double => !next.is_whitespace() && !before.is_alphanumeric(),
                Mark::Close => false,
            };
            if opens {
                open = Some((at, mark));
            }
        }
        before = c;
    }
    if let Some((start, _)) = open {
        found.push(Span::new(start, text.len().min(start + LONGEST)));
    }
    found.retain_mut(|span| {
        while !text.is_char_boundary(span.end as usize) {
            span.end -= 1;
        }
        *span = span.trimmed(text);
        span.fits(text)
    });
    found
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Mark {
    Curly,
    Straight,
    Double,
    Close,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(text: &str) -> Vec<&str> {
        regions(text).into_iter().map(|s| s.of(text)).collect()
    }

    #[test]
    fn all_kinds_of_marks() {
        assert_eq!(quoted("He said “no” twice."), ["“no”"]);
        assert_eq!(quoted("\"Never,\" she said. \"Not now.\""), ["\"Never,\"", "\"Not now.\""]);
        assert_eq!(quoted("''Stay,'' he said"), ["''Stay,''"]);
        assert_eq!(quoted("a 6\" pipe"), Vec::<&str>::new());
    }

    #[test]
    fn a_lost_closing_mark_ends_with_the_paragraph() {
        assert_eq!(quoted("“We shall see.\n\nThe army left."), ["“We shall see."]);
    }

    #[test]
    fn apostrophes_open_nothing() {
        assert_eq!(quoted("The soldiers' boots, the minister's car"), Vec::<&str>::new());
    }
}
