//! Which place a name means: how well known each candidate is, what the name is said to lie in,
//! and what else the report names, near and far. One name means one place in a report. Integers
//! throughout, so that two machines agree; what nothing is known of stays unresolved.

use rashomon_lexicon::gazetteer::{CountryId, DivisionId, Gazetteer, Meanings, NameOf, PlaceId};
use rashomon_record::{CountryCode, Entity, PlaceKind};
use rustc_hash::FxHashMap;

use super::detect::Spot;
use super::tables::TABLES;
use super::words::{Gap, Words};

/// Candidates of a name that are weighed.
const CANDIDATES: usize = 24;
/// Names of a report that speak for the places near them.
const SPEAKERS: usize = 48;
/// What context counts against population, in hundredths.
const CONTEXT: i32 = 260;
/// A score lower by this halves the belief in a candidate.
const HALF: i32 = 60;
/// What a capital has before others, a country, and a division, before people are counted.
const CAPITAL: i32 = 80;
const COUNTRY: i32 = 650;
const DIVISION: i32 = 350;
/// What a town loses that is named like a large division.
const TOWN_OF_A_DIVISION: i32 = 120;
/// How much a country or division that is named speaks for what lies in it, in hundredths, and how
/// much two places in one country speak for each other.
const IN_COUNTRY: i32 = 30;
const IN_DIVISION: i32 = 90;
const SAME_COUNTRY: i32 = 12;
/// What one word of home says for its country, at most all of them, and against a named country.
const CUE: i32 = 30;
const CUES: i32 = 100;
const CUES_AGAINST_NAMES: i32 = 250;
/// What one telephone number says for its division.
const TELEPHONE: i32 = 60;
/// Where what is near begins to count half, and the most that the country counts.
const ENOUGH_NEAR: i32 = 400;
const ENOUGH_COUNTRY: i32 = 100;
// These were set by trying values on two thirds of a set of local news and of web news.

#[derive(Clone, Copy, Debug)]
struct Candidate {
    id: PlaceId,
    kind: PlaceKind,
    country: Option<CountryId>,
    division: Option<DivisionId>,
    lat: i32,
    lon: i32,
    prior: i32,
    demonym: bool,
}

#[derive(Debug, Default)]
struct Name {
    candidates: Vec<Candidate>,
    /// What containment and the actors' countries say for each candidate.
    held: Vec<i32>,
    /// What the report's other places say for it.
    near: Vec<i32>,
    /// How far each candidate is believed, in hundredths.
    share: Vec<i32>,
    mentions: Vec<usize>,
}

impl Name {
    fn score(&self, candidate: usize) -> i32 {
        let context = self.held[candidate] + self.near[candidate];
        self.candidates[candidate].prior + context * CONTEXT / 100
    }
}

/// The place that each spot means, where it means one that is known.
pub(super) fn resolve(
    words: &Words<'_, '_>,
    spots: &[Spot],
    entities: &[Entity],
    gazetteer: &Gazetteer,
) -> Vec<Option<PlaceId>> {
    let mut names = group(words, spots, gazetteer);
    let signals = signals(words, gazetteer);
    let mut of_spot = vec![None; spots.len()];
    for (n, name) in names.iter().enumerate() {
        for &spot in &name.mentions {
            of_spot[spot] = Some(n);
        }
    }
    contain(words, spots, &of_spot, &mut names);
    let countries = countries_of(entities, gazetteer);
    for name in &mut names {
        for (c, held) in name.candidates.iter().zip(&mut name.held) {
            if c.country.is_some_and(|id| countries.contains_key(&id))
                && c.kind != PlaceKind::Country
            {
                *held += 15;
            }
        }
    }
    for round in 0..2 {
        believe(&mut names, round);
        weigh(&mut names, &signals, gazetteer);
    }
    let chosen: Vec<Option<usize>> = names.iter().map(best).collect();
    of_spot
        .into_iter()
        .map(|n| n.and_then(|n| chosen[n].map(|c| names[n].candidates[c].id)))
        .collect()
}

/// The countries of actors, which places of the report may lie in.
fn countries_of(entities: &[Entity], gazetteer: &Gazetteer) -> FxHashMap<CountryId, u32> {
    let mut seen: FxHashMap<&CountryCode, u32> = FxHashMap::default();
    for entity in entities {
        if let Some(code) = &entity.country {
            *seen.entry(code).or_default() += 1;
        }
    }
    seen.into_iter().filter_map(|(code, n)| Some((gazetteer.country(code.as_str())?, n))).collect()
}

