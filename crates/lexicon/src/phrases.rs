//! Word tries: the longest known run of words from a place in a text on.

use rustc_hash::FxHashMap;

use crate::fold::{FoldedWord, is_apostrophe};

/// More words than any name of the tables has; a bound on the work at one place.
const MOST_WORDS: usize = 24;

const ROOT: u32 = 0;

/// A set of phrases, each leading to values.
#[derive(Clone, Debug)]
pub struct Phrases<T> {
    /// Folded words, numbered.
    words: FxHashMap<Box<[u8]>, u32>,
    /// (node, word) → node.
    edges: FxHashMap<u64, u32>,
    /// What the phrase that ends at a node means.
    values: Vec<Vec<T>>,
}

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases {
            words: FxHashMap::default(),
            edges: FxHashMap::default(),
            values: vec![Vec::new()],
        }
    }
}

impl<T> Phrases<T> {
    /// Room for about so many phrases.
    pub fn with_capacity(phrases: usize) -> Self {
        let mut words = FxHashMap::default();
        words.reserve(phrases);
        let mut edges = FxHashMap::default();
        edges.reserve(phrases * 2);
        let mut values = Vec::with_capacity(phrases * 2);
        values.push(Vec::new());
        Phrases { words, edges, values }
    }

    /// Adds a meaning of `phrase`.
    pub fn insert(&mut self, phrase: &str, value: T)
    where
        T: PartialEq,
    {
        let mut node = ROOT;
        let mut word = FoldedWord::new();
        let mut whole = word.extend(phrase, |word| self.grow(&mut node, word));
        if !word.is_empty() {
            whole = whole && self.grow(&mut node, &mut word);
        }
        if !whole || node == ROOT {
            return;
        }
        if let Some(values) = self.values.get_mut(node as usize)
            && !values.contains(&value)
        {
            values.push(value);
        }
    }

    fn grow(&mut self, node: &mut u32, word: &mut FoldedWord) -> bool {
        let Some(bytes) = word.as_bytes() else { return false };
        let id = match self.words.get(bytes) {
            Some(&id) => id,
            None => {
                let id = self.words.len() as u32;
                self.words.insert(bytes.into(), id);
                id
            }
        };
        let next = self.values.len() as u32;
        *node = *self.edges.entry(edge(*node, id)).or_insert(next);
        if *node == next {
            self.values.push(Vec::new());
        }
        word.clear();
        true
    }

    fn step(&self, node: u32, word: &FoldedWord) -> Option<u32> {
        let id = *self.words.get(word.as_bytes()?)?;
        self.edges.get(&edge(node, id)).copied()
    }

    /// The longest run of `words`, from the first one on, that is a phrase: how many words, and
    /// what it means. A word may hold several parts (`al-Adl`), a part may be split over words
    /// (`People` + `'s`), and a word of nothing but a hyphen counts as a space.
    pub fn longest(&self, words: &[&str]) -> Option<(usize, &[T])> {
        let mut best: Option<(usize, u32)> = None;
        // The node before the word that is being built, and the word.
        let mut before = ROOT;
        let mut word = FoldedWord::new();
        let mut at: Option<u32> = Some(ROOT);
        for (index, token) in words.iter().enumerate().take(MOST_WORDS) {
            let glued = index > 0 && token.starts_with(is_apostrophe) && !word.is_empty();
            if !glued {
                match at {
                    Some(node) => before = node,
                    None => break,
                }
                word.clear();
            }
            let alive = word.extend(token, |word| match self.step(before, word) {
                Some(next) => {
                    before = next;
                    word.clear();
                    true
                }
                None => false,
            });
            if !alive {
                break;
            }
            at = if word.is_empty() { Some(before) } else { self.step(before, &word) };
            match at {
                Some(node) => {
                    let ends = self.values.get(node as usize).is_some_and(|v| !v.is_empty());
                    let longer = best.is_none_or(|(_, found)| found != node);
                    if ends && longer {
                        best = Some((index + 1, node));
                    }
                }
                None => {
                    if !words.get(index + 1).is_some_and(|next| next.starts_with(is_apostrophe)) {
                        break;
                    }
                }
            }
        }
        let (length, node) = best?;
        Some((length, self.values.get(node as usize)?))
    }

    /// What the whole of `phrase` means.
    pub fn get(&self, phrase: &str) -> &[T] {
        let mut node = ROOT;
        let mut word = FoldedWord::new();
        let alive = word.extend(phrase, |word| match self.step(node, word) {
            Some(next) => {
                node = next;
                word.clear();
                true
            }
            None => false,
        });
        if !alive {
            return &[];
        }
        if !word.is_empty() {
            match self.step(node, &word) {
                Some(next) => node = next,
                None => return &[],
            }
        }
        self.values.get(node as usize).map_or(&[], Vec::as_slice)
    }
}

fn edge(node: u32, word: u32) -> u64 {
    (u64::from(node) << 32) | u64::from(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases() -> Phrases<u8> {
        let mut phrases = Phrases::default();
        phrases.insert("Jaish al-Adl", 1);
        phrases.insert("Army", 2);
        phrases.insert("Army of Justice", 3);
        phrases.insert("People's Front", 4);
        phrases.insert("U.S.", 5);
        phrases
    }

    #[test]
    fn the_longest_run_wins() {
        let p = phrases();
        assert_eq!(p.longest(&["Army", "of", "Justice", "said"]), Some((3, &[3][..])));
        assert_eq!(p.longest(&["Army", "of", "Peace"]), Some((1, &[2][..])));
        assert_eq!(p.longest(&["of", "Justice"]), None);
        assert_eq!(p.longest(&[]), None);
    }

    #[test]
    fn any_way_of_splitting_words_is_found() {
        let p = phrases();
        assert_eq!(p.longest(&["Jaish", "al", "-", "Adl", "."]), Some((4, &[1][..])));
        assert_eq!(p.longest(&["JAISH-AL-ADL"]), Some((1, &[1][..])));
        assert_eq!(p.longest(&["People", "’s", "Front"]), Some((3, &[4][..])));
        assert_eq!(p.longest(&["peoples", "front", "'s"]), Some((2, &[4][..])));
        assert_eq!(p.longest(&["Army", "'s", "men"]), Some((1, &[2][..])));
        assert_eq!(p.longest(&["US"]), Some((1, &[5][..])));
        assert_eq!(p.get("jaish  AL adl"), &[1]);
        assert_eq!(p.get("jaish al"), &[] as &[u8]);
    }

    #[test]
    fn a_very_long_word_matches_nothing() {
        let long = "army".repeat(100_000);
        assert_eq!(phrases().longest(&[&long, "Army"]), None);
    }
}
