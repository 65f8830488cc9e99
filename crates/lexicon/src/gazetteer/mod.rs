//! Places: names, coordinates, containment, population.
//!
//! The tables in `tables/places/` are compiled by the build into one block of bytes that is
//! searched where it lies, so that a program that starts for a single report pays nothing. Ask
//! [`Gazetteer::senses`] for what a name can mean, or walk a text with a [`Cursor`] to find the
//! longest name; each [`Meaning`] leads to a [`Place`]. Which of them is meant is not decided here.

mod fold;

pub use fold::{fold, fold_into};
use rashomon_record::{CountryCode, Microdegrees, PlaceKind};

static BLOCK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/gazetteer.bin"));

/// Size of one place in the block.
const PLACE: usize = 28;
/// Size of one country in the block.
const COUNTRY: usize = 44;
const NONE: u16 = u16::MAX;

/// One place that a name can mean.
#[derive(Clone, PartialEq, Debug)]
pub struct KnownPlace {
    /// GeoNames identifier, where it has one.
    pub geonames: Option<u64>,
    /// Usual name.
    pub name: String,
    /// Country; `None` for seas and regions across countries.
    pub country: Option<CountryCode>,
    /// First-order division by name.
    pub admin1: Option<String>,
    /// Latitude.
    pub lat: Microdegrees,
    /// Longitude.
    pub lon: Microdegrees,
    /// Inhabitants; 0 where not known.
    pub population: u32,
    /// Kind.
    pub kind: PlaceKind,
}

/// All places known beforehand.
#[derive(Debug)]
pub struct Gazetteer {
    places: &'static [u8],
    names: &'static [u8],
    countries: &'static [u8],
    divisions: &'static [u8],
    senses: &'static [u8],
    map: Option<fst::Map<&'static [u8]>>,
}

/// How a name stands for a place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum NameOf {
    /// Its usual name.
    Name,
    /// Another name of it.
    OtherName,
    /// A spelling, old or foreign name; many are doubtful.
    Spelling,
    /// The adjective or the word for its people.
    Demonym,
    /// An abbreviation ("Calif.", "UAE").
    Abbreviation,
}

/// One thing that a name can mean.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Meaning {
    /// The place.
    pub place: PlaceId,
    /// How the name stands for it.
    pub how: NameOf,
}

/// A place of the gazetteer by number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct PlaceId(u32);

/// A country of the gazetteer by number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct CountryId(u16);

/// A first-order division of the gazetteer by number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct DivisionId(u16);

/// What is known of a place, borrowed from the gazetteer.
#[derive(Clone, Copy, Debug)]
pub struct Place<'g> {
    gazetteer: &'g Gazetteer,
    row: &'static [u8],
}

/// Everything that one name can mean, most populous first.
#[derive(Clone, Copy, Debug)]
pub struct Meanings {
    rows: &'static [u8],
}

