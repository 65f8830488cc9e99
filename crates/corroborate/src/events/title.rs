//! The line by which a person knows an event.

use rashomon_record::{EventParticipant, EventPlace, EventType, Mode, Role};

use crate::tables::Tables;

/// "Iran strikes Jaish al-Adl in Balochistan".
pub(super) fn of(
    kind: EventType,
    mode: Option<Mode>,
    participants: &[EventParticipant],
    place: Option<&EventPlace>,
    tables: &Tables,
) -> String {
    let key = mode.map(|m| format!("{kind}/{m}"));
    let words =
        key.and_then(|k| tables.titles.get(&k)).or_else(|| tables.titles.get(kind.as_str()));
    let Some(words) = words else { return kind.to_string() };
    let first = |roles: &[Role], other: Option<&str>| {
        let of = |p: &&EventParticipant| roles.contains(&p.role) && Some(&*p.name) != other;
        // Those with a code say more than those without.
        participants
            .iter()
            .filter(of)
            .find(|p| p.actor.is_some())
            .or_else(|| participants.iter().find(of))
            .map(|p| p.name.as_str())
    };
    let actor = first(&[Role::Actor], None);
    let target =
        first(&[Role::Target], actor).or_else(|| first(&[Role::Victim, Role::Object], actor));
    let mut title = match (actor, target) {
        (Some(actor), Some(target)) => format!("{actor} {} {target}", words.verb),
        (Some(actor), None) => format!("{}: {actor}", words.noun),
        (None, Some(target)) => format!("{}: {target}", words.noun),
        (None, None) => words.noun.clone(),
    };
    let place = place.and_then(|p| p.name.as_deref());
    if let Some(name) = place.filter(|n| !title.contains(*n)) {
        title.push_str(" in ");
        title.push_str(name);
    }
    title
}
