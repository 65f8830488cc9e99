//! The labels that a model gives: part-of-speech pairs and relations.

use std::sync::OnceLock;

use crate::error::Error;
use crate::table;
use crate::tree::{Relation, Upos};

const RELATIONS: &str = include_str!("../tables/relations.txt");
const PENN_TAGS: &str = include_str!("../tables/penn_tags.txt");

/// A universal and a Penn tag that go together.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) struct Tag {
    pub upos: Upos,
    pub xpos: &'static str,
}

impl Tag {
    /// Reads `NOUN/NN`.
    pub(crate) fn read(name: &str) -> Option<Tag> {
        let (upos, xpos) = name.split_once('/')?;
        Some(Tag { upos: Upos::from_tag(upos)?, xpos: penn_tag(xpos)? })
    }

    /// Writes `NOUN/NN`.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn name(self) -> String {
        format!("{}/{}", self.upos.as_str(), self.xpos)
    }
}

fn find(
    list: &'static OnceLock<Vec<&'static str>>,
    text: &'static str,
    name: &str,
) -> Option<&'static str> {
    let sorted = list.get_or_init(|| table::rows(text).map(|row| row[0]).collect());
    sorted.binary_search(&name).ok().map(|at| sorted[at])
}

/// The Penn tag of this name.
pub(crate) fn penn_tag(name: &str) -> Option<&'static str> {
    static LIST: OnceLock<Vec<&'static str>> = OnceLock::new();
    find(&LIST, PENN_TAGS, name)
}

/// The relation of this name.
pub(crate) fn relation(name: &str) -> Option<Relation> {
    static LIST: OnceLock<Vec<&'static str>> = OnceLock::new();
    find(&LIST, RELATIONS, name).map(Relation)
}

/// Reads the tags of a model, one a line.
pub(crate) fn tags(text: &str) -> Result<Vec<Tag>, Error> {
    text.lines()
        .map(|name| {
            Tag::read(name).ok_or_else(|| Error::new("model", format!("unknown tag {name:?}")))
        })
        .collect()
}

/// Reads the relations of a model, one a line.
pub(crate) fn relations(text: &str) -> Result<Vec<Relation>, Error> {
    text.lines()
        .map(|name| {
            relation(name).ok_or_else(|| Error::new("model", format!("unknown relation {name:?}")))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_well_formed() {
        table::check::table("relations.txt", RELATIONS, 1, |_| true);
        table::check::table("penn_tags.txt", PENN_TAGS, 1, |_| true);
    }

    #[test]
    fn names_are_found() {
        assert_eq!(relation("nsubj:pass"), Some(Relation("nsubj:pass")));
        assert_eq!(relation("no such"), None);
        assert_eq!(Tag::read("NOUN/NN"), Some(Tag { upos: Upos::Noun, xpos: "NN" }));
        assert_eq!(Tag::read("NOUN"), None);
    }
}
