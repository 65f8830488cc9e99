//! Names in a text: what the lexicon knows, what the tagger sees, and the rules that settle it.

use rashomon_lexicon::gazetteer::{Gazetteer, NameOf, PlaceId, fold_into};
use rashomon_lexicon::{Lexicon, NameUse, Sense, Writing};
use rashomon_record::{EntityKind, PlaceKind, Sector};

use rustc_hash::{FxHashMap, FxHashSet};

use super::phrase::is_clitic;
use super::tables::TABLES;
use super::tagger::{Model, NameType, Tagged};
use super::words::{Case, Row};
use rashomon_syntax::Upos;

/// A run of words that is a known name.
#[derive(Clone, Debug)]
pub(crate) struct Match<'l> {
    /// First word of the row.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// What it can mean.
    pub senses: Vec<Sense<'l>>,
}

/// Most words of a known name.
const LONGEST: usize = 9;

/// The longest known names of a row, from left to right, none inside another.
pub(crate) fn matches<'l>(row: &Row<'_>, lexicon: &'l Lexicon) -> Vec<Match<'l>> {
    let mut found = Vec::new();
    let mut forms: Vec<&str> = Vec::with_capacity(LONGEST);
    for (s, range) in row.sentences.iter().enumerate() {
        let case = row.case[s];
        let mut at = range.start;
        while at < range.end {
            let piece = &row.pieces[at];
            let may_start = piece.form.chars().next().is_some_and(char::is_alphanumeric);
            if !may_start {
                at += 1;
                continue;
            }
            forms.clear();
            forms.extend(row.pieces[at..range.end.min(at + LONGEST)].iter().map(|p| p.form));
            let Some((length, mut senses)) = lexicon.longest(&forms) else {
                at += 1;
                continue;
            };
            let end = (at + length.max(1)).min(range.end);
            senses.retain(|sense| written_as(row, at, end, case, sense));
            if senses.is_empty() {
                at += 1;
            } else {
                found.push(Match { start: at, end, senses });
                at = end;
            }
        }
    }
    found
}

/// Whether the words are written as that name must be to be trusted.
fn written_as(row: &Row<'_>, start: usize, end: usize, case: Case, sense: &Sense<'_>) -> bool {
    let words = &row.pieces[start..end];
    // A surname alone is for the resolver: it needs a fuller mention before it.
    if sense.short {
        return false;
    }
    let capital = words.iter().any(|p| p.capital);
    let upper = words.iter().all(|p| !p.form.chars().any(char::is_lowercase));
    let dotted = words.iter().any(|p| p.form.contains('.') && p.form.len() > 2);
    // "LeT" is not "Let": acronyms with small letters in them are written just so.
    if case == Case::Mixed && sense.usage == NameUse::Acronym && end - start == 1 && !upper {
        return sense.known.names.iter().any(|n| n == words[0].form);
    }
    match (sense.writing, case) {
        (Writing::Any, _) => true,
        (Writing::Capitalised, Case::Lower) => end - start > 1,
        (Writing::Capitalised, _) => capital,
        (Writing::Acronym, Case::Mixed | Case::Title) => upper,
        // "THE US": in capitals throughout, only the article tells it from a word.
        (Writing::Acronym, Case::Upper) => {
            dotted || (start > 0 && row.pieces[start - 1].lower == "the")
        }
        (Writing::Acronym, Case::Lower) => dotted,
    }
}

/// What the lexicon and the gazetteer say of each word, as bits for the tagger.
pub(crate) fn known_bits(row: &Row<'_>, lexicon: &Lexicon, gazetteer: &Gazetteer) -> Vec<u64> {
    bits_of(row, lexicon, &matches(row, lexicon), &places(row, gazetteer))
}

