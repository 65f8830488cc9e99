//! Mentions: names, role nouns, descriptions and pronouns, with who they are as far as the words
//! themselves and their neighbours say.

use rashomon_lexicon::gazetteer::Gazetteer;
use rashomon_lexicon::{Lexicon, Modifier, NameUse, Sense};
use rashomon_record::{ActorCode, CountryCode, Day, EntityBasis, EntityKind, Sector, Span};
use rashomon_syntax::Upos;

use super::names::{self, Name};
use super::phrase::{compact, is_clitic};
use super::tables::{Noun, Refers, TABLES};
use super::tagger::Model;
use super::words::{Case, Row};
use crate::document::{Document, Word};

/// What a mention is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Form {
    /// A name.
    Name,
    /// A nationality adjective or the word for a people.
    Demonym,
    /// A common noun.
    Noun {
        /// What the tables say of it.
        noun: Noun,
        /// Whether "the", "this", "both", "two" or a possessor makes it definite.
        definite: bool,
        /// Whether it is in the plural.
        plural: bool,
    },
    /// A pronoun.
    Pronoun(Pronoun),
}

/// What a pronoun can point back to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Pronoun {
    /// he, she
    Person,
    /// it
    Thing,
    /// they
    Plural,
}

/// One mention while it is being understood.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    /// First word of the row.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub form: Form,
    /// Kind.
    pub kind: EntityKind,
    /// Fullest or usual name.
    pub name: String,
    /// Who it is.
    pub who: Who,
    /// Title as written.
    pub title: Option<String>,
    /// Office.
    pub office: Option<String>,
    /// How it is known.
    pub basis: EntityBasis,
    /// The first mention of the same one, by index.
    pub same: Option<usize>,
    /// Whether it is the subject of a verb.
    pub subject: bool,
}

/// Actor and countries.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Who {
    /// Code.
    pub actor: Option<ActorCode>,
    /// Its country.
    pub country: Option<CountryCode>,
    /// Countries where it has no one country.
    pub countries: Vec<CountryCode>,
}

impl Who {
    /// Whether something is known.
    pub fn known(&self) -> bool {
        self.actor.is_some() || self.country.is_some() || !self.countries.is_empty()
    }

    fn of_country(country: CountryCode, sector: Option<Sector>) -> Who {
        let actor = match sector {
            Some(sector) => ActorCode::of(&country, sector),
            None => ActorCode(country.to_string()),
        };
        Who { actor: Some(actor), country: Some(country), countries: Vec::new() }
    }

    /// The same owner acting in another sector; groups and bodies stay who they are.
    fn acting(&self, sector: Option<Sector>) -> Who {
        match (&self.country, sector) {
            (Some(country), Some(sector)) => Who::of_country(country.clone(), Some(sector)),
            _ => self.clone(),
        }
    }
}

/// What a text is read with.
pub(crate) struct Tools<'t> {
    /// Known actors.
    pub lexicon: &'t Lexicon,
    /// Known places.
    pub gazetteer: &'t Gazetteer,
    /// The tagger.
    pub model: &'t Model,
    /// Day of publication.
    pub published: Option<Day>,
}

/// All mentions of a row, in order of place.
pub(crate) fn find(document: &Document<'_>, row: &Row<'_>, tools: &Tools<'_>) -> Vec<Mention> {
    let names = names::find(row, tools.lexicon, tools.gazetteer, tools.model);
    let names = joined(row, tools.lexicon, names);
    let mut mentions: Vec<Mention> = names.iter().map(|n| named(document, row, tools, n)).collect();
    capitals(document, row, tools, &names, &mut mentions);
    organizations(document, row, tools, &mut mentions);
    let titles = persons(document, row, tools.lexicon, &mut mentions);
    let nouns = nouns(document, row, &titles, &mut mentions);
    let pronouns = pronouns(document, row, &mentions);
    mentions.extend(nouns);
    mentions.extend(pronouns);
    mentions.sort_by_key(|m| (m.start, m.end));
    mentions
}

/// Joins a nationality or country to the organisation's name that it starts: "Iranian" and
/// "Foreign Ministry" are one name.
fn joined<'l>(row: &Row<'_>, lexicon: &Lexicon, names: Vec<Name<'l>>) -> Vec<Name<'l>> {
    let mut out: Vec<Name<'l>> = Vec::with_capacity(names.len());
    for name in names {
        if let Some(before) = out.last_mut() {
            let adjacent = before.end == name.start
                && row.pieces[before.start].word.sentence == row.pieces[name.start].word.sentence;
            let body = name.kind == EntityKind::Organization
                && row.pieces[name.start..name.end]
                    .iter()
                    .any(|p| p.capital && is_body(lexicon, p.form));
            let owner = before.demonym || before.kind == EntityKind::Country;
            if adjacent && body && owner && name.end - before.start <= 8 {
                before.end = name.end;
                before.kind = EntityKind::Organization;
                before.senses = Vec::new();
                before.place = None;
                before.demonym = false;
                continue;
            }
        }
        out.push(name);
    }
    out
}

