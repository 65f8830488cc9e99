//! A tree as text, for people.

use std::fmt::Write as _;

use crate::tree::Sentence;

/// One word a line under its head, in the order of the sentence, with relation, tag and lemma:
///
/// ```text
/// said  root  VERB/VBD  say
/// ├─ minister  nsubj  NOUN/NN
/// ```
pub fn tree(text: &str, sentence: &Sentence) -> String {
    let mut out = String::new();
    let tokens = &sentence.tokens;
    let mut children = vec![Vec::new(); tokens.len()];
    for (i, token) in tokens.iter().enumerate() {
        if let Some(head) = token.head.filter(|&head| head < tokens.len()) {
            children[head].push(i);
        }
    }
    let roots = tokens.iter().enumerate().filter(|(_, t)| t.head.is_none()).map(|(i, _)| i);
    // Each entry: the word, what stands before it, what stands before its children.
    let mut todo: Vec<(usize, String, String)> =
        roots.map(|root| (root, String::new(), String::new())).collect();
    todo.reverse();
    while let Some((at, lead, below)) = todo.pop() {
        let token = &tokens[at];
        let form = token.span.of(text);
        let _ = write!(
            out,
            "{lead}{form}  {}  {}/{}",
            token.relation.as_str(),
            token.upos.as_str(),
            token.xpos
        );
        if token.lemma != form {
            let _ = write!(out, "  {}", token.lemma);
        }
        out.push('\n');
        let last = children[at].len();
        for (k, &child) in children[at].iter().enumerate().rev() {
            let (lead, deeper) =
                if k + 1 == last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
            todo.push((child, format!("{below}{lead}"), format!("{below}{deeper}")));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Parser;

    #[test]
    fn every_word_has_a_line() {
        let text = "The minister said that the border would reopen.";
        let sentences =
            Parser::embedded().parse(text, &[rashomon_record::Span::new(0, text.len())]);
        let drawn = tree(text, &sentences[0]);
        assert_eq!(drawn.lines().count(), 9);
        assert!(drawn.starts_with("said  root  VERB/VBD  say\n"), "{drawn}");
    }
}
