//! The brief as one self-contained page: HTML and CSS only, no script, nothing from outside. It
//! opens offline and prints well, and every quote links to its place in the source text below.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use rashomon_record::{ClaimStance, NoiseKind, Span, TollKind};

use crate::brief::{Brief, EventLine, Quote, Source, list};
use crate::{timeline, words};

const STYLE: &str = include_str!("brief.css");
/// Bytes of source text shown a report, and in all: a page that a browser still opens at once.
const MOST_TEXT: usize = 200_000;
const MOST_TEXT_IN_ALL: usize = 8_000_000;
/// Places marked in one source text.
const MOST_MARKS: usize = 4_000;
/// Statements of a day that stand open; the others are folded away.
const OPEN_WORDS: usize = 6;

/// The page.
pub fn write(brief: &Brief<'_>) -> String {
    let mut page = Page { out: String::new(), cited: cited(brief) };
    page.head(brief);
    page.heat(brief);
    page.days(brief);
    page.disputes(brief);
    page.commitments(brief);
    page.relations(brief);
    page.others(brief);
    page.sources(brief);
    page.put("</main></body></html>\n");
    page.out
}

/// Text from anywhere, made inert.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            // Neither allowed in HTML nor wanted: they could hide or reorder what stands beside them.
            c if c.is_control()
                || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}') =>
            {
                out.push('\u{FFFD}')
            }
            c => out.push(c),
        }
    }
    out
}

/// Every place of every source that the record quotes.
fn cited(brief: &Brief<'_>) -> BTreeSet<(usize, Span)> {
    let mut places = BTreeSet::new();
    let lines = brief
        .days
        .iter()
        .flat_map(|d| d.deeds.iter().chain(&d.words))
        .chain(&brief.undated)
        .chain(&brief.unrealised);
    let mut quotes: Vec<&Quote> = lines.flat_map(|l| &l.voices).map(|v| &v.quote).collect();
    quotes.extend(brief.disputes.iter().flat_map(|d| d.sides.iter().filter_map(|s| s.2.as_ref())));
    quotes.extend(brief.commitments.iter().flat_map(|c| c.made.iter().chain(&c.fate)));
    quotes.extend(brief.positions.iter().flat_map(|p| &p.quotes));
    quotes.extend(brief.diplomatic.iter().filter_map(|d| d.quote.as_ref()));
    quotes.extend(brief.totals.iter().flat_map(|t| &t.quotes));
    for quote in quotes.into_iter().filter(|q| !q.in_title) {
        places.insert((quote.source, quote.span));
    }
    places
}

struct Page {
    out: String,
    cited: BTreeSet<(usize, Span)>,
}