/// As [`known_bits`], from matches already made.
pub(crate) fn bits_of(
    row: &Row<'_>,
    lexicon: &Lexicon,
    matches: &[Match<'_>],
    places: &[PlaceMatch],
) -> Vec<u64> {
    let mut bits = classes(row, lexicon);
    for found in matches {
        let mut kinds = 0;
        for sense in &found.senses {
            kinds |= match (sense.usage, sense.known.kind) {
                (NameUse::Demonym, _) => 1 << 8,
                (NameUse::Capital, _) => 1 << 9,
                (NameUse::Seat, _) => 1 << 10,
                (_, EntityKind::Country) => 1 << 11,
                (_, EntityKind::Group) => 1 << 12,
                (_, EntityKind::Organization) => 1 << 13,
                (_, EntityKind::Person) => 1 << 14,
                (_, EntityKind::Place) => 1 << 15,
                _ => 1 << 16,
            };
        }
        for (n, bit) in bits[found.start..found.end].iter_mut().enumerate() {
            *bit |= kinds | (u64::from(n > 0) << 17);
        }
    }
    for found in places {
        let words = found.end - found.start;
        for (n, bit) in bits[found.start..found.end].iter_mut().enumerate() {
            *bit |= found.bits | (u64::from(n > 0) << 40) | (u64::from(words > 1) << 41);
        }
    }
    bits
}

/// What each word is by itself: a given name, a title, a role, the head of an organisation's name.
fn classes(row: &Row<'_>, lexicon: &Lexicon) -> Vec<u64> {
    let mut seen: FxHashMap<&str, u64> = FxHashMap::default();
    let mut bits: Vec<u64> = row
        .pieces
        .iter()
        .map(|piece| {
            *seen.entry(piece.form).or_insert_with(|| class_of(lexicon, piece.form, &piece.lower))
        })
        .collect();
    // Titles and bodies of more than one word.
    let mut forms: Vec<&str> = Vec::with_capacity(LONGEST);
    for range in &row.sentences {
        for at in range.clone() {
            if row.pieces[at].capital {
                let most = 4.min(range.end - at);
                let body = (1..=most).rev().find(|&n| TABLES.is_body(&words(row, at, at + n)));
                for bit in &mut bits[at..at + body.unwrap_or(0)] {
                    *bit |= 1 << 47;
                }
            }
            forms.clear();
            forms.extend(row.pieces[at..range.end.min(at + 6)].iter().map(|p| p.form));
            if let Some((length, _)) = lexicon.title(&forms).filter(|(n, _)| *n > 1) {
                for bit in &mut bits[at..(at + length).min(range.end)] {
                    *bit |= 1 << 7;
                }
            }
        }
    }
    bits
}

/// The words of a run in lower case, as one text with single spaces.
pub(crate) fn words(row: &Row<'_>, start: usize, end: usize) -> String {
    let mut out = String::new();
    for piece in &row.pieces[start..end] {
        // Hyphens and clitics stand without space.
        let tight = piece.form == "-" || out.ends_with('-') || is_clitic(piece.form);
        if !tight && !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&piece.lower);
    }
    out
}

fn class_of(lexicon: &Lexicon, form: &str, lower: &str) -> u64 {
    let mut bits = 0;
    let mut set = |bit: u32, on: bool| bits |= u64::from(on) << bit;
    set(0, TABLES.is_given_name(lower) || lexicon.given_name(form).is_some());
    match lexicon.head_word(form).map(|h| h.kind) {
        Some(EntityKind::Organization) => set(1, true),
        Some(EntityKind::Group) => set(44, true),
        Some(EntityKind::Place) => set(45, true),
        Some(_) => set(46, true),
        None => {}
    }
    set(2, lexicon.title(&[form]).is_some());
    set(4, TABLES.noun(lower).is_some());
    set(5, is_calendar(lower));
    set(6, TABLES.is_surname(lower));
    set(43, lexicon.role(&[form]).is_some());
    bits
}

/// Days of the week and months.
fn is_calendar(lower: &str) -> bool {
    matches!(
        lower,
        "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
            | "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "mon"
            | "tue"
            | "wed"
            | "thu"
            | "fri"
            | "sat"
            | "sun"
            | "jan"
            | "feb"
            | "mar"
            | "apr"
            | "jun"
            | "jul"
            | "aug"
            | "sep"
            | "sept"
            | "oct"
            | "nov"
            | "dec"
    )
}

/// A run of words that is a name in the gazetteer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlaceMatch {
    /// First word of the row.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The place that is best known under the name, demonyms left out.
    pub best: Option<PlaceId>,
    /// What it can mean, as bits for the tagger.
    bits: u64,
}

