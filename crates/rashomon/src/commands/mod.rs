//! One module a command.

pub mod add;
pub mod brief;
pub mod clean;
pub mod parse;
pub mod read;
pub mod record;
pub mod schema;
