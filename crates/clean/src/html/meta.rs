//! What a page says about itself: title, authors, dates, section, address, language. Each value
//! comes with the place in the page where it was found; without such a place there is none.

use std::borrow::Cow;

use serde_json::Value;

use super::scan::{Piece, Tag, pieces};
use crate::{date, table};

/// What a page says about itself.
#[derive(Default, Debug)]
pub(crate) struct Meta {
    pub(crate) title: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) published: Option<Dated>,
    pub(crate) modified: Option<String>,
    pub(crate) section: Option<String>,
    pub(crate) canonical: Option<String>,
    pub(crate) language: Option<String>,
}

/// A date, and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Dated {
    pub(crate) value: String,
    pub(crate) evidence: String,
}

/// Bytes of the longest block of JSON-LD that is read.
const JSON_BYTES: usize = 512 << 10;
/// Values of JSON-LD looked at.
const JSON_VALUES: usize = 20_000;
/// Bytes of text under a heading in which a visible date is looked for.
const NEAR: usize = 700;
/// Pieces of each kind that are kept.
const KEPT: usize = 200;

/// Names of `meta` that hold a date, the most trusted first: the table is sorted so.
fn meta_dates(what: &'static str) -> impl Iterator<Item = &'static str> {
    table::rows(include_str!("../../tables/meta_dates.tsv"))
        .filter(move |row| row[0] == what)
        .filter_map(|row| row.get(2).copied())
}

/// Everything gathered in one pass.
#[derive(Default)]
struct Gathered<'a> {
    title: Option<&'a str>,
    metas: Vec<(String, Cow<'a, str>)>,
    canonical: Option<Cow<'a, str>>,
    language: Option<Cow<'a, str>>,
    json: Vec<&'a str>,
    headings: Vec<Heading>,
    times: Vec<Time>,
    marked: Vec<Marked>,
    /// All text, to look for a visible date near the heading.
    text: String,
}

/// An `h1`.
struct Heading {
    text: String,
    /// Where it ends in the text.
    end: usize,
}

/// A `time` element.
struct Time {
    datetime: String,
    text: String,
    class: String,
    at: usize,
}

/// The text of an element whose class or property speaks of dates or authors.
struct Marked {
    class: String,
    text: String,
    at: usize,
}

/// An element whose text is being gathered.
struct Open<'a> {
    name: &'a str,
    inside: usize,
    what: What,
    class: String,
    datetime: String,
    from: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Heading,
    Time,
    Marked,
}

/// Reads what a page says about itself.
pub(crate) fn read(page: &str, url: Option<&str>) -> Meta {
    let gathered = gather(page);
    let mut meta = Meta {
        canonical: gathered.canonical.as_deref().map(str::to_string),
        language: gathered.language.as_deref().map(str::to_string),
        ..Meta::default()
    };
    let facts = facts(&gathered.json);
    let named = |name: &str| {
        gathered
            .metas
            .iter()
            .find(|(n, content)| n == name && !content.trim().is_empty())
            .map(|(_, content)| content.trim().to_string())
    };
    meta.section = named("article:section").or_else(|| facts.section.clone());
    meta.authors = authors(&gathered, &facts);
    meta.title = title(&gathered, &facts, named("og:title"));
    meta.published = published(&gathered, &facts, url.or(meta.canonical.as_deref()));
    meta.modified = facts
        .modified
        .clone()
        .or_else(|| meta_dates("modified").find_map(|name| date::stamp(&named(name)?)));
    meta
}