/// The longest names of places, from left to right, none inside another.
pub(crate) fn places(row: &Row<'_>, gazetteer: &Gazetteer) -> Vec<PlaceMatch> {
    let mut found = Vec::new();
    let Some(root) = gazetteer.cursor() else { return found };
    let mut folded = String::new();
    for (s, range) in row.sentences.iter().enumerate() {
        let lower = row.case[s] == Case::Lower;
        let mut at = range.start;
        while at < range.end {
            let piece = &row.pieces[at];
            if !(piece.capital || lower || piece.upos == Upos::Propn) || piece.form.len() < 2 {
                at += 1;
                continue;
            }
            let (mut cursor, mut best) = (root, None);
            for end in at..range.end.min(at + LONGEST) {
                folded.clear();
                fold_into(row.pieces[end].form, &mut folded);
                if folded.is_empty() {
                    continue;
                }
                if end > at {
                    folded.insert(0, ' ');
                }
                let Some(next) = gazetteer.advance(cursor, &folded) else { break };
                cursor = next;
                if let Some(meanings) = gazetteer.here(cursor) {
                    best = Some((end + 1, meanings));
                }
            }
            let Some((end, meanings)) = best else {
                at += 1;
                continue;
            };
            let (mut bits, mut place) = (0u64, None);
            for meaning in meanings.iter().take(8) {
                let Some(known) = gazetteer.place(meaning.place) else { continue };
                if meaning.how == NameOf::Demonym {
                    bits |= 1 << 20;
                    continue;
                }
                place = place.or(Some(meaning.place));
                let spelling = meaning.how == NameOf::Spelling;
                bits |= match (known.kind(), known.population()) {
                    _ if spelling => 1 << 21,
                    (PlaceKind::City, 1_000_000..) => 1 << 22,
                    (PlaceKind::City, 150_000..) => 1 << 23,
                    (PlaceKind::City, 25_000..) => 1 << 24,
                    (PlaceKind::City, _) => 1 << 25,
                    (PlaceKind::Admin1, _) => 1 << 26,
                    (PlaceKind::Admin2, _) => 1 << 27,
                    (PlaceKind::Country, _) => 1 << 28,
                    (PlaceKind::Region, _) => 1 << 29,
                    _ => 1 << 30,
                };
                if meaning.how == NameOf::Abbreviation {
                    bits |= 1 << 31;
                }
            }
            found.push(PlaceMatch { start: at, end, best: place, bits });
            at = end;
        }
    }
    found
}

/// A name of the text, before it is known who it is.
#[derive(Clone, Debug)]
pub(crate) struct Name<'l> {
    /// First word of the row.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Kind.
    pub kind: EntityKind,
    /// What the lexicon knows under exactly these words.
    pub senses: Vec<Sense<'l>>,
    /// What the gazetteer knows under exactly these words.
    pub place: Option<PlaceId>,
    /// Whether the words are a nationality adjective or the word for a people.
    pub demonym: bool,
}

fn kind_of(tag: NameType) -> EntityKind {
    match tag {
        NameType::Person => EntityKind::Person,
        NameType::Organization => EntityKind::Organization,
        NameType::Location => EntityKind::Place,
        NameType::Other => EntityKind::Other,
    }
}

