//! What the model sees of a word: hashes of its form, affixes and shape.
//!
//! A sentence in one case (all capitals, all lower case) is *folded*: its words are seen in lower
//! case with a mark that says so, and the model was trained on folded sentences as well. So an
//! archive in capitals is read nearly as well as any other, and exactly as one in lower case.

use crate::hash;

/// Hashes that describe one word.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Form {
    /// In lower case, digits all alike.
    pub word: u64,
    /// As it stands.
    pub exact: u64,
    /// Its first 1 to 3 bytes in lower case.
    pub prefixes: [u64; 3],
    /// Its last 1 to 5 bytes in lower case.
    pub suffixes: [u64; 5],
    /// Which kinds of characters follow one another.
    pub shape: u64,
    /// Capital first, more capitals, digits, hyphen, no lower case; folded.
    pub flags: u64,
}

/// More of a word than this is not looked at.
const LONGEST: usize = 64;

/// Whether a sentence is in one case and must be folded.
pub(crate) fn is_one_case<S: AsRef<str>>(forms: impl Iterator<Item = S>) -> bool {
    let (mut upper, mut lower, mut words) = (0usize, 0usize, 0usize);
    for form in forms {
        let (before_upper, before_lower) = (upper, lower);
        for c in form.as_ref().chars().take(LONGEST) {
            upper += usize::from(c.is_uppercase());
            lower += usize::from(c.is_lowercase());
        }
        words += usize::from(upper > before_upper || lower > before_lower);
        if upper > 0 && lower > 0 {
            return false;
        }
    }
    words >= 2 && upper.max(lower) >= 5
}

/// The lower-case form that dictionaries are asked with: straight apostrophes, no invisible marks.
pub(crate) fn normal(form: &str, out: &mut String) {
    out.clear();
    for c in form.chars().take(LONGEST) {
        match c {
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            '\0'..='\x7f' => out.push(c),
            '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{b4}' => out.push('\''),
            '\u{201c}' | '\u{201d}' => out.push('"'),
            '\u{2010}' | '\u{2011}' => out.push('-'),
            '\u{2026}' => out.push_str("..."),
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' => {}
            _ => out.extend(c.to_lowercase()),
        }
    }
}

impl Form {
    /// Describes `form`; `buffer` is scratch space.
    pub(crate) fn of(form: &str, folded: bool, buffer: &mut String) -> Form {
        normal(form, buffer);
        let bytes = buffer.as_bytes();
        let length = bytes.len();
        let prefix = |k: usize| hash::of(&bytes[..k.min(length)]);
        let suffix = |k: usize| hash::of(&bytes[length.saturating_sub(k)..]);
        let mut result = Form {
            prefixes: [prefix(1), prefix(2), prefix(3)],
            suffixes: [suffix(1), suffix(2), suffix(3), suffix(4), suffix(5)],
            ..Form::default()
        };
        let seen: &str = if folded { buffer.as_str() } else { form };
        let letters = seen.chars().any(char::is_alphabetic);
        let mark = u64::from(folded && letters);
        result.exact = hash::of(seen.as_bytes()) ^ (mark << 40);
        (result.shape, result.flags) = shape(seen);
        result.shape ^= mark << 40;
        result.flags |= mark << 5;
        if bytes.iter().any(u8::is_ascii_digit) {
            let alike: String =
                buffer.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
            result.word = hash::of(alike.as_bytes());
        } else {
            result.word = hash::of(bytes);
        }
        result
    }
}

/// The shape of a word with runs cut to two, and its flags.
fn shape(form: &str) -> (u64, u64) {
    let mut kinds = [0u8; 32];
    let mut length = 0;
    let (mut upper, mut lower, mut digits, mut hyphens) = (0, 0, 0, 0);
    for c in form.chars().take(LONGEST) {
        let kind = if c.is_uppercase() {
            upper += 1;
            b'X'
        } else if c.is_lowercase() {
            lower += 1;
            b'x'
        } else if c.is_numeric() {
            digits += 1;
            b'd'
        } else {
            hyphens += usize::from(c == '-');
            if c.is_ascii() { c as u8 } else { b'.' }
        };
        if length >= 2 && kinds[length - 1] == kind && kinds[length - 2] == kind {
            continue;
        }
        if length < kinds.len() {
            kinds[length] = kind;
            length += 1;
        }
    }
    let capital = form.chars().next().is_some_and(char::is_uppercase);
    let flags = u64::from(capital)
        | u64::from(upper > 1) << 1
        | u64::from(digits > 0) << 2
        | u64::from(hyphens > 0) << 3
        | u64::from(lower == 0) << 4;
    (hash::of(&kinds[..length]), flags)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_case_is_seen() {
        assert!(is_one_case(["THE", "ARMY", "LEFT"].iter()));
        assert!(is_one_case(["the", "army", "left", "."].iter()));
        assert!(!is_one_case(["The", "army", "left"].iter()));
        assert!(!is_one_case(["UN"].iter()));
    }

    #[test]
    fn folded_words_look_alike() {
        let mut buffer = String::new();
        let upper = Form::of("ARMY’S", true, &mut buffer);
        let lower = Form::of("army's", true, &mut buffer);
        assert_eq!(upper.exact, lower.exact);
        assert_eq!(upper.shape, lower.shape);
        assert_eq!(upper.word, Form::of("Army's", false, &mut buffer).word);
        assert_ne!(upper.exact, Form::of("army's", false, &mut buffer).exact);
    }
}
