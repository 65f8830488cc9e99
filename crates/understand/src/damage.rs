//! What in the wording looks damaged or contradicts itself.
//!
//! General signs only: a weekday that is not that of its date, a day that no calendar has, a
//! sentence that is only a helper verb or starts in its middle, a word said twice running, a
//! quotation that is opened and never closed, phrases that translating machines leave behind
//! (`tables/damage_phrases.tsv`). Each complaint names the words. Nothing is mended here, and
//! contradictions between statements are `corroborate`'s to find.

use rashomon_record::{Complaint, ComplaintKind, Span, TimeMention, TimeType};
use rashomon_syntax::{Sentence, Upos};

use crate::document::{Document, Layers};

/// No page needs more complaints of one kind.
const MOST: usize = 40;

const PHRASES: &str = include_str!("../tables/damage_phrases.tsv");

/// Complaints about wording: broken sentences, likely mistranslations, a weekday that does not fit its date.
pub fn find(document: &Document<'_>, layers: &Layers) -> Vec<Complaint> {
    let mut found = Vec::new();
    for time in &layers.times {
        if let Some(complaint) = date(document, time) {
            found.push(complaint);
        }
    }
    for (i, sentence) in document.sentences.iter().enumerate() {
        let before = i.checked_sub(1).map(|b| &document.sentences[b]);
        if let Some(complaint) = fragment(document, sentence, before) {
            if let Some(echo) = echoes(document, sentence, before) {
                found.push(echo);
            }
            found.push(complaint);
        }
        doubled(document, sentence, &mut found);
        phrases(document, sentence, &mut found);
    }
    quotes(document, &mut found);
    let mut seen: Vec<(ComplaintKind, usize)> = Vec::new();
    found.retain(|c| {
        let n = match seen.iter_mut().find(|(k, _)| *k == c.kind) {
            Some((_, n)) => n,
            None => {
                seen.push((c.kind, 0));
                match seen.last_mut() {
                    Some((_, n)) => n,
                    None => return false,
                }
            }
        };
        *n += 1;
        *n <= MOST
    });
    found
}

const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// "Monday, January 16, 2024" where that was a Tuesday; "31 February".
fn date(document: &Document<'_>, time: &TimeMention) -> Option<Complaint> {
    let words = time.span.of(document.text);
    let lower = words.to_lowercase();
    if let (Some(from), Some(to)) = (time.from, time.to) {
        if from != to || !lower.bytes().any(|b| b.is_ascii_digit()) {
            return None;
        }
        let said = WEEKDAYS.iter().position(|d| lower.contains(d))?;
        let is = usize::try_from(from.0.weekday().to_monday_zero_offset()).ok()?;
        if said == is {
            return None;
        }
        let name = WEEKDAYS.get(is)?;
        let message = format!("“{words}”: {from} was a {}{}", name[..1].to_uppercase(), &name[1..]);
        return Some(Complaint::at(time.span, ComplaintKind::ContradictsItself, message));
    }
    let dated = time.kind == TimeType::Date && time.value.is_none();
    let day =
        lower.split(|c: char| !c.is_ascii_digit()).any(|n| n.parse::<u32>().is_ok_and(|n| n > 28));
    let month = crate::times::names_a_month(&lower);
    (dated && day && month).then(|| {
        let message = format!("“{words}” is no day of the calendar");
        Complaint::at(time.span, ComplaintKind::ContradictsItself, message)
    })
}

