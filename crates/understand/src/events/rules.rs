//! Rule files: what a rule says, and how a file of rules becomes [`Rules`].
//!
//! The format is described in `rules/README.md`. A file is read line by line; whatever is wrong
//! in it is told with file, line and reason, and no half-read set of rules ever comes out.

use std::fmt;

use rashomon_record::hash::ContentHash;
use rashomon_record::{
    CommitmentStage, Context, DiplomaticAct, EventType, Factuality, Mode, Role, Stance,
};
use rustc_hash::{FxHashMap, FxHashSet};

/// A rule file that cannot be used, with the place of what is wrong in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RuleError {
    /// The file.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: String,
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.reason)
    }
}

impl std::error::Error for RuleError {}

/// What a word of a pattern must be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum PatternKind {
    Verb,
    Noun,
    Adjective,
}

/// Words that trigger a rule: the head lemma and the others that must stand with it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Pattern {
    pub kind: PatternKind,
    pub head: String,
    pub others: Vec<String>,
    pub rule: usize,
}

/// A grammatical place beside the trigger.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Slot {
    /// Who does it: subject, or agent of a passive.
    Subject,
    /// To what: object, or subject of a passive.
    Object,
    /// To whom: indirect object.
    Indirect,
    /// Possessor of a noun.
    Possessor,
    /// Modifier of a noun ("Iranian strikes", "drone attack").
    Modifier,
    /// Subject of the complement clause.
    Complement,
    /// The event in the complement.
    Content,
    /// After this preposition.
    Preposition(String),
    /// Anywhere near (constraints only).
    Any,
    /// Whether the trigger is negated (constraints only).
    Negation,
}

impl Slot {
    fn parse(word: &str) -> Option<Slot> {
        Some(match word {
            "subj" => Slot::Subject,
            "obj" => Slot::Object,
            "iobj" => Slot::Indirect,
            "poss" => Slot::Possessor,
            "mod" => Slot::Modifier,
            "comp" => Slot::Complement,
            "content" => Slot::Content,
            "any" => Slot::Any,
            "negation" => Slot::Negation,
            _ => {
                if !PREPOSITIONS.contains(&word) {
                    return None;
                }
                Slot::Preposition(word.to_string())
            }
        })
    }
}

/// The prepositions that a frame can name: a closed class.
const PREPOSITIONS: &[&str] = &[
    "about", "across", "after", "against", "among", "at", "before", "behind", "between", "by",
    "during", "for", "from", "in", "inside", "into", "near", "of", "off", "on", "onto", "out_of",
    "outside", "over", "to", "toward", "towards", "under", "upon", "via", "with", "within",
    "without", "along", "as", "through", "around",
];

/// One line of a frame.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Filler {
    pub slot: Slot,
    /// `None`: what stands there takes no part.
    pub role: Option<Role>,
    /// Used only where the role is empty otherwise.
    pub fallback: bool,
}

/// What a slot must or must not be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Constraint {
    pub slot: Slot,
    pub negated: bool,
    /// Empty: something must (or must not) stand there at all.
    pub tests: Vec<Test>,
}

/// One alternative of a constraint.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Test {
    Word(String),
    Class(String),
    Kind(EventType),
    Cooperation,
    Conflict,
}

/// An example of a rule: a sentence and what must, or must not, be read in it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// `false`: the rule must not fire.
    pub fires: bool,
    /// Pairs such as `actor=gunmen`.
    pub expected: Vec<(String, String)>,
    /// Its file.
    pub file: String,
    /// Its line.
    pub line: usize,
}

/// One rule.
#[derive(Clone, PartialEq, Debug)]
pub struct Rule {
    /// `assault/aerial`.
    pub id: String,
    /// One sentence on what it reads.
    pub about: String,
    /// The type it gives.
    pub kind: EventType,
    /// The mode, unless words of the sentence give one.
    pub mode: Option<Mode>,
    /// Nearest CAMEO code.
    pub cameo: Option<String>,
    /// Contexts that always hold.
    pub contexts: Vec<Context>,
    pub(crate) frame: Vec<Filler>,
    pub(crate) constraints: Vec<Constraint>,
    /// What is said of the event in its complement; `None`: it has none.
    pub content: Option<Factuality>,
    /// The stance it takes.
    pub stance: Option<Stance>,
    /// The diplomatic act.
    pub diplomatic: Option<DiplomaticAct>,
    /// The stage of the commitment.
    pub stage: Option<CommitmentStage>,
    /// Both sides do it to one another.
    pub mutual: bool,
    /// It is done by being said ("will respond", "must leave"): the mood of its verb is its point.
    pub spoken: bool,
    /// Of two rules that fit a word, the one of higher rank reads it.
    pub rank: u8,
    /// The harm that another act does ("killed in a raid"): told with it, it is one act.
    pub effect: bool,
    /// Its examples.
    pub examples: Vec<Example>,
    /// Its file and line.
    pub file: String,
    /// The line on which it starts.
    pub line: usize,
}

