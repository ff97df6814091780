//! Who extends whom.

use crate::index::Index;

/// Who extends whom, by entry number. Two lists and no map: a map of the standard library's is slow without optimisation.
pub(crate) struct Derived {
    /// For each entry the first of those that extend it directly.
    first: Vec<usize>,
    /// For each entry the next one that extends the same base.
    next: Vec<usize>,
}

/// The end of a list.
const NONE: usize = usize::MAX;

impl Derived {
    /// Looks for the base of each entry that has one. Parses nothing.
    pub(crate) fn of_index(index: &Index) -> Self {
        let mut derived = Self {
            first: vec![NONE; index.entries.len()],
            next: vec![NONE; index.entries.len()],
        };
        // From the end on, so that the lists are in document order.
        for number in index.derived.iter().rev().copied() {
            let Some(entry) = index.entry(number) else {
                continue;
            };
            let Some((prefix, local)) = entry.base.rsplit_once('.') else {
                continue;
            };
            let namespace = index.namespaces.resolve(prefix, entry.schema);
            if let Some(base) = index.find_in(namespace, local, &|kind| kind == entry.kind) {
                derived.push(base, number);
            }
        }
        derived
    }

    /// Puts a type before all others that extend the base.
    fn push(&mut self, base: usize, number: usize) {
        if let (Some(first), Some(next)) = (self.first.get_mut(base), self.next.get_mut(number)) {
            *next = std::mem::replace(first, number);
        }
    }

    /// The types that extend a base directly.
    pub(crate) fn of(&self, base: usize) -> impl Iterator<Item = usize> {
        let known = |number: usize| Some(number).filter(|number| *number != NONE);
        let first = self.first.get(base).copied().and_then(known);
        std::iter::successors(first, move |number| {
            self.next.get(*number).copied().and_then(known)
        })
    }
}
