//! One report on its way in: as handed in, as fetched, as text.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Complaint, ComplaintKind, ContentHash, Day, SCHEMA, Span};

/// A report as a line of JSON Lines gives it. Only `text` or `html` is required.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// The caller's name for it; a report without one gets its content hash.
    #[serde(default)]
    pub id: Option<String>,
    /// Plain text.
    #[serde(default)]
    pub text: Option<String>,
    /// A page of HTML.
    #[serde(default)]
    pub html: Option<String>,
    /// Headline.
    #[serde(default)]
    pub title: Option<String>,
    /// ISO date or timestamp of publication.
    #[serde(default)]
    pub published: Option<String>,
    /// Outlet, usually a host name.
    #[serde(default)]
    pub source: Option<String>,
    /// Address.
    #[serde(default)]
    pub url: Option<String>,
    /// ISO 639-1 code.
    #[serde(default)]
    pub language: Option<String>,
}

/// What the container (a JSON line, a feed item, an archive record) says about a page.
/// The page's own words never override it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Given {
    /// Identifier.
    pub id: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// ISO date or timestamp of publication.
    pub published: Option<String>,
    /// Outlet.
    pub source: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// Authors.
    pub authors: Vec<String>,
}

/// A page as `acquire` hands it to `clean`: bytes, and what their container says about them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct RawPage {
    /// Where it was found, for messages only: file, and line or record. Never part of an identifier.
    pub locator: String,
    /// What the container says.
    pub given: Given,
    /// The bytes; `None` where the page could not be had, which `complaints` explains.
    pub body: Option<Body>,
    /// What went wrong on the way.
    pub complaints: Vec<Complaint>,
}

/// The bytes of a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Body {
    /// As fetched (of a JSON line: the string's UTF-8).
    pub bytes: Vec<u8>,
    /// What they are.
    pub media_type: MediaType,
    /// The charset that the container claims, where it does (`utf-8` for a JSON line).
    pub charset: Option<String>,
}

/// What the bytes of a page are.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
pub enum MediaType {
    /// Plain text, kept byte for byte.
    #[serde(rename = "text/plain")]
    Text,
    /// A page or a fragment of HTML.
    #[serde(rename = "text/html")]
    Html,
}

/// What `clean` makes of a raw page: everything about a report that needs no grammar.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Page {
    /// [`SCHEMA`].
    pub schema: u32,
    /// Identifier.
    pub id: String,
    /// Headline.
    pub title: Option<String>,
    /// Outlet.
    pub source: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Authors.
    #[serde(default)]
    pub authors: Vec<String>,
    /// Section of the outlet.
    #[serde(default)]
    pub section: Option<String>,
    /// Agencies and outlets that the page itself credits ("With Reuters and EFE").
    #[serde(default)]
    pub credits: Vec<String>,
    /// ISO 639-1 code.
    pub language: Option<String>,
    /// Day of publication and how it is known.
    pub published: Published,
    /// ISO date or timestamp of the last change.
    #[serde(default)]
    pub modified: Option<String>,
    /// The text that every span points into. Given text is kept byte for byte.
    pub text: String,
    /// The bytes it was made from.
    pub origin: Origin,
    /// Stretches of the text that are no part of what the report says.
    #[serde(default)]
    pub noise: Vec<Noise>,
    /// Damaged words and how they should be read.
    #[serde(default)]
    pub mends: Vec<Mend>,
    /// What was wrong.
    #[serde(default)]
    pub complaints: Vec<Complaint>,
}

impl RawPage {
    /// The hash of what the page is: what its container says and its bytes. Where it was found is
    /// no part of it, so the same page met twice has the same key.
    pub fn key(&self) -> ContentHash {
        let given = serde_json::to_vec(&self.given).unwrap_or_default();
        let (kind, bytes) = match &self.body {
            None => ("none", &[][..]),
            Some(body) => {
                (if body.media_type == MediaType::Html { "html" } else { "text" }, &body.bytes[..])
            }
        };
        let charset = self.body.as_ref().and_then(|b| b.charset.as_deref()).unwrap_or("");
        let mut parts = Vec::with_capacity(given.len() + bytes.len() + 64);
        for part in [&given[..], kind.as_bytes(), charset.as_bytes(), bytes] {
            parts.extend_from_slice(&(part.len() as u64).to_le_bytes());
            parts.extend_from_slice(part);
        }
        ContentHash::of(&parts)
    }
}

