//! Trains the tagger of names:
//! `cargo run --release -p rashomon-understand --example train_names -- [--test=IOB2] IOB2 [OUT]`
//!
//! With `--test` the F1 over another file is printed.

use std::process::ExitCode;

use rashomon_lexicon::Lexicon;
use rashomon_lexicon::gazetteer::Gazetteer;
use rashomon_syntax::Parser;
use rashomon_understand::entities::train::{Settings, Trainer, train};

fn main() -> ExitCode {
    let mut settings = Settings::default();
    let mut paths = Vec::new();
    let mut test = None;
    for argument in std::env::args().skip(1) {
        match argument.split_once('=') {
            Some(("--epochs", n)) => settings.epochs = n.parse().unwrap_or(settings.epochs),
            Some(("--rate", n)) => settings.rate = n.parse().unwrap_or(settings.rate),
            Some(("--dropout", n)) => settings.dropout = n.parse().unwrap_or(settings.dropout),
            Some(("--least", n)) => settings.least = n.parse().unwrap_or(settings.least),
            Some(("--keep", n)) => settings.keep = n.parse().unwrap_or(settings.keep),
            Some(("--test", path)) => test = std::fs::read_to_string(path).ok(),
            _ => paths.push(argument),
        }
    }
    let Some(input) = paths.first() else {
        eprintln!("usage: train_names [--test=IOB2] IOB2 [OUT]");
        return ExitCode::from(2);
    };
    let iob2 = match std::fs::read_to_string(input) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("{input}: {error}");
            return ExitCode::from(1);
        }
    };
    let tools = Trainer {
        parser: Parser::embedded(),
        lexicon: Lexicon::embedded(),
        gazetteer: Gazetteer::embedded(),
    };
    let (file, f1) = train(&tools, &iob2, test.as_deref(), settings);
    println!("{} bytes", file.len());
    if let Some(f1) = f1 {
        println!("F1 over the test: {}.{}", f1 / 10, f1 % 10);
    }
    if let Some(output) = paths.get(1)
        && let Err(error) = std::fs::write(output, file)
    {
        eprintln!("{output}: {error}");
        return ExitCode::from(1);
    }
    ExitCode::SUCCESS
}
