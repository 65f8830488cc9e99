//! What was wrong with a page, said with its place. Bad input is data.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Span;

/// One thing that was wrong, and where.
#[derive(
    Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
pub struct Complaint {
    /// Where in the report's text; absent where it is about the page as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// What kind of fault.
    pub kind: ComplaintKind,
    /// What a person should know, naming file and line where there is one.
    pub message: String,
}

impl Complaint {
    /// A complaint about the page as a whole.
    pub fn page(kind: ComplaintKind, message: impl Into<String>) -> Self {
        Complaint { span: None, kind, message: message.into() }
    }

    /// A complaint about one place in the text.
    pub fn at(span: Span, kind: ComplaintKind, message: impl Into<String>) -> Self {
        Complaint { span: Some(span), kind, message: message.into() }
    }
}

/// The kinds of fault. The first five are about wording; after any of the others something may
/// have been lost.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum ComplaintKind {
    /// Words run into each other (`PakistantoJanuary`).
    FusedWords,
    /// A sentence breaks off or starts in the middle.
    BrokenSentence,
    /// A phrase that looks like a slip of a translating machine.
    Mistranslation,
    /// The text says two things that cannot both hold.
    ContradictsItself,
    /// No date of the report could be found.
    DateUnknown,
    /// The page could not be read at all.
    Unreadable,
    /// The page ends before its end.
    Truncated,
    /// Larger than the bounds; what lies beyond was left out.
    TooLarge,
    /// Bytes that are not the charset they claim to be.
    BadEncoding,
    /// A record inside a container (a line, an item) is broken.
    BadRecord,
    /// The language is one that the program does not read.
    UnreadLanguage,
    /// Some bound on work was reached and results were cut.
    Capped,
}

impl ComplaintKind {
    /// Whether the report as such could not be read, so that the program ends with exit code 3.
    pub fn is_fatal(self) -> bool {
        matches!(self, ComplaintKind::Unreadable | ComplaintKind::BadRecord)
    }
}