/// What the report says of where it is at home without naming a place: words that only one country
/// uses, and telephone numbers. Each with how far it is believed, in hundredths.
fn signals(words: &Words<'_, '_>, gazetteer: &Gazetteer) -> Vec<(Candidate, i32)> {
    let mut countries: FxHashMap<&str, i32> = FxHashMap::default();
    let mut divisions: FxHashMap<(&str, &str), i32> = FxHashMap::default();
    for i in 0..words.all.len() {
        let folded = words.folded(i);
        // "p.m." is American with its stops only.
        let cue = if folded.len() == 2 { words.text(i) } else { folded };
        if let Some(country) = TABLES.cues.get(cue) {
            *countries.entry(country).or_default() += 1;
        }
        // "903-675-8477", "(916) 874-5115"
        if folded.len() == 3 && words.folded(i + 1).len() == 3 && words.folded(i + 2).len() == 4 {
            let digits = |w: usize| words.folded(w).bytes().all(|b| b.is_ascii_digit());
            if digits(i)
                && digits(i + 1)
                && digits(i + 2)
                && let Some(&division) = TABLES.area_codes.get(folded)
            {
                *divisions.entry(division).or_default() += 1;
            }
        }
    }
    let mut out = Vec::new();
    for (code, count) in countries {
        let place = gazetteer.country(code).and_then(|c| gazetteer.country_place(c));
        if let Some(candidate) = place.and_then(|p| Candidate::of(gazetteer, p)) {
            out.push((candidate, (count * CUE).min(CUES)));
        }
    }
    for ((country, name), count) in divisions {
        let country = gazetteer.country(country);
        let division = gazetteer.senses(name).iter().find(|m| {
            gazetteer
                .place(m.place)
                .is_some_and(|p| p.kind() == PlaceKind::Admin1 && p.country() == country)
        });
        if let Some(candidate) = division.and_then(|m| Candidate::of(gazetteer, m.place)) {
            out.push((candidate, (count * TELEPHONE).min(100)));
        }
    }
    out.sort_by_key(|(c, _)| c.id);
    out
}

impl Candidate {
    fn of(gazetteer: &Gazetteer, id: PlaceId) -> Option<Candidate> {
        let place = gazetteer.place(id)?;
        Some(Candidate {
            id,
            kind: place.kind(),
            country: place.country(),
            division: place.division(),
            lat: place.lat().0,
            lon: place.lon().0,
            prior: 0,
            demonym: false,
        })
    }
}

/// One entry for each name, with its candidates.
fn group(words: &Words<'_, '_>, spots: &[Spot], gazetteer: &Gazetteer) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    let mut index: FxHashMap<(String, bool, Option<PlaceKind>), usize> = FxHashMap::default();
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    // Names first, then the sites that are named after one of them.
    let named = spots.iter().enumerate().filter(|(_, s)| s.meanings.is_some());
    let unnamed = spots.iter().enumerate().filter(|(_, s)| s.meanings.is_none());
    for (s, spot) in named.chain(unnamed) {
        let (meanings, first, last) = match spot.meanings {
            Some(meanings) => (meanings, spot.first, spot.last),
            // "Manila Cathedral" is in Manila.
            None => match named_after(words, spot, gazetteer) {
                Some(found) => found,
                None => continue,
            },
        };
        let mut key = String::new();
        for w in first..=last {
            key.push_str(words.folded(w));
            key.push(' ');
        }
        if spot.meanings.is_none() {
            // Only where the report speaks of that place itself, or everybody knows it: "Rogers
            // Centre" need not be in Rogers.
            if let Some(&entry) = seen.get(&key) {
                names[entry].mentions.push(s);
                continue;
            }
            let large = meanings.iter().take(3).any(|m| {
                m.how <= NameOf::OtherName
                    && gazetteer.place(m.place).is_some_and(|p| {
                        p.population() > if p.kind() == PlaceKind::City { 100_000 } else { 5_000 }
                    })
            });
            if !large || words.line(first).blind {
                continue;
            }
        }
        let inner = spot.meanings.is_none();
        let hint = if inner { None } else { spot.kind.or_else(|| hint(words, spot)) };
        let entry = *index.entry((key.clone(), spot.short, hint)).or_insert_with(|| {
            let mut name = Name::default();
            // "Walton and Anderson counties"
            let county = (hint == Some(PlaceKind::Admin2) && !inner)
                .then(|| gazetteer.senses(&format!("{key}county")));
            for meaning in meanings.iter().take(400).chain(county.iter().flat_map(|m| m.iter())) {
                let Some(place) = gazetteer.place(meaning.place) else { continue };
                if spot.short != (meaning.how == NameOf::Abbreviation) && spot.short {
                    continue;
                }
                name.candidates.push(Candidate {
                    id: meaning.place,
                    kind: place.kind(),
                    country: place.country(),
                    division: place.division(),
                    lat: place.lat().0,
                    lon: place.lon().0,
                    prior: prior(place.kind(), place.population(), meaning.how, hint)
                        + if place.is_capital() { CAPITAL } else { 0 },
                    demonym: meaning.how == NameOf::Demonym,
                });
            }
            // "Florida" alone is not the town of that name; what holds it may say otherwise.
            let division = |c: &Candidate| c.kind == PlaceKind::Admin1 && c.prior > DIVISION + 190;
            if name.candidates.iter().any(division) {
                for c in name.candidates.iter_mut().filter(|c| c.kind == PlaceKind::City) {
                    if c.prior < 530 {
                        c.prior -= TOWN_OF_A_DIVISION;
                    }
                }
            }
            // A bare adjective is not the village of the same name.
            if name.candidates.iter().any(|c| c.demonym) {
                name.candidates.retain(|c| c.demonym || c.prior > 700);
            }
            name.candidates.sort_by_key(|c| (std::cmp::Reverse(c.prior), c.id));
            name.held = vec![0; name.candidates.len()];
            name.near = vec![0; name.candidates.len()];
            names.push(name);
            names.len() - 1
        });
        names[entry].mentions.push(s);
        seen.entry(key).or_insert(entry);
    }
    names
}