fn is_body(lexicon: &Lexicon, word: &str) -> bool {
    lexicon
        .head_word(word)
        .is_some_and(|h| matches!(h.kind, EntityKind::Organization | EntityKind::Group))
}

fn span_of(row: &Row<'_>, start: usize, end: usize) -> Span {
    row.pieces[start].span.cover(row.pieces[end - 1].span)
}

/// The best sense of those that a name has, by the year in which the text was published.
fn best_sense<'s, 'l>(senses: &'s [Sense<'l>], published: Option<Day>) -> Option<&'s Sense<'l>> {
    let year = published.map(|d| d.0.year());
    let valid = |s: &&Sense<'_>| year.is_none_or(|y| s.known.holds_in(y));
    let actor = |s: &&Sense<'_>| s.usage != NameUse::Demonym;
    senses
        .iter()
        .find(|s| valid(s) && actor(s))
        .or_else(|| senses.iter().find(actor))
        .or_else(|| senses.iter().find(valid))
        .or_else(|| senses.first())
}

/// A name and what is known under its words.
fn named(document: &Document<'_>, row: &Row<'_>, tools: &Tools<'_>, name: &Name<'_>) -> Mention {
    let span = span_of(row, name.start, name.end);
    let mut mention = Mention {
        start: name.start,
        end: name.end,
        span,
        form: if name.demonym { Form::Demonym } else { Form::Name },
        kind: name.kind,
        name: span.of(document.text).split_whitespace().collect::<Vec<_>>().join(" "),
        who: Who::default(),
        title: None,
        office: None,
        basis: EntityBasis::Name,
        same: None,
        subject: is_subject(document, row, name.start, name.end),
    };
    if name.kind == EntityKind::Person
        && name.senses.iter().all(|s| s.known.kind != EntityKind::Person)
    {
        return mention;
    }
    if let Some(sense) = best_sense(&name.senses, tools.published) {
        let known = sense.known;
        mention.who = Who {
            actor: Some(known.code.clone()),
            country: known.country.clone(),
            countries: known.countries.clone(),
        };
        if name.kind == EntityKind::Country {
            // A state acts through its government.
            if let Some(country) = known.country.clone() {
                mention.who = Who::of_country(country, Some(Sector::Gov));
            }
            mention.name.clone_from(&known.name);
        } else if name.demonym {
            if let Some(country) = known.country.clone() {
                mention.who = Who::of_country(country, None);
            }
        } else if sense.usage == NameUse::Capital {
            mention.who.actor = None;
        } else if known.kind == EntityKind::Person {
            // Offices go stale: only one that is held on the day of the report counts.
            let held = tools.published.is_some_and(|d| known.holds_in(d.0.year()));
            if held {
                mention.office.clone_from(&known.office);
            } else {
                mention.who.actor = known.country.as_ref().map(|c| ActorCode(c.to_string()));
            }
        } else {
            mention.name.clone_from(&known.name);
            if sense.usage != NameUse::Name {
                mention.basis = EntityBasis::Alias;
            }
        }
        return mention;
    }
    let g = tools.gazetteer;
    if name.demonym {
        let words = g.senses(span.of(document.text));
        let country = words
            .iter()
            .filter_map(|m| g.place(m.place))
            .find(|p| p.kind() == rashomon_record::PlaceKind::Country)
            .and_then(|p| p.country())
            .and_then(|c| g.country_code(c));
        if let Some(country) = country {
            mention.who = Who::of_country(country, None);
        }
        return mention;
    }
    if let Some(place) = name.place.and_then(|p| g.place(p)) {
        let country = place.country().and_then(|c| g.country_code(c));
        match name.kind {
            EntityKind::Country => {
                if let Some(country) = country {
                    mention.who = Who::of_country(country, Some(Sector::Gov));
                }
                mention.name = place.name().to_string();
            }
            EntityKind::Place
                if place.population() >= 100_000
                    && place.kind() != rashomon_record::PlaceKind::Feature =>
            {
                mention.who.country = country;
            }
            _ => {}
        }
    }
    mention
}

/// The word that governs a run of words: the one whose head lies outside.
fn head(document: &Document<'_>, row: &Row<'_>, start: usize, end: usize) -> Word {
    let (first, last) = (row.pieces[start].word, row.pieces[end - 1].word);
    let tokens = &document.sentences[first.sentence].tokens;
    let inside = |h: usize| (first.token..=last.token).contains(&h);
    (first.token..=last.token.min(tokens.len().saturating_sub(1)))
        .find(|&t| tokens[t].head.is_none_or(|h| !inside(h)))
        .map_or(last, |token| Word { sentence: first.sentence, token })
}

fn is_subject(document: &Document<'_>, row: &Row<'_>, start: usize, end: usize) -> bool {
    let head = head(document, row, start, end);
    let tokens = &document.sentences[head.sentence].tokens;
    let token = &tokens[head.token];
    let direct = token.relation.is("nsubj");
    // "Tehran and Islamabad said": the second is a subject, too.
    let joined = token.relation.is("conj")
        && token.head.is_some_and(|h| tokens.get(h).is_some_and(|t| t.relation.is("nsubj")));
    direct || joined
}

