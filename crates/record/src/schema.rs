//! The contract as JSON Schema, made from the types.

use schemars::{JsonSchema, Schema, SchemaGenerator};

use crate::{Decision, Page, Reading, Record, Report};

/// Every shape of the contract: its name and its schema.
pub fn all() -> Vec<(&'static str, Schema)> {
    vec![
        ("report", of::<Report>()),
        ("page", of::<Page>()),
        ("reading", of::<Reading>()),
        ("record", of::<Record>()),
        ("decision", of::<Decision>()),
    ]
}

fn of<T: JsonSchema>() -> Schema {
    SchemaGenerator::default().into_root_schema_for::<T>()
}
