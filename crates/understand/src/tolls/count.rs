//! How many people a noun phrase stands for.

use rashomon_record::{SubCount, TollQualifier};
use rashomon_syntax::{Token, Upos};

use super::words;
use crate::document::Document;

/// One sentence, its forms in lower case.
#[derive(Debug)]
pub(super) struct Clause<'d, 'a> {
    pub(super) document: &'d Document<'a>,
    pub(super) tokens: &'d [Token],
    pub(super) forms: Vec<String>,
}

/// A number of people.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Count {
    pub(super) low: Option<u64>,
    pub(super) high: Option<u64>,
    pub(super) qualifier: TollQualifier,
    /// First and last word of the number (or of the noun phrase where no number is said).
    pub(super) from: usize,
    pub(super) to: usize,
    /// The counted word.
    pub(super) head: usize,
    pub(super) who: Option<String>,
    pub(super) of: Vec<SubCount>,
    /// One person, without a number ("a man", "he", "Smith").
    pub(super) implied: bool,
    /// Said before: "the man", "he", "the two".
    pub(super) known: bool,
}

impl<'d, 'a> Clause<'d, 'a> {
    pub(super) fn of(document: &'d Document<'a>, sentence: usize) -> Self {
        let tokens = document.sentences[sentence].tokens.as_slice();
        let forms = tokens.iter().map(|t| t.span.of(document.text).to_lowercase()).collect();
        Clause { document, tokens, forms }
    }

    pub(super) fn is(&self, i: usize, words: &[&str]) -> bool {
        self.forms.get(i).is_some_and(|f| words.contains(&f.as_str()))
    }

    pub(super) fn form(&self, i: usize) -> &str {
        self.forms.get(i).map_or("", String::as_str)
    }

    pub(super) fn children(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        self.tokens.iter().enumerate().filter(move |(_, t)| t.head == Some(i)).map(|(c, _)| c)
    }

    pub(super) fn child(&self, i: usize, relations: &[&str]) -> Option<usize> {
        self.children(i).find(|&c| relations.iter().any(|r| self.tokens[c].relation.is(r)))
    }

    pub(super) fn head(&self, i: usize) -> Option<usize> {
        self.tokens.get(i).and_then(|t| t.head).filter(|&h| h != i && h < self.tokens.len())
    }