fn gather(page: &str) -> Gathered<'_> {
    let mut out = Gathered::default();
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut script = false;
    for piece in pieces(page) {
        match piece {
            Piece::Open(tag) => {
                script = false;
                out.tag(&tag, &mut script);
                out.begin(&tag, &mut open);
                if !out.text.ends_with(' ') {
                    out.text.push(' ');
                }
            }
            Piece::Close(name) => {
                if !out.text.ends_with(' ') {
                    out.text.push(' ');
                }
                // Only a few are open at a time.
                if let Some(at) = open.iter().rposition(|o| o.name.eq_ignore_ascii_case(name)) {
                    if open[at].inside > 0 {
                        open[at].inside -= 1;
                    } else {
                        let done = open.remove(at);
                        out.end(done);
                    }
                }
            }
            Piece::Raw(name, part) => {
                if name.eq_ignore_ascii_case("title") {
                    out.title.get_or_insert(part.text);
                } else if script && part.text.len() <= JSON_BYTES {
                    out.json.push(part.text);
                }
            }
            Piece::Text(part) => {
                let decoded = html_escape::decode_html_entities(part.text);
                for word in decoded.split_whitespace() {
                    if !out.text.is_empty() && !out.text.ends_with(' ') {
                        out.text.push(' ');
                    }
                    out.text.push_str(word);
                }
                if decoded.ends_with(char::is_whitespace) && !out.text.ends_with(' ') {
                    out.text.push(' ');
                }
            }
        }
    }
    out
}

impl<'a> Gathered<'a> {
    fn tag(&mut self, tag: &Tag<'a>, script: &mut bool) {
        if tag.is("meta") {
            let name = ["property", "name", "itemprop", "http-equiv"]
                .iter()
                .find_map(|key| tag.attribute(key).filter(|v| !v.is_empty()));
            if let (Some(name), Some(content)) = (name, tag.attribute("content"))
                && self.metas.len() < KEPT
            {
                self.metas.push((name.trim().to_ascii_lowercase(), content));
            }
        } else if tag.is("link") {
            let canonical =
                tag.attribute("rel").is_some_and(|r| r.eq_ignore_ascii_case("canonical"));
            if canonical && self.canonical.is_none() {
                self.canonical = tag.attribute("href").filter(|href| href.starts_with("http"));
            }
        } else if tag.is("html") {
            self.language = self.language.take().or_else(|| tag.attribute("lang"));
        } else if tag.is("script") {
            *script = tag.attribute("type").is_some_and(|t| t.contains("ld+json"));
        }
    }

    fn begin(&mut self, tag: &Tag<'a>, open: &mut Vec<Open<'a>>) {
        for o in open.iter_mut().filter(|o| tag.is(o.name)) {
            o.inside += 1;
        }
        let heading = tag.is("h1");
        let time = tag.is("time");
        if tag.closes_itself() || (open.len() >= 8 && !heading && !time) {
            return;
        }
        let mut class = String::new();
        for key in ["class", "id", "itemprop", "pubdate", "data-testid", "rel"] {
            if let Some(value) = tag.attribute(key).filter(|v| v.len() <= 200) {
                class.push_str(&value.to_ascii_lowercase());
                class.push(' ');
            }
        }
        let what = if heading {
            What::Heading
        } else if time {
            What::Time
        } else if speaks(&class)
            && !matches!(
                tag.name,
                "body"
                    | "html"
                    | "main"
                    | "article"
                    | "section"
                    | "meta"
                    | "link"
                    | "img"
                    | "input"
            )
        {
            What::Marked
        } else {
            return;
        };
        let datetime = tag.attribute(if time { "datetime" } else { "content" });
        open.push(Open {
            name: tag.name,
            inside: 0,
            what,
            class,
            datetime: datetime.unwrap_or_default().into_owned(),
            from: self.text.len(),
        });
    }

    fn end(&mut self, done: Open<'a>) {
        let raw = self.text.get(done.from..).unwrap_or("");
        let at = done.from;
        let text = raw[..raw.floor_char_boundary(400)].trim().to_string();
        match done.what {
            What::Heading if self.headings.len() < KEPT && !text.is_empty() => {
                self.headings.push(Heading { text, end: self.text.len() });
            }
            What::Time if self.times.len() < KEPT => {
                self.times.push(Time { datetime: done.datetime, text, class: done.class, at });
            }
            What::Marked if self.marked.len() < KEPT && raw.len() <= 300 => {
                let text = if text.is_empty() { done.datetime } else { text };
                self.marked.push(Marked { class: done.class, text, at });
            }
            _ => {}
        }
    }
}

