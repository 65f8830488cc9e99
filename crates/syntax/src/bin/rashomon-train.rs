//! Trains the model of `rashomon-syntax` from CoNLL-U treebanks.
//!
//! ```text
//! rashomon-train --out FOLDER --dev DEV.conllu [--seed N] TREEBANK.conllu...
//! ```

use std::path::PathBuf;
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
    evaluate_only: bool,
}

fn arguments() -> Result<Arguments, Error> {
    let usage = |what: String| {
        let hint =
            "usage: rashomon-train --out FOLDER [--dev FILE] [--seed N] [--evaluate] TREEBANK...";
        Error::new("arguments", format!("{what}; {hint}"))
    };
    let mut all = std::env::args().skip(1);
    let mut found = Arguments {
        out: PathBuf::new(),
        dev: None,
        treebanks: Vec::new(),
        options: Options::default(),
        evaluate_only: false,
    };
    while let Some(argument) = all.next() {
        let mut value = || all.next().ok_or_else(|| usage(format!("{argument} needs a value")));
        match argument.as_str() {
            "--out" => found.out = value()?.into(),
            "--dev" => found.dev = Some(value()?),
            "--evaluate" => found.evaluate_only = true,
            "--seed" => {
                let seed = value()?;
                found.options.seed =
                    seed.parse().map_err(|_| usage(format!("the seed {seed:?} is no number")))?;
            }
            name if name.starts_with('-') => return Err(usage(format!("unknown option {name}"))),
            file => found.treebanks.push(file.to_string()),
        }
    }
    if found.out.as_os_str().is_empty() {
        return Err(usage("--out is missing".to_string()));
    }
    Ok(found)
}

fn read(file: &str) -> Result<Vec<Tree>, Error> {
    let text =
        std::fs::read_to_string(file).map_err(|error| Error::new(file, error.to_string()))?;
    conllu::read(file, &text)
}

fn run() -> Result<(), Error> {
    let arguments = arguments()?;
    let path = arguments.out.join("english.model");
    let place = path.display().to_string();
    let at_path = |error: std::io::Error| Error::new(place.clone(), error.to_string());
    if !arguments.evaluate_only {
        let mut trees = Vec::new();
        for file in &arguments.treebanks {
            trees.extend(read(file)?);
        }
        let start = Instant::now();
        let model = train(&trees, &arguments.options, &mut |line| {
            eprintln!("{:6.1} s  {line}", start.elapsed().as_secs_f64());
        })?;
        eprintln!("{} bytes", model.len());
        std::fs::create_dir_all(&arguments.out).map_err(at_path)?;
        std::fs::write(&path, &model).map_err(at_path)?;
    }
    if let Some(dev) = &arguments.dev {
        let start = Instant::now();
        let parser = Parser::from_model(&std::fs::read(&path).map_err(at_path)?)?;
        eprintln!("loaded in {:?}", start.elapsed());
        let trees = read(dev)?;
        for (name, case) in
            [("as it is", Case::Kept), ("lower", Case::Lower), ("upper", Case::Upper)]
        {
            let start = Instant::now();
            let figures = evaluate::trees_in(&parser, &trees, case);
            let speed = figures.words as f64 / start.elapsed().as_secs_f64();
            println!("{name}: {} ({speed:.0} words/s)", figures.line());
            if case == Case::Kept {
                println!("{}", figures.tables());
            }
        }
    }
    Ok(())
}
