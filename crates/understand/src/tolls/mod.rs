//! How many: numbers of people to whom something happened.
//!
//! [`words`] holds the tables (what happened, who can be counted, what cannot), [`count`] reads
//! how many a noun phrase stands for, [`harm`] goes from a word such as "killed" to the people it
//! counts, by the tree first and by the order of words where the tree is odd.
//!
//! One toll per harm and clause: "killed two soldiers and three civilians" is one toll of five
//! whose parts stand in `of`. A single victim without a number ("a man was shot dead", "Smith was
//! killed") is a toll of exactly one. "Shot" and "taken to a hospital" mean wounded, unless the
//! same text says that as many died; where it says that some of them did, the wounded are the
//! others. Numbers over several events carry the scope `total`, newer numbers `update`; a victim
//! taken up again beside a larger number ("the man died at the scene") is a `part`. Numbers of
//! anything else (missiles, years of age, money) are never taken, and what is only feared,
//! threatened or denied is no toll.

mod count;
mod harm;
mod words;

use rashomon_record::{Toll, TollKind, TollQualifier, TollScope};

use crate::document::{Document, TollMention, Word};
use count::{Clause, Count};
use harm::Found;

/// No real count of people is larger.
const MOST: u64 = 100_000_000;

/// All tolls, in order of place.
pub fn find(document: &Document<'_>) -> Vec<TollMention> {
    let mut drafts: Vec<Draft> = Vec::new();
    for sentence in 0..document.sentences.len() {
        let clause = Clause::of(document, sentence);
        let start = drafts.len();
        for found in clause.tolls() {
            if found.count.low.or(found.count.high).is_some_and(|n| n > MOST) {
                continue;
            }
            let scope = scope(&clause, &found);
            let draft =
                Draft { sentence, scope, dropped: false, span: span(&clause, &found.count), found };
            if let Some(same) = drafts[start..].iter_mut().find(|d| d.same_people(&draft)) {
                // "shot and killed": the graver word keeps them.
                if draft.found.kind < same.found.kind || same.found.shot && !draft.found.shot {
                    *same = draft;
                }
                continue;
            }
            drafts.push(draft);
        }
    }
    settle(&mut drafts);
    drafts.into_iter().filter(|d| !d.dropped).map(Draft::finish).collect()
}

/// A toll with its place.
#[derive(Debug)]
struct Draft {
    sentence: usize,
    found: Found,
    scope: Option<TollScope>,
    span: rashomon_record::Span,
    dropped: bool,
}

impl Draft {
    /// The same people, counted under two words of one sentence.
    fn same_people(&self, other: &Draft) -> bool {
        let related = matches!(
            (self.found.kind, other.found.kind),
            (TollKind::Killed | TollKind::Injured, TollKind::Killed | TollKind::Injured)
        ) || self.found.kind == other.found.kind;
        related
            && self.found.count.head == other.found.count.head
            && self.span == other.span
            && self.found.count.low != Some(0)
    }

    fn number(&self) -> Option<u64> {
        let count = &self.found.count;
        (count.low == count.high || count.qualifier != TollQualifier::Vague)
            .then_some(count.low.or(count.high))
            .flatten()
    }

    fn finish(self) -> TollMention {
        let Found { kind, happened, count, .. } = self.found;
        let Count { low, high, qualifier, head, who, of, implied, .. } = count;
        let counted =
            (!implied || who.is_some()).then_some(Word { sentence: self.sentence, token: head });
        TollMention {
            toll: Toll { kind, low, high, qualifier, scope: self.scope, who, of, span: self.span },
            happened: Word { sentence: self.sentence, token: happened },
            counted,
        }
    }
}

fn span(clause: &Clause<'_, '_>, count: &Count) -> rashomon_record::Span {
    let last = clause.tokens.len() - 1;
    clause.tokens[count.from.min(last)].span.cover(clause.tokens[count.to.min(last)].span)
}

