//! Compiles `tables/places/` into one block of bytes that is searched where it lies: nothing is
//! decoded when the program starts. A bad row stops the build with file, line and reason.
//!
//! The block: a header of section offsets, then fixed-size records of places, a pool of names,
//! country and division tables, lists of senses, and a finite-state map from folded name to its
//! list. `src/gazetteer/mod.rs` is the reader; the two files change together.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[path = "../src/gazetteer/fold.rs"]
mod fold;
use fold::fold;

// Kinds, as the reader knows them.
const CITY: u8 = 0;
const ADMIN1: u8 = 1;
const ADMIN2: u8 = 2;
const COUNTRY: u8 = 3;
const REGION: u8 = 4;
const FEATURE: u8 = 5;
const SITE: u8 = 6;

// How a name stands for a place, as the reader knows it.
const NAME: u32 = 0;
const OTHER_NAME: u32 = 1;
const SPELLING: u32 = 2;
const DEMONYM: u32 = 3;
const ABBREVIATION: u32 = 4;

const NONE: u16 = u16::MAX;

/// Words that a division's name may carry and lose.
const CLASS_WORDS: &[&str] = &[
    " province",
    " oblast",
    "skaya oblast'",
    " state",
    " governorate",
    " region",
    " republic",
    " krai",
    " kray",
    " voivodeship",
    " department",
    " prefecture",
    " county",
    " emirate",
];

struct Place {
    name: String,
    kind: u8,
    country: u16,
    admin1: u16,
    lat: i32,
    lon: i32,
    population: u32,
    geonames: u32,
    capital: bool,
}

struct Row<'a> {
    file: &'a Path,
    line: usize,
    cells: Vec<&'a str>,
}

impl Row<'_> {
    fn fail(&self, why: &str) -> String {
        format!("{}:{}: {why}", self.file.display(), self.line)
    }

    fn number(&self, column: usize) -> Result<u32, String> {
        let cell = self.cells[column];
        if cell.is_empty() {
            return Ok(0);
        }
        cell.parse()
            .map_err(|_| self.fail(&format!("column {}: not a number: {cell:?}", column + 1)))
    }

    fn degrees(&self, column: usize, limit: f64) -> Result<i32, String> {
        let cell = self.cells[column];
        let value: f64 = cell
            .parse()
            .map_err(|_| self.fail(&format!("column {}: not degrees: {cell:?}", column + 1)))?;
        if value.is_nan() || value.abs() > limit {
            return Err(
                self.fail(&format!("column {}: {cell} is beyond {limit} degrees", column + 1))
            );
        }
        Ok((value * 1e6).round() as i32)
    }

    fn name(&self, column: usize) -> Result<String, String> {
        let cell = self.cells[column];
        if cell.trim().is_empty() || fold(cell).is_empty() {
            return Err(self.fail(&format!("column {}: no name", column + 1)));
        }
        Ok(cell.to_string())
    }
}

fn list(cell: &str, separator: char) -> impl Iterator<Item = &str> {
    cell.split(separator).map(str::trim).filter(|s| !s.is_empty())
}

fn rows<'a>(file: &'a Path, text: &'a str, columns: usize) -> Result<Vec<Row<'a>>, String> {
    let mut out = Vec::new();
    for (i, line) in text.lines().enumerate() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        let row = Row { file, line: i + 1, cells: line.split('\t').collect() };
        if row.cells.len() != columns {
            let why = format!("{} columns where {columns} belong", row.cells.len());
            return Err(row.fail(&why));
        }
        out.push(row);
    }
    Ok(out)
}

#[derive(Default)]
struct Builder {
    places: Vec<Place>,
    /// Folded name → (place, how it stands for it).
    senses: BTreeMap<String, Vec<(u32, u32)>>,
    countries: BTreeMap<String, u16>,
    /// Place, alpha-2, alpha-3, continent, neighbours.
    country_rows: Vec<(u32, String, String, String, Vec<String>)>,
    admin1: BTreeMap<String, u16>,
    admin1_places: Vec<u32>,
}

