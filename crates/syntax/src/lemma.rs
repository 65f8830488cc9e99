//! Dictionary forms: suffix rules by tag, and the words that do not follow them.

use compact_str::CompactString;
use rustc_hash::FxHashMap;

use crate::error::Error;
use crate::forms;
use crate::hash;
use crate::model::Reader;
#[cfg(any(test, feature = "train"))]
use crate::model::Writer;
use crate::table;
use crate::tree::Upos;

const NAME_ADJECTIVES: &str = include_str!("../tables/name_adjectives.txt");

/// Suffixes longer than this (in characters) have no rules.
pub(crate) const LONGEST_SUFFIX: usize = 5;

/// "Take `cut` characters off, put `add` on."
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Script {
    pub cut: usize,
    pub add: CompactString,
}

impl Script {
    /// The script that leads from one word to the other.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn between(word: &str, lemma: &str) -> Script {
        let same = word.chars().zip(lemma.chars()).take_while(|(a, b)| a == b).count();
        Script { cut: word.chars().count() - same, add: lemma.chars().skip(same).collect() }
    }

    /// The word with this script done to it.
    pub(crate) fn apply(&self, word: &str) -> CompactString {
        let keep = word.chars().count().saturating_sub(self.cut);
        let mut lemma: CompactString = word.chars().take(keep).collect();
        lemma.push_str(&self.add);
        lemma
    }
}

/// The lemmatiser.
#[derive(Clone, Default, Debug)]
pub(crate) struct Lemmas {
    /// Rules by suffix and tag.
    rules: FxHashMap<u64, Script>,
    /// Lemmas of single words by form and tag.
    words: FxHashMap<u64, CompactString>,
    /// How names that are no plain capitalised words are written, by lower case: `un` → `UN`.
    names: FxHashMap<u64, CompactString>,
    #[cfg(any(test, feature = "train"))]
    text: String,
}

fn key(word: &str, tag: u64) -> u64 {
    hash::pair(hash::of(word.as_bytes()), tag)
}

/// The hash under which the words of a tag are looked up.
fn tag_key(upos: &str, xpos: &str) -> u64 {
    hash::pair(hash::of(upos.as_bytes()), hash::of(xpos.as_bytes()))
}

/// Whether the lemma keeps the capitals of the form: names.
pub(crate) fn keeps_case(upos: Upos, xpos: &str) -> bool {
    upos == Upos::Propn || xpos.starts_with("NNP")
}

impl Lemmas {
    /// The lemma of `form`. `folded` says that the sentence is in one case, `start` that the word
    /// begins it; `normal` is scratch space.
    pub(crate) fn lemma(
        &self,
        form: &str,
        upos: Upos,
        xpos: &str,
        folded: bool,
        start: bool,
        normal: &mut String,
    ) -> CompactString {
        if form.len() > 128
            || matches!(upos, Upos::Punct | Upos::Sym | Upos::X | Upos::Num)
                && form.is_ascii()
                && !form.bytes().any(|b| b.is_ascii_alphabetic())
        {
            // Numbers stand without the commas between their thousands.
            return match upos {
                Upos::Num => form.chars().filter(|&c| c != ',').collect(),
                _ => CompactString::from(form),
            };
        }
        let tag = tag_key(upos.as_str(), xpos);
        forms::normal(form, normal);
        if keeps_case(upos, xpos) {
            if folded {
                let plain = self.by_rules(normal, tag);
                return match self.names.get(&hash::of(plain.as_bytes())) {
                    Some(name) => name.clone(),
                    None => capitalised(&plain),
                };
            }
            return self.by_rules(form, tag);
        }
        if let Some(lemma) = self.words.get(&key(normal, tag)) {
            return lemma.clone();
        }
        // "Gunmen shot": where the tagger takes an irregular past for a present, its form knows better.
        if upos == Upos::Verb
            && xpos == "VBP"
            && let Some(lemma) = self.words.get(&key(normal, tag_key("VERB", "VBD")))
        {
            return lemma.clone();
        }
        let lemma = self.by_rules(normal, tag);
        let capital = form.chars().next().is_some_and(char::is_uppercase);
        let named = || table::rows(NAME_ADJECTIVES).any(|row| lemma.ends_with(row[0]));
        if upos == Upos::Adj && capital && !folded && !start && named() {
            return capitalised(&lemma);
        }
        lemma
    }