/// All rules, with the tables that they use.
#[derive(Debug, Default)]
pub struct Rules {
    pub(crate) rules: Vec<Rule>,
    pub(crate) index: FxHashMap<String, Vec<Pattern>>,
    pub(crate) classes: FxHashMap<String, FxHashSet<String>>,
    pub(crate) modes: Vec<(EventType, Mode, FxHashSet<String>)>,
    pub(crate) contexts: Vec<(Context, FxHashSet<String>)>,
    pub(crate) light: FxHashMap<String, Light>,
    /// Inflected forms of the words that rules know, for lemmas that the tagger got wrong.
    verb_forms: FxHashMap<String, String>,
    noun_forms: FxHashMap<String, String>,
    vocabulary: FxHashSet<String>,
    hash: String,
}

/// What the subject of a light verb is to the event that its object names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Light {
    /// "carried out an attack".
    Does,
    /// "came under attack".
    Undergoes,
}

macro_rules! shipped {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../rules/", $name)))),+]
    };
}

/// Every file that this crate ships, name and text.
pub(crate) const FILES: &[(&str, &str)] = shipped![
    "accuse.rules",
    "agree.rules",
    "aid.rules",
    "assault.rules",
    "classes.tsv",
    "coerce.rules",
    "concede.rules",
    "consult.rules",
    "contexts.tsv",
    "cooperate.rules",
    "irregular.tsv",
    "light.tsv",
    "mobilize.rules",
    "modes.tsv",
    "protest.rules",
    "reject.rules",
    "request.rules",
    "retreat.rules",
    "sanction.rules",
    "support.rules",
    "threaten.rules",
];

impl Rules {
    /// The rule files that this crate ships.
    pub fn embedded() -> Self {
        // The files are checked by a test; a set that fails it reads nothing rather than half.
        Rules::load(FILES).unwrap_or_default()
    }

    /// Reads rule files (`*.rules`) and tables (`*.tsv`), given by name and text.
    pub fn load(files: &[(&str, &str)]) -> Result<Self, RuleError> {
        let mut rules = Rules::default();
        let mut everything = String::new();
        for (name, text) in files {
            everything.push_str(name);
            everything.push('\0');
            everything.push_str(text);
            everything.push('\0');
        }
        rules.hash = ContentHash::of(everything.as_bytes()).as_str().to_string();
        for (name, text) in files.iter().filter(|(name, _)| name.ends_with(".tsv")) {
            rules.table(name, text)?;
        }
        for (name, text) in files.iter().filter(|(name, _)| name.ends_with(".rules")) {
            rules.file(name, text)?;
        }
        for list in rules.index.values_mut() {
            let all = &rules.rules;
            list.sort_by_key(|p| {
                let rule = &all[p.rule];
                let content =
                    rule.constraints.iter().any(|c| c.slot == Slot::Content && !c.negated);
                (
                    usize::MAX - p.others.len(),
                    !content,
                    u8::MAX - rule.rank,
                    usize::MAX - rule.constraints.len(),
                    p.rule,
                )
            });
        }
        rules.inflect();
        Ok(rules)
    }

    /// The regular forms of every word that rules and classes name.
    fn inflect(&mut self) {
        let mut known: Vec<String> = self.index.keys().cloned().collect();
        for patterns in self.index.values() {
            known.extend(patterns.iter().flat_map(|p| p.others.iter().cloned()));
        }
        known.extend(self.classes.values().flatten().cloned());
        known.extend(self.modes.iter().flat_map(|(_, _, words)| words.iter().cloned()));
        known.extend(self.light.keys().filter_map(|l| Some(l.split(' ').next()?.to_string())));
        known.sort_unstable();
        known.dedup();
        for word in &known {
            for form in verb_forms(word) {
                self.verb_forms.entry(form).or_insert_with(|| word.clone());
            }
            for form in noun_forms(word) {
                self.noun_forms.entry(form).or_insert_with(|| word.clone());
            }
        }
        self.vocabulary.extend(known);
    }

