//! Drawings for the page, as SVG without any script: the two lanes of a dyad over its heat, and
//! the whisker of a toll.

use std::fmt::Write as _;

use rashomon_record::{Day, Dyad, Event, Factuality, Quad, Role, TollRange};

use crate::brief::Brief;
use crate::html::escaped;
use crate::words;

const LEFT: i64 = 110;
const WIDTH: i64 = 900;
const LANE: i64 = 58;
/// Days drawn at most: a crisis, not a history.
const MOST_DAYS: i64 = 45;

/// Two lanes for a dyad (filled: deeds; hollow: words; dashed: promised or threatened) over a strip
/// of heat. `None` where there is nothing to draw.
pub fn lanes(brief: &Brief<'_>, dyad: &Dyad) -> Option<String> {
    let mut dots: Vec<(Day, usize, &Event)> = Vec::new();
    for event in &brief.record.events {
        let Some(day) = event.when.best.or(event.when.from) else { continue };
        if let Some(lane) = lane(event, dyad) {
            dots.push((day, lane, event));
        }
    }
    let days = dyad.days.iter().map(|d| d.date);
    let last = days.clone().chain(dots.iter().map(|d| d.0)).max()?;
    let hottest = dyad.days.iter().max_by_key(|d| (d.heat.0, d.date)).map_or(last, |d| d.date);
    // Show the days around the hottest one; recollections years back would squeeze the crisis.
    let near = |d: &Day| (d.since(hottest)).abs() <= MOST_DAYS / 2;
    let first = days.clone().chain(dots.iter().map(|d| d.0)).filter(near).min()?.plus(-1)?;
    let last = days.chain(dots.iter().map(|d| d.0)).filter(near).max()?.plus(1)?;
    let count = last.since(first) + 1;
    let step = (WIDTH - LEFT - 10) / count.max(1);
    let x = |day: Day| LEFT + step * day.since(first) + step / 2;
    let names = [brief.name(&dyad.a), "others".to_string(), brief.name(&dyad.b)];
    let heat_top = 3 * LANE + 14;
    let height = heat_top + 78;

    let mut svg = String::new();
    let _ = write!(
        svg,
        "<svg class=\"lanes\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" aria-label=\"Timeline of {} and {}\">",
        escaped(&names[0]),
        escaped(&names[2])
    );
    for (index, name) in names.iter().enumerate() {
        let y = i64::try_from(index).unwrap_or(0) * LANE + LANE / 2;
        let _ = write!(
            svg,
            "<line class=\"lane\" x1=\"{LEFT}\" y1=\"{y}\" x2=\"{WIDTH}\" y2=\"{y}\"/>\
             <text class=\"who\" x=\"{}\" y=\"{}\">{}</text>",
            LEFT - 10,
            y + 4,
            escaped(&words::shortened(name, 16))
        );
    }
    let mut stacked: std::collections::BTreeMap<(Day, usize), i64> =
        std::collections::BTreeMap::new();
    for (day, lane, event) in dots.iter().filter(|d| near(&d.0)) {
        let level = stacked.entry((*day, *lane)).or_insert(0);
        // Dots of one day spread above and below the line; beyond five they would leave the lane.
        let offset = if *level % 2 == 0 { *level / 2 } else { -(*level + 1) / 2 } * 9;
        *level += 1;
        if *level > 5 {
            continue;
        }
        let y = i64::try_from(*lane).unwrap_or(0) * LANE + LANE / 2 + offset;
        let deed = matches!(event.quad, Quad::MaterialCooperation | Quad::MaterialConflict);
        let hot = matches!(event.quad, Quad::MaterialConflict | Quad::VerbalConflict);
        let class = format!(
            "{} {}{}",
            if hot { "hot" } else { "cool" },
            if deed { "deed" } else { "word" },
            if event.factuality == Factuality::Asserted { "" } else { " open" }
        );
        let _ = write!(
            svg,
            "<a href=\"#event-{}\"><circle class=\"{class}\" cx=\"{}\" cy=\"{y}\" r=\"{}\"><title>{}: {}</title></circle></a>",
            escaped(&event.id),
            x(*day),
            if event.killed.is_some() { 7 } else { 5 },
            escaped(&words::short(*day)),
            escaped(&words::plain(&event.title))
        );
    }
    let most = dyad.days.iter().map(|d| d.heat.0.abs()).max().unwrap_or(0).max(1);
    let base = heat_top + 32;
    let _ = write!(
        svg,
        "<text class=\"who\" x=\"{}\" y=\"{}\">heat</text><line class=\"lane\" x1=\"{LEFT}\" y1=\"{base}\" x2=\"{WIDTH}\" y2=\"{base}\"/>",
        LEFT - 10,
        base + 4
    );
    for day in dyad.days.iter().filter(|d| near(&d.date)) {
        let tall = (day.heat.0.abs() * 30 / most).max(1);
        let (class, y) = if day.heat.0 > 0 { ("hot", base - tall) } else { ("cool", base) };
        let _ = write!(
            svg,
            "<rect class=\"bar {class}\" x=\"{}\" y=\"{y}\" width=\"{}\" height=\"{tall}\"><title>{}: {:.1}</title></rect>",
            x(day.date) - (step / 3).clamp(2, 14),
            2 * (step / 3).clamp(2, 14),
            escaped(&words::short(day.date)),
            day.heat.0 as f64 / 1000.0
        );
    }
    let every = ((count + 9) / 10).max(1);
    for index in (0..count).filter(|i| i % every == 0) {
        if let Some(day) = first.plus(index) {
            let _ = write!(
                svg,
                "<text class=\"tick\" x=\"{}\" y=\"{}\">{} {}</text>",
                x(day),
                height - 4,
                day.0.day(),
                &words::short(day)
                    .split(' ')
                    .nth(1)
                    .unwrap_or("")
                    .chars()
                    .take(3)
                    .collect::<String>()
            );
        }
    }
    svg.push_str("</svg>");
    Some(svg)
}