/// Capitals: the town, or the government that sits there?
fn capitals(
    document: &Document<'_>,
    row: &Row<'_>,
    tools: &Tools<'_>,
    names: &[Name<'_>],
    mentions: &mut [Mention],
) {
    for i in 0..names.len() {
        let Some(sense) = names[i].senses.iter().find(|s| s.usage == NameUse::Capital) else {
            continue;
        };
        if mentions[i].kind == EntityKind::Person {
            continue;
        }
        let country = sense.known.country.clone();
        mentions[i].kind = EntityKind::Place;
        mentions[i].name = mentions[i].span.of(document.text).to_string();
        mentions[i].who = Who { country: country.clone(), ..Who::default() };
        let Some(country) = country else { continue };
        // "between Tehran and Islamabad": the second reads as the first does.
        let before = i.checked_sub(1).filter(|&b| {
            names[b].senses.iter().any(|s| matches!(s.usage, NameUse::Capital | NameUse::Name))
                && names[i].start == names[b].end + 1
                && matches!(row.pieces[names[b].end].lower.as_str(), "and" | "or" | "&")
        });
        let government = match before {
            Some(b) if names[b].senses.iter().any(|s| s.usage == NameUse::Capital) => {
                mentions[b].kind == EntityKind::Country
            }
            Some(b) if mentions[b].subject => true,
            Some(b) if names[b].kind == EntityKind::Country => {
                let word =
                    names[b].start.checked_sub(1).map_or("", |w| row.pieces[w].lower.as_str());
                TABLES.means_government("before", word).unwrap_or(false)
            }
            _ => is_government(document, row, &mentions[i], names.get(i + 1)),
        };
        if government {
            mentions[i].kind = EntityKind::Country;
            mentions[i].who = Who::of_country(country, Some(Sector::Gov));
            mentions[i].basis = EntityBasis::Alias;
            let g = tools.gazetteer;
            let code = mentions[i].who.country.clone();
            if let Some(c) = code.and_then(|c| g.country(c.as_str()))
                && let Some(p) = g.country_place(c).and_then(|p| g.place(p))
            {
                mentions[i].name = p.name().to_string();
            }
        }
    }
}

fn is_government(
    document: &Document<'_>,
    row: &Row<'_>,
    mention: &Mention,
    next_name: Option<&Name<'_>>,
) -> bool {
    let sentence = row.pieces[mention.start].word.sentence;
    let range = row.sentences[sentence].clone();
    let lower = |at: usize| row.pieces[at].lower.as_str();
    let lemma = |at: usize| document.lemma(row.pieces[at].word);
    // "Tehran, Iran" and "Tehran (Iran)" are the town.
    if mention.end < range.end
        && matches!(lower(mention.end), "," | "(")
        && next_name.is_some_and(|n| n.start == mention.end + 1 && n.kind == EntityKind::Country)
    {
        return false;
    }
    // What it owns says most: "Tehran's envoy", "Tehran's streets", "the Tehran government".
    if mention.end < range.end {
        let mut at = mention.end;
        let owns = is_clitic(row.pieces[at].form);
        at += usize::from(owns);
        for n in 0..3 {
            if at + n >= range.end {
                break;
            }
            let word = lemma(at + n);
            if let Some(g) = TABLES.means_government("owned", &word) {
                return g;
            }
            match TABLES.noun(&word).map(|n| n.kind) {
                Some(EntityKind::Place) if owns || n == 0 => return false,
                Some(EntityKind::People | EntityKind::Organization | EntityKind::Group) if owns => {
                    return true;
                }
                _ => {}
            }
            if !matches!(row.pieces[at + n].upos, Upos::Adj | Upos::Noun | Upos::Propn) {
                break;
            }
        }
    }
    let head = head(document, row, mention.start, mention.end);
    let tokens = &document.sentences[head.sentence].tokens;
    let governor = tokens[head.token].head.and_then(|h| tokens.get(h));
    let governor_lemma = governor.map(|t| t.lemma.as_str().to_lowercase()).unwrap_or_default();
    let mut before = mention.start;
    while before > range.start && matches!(lower(before - 1), "both" | "either" | "neither" | "the")
    {
        before -= 1;
    }
    if before > range.start {
        let word = lower(before - 1);
        // "called on Tehran", "ties with Tehran", "relations between Tehran and …"
        if matches!(word, "on" | "to") && before > range.start + 1 {
            let verb = lemma(before - 2);
            return match word {
                "on" => {
                    matches!(verb.as_str(), "call" | "pressure" | "sanction" | "impose" | "war")
                }
                _ => matches!(
                    verb.as_str(),
                    "support"
                        | "message"
                        | "response"
                        | "warning"
                        | "say"
                        | "respond"
                        | "according"
                        | "signal"
                        | "send"
                ),
            };
        }
        if let Some(government) = TABLES.means_government("before", word) {
            return government;
        }
        if matches!(row.pieces[before - 1].upos, Upos::Verb)
            && let Some(government) = TABLES.means_government("object", &lemma(before - 1))
        {
            return government;
        }
    }
    if mention.subject {
        return TABLES.means_government("subject", &governor_lemma).unwrap_or(true);
    }
    // Without a tree: a verb right after it makes it the subject.
    mention.end < range.end
        && matches!(row.pieces[mention.end].upos, Upos::Verb | Upos::Aux)
        && TABLES.means_government("subject", &lemma(mention.end)).unwrap_or(true)
}

/// The country or body that stands right before `at`, over a possessive clitic: "Iran's", "Iranian".
fn owner_before<'m>(
    row: &Row<'_>,
    mentions: &'m [Mention],
    mention_at: &[u32],
    at: usize,
    from: usize,
) -> Option<&'m Mention> {
    let mut at = at.checked_sub(1)?;
    if at >= from && is_clitic(row.pieces[at].form) {
        at = at.checked_sub(1)?;
    }
    if at < from {
        return None;
    }
    mentions.get(mention_at[at] as usize).filter(|m| m.who.known())
}

