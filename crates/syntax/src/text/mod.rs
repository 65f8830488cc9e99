//! Text in, sentences of words out: byte spans by rules, no model.
//!
//! [`words`] cuts a region into words as UD English does, [`sentences`] groups them.
//! Neither ever fails, and both are linear in the length of the text.

pub(crate) mod bounds;
pub(crate) mod sentences;
pub(crate) mod words;

pub(crate) use sentences::split;
pub(crate) use words::Lists;
