//! CoNLL-U, the format of treebanks: read, write, and fill in what the parser says.

use std::fmt::Write as _;

use crate::Parser;
use crate::error::Error;
use crate::tree::Sentence;

/// One line of a sentence, in order.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Line {
    /// A comment, with its `#`.
    Comment(String),
    /// A word: index into [`Tree::words`].
    Word(usize),
    /// A multiword token or an empty node, as it stands.
    Other(String),
}

/// A word with all that its line says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// FORM.
    pub form: String,
    /// LEMMA.
    pub lemma: String,
    /// UPOS.
    pub upos: String,
    /// XPOS.
    pub xpos: String,
    /// FEATS.
    pub feats: String,
    /// HEAD: `None` where it is `_`, 0 for the root.
    pub head: Option<usize>,
    /// DEPREL.
    pub relation: String,
    /// DEPS.
    pub deps: String,
    /// MISC.
    pub misc: String,
}

/// A sentence of a CoNLL-U file.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Tree {
    lines: Vec<Line>,
    /// Its words.
    pub words: Vec<Row>,
}

/// Reads `text`; `file` is its name in errors.
pub fn read(file: &str, text: &str) -> Result<Vec<Tree>, Error> {
    let mut trees = Vec::new();
    let mut tree = Tree::default();
    for (number, line) in text.lines().enumerate() {
        let line = line.strip_prefix('\u{feff}').unwrap_or(line).trim_end_matches('\r');
        let wrong = |reason: String| Error::new(format!("{file}:{}", number + 1), reason);
        if line.trim().is_empty() {
            finish(&mut tree, &mut trees).map_err(wrong)?;
        } else if line.starts_with('#') {
            tree.lines.push(Line::Comment(line.to_string()));
        } else {
            read_line(line, &mut tree).map_err(wrong)?;
        }
    }
    let last = text.lines().count();
    finish(&mut tree, &mut trees).map_err(|reason| Error::new(format!("{file}:{last}"), reason))?;
    Ok(trees)
}

fn finish(tree: &mut Tree, trees: &mut Vec<Tree>) -> Result<(), String> {
    let tree = std::mem::take(tree);
    let length = tree.words.len();
    for (i, word) in tree.words.iter().enumerate() {
        if let Some(head) = word.head.filter(|&head| head > length || head == i + 1) {
            return Err(format!("word {} of the sentence has head {head}", i + 1));
        }
    }
    if !tree.lines.is_empty() {
        trees.push(tree);
    }
    Ok(())
}

fn read_line(line: &str, tree: &mut Tree) -> Result<(), String> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [id, form, lemma, upos, xpos, feats, head, relation, deps, misc] = columns.as_slice()
    else {
        return Err(format!("{} columns where there must be 10, with tabs between", columns.len()));
    };
    if id.contains(['-', '.']) {
        let parts: Vec<&str> = id.split(['-', '.']).collect();
        if parts.len() != 2 || parts.iter().any(|part| part.parse::<usize>().is_err()) {
            return Err(format!("the id {id:?} is no range of words"));
        }
        tree.lines.push(Line::Other(line.to_string()));
        return Ok(());
    }
    let expected = tree.words.len() + 1;
    if id.parse() != Ok(expected) {
        return Err(format!("the id {id:?} where {expected} must follow"));
    }
    if form.is_empty() {
        return Err("an empty form".to_string());
    }
    let head = match *head {
        "_" => None,
        head => Some(head.parse().map_err(|_| format!("the head {head:?} is no number"))?),
    };
    tree.lines.push(Line::Word(tree.words.len()));
    tree.words.push(Row {
        form: form.to_string(),
        lemma: lemma.to_string(),
        upos: upos.to_string(),
        xpos: xpos.to_string(),
        feats: feats.to_string(),
        head,
        relation: relation.to_string(),
        deps: deps.to_string(),
        misc: misc.to_string(),
    });
    Ok(())
}

impl Tree {
    /// The forms of its words.
    pub fn forms(&self) -> Vec<&str> {
        self.words.iter().map(|word| word.form.as_str()).collect()
    }

    /// The value of the first comment `# key = value`, or of the mark `# key`.
    pub fn comment(&self, key: &str) -> Option<&str> {
        self.lines.iter().find_map(|line| {
            let Line::Comment(text) = line else { return None };
            let rest = text.trim_start_matches('#').trim_start().strip_prefix(key)?;
            let end = rest.is_empty() || rest.starts_with([' ', '=']);
            end.then(|| rest.split_once('=').map_or("", |(_, value)| value.trim()))
        })
    }