impl Builder {
    fn name(&mut self, name: &str, place: u32, how: u32) {
        let senses = self.senses.entry(fold(name)).or_default();
        if !senses.iter().any(|s| s.0 == place) {
            senses.push((place, how));
        }
    }

    fn add(&mut self, place: Place) -> u32 {
        let index = self.places.len() as u32;
        let name = place.name.clone();
        self.places.push(place);
        self.name(&name, index, NAME);
        index
    }

    fn others(&mut self, cell: &str, place: u32) {
        for name in list(cell, ';') {
            let short =
                name.ends_with('.') || (name.len() <= 3 && name.chars().all(|c| c.is_uppercase()));
            self.name(name, place, if short { ABBREVIATION } else { OTHER_NAME });
        }
    }

    fn demonyms(&mut self, cell: &str, place: u32) {
        for word in list(cell, ';') {
            self.name(word, place, DEMONYM);
            let stem = word.strip_suffix("man").or_else(|| word.strip_suffix("woman"));
            match stem {
                Some(stem) if word.len() > 6 => {
                    let women = word.ends_with("woman");
                    self.name(
                        &format!(
                            "{}{}",
                            stem.trim_end_matches("wo"),
                            if women { "women" } else { "men" }
                        ),
                        place,
                        DEMONYM,
                    );
                }
                _ if word.ends_with(['s', 'h', 'z', 'x']) => {}
                _ => self.name(&format!("{word}s"), place, DEMONYM),
            }
        }
    }

    fn countries_of(&self, row: &Row<'_>, column: usize) -> Result<u16, String> {
        let cell = row.cells[column];
        if cell == "-" {
            return Ok(NONE);
        }
        let codes: Vec<&str> = list(cell, ' ').collect();
        for code in &codes {
            if !self.countries.contains_key(*code) {
                return Err(row.fail(&format!("column {}: unknown country {code:?}", column + 1)));
            }
        }
        // A region across countries lies in none of them.
        match codes[..] {
            [one] => Ok(self.countries[one]),
            [] => Err(row.fail(&format!("column {}: no country; write - for none", column + 1))),
            _ => Ok(NONE),
        }
    }
}

