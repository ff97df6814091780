//! Where everything stands in a metadata file.

use crate::kind::Kind;

/// The table of contents of one CSDL document: its schema children by name, each with the bytes that it takes.
#[derive(Debug, Default)]
pub(crate) struct Index {
    /// What the root's `Version` attribute says.
    pub(crate) version: String,
    /// The document's own `Schema` elements, in document order.
    pub(crate) schemas: Vec<Namespace>,
    /// The namespaces that `edmx:Include` elements bring in from other documents.
    pub(crate) includes: Vec<Namespace>,
    /// The schemas' children, in document order.
    pub(crate) entries: Vec<Entry>,
    /// The numbers of those that have a base, in document order.
    pub(crate) derived: Vec<usize>,
    /// The numbers of the actions and functions, in document order.
    pub(crate) operations: Vec<usize>,
    /// Whether any annotations name their target by an alias.
    pub(crate) aliased_targets: bool,
    /// The first entry of each bucket's chain.
    heads: Vec<usize>,
}

/// A namespace and its shorter name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Namespace {
    pub(crate) name: String,
    pub(crate) alias: Option<String>,
    /// Where an included namespace is defined: the `Uri` of the reference.
    pub(crate) uri: String,
}

/// One child of a schema.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) kind: Kind,
    /// The schema it stands in: an index of [`Index::schemas`].
    pub(crate) schema: usize,
    /// Its unqualified name; for annotations their target, as it is written.
    pub(crate) name: String,
    /// What its `BaseType` says; empty if it has none.
    pub(crate) base: String,
    /// Where its element begins and ends, in bytes of the text.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// The next entry of the same bucket.
    next: usize,
}

/// The end of a chain.
const NONE: usize = usize::MAX;

/// The number of buckets; Graph has about 10,000 entries.
const BUCKETS: usize = 1 << 13;

impl Index {
    /// Adds a schema child with its name and base.
    pub(crate) fn push(&mut self, kind: Kind, (name, base): (String, String), start: usize, end: usize) {
        if self.heads.is_empty() {
            self.heads = vec![NONE; BUCKETS];
            self.entries.reserve(BUCKETS);
        }
        if kind == Kind::Annotations && !self.aliased_targets {
            // An alias has no dots, so what begins with a namespace and a dot uses none.
            let spelt_out = |schema: &Namespace| {
                name.as_bytes().get(schema.name.len()) == Some(&b'.') && name.starts_with(&schema.name)
            };
            self.aliased_targets = !self.schemas.iter().any(spelt_out);
        }
        let number = self.entries.len();
        if !base.is_empty() {
            self.derived.push(number);
        }
        if kind.is_operation() {
            self.operations.push(number);
        }
        let mut next = NONE;
        if let Some(head) = self.heads.get_mut(bucket(&name)) {
            next = std::mem::replace(head, number);
        }
        self.entries.push(Entry {
            kind,
            schema: self.schemas.len().saturating_sub(1),
            name,
            base,
            start,
            end,
            next,
        });
    }

    /// The numbers of all entries of a name, the last one of the document first.
    pub(crate) fn named<'a>(&'a self, name: &'a str) -> Named<'a> {
        Named {
            index: self,
            name,
            next: self.heads.get(bucket(name)).copied().unwrap_or(NONE),
        }
    }

    /// An entry by its number.
    pub(crate) fn entry(&self, number: usize) -> Option<&Entry> {
        self.entries.get(number)
    }

    /// The namespace of an entry.
    pub(crate) fn namespace(&self, entry: &Entry) -> &str {
        self.schemas.get(entry.schema).map_or("", |schema| &schema.name)
    }

    /// Whether an entry stands in the namespace that `prefix` names, by its name or its alias.
    pub(crate) fn is_in(&self, entry: &Entry, prefix: &str) -> bool {
        self.schemas
            .get(entry.schema)
            .is_some_and(|schema| schema.name == prefix || schema.alias.as_deref() == Some(prefix))
    }

    /// The namespace that a prefix stands for, seen from one schema of the document: its own alias goes before those of others,
    /// because there are documents in which every schema is called `self`.
    pub(crate) fn resolve<'a>(&'a self, prefix: &'a str, schema: usize) -> &'a str {
        if let Some(own) = self.schemas.get(schema) {
            if own.name == prefix {
                return prefix;
            }
            if own.alias.as_deref() == Some(prefix) {
                return &own.name;
            }
        }
        let all = || self.schemas.iter().chain(&self.includes);
        if all().any(|namespace| namespace.name == prefix) {
            return prefix;
        }
        all()
            .find(|namespace| namespace.alias.as_deref() == Some(prefix))
            .map_or(prefix, |namespace| &namespace.name)
    }

    /// The aliases of a namespace, as many as the document has.
    pub(crate) fn aliases_of(&self, namespace: &str) -> impl Iterator<Item = &str> {
        let all = self.schemas.iter().chain(&self.includes);
        all.filter(move |known| known.name == namespace)
            .filter_map(|known| known.alias.as_deref())
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
        canonical.push_str(self.resolve(prefix, schema));
        canonical.push('.');
        canonical.push_str(local);
        canonical
    }
}