    /// The lemma of a word: the tagger's where the rules know it, else that of a form they know.
    pub(crate) fn lemma(&self, lemma: String, form: &str, verb: bool) -> String {
        if self.vocabulary.contains(&lemma) {
            return lemma;
        }
        let form = form.to_lowercase();
        let (first, second) = if verb {
            (&self.verb_forms, &self.noun_forms)
        } else {
            (&self.noun_forms, &self.verb_forms)
        };
        if self.vocabulary.contains(&form) && !verb {
            return form;
        }
        first
            .get(&form)
            .or_else(|| self.vocabulary.get(&form))
            .or_else(|| second.get(&form))
            .cloned()
            .unwrap_or(lemma)
    }

    /// Hash of all rules, for `made_by`.
    pub fn hash(&self) -> String {
        self.hash.clone()
    }

    /// Every rule, in the order of the files.
    pub fn all(&self) -> &[Rule] {
        &self.rules
    }

    /// Whether `word` is of the word class.
    pub(crate) fn is(&self, class: &str, word: &str) -> bool {
        self.classes.get(class).is_some_and(|words| words.contains(word))
    }

    fn table(&mut self, name: &str, text: &str) -> Result<(), RuleError> {
        for (at, line) in text.lines().enumerate() {
            let fail = |reason: String| RuleError { file: name.to_string(), line: at + 1, reason };
            if line.trim().is_empty() || line.starts_with('#') {
                continue;
            }
            let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
            match (name, cells.as_slice()) {
                ("classes.tsv", [class, list]) => {
                    self.classes.entry((*class).to_string()).or_default().extend(words(list));
                }
                ("contexts.tsv", [context, list]) => {
                    let context = Context::from_word(context)
                        .ok_or_else(|| fail(format!("`{context}` is no PLOVER context")))?;
                    self.contexts.push((context, words(list).collect()));
                }
                ("modes.tsv", [kind, mode, list]) => {
                    let kind = EventType::from_word(kind)
                        .ok_or_else(|| fail(format!("`{kind}` is no PLOVER type")))?;
                    let mode = Mode::from_word(mode)
                        .filter(|m| kind.modes().contains(m))
                        .ok_or_else(|| fail(format!("`{mode}` is no mode of {kind}")))?;
                    self.modes.push((kind, mode, words(list).collect()));
                }
                ("irregular.tsv", [form, lemma]) => {
                    self.verb_forms.insert((*form).to_string(), (*lemma).to_string());
                    self.noun_forms.insert((*form).to_string(), (*lemma).to_string());
                }
                ("light.tsv", [side, list]) => {
                    let side = match *side {
                        "does" => Light::Does,
                        "undergoes" => Light::Undergoes,
                        other => {
                            return Err(fail(format!("`{other}` is neither does nor undergoes")));
                        }
                    };
                    self.light.extend(words(list).map(|w| (w, side)));
                }
                _ => return Err(fail("not the columns that this table has".to_string())),
            }
        }
        Ok(())
    }

    fn file(&mut self, name: &str, text: &str) -> Result<(), RuleError> {
        let mut file = FileReader { rules: self, name, kind: None, header: None, current: None };
        for (at, line) in text.lines().enumerate() {
            file.line(at + 1, line).map_err(|reason| RuleError {
                file: name.to_string(),
                line: at + 1,
                reason,
            })?;
        }
        file.finish().map_err(|(line, reason)| RuleError { file: name.to_string(), line, reason })
    }
}

struct FileReader<'a> {
    rules: &'a mut Rules,
    name: &'a str,
    kind: Option<EventType>,
    /// What stands before the first rule, as a rule that all others start from.
    header: Option<Rule>,
    current: Option<(Rule, Vec<Pattern>)>,
}