/// Whether a class or property speaks of dates or authors.
fn speaks(class: &str) -> bool {
    ["date", "time", "publish", "posted", "byline", "author", "meta"]
        .iter()
        .any(|w| class.contains(w))
}

/// What JSON-LD says of the article.
#[derive(Default)]
struct Facts {
    headline: Option<String>,
    published: Option<String>,
    modified: Option<String>,
    section: Option<String>,
    authors: Vec<String>,
    /// The type of schema.org that said all this.
    kind: String,
}

/// Types of schema.org that are reports, the most telling first.
fn rank(kind: &str) -> Option<usize> {
    if kind.ends_with("NewsArticle")
        || kind == "Article"
        || kind.ends_with("BlogPosting")
        || kind == "Report"
        || kind.ends_with("Article")
    {
        return Some(0);
    }
    matches!(
        kind,
        "WebPage"
            | "VideoObject"
            | "CreativeWork"
            | "ItemPage"
            | "AboutPage"
            | "Event"
            | "Recipe"
            | "QAPage"
            | "DiscussionForumPosting"
            | "Book"
            | "PodcastEpisode"
    )
    .then_some(1)
}

fn facts(blocks: &[&str]) -> Facts {
    let (mut out, mut best) = (Facts::default(), usize::MAX);
    let mut seen = 0;
    for block in blocks {
        let block = block.trim().trim_start_matches("<![CDATA[").trim_end_matches("]]>");
        // serde_json bounds the depth itself.
        let Ok(root) = serde_json::from_str::<Value>(block) else { continue };
        let mut todo = vec![&root];
        while let Some(value) = todo.pop() {
            seen += 1;
            if seen > JSON_VALUES {
                return out;
            }
            match value {
                Value::Array(items) => todo.extend(items.iter().rev()),
                Value::Object(fields) => {
                    let kinds: Vec<&str> = match fields.get("@type") {
                        Some(Value::String(kind)) => vec![kind],
                        Some(Value::Array(kinds)) => {
                            kinds.iter().filter_map(Value::as_str).collect()
                        }
                        _ => Vec::new(),
                    };
                    if let Some(rank) = kinds.iter().filter_map(|k| rank(k)).min()
                        && rank < best
                    {
                        best = rank;
                        out = fact(fields);
                        out.kind =
                            kinds.first().map(|k| k.chars().take(40).collect()).unwrap_or_default();
                    }
                    for name in
                        ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "hasPart"]
                    {
                        todo.extend(fields.get(name).filter(|v| v.is_object() || v.is_array()));
                    }
                }
                _ => {}
            }
        }
    }
    out
}

fn fact(fields: &serde_json::Map<String, Value>) -> Facts {
    let text = |name: &str| fields.get(name)?.as_str().map(unescaped).filter(|s| !s.is_empty());
    let mut authors = Vec::new();
    let mut todo: Vec<&Value> = fields.get("author").into_iter().collect();
    while let Some(value) = todo.pop() {
        match value {
            Value::Array(items) => todo.extend(items.iter().take(20).rev()),
            Value::Object(fields) => {
                todo.extend(fields.get("name").filter(|name| name.is_string() || name.is_array()));
            }
            Value::String(name) => authors.push(unescaped(name)),
            _ => {}
        }
    }
    Facts {
        headline: text("headline").or_else(|| text("name")),
        published: text("datePublished").and_then(|said| date::stamp(&said)),
        modified: text("dateModified").and_then(|said| date::stamp(&said)),
        section: text("articleSection"),
        authors,
        kind: String::new(),
    }
}

