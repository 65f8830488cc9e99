//! The brief in a terminal: one column, every line with its quote and where it stands.

use rashomon_record::{ClaimStance, Dyad, NoiseKind};

use crate::brief::{Brief, EventLine, Quote, Voice, list};
use crate::words;

/// How to print.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Look {
    /// Columns.
    pub width: usize,
    /// Whether to use bold, dim and colour.
    pub colour: bool,
}

/// Words of a day that are printed before "and N more": a page is read, a log is not.
const MOST_WORDS: usize = 8;
/// The same for events that did not happen or have no date.
const MOST_OTHERS: usize = 10;
/// Voices of one event.
const MOST_VOICES: usize = 5;
/// Stances.
const MOST_POSITIONS: usize = 16;
/// Longest quote, in characters.
const QUOTE: usize = 240;

/// The brief as text.
pub fn write(brief: &Brief<'_>, look: Look) -> String {
    let mut page =
        Page { out: String::new(), look: Look { width: look.width.clamp(50, 120), ..look } };
    page.head(brief);
    page.days(brief);
    page.disputes(brief);
    page.commitments(brief);
    page.diplomatic(brief);
    page.positions(brief);
    page.heat(brief);
    page.others(brief);
    page.sources(brief);
    page.out
}

struct Page {
    out: String,
    look: Look,
}

#[derive(Clone, Copy)]
enum Style {
    Bold,
    Dim,
    Red,
    Green,
    Yellow,
}

impl Page {
    fn style(&self, style: Style, text: &str) -> String {
        if !self.look.colour {
            return text.to_string();
        }
        let code = match style {
            Style::Bold => "1",
            Style::Dim => "2",
            Style::Red => "31",
            Style::Green => "32",
            Style::Yellow => "33",
        };
        format!("\u{1b}[{code}m{text}\u{1b}[0m")
    }

    fn line(&mut self, text: &str) {
        self.out.push_str(text.trim_end());
        self.out.push('\n');
    }

    /// Wraps `text` under `first`, later lines under `rest`.
    fn wrapped(&mut self, first: &str, rest: &str, text: &str, style: Option<Style>) {
        let options = textwrap::Options::new(self.look.width)
            .initial_indent(first)
            .subsequent_indent(rest)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        for line in textwrap::wrap(text, options) {
            match style {
                Some(style) => {
                    let styled = self.style(style, &line);
                    self.line(&styled);
                }
                None => self.line(&line),
            }
        }
    }

    fn section(&mut self, title: &str, remark: &str) {
        self.out.push('\n');
        let title = self.style(Style::Bold, &title.to_uppercase());
        let remark = if remark.is_empty() {
            String::new()
        } else {
            self.style(Style::Dim, &format!("  {remark}"))
        };
        self.line(&format!("{title}{remark}"));
    }

    fn quote(&mut self, indent: &str, quote: &Quote) {
        let place = quote.place();
        let text = format!("“{}” {place}", words::shortened(&quote.text, QUOTE));
        self.wrapped(indent, indent, &text, Some(Style::Dim));
    }

    fn head(&mut self, brief: &Brief<'_>) {
        let record = brief.record;
        self.wrapped("", "", &brief.title, Some(Style::Bold));
        let count =
            |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
        let facts = [
            count(brief.sources.len(), "report", "reports"),
            count(record.roots.len(), "independent root", "independent roots"),
            count(record.events.len(), "event", "events"),
            count(brief.disputes.len(), "dispute", "disputes"),
            count(brief.commitments.len(), "commitment", "commitments"),
        ];
        self.wrapped("", "", &facts.join(" · "), Some(Style::Dim));
    }

    fn days(&mut self, brief: &Brief<'_>) {
        self.section("What happened", "● deeds  ○ words");
        if brief.days.is_empty() && brief.undated.is_empty() {
            self.line("  No event with a date was found.");
        }
        for day in &brief.days {
            let heat = match day.heat {
                0 => String::new(),
                h => format!("  heat {:.1}", h as f64 / 1000.0),
            };
            self.out.push('\n');
            let title = self.style(Style::Bold, &words::long(day.day));
            let heat = self.style(if day.heat > 0 { Style::Red } else { Style::Green }, &heat);
            self.line(&format!("{title}{heat}"));
            for event in &day.deeds {
                self.event("●", event, MOST_VOICES);
            }
            for event in day.words.iter().take(MOST_WORDS) {
                self.event("○", event, 2);
            }
            self.more(day.words.len(), MOST_WORDS, "statements");
        }
        if !brief.undated.is_empty() {
            self.out.push('\n');
            let title = self.style(Style::Bold, "On no stated day");
            self.line(&title);
            for event in brief.undated.iter().take(MOST_OTHERS) {
                self.event("·", event, 2);
            }
            self.more(brief.undated.len(), MOST_OTHERS, "events");
        }
    }

