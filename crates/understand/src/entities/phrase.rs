//! Noun phrases that take part in events and are no name: "two children", "Iranian soldiers".

use rashomon_lexicon::Lexicon;
use rashomon_record::{ActorCode, CountryCode, Entity, EntityBasis, EntityKind, Sector, Span};
use rashomon_syntax::{Sentence, Upos};

use super::tables::TABLES;
use crate::document::{Document, Word};

/// Most words of a compact phrase.
const LONGEST: usize = 8;

/// The mention that covers `word`: the one whose span holds it, or else the name that the word
/// is a title of ("Minister" in "Foreign Minister Jilani"). `entities` must be in order of place,
/// as [`super::find`] gives them.
pub fn at<'e>(document: &Document<'_>, entities: &'e [Entity], word: Word) -> Option<&'e Entity> {
    let tokens = &document.sentences.get(word.sentence)?.tokens;
    let span = tokens.get(word.token)?.span;
    if let Some(found) = covering(entities, span) {
        return Some(found);
    }
    // A title governs the name that follows it, or the other way round.
    let next = tokens.get(word.token + 1)?;
    let tied = next.head == Some(word.token) || tokens[word.token].head == Some(word.token + 1);
    let person = covering(entities, next.span)?;
    let title = person.title.as_deref()?;
    (tied && title.ends_with(span.of(document.text))).then_some(person)
}

/// The mention whose span holds the start of `span`.
pub(crate) fn covering(entities: &[Entity], span: Span) -> Option<&Entity> {
    let after = entities.partition_point(|e| e.span.start <= span.start);
    // Mentions hardly ever nest, and then only one inside another.
    entities[after.saturating_sub(3)..after].iter().rev().find(|e| e.span.overlaps(span))
}

/// The compact noun phrase around `head`: its adjectives and compounds to the left, without
/// determiners, numbers and possessors; as first and last token.
pub(crate) fn compact(sentence: &Sentence, text: &str, head: usize) -> (usize, usize) {
    let tokens = &sentence.tokens;
    let mut first = head;
    while first > 0 && head - first + 1 < LONGEST {
        let t = &tokens[first - 1];
        let form = t.span.of(text);
        let fits = match t.upos {
            Upos::Noun | Upos::Propn => t.head.is_some_and(|h| h >= first && h <= head),
            Upos::Adj => true,
            Upos::Verb => t.relation.is("amod"),
            Upos::Punct => {
                form == "-"
                    && first >= 2
                    && matches!(
                        tokens[first - 2].upos,
                        Upos::Adj | Upos::Noun | Upos::Propn | Upos::X
                    )
            }
            Upos::X => true,
            _ => false,
        };
        if !fits {
            break;
        }
        first -= 1;
    }
    while first < head && is_quantity(tokens[first].span.of(text)) {
        first += 1;
    }
    (first, head)
}

/// Adjectives that count or point rather than describe: a closed class.
fn is_quantity(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    matches!(
        word.as_str(),
        "several"
            | "many"
            | "other"
            | "others"
            | "such"
            | "same"
            | "own"
            | "more"
            | "most"
            | "few"
            | "fewer"
            | "less"
            | "first"
            | "last"
            | "second"
            | "third"
            | "next"
            | "-"
            | "various"
            | "certain"
            | "numerous"
            | "some"
            | "any"
            | "all"
            | "both"
            | "each"
            | "every"
            | "much"
            | "another"
            | "only"
            | "least"
            | "additional"
    )
}

/// An entity for the noun phrase headed by `head`, for participants that no mention covers.
///
/// Its span is the compact phrase ("Iranian soldiers" of "the ten Iranian soldiers who …"), its kind
/// follows the head noun, its country a modifier, possessor or `of`-phrase ("Pakistan's army",
/// "soldiers of Iran"). `entities` are the mentions found so far, in order of place; look there
/// first, with [`at`].
pub fn for_phrase(
    document: &Document<'_>,
    _lexicon: &Lexicon,
    entities: &[Entity],
    head: Word,
    id: String,
) -> Entity {
    let described = describe(document, entities, head);
    Entity {
        id,
        span: described.span,
        kind: described.kind,
        name: described.span.of(document.text).to_string(),
        actor: described.actor,
        country: described.country,
        countries: described.countries,
        title: None,
        office: None,
        as_of: None,
        same_as: None,
        basis: EntityBasis::Description,
    }
}

/// What the words of a phrase say.
pub(crate) struct Described {
    pub span: Span,
    pub kind: EntityKind,
    pub actor: Option<ActorCode>,
    pub country: Option<CountryCode>,
    pub countries: Vec<CountryCode>,
}