/// The settlement or county that a site is named after: "Huntsville Memorial Hospital". Streets
/// and parks are named after places far away, and tell nothing.
pub(super) fn named_after(
    words: &Words<'_, '_>,
    spot: &Spot,
    gazetteer: &Gazetteer,
) -> Option<(Meanings, usize, usize)> {
    let text = words.document.text;
    let direction = |w: usize| {
        matches!(
            words.folded(w),
            "north"
                | "south"
                | "east"
                | "west"
                | "northeast"
                | "northwest"
                | "southeast"
                | "southwest"
                | "northern"
                | "southern"
                | "eastern"
                | "western"
                | "central"
                | "upper"
                | "lower"
                | "greater"
        )
    };
    let site =
        spot.kind == Some(PlaceKind::Site) && !TABLES.roads.contains(words.folded(spot.last));
    let turned = direction(spot.first) && spot.last > spot.first;
    let city = spot.last > spot.first && words.folded(spot.last) == "city";
    if !site && !turned && !city {
        return None;
    }
    let named = |first: usize, last: usize| {
        let range = words.all[first].start as usize..words.all[last].end as usize;
        let meanings = gazetteer.senses(text.get(range)?);
        let good = meanings.iter().take(8).any(|m| {
            m.how <= NameOf::OtherName
                && gazetteer.place(m.place).is_some_and(|p| match p.kind() {
                    PlaceKind::Admin2 | PlaceKind::Admin1 | PlaceKind::Country => true,
                    PlaceKind::City => p.population() >= 1000,
                    _ => false,
                })
        });
        let folded = words.folded(last);
        let common = last == first
            && (TABLES.never.contains(folded)
                || TABLES.common.contains(folded)
                || TABLES.given.contains(folded)
                || direction(first));
        (good && !common).then_some((meanings, first, last))
    };
    let first = if turned { spot.first + 1 } else { spot.first };
    if turned && !site {
        return named(first, spot.last);
    }
    // "University of Cincinnati"
    if let Some(of) = (spot.first..spot.last).find(|&w| words.folded(w) == "of")
        && let Some(found) = named(of + 1, spot.last)
    {
        return Some(found);
    }
    (first..spot.last).rev().find_map(|last| named(first, last))
}

