//! What the columns of each table mean, and which rows are wrong.
//!
//! Shared with the build script, which fails the build at the first wrong row. Nothing here
//! depends on the rest of the workspace.

use std::collections::{BTreeMap, BTreeSet};

use crate::fold::{LONGEST_WORD, fold};
use crate::table::{Row, TableError, rows};

/// The sectors that a code may name; a test holds them equal to `rashomon_record::Sector`.
pub const SECTORS: [&str; 25] = [
    "GOV", "MIL", "REB", "OPP", "PTY", "COP", "JUD", "LEG", "SPY", "MED", "EDU", "BUS", "CRM",
    "CVL", "HRI", "LAB", "ELI", "REF", "REL", "UAF", "IGO", "NGO", "MNC", "IMG", "INT",
];

/// Names of the tables, in the order in which they are read.
pub const NAMES: [&str; 16] = [
    "countries.tsv",
    "seats.tsv",
    "organs.tsv",
    "parties.tsv",
    "groups.tsv",
    "bodies.tsv",
    "peoples.tsv",
    "outlets.tsv",
    "leaders.tsv",
    "caution.tsv",
    "organ_words.tsv",
    "titles.tsv",
    "modifiers.tsv",
    "roles.tsv",
    "given_names.tsv",
    "head_words.tsv",
];

/// A row of `countries.tsv`.
#[derive(Clone, Debug)]
pub struct CountryRow<'a> {
    pub code: &'a str,
    pub iso2: &'a str,
    pub name: &'a str,
    pub kind: &'a str,
    pub from: Option<i16>,
    pub to: Option<i16>,
    pub names: Vec<&'a str>,
    pub demonyms: Vec<&'a str>,
    pub capitals: Vec<&'a str>,
}

/// A row of `seats.tsv`: a building, office or town that stands for an actor.
#[derive(Clone, Debug)]
pub struct SeatRow<'a> {
    pub name: &'a str,
    pub code: &'a str,
}

/// A row of `organs.tsv`, `parties.tsv`, `groups.tsv`, `bodies.tsv` or `peoples.tsv`.
#[derive(Clone, Debug)]
pub struct ActorRow<'a> {
    pub table: &'static str,
    pub code: &'a str,
    pub name: &'a str,
    pub names: Vec<&'a str>,
    pub countries: Vec<&'a str>,
    pub from: Option<i16>,
    pub to: Option<i16>,
}

/// A row of `outlets.tsv`.
#[derive(Clone, Debug)]
pub struct OutletRow<'a> {
    pub code: &'a str,
    pub name: &'a str,
    pub kind: &'a str,
    pub country: &'a str,
    pub names: Vec<&'a str>,
    pub hosts: Vec<&'a str>,
}

/// A row of `leaders.tsv`.
#[derive(Clone, Debug)]
pub struct LeaderRow<'a> {
    pub name: &'a str,
    pub code: &'a str,
    pub office: &'a str,
    pub from: Option<i16>,
    pub to: Option<i16>,
    pub names: Vec<&'a str>,
}

/// A row of a table of phrases: the phrases, then up to two cells that say what they mean.
#[derive(Clone, Debug)]
pub struct PhraseRow<'a> {
    pub phrases: Vec<&'a str>,
    pub cells: [&'a str; 2],
}

/// All rows of all tables.
#[derive(Clone, Debug, Default)]
pub struct Tables<'a> {
    pub countries: Vec<CountryRow<'a>>,
    pub seats: Vec<SeatRow<'a>>,
    pub actors: Vec<ActorRow<'a>>,
    pub outlets: Vec<OutletRow<'a>>,
    pub leaders: Vec<LeaderRow<'a>>,
    pub caution: Vec<PhraseRow<'a>>,
    pub organ_words: Vec<PhraseRow<'a>>,
    pub titles: Vec<PhraseRow<'a>>,
    pub modifiers: Vec<PhraseRow<'a>>,
    pub roles: Vec<PhraseRow<'a>>,
    pub given_names: Vec<PhraseRow<'a>>,
    pub head_words: Vec<PhraseRow<'a>>,
}

const COUNTRY: [&str; 9] =
    ["code", "iso2", "name", "kind", "from", "to", "names", "demonyms", "capitals"];
const SEAT: [&str; 2] = ["name", "code"];
const ACTOR: [&str; 6] = ["code", "name", "countries", "from", "to", "names"];
const OUTLET: [&str; 6] = ["code", "name", "kind", "country", "names", "hosts"];
const LEADER: [&str; 6] = ["name", "code", "office", "from", "to", "names"];
const PHRASE: [&str; 3] = ["phrases", "means", "sector"];