fn unescaped(text: &str) -> String {
    let text = html_escape::decode_html_entities(text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words to compare titles by.
fn key(text: &str) -> String {
    crate::noise::normal(text)
}

/// The headline: the `h1` that the page's other titles agree with, else what the page calls
/// itself without the name of the site.
fn title(gathered: &Gathered<'_>, facts: &Facts, og: Option<String>) -> Option<String> {
    let page = gathered.title.map(unescaped).filter(|t| !t.is_empty());
    let others: Vec<String> =
        [&page, &og, &facts.headline].into_iter().flatten().map(|t| key(t)).collect();
    let agrees = |heading: &str| {
        let heading = key(heading);
        others.iter().map(|other| overlap(&heading, other)).max().unwrap_or(0)
    };
    let site = gathered.metas.iter().find(|(n, _)| n == "og:site_name").map(|(_, c)| key(c));
    let last = page.as_deref().and_then(last_part).map(key);
    // Many sites have their own name as a first heading on every page.
    let names_site = |h: &Heading| {
        let heading = key(&h.text);
        Some(&heading) == site.as_ref() || Some(&heading) == last.as_ref()
    };
    let best = gathered
        .headings
        .iter()
        .filter(|h| h.text.len() <= 300 && !names_site(h))
        .map(|h| (agrees(&h.text), h))
        .max_by(|a, b| a.0.cmp(&b.0).then(std::cmp::Ordering::Greater));
    if let Some((score, heading)) = best
        && (score >= 60 || (gathered.headings.len() == 1 && score >= 35))
    {
        return Some(heading.text.clone());
    }
    let named = facts
        .headline
        .clone()
        .filter(|h| page.as_ref().is_some_and(|page| overlap(&key(h), &key(page)) >= 60));
    named
        .or_else(|| page.as_deref().map(|page| without_site(page, og.as_deref())))
        .or(og)
        .or_else(|| gathered.headings.first().map(|h| h.text.clone()))
}

/// How many of a hundred words of the heading stand in the other title.
fn overlap(heading: &str, other: &str) -> usize {
    let mut words: Vec<&str> = other.split(' ').collect();
    words.sort_unstable();
    let (mut all, mut shared) = (0usize, 0usize);
    for word in heading.split(' ').filter(|w| !w.is_empty()) {
        all += 1;
        shared += usize::from(words.binary_search(&word).is_ok());
    }
    (shared * 100).checked_div(all).unwrap_or(0)
}

/// What stands after the last sign that parts a title, where more stands before it.
fn last_part(page: &str) -> Option<&str> {
    let (before, last) = [" | ", " - ", " – ", " — ", " » ", " · "]
        .iter()
        .find_map(|sign| page.rsplit_once(sign))?;
    (before.split(' ').count() >= last.split(' ').count()).then_some(last)
}

/// `Headline | Site` and `Headline - Site` without the site.
fn without_site(page: &str, og: Option<&str>) -> String {
    if let Some(og) = og.filter(|og| og.len() < page.len() && page.starts_with(*og)) {
        return og.to_string();
    }
    const SIGNS: [&str; 9] = [" | ", " - ", " – ", " — ", " » ", " · ", " :: ", " • ", " « "];
    for sign in SIGNS {
        let parts: Vec<&str> = page.split(sign).map(str::trim).collect();
        if parts.len() > 1 {
            // The longest part is the headline; the site's name is short.
            let longest = parts.iter().max_by_key(|p| p.split(' ').count());
            let first = parts.iter().find(|p| p.split(' ').count() >= 4);
            return first.or(longest).map_or(page, |p| p).to_string();
        }
    }
    page.to_string()
}

fn authors(gathered: &Gathered<'_>, facts: &Facts) -> Vec<String> {
    let named = gathered.metas.iter().filter(|(n, c)| {
        matches!(
            n.as_str(),
            "author"
                | "article:author"
                | "dc.creator"
                | "parsely-author"
                | "byl"
                | "sailthru.author"
        ) && !c.contains("://")
    });
    let said = facts.authors.iter().cloned().chain(named.map(|(_, c)| unescaped(c)));
    let marked = gathered
        .marked
        .iter()
        .filter(|m| m.class.contains("author") || m.class.contains("byline"))
        .filter_map(|m| {
            let text = m.text.strip_prefix("By ").or_else(|| m.text.strip_prefix("by "))?;
            (text.split(' ').count() <= 4).then(|| text.to_string())
        });
    let mut out: Vec<String> = Vec::new();
    for name in said.chain(marked) {
        let name = name.strip_prefix("By ").or_else(|| name.strip_prefix("by ")).unwrap_or(&name);
        let good = !name.is_empty() && name.len() <= 100 && !name.contains("://");
        if good && !out.iter().any(|o| o.eq_ignore_ascii_case(name)) {
            out.push(name.to_string());
        }
        if out.len() >= 10 {
            break;
        }
    }
    out
}

/// The day of publication, from the most trusted place that has one.
fn published(gathered: &Gathered<'_>, facts: &Facts, url: Option<&str>) -> Option<Dated> {
    let dated = |value: String, evidence: String| Some(Dated { value, evidence });
    if let Some(value) = &facts.published {
        return dated(value.clone(), format!("JSON-LD {} datePublished", facts.kind));
    }
    for name in meta_dates("published") {
        let content = gathered.metas.iter().find(|(n, _)| n == name).map(|(_, content)| content);
        if let Some(value) = content.and_then(|content| date::stamp(content)) {
            return dated(value, format!("meta {name}"));
        }
    }
    let said = |time: &Time| {
        date::stamp(&time.datetime).or_else(|| date::first(&time.text).map(|f| f.day.to_string()))
    };
    let publishes = |class: &str| {
        ["publish", "pubdate", "posted", "entry-date", "post-date", "created"]
            .iter()
            .any(|w| class.contains(w))
            && !["updated", "modif"].iter().any(|w| class.contains(w) && !class.contains("publish"))
    };
    if let Some((time, value)) =
        gathered.times.iter().filter(|t| publishes(&t.class)).find_map(|t| Some((t, said(t)?)))
    {
        return dated(value, format!("time element {:?}", time.text));
    }
    if let Some(day) = url.and_then(date::in_address) {
        return dated(day.to_string(), "the page's address".to_string());
    }
    let heading = heading_end(gathered);
    let near = |at: usize| heading.is_none_or(|end| at + 400 >= end && at <= end + NEAR);
    if let Some((time, value)) =
        gathered.times.iter().filter(|t| near(t.at)).find_map(|t| Some((t, said(t)?)))
    {
        return dated(value, format!("time element {:?}", time.text));
    }
    let marked = gathered.marked.iter().filter(|m| near(m.at)).find_map(|m| {
        let spoken = ["date", "time", "publish", "posted", "byline", "meta"]
            .iter()
            .any(|w| m.class.contains(w));
        let found = date::first(&m.text).filter(|_| spoken)?;
        let short = m.text.split(' ').count() <= 20;
        short.then(|| (found.day.to_string(), m.text[found.start..found.end].to_string()))
    });
    if let Some((value, text)) = marked {
        return dated(value, format!("{text:?} beside the heading"));
    }
    visible(gathered, heading)
}

fn heading_end(gathered: &Gathered<'_>) -> Option<usize> {
    gathered.headings.first().map(|h| h.end)
}

/// A date after `Published`, `Posted`, `Date` just under the heading.
fn visible(gathered: &Gathered<'_>, heading: Option<usize>) -> Option<Dated> {
    let start = heading?;
    let text = gathered.text.get(start..)?;
    let window = &text[..text.floor_char_boundary(NEAR)];
    let found = date::first(window)?;
    let before = window[..found.start].to_ascii_lowercase();
    let label = before[before.ceil_char_boundary(before.len().saturating_sub(24))..].trim_end();
    let labelled = [
        "published",
        "posted",
        "date:",
        "published on",
        "posted on",
        "published:",
        "posted:",
        "on",
        "|",
        "•",
        "·",
        "by",
    ];
    let good = found.start < 80 || labelled.iter().any(|l| label.ends_with(l));
    good.then(|| Dated {
        value: found.day.to_string(),
        evidence: format!("{:?} under the heading", &window[found.start..found.end]),
    })
}
