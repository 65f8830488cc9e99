//! `rashomon schema`: the contract as JSON Schema.

use std::io::Write;

use rashomon_record::schema;

use crate::arguments::SchemaOptions;
use crate::outcome::{Failure, Outcome};

/// Runs it.
pub fn run(options: &SchemaOptions) -> Result<Outcome, Failure> {
    let all = schema::all();
    let mut out = std::io::stdout().lock();
    match &options.name {
        Some(name) => {
            let Some((_, found)) = all.iter().find(|(known, _)| known == name) else {
                let known: Vec<&str> = all.iter().map(|(n, _)| *n).collect();
                return Err(Failure::usage(format!(
                    "no shape is called {name}; there are {}",
                    known.join(", ")
                )));
            };
            serde_json::to_writer_pretty(&mut out, found)?;
        }
        None => {
            let object: serde_json::Map<_, _> = all
                .into_iter()
                .map(|(name, schema)| (name.to_string(), schema.to_value()))
                .collect();
            serde_json::to_writer_pretty(&mut out, &object)?;
        }
    }
    writeln!(out)?;
    Ok(Outcome::AllRead)
}