impl<'a> Tables<'a> {
    /// Reads all tables; `text` gives the text of a table by its name.
    pub fn read(text: impl Fn(&str) -> &'a str) -> Result<Self, TableError> {
        let mut tables = Tables::default();
        for row in rows("countries.tsv", &COUNTRY, text("countries.tsv"))? {
            let (from, to) = row.years(4, 5)?;
            tables.countries.push(CountryRow {
                code: row.required(0)?,
                iso2: row.cells[1],
                name: row.required(2)?,
                kind: row.required(3)?,
                from,
                to,
                names: row.list(6)?,
                demonyms: row.list(7)?,
                capitals: row.list(8)?,
            });
        }
        for row in rows("seats.tsv", &SEAT, text("seats.tsv"))? {
            tables.seats.push(SeatRow { name: row.required(0)?, code: row.required(1)? });
        }
        for table in ["organs.tsv", "parties.tsv", "groups.tsv", "bodies.tsv", "peoples.tsv"] {
            for row in rows(table, &ACTOR, text(table))? {
                let (from, to) = row.years(3, 4)?;
                tables.actors.push(ActorRow {
                    table,
                    code: row.required(0)?,
                    name: row.required(1)?,
                    countries: row.list(2)?,
                    from,
                    to,
                    names: row.list(5)?,
                });
            }
        }
        for row in rows("outlets.tsv", &OUTLET, text("outlets.tsv"))? {
            tables.outlets.push(OutletRow {
                code: row.required(0)?,
                name: row.required(1)?,
                kind: row.required(2)?,
                country: row.cells[3],
                names: row.list(4)?,
                hosts: row.list(5)?,
            });
        }
        for row in rows("leaders.tsv", &LEADER, text("leaders.tsv"))? {
            let (from, to) = row.years(3, 4)?;
            tables.leaders.push(LeaderRow {
                name: row.required(0)?,
                code: row.required(1)?,
                office: row.required(2)?,
                from,
                to,
                names: row.list(5)?,
            });
        }
        let phrases = |table: &'static str| -> Result<Vec<PhraseRow<'a>>, TableError> {
            rows(table, &PHRASE, text(table))?
                .into_iter()
                .map(|row| {
                    row.required(0)?;
                    Ok(PhraseRow { phrases: row.list(0)?, cells: [row.cells[1], row.cells[2]] })
                })
                .collect()
        };
        tables.caution = phrases("caution.tsv")?;
        tables.organ_words = phrases("organ_words.tsv")?;
        tables.titles = phrases("titles.tsv")?;
        tables.modifiers = phrases("modifiers.tsv")?;
        tables.roles = phrases("roles.tsv")?;
        tables.given_names = phrases("given_names.tsv")?;
        tables.head_words = phrases("head_words.tsv")?;
        Ok(tables)
    }
}

/// The forms that one part of a cell stands for: `Iranian+` is `Iranian` and `Iranians`.
pub fn forms(part: &str) -> impl Iterator<Item = String> {
    let (base, plural) = match part.strip_suffix('+') {
        Some(base) => (base, true),
        None => (part, false),
    };
    std::iter::once(base.to_string()).chain(plural.then(|| plural_of(base)))
}

fn plural_of(word: &str) -> String {
    let ends = |tails: &[&str]| tails.iter().any(|tail| word.ends_with(tail));
    if ends(&["s", "x", "ch", "sh"]) {
        format!("{word}es")
    } else if ends(&["ay", "ey", "oy", "uy"]) {
        format!("{word}s")
    } else if let Some(stem) = word.strip_suffix('y') {
        format!("{stem}ies")
    } else {
        format!("{word}s")
    }
}

