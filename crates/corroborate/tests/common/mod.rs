//! Readings made by hand: a text, and what is said in it, by its words.
#![allow(dead_code)]

use rashomon_record::hash::short_id;
use rashomon_record::*;

/// A Reading in the making.
pub struct Told {
    pub reading: Reading,
}

/// One assertion in the making, by words of the text.
#[derive(Clone, Default)]
pub struct Act<'a> {
    pub kind: Option<EventType>,
    pub mode: Option<Mode>,
    /// The words that say what happened.
    pub trigger: &'a str,
    pub by: Vec<&'a str>,
    pub on: Vec<&'a str>,
    pub day: Option<&'a str>,
    pub place: Option<&'a str>,
    pub killed: Option<(u64, TollQualifier)>,
    pub injured: Option<(u64, TollQualifier)>,
    pub scope: Option<TollScope>,
    pub says: Option<&'a str>,
    pub factuality: Option<Factuality>,
    pub background: bool,
    pub pledge: Option<(&'a str, CommitmentStage)>,
    pub diplomatic: Option<DiplomaticAct>,
    pub position: Option<(Stance, &'a str)>,
}

impl Told {
    /// A report that says nothing yet.
    pub fn new(id: &str, outlet: &str, published: &str, text: &str) -> Self {
        let mut page = Page::of_text(id, text);
        page.source = Some(outlet.to_string());
        page.language = Some("en".to_string());
        page.published = Published {
            value: Some(published.to_string()),
            basis: PublishedBasis::Given,
            evidence: None,
        };
        let mut sentences = Vec::new();
        let mut start = 0;
        for (at, _) in text.match_indices(". ") {
            sentences.push(Span::new(start, at + 1));
            start = at + 2;
        }
        sentences.push(Span::new(start, text.len()));
        Told {
            reading: Reading {
                page,
                made_by: MadeBy::default(),
                headline: Headline::default(),
                sentences,
                entities: Vec::new(),
                times: Vec::new(),
                places: Vec::new(),
                attributions: Vec::new(),
                predicates: Vec::new(),
                assertions: Vec::new(),
            },
        }
    }

    fn find(&self, words: &str) -> Span {
        let text = &self.reading.page.text;
        let at = text.find(words).unwrap_or_else(|| panic!("{words:?} is not in {text:?}"));
        Span::new(at, at + words.len())
    }

    /// Someone named in the text.
    pub fn actor(mut self, words: &str, code: &str, kind: EntityKind) -> Self {
        let span = self.find(words);
        let country = code.split('.').next().filter(|h| h.len() == 3).map(CountryCode::from);
        let id = format!("e{}", self.reading.entities.len());
        self.reading.entities.push(Entity {
            id,
            span,
            kind,
            name: words.to_string(),
            actor: (!code.is_empty()).then(|| code.into()),
            country: country.filter(|_| !code.is_empty()),
            countries: Vec::new(),
            title: None,
            office: None,
            as_of: None,
            same_as: None,
            basis: EntityBasis::Name,
        });
        self
    }

    /// A place named in the text.
    pub fn place(mut self, words: &str, country: &str, at: (i32, i32), kind: PlaceKind) -> Self {
        let span = self.find(words);
        self.reading.places.push(PlaceMention {
            span,
            name: words.to_string(),
            usage: PlaceUse::Literal,
            country: Some(country.into()),
            admin1: None,
            lat: Some(Microdegrees(at.0 * 10_000)),
            lon: Some(Microdegrees(at.1 * 10_000)),
            geonames: None,
            kind: Some(kind),
        });
        self
    }

    fn entity(&self, words: &str) -> String {
        let found = self.reading.entities.iter().find(|e| e.name == words);
        found.unwrap_or_else(|| panic!("no entity {words:?}")).id.clone()
    }

    /// An assertion.
    pub fn act(mut self, act: Act<'_>) -> Self {
        let trigger = self.find(act.trigger);
        let sentence = self
            .reading
            .sentences
            .iter()
            .position(|s| s.contains(trigger))
            .expect("a sentence around the trigger");
        let kind = act.kind.unwrap_or(EventType::Assault);
        let mut participants = Vec::new();
        for (role, all) in [(Role::Actor, &act.by), (Role::Target, &act.on)] {
            for words in all {
                participants.push(Participant {
                    role,
                    entity: self.entity(words),
                    span: self.find(words),
                    basis: ParticipantBasis::Sentence,
                });
            }
        }
        let mut tolls = Vec::new();
        for (kind, toll) in [(TollKind::Killed, act.killed), (TollKind::Injured, act.injured)] {
            let Some((n, qualifier)) = toll else { continue };
            tolls.push(Toll {
                kind,
                low: (qualifier != TollQualifier::AtMost).then_some(n),
                high: (qualifier != TollQualifier::AtLeast).then_some(n),
                qualifier,
                scope: act.scope,
                who: None,
                of: Vec::new(),
                span: trigger,
            });
        }
        let day = act.day.and_then(Day::parse);
        let text = self.reading.page.text.clone();
        let id = short_id(
            "a",
            &[text.as_bytes(), trigger.of(&text).as_bytes(), kind.as_str().as_bytes()],
        );
        self.reading.assertions.push(Assertion {
            id,
            sentence,
            span: self.reading.sentences[sentence],
            trigger,
            kind,
            mode: act.mode,
            cameo: None,
            quad: kind.quad(),
            intensity: kind.intensity(act.mode),
            contexts: Vec::new(),
            participants,
            when: When {
                from: day,
                to: day,
                basis: if day.is_some() { WhenBasis::Published } else { WhenBasis::Unknown },
            },
            place: match act.place {
                Some(words) => Where {
                    place: self.reading.places.iter().position(|p| p.name == words),
                    basis: WhereBasis::Explicit,
                },
                None => Where::UNKNOWN,
            },
            tolls,
            factuality: act.factuality.unwrap_or(Factuality::Asserted),
            timeframe: if act.background { Timeframe::Background } else { Timeframe::News },
            claimant: act.says.map(|w| self.entity(w)),
            attribution: None,
            claim_chain: Vec::new(),
            content_of: None,
            part_of: None,
            position: act
                .position
                .map(|(stance, topic)| Position { stance, topic: Some(topic.to_string()) }),
            diplomatic: act
                .diplomatic
                .map(|act| Diplomatic { act, office: Some("ambassador".to_string()) }),
            commitment: act.pledge.map(|(action, stage)| CommitmentText {
                promisor: act.by.iter().map(|w| self.entity(w)).collect(),
                promisee: act.on.iter().map(|w| self.entity(w)).collect(),
                action: action.to_string(),
                action_span: None,
                due: None,
                condition: None,
                stage,
            }),
            rule: "test".to_string(),
        });
        self
    }
}

/// A small crisis over an invented border: a strike, the answer to it, talks and a pledge, told by
/// five reports, two of which are copies.
pub fn border_crisis() -> Vec<Reading> {
    use EntityKind::Country;
    use TollQualifier::{AtLeast, Exact};
    let strike = "Kenya struck a camp near Gedo in Somalia on Monday, killing nine people. \
                  Somalia said ten had died and that it would answer. Market traders in the town \
                  closed their stalls early and many families left on foot for the hills.";
    let first = |id: &str, outlet: &str, text: &str| {
        Told::new(id, outlet, "2023-05-02", text)
            .actor("Kenya", "KEN.MIL", Country)
            .actor("Somalia", "SOM.GOV", Country)
            .place("Gedo", "SOM", (350, 4220), PlaceKind::City)
            .act(Act {
                mode: Some(Mode::Aerial),
                trigger: "struck",
                by: vec!["Kenya"],
                on: vec!["Somalia"],
                day: Some("2023-05-01"),
                place: Some("Gedo"),
                killed: Some((9, Exact)),
                ..Act::default()
            })
            .act(Act {
                trigger: "died",
                by: vec!["Kenya"],
                day: Some("2023-05-01"),
                killed: Some((10, Exact)),
                says: Some("Somalia"),
                ..Act::default()
            })
            .reading
    };
    let furnished = format!("Home\nWorld\n{strike}\nLeave a Reply");
    let second = "Warplanes from Kenya bombed Gedo on Monday and killed at least nine people, residents of \
                  Somalia told a radio station by telephone late in the evening.";
    let answer = "Somalia shelled a Kenyan army post at Mandera on Tuesday in answer to the raid on \
                  Gedo. Kenya confirmed that two soldiers were wounded by the shells.";
    let talks = "Kenya and Somalia met in Djibouti on Friday. Somalia agreed to withdraw its guns from \
                 the border by June. Kenya condemned the shelling.";
    vec![
        first("r1", "north.example", strike),
        first("r2", "north.example", strike),
        first("r3", "south.example", &furnished),
        Told::new("r4", "west.example", "2023-05-02", second)
            .actor("Kenya", "KEN.GOV", Country)
            .actor("Somalia", "SOM.GOV", Country)
            .place("Gedo", "SOM", (350, 4220), PlaceKind::City)
            .act(Act {
                mode: Some(Mode::Aerial),
                trigger: "bombed",
                by: vec!["Kenya"],
                on: vec!["Somalia"],
                day: Some("2023-05-01"),
                place: Some("Gedo"),
                killed: Some((9, AtLeast)),
                ..Act::default()
            })
            .reading,
        Told::new("r5", "east.example", "2023-05-03", answer)
            .actor("Somalia", "SOM.MIL", Country)
            .actor("Kenya", "KEN.GOV", Country)
            .place("Mandera", "KEN", (394, 4186), PlaceKind::City)
            .place("Gedo", "SOM", (350, 4220), PlaceKind::City)
            .act(Act {
                mode: Some(Mode::HeavyWeapons),
                trigger: "shelled",
                by: vec!["Somalia"],
                on: vec!["Kenya"],
                day: Some("2023-05-02"),
                place: Some("Mandera"),
                ..Act::default()
            })
            .act(Act {
                trigger: "wounded",
                by: vec!["Somalia"],
                day: Some("2023-05-02"),
                injured: Some((2, Exact)),
                says: Some("Kenya"),
                ..Act::default()
            })
            .act(Act {
                mode: Some(Mode::Aerial),
                trigger: "raid",
                by: vec!["Kenya"],
                on: vec!["Somalia"],
                day: Some("2023-05-01"),
                place: Some("Gedo"),
                background: true,
                ..Act::default()
            })
            .reading,
        Told::new("r6", "wire.example", "2023-05-06", talks)
            .actor("Kenya", "KEN.GOV", Country)
            .actor("Somalia", "SOM.GOV", Country)
            .place("Djibouti", "DJI", (1159, 4315), PlaceKind::City)
            .act(Act {
                kind: Some(EventType::Consult),
                trigger: "met",
                by: vec!["Kenya", "Somalia"],
                day: Some("2023-05-05"),
                place: Some("Djibouti"),
                ..Act::default()
            })
            .act(Act {
                kind: Some(EventType::Agree),
                trigger: "agreed",
                by: vec!["Somalia"],
                day: Some("2023-05-05"),
                pledge: Some(("withdraw its guns from the border", CommitmentStage::Agreed)),
                ..Act::default()
            })
            .act(Act {
                kind: Some(EventType::Accuse),
                mode: Some(Mode::Disapprove),
                trigger: "condemned",
                by: vec!["Kenya"],
                on: vec!["Somalia"],
                day: Some("2023-05-05"),
                position: Some((Stance::Condemns, "the shelling")),
                ..Act::default()
            })
            .reading,
    ]
}
