//! How place names are folded, at build time and when they are looked up (one file for both).

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Appends `name` folded: lower case, no diacritics, apostrophes or full stops, single spaces for
/// white space, hyphens and slashes, and "saint", "mount", "fort" shortened as in "St. Louis".
pub fn fold_into(name: &str, out: &mut String) {
    let start = out.len();
    if name.is_ascii() {
        name.chars().for_each(|c| fold_char(c, start, out));
    } else {
        name.nfd().for_each(|c| fold_char(c, start, out));
    }
    while out.len() > start && out.ends_with(' ') {
        out.pop();
    }
    // Only the first word: "Mount Sinjar", "Saint Petersburg", "Fort Worth".
    for (long, short) in [("saint ", "st "), ("mount ", "mt "), ("fort ", "ft ")] {
        if out[start..].starts_with(long) {
            out.replace_range(start..start + long.len(), short);
        }
    }
}

/// `name` folded.
pub fn fold(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    fold_into(name, &mut out);
    out
}

fn fold_char(c: char, start: usize, out: &mut String) {
    match c {
        'a'..='z' | '0'..='9' => out.push(c),
        'A'..='Z' => out.push(c.to_ascii_lowercase()),
        '\'' | '’' | '‘' | '`' | 'ʻ' | 'ʼ' | 'ʿ' | 'ʾ' | '.' => {}
        '&' => out.push_str("and"),
        'ß' => out.push_str("ss"),
        'Ø' | 'ø' => out.push('o'),
        'Ł' | 'ł' => out.push('l'),
        'Đ' | 'đ' | 'Ð' | 'ð' => out.push('d'),
        'ı' => out.push('i'),
        'Æ' | 'æ' => out.push_str("ae"),
        'Œ' | 'œ' => out.push_str("oe"),
        'Þ' | 'þ' => out.push_str("th"),
        c if is_combining_mark(c) => {}
        c if c.is_whitespace() || "-‐‑–—/,()".contains(c) => {
            if out.len() > start && !out.ends_with(' ') {
                out.push(' ');
            }
        }
        c => out.extend(c.to_lowercase()),
    }
}