/// Whether the number is a sum over several events, or a newer one for the same.
fn scope(clause: &Clause<'_, '_>, found: &Found) -> Option<TollScope> {
    const RISEN: [&str; 16] = [
        "rose",
        "risen",
        "rises",
        "rising",
        "climbed",
        "climbs",
        "climbing",
        "increased",
        "grew",
        "jumped",
        "raised",
        "raising",
        "brings",
        "bringing",
        "brought",
        "updated",
    ];
    let near = found.count.from.saturating_sub(9);
    let before = near..found.count.from;
    if before.clone().any(|i| clause.is(i, &RISEN)) && before.clone().any(|i| clause.is(i, &["to"]))
    {
        return Some(TollScope::Update);
    }
    let has = |list: &[&str]| (0..clause.tokens.len()).any(|i| clause.is(i, list));
    let pair = |a: &str, b: &[&str]| {
        (1..clause.tokens.len()).any(|i| clause.is(i - 1, &[a]) && clause.is(i, b))
    };
    if found.count.implied {
        return None;
    }
    const MANY: [&str; 11] = [
        "separate",
        "unrelated",
        "exchange",
        "exchanged",
        "tit-for-tat",
        "combined",
        "overall",
        "altogether",
        "annually",
        "homicides",
        "series",
    ];
    let spread = has(&MANY)
        || pair("so", &["far"])
        || pair("this", &["year"])
        || pair("last", &["year"])
        || pair("both", &["sides"])
        || pair("recent", &["years", "months", "weeks"])
        || pair("in", &["all"])
        || pair("string", &["of"])
        || pair("wave", &["of"]);
    let war = (1..clause.tokens.len()).any(|i| {
        clause
            .is(i, &["war", "conflict", "insurgency", "unrest", "uprising", "genocide", "violence"])
            && clause.is(i - 1, &["the", "civil", "of", "'s", "in", "this"])
            && i > found.happened
    });
    let since = (0..clause.tokens.len()).any(|i| {
        clause.is(i, &["since"])
            && i + 1 < clause.tokens.len()
            && (clause.form(i + 1).as_bytes().first().is_some_and(u8::is_ascii_digit)
                || clause.tokens[i + 1].upos == rashomon_syntax::Upos::Propn
                || clause.is(i + 1, &["the", "then", "last", "early", "late", "mid"]))
    });
    (spread || war || since).then_some(TollScope::Total)
}

/// Judges the tolls of one text against one another: who was shot and then died is dead, and who
/// is spoken of again is not counted twice.
fn settle(drafts: &mut [Draft]) {
    let most = |drafts: &[Draft], kind: TollKind, shot: bool| {
        drafts
            .iter()
            .filter(|d| {
                d.found.kind == kind && d.found.shot == shot && d.scope != Some(TollScope::Total)
            })
            .filter_map(Draft::number)
            .max()
            .unwrap_or(0)
    };
    let killed = most(drafts, TollKind::Killed, false);
    let injured = most(drafts, TollKind::Injured, false);
    let shot = most(drafts, TollKind::Injured, true);
    for draft in drafts.iter_mut() {
        let Some(number) = draft.number() else { continue };
        if draft.found.shot && draft.found.kind == TollKind::Injured {
            // Those hit are the dead and the wounded.
            let exact = draft.found.count.low == draft.found.count.high;
            if number <= killed && (number < shot || injured > 0 || number == killed) || injured > 1
            {
                draft.dropped = true;
            } else if killed > 0 && number == shot && number > killed && exact {
                let left = Some(number - killed);
                (draft.found.count.low, draft.found.count.high) = (left, left);
            }
        }
        let larger = match draft.found.kind {
            TollKind::Killed => killed > number,
            TollKind::Injured => injured.max(shot) > number,
            _ => false,
        };
        if larger && draft.found.count.implied && draft.scope.is_none() && number == 1 {
            draft.scope = Some(TollScope::Part);
        }
    }
}
