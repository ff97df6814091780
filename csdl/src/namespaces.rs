//! The namespaces that a document names, with their aliases.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

/// A namespace and its shorter name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Namespace {
    pub(crate) name: String,
    pub(crate) alias: Option<String>,
    /// Where an included namespace is defined: the `Uri` of the reference. Shared, as one reference may include any number of them.
    pub(crate) uri: Arc<str>,
    /// The number of the document that names it.
    pub(crate) document: usize,
}

/// The most characters of a namespace or of a type's name. CSDL allows 511 and 128 (OData CSDL XML 4.01, section 15); longer ones
/// would be repeated in each qualified name.
pub(crate) const LONGEST: usize = 511;

/// Whether a name is longer than any that is taken.
pub(crate) fn is_too_long(name: &str) -> bool {
    name.len() > LONGEST && name.chars().count() > LONGEST
}

/// How many namespaces are looked through one by one: more than nearly all documents have.
const FEW: usize = 16;

/// The namespaces of a document, or of several that are read together.
#[derive(Debug, Default)]
pub(crate) struct Namespaces {
    /// The documents' own `Schema` elements, in document order.
    pub(crate) schemas: Vec<Namespace>,
    /// The namespaces that `edmx:Include` elements bring in from other documents.
    pub(crate) includes: Vec<Namespace>,
    /// The same by name, where there are many.
    many: OnceLock<Many>,
}

#[derive(Debug, Default)]
struct Many {
    names: HashSet<String>,
    /// The first namespace that has an alias, in each document, and then in any.
    of_alias: Vec<HashMap<String, String>>,
    of_alias_anywhere: HashMap<String, String>,
    /// The aliases of a namespace, each once.
    aliases: HashMap<String, Vec<String>>,
}

impl Namespaces {
    fn all(&self) -> impl Iterator<Item = &Namespace> {
        self.schemas.iter().chain(&self.includes)
    }

    /// The index by name, if there are so many that it is worth to be made.
    fn many(&self) -> Option<&Many> {
        if self.schemas.len() + self.includes.len() <= FEW {
            return None;
        }
        Some(self.many.get_or_init(|| {
            let mut many = Many::default();
            for namespace in self.all() {
                many.names.insert(namespace.name.clone());
                let Some(alias) = &namespace.alias else { continue };
                if many.of_alias.len() <= namespace.document {
                    many.of_alias.resize_with(namespace.document + 1, HashMap::new);
                }
                for of_alias in many
                    .of_alias
                    .get_mut(namespace.document)
                    .into_iter()
                    .chain([&mut many.of_alias_anywhere])
                {
                    of_alias
                        .entry(alias.clone())
                        .or_insert_with(|| namespace.name.clone());
                }
                many.aliases
                    .entry(namespace.name.clone())
                    .or_default()
                    .push(alias.clone());
            }
            for aliases in many.aliases.values_mut() {
                aliases.sort_unstable();
                aliases.dedup();
            }
            many
        }))
    }

    /// The namespace that a prefix means, seen from one schema: its own alias goes before those of others, because
    /// there are documents in which every schema is called `self`; then those of its document, as each document has
    /// its own aliases.
    pub(crate) fn resolve<'a>(&'a self, prefix: &'a str, schema: usize) -> &'a str {
        let own = self.schemas.get(schema);
        if let Some(own) = own {
            if own.name == prefix {
                return prefix;
            }
            if own.alias.as_deref() == Some(prefix) {
                return &own.name;
            }
        }
        let document = own.map_or(0, |own| own.document);
        if let Some(many) = self.many() {
            if let Some(here) = many.of_alias.get(document).and_then(|here| here.get(prefix)) {
                return here;
            }
            if many.names.contains(prefix) {
                return prefix;
            }
            return many.of_alias_anywhere.get(prefix).map_or(prefix, String::as_str);
        }
        let has_alias = |namespace: &&Namespace| namespace.alias.as_deref() == Some(prefix);
        let here = |namespace: &&Namespace| namespace.document == document && has_alias(namespace);
        if let Some(namespace) = self.all().find(here) {
            return &namespace.name;
        }
        if self.all().any(|namespace| namespace.name == prefix) {
            return prefix;
        }
        self.all()
            .find(has_alias)
            .map_or(prefix, |namespace| &namespace.name)
    }

