//! What all reports together say: the Record.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    ActorCode, Complaint, Context, CountryCode, Day, DiplomaticAct, EntityKind, EventType,
    Factuality, Microdegrees, Millis, Mode, Quad, Role, Span, Stance, Tenths, TollKind, WhenBasis,
    WhereBasis,
};

/// One sourced record of a crisis: a function of a set of reports and of human decisions.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Record {
    /// [`crate::SCHEMA`].
    pub schema: u32,
    /// Every report, by identifier.
    pub reports: Vec<ReportRecord>,
    /// Independent origins of what is told.
    pub roots: Vec<Root>,
    /// What happened, by day.
    pub events: Vec<Event>,
    /// Sums over several events, kept apart from them.
    pub totals: Vec<Total>,
    /// Where accounts part.
    pub disputes: Vec<Dispute>,
    /// What was promised.
    pub commitments: Vec<Commitment>,
    /// Who took which stance.
    pub positions: Vec<PositionRecord>,
    /// Changes of diplomatic status.
    pub diplomatic: Vec<DiplomaticChange>,
    /// Heat by pair of actors and day.
    pub dyads: Vec<Dyad>,
    /// Everyone named.
    pub actors: Vec<ActorRecord>,
    /// What was capped or could not be ordered.
    pub complaints: Vec<Complaint>,
}

/// A report's place in the tree of copies.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ReportRecord {
    /// Identifier.
    pub id: String,
    /// The root it belongs to.
    pub root: String,
    /// All roots that it draws on, its own first.
    pub roots: Vec<String>,
    /// The report it was copied from.
    pub parent: Option<String>,
    /// How.
    pub copies: CopyKind,
    /// Agencies and outlets it credits.
    pub credits: Vec<String>,
    /// The event that it is mainly about.
    pub main_event: Option<String>,
    /// The story it belongs to.
    pub story: Option<String>,
    /// The grade that a desk gave its source.
    pub grade: Option<String>,
}

/// How a report was copied.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum CopyKind {
    /// Word for word.
    Exact,
    /// The same text in other furniture.
    Syndicated,
    /// Cut short.
    Trimmed,
    /// Reworded.
    Rewritten,
    /// Translated, there and perhaps back.
    Translated,
    /// Not a copy.
    None,
}

/// An independent origin: one page or agency that others copy.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Root {
    /// Identifier.
    pub id: String,
    /// The outlet or agency.
    pub outlet: Option<String>,
    /// The reports that come from it.
    pub reports: Vec<String>,
}

/// One event, from all accounts of it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// From its smallest founding assertion.
    pub id: String,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// PLOVER mode.
    pub mode: Option<Mode>,
    /// Quad class.
    pub quad: Quad,
    /// From −10 to 10.
    pub intensity: Tenths,
    /// PLOVER contexts.
    pub contexts: Vec<Context>,
    /// A line for a person.
    pub title: String,
    /// When.
    pub when: EventTime,
    /// Where; absent where nothing says it.
    #[serde(rename = "where")]
    pub place: Option<EventPlace>,
    /// Who and what took part.
    pub participants: Vec<EventParticipant>,
    /// Dead.
    pub killed: Option<TollRange>,
    /// Wounded.
    pub injured: Option<TollRange>,
    /// The other kinds of toll.
    pub tolls: BTreeMap<TollKind, TollRange>,
    /// Who says what about it; always at least that it occurred.
    pub claims: Vec<Claim>,
    /// How many different claimants, narrators counted by root.
    pub claimants: usize,
    /// How many roots tell of it independently.
    pub independent_roots: usize,
    /// Whether it is said to have happened.
    pub factuality: Factuality,
    /// How well it stands.
    pub status: EventStatus,
    /// The event that it is a part of.
    pub part_of: Option<String>,
    /// Its parts.
    pub parts: Vec<String>,
}

/// When an event happened.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct EventTime {
    /// First day that any good account allows.
    pub from: Option<Day>,
    /// Last day.
    pub to: Option<Day>,
    /// The likeliest day.
    pub best: Option<Day>,
    /// 1 the day, 2 two to six days, 3 a week, 4 a month, 5 longer; absent where no time is known.
    pub precision: Option<TimePrecision>,
    /// How it is known at best: `context` where no account says it of the event itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<WhenBasis>,
}

/// Precision of a date after the Uppsala rules: 1 (the day) to 5 (longer than a month).
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct TimePrecision(pub u8);

