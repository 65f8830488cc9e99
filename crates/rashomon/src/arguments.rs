//! The command line. Its help is the first documentation that most people read.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Reads everything published about a crisis and keeps one sourced record of it.
#[derive(Parser, Debug)]
#[command(
    version,
    propagate_version = true,
    after_help = "Try it:\n  \
        rashomon brief examples/saravan                    a page about a crisis, in the terminal\n  \
        rashomon brief examples/saravan --html brief.html  the same, to open in a browser\n  \
        rashomon read page.html                            what one report says, as JSON\n\n\
        Exit codes: 0 all read; 3 the output is whole, some reports could not be read;\n\
        2 wrong usage; 1 no output."
)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// What each report says: one Reading a line, in input order
    Read(EachOptions),
    /// What can be known of each report without grammar: text, noise, title, dates, language
    Clean(EachOptions),
    /// What all reports together say: one sourced record
    Record(RecordOptions),
    /// A page for a person: what happened, who says so, where accounts part, what was promised
    Brief(BriefOptions),
    /// Read reports into a store, to brief or export them later; a report known already changes nothing
    Add(AddOptions),
    /// Sentences, words and dependency trees
    Parse(ParseOptions),
    /// The JSON Schema of a shape: report, page, reading, record or decision
    Schema(SchemaOptions),
}

/// Where reports come from.
#[derive(Args, Debug)]
pub struct Inputs {
    /// Files and folders of reports: text, HTML, JSON Lines, feeds, WARC; `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,
}

/// How reports are read.
#[derive(Args, Debug, Clone, Copy)]
pub struct Reading {
    /// How many threads read; as many as there are cores unless told
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
    /// Give the map from each text to the bytes of its page
    #[arg(long)]
    pub map: bool,
}

/// Options of `read` and `clean`.
#[derive(Args, Debug)]
pub struct EachOptions {
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub reading: Reading,
    /// One JSON object a line
    #[arg(long, value_enum, default_value_t = LineFormat::Jsonl)]
    pub format: LineFormat,
}

/// Formats of one object a report.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum LineFormat {
    /// One object a line.
    Jsonl,
    /// One object after the other, indented for the eye.
    Json,
}

/// Options of `record`.
#[derive(Args, Debug)]
pub struct RecordOptions {
    /// Files and folders of reports, `-` for standard input; none: the reports of the store
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub reading: Reading,
    /// Each report its own record, one a line
    #[arg(long)]
    pub each: bool,
    /// json is indented, jsonl is one line
    #[arg(long, value_enum, default_value_t = LineFormat::Json)]
    pub format: LineFormat,
    /// Keep reports, Readings and the record in this file (without PATH: rashomon.db)
    #[arg(long, value_name = "FILE")]
    pub store: Option<PathBuf>,
}

/// Options of `brief`.
#[derive(Args, Debug)]
pub struct BriefOptions {
    /// Files and folders of reports, `-` for standard input; none: the reports of the store
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    #[command(flatten)]
    pub reading: Reading,
    /// Write a page for a browser to FILE, `-` for standard output; never over an existing file without --force
    #[arg(long, value_name = "FILE")]
    pub html: Option<PathBuf>,
    /// Replace an existing file
    #[arg(long)]
    pub force: bool,
    /// Keep reports, Readings and the record in this file (without PATH: rashomon.db)
    #[arg(long, value_name = "FILE")]
    pub store: Option<PathBuf>,
}

/// Options of `add`.
#[derive(Args, Debug)]
pub struct AddOptions {
    #[command(flatten)]
    pub inputs: Inputs,
    #[command(flatten)]
    pub reading: Reading,
    /// The store
    #[arg(long, value_name = "FILE", default_value = "rashomon.db")]
    pub store: PathBuf,
}

/// Options of `parse`.
#[derive(Args, Debug)]
pub struct ParseOptions {
    /// Files, `-` for standard input
    #[arg(value_name = "PATH", default_value = "-")]
    pub paths: Vec<PathBuf>,
    /// text: plain text; conllu: the words are given
    #[arg(long, value_enum, default_value_t = ParseFrom::Text)]
    pub from: ParseFrom,
    /// tree: for the eye; conllu: for programs
    #[arg(long, value_enum, default_value_t = ParseFormat::Tree)]
    pub format: ParseFormat,
}

/// What `parse` reads.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum ParseFrom {
    /// Plain text.
    Text,
    /// CoNLL-U, of which only the words are used.
    Conllu,
}

/// What `parse` writes.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum ParseFormat {
    /// A tree to look at.
    Tree,
    /// CoNLL-U.
    Conllu,
}

/// Options of `schema`.
#[derive(Args, Debug)]
pub struct SchemaOptions {
    /// Which shape; all of them in one object where none is named
    pub name: Option<String>,
}