/// A sentence that breaks off or starts in its middle.
fn fragment(document: &Document<'_>, s: &Sentence, before: Option<&Sentence>) -> Option<Complaint> {
    let words: Vec<usize> =
        (0..s.tokens.len()).filter(|&t| s.tokens[t].upos != Upos::Punct).collect();
    let (&first, text) = (words.first()?, s.span.of(document.text));
    let complain = |why: &str| {
        Some(Complaint::at(
            s.span,
            ComplaintKind::BrokenSentence,
            format!("“{}” {why}", short(text)),
        ))
    };
    let form = |t: usize| s.tokens[t].span.of(document.text);
    let closed = text.trim_end().ends_with(['.', '”', '"']);
    if !closed || text.contains('\n') && words.len() > 12 {
        return None;
    }
    const HELPERS: [&str; 20] = [
        "was", "were", "is", "are", "am", "be", "been", "being", "can", "could", "will", "would",
        "shall", "should", "may", "might", "must", "has", "had", "have",
    ];
    let helper = HELPERS.contains(&form(first).to_lowercase().as_str());
    let asks = text.contains('?') || text.contains('!');
    let subject = s.tokens.iter().any(|t| t.relation.is("nsubj"));
    if helper && !asks && words.len() <= 6 && !(subject && words.len() > 3) {
        return complain("is only a verb without its subject");
    }
    let told = s.tokens[first].xpos == "VBD" && s.tokens[first].head.is_none();
    if told && !subject && !asks && words.len() >= 2 && before.is_some() && form(first) != "Born" {
        return complain("has a verb and no subject");
    }
    let previous = before.map(|b| b.span.of(document.text).trim_end());
    let after_end = previous.is_some_and(|p| p.ends_with(['.', '?', '!', '”', '"', ':']));
    let lower = form(first).chars().next().is_some_and(char::is_lowercase);
    let cased = form(first).chars().skip(1).any(char::is_uppercase);
    let ended = previous.is_some_and(|p| p.ends_with(['.', '?', '!']));
    if lower && !cased && ended && words.len() >= 3 && !form(first).contains(['.', '@']) {
        return complain("starts in its middle");
    }
    let alone =
        words.len() == 1 && s.tokens[first].upos == Upos::Propn && after_end && text.ends_with('.');
    if alone && before.is_some_and(|b| same_paragraph(document, b, s)) {
        return complain("is a single name");
    }
    None
}

fn same_paragraph(document: &Document<'_>, a: &Sentence, b: &Sentence) -> bool {
    let between = Span { start: a.span.end, end: b.span.start.max(a.span.end) };
    !between.of(document.text).contains('\n')
}

/// "Can." after "they can resolve": machines that translate from languages with the verb at the
/// end say it twice.
fn echoes(document: &Document<'_>, s: &Sentence, before: Option<&Sentence>) -> Option<Complaint> {
    let before = before?;
    let words: Vec<_> = s.tokens.iter().filter(|t| t.upos != Upos::Punct).collect();
    if words.len() > 4 {
        return None;
    }
    let again = words.iter().any(|t| {
        let lemma = t.lemma.to_lowercase();
        let verbal = matches!(t.upos, Upos::Verb | Upos::Aux) && lemma != "be";
        verbal && before.tokens.iter().any(|b| b.lemma.to_lowercase() == lemma)
    });
    let only_helper = words.len() == 1;
    (again || only_helper).then(|| {
        let text = short(s.span.of(document.text));
        let message = format!("“{text}” repeats the verb of the sentence before it");
        Complaint::at(s.span, ComplaintKind::Mistranslation, message)
    })
}

/// "claimed claimed".
fn doubled(document: &Document<'_>, s: &Sentence, found: &mut Vec<Complaint>) {
    for pair in s.tokens.windows(2) {
        let (a, b) = (pair[0].span.of(document.text), pair[1].span.of(document.text));
        if a.len() < 2 || !a.eq_ignore_ascii_case(b) || !a.bytes().all(|b| b.is_ascii_alphabetic())
        {
            continue;
        }
        const MAY_BE: [&str; 9] = ["had", "that", "very", "ha", "no", "so", "bye", "do", "far"];
        let name = pair[0].upos == Upos::Propn && pair[1].upos == Upos::Propn;
        if name || MAY_BE.contains(&a.to_ascii_lowercase().as_str()) {
            continue;
        }
        let span = pair[0].span.cover(pair[1].span);
        found.push(Complaint::at(
            span,
            ComplaintKind::Mistranslation,
            format!("“{a} {b}”: a word twice running"),
        ));
    }
}

fn phrases(document: &Document<'_>, s: &Sentence, found: &mut Vec<Complaint>) {
    let lower = s.span.of(document.text).to_ascii_lowercase();
    let rows = PHRASES.lines().filter(|l| !l.starts_with('#'));
    for (phrase, meant) in rows.filter_map(|l| l.split_once('\t')) {
        if let Some(at) = lower.find(phrase) {
            let span = Span::new(at, at + phrase.len()).shifted(s.span.start as usize);
            let message = format!("“{}” may stand for “{meant}”", span.of(document.text));
            found.push(Complaint::at(span, ComplaintKind::Mistranslation, message));
        }
    }
}

