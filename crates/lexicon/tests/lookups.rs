//! Every table can be looked up, by every name, in every way of writing it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::prelude::*;
use rashomon_lexicon::fold::fold;
use rashomon_lexicon::{Gender, Lexicon, Modifier, NameUse, Writing};
use rashomon_record::{EntityKind, Sector};

fn codes(lexicon: &Lexicon, name: &str) -> Vec<String> {
    lexicon.senses(name).iter().map(|s| s.known.code.to_string()).collect()
}

#[test]
fn every_actor_is_found_by_each_of_its_names() {
    let lexicon = Lexicon::embedded();
    assert!(lexicon.known().len() > 500, "the tables are there");
    for known in lexicon.known() {
        assert!(!known.names.is_empty(), "{} has a name", known.code);
        for name in &known.names {
            for written in [name.clone(), name.to_uppercase(), name.to_lowercase()] {
                let found = lexicon.senses(&written);
                assert!(
                    found.iter().any(|s| s.known.code == known.code && s.known.from == known.from),
                    "{written} finds {}",
                    known.code
                );
            }
        }
    }
}

#[test]
fn every_country_is_found_by_name_demonym_and_capital() {
    let lexicon = Lexicon::embedded();
    for country in lexicon.countries() {
        let has = |name: &str, usage: NameUse| {
            lexicon
                .senses(name)
                .iter()
                .any(|s| s.usage == usage && s.known.country.as_ref() == Some(&country.code))
        };
        assert!(
            has(&country.name, NameUse::Name) || has(&country.name, NameUse::Acronym),
            "{}",
            country.name
        );
        for demonym in &country.demonyms {
            assert!(has(demonym, NameUse::Demonym), "{demonym}");
        }
        for capital in &country.capitals {
            assert!(has(capital, NameUse::Capital), "{capital}");
        }
    }
}

#[test]
fn every_code_is_one_actors() {
    let lexicon = Lexicon::embedded();
    let mut seen = BTreeSet::new();
    for known in lexicon.known().iter().filter(|k| k.kind != EntityKind::Person) {
        assert!(seen.insert(known.code.clone()), "{} stands twice", known.code);
        assert_eq!(lexicon.actor(known.code.as_str()).map(|k| &k.name), Some(&known.name));
    }
}

#[test]
fn every_group_has_a_country() {
    let lexicon = Lexicon::embedded();
    let groups: Vec<_> = lexicon.known().iter().filter(|k| k.kind == EntityKind::Group).collect();
    assert!(groups.len() > 150);
    for group in groups {
        assert!(!group.countries.is_empty(), "{}", group.code);
        assert!(group.sector().is_some(), "{}", group.code);
    }
}

#[test]
fn names_of_one_group_lead_to_one_code() {
    let lexicon = Lexicon::embedded();
    for name in ["Jaish al-Adl", "JAISH-UL-ADL", "Army of Justice", "the Justice Army", "JAA"] {
        assert_eq!(codes(&lexicon, name), ["JAA.REB"], "{name}");
    }
}

#[test]
fn a_force_that_changed_sides_has_two_senses_with_years() {
    let lexicon = Lexicon::embedded();
    let at = |year: i16| -> BTreeSet<String> {
        lexicon
            .senses("Rapid Support Forces")
            .iter()
            .filter(|s| s.known.holds_in(year))
            .map(|s| s.known.code.to_string())
            .collect()
    };
    assert_eq!(at(2019), BTreeSet::from(["SDN.MIL.RSF".to_string()]));
    assert_eq!(at(2024), BTreeSet::from(["RSF.REB".to_string()]));
}

#[test]
fn capitals_and_seats_stand_for_governments() {
    let lexicon = Lexicon::embedded();
    let usage = |name: &str| {
        lexicon.senses(name).iter().map(|s| (s.known.code.to_string(), s.usage)).collect::<Vec<_>>()
    };
    assert_eq!(usage("Tehran"), [("IRN.GOV".to_string(), NameUse::Capital)]);
    assert_eq!(usage("the Kremlin"), [("RUS.GOV".to_string(), NameUse::Seat)]);
    assert_eq!(usage("Rawalpindi"), [("PAK.MIL".to_string(), NameUse::Seat)]);
    assert_eq!(usage("Kenyans"), [("KEN".to_string(), NameUse::Demonym)]);
}

#[test]
fn a_surname_alone_is_only_a_short_form() {
    let lexicon = Lexicon::embedded();
    let full = lexicon.senses("Angela Merkel");
    assert!(full.iter().all(|s| !s.short && s.known.kind == EntityKind::Person));
    assert_eq!(full[0].known.office.as_deref(), Some("head_of_government"));
    let surname = lexicon.senses("Merkel");
    assert!(!surname.is_empty() && surname.iter().all(|s| s.short));
    for name in ["Bashar al-Assad", "Bashar Assad", "BASHAR AL ASSAD"] {
        assert_eq!(codes(&lexicon, name), ["SYR.GOV"], "{name}");
    }
    assert!(lexicon.senses("Assad").iter().all(|s| s.short));
}

