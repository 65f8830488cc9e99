//! Where sentences end: full stops, blank lines, lines that are no wrapped text.

use super::words::{Lists, Stop, Word};

/// A longer run without an end is cut here, at the last comma or semicolon where there is one.
pub(crate) const LONGEST_SENTENCE: usize = 200;

/// Ranges of `words` that are one sentence each; every word is in exactly one.
pub(crate) fn split(text: &str, words: &[Word], lists: &Lists, out: &mut Vec<(usize, usize)>) {
    let lower = is_lower_case(text, words);
    let wrap = Wrap::of(words);
    let mut start = 0;
    for i in 1..words.len() {
        if starts_sentence(text, words, i, lists, lower, &wrap, start) {
            bounded(text, words, start, i, out);
            start = i;
        }
    }
    if start < words.len() {
        bounded(text, words, start, words.len(), out);
    }
}

/// Pushes `start..end`, cut so that no piece is longer than the bound.
fn bounded(
    text: &str,
    words: &[Word],
    mut start: usize,
    end: usize,
    out: &mut Vec<(usize, usize)>,
) {
    while end - start > LONGEST_SENTENCE {
        let window = start + LONGEST_SENTENCE / 2..start + LONGEST_SENTENCE;
        let cut = window
            .clone()
            .rev()
            .find(|&i| matches!(words[i].span.of(text), "," | ";" | ":" | "|"))
            .map_or(window.end, |i| i + 1);
        out.push((start, cut));
        start = cut;
    }
    out.push((start, end));
}

/// Whether the text has so few capitals that a full stop alone must do.
fn is_lower_case(text: &str, words: &[Word]) -> bool {
    let (mut lower, mut upper) = (0usize, 0usize);
    for word in words.iter().take(2000) {
        match word.span.of(text).chars().next() {
            Some(c) if c.is_lowercase() => lower += 1,
            Some(c) if c.is_uppercase() => upper += 1,
            _ => {}
        }
    }
    lower >= 8 && upper * 50 < lower
}

/// The width at which the lines of a text were wrapped, where they were.
struct Wrap {
    width: Option<usize>,
}

/// Lines of wrapped text are no longer than this.
const WIDEST_WRAP: usize = 110;

impl Wrap {
    /// Wrapped text has many lines of nearly the same length, none much longer.
    fn of(words: &[Word]) -> Self {
        let mut lengths = Vec::new();
        let mut line_start = None;
        let mut last_end = 0;
        for word in words {
            if word.breaks > 0
                && let Some(start) = line_start.take()
            {
                lengths.push(last_end - start);
            }
            let span = word.span.range();
            line_start.get_or_insert(span.start);
            last_end = span.end;
        }
        if let Some(start) = line_start {
            lengths.push(last_end - start);
        }
        let longest = lengths.iter().copied().max().unwrap_or(0);
        let near = lengths.iter().filter(|&&l| l * 4 >= longest * 3).count();
        let wrapped =
            (40..=WIDEST_WRAP).contains(&longest) && near >= 2 && near * 3 >= lengths.len();
        Wrap { width: wrapped.then_some(longest) }
    }
}

fn starts_sentence(
    text: &str,
    words: &[Word],
    i: usize,
    lists: &Lists,
    lower: bool,
    wrap: &Wrap,
    start: usize,
) -> bool {
    let (before, word) = (&words[i - 1], &words[i]);
    if word.breaks >= 2 {
        return true;
    }
    let form = word.span.of(text);
    let first = form.chars().next().unwrap_or(' ');
    if word.breaks == 1 && !continues_line(text, words, i, wrap) {
        return true;
    }
    // The end mark, behind closing quotes and brackets.
    let mut k = i;
    let mut closers = 0;
    while k > start + 1 && closers < 12 {
        let mark = citation_before(text, words, k);
        if mark > 0 && k > start + mark {
            k -= mark;
        } else if closers < 3 && is_closer(text, words, k - 1) {
            k -= 1;
        } else {
            break;
        }
        closers += 1;
    }
    if form == "[" && citation_before(text, words, i + 3) > 0 {
        return false;
    }
    let end = words[k - 1].span.of(text);
    if is_closer(text, words, i) && !word.spaced {
        return false;
    }
    let glued = !word.spaced;
    match end.chars().next() {
        Some('.' | '\u{3002}') if end.bytes().all(|b| b == b'.') || end == "\u{3002}" => {
            if glued {
                // "Iran.This": a lost space. "3.This" and "a.b" are something else.
                let upper = first.is_uppercase() && form.chars().count() > 1;
                return upper && end.len() == 1 && closers == 0 && k >= 2 && {
                    let word_before = words[k - 2].span.of(text);
                    word_before.chars().count() > 1 && word_before.chars().all(char::is_alphabetic)
                } || closers > 0 && first.is_uppercase();
            }
            // A number alone at the start is a mark of a list.
            if k == start + 2 && closers == 0 {
                let number = words[start].span.of(text);
                if number.len() <= 2 && number.bytes().all(|b| b.is_ascii_digit()) {
                    return false;
                }
            }
            if first.is_lowercase() {
                return lower && end.len() == 1;
            }
            end.len() == 1 || !first.is_numeric()
        }
        Some('!' | '?' | '\u{2026}') => {
            (word.spaced || first.is_uppercase())
                && !first.is_lowercase()
                && !matches!(first, ',' | ';' | '-' | '\u{2013}' | '\u{2014}')
                || lower && first.is_lowercase() && closers == 0 && end != "\u{2026}"
        }
        _ => match before.stop {
            Stop::Maybe => {
                word.spaced
                    && (first.is_uppercase()
                        && lists.starters.contains(form.to_lowercase().as_str())
                        && !is_capitals(text, words, i)
                        || matches!(first, '"' | '\u{201c}'))
            }
            _ => false,
        },
    }
}