/// The entries of one name. A `std` map takes 1 µs an entry without optimisation, which for 10,000 entries is a sixth of what a
/// whole crate's check may take; this chain takes a fifth of that.
pub(crate) struct Named<'a> {
    index: &'a Index,
    name: &'a str,
    next: usize,
}

impl Iterator for Named<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while let Some(entry) = self.index.entry(self.next) {
            let number = std::mem::replace(&mut self.next, entry.next);
            if entry.name == self.name {
                return Some(number);
            }
        }
        None
    }
}

/// Values by name, in chains as the entries are.
#[derive(Debug)]
pub(crate) struct ByName<T> {
    heads: Vec<usize>,
    /// Name, value, and the next of the same bucket.
    items: Vec<(String, T, usize)>,
}

impl<T> Default for ByName<T> {
    fn default() -> Self {
        Self {
            heads: vec![NONE; BUCKETS],
            items: Vec::new(),
        }
    }
}

impl<T: Default> ByName<T> {
    /// The value of a name.
    pub(crate) fn get(&self, name: &str) -> Option<&T> {
        let (_, value, _) = self.items.get(self.find(name)?)?;
        Some(value)
    }

    /// The value of a name, made if there is none.
    pub(crate) fn entry(&mut self, name: String) -> &mut T {
        let number = self.find(&name).unwrap_or_else(|| {
            let mut next = NONE;
            if let Some(head) = self.heads.get_mut(bucket(&name)) {
                next = std::mem::replace(head, self.items.len());
            }
            self.items.push((name, T::default(), next));
            self.items.len() - 1
        });
        &mut self.items[number].1
    }

    fn find(&self, name: &str) -> Option<usize> {
        let mut number = self.heads.get(bucket(name)).copied()?;
        while let Some((known, _, next)) = self.items.get(number) {
            if known == name {
                return Some(number);
            }
            number = *next;
        }
        None
    }
}

/// The bucket of a name: from its length and its first, middle and last eight bytes, because a loop over all of them is slow without
/// optimisation. Annotation targets differ in the middle, where the type's name stands.
fn bucket(name: &str) -> usize {
    let bytes = name.as_bytes();
    let middle = bytes.get(bytes.len() / 2..).unwrap_or_default();
    let mut hash = bytes.len() as u64;
    match (
        bytes.first_chunk::<8>(),
        middle.first_chunk::<8>(),
        bytes.last_chunk::<8>(),
    ) {
        (Some(first), middle, Some(last)) => {
            hash ^= u64::from_le_bytes(*first);
            hash = hash.wrapping_mul(MIX) ^ u64::from_le_bytes(*last);
            if let Some(middle) = middle {
                hash = hash.wrapping_mul(MIX) ^ u64::from_le_bytes(*middle);
            }
        }
        _ => {
            for byte in bytes {
                hash = (hash << 8) ^ u64::from(*byte);
            }
        }
    }
    (hash.wrapping_mul(MIX) >> 51) as usize % BUCKETS
}

/// An odd number with evenly spread bits: 2^64 divided by the golden ratio.
const MIX: u64 = 0x9E37_79B9_7F4A_7C15;

#[cfg(test)]
mod tests {
    use super::*;

    fn namespace(name: &str, alias: Option<&str>) -> Namespace {
        Namespace {
            name: name.into(),
            alias: alias.map(str::to_owned),
            uri: String::new(),
        }
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
    fn keeps_one_value_a_name() {
        let mut values: ByName<Vec<usize>> = ByName::default();
        for (number, name) in ["x.type", "y.type", "x.type", "x.type/long/enough/to/differ"]
            .into_iter()
            .enumerate()
        {
            values.entry(name.to_owned()).push(number);
        }
        assert_eq!(values.get("x.type"), Some(&vec![0, 2]));
        assert_eq!(values.get("x.type/long/enough/to/differ"), Some(&vec![3]));
        assert_eq!(values.get("z.type"), None);
    }

    #[test]
    fn resolves_aliases_from_where_they_stand() {
        let index = Index {
            schemas: vec![namespace("x.y", Some("self")), namespace("x.z", Some("self"))],
            includes: vec![namespace("Org.OData.Core.V1", Some("Core"))],
            ..Index::default()
        };
        assert_eq!(index.canonical("self.t", 1), "x.z.t");
        assert_eq!(index.canonical("self.t", 0), "x.y.t");
        assert_eq!(index.canonical("Core.Computed", 0), "Org.OData.Core.V1.Computed");
        assert_eq!(index.canonical("x.y.t", 1), "x.y.t");
        assert_eq!(index.canonical("other.t", 1), "other.t");
        assert_eq!(index.canonical("Edm.String", 1), "Edm.String");
        assert_eq!(index.canonical("t", 1), "t");
    }
}
