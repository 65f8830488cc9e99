//! Who says so: sources, cues and contents of speech and thought.
//!
//! A cue (table `attribution_cues.tsv`) is found in the tree; its subject is the source, its clause, its
//! object or the quotation beside it the content. Who speaks is never guessed from nearness alone: a
//! quotation without a cue that governs it, or that it continues, has no source. The claimant is the
//! entity of the source's head word. What was said is not judged here: that is `factuality` and `events`.

mod cues;
mod quotes;

use rashomon_record::{Attribution, AttributionKind, Entity, Span};
use rashomon_syntax::{Sentence, Upos};

use crate::document::{Document, Word};
use cues::Class;

pub use cues::Cues;

/// All attributions, in order of place.
pub fn find(document: &Document<'_>, entities: &[Entity], cues: &Cues) -> Vec<Attribution> {
    let quotes = quotes::regions(document.text);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut first_quote = 0;
    // The last attribution whose cue stands outside of any quotation.
    let mut speaking: Option<usize> = None;
    for (index, sentence) in document.sentences.iter().enumerate() {
        // Quotations and sentences are both in order: walk them side by side.
        while quotes.get(first_quote).is_some_and(|q| q.end <= sentence.span.start) {
            first_quote += 1;
        }
        let near: Vec<Span> = quotes[first_quote..]
            .iter()
            .copied()
            .take_while(|q| q.start < sentence.span.end)
            .collect();
        let reader = Clauses { document, sentence, index, quotes: &near, cues };
        let before = drafts.len();
        reader.find(&mut drafts);
        // A cue inside of a quotation is the quoted speaker's own; only one outside takes the floor.
        let outside =
            |d: &Draft| !d.cue.first().is_some_and(|c| near.iter().any(|q| q.contains(*c)));
        match drafts[before..].iter().position(outside) {
            Some(first) => speaking = Some(before + first),
            None => continue_quote(document, index, &near, speaking.map(|s| &mut drafts[s])),
        }
    }
    for draft in &mut drafts {
        draft.run_on(&quotes);
    }
    finish(document, entities, &quotes, drafts)
}

/// An attribution before its claimant and its surroundings are known.
struct Draft {
    sentence: usize,
    /// The last sentence that its content reaches.
    last: usize,
    source: Vec<Span>,
    /// The source's head word.
    speaker: Option<Word>,
    cue: Vec<Span>,
    content: Vec<Span>,
}

impl Draft {
    /// A quotation that runs over sentences is content to its end.
    fn run_on(&mut self, quotes: &[Span]) {
        for span in &mut self.content {
            let at = quotes.partition_point(|q| q.end <= span.end.saturating_sub(1));
            if let Some(quote) = quotes.get(at)
                && quote.start >= span.start
                && quote.start < span.end
                && quote.end > span.end
                && quote.start <= span.start + 3
            {
                span.end = quote.end;
            }
        }
    }
}

/// A sentence without a cue of its own that lies in a quotation begun right after the last speaker's, in
/// the same paragraph, is still that speaker.
fn continue_quote(
    document: &Document<'_>,
    index: usize,
    near: &[Span],
    speaking: Option<&mut Draft>,
) {
    let sentence = document.sentences[index].span;
    let Some(draft) = speaking.filter(|d| d.last + 1 == index) else { return };
    let Some(last) = draft.content.last().copied() else { return };
    let between = Span::new(last.end as usize, sentence.start as usize).of(document.text);
    if between.contains("\n\n") || between.len() > 400 {
        return;
    }
    let quoted = |span: Span| {
        document.text[span.range()].starts_with(['“', '"', '\'', '«'])
            && near.iter().any(|q| q.start == span.start)
    };
    let speaks = draft.content.iter().any(|s| {
        document.text.get(s.range()).is_some_and(|t| t.starts_with(['“', '"', '\'', '«']))
    });
    let whole = near.iter().find(|q| q.start <= sentence.start && q.end + 2 >= sentence.end);
    if let Some(quote) = whole.filter(|_| speaks) {
        if quote.start < sentence.start {
            // The quotation began with the sentence before and goes on.
            draft.last = index;
        } else if quoted(*quote) {
            draft.content.push(*quote);
            draft.last = index;
        }
    }
}