/// A way into the names, one piece of folded text at a time.
#[derive(Clone, Copy, Debug)]
pub struct Cursor {
    node: fst::raw::CompiledAddr,
    value: u64,
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn i32_at(bytes: &[u8], at: usize) -> Option<i32> {
    Some(i32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

impl Default for Gazetteer {
    fn default() -> Self {
        Gazetteer::embedded()
    }
}

impl Gazetteer {
    /// The tables that this crate ships.
    pub fn embedded() -> Self {
        let section = |i: usize| -> &'static [u8] {
            let start = u32_at(BLOCK, 4 * i).unwrap_or(0) as usize;
            let end = u32_at(BLOCK, 4 * i + 4).unwrap_or(0) as usize;
            BLOCK.get(start..end).unwrap_or(&[])
        };
        Gazetteer {
            places: section(0),
            names: section(1),
            countries: section(2),
            divisions: section(3),
            senses: section(4),
            map: fst::Map::new(section(5)).ok(),
        }
    }

    /// How many places are known.
    pub fn len(&self) -> usize {
        self.places.len() / PLACE
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Every place of that name, most populous first; names are folded as in the lexicon.
    /// Adjectives and demonyms are names here too.
    pub fn candidates(&self, name: &str) -> Vec<KnownPlace> {
        self.senses(name).iter().filter_map(|m| self.place(m.place)).map(|p| p.to_known()).collect()
    }

    /// Everything that `name` can mean.
    pub fn senses(&self, name: &str) -> Meanings {
        let mut folded = String::new();
        fold_into(name, &mut folded);
        self.senses_of_folded(&folded)
    }

    /// Everything that an already folded name can mean.
    pub fn senses_of_folded(&self, folded: &str) -> Meanings {
        let value = self.map.as_ref().and_then(|m| m.get(folded));
        value.map_or(Meanings { rows: &[] }, |v| self.meanings(v))
    }

    fn meanings(&self, value: u64) -> Meanings {
        let (at, len) = ((value >> 12) as usize * 4, (value & 0xfff) as usize * 4);
        Meanings { rows: self.senses.get(at..at + len).unwrap_or(&[]) }
    }

    /// A cursor before the first byte of every name.
    pub fn cursor(&self) -> Option<Cursor> {
        let map = self.map.as_ref()?;
        Some(Cursor { node: map.as_fst().root().addr(), value: 0 })
    }

    /// The cursor after `folded`, where some name goes on that way.
    pub fn advance(&self, cursor: Cursor, folded: &str) -> Option<Cursor> {
        let fst = self.map.as_ref()?.as_fst();
        let (mut node, mut value) = (fst.node(cursor.node), cursor.value);
        for byte in folded.bytes() {
            let transition = node.transition(node.find_input(byte)?);
            value += transition.out.value();
            node = fst.node(transition.addr);
        }
        Some(Cursor { node: node.addr(), value })
    }

    /// What the name that ends at the cursor can mean, where one does.
    pub fn here(&self, cursor: Cursor) -> Option<Meanings> {
        let node = self.map.as_ref()?.as_fst().node(cursor.node);
        node.is_final().then(|| self.meanings(cursor.value + node.final_output().value()))
    }

    /// What is known of a place.
    pub fn place(&self, id: PlaceId) -> Option<Place<'_>> {
        let at = id.0 as usize * PLACE;
        Some(Place { gazetteer: self, row: self.places.get(at..at + PLACE)? })
    }

    /// The country of an ISO 3166-1 code, alpha-2 or alpha-3.
    pub fn country(&self, code: &str) -> Option<CountryId> {
        let range = if code.len() == 2 { 4..6 } else { 6..9 };
        let found = self.countries.chunks_exact(COUNTRY);
        let index = found.into_iter().position(|row| &row[range.clone()] == code.as_bytes())?;
        Some(CountryId(index as u16))
    }

    fn country_row(&self, id: CountryId) -> &'static [u8] {
        self.countries.get(id.0 as usize * COUNTRY..(id.0 as usize + 1) * COUNTRY).unwrap_or(&[])
    }

    /// A country as a place.
    pub fn country_place(&self, id: CountryId) -> Option<PlaceId> {
        u32_at(self.country_row(id), 0).map(PlaceId)
    }

    /// A country's alpha-3 code.
    pub fn country_code(&self, id: CountryId) -> Option<CountryCode> {
        let code = self.country_row(id).get(6..9)?;
        std::str::from_utf8(code).ok().map(CountryCode::from)
    }

    /// The alpha-2 code of a country's continent (`AF`, `AS`, `EU`, `NA`, `SA`, `OC`, `AN`).
    pub fn continent(&self, id: CountryId) -> &'static str {
        let row = self.country_row(id).get(10..12);
        row.and_then(|r| std::str::from_utf8(r).ok()).unwrap_or("")
    }

    /// Whether two countries share a border.
    pub fn neighbours(&self, a: CountryId, b: CountryId) -> bool {
        let row = self.country_row(a);
        (0..16).any(|i| u16_at(row, 12 + 2 * i) == Some(b.0) && b.0 != NONE)
    }

    /// A first-order division as a place.
    pub fn division_place(&self, id: DivisionId) -> Option<PlaceId> {
        u32_at(self.divisions, id.0 as usize * 4).map(PlaceId)
    }
}

impl Meanings {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len() / 4
    }

    /// Whether the name means nothing that is known.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Each of them, most populous first.
    pub fn iter(&self) -> impl Iterator<Item = Meaning> + use<> {
        self.rows.chunks_exact(4).map(|row| {
            let value = u32::from_le_bytes([row[0], row[1], row[2], row[3]]);
            let how = match value >> 24 {
                0 => NameOf::Name,
                1 => NameOf::OtherName,
                3 => NameOf::Demonym,
                4 => NameOf::Abbreviation,
                _ => NameOf::Spelling,
            };
            Meaning { place: PlaceId(value & 0x00ff_ffff), how }
        })
    }
}

