//! The table of cues.

use rustc_hash::FxHashMap;

const TABLE: &str = include_str!("../../tables/attribution_cues.tsv");

/// What of the sentence is the content of a cue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Class {
    /// A clause or a quotation.
    Say,
    /// A clause.
    Think,
    /// A person and what that person should do.
    Urge,
    /// What is praised, blamed, wanted or refused.
    Judge,
    /// An infinitive, or a clause.
    Do,
}

/// The words of saying and thinking.
#[derive(Debug, Default)]
pub struct Cues {
    verbs: FxHashMap<String, Class>,
    /// Verbs that need a particle: the verb, then each particle with its class.
    phrases: FxHashMap<String, Vec<(String, Class)>>,
    nouns: FxHashMap<String, ()>,
}

impl Cues {
    /// The table that this crate ships. A row that cannot be read is left out here and fails the tests,
    /// which name its line.
    pub fn embedded() -> Self {
        let mut cues = Cues::default();
        for (_, row) in rows(TABLE) {
            if let Ok((word, class)) = row {
                match (class, word.split_once(' ')) {
                    (None, _) => {
                        cues.nouns.insert(word.to_string(), ());
                    }
                    (Some(class), Some((verb, particle))) => {
                        cues.phrases
                            .entry(verb.to_string())
                            .or_default()
                            .push((particle.to_string(), class));
                    }
                    (Some(class), None) => {
                        cues.verbs.insert(word.to_string(), class);
                    }
                }
            }
        }
        cues
    }

    /// The class of a verb.
    pub(super) fn verb(&self, lemma: &str) -> Option<Class> {
        self.verbs.get(lemma).copied()
    }

    /// The particles that a verb can need, each with the class of the two together.
    pub(super) fn particles(&self, lemma: &str) -> &[(String, Class)] {
        self.phrases.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Whether a noun of saying.
    pub(super) fn is_noun(&self, lemma: &str) -> bool {
        self.nouns.contains_key(lemma)
    }
}

type Row<'a> = Result<(&'a str, Option<Class>), String>;

fn rows(table: &str) -> impl Iterator<Item = (usize, Row<'_>)> {
    table.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.is_empty()).map(
        |(index, line)| {
            let row = match line.split('\t').collect::<Vec<_>>()[..] {
                [word, class] if !word.is_empty() => match class {
                    "say" => Ok((word, Some(Class::Say))),
                    "think" => Ok((word, Some(Class::Think))),
                    "urge" => Ok((word, Some(Class::Urge))),
                    "judge" => Ok((word, Some(Class::Judge))),
                    "do" => Ok((word, Some(Class::Do))),
                    "noun" => Ok((word, None)),
                    other => Err(format!("no class is called {other:?}")),
                },
                _ => Err("a row has two columns".to_string()),
            };
            (index + 1, row)
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read_and_stands_in_order() {
        let mut last = "";
        for (line, row) in rows(TABLE) {
            if let Err(reason) = row {
                panic!("tables/attribution_cues.tsv:{line}: {reason}");
            }
            let text = TABLE.lines().nth(line - 1).expect("the line");
            assert!(last < text, "tables/attribution_cues.tsv:{line}: not in order, or twice");
            last = text;
        }
    }
}