    fn more(&mut self, all: usize, shown: usize, what: &str) {
        if all > shown {
            let text = format!("    and {} more {what}, in the record", all - shown);
            let text = self.style(Style::Dim, &text);
            self.line(&text);
        }
    }

    fn event(&mut self, mark: &str, line: &EventLine<'_>, most: usize) {
        let event = line.event;
        let mut facts = Vec::new();
        if let Some(place) = event.place.as_ref().and_then(|p| p.name.as_deref()) {
            facts.push(words::plain(place));
        }
        for (kind, range) in &line.tolls {
            facts.push(format!("{} {}", words::toll(range), words::hurt(*kind)));
        }
        if event.when.from != event.when.to {
            facts.push(words::when(&event.when));
        }
        facts.extend(words::factuality(event.factuality).map(str::to_string));
        facts.push(match event.independent_roots {
            0 | 1 => words::status(event.status).to_string(),
            n => format!("{}, {n} roots", words::status(event.status)),
        });
        self.wrapped(&format!("  {mark} "), "    ", &words::plain(&event.title), Some(Style::Bold));
        self.wrapped("    ", "    ", &facts.join(" · "), None);
        for voice in line.voices.iter().take(most) {
            self.voice(voice);
        }
        self.more(line.voices.len(), most, "voices");
    }

    fn voice(&mut self, voice: &Voice) {
        let verb = match (voice.stance, voice.narrator) {
            (ClaimStance::Asserts, true) => "reports",
            (ClaimStance::Asserts, false) => "says so",
            (ClaimStance::Denies, _) => "denies it",
            (ClaimStance::Questions, _) => "questions it",
        };
        let tolls = if voice.tolls.is_empty() {
            String::new()
        } else {
            format!(": {}", voice.tolls.join(", "))
        };
        let more = match voice.more {
            0 => String::new(),
            n => format!(" (and in {n} more places)"),
        };
        self.wrapped("      ", "      ", &format!("{} {verb}{tolls}{more}", voice.who), None);
        self.quote("        ", &voice.quote);
    }

    fn disputes(&mut self, brief: &Brief<'_>) {
        if brief.disputes.is_empty() {
            return;
        }
        self.section("Where accounts part", "");
        for line in &brief.disputes {
            let title = format!("{}: {}", line.event, words::about(line.dispute.about));
            self.wrapped("  ≠ ", "    ", &title, Some(Style::Bold));
            let explanation = words::plain(&line.dispute.explanation);
            self.wrapped(
                "    ",
                "    ",
                &format!("{}: {explanation}", words::dispute(line.dispute.kind)),
                None,
            );
            for (value, who, quote) in &line.sides {
                self.wrapped("      ", "      ", &format!("{value}: {}", list(who)), None);
                if let Some(quote) = quote {
                    self.quote("        ", quote);
                }
            }
        }
    }

    fn commitments(&mut self, brief: &Brief<'_>) {
        if brief.commitments.is_empty() {
            return;
        }
        self.section("What was promised", "silence is never counted as broken");
        for line in &brief.commitments {
            let commitment = line.commitment;
            let status = words::commitment(commitment.status);
            let to = if line.promisee.is_empty() {
                String::new()
            } else {
                format!(" to {}", line.promisee)
            };
            let made =
                commitment.made_on.map(|d| format!(", {}", words::short(d))).unwrap_or_default();
            let due =
                commitment.due.map(|d| format!(", due {}", words::short(d))).unwrap_or_default();
            let text = format!("{}{to}: {}", line.promisor, words::plain(&commitment.action));
            self.wrapped("  ◇ ", "    ", &text, Some(Style::Bold));
            self.wrapped("    ", "    ", &format!("{status}{made}{due}"), Some(Style::Yellow));
            for quote in line.made.iter().take(2) {
                self.quote("      ", quote);
            }
            for quote in line.fate.iter().take(2) {
                self.wrapped("    ", "    ", "later:", None);
                self.quote("      ", quote);
            }
        }
    }

    fn diplomatic(&mut self, brief: &Brief<'_>) {
        if brief.diplomatic.is_empty() {
            return;
        }
        self.section("Relations", "");
        for line in &brief.diplomatic {
            self.wrapped("  ⇄ ", "    ", &format!("{} · {}", line.text, line.when), None);
            if let Some(quote) = &line.quote {
                self.quote("      ", quote);
            }
        }
    }