/// The cues of one sentence.
struct Clauses<'a> {
    document: &'a Document<'a>,
    sentence: &'a Sentence,
    index: usize,
    quotes: &'a [Span],
    cues: &'a Cues,
}

impl Clauses<'_> {
    fn find(&self, drafts: &mut Vec<Draft>) {
        let tokens = &self.sentence.tokens;
        self.heading(drafts);
        for (at, token) in tokens.iter().enumerate() {
            let draft = match token.upos {
                Upos::Verb => self.verb(at),
                Upos::Noun => self.noun(at),
                _ => None,
            };
            drafts.extend(draft.or_else(|| self.according(at)));
        }
    }

    fn lemma(&self, at: usize) -> String {
        self.document.lemma(Word { sentence: self.index, token: at })
    }

    fn is(&self, at: usize, relations: &[&str]) -> bool {
        relations.iter().any(|r| self.sentence.tokens[at].relation.is(r))
    }

    fn form_is(&self, at: usize, forms: &[&str]) -> bool {
        let form = self.sentence.tokens[at].span.of(self.document.text);
        forms.iter().any(|f| form.eq_ignore_ascii_case(f))
    }

    /// "Kremlin: no talks are planned": a name, a colon, and what it says.
    fn heading(&self, drafts: &mut Vec<Draft>) {
        let tokens = &self.sentence.tokens;
        let colon = tokens.iter().take(7).position(|t| t.span.of(self.document.text) == ":");
        let Some(colon) = colon.filter(|&c| c > 0 && c + 2 < tokens.len()) else { return };
        let names = tokens[..colon].iter().all(|t| {
            matches!(t.upos, Upos::Propn | Upos::Noun | Upos::Adj | Upos::Part | Upos::Adp)
                || t.xpos == "POS"
        });
        let named = tokens[..colon].iter().any(|t| t.upos == Upos::Propn);
        let clause = tokens[colon + 1..].iter().any(|t| matches!(t.upos, Upos::Verb | Upos::Aux));
        if !(names && named && clause) {
            return;
        }
        let source = tokens[0].span.cover(tokens[colon - 1].span);
        let content = self.runs(&(colon + 1..tokens.len()).collect::<Vec<_>>(), &[]);
        let speaker =
            (0..colon).rev().find(|&t| matches!(tokens[t].upos, Upos::Propn | Upos::Noun));
        self.push(drafts, vec![source], speaker, vec![tokens[colon].span], content);
    }

    fn push(
        &self,
        drafts: &mut Vec<Draft>,
        source: Vec<Span>,
        speaker: Option<usize>,
        cue: Vec<Span>,
        content: Vec<Span>,
    ) {
        drafts.extend(self.draft(source, speaker, cue, content));
    }

    fn draft(
        &self,
        source: Vec<Span>,
        speaker: Option<usize>,
        cue: Vec<Span>,
        content: Vec<Span>,
    ) -> Option<Draft> {
        let speaker = speaker.map(|token| Word { sentence: self.index, token });
        (!content.is_empty()).then_some(Draft {
            sentence: self.index,
            last: self.index,
            source,
            speaker,
            cue,
            content,
        })
    }

    /// "according to", "in the words of".
    fn according(&self, at: usize) -> Option<Draft> {
        let tokens = &self.sentence.tokens;
        if !self.form_is(at, &["according"])
            || !tokens.get(at + 1).is_some_and(|_| self.form_is(at + 1, &["to"]))
        {
            return None;
        }
        let who = match tokens[at].head {
            Some(head) if self.is(at, &["case", "mark"]) => head,
            _ => self.sentence.child(at, &["obl", "nmod", "obj"])?,
        };
        let inside = self.sentence.subtree(who);
        let source: Vec<usize> = inside.iter().copied().filter(|&t| t > at + 1).collect();
        let clause = self.clause_of(if self.is(at, &["case", "mark"]) { who } else { at })?;
        let mut taken = inside.clone();
        taken.extend([at, at + 1]);
        let content: Vec<usize> =
            self.sentence.subtree(clause).into_iter().filter(|t| !taken.contains(t)).collect();
        let cue = tokens[at].span.cover(tokens[at + 1].span);
        self.draft(self.runs(&source, &[]), Some(who), vec![cue], self.runs(&content, &taken))
    }

    /// The predicate that `at` hangs from.
    fn clause_of(&self, at: usize) -> Option<usize> {
        let tokens = &self.sentence.tokens;
        let mut at = tokens[at].head?;
        for _ in 0..tokens.len() {
            let token = &tokens[at];
            let clausal = matches!(token.upos, Upos::Verb | Upos::Adj | Upos::Aux)
                || self.sentence.child(at, &["nsubj", "cop"]).is_some();
            let beside = self.is(at, &["advcl", "acl", "xcomp"]);
            match token.head {
                Some(head) if !clausal || beside => at = head,
                _ => return Some(at),
            }
        }
        None
    }

    /// "the claim that", "his promise to".
    fn noun(&self, at: usize) -> Option<Draft> {
        if !self.cues.is_noun(&self.lemma(at)) {
            return None;
        }
        let tokens = &self.sentence.tokens;
        let clause = self.sentence.children(at).find(|&c| {
            c > at
                && (self.is(c, &["ccomp"]) || self.is(c, &["acl"]) && !self.is(c, &["acl:relcl"]))
                && {
                    self.sentence.children(c).any(|m| {
                        m < c
                            && self.is(m, &["mark"])
                            && self.form_is(m, &["that", "to", "whether"])
                    })
                }
        })?;
        let who = self.sentence.child(at, &["nmod:poss"]).or_else(|| {
            self.sentence.children(at).find(|&c| {
                self.is(c, &["nmod"])
                    && self
                        .sentence
                        .children(c)
                        .any(|m| self.is(m, &["case"]) && self.form_is(m, &["by", "from", "of"]))
            })
        });
        let source = who.map(|w| self.noun_phrase(w)).unwrap_or_default();
        let content = self.runs(&self.sentence.subtree(clause), &[]);
        self.draft(source, who, vec![tokens[at].span], content)
    }

    /// A noun phrase without its case markers.
    fn noun_phrase(&self, head: usize) -> Vec<Span> {
        let words: Vec<usize> = self
            .sentence
            .subtree(head)
            .into_iter()
            .filter(|&w| !(self.sentence.tokens[w].head == Some(head) && self.is(w, &["case"])))
            .collect();
        self.runs(&words, &[])
    }

    fn verb(&self, at: usize) -> Option<Draft> {
        let tokens = &self.sentence.tokens;
        let lemma = self.lemma(at);
        let mut particle = None;
        let mut class = self.cues.verb(&lemma);
        for (word, with) in self.cues.particles(&lemma) {
            let next = at + 1;
            if tokens.get(next).is_some_and(|_| self.form_is(next, &[word])) {
                particle = Some(next);
                class = Some(*with);
            }
        }
        let class = class?;
        let passive = self.sentence.child(at, &["nsubj:pass", "aux:pass"]).is_some();
        let cue = self.cue(at, particle);
        let (source, speaker) = self.source(at, passive);
        let mut taken: Vec<usize> = cue.clone();
        taken.extend(source.iter().copied());
        let content = self.content(at, class, particle, passive, &taken)?;
        let mut source_spans = self.runs(&source, &[]);
        // A name with an apposition keeps the comma that closes it, as printed.
        if let Some(last) = source_spans.last_mut()
            && let Some(next) = tokens.iter().position(|t| t.span.start >= last.end)
            && tokens[next].span.of(self.document.text) == ","
            && last.of(self.document.text).contains(',')
            && cue.first().is_some_and(|&c| c == next + 1)
        {
            last.end = tokens[next].span.end;
        }
        self.draft(source_spans, speaker, self.runs(&cue, &[]), content)
    }

    /// The verb with its auxiliaries, negation and particle, as far as they stand side by side.
    fn cue(&self, at: usize, particle: Option<usize>) -> Vec<usize> {
        let mut first = at;
        while first > 0
            && self.sentence.tokens[first - 1].head == Some(at)
            && self.is(first - 1, &["aux", "advmod", "cop"])
            && !self.form_is(first - 1, &["when", "why", "how", "where"])
        {
            first -= 1;
        }
        let mut last = particle.unwrap_or(at);
        if let Some(next) = self.sentence.child(at, &["compound:prt"]).filter(|&n| n == last + 1) {
            last = next;
        }
        (first..=last).collect()
    }

    /// The words of the source and its head.
    fn source(&self, at: usize, passive: bool) -> (Vec<usize>, Option<usize>) {
        let tokens = &self.sentence.tokens;
        let subject = |verb: usize| {
            self.sentence.children(verb).find(|&c| {
                self.is(c, &["nsubj"])
                    && !self.is(c, &["nsubj:pass"])
                    && tokens[c].relation.base() == "nsubj"
            })
        };
        let mut head = if passive {
            // "it was reported by": the agent, else nobody is named.
            self.sentence.children(at).find(|&c| {
                self.is(c, &["obl"])
                    && self
                        .sentence
                        .children(c)
                        .any(|m| self.is(m, &["case"]) && self.form_is(m, &["by"]))
            })
        } else {
            subject(at)
        };
        if head.is_none() && !passive {
            head = self.governing_subject(at, &subject);
        }
        let Some(head) = head.filter(|&h| !self.is(h, &["expl"])) else {
            return (Vec::new(), None);
        };
        let words: Vec<usize> = self
            .sentence
            .subtree(head)
            .into_iter()
            .filter(|&w| {
                w != at
                    && !(tokens[w].head == Some(head)
                        && self.is(w, &["case", "cc", "punct"])
                        && w < head)
            })
            // A clause in dashes or a list that the parser hung on the subject never holds its own verb.
            .collect();
        let words = if words.contains(&at) { vec![head] } else { self.without_asides(head, words) };
        (words, Some(head))
    }

    /// A source without what a parser hangs on it by mistake: a quotation that stands before it, and the
    /// day of speaking ("Mr Aziz on Sunday").
    fn without_asides(&self, head: usize, mut words: Vec<usize>) -> Vec<usize> {
        let tokens = &self.sentence.tokens;
        let own = tokens[head].span;
        for quote in self.quotes.iter().filter(|q| !q.overlaps(own)) {
            if quote.end <= own.start {
                words.retain(|&w| tokens[w].span.start >= quote.end);
            } else {
                words.retain(|&w| tokens[w].span.end <= quote.start);
            }
        }
        let days: Vec<usize> = self
            .sentence
            .children(head)
            .filter(|&c| {
                c > head
                    && self.is(c, &["nmod", "obl"])
                    && is_day(tokens[c].span.of(self.document.text))
            })
            .flat_map(|c| self.sentence.subtree(c))
            .collect();
        words.retain(|w| !days.contains(w));
        words
    }

    /// The subject of a verb that has none of its own: of what it is coordinated with, of the clause that
    /// it accompanies ("adding that"), or the noun that it describes ("a letter saying that").
    fn governing_subject(
        &self,
        at: usize,
        subject: &dyn Fn(usize) -> Option<usize>,
    ) -> Option<usize> {
        let tokens = &self.sentence.tokens;
        let mut verb = at;
        for _ in 0..4 {
            let head = tokens[verb].head?;
            if self.is(verb, &["acl"]) {
                return matches!(tokens[head].upos, Upos::Noun | Upos::Propn | Upos::Pron)
                    .then_some(head);
            }
            if !self.is(verb, &["conj", "advcl", "xcomp", "ccomp", "parataxis"]) {
                return None;
            }
            let object = self.sentence.child(head, &["obj"]).filter(|_| self.is(verb, &["xcomp"]));
            if let Some(found) = object.or_else(|| subject(head)) {
                return Some(found);
            }
            verb = head;
        }
        None
    }

    fn content(
        &self,
        at: usize,
        class: Class,
        particle: Option<usize>,
        passive: bool,
        taken: &[usize],
    ) -> Option<Vec<Span>> {
        let tokens = &self.sentence.tokens;
        let child =
            |relations: &[&str]| self.sentence.children(at).find(|&c| self.is(c, relations));
        // After "told reporters that" some trees hang the clause on the listeners.
        let clause = child(&["ccomp"]).or_else(|| {
            let listener = child(&["iobj", "obj"])?;
            self.sentence.children(listener).find(|&c| {
                self.is(c, &["acl", "ccomp"])
                    && !self.is(c, &["acl:relcl"])
                    && self
                        .sentence
                        .children(c)
                        .any(|m| self.is(m, &["mark"]) && self.form_is(m, &["that"]))
            })
        });
        let infinitive = self.sentence.children(at).find(|&c| {
            c > at
                && self.is(c, &["xcomp", "advcl"])
                && self
                    .sentence
                    .children(c)
                    .any(|m| self.form_is(m, &["to"]) && self.is(m, &["mark"]))
        });
        let object = child(&["obj"]).or_else(|| particle.and(child(&["obl"])));
        let mut words: Vec<usize> = Vec::new();
        match class {
            Class::Urge if infinitive.is_some() || object.is_some() && clause.is_none() => {
                let from = object
                    .into_iter()
                    .chain(child(&["iobj"]))
                    .chain(infinitive.or(child(&["xcomp"])));
                for part in from {
                    words.extend(self.sentence.subtree(part));
                }
            }
            Class::Judge => {
                let parts = self.sentence.children(at).filter(|&c| {
                    self.is(c, &["obj", "xcomp", "ccomp", "nsubj:pass"])
                        || c > at
                            && self.is(c, &["obl", "advcl"])
                            && (particle.is_some() || self.close(c))
                });
                for part in parts {
                    words.extend(self.sentence.subtree(part));
                }
                if words.is_empty() && self.is(at, &["acl"]) && passive {
                    return None;
                }
            }
            Class::Do if clause.is_none() => {
                for part in infinitive.into_iter().chain(child(&["obj"])) {
                    words.extend(self.sentence.subtree(part));
                }
            }
            _ => {
                if let Some(clause) = clause {
                    words.extend(self.sentence.subtree(clause));
                } else if let Some(reported) = self.reported(at) {
                    words.extend(reported);
                } else if class != Class::Think
                    && let Some(beside) = child(&["parataxis"]).filter(|&p| !self.is_attribution(p))
                {
                    words.extend(self.sentence.subtree(beside));
                } else if class == Class::Say
                    && let Some(part) = infinitive
                {
                    words.extend(self.sentence.subtree(part));
                }
            }
        }
        words.retain(|w| !taken.contains(w));
        words.sort_unstable();
        words.dedup();
        if particle.is_some() {
            // "called for" has its preposition in the cue.
            words.retain(|w| Some(*w) != particle);
        }
        let mut spans = self.runs(&words, taken);
        if class == Class::Say {
            self.with_quotes(at, taken, &mut spans);
            if spans.is_empty() {
                let deny = tokens[at].lemma.eq_ignore_ascii_case("deny");
                let object =
                    object.filter(|_| deny || tokens[at].lemma.eq_ignore_ascii_case("report"))?;
                spans = self.runs(&self.sentence.subtree(object), taken);
            }
        }
        (!spans.is_empty()).then_some(spans)
    }

    /// Whether a modifier belongs to what is judged: "for its silence", "of lying", "as a plot".
    fn close(&self, at: usize) -> bool {
        self.sentence.children(at).any(|m| {
            m < at && self.is(m, &["case", "mark"]) && self.form_is(m, &["for", "of", "as", "over"])
        })
    }

    fn is_attribution(&self, at: usize) -> bool {
        matches!(self.cues.verb(&self.lemma(at)), Some(Class::Say))
    }

    /// What stands around a cue that is set into it: "The bridge, he said, had fallen."
    fn reported(&self, at: usize) -> Option<Vec<usize>> {
        let tokens = &self.sentence.tokens;
        if !self.is(at, &["parataxis"]) {
            return None;
        }
        let head = tokens[at].head?;
        let own = self.sentence.subtree(at);
        Some(
            self.sentence
                .subtree(head)
                .into_iter()
                .filter(|w| own.binary_search(w).is_err())
                .collect(),
        )
    }

    /// Widens content to the quotations that it touches, and finds those that the tree left aside. Only
    /// a quotation beside the cue, with nothing but the source between, is the cue's.
    fn with_quotes(&self, at: usize, taken: &[usize], spans: &mut Vec<Span>) {
        let tokens = &self.sentence.tokens;
        let cue = tokens[at].span;
        let inside = self.quotes.iter().any(|q| q.contains(cue));
        if inside {
            return;
        }
        for quote in self.quotes {
            let touched = spans.iter().position(|s| s.overlaps(*quote));
            if let Some(touched) = touched {
                let own = spans[touched];
                let within = Span::new(
                    quote.start as usize,
                    quote.end.min(self.sentence.span.end.max(own.end)) as usize,
                );
                // A few quoted words inside an indirect sentence widen nothing but their own marks.
                spans[touched] = own.cover(within);
            } else if spans.is_empty()
                || spans.iter().any(|s| self.only_attribution_between(*s, *quote, taken))
            {
                let end = quote.end.min(self.sentence.span.end);
                let quote =
                    Span::new(quote.start.max(self.sentence.span.start) as usize, end as usize);
                let beside = tokens.iter().enumerate().filter(|(_, t)| {
                    let (a, b) = if quote.end <= cue.start {
                        (quote.end, cue.start)
                    } else {
                        (cue.end, quote.start)
                    };
                    t.span.start >= a && t.span.end <= b && t.upos != Upos::Punct
                });
                let far = beside.filter(|(w, _)| !taken.contains(w)).count();
                if far <= 6 && quote.len() > 12 {
                    spans.push(quote);
                }
            }
        }
        spans.sort();
        let mut merged: Vec<Span> = Vec::new();
        for span in spans.drain(..) {
            match merged.last_mut() {
                Some(last) if last.overlaps(span) || last.end == span.start => {
                    *last = last.cover(span)
                }
                _ => merged.push(span),
            }
        }
        *spans = merged;
    }

    fn only_attribution_between(&self, a: Span, b: Span, taken: &[usize]) -> bool {
        let (left, right) = if a.end <= b.start { (a.end, b.start) } else { (b.end, a.start) };
        let between: Vec<usize> = (0..self.sentence.tokens.len())
            .filter(|&t| {
                self.sentence.tokens[t].span.start >= left
                    && self.sentence.tokens[t].span.end <= right
            })
            .collect();
        between.iter().any(|t| taken.contains(t))
            && between
                .iter()
                .all(|t| taken.contains(t) || self.sentence.tokens[*t].upos == Upos::Punct)
    }

    /// Words as spans: one for each stretch that only punctuation and words of neither part interrupt.
    /// Marks at the ends are left out, but for the quotation marks that belong to it.
    fn runs(&self, words: &[usize], apart: &[usize]) -> Vec<Span> {
        let tokens = &self.sentence.tokens;
        let mut words = words.to_vec();
        words.sort_unstable();
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for word in words {
            match groups.last_mut() {
                Some(group)
                    if group.last().is_some_and(|&last| {
                        (last + 1..word)
                            .all(|w| !apart.contains(&w) && tokens[w].upos == Upos::Punct)
                    }) =>
                {
                    group.push(word);
                }
                _ => groups.push(vec![word]),
            }
        }
        let mut spans = Vec::new();
        for group in groups {
            let bare = |w: &usize| tokens[*w].upos == Upos::Punct && !self.belongs_to_quote(*w);
            let Some(first) = group.iter().copied().find(|w| !bare(w)) else { continue };
            let Some(last) = group.iter().rev().copied().find(|w| !bare(w)) else { continue };
            let mut span = tokens[first].span.cover(tokens[last].span);
            // A quotation that begins or ends just outside belongs to it with its marks.
            for quote in self.quotes {
                if quote.end <= self.sentence.span.end
                    && quote.overlaps(span)
                    && !quote.contains(self.sentence.span)
                {
                    let extra = quote.len().saturating_sub(span.len());
                    if quote.start + 3 >= span.start
                        && quote.start < span.start
                        && extra < span.len().max(8)
                    {
                        span.start = quote.start;
                    }
                    if quote.end > span.end && quote.end <= span.end + 5 {
                        span.end = quote.end;
                    }
                }
            }
            spans.push(span);
        }
        spans
    }

    fn belongs_to_quote(&self, at: usize) -> bool {
        let span = self.sentence.tokens[at].span;
        self.quotes.iter().any(|q| q.start == span.start || q.end == span.end)
            || matches!(span.of(self.document.text), ")" | "%")
    }
}