impl FileReader<'_> {
    fn line(&mut self, at: usize, line: &str) -> Result<(), String> {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            return Ok(());
        }
        let (key, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        match key {
            "type" => {
                let kind = EventType::from_word(rest)
                    .ok_or_else(|| format!("`{rest}` is no PLOVER type"))?;
                self.kind = Some(kind);
                self.header = Some(Rule {
                    id: String::new(),
                    about: String::new(),
                    kind,
                    mode: None,
                    cameo: None,
                    contexts: Vec::new(),
                    frame: Vec::new(),
                    constraints: Vec::new(),
                    content: None,
                    stance: None,
                    diplomatic: None,
                    stage: None,
                    mutual: false,
                    effect: false,
                    rank: 0,
                    spoken: false,
                    examples: Vec::new(),
                    file: self.name.to_string(),
                    line: at,
                });
                Ok(())
            }
            "rule" => {
                self.finish().map_err(|(_, reason)| reason)?;
                let header = self.header.as_ref().ok_or("a rule before the line `type`")?;
                let kind = header.kind.as_str().to_lowercase();
                if rest.split_once('/').is_none_or(|(front, back)| front != kind || back.is_empty())
                {
                    return Err(format!("`{rest}` is no rule of {kind}: write `rule {kind}/name`"));
                }
                if self.rules.rules.iter().any(|r| r.id == rest) {
                    return Err(format!("a second rule `{rest}`"));
                }
                let rule = Rule { id: rest.to_string(), line: at, ..header.clone() };
                self.current = Some((rule, Vec::new()));
                Ok(())
            }
            "verb" | "noun" | "adj" => {
                let number = self.rules.rules.len();
                let Some((_, patterns)) = &mut self.current else {
                    return Err(format!("`{key}` outside of a rule"));
                };
                let kind = match key {
                    "verb" => PatternKind::Verb,
                    "noun" => PatternKind::Noun,
                    _ => PatternKind::Adjective,
                };
                for phrase in words(rest) {
                    let mut parts: Vec<String> =
                        phrase.split_whitespace().map(str::to_string).collect();
                    let head = match kind {
                        PatternKind::Noun => parts.pop(),
                        _ => (!parts.is_empty()).then(|| parts.remove(0)),
                    };
                    let head = head.ok_or("an empty word")?;
                    patterns.push(Pattern { kind, head, others: parts, rule: number });
                }
                Ok(())
            }
            "+" | "!" => {
                let Some((rule, _)) = &mut self.current else {
                    return Err("an example outside of a rule".to_string());
                };
                let (text, expected) = rest.split_once(" :: ").unwrap_or((rest, ""));
                let mut pairs = Vec::new();
                for pair in expected.split(';').map(str::trim).filter(|p| !p.is_empty()) {
                    let (role, value) =
                        pair.split_once('=').ok_or(format!("`{pair}` is not role=words"))?;
                    if role_of(role).is_none()
                        && !["mode", "factuality", "type", "killed", "injured"].contains(&role)
                    {
                        return Err(format!("`{role}` is no role"));
                    }
                    pairs.push((role.to_string(), value.to_string()));
                }
                rule.examples.push(Example {
                    text: text.trim().to_string(),
                    fires: key == "+",
                    expected: pairs,
                    file: self.name.to_string(),
                    line: at,
                });
                Ok(())
            }
            _ => {
                let rule = match (&mut self.current, &mut self.header) {
                    (Some((rule, _)), _) => rule,
                    (None, Some(header)) => header,
                    (None, None) => return Err("the first line must be `type`".to_string()),
                };
                property(rule, key, rest, &self.rules.classes)
            }
        }
    }

    fn finish(&mut self) -> Result<(), (usize, String)> {
        let Some((rule, patterns)) = self.current.take() else { return Ok(()) };
        let line = rule.line;
        if patterns.is_empty() {
            return Err((line, format!("`{}` has no words", rule.id)));
        }
        if rule.examples.len() < 3 || !rule.examples.iter().any(|e| e.fires) {
            return Err((
                line,
                format!("`{}` needs three examples at least, one of them positive", rule.id),
            ));
        }
        for pattern in patterns {
            self.rules.index.entry(pattern.head.clone()).or_default().push(pattern);
        }
        self.rules.rules.push(rule);
        Ok(())
    }
}

