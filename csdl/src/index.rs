//! Where everything is in a metadata file.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::kind::Kind;
use crate::namespaces::Namespaces;
use crate::table::{Numbers, Table};

/// The table of contents of a CSDL document, or of several: the schema children by name, each with the bytes that it takes.
#[derive(Debug)]
pub(crate) struct Index {
    /// The root's `Version` attribute.
    pub(crate) version: String,
    pub(crate) namespaces: Namespaces,
    /// The schemas' children, in document order.
    pub(crate) entries: Vec<Entry>,
    /// The numbers of those that have a base, in document order.
    pub(crate) derived: Vec<usize>,
    /// The numbers of the actions and functions, in document order.
    pub(crate) operations: Vec<usize>,
    /// Whether any annotations may name their target by an alias.
    pub(crate) aliased_targets: bool,
    /// The entries by name.
    names: Table,
    /// The last entry of each qualified name and kind: for documents in which many namespaces have a type of one name.
    qualified: OnceLock<HashMap<(Kind, String), usize>>,
}

/// One child of a schema.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) kind: Kind,
    /// The schema that it is in: an index of [`Namespaces::schemas`].
    pub(crate) schema: usize,
    /// Its unqualified name; for annotations their target, as it is written.
    pub(crate) name: String,
    /// Its `BaseType`; empty if it has none.
    pub(crate) base: String,
    /// Where its element begins and ends, in bytes of the text.
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The most buckets to begin with; Graph has about 10,000 entries.
const BUCKETS: usize = 1 << 13;

/// About how many bytes a schema child takes.
const BYTES: usize = 512;

/// How many entries of one name are looked through one by one.
const FEW: usize = 64;

impl Default for Index {
    fn default() -> Self {
        Self::of_length(BUCKETS * BYTES)
    }
}

impl Index {
    /// An index for a text of so many bytes.
    pub(crate) fn of_length(bytes: usize) -> Self {
        let buckets = (bytes / BYTES).clamp(16, BUCKETS).next_power_of_two();
        Self {
            version: String::new(),
            namespaces: Namespaces::default(),
            entries: Vec::with_capacity(buckets),
            derived: Vec::new(),
            operations: Vec::new(),
            aliased_targets: false,
            names: Table::with_buckets(buckets),
            qualified: OnceLock::new(),
        }
    }

    /// Adds what another document has, whose text begins at `start` of the common one.
    pub(crate) fn absorb(&mut self, other: Index, start: usize, document: usize) {
        let schemas = self.namespaces.schemas.len();
        self.namespaces.absorb(other.namespaces, document);
        self.aliased_targets |= other.aliased_targets;
        // The newest version, so that what is written of all of them may have what it allows.
        self.version = self.version.clone().max(other.version);
        for entry in other.entries {
            self.add(Entry {
                schema: entry.schema + schemas,
                start: entry.start + start,
                end: entry.end + start,
                ..entry
            });
        }
    }

    /// Adds a schema child with its name and base.
    pub(crate) fn push(&mut self, kind: Kind, (name, base): (String, String), start: usize, end: usize) {
        let schema = self.namespaces.schemas.len().saturating_sub(1);
        if kind == Kind::Annotations && !self.aliased_targets {
            self.aliased_targets = self.namespaces.may_be_aliased(&name);
        }
        self.add(Entry {
            kind,
            schema,
            name,
            base,
            start,
            end,
        });
    }

    fn add(&mut self, entry: Entry) {
        let number = self.names.push(&entry.name);
        if !entry.base.is_empty() {
            self.derived.push(number);
        }
        if entry.kind.is_operation() {
            self.operations.push(number);
        }
        self.entries.push(entry);
        if self.names.is_crowded() {
            let names = self.entries.iter().map(|entry| entry.name.as_str());
            self.names.hash_anew(names);
        }
    }

    /// The numbers of all entries of a name, the last one of the document first.
    pub(crate) fn named<'a>(&'a self, name: &'a str) -> Named<'a> {
        Named {
            index: self,
            name,
            numbers: self.names.numbers(name),
        }
    }

    /// The number of the entry that a qualified name means: the last one of the document.
    pub(crate) fn find(&self, name: &str, is: fn(Kind) -> bool) -> Option<usize> {
        let (prefix, local) = name.rsplit_once('.')?;
        self.find_in(prefix, local, &is)
    }

    /// The same for a namespace or alias and a name in it.
    pub(crate) fn find_in(&self, prefix: &str, local: &str, is: &dyn Fn(Kind) -> bool) -> Option<usize> {
        for (seen, number) in self.named(local).enumerate() {
            if seen == FEW {
                return self.find_among_many(&format!("{prefix}.{local}"), is);
            }
            if let Some(entry) = self.entry(number)
                && is(entry.kind)
                && self.is_in(entry, prefix)
            {
                return Some(number);
            }
        }
        None
    }

