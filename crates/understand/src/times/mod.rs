//! When: expressions of time and the calendar intervals they stand for.
//!
//! Three steps, each blind to the next: [`words`] cuts the text and looks each word up in
//! `tables/times_*.tsv`; [`grammar`] finds which words make an expression and what it says
//! ([`shape`]); [`resolve`] places it on the calendar, counted from the day of publication, from
//! the verb's [`tense`] and from the dates that the text spoke of before. [`publication`] infers
//! the page's own day where it gives none.
//!
//! Values are TIMEX3 as in TimeBank. What cannot be placed keeps its type and has no value; a day
//! that no calendar has stays unresolved. Ages of persons ("a 52-year-old man") are no times.
//! Texts that tell history (many years, few words such as "yesterday") are read as such: months
//! take their year from the text and not from the day of publication.

mod grammar;
mod publication;
mod resolve;
mod shape;
mod tense;
mod words;

use rashomon_record::{Day, TimeMention};

use crate::document::Document;
use words::{Class, Words};

/// All expressions of time, in order of place.
pub fn find(document: &Document<'_>, published: Option<Day>) -> Vec<TimeMention> {
    let words = Words::of(document);
    let history = tells_history(&words, published);
    let expressions = grammar::expressions(&words, history);
    resolve::Resolver::new(document, &words, published, history).mentions(&expressions)
}

/// The day of publication where the page gives none: inferred from the text, with the words it
/// was inferred from; `None` where nothing allows it.
pub fn infer_published(document: &Document<'_>) -> Option<(Day, String)> {
    publication::infer(document)
}

/// Whether the text tells of past years rather than of news: dates say their year, and hardly
/// anything is counted from the day of telling.
fn tells_history(words: &Words<'_>, published: Option<Day>) -> bool {
    let this_year = published.map(|p| i32::from(p.0.year()));
    let (mut years, mut near, mut deictic) = (0u32, 0u32, 0u32);
    for i in 0..words.len() {
        match words.class(i) {
            Class::Digits if words.form(i).len() == 4 => {
                let Ok(year) = words.form(i).parse::<i32>() else { continue };
                if (1000..2100).contains(&year) || words.is_any(i + 1, &["bc", "b.c."]) {
                    years += 1;
                    near += u32::from(Some(year) == this_year);
                }
            }
            Class::Digits if words.is_any(i + 1, &["bc", "b.c.", "bce"]) => years += 1,
            Class::Deictic(_) | Class::Tonight | Class::Weekday(_, false) => deictic += 1,
            Class::Back | Class::Ahead | Class::Here
                if matches!(words.class(i + 1), Class::Unit(..)) =>
            {
                deictic += u32::from(words.is_any(i, &["last", "this", "next", "current"]));
            }
            _ if words.is(i, "ago") => deictic += 1,
            _ => {}
        }
    }
    years >= 8 && years > 4 * deictic && near * 2 < years
}

/// Whether the words, in lower case, name a month or write a date in digits.
pub(crate) fn names_a_month(lower: &str) -> bool {
    let words = Words::of_text(lower);
    let named = (0..words.len()).any(|i| matches!(words.class(i), Class::Month(..)));
    named || lower.matches('-').count() == 2 || lower.matches('/').count() == 2
}