fn property(
    rule: &mut Rule,
    key: &str,
    rest: &str,
    classes: &FxHashMap<String, FxHashSet<String>>,
) -> Result<(), String> {
    match key {
        "about" => rule.about = rest.to_string(),
        "mode" => {
            let mode = Mode::from_word(rest).filter(|m| rule.kind.modes().contains(m));
            rule.mode = Some(mode.ok_or_else(|| format!("`{rest}` is no mode of {}", rule.kind))?);
        }
        "cameo" => {
            if rest.len() < 2 || rest.len() > 4 || !rest.bytes().all(|b| b.is_ascii_digit()) {
                return Err(format!("`{rest}` is no CAMEO code"));
            }
            rule.cameo = Some(rest.to_string());
        }
        "context" => {
            for word in words(rest) {
                let context = Context::from_word(&word)
                    .ok_or_else(|| format!("`{word}` is no PLOVER context"))?;
                rule.contexts.push(context);
            }
        }
        "frame" => {
            for pair in rest.split_whitespace() {
                let (slot, role) =
                    pair.split_once('=').ok_or_else(|| format!("`{pair}` is not slot=role"))?;
                let fallback = slot.ends_with('?');
                let slot_word = slot.trim_end_matches('?');
                let slot = Slot::parse(slot_word)
                    .filter(|s| !matches!(s, Slot::Any | Slot::Negation))
                    .ok_or_else(|| format!("`{slot_word}` is no grammatical slot"))?;
                let role = match role {
                    "-" => None,
                    word => Some(role_of(word).ok_or_else(|| format!("`{word}` is no role"))?),
                };
                rule.frame.retain(|f| f.slot != slot);
                rule.frame.push(Filler { slot, role, fallback });
            }
        }
        "need" | "not" => {
            let (slot, list) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
            let slot = Slot::parse(slot).ok_or_else(|| format!("`{slot}` is no slot"))?;
            let mut tests = Vec::new();
            for word in words(list) {
                tests.push(match word.strip_prefix('@') {
                    Some("cooperation") => Test::Cooperation,
                    Some("conflict") => Test::Conflict,
                    Some(class) => {
                        if !BUILT_IN.contains(&class) && !classes.contains_key(class) {
                            return Err(format!("`@{class}` is no word class"));
                        }
                        Test::Class(class.to_string())
                    }
                    None => match EventType::from_word(&word.to_uppercase()) {
                        Some(kind) if slot == Slot::Content => Test::Kind(kind),
                        _ => Test::Word(word),
                    },
                });
            }
            rule.constraints.push(Constraint { slot, negated: key == "not", tests });
        }
        "content" => {
            rule.content = Some(match rest {
                "asserted" => Factuality::Asserted,
                "denied" => Factuality::Denied,
                "planned" => Factuality::Planned,
                "called_for" => Factuality::CalledFor,
                "threatened" => Factuality::Threatened,
                "hypothetical" => Factuality::Hypothetical,
                "questioned" => Factuality::Questioned,
                _ => return Err(format!("`{rest}` is no factuality")),
            });
        }
        "stance" => {
            rule.stance = Some(match rest {
                "condemns" => Stance::Condemns,
                "welcomes" => Stance::Welcomes,
                "supports" => Stance::Supports,
                "opposes" => Stance::Opposes,
                "denies" => Stance::Denies,
                "warns" => Stance::Warns,
                "calls_for" => Stance::CallsFor,
                "offers" => Stance::Offers,
                "regrets" => Stance::Regrets,
                _ => return Err(format!("`{rest}` is no stance")),
            });
        }
        "diplomatic" => {
            rule.diplomatic = Some(match rest {
                "recall" => DiplomaticAct::Recall,
                "expel" => DiplomaticAct::Expel,
                "bar" => DiplomaticAct::Bar,
                "summon" => DiplomaticAct::Summon,
                "return" => DiplomaticAct::Return,
                "sever" => DiplomaticAct::Sever,
                "restore" => DiplomaticAct::Restore,
                "appoint" => DiplomaticAct::Appoint,
                _ => return Err(format!("`{rest}` is no diplomatic act")),
            });
        }
        "stage" => {
            rule.stage = Some(match rest {
                "offered" => CommitmentStage::Offered,
                "agreed" => CommitmentStage::Agreed,
                "restated" => CommitmentStage::Restated,
                "fulfilled" => CommitmentStage::Fulfilled,
                "delayed" => CommitmentStage::Delayed,
                "broken" => CommitmentStage::Broken,
                _ => return Err(format!("`{rest}` is no stage of a commitment")),
            });
        }
        "mutual" => rule.mutual = true,
        "effect" => rule.effect = true,
        "spoken" => rule.spoken = true,
        "rank" => {
            rule.rank = rest.parse().map_err(|_| format!("`{rest}` is no rank (0 to 255)"))?;
        }
        _ => return Err(format!("`{key}` is no key of a rule")),
    }
    Ok(())
}

