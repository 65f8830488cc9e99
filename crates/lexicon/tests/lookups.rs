//! Every table can be looked up, by every name, in every way of writing it.

use std::collections::BTreeSet;

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
    let _ = Gender::Female;
}
