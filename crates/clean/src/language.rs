//! Which language a text is in.

use whatlang::{Detector, Lang};

/// Bytes that are enough to tell.
const SAMPLE: usize = 1_200;
/// Letters below which nothing is said.
const LEAST: usize = 40;

/// The language as ISO 639-1, or `None` where the text is too short or does not tell.
pub(crate) fn detect(text: &str) -> Option<&'static str> {
    let middle = text.floor_char_boundary(text.len().saturating_sub(SAMPLE) / 2);
    let sample = &text[middle..text.floor_char_boundary(middle + SAMPLE)];
    if sample.chars().filter(|c| c.is_alphabetic()).take(LEAST).count() < LEAST {
        return None;
    }
    if is_english(sample) {
        return Some("en");
    }
    let info = Detector::new().detect(sample)?;
    info.is_reliable().then(|| code(info.lang())).flatten()
}

/// Words of grammar that English has and its neighbours do not.
const ENGLISH: [&str; 12] =
    ["the", "The", "of", "and", "that", "with", "from", "which", "have", "this", "by", "their"];

/// Whether one word in eight is of English grammar: a quick answer for most of what is read.
fn is_english(sample: &str) -> bool {
    let (mut all, mut english) = (0usize, 0usize);
    for word in sample.split_ascii_whitespace().take(150) {
        all += 1;
        english += usize::from(ENGLISH.contains(&word));
    }
    all >= 25 && english * 8 >= all
}

/// The two letters of a tag such as `en-GB`.
pub(crate) fn of_tag(tag: &str) -> Option<String> {
    let head: String = tag.trim().chars().take_while(char::is_ascii_alphabetic).collect();
    (head.len() == 2).then(|| head.to_ascii_lowercase())
}

fn code(lang: Lang) -> Option<&'static str> {
    Some(match lang {
        Lang::Eng => "en",
        Lang::Epo => "eo",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        _ => return None,
    })
}