/// The kind of a known name, its most telling sense first.
fn known_kind(senses: &[Sense<'_>]) -> Option<EntityKind> {
    if senses.is_empty() {
        return None;
    }
    let has = |test: &dyn Fn(&Sense<'_>) -> bool| senses.iter().any(test);
    Some(if has(&|s| s.usage == NameUse::Capital) {
        EntityKind::Place
    } else if senses.iter().all(|s| s.usage == NameUse::Demonym) {
        EntityKind::People
    } else if let Some(s) = senses.iter().find(|s| s.usage != NameUse::Demonym) {
        if s.usage == NameUse::Seat { EntityKind::Organization } else { s.known.kind }
    } else {
        return None;
    })
}

/// All names of a row, in order of place, none overlapping another.
pub(crate) fn find<'l>(
    row: &Row<'_>,
    lexicon: &'l Lexicon,
    gazetteer: &Gazetteer,
    model: &Model,
) -> Vec<Name<'l>> {
    let known = matches(row, lexicon);
    let places = places(row, gazetteer);
    let bits = bits_of(row, lexicon, &known, &places);
    let tagged = model.names(row, &bits);

    // Which lexicon match and which place cover each word.
    let mut match_at = vec![usize::MAX; row.pieces.len()];
    for (m, found) in known.iter().enumerate() {
        match_at[found.start..found.end].fill(m);
    }
    let mut place_at = vec![usize::MAX; row.pieces.len()];
    for (p, found) in places.iter().enumerate() {
        place_at[found.start..found.end].fill(p);
    }
    let exact = |start: usize, end: usize| -> Vec<Sense<'l>> {
        let m = match_at[start];
        known
            .get(m)
            .filter(|k| k.start == start && k.end == end)
            .map_or(Vec::new(), |k| k.senses.clone())
    };
    let exact_place = |start: usize, end: usize| -> Option<PlaceId> {
        places
            .get(place_at[start])
            .filter(|p| p.start == start && p.end == end)
            .and_then(|p| p.best)
    };
    let demonym_at = |i: usize| -> Option<(usize, usize)> {
        let m =
            known.get(match_at[i]).filter(|m| m.senses.iter().all(|s| s.usage == NameUse::Demonym));
        if let Some(m) = m {
            return Some((m.start, m.end));
        }
        let p = places.get(place_at[i])?;
        (p.bits & (1 << 20) != 0 && p.best.is_none()).then_some((p.start, p.end))
    };

    let mut names: Vec<Name<'l>> = Vec::new();
    let mut taken = vec![false; row.pieces.len()];
    let mut add = |names: &mut Vec<Name<'l>>, name: Name<'l>| {
        if name.start < name.end && !taken[name.start..name.end].iter().any(|t| *t) {
            taken[name.start..name.end].fill(true);
            names.push(name);
        }
    };

    for tag in tagged.iter().flat_map(|t| split(row, lexicon, *t)) {
        let (mut start, mut end) = trimmed(row, tag.start, tag.end);
        if start >= end {
            continue;
        }
        // A known name that sticks out of what the tagger saw is the better reading.
        for edge in [start, end - 1] {
            if let Some(m) = known.get(match_at[edge])
                && m.senses.iter().any(|s| s.usage != NameUse::Demonym)
                && (m.start < start || m.end > end)
            {
                start = start.min(m.start);
                end = end.max(m.end);
            }
        }
        let article = row.pieces[start].lower == "the" && end - start > 1;
        if article && !exact(start + 1, end).is_empty() {
            start += 1;
        }
        let mut kind = kind_of(tag.kind);
        // "Nur News" is no person's name.
        let body = |at: usize| {
            lexicon
                .head_word(row.pieces[at].form)
                .is_some_and(|h| h.kind == EntityKind::Organization)
        };
        if kind == EntityKind::Person && end - start > 1 && body(end - 1) {
            kind = EntityKind::Organization;
        }
        // "Iran Pakistan", "Shia Tehran": names in a row are no one name.
        let mut inside: Vec<usize> = (start..end).map(|at| match_at[at]).collect();
        inside.dedup();
        let several = inside.len() > 1 && inside.iter().all(|m| *m != usize::MAX);
        let strange = kind == EntityKind::Other && inside.iter().any(|m| *m != usize::MAX);
        if several && kind == EntityKind::Place || strange {
            continue;
        }
        if kind == EntityKind::Person {
            start = without_title(row, lexicon, start, end);
            // "Pakistani Jilani" is a people and a person.
            if let Some((_, e)) = demonym_at(start).filter(|(s, e)| *s == start && *e < end) {
                start = e;
            }
        }
        if kind == EntityKind::Organization {
            end = and_more(row, lexicon, start, end);
        }
        let senses = exact(start, end);
        let place = exact_place(start, end);
        if let Some(k) = known_kind(&senses) {
            // A person may bear the name of a place, and the text says which.
            let bears = kind == EntityKind::Person
                && k != EntityKind::Person
                && tag.margin > 40
                && TABLES.is_given_name(&row.pieces[start].lower);
            if !bears {
                kind = k;
            }
        } else if let Some((s, e)) = demonym_at(start) {
            if s == start && e == end {
                kind = EntityKind::People;
            } else if kind == EntityKind::Other {
                // An adjective of nationality before something that is no actor.
                add(&mut names, demonym(start, e.min(end), exact(start, e)));
                continue;
            }
        }
        if end - start == 1 && senses.is_empty() && TABLES.is_people(&row.pieces[start].lower) {
            kind = EntityKind::People;
        }
        // "Chicago Symphony Orchestra" is no place, whatever it begins with.
        let named =
            kind == EntityKind::Place && end - start >= 2 && senses.is_empty() && place.is_none();
        if named && body(end - 1) {
            kind = EntityKind::Organization;
        }
        // A sentence that begins with "The" or "Let" begins with no name.
        let piece = &row.pieces[start];
        let function = matches!(
            piece.upos,
            Upos::Det | Upos::Pron | Upos::Adp | Upos::Aux | Upos::Adv | Upos::Cconj | Upos::Sconj
        );
        if end - start == 1 && piece.first && function && senses.is_empty() && place.is_none() {
            continue;
        }
        // "Leyla Demir" is no known place, and begins as persons do.
        let person = kind == EntityKind::Place
            && end - start >= 2
            && senses.is_empty()
            && place.is_none()
            && TABLES.is_given_name(&row.pieces[start].lower)
            && lexicon.head_word(row.pieces[end - 1].form).is_none();
        if person {
            kind = EntityKind::Person;
        }
        if kind == EntityKind::Place && place.is_some_and(|p| is_country(gazetteer, p)) {
            kind = EntityKind::Country;
        }
        if kind == EntityKind::People {
            add(&mut names, demonym(start, end, senses));
        } else {
            add(&mut names, Name { start, end, kind, senses, place, demonym: false });
        }
    }

    for m in &known {
        let Some(kind) = known_kind(&m.senses) else { continue };
        let words = m.end - m.start;
        // A word that opens its sentence and stands elsewhere in small letters is no name.
        if words == 1 && doubtful(row, m.start) {
            continue;
        }
        let place = exact_place(m.start, m.end);
        let demonym = kind == EntityKind::People;
        add(
            &mut names,
            Name { start: m.start, end: m.end, kind, senses: m.senses.clone(), place, demonym },
        );
    }
    for p in &places {
        let whole = row.pieces[p.start].capital && !doubtful(row, p.start);
        match p.best {
            None if whole => add(&mut names, demonym(p.start, p.end, exact(p.start, p.end))),
            Some(best) if whole && is_country(gazetteer, best) && p.bits & (1 << 31) == 0 => {
                let senses = exact(p.start, p.end);
                let kind = EntityKind::Country;
                add(
                    &mut names,
                    Name {
                        start: p.start,
                        end: p.end,
                        kind,
                        senses,
                        place: p.best,
                        demonym: false,
                    },
                );
            }
            Some(best) if located(row, p, lexicon) && is_known_well(gazetteer, best) => {
                let senses = exact(p.start, p.end);
                add(
                    &mut names,
                    Name {
                        start: p.start,
                        end: p.end,
                        kind: EntityKind::Place,
                        senses,
                        place: p.best,
                        demonym: false,
                    },
                );
            }
            _ => {}
        }
    }
    for (at, piece) in row.pieces.iter().enumerate() {
        if piece.capital && TABLES.is_people(&piece.lower) {
            add(&mut names, demonym(at, at + 1, Vec::new()));
        }
    }
    organs(row, lexicon, &mut names, &mut add);
    titled(row, lexicon, &mut names, &mut add);
    names.sort_by_key(|n| n.start);
    agree(row, &mut names, &exact_place);
    names.sort_by_key(|n| n.start);
    names
}