/// Curled quotation marks that do not pair within a paragraph. A quotation that goes on in the
/// next paragraph opens there again and is closed only in the last.
fn quotes(document: &Document<'_>, found: &mut Vec<Complaint>) {
    let (Some(first), Some(last)) = (document.sentences.first(), document.sentences.last()) else {
        return;
    };
    let (start, end) = (first.span.start as usize, last.span.end as usize);
    let Some(text) = document.text.get(start..end) else { return };
    let (mut at, mut open_before) = (start, false);
    for paragraph in text.split('\n') {
        let mut open: Option<usize> = None;
        let mut stray = None;
        for (i, c) in paragraph.char_indices() {
            match c {
                '“' => open = Some(at + i),
                '”' if open.take().is_none() => stray = stray.or(Some(at + i)),
                _ => {}
            }
        }
        let opens_again = paragraph.trim_start().starts_with('“');
        if let Some(place) = stray.filter(|_| !open_before || !opens_again) {
            let span = Span::new(place, place + '”'.len_utf8());
            let message = "a quotation is closed that was not opened";
            found.push(Complaint::at(span, ComplaintKind::BrokenSentence, message));
        }
        if let Some(place) = open {
            let rest = document.text.get(at + paragraph.len()..end).unwrap_or("");
            if !rest.trim_start().starts_with('“') {
                let span = Span::new(place, place + '“'.len_utf8());
                let message = "a quotation is opened and not closed";
                found.push(Complaint::at(span, ComplaintKind::BrokenSentence, message));
            }
        }
        if !paragraph.trim().is_empty() {
            open_before = open.is_some();
        }
        at += paragraph.len() + 1;
    }
}

/// Enough of a sentence to know it by.
fn short(text: &str) -> String {
    let mut words: Vec<&str> = text.split_whitespace().take(9).collect();
    if text.split_whitespace().count() > 9 {
        words.push("…");
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use rashomon_syntax::Parser;

    use super::*;
    use crate::times;

    fn complaints(text: &str) -> Vec<(ComplaintKind, String)> {
        let document = Document::parse(&Parser::embedded(), text, &[Span::new(0, text.len())], &[]);
        let layers = Layers { times: times::find(&document, None), ..Layers::default() };
        find(&document, &layers)
            .into_iter()
            .map(|c| (c.kind, c.span.map_or("", |s| s.of(text)).to_string()))
            .collect()
    }

    #[test]
    fn a_weekday_that_is_not_that_of_its_date() {
        let said = complaints("The raid took place on Monday, January 16, 2024.");
        assert_eq!(
            said,
            [(ComplaintKind::ContradictsItself, "Monday, January 16, 2024".to_string())]
        );
        assert_eq!(complaints("The raid took place on Tuesday, January 16, 2024."), []);
    }

    #[test]
    fn a_day_that_no_calendar_has() {
        let said = complaints("They met on 31 February 2023 in the capital.");
        assert_eq!(said, [(ComplaintKind::ContradictsItself, "31 February 2023".to_string())]);
    }

    #[test]
    fn a_verb_alone_is_no_sentence() {
        let said = complaints("The ministers said they can meet soon. Can. They left on Sunday.");
        assert!(said.contains(&(ComplaintKind::BrokenSentence, "Can.".to_string())), "{said:?}");
        assert!(said.contains(&(ComplaintKind::Mistranslation, "Can.".to_string())), "{said:?}");
    }

    #[test]
    fn a_word_twice_running() {
        let said = complaints("The ministry claimed claimed victory.");
        assert_eq!(said, [(ComplaintKind::Mistranslation, "claimed claimed".to_string())]);
        assert_eq!(complaints("He said that that was the last they had had."), []);
    }

    #[test]
    fn quotations_that_do_not_close() {
        let said = complaints("“We will talk, he said.\n\nThe talks go on.");
        assert_eq!(said, [(ComplaintKind::BrokenSentence, "“".to_string())]);
        assert_eq!(complaints("“We will talk.\n\n“We will listen,” he said."), []);
    }

    #[test]
    fn sound_text_draws_no_complaint() {
        let text = "The army said on Friday that it had struck two camps. No one was hurt, according to \
                    the governor. Will they talk? “Yes,” said the envoy.\n\nThe talks resume next week.";
        assert_eq!(complaints(text), []);
    }

    #[test]
    fn every_phrase_has_its_meaning_and_its_place() {
        let rows: Vec<&str> = PHRASES.lines().filter(|l| !l.starts_with('#')).collect();
        for (n, row) in rows.iter().enumerate() {
            let phrase = row.split_once('\t').map(|(p, _)| p);
            let Some(phrase) = phrase else { panic!("damage_phrases.tsv, row {}: no tab", n + 1) };
            assert_eq!(phrase, phrase.to_lowercase(), "damage_phrases.tsv, row {}", n + 1);
        }
        assert!(rows.windows(2).all(|w| w[0] < w[1]), "damage_phrases.tsv is not sorted");
    }
}
