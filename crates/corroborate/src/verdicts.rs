//! What people decided stands over what was derived.
//!
//! Decisions are applied in the order in which they were made; one that names nothing in this
//! record changes nothing. Tolls can be corrected, events and commitments rejected, sources
//! graded; merging and splitting of events is not yet done here.

use rashomon_record::{Decision, DecisionOperation, Event, Record, TollRange};

use crate::heat;

/// Lets `decisions` stand over `record`.
pub(crate) fn apply(mut record: Record, decisions: &[Decision]) -> Record {
    if decisions.is_empty() {
        return record;
    }
    let mut decisions: Vec<&Decision> = decisions.iter().collect();
    decisions.sort_by(|a, b| (&a.at, &a.id).cmp(&(&b.at, &b.id)));
    for decision in decisions {
        match decision.op {
            DecisionOperation::Correct => correct(&mut record, decision),
            DecisionOperation::Reject => {
                record.events.retain(|e| e.id != decision.target);
                record.disputes.retain(|d| d.event != decision.target && d.id != decision.target);
                record.diplomatic.retain(|d| d.event != decision.target);
                record.commitments.retain(|c| c.id != decision.target);
            }
            DecisionOperation::Regrade => {
                let grade = decision.after.as_ref().and_then(|v| v.as_str());
                for report in &mut record.reports {
                    if report.id == decision.target {
                        report.grade = grade.map(str::to_string);
                    }
                }
            }
            _ => {}
        }
    }
    let known: rustc_hash::FxHashSet<&str> = record.events.iter().map(|e| e.id.as_str()).collect();
    for report in &mut record.reports {
        if report.main_event.as_deref().is_some_and(|id| !known.contains(id)) {
            report.main_event = None;
        }
    }
    for total in &mut record.totals {
        total.over.retain(|id| known.contains(id.as_str()));
    }
    record.dyads = heat::dyads(&record.events);
    record
}

fn correct(record: &mut Record, decision: &Decision) {
    let Some(event) = record.events.iter_mut().find(|e| e.id == decision.target) else { return };
    let number = decision.after.as_ref().and_then(|v| v.as_u64());
    let (Some(cell), Some(number)) = (decision.cell.as_deref(), number) else { return };
    let Some((toll, part)) = cell.split_once('.') else { return };
    let Some(range) = range(event, toll) else { return };
    match part {
        "low" => range.low = Some(number),
        "best" => range.best = Some(number),
        "high" => range.high = Some(number),
        _ => return,
    }
    range.why = match &decision.why {
        Some(why) => format!("set by {}: {why}", decision.by),
        None => format!("set by {}", decision.by),
    };
}

fn range<'e>(event: &'e mut Event, toll: &str) -> Option<&'e mut TollRange> {
    let empty = || TollRange {
        low: None,
        best: None,
        high: None,
        why: String::new(),
        conservative: None,
        by_side: None,
    };
    match toll {
        "killed" => Some(event.killed.get_or_insert_with(empty)),
        "injured" => Some(event.injured.get_or_insert_with(empty)),
        _ => None,
    }
}
