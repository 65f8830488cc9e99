//! Whether two parties can be the same, and how surely.

use rashomon_record::{Entity, EntityKind, Role};

use crate::words;

/// Roles of those who do something.
pub(crate) const DOERS: &[Role] = &[Role::Actor];
/// Roles of those to whom it is done.
pub(crate) const SUFFERERS: &[Role] = &[Role::Target, Role::Victim, Role::Object];

/// Who someone is, as hashes that compare quickly; 0 stands for not known.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub(crate) struct Who {
    /// The whole actor code.
    pub code: u64,
    /// The state or group it belongs to.
    pub head: u64,
    /// The name.
    pub name: u64,
    /// The last word of a person's name.
    pub surname: u64,
    /// Countries that a group operates in.
    pub operates: Vec<u64>,
}

/// How two parties stand to each other.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Match {
    /// Both are known, and differ.
    Differ,
    /// Nothing tells.
    Unknown,
    /// One may be part of the other (a country and its army).
    Related,
    /// The same.
    Same,
}

impl Who {
    /// Who an entity is.
    pub fn of(entity: &Entity) -> Self {
        let person = entity.kind == EntityKind::Person && is_named(entity);
        let head = match (&entity.actor, &entity.country) {
            (Some(code), _) if is_known(code.head()) => words::line(code.head()),
            (_, Some(country)) => words::line(country.as_str()),
            _ => 0,
        };
        Who {
            // A person's code says which office, not who.
            code: match &entity.actor {
                Some(code) if !person && is_known(code.head()) => words::line(code.as_str()),
                _ => 0,
            },
            head,
            name: if is_named(entity) { words::line(&entity.name) } else { 0 },
            surname: if person { surname(&entity.name) } else { 0 },
            operates: entity.countries.iter().map(|c| words::line(c.as_str())).collect(),
        }
    }

    /// Compares two.
    pub fn compare(&self, other: &Who) -> Match {
        let (a, b) = (self, other);
        if (a.name != 0 && a.name == b.name) || (a.code != 0 && a.code == b.code) {
            return Match::Same;
        }
        if a.surname != 0 && b.surname != 0 {
            return if a.surname == b.surname { Match::Same } else { Match::Differ };
        }
        if a.operates.contains(&b.head) || b.operates.contains(&a.head) {
            return Match::Related;
        }
        if a.head != 0 && b.head != 0 {
            return if a.head == b.head { Match::Related } else { Match::Differ };
        }
        Match::Unknown
    }
}

/// The best match between two sides; `Unknown` where one of them is empty.
pub(crate) fn sides(a: &[Who], b: &[Who]) -> Match {
    let pairs = a.iter().flat_map(|x| b.iter().map(move |y| x.compare(y)));
    pairs.max().unwrap_or(Match::Unknown)
}

/// Whether a doer of one event is a sufferer of the other and does nothing there: an act and the answer
/// to it, or an exchange and one side's part in it, which are never one event. One of the two must say
/// more than that, so that "the army fired" and "people of the country died" can still meet.
pub(crate) fn swapped(doers: [&[Who]; 2], sufferers: [&[Who]; 2]) -> bool {
    let has = |side: &[Who], head: u64| side.iter().any(|w| w.head == head);
    let other = |side: &[Who], head: u64| side.iter().any(|w| w.head != 0 && w.head != head);
    [(0, 1), (1, 0)].into_iter().any(|(a, b)| {
        doers[a].iter().map(|w| w.head).filter(|&head| head != 0).any(|head| {
            has(sufferers[b], head)
                && !has(doers[b], head)
                && !has(sufferers[a], head)
                && (other(doers[b], head) || other(sufferers[a], head))
        })
    })
}

/// Whether both sides are known, and not one state or group of one is on the other.
pub(crate) fn of_other_states(a: &[Who], b: &[Who]) -> bool {
    known(a) && known(b) && !meets(a, b)
}

fn known(side: &[Who]) -> bool {
    side.iter().any(|w| w.head != 0)
}

fn meets(a: &[Who], b: &[Who]) -> bool {
    a.iter().any(|x| x.head != 0 && b.iter().any(|y| x.compare(y) >= Match::Related))
}

/// Whether the head of a code says which state or group it is: `---.GOV` is some government.
pub(crate) fn is_known(head: &str) -> bool {
    head.chars().any(char::is_alphanumeric)
}

/// Whether an entity has a name that tells it from others, rather than a description.
pub(crate) fn is_named(entity: &Entity) -> bool {
    use rashomon_record::EntityBasis::*;
    matches!(entity.basis, Name | Alias | Title | Spelling)
        && entity.kind != EntityKind::People
        && entity.name.chars().any(char::is_uppercase)
}

fn surname(name: &str) -> u64 {
    name.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '-')
        .rfind(|w| w.chars().count() > 2)
        .map_or(0, words::line)
}