    /// Adds the namespaces of another document, and gives them its number.
    pub(crate) fn absorb(&mut self, other: Namespaces, document: usize) {
        let of_document = |mut namespace: Namespace| {
            namespace.document = document;
            namespace
        };
        self.schemas.extend(other.schemas.into_iter().map(of_document));
        self.includes.extend(other.includes.into_iter().map(of_document));
    }

    /// Where a namespace is defined that none of the documents has: the `Uri` of the reference that includes it.
    pub(crate) fn reference_to(&self, namespace: &str) -> Option<&str> {
        let is_here = |known: &Namespace| known.name == namespace;
        if self.schemas.iter().any(is_here) {
            return None;
        }
        self.includes
            .iter()
            .find(|known| is_here(known))
            .map(|known| &*known.uri)
    }

    /// Whether a target may begin with an alias: it begins with none of the document's own namespaces so far.
    pub(crate) fn may_be_aliased(&self, target: &str) -> bool {
        if self.schemas.len() <= FEW {
            let bytes = target.as_bytes();
            return !self.schemas.iter().any(|schema| {
                bytes.get(schema.name.len()) == Some(&b'.') && target.starts_with(&schema.name)
            });
        }
        // An alias has no dots, so what has two before its first slash begins with a namespace.
        let head = target.split(['/', '(']).next().unwrap_or(target);
        let prefix = head.rsplit_once('.').map_or("", |(prefix, _)| prefix);
        !prefix.contains('.')
    }

    /// The aliases of a namespace, each once.
    pub(crate) fn aliases_of(&self, namespace: &str) -> Vec<&str> {
        if let Some(many) = self.many() {
            let aliases = many.aliases.get(namespace).into_iter().flatten();
            return aliases.map(String::as_str).collect();
        }
        let mut aliases: Vec<&str> = self
            .all()
            .filter(|known| known.name == namespace)
            .filter_map(|known| known.alias.as_deref())
            .collect();
        aliases.sort_unstable();
        aliases.dedup();
        aliases
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn namespace(name: &str, alias: Option<&str>) -> Namespace {
        Namespace {
            name: name.into(),
            alias: alias.map(str::to_owned),
            uri: "".into(),
            document: 0,
        }
    }

    #[test]
    fn a_document_of_many_namespaces_is_read_as_one_of_few_is() {
        let few = Namespaces {
            schemas: vec![namespace("x.y", Some("self")), namespace("x.z", Some("self"))],
            includes: vec![
                namespace("Org.OData.Core.V1", Some("Core")),
                namespace("x.y", Some("y")),
            ],
            many: OnceLock::new(),
        };
        let mut many = Namespaces {
            schemas: few.schemas.clone(),
            includes: few.includes.clone(),
            many: OnceLock::new(),
        };
        many.includes
            .extend((0..FEW).map(|number| namespace(&format!("n{number}"), None)));
        assert!(few.many().is_none() && many.many().is_some());
        for (prefix, schema, namespace) in [
            ("self", 0, "x.y"),
            ("self", 1, "x.z"),
            ("self", 9, "x.y"),
            ("Core", 1, "Org.OData.Core.V1"),
            ("x.y", 1, "x.y"),
            ("none", 0, "none"),
        ] {
            assert_eq!(few.resolve(prefix, schema), namespace, "{prefix}");
            assert_eq!(many.resolve(prefix, schema), namespace, "{prefix}");
        }
        many.schemas
            .extend((0..FEW).map(|number| namespace(&format!("n{number}"), None)));
        for (target, may) in [
            ("x.y.t/p", false),
            ("x.z.t/p", false),
            ("self.t/p.q", true),
            ("shop.t(a.b)", true),
            ("t", true),
        ] {
            assert_eq!(few.may_be_aliased(target), may, "{target}");
            assert_eq!(many.may_be_aliased(target), may, "{target}");
        }
        assert_eq!(few.aliases_of("x.y"), ["self", "y"]);
        assert_eq!(many.aliases_of("x.y"), ["self", "y"]);
        assert!(many.aliases_of("n1").is_empty() && few.aliases_of("z").is_empty());
    }
}
