//! What a mention of a place does in its sentence: only a literal one can locate an event.

use rashomon_lexicon::gazetteer::NameOf;
use rashomon_record::{PlaceKind, PlaceUse};
use rashomon_syntax::Upos;

use super::detect::Spot;
use super::tables::TABLES;
use super::words::{Gap, Words};

/// Words that say that a language is meant.
const SPEAK: &[&str] = &["speak", "speaks", "spoke", "speaking", "spoken", "fluent", "translated"];
/// Prepositions before one who acts, not before where.
const TOWARDS: &[&str] = &["with", "against", "between", "by", "for"];

/// The use of the mention `spot`, resolved to a place of `kind`.
pub(super) fn of(words: &Words<'_, '_>, spot: &Spot, kind: Option<PlaceKind>) -> PlaceUse {
    let demonym = spot.meanings.is_some_and(|m| {
        let mut any = false;
        for meaning in m.iter() {
            match meaning.how {
                NameOf::Demonym => any = true,
                NameOf::Spelling => {}
                _ => return false,
            }
        }
        any
    });
    let before = words.before(spot.first);
    let after = words.after(spot.last);
    if demonym {
        let language = before.is_some_and(|b| SPEAK.contains(&words.folded(b)))
            || after.is_some_and(|a| words.folded(a) == "language");
        return if language { PlaceUse::Language } else { PlaceUse::Demonym };
    }
    // In the place itself, whatever comes after: "in Kabul province".
    if let Some(b) = before.filter(|_| words.gap(spot.first) == Gap::Space) {
        let f = words.folded(b);
        let article = f == "the";
        let b = if article { words.before(b) } else { Some(b) };
        let f = b.map_or("", |b| words.folded(b));
        if matches!(
            f,
            "in" | "near"
                | "inside"
                | "outside"
                | "around"
                | "at"
                | "across"
                | "into"
                | "throughout"
        ) {
            return match after.filter(|&a| words.gap(a) == Gap::Space && !words.all[a].clitic) {
                Some(a) if modifies(words, spot, a) => PlaceUse::Modifier,
                _ => PlaceUse::Literal,
            };
        }
    }
    if let Some(a) = after {
        if words.all[a].clitic {
            return if matches!(kind, Some(PlaceKind::Country)) {
                PlaceUse::Metonymic
            } else {
                PlaceUse::Literal
            };
        }
        if words.gap(a) == Gap::Space && modifies(words, spot, a) {
            return PlaceUse::Modifier;
        }
    }
    let country = kind == Some(PlaceKind::Country);
    let can_act =
        country || matches!(kind, Some(PlaceKind::City | PlaceKind::Region | PlaceKind::Admin1));
    if can_act && acts(words, spot, country) {
        return PlaceUse::Metonymic;
    }
    let article = before.filter(|&b| words.folded(b) == "the").and_then(|b| words.before(b));
    if let Some(b) = article.or(before).filter(|_| words.gap(spot.first) == Gap::Space) {
        let party = TOWARDS.contains(&words.folded(b))
            || words.folded(b) == "and" && {
                let two = words.before(b).and_then(|x| words.before(x));
                two.is_some_and(|x| words.folded(x) == "between")
            };
        if party && matches!(kind, Some(PlaceKind::Country)) {
            return PlaceUse::Metonymic;
        }
    }
    PlaceUse::Literal
}

/// Verbs whose object is a place, not one who is dealt with.
const REACHES: &[&str] = &[
    "visit",
    "leave",
    "enter",
    "reach",
    "hit",
    "strike",
    "attack",
    "invade",
    "shell",
    "bomb",
    "cross",
    "tour",
    "flee",
    "occupy",
    "cover",
    "include",
    "target",
    "rock",
    "devastate",
    "ravage",
    "batter",
    "shake",
    "sweep",
    "flood",
    "pound",
    "capture",
    "seize",
    "retake",
    "liberate",
];

/// Whether the mention does something, or is dealt with as someone who does: a subject, or the
/// object of words and deeds between states.
fn acts(words: &Words<'_, '_>, spot: &Spot, country: bool) -> bool {
    let tree = words.all[spot.last].tree.or(words.all[spot.first].tree);
    let Some(tree) = tree else { return subject_by_order(words, spot) };
    let tokens = &words.document.sentences[tree.sentence].tokens;
    let mut token = &tokens[tree.token];
    // The head of the name, and the first of a list: "Britain and France".
    for _ in 0..4 {
        let Some(head) = token.head.and_then(|h| tokens.get(h)) else { return false };
        let inside = head.span.start >= words.all[spot.first].start && head.span.end <= spot.end;
        if inside || token.relation.is("conj") {
            token = head;
            continue;
        }
        let form = head.span.of(words.document.text).to_lowercase();
        let lemma = head.lemma.to_lowercase();
        let said = TABLES.saying.contains_key(form.as_str())
            || TABLES.saying.contains_key(past(&lemma).as_str());
        let verb = head.upos == Upos::Verb;
        return match token.relation.as_str() {
            "nsubj" => said || country && (verb || head.upos == Upos::Adj),
            "obj" | "iobj" => country && verb && !REACHES.contains(&lemma.as_str()),
            _ => false,
        };
    }
    false
}

/// "Tehran said", "Tehran has warned", where there is no tree.
fn subject_by_order(words: &Words<'_, '_>, spot: &Spot) -> bool {
    let Some(mut next) = words.after(spot.last) else { return false };
    for _ in 0..2 {
        if words.gap(next) != Gap::Space {
            return false;
        }
        let folded = words.folded(next);
        if TABLES.saying.contains_key(folded) {
            return true;
        }
        if !matches!(folded, "has" | "had" | "have" | "also" | "then" | "later" | "will") {
            return false;
        }
        let Some(after) = words.after(next) else { return false };
        next = after;
    }
    false
}

fn past(verb: &str) -> String {
    if verb.ends_with('e') { format!("{verb}d") } else { format!("{verb}ed") }
}

/// Whether the word after the mention is a noun that the mention qualifies.
fn modifies(words: &Words<'_, '_>, spot: &Spot, after: usize) -> bool {
    if TABLES.nouns.contains_key(words.folded(after)) {
        return false;
    }
    let tree = words.all[spot.last].tree;
    if let Some(tree) = tree {
        let token = words.document.token(tree);
        if token.relation.is("compound") || token.relation.is("amod") {
            return token.head.is_some_and(|h| h > tree.token);
        }
        return false;
    }
    words.is_name_cased(after) && !words.all[after].clitic
}