impl<'g> Place<'g> {
    /// Usual name.
    pub fn name(&self) -> &'g str {
        let at = u32_at(self.row, 0).unwrap_or(0) as usize;
        let bytes = self.gazetteer.names.get(at..at + self.row[24] as usize);
        bytes.and_then(|b| std::str::from_utf8(b).ok()).unwrap_or("")
    }

    /// Latitude.
    pub fn lat(&self) -> Microdegrees {
        Microdegrees(i32_at(self.row, 4).unwrap_or(0))
    }

    /// Longitude.
    pub fn lon(&self) -> Microdegrees {
        Microdegrees(i32_at(self.row, 8).unwrap_or(0))
    }

    /// Inhabitants; 0 where not known.
    pub fn population(&self) -> u32 {
        u32_at(self.row, 12).unwrap_or(0)
    }

    /// GeoNames identifier, where it has one.
    pub fn geonames(&self) -> Option<u64> {
        u32_at(self.row, 16).filter(|&id| id > 0).map(u64::from)
    }

    /// Its country; `None` for seas and regions across countries.
    pub fn country(&self) -> Option<CountryId> {
        u16_at(self.row, 20).filter(|&c| c != NONE).map(CountryId)
    }

    /// Its first-order division.
    pub fn division(&self) -> Option<DivisionId> {
        u16_at(self.row, 22).filter(|&c| c != NONE).map(DivisionId)
    }

    /// Kind.
    pub fn kind(&self) -> PlaceKind {
        match self.row[25] {
            0 => PlaceKind::City,
            1 => PlaceKind::Admin1,
            2 => PlaceKind::Admin2,
            3 => PlaceKind::Country,
            4 => PlaceKind::Region,
            5 => PlaceKind::Feature,
            _ => PlaceKind::Site,
        }
    }

    /// Whether it is a country's capital.
    pub fn is_capital(&self) -> bool {
        self.row[26] == 1
    }

    /// A copy of all that is known.
    pub fn to_known(&self) -> KnownPlace {
        let g = self.gazetteer;
        let division = self.division().and_then(|d| g.division_place(d)).and_then(|p| g.place(p));
        KnownPlace {
            geonames: self.geonames(),
            name: self.name().to_string(),
            country: self.country().and_then(|c| g.country_code(c)),
            admin1: division.map(|d| d.name().to_string()),
            lat: self.lat(),
            lon: self.lon(),
            population: self.population(),
            kind: self.kind(),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_however_they_are_written() {
        let g = Gazetteer::embedded();
        for name in ["Tehran", "TEHRAN", "tehran", "Téhran"] {
            let found = g.candidates(name);
            assert!(
                found.iter().any(|p| p.kind == PlaceKind::City
                    && p.country == Some("IRN".into())
                    && p.population > 5_000_000),
                "{name}"
            );
        }
        let missouri = |p: &KnownPlace| p.admin1.as_deref() == Some("Missouri");
        assert!(g.candidates("St. Louis").iter().any(missouri));
        assert_eq!(g.candidates("Saint Louis"), g.candidates("St Louis"));
        assert!(g.candidates("Nowhere-in-particular").is_empty());
    }

    #[test]
    fn every_kind_of_place_is_there_with_what_it_lies_in() {
        let g = Gazetteer::embedded();
        let has = |name: &str, kind: PlaceKind, country: Option<&str>| {
            g.candidates(name)
                .iter()
                .any(|p| p.kind == kind && p.country == country.map(Into::into))
        };
        assert!(has("Saravan", PlaceKind::City, Some("IRN")));
        assert!(has("Sistan-Baluchistan", PlaceKind::Admin1, Some("IRN")));
        assert!(has("Balochistan", PlaceKind::Admin1, Some("PAK")));
        assert!(has("Harris County", PlaceKind::Admin2, Some("USA")));
        assert!(has("Red Sea", PlaceKind::Feature, None));
        assert!(has("Darfur", PlaceKind::Region, Some("SDN")));
        assert!(has("Kashmir", PlaceKind::Region, None));
        assert!(has("Iranian", PlaceKind::Country, Some("IRN")));
        assert!(has("Calif.", PlaceKind::Admin1, Some("USA")));
        let palestine = g.candidates("Palestine");
        assert!(palestine.iter().any(|p| p.admin1.as_deref() == Some("Texas")));
    }

    #[test]
    fn a_cursor_walks_to_the_longest_name() {
        let g = Gazetteer::embedded();
        let start = g.cursor().and_then(|c| g.advance(c, "new")).unwrap();
        let york = g.advance(start, " york").unwrap();
        assert!(g.here(york).is_some());
        assert!(g.advance(york, " city").is_some_and(|c| g.here(c).is_some()));
        assert!(g.advance(start, " zzz").is_none());
    }

    #[test]
    fn neighbours_and_continents() {
        let g = Gazetteer::embedded();
        let (iran, pakistan) = (g.country("IRN").unwrap(), g.country("PK").unwrap());
        assert!(g.neighbours(iran, pakistan) && g.neighbours(pakistan, iran));
        assert_eq!(g.continent(iran), "AS");
        assert!(g.country("QQQ").is_none());
    }
}