/// "of Pakistan", "for the Taliban" right after `at`.
fn owner_after<'m>(
    row: &Row<'_>,
    mentions: &'m [Mention],
    mention_at: &[u32],
    at: usize,
    to: usize,
) -> Option<(&'m Mention, usize)> {
    let piece = row.pieces.get(at).filter(|_| at < to)?;
    if !matches!(piece.lower.as_str(), "of" | "for" | "in" | "at" | "from" | "to") {
        return None;
    }
    let mut at = at + 1;
    while at < to && matches!(row.pieces[at].lower.as_str(), "the" | "that") {
        at += 1;
    }
    if at >= to {
        return None;
    }
    let mention = mentions.get(mention_at[at] as usize).filter(|m| m.who.known())?;
    Some((mention, mention.end))
}

/// The other country of "of Iran and Pakistan", after the first of them.
fn and_other<'m>(
    row: &Row<'_>,
    mentions: &'m [Mention],
    mention_at: &[u32],
    first: &Mention,
    to: usize,
) -> Option<&'m Mention> {
    if first.kind != EntityKind::Country
        || first.end + 1 >= to
        || row.pieces[first.end].lower != "and"
    {
        return None;
    }
    mentions.get(mention_at[first.end + 1] as usize).filter(|m| {
        m.kind == EntityKind::Country
            && m.start == first.end + 1
            && m.who.country != first.who.country
    })
}

/// Which mention covers each word of the row; `u32::MAX` for none.
fn cover(row: &Row<'_>, mentions: &[Mention]) -> Vec<u32> {
    let mut at = vec![u32::MAX; row.pieces.len()];
    for (i, m) in mentions.iter().enumerate() {
        at[m.start..m.end].fill(i as u32);
    }
    at
}

/// Organisations: country and sector from their own words and their neighbours, armed groups by
/// theirs.
fn organizations(
    document: &Document<'_>,
    row: &Row<'_>,
    tools: &Tools<'_>,
    mentions: &mut [Mention],
) {
    let mention_at = cover(row, mentions);
    for i in 0..mentions.len() {
        let m = &mentions[i];
        if m.kind != EntityKind::Organization || m.who.actor.is_some() {
            continue;
        }
        let range = row.sentences[row.pieces[m.start].word.sentence].clone();
        let words = &row.pieces[m.start..m.end];
        let sector =
            words.iter().rev().find_map(|p| tools.lexicon.head_word(p.form).and_then(|h| h.sector));
        let own = words.iter().find_map(|p| country_of(tools, p.form));
        let owner = own
            .map(|c| Who::of_country(c, None))
            .or_else(|| {
                owner_before(row, mentions, &mention_at, m.start, range.start)
                    .map(|o| o.who.clone())
            })
            .or_else(|| {
                let (o, _) = owner_after(row, mentions, &mention_at, m.end, range.end)?;
                let of = matches!(row.pieces[m.end].lower.as_str(), "of");
                of.then(|| o.who.clone())
            });
        let armed = armed_group(document, tools.lexicon, row, m, &range);
        let who = if armed {
            Who {
                actor: Some(ActorCode(format!("{}.REB", initials(&m.name)))),
                country: None,
                countries: owner.iter().flat_map(|o| o.country.clone()).collect(),
            }
        } else {
            match (owner, sector) {
                (Some(owner), sector) if owner.country.is_some() => owner.acting(sector),
                (_, Some(Sector::Igo)) => Who {
                    actor: Some(ActorCode(format!("{}.IGO", initials(&m.name)))),
                    ..Who::default()
                },
                _ => Who::default(),
            }
        };
        let m = &mut mentions[i];
        m.who = who;
        if armed {
            m.kind = EntityKind::Group;
        }
    }
}