fn demonym<'l>(start: usize, end: usize, senses: Vec<Sense<'l>>) -> Name<'l> {
    Name { start, end, kind: EntityKind::People, senses, place: None, demonym: true }
}

/// Whether a name of the gazetteer stands where places stand, "in" or "near" something, and as
/// names do.
fn located(row: &Row<'_>, found: &PlaceMatch, lexicon: &Lexicon) -> bool {
    let range = &row.sentences[row.pieces[found.start].word.sentence];
    let piece = &row.pieces[found.start];
    let before = found.start.checked_sub(1).filter(|b| *b >= range.start);
    let preposition = before.is_some_and(|b| {
        matches!(
            row.pieces[b].lower.as_str(),
            "in" | "near" | "from" | "around" | "outside" | "across"
        )
    });
    // Other capitals beside it make another name.
    let alone = row.pieces.get(found.end).is_none_or(|p| !p.capital || found.end >= range.end);
    preposition
        && alone
        && piece.upos == Upos::Propn
        && !is_calendar(&piece.lower)
        && !doubtful(row, found.start)
        && lexicon.given_name(piece.form).is_none()
}

fn is_known_well(gazetteer: &Gazetteer, place: PlaceId) -> bool {
    gazetteer.place(place).is_some_and(|p| match p.kind() {
        PlaceKind::City => p.population() >= 15_000,
        PlaceKind::Admin1 | PlaceKind::Country | PlaceKind::Region | PlaceKind::Feature => true,
        _ => false,
    })
}

