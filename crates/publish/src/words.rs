//! Plain words for the values of the vocabulary, and text made safe to print.

use rashomon_record::{
    ClaimAbout, CommitmentStatus, CopyKind, Day, DiplomaticAct, DisputeKind, EventStatus,
    EventTime, Factuality, PublishedBasis, Stance, TollKind, TollRange, Verdict,
};

/// White space and control characters as single spaces: nothing from a page steers a terminal.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let hidden = c.is_control()
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200B}' | '\u{FEFF}');
        if hidden || c.is_whitespace() {
            if !out.ends_with(' ') && !out.is_empty() {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// At most `most` characters, cut at a word with an ellipsis.
pub fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_string();
    }
    let cut: String = text.chars().take(most).collect();
    let end = cut.rfind(' ').filter(|&e| e > most / 2).unwrap_or(cut.len());
    format!("{} …", cut[..end].trim_end_matches([',', ';', ':', ' ']))
}

/// "2", "9 to 10 (best 9)", "at least 9".
pub fn toll(range: &TollRange) -> String {
    match (range.low, range.best, range.high) {
        (Some(low), _, Some(high)) if low == high => low.to_string(),
        (Some(low), Some(best), Some(high)) => format!("{low} to {high} (best {best})"),
        (Some(low), None, Some(high)) => format!("{low} to {high}"),
        (Some(low), _, None) => format!("at least {low}"),
        (None, _, Some(high)) => format!("at most {high}"),
        (None, Some(best), None) => format!("about {best}"),
        (None, None, None) => "an unknown number".to_string(),
    }
}

/// "16 January 2024", or a range, or what is missing.
pub fn when(time: &EventTime) -> String {
    match (time.from, time.to, time.best) {
        (Some(from), Some(to), _) if from == to => long(from),
        (Some(from), Some(to), Some(best)) if to.since(from) <= 1 => {
            format!("{} (or a day apart)", long(best))
        }
        (Some(from), Some(to), _) => format!("{} to {}", long(from), long(to)),
        (_, _, Some(best)) => format!("about {}", long(best)),
        _ => "date not stated".to_string(),
    }
}

/// "Tuesday 16 January 2024".
pub fn long(day: Day) -> String {
    format!("{} {}", weekday(day), short(day))
}

/// "16 January 2024".
pub fn short(day: Day) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let month = MONTHS.get(usize::try_from(day.0.month() - 1).unwrap_or(0)).copied().unwrap_or("");
    format!("{} {month} {}", day.0.day(), day.0.year())
}

fn weekday(day: Day) -> &'static str {
    const DAYS: [&str; 7] =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let index = usize::try_from(day.0.weekday().to_monday_zero_offset()).unwrap_or(0);
    DAYS[index.min(6)]
}

/// The verb before a number: "2 killed".
pub fn hurt(kind: TollKind) -> &'static str {
    kind.as_str()
}

/// What a claim is about.
pub fn about(about: ClaimAbout) -> &'static str {
    match about {
        ClaimAbout::Occurred => "that it happened",
        ClaimAbout::What => "what it was",
        ClaimAbout::When => "when",
        ClaimAbout::Where => "where",
        ClaimAbout::Actor => "by whom",
        ClaimAbout::Target => "against whom",
        ClaimAbout::Instrument => "with what",
        ClaimAbout::Position => "the stance",
        ClaimAbout::Killed => "killed",
        ClaimAbout::Injured => "injured",
        ClaimAbout::Missing => "missing",
        ClaimAbout::Captured => "captured",
        ClaimAbout::Displaced => "displaced",
        ClaimAbout::Arrested => "arrested",
    }
}

/// What kind of dispute.
pub fn dispute(kind: DisputeKind) -> &'static str {
    match kind {
        DisputeKind::BetweenParties => "the parties differ",
        DisputeKind::ErrorInText => "an error in a text",
        DisputeKind::Bound => "a bound against a number",
        DisputeKind::ChangedOverTime => "changed over time",
        DisputeKind::Granularity => "one is finer than the other",
    }
}

/// How well an event stands.
pub fn status(status: EventStatus) -> &'static str {
    match status {
        EventStatus::Corroborated => "corroborated",
        EventStatus::SingleSource => "single source",
        EventStatus::Disputed => "disputed",
        EventStatus::Denied => "denied",
    }
}

/// How a commitment stands.
pub fn commitment(status: CommitmentStatus) -> &'static str {
    match status {
        CommitmentStatus::Offered => "offered",
        CommitmentStatus::Agreed => "agreed",
        CommitmentStatus::Due => "due",
        CommitmentStatus::Kept => "kept",
        CommitmentStatus::Late => "late",
        CommitmentStatus::Partly => "kept in part",
        CommitmentStatus::Broken => "broken",
        CommitmentStatus::Superseded => "superseded",
        CommitmentStatus::Unknown => "fate unknown",
    }
}

/// Whether an event is said to have happened, where that needs saying.
pub fn factuality(factuality: Factuality) -> Option<&'static str> {
    match factuality {
        Factuality::Asserted => None,
        Factuality::Denied => Some("denied"),
        Factuality::Planned => Some("planned"),
        Factuality::CalledFor => Some("called for"),
        Factuality::Threatened => Some("threatened"),
        Factuality::Conditional => Some("conditional"),
        Factuality::Hypothetical => Some("possible"),
        Factuality::Questioned => Some("questioned"),
    }
}

/// A stance as a verb.
pub fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Condemns => "condemns",
        Stance::Welcomes => "welcomes",
        Stance::Supports => "supports",
        Stance::Opposes => "opposes",
        Stance::Denies => "denies",
        Stance::Warns => "warns",
        Stance::CallsFor => "calls for",
        Stance::Offers => "offers",
        Stance::Regrets => "regrets",
    }
}

/// A diplomatic act as a verb.
pub fn act(act: DiplomaticAct) -> &'static str {
    match act {
        DiplomaticAct::Recall => "recalled its envoy to",
        DiplomaticAct::Expel => "expelled the envoy of",
        DiplomaticAct::Bar => "barred the envoy of",
        DiplomaticAct::Summon => "summoned the envoy of",
        DiplomaticAct::Return => "sent its envoy back to",
        DiplomaticAct::Sever => "broke off relations with",
        DiplomaticAct::Restore => "restored relations with",
        DiplomaticAct::Appoint => "named an envoy to",
    }
}

/// How a report was copied.
pub fn copies(kind: CopyKind) -> Option<&'static str> {
    match kind {
        CopyKind::None => None,
        CopyKind::Exact => Some("word for word"),
        CopyKind::Syndicated => Some("the same text in other furniture"),
        CopyKind::Trimmed => Some("cut short"),
        CopyKind::Rewritten => Some("reworded"),
        CopyKind::Translated => Some("translated"),
    }
}

/// How a date of publication is known.
pub fn basis(basis: PublishedBasis) -> &'static str {
    match basis {
        PublishedBasis::Given => "given",
        PublishedBasis::Metadata => "from the page's metadata",
        PublishedBasis::Inferred => "inferred from the text",
        PublishedBasis::Unknown => "not known",
    }
}

/// A verdict on a week.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Deteriorated => "heating up",
        Verdict::Unchanged => "unchanged",
        Verdict::Improved => "cooling down",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_a_terminal() {
        assert_eq!(plain("a\u{1b}[2Jb\r\n\tc\u{202e}d"), "a [2Jb c d");
    }

    #[test]
    fn cut_at_a_word() {
        assert_eq!(shortened("one two three four", 10), "one two …");
        assert_eq!(shortened("one", 10), "one");
    }
}
