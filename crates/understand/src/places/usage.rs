//! What a mention of a place does in its sentence: only a literal one can locate an event.

use rashomon_lexicon::gazetteer::NameOf;
use rashomon_record::{PlaceKind, PlaceUse};

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
    let acts = matches!(kind, Some(PlaceKind::Country)) || capital_like(kind);
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
    if acts && subject(words, spot) {
        return PlaceUse::Metonymic;
    }
    if let Some(b) = before.filter(|_| words.gap(spot.first) == Gap::Space) {
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

/// Capitals act for their governments; which cities are capitals is known by how they are used.
fn capital_like(kind: Option<PlaceKind>) -> bool {
    matches!(kind, Some(PlaceKind::City | PlaceKind::Region))
}

/// Whether the mention is the subject of someone's doing.
fn subject(words: &Words<'_, '_>, spot: &Spot) -> bool {
    let tree = words.all[spot.last].tree.or(words.all[spot.first].tree);
    if let Some(tree) = tree {
        let token = words.document.token(tree);
        let sentence = &words.document.sentences[tree.sentence];
        if token.relation.as_str() == "nsubj" {
            if let Some(head) = token.head {
                let verb = head < sentence.tokens.len() && {
                    let form = sentence.tokens[head].span.of(words.document.text).to_lowercase();
                    TABLES.saying.contains_key(form.as_str())
                        || sentence.tokens[head].xpos.starts_with("VB")
                            && TABLES.saying.contains_key(past(&form).as_str())
                };
                return verb;
            }
        }
    }
    let Some(mut next) = words.after(spot.last) else { return false };
    // "Tehran has warned", "Tehran also said"
    for _ in 0..2 {
        if words.gap(next) != Gap::Space {
            return false;
        }
        if TABLES.saying.contains_key(words.folded(next)) {
            return true;
        }
        if !matches!(
            words.folded(next),
            "has" | "had" | "have" | "also" | "then" | "later" | "will"
        ) {
            return false;
        }
        match words.after(next) {
            Some(n) => next = n,
            None => return false,
        }
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
