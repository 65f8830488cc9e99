//! What a person said about the record. Append-only: later readings never overwrite it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ContentHash;

/// One decision of one person.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Decision {
    /// Content hash of all that follows.
    pub id: String,
    /// Who.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
    /// What.
    pub op: DecisionOperation,
    /// The event, report or claim it is about.
    pub target: String,
    /// The cell, as `killed.best`.
    #[serde(default)]
    pub cell: Option<String>,
    /// The value before.
    #[serde(default)]
    pub before: Option<serde_json::Value>,
    /// The value after.
    #[serde(default)]
    pub after: Option<serde_json::Value>,
    /// Hash of the evidence that the person saw.
    #[serde(default)]
    pub evidence_hash: Option<ContentHash>,
    /// Whether that evidence still stands.
    pub state: DecisionState,
    /// In their words.
    #[serde(default)]
    pub why: Option<String>,
}

/// What a decision does.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum DecisionOperation {
    /// It is right.
    Accept,
    /// A cell gets another value.
    Correct,
    /// It is wrong.
    Reject,
    /// Two events are one.
    Merge,
    /// One event is two.
    Split,
    /// It is of another type.
    Retype,
    /// A source gets another grade.
    Regrade,
    /// Coded by hand.
    Code,
    /// Read, nothing to code.
    NotCodable,
    /// A remark.
    Comment,
}

/// Whether the evidence under a decision is still what it was.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum DecisionState {
    /// It is.
    Holds,
    /// It changed; the decision is shown, flagged.
    Stale,
}
