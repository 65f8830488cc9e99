//! Words of a text as hashes: what copies and likeness are measured on.

/// A word as it is met in a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Word {
    /// Hash of its lower-case form.
    pub hash: u64,
    /// Whether it begins with a capital.
    pub capital: bool,
    /// Whether it holds a digit.
    pub digit: bool,
    /// Whether it opens a sentence or a line, where a capital says nothing.
    pub opens: bool,
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

fn step(hash: u64, byte: u8) -> u64 {
    (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
}

/// Scatters the bits of a hash (the finaliser of splitmix64), so that its low bits can be sampled.
pub(crate) fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// The hash of a word already in lower case, as [`words`] gives it.
pub(crate) fn hash(word: &str) -> u64 {
    mix(word.bytes().fold(SEED, step))
}

/// The hash of a run of words.
pub(crate) fn chain(words: &[u64]) -> u64 {
    words.iter().fold(SEED, |h, &w| mix(h ^ w).wrapping_add(w.rotate_left(17)))
}

/// Calls `each` for every word of `text`: runs of letters and digits. Case is folded; an
/// apostrophe ends a word.
pub(crate) fn words(text: &str, mut each: impl FnMut(Word)) {
    let (mut hash, mut open, mut capital, mut digit) = (SEED, false, false, false);
    let mut opens = true;
    let mut flush = |open: &mut bool, hash: &mut u64, capital: bool, digit: bool, opens: bool| {
        if *open {
            each(Word { hash: mix(*hash), capital, digit, opens });
            *open = false;
            *hash = SEED;
        }
    };
    for c in text.chars() {
        if c.is_alphanumeric() {
            if !open {
                open = true;
                capital = c.is_uppercase();
                digit = false;
            }
            if c.is_ascii() {
                digit |= c.is_ascii_digit();
                hash = step(hash, c.to_ascii_lowercase() as u8);
            } else {
                for lower in c.to_lowercase() {
                    let mut buffer = [0u8; 4];
                    for &byte in lower.encode_utf8(&mut buffer).as_bytes() {
                        hash = step(hash, byte);
                    }
                }
            }
        } else {
            let was = open;
            flush(&mut open, &mut hash, capital, digit, opens);
            if was {
                opens = false;
            }
            if matches!(c, '.' | '!' | '?' | '\n' | ':' | '"' | '“' | '”') {
                opens = true;
            }
        }
    }
    flush(&mut open, &mut hash, capital, digit, opens);
}

/// All words of `text`.
pub(crate) fn all(text: &str) -> Vec<Word> {
    let mut out = Vec::with_capacity(text.len() / 6 + 1);
    words(text, |w| out.push(w));
    out
}

/// Hash of a line or sentence, white space, case and punctuation aside; 0 where it has no word.
pub(crate) fn line(text: &str) -> u64 {
    let mut hash = 0;
    words(text, |w| hash = mix(hash ^ w.hash).wrapping_add(w.hash.rotate_left(17)));
    hash
}

/// How many values two sorted lists without repeats share.
pub(crate) fn shared(a: &[u64], b: &[u64]) -> usize {
    let (mut i, mut j, mut n) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                n += 1;
                i += 1;
                j += 1;
            }
        }
    }
    n
}

/// Sorted, without repeats.
pub(crate) fn set(mut values: Vec<u64>) -> Vec<u64> {
    values.sort_unstable();
    values.dedup();
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_hashes_alike_in_any_case() {
        let found = all("Tehran STRUCK, ünder 12 bases. They left.");
        assert_eq!(found[0].hash, hash("tehran"));
        assert_eq!(found[1].hash, hash("struck"));
        assert_eq!(found[2].hash, hash("ünder"));
        assert!(found[3].digit && !found[2].digit);
        assert!(found[0].opens && !found[1].opens && found[5].opens);
    }

    #[test]
    fn lines_differ_by_words_only() {
        assert_eq!(line("Leave a Reply"), line("  leave a reply… "));
        assert_ne!(line("a b"), line("b a"));
        assert_eq!(line(" -- "), 0);
    }

    #[test]
    fn sets_share() {
        assert_eq!(shared(&set(vec![3, 1, 2, 3]), &set(vec![2, 3, 9])), 2);
    }
}
