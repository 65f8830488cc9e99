//! How like two accounts are, in points, and what makes it impossible that they are one event.
//!
//! A hundred points are about one good reason. Every rule stands in [`evidence`] once; what
//! differs between two mentions in one report and two reports is only where one starts.

use rashomon_record::{Mode, Quad, TollScope};

use crate::accounts::{Account, Placed};
use crate::facts::{DayFragment, Fact};
use crate::identity::{self, Match};
use crate::words::shared;

/// Places nearer than this are one place with two names, in metres.
const NEAR_METRES: i64 = 20_000;
/// Places farther apart than this are two, where both are named by the sentence.
const FAR_METRES: i64 = 80_000;

/// Points for two mentions in one report being one act; `None` where they cannot be.
pub(crate) fn within(a: &Account<'_>, b: &Account<'_>, x: &Fact<'_>, y: &Fact<'_>) -> Option<i32> {
    // Local news tells of one thing; a report on states tells of many acts of a kind.
    let start = if a.local && b.local { 160 } else { 110 };
    let mut points = start + evidence(a, b, Setting::Report)?;
    let apart = a.sentence.abs_diff(b.sentence);
    points += match apart {
        0 if a.in_title == b.in_title => 40,
        0..=1 => 40,
        2..=3 => 20,
        _ => 0,
    };
    if a.news != b.news {
        points -= 110;
    }
    let part_of = |p: &Fact<'_>, q: &Fact<'_>| p.said.part_of.as_deref() == Some(&q.said.id);
    if part_of(x, y) || part_of(y, x) {
        points += 100;
    }
    Some(points)
}

/// Points for two reports' accounts being of one event; `None` where they cannot be.
///
/// In one story a date or a country that was read differently counts heavily and forbids nothing:
/// that the reports are about the same is known from all their words.
pub(crate) fn across(a: &Account<'_>, b: &Account<'_>, one_story: bool) -> Option<i32> {
    let setting = if one_story { Setting::Story } else { Setting::Reports };
    let mut points = evidence(a, b, setting)?;
    let common = shared(&a.rare, &b.rare) as i32;
    points += (common * 25).min(150);
    if !a.modes.is_empty() && a.modes == b.modes {
        points += 30;
    }
    Some(points)
}

/// Where two accounts stand to one another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Setting {
    /// In one report.
    Report,
    /// In two reports.
    Reports,
    /// In two reports that are mainly about the same.
    Story,
}

/// What speaks for and against, place by place.
fn evidence(a: &Account<'_>, b: &Account<'_>, setting: Setting) -> Option<i32> {
    let one_report = setting == Setting::Report;
    let story = setting == Setting::Story;
    if a.kind != b.kind || a.real != b.real {
        return None;
    }
    // A jet that was shot down is no camp that was bombed.
    if a.downed.zip(b.downed).is_some_and(|(x, y)| x != y) {
        return None;
    }
    let mut points = modes(a, b);
    points += time(a, b, one_report).or((story && !two_days(a, b)).then_some(-220))?;
    points += place(a, b).or(story.then_some(-150))?;
    let (day, side) = (points, parties(a, b, one_report)?);
    let tied = day > modes(a, b) || side > 0 || toll(a.killed, b.killed, one_report) > 10;
    // Where states fight, words alone tie nothing: every raid is told in the same ones.
    if !tied && setting == Setting::Reports && !(a.local && b.local) {
        return None;
    }
    points += side;
    points += toll(a.killed, b.killed, one_report) + toll(a.injured, b.injured, one_report);
    Some(points)
}

