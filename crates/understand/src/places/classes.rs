//! Names that a class word makes a place: "Royal Street", "Lake Manassas", "University of Alberta",
//! "Anderson County", "Interstate 45". They are found whether or not the gazetteer holds them.

use rashomon_lexicon::gazetteer::{Gazetteer, Meaning, Meanings};
use rashomon_record::PlaceKind;

use super::detect::Spot;
use super::tables::TABLES;
use super::words::{Case, Gap, Words};

/// Most words of a name.
const LONGEST: usize = 6;
/// Small words inside the names of buildings and institutions.
const LINKS: &[&str] = &["of", "de", "del", "la", "for"];
/// Words that begin a sentence or a headline and no name.
const STARTERS: &[&str] = &[
    "the", "a", "an", "in", "on", "at", "from", "near", "to", "of", "and", "for", "this", "by",
    "our", "his", "its", "with", "as", "but", "that", "their", "new",
];
/// Words after which a class word belongs to a body: "Highway Patrol", "State Police".
const BODIES: &[&str] =
    &["patrol", "police", "troopers", "trooper", "board", "authority", "commission", "department"];

/// Finds names with class words.
pub(super) struct Classes<'w, 'a, 'd> {
    pub words: &'w Words<'a, 'd>,
    pub gazetteer: &'w Gazetteer,
}

