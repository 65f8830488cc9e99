//! Who: mentions of persons, organisations, groups, countries, peoples, and who they are.
//!
//! [`find`] gives the mentions of one text in order of place. Other layers ask [`at`] for the
//! mention that covers a word, and [`for_phrase`] for an entity of their own where a participant
//! is no name ("two children", "a border post").

mod mention;
mod names;
mod phrase;
mod refer;
mod tables;
mod tagger;
pub mod train;
mod words;

pub use phrase::{at, for_phrase};

use std::sync::LazyLock;

use rashomon_lexicon::Lexicon;
use rashomon_lexicon::gazetteer::Gazetteer;
use rashomon_record::{Day, Entity};

use crate::document::Document;
use mention::{Form, Tools};
use tagger::Model;
use words::Row;

/// The tagger's weights, read once.
static MODEL: LazyLock<Model> =
    LazyLock::new(|| Model::read(include_bytes!("../../models/names.bin")));

/// All mentions in order of place, with identifiers `prefix` + number.
pub fn find(
    document: &Document<'_>,
    lexicon: &Lexicon,
    published: Option<Day>,
    prefix: &str,
) -> Vec<Entity> {
    let row = Row::of(document);
    if row.pieces.is_empty() {
        return Vec::new();
    }
    let gazetteer = Gazetteer::embedded();
    let tools = Tools { lexicon, gazetteer: &gazetteer, model: &MODEL, published };
    let mut mentions = mention::find(document, &row, &tools);
    refer::resolve(document, &row, &mut mentions);

    // A pronoun that stands for no one is no mention.
    let kept: Vec<usize> = (0..mentions.len())
        .filter(|&i| {
            let m = &mentions[i];
            !matches!(m.form, Form::Pronoun(_)) || m.same.is_some() || m.who.known()
        })
        .collect();
    let mut number = vec![None; mentions.len()];
    for (n, &i) in kept.iter().enumerate() {
        number[i] = Some(n);
    }
    let id = |i: usize| number[i].map(|n| format!("{prefix}{n}"));
    kept.iter()
        .map(|&i| {
            let m = &mentions[i];
            let office = m.office.clone();
            Entity {
                id: id(i).unwrap_or_default(),
                span: m.span,
                kind: m.kind,
                name: m.name.clone(),
                actor: m.who.actor.clone(),
                country: m.who.country.clone(),
                countries: m.who.countries.clone(),
                title: m.title.clone(),
                // Only a title dates an office; one that the lexicon knows has its own years.
                as_of: published.filter(|_| office.is_some() && m.title.is_some()),
                office,
                same_as: m.same.and_then(id),
                basis: m.basis,
            }
        })
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;
    use rashomon_record::Span;
    use rashomon_syntax::Parser;

    use super::*;
    use crate::document::Word;

    static READER: LazyLock<(Parser, Lexicon)> =
        LazyLock::new(|| (Parser::embedded(), Lexicon::embedded()));

    fn read(text: &str) -> Vec<Entity> {
        let (parser, lexicon) = &*READER;
        let document = Document::parse(parser, text, &[Span::new(0, text.len())], &[]);
        find(&document, lexicon, None, "e")
    }

    fn sound(text: &str, found: &[Entity]) {
        for (i, e) in found.iter().enumerate() {
            assert_eq!(e.id, format!("e{i}"));
            assert!(e.span.fits(text), "{e:?} in {text:?}");
            if let Some(same) = &e.same_as {
                let first = found.iter().position(|o| o.id == *same);
                assert!(first.is_some_and(|f| f < i), "{e:?}");
            }
        }
        for pair in found.windows(2) {
            assert!(pair[0].span.start <= pair[1].span.start, "{pair:?}");
        }
    }

    #[test]
    fn no_text_gives_no_mention() {
        assert_eq!(read(""), Vec::new());
        assert_eq!(read(" \n\n "), Vec::new());
    }

    #[test]
    fn identifiers_carry_the_prefix() {
        let (parser, lexicon) = &*READER;
        let text = "Iran condemned it.";
        let document = Document::parse(parser, text, &[Span::new(0, text.len())], &[]);
        assert_eq!(find(&document, lexicon, None, "h")[0].id, "h0");
    }

    #[test]
    fn any_phrase_can_become_an_entity() {
        let (parser, lexicon) = &*READER;
        let text = "The ten Iranian soldiers destroyed a border post.";
        let document = Document::parse(parser, text, &[Span::new(0, text.len())], &[]);
        let found = find(&document, lexicon, None, "e");
        let word = |form: &str| document.words().find(|w| document.form(*w) == form).unwrap();
        let soldiers = for_phrase(&document, lexicon, &found, word("soldiers"), "e9".into());
        assert_eq!(soldiers.span.of(text), "Iranian soldiers");
        assert_eq!(soldiers.actor.map(|a| a.0).as_deref(), Some("IRN.MIL"));
        let post = for_phrase(&document, lexicon, &found, word("post"), "e10".into());
        assert_eq!(post.span.of(text), "border post");
        assert_eq!(post.kind, rashomon_record::EntityKind::Other);
        assert!(at(&document, &found, word("soldiers")).is_some());
        assert!(at(&document, &found, word("post")).is_none());
        let beyond = Word { sentence: 9, token: 9 };
        assert_eq!(for_phrase(&document, lexicon, &found, beyond, "e11".into()).span.len(), 0);
    }

    #[test]
    fn the_model_is_there() {
        let found = read("Zorvan Quillfeather met reporters in Velmora, he said.");
        let person = found.iter().find(|e| e.kind == rashomon_record::EntityKind::Person);
        assert_eq!(person.map(|p| p.name.as_str()), Some("Zorvan Quillfeather"));
    }

    #[test]
    fn long_texts_take_little_time() {
        let mut text = String::new();
        for i in 0..4_000 {
            text.push_str(&format!(
                "Minister Name{i} Person{} said that Iran and they spoke. ",
                i % 97
            ));
        }
        let found = read(&text);
        assert!(found.len() > 8_000);
        sound(&text, &found);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn any_text_is_read_without_panic(text in "\\PC{0,120}") {
            sound(&text, &read(&text));
        }

        #[test]
        fn any_row_of_telling_words_is_read(
            words in prop::collection::vec(prop::sample::select(vec![
                "Iran", "Tehran", "the", "The", "his", "Iranian", "counterpart", "(", "JAA", ")", ",",
                "Jaish", "al-Adl", "group", "both", "countries", "Foreign", "Minister", "of", "and",
                "General", "'s", "’s", "-", "its", "they", "US-led", "troops", "Mr.", "Kakar", "Kakkar",
                "said", ".", "also", "known", "as", "UN", "president", "MINISTRY", "ß", "İ", "embassy",
            ]), 0..40)
        ) {
            let text = words.join(" ");
            sound(&text, &read(&text));
            let tight = words.concat();
            sound(&tight, &read(&tight));
        }
    }
}
