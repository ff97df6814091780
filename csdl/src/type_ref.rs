//! The type of a property, parameter or result.

use std::fmt;

/// A type as a property, parameter or result names it.
///
/// ```
/// use odata_entity_csdl::{Schema, TypeRef};
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let books = schema.navigation_property("shop.author", "books")?.expect("it has one").property;
/// assert_eq!(books.ty, TypeRef::collection("shop.book"));
/// assert_eq!(books.ty.to_string(), "Collection(shop.book)");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TypeRef {
    /// The qualified name, its alias resolved: `Edm.String`, `microsoft.graph.device`. For a collection that of its items.
    pub name: String,
    /// Whether it is `Collection(…)`.
    pub is_collection: bool,
}

impl TypeRef {
    /// A single value of a type.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn single(name: impl Into<String>) -> TypeRef {
        TypeRef {
            name: name.into(),
            is_collection: false,
        }
    }

    /// A collection of a type.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn collection(name: impl Into<String>) -> TypeRef {
        TypeRef {
            name: name.into(),
            is_collection: true,
        }
    }

    /// Whether it is one of OData's own types.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn is_primitive(&self) -> bool {
        self.name.starts_with("Edm.")
    }

    /// The name inside `Collection(…)`, and whether that stood around it.
    pub(crate) fn split(written: &str) -> (&str, bool) {
        let written = written.trim();
        match written
            .strip_prefix("Collection(")
            .and_then(|rest| rest.strip_suffix(')'))
        {
            Some(item) => (item.trim(), true),
            None => (written, false),
        }
    }
}

impl fmt::Display for TypeRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_collection {
            write!(f, "Collection({})", self.name)
        } else {
            f.write_str(&self.name)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_collections() {
        assert_eq!(TypeRef::split("Collection(Edm.String)"), ("Edm.String", true));
        assert_eq!(TypeRef::split(" Edm.String "), ("Edm.String", false));
        assert_eq!(
            TypeRef::split("Collection(Edm.String"),
            ("Collection(Edm.String", false)
        );
        assert_eq!(TypeRef::collection("a.b").to_string(), "Collection(a.b)");
    }
}
