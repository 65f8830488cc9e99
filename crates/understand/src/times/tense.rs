//! Whether what an expression of time dates lies before or after the telling.

use rashomon_syntax::{Sentence, Token};

use super::words::{Class, Words};
use crate::document::Document;

/// Where an event lies from its telling, as far as the verb says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tense {
    Past,
    Future,
    Unsaid,
}

/// The tense of the verb that the words from `from` to before `to` date.
pub(super) fn of(document: &Document<'_>, words: &Words<'_>, from: usize, to: usize) -> Tense {
    let by_tree = document
        .sentences
        .get(words.sentence(from))
        .map_or(Tense::Unsaid, |s| by_tree(document, s, words, from));
    if by_tree == Tense::Unsaid { by_words(words, from, to) } else { by_tree }
}

fn by_tree(document: &Document<'_>, s: &Sentence, words: &Words<'_>, from: usize) -> Tense {
    let Some(word) = words.get(from) else { return Tense::Unsaid };
    let after = s.tokens.partition_point(|t| t.span.end <= word.span.start);
    let mut at = after;
    // A cycle cannot keep us: sentences are climbed a bounded number of steps.
    for _ in 0..12 {
        let Some(token) = s.tokens.get(at) else { return Tense::Unsaid };
        if matches!(token.xpos, "VBD" | "VBN" | "VBP" | "VBZ" | "VB" | "VBG" | "MD") {
            let tense = of_verb(document, s, at, token);
            if tense != Tense::Unsaid {
                return tense;
            }
        }
        match token.head {
            Some(head) if head != at => at = head,
            _ => return Tense::Unsaid,
        }
    }
    Tense::Unsaid
}

fn of_verb(document: &Document<'_>, s: &Sentence, at: usize, token: &Token) -> Tense {
    let form = |t: &Token| t.span.of(document.text).to_ascii_lowercase();
    let (mut past, mut to) = (false, false);
    // Helpers of a verb stand shortly before it.
    let near = at.saturating_sub(8);
    for i in (near..at).filter(|&i| s.tokens[i].head == Some(at)) {
        let helper = &s.tokens[i];
        if !(helper.relation.is("aux") || helper.relation.is("mark") || helper.relation.is("cop")) {
            continue;
        }
        match form(helper).as_str() {
            "will" | "'ll" | "shall" | "wo" | "would" | "should" | "may" | "might" | "can"
            | "could" | "must" => {
                return Tense::Future;
            }
            "was" | "were" | "had" | "did" | "has" | "have" | "'ve" | "been" => past = true,
            "to" => to = true,
            _ => {}
        }
    }
    if past {
        return Tense::Past;
    }
    match token.xpos {
        "VBD" => Tense::Past,
        "VBN" if !token.relation.is("acl") => Tense::Past,
        "VBN" => Tense::Unsaid,
        "VB" if to && planned_then(document, s, at, token) => Tense::Past,
        "VB" if to => Tense::Future,
        _ => Tense::Unsaid,
    }
}

/// "had been scheduled to end", "was due to meet": what was ahead then.
fn planned_then(document: &Document<'_>, s: &Sentence, at: usize, token: &Token) -> bool {
    let Some(head) = token.head.filter(|&h| h < at) else { return false };
    (head.saturating_sub(3)..head).any(|i| {
        let form = s.tokens[i].span.of(document.text);
        ["had", "was", "were"].iter().any(|w| form.eq_ignore_ascii_case(w))
    })
}

/// Without a tree: the nearest word that shows a tense, to the left before the right.
fn by_words(words: &Words<'_>, from: usize, to: usize) -> Tense {
    let mut i = from;
    for _ in 0..14 {
        let Some(before) = i.checked_sub(1) else { break };
        i = before;
        if words.class(i) == Class::Boundary || words.is(i, ";") {
            break;
        }
        match shown(words, i) {
            Tense::Unsaid => {}
            tense => return tense,
        }
    }
    for i in to..to + 14 {
        if words.class(i) == Class::Boundary || words.is(i, ";") {
            break;
        }
        match shown(words, i) {
            Tense::Unsaid => {}
            tense => return tense,
        }
    }
    Tense::Unsaid
}

fn shown(words: &Words<'_>, i: usize) -> Tense {
    const FUTURE: [&str; 16] = [
        "will",
        "'ll",
        "shall",
        "would",
        "scheduled",
        "expected",
        "due",
        "plans",
        "planned",
        "upcoming",
        "hopes",
        "slated",
        "intends",
        "should",
        "may",
        "expects",
    ];
    const PAST: [&str; 40] = [
        "was", "were", "had", "did", "said", "told", "been", "took", "came", "went", "made",
        "began", "won", "rose", "fell", "met", "left", "held", "gave", "became", "shot", "found",
        "hit", "sent", "saw", "struck", "broke", "fought", "lost", "died", "led", "spoke", "has",
        "have", "got", "ran", "wrote", "brought", "kept", "sold",
    ];
    const LEADS: [&str; 22] = [
        "is",
        "are",
        "set",
        "due",
        "plan",
        "plans",
        "scheduled",
        "expected",
        "ready",
        "going",
        "wants",
        "intends",
        "hopes",
        "vows",
        "agreed",
        "about",
        "prepares",
        "poised",
        "expects",
        "likely",
        "refuses",
        "continue",
    ];
    let behind = |n: usize, list: &[&str]| i.checked_sub(n).is_some_and(|b| words.is_any(b, list));
    if words.is(i, "to")
        && behind(1, &LEADS)
        && !words.is_any(i + 1, &["the", "a", "an", "his", "her", "its"])
    {
        let told = (2..=3).any(|n| behind(n, &["was", "were", "had", "been"]));
        return if told { Tense::Past } else { Tense::Future };
    }
    let told = (1..=2).any(|n| behind(n, &["was", "were", "had", "been"]));
    if told && words.is_any(i, &FUTURE) {
        return Tense::Past;
    }
    if words.is_any(i, &FUTURE) {
        // "May" is dealt with as a month before.
        return if words.capital(i) { Tense::Unsaid } else { Tense::Future };
    }
    if words.is_any(i, &PAST) {
        return Tense::Past;
    }
    let form = words.form(i);
    let ed = form.len() > 4
        && form.to_ascii_lowercase().ends_with("ed")
        && words.class(i) == Class::Other;
    if ed
        && !words.is_any(
            i,
            &["united", "indeed", "hundred", "speed", "need", "proceed", "exceed", "succeed"],
        )
    {
        return Tense::Past;
    }
    Tense::Unsaid
}