/// Word classes that entities decide, not the table.
const BUILT_IN: &[&str] =
    &["actor", "person", "people", "group", "organization", "country", "place", "named", "number"];

fn role_of(word: &str) -> Option<Role> {
    Some(match word {
        "actor" => Role::Actor,
        "target" => Role::Target,
        "victim" => Role::Victim,
        "object" => Role::Object,
        "instrument" => Role::Instrument,
        "site" => Role::Site,
        "topic" => Role::Topic,
        _ => return None,
    })
}

fn words(list: &str) -> impl Iterator<Item = String> + '_ {
    list.split(',')
        .map(|w| w.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|w| !w.is_empty())
}

/// The regular forms of a verb.
fn verb_forms(word: &str) -> Vec<String> {
    let mut forms = noun_forms(word);
    let vowel = |c: char| "aeiou".contains(c);
    let letters: Vec<char> = word.chars().collect();
    let n = letters.len();
    if n < 2 {
        return forms;
    }
    let last = letters[n - 1];
    if last == 'e' {
        let stem = &word[..word.len() - 1];
        forms.extend([format!("{word}d"), format!("{stem}ing")]);
    } else if last == 'y' && !vowel(letters[n - 2]) {
        let stem = &word[..word.len() - 1];
        forms.extend([format!("{stem}ied"), format!("{word}ing")]);
    } else {
        forms.extend([format!("{word}ed"), format!("{word}ing")]);
        if n > 2
            && !vowel(last)
            && vowel(letters[n - 2])
            && !vowel(letters[n - 3])
            && last != 'w'
            && last != 'x'
        {
            forms.extend([format!("{word}{last}ed"), format!("{word}{last}ing")]);
        }
    }
    forms
}

/// The regular plural of a noun (or third person of a verb).
fn noun_forms(word: &str) -> Vec<String> {
    if ["s", "x", "z", "ch", "sh", "o"].iter().any(|e| word.ends_with(e)) {
        return vec![format!("{word}es"), format!("{word}s")];
    }
    let vowel_before = word.chars().rev().nth(1).is_some_and(|c| "aeiou".contains(c));
    match word.strip_suffix('y') {
        Some(stem) if !vowel_before => vec![format!("{stem}ies")],
        _ => vec![format!("{word}s")],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = "type ASSAULT\nframe subj=actor obj=target\nrule assault/kick\nverb kick\n+ He kicked her. :: actor=He\n! He kicked the bucket.\n! He ran.\n";

    fn refused(text: &str) -> RuleError {
        Rules::load(&[("x.rules", text)]).expect_err("must not load")
    }

    #[test]
    fn the_shipped_files_load() {
        let rules = Rules::load(FILES).unwrap_or_else(|e| panic!("{e}"));
        for kind in EventType::ALL {
            assert!(rules.all().iter().any(|r| r.kind == *kind), "no rule for {kind}");
        }
    }

    #[test]
    fn a_bad_file_is_refused_with_its_line_and_reason() {
        assert!(Rules::load(&[("x.rules", GOOD)]).is_ok());
        for (from, to, line, reason) in [
            ("type ASSAULT", "type ASALT", 1, "no PLOVER type"),
            ("obj=target", "obj=goal", 2, "no role"),
            ("subj=actor", "sub=actor", 2, "no grammatical slot"),
            ("verb kick", "mode kick", 4, "no mode"),
            ("verb kick", "need obj @mules", 4, "no word class"),
            ("verb kick", "colour red", 4, "no key"),
            ("rule assault/kick", "rule kick", 3, "no rule of assault"),
            ("! He ran.\n", "", 3, "three examples"),
            ("+ He", "! He", 3, "one of them positive"),
            ("verb kick\n", "", 3, "no words"),
            ("actor=He", "agent=He", 5, "no role"),
        ] {
            let error = refused(&GOOD.replacen(from, to, 1));
            assert!(error.reason.contains(reason), "{error}");
            assert_eq!(error.line, line, "{error}");
        }
        let twice = format!("{GOOD}{}", &GOOD[GOOD.find("rule").unwrap_or(0)..]);
        assert!(refused(&twice).reason.contains("second rule"));
    }
}
