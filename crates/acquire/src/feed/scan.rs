//! Items and their fields in the text of a feed, found without building a tree.

/// The raw text of a field, markup and all.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field<'a> {
    pub(super) raw: &'a str,
    /// The field says that it is plain text (`type="text"` of Atom).
    pub(super) is_text: bool,
}

/// One item or entry.
#[derive(Default, Debug)]
pub(super) struct Item<'a> {
    pub(super) id: Option<Field<'a>>,
    pub(super) title: Option<Field<'a>>,
    pub(super) link: Option<Field<'a>>,
    pub(super) href: Option<String>,
    pub(super) published: Option<Field<'a>>,
    pub(super) authors: Vec<Field<'a>>,
    pub(super) content: Option<Field<'a>>,
    pub(super) description: Option<Field<'a>>,
    pub(super) summary: Option<Field<'a>>,
}

/// Goes through a feed once.
pub(super) struct Scan<'a> {
    text: &'a str,
    at: usize,
    /// The feed declares entities.
    pub(super) declares_entities: bool,
    /// The feed ended inside an item or before its last tag.
    pub(super) cut: bool,
}

/// A tag: where it begins and ends, its name, whether it closes or is empty.
struct Tag<'a> {
    start: usize,
    end: usize,
    name: &'a str,
    attributes: &'a str,
    closes: bool,
    empty: bool,
}

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let head = &text[..text.floor_char_boundary(text.len().min(1 << 20))];
        let before_items = head.find("<item").or_else(|| head.find("<entry")).unwrap_or(head.len());
        let declares_entities = head[..before_items].contains("<!ENTITY");
        let tail = text.trim_end();
        let cut = !(tail.ends_with("</rss>")
            || tail.ends_with("</feed>")
            || tail.to_ascii_lowercase().ends_with("rdf>")
            || tail.ends_with("</channel>")
            || tail.ends_with("-->"));
        Scan { text, at: 0, declares_entities, cut }
    }

    /// The next item.
    pub(super) fn next_item(&mut self) -> Option<Item<'a>> {
        loop {
            let tag = self.tag()?;
            if !tag.closes && is_item(tag.name) {
                return Some(if tag.empty { Item::default() } else { self.item() });
            }
        }
    }

    /// The fields up to the end of the item, or to the next one where the end is missing.
    fn item(&mut self) -> Item<'a> {
        let mut item = Item::default();
        while let Some(tag) = self.tag() {
            if is_item(tag.name) {
                if !tag.closes {
                    self.at = tag.start;
                }
                return item;
            }
            if tag.closes {
                if matches!(tag.name, "channel" | "feed" | "rss") {
                    return item;
                }
                continue;
            }
            if tag.empty {
                if local(tag.name) == "link" {
                    item.link_attributes(tag.attributes);
                }
                continue;
            }
            if !is_field(tag.name) {
                continue;
            }
            let raw = self.field(&tag);
            let is_text = attribute(tag.attributes, "type").is_some_and(|t| t == "text");
            item.put(tag.name, tag.attributes, Field { raw, is_text });
        }
        item
    }

    /// The raw text of a field: up to its end, or to the end of the item where that comes first.
    fn field(&mut self, open: &Tag<'a>) -> &'a str {
        let (start, mut inside) = (open.end, 0usize);
        while let Some(tag) = self.tag() {
            if tag.name == open.name && !tag.empty {
                if !tag.closes {
                    inside += 1;
                } else if inside == 0 {
                    return &self.text[start..tag.start];
                } else {
                    inside -= 1;
                }
            } else if is_item(tag.name) {
                self.at = tag.start;
                return &self.text[start..tag.start];
            }
        }
        &self.text[start..]
    }

    /// The next tag; comments, CDATA, declarations and instructions are passed over.
    fn tag(&mut self) -> Option<Tag<'a>> {
        loop {
            let bytes = self.text.as_bytes();
            let start = self.at + memchr::memchr(b'<', &bytes[self.at..])?;
            let rest = &self.text[start..];
            let past = |end: Option<usize>, width: usize| {
                end.map_or(self.text.len(), |e| start + e + width)
            };
            if rest.starts_with("<![CDATA[") {
                self.at = past(rest.find("]]>"), 3);
            } else if rest.starts_with("<!--") {
                self.at = past(rest.find("-->"), 3);
            } else if rest.starts_with("<?") {
                self.at = past(rest.find("?>"), 2);
            } else if rest.starts_with("<!DOCTYPE") || rest.starts_with("<!doctype") {
                // With an internal subset, the end is after its bracket.
                let plain = rest.find('>');
                let end = match (rest.find('['), plain) {
                    (Some(open), Some(end)) if open < end => rest.find("]>").map(|e| e + 1),
                    _ => plain,
                };
                self.at = past(end, 1);
            } else {
                let body = &rest[1..];
                let closes = body.starts_with('/');
                let body = body.strip_prefix('/').unwrap_or(body);
                if !body.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
                    self.at = start + 1;
                    continue;
                }
                let length = memchr::memchr(b'>', rest.as_bytes())?;
                self.at = start + length + 1;
                let inner = &rest[rest.len() - body.len()..length.max(rest.len() - body.len())];
                let empty = inner.ends_with('/');
                let inner = inner.strip_suffix('/').unwrap_or(inner);
                let cut = inner.find(|c: char| c.is_ascii_whitespace()).unwrap_or(inner.len());
                let (name, attributes) = inner.split_at(cut);
                return Some(Tag { start, end: self.at, name, attributes, closes, empty });
            }
        }
    }
}

