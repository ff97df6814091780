//! The kinds of elements that a schema consists of.

use std::fmt;

/// The kind of a schema child (OData CSDL XML 4.01, section 5).
///
/// ```
/// use odata_entity_csdl::{Kind, Schema};
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// assert_eq!(schema.type_kind("shop.isbn"), Some(Kind::TypeDefinition));
/// assert_eq!(schema.names(Kind::EntityType).count(), 3);
/// assert_eq!(Kind::EntityType.noun(), "entity type");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// `EntityType`
    EntityType,
    /// `ComplexType`
    ComplexType,
    /// `EnumType`
    EnumType,
    /// `TypeDefinition`
    TypeDefinition,
    /// `Action`
    Action,
    /// `Function`
    Function,
    /// `EntityContainer`
    EntityContainer,
    /// `Term`
    Term,
    /// `Annotations`: a group of annotations for a target elsewhere
    Annotations,
}

impl Kind {
    /// All kinds.
    pub(crate) const ALL: [Kind; 9] = [
        Kind::EntityType,
        Kind::ComplexType,
        Kind::EnumType,
        Kind::TypeDefinition,
        Kind::Action,
        Kind::Function,
        Kind::EntityContainer,
        Kind::Term,
        Kind::Annotations,
    ];

    /// The kind that an element's local name means.
    pub(crate) fn of_element(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.element() == name)
    }

    /// The kind whose unprefixed tag name `rest` begins with.
    pub(crate) fn of_tag(rest: &[u8]) -> Option<Kind> {
        // Nearly always the first letters settle it, without a comparison of whole names.
        let candidates: &[Kind] = match rest {
            [b'A', b'n', ..] => &[Kind::Annotations],
            [b'A', ..] => &[Kind::Action],
            [b'C', ..] => &[Kind::ComplexType],
            [b'E', b'n', b't', ..] => &[Kind::EntityType, Kind::EntityContainer],
            [b'E', ..] => &[Kind::EnumType],
            [b'F', ..] => &[Kind::Function],
            [b'T', ..] => &[Kind::TypeDefinition, Kind::Term],
            _ => return None,
        };
        candidates
            .iter()
            .copied()
            .find(|kind| is_tag(rest, kind.element()))
    }

    /// The element's local name.
    pub(crate) fn element(self) -> &'static str {
        match self {
            Kind::EntityType => "EntityType",
            Kind::ComplexType => "ComplexType",
            Kind::EnumType => "EnumType",
            Kind::TypeDefinition => "TypeDefinition",
            Kind::Action => "Action",
            Kind::Function => "Function",
            Kind::EntityContainer => "EntityContainer",
            Kind::Term => "Term",
            Kind::Annotations => "Annotations",
        }
    }

    /// What a message calls it, as in "entity type".
    #[must_use = "this changes nothing: use what it returns"]
    pub fn noun(self) -> &'static str {
        match self {
            Kind::EntityType => "entity type",
            Kind::ComplexType => "complex type",
            Kind::EnumType => "enumeration type",
            Kind::TypeDefinition => "type definition",
            Kind::Action => "action",
            Kind::Function => "function",
            Kind::EntityContainer => "entity container",
            Kind::Term => "term",
            Kind::Annotations => "group of annotations",
        }
    }

    /// Whether a property can be of it.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn is_type(self) -> bool {
        matches!(
            self,
            Kind::EntityType | Kind::ComplexType | Kind::EnumType | Kind::TypeDefinition
        )
    }

    /// Whether it is an action or a function.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn is_operation(self) -> bool {
        matches!(self, Kind::Action | Kind::Function)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.noun())
    }
}

/// Whether `rest`, the text after a `<` or `</`, is a tag of this name.
pub(crate) fn is_tag(rest: &[u8], name: &str) -> bool {
    // The delimiter first: it is the cheaper comparison, and rules out nearly all.
    matches!(
        rest.get(name.len()),
        Some(b' ' | b'>' | b'/' | b'\n' | b'\t' | b'\r')
    ) && rest.starts_with(name.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_tags_apart() {
        assert_eq!(Kind::of_tag(b"EntityType Name"), Some(Kind::EntityType));
        assert_eq!(Kind::of_tag(b"EntityTypes "), None);
        assert_eq!(Kind::of_tag(b"Annotation Term"), None);
        assert_eq!(Kind::of_tag(b"Annotations\n"), Some(Kind::Annotations));
        assert_eq!(Kind::of_tag(b"ActionImport "), None);
        assert_eq!(Kind::of_element("Function"), Some(Kind::Function));
        assert_eq!(Kind::of_element("Schema"), None);
        for kind in Kind::ALL {
            assert_eq!(Kind::of_element(kind.element()), Some(kind));
            assert_eq!(
                Kind::of_tag(format!("{} ", kind.element()).as_bytes()),
                Some(kind)
            );
        }
    }
}