/// Whether a word names a day on which someone speaks.
fn is_day(word: &str) -> bool {
    const DAYS: [&str; 10] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
        "tonight",
    ];
    DAYS.iter().any(|d| word.eq_ignore_ascii_case(d))
}

fn finish(
    document: &Document<'_>,
    entities: &[Entity],
    quotes: &[Span],
    drafts: Vec<Draft>,
) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = drafts
        .into_iter()
        .filter(|d| d.content.iter().all(|s| s.fits(document.text)))
        .map(|draft| {
            let quoted = |s: &Span| {
                quotes.iter().any(|q| q.contains(*s) || q.overlaps(*s) && q.len() + 4 >= s.len())
            };
            let at =
                quotes.partition_point(|q| draft.content.first().is_some_and(|s| q.end <= s.start));
            let touching = quotes[at..]
                .iter()
                .take_while(|q| draft.content.last().is_some_and(|s| q.start < s.end));
            let kind = if draft.content.iter().all(quoted) {
                AttributionKind::Direct
            } else if touching.count() > 0 {
                AttributionKind::Mixed
            } else {
                AttributionKind::Indirect
            };
            let claimant = draft.speaker.and_then(|w| claimant(document, entities, w));
            debug_assert!(draft.last >= draft.sentence);
            Attribution {
                source: draft.source,
                cue: draft.cue,
                content: draft.content,
                kind,
                claimant,
                within: None,
            }
        })
        .collect();
    found.sort_by(|a, b| (&a.cue, &a.content).cmp(&(&b.cue, &b.content)));
    found.dedup_by(|a, b| a.cue == b.cue && a.content == b.content);
    nest(&mut found);
    found
}