/// In a text in capitals, a capital says nothing.
fn is_capitals(text: &str, words: &[Word], i: usize) -> bool {
    let near = &words[i.saturating_sub(3)..(i + 4).min(words.len())];
    near.iter().all(|w| !w.span.of(text).chars().any(char::is_lowercase))
}

/// A closing quote or bracket: it stands right behind what it closes.
fn is_closer(text: &str, words: &[Word], i: usize) -> bool {
    match words[i].span.of(text) {
        ")" | "]" | "\u{201d}" | "\u{2019}" | "\u{bb}" | "''" => true,
        "\"" | "'" => !words[i].spaced && words[i].breaks == 0,
        _ => false,
    }
}

/// The number of words of a citation (`[12]`) that ends before word `i`.
fn citation_before(text: &str, words: &[Word], i: usize) -> usize {
    let form = |k: usize| i.checked_sub(k).and_then(|at| words.get(at)).map(|w| w.span.of(text));
    let number = form(2).is_some_and(|f| f.len() <= 3 && f.bytes().all(|b| b.is_ascii_digit()));
    if number && form(1) == Some("]") && form(3) == Some("[") { 3 } else { 0 }
}

/// Whether the line before word `i` was only wrapped there.
fn continues_line(text: &str, words: &[Word], i: usize, wrap: &Wrap) -> bool {
    let form = words[i].span.of(text);
    let before = words[i - 1].span.of(text);
    let first = form.chars().next().unwrap_or(' ');
    let Some(width) = wrap.width else {
        // Long lines are paragraphs; one that breaks off and goes on in lower case was cut.
        return first.is_lowercase() && !ends_line(before) && line_before(words, i) >= 30;
    };
    let length = line_before(words, i);
    let fits = length + 1 + words[i].span.len() < width.saturating_sub(6);
    if !fits {
        return true;
    }
    first.is_lowercase() && !ends_line(before)
}

/// The length of the line that ends before word `i`, bounded.
fn line_before(words: &[Word], i: usize) -> usize {
    let end = words[i - 1].span.end as usize;
    let mut k = i - 1;
    while k > 0 && words[k].breaks == 0 && end - (words[k].span.start as usize) < 4 * WIDEST_WRAP {
        k -= 1;
    }
    end - words[k].span.start as usize
}

fn ends_line(form: &str) -> bool {
    matches!(form, "." | "!" | "?" | ":" | "\u{201d}" | "\"")
}

#[cfg(test)]
mod tests {
    use rashomon_record::Span;

    use super::*;

    fn sentences(text: &str) -> Vec<String> {
        let lists = Lists::embedded();
        let (mut words, mut out) = (Vec::new(), Vec::new());
        lists.words(text, Span::new(0, text.len()), &mut words);
        split(text, &words, &lists, &mut out);
        out.iter()
            .map(|&(a, b)| words[a].span.cover(words[b - 1].span).of(text).to_string())
            .collect()
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        for (text, expected) in [
            ("He left. She stayed.", vec!["He left.", "She stayed."]),
            ("Gen. Obi met Dr. Li. They ate.", vec!["Gen. Obi met Dr. Li.", "They ate."]),
            (
                "\"Go!\" he said. \"Now.\" They went.",
                vec!["\"Go!\" he said.", "\"Now.\"", "They went."],
            ),
            (
                "He lives in the U.S. The house is old.",
                vec!["He lives in the U.S.", "The house is old."],
            ),
            ("the U.S. Army came.", vec!["the U.S. Army came."]),
            ("A heading\n\nThe text starts.", vec!["A heading", "The text starts."]),
            ("A heading\nThe text starts.", vec!["A heading", "The text starts."]),
            (
                "It rose to 5.3 percent. “Good.” Can.”",
                vec!["It rose to 5.3 percent.", "“Good.”", "Can.”"],
            ),
            ("attacks in Iran.This week saw more", vec!["attacks in Iran.", "This week saw more"]),
            ("1. Open the door. 2. Close it.", vec!["1. Open the door.", "2. Close it."]),
            (
                "they came at noon. nobody saw them. they left again.",
                vec!["they came at noon.", "nobody saw them.", "they left again."],
            ),
            ("They waited ... and left.", vec!["They waited ... and left."]),
            (
                "It was sold.[3] [12] The mill stayed. [He left.]",
                vec!["It was sold.[3] [12]", "The mill stayed.", "[He left.]"],
            ),
            ("(He left.) She stayed.", vec!["(He left.)", "She stayed."]),
        ] {
            assert_eq!(sentences(text), expected, "{text}");
        }
    }

    #[test]
    fn wrapped_lines_are_one_sentence() {
        let text = "THE COMMITTEE OF THE VILLAGE SAID TODAY THAT ITS MEMBERS HAD BEEN\n\
                    WARNED BY THE OWNERS OF THE MILL AND WOULD NOT COME BACK BEFORE\n\
                    THE END OF THE WINTER.  THE MILL HAS BEEN CLOSED SINCE THE RIVER\n\
                    ROSE IN MAY.";
        assert_eq!(sentences(text).len(), 2);
    }

    #[test]
    fn a_sentence_without_end_is_cut() {
        let text = "word ".repeat(3 * LONGEST_SENTENCE);
        assert_eq!(sentences(&text).len(), 3);
    }
}
