//! What one report says: the Reading, one line of JSON per report.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    ActorCode, Context, CountryCode, Day, EventType, Interval, Mode, Page, PlaceMention, Quad,
    Span, Tenths, TimeMention, Toll,
};

/// Everything that one report says, each value with the span that says it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Reading {
    /// The report itself: text, noise, metadata.
    #[serde(flatten)]
    pub page: Page,
    /// Which versions made it.
    pub made_by: MadeBy,
    /// The same layers over `title`; spans point into the title.
    pub headline: Headline,
    /// Sentences of the text, noise left out.
    pub sentences: Vec<Span>,
    /// Mentions of actors and things.
    pub entities: Vec<Entity>,
    /// Expressions of time.
    pub times: Vec<TimeMention>,
    /// Mentions of places.
    pub places: Vec<PlaceMention>,
    /// Who says what.
    pub attributions: Vec<Attribution>,
    /// Every event word with its factuality.
    pub predicates: Vec<Predicate>,
    /// Events that the rules read.
    pub assertions: Vec<Assertion>,
}

/// Versions of what made a Reading; a Reading is made anew when they change.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct MadeBy {
    /// Version of the program.
    pub program: String,
    /// Hash of the parser's model.
    pub model: String,
    /// Hash of the lexicon.
    pub lexicon: String,
    /// Hash of the rules.
    pub rules: String,
}

/// The layers over the title.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Headline {
    /// As in [`Reading`].
    pub assertions: Vec<Assertion>,
    /// As in [`Reading`].
    pub entities: Vec<Entity>,
    /// As in [`Reading`].
    pub times: Vec<TimeMention>,
    /// As in [`Reading`].
    pub places: Vec<PlaceMention>,
    /// As in [`Reading`].
    pub attributions: Vec<Attribution>,
}

/// One mention of an actor or a thing.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Entity {
    /// `e0`, `e1`, …: local to its Reading, in order of place (`h0`, … in the headline).
    pub id: String,
    /// Where the mention stands.
    pub span: Span,
    /// What kind of thing.
    pub kind: EntityKind,
    /// Its fullest or usual name.
    pub name: String,
    /// Who it is.
    pub actor: Option<ActorCode>,
    /// Its country.
    pub country: Option<CountryCode>,
    /// The countries it operates in, where it has no one state.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<CountryCode>,
    /// The title as it stands in the text ("caretaker Prime Minister").
    #[serde(default)]
    pub title: Option<String>,
    /// The office it stands for (`head_of_government`, `foreign_minister`, …).
    #[serde(default)]
    pub office: Option<String>,
    /// The day on which the text says so.
    #[serde(default)]
    pub as_of: Option<Day>,
    /// The first mention of the same one in this text.
    #[serde(default)]
    pub same_as: Option<String>,
    /// How it is known who this is.
    pub basis: EntityBasis,
}

/// Kinds of entity.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    /// A named or described person.
    Person,
    /// A government, ministry, company, body.
    Organization,
    /// An armed group or movement.
    Group,
    /// A state.
    Country,
    /// A place that does not act.
    Place,
    /// People of a nationality, faith or role ("Iranian", "gunmen", "villagers").
    People,
    /// Facilities, weapons, things.
    Other,
}

/// How it is known who an entity is.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum EntityBasis {
    /// By its name.
    Name,
    /// By another name, from the lexicon or introduced in the text.
    Alias,
    /// By the title or role that the text gives it.
    Title,
    /// By a pronoun's antecedent.
    Pronoun,
    /// By a description ("the group").
    Description,
    /// By likeness of spelling to a name.
    Spelling,
}

/// Who says what.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Attribution {
    /// Who says it.
    pub source: Vec<Span>,
    /// The words of saying.
    pub cue: Vec<Span>,
    /// What is said.
    pub content: Vec<Span>,
    /// How it is quoted.
    pub kind: AttributionKind,
    /// The entity of the source.
    pub claimant: Option<String>,
    /// The attribution that this one stands inside of, by index.
    #[serde(default)]
    pub within: Option<usize>,
}

/// How something is quoted.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum AttributionKind {
    /// In quotation marks.
    Direct,
    /// In the narrator's words.
    Indirect,
    /// In both.
    Mixed,
}

/// An event word of the text, PLOVER or not.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Predicate {
    /// The word.
    pub span: Span,
    /// Whether it is said to have happened.
    pub factuality: Factuality,
}

/// Whether something is said to have happened.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Factuality {
    /// It happened or happens.
    Asserted,
    /// It did not happen.
    Denied,
    /// Someone means to do it.
    Planned,
    /// Someone asks for it.
    CalledFor,
    /// Someone threatens it.
    Threatened,
    /// It depends on something.
    Conditional,
    /// It may or might be.
    Hypothetical,
    /// It is doubted or asked.
    Questioned,
}

