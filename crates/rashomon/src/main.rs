//! One event, many accounts: the program that composes the rooms.
//!
//! Its main path reads as one sentence: acquire → clean → understand → corroborate → publish.
//! [`pipeline`] is the first half (pages in, Readings out, in input order, on all cores),
//! `commands` the second. The rooms themselves do not know one another; only this crate does.

mod arguments;
mod commands;
mod outcome;
mod pipeline;
mod terminal;

use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};

fn main() -> ExitCode {
    pipeline::quiet_panics();
    let arguments = Arguments::parse();
    let result = match arguments.command {
        Command::Read(options) => commands::read::run(&options),
        Command::Clean(options) => commands::clean::run(&options),
        Command::Record(options) => commands::record::run(&options),
        Command::Brief(options) => commands::brief::run(&options),
        Command::Add(options) => commands::add::run(&options),
        Command::Parse(options) => commands::parse::run(&options),
        Command::Schema(options) => commands::schema::run(&options),
    };
    match result {
        Ok(outcome) => outcome.exit_code(),
        Err(failure) => failure.report(),
    }
}
