//! Trains the model of `rashomon-syntax` from CoNLL-U treebanks, measures it, writes its card.
//!
//! ```text
//! rashomon-train --out FOLDER [--dev FILE] [--evaluate] [--seed N] [--epochs N] [--width N]
//!                [--drop SHARE] TREEBANK...
//! ```
//!
//! `--evaluate` trains nothing: it measures the model in FOLDER and prints where it differs.
//! The same treebanks, options and seed give the same bytes; a build for the processor at hand
//! (`RUSTFLAGS="-C target-cpu=native"`) is several times faster and changes no bit.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use rashomon_syntax::conllu::{self, Tree};
use rashomon_syntax::train::evaluate::{self, Case};
use rashomon_syntax::train::{Options, train};
use rashomon_syntax::{Error, Parser};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("rashomon-train: {error}");
            ExitCode::FAILURE
        }
    }
}

struct Arguments {
    out: PathBuf,
    dev: Option<String>,
    treebanks: Vec<String>,
    options: Options,
    evaluate: bool,
}

fn number<N: std::str::FromStr>(text: &str) -> Result<N, Error> {
    text.parse().map_err(|_| Error::new("arguments", format!("{text:?} is no such number")))
}

fn arguments() -> Result<Arguments, Error> {
    let usage = |what: String| {
        let hint = "usage: rashomon-train --out FOLDER [--dev FILE] [--evaluate] TREEBANK...";
        Error::new("arguments", format!("{what}; {hint}"))
    };
    let mut all = std::env::args().skip(1);
    let mut found = Arguments {
        out: PathBuf::new(),
        dev: None,
        treebanks: Vec::new(),
        options: Options::default(),
        evaluate: false,
    };
    while let Some(argument) = all.next() {
        let mut value = || all.next().ok_or_else(|| usage(format!("{argument} needs a value")));
        match argument.as_str() {
            "--out" => found.out = value()?.into(),
            "--dev" => found.dev = Some(value()?),
            "--evaluate" => found.evaluate = true,
            "--epochs" => found.options.parser_epochs = number(&value()?)?,
            "--width" => found.options.width = number(&value()?)?,
            "--drop" => found.options.drop = number(&value()?)?,
            "--seed" => found.options.seed = number(&value()?)?,
            name if name.starts_with('-') => return Err(usage(format!("unknown option {name}"))),
            file => found.treebanks.push(file.to_string()),
        }
    }
    if found.out.as_os_str().is_empty() {
        return Err(usage("--out is missing".to_string()));
    }
    if found.options.width == 0 || !found.options.width.is_multiple_of(16) {
        return Err(usage("the width must be a multiple of 16".to_string()));
    }
    Ok(found)
}

fn io(path: &Path) -> impl Fn(std::io::Error) -> Error {
    let place = path.display().to_string();
    move |error| Error::new(place.clone(), error.to_string())
}

fn read(file: &str) -> Result<Vec<Tree>, Error> {
    let text = std::fs::read_to_string(file).map_err(io(Path::new(file)))?;
    conllu::read(file, &text)
}

fn run() -> Result<(), Error> {
    let arguments = arguments()?;
    let path = arguments.out.join("english.model");
    let dev = arguments.dev.as_deref().map(read).transpose()?.unwrap_or_default();
    std::fs::create_dir_all(&arguments.out).map_err(io(&arguments.out))?;
    let mut data = String::new();
    if !arguments.evaluate {
        let mut trees = Vec::new();
        for file in &arguments.treebanks {
            let more = read(file)?;
            let words: usize = more.iter().map(|tree| tree.words.len()).sum();
            let _ = writeln!(data, "- {}: {} sentences, {words} words", name(file), more.len());
            trees.extend(more);
        }
        let start = Instant::now();
        let mut say = |line: &str| eprintln!("{:6.1} s  {line}", start.elapsed().as_secs_f64());
        // What is lost when training is broken off is at most three rounds.
        let mut keep = |model: &[u8]| {
            if let Err(error) = std::fs::write(path.with_extension("part"), model) {
                eprintln!("the model so far cannot be kept: {error}");
            }
        };
        let model = train(&trees, &dev, &arguments.options, &mut say, &mut keep)?;
        std::fs::write(&path, &model).map_err(io(&path))?;
    }
    if dev.is_empty() {
        return Ok(());
    }
    let card = measure(&path, &dev, &arguments, &data)?;
    println!("{card}");
    if !arguments.evaluate {
        let path = arguments.out.join("CARD.md");
        std::fs::write(&path, card).map_err(io(&path))?;
    }
    Ok(())
}

