//! Everything that is wrong with a document.

use std::collections::HashSet;

use crate::error::Error;
use crate::schema::{Item, Schema};

/// How many errors are returned. To find where one is takes a walk through the text, so all of any number would take
/// its square.
const MOST: usize = 100;

impl Schema {
    /// Reads everything, and returns what is wrong with it: broken XML, missing attributes, unknown bases, cycles. These are the first
    /// hundred of its faults, in document order, each once.
    ///
    /// This is for tools; on a large document it takes as long as a complete parse.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn check(&self) -> Vec<Error> {
        let (mut errors, mut known) = (Vec::new(), HashSet::new());
        let entries = (0..self.index.entries.len()).map(|number| match self.item(number) {
            Ok(Some(Item::Structured(ty))) => self.lineage_of(ty).map(drop),
            item => item.map(drop),
        });
        let container = std::iter::once_with(|| self.container().map(drop));
        for error in entries.chain(container).filter_map(Result::err) {
            if known.insert(error.clone()) {
                errors.push(error);
            }
            if errors.len() == MOST {
                break;
            }
        }
        errors
    }
}
