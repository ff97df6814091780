//! The types that extend a type.

use std::collections::HashMap;

use crate::kind::Kind;
use crate::schema::Schema;

/// For each base the entries that extend it directly, by entry number.
pub(crate) type Derived = HashMap<usize, Vec<usize>>;

fn is_structured(kind: Kind) -> bool {
    matches!(kind, Kind::EntityType | Kind::ComplexType)
}

impl Schema {
    /// The qualified names of the types that extend a type, directly or over others: nearer ones first, else in document order. Empty
    /// if the type does not exist. Parses nothing.
    #[must_use]
    pub fn derived_types(&self, name: &str) -> Vec<String> {
        let mut found = Vec::new();
        let Some(root) = self.find(name, is_structured) else {
            return Vec::new();
        };
        let derived = self.derived.get_or_init(|| self.read_derived());
        let mut next = 0;
        let mut base = Some(root);
        while let Some(number) = base {
            let children = derived.get(&number).map(Vec::as_slice).unwrap_or_default();
            // A type has one base, so it can be met twice only where the bases go round from it to itself.
            found.extend(children.iter().copied().filter(|child| *child != root));
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
    #[must_use]
    pub fn has_derived_types(&self, name: &str) -> bool {
        let derived = self.derived.get_or_init(|| self.read_derived());
        self.find(name, is_structured)
            .is_some_and(|number| derived.contains_key(&number))
    }

    fn read_derived(&self) -> Derived {
        let mut derived = Derived::new();
        for (number, entry) in self.index.entries.iter().enumerate() {
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
                derived.entry(base).or_default().push(number);
            }
        }
        derived
    }
}