/// Reads the tables in `folder` and gives the block and the files it was made from.
pub fn compile(folder: &Path) -> Result<(Vec<u8>, Vec<PathBuf>), String> {
    let mut files = Vec::new();
    let mut read = |name: &str| -> Result<(PathBuf, String), String> {
        let path = folder.join(name);
        let text =
            std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        files.push(path.clone());
        Ok((path, text))
    };
    let mut b = Builder::default();

    let (file, text) = read("countries.tsv")?;
    for row in rows(&file, &text, 11)? {
        let (two, three) = (row.cells[0].to_string(), row.cells[1].to_string());
        if two.len() != 2 || three.len() != 3 {
            return Err(row.fail("column 1 or 2: not an ISO code"));
        }
        let index = b.country_rows.len() as u16;
        if b.countries.insert(two.clone(), index).is_some() {
            return Err(row.fail("country given twice"));
        }
        let place = b.add(Place {
            name: row.name(2)?,
            kind: COUNTRY,
            country: index,
            admin1: NONE,
            lat: row.degrees(3, 90.0)?,
            lon: row.degrees(4, 180.0)?,
            population: row.number(5)?,
            geonames: row.number(6)?,
            capital: false,
        });
        b.others(row.cells[9], place);
        b.demonyms(row.cells[10], place);
        let neighbours = list(row.cells[8], ' ').map(str::to_string).collect();
        b.country_rows.push((place, two, three, row.cells[7].to_string(), neighbours));
    }

    let (file, text) = read("divisions1.tsv")?;
    for row in rows(&file, &text, 6)? {
        let code = row.cells[0];
        let country = code.split_once('.').and_then(|(c, _)| b.countries.get(c)).copied();
        let Some(country) = country else { return Err(row.fail("column 1: unknown country")) };
        let index = b.admin1_places.len() as u16;
        if b.admin1.insert(code.to_string(), index).is_some() {
            return Err(row.fail("division given twice"));
        }
        let place = b.add(Place {
            name: row.name(1)?,
            kind: ADMIN1,
            country,
            admin1: index,
            lat: row.degrees(2, 90.0)?,
            lon: row.degrees(3, 180.0)?,
            population: row.number(4)?,
            geonames: row.number(5)?,
            capital: false,
        });
        let lower = row.cells[1].to_lowercase();
        for class in CLASS_WORDS {
            if let Some(bare) = lower.strip_suffix(class).filter(|b| b.len() > 2) {
                b.name(bare, place, OTHER_NAME);
            }
        }
        b.admin1_places.push(place);
    }
    let (file, text) = read("divisions1_names.tsv")?;
    for row in rows(&file, &text, 6)? {
        let Some(&index) = b.admin1.get(row.cells[0]) else {
            return Err(row.fail("column 1: no such division in divisions1.tsv"));
        };
        let place = b.admin1_places[index as usize];
        if !row.cells[1].is_empty() {
            b.places[place as usize].lat = row.degrees(1, 90.0)?;
            b.places[place as usize].lon = row.degrees(2, 180.0)?;
        }
        if !row.cells[3].is_empty() {
            b.places[place as usize].geonames = row.number(3)?;
        }
        b.others(row.cells[4], place);
        b.demonyms(row.cells[5], place);
    }

    let (file, text) = read("divisions2.tsv")?;
    for row in rows(&file, &text, 5)? {
        let mut codes = row.cells[0].splitn(3, '.');
        let (two, one) = (codes.next().unwrap_or(""), codes.next().unwrap_or(""));
        let Some(&country) = b.countries.get(two) else {
            return Err(row.fail("column 1: unknown country"));
        };
        let admin1 = b.admin1.get(&format!("{two}.{one}")).copied().unwrap_or(NONE);
        b.add(Place {
            name: row.name(1)?,
            kind: ADMIN2,
            country,
            admin1,
            lat: row.degrees(2, 90.0)?,
            lon: row.degrees(3, 180.0)?,
            population: row.number(4)?,
            geonames: 0,
            capital: false,
        });
    }

    let mut by_id = BTreeMap::new();
    for part in ["africa", "asia", "europe", "north_america", "oceania", "south_america"] {
        let (file, text) = read(&format!("settlements/{part}.tsv"))?;
        for row in rows(&file, &text, 6)? {
            let two = row.cells[0].split('.').next().unwrap_or("");
            let Some(&country) = b.countries.get(two) else {
                return Err(row.fail("column 1: unknown country"));
            };
            let admin1 = b.admin1.get(row.cells[0]).copied().unwrap_or(NONE);
            let geonames = row.number(5)?;
            let place = b.add(Place {
                name: row.name(1)?,
                kind: CITY,
                country,
                admin1,
                lat: row.degrees(2, 90.0)?,
                lon: row.degrees(3, 180.0)?,
                population: row.number(4)?,
                geonames,
                capital: false,
            });
            if by_id.insert(geonames, place).is_some() {
                return Err(row.fail("column 6: identifier given twice"));
            }
        }
    }
    // What everybody says goes before what some say: a place has each name once.
    for table in ["settlement_common_names.tsv", "settlement_names.tsv"] {
        let (file, text) = read(table)?;
        for row in rows(&file, &text, 2)? {
            let Some(&place) = by_id.get(&row.number(0)?) else {
                return Err(row.fail("column 1: no such settlement"));
            };
            if table == "settlement_common_names.tsv" {
                b.others(row.cells[1], place);
                continue;
            }
            for name in list(row.cells[1], ';') {
                b.name(name, place, SPELLING);
            }
        }
    }
    let (file, text) = read("capitals.tsv")?;
    for row in rows(&file, &text, 3)? {
        let Some(&place) = by_id.get(&row.number(2)?) else {
            return Err(row.fail("column 3: no such settlement"));
        };
        b.places[place as usize].capital = true;
    }

    for (table, offset, kind) in [("regions.tsv", 0, REGION), ("features.tsv", 1, FEATURE)] {
        let (file, text) = read(table)?;
        for row in rows(&file, &text, 7 + offset)? {
            let country = b.countries_of(&row, 3 + offset)?;
            let place = b.add(Place {
                name: row.name(offset)?,
                kind: if row.cells[0] == "site" { SITE } else { kind },
                country,
                admin1: NONE,
                lat: row.degrees(1 + offset, 90.0)?,
                lon: row.degrees(2 + offset, 180.0)?,
                population: 0,
                geonames: row.number(4 + offset)?,
                capital: false,
            });
            b.others(row.cells[5 + offset], place);
            b.demonyms(row.cells[6 + offset], place);
        }
    }
    Ok((b.write()?, files))
}