pub(crate) fn describe(document: &Document<'_>, entities: &[Entity], head: Word) -> Described {
    let nothing = Described {
        span: Span::new(0, 0),
        kind: EntityKind::Other,
        actor: None,
        country: None,
        countries: Vec::new(),
    };
    let Some(sentence) = document.sentences.get(head.sentence) else { return nothing };
    if head.token >= sentence.tokens.len() {
        return nothing;
    }
    let text = document.text;
    let (first, last) = compact(sentence, text, head.token);
    let span = sentence.tokens[first].span.cover(sentence.tokens[last].span);
    let noun = TABLES.noun(&document.lemma(head));
    let token = &sentence.tokens[head.token];
    let kind = match noun {
        Some(noun) => noun.kind,
        None if token.upos == Upos::Pron => EntityKind::People,
        None => EntityKind::Other,
    };
    let owner = owner(sentence, entities, first, head.token, text);
    let mut sector = noun.and_then(|n| n.sector);
    if sector.is_none() && kind == EntityKind::Group {
        sector = Some(Sector::Reb);
    }
    let country = owner.and_then(|o| o.country.clone());
    let countries = owner.map(|o| o.countries.clone()).unwrap_or_default();
    // Things have owners, too, but do not act.
    let acts = matches!(kind, EntityKind::People | EntityKind::Organization | EntityKind::Group);
    // Armed groups and bodies of many states speak for their own people.
    let stateless = |o: &&Entity| {
        o.kind == EntityKind::Group || o.kind == EntityKind::Organization && o.country.is_none()
    };
    let group = owner.filter(stateless).and_then(|o| o.actor.clone());
    let actor = match (acts, &country, sector) {
        (false, ..) => None,
        // "Taliban fighters" are the Taliban.
        _ if group.is_some() => group,
        (true, Some(country), Some(sector)) => Some(ActorCode::of(country, sector)),
        (true, Some(country), None) => Some(ActorCode(country.to_string())),
        (true, None, Some(sector)) => Some(ActorCode(format!("---.{}", sector.as_str()))),
        (true, None, None) => None,
    };
    Described { span, kind, actor, country, countries }
}

/// Whose it is: the mention among the phrase's own words, its possessor, or its `of`-phrase.
fn owner<'e>(
    sentence: &Sentence,
    entities: &'e [Entity],
    first: usize,
    head: usize,
    text: &str,
) -> Option<&'e Entity> {
    let tokens = &sentence.tokens;
    // "US-backed", "anti-Iranian": those are not theirs.
    let hyphen = |e: &Entity| {
        let before = text.get(..e.span.start as usize).is_some_and(|t| t.ends_with('-'));
        before || text.get(e.span.end as usize..).is_some_and(|t| t.starts_with('-'))
    };
    let knows = |e: &&Entity| {
        (e.country.is_some() || !e.countries.is_empty() || e.actor.is_some()) && !hyphen(e)
    };
    for t in (first..head).rev() {
        if let Some(e) = covering(entities, tokens[t].span).filter(knows) {
            return Some(e);
        }
    }
    // "Iran's soldiers", over a number or determiner between.
    let mut left = first;
    while left > 0 && first - left < 3 && matches!(tokens[left - 1].upos, Upos::Num | Upos::Adj) {
        left -= 1;
    }
    if left >= 2
        && is_clitic(tokens[left - 1].span.of(text))
        && let Some(e) = covering(entities, tokens[left - 2].span).filter(knows)
    {
        return Some(e);
    }
    // "his soldiers" takes after the one that "his" stands for.
    if left >= 1
        && tokens[left - 1].upos == Upos::Pron
        && let Some(e) = covering(entities, tokens[left - 1].span).filter(knows)
    {
        return Some(e);
    }
    // "soldiers of Iran", "soldiers from the Iranian army"
    let preposition = tokens.get(head + 1)?.span.of(text);
    if !(preposition.eq_ignore_ascii_case("of") || preposition.eq_ignore_ascii_case("from")) {
        return None;
    }
    (head + 2..tokens.len().min(head + 6))
        .take_while(|&t| !matches!(tokens[t].upos, Upos::Verb | Upos::Punct | Upos::Adp))
        .find_map(|t| covering(entities, tokens[t].span).filter(knows))
}

/// The possessive clitic.
pub(crate) fn is_clitic(form: &str) -> bool {
    matches!(form, "'s" | "’s" | "'" | "’" | "'S" | "’S")
}