fn is_country(gazetteer: &Gazetteer, place: PlaceId) -> bool {
    gazetteer.place(place).is_some_and(|p| p.kind() == PlaceKind::Country)
}

/// Whether a word is more likely none: it opens its sentence, and elsewhere it has no capital.
fn doubtful(row: &Row<'_>, at: usize) -> bool {
    let piece = &row.pieces[at];
    let seen = row.seen.get(&piece.lower).copied().unwrap_or_default();
    seen.small > seen.capital
}

/// Without punctuation and clitics at its ends.
fn trimmed(row: &Row<'_>, mut start: usize, mut end: usize) -> (usize, usize) {
    let bare = |i: usize| {
        let form = row.pieces[i].form;
        !form.chars().any(char::is_alphanumeric) || is_clitic(form)
    };
    while start < end && bare(start) {
        start += 1;
    }
    while end > start && bare(end - 1) {
        end -= 1;
    }
    (start, end)
}

/// The start of a person's name after the titles before it.
fn without_title(row: &Row<'_>, lexicon: &Lexicon, start: usize, end: usize) -> usize {
    let mut at = start;
    'next: while at + 1 < end {
        // "Amir-Abdollahian" and "Prince Harry" look alike only at first sight.
        let own = TABLES.is_given_name(&row.pieces[at].lower) && end - at <= 3;
        if row.pieces[at + 1].form == "-" || own {
            break;
        }
        for length in (1..=(end - at - 1).min(5)).rev() {
            let forms: Vec<&str> = row.pieces[at..at + length].iter().map(|p| p.form).collect();
            let whole = |n: usize| n == length;
            if lexicon.title(&forms).is_some_and(|(n, _)| whole(n))
                || lexicon.modifier(&forms).is_some_and(|(n, _)| whole(n))
                || lexicon.role(&forms).is_some_and(|(n, _)| whole(n))
            {
                at += length;
                continue 'next;
            }
        }
        break;
    }
    // The full stop of "Gen."
    while at + 1 < end && row.pieces[at].form == "." {
        at += 1;
    }
    at
}

/// "Department of Housing" goes on with "and Urban Development".
fn and_more(row: &Row<'_>, lexicon: &Lexicon, start: usize, end: usize) -> usize {
    let sentence = row.pieces[start].word.sentence;
    let stop = row.sentences[sentence].end;
    let of = row.pieces[start..end].iter().any(|p| matches!(p.lower.as_str(), "of" | "for"));
    let body = row.pieces[start..end].iter().any(|p| {
        lexicon.head_word(p.form).is_some_and(|h| {
            h.kind == EntityKind::Organization
                && matches!(h.sector, Some(Sector::Gov | Sector::Edu))
        })
    });
    let and = end < stop && matches!(row.pieces[end].lower.as_str(), "and" | "&");
    if !(of && body && and) {
        return end;
    }
    let mut to = end + 1;
    while to < stop && to < end + 4 && row.pieces[to].capital {
        to += 1;
    }
    // A verb after it means that another subject began.
    let verb = to < stop && matches!(row.pieces[to].upos, Upos::Verb | Upos::Aux);
    if to == end + 1 || to - end > 3 || verb && to == end + 2 { end } else { to }
}

