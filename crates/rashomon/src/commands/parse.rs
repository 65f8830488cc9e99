//! `rashomon parse`: sentences, words and trees.

use std::io::{Read, Write};
use std::path::Path;

use rashomon_record::Span;
use rashomon_syntax::{Parser, conllu, draw};

use crate::arguments::{ParseFormat, ParseFrom, ParseOptions};
use crate::outcome::{Failure, Outcome};

/// Runs it.
pub fn run(options: &ParseOptions) -> Result<Outcome, Failure> {
    let parser = Parser::embedded();
    let mut out = std::io::stdout().lock();
    for path in &options.paths {
        let (name, text) = text(path)?;
        let done = match (options.from, options.format) {
            (ParseFrom::Conllu, ParseFormat::Conllu) => {
                conllu::annotate(&name, &text, &parser).map_err(Failure::new)?
            }
            (ParseFrom::Conllu, ParseFormat::Tree) => {
                let mut drawn = String::new();
                for tree in conllu::read(&name, &text).map_err(Failure::new)? {
                    let words = tree.forms();
                    drawn.push_str(&draw::tree(&words.join(" "), &parser.parse_tokens(&words)));
                    drawn.push('\n');
                }
                drawn
            }
            (ParseFrom::Text, format) => {
                let sentences = parser.parse(&text, &[Span::new(0, text.len())]);
                match format {
                    ParseFormat::Conllu => conllu::write(&text, &sentences),
                    ParseFormat::Tree => {
                        sentences.iter().map(|s| draw::tree(&text, s) + "\n").collect()
                    }
                }
            }
        };
        out.write_all(done.as_bytes())?;
    }
    Ok(Outcome::AllRead)
}

/// A file's name for messages, and its text; bytes that are not UTF-8 are replaced and said.
fn text(path: &Path) -> Result<(String, String), Failure> {
    let mut bytes = Vec::new();
    let name = if path.as_os_str() == "-" {
        "standard input".to_string()
    } else {
        path.display().to_string()
    };
    let read = if path.as_os_str() == "-" {
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| ())
    } else {
        std::fs::read(path).map(|read| bytes = read)
    };
    read.map_err(|e| Failure::new(format!("{name}: cannot be read: {e}")))?;
    Ok(match String::from_utf8(bytes) {
        Ok(text) => (name, text),
        Err(wrong) => {
            eprintln!("rashomon: {name}: not UTF-8 throughout; broken bytes read as �");
            (name, String::from_utf8_lossy(wrong.as_bytes()).into_owned())
        }
    })
}