fn modes(a: &Account<'_>, b: &Account<'_>) -> i32 {
    if a.modes.is_empty() || b.modes.is_empty() {
        return 0;
    }
    if a.modes.iter().any(|m| b.modes.contains(m)) {
        return 40;
    }
    let alike = |m: Mode| -> u8 {
        use Mode::*;
        match m {
            // A killing may be told by its weapon or by its aim.
            Firearms | Targeted | Primitive | Beat => 1,
            Aerial | Drone | HeavyWeapons | Destroy => 2,
            Explosives | SuicideAttack => 3,
            Abduct => 4,
            Demo | Riot | Strike | Obstruct | Vandalize => 5,
            Visit | Multilateral | Phone | ThirdParty => 6,
            Withdraw | Release | Disarm | Ceasefire | Access => 7,
            _ => 100 + m as u8,
        }
    };
    let same = a.modes.iter().any(|m| b.modes.iter().any(|n| alike(*m) == alike(*n)));
    if same { 0 } else { -120 }
}

fn time(a: &Account<'_>, b: &Account<'_>, one_report: bool) -> Option<i32> {
    let (Some(x), Some(y)) = (a.when, b.when) else { return fragments(a, b, one_report) };
    let sure = x.surety().min(y.surety());
    let longest = x.days.days().max(y.days.days());
    if x.days.overlaps(y.days) {
        let same = match longest {
            1 => 150,
            2..=3 => 90,
            4..=8 => 50,
            9..=31 => 15,
            _ => 0,
        };
        // That a date was filled in from the text around is no evidence of its own.
        return Some(match (sure, one_report && !(a.local && b.local)) {
            (0, true) => 0,
            (0, false) => same / 2,
            _ => same,
        });
    }
    let gap = if x.days.from > y.days.to {
        x.days.from.since(y.days.to)
    } else {
        y.days.from.since(x.days.to)
    };
    match (gap, sure) {
        (1, 0..=1) => Some(-40),
        (1, _) => Some(if one_report { -160 } else { -60 }),
        (_, 0) => Some(-200),
        (2..=3, 1) => Some(-200),
        (2, _) if !one_report => Some(-260),
        _ => None,
    }
}

/// A weekday or a date without its year, against the day of the other account, or against another such
/// fragment: "on Saturday" is no account of what happened on a Thursday.
fn fragments(a: &Account<'_>, b: &Account<'_>, one_report: bool) -> Option<i32> {
    let day = |account: &Account<'_>| {
        let sure = account.when.filter(|w| w.days.days() == 1 && w.surety() >= 1);
        sure.map(|w| w.days.from)
    };
    let (fits, fragment) = match (a.fragment, b.fragment) {
        (Some(x), Some(y)) if a.when.is_none() && b.when.is_none() => {
            let alike = std::mem::discriminant(&x) == std::mem::discriminant(&y);
            // Two weekdays of two reports may be counted from different weeks.
            if !alike || matches!(x, DayFragment::Weekday(_)) && !one_report {
                return Some(0);
            }
            (x == y, x)
        }
        (Some(x), _) if a.when.is_none() => match day(b) {
            Some(day) => (x.fits(day), x),
            None => return Some(0),
        },
        (_, Some(y)) if b.when.is_none() => match day(a) {
            Some(day) => (y.fits(day), y),
            None => return Some(0),
        },
        _ => return Some(0),
    };
    match fragment {
        _ if !fits => None,
        DayFragment::Weekday(_) => Some(40),
        DayFragment::MonthDay(..) => Some(90),
    }
}

/// Whether both were fresh news when they were told, of different days.
pub(crate) fn two_days(a: &Account<'_>, b: &Account<'_>) -> bool {
    let apart = match (a.when, b.when) {
        (Some(x), Some(y)) => x.days.from.since(y.days.from).abs() > 2,
        _ => false,
    };
    apart && a.is_fresh() && b.is_fresh()
}