    fn positions(&mut self, brief: &Brief<'_>) {
        if brief.positions.is_empty() {
            return;
        }
        self.section("Who takes which stance", "");
        for line in brief.positions.iter().take(MOST_POSITIONS) {
            let topic = line.topic.as_deref().map(|t| format!(" {t}")).unwrap_or_default();
            let toward = if line.toward.is_empty() {
                String::new()
            } else {
                format!(" (toward {})", line.toward)
            };
            self.wrapped(
                "  ",
                "    ",
                &format!("{} {}{topic}{toward}", line.who, line.stance),
                None,
            );
            if let Some(quote) = line.quotes.first() {
                self.quote("      ", quote);
            }
        }
        self.more(brief.positions.len(), MOST_POSITIONS, "stances");
    }

    fn heat(&mut self, brief: &Brief<'_>) {
        if brief.heat.is_empty() {
            return;
        }
        self.section(
            "Heating or cooling",
            "conflict up, cooperation down; from distinct events, never from pages",
        );
        for dyad in brief.heat.iter().take(3) {
            let title = format!("{} – {}", brief.name(&dyad.a), brief.name(&dyad.b));
            self.wrapped("  ", "  ", &title, Some(Style::Bold));
            self.bars(dyad);
            for week in &dyad.weeks {
                let text = format!(
                    "    week of {}: {}",
                    words::short(week.from),
                    words::verdict(week.verdict)
                );
                self.line(&text);
            }
        }
    }

    fn bars(&mut self, dyad: &Dyad) {
        let most = dyad.days.iter().map(|d| d.heat.0.abs()).max().unwrap_or(0).max(1);
        // A dyad is often recalled far back; the days of a crisis are the last ones.
        let from = dyad.days.len().saturating_sub(21);
        if from > 0 {
            self.line(&format!("    {from} earlier days, in the record"));
        }
        for day in &dyad.days[from..] {
            let length = usize::try_from(day.heat.0.abs() * 40 / most).unwrap_or(0).max(1);
            let (mark, style) =
                if day.heat.0 > 0 { ("█", Style::Red) } else { ("░", Style::Green) };
            let bar = self.style(style, &mark.repeat(length));
            self.line(&format!("    {}  {bar} {:.1}", day.date, day.heat.0 as f64 / 1000.0));
        }
    }

    fn others(&mut self, brief: &Brief<'_>) {
        if !brief.totals.is_empty() {
            self.section("Totals", "kept apart from events, never added to them");
            for line in &brief.totals {
                self.wrapped("  Σ ", "    ", &line.text, None);
                if let Some(quote) = line.quotes.first() {
                    self.quote("      ", quote);
                }
            }
        }
        if !brief.unrealised.is_empty() {
            self.section(
                "Not said to have happened",
                "planned, called for, threatened, possible, denied",
            );
            for event in brief.unrealised.iter().take(MOST_OTHERS) {
                self.event("◌", event, 1);
            }
            self.more(brief.unrealised.len(), MOST_OTHERS, "events");
        }
    }

    fn sources(&mut self, brief: &Brief<'_>) {
        self.section("Sources and roots", "");
        for source in &brief.sources {
            let page = &source.reading.page;
            let date = match source.published.value.as_deref() {
                Some(value) => {
                    format!("{} ({})", words::plain(value), words::basis(source.published.basis))
                }
                None => "date not known".to_string(),
            };
            let title = page.title.as_deref().map(words::plain).filter(|t| *t != source.outlet);
            let title =
                title.map(|t| format!(" “{}”", words::shortened(&t, 90))).unwrap_or_default();
            let text = format!("[{}] {}{title}, {date}", source.number, source.outlet);
            self.wrapped("  ", "      ", &text, None);
            let mut facts = vec![format!("root {}", source.root)];
            if let Some(how) = words::copies(source.copies) {
                let of = source.parent.map(|p| format!(" of [{p}]")).unwrap_or_default();
                facts.push(format!("copy{of}, {how}"));
            }
            if !source.credits.is_empty() {
                let credits: Vec<String> = source.credits.iter().map(|c| words::plain(c)).collect();
                facts.push(format!("credits {}", list(&credits)));
            }
            let evidence =
                source.published.evidence.as_deref().map(words::plain).filter(|e| !e.is_empty());
            facts.extend(evidence.map(|e| format!("date from “{}”", words::shortened(&e, 100))));
            let noise: usize = page
                .noise
                .iter()
                .filter(|n| n.kind != NoiseKind::Caption)
                .map(|n| n.span.len())
                .sum();
            if noise > 0 {
                facts.push(format!("{noise} bytes of furniture left unread"));
            }
            self.wrapped("      ", "      ", &facts.join(" · "), Some(Style::Dim));
            let mut said: Vec<String> =
                page.complaints.iter().map(|c| words::plain(&c.message)).collect();
            let all = said.len();
            said.truncate(3);
            for message in said {
                self.wrapped("      ! ", "        ", &message, Some(Style::Yellow));
            }
            self.more(all, 3, "complaints");
        }
    }
}
