//! From rows to look-ups.

use rashomon_record::{ActorCode, CountryCode, EntityKind, Sector};
use rustc_hash::FxHashMap;

use crate::fold::{fold, is_apostrophe};
use crate::phrases::Phrases;
use crate::rows::{ActorRow, PhraseRow, Tables, forms};
use crate::{
    Country, CountryKind, Gender, HeadWord, Known, Lexicon, Modifier, NameUse, Organ, Outlet,
    OutletKind, Role, Title, Writing,
};

/// What a name leads to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Entry {
    /// Index into the known.
    pub known: u32,
    pub usage: NameUse,
    pub writing: Writing,
    pub short: bool,
    pub generic: bool,
}

/// The first of the meanings of a phrase.
pub(crate) fn first<T>(found: Option<(usize, &[T])>) -> Option<(usize, &T)> {
    let (length, values) = found?;
    Some((length, values.first()?))
}

/// A name without its article and its possessive ending.
pub(crate) fn bare(name: &str) -> &str {
    let name = name.trim();
    let name = match name.split_once(char::is_whitespace) {
        Some((first, rest)) if first.eq_ignore_ascii_case("the") => rest.trim_start(),
        _ => name,
    };
    let without_s = name.strip_suffix(['s', 'S']).unwrap_or(name);
    match without_s.strip_suffix(is_apostrophe) {
        Some(stem) => stem,
        None => name.strip_suffix(is_apostrophe).unwrap_or(name),
    }
}

/// Whether a name is written in capitals only, as acronyms are.
fn is_acronym(name: &str) -> bool {
    !name.contains(' ')
        && name.chars().any(char::is_uppercase)
        && name.chars().filter(|c| c.is_alphabetic()).count() >= 2
        && !name.chars().any(char::is_lowercase)
}

struct Builder<'a> {
    lexicon: Lexicon,
    tables: &'a Tables<'static>,
}

impl Lexicon {
    /// The look-ups over some tables.
    pub(crate) fn from_tables(tables: &Tables<'static>) -> Self {
        let mut caution = FxHashMap::default();
        for row in &tables.caution {
            let writing = match row.cells[0] {
                "acronym" => Writing::Acronym,
                _ => Writing::Capitalised,
            };
            for phrase in &row.phrases {
                caution.insert(fold(phrase), writing);
            }
        }
        let lexicon = Lexicon { names: Phrases::with_capacity(16_000), ..Lexicon::default() };
        let lexicon = Lexicon { caution, ..lexicon };
        let mut builder = Builder { lexicon, tables };
        builder.words();
        builder.countries();
        builder.actors();
        builder.outlets();
        builder.seats();
        builder.leaders();
        builder.lexicon
    }
}