fn place(a: &Account<'_>, b: &Account<'_>) -> Option<i32> {
    let (Some(x), Some(y)) = (&a.place, &b.place) else { return Some(0) };
    let sure = x.surety.min(y.surety);
    let (m, n) = (x.mention, y.mention);
    if let (Some(c), Some(d)) = (&m.country, &n.country)
        && c != d
    {
        // A border region may be told from either side.
        return if sure >= 1 { None } else { Some(-150) };
    }
    if (m.geonames.is_some() && m.geonames == n.geonames) || x.name == y.name {
        return Some([40, 60, 120][x.fineness.min(2) as usize] * (1 + i32::from(sure)) / 3);
    }
    match metres(x, y) {
        Some(d) if x.fineness == 2 && y.fineness == 2 => Some(if d < NEAR_METRES {
            60
        } else if d < FAR_METRES {
            -40
        } else {
            -60 - 80 * i32::from(sure)
        }),
        _ => {
            let (coarse, fine) = if x.fineness < y.fineness { (m, n) } else { (n, m) };
            let inside = fine.admin1.is_some() && fine.admin1.as_deref() == Some(&coarse.name);
            let apart = x.fineness == 1
                && y.fineness == 1
                && m.country == n.country
                && matches!((&m.admin1, &n.admin1), (Some(p), Some(q)) if p != q);
            Some(if inside {
                40
            } else if apart {
                -80
            } else {
                0
            })
        }
    }
}

/// Distance on a flattened map, in metres: near enough to tell towns apart, in integers only.
fn metres(a: &Placed<'_>, b: &Placed<'_>) -> Option<i64> {
    let (lat, lon) = (i64::from(a.mention.lat?.0), i64::from(a.mention.lon?.0));
    let (other_lat, other_lon) = (i64::from(b.mention.lat?.0), i64::from(b.mention.lon?.0));
    let mut across = (lon - other_lon).abs();
    if across > 180_000_000 {
        across = 360_000_000 - across;
    }
    // Cosine of the latitude in hundredths, every ten degrees.
    const COSINE: [i64; 10] = [100, 98, 94, 87, 77, 64, 50, 34, 17, 5];
    let middle = ((lat + other_lat) / 2).abs();
    let narrow = COSINE[((middle / 10_000_000) as usize).min(9)];
    // A millionth of a degree is about 11 centimetres.
    let x = across * narrow / 100 * 111 / 1000;
    let y = (lat - other_lat).abs() * 111 / 1000;
    Some((x * x + y * y).isqrt())
}

fn parties(a: &Account<'_>, b: &Account<'_>, one_report: bool) -> Option<i32> {
    let conflict = matches!(a.kind.quad(), Quad::VerbalConflict | Quad::MaterialConflict);
    // A meeting or an agreement is the same whoever is named first.
    if conflict && identity::swapped([&a.doers, &b.doers], [&a.sufferers, &b.sufferers]) {
        return None;
    }
    let doers = match identity::sides(&a.doers, &b.doers) {
        Match::Same => 80,
        Match::Related if one_report => 40,
        Match::Related => 60,
        Match::Unknown => 0,
        Match::Differ if one_report => -140,
        Match::Differ => -180,
    };
    let sufferers = match identity::sides(&a.sufferers, &b.sufferers) {
        Match::Same => 80,
        Match::Related => 40,
        Match::Unknown => 0,
        Match::Differ if identity::of_other_states(&a.sufferers, &b.sufferers) => -240,
        // One attack has many victims; a report names them one by one.
        Match::Differ if one_report => -50,
        Match::Differ => -100,
    };
    Some(doers + sufferers)
}

fn toll(a: Option<(u64, u64)>, b: Option<(u64, u64)>, one_report: bool) -> i32 {
    let (Some((low, high)), Some((other_low, other_high))) = (a, b) else { return 0 };
    if low == other_low && high == other_high {
        return match low {
            0 | 1 => 10,
            2..=3 => 40,
            _ => 80,
        };
    }
    if low <= other_high && other_low <= high {
        return 0;
    }
    // Numbers change from day to day; only those of another size speak of another event.
    let (less, more) = (low.min(other_low), low.max(other_low));
    if more > 2 * less + 3 { if one_report { -60 } else { -140 } } else { -20 }
}

/// Whether a toll counts one part of what the event's number counts.
pub(crate) fn is_part(scope: Option<TollScope>) -> bool {
    scope == Some(TollScope::Part)
}