impl Page {
    fn put(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    fn head(&mut self, brief: &Brief<'_>) {
        let title = escaped(&brief.title);
        let record = brief.record;
        let _ = write!(
            self.out,
            "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
             <meta name=\"referrer\" content=\"no-referrer\">\
             <title>{title}</title><style>{STYLE}</style></head><body><main>\
             <header><p class=\"kicker\">Rashomon · one event, many accounts</p><h1>{title}</h1><ul class=\"facts\">"
        );
        for (number, one, many) in [
            (brief.sources.len(), "report", "reports"),
            (record.roots.len(), "independent root", "independent roots"),
            (record.events.len(), "event", "events"),
            (brief.disputes.len(), "dispute", "disputes"),
            (brief.commitments.len(), "commitment", "commitments"),
        ] {
            let _ = write!(
                self.out,
                "<li><b>{number}</b> {}</li>",
                if number == 1 { one } else { many }
            );
        }
        self.put("</ul><nav>");
        for (id, name, there) in [
            ("heat", "Heat", !brief.heat.is_empty()),
            ("days", "What happened", true),
            ("disputes", "Where accounts part", !brief.disputes.is_empty()),
            ("promises", "What was promised", !brief.commitments.is_empty()),
            (
                "relations",
                "Relations and stances",
                !(brief.diplomatic.is_empty() && brief.positions.is_empty()),
            ),
            ("sources", "Sources", true),
        ] {
            if there {
                let _ = write!(self.out, "<a href=\"#{id}\">{name}</a> ");
            }
        }
        self.put("</nav></header>");
    }

    fn section(&mut self, id: &str, title: &str, remark: &str) {
        let _ = write!(self.out, "<section id=\"{id}\"><h2>{title}</h2>");
        if !remark.is_empty() {
            let _ = write!(self.out, "<p class=\"remark\">{remark}</p>");
        }
    }

    fn heat(&mut self, brief: &Brief<'_>) {
        if brief.heat.is_empty() {
            return;
        }
        self.section(
            "heat",
            "Heating or cooling",
            "Filled: deeds. Hollow: words. Dashed: planned, threatened, promised. The strip is heat from distinct \
             events; a copy of a page adds none.",
        );
        for dyad in brief.heat.iter().take(3) {
            let (a, b) = (escaped(&brief.name(&dyad.a)), escaped(&brief.name(&dyad.b)));
            let _ = write!(self.out, "<figure><figcaption>{a} – {b}</figcaption>");
            if let Some(svg) = timeline::lanes(brief, dyad) {
                self.put(&svg);
            }
            if !dyad.weeks.is_empty() {
                self.put("<ul class=\"weeks\">");
                for week in dyad.weeks.iter().rev().take(6).rev() {
                    let _ = write!(
                        self.out,
                        "<li>week of {}: <b>{}</b></li>",
                        escaped(&words::short(week.from)),
                        words::verdict(week.verdict)
                    );
                }
                self.put("</ul>");
            }
            self.put("</figure>");
        }
        self.put("</section>");
    }

    fn days(&mut self, brief: &Brief<'_>) {
        self.section(
            "days",
            "What happened",
            "Day by day, deeds before words. Every quote opens its place in the source.",
        );
        if brief.days.is_empty() && brief.undated.is_empty() {
            self.put("<p>No event with a date was found.</p>");
        }
        for day in &brief.days {
            let _ =
                write!(self.out, "<article class=\"day\"><h3>{}", escaped(&words::long(day.day)));
            if day.heat != 0 {
                let class = if day.heat > 0 { "hot" } else { "cool" };
                let _ = write!(
                    self.out,
                    " <span class=\"heat {class}\">{:.1}</span>",
                    day.heat as f64 / 1000.0
                );
            }
            self.put("</h3>");
            for event in &day.deeds {
                self.event("deed", event);
            }
            self.folded("word", &day.words, OPEN_WORDS, "more statements");
            self.put("</article>");
        }
        if !brief.undated.is_empty() {
            self.put("<article class=\"day\"><h3>On no stated day</h3>");
            self.folded("deed", &brief.undated, OPEN_WORDS, "more events");
            self.put("</article>");
        }
        self.put("</section>");
    }

    fn folded(&mut self, class: &str, events: &[EventLine<'_>], open: usize, what: &str) {
        for event in events.iter().take(open) {
            self.event(class, event);
        }
        if events.len() > open {
            let _ = write!(self.out, "<details><summary>{} {what}</summary>", events.len() - open);
            for event in events.iter().skip(open) {
                self.event(class, event);
            }
            self.put("</details>");
        }
    }

    fn event(&mut self, class: &str, line: &EventLine<'_>) {
        let event = line.event;
        let _ = write!(
            self.out,
            "<div class=\"event {class}\" id=\"event-{}\"><h4>{}</h4><p class=\"cells\">",
            escaped(&event.id),
            escaped(&words::plain(&event.title))
        );
        let kind = match event.mode {
            Some(mode) => format!("{} · {mode}", event.kind),
            None => event.kind.to_string(),
        };
        let _ = write!(self.out, "<span class=\"type\">{kind}</span>");
        if let Some(place) = event.place.as_ref().and_then(|p| p.name.as_deref()) {
            let _ = write!(self.out, "<span>{}</span>", escaped(&words::plain(place)));
        }
        if event.when.from != event.when.to {
            let _ = write!(self.out, "<span>{}</span>", escaped(&words::when(&event.when)));
        }
        if let Some(factuality) = words::factuality(event.factuality) {
            let _ = write!(self.out, "<span class=\"open\">{factuality}</span>");
        }
        let roots = match event.independent_roots {
            0 | 1 => String::new(),
            n => format!(", {n} roots"),
        };
        let _ = write!(
            self.out,
            "<span class=\"status {0}\">{0}{roots}</span></p>",
            words::status(event.status).replace(' ', "-")
        );
        if !line.tolls.is_empty() {
            self.tolls(line);
        }
        self.put("<ul class=\"voices\">");
        for voice in &line.voices {
            let verb = match (voice.stance, voice.narrator) {
                (ClaimStance::Asserts, true) => "reports",
                (ClaimStance::Asserts, false) => "says so",
                (ClaimStance::Denies, _) => "denies it",
                (ClaimStance::Questions, _) => "questions it",
            };
            let class = match voice.stance {
                ClaimStance::Asserts => "asserts",
                ClaimStance::Denies => "denies",
                ClaimStance::Questions => "questions",
            };
            let _ = write!(self.out, "<li class=\"{class}\"><b>{}</b> {verb}", escaped(&voice.who));
            if !voice.tolls.is_empty() {
                let _ = write!(self.out, ": {}", escaped(&voice.tolls.join(", ")));
            }
            if voice.more > 0 {
                let _ = write!(self.out, " <small>and in {} more places</small>", voice.more);
            }
            self.quote(&voice.quote);
            self.put("</li>");
        }
        self.put("</ul>");
        self.matrix(line);
        self.put("</div>");
    }

    fn tolls(&mut self, line: &EventLine<'_>) {
        let most = line
            .tolls
            .iter()
            .filter_map(|(_, t)| t.high.or(t.best).or(t.low))
            .max()
            .unwrap_or(1)
            .max(1);
        self.put("<table class=\"tolls\"><tbody>");
        for (kind, range) in &line.tolls {
            let _ = write!(
                self.out,
                "<tr><th>{}</th><td>{}</td><td>{}</td><td class=\"why\">{}</td></tr>",
                words::hurt(*kind),
                escaped(&words::toll(range)),
                timeline::whisker(range, most),
                escaped(&words::plain(&range.why))
            );
        }
        self.put("</tbody></table>");
    }

    /// Who says what about the tolls, where more than one voice does.
    fn matrix(&mut self, line: &EventLine<'_>) {
        let speaking: Vec<_> = line.voices.iter().filter(|v| !v.tolls.is_empty()).collect();
        if speaking.len() < 2 {
            return;
        }
        let kinds: Vec<TollKind> = line.tolls.iter().map(|(k, _)| *k).collect();
        let _ = write!(
            self.out,
            "<table class=\"matrix\"><caption>Who says what</caption><thead><tr><td></td>"
        );
        for kind in &kinds {
            let _ = write!(self.out, "<th>{}</th>", words::hurt(*kind));
        }
        self.put("</tr></thead><tbody>");
        for voice in speaking {
            let _ = write!(self.out, "<tr><th>{}</th>", escaped(&voice.who));
            for kind in &kinds {
                let said: Vec<&str> = voice
                    .tolls
                    .iter()
                    .filter_map(|t| t.strip_suffix(words::hurt(*kind)))
                    .map(str::trim)
                    .collect();
                let cell = if said.is_empty() {
                    "<i>silent</i>".to_string()
                } else {
                    escaped(&said.join(", "))
                };
                let _ = write!(self.out, "<td>{cell}</td>");
            }
            self.put("</tr>");
        }
        self.put("</tbody></table>");
    }

    fn quote(&mut self, quote: &Quote) {
        let place = if quote.in_title {
            format!("source-{}", quote.source)
        } else {
            format!("q{}-{}-{}", quote.source, quote.span.start, quote.span.end)
        };
        let _ = write!(
            self.out,
            "<blockquote><a href=\"#{place}\">{}</a> <cite>{}</cite></blockquote>",
            escaped(&words::shortened(&quote.text, 420)),
            quote.place()
        );
    }

    fn disputes(&mut self, brief: &Brief<'_>) {
        if brief.disputes.is_empty() {
            return;
        }
        self.section("disputes", "Where accounts part", "");
        for line in &brief.disputes {
            let _ = write!(
                self.out,
                "<div class=\"dispute\"><h4><a href=\"#event-{}\">{}</a>: {}</h4><p class=\"cells\"><span class=\"type\">{}</span></p><p>{}</p><div class=\"sides\">",
                escaped(&line.dispute.event),
                escaped(&line.event),
                words::about(line.dispute.about),
                words::dispute(line.dispute.kind),
                escaped(&words::plain(&line.dispute.explanation))
            );
            for (value, who, quote) in &line.sides {
                let _ = write!(
                    self.out,
                    "<div class=\"side\"><b>{}</b> <small>{}</small>",
                    escaped(value),
                    escaped(&list(who))
                );
                if let Some(quote) = quote {
                    self.quote(quote);
                }
                self.put("</div>");
            }
            self.put("</div></div>");
        }
        self.put("</section>");
    }

    fn commitments(&mut self, brief: &Brief<'_>) {
        if brief.commitments.is_empty() {
            return;
        }
        self.section("promises", "What was promised", "Silence is never counted as broken.");
        for line in &brief.commitments {
            let commitment = line.commitment;
            let status = words::commitment(commitment.status);
            let to = if line.promisee.is_empty() {
                String::new()
            } else {
                format!(" to {}", line.promisee)
            };
            let _ = write!(
                self.out,
                "<div class=\"promise\"><h4>{}</h4><p class=\"cells\"><span class=\"status {}\">{status}</span><span>{}</span>",
                escaped(&words::plain(&commitment.action)),
                status.replace(' ', "-"),
                escaped(&format!("{}{to}", line.promisor))
            );
            for (label, day) in [("made", commitment.made_on), ("due", commitment.due)] {
                if let Some(day) = day {
                    let _ =
                        write!(self.out, "<span>{label} {}</span>", escaped(&words::short(day)));
                }
            }
            self.put("</p>");
            for quote in line.made.iter().take(3) {
                self.quote(quote);
            }
            if !line.fate.is_empty() {
                self.put("<p class=\"remark\">Later:</p>");
                for quote in line.fate.iter().take(3) {
                    self.quote(quote);
                }
            }
            self.put("</div>");
        }
        self.put("</section>");
    }

    fn relations(&mut self, brief: &Brief<'_>) {
        if brief.diplomatic.is_empty() && brief.positions.is_empty() {
            return;
        }
        self.section("relations", "Relations and stances", "");
        if !brief.diplomatic.is_empty() {
            self.put("<ul class=\"lines\">");
            for line in &brief.diplomatic {
                let _ = write!(self.out, "<li>{} · {}", escaped(&line.text), escaped(&line.when));
                if let Some(quote) = &line.quote {
                    self.quote(quote);
                }
                self.put("</li>");
            }
            self.put("</ul>");
        }
        if !brief.positions.is_empty() {
            self.put("<ul class=\"lines\">");
            for line in &brief.positions {
                let topic = line.topic.as_deref().map(|t| format!(" {t}")).unwrap_or_default();
                let toward = if line.toward.is_empty() {
                    String::new()
                } else {
                    format!(" (toward {})", line.toward)
                };
                let text = format!("{} {}{topic}{toward}", line.who, line.stance);
                let _ = write!(self.out, "<li>{}", escaped(&text));
                if let Some(quote) = line.quotes.first() {
                    self.quote(quote);
                }
                self.put("</li>");
            }
            self.put("</ul>");
        }
        self.put("</section>");
    }

    fn others(&mut self, brief: &Brief<'_>) {
        if !brief.totals.is_empty() {
            self.section("totals", "Totals", "Kept apart from events, never added to them.");
            self.put("<ul class=\"lines\">");
            for line in &brief.totals {
                let _ = write!(self.out, "<li>{}", escaped(&line.text));
                if let Some(quote) = line.quotes.first() {
                    self.quote(quote);
                }
                self.put("</li>");
            }
            self.put("</ul></section>");
        }
        if !brief.unrealised.is_empty() {
            self.section(
                "unrealised",
                "Not said to have happened",
                "Planned, called for, threatened, possible or denied.",
            );
            self.folded("word", &brief.unrealised, OPEN_WORDS, "more");
            self.put("</section>");
        }
    }

    fn sources(&mut self, brief: &Brief<'_>) {
        self.section(
            "sources",
            "Sources and roots",
            "Quoted words are highlighted; furniture is greyed; damaged words are underlined. Nothing is taken out.",
        );
        let mut left = MOST_TEXT_IN_ALL;
        for source in &brief.sources {
            self.source(source, &mut left);
        }
        self.put("</section>");
    }

    fn source(&mut self, source: &Source<'_>, left: &mut usize) {
        let page = &source.reading.page;
        let _ = write!(
            self.out,
            "<article class=\"source\" id=\"source-{0}\"><h3>[{0}] {1}</h3><p class=\"cells\">",
            source.number,
            escaped(&source.outlet)
        );
        let date = match source.published.value.as_deref() {
            Some(value) => format!("{value} ({})", words::basis(source.published.basis)),
            None => "date not known".to_string(),
        };
        let _ =
            write!(self.out, "<span>{}</span><span>root {}</span>", escaped(&date), source.root);
        if let Some(evidence) = source.published.evidence.as_deref().filter(|e| !e.is_empty()) {
            let _ = write!(
                self.out,
                "<span>date from “{}”</span>",
                escaped(&words::shortened(&words::plain(evidence), 140))
            );
        }
        if let Some(how) = words::copies(source.copies) {
            let of = source
                .parent
                .map(|p| format!(" of <a href=\"#source-{p}\">[{p}]</a>"))
                .unwrap_or_default();
            let _ = write!(self.out, "<span>copy{of}, {how}</span>");
        }
        if !source.credits.is_empty() {
            let credits: Vec<String> = source.credits.iter().map(|c| words::plain(c)).collect();
            let _ = write!(self.out, "<span>credits {}</span>", escaped(&list(&credits)));
        }
        if let Some(url) = page.url.as_deref() {
            let safe = url.starts_with("https://") || url.starts_with("http://");
            let shown = escaped(&words::plain(url));
            let markup = if safe {
                format!("<a rel=\"noopener noreferrer\" href=\"{shown}\">{shown}</a>")
            } else {
                shown
            };
            let _ = write!(self.out, "<span>{markup}</span>");
        }
        self.put("</p>");
        if let Some(title) = page.title.as_deref().filter(|t| words::plain(t) != source.outlet) {
            let _ = write!(self.out, "<p class=\"headline\">{}</p>", escaped(&words::plain(title)));
        }
        if !page.complaints.is_empty() {
            let _ = write!(
                self.out,
                "<details><summary>{} complaints</summary><ul>",
                page.complaints.len()
            );
            for complaint in page.complaints.iter().take(50) {
                let _ = write!(self.out, "<li>{}</li>", escaped(&words::plain(&complaint.message)));
            }
            self.put("</ul></details>");
        }
        self.text(source, left);
        self.put("</article>");
    }

    fn text(&mut self, source: &Source<'_>, left: &mut usize) {
        let page = &source.reading.page;
        let mut most = page.text.len().min(MOST_TEXT).min(*left);
        while !page.text.is_char_boundary(most) {
            most -= 1;
        }
        *left -= most;
        let quotes: Vec<Span> = self
            .cited
            .range((source.number, Span::new(0, 0))..)
            .take_while(|(n, _)| *n == source.number)
            .map(|(_, s)| *s)
            .filter(|s| s.fits(&page.text) && (s.start as usize) < most)
            .take(MOST_MARKS)
            .collect();
        let noise: Vec<(Span, NoiseKind, &str)> =
            page.noise.iter().take(MOST_MARKS).map(|n| (n.span, n.kind, n.why.as_str())).collect();
        let damage: Vec<(Span, String)> = page
            .mends
            .iter()
            .map(|m| (m.span, format!("{}: reads “{}”", m.why, m.reads)))
            .chain(page.complaints.iter().filter_map(|c| Some((c.span?, c.message.clone()))))
            .take(MOST_MARKS)
            .collect();

        let mut cuts: BTreeSet<usize> = BTreeSet::from([0, most]);
        let all =
            quotes.iter().chain(noise.iter().map(|n| &n.0)).chain(damage.iter().map(|d| &d.0));
        for span in all {
            for place in [span.start as usize, span.end as usize] {
                if place < most && page.text.is_char_boundary(place) {
                    cuts.insert(place);
                }
            }
        }
        let cuts: Vec<usize> = cuts.into_iter().collect();
        // Spans are met in order, so that each piece looks only at those that can still cover it.
        let mut ahead = Ahead::new(&quotes, &noise, &damage);
        self.put("<div class=\"text\">");
        for pair in cuts.windows(2) {
            let piece = Span::new(pair[0], pair[1]);
            let found = ahead.at(piece);
            for quote in found.starting {
                let _ = write!(
                    self.out,
                    "<span class=\"here\" id=\"q{}-{}-{}\"></span>",
                    source.number, quote.start, quote.end
                );
            }
            let text = escaped(piece.of(&page.text));
            let mut markup = text;
            if let Some(why) = found.damage {
                markup = format!("<u title=\"{}\">{markup}</u>", escaped(&words::plain(why)));
            }
            if let Some((kind, why)) = found.noise {
                let kind = match kind {
                    NoiseKind::Boilerplate => "furniture",
                    NoiseKind::Caption => "caption",
                    NoiseKind::Byline => "byline",
                    NoiseKind::Garbled => "garbled",
                    NoiseKind::Markup => "markup",
                };
                markup = format!(
                    "<s class=\"{kind}\" title=\"{kind}: {}\">{markup}</s>",
                    escaped(&words::plain(why))
                );
            }
            if found.quoted {
                markup = format!("<mark>{markup}</mark>");
            }
            self.put(&markup);
        }
        if most < page.text.len() {
            let _ = write!(
                self.out,
                " <i>… {} more bytes are not shown here</i>",
                page.text.len() - most
            );
        }
        self.put("</div>");
    }
}

/// Walks sorted spans beside the text.
struct Ahead<'a> {
    quotes: Vec<Span>,
    quote: usize,
    quoted_until: u32,
    noise: Vec<(Span, NoiseKind, &'a str)>,
    noise_at: usize,
    damage: Vec<(Span, &'a str)>,
    damage_at: usize,
}

struct Found<'a> {
    starting: Vec<Span>,
    quoted: bool,
    noise: Option<(NoiseKind, &'a str)>,
    damage: Option<&'a str>,
}

impl<'a> Ahead<'a> {
    fn new(
        quotes: &[Span],
        noise: &[(Span, NoiseKind, &'a str)],
        damage: &'a [(Span, String)],
    ) -> Self {
        let mut quotes = quotes.to_vec();
        quotes.sort();
        let mut noise = noise.to_vec();
        noise.sort_by_key(|n| n.0);
        let mut damage: Vec<(Span, &str)> = damage.iter().map(|d| (d.0, d.1.as_str())).collect();
        damage.sort_by_key(|d| d.0);
        Ahead { quotes, quote: 0, quoted_until: 0, noise, noise_at: 0, damage, damage_at: 0 }
    }

    fn at(&mut self, piece: Span) -> Found<'a> {
        let mut starting = Vec::new();
        while let Some(quote) = self.quotes.get(self.quote).filter(|q| q.start <= piece.start) {
            starting.push(*quote);
            self.quoted_until = self.quoted_until.max(quote.end);
            self.quote += 1;
        }
        while self.noise.get(self.noise_at).is_some_and(|n| n.0.end <= piece.start) {
            self.noise_at += 1;
        }
        while self.damage.get(self.damage_at).is_some_and(|d| d.0.end <= piece.start) {
            self.damage_at += 1;
        }
        Found {
            starting,
            quoted: self.quoted_until > piece.start,
            noise: self
                .noise
                .get(self.noise_at)
                .filter(|n| n.0.overlaps(piece))
                .map(|n| (n.1, n.2)),
            damage: self.damage.get(self.damage_at).filter(|d| d.0.overlaps(piece)).map(|d| d.1),
        }
    }
}