impl Page {
    /// A page of plain text about which nothing is known yet.
    pub fn of_text(id: impl Into<String>, text: impl Into<String>) -> Self {
        let text = text.into();
        Page {
            schema: SCHEMA,
            id: id.into(),
            title: None,
            source: None,
            url: None,
            authors: Vec::new(),
            section: None,
            credits: Vec::new(),
            language: None,
            published: Published::unknown(),
            modified: None,
            origin: Origin {
                sha256: Some(ContentHash::of(text.as_bytes())),
                media_type: Some(MediaType::Text),
                charset: Some("utf-8".to_string()),
                map: None,
            },
            text,
            noise: Vec::new(),
            mends: Vec::new(),
            complaints: Vec::new(),
        }
    }

    /// Whether the page could not be read.
    pub fn is_unreadable(&self) -> bool {
        self.complaints
            .iter()
            .any(|c| c.kind == ComplaintKind::Unreadable || c.kind == ComplaintKind::BadRecord)
    }

    /// The stretches of text between noise, in order: what `understand` reads. Captions are
    /// kept apart as noise too and are not read.
    pub fn readable(&self) -> Vec<Span> {
        let mut noise: Vec<Span> = self.noise.iter().map(|n| n.span).collect();
        noise.sort();
        let (mut at, mut out) = (0usize, Vec::new());
        for span in noise {
            if span.start as usize > at {
                out.push(Span::new(at, span.start as usize));
            }
            at = at.max(span.end as usize);
        }
        if at < self.text.len() {
            out.push(Span::new(at, self.text.len()));
        }
        out.retain(|s| !s.of(&self.text).trim().is_empty());
        out
    }
}

/// A day of publication, and how it is known.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Published {
    /// ISO date or timestamp; absent where unknown.
    pub value: Option<String>,
    /// How it is known.
    pub basis: PublishedBasis,
    /// The words or the place in the page that it was taken from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<String>,
}

impl Published {
    /// No date was found.
    pub fn unknown() -> Self {
        Published { value: None, basis: PublishedBasis::Unknown, evidence: None }
    }

    /// The calendar day.
    pub fn day(&self) -> Option<Day> {
        self.value.as_deref().and_then(Day::parse)
    }
}

/// How a day of publication is known.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum PublishedBasis {
    /// The caller or the container said it.
    Given,
    /// The page's own metadata say it.
    Metadata,
    /// Inferred from expressions of time in the text.
    Inferred,
    /// Not known.
    Unknown,
}

/// The bytes that a text was made from.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
pub struct Origin {
    /// Hash of the bytes as fetched.
    pub sha256: Option<ContentHash>,
    /// What they are.
    pub media_type: Option<MediaType>,
    /// Charset they were read in.
    pub charset: Option<String>,
    /// Pieces `[text start, text end, byte start, byte end]`; given only where asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub map: Option<Vec<(u32, u32, u32, u32)>>,
}

/// A stretch of text that is no part of what the report says. Marked, never deleted.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Noise {
    /// Where.
    pub span: Span,
    /// What kind.
    pub kind: NoiseKind,
    /// The reason, for a person.
    pub why: String,
}

/// Kinds of noise.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum NoiseKind {
    /// Furniture of the page: menus, forms, share bars, contact lines.
    Boilerplate,
    /// The words under a picture.
    Caption,
    /// Who wrote it, when, with which agencies.
    Byline,
    /// Fragments that make no sentence.
    Garbled,
    /// Left-overs of markup.
    Markup,
}

/// Damaged words and how they should be read. The text itself stays as it is.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Mend {
    /// Where.
    pub span: Span,
    /// How to read it.
    pub reads: String,
    /// The reason.
    pub why: String,
}
