//! One run over all inputs: hands pages on, and sees when an identifier comes twice.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use rashomon_record::{Complaint, ComplaintKind, Given, RawPage};

/// Where pages go, and what must be remembered from page to page.
pub(crate) struct Run<'a> {
    each: &'a mut dyn FnMut(RawPage),
    /// For each identifier given: a hash of it, and a hash of what came under it.
    seen: HashMap<u64, u64>,
}

impl<'a> Run<'a> {
    pub(crate) fn new(each: &'a mut dyn FnMut(RawPage)) -> Self {
        Run { each, seen: HashMap::new() }
    }

    /// Hands a page on. The same identifier with other bytes is a broken record: nobody could say
    /// which of the two a quotation is from.
    pub(crate) fn give(&mut self, page: RawPage) {
        if let (Some(id), Some(body)) = (&page.given.id, &page.body) {
            let what = fingerprint(&(
                &body.bytes,
                body.media_type,
                &page.given.title,
                &page.given.published,
                &page.given.source,
                &page.given.url,
            ));
            let before = *self.seen.entry(fingerprint(id)).or_insert(what);
            if before != what {
                let message = format!(
                    "{}: the identifier {id:?} was given before with other contents; this report \
                     is left out",
                    page.locator
                );
                let id = Some(id.clone());
                self.fail(&page.locator, id, ComplaintKind::BadRecord, message);
                return;
            }
        }
        (self.each)(page);
    }

    /// Hands on a page that could not be read.
    pub(crate) fn fail(
        &mut self,
        locator: &str,
        id: Option<String>,
        kind: ComplaintKind,
        message: String,
    ) {
        (self.each)(RawPage {
            locator: locator.to_string(),
            given: Given { id, ..Given::default() },
            body: None,
            complaints: vec![Complaint::page(kind, message)],
        });
    }
}

/// SipHash with fixed keys: the same on every run; only compared, never printed.
fn fingerprint(what: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}

/// Broken records of one file: the first are told one by one, the rest as a number, so that a
/// million bad lines do not become a million reports.
#[derive(Default)]
pub(crate) struct Faults {
    count: usize,
}

impl Faults {
    /// Tells of one more.
    pub(crate) fn tell(
        &mut self,
        run: &mut Run<'_>,
        locator: &str,
        id: Option<String>,
        kind: ComplaintKind,
        message: String,
    ) {
        self.count += 1;
        if self.count <= crate::limits::TOLD || id.is_some() {
            run.fail(locator, id, kind, message);
        }
    }

    /// Tells how many were not told.
    pub(crate) fn end(self, run: &mut Run<'_>, name: &str) {
        if let Some(more) = self.count.checked_sub(crate::limits::TOLD).filter(|&m| m > 0) {
            let message = format!("{name}: {more} more broken records were left out");
            run.fail(name, None, ComplaintKind::BadRecord, message);
        }
    }
}