/// 0 for what `a` did, 2 for what `b` did, 1 for third parties that turn to either.
fn lane(event: &Event, dyad: &Dyad) -> Option<usize> {
    let head = |code: &str| code.split('.').next().unwrap_or("").to_string();
    let is = |role: Role, side: &str| {
        event.participants.iter().any(|p| {
            let country = p.country.as_ref().map(|c| c.as_str().to_string());
            let actor = p.actor.as_ref().map(|a| a.head().to_string());
            (p.role == role || role == Role::Target && p.role == Role::Victim)
                && (country.as_deref() == Some(&head(side))
                    || actor.as_deref() == Some(&head(side)))
        })
    };
    let (a, b) = (is(Role::Actor, &dyad.a), is(Role::Actor, &dyad.b));
    match (a, b) {
        (true, false) => Some(0),
        (false, true) => Some(2),
        (true, true) => Some(1),
        (false, false) => (is(Role::Target, &dyad.a) || is(Role::Target, &dyad.b)).then_some(1),
    }
}

/// A whisker from low to high with a dot at best, on a scale up to `most`. Nothing for a bare number.
pub fn whisker(range: &TollRange, most: u64) -> String {
    let (low, high) = (range.low.unwrap_or(0), range.high.unwrap_or(most));
    let best = range.best.or(range.low).unwrap_or(0);
    let at = |n: u64| 4 + n.min(most) * 112 / most.max(1);
    format!(
        "<svg class=\"whisker\" viewBox=\"0 0 120 14\" role=\"img\" aria-label=\"{}\"><line class=\"lane\" x1=\"4\" y1=\"7\" x2=\"116\" y2=\"7\"/>\
         <line class=\"reach{}\" x1=\"{}\" y1=\"7\" x2=\"{}\" y2=\"7\"/><circle class=\"hot deed\" cx=\"{}\" cy=\"7\" r=\"4\"/></svg>",
        escaped(&words::toll(range)),
        if range.high.is_none() { " open" } else { "" },
        at(low),
        at(high),
        at(best)
    )
}
