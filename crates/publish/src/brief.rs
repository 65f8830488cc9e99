//! What a brief says, in its order, before anyone decides how it looks.

use std::collections::BTreeMap;

use rashomon_record::{
    Claim, ClaimAbout, ClaimStance, Commitment, CopyKind, Day, Dispute, Dyad, Event, Evidence,
    Factuality, Published, Quad, Reading, Record, Span, TollKind, TollRange,
};

use crate::words;

/// A record arranged for a reader.
#[derive(Debug)]
pub struct Brief<'a> {
    /// The record itself.
    pub record: &'a Record,
    /// Who the crisis is between and when: "Iran and Pakistan, 16 to 29 January 2024".
    pub title: String,
    /// Every report, numbered from 1 in this order.
    pub sources: Vec<Source<'a>>,
    /// Days in order, each with what happened on it.
    pub days: Vec<BriefDay<'a>>,
    /// What happened on no known day.
    pub undated: Vec<EventLine<'a>>,
    /// What is only planned, called for, threatened, possible or denied.
    pub unrealised: Vec<EventLine<'a>>,
    /// Where accounts part.
    pub disputes: Vec<DisputeLine<'a>>,
    /// What was promised.
    pub commitments: Vec<CommitmentLine<'a>>,
    /// Stances, by who takes them.
    pub positions: Vec<PositionLine>,
    /// Changes of diplomatic status.
    pub diplomatic: Vec<DiplomaticLine>,
    /// Dyads with any heat, hottest first.
    pub heat: Vec<&'a Dyad>,
    /// Sums that are kept apart from events.
    pub totals: Vec<TotalLine>,
    names: BTreeMap<&'a str, &'a str>,
    numbers: BTreeMap<&'a str, usize>,
}

/// One report as the list of sources shows it.
#[derive(Debug)]
pub struct Source<'a> {
    /// Its number, from 1.
    pub number: usize,
    /// The Reading.
    pub reading: &'a Reading,
    /// Outlet, or the best that is known instead.
    pub outlet: String,
    /// The number of the root it belongs to, from 1.
    pub root: usize,
    /// How it was copied, where it was.
    pub copies: CopyKind,
    /// The number of the report that it was copied from.
    pub parent: Option<usize>,
    /// Agencies it credits.
    pub credits: &'a [String],
    /// When it was published.
    pub published: &'a Published,
}

/// One day.
#[derive(Debug)]
pub struct BriefDay<'a> {
    /// Which.
    pub day: Day,
    /// Heat of the hottest dyad on it, in thousandths.
    pub heat: i64,
    /// What was done, gravest first.
    pub deeds: Vec<EventLine<'a>>,
    /// What was said.
    pub words: Vec<EventLine<'a>>,
}

impl Quote {
    /// Where it stands, as `[3] 120–184` or `[3] headline`.
    pub fn place(&self) -> String {
        if self.in_title {
            format!("[{}] headline", self.source)
        } else {
            format!("[{}] {}–{}", self.source, self.span.start, self.span.end)
        }
    }
}

/// One event with the voices that tell of it.
#[derive(Debug)]
pub struct EventLine<'a> {
    /// The event.
    pub event: &'a Event,
    /// Its tolls, killed first.
    pub tolls: Vec<(TollKind, &'a TollRange)>,
    /// One voice per claimant, the one that says most first.
    pub voices: Vec<Voice>,
}

/// What one claimant says of an event, in one quote.
#[derive(Debug)]
pub struct Voice {
    /// Who vouches for it.
    pub who: String,
    /// Whether the report itself speaks.
    pub narrator: bool,
    /// What they do with it.
    pub stance: ClaimStance,
    /// What they say of its tolls ("2 killed").
    pub tolls: Vec<String>,
    /// The words.
    pub quote: Quote,
    /// In how many more places they say so.
    pub more: usize,
}