/// Where an event happened.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct EventPlace {
    /// Name.
    pub name: Option<String>,
    /// First-order division.
    pub admin1: Option<String>,
    /// Country.
    pub country: Option<CountryCode>,
    /// Latitude.
    pub lat: Option<Microdegrees>,
    /// Longitude.
    pub lon: Option<Microdegrees>,
    /// GeoNames identifier.
    pub geonames: Option<u64>,
    /// 1 exact, 2 near, 3 second-order division, 4 first-order division, 5 line or fuzzy region,
    /// 6 country, 7 sea or air.
    pub precision: PlacePrecision,
    /// How it is known at best: `context` where no account says it of the event itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<WhereBasis>,
}

/// Precision of a place after the Uppsala rules: 1 (exact) to 7 (sea or air).
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct PlacePrecision(pub u8);

/// Who or what took part in an event, from all accounts.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct EventParticipant {
    /// What they did in it.
    pub role: Role,
    /// Name.
    pub name: String,
    /// Code.
    pub actor: Option<ActorCode>,
    /// Country.
    pub country: Option<CountryCode>,
    /// Kind.
    pub kind: EntityKind,
    /// The words of the texts, the fullest mention first.
    pub texts: Vec<String>,
}

/// A toll as low, best and high after the Uppsala rules.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct TollRange {
    /// Lowest reliable.
    pub low: Option<u64>,
    /// Most likely.
    pub best: Option<u64>,
    /// Highest reliable.
    pub high: Option<u64>,
    /// Why `best` is what it is.
    pub why: String,
    /// The figure of a coder who takes the lowest credible one.
    #[serde(default)]
    pub conservative: Option<u64>,
    /// By side, where the accounts say it.
    #[serde(default)]
    pub by_side: Option<KilledBySide>,
}

/// Deaths by side.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct KilledBySide {
    /// Side A.
    pub a: u64,
    /// Side B.
    pub b: u64,
    /// Civilians.
    pub civilians: u64,
    /// Not said.
    pub unknown: u64,
}

/// One thing that one claimant says about an event.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Claim {
    /// Identifier.
    pub id: String,
    /// Which attribute.
    pub about: ClaimAbout,
    /// Its value, in words or digits.
    pub value: String,
    /// Who vouches for it; `None` is the narrator, named by `outlet`.
    pub claimant: Option<String>,
    /// The outlet where the narrator speaks.
    pub outlet: Option<String>,
    /// Whether they say so or deny it.
    pub stance: ClaimStance,
    /// The roots in which it stands.
    pub roots: Vec<String>,
    /// Where it stands.
    pub evidence: Vec<Evidence>,
}

/// Attributes of an event.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ClaimAbout {
    /// That it happened.
    Occurred,
    /// What it was.
    What,
    /// When.
    When,
    /// Where.
    Where,
    /// By whom.
    Actor,
    /// Against whom.
    Target,
    /// With what.
    Instrument,
    /// A stance.
    Position,
    /// Dead.
    Killed,
    /// Wounded.
    Injured,
    /// Missing.
    Missing,
    /// Captured.
    Captured,
    /// Displaced.
    Displaced,
    /// Arrested.
    Arrested,
}

impl From<TollKind> for ClaimAbout {
    fn from(kind: TollKind) -> Self {
        match kind {
            TollKind::Killed => ClaimAbout::Killed,
            TollKind::Injured => ClaimAbout::Injured,
            TollKind::Missing => ClaimAbout::Missing,
            TollKind::Captured => ClaimAbout::Captured,
            TollKind::Displaced => ClaimAbout::Displaced,
            TollKind::Arrested => ClaimAbout::Arrested,
        }
    }
}

/// What a claimant does with a claim.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ClaimStance {
    /// Says so.
    Asserts,
    /// Says it is not so.
    Denies,
    /// Doubts it.
    Questions,
}

/// The exact words, and where they stand.
#[derive(
    Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
pub struct Evidence {
    /// The report.
    pub report: String,
    /// The assertion in it.
    #[serde(default)]
    pub assertion: Option<String>,
    /// Where in its text, or in its title.
    pub span: Span,
    /// The words.
    pub quote: String,
    /// Whether the span points into the title.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub in_title: bool,
}

/// How well an event stands.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum EventStatus {
    /// Two independent roots or more.
    Corroborated,
    /// One root.
    SingleSource,
    /// Accounts part on whether or how.
    Disputed,
    /// Only denied.
    Denied,
}