/// What the noun beside a name says that it is: "Idlib province", "the city of X".
fn hint(words: &Words<'_, '_>, spot: &Spot) -> Option<PlaceKind> {
    let after = words.after(spot.last).filter(|&a| words.gap(a) == Gap::Space);
    if let Some(&kind) = after.and_then(|a| TABLES.nouns.get(words.folded(a))) {
        return Some(kind);
    }
    // "Walton and Anderson counties"
    let mut at = spot.last;
    for _ in 0..12 {
        let Some(next) = words.after(at) else { break };
        let listed = words.is_name_cased(next) && words.gap(next) != Gap::Other
            || words.folded(next) == "and";
        if !listed {
            let plural =
                matches!(words.folded(next), "counties" | "townships" | "districts" | "provinces");
            if plural && at > spot.last + 1 {
                return TABLES.nouns.get(words.folded(next)).copied();
            }
            break;
        }
        at = next;
    }
    let of = words.before(spot.first).filter(|&b| words.folded(b) == "of")?;
    let noun = words.before(of)?;
    TABLES.nouns.get(words.folded(noun)).copied()
}

/// How likely a place is meant before anything is read: hundredths of decimal digits of people.
fn prior(kind: PlaceKind, population: u32, how: NameOf, hint: Option<PlaceKind>) -> i32 {
    let people = log10_hundredths(population.max(1));
    let mut prior = match kind {
        PlaceKind::Country => COUNTRY + people / 4,
        PlaceKind::Admin1 => DIVISION + people / 3,
        PlaceKind::Admin2 => people - 300,
        PlaceKind::Region => 720,
        PlaceKind::Feature => 700,
        PlaceKind::City => people,
        PlaceKind::Site => 650,
    };
    match how {
        NameOf::Name | NameOf::Demonym | NameOf::Abbreviation => {}
        NameOf::OtherName => prior -= 20,
        NameOf::Spelling => prior -= if population > 500_000 { 100 } else { 250 },
    }
    match (hint, kind) {
        (Some(PlaceKind::Admin1), PlaceKind::Admin1) => prior += 300,
        (Some(PlaceKind::Admin2), PlaceKind::Admin2) => prior += 400,
        (Some(PlaceKind::City | PlaceKind::Site), PlaceKind::City) => prior += 100,
        (Some(PlaceKind::Region), PlaceKind::Region | PlaceKind::Admin1) => prior += 150,
        (Some(PlaceKind::Feature), PlaceKind::Feature) => prior += 300,
        _ => {}
    }
    prior
}

/// 100 × log10, by a table of the first digits: no floating point.
fn log10_hundredths(n: u32) -> i32 {
    const LEADING: [i32; 90] = {
        // 100 × log10(1.0), log10(1.1) … log10(9.9), rounded.
        [
            0, 4, 8, 11, 15, 18, 20, 23, 26, 28, 30, 32, 34, 36, 38, 40, 41, 43, 45, 46, 48, 49,
            51, 52, 53, 54, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71, 72, 72,
            73, 74, 75, 76, 76, 77, 78, 79, 79, 80, 81, 81, 82, 83, 83, 84, 85, 85, 86, 86, 87, 88,
            88, 89, 89, 90, 90, 91, 91, 92, 92, 93, 93, 94, 94, 95, 95, 96, 96, 97, 97, 98, 98, 99,
            99, 100,
        ]
    };
    let (mut n, mut digits) = (n.max(1), 0);
    let mut last = 0;
    while n >= 10 {
        last = n % 10;
        n /= 10;
        digits += 1;
    }
    digits * 100 + LEADING[((n - 1) * 10 + if digits > 0 { last } else { 0 }).min(89) as usize]
}

/// Whether `inner` lies in `outer`.
fn lies_in(inner: &Candidate, outer: &Candidate) -> bool {
    if inner.id == outer.id {
        return false;
    }
    match outer.kind {
        PlaceKind::Country => inner.country == outer.country && inner.kind != PlaceKind::Country,
        PlaceKind::Admin1 => {
            inner.division == outer.division
                && outer.division.is_some()
                && matches!(inner.kind, PlaceKind::City | PlaceKind::Admin2 | PlaceKind::Site)
        }
        PlaceKind::Admin2 => {
            inner.division == outer.division
                && inner.kind == PlaceKind::City
                && kilometres(inner, outer) < 60
        }
        // Regions have no borders here: near their middle, in their country.
        PlaceKind::Region => inner.kind == PlaceKind::City && kilometres(inner, outer) < 400,
        PlaceKind::City => inner.kind == PlaceKind::City && kilometres(inner, outer) < 25,
        _ => false,
    }
}