/// Exact words and where they stand.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Quote {
    /// Number of the source.
    pub source: usize,
    /// Whether it stands in the headline; `span` then points into that.
    pub in_title: bool,
    /// Where in its text.
    pub span: Span,
    /// The words, on one line.
    pub text: String,
}

/// A dispute with a quote a side.
#[derive(Debug)]
pub struct DisputeLine<'a> {
    /// The dispute.
    pub dispute: &'a Dispute,
    /// The event's title.
    pub event: String,
    /// Each side: its value, who holds it, a quote.
    pub sides: Vec<(String, Vec<String>, Option<Quote>)>,
}

/// A commitment with its quotes.
#[derive(Debug)]
pub struct CommitmentLine<'a> {
    /// The commitment.
    pub commitment: &'a Commitment,
    /// Who promises.
    pub promisor: String,
    /// To whom.
    pub promisee: String,
    /// Where it is promised.
    pub made: Vec<Quote>,
    /// Where it is said to be kept, put off or broken.
    pub fate: Vec<Quote>,
}

/// A stance with its quotes.
#[derive(Debug)]
pub struct PositionLine {
    /// Who.
    pub who: String,
    /// Which, as a verb.
    pub stance: &'static str,
    /// On what.
    pub topic: Option<String>,
    /// Toward whom.
    pub toward: String,
    /// The words.
    pub quotes: Vec<Quote>,
}

/// A change of diplomatic status.
#[derive(Debug)]
pub struct DiplomaticLine {
    /// As a sentence.
    pub text: String,
    /// When.
    pub when: String,
    /// The words.
    pub quote: Option<Quote>,
}

/// A sum that is kept apart.
#[derive(Debug)]
pub struct TotalLine {
    /// As a sentence.
    pub text: String,
    /// The words.
    pub quotes: Vec<Quote>,
}

impl<'a> Brief<'a> {
    /// Arranges `record`, which was made from `readings`.
    pub fn of(record: &'a Record, readings: &'a [Reading]) -> Self {
        let mut brief = Brief {
            record,
            title: String::new(),
            sources: Vec::new(),
            days: Vec::new(),
            undated: Vec::new(),
            unrealised: Vec::new(),
            disputes: Vec::new(),
            commitments: Vec::new(),
            positions: Vec::new(),
            diplomatic: Vec::new(),
            heat: Vec::new(),
            totals: Vec::new(),
            names: record.actors.iter().map(|a| (a.code.as_str(), a.name.as_str())).collect(),
            numbers: BTreeMap::new(),
        };
        brief.number_sources(readings);
        brief.arrange_events();
        brief.disputes = record.disputes.iter().map(|d| brief.dispute(d)).collect();
        brief.commitments = record.commitments.iter().map(|c| brief.commitment(c)).collect();
        brief.positions = record
            .positions
            .iter()
            .map(|p| PositionLine {
                who: brief.name(&p.actor),
                stance: words::stance(p.stance),
                topic: p.topic.as_deref().map(words::plain),
                toward: brief.names_of(&p.toward),
                quotes: brief.quotes(&p.evidence),
            })
            .collect();
        brief.arrange_diplomatic();
        brief.arrange_totals();
        brief.heat =
            record.dyads.iter().filter(|d| d.days.iter().any(|day| day.heat.0 != 0)).collect();
        brief.heat.sort_by_key(|d| (-total_heat(d), &d.a, &d.b));
        // A pair with less than a fifth of the heat of the hottest is a footnote, not a front.
        let hottest = brief.heat.first().map_or(0, |d| total_heat(d));
        brief.heat.retain(|d| 5 * total_heat(d) >= hottest);
        brief.title = brief.headline();
        brief
    }

    /// The usual name of an actor code, or what was given where it is none. The bare head of a code goes
    /// by the name of the whole: `JAA` is who `JAA.REB` is.
    pub fn name(&self, code: &str) -> String {
        let whole = || {
            let start = format!("{code}.");
            let mut under = self.names.range(start.as_str()..);
            under.next().filter(|(c, _)| c.starts_with(&start)).map(|(_, name)| *name)
        };
        words::plain(self.names.get(code).copied().or_else(whole).unwrap_or(code))
    }