/// Two organisations that "and" joins, where both sides end as organisations do.
fn split(row: &Row<'_>, lexicon: &Lexicon, tag: Tagged) -> Vec<Tagged> {
    let ends = |at: usize| {
        lexicon
            .head_word(row.pieces[at].form)
            .is_some_and(|h| matches!(h.kind, EntityKind::Organization | EntityKind::Group))
    };
    if tag.kind == NameType::Organization && tag.end - tag.start >= 5 {
        let and = (tag.start + 2..tag.end - 2).find(|&at| row.pieces[at].lower == "and");
        if let Some(and) = and.filter(|&and| ends(and - 1) && ends(tag.end - 1)) {
            return vec![Tagged { end: and, ..tag }, Tagged { start: and + 1, ..tag }];
        }
    }
    // "Ann Lee Ann Lee": signed twice.
    if tag.kind == NameType::Person && tag.end - tag.start >= 2 {
        let first = &row.pieces[tag.start].lower;
        let again = (tag.start + 1..tag.end).find(|&at| row.pieces[at].lower == *first);
        if let Some(again) = again {
            return vec![Tagged { end: again, ..tag }, Tagged { start: again, ..tag }];
        }
    }
    vec![tag]
}

/// Organs of a state by their generic names, written as names: "Foreign Ministry".
fn organs<'l>(
    row: &Row<'_>,
    lexicon: &Lexicon,
    names: &mut Vec<Name<'l>>,
    add: &mut impl FnMut(&mut Vec<Name<'l>>, Name<'l>),
) {
    let mut forms: Vec<&str> = Vec::with_capacity(LONGEST);
    for (s, range) in row.sentences.iter().enumerate() {
        if row.case[s] == Case::Lower {
            continue;
        }
        let mut at = range.start;
        while at < range.end {
            if !row.pieces[at].capital {
                at += 1;
                continue;
            }
            forms.clear();
            forms.extend(row.pieces[at..range.end.min(at + LONGEST)].iter().map(|p| p.form));
            let Some((length, _)) = lexicon.organ(&forms).filter(|(n, _)| *n >= 2) else {
                at += 1;
                continue;
            };
            let end = (at + length).min(range.end);
            if row.pieces[end - 1].capital {
                let kind = EntityKind::Organization;
                add(
                    names,
                    Name { start: at, end, kind, senses: Vec::new(), place: None, demonym: false },
                );
            }
            at = end;
        }
    }
}

/// Persons that a title before them gives away: capitalised words after "Minister", "Mr.".
fn titled<'l>(
    row: &Row<'_>,
    lexicon: &Lexicon,
    names: &mut Vec<Name<'l>>,
    add: &mut impl FnMut(&mut Vec<Name<'l>>, Name<'l>),
) {
    for (s, range) in row.sentences.iter().enumerate() {
        if row.case[s] != Case::Mixed {
            continue;
        }
        for at in range.clone() {
            let piece = &row.pieces[at];
            if !piece.capital || piece.first || lexicon.title(&[piece.form]).is_none() {
                continue;
            }
            let mut end = at + 1;
            while end < range.end && end < at + 5 && is_name_word(row, lexicon, end) {
                end += 1;
            }
            if end > at + 1 && lexicon.head_word(row.pieces[end - 1].form).is_none() {
                let kind = EntityKind::Person;
                add(
                    names,
                    Name {
                        start: at + 1,
                        end,
                        kind,
                        senses: Vec::new(),
                        place: None,
                        demonym: false,
                    },
                );
            }
        }
    }
}

fn is_name_word(row: &Row<'_>, lexicon: &Lexicon, at: usize) -> bool {
    let piece = &row.pieces[at];
    piece.capital
        && piece.form.chars().all(|c| c.is_alphabetic() || c == '\'' || c == '’' || c == '.')
        && lexicon.title(&[piece.form]).is_none()
        && TABLES.noun(&piece.lower).is_none()
}