/// "Springfield, Illinois", "Saravan (Iran)", "Paris in Lamar County": the two settle each other.
fn contain(words: &Words<'_, '_>, spots: &[Spot], of_spot: &[Option<usize>], names: &mut [Name]) {
    for (s, pair) in spots.windows(2).enumerate() {
        let (inner, outer) = (&pair[0], &pair[1]);
        let (Some(a), Some(b)) = (of_spot[s], of_spot[s + 1]) else { continue };
        if a == b || inner.last + 3 < outer.first {
            continue;
        }
        let between = outer.first - inner.last - 1;
        let gap = words.gap(outer.first);
        let strength = match (between, gap) {
            (0, Gap::Comma | Gap::Open) => 1000,
            (0, Gap::Space) if outer.short => 800,
            (1, Gap::Space) if matches!(words.folded(outer.first - 1), "in" | "of") => 500,
            (2, Gap::Space)
                if matches!(words.folded(outer.first - 2), "in" | "of")
                    && words.gap(outer.first - 2) != Gap::Start =>
            {
                400
            }
            _ => continue,
        };
        // Two countries side by side are a list.
        let top = |n: &Name| n.candidates.first().map(|c| c.kind);
        if top(&names[a]) == Some(PlaceKind::Country) && top(&names[b]) == Some(PlaceKind::Country)
        {
            continue;
        }
        // "in Florida, New York and Texas": a division before others of its kind is no town.
        let large =
            top(&names[a]) == Some(PlaceKind::Admin1) || top(&names[a]) == Some(PlaceKind::Country);
        let listed = large
            && words.after(outer.last).is_some_and(|n| {
                matches!(words.gap(n), Gap::Comma) && words.is_name_cased(n)
                    || words.folded(n) == "and"
                    || words.folded(n) == "or"
            });
        if listed {
            continue;
        }
        let mut best: Option<(i32, usize, usize)> = None;
        for (i, x) in names[a].candidates.iter().enumerate().take(400) {
            for (j, y) in names[b].candidates.iter().enumerate().take(12) {
                let holder = matches!(
                    y.kind,
                    PlaceKind::Country | PlaceKind::Admin1 | PlaceKind::Admin2 | PlaceKind::Region
                );
                if holder && !y.demonym && lies_in(x, y) {
                    let worth = x.prior + y.prior;
                    if best.is_none_or(|(w, _, _)| worth > w) {
                        best = Some((worth, i, j));
                    }
                }
            }
        }
        if let Some((_, i, j)) = best {
            // All candidates inside of what holds them gain alike.
            let holder = names[b].candidates[j];
            let inside: Vec<usize> = (0..names[a].candidates.len())
                .filter(|&x| lies_in(&names[a].candidates[x], &holder))
                .collect();
            for x in inside {
                names[a].held[x] = names[a].held[x].max(strength);
            }
            names[a].held[i] = names[a].held[i].max(strength);
            names[b].held[j] = names[b].held[j].max(strength / 2);
        }
    }
}

/// How far each candidate is believed, so that it may speak for others.
fn believe(names: &mut [Name], round: usize) {
    for name in names {
        let top = best(name);
        let scores: Vec<i32> = (0..name.candidates.len()).map(|i| name.score(i)).collect();
        // Each half digit of people below the best one halves the belief.
        let most = scores.iter().copied().max().unwrap_or(1);
        let weights: Vec<i32> =
            scores.iter().map(|s| 1024 >> ((most - s) / HALF).clamp(0, 10)).collect();
        let sum: i32 = weights.iter().sum::<i32>().max(1);
        name.share = weights.iter().map(|w| w * 100 / sum).collect();
        if round > 0
            && let Some(top) = top
        {
            for (i, share) in name.share.iter_mut().enumerate() {
                *share = if i == top { (*share).max(80) } else { *share / 3 };
            }
        }
    }
}