impl Classes<'_, '_, '_> {
    /// The name that starts at word `i`; `known` says whether the gazetteer has a place there.
    pub fn named(&self, i: usize, known: &dyn Fn(usize) -> bool) -> Option<Spot> {
        let words = self.words;
        let line = words.line(i);
        let folded = words.folded(i);
        if line.blind && known(i) || STARTERS.contains(&folded) && folded != "new" {
            return None;
        }
        // A name starts here, not inside of one, unless what stands before is no part of it.
        if let Some(b) = words.before(i) {
            let joined = matches!(words.gap(i), Gap::Space | Gap::Hyphen)
                && words.is_name_cased(b)
                && !STARTERS.contains(&words.folded(b))
                && !line.title
                && !line.blind;
            if joined && !TABLES.titles.contains(words.folded(b)) {
                return None;
            }
        }
        let end = self.run(i, if line.title || line.blind { 5 } else { LONGEST });
        if end == i {
            return None;
        }
        self.after(i, end).or_else(|| self.before(i, end, known))
    }

    /// The last word of the run of capitalised words from `i` on.
    fn run(&self, i: usize, most: usize) -> usize {
        let words = self.words;
        let (mut end, mut at) = (i, i);
        while let Some(next) = words.after(at) {
            if next - i >= most {
                break;
            }
            let gap = words.gap(next);
            let follows = words.after(next);
            if words.all[next].clitic {
                // "St. Peter's Basilica"
                match follows {
                    Some(n)
                        if words.is_name_cased(n)
                            && words.gap(n) == Gap::Space
                            && TABLES.after.contains_key(words.folded(n)) =>
                    {
                        at = next
                    }
                    _ => break,
                }
                continue;
            }
            let abbreviated = gap == Gap::Stop && words.folded(at).len() <= 2;
            if !matches!(gap, Gap::Space | Gap::Hyphen) && !abbreviated {
                break;
            }
            if words.is_name_cased(next) {
                at = next;
                end = next;
            } else if LINKS.contains(&words.folded(next))
                && follows.is_some_and(|n| words.is_name_cased(n))
            {
                at = next;
            } else {
                break;
            }
        }
        end
    }

    /// A class word after the name: the last one of the run that can be.
    fn after(&self, i: usize, end: usize) -> Option<Spot> {
        let words = self.words;
        for last in (i + 1..=end).rev() {
            let one = words.folded(last);
            let mut kind = TABLES.after.get(one);
            if last > i + 1 {
                let two = format!("{} {one}", words.folded(last - 1));
                kind = TABLES.after.get(two.as_str()).or(kind);
            }
            let Some(&kind) = kind else { continue };
            let length = last - i + 1;
            let body = words.after(last).is_some_and(|n| {
                words.gap(n) == Gap::Space
                    && words.is_name_cased(n)
                    && BODIES.contains(&words.folded(n))
            });
            let long = match kind {
                // "Laurel County School District" is a body; so is "Mississippi State".
                PlaceKind::Admin1 | PlaceKind::Admin2 => {
                    length > 2
                        && matches!(one, "district" | "state" | "region")
                        && self.senses(i, last).is_empty()
                }
                PlaceKind::Feature | PlaceKind::Region => length > 3,
                _ => false,
            };
            let road = matches!(one, "highway" | "road" | "street" | "avenue" | "lane" | "drive")
                && (body || length > 4);
            if long || road {
                continue;
            }
            // "of" inside only after a class word: not "Mayor of West Lake".
            let of = (i + 1..last).find(|&w| words.folded(w) == "of");
            if let Some(of) = of {
                let phrase = format!("{} of", words.folded(of - 1));
                if !TABLES.before.contains_key(phrase.as_str()) {
                    return None;
                }
            }
            // "Catholic Church", "Complete Streets": no name before the class word.
            let bare = length == 2
                && !TABLES.roads.contains(one)
                && TABLES.never.contains(words.folded(i));
            if bare && self.senses(i, last).is_empty() {
                return None;
            }
            let mut spot = Spot::new(words, i, last);
            let meanings = self.senses(i, last);
            spot.kind = Some(kind);
            spot.meanings = (!meanings.is_empty()).then_some(meanings);
            // A square or street is no town of the same name far away; a park may be.
            if TABLES.roads.contains(one) && one != "park" {
                let city = |m: Meaning| {
                    self.gazetteer.place(m.place).is_some_and(|p| p.kind() == PlaceKind::City)
                };
                if meanings.iter().next().is_some_and(city) {
                    spot.meanings = None;
                }
            }
            if spot.meanings.is_none() && matches!(kind, PlaceKind::Admin1 | PlaceKind::Admin2) {
                // "Sokoto State", "Lancashire County": the division without its class word.
                let bare = self.senses(i, last - 1);
                let divisions = bare
                    .iter()
                    .filter_map(|m| self.gazetteer.place(m.place))
                    .any(|p| p.kind() == kind);
                if one == "state"
                    && bare.iter().take(3).filter_map(|m| self.gazetteer.place(m.place)).any(|p| {
                        p.kind() == PlaceKind::Admin1
                            && p.country() == self.gazetteer.country("USA")
                    })
                {
                    return None; // "Mississippi State": the name alone is the place
                }
                if divisions {
                    spot.meanings = Some(bare);
                } else if length == 2 && (TABLES.never.contains(words.folded(i)) || one == "state")
                {
                    return None;
                }
            }
            self.extend(&mut spot, end);
            return Some(spot);
        }
        None
    }

    /// "Eglinton Avenue West", "14th St.", "Federal University of Technology".
    fn extend(&self, spot: &mut Spot, end: usize) {
        let words = self.words;
        let class = words.folded(spot.last);
        let Some(next) = words.after(spot.last) else {
            if words.stopped(spot.last)
                && class.len() <= 4
                && matches!(class, "st" | "ave" | "rd" | "blvd" | "hwy" | "pkwy")
            {
                spot.end += 1;
            }
            return;
        };
        if words.stopped(spot.last)
            && matches!(class, "st" | "ave" | "rd" | "blvd" | "hwy" | "pkwy")
        {
            spot.end += 1;
        } else if matches!(class, "street" | "avenue" | "road" | "boulevard" | "drive")
            && matches!(words.folded(next), "west" | "east" | "north" | "south")
            && words.is_name_cased(next)
        {
            spot.last = next;
            spot.end = words.all[next].end;
        } else if matches!(
            class,
            "university" | "college" | "school" | "institute" | "academy" | "museum"
        ) && words.folded(next) == "of"
            && end > next
        {
            spot.last = end;
            spot.end = words.all[end].end;
        }
    }

    /// A class word before the name.
    fn before(&self, i: usize, end: usize, known: &dyn Fn(usize) -> bool) -> Option<Spot> {
        let words = self.words;
        let next = words.after(i)?;
        let (kind, last) = if words.folded(next) == "of" {
            let phrase = format!("{} of", words.folded(i));
            let &kind = TABLES.before.get(phrase.as_str())?;
            words.after(next).filter(|&n| words.is_name_cased(n) && n <= end)?;
            (kind, end.min(next + 4))
        } else {
            let &kind = TABLES.before.get(words.folded(i))?;
            if !matches!(words.gap(next), Gap::Space | Gap::Hyphen)
                || known(i)
                || !words.is_name_cased(next)
            {
                return None;
            }
            (kind, end.min(i + 2))
        };
        let mut spot = Spot::new(words, i, last);
        spot.kind = Some(kind);
        let meanings = self.senses(i, last);
        spot.meanings = (!meanings.is_empty()).then_some(meanings);
        Some(spot)
    }

    /// "Interstate 45", "I-75", "Highway 19", "the A120".
    pub fn road(&self, i: usize) -> Option<Spot> {
        let words = self.words;
        let text = words.text(i);
        let site = |first, last| {
            let mut spot = Spot::new(words, first, last);
            spot.kind = Some(PlaceKind::Site);
            Some(spot)
        };
        if (2..=5).contains(&text.len())
            && text.starts_with(['A', 'B', 'M', 'E', 'N'])
            && text[1..].chars().all(|c| c.is_ascii_digit())
            && words.before(i).is_some_and(|b| words.folded(b) == "the")
        {
            return site(i, i);
        }
        let next = words.after(i)?;
        if words.all[next].case != Case::Digit || words.text(next).len() > 4 {
            return None;
        }
        let road = match (words.gap(next), words.folded(i)) {
            (Gap::Space, "interstate" | "highway" | "hwy" | "route") => words.is_name_cased(i),
            (Gap::Hyphen, "i") => text == "I",
            _ => false,
        };
        if road { site(i, next) } else { None }
    }

    fn senses(&self, first: usize, last: usize) -> Meanings {
        let (start, end) = (self.words.all[first].start, self.words.all[last].end);
        self.gazetteer.senses(&self.words.document.text[start as usize..end as usize])
    }
}