/// Whether the words of an organisation or right after it make it an armed group: "… Liberation
/// Front", "the … militant group", "… rebels".
fn armed_group(
    document: &Document<'_>,
    lexicon: &Lexicon,
    row: &Row<'_>,
    m: &Mention,
    range: &std::ops::Range<usize>,
) -> bool {
    let rebel = |w: &str| {
        TABLES
            .noun(w)
            .is_some_and(|n| n.sector == Some(Sector::Reb) && n.refers != Refers::Organization)
    };
    let last = &row.pieces[m.end - 1];
    if lexicon.head_word(last.form).is_some_and(|h| h.sector == Some(Sector::Reb))
        && m.end - m.start >= 2
    {
        return true;
    }
    let words: Vec<String> =
        (m.end..range.end.min(m.end + 3)).map(|at| document.lemma(row.pieces[at].word)).collect();
    match words.first() {
        Some(first) if matches!(first.as_str(), "group" | "movement") => false,
        Some(first) if rebel(first) => match TABLES.noun(first).map(|n| n.refers) {
            Some(Refers::Person) => true,
            _ => words.get(1).is_none_or(|w| !w.is_empty()),
        },
        Some(first) if matches!(first.as_str(), "armed" | "insurgent" | "terror") => true,
        _ => false,
    }
}

/// The capital letters that a name's words start with, as a code.
pub(crate) fn initials(name: &str) -> String {
    let words: Vec<&str> = name
        .split(|c: char| c.is_whitespace() || c == '-')
        .filter(|w| w.chars().next().is_some_and(char::is_uppercase))
        .collect();
    let code: String = if words.len() >= 2 {
        words.iter().filter_map(|w| w.chars().next()).take(6).collect()
    } else {
        name.chars().filter(|c| c.is_alphanumeric()).take(6).collect()
    };
    code.to_uppercase()
}

/// The country whose name or adjective a single word is.
fn country_of(tools: &Tools<'_>, word: &str) -> Option<CountryCode> {
    if !word.chars().next().is_some_and(char::is_uppercase) || word.len() < 2 {
        return None;
    }
    let known = tools.lexicon.senses(word);
    let sense = known.iter().find(|s| {
        s.known.country.is_some()
            && (s.known.kind == EntityKind::Country || s.usage == NameUse::Demonym)
    });
    if let Some(sense) = sense {
        return sense.known.country.clone();
    }
    let g = tools.gazetteer;
    g.senses(word)
        .iter()
        .filter_map(|m| g.place(m.place))
        .find(|p| p.kind() == rashomon_record::PlaceKind::Country)
        .and_then(|p| p.country())
        .and_then(|c| g.country_code(c))
}

/// A title or role.
#[derive(Clone, Copy, Debug)]
struct Title {
    /// The office, where the title names one.
    office: Option<&'static str>,
    /// The sector, where it says one.
    sector: Option<Sector>,
}

/// A title found beside a name.
struct Found {
    title: Title,
    /// Words of the row.
    start: usize,
    end: usize,
}

/// Most words of a title.
const LONGEST_TITLE: usize = 8;

/// The longest title that starts at `start`: how many words it has, and what it says.
fn title_at(lexicon: &Lexicon, row: &Row<'_>, start: usize, to: usize) -> Option<(usize, Title)> {
    let end = to.min(start + LONGEST_TITLE);
    if start >= end {
        return None;
    }
    let forms: Vec<&str> = row.pieces[start..end].iter().map(|p| p.form).collect();
    let title =
        lexicon.title(&forms).map(|(n, t)| (n, Title { office: Some(t.office), sector: t.sector }));
    let role = lexicon.role(&forms).map(|(n, r)| (n, Title { office: None, sector: r.sector }));
    match (title, role) {
        (Some(t), Some(r)) if r.0 > t.0 => Some(r),
        (Some(t), _) => Some(t),
        (None, role) => role,
    }
}

/// The longest title that ends at `end`, not starting before `from`.
fn title_ending(lexicon: &Lexicon, row: &Row<'_>, end: usize, from: usize) -> Option<Found> {
    let first = from.max(end.saturating_sub(LONGEST_TITLE));
    (first..end).find_map(|start| {
        let (length, title) = title_at(lexicon, row, start, end)?;
        (start + length == end).then_some(Found { title, start, end })
    })
}

/// What changes a title, where these words do: whether it is a thing of the past.
fn modifies_title(lexicon: &Lexicon, row: &Row<'_>, at: usize) -> Option<bool> {
    let piece = &row.pieces[at];
    if piece.form == "-" {
        return Some(false);
    }
    lexicon.modifier(&[piece.form]).map(|(_, m)| m == Modifier::Former)
}