    /// By the single words, then by the rule of the longest suffix.
    fn by_rules(&self, word: &str, tag: u64) -> CompactString {
        if let Some(lemma) = self.words.get(&key(word, tag)) {
            return lemma.clone();
        }
        match self.rule(word, tag, LONGEST_SUFFIX) {
            Some(script) => script.apply(word),
            None => CompactString::from(word),
        }
    }

    /// The rule of the longest suffix of at most `longest` characters.
    pub(crate) fn rule(&self, word: &str, tag: u64, longest: usize) -> Option<&Script> {
        let length = word.chars().count();
        let skipped = length.saturating_sub(longest);
        word.char_indices().map(|(i, _)| i).chain([word.len()]).skip(skipped).find_map(|start| {
            let script = self.rules.get(&key(&word[start..], tag))?;
            (script.cut <= length).then_some(script)
        })
    }

    /// From lines `suffix tag cut add`, `word tag lemma` and `lower name`, three blocks apart
    /// by blank lines.
    pub(crate) fn from_text(text: &str) -> Result<Lemmas, Error> {
        let bad = |line: &str| Error::new("model", format!("a lemma line is wrong: {line:?}"));
        let mut lemmas = Lemmas::default();
        let mut block = 0;
        for line in text.split('\n') {
            if line.is_empty() {
                block += 1;
                continue;
            }
            let columns: Vec<&str> = line.split('\t').collect();
            match (block, columns.as_slice()) {
                (0, [suffix, tag, cut, add]) => {
                    let tag = tag.split_once('/').ok_or_else(|| bad(line))?;
                    let tag = tag_key(tag.0, tag.1);
                    let cut = cut.parse().map_err(|_| bad(line))?;
                    lemmas.rules.insert(key(suffix, tag), Script { cut, add: (*add).into() });
                }
                (1, [word, tag, lemma]) => {
                    let tag = tag.split_once('/').ok_or_else(|| bad(line))?;
                    let tag = tag_key(tag.0, tag.1);
                    lemmas.words.insert(key(word, tag), (*lemma).into());
                }
                (2, [lower, name]) => {
                    lemmas.names.insert(hash::of(lower.as_bytes()), (*name).into());
                }
                _ => return Err(bad(line)),
            }
        }
        #[cfg(any(test, feature = "train"))]
        {
            lemmas.text = text.to_string();
        }
        Ok(lemmas)
    }

    /// Writes the lemmatiser.
    #[cfg(any(test, feature = "train"))]
    pub(crate) fn write(&self, out: &mut Writer) {
        out.bytes(self.text.as_bytes());
    }

    /// Reads the lemmatiser.
    pub(crate) fn read(input: &mut Reader<'_>) -> Result<Lemmas, Error> {
        Lemmas::from_text(input.text()?)
    }
}

/// With a capital first letter.
pub(crate) fn capitalised(word: &str) -> CompactString {
    let mut chars = word.chars();
    let mut out: CompactString = chars.next().into_iter().flat_map(char::to_uppercase).collect();
    out.push_str(chars.as_str());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_and_words() {
        let text = "\tVERB/VBD\t0\t\ned\tVERB/VBD\t2\t\n\nwent\tVERB/VBD\tgo\n\nun\tUN";
        let Ok(lemmas) = Lemmas::from_text(text) else { panic!("the text is well-formed") };
        let past = |form| lemmas.lemma(form, Upos::Verb, "VBD", false, false, &mut String::new());
        assert_eq!(past("Attacked"), "attack");
        assert_eq!(past("went"), "go");
        assert_eq!(past("cut"), "cut");
        let name = |form| lemmas.lemma(form, Upos::Propn, "NNP", true, false, &mut String::new());
        assert_eq!(name("UN"), "UN");
        assert_eq!(name("IRAN"), "Iran");
        assert!(Lemmas::from_text("a\tb").is_err());
    }

    #[test]
    fn capitals_stay_on_adjectives_of_names() {
        table::check::table("name_adjectives.txt", NAME_ADJECTIVES, 1, |_| true);
        let lemmas = Lemmas::default();
        let adjective =
            |form| lemmas.lemma(form, Upos::Adj, "JJ", false, false, &mut String::new());
        assert_eq!(adjective("Iranian"), "Iranian");
        assert_eq!(adjective("Western"), "western");
        let number = lemmas.lemma("1,200", Upos::Num, "CD", false, false, &mut String::new());
        assert_eq!(number, "1200");
    }

    #[test]
    fn scripts_lead_from_word_to_lemma() {
        for (word, lemma) in [("tried", "try"), ("went", "go"), ("é", "éa")] {
            assert_eq!(Script::between(word, lemma).apply(word), lemma);
        }
    }
}
