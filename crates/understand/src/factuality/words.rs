//! The table of words that decide factuality.

use rashomon_record::Factuality;
use rustc_hash::FxHashMap;

const TABLE: &str = include_str!("../../tables/factuality_words.tsv");

/// What a word is in the table.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(super) enum Kind {
    Verb,
    Noun,
    Adjective,
    Whether,
    Modal,
    Mark,
    Adverb,
    Negation,
    Event,
}

/// What a word makes of what stands under it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Effect {
    /// As it stands.
    pub affirmed: Factuality,
    /// When the word itself is negated.
    pub negated: Factuality,
}

/// Words that decide factuality: embedding verbs, modals, negations.
#[derive(Debug, Default)]
pub struct Words {
    effects: FxHashMap<(Kind, String), Effect>,
}

impl Words {
    /// The table that this crate ships. A row that cannot be read is left out here and fails the tests,
    /// which name its line.
    pub fn embedded() -> Self {
        let effects =
            rows(TABLE).filter_map(|(_, row)| row.ok()).map(|(w, k, e)| ((k, w.to_string()), e));
        Words { effects: effects.collect() }
    }

    pub(super) fn effect(&self, kind: Kind, lemma: &str) -> Option<Effect> {
        self.effects.get(&(kind, lemma.to_string())).copied()
    }

    pub(super) fn has(&self, kind: Kind, lemma: &str) -> bool {
        self.effect(kind, lemma).is_some()
    }
}

type Row<'a> = Result<(&'a str, Kind, Effect), String>;

fn rows(table: &str) -> impl Iterator<Item = (usize, Row<'_>)> {
    table
        .lines()
        .enumerate()
        .filter(|(_, l)| !l.starts_with('#') && !l.is_empty())
        .map(|(index, line)| (index + 1, row(line)))
}

fn row(line: &str) -> Row<'_> {
    let [word, kind, affirmed, negated] = line.split('\t').collect::<Vec<_>>()[..] else {
        return Err("a row has four columns".to_string());
    };
    let kind = match kind {
        "verb" => Kind::Verb,
        "noun" => Kind::Noun,
        "adjective" => Kind::Adjective,
        "whether" => Kind::Whether,
        "modal" => Kind::Modal,
        "mark" => Kind::Mark,
        "adverb" => Kind::Adverb,
        "negation" => Kind::Negation,
        "event" => Kind::Event,
        other => return Err(format!("no kind is called {other:?}")),
    };
    let value = |name: &str| match name {
        "asserted" => Ok(Factuality::Asserted),
        "denied" => Ok(Factuality::Denied),
        "planned" => Ok(Factuality::Planned),
        "called_for" => Ok(Factuality::CalledFor),
        "threatened" => Ok(Factuality::Threatened),
        "conditional" => Ok(Factuality::Conditional),
        "hypothetical" => Ok(Factuality::Hypothetical),
        "questioned" => Ok(Factuality::Questioned),
        other => Err(format!("no factuality is called {other:?}")),
    };
    Ok((word, kind, Effect { affirmed: value(affirmed)?, negated: value(negated)? }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_read_and_stands_in_order() {
        let mut last = "";
        for (line, row) in rows(TABLE) {
            if let Err(reason) = row {
                panic!("tables/factuality_words.tsv:{line}: {reason}");
            }
            let text = TABLE.lines().nth(line - 1).expect("the line");
            assert!(last < text, "tables/factuality_words.tsv:{line}: not in order, or twice");
            last = text;
        }
    }
}