    pub(super) fn noun(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| matches!(t.upos, Upos::Noun | Upos::Propn))
    }

    pub(super) fn verbal(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| matches!(t.upos, Upos::Verb | Upos::Aux))
    }

    fn digits(&self, i: usize) -> Option<u64> {
        let form = self.form(i);
        let plain = form.replace(',', "");
        (form.as_bytes().first()?.is_ascii_digit() && plain.len() <= 12).then_some(())?;
        plain.parse().ok()
    }

    /// A number of years of age, an hour, a day of the month: no count of people.
    fn measures_else(&self, i: usize) -> bool {
        let hyphen = self.is(i + 1, &["-", "–"]);
        let unit = if hyphen { i + 2 } else { i + 1 };
        let age = self.is(
            unit,
            &[
                "year",
                "years",
                "month",
                "months",
                "week",
                "weeks",
                "day",
                "days",
                "hour",
                "hours",
                "minute",
                "minutes",
                "mile",
                "miles",
                "inch",
                "foot",
                "feet",
                "percent",
                "%",
                "yr",
                "yrs",
                "a.m.",
                "p.m.",
                "am",
                "pm",
                "years-old",
                "year-old",
            ],
        );
        let money = i > 0 && self.is(i - 1, &["$", "£", "€", "#", "no.", "age", "aged", "ages"]);
        // ", 34," after a name
        let apposed = i > 0
            && self.is(i - 1, &[","])
            && self.is(i + 1, &[",", "."])
            && self.digits(i).is_some_and(|n| (1..110).contains(&n))
            && i > 1
            && self.noun(i - 2);
        let dated = i > 0
            && self.is(
                i - 1,
                &[
                    "january",
                    "february",
                    "march",
                    "april",
                    "june",
                    "july",
                    "august",
                    "september",
                    "october",
                    "november",
                    "december",
                    "jan.",
                    "feb.",
                    "mar.",
                    "apr.",
                    "aug.",
                    "sept.",
                    "oct.",
                    "nov.",
                    "dec.",
                ],
            );
        let form = self.form(i);
        let whole = form.contains("-year")
            || form.contains(':')
            || form.as_bytes().first().is_some_and(u8::is_ascii_digit)
                && (form.contains("th") || form.ends_with("st") || form.ends_with("nd"));
        age || money
            || apposed
            || dated
            || whole
            || self.digits(i).is_some_and(|n| {
                (1900..2100).contains(&n)
                    && !self.form(i).contains(',')
                    && !words::is_person(self.form(i + 1))
            })
    }

    pub(super) fn numeral(&self, i: usize) -> bool {
        if self.measures_else(i) {
            return false;
        }
        let form = self.form(i);
        if form == "some" || form == "no" {
            return false;
        }
        if form == "one" && self.is(i + 1, &["day", "time", "way", "another"]) {
            return false;
        }
        self.digits(i).is_some()
            || words::number(form).is_some()
            || self.compound(form).is_some()
            || matches!(form, "hundred" | "thousand" | "million" | "billion")
    }

    /// "twenty-two" where it is one token.
    fn compound(&self, form: &str) -> Option<u64> {
        let (tens, ones) = form.split_once('-')?;
        let tens = words::number(tens)
            .filter(|n| n.low >= 20 && n.low % 10 == 0 && n.high == Some(n.low))?;
        let ones = words::number(ones).filter(|n| (1..10).contains(&n.low))?;
        Some(tens.low + ones.low)
    }

    /// The number whose last word is `end`: what it says and where it begins.
    pub(super) fn number(&self, end: usize) -> Option<Count> {
        if !self.numeral(end) {
            return None;
        }
        let mut from = end;
        while from > 0 {
            let before = from - 1;
            let joint = self.is(before, &["to", "-", "–", "or", "and"])
                && before > 0
                && self.numeral(before - 1);
            let between_tens = self.is(before, &["-"]) && before > 0 && self.numeral(before - 1);
            if self.numeral(before) && !self.is(before, &["both"]) {
                from = before;
            } else if joint
                && (self.is(before, &["to", "-", "–", "or"])
                    || self.is(from - 2, &["between", "from"])
                    || self.is(before.saturating_sub(2), &["between"])
                    || self.is(before.saturating_sub(1), &["hundred", "thousand"]))
                || between_tens
            {
                from = before - 1;
            } else {
                break;
            }
        }
        let (mut low, mut high, mut qualifier) = self.evaluate(from, end)?;
        if from > 0
            && self.is(from - 1, &["a", "an"])
            && self.is(
                from,
                &["dozen", "few", "couple", "pair", "trio", "hundred", "thousand", "million"],
            )
        {
            from -= 1;
        }
        if from > 0 && self.is(from - 1, &["half"]) && self.is(from, &["a", "dozen"]) {
            (low, high) = (Some(6), Some(6));
            from -= 1;
        }
        if from > 0 && self.is(from - 1, &["between"]) {
            from -= 1;
        }
        // What stands before it bounds it.
        let pair =
            |a: &str, b: &str| from > 1 && self.is(from - 2, &[a]) && self.is(from - 1, &[b]);
        let before = |n: usize, list: &[&str]| from >= n && self.is(from - n, list);
        if pair("at", "least")
            || pair("more", "than")
            || pair("fewer", "than") && before(3, &["no"])
            || pair("less", "than") && before(3, &["no"])
            || before(1, &["over"])
            || pair("upwards", "of")
            || pair("least", "another")
        {
            let wide =
                if pair("least", "another") || (pair("fewer", "than") || pair("less", "than")) {
                    3
                } else if before(1, &["over"]) {
                    1
                } else {
                    2
                };
            (high, qualifier) = (None, TollQualifier::AtLeast);
            from -= wide;
        } else if pair("up", "to")
            || pair("at", "most")
            || pair("fewer", "than")
            || pair("less", "than")
            || pair("many", "as") && before(3, &["as"])
        {
            let wide = if pair("many", "as") { 3 } else { 2 };
            (low, high, qualifier) = (None, high.or(low), TollQualifier::AtMost);
            from -= wide;
        } else if before(
            1,
            &[
                "about",
                "around",
                "nearly",
                "almost",
                "roughly",
                "approximately",
                "some",
                "estimated",
                "circa",
            ],
        ) {
            qualifier = TollQualifier::About;
            from -= if before(2, &["an"]) { 2 } else { 1 };
        }
        if self.is(end + 1, &["or"]) && self.is(end + 2, &["more"]) {
            (high, qualifier) = (None, TollQualifier::AtLeast);
        }
        let known = from > 0
            && self.is(from - 1, &["the", "these", "those", "his", "her", "their", "its"])
            || self.is(end, &["both"]);
        Some(Count {
            low,
            high,
            qualifier,
            from,
            to: end,
            head: end,
            who: None,
            of: Vec::new(),
            implied: false,
            known,
        })
    }

    /// The value of the words from `from` to `end`.
    fn evaluate(
        &self,
        from: usize,
        end: usize,
    ) -> Option<(Option<u64>, Option<u64>, TollQualifier)> {
        let range = (from..=end).find(|&i| {
            i > from
                && (self.is(i, &["to", "or", "–"])
                    || self.is(i, &["-"]) && self.digits(i - 1).is_some()
                    || self.is(i, &["and"]) && from > 0 && self.is(from - 1, &["between"]))
        });
        if let Some(i) = range.filter(|&i| i < end) {
            let (a, _, _) = self.evaluate(from, i - 1)?;
            let (b, high, q) = self.evaluate(i + 1, end)?;
            if q == TollQualifier::Vague || a > b {
                return Some((a.min(b), high, q));
            }
            return Some((a, b, TollQualifier::About));
        }
        let (mut total, mut part) = (0u64, 0u64);
        let mut open = None;
        let mut about = false;
        for i in from..=end {
            if let Some(n) = self.digits(i).or_else(|| self.compound(self.form(i))) {
                part = part.checked_add(n)?;
            } else {
                match self.form(i) {
                    "hundred" => part = part.max(1).checked_mul(100)?,
                    "thousand" => {
                        total = total.checked_add(part.max(1).checked_mul(1000)?)?;
                        part = 0;
                    }
                    "million" => {
                        total = total.checked_add(part.max(1).checked_mul(1_000_000)?)?;
                        part = 0;
                    }
                    "dozen" => {
                        part = part.max(1).checked_mul(12)?;
                        about = true;
                    }
                    "and" | "-" | "of" | "a" => {}
                    form => {
                        let word = words::number(form)?;
                        match word.high {
                            Some(high) => {
                                part = part.checked_add(high)?;
                                about |= word.qualifier == TollQualifier::About;
                            }
                            None => open = Some(word.low),
                        }
                    }
                }
            }
        }
        if let Some(low) = open {
            return Some((Some(low.max(total + part)), None, TollQualifier::Vague));
        }
        let n = total.checked_add(part)?;
        Some((Some(n), Some(n), if about { TollQualifier::About } else { TollQualifier::Exact }))
    }

    /// How many people the noun phrase with head `h` stands for; `None` where it stands for none,
    /// or for a number that is not said.
    pub(super) fn people(&self, h: usize) -> Option<Count> {
        let mut count = self.one_phrase(h)?;
        // "two soldiers and three civilians": one number, its parts kept.
        let mut parts = vec![self.part(&count)];
        let mut mixed = count.known;
        for c in self.joined(h) {
            let Some(other) = self.one_phrase(c) else { continue };
            mixed |= other.known;
            count.high = count.high.zip(other.high).and_then(|(a, b)| a.checked_add(b));
            count.low = match (count.low, other.low) {
                (Some(a), Some(b)) => a.checked_add(b),
                (a, b) => a.or(b),
            };
            if other.qualifier != TollQualifier::Exact {
                count.qualifier = other.qualifier;
            }
            count.to = count.to.max(other.to);
            count.implied &= other.implied;
            parts.push(self.part(&other));
        }
        if parts.len() > 1 {
            count.known = mixed && count.known;
            count.of = parts.into_iter().flatten().collect();
            let names: Vec<&str> = count.of.iter().map(|p| p.who.as_str()).collect();
            count.who = (!names.is_empty()).then(|| names.join(" and "));
            count.implied = false;
        }
        self.sub_counts(&mut count);
        Some(count)
    }

    /// The nouns that "and" joins to `h`: by the tree, and where it joins none by the order of
    /// words ("a woman, 34, and her son").
    fn joined(&self, h: usize) -> Vec<usize> {
        let same_phrase =
            |c: usize| (h..c).all(|i| !self.verbal(i) || self.tokens[i].xpos == "VBN");
        let by_tree: Vec<usize> = self
            .children(h)
            .filter(|&c| {
                self.tokens[c].relation.is("conj") && c > h && !self.verbal(c) && same_phrase(c)
            })
            .collect();
        if !by_tree.is_empty() {
            return by_tree;
        }
        let mut i = h + 1;
        if self.is(i, &[","]) && self.digits(i + 1).is_some() && self.is(i + 2, &[","]) {
            i += 3;
        }
        if self.is(i, &[","]) {
            // "the commander, Hassan Rahimi, and two guards"
            let name = (i + 1..(i + 6).min(self.tokens.len()))
                .find(|&j| self.tokens[j].upos != Upos::Propn);
            if let Some(after) = name.filter(|&a| a > i + 1 && self.is(a, &[","])) {
                i = after + 1;
            }
        }
        if !self.is(i, &["and"]) {
            return Vec::new();
        }
        for j in i + 1..(i + 9).min(self.tokens.len()) {
            if self.verbal(j)
                || self.is(j, &[","])
                || self.tokens[j].upos == Upos::Adp && !self.is(j, &["of"])
            {
                return Vec::new();
            }
            if words::is_person(self.form(j)) || self.is(j, &["another", "others"]) {
                return vec![j];
            }
        }
        Vec::new()
    }

    fn part(&self, count: &Count) -> Option<SubCount> {
        let who = count.who.clone()?;
        Some(SubCount { low: count.low, high: count.high, who })
    }

    fn one_phrase(&self, h: usize) -> Option<Count> {
        let token = self.tokens.get(h)?;
        let form = self.form(h);
        if self.is(h, &["no-one", "nobody", "none"]) {
            return Some(self.implied(h, 0, false));
        }
        if token.upos == Upos::Pron || self.is(h, &["another", "himself", "herself"]) {
            return match form {
                "he" | "she" | "him" | "her" | "himself" | "herself" => {
                    Some(self.implied(h, 1, true))
                }
                "someone" | "somebody" | "another" => Some(self.implied(h, 1, false)),
                "one" if h > 0 && self.is(h - 1, &["no"]) => Some(self.implied(h, 0, false)),
                "one" => self.number(h).or_else(|| Some(self.implied(h, 1, false))),
                "who" | "that" | "which" | "whom" => {
                    // The relative clause tells of the noun before it.
                    let verb = self.head(h)?;
                    let noun = self.head(verb).filter(|&n| n < h && self.noun(n))?;
                    self.one_phrase(noun)
                }
                _ => self.number_of_them(h),
            };
        }
        if self.numeral(h) {
            let mut count = self.number(h)?;
            let of = self.is(h + 1, &["of"]);
            let noun = (h + 1..(h + 7).min(self.tokens.len()))
                .find(|&i| words::is_person(self.form(i)) || self.noun(i));
            if let Some(noun) = noun.filter(|&n| of || n <= h + 3 && self.modifies(h, n)) {
                if words::is_thing(self.form(noun)) {
                    return None;
                }
                count.head = noun;
                count.who = Some(self.who(noun));
                count.known |= of
                    && self.is(h + 2, &["the", "them", "those"])
                    && count.qualifier != TollQualifier::Vague;
            }
            return Some(count);
        }
        let age = self.is(h, &["old"])
            && h > 1
            && (self.is(h - 1, &["-"]) || self.is(h - 1, &["year", "years", "-"]));
        let age = age || form.ends_with("-year-old");
        if !self.noun(h) && !age && !words::is_person(form) {
            return None;
        }
        if words::is_thing(form) && !age {
            return None;
        }
        // "a total of 14 people", "a group of five men"
        let collected = matches!(form, "total" | "number" | "group" | "majority" | "rest");
        if collected && self.is(h + 1, &["of"]) {
            let noun = (h + 2..(h + 9).min(self.tokens.len()))
                .find(|&i| words::is_person(self.form(i)))?;
            return self.number_before(noun).and_then(|_| self.one_phrase(noun));
        }
        if let Some(mut count) = self.number_before(h) {
            count.head = h;
            count.who = Some(self.who(h));
            return Some(count);
        }
        let plural = matches!(token.xpos, "NNS" | "NNPS")
            || matches!(
                form,
                "people" | "men" | "women" | "children" | "police" | "personnel" | "troops"
            );
        let start = self.phrase_start(h);
        let determined = (start..h).any(|i| {
            self.is(
                i,
                &[
                    "the", "this", "that", "these", "those", "his", "her", "their", "its", "my",
                    "our",
                ],
            ) || self.tokens[i].relation.is("nmod:poss")
        });
        let no = (start..h).any(|i| self.is(i, &["no"]));
        if no {
            let mut count = self.implied(h, 0, false);
            count.who = Some(self.who(h));
            return Some(count);
        }
        if plural {
            if determined || token.xpos == "NNPS" && !words::is_person(form) {
                return None;
            }
            if !words::is_person(form) {
                return None;
            }
            let mut count = self.implied(h, 2, false);
            (count.high, count.qualifier, count.implied) = (None, TollQualifier::Vague, false);
            count.who = Some(self.who(h));
            count.from = start;
            return Some(count);
        }
        let named = token.upos == Upos::Propn;
        if !(named || age || words::is_person(form)) {
            return None;
        }
        if matches!(form, "family" | "crew" | "members" | "troop" | "other" | "female" | "male")
            && !age
        {
            return None;
        }
        let indefinite = (start..h).any(|i| self.is(i, &["a", "an", "another", "one"]));
        let mut count = self.implied(h, 1, (determined || named) && !indefinite);
        if form == "couple" {
            (count.low, count.high) = (Some(2), Some(2));
        }
        count.from = start;
        count.who = (!named).then(|| self.who(h));
        Some(count)
    }

    /// "four of them", "all three".
    fn number_of_them(&self, h: usize) -> Option<Count> {
        let mut i = h;
        while i > 0 && h - i < 3 {
            i -= 1;
            if self.numeral(i) {
                return self.number(i);
            }
            if !self.is(i, &["of", "all", "the"]) {
                return None;
            }
        }
        None
    }

    fn modifies(&self, number: usize, noun: usize) -> bool {
        (number + 1..noun).all(|i| {
            matches!(
                self.tokens[i].upos,
                Upos::Adj | Upos::Noun | Upos::Propn | Upos::Punct | Upos::Adv
            ) && !self.is(i, &[","])
        })
    }

    fn implied(&self, h: usize, n: u64, known: bool) -> Count {
        Count {
            low: Some(n),
            high: Some(n),
            qualifier: TollQualifier::Exact,
            from: h,
            to: h,
            head: h,
            who: None,
            of: Vec::new(),
            implied: n == 1,
            known,
        }
    }

    /// First word of the noun phrase: what stands before its head and belongs to it.
    fn phrase_start(&self, h: usize) -> usize {
        let mut i = h;
        while i > 0 && h - i < 12 {
            let before = i - 1;
            let belongs = matches!(
                self.tokens[before].upos,
                Upos::Det | Upos::Adj | Upos::Num | Upos::Noun | Upos::Propn
            ) || self
                .is(before, &["-", "her", "his", "their", "its", "'s", "’s", "year", "old", "no"])
                || self.tokens[before].xpos == "VBN" && self.head(before) == Some(h);
            if !belongs {
                break;
            }
            i = before;
            if matches!(self.tokens[i].upos, Upos::Det) {
                break;
            }
        }
        i
    }

    /// The number of a noun phrase, before its head.
    fn number_before(&self, h: usize) -> Option<Count> {
        let mut i = h;
        while i > 0 && h - i < 9 {
            i -= 1;
            if self.numeral(i) {
                let gap_adposition =
                    (i + 1..h).any(|j| self.tokens[j].upos == Upos::Adp && !self.is(j, &["of"]));
                return if gap_adposition { None } else { self.number(i) };
            }
            let possessed = self.is(i, &["his", "her", "their", "its", "the", "them"])
                && i > 1
                && self.is(i - 1, &["of"])
                && self.numeral(i - 2);
            if possessed {
                return self.number(i - 2);
            }
            let passes = matches!(
                self.tokens[i].upos,
                Upos::Adj | Upos::Noun | Upos::Propn | Upos::Num | Upos::Det
            ) || self.is(
                i,
                &["-", "of", "\"", "“", "”", "'", "/", "other", "more", "old", "year", "and"],
            ) || matches!(self.tokens[i].xpos, "VBN" | "VBG" | "JJ" | "RB");
            if !passes
                || self.is(i, &["of"]) && !(i > 0 && self.numeral(i - 1))
                || self.is(i, &["and"]) && !(i > 0 && self.tokens[i - 1].upos == Upos::Adj)
            {
                return None;
            }
            if self.is(i, &["the", "these", "those", "a", "an"]) {
                // "a dozen" is met before its article.
                return None;
            }
        }
        None
    }

    /// The counted noun with the words that tell who they were.
    fn who(&self, h: usize) -> String {
        let mut i = h;
        while i > 0 && h - i < 4 {
            let before = i - 1;
            let telling = matches!(self.tokens[before].upos, Upos::Adj | Upos::Noun | Upos::Propn)
                && !self.numeral(before)
                && !self.is(before, &["other", "more", "old"]);
            if !telling {
                break;
            }
            i = before;
        }
        let span = self.tokens[i].span.cover(self.tokens[h].span);
        span.of(self.document.text).split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// "including four minors", "four of them children", "among them two girls".
    fn sub_counts(&self, count: &mut Count) {
        let end = (count.to.max(count.head) + 28).min(self.tokens.len());
        let mut i = count.to.max(count.head) + 1;
        while i < end {
            if self.is(i, &[";"]) {
                return;
            }
            let led =
                self.is(i, &["including"]) || self.is(i, &["them"]) && self.is(i - 1, &["among"]);
            let of_them = self.is(i, &["of"])
                && self.is(i + 1, &["them", "whom"])
                && i > 0
                && self.numeral(i - 1);
            if led {
                let mut at = i + 1;
                while let Some(sub) = self.sub_count(at) {
                    if sub.0.low.zip(count.low).is_some_and(|(a, b)| a > b) {
                        return;
                    }
                    count.of.push(sub.0);
                    at = sub.1;
                    if !self.is(at, &["and", ","]) {
                        break;
                    }
                    at += 1;
                }
                i = at;
                if !count.of.is_empty() {
                    return;
                }
            } else if of_them && let Some(number) = self.number(i - 1) {
                let start = if self.is(i + 2, &["were", "are", "was"]) { i + 3 } else { i + 2 };
                let noun = (start..(start + 4).min(self.tokens.len()))
                    .find(|&n| words::is_person(self.form(n)));
                if let Some(noun) = noun {
                    count.of.push(SubCount {
                        low: number.low,
                        high: number.high,
                        who: self.who(noun),
                    });
                    return;
                }
            }
            i += 1;
        }
    }

    /// A number and its noun at word `at`, and the word after them.
    fn sub_count(&self, at: usize) -> Option<(SubCount, usize)> {
        let noun = (at..(at + 8).min(self.tokens.len())).find(|&i| {
            self.noun(i)
                && !self.tokens.get(i + 1).is_some_and(|t| {
                    t.head.is_some()
                        && matches!(t.upos, Upos::Noun | Upos::Propn)
                        && self.tokens[i].head == Some(i + 1)
                })
        })?;
        if !words::is_person(self.form(noun))
            || (at..noun).any(|i| self.is(i, &[",", "in", "by", "on"]))
        {
            return None;
        }
        let count = self.one_phrase(noun)?;
        Some((SubCount { low: count.low, high: count.high, who: self.who(noun) }, noun + 1))
    }
}
