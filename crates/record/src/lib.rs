//! The nouns that everything shares.
//!
//! Every other room takes values of these types and gives values of these types, so that the
//! stages (`acquire`, `clean`, `understand`, `corroborate`, `store`, `publish`) never need to
//! know one another. Read the modules in the order in which a page travels:
//!
//! 1. [`report`]: a [`Report`] as it was handed in, a [`RawPage`] as it was fetched, and the
//!    [`Page`] of text, noise and metadata that `clean` makes of it;
//! 2. [`reading`]: a [`Reading`], what one report says: entities, times, places, attributions
//!    and [`Assertion`]s;
//! 3. [`account`]: a [`Record`], what all reports together say: events, claims, disputes,
//!    commitments, heat;
//! 4. [`decision`]: a [`Decision`], what a person said about that.
//!
//! The small words under them are [`Span`], [`Day`] and [`Interval`], [`Toll`], [`ActorCode`],
//! the vocabulary of [`plover`] and content hashes ([`hash`]).
//!
//! This room holds no knowledge (that is `lexicon`), no grammar (`syntax`) and does no I/O. The
//! JSON that serde gives is the program's contract; [`schema`] writes it down as JSON Schema.

pub mod account;
pub mod actor;
pub mod complaint;
pub mod decision;
pub mod hash;
pub mod number;
pub mod place;
pub mod plover;
pub mod reading;
pub mod report;
pub mod schema;
pub mod span;
pub mod time;
pub mod toll;

pub use account::{
    ActorRecord, Claim, ClaimAbout, ClaimStance, Commitment, CommitmentStatus, Contribution,
    CopyKind, DiplomaticChange, Dispute, DisputeKind, DisputeSide, Dyad, DyadDay, DyadWeek, Event,
    EventParticipant, EventPlace, EventStatus, EventTime, Evidence, KilledBySide, PlacePrecision,
    PositionRecord, Record, ReportRecord, Root, TimePrecision, TollRange, Total, TurningPoint,
    Verdict,
};
pub use actor::{ActorCode, CountryCode, Sector};
pub use complaint::{Complaint, ComplaintKind};
pub use decision::{Decision, DecisionOperation, DecisionState};
pub use hash::ContentHash;
pub use number::{Microdegrees, Millis, Tenths};
pub use place::{PlaceKind, PlaceMention, PlaceUse};
pub use plover::{Context, EventType, Mode, Quad};
pub use reading::{
    Assertion, Attribution, AttributionKind, CommitmentStage, CommitmentText, Diplomatic,
    DiplomaticAct, Entity, EntityBasis, EntityKind, Factuality, Headline, MadeBy, Participant,
    ParticipantBasis, Position, Predicate, Reading, Role, Stance, Timeframe, When, WhenBasis,
    Where, WhereBasis,
};
pub use report::{
    Body, Given, MediaType, Mend, Noise, NoiseKind, Origin, Page, Published, PublishedBasis,
    RawPage, Report,
};
pub use span::Span;
pub use time::{Day, Interval, TimeBasis, TimeMention, TimeType};
pub use toll::{SubCount, Toll, TollKind, TollQualifier, TollScope};

/// The number of the contract's shapes; a field removed or changed raises it.
pub const SCHEMA: u32 = 1;
