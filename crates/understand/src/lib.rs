//! One report → a Reading: what the report says, each value with the words that say it.
//!
//! Give a [`Reader`] a [`Page`] and get a [`Reading`]. It never fails, never sees a second report
//! and does no I/O: what cannot be read becomes a complaint. The layers build on one another in
//! the order of [`Reader::read`]: parse, times, entities, places, tolls, attributions, factuality,
//! events; each is a module with one function `find`, over a [`document::Document`]. Of a very
//! long report the first part is read: see [`bounds`].

pub mod attributions;
pub mod bounds;
pub mod damage;
pub mod document;
pub mod entities;
pub mod events;
pub mod factuality;
pub mod places;
pub mod times;
pub mod tolls;

use rashomon_lexicon::Lexicon;
use rashomon_lexicon::gazetteer::Gazetteer;
use rashomon_record::{
    Complaint, ComplaintKind, Day, Headline, MadeBy, Noise, NoiseKind, Page, Published, Reading,
    Span, TimeBasis,
};
use rashomon_syntax::Parser;

use document::{Document, Layers};

/// Everything needed to read: parser, lexicon, gazetteer, rules. Immutable, shared by threads.
#[derive(Debug)]
pub struct Reader {
    parser: Parser,
    lexicon: Lexicon,
    gazetteer: Gazetteer,
    attributions: attributions::Cues,
    factuality: factuality::Words,
    rules: events::Rules,
    made_by: MadeBy,
}

impl Reader {
    /// The reader with everything that the program ships.
    pub fn embedded() -> Self {
        let parser = Parser::embedded();
        let lexicon = Lexicon::embedded();
        let rules = events::Rules::embedded();
        let made_by = MadeBy {
            program: env!("CARGO_PKG_VERSION").to_string(),
            model: parser.model_hash(),
            lexicon: lexicon.hash(),
            rules: rules.hash(),
        };
        Reader {
            gazetteer: Gazetteer::embedded(),
            attributions: attributions::Cues::embedded(),
            factuality: factuality::Words::embedded(),
            parser,
            lexicon,
            rules,
            made_by,
        }
    }

    /// The versions that its Readings carry.
    pub fn made_by(&self) -> &MadeBy {
        &self.made_by
    }

    /// The parser, for `rashomon parse` and `explain`.
    pub fn parser(&self) -> &Parser {
        &self.parser
    }

    /// Reads one page.
    pub fn read(&self, mut page: Page) -> Reading {
        let english = page.language.as_deref().is_none_or(|l| l == "en");
        let mut regions = if english { page.readable() } else { Vec::new() };
        let text = std::mem::take(&mut page.text);
        if let Some(left_out) = bounds::cap(&text, &mut regions, bounds::MOST_WORDS) {
            let message = format!(
                "only the first {} words are read, not the {} bytes from here on",
                bounds::MOST_WORDS,
                left_out.len()
            );
            page.complaints.push(Complaint::at(left_out, ComplaintKind::Capped, message));
        }
        let document = Document::parse(&self.parser, &text, &regions, &page.mends);

        let mut published = page.published.day();
        if published.is_none()
            && let Some((day, evidence)) =
                times::infer_published(&document).or_else(|| self.byline_day(&text, &page.noise))
        {
            page.published = Published {
                value: Some(day.to_string()),
                basis: rashomon_record::PublishedBasis::Inferred,
                evidence: Some(evidence),
            };
            published = Some(day);
        }
        let layers = self.layers(&document, published, "e");
        page.complaints.extend(damage::find(&document, &layers));
        if page.published.basis == rashomon_record::PublishedBasis::Unknown && !regions.is_empty() {
            let message = "no date is given and the text does not say when it was written";
            page.complaints.push(Complaint::page(ComplaintKind::DateUnknown, message));
        }

        let title = page.title.clone().unwrap_or_default();
        let mut title_regions: Vec<Span> = if english && !title.trim().is_empty() {
            vec![Span::new(0, title.len())]
        } else {
            Vec::new()
        };
        if bounds::cap(&title, &mut title_regions, bounds::MOST_TITLE_WORDS).is_some() {
            let message =
                format!("only the first {} words of the title are read", bounds::MOST_TITLE_WORDS);
            page.complaints.push(Complaint::page(ComplaintKind::Capped, message));
        }
        let headline = Document::parse(&self.parser, &title, &title_regions, &[]);
        let over_title = self.layers(&headline, published, "h");

        let sentences = document.sentences.iter().map(|s| s.span).collect();
        let predicates = layers.predicates.iter().map(|p| p.to_record(&document)).collect();
        page.text = text;
        Reading {
            page,
            made_by: self.made_by.clone(),
            headline: Headline {
                assertions: over_title.assertions,
                entities: over_title.entities,
                times: over_title.times,
                places: over_title.places,
                attributions: over_title.attributions,
            },
            sentences,
            entities: layers.entities,
            times: layers.times,
            places: layers.places,
            attributions: layers.attributions,
            predicates,
            assertions: layers.assertions,
        }
    }

    /// The day in a byline ("By Ana Ruiz, 30 January 2024"), which is no part of what the report says
    /// and so no part of the document.
    fn byline_day(&self, text: &str, noise: &[Noise]) -> Option<(Day, String)> {
        let bylines = noise.iter().filter(|n| n.kind == NoiseKind::Byline).take(8);
        let mut days = bylines.filter_map(|byline| {
            let document = Document::parse(&self.parser, text, &[byline.span], &[]);
            let found = times::find(&document, None);
            let whole = found.iter().find(|t| {
                t.basis == Some(TimeBasis::Explicit) && t.interval().is_some_and(|i| i.days() == 1)
            })?;
            Some((whole.from?, whole.span.of(text).to_string()))
        });
        days.next()
    }

    /// The Reading of a page that could not be read: its page, and nothing else.
    pub fn unread(&self, page: Page) -> Reading {
        Reading {
            page,
            made_by: self.made_by.clone(),
            headline: Headline::default(),
            sentences: Vec::new(),
            entities: Vec::new(),
            times: Vec::new(),
            places: Vec::new(),
            attributions: Vec::new(),
            predicates: Vec::new(),
            assertions: Vec::new(),
        }
    }

    fn layers(
        &self,
        document: &Document<'_>,
        published: Option<rashomon_record::Day>,
        prefix: &str,
    ) -> Layers {
        let mut layers = Layers { published, ..Layers::default() };
        layers.times = times::find(document, published);
        layers.entities = entities::find(document, &self.lexicon, published, prefix);
        layers.places = places::find(document, &layers.entities, &self.gazetteer, &self.lexicon);
        layers.tolls = tolls::find(document);
        layers.attributions = attributions::find(document, &layers.entities, &self.attributions);
        layers.predicates = factuality::find(document, &layers.attributions, &self.factuality);
        let found = events::find(document, &layers, &self.rules, &self.lexicon, prefix);
        layers.entities.extend(found.entities);
        layers.assertions = found.assertions;
        layers
    }
}