#[test]
fn names_of_organs_that_others_have_too_are_generic() {
    let lexicon = Lexicon::embedded();
    assert!(lexicon.senses("Congress").iter().all(|s| s.generic));
    assert!(lexicon.senses("Knesset").iter().all(|s| !s.generic));
}

#[test]
fn outlets_are_found_by_host() {
    let lexicon = Lexicon::embedded();
    let code = |host: &str| lexicon.outlet_of_host(host).map(|o| o.name.clone());
    assert_eq!(code("www.reuters.com").as_deref(), Some("Reuters"));
    assert_eq!(code("EN.IRNA.IR").as_deref(), Some("IRNA"));
    assert_eq!(code("example.org"), None);
    assert_eq!(code(""), None);
    for outlet in lexicon.outlets() {
        assert_eq!(lexicon.outlet(outlet.code.as_str()).map(|o| &o.name), Some(&outlet.name));
    }
}

#[test]
fn given_names_and_common_words() {
    let lexicon = Lexicon::embedded();
    assert_eq!(lexicon.given_name("FATIMA"), Some(Some(Gender::Female)));
    assert_eq!(lexicon.given_name("Andrés"), Some(Some(Gender::Male)));
    assert_eq!(lexicon.given_name("table"), None);
    assert_eq!(lexicon.writing("grace"), Writing::Capitalised);
    assert_eq!(lexicon.writing("Fatima"), Writing::Any);
}

#[test]
fn the_hash_is_stable() {
    assert_eq!(Lexicon::embedded().hash(), Lexicon::embedded().hash());
    assert_eq!(Lexicon::embedded().hash().len(), 16);
}

proptest! {
    #[test]
    fn look_ups_never_panic_and_never_reach_too_far(
        words in proptest::collection::vec("\\PC{0,12}|[A-Za-z'’-]{1,8}|U\\.S\\.|of|the", 0..8),
    ) {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);
        let lexicon = &*LEXICON;
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        for length in [
            lexicon.longest(&words).map(|f| f.0),
            lexicon.title(&words).map(|f| f.0),
            lexicon.role(&words).map(|f| f.0),
            lexicon.organ(&words).map(|f| f.0),
            lexicon.modifier(&words).map(|f| f.0),
        ].into_iter().flatten() {
            prop_assert!((1..=words.len()).contains(&length));
        }
        for word in words {
            lexicon.senses(word);
            lexicon.given_name(word);
            lexicon.head_word(word);
            lexicon.outlet_of_host(word);
            prop_assert_eq!(fold(&fold(word)), fold(word));
        }
    }
}

#[test]
fn what_looks_like_a_common_word_says_so() {
    let lexicon = Lexicon::embedded();
    let writing = |name: &str| lexicon.senses(name)[0].writing;
    assert_eq!(writing("US"), Writing::Acronym);
    assert_eq!(writing("Turkey"), Writing::Capitalised);
    assert_eq!(writing("Chad"), Writing::Capitalised);
    assert_eq!(writing("Afghanistan"), Writing::Any);
    assert_eq!(lexicon.senses("I ran"), []);
}

#[test]
fn the_longest_name_wins_in_running_words() {
    let lexicon = Lexicon::embedded();
    let (length, senses) =
        lexicon.longest(&["South", "Sudanese", "troops"]).expect("a demonym of two words");
    assert_eq!((length, senses[0].known.code.as_str()), (2, "SSD"));
    let (length, senses) = lexicon.longest(&["Guinea", "-", "Bissau", "'s"]).expect("a country");
    assert_eq!((length, senses[0].known.code.as_str()), (3, "GNB"));
    let (length, _) = lexicon.longest(&["Iran", "'s", "army"]).expect("a country");
    assert_eq!(length, 1);
    assert!(lexicon.longest(&["yesterday"]).is_none());
}

#[test]
fn organs_titles_modifiers_and_roles() {
    let lexicon = Lexicon::embedded();
    let (length, organ) = lexicon.organ(&["Ministry", "of", "Foreign", "Affairs"]).expect("organ");
    assert_eq!((length, organ.organ, organ.sector), (4, "foreign_ministry", Sector::Gov));
    let (length, title) = lexicon.title(&["prime", "minister", "said"]).expect("title");
    assert_eq!((length, title.office), (2, "head_of_government"));
    assert_eq!(lexicon.modifier(&["caretaker", "prime"]), Some((1, Modifier::Acting)));
    assert_eq!(lexicon.modifier(&["Former", "prime"]), Some((1, Modifier::Former)));
    let (length, role) = lexicon.role(&["police", "officers"]).expect("role");
    assert_eq!((length, role.sector), (2, Some(Sector::Cop)));
    let (_, role) = lexicon.role(&["Villagers"]).expect("role");
    assert_eq!(role.sector, Some(Sector::Cvl));
}

#[test]
fn sectors_of_the_tables_are_those_of_the_record() {
    let lexicon = Lexicon::embedded();
    for known in lexicon.known() {
        if known.code.as_str().contains('.') {
            assert!(known.sector().is_some(), "{}", known.code);
        }
    }
}
