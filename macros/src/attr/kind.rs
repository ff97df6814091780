//! The kinds of types with properties.

/// What a type with properties is in CSDL's terms.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum TypeKind {
    Entity,
    Complex,
}

impl TypeKind {
    /// The name of the derive.
    pub(crate) fn derive(self) -> &'static str {
        match self {
            Self::Entity => "Entity",
            Self::Complex => "ComplexType",
        }
    }

    /// The kind as messages name it.
    pub(crate) fn noun(self) -> &'static str {
        match self {
            Self::Entity => "an entity",
            Self::Complex => "a complex type",
        }
    }
}