/// Looks for what is wrong beyond the form of single rows; the first finding is returned.
pub fn check<'a>(text: impl Fn(&str) -> &'a str + Copy) -> Result<(), TableError> {
    Tables::read(text)?;
    let mut countries = BTreeSet::new();
    for row in rows("countries.tsv", &COUNTRY, text("countries.tsv"))? {
        let code = row.cells[0];
        if !is_code(code, 3) {
            return Err(row.error(0, format!("`{code}` is not an ISO 3166 alpha-3 code")));
        }
        if !row.cells[1].is_empty() && !is_code(row.cells[1], 2) {
            return Err(row.error(1, format!("`{}` is not an alpha-2 code", row.cells[1])));
        }
        if !["state", "territory", "former", "defacto"].contains(&row.cells[3]) {
            return Err(row.error(3, format!("`{}` is not a kind", row.cells[3])));
        }
        if !countries.insert(code) {
            return Err(row.error(0, format!("`{code}` twice")));
        }
        names(&row, [2, 6, 7, 8])?;
    }
    // A code may stand in two rows only with other years: a force that changed sides.
    let mut codes: BTreeMap<&str, &str> = BTreeMap::new();
    for table in ["organs.tsv", "parties.tsv", "groups.tsv", "bodies.tsv", "peoples.tsv"] {
        for row in rows(table, &ACTOR, text(table))? {
            let code = row.cells[0];
            code_of(&row, 0, &countries)?;
            let head = code.split('.').next().unwrap_or("");
            let own = table != "organs.tsv" && table != "parties.tsv";
            let of_state = code.matches('.').count() == 2 && table == "groups.tsv";
            if own && !of_state && countries.contains(head) {
                return Err(row.error(0, format!("`{head}` is the code of a country")));
            }
            if !own && !countries.contains(head) {
                return Err(row.error(0, format!("`{head}` is no country of countries.tsv")));
            }
            if let Some(other) = codes.insert(code, table) {
                return Err(row.error(0, format!("`{code}` stands in {other} already")));
            }
            let listed = row.list(2)?;
            for (index, country) in listed.iter().enumerate() {
                let any = index == 0 && *country == "*";
                if !any && !countries.contains(country) {
                    return Err(row.error(2, format!("`{country}` is no country")));
                }
            }
            if listed.is_empty() && table == "groups.tsv" {
                return Err(row.error(2, "a group without a country"));
            }
            names(&row, [1, 5])?;
        }
    }
    for row in rows("seats.tsv", &SEAT, text("seats.tsv"))? {
        code_of(&row, 1, &countries)?;
        names(&row, [0])?;
    }
    let mut hosts = BTreeSet::new();
    for row in rows("outlets.tsv", &OUTLET, text("outlets.tsv"))? {
        if !["wire", "state", "private", "party", "public", "group"].contains(&row.cells[2]) {
            return Err(row.error(2, format!("`{}` is not a kind of outlet", row.cells[2])));
        }
        if !row.cells[3].is_empty() && !countries.contains(row.cells[3]) {
            return Err(row.error(3, format!("`{}` is no country", row.cells[3])));
        }
        for host in row.list(5)? {
            let fine = host.contains('.')
                && host
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b".-".contains(&b));
            if !fine || host.starts_with("www.") {
                return Err(row.error(5, format!("`{host}` is not a bare host name")));
            }
            if !hosts.insert(host) {
                return Err(row.error(5, format!("`{host}` stands with another outlet already")));
            }
        }
        if codes.insert(row.cells[0], "outlets.tsv").is_some() {
            return Err(row.error(0, format!("`{}` twice", row.cells[0])));
        }
        names(&row, [1, 4])?;
    }
    let offices: BTreeSet<&str> =
        rows("titles.tsv", &PHRASE, text("titles.tsv"))?.iter().map(|row| row.cells[1]).collect();
    for row in rows("leaders.tsv", &LEADER, text("leaders.tsv"))? {
        if !offices.contains(row.cells[2]) {
            return Err(row.error(2, format!("`{}` is no office of titles.tsv", row.cells[2])));
        }
        let head = row.cells[1].split('.').next().unwrap_or("");
        let known = codes.keys().any(|c| c.split('.').next() == Some(head));
        if !countries.contains(head) && !known {
            return Err(row.error(1, format!("`{head}` is neither a country nor an actor")));
        }
        sector_of(&row, 1)?;
        if row.cells[0].matches('*').count() > 2 {
            return Err(row.error(0, "more than one short form is marked"));
        }
        names(&row, [0, 5])?;
    }
    for (table, means) in [
        ("caution.tsv", Some(&["capital", "acronym"][..])),
        ("organ_words.tsv", None),
        ("titles.tsv", None),
        ("modifiers.tsv", Some(&["acting", "former", "future", "deputy", "level"][..])),
        ("roles.tsv", None),
        ("given_names.tsv", Some(&["", "f", "m"][..])),
        ("head_words.tsv", Some(&["organization", "group", "place", "other"][..])),
    ] {
        let mut seen = BTreeSet::new();
        for row in rows(table, &PHRASE, text(table))? {
            if let Some(means) = means {
                if !means.contains(&row.cells[1]) {
                    return Err(row.error(1, format!("`{}` is none of {means:?}", row.cells[1])));
                }
            } else {
                row.required(1)?;
            }
            if !row.cells[2].is_empty() && !SECTORS.contains(&row.cells[2]) {
                return Err(row.error(2, format!("unknown sector `{}`", row.cells[2])));
            }
            for part in row.list(0)? {
                for form in forms(part) {
                    if !seen.insert(fold(&form)) {
                        return Err(row.error(0, format!("`{form}` stands in this table twice")));
                    }
                }
            }
            names(&row, [0])?;
        }
    }
    Ok(())
}

fn is_code(code: &str, length: usize) -> bool {
    code.len() == length && code.bytes().all(|b| b.is_ascii_uppercase())
}