    fn names_of(&self, codes: &[String]) -> String {
        list(&codes.iter().map(|c| self.name(c)).collect::<Vec<_>>())
    }

    fn number_sources(&mut self, readings: &'a [Reading]) {
        let mut ordered: Vec<&Reading> = readings.iter().collect();
        ordered.sort_by(|a, b| {
            let key = |r: &Reading| (r.page.published.day().is_none(), r.page.published.day());
            key(a).cmp(&key(b)).then_with(|| a.page.id.cmp(&b.page.id))
        });
        ordered.dedup_by(|a, b| a.page.id == b.page.id);
        self.numbers =
            ordered.iter().enumerate().map(|(n, r)| (r.page.id.as_str(), n + 1)).collect();
        let reports: BTreeMap<&str, _> =
            self.record.reports.iter().map(|r| (r.id.as_str(), r)).collect();
        let mut roots: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, reading) in ordered.into_iter().enumerate() {
            let page = &reading.page;
            let report = reports.get(page.id.as_str());
            let fresh = roots.len() + 1;
            let root = report.map_or(fresh, |r| *roots.entry(r.root.as_str()).or_insert(fresh));
            let outlet = page.source.clone().or_else(|| page.title.clone()).unwrap_or_else(|| {
                words::shortened(page.text.trim_start().lines().next().unwrap_or(""), 60)
            });
            let outlet = words::plain(&outlet);
            self.sources.push(Source {
                number: index + 1,
                reading,
                outlet: if outlet.is_empty() {
                    words::shortened(&page.id, 12)
                } else {
                    words::shortened(&outlet, 60)
                },
                root,
                copies: report.map_or(CopyKind::None, |r| r.copies),
                parent: report
                    .and_then(|r| r.parent.as_deref())
                    .and_then(|p| self.numbers.get(p).copied()),
                credits: report.map_or(&page.credits[..], |r| &r.credits[..]),
                published: &page.published,
            });
        }
    }

    fn arrange_events(&mut self) {
        let mut hottest: BTreeMap<Day, i64> = BTreeMap::new();
        for day in self.record.dyads.iter().flat_map(|d| &d.days) {
            let heat = hottest.entry(day.date).or_insert(day.heat.0);
            *heat = (*heat).max(day.heat.0);
        }
        let mut days: BTreeMap<Day, BriefDay<'a>> = BTreeMap::new();
        for event in &self.record.events {
            let line = self.event(event);
            if event.factuality != Factuality::Asserted {
                self.unrealised.push(line);
                continue;
            }
            let Some(day) = event.when.best.or(event.when.from) else {
                self.undated.push(line);
                continue;
            };
            let heat = hottest.get(&day).copied().unwrap_or(0);
            let on = days.entry(day).or_insert_with(|| BriefDay {
                day,
                heat,
                deeds: Vec::new(),
                words: Vec::new(),
            });
            if is_deed(event) { &mut on.deeds } else { &mut on.words }.push(line);
        }
        let mut days: Vec<_> = days.into_values().collect();
        for day in &mut days {
            day.deeds.sort_by_key(|l| gravity(l.event));
            day.words.sort_by_key(|l| gravity(l.event));
        }
        self.undated.sort_by_key(|l| gravity(l.event));
        self.unrealised.sort_by_key(|l| gravity(l.event));
        self.days = days;
    }

    fn event(&self, event: &'a Event) -> EventLine<'a> {
        let mut tolls: Vec<(TollKind, &TollRange)> = Vec::new();
        tolls.extend(event.killed.as_ref().map(|t| (TollKind::Killed, t)));
        tolls.extend(event.injured.as_ref().map(|t| (TollKind::Injured, t)));
        tolls.extend(
            event
                .tolls
                .iter()
                .filter(|(k, _)| !matches!(k, TollKind::Killed | TollKind::Injured))
                .map(|(k, t)| (*k, t)),
        );

        let mut by_voice: BTreeMap<(bool, String), Vec<&Claim>> = BTreeMap::new();
        for claim in &event.claims {
            let narrator = claim.claimant.is_none();
            let who = self.voice(claim);
            by_voice.entry((narrator, who)).or_default().push(claim);
        }
        let mut voices: Vec<Voice> = Vec::new();
        for ((narrator, who), claims) in by_voice {
            // The words of a toll say most; those that it happened come next.
            let rank = |c: &Claim| match c.about {
                ClaimAbout::Killed => 0,
                ClaimAbout::Injured => 1,
                ClaimAbout::Occurred => 2,
                _ => 3,
            };
            let mut quotes: Vec<(usize, Quote)> = claims
                .iter()
                .flat_map(|c| self.quotes(&c.evidence).into_iter().map(move |q| (rank(c), q)))
                .collect();
            quotes.sort();
            let places: std::collections::BTreeSet<(usize, bool, Span)> =
                quotes.iter().map(|(_, q)| (q.source, q.in_title, q.span)).collect();
            let Some((_, quote)) = quotes.into_iter().next() else { continue };
            let mut tolls: Vec<String> = claims
                .iter()
                .filter(|c| {
                    rank(c) < 2
                        || matches!(
                            c.about,
                            ClaimAbout::Missing
                                | ClaimAbout::Captured
                                | ClaimAbout::Displaced
                                | ClaimAbout::Arrested
                        )
                })
                .map(|c| format!("{} {}", words::plain(&c.value), words::about(c.about)))
                .collect();
            tolls.dedup();
            let stance = claims
                .iter()
                .find(|c| c.about == ClaimAbout::Occurred)
                .or(claims.first())
                .map_or(ClaimStance::Asserts, |c| c.stance);
            voices.push(Voice { who, narrator, stance, tolls, quote, more: places.len() - 1 });
        }
        voices.sort_by(|a, b| {
            let key = |v: &Voice| (v.narrator, v.tolls.is_empty());
            key(a).cmp(&key(b)).then_with(|| a.quote.cmp(&b.quote))
        });
        EventLine { event, tolls, voices }
    }

    /// Who speaks in a claim: its claimant, else the outlet that tells it, else the report by its number.
    fn voice(&self, claim: &Claim) -> String {
        match (&claim.claimant, &claim.outlet) {
            (Some(code), _) => self.name(code),
            (None, Some(outlet)) => words::plain(outlet),
            (None, None) => {
                match claim.evidence.first().and_then(|e| self.numbers.get(e.report.as_str())) {
                    Some(number) => format!("report [{number}]"),
                    None => "a report".to_string(),
                }
            }
        }
    }

    fn dispute(&self, dispute: &'a Dispute) -> DisputeLine<'a> {
        let event = self.record.events.iter().find(|e| e.id == dispute.event);
        // A side may hold claims of another event: one act told under two dates is two events.
        let wanted: std::collections::BTreeSet<&str> =
            dispute.sides.iter().flat_map(|s| &s.claims).map(String::as_str).collect();
        let all = self.record.events.iter().flat_map(|e| &e.claims);
        let claims: BTreeMap<&str, &Claim> =
            all.filter(|c| wanted.contains(c.id.as_str())).map(|c| (c.id.as_str(), c)).collect();
        let sides = dispute
            .sides
            .iter()
            .map(|side| {
                let claims: Vec<&Claim> =
                    side.claims.iter().filter_map(|id| claims.get(id.as_str()).copied()).collect();
                let mut who: Vec<String> = claims.iter().map(|c| self.voice(c)).collect();
                who.sort();
                who.dedup();
                let quote = claims.iter().flat_map(|c| self.quotes(&c.evidence)).next();
                (words::plain(&side.value), who, quote)
            })
            .collect();
        DisputeLine {
            dispute,
            event: event.map_or_else(String::new, |e| words::plain(&e.title)),
            sides,
        }
    }

    fn commitment(&self, commitment: &'a Commitment) -> CommitmentLine<'a> {
        CommitmentLine {
            commitment,
            promisor: self.names_of(&commitment.promisor),
            promisee: self.names_of(&commitment.promisee),
            made: self.quotes(&commitment.evidence),
            fate: self.quotes(&commitment.fulfilment),
        }
    }

    fn arrange_diplomatic(&mut self) {
        let events: BTreeMap<&str, &Event> =
            self.record.events.iter().map(|e| (e.id.as_str(), e)).collect();
        let lines = self.record.diplomatic.iter().map(|change| {
            let office = change
                .office
                .as_deref()
                .map(|o| format!(" ({})", words::plain(o)))
                .unwrap_or_default();
            DiplomaticLine {
                text: format!(
                    "{} {} {}{office}",
                    self.name(&change.a),
                    words::act(change.act),
                    self.name(&change.b)
                ),
                when: words::when(&change.when),
                quote: events
                    .get(change.event.as_str())
                    .and_then(|e| e.claims.iter().flat_map(|c| self.quotes(&c.evidence)).next()),
            }
        });
        self.diplomatic = lines.collect();
    }

    fn arrange_totals(&mut self) {
        let lines = self.record.totals.iter().map(|total| {
            let range = TollRange {
                low: total.low,
                best: None,
                high: total.high,
                why: String::new(),
                conservative: None,
                by_side: None,
            };
            let over = match total.over.len() {
                0 => String::new(),
                n => format!(" over {n} events"),
            };
            TotalLine {
                text: format!("{} {}{over}", words::toll(&range), words::hurt(total.kind)),
                quotes: self.quotes(&total.evidence),
            }
        });
        self.totals = lines.collect();
    }

    fn quotes(&self, evidence: &[Evidence]) -> Vec<Quote> {
        let mut quotes: Vec<Quote> = evidence
            .iter()
            .filter_map(|e| {
                let source = *self.numbers.get(e.report.as_str())?;
                Some(Quote {
                    source,
                    in_title: e.in_title,
                    span: e.span,
                    text: words::plain(&e.quote),
                })
            })
            .collect();
        quotes.sort();
        quotes.dedup();
        quotes
    }

    fn headline(&self) -> String {
        let who = match self.heat.first() {
            Some(dyad) => format!("{} and {}", self.name(&dyad.a), self.name(&dyad.b)),
            None => "What was reported".to_string(),
        };
        // The days on which things were done; statements and recollections stretch far beyond.
        let deeds: Vec<Day> =
            self.days.iter().filter(|d| !d.deeds.is_empty()).map(|d| d.day).collect();
        match (deeds.first(), deeds.last()) {
            (Some(first), Some(last)) if first == last => {
                format!("{who}, {}", words::short(*first))
            }
            (Some(first), Some(last)) => {
                format!("{who}, {} to {}", words::short(*first), words::short(*last))
            }
            _ => who,
        }
    }
}

/// "a, b and c".
pub fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [many @ .., last] => format!("{} and {last}", many.join(", ")),
    }
}

fn is_deed(event: &Event) -> bool {
    matches!(event.quad, Quad::MaterialCooperation | Quad::MaterialConflict)
}

/// Gravest first: deaths, then intensity, then how many tell of it; the identifier settles ties.
fn gravity(event: &Event) -> (i64, i32, i64, String) {
    let killed = event.killed.as_ref().and_then(|k| k.best.or(k.low)).unwrap_or(0);
    let killed = i64::try_from(killed).unwrap_or(i64::MAX);
    let roots = i64::try_from(event.independent_roots).unwrap_or(0);
    (-killed, event.intensity.0, -roots, event.id.clone())
}

fn total_heat(dyad: &Dyad) -> i64 {
    dyad.days.iter().map(|d| d.heat.0.abs()).sum()
}