/// Persons: title, office and country from the words before and after the name. Gives which words
/// of the row are titles.
fn persons(
    document: &Document<'_>,
    row: &Row<'_>,
    lexicon: &Lexicon,
    mentions: &mut [Mention],
) -> Vec<bool> {
    let mention_at = cover(row, mentions);
    let mut titles = vec![false; row.pieces.len()];
    for i in 0..mentions.len() {
        if mentions[i].kind != EntityKind::Person {
            continue;
        }
        let m = &mentions[i];
        let range = row.sentences[row.pieces[m.start].word.sentence].clone();
        let mut found: Option<(Found, Option<Who>)> = None;
        let mut counter_office = None;

        // Before: "Pakistani Foreign Minister X", "the foreign minister of Pakistan, X".
        let mut end = m.start;
        if end > range.start && row.pieces[end - 1].form == "," {
            end -= 1;
        }
        if let Some(f) = title_ending(lexicon, row, end, range.start)
            .filter(|f| f.title.office.is_some() || end == m.start)
        {
            let owner = owner_before(
                row,
                mentions,
                &mention_at,
                modified(lexicon, row, f.start, range.start),
                range.start,
            )
            .map(|o| o.who.clone());
            found = Some((f, owner));
        } else if let Some(o) = end
            .checked_sub(1)
            .filter(|e| *e >= range.start)
            .and_then(|e| mentions.get(mention_at[e] as usize))
        {
            // "foreign minister of Pakistan X"
            let of = o.start.checked_sub(1).filter(|a| *a > range.start);
            let of = of.map(|a| if row.pieces[a].lower == "the" { a - 1 } else { a });
            if let Some(of) =
                of.filter(|a| matches!(row.pieces[*a].lower.as_str(), "of" | "for" | "in"))
                && o.who.known()
                && let Some(f) = title_ending(lexicon, row, of, range.start)
            {
                found = Some((f, Some(o.who.clone())));
            }
        }
        // "the head of the portfolio X"
        if found.is_none() && m.start >= range.start + 4 {
            let noun = m.start - 1;
            let of = if row.pieces[noun - 1].lower == "the" { noun - 2 } else { noun - 1 };
            if row.pieces[noun].upos == Upos::Noun && row.pieces[of].lower == "of" {
                found = title_ending(lexicon, row, of, range.start)
                    .map(|f| (Found { end: m.start, ..f }, None));
            }
        }
        // "his Iranian counterpart X"
        let counterpart = m.start > range.start && row.pieces[m.start - 1].lower == "counterpart";
        if counterpart {
            let at = m.start - 1;
            let owner =
                owner_before(row, mentions, &mention_at, at, range.start).map(|o| o.who.clone());
            // The office is that of the one whose counterpart it is: the last person before.
            let other = mentions[i.saturating_sub(6)..i]
                .iter()
                .rev()
                .find(|o| o.kind == EntityKind::Person);
            let sector = other.and_then(|o| o.who.actor.as_ref()?.sector()).or(Some(Sector::Gov));
            counter_office = other.and_then(|o| o.office.clone());
            let title = Title { office: None, sector };
            found = Some((Found { title, start: at, end: at + 1 }, owner));
        }
        // After: "X, the foreign minister of Pakistan,", "X, Iran's foreign minister".
        let nothing = found.as_ref().is_none_or(|(f, o)| f.title.office.is_none() || o.is_none());
        if nothing
            && m.end + 1 < range.end
            && matches!(row.pieces[m.end].form, "," | "(" | "-" | "–" | "—")
            && let Some(after) =
                title_after(lexicon, row, mentions, &mention_at, m.end + 1, range.end)
        {
            let better =
                found.as_ref().is_none_or(|(f, _)| f.title.office.is_none() || after.1.is_some());
            if better {
                found = Some(after);
            }
        }
        let Some((f, mut owner)) = found else { continue };
        // "the Defence Ministry announced that its head X": he is of that ministry.
        if owner.is_none() {
            let before = i.checked_sub(1).map(|b| &mentions[b]).filter(|b| b.start >= range.start);
            owner = before
                .filter(|b| b.kind == EntityKind::Organization && b.who.country.is_some())
                .filter(|b| b.who.actor.as_ref().and_then(ActorCode::sector) == Some(Sector::Gov))
                .map(|b| b.who.clone());
        }
        let mut start = f.start;
        let mut former = f.title.sector == Some(Sector::Eli);
        while start > range.start && start > 0 {
            match modifies_title(lexicon, row, start - 1) {
                Some(past) if mention_at[start - 1] == u32::MAX => {
                    former |= past;
                    start -= 1;
                }
                _ => break,
            }
        }
        titles[start..f.end].fill(true);
        let sector = if former { Some(Sector::Eli) } else { f.title.sector };
        let text = span_of(row, start, f.end).of(document.text);
        let m = &mut mentions[i];
        m.title = Some(text.split_whitespace().collect::<Vec<_>>().join(" "));
        m.office = if former { None } else { f.title.office.map(str::to_string) };
        if counter_office.is_some() {
            m.office = counter_office;
        }
        if let Some(owner) = owner {
            // Someone of a ministry, an army or a group acts for it; of a country, in the
            // sector of the office.
            let keeps =
                owner.actor.as_ref().and_then(ActorCode::sector).is_some_and(|s| s != Sector::Gov)
                    && sector.is_none_or(|s| s == Sector::Gov);
            m.who = if keeps {
                owner
            } else {
                owner.acting(sector.or(Some(Sector::Gov)).filter(|_| sector.is_some()))
            };
        }
        if m.office.is_some() {
            m.basis = EntityBasis::Title;
        }
    }
    titles
}

