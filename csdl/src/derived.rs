//! The types that extend a type.

use crate::kind::Kind;
use crate::schema::Schema;

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
    fn new(entries: usize) -> Self {
        Self {
            first: vec![NONE; entries],
            next: vec![NONE; entries],
        }
    }

    /// Puts a type before all others that extend the base.
    fn push(&mut self, base: usize, number: usize) {
        if let (Some(first), Some(next)) = (self.first.get_mut(base), self.next.get_mut(number)) {
            *next = std::mem::replace(first, number);
        }
    }

    /// The types that extend a base directly.
    fn of(&self, base: usize) -> impl Iterator<Item = usize> {
        let known = |number: usize| Some(number).filter(|number| *number != NONE);
        let first = self.first.get(base).copied().and_then(known);
        std::iter::successors(first, move |number| {
            self.next.get(*number).copied().and_then(known)
        })
    }
}

fn is_structured(kind: Kind) -> bool {
    matches!(kind, Kind::EntityType | Kind::ComplexType)
}

impl Schema {
    /// The qualified names of the types that extend a type, directly or over others: nearer ones first, else in document order. Empty
    /// if the type does not exist. Parses nothing.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn derived_types(&self, name: &str) -> Vec<String> {
        let mut found = Vec::new();
        let Some(root) = self.find(name, is_structured) else {
            return Vec::new();
        };
        let derived = self.derived.get_or_init(|| self.read_derived());
        let mut next = 0;
        let mut base = Some(root);
        while let Some(number) = base {
            // A type has one base, so it can be met twice only where the bases go round from it to itself.
            found.extend(derived.of(number).filter(|child| *child != root));
            base = found.get(next).copied();
            next += 1;
        }
        found
            .iter()
            .filter_map(|number| self.index.entry(*number))
            .map(|entry| self.qualified(entry))
            .collect()
    }

    /// Whether any type extends a type. Parses nothing.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn has_derived_types(&self, name: &str) -> bool {
        let derived = self.derived.get_or_init(|| self.read_derived());
        self.find(name, is_structured)
            .is_some_and(|number| derived.of(number).next().is_some())
    }

    fn read_derived(&self) -> Derived {
        let mut derived = Derived::new(self.index.entries.len());
        // From the end on, so that the lists are in document order.
        for number in self.index.derived.iter().rev().copied() {
            let Some(entry) = self.index.entry(number) else {
                continue;
            };
            let Some((prefix, local)) = entry.base.rsplit_once('.') else {
                continue;
            };
            let namespace = self.index.resolve(prefix, entry.schema);
            let base = self.index.named(local).find(|candidate| {
                self.index
                    .entry(*candidate)
                    .is_some_and(|base| base.kind == entry.kind && self.index.is_in(base, namespace))
            });
            if let Some(base) = base {
                derived.push(base, number);
            }
        }
        derived
    }
}