/// The last part of a path: a card says nothing of the machine that made it.
fn name(file: &str) -> &str {
    file.rsplit('/').next().unwrap_or(file)
}

/// Who made the treebanks, and under which licence the weights are.
const LICENCE: &str = "\
The weights are licensed CC BY-SA 4.0, apart from the code's licence, with attribution to:

- Universal Dependencies English Web Treebank (UD_English-EWT), by Natalia Silveira, Timothy Dozat,
  Christopher Manning, Sebastian Schuster, Ethan Chi, John Bauer, Miriam Connor, Marie-Catherine de
  Marneffe, Nathan Schneider, Sam Bowman, Hanzhi Zhu, Daniel Galbraith and others; CC BY-SA 4.0;
- Georgetown University Multilayer corpus (UD_English-GUM), by Amir Zeldes and others: annotations
  CC BY 4.0; only documents whose texts are CC BY, CC BY-SA or in the public domain.
";

/// The card of the model: data, licence, figures, also those that do not flatter.
fn measure(path: &Path, dev: &[Tree], arguments: &Arguments, data: &str) -> Result<String, Error> {
    let file = std::fs::read(path).map_err(io(path))?;
    let start = Instant::now();
    let parser = Parser::from_model(&file)?;
    let loaded = start.elapsed().as_millis();
    let options: Vec<String> = std::env::args().skip(1).map(|a| name(&a).to_string()).collect();
    let mut card = format!(
        "# Model card: english.model\n\nHash {}, {} bytes, loaded in {loaded} ms.\n\n## Data and \
         licence\n\n{data}\n{LICENCE}\n## How it was made\n\n```text\nrashomon-train {}\n```\n\n\
         {:?}\n\n## Figures\n\nOn `{}`, gold words, predicted tags, subtypes of relations aside. \
         That file was looked at while the recipe was made: figures on text never seen are a \
         little lower.\n\n",
        parser.model_hash(),
        file.len(),
        options.join(" "),
        arguments.options,
        name(arguments.dev.as_deref().unwrap_or_default()),
    );
    let (words, sentences, differences) = evaluate::segmentation(&parser, dev);
    let mut tables = String::new();
    for (name, case) in [("as it is", Case::Kept), ("lower", Case::Lower), ("upper", Case::Upper)] {
        let start = Instant::now();
        let figures = evaluate::trees_in(&parser, dev, case);
        let speed = figures.words as f64 / start.elapsed().as_secs_f64();
        let _ = writeln!(card, "- {name}: {}", figures.line());
        eprintln!("{name}: {speed:.0} words/s");
        if case == Case::Kept {
            tables = figures.tables();
            if arguments.evaluate {
                for ((tag, form, gold, said), count) in &figures.lemmas {
                    println!("lemma\t{tag}\t{form}\t{gold}\t{said}\t{count}");
                }
            }
        }
    }
    let (words, sentences) = (100.0 * words, 100.0 * sentences);
    let _ = writeln!(
        card,
        "- raw text, paragraph by paragraph, F1 of spans: words {words:.2}, sentences \
         {sentences:.2}\n\nBy relation, and what is mistaken for what most often:\n\n{tables}"
    );
    if arguments.evaluate {
        for (gold, said) in differences {
            println!("{gold}\t{said}");
        }
    }
    Ok(card)
}