/// Leftwards over words that modify a title.
fn modified(lexicon: &Lexicon, row: &Row<'_>, mut at: usize, from: usize) -> usize {
    while at > from && modifies_title(lexicon, row, at - 1).is_some() {
        at -= 1;
    }
    at
}

/// A title in an apposition that starts at `at`, with whose it is.
fn title_after(
    lexicon: &Lexicon,
    row: &Row<'_>,
    mentions: &[Mention],
    mention_at: &[u32],
    at: usize,
    to: usize,
) -> Option<(Found, Option<Who>)> {
    let stop = (at + 9).min(to);
    let mut owner: Option<Who> = None;
    let mut i = at;
    while i < stop {
        let piece = &row.pieces[i];
        if let Some(m) = mentions.get(mention_at[i] as usize) {
            if m.kind == EntityKind::Person {
                return None;
            }
            if m.who.known() {
                owner = Some(m.who.clone());
            }
            i = m.end;
            continue;
        }
        if matches!(piece.upos, Upos::Verb | Upos::Aux)
            || matches!(piece.form, "," | "." | ";" | ")")
        {
            return None;
        }
        if let Some((length, title)) = title_at(lexicon, row, i, to) {
            let f = Found { title, start: i, end: i + length };
            let after = owner_after(row, mentions, mention_at, f.end, to);
            return Some((f, after.map(|(m, _)| m.who.clone()).or(owner)));
        }
        i += 1;
    }
    None
}

