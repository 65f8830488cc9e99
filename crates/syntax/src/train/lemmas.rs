//! Learns lemmas: the rule of each suffix, and the words that break it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Corpus;
use crate::error::Error;
use crate::forms;
use crate::lemma::{self, LONGEST_SUFFIX, Lemmas, Script};
use crate::tree::Upos;

type Counts<K, V> = BTreeMap<K, BTreeMap<V, usize>>;

/// The most frequent; the first of equals.
fn most<V: Clone>(counts: &BTreeMap<V, usize>) -> Option<(V, usize)> {
    let mut best: Option<(&V, usize)> = None;
    for (value, &count) in counts {
        if best.is_none_or(|(_, most)| count > most) {
            best = Some((value, count));
        }
    }
    best.map(|(value, count)| (value.clone(), count))
}

pub(crate) fn train(corpus: &Corpus) -> Result<Lemmas, Error> {
    let mut words: Counts<(String, String), String> = Counts::new();
    let mut names: Counts<String, String> = Counts::new();
    for sample in &corpus.samples {
        for (i, form) in sample.words.iter().enumerate() {
            let tag = corpus.tags[usize::from(sample.tags[i])];
            let gold = &sample.lemmas[i];
            if gold == "_" && form != "_" || form.contains('\t') {
                continue;
            }
            let name = tag.name();
            let keeps = lemma::keeps_case(tag.upos, tag.xpos);
            let mut word = String::new();
            if keeps {
                word.push_str(form);
                *names.entry(gold.to_lowercase()).or_default().entry(gold.clone()).or_default() +=
                    1;
            } else {
                forms::normal(form, &mut word);
            }
            *words.entry((name, word)).or_default().entry(gold.clone()).or_default() += 1;
        }
    }
    // Adjectives of names ("Iranian") keep their capital by a rule of the lemmatiser, so their
    // scripts are counted in lower case.
    let mut suffixes: Counts<(String, String), Script> = Counts::new();
    for ((tag, word), counts) in &words {
        let Some((gold, _)) = most(counts) else { continue };
        let gold = if tag.starts_with("ADJ/J") { gold.to_lowercase() } else { gold };
        let script = Script::between(word, &gold);
        let starts: Vec<usize> = word.char_indices().map(|(i, _)| i).chain([word.len()]).collect();
        let length = starts.len() - 1;
        for k in 0..=LONGEST_SUFFIX.min(length) {
            let suffix = word[starts[length - k]..].to_string();
            *suffixes
                .entry((tag.clone(), suffix))
                .or_default()
                .entry(script.clone())
                .or_default() += 1;
        }
    }
    // Short suffixes first: a longer one needs a rule only where it differs.
    let mut order: Vec<_> = suffixes.iter().collect();
    order.sort_by_key(|((tag, suffix), _)| (suffix.chars().count(), tag, suffix));
    let mut rules: BTreeMap<(String, String), Script> = BTreeMap::new();
    let mut text = String::new();
    for ((tag, suffix), counts) in order {
        let Some((script, count)) = most(counts) else { continue };
        let length = suffix.chars().count();
        if count < 2 && length > 0 {
            continue;
        }
        let mut tail = suffix.as_str();
        let inherited = loop {
            match tail.chars().next() {
                None => break None,
                Some(c) => tail = &tail[c.len_utf8()..],
            }
            if let Some(rule) = rules.get(&(tag.clone(), tail.to_string())) {
                break Some(rule.clone());
            }
        };
        if inherited.as_ref() != Some(&script) {
            let _ = writeln!(text, "{suffix}\t{tag}\t{}\t{}", script.cut, script.add);
            rules.insert((tag.clone(), suffix.clone()), script);
        }
    }
    text.push('\n');
    let mut normal = String::new();
    let ruled = Lemmas::from_text(text.trim_end_matches('\n'))?;
    for ((tag, word), counts) in &words {
        let Some((gold, _)) = most(counts) else { continue };
        let Some((upos, xpos)) = tag.split_once('/') else { continue };
        let Some(upos) = Upos::from_tag(upos) else { continue };
        if ruled.lemma(word, upos, xpos, false, false, &mut normal).as_str() != gold {
            let _ = writeln!(text, "{word}\t{tag}\t{gold}");
        }
    }
    text.push('\n');
    for (lower, counts) in &names {
        if let Some((name, _)) = most(counts)
            && name != lemma::capitalised(lower)
            && !lower.contains('\t')
        {
            let _ = writeln!(text, "{lower}\t{name}");
        }
    }
    text.pop();
    Lemmas::from_text(&text)
}
