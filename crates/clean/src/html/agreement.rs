//! How much of two texts is the same: shared runs of four words among all of both.

use std::hash::{DefaultHasher, Hash, Hasher};

/// The runs of four words of a text, as sorted hashes.
pub(crate) struct Shingles(Vec<u64>);

impl Shingles {
    pub(crate) fn of(text: &str) -> Shingles {
        let words: Vec<u64> = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(|word| {
                let mut hasher = DefaultHasher::new();
                word.hash(&mut hasher);
                hasher.finish()
            })
            .collect();
        let mut runs: Vec<u64> = words
            .windows(words.len().clamp(1, 4))
            .map(|run| run.iter().fold(0u64, |all, word| all.rotate_left(13).wrapping_add(*word)))
            .collect();
        runs.sort_unstable();
        Shingles(runs)
    }

    /// From 0 (nothing shared, or nothing there) to 100.
    pub(crate) fn agreement(&self, other: &Shingles) -> u32 {
        let (mut a, mut b, mut shared) = (0, 0, 0usize);
        while let (Some(x), Some(y)) = (self.0.get(a), other.0.get(b)) {
            match x.cmp(y) {
                std::cmp::Ordering::Less => a += 1,
                std::cmp::Ordering::Greater => b += 1,
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    a += 1;
                    b += 1;
                }
            }
        }
        let all = self.0.len() + other.0.len();
        (shared * 200).checked_div(all).and_then(|n| u32::try_from(n).ok()).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn from_nothing_to_all() {
        let one = Shingles::of("the ministers met at the border and said nothing of it");
        let same = Shingles::of("The, the ministers met at the border, and said nothing of it.");
        assert_eq!(one.agreement(&one), 100);
        assert!(one.agreement(&same) >= 90);
        assert_eq!(one.agreement(&Shingles::of("quite another text with other words in it")), 0);
        assert_eq!(one.agreement(&Shingles::of("")), 0);
        assert_eq!(Shingles::of("").agreement(&Shingles::of("")), 0);
    }
}