    fn find_among_many(&self, name: &str, is: &dyn Fn(Kind) -> bool) -> Option<usize> {
        let qualified = self.qualified.get_or_init(|| {
            let mut qualified = HashMap::new();
            for (number, entry) in self.entries.iter().enumerate() {
                let Some(schema) = self.namespaces.schemas.get(entry.schema) else {
                    continue;
                };
                for prefix in [Some(&schema.name), schema.alias.as_ref()].into_iter().flatten() {
                    qualified.insert((entry.kind, format!("{prefix}.{}", entry.name)), number);
                }
            }
            qualified
        });
        let kinds = Kind::ALL.into_iter().filter(|kind| is(*kind));
        kinds
            .filter_map(|kind| qualified.get(&(kind, name.to_owned())).copied())
            .max()
    }

    /// An entry by its number.
    pub(crate) fn entry(&self, number: usize) -> Option<&Entry> {
        self.entries.get(number)
    }

    /// The namespace of an entry.
    pub(crate) fn namespace(&self, entry: &Entry) -> &str {
        self.namespaces
            .schemas
            .get(entry.schema)
            .map_or("", |schema| &schema.name)
    }

    /// The qualified name of an entry.
    pub(crate) fn qualified(&self, entry: &Entry) -> String {
        format!("{}.{}", self.namespace(entry), entry.name)
    }

    /// Whether an entry is in the namespace that `prefix` names, by its name or its alias.
    pub(crate) fn is_in(&self, entry: &Entry, prefix: &str) -> bool {
        self.namespaces
            .schemas
            .get(entry.schema)
            .is_some_and(|schema| schema.name == prefix || schema.alias.as_deref() == Some(prefix))
    }

    /// A qualified name with its alias replaced by the namespace.
    pub(crate) fn canonical(&self, name: &str, schema: usize) -> String {
        let Some((prefix, local)) = name.rsplit_once('.') else {
            return name.to_owned();
        };
        if prefix == "Edm" {
            return name.to_owned();
        }
        let mut canonical = String::with_capacity(name.len() + 16);
        canonical.push_str(self.namespaces.resolve(prefix, schema));
        canonical.push('.');
        canonical.push_str(local);
        canonical
    }
}

/// The entries of one name.
pub(crate) struct Named<'a> {
    index: &'a Index,
    name: &'a str,
    numbers: Numbers<'a>,
}

impl Iterator for Named<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        // A loop, as adaptors are slow without optimisation.
        while let Some(number) = self.numbers.next() {
            if self
                .index
                .entry(number)
                .is_some_and(|entry| entry.name == self.name)
            {
                return Some(number);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::namespaces::Namespace;

    fn namespace(name: &str, alias: Option<&str>) -> Namespace {
        Namespace {
            name: name.into(),
            alias: alias.map(str::to_owned),
            uri: "".into(),
            document: 0,
        }
    }

    fn index(schemas: Vec<Namespace>, includes: Vec<Namespace>) -> Index {
        let mut index = Index::default();
        (index.namespaces.schemas, index.namespaces.includes) = (schemas, includes);
        index
    }

    #[test]
    fn finds_all_of_a_name() {
        let mut index = Index::default();
        assert_eq!(index.named("a").count(), 0);
        for name in ["a", "b", "a", "a.long.name/with/parts", "a.long.name/more/parts"] {
            index.push(Kind::Action, (name.into(), String::new()), 0, 0);
        }
        assert_eq!(index.named("a").collect::<Vec<_>>(), [2, 0]);
        assert_eq!(index.named("a.long.name/with/parts").collect::<Vec<_>>(), [3]);
        assert_eq!(index.named("c").count(), 0);
    }

    #[test]
    fn one_of_many_of_a_name_is_found_as_one_of_few_is() {
        let mut index = Index::default();
        for number in 0..3 * FEW {
            index
                .namespaces
                .schemas
                .push(namespace(&format!("n{number}"), Some("self")));
            index.push(Kind::EntityType, ("t".into(), String::new()), 0, 0);
            index.push(Kind::Action, ("t".into(), String::new()), 0, 0);
        }
        let last = 6 * FEW - 1;
        assert_eq!(index.find("n0.t", Kind::is_type), Some(0));
        assert_eq!(index.find("n0.t", Kind::is_operation), Some(1));
        assert_eq!(index.find("self.t", Kind::is_type), Some(last - 1));
        assert_eq!(index.find("self.t", |_| true), Some(last));
        assert_eq!(index.find("n0.t", |kind| kind == Kind::EnumType), None);
        assert_eq!(index.find("n.t", |_| true), None);
    }

    #[test]
    fn resolves_aliases_from_where_they_stand() {
        let index = index(
            vec![namespace("x.y", Some("self")), namespace("x.z", Some("self"))],
            vec![namespace("Org.OData.Core.V1", Some("Core"))],
        );
        assert_eq!(index.canonical("self.t", 1), "x.z.t");
        assert_eq!(index.canonical("self.t", 0), "x.y.t");
        assert_eq!(index.canonical("Core.Computed", 0), "Org.OData.Core.V1.Computed");
        assert_eq!(index.canonical("x.y.t", 1), "x.y.t");
        assert_eq!(index.canonical("other.t", 1), "other.t");
        assert_eq!(index.canonical("Edm.String", 1), "Edm.String");
        assert_eq!(index.canonical("t", 1), "t");
    }
}