/// What the other names of the report, and its signals, say for each candidate: what is near
/// counts in full but never without end, and the country once.
fn weigh(names: &mut [Name], signals: &[(Candidate, i32)], gazetteer: &Gazetteer) {
    // What each name says: its believed candidates only.
    let speakers: Vec<(usize, Vec<(Candidate, i32)>)> = names
        .iter()
        .enumerate()
        .take(SPEAKERS)
        .map(|(n, name)| {
            // Said twice counts a little more than once.
            let often = if name.mentions.len() > 1 { 120 } else { 100 };
            let believed = name.candidates.iter().zip(&name.share).take(CANDIDATES);
            (n, believed.filter(|(_, s)| **s >= 3).map(|(c, s)| (*c, s * often / 100)).collect())
        })
        .collect();
    let divisions: Vec<DivisionId> = speakers
        .iter()
        .flat_map(|(_, s)| s)
        .chain(signals)
        .filter(|(_, share)| *share >= 20)
        .filter_map(|(c, _)| c.division)
        .collect();
    for (n, name) in names.iter_mut().enumerate() {
        if name.candidates.len() < 2 {
            continue;
        }
        let mut weighed = 0;
        for i in 0..name.candidates.len() {
            let c = name.candidates[i];
            let alive = i < CANDIDATES
                || name.held[i] > 0
                || weighed < 3 * CANDIDATES && c.division.is_some_and(|d| divisions.contains(&d));
            if !alive {
                continue;
            }
            weighed += 1;
            let (mut local, mut country) = (0, 0);
            for (d, share) in signals {
                let near = nearness(&c, d, gazetteer);
                if d.kind == PlaceKind::Country {
                    country += share * near * CUES_AGAINST_NAMES / 10_000;
                } else {
                    local += share * near / 100;
                }
            }
            for (m, believed) in &speakers {
                if *m == n {
                    continue;
                }
                let best = believed
                    .iter()
                    .map(|(d, share)| share * nearness(&c, d, gazetteer) / 100)
                    .max()
                    .unwrap_or(0);
                if best > 15 {
                    local += best;
                } else {
                    country += best;
                }
            }
            name.near[i] =
                local * ENOUGH_NEAR / (local + ENOUGH_NEAR) + country.min(ENOUGH_COUNTRY);
        }
    }
}

/// How much one place speaks for another, in hundredths.
fn nearness(c: &Candidate, d: &Candidate, gazetteer: &Gazetteer) -> i32 {
    if c.id == d.id {
        return 60;
    }
    let mut best = match (c.kind, d.kind) {
        (_, PlaceKind::Country) if c.country.is_some() && c.country == d.country => IN_COUNTRY,
        (PlaceKind::Country, _) if c.country == d.country => IN_COUNTRY,
        (_, PlaceKind::Admin1) if c.division.is_some() && c.division == d.division => IN_DIVISION,
        (PlaceKind::Admin1, _) if d.division.is_some() && c.division == d.division => IN_DIVISION,
        _ => 0,
    };
    if let (PlaceKind::Country, PlaceKind::Country, Some(a), Some(b)) =
        (c.kind, d.kind, c.country, d.country)
    {
        if gazetteer.neighbours(a, b) {
            best = best.max(30);
        } else if gazetteer.continent(a) == gazetteer.continent(b) {
            best = best.max(10);
        }
    }
    let point = |k: PlaceKind| {
        matches!(k, PlaceKind::City | PlaceKind::Admin2 | PlaceKind::Site | PlaceKind::Feature)
    };
    if point(c.kind) && point(d.kind) {
        best = best.max(match kilometres(c, d) {
            0..=30 => 100,
            31..=80 => 85,
            81..=160 => 60,
            161..=300 => 30,
            301..=600 => 12,
            _ => 0,
        });
    }
    if c.country.is_some() && c.country == d.country {
        best = best.max(SAME_COUNTRY);
    }
    best
}

/// Whole kilometres between two places, near enough; the globe is a sphere and integers do.
fn kilometres(a: &Candidate, b: &Candidate) -> i32 {
    /// 1000 × cos of 0°, 5° … 90°.
    const COSINE: [i64; 19] = [
        1000, 996, 985, 966, 940, 906, 866, 819, 766, 707, 643, 574, 500, 423, 342, 259, 174, 87, 0,
    ];
    let middle = ((i64::from(a.lat) + i64::from(b.lat)) / 2).abs() / 5_000_000;
    let cosine = COSINE[(middle as usize).min(18)];
    let mut east = (i64::from(a.lon) - i64::from(b.lon)).abs();
    if east > 180_000_000 {
        east = 360_000_000 - east;
    }
    let north = (i64::from(a.lat) - i64::from(b.lat)).abs();
    // 111.2 km a degree.
    let (x, y) = (east * cosine / 1000 * 1112 / 10_000_000, north * 1112 / 10_000_000);
    (((x * x + y * y) as u64).isqrt()) as i32
}

/// The candidate with the most for it.
fn best(name: &Name) -> Option<usize> {
    (0..name.candidates.len())
        .max_by_key(|&i| (name.score(i), std::cmp::Reverse(name.candidates[i].id)))
}