/// `HEAD.SECTOR` or `HEAD.SECTOR.SUB`, each of capitals and digits.
fn code_of<const N: usize>(
    row: &Row<'_, N>,
    column: usize,
    countries: &BTreeSet<&str>,
) -> Result<(), TableError> {
    let code = row.required(column)?;
    let parts: Vec<&str> = code.split('.').collect();
    let good = |part: &&str| {
        (2..=8).contains(&part.len())
            && part.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    };
    if !(1..=3).contains(&parts.len()) || !parts.iter().all(good) {
        return Err(row.error(column, format!("`{code}` is not HEAD.SECTOR or HEAD.SECTOR.SUB")));
    }
    if parts.len() == 1 && !countries.contains(code) {
        return Err(row.error(column, format!("`{code}` names no sector and is no country")));
    }
    if parts.len() > 1 {
        sector_of(row, column)?;
    }
    Ok(())
}

fn sector_of<const N: usize>(row: &Row<'_, N>, column: usize) -> Result<(), TableError> {
    let code = row.required(column)?;
    match code.split('.').nth(1) {
        Some(sector) if SECTORS.contains(&sector) => Ok(()),
        Some(sector) => Err(row.error(column, format!("unknown sector `{sector}`"))),
        None => Err(row.error(column, format!("`{code}` names no sector"))),
    }
}

/// Every name must fold to something that can be looked up.
fn names<const N: usize, const C: usize>(
    row: &Row<'_, N>,
    columns: [usize; C],
) -> Result<(), TableError> {
    for column in columns {
        let mut seen = BTreeSet::new();
        for part in row.list(column)? {
            for form in forms(&part.replace('*', "")) {
                let folded = fold(&form);
                if folded.is_empty() {
                    return Err(row.error(column, format!("`{part}` folds to nothing")));
                }
                if folded.split(' ').any(|word| word.len() > LONGEST_WORD) {
                    return Err(row.error(column, format!("`{part}` holds too long a word")));
                }
                if part.starts_with("the ") {
                    return Err(row.error(column, format!("`{part}`: leave the article out")));
                }
                if !seen.insert(folded) {
                    return Err(row.error(column, format!("`{part}` stands here twice")));
                }
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables;

    #[test]
    fn sectors_are_those_of_the_record() {
        let all: Vec<&str> = rashomon_record::Sector::ALL.iter().map(|s| s.as_str()).collect();
        assert_eq!(all, SECTORS);
    }

    /// The shipped tables with one row put into one of them, in its place.
    fn complaint(table: &'static str, row: &'static str) -> String {
        let mut lines: Vec<&str> =
            tables::text(table).lines().filter(|l| !l.starts_with('#')).collect();
        lines.push(row);
        lines.sort_unstable();
        let changed: &'static str = Box::leak((lines.join("\n") + "\n").into_boxed_str());
        let text = |name: &str| if name == table { changed } else { tables::text(name) };
        check(text).err().map(|e| e.to_string()).unwrap_or_default()
    }

    #[test]
    fn bad_rows_are_named_with_line_and_reason() {
        assert_eq!(check(tables::text), Ok(()));
        let cases = [
            ("groups.tsv", "QQQ.XYZ\tSome Front\tFRA\t\t\t", "unknown sector `XYZ`"),
            ("groups.tsv", "QQQ.REB\tSome Front\tQQQ\t\t\t", "`QQQ` is no country"),
            ("groups.tsv", "QQQ.REB\tSome Front\t\t\t\t", "a group without a country"),
            ("groups.tsv", "QQQ.REB\tSome Front\tFRA\t1990\t1980\t", "runs backwards"),
            ("groups.tsv", "QQQ.REB\tSome Front\tFRA\tsoon\t\t", "`soon` is not a year"),
            ("groups.tsv", "QQQ.REB\tSome Front\tFRA\t\t\tA||B", "empty or padded part"),
            ("groups.tsv", "JAA.REB\tSome Front\tFRA\t\t\t", "stands in groups.tsv already"),
            ("groups.tsv", "QQQ.REB\tSome Front", "2 cells where 6 belong"),
            ("countries.tsv", "Qq\t\tNowhere\tstate\t\t\t\t\t", "not an ISO 3166 alpha-3"),
            ("titles.tsv", "president+\thead_of_state\tGOV", "the same row twice"),
            ("titles.tsv", "big boss\tboss\tBOS", "unknown sector `BOS`"),
        ];
        for (table, row, reason) in cases {
            let found = complaint(table, row);
            assert!(found.starts_with(table) && found.contains(reason), "{row}: {found}");
        }
        let unsorted = |name: &str| match name {
            "seats.tsv" => "Kremlin\tRUS.GOV\nElysee\tFRA.GOV\n",
            other => tables::text(other),
        };
        let found = check(unsorted).err().map(|e| e.to_string()).unwrap_or_default();
        assert_eq!(found, "seats.tsv:2: not sorted: `Kremlin` comes before this row");
    }
}
