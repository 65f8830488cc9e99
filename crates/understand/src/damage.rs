//! What in the wording looks damaged or contradicts itself.

use rashomon_record::Complaint;

use crate::document::{Document, Layers};

/// Complaints about wording: broken sentences, likely mistranslations, a weekday that does not fit its date.
pub fn find(_document: &Document<'_>, _layers: &Layers) -> Vec<Complaint> {
    Vec::new()
}
