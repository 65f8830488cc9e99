//! Which place a name means: how well known each candidate is, what the name is said to lie in,
//! and what else the report names, near and far. One name means one place in a report. Integers
//! throughout, so that two machines agree; what nothing is known of stays unresolved.

use rashomon_lexicon::gazetteer::{CountryId, DivisionId, Gazetteer, NameOf, PlaceId};
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
const CONTEXT: i32 = 200;

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
        weigh(&mut names, gazetteer);
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

/// One entry for each name, with its candidates.
fn group(words: &Words<'_, '_>, spots: &[Spot], gazetteer: &Gazetteer) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    let mut index: FxHashMap<(String, bool, Option<PlaceKind>), usize> = FxHashMap::default();
    for (s, spot) in spots.iter().enumerate() {
        let Some(meanings) = spot.meanings else { continue };
        let mut key = String::new();
        for w in spot.first..=spot.last {
            key.push_str(words.folded(w));
            key.push(' ');
        }
        let hint = spot.kind.or_else(|| hint(words, spot));
        let entry = *index.entry((key, spot.short, hint)).or_insert_with(|| {
            let mut name = Name::default();
            for meaning in meanings.iter().take(400) {
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
                    prior: prior(place.kind(), place.population(), meaning.how, hint),
                    demonym: meaning.how == NameOf::Demonym,
                });
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
    }
    names
}

/// What the noun beside a name says that it is: "Idlib province", "the city of X".
fn hint(words: &Words<'_, '_>, spot: &Spot) -> Option<PlaceKind> {
    let after = words.after(spot.last).filter(|&a| words.gap(a) == Gap::Space);
    if let Some(&kind) = after.and_then(|a| TABLES.nouns.get(words.folded(a))) {
        return Some(kind);
    }
    let of = words.before(spot.first).filter(|&b| words.folded(b) == "of")?;
    let noun = words.before(of)?;
    TABLES.nouns.get(words.folded(noun)).copied()
}

/// How likely a place is meant before anything is read: hundredths of decimal digits of people.
fn prior(kind: PlaceKind, population: u32, how: NameOf, hint: Option<PlaceKind>) -> i32 {
    let people = log10_hundredths(population.max(1));
    let mut prior = match kind {
        PlaceKind::Country => 650 + people / 4,
        PlaceKind::Admin1 => 420 + people / 3,
        PlaceKind::Admin2 => people - 200,
        PlaceKind::Region => 700,
        PlaceKind::Feature => 600,
        PlaceKind::City | PlaceKind::Site => people,
    };
    match how {
        NameOf::Name | NameOf::Demonym | NameOf::Abbreviation => {}
        NameOf::OtherName => prior -= 20,
        NameOf::Spelling => prior -= 250,
    }
    match (hint, kind) {
        (Some(PlaceKind::Admin1), PlaceKind::Admin1) => prior += 300,
        (Some(PlaceKind::Admin2), PlaceKind::Admin2) => prior += 300,
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
        let mut best: Option<(i32, usize, usize)> = None;
        for (i, x) in names[a].candidates.iter().enumerate().take(400) {
            for (j, y) in names[b].candidates.iter().enumerate().take(12) {
                let holder = matches!(
                    y.kind,
                    PlaceKind::Country | PlaceKind::Admin1 | PlaceKind::Admin2 | PlaceKind::Region
                ) || strength == 500 && y.kind == PlaceKind::City && false;
                if holder && !y.demonym && lies_in(x, y) {
                    let worth = x.prior + y.prior;
                    if best.is_none_or(|(w, ..)| worth > w) {
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
            scores.iter().map(|s| 1024 >> ((most - s) / 60).clamp(0, 10)).collect();
        let sum: i32 = weights.iter().sum::<i32>().max(1);
        name.share = weights.iter().map(|w| w * 100 / sum).collect();
        if round > 0 {
            if let Some(top) = top {
                for (i, share) in name.share.iter_mut().enumerate() {
                    *share = if i == top { (*share).max(80) } else { *share / 3 };
                }
            }
        }
    }
}

/// What the other names of the report say for each candidate.
fn weigh(names: &mut [Name], gazetteer: &Gazetteer) {
    let mut all: Vec<Vec<i32>> = Vec::with_capacity(names.len());
    for (n, name) in names.iter().enumerate() {
        let mut sums = vec![0; name.candidates.len()];
        if name.candidates.len() > 1 {
            for (c, sum) in name.candidates.iter().zip(&mut sums).take(CANDIDATES.max(1) * 8) {
                for (m, other) in names.iter().enumerate().take(SPEAKERS) {
                    if m == n {
                        continue;
                    }
                    let mut best = 0;
                    for (d, &share) in other.candidates.iter().zip(&other.share).take(CANDIDATES) {
                        if share >= 3 {
                            best = best.max(share * nearness(c, d, gazetteer) / 100);
                        }
                    }
                    // Said twice counts a little more than once.
                    let often = if other.mentions.len() > 1 { 120 } else { 100 };
                    *sum += best * often / 100;
                }
            }
        }
        all.push(sums);
    }
    for (name, sums) in names.iter_mut().zip(all) {
        name.near = sums;
    }
}

/// How much one place speaks for another, in hundredths.
fn nearness(c: &Candidate, d: &Candidate, gazetteer: &Gazetteer) -> i32 {
    if c.id == d.id {
        return 60;
    }
    let mut best = match (c.kind, d.kind) {
        (_, PlaceKind::Country) if c.country.is_some() && c.country == d.country => 35,
        (PlaceKind::Country, _) if c.country == d.country => 35,
        (_, PlaceKind::Admin1) if c.division.is_some() && c.division == d.division => 90,
        (PlaceKind::Admin1, _) if d.division.is_some() && c.division == d.division => 90,
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
        best = best.max(12);
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