/// A sum over several events. Never an event, never added to one.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Total {
    /// What is counted.
    pub kind: TollKind,
    /// Lowest.
    pub low: Option<u64>,
    /// Highest.
    pub high: Option<u64>,
    /// The events it is over, as far as they are known.
    pub over: Vec<String>,
    /// Where it stands.
    pub evidence: Vec<Evidence>,
}

/// Where accounts of one event part.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Dispute {
    /// Identifier.
    pub id: String,
    /// The event.
    pub event: String,
    /// Which attribute.
    pub about: ClaimAbout,
    /// Of what kind.
    pub kind: DisputeKind,
    /// The sides.
    pub sides: Vec<DisputeSide>,
    /// For a person.
    pub explanation: String,
}

/// Kinds of dispute.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum DisputeKind {
    /// Claimants hold different things.
    BetweenParties,
    /// A text is at odds with itself, the calendar or the map.
    ErrorInText,
    /// One gives a bound, the other a number.
    Bound,
    /// The later account replaces the earlier.
    ChangedOverTime,
    /// One is finer than the other.
    Granularity,
}

/// One side of a dispute.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DisputeSide {
    /// What it holds.
    pub value: String,
    /// The claims that hold it.
    pub claims: Vec<String>,
}

/// What was promised, and what became of it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Commitment {
    /// Identifier.
    pub id: String,
    /// Who promises.
    pub promisor: Vec<String>,
    /// To whom.
    pub promisee: Vec<String>,
    /// What.
    pub action: String,
    /// When it was promised.
    pub made_on: Option<Day>,
    /// Until when.
    pub due: Option<Day>,
    /// How it stands. Silence is never `broken`.
    pub status: CommitmentStatus,
    /// Score after the Peace Accords Matrix, 0 to 3, where later evidence allows one.
    pub pam: Option<u8>,
    /// Where it is promised.
    pub evidence: Vec<Evidence>,
    /// Where it is said to be kept, put off or broken.
    pub fulfilment: Vec<Evidence>,
}

/// How a commitment stands.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum CommitmentStatus {
    /// One side says it will.
    Offered,
    /// The sides say they will.
    Agreed,
    /// Its day has come.
    Due,
    /// Done.
    Kept,
    /// Done or put off after its day.
    Late,
    /// Done in part.
    Partly,
    /// Said to be broken.
    Broken,
    /// Replaced by another.
    Superseded,
    /// Nothing says.
    Unknown,
}

/// A stance that someone took.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct PositionRecord {
    /// Who.
    pub actor: String,
    /// Which.
    pub stance: Stance,
    /// On what.
    pub topic: Option<String>,
    /// Toward whom.
    pub toward: Vec<String>,
    /// Where it stands.
    pub evidence: Vec<Evidence>,
}

/// A change in the relations of two states.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DiplomaticChange {
    /// Who acted.
    pub a: String,
    /// Toward whom.
    pub b: String,
    /// How.
    pub act: DiplomaticAct,
    /// Which office.
    pub office: Option<String>,
    /// When.
    pub when: EventTime,
    /// The event that it comes from.
    pub event: String,
}

/// The heat between two actors, day by day. `a` sorts before `b`.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Dyad {
    /// One.
    pub a: String,
    /// The other.
    pub b: String,
    /// Days with any heat.
    pub days: Vec<DyadDay>,
    /// A verdict per week.
    pub weeks: Vec<DyadWeek>,
    /// Days on which the course changed.
    pub turning_points: Vec<TurningPoint>,
}

/// One day of a dyad.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DyadDay {
    /// The day.
    pub date: Day,
    /// Sum of the contributions, in thousandths; cooperation is negative.
    pub heat: Millis,
    /// What each event adds.
    pub contributions: Vec<Contribution>,
}

/// What one event adds to a day's heat.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Contribution {
    /// The event.
    pub event: String,
    /// In thousandths.
    pub heat: Millis,
}

/// One week of a dyad, from Monday.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct DyadWeek {
    /// The Monday.
    pub from: Day,
    /// Against the week before.
    pub verdict: Verdict,
}

/// Heating up or cooling down.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Hotter.
    Deteriorated,
    /// The same.
    Unchanged,
    /// Cooler.
    Improved,
}

/// A day on which the course of a dyad changed.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct TurningPoint {
    /// The day.
    pub date: Day,
    /// Where it turned to.
    pub verdict: Verdict,
    /// The events that made it.
    pub events: Vec<String>,
}

/// Someone named in the record.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct ActorRecord {
    /// Code.
    pub code: ActorCode,
    /// Usual name.
    pub name: String,
    /// Other names in the texts.
    pub aliases: Vec<String>,
}
