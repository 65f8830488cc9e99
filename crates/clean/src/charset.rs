//! From bytes to characters: by byte order mark, by label, by content. What the label says is
//! believed only where the bytes can be that; a guess is said to be one.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use rashomon_record::{Complaint, ComplaintKind};

/// Text, and how it was read.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) charset: String,
    pub(crate) complaint: Option<Complaint>,
    /// The bytes are the text's own UTF-8, but for a mark before it.
    pub(crate) exact: bool,
}

/// Reads `bytes`. `container` is the label of the container, `page` that of the page itself.
pub(crate) fn decode(bytes: Vec<u8>, container: Option<&str>, page: Option<&str>) -> Decoded {
    if let Some(wide) = wide(&bytes, container) {
        return wide;
    }
    let label = container.or(page);
    let said = label.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    // Chance seldom makes UTF-8: bytes that are UTF-8 are, whatever the label says.
    let bytes = match String::from_utf8(bytes) {
        Ok(mut text) => {
            // In a string of JSON it is a character like any other.
            if container.is_none() && text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            let wrong = said.filter(|said| *said != UTF_8 && !text.is_ascii());
            let complaint = wrong.map(|_| {
                complain(format!("labelled {:?}, read as UTF-8, which it is", label.unwrap_or("")))
            });
            return Decoded { text, charset: "utf-8".to_string(), complaint, exact: true };
        }
        Err(error) => error.into_bytes(),
    };
    match said {
        Some(said) if said != UTF_8 && said != UTF_16LE && said != UTF_16BE => {
            let (text, _, broken) = said.decode(&bytes);
            let complaint = (broken || has_controls(&text)).then(|| {
                complain(format!("labelled {:?}, which some of its bytes are not", said.name()))
            });
            Decoded { text: text.into_owned(), charset: name(said), complaint, exact: false }
        }
        _ => guess(&bytes, label),
    }
}

/// UTF-16 and UTF-32, which `acquire` sees by byte order.
fn wide(bytes: &[u8], container: Option<&str>) -> Option<Decoded> {
    let label = container.map(str::to_ascii_lowercase);
    let utf32 = match label.as_deref() {
        Some("utf-32le") => Some(u32::from_le_bytes as fn([u8; 4]) -> u32),
        Some("utf-32be") => Some(u32::from_be_bytes as fn([u8; 4]) -> u32),
        _ => None,
    };
    if let Some(word) = utf32 {
        let text: String = bytes
            .chunks_exact(4)
            .map(|c| char::from_u32(word([c[0], c[1], c[2], c[3]])).unwrap_or('\u{fffd}'))
            .skip_while(|&c| c == '\u{feff}')
            .collect();
        let broken = text.contains('\u{fffd}') || !bytes.len().is_multiple_of(4);
        let complaint = broken.then(|| complain("bytes that are not UTF-32".to_string()));
        return Some(Decoded { text, charset: label.unwrap_or_default(), complaint, exact: false });
    }
    let marked = [(b"\xff\xfe".as_slice(), UTF_16LE), (b"\xfe\xff", UTF_16BE)];
    let by_mark = marked.iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(_, e)| *e);
    let by_label = match label.as_deref() {
        Some("utf-16le") => Some(UTF_16LE),
        Some("utf-16be") => Some(UTF_16BE),
        _ => None,
    };
    // A label alone is not enough: a page of ASCII labelled UTF-16 is common.
    let by_label = by_label.filter(|_| bytes.iter().take(512).any(|&b| b == 0));
    let encoding = by_mark.or(by_label)?;
    let (text, broken) = encoding.decode_with_bom_removal(bytes);
    let complaint = broken.then(|| complain(format!("bytes that are not {}", encoding.name())));
    Some(Decoded { text: text.into_owned(), charset: name(encoding), complaint, exact: false })
}

/// Bytes that are no UTF-8 and have no other label that holds.
fn guess(bytes: &[u8], label: Option<&str>) -> Decoded {
    let label = match label {
        Some(label) => format!("labelled {label:?} and not that"),
        None => "not UTF-8 and without a label".to_string(),
    };
    let lossy = String::from_utf8_lossy(bytes);
    let good = lossy.chars().filter(|&c| c != '\u{fffd}' && !c.is_ascii()).count();
    let bad = lossy.chars().filter(|&c| c == '\u{fffd}').count();
    // Mostly UTF-8 with some damage: another charset would garble what is whole.
    if good > bad {
        let complaint = complain(format!("{label}: {bad} characters could not be read"));
        let text = lossy.into_owned();
        return Decoded {
            text,
            charset: "utf-8".to_string(),
            complaint: Some(complaint),
            exact: false,
        };
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let mut encoding = detector.guess(None, chardetng::Utf8Detection::Allow);
    if encoding == UTF_8 {
        encoding = WINDOWS_1252;
    }
    let text = encoding.decode_without_bom_handling(bytes).0.into_owned();
    let complaint = complain(format!("{label}: read as {} by what it looks like", encoding.name()));
    Decoded { text, charset: name(encoding), complaint: Some(complaint), exact: false }
}

/// Controls of the C1 range are no text: the label is wrong.
fn has_controls(text: &str) -> bool {
    text.chars().any(|c| ('\u{80}'..='\u{9f}').contains(&c))
}

/// Whether text is no text in any charset: more than one character in twenty is a control or
/// could not be read. Zero bytes are left out, since damaged pages have them between words.
pub(crate) fn is_junk(text: &str) -> bool {
    let (mut all, mut odd) = (0usize, 0usize);
    for c in text.chars() {
        all += 1;
        let control = c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\0');
        odd += usize::from(control || c == '\u{fffd}');
    }
    odd * 20 > all
}

fn complain(message: String) -> Complaint {
    Complaint::page(ComplaintKind::BadEncoding, message)
}

fn name(encoding: &'static Encoding) -> String {
    encoding.name().to_ascii_lowercase()
}