/// Makes a text agree with itself: the same words are the same kind of name wherever they stand,
/// and the last word of a person's full name is that person.
fn agree<'l>(
    row: &Row<'_>,
    names: &mut Vec<Name<'l>>,
    exact_place: &dyn Fn(usize, usize) -> Option<PlaceId>,
) {
    let key = |start: usize, end: usize| -> String {
        let words: Vec<&str> = row.pieces[start..end].iter().map(|p| p.lower.as_str()).collect();
        words.join(" ")
    };
    // Votes by words; full names of persons vote for their last word, too.
    let mut votes: FxHashMap<String, [u32; 3]> = FxHashMap::default();
    for name in names.iter().filter(|n| n.senses.is_empty() && n.end - n.start <= 6) {
        let Some(slot) = slot(name.kind) else { continue };
        votes.entry(key(name.start, name.end)).or_default()[slot] += 2;
        if name.kind == EntityKind::Person && name.end - name.start >= 2 {
            votes.entry(key(name.end - 1, name.end)).or_default()[0] += 3;
        }
    }
    for name in names.iter_mut().filter(|n| n.senses.is_empty() && n.end - n.start <= 6) {
        let Some(own) = slot(name.kind) else { continue };
        let Some(count) = votes.get(&key(name.start, name.end)) else { continue };
        let best = (0..3).max_by_key(|&i| (count[i], i == own)).unwrap_or(own);
        if best != own && count[best] > count[own] {
            name.kind = match best {
                0 => EntityKind::Person,
                1 => EntityKind::Organization,
                _ => EntityKind::Place,
            };
        }
    }
    // The same words elsewhere, where the tagger overlooked them: written the same way.
    let written: FxHashSet<String> = names.iter().map(|n| forms(row, n.start, n.end)).collect();
    let mut taken = vec![false; row.pieces.len()];
    for name in names.iter() {
        taken[name.start..name.end].fill(true);
    }
    let mut more = Vec::new();
    for range in &row.sentences {
        let mut at = range.start;
        while at < range.end {
            if taken[at] || !row.pieces[at].capital || row.pieces[at].form.len() < 2 {
                at += 1;
                continue;
            }
            let longest = (1..=5usize).rev().find_map(|n| {
                let end = at + n;
                if end > range.end
                    || taken[at..end].iter().any(|t| *t)
                    || !row.pieces[end - 1].capital
                {
                    return None;
                }
                let count = votes.get(&key(at, end))?;
                if !written.contains(&forms(row, at, end)) {
                    // A person's last name alone stands so only inside the full one.
                    let last = n == 1 && count[0] >= 3;
                    if !last || row.pieces[at].form.chars().skip(1).all(char::is_uppercase) {
                        return None;
                    }
                }
                let best = (0..3).max_by_key(|&i| count[i])?;
                // One word alone needs more: other capitals around it make another name.
                let goes_on = end < range.end && row.pieces[end].capital && !taken[end];
                let before = &row.pieces[at.saturating_sub(1)];
                let began = at > range.start && before.capital && !taken[at - 1] && !before.first;
                let alone = !goes_on && !began;
                // Acronyms that the text has introduced are no other words.
                let acronym = row.pieces[at].form.chars().all(char::is_uppercase);
                let enough = count[best] >= if acronym { 2 } else { 3 };
                (n > 1 || (enough && alone && !doubtful(row, at))).then_some((end, best))
            });
            let Some((end, best)) = longest else {
                at += 1;
                continue;
            };
            let kind = match best {
                0 => EntityKind::Person,
                1 => EntityKind::Organization,
                _ => EntityKind::Place,
            };
            more.push(Name {
                start: at,
                end,
                kind,
                senses: Vec::new(),
                place: exact_place(at, end),
                demonym: false,
            });
            at = end;
        }
    }
    names.extend(more);
}

fn forms(row: &Row<'_>, start: usize, end: usize) -> String {
    let words: Vec<&str> = row.pieces[start..end].iter().map(|p| p.form).collect();
    words.join(" ")
}

fn slot(kind: EntityKind) -> Option<usize> {
    match kind {
        EntityKind::Person => Some(0),
        EntityKind::Organization | EntityKind::Group => Some(1),
        EntityKind::Place | EntityKind::Country => Some(2),
        _ => None,
    }
}
