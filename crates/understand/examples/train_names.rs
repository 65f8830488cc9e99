//! Trains the tagger of names:
//! `cargo run --release -p rashomon-understand --example train_names -- [--hold-out] IOB2 [OUT]`
//!
//! With `--hold-out` every tenth document is kept from training and the F1 over it is printed.

use std::process::ExitCode;

use rashomon_lexicon::Lexicon;
use rashomon_understand::entities::train::{Settings, train};

fn main() -> ExitCode {
    let mut settings = Settings::default();
    let mut paths = Vec::new();
    let mut hold_out = false;
    for argument in std::env::args().skip(1) {
        match argument.split_once('=') {
            Some(("--epochs", n)) => settings.epochs = n.parse().unwrap_or(settings.epochs),
            Some(("--rate", n)) => settings.rate = n.parse().unwrap_or(settings.rate),
            Some(("--dropout", n)) => settings.dropout = n.parse().unwrap_or(settings.dropout),
            Some(("--least", n)) => settings.least = n.parse().unwrap_or(settings.least),
            Some(("--keep", n)) => settings.keep = n.parse().unwrap_or(settings.keep),
            _ if argument == "--hold-out" => hold_out = true,
            _ => paths.push(argument),
        }
    }
    let Some(input) = paths.first() else {
        eprintln!("usage: train_names [--hold-out] IOB2 [OUT]");
        return ExitCode::from(2);
    };
    let iob2 = match std::fs::read_to_string(input) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("{input}: {error}");
            return ExitCode::from(1);
        }
    };
    let (file, f1) = train(&Lexicon::embedded(), &iob2, settings, hold_out);
    println!("{} bytes", file.len());
    if let Some(f1) = f1 {
        println!("F1 over held-out documents: {}.{}", f1 / 10, f1 % 10);
    }
    if let Some(output) = paths.get(1) {
        if let Err(error) = std::fs::write(output, file) {
            eprintln!("{output}: {error}");
            return ExitCode::from(1);
        }
    }
    ExitCode::SUCCESS
}