impl Builder<'_> {
    fn add(&mut self, known: Known) -> u32 {
        let index = self.lexicon.known.len() as u32;
        self.lexicon.by_code.insert(known.code.0.clone(), index);
        self.lexicon.known.push(known);
        index
    }

    fn name(&mut self, name: &str, known: u32, usage: NameUse, short: bool) {
        let (usage, floor) = if usage == NameUse::Name && is_acronym(name) {
            let short = name.chars().filter(|c| c.is_alphabetic()).count() <= 2;
            let floor = if short { Writing::Acronym } else { Writing::Capitalised };
            (NameUse::Acronym, floor)
        } else if short {
            (usage, Writing::Capitalised)
        } else {
            (usage, Writing::Any)
        };
        // No longer name than this stands among the common words.
        let asked = if name.len() <= 24 { self.lexicon.writing(name) } else { Writing::Any };
        // A full name that merely looks like an acronym ("Turkey" beside "TURKEY") needs no more
        // than a capital.
        let asked = match (asked, usage) {
            (Writing::Acronym, NameUse::Acronym) => Writing::Acronym,
            (Writing::Acronym, _) => Writing::Capitalised,
            (other, _) => other,
        };
        let writing = floor.max(asked);
        let generic = !self.lexicon.organs.get(name).is_empty();
        self.lexicon.names.insert(name, Entry { known, usage, writing, short, generic });
    }

    fn countries(&mut self) {
        for row in &self.tables.countries {
            let code = CountryCode::from(row.code);
            let names: Vec<String> =
                std::iter::once(&row.name).chain(&row.names).map(|n| n.to_string()).collect();
            let demonyms: Vec<String> = row.demonyms.iter().flat_map(|d| forms(d)).collect();
            let state = self.add(Known {
                code: ActorCode::from(row.code),
                name: row.name.to_string(),
                kind: EntityKind::Country,
                country: Some(code.clone()),
                countries: vec![code.clone()],
                from: row.from,
                to: row.to,
                names: names.clone(),
                office: None,
            });
            let government = self.add(Known {
                code: ActorCode::of(&code, Sector::Gov),
                name: format!("Government of {}", row.name),
                kind: EntityKind::Organization,
                country: Some(code.clone()),
                countries: vec![code.clone()],
                from: row.from,
                to: row.to,
                names: vec![format!("Government of {}", row.name)],
                office: None,
            });
            for name in &names {
                self.name(name, state, NameUse::Name, false);
            }
            self.name(&format!("Government of {}", row.name), government, NameUse::Name, false);
            for demonym in &demonyms {
                self.name(demonym, state, NameUse::Demonym, false);
            }
            for capital in &row.capitals {
                self.name(capital, government, NameUse::Capital, false);
            }
            let index = self.lexicon.countries.len() as u32;
            self.lexicon.by_country.insert(row.code.to_string(), index);
            self.lexicon.countries.push(Country {
                code,
                iso2: (!row.iso2.is_empty()).then(|| row.iso2.to_string()),
                name: row.name.to_string(),
                kind: match row.kind {
                    "territory" => CountryKind::Territory,
                    "former" => CountryKind::Former,
                    "defacto" => CountryKind::DeFacto,
                    _ => CountryKind::State,
                },
                from: row.from,
                to: row.to,
                names,
                demonyms,
                capitals: row.capitals.iter().map(|c| c.to_string()).collect(),
            });
        }
    }

    fn actors(&mut self) {
        for row in &self.tables.actors {
            let names: Vec<String> =
                std::iter::once(&row.name).chain(&row.names).flat_map(|n| forms(n)).collect();
            let (country, countries) = self.home(row);
            // A government that goes by a name of its own ("Palestinian Authority") is the one
            // that its country has already.
            let known = match self.lexicon.by_code.get(row.code) {
                Some(&index) => {
                    if let Some(known) = self.lexicon.known.get_mut(index as usize) {
                        known.name = row.name.to_string();
                        known.names.splice(0..0, names.iter().cloned());
                        (known.from, known.to) = (row.from.or(known.from), row.to.or(known.to));
                    }
                    index
                }
                None => self.add(Known {
                    code: ActorCode::from(row.code),
                    name: row.name.to_string(),
                    kind: match row.table {
                        "groups.tsv" => EntityKind::Group,
                        "peoples.tsv" => EntityKind::People,
                        _ => EntityKind::Organization,
                    },
                    country,
                    countries,
                    from: row.from,
                    to: row.to,
                    names: names.clone(),
                    office: None,
                }),
            };
            let usage = match row.table {
                "peoples.tsv" => NameUse::Demonym,
                _ => NameUse::Name,
            };
            for name in &names {
                self.name(name, known, usage, false);
            }
        }
    }

    /// The country of an actor: the head of its code if that is one, else the first that it
    /// operates in, unless the list starts with `*`.
    fn home(&self, row: &ActorRow<'_>) -> (Option<CountryCode>, Vec<CountryCode>) {
        let mut countries: Vec<CountryCode> =
            row.countries.iter().filter(|c| **c != "*").map(|c| CountryCode::from(*c)).collect();
        let head = row.code.split('.').next().unwrap_or("");
        let of_state = matches!(row.table, "organs.tsv" | "parties.tsv")
            && self.lexicon.by_country.contains_key(head);
        if of_state {
            if countries.is_empty() {
                countries.push(CountryCode::from(head));
            }
            return (Some(CountryCode::from(head)), countries);
        }
        let home = match row.countries.first() {
            Some(&"*") | None => None,
            Some(first) => Some(CountryCode::from(*first)),
        };
        (home, countries)
    }

    fn outlets(&mut self) {
        for row in &self.tables.outlets {
            let names: Vec<String> =
                std::iter::once(&row.name).chain(&row.names).map(|n| n.to_string()).collect();
            let country = (!row.country.is_empty()).then(|| CountryCode::from(row.country));
            let known = self.add(Known {
                code: ActorCode::from(row.code),
                name: row.name.to_string(),
                kind: EntityKind::Organization,
                country: country.clone(),
                countries: country.iter().cloned().collect(),
                from: None,
                to: None,
                names: names.clone(),
                office: None,
            });
            for name in &names {
                self.name(name, known, NameUse::Name, false);
            }
            let index = self.lexicon.outlets.len() as u32;
            for host in &row.hosts {
                self.lexicon.by_host.insert(host.to_string(), index);
            }
            self.lexicon.outlets.push(Outlet {
                code: ActorCode::from(row.code),
                name: row.name.to_string(),
                kind: match row.kind {
                    "wire" => OutletKind::Wire,
                    "state" => OutletKind::State,
                    "public" => OutletKind::Public,
                    "party" => OutletKind::Party,
                    "group" => OutletKind::Group,
                    _ => OutletKind::Private,
                },
                country,
                hosts: row.hosts.iter().map(|h| h.to_string()).collect(),
            });
        }
    }

    fn seats(&mut self) {
        for row in &self.tables.seats {
            let known = match self.lexicon.by_code.get(row.code) {
                Some(&known) => known,
                None => {
                    let head = row.code.split('.').next().unwrap_or("");
                    let country = self.lexicon.country(head).map(|c| c.code.clone());
                    let of = self.lexicon.country(head).map_or(head, |c| c.name.as_str());
                    let what = match row.code.split('.').nth(1) {
                        Some("MIL") => "Armed forces of",
                        Some("COP") => "Police of",
                        Some("SPY") => "Intelligence service of",
                        Some("LEG") => "Parliament of",
                        Some("JUD") => "Courts of",
                        _ => "Government of",
                    };
                    let name = format!("{what} {of}");
                    let known = self.add(Known {
                        code: ActorCode::from(row.code),
                        name: name.clone(),
                        kind: EntityKind::Organization,
                        countries: country.iter().cloned().collect(),
                        country,
                        from: None,
                        to: None,
                        names: vec![name.clone()],
                        office: None,
                    });
                    self.name(&name, known, NameUse::Name, false);
                    known
                }
            };
            self.name(row.name, known, NameUse::Seat, false);
        }
    }

    fn leaders(&mut self) {
        let mut homes: FxHashMap<String, Option<CountryCode>> = FxHashMap::default();
        for known in &self.lexicon.known {
            let head = known.code.head();
            if !homes.contains_key(head) {
                homes.insert(head.to_string(), known.country.clone());
            }
        }
        for row in &self.tables.leaders {
            let head = row.code.split('.').next().unwrap_or("");
            let country = homes.get(head).cloned().flatten();
            let full = row.name.replace('*', "");
            let mut names = vec![full.clone()];
            names.extend(row.names.iter().map(|n| n.replace('*', "")));
            let index = self.lexicon.known.len() as u32;
            // Not through `add`: a person is no owner of the code of an office.
            self.lexicon.known.push(Known {
                code: ActorCode::from(row.code),
                name: full,
                kind: EntityKind::Person,
                countries: country.iter().cloned().collect(),
                country,
                from: row.from,
                to: row.to,
                names: names.clone(),
                office: Some(row.office.to_string()),
            });
            for name in &names {
                self.name(name, index, NameUse::Name, false);
            }
            for name in std::iter::once(&row.name).chain(&row.names) {
                let Some((before, marked)) = name.split_once('*') else { continue };
                let (short, after) = marked.split_once('*').unwrap_or((marked, ""));
                self.name(short.trim(), index, NameUse::Name, true);
                // The Arabic article is written or left out as the writer likes.
                if let Some(bare) = short.strip_prefix("al-").or_else(|| short.strip_prefix("el-"))
                {
                    self.name(bare.trim(), index, NameUse::Name, true);
                    self.name(&format!("{before}{bare}{after}"), index, NameUse::Name, false);
                }
            }
        }
    }

    fn words(&mut self) {
        let tables = self.tables;
        let lexicon = &mut self.lexicon;
        fill(&mut lexicon.organs, &tables.organ_words, |row| {
            Some(Organ { organ: row.cells[0], sector: Sector::from_code(row.cells[1])? })
        });
        fill(&mut lexicon.titles, &tables.titles, |row| {
            Some(Title { office: row.cells[0], sector: Sector::from_code(row.cells[1]) })
        });
        fill(&mut lexicon.modifiers, &tables.modifiers, |row| match row.cells[0] {
            "acting" => Some(Modifier::Acting),
            "former" => Some(Modifier::Former),
            "future" => Some(Modifier::Future),
            "deputy" => Some(Modifier::Deputy),
            "level" => Some(Modifier::Level),
            _ => None,
        });
        fill(&mut lexicon.roles, &tables.roles, |row| {
            Some(Role { role: row.cells[0], sector: Sector::from_code(row.cells[1]) })
        });
        fill(&mut lexicon.head_words, &tables.head_words, |row| {
            let kind = match row.cells[0] {
                "organization" => EntityKind::Organization,
                "group" => EntityKind::Group,
                "place" => EntityKind::Place,
                "other" => EntityKind::Other,
                _ => return None,
            };
            Some(HeadWord { kind, sector: Sector::from_code(row.cells[1]) })
        });
        lexicon.given_names.reserve(tables.given_names.len());
        for row in &tables.given_names {
            let gender = match row.cells[0] {
                "f" => Some(Gender::Female),
                "m" => Some(Gender::Male),
                _ => None,
            };
            for name in &row.phrases {
                lexicon.given_names.entry(fold(name)).or_insert(gender);
            }
        }
    }
}

fn fill<T: PartialEq + Clone>(
    phrases: &mut Phrases<T>,
    rows: &[PhraseRow<'static>],
    value: impl Fn(&PhraseRow<'static>) -> Option<T>,
) {
    for row in rows {
        let Some(value) = value(row) else { continue };
        for part in &row.phrases {
            for form in forms(part) {
                phrases.insert(&form, value.clone());
            }
        }
    }
}