impl Builder {
    fn write(self) -> Result<Vec<u8>, String> {
        let (mut names, mut places) = (Vec::new(), Vec::new());
        for p in &self.places {
            let (at, len) = (names.len() as u32, p.name.len());
            let len =
                u8::try_from(len).map_err(|_| format!("a name of {len} bytes: {}", p.name))?;
            names.extend_from_slice(p.name.as_bytes());
            places.extend_from_slice(&at.to_le_bytes());
            places.extend_from_slice(&p.lat.to_le_bytes());
            places.extend_from_slice(&p.lon.to_le_bytes());
            places.extend_from_slice(&p.population.to_le_bytes());
            places.extend_from_slice(&p.geonames.to_le_bytes());
            places.extend_from_slice(&p.country.to_le_bytes());
            places.extend_from_slice(&p.admin1.to_le_bytes());
            places.extend_from_slice(&[len, p.kind, u8::from(p.capital), 0]);
        }
        // Countries: place, codes, continent, and a bit set of neighbours would be large; a list
        // of at most sixteen indices is enough for every country on Earth.
        let mut countries = Vec::new();
        for (place, two, three, continent, neighbours) in &self.country_rows {
            countries.extend_from_slice(&place.to_le_bytes());
            countries.extend_from_slice(two.as_bytes());
            countries.extend_from_slice(three.as_bytes());
            countries.push(b' ');
            countries.extend_from_slice(format!("{continent:2.2}").as_bytes());
            let mut indices: Vec<u16> =
                neighbours.iter().filter_map(|n| self.countries.get(n)).copied().collect();
            if indices.len() > 16 {
                return Err(format!("countries.tsv: {two}: more than 16 neighbours"));
            }
            indices.resize(16, NONE);
            indices.iter().for_each(|i| countries.extend_from_slice(&i.to_le_bytes()));
        }
        let divisions: Vec<u8> = self.admin1_places.iter().flat_map(|p| p.to_le_bytes()).collect();
        let (mut senses, mut map) = (Vec::new(), fst::MapBuilder::memory());
        for (name, mut list) in self.senses {
            // The most populous first; the same on every machine.
            list.sort_by_key(|&(p, how)| {
                let place = &self.places[p as usize];
                (std::cmp::Reverse(place.population), how, p)
            });
            list.truncate(4000);
            let at = (senses.len() / 4) as u64;
            map.insert(&name, at << 12 | list.len() as u64).map_err(|e| e.to_string())?;
            for (place, how) in list {
                senses.extend_from_slice(&(place | how << 24).to_le_bytes());
            }
        }
        let map = map.into_inner().map_err(|e| e.to_string())?;
        let sections = [places, names, countries, divisions, senses, map];
        let mut out = Vec::new();
        let mut at = 4 * (sections.len() as u32 + 1);
        for section in &sections {
            out.extend_from_slice(&at.to_le_bytes());
            at += section.len() as u32;
        }
        out.extend_from_slice(&at.to_le_bytes());
        sections.iter().for_each(|s| out.extend_from_slice(s));
        Ok(out)
    }
}