/// Role nouns and descriptions: common nouns that act. Takes in nationalities that stand in the
/// phrase, and removes those mentions.
fn nouns(
    document: &Document<'_>,
    row: &Row<'_>,
    titles: &[bool],
    mentions: &mut Vec<Mention>,
) -> Vec<Mention> {
    let mention_at = cover(row, mentions);
    // A word that is cut at a hyphen has more than one piece; the first counts.
    let mut found = Vec::new();
    let mut taken: Vec<usize> = Vec::new();
    let mut i = 0;
    while i < row.pieces.len() {
        let at = i;
        let piece = &row.pieces[at];
        i += 1;
        if mention_at[at] != u32::MAX
            || titles[at]
            || !matches!(piece.upos, Upos::Noun | Upos::Propn | Upos::X | Upos::Num | Upos::Det)
        {
            continue;
        }
        let sentence = &document.sentences[piece.word.sentence];
        if piece.span != sentence.tokens[piece.word.token].span {
            continue;
        }
        let lemma = document.lemma(piece.word);
        let Some(noun) = TABLES.noun(&lemma) else { continue };
        if matches!(noun.refers, Refers::Thing | Refers::Place) || piece.upos == Upos::Det {
            continue;
        }
        // A noun that only modifies the next ("police station", "government building").
        let token = &sentence.tokens[piece.word.token];
        let modifies = token.relation.is("compound")
            && token.head.is_some_and(|h| {
                let between = piece.word.token + 1..=h;
                h > piece.word.token
                    && h < piece.word.token + 4
                    && between.into_iter().all(|t| {
                        sentence.tokens.get(t).is_some_and(|t| {
                            matches!(t.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Punct)
                        })
                    })
            });
        if modifies {
            continue;
        }
        let (first, _) = compact(sentence, document.text, piece.word.token);
        let range = row.sentences[piece.word.sentence].clone();
        let mut start = at;
        while start > range.start && row.pieces[start - 1].word.token >= first {
            start -= 1;
        }
        // Names inside the phrase stay mentions of their own; nationalities become part of it.
        let mut owner: Option<Who> = None;
        let mut hyphened = false;
        let mut k = start;
        while k < at {
            if let Some(m) = mentions.get(mention_at[k] as usize) {
                // "US-backed", "anti-Iranian": those are not theirs.
                let hyphen = |at: Option<usize>| at.is_some_and(|at| row.pieces[at].form == "-");
                if hyphen(Some(m.end)) || hyphen(m.start.checked_sub(1)) {
                    start = if hyphen(Some(m.end)) { (m.end + 2).min(at) } else { m.end };
                    k = m.end.max(k + 1);
                    hyphened = true;
                    continue;
                }
                if m.who.known() {
                    owner = Some(m.who.clone());
                }
                if m.form == Form::Demonym {
                    taken.push(mention_at[k] as usize);
                } else {
                    start = m.end;
                }
                k = m.end.max(k + 1);
            } else {
                k += 1;
            }
        }
        let mut before = start;
        let mut definite = false;
        while before > range.start && start - before < 4 {
            let p = &row.pieces[before - 1];
            match p.lower.as_str() {
                "the" | "this" | "these" | "those" | "that" | "both" => definite = true,
                "two" | "other" | "same" | "neighbouring" | "neighboring" | "three" | "four" => {}
                _ if matches!(p.upos, Upos::Num | Upos::Adj) && p.capital == p.first => {}
                _ => break,
            }
            before -= 1;
        }
        if owner.is_none() && !hyphened {
            owner = owner_before(row, mentions, &mention_at, before, range.start)
                .filter(|_| before < range.end)
                .filter(|o| {
                    is_clitic(row.pieces[o.end.min(row.pieces.len() - 1)].form) || o.end == before
                })
                .map(|o| o.who.clone());
        }
        let possessed = before > range.start
            && matches!(
                row.pieces[before - 1].lower.as_str(),
                "its" | "his" | "her" | "their" | "our" | "my" | "your"
            );
        if owner.is_none() && !possessed {
            owner = owner_after(row, mentions, &mention_at, at + 1, range.end)
                .filter(|(o, _)| match row.pieces[at + 1].lower.as_str() {
                    "of" | "for" => true,
                    "from" => o.kind != EntityKind::Place,
                    _ => false,
                })
                .map(|(o, _)| match and_other(row, mentions, &mention_at, o, range.end) {
                    Some(other) => Who {
                        countries: [o, other]
                            .iter()
                            .filter_map(|m| m.who.country.clone())
                            .collect(),
                        ..Who::default()
                    },
                    None => o.who.clone(),
                });
        }
        let plural = token.xpos == "NNS" || token.xpos == "NNPS" || lemma != piece.lower;
        let mut kind = noun.kind;
        let mut sector = noun.sector;
        if kind == EntityKind::Group && sector.is_none() {
            sector = Some(Sector::Reb);
        }
        let who = match owner {
            Some(owner) if noun.refers == Refers::Country => owner,
            Some(owner) if owner.country.is_some() => {
                // "Taliban commander", "Hezbollah fighters": they stay whose they are.
                owner.acting(sector)
            }
            Some(owner) => owner,
            None if noun.kind == EntityKind::Group && row.pieces[at].capital => Who::default(),
            None => Who {
                actor: sector.map(|s| ActorCode(format!("---.{}", s.as_str()))),
                ..Who::default()
            },
        };
        if noun.refers == Refers::Country && !definite && who.country.is_none() {
            continue;
        }
        // Without a name of their own, bodies are people in a role until it is known whose they are.
        let whose = who.country.is_some() && !plural;
        if kind == EntityKind::Country
            || matches!(kind, EntityKind::Organization | EntityKind::Group) && !whose
        {
            kind = EntityKind::People;
        }
        let span = span_of(row, start, at + 1);
        // "Qingqiao International Security Group": written as a name.
        let words = &row.pieces[start..=at];
        let written = words.len() >= 2
            && row.case[piece.word.sentence] == Case::Mixed
            && words.iter().filter(|p| p.form != "-").all(|p| p.capital)
            && matches!(noun.kind, EntityKind::Organization | EntityKind::Group);
        if written {
            kind = EntityKind::Organization;
        }
        found.push(Mention {
            start,
            end: at + 1,
            span,
            form: if written { Form::Name } else { Form::Noun { noun, definite, plural } },
            kind,
            name: span.of(document.text).to_string(),
            who,
            title: None,
            office: None,
            basis: if written { EntityBasis::Name } else { EntityBasis::Description },
            same: None,
            subject: is_subject(document, row, start, at + 1),
        });
    }
    let mut index = 0;
    taken.sort_unstable();
    mentions.retain(|_| {
        index += 1;
        taken.binary_search(&(index - 1)).is_err()
    });
    found
}

/// Personal pronouns; a closed class.
fn pronouns(document: &Document<'_>, row: &Row<'_>, mentions: &[Mention]) -> Vec<Mention> {
    let mention_at = cover(row, mentions);
    let mut found = Vec::new();
    for (at, piece) in row.pieces.iter().enumerate() {
        let pronoun = match piece.lower.as_str() {
            "he" | "she" | "him" | "his" | "her" | "himself" | "herself" | "hers" => {
                Pronoun::Person
            }
            "it" | "its" | "itself" => Pronoun::Thing,
            "they" | "them" | "their" | "themselves" | "theirs" => Pronoun::Plural,
            _ => continue,
        };
        let shouted = row.case[piece.word.sentence] == Case::Mixed
            && piece.form.len() > 1
            && piece.form.chars().all(char::is_uppercase);
        if mention_at[at] != u32::MAX || shouted {
            continue;
        }
        found.push(Mention {
            start: at,
            end: at + 1,
            span: piece.span,
            form: Form::Pronoun(pronoun),
            kind: EntityKind::People,
            name: piece.form.to_string(),
            who: Who::default(),
            title: None,
            office: None,
            basis: EntityBasis::Pronoun,
            same: None,
            subject: is_subject(document, row, at, at + 1),
        });
    }
    found
}
