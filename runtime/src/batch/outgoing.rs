//! The requests of one batch as they go out together.

use super::Entry;
use std::ops::Range;

/// One request of a batch that is sent.
pub(crate) struct Part<'e> {
    pub(crate) id: usize,
    pub(crate) entry: &'e Entry,
    /// The ids of the requests in this batch that it comes after.
    pub(crate) after: Vec<usize>,
    /// The change sets in this batch that it comes after, each by the id of its first request.
    pub(crate) after_sets: Vec<usize>,
    /// The change set that it is in, by the id of its first request.
    pub(crate) set: Option<usize>,
}

impl<'e> Part<'e> {
    /// A request that depends on no other.
    pub(crate) fn single(id: usize, entry: &'e Entry) -> Self {
        Self {
            id,
            entry,
            after: Vec::new(),
            after_sets: Vec::new(),
            set: None,
        }
    }
}

/// A place in a batch, for which a multipart answer has one part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Slot {
    /// The ids of its requests: one, or those of a change set.
    pub(crate) ids: Range<usize>,
    pub(crate) is_set: bool,
}

impl Slot {
    pub(crate) fn single(id: usize) -> Self {
        Self {
            ids: id..id.saturating_add(1),
            is_set: false,
        }
    }
}