    /// Appends the sentence as CoNLL-U, a blank line behind it.
    pub fn write(&self, out: &mut String) {
        for line in &self.lines {
            match line {
                Line::Comment(text) | Line::Other(text) => out.push_str(text),
                Line::Word(i) => {
                    let w = &self.words[*i];
                    let head = w.head.map_or_else(|| "_".to_string(), |head| head.to_string());
                    let _ = write!(
                        out,
                        "{}\t{}\t{}\t{}\t{}\t{}\t{head}\t{}\t{}\t{}",
                        i + 1,
                        w.form,
                        w.lemma,
                        w.upos,
                        w.xpos,
                        w.feats,
                        w.relation,
                        w.deps,
                        w.misc
                    );
                }
            }
            out.push('\n');
        }
        out.push('\n');
    }
}

/// `text` with tags, lemmas, heads and relations of every word as `parser` finds them. Comments,
/// multiword tokens and MISC stay; FEATS and DEPS become `_`. `file` is its name in errors.
pub fn annotate(file: &str, text: &str, parser: &Parser) -> Result<String, Error> {
    let mut out = String::with_capacity(text.len() * 2);
    for mut tree in read(file, text)? {
        let sentence = parser.parse_tokens(&tree.forms());
        for (word, token) in tree.words.iter_mut().zip(sentence.tokens) {
            word.lemma = token.lemma.to_string();
            word.upos = token.upos.as_str().to_string();
            word.xpos = token.xpos.to_string();
            word.feats = "_".to_string();
            word.head = Some(token.head.map_or(0, |head| head + 1));
            word.relation = token.relation.as_str().to_string();
            word.deps = "_".to_string();
        }
        tree.write(&mut out);
    }
    Ok(out)
}

/// Sentences of `text` as CoNLL-U.
pub fn write(text: &str, sentences: &[Sentence]) -> String {
    let mut out = String::new();
    for (number, sentence) in sentences.iter().enumerate() {
        let words = sentence.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(out, "# sent_id = {}\n# text = {words}", number + 1);
        for (i, token) in sentence.tokens.iter().enumerate() {
            let next = sentence.tokens.get(i + 1);
            let misc = match next {
                Some(next) if next.span.start == token.span.end => "SpaceAfter=No",
                _ => "_",
            };
            // A form cannot hold tabs or line breaks.
            let form = token.span.of(text).replace(|c: char| c.is_control(), " ");
            let lemma = if token.lemma.is_empty() { "_" } else { token.lemma.as_str() };
            let _ = writeln!(
                out,
                "{}\t{form}\t{lemma}\t{}\t{}\t_\t{}\t{}\t_\t{misc}",
                i + 1,
                token.upos.as_str(),
                token.xpos,
                token.head.map_or(0, |head| head + 1),
                token.relation.as_str(),
            );
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const TREE: &str = "# text = Don't\n1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_\n\
        1\tDo\tdo\tAUX\tVB\t_\t0\troot\t_\t_\n2\tn't\tnot\tPART\tRB\t_\t1\tadvmod\t_\t_\n\n";

    #[test]
    fn what_is_read_is_written() {
        let Ok(trees) = read("a", TREE) else { panic!("the tree is well-formed") };
        let mut out = String::new();
        trees[0].write(&mut out);
        assert_eq!(out, TREE);
    }

    #[test]
    fn errors_name_file_line_and_reason() {
        for (text, expected) in [
            ("1\ta\n", "a.conllu:1: 2 columns where there must be 10, with tabs between"),
            ("# x\n2\ta\t_\t_\t_\t_\t_\t_\t_\t_\n", "a.conllu:2: the id \"2\" where 1 must follow"),
            ("1\ta\t_\t_\t_\t_\tx\t_\t_\t_\n", "a.conllu:1: the head \"x\" is no number"),
            ("1\ta\t_\t_\t_\t_\t5\t_\t_\t_\n\n", "a.conllu:2: word 1 of the sentence has head 5"),
            ("1-\ta\t_\t_\t_\t_\t_\t_\t_\t_\n", "a.conllu:1: the id \"1-\" is no range of words"),
        ] {
            assert_eq!(
                read("a.conllu", text).map_err(|e| e.to_string()),
                Err(expected.to_string())
            );
        }
    }
}