/// One event as one report tells it.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Assertion {
    /// Content hash of report text, trigger and type.
    pub id: String,
    /// Index into `sentences`.
    pub sentence: usize,
    /// The stretch of text that says it.
    pub span: Span,
    /// The word that says what happened.
    pub trigger: Span,
    /// PLOVER type.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// PLOVER mode.
    pub mode: Option<Mode>,
    /// Nearest CAMEO code.
    pub cameo: Option<String>,
    /// Quad class.
    pub quad: Quad,
    /// From −10 to 10.
    pub intensity: Tenths,
    /// PLOVER contexts.
    pub contexts: Vec<Context>,
    /// Who and what took part.
    pub participants: Vec<Participant>,
    /// When it happened.
    pub when: When,
    /// Where it happened.
    #[serde(rename = "where")]
    pub place: Where,
    /// How many people it hit.
    pub tolls: Vec<Toll>,
    /// Whether it is said to have happened.
    pub factuality: Factuality,
    /// News, history, or no particular time.
    pub timeframe: Timeframe,
    /// The entity said to vouch for it; `None` means the narrator.
    pub claimant: Option<String>,
    /// Index into `attributions`.
    pub attribution: Option<usize>,
    /// From the innermost claimant outwards to the outlet.
    #[serde(default)]
    pub claim_chain: Vec<String>,
    /// The assertion (a pledge, call, threat) whose content this is.
    #[serde(default)]
    pub content_of: Option<String>,
    /// The assertion of this report that it is a part of.
    #[serde(default)]
    pub part_of: Option<String>,
    /// The stance that a statement takes.
    #[serde(default)]
    pub position: Option<Position>,
    /// The diplomatic act.
    #[serde(default)]
    pub diplomatic: Option<Diplomatic>,
    /// The commitment made, kept or broken.
    #[serde(default)]
    pub commitment: Option<CommitmentText>,
    /// The rule that read it, as `assault/aerial`.
    pub rule: String,
}

/// Who or what took part in an event.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Participant {
    /// What they did in it.
    pub role: Role,
    /// The entity.
    pub entity: String,
    /// Where it stands.
    pub span: Span,
    /// Whether the sentence names it or the text around it.
    pub basis: ParticipantBasis,
}

/// Roles of participants.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Who did it.
    Actor,
    /// To whom it was done.
    Target,
    /// Who was hurt.
    Victim,
    /// A thing that was hit, taken, given.
    Object,
    /// With what.
    Instrument,
    /// A facility where it happened.
    Site,
    /// What a statement is about.
    Topic,
}

/// Where a participant was found.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ParticipantBasis {
    /// In the sentence.
    Sentence,
    /// In the text around it.
    Context,
}

/// When an event happened.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct When {
    /// First day.
    pub from: Option<Day>,
    /// Last day.
    pub to: Option<Day>,
    /// How that is known.
    pub basis: WhenBasis,
}

impl When {
    /// Not known.
    pub const UNKNOWN: When = When { from: None, to: None, basis: WhenBasis::Unknown };

    /// The calendar interval, where it has one.
    pub fn interval(&self) -> Option<Interval> {
        Some(Interval::new(self.from?, self.to?))
    }
}

/// How the time of an event is known.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum WhenBasis {
    /// The sentence gives a whole date.
    Explicit,
    /// An expression counted from the day of publication.
    Published,
    /// An expression counted from another event.
    Event,
    /// From the text around it.
    Context,
    /// Not known.
    Unknown,
}

/// Where an event happened.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Where {
    /// Index into `places`.
    pub place: Option<usize>,
    /// How that is known.
    pub basis: WhereBasis,
}

impl Where {
    /// Not known.
    pub const UNKNOWN: Where = Where { place: None, basis: WhereBasis::Unknown };
}

/// How the place of an event is known.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum WhereBasis {
    /// The sentence says it of the event.
    Explicit,
    /// From the place of a participant.
    Participant,
    /// From the text around it.
    Context,
    /// Not known.
    Unknown,
}

/// Whether an event is what the report is about.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Timeframe {
    /// What the report reports.
    News,
    /// What went before.
    Background,
    /// No particular time.
    Generic,
}

/// The stance that a statement takes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Position {
    /// Which.
    pub stance: Stance,
    /// On what, in the text's words.
    pub topic: Option<String>,
}

/// Stances.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Speaks against what was done.
    Condemns,
    /// Is glad of it.
    Welcomes,
    /// Stands by someone.
    Supports,
    /// Stands against something.
    Opposes,
    /// Says it is not so.
    Denies,
    /// Warns.
    Warns,
    /// Asks for something.
    CallsFor,
    /// Offers something.
    Offers,
    /// Is sorry or worried.
    Regrets,
}

/// A diplomatic act.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Diplomatic {
    /// Which.
    pub act: DiplomaticAct,
    /// The office it touches ("ambassador").
    pub office: Option<String>,
}

/// Diplomatic acts.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum DiplomaticAct {
    /// One's own envoy called home.
    Recall,
    /// The other's envoy sent away.
    Expel,
    /// The other's envoy kept from coming.
    Bar,
    /// The other's envoy called in.
    Summon,
    /// An envoy goes back.
    Return,
    /// Relations broken off.
    Sever,
    /// Relations taken up again.
    Restore,
    /// An envoy named.
    Appoint,
}

/// A commitment as a text states it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct CommitmentText {
    /// Entities that promise.
    pub promisor: Vec<String>,
    /// Entities to whom it is promised.
    pub promisee: Vec<String>,
    /// What is promised, in the text's words.
    pub action: String,
    /// Where those words stand.
    #[serde(default)]
    pub action_span: Option<Span>,
    /// Until when.
    pub due: Option<Interval>,
    /// On what condition, in the text's words.
    pub condition: Option<String>,
    /// How far it is.
    pub stage: CommitmentStage,
}

/// How far a commitment is, as one text tells it.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum CommitmentStage {
    /// One side says it will.
    Offered,
    /// The sides say they will.
    Agreed,
    /// Said again.
    Restated,
    /// Done.
    Fulfilled,
    /// Put off.
    Delayed,
    /// Not kept.
    Broken,
}