/// The entity of a source's head word; for "who" and "which", of the noun that they stand for.
fn claimant(document: &Document<'_>, entities: &[Entity], word: Word) -> Option<String> {
    let token = document.token(word);
    let over = |span: Span| {
        let until = entities.partition_point(|e| e.span.start < span.end);
        entities[..until].iter().rev().take(8).find(|e| e.span.overlaps(span))
    };
    let relative = token.xpos.starts_with('W')
        || token.upos == Upos::Pron && document.form(word).eq_ignore_ascii_case("that");
    if relative {
        let sentence = &document.sentences[word.sentence];
        let verb = token.head?;
        let noun = sentence.tokens[verb]
            .head
            .filter(|_| sentence.tokens[verb].relation.is("acl:relcl"))?;
        return over(sentence.tokens[noun].span).map(|e| e.id.clone());
    }
    if let Some(entity) = over(token.span) {
        return Some(entity.id.clone());
    }
    // "a spokesman for the ministry": the body that speaks, where the person is no entity.
    let sentence = &document.sentences[word.sentence];
    sentence
        .children(word.token)
        .filter(|&c| {
            ["nmod", "nmod:poss", "compound", "appos", "flat"]
                .iter()
                .any(|r| sentence.tokens[c].relation.is(r))
        })
        .find_map(|c| over(sentence.tokens[c].span))
        .map(|e| e.id.clone())
}

/// Sets `within`: the smallest other content that holds the cue.
fn nest(found: &mut [Attribution]) {
    // Contents are near their cues, so the innermost one that is still open is the holder.
    let mut order: Vec<(Span, usize)> = found
        .iter()
        .enumerate()
        .flat_map(|(i, a)| a.content.iter().map(move |s| (*s, i)))
        .collect();
    order.sort_by_key(|(s, i)| (s.start, std::cmp::Reverse(s.end), *i));
    let cues: Vec<Option<Span>> = found.iter().map(|a| a.cue.first().copied()).collect();
    for (index, cue) in cues.into_iter().enumerate() {
        let Some(cue) = cue else { continue };
        let until = order.partition_point(|(s, _)| s.start <= cue.start);
        found[index].within = order[..until]
            .iter()
            .rev()
            .take(24)
            .filter(|(s, i)| *i != index && s.contains(cue))
            .min_by_key(|(s, i)| (s.len(), *i))
            .map(|(_, i)| *i);
    }
}