fn is_item(name: &str) -> bool {
    matches!(name, "item" | "entry" | "atom:entry")
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

fn is_field(name: &str) -> bool {
    matches!(
        name,
        "title"
            | "link"
            | "guid"
            | "id"
            | "pubDate"
            | "pubdate"
            | "published"
            | "issued"
            | "updated"
            | "dc:date"
            | "date"
            | "dcterms:created"
            | "author"
            | "dc:creator"
            | "name"
            | "content"
            | "content:encoded"
            | "description"
            | "summary"
            | "atom:link"
    )
}

impl<'a> Item<'a> {
    fn put(&mut self, name: &str, attributes: &str, field: Field<'a>) {
        let first = |slot: &mut Option<Field<'a>>| {
            slot.get_or_insert(field);
        };
        match name {
            "title" => first(&mut self.title),
            "link" => first(&mut self.link),
            "atom:link" => self.link_attributes(attributes),
            "guid" | "id" => first(&mut self.id),
            "content" | "content:encoded" => first(&mut self.content),
            "description" => first(&mut self.description),
            "summary" => first(&mut self.summary),
            "author" | "dc:creator" | "name" => self.authors.push(inner_name(field)),
            // What says when it was first published wins over when it was last touched.
            "updated" => first(&mut self.published),
            _ => self.published = Some(field),
        }
    }

    /// `<link rel="alternate" href="…"/>` of Atom.
    fn link_attributes(&mut self, attributes: &str) {
        let rel = attribute(attributes, "rel");
        if rel.is_none_or(|rel| rel == "alternate")
            && let Some(href) = attribute(attributes, "href")
        {
            self.href.get_or_insert_with(|| super::entity::xml(href));
        }
    }
}

/// Atom's author holds a name, an address, a page: the name is who wrote it.
fn inner_name(field: Field<'_>) -> Field<'_> {
    let name = field.raw.split_once("<name>").map(|(_, after)| after.split('<').next());
    Field { raw: name.flatten().unwrap_or(field.raw), ..field }
}

/// The value of an attribute in quotes.
fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = attributes;
    while let Some((before, after)) = rest.split_once('=') {
        let after = after.trim_start();
        let quote = after.chars().next().filter(|&q| q == '"' || q == '\'')?;
        let (value, more) = after[1..].split_once(quote)?;
        if before.trim() == name {
            return Some(value);
        }
        rest = more;
    }
    None
}
