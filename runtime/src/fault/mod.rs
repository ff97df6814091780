//! What is wrong with a body that was to be written.

mod query;
mod text;

pub use query::QueryError;
pub use text::TextError;

use crate::edm::ValueError;
use std::fmt;

/// A difference between two entities that no patch can carry.
///
/// ```
/// # use odata_entity::Entity;
/// # #[derive(Debug, Clone, PartialEq, Entity)]
/// # #[odata(type = "microsoft.graph.user", path = "/users/{userId}")]
/// # struct User {
/// #     #[odata(key)]
/// #     id: String,
/// #     mail: Option<String>,
/// # }
///
/// use odata_entity::{Error, Unrepresentable};
///
/// let before = User { id: "1".into(), mail: None };
/// let after = User { id: "2".into(), mail: None };
/// match User::path("1").patch(&before.diff(&after)).to_http("https://graph.microsoft.com/v1.0") {
///     Err(Error::Difference { property, reason }) => assert_eq!((&*property, reason), ("id", Unrepresentable::Key)),
///     other => panic!("sent: {other:?}"),
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Unrepresentable {
    /// A key property differs: that is another entity.
    Key,
    /// A read-only property differs: the service computes it.
    ReadOnly,
    /// An immutable property differs: it is set when the entity is created.
    Immutable,
    /// A property that is not nullable is gone.
    NonNullableGone,
    /// What a navigation property leads to differs: the related entities are changed at their own paths.
    Navigation,
    /// The type tag differs: an entity's type is set when it is created.
    Type,
}

impl fmt::Display for Unrepresentable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Key => "changed: it is a key, and another key is another entity",
            Self::ReadOnly => "changed: it is read-only",
            Self::Immutable => "changed: it is set only when the entity is created",
            Self::NonNullableGone => "is gone: it is not nullable",
            Self::Type => "changed: the type of what is there stays what it is",
            Self::Navigation => {
                "changed: it is a navigation property, whose entities are written at their own paths or bound (`bind`)"
            }
        })
    }
}

/// Why a body cannot be sent: kept in a request until it is built, so it can be reported more than once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    property: String,
    kind: FaultKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FaultKind {
    Value(ValueError),
    Sentinel,
    Difference(Unrepresentable),
    Groups(&'static str, &'static str),
    Member(&'static str),
    Body(String),
}

impl Fault {
    pub(crate) fn groups(first: &'static str, second: &'static str) -> Self {
        Self {
            property: String::new(),
            kind: FaultKind::Groups(first, second),
        }
    }

    pub(crate) fn value(error: ValueError) -> Self {
        Self {
            property: String::new(),
            kind: FaultKind::Value(error),
        }
    }

    /// A member that the body cannot have; `reason` follows its name.
    pub(crate) fn member(reason: &'static str) -> Self {
        Self {
            property: String::new(),
            kind: FaultKind::Member(reason),
        }
    }

    /// A body that serde cannot write as JSON.
    pub(crate) fn body(reason: String) -> Self {
        Self {
            property: String::new(),
            kind: FaultKind::Body(reason),
        }
    }

    /// Takes a secret value out.
    pub(crate) fn hide_value(&mut self) {
        if let FaultKind::Value(error) = &self.kind {
            self.kind = FaultKind::Value(error.clone().hidden());
        }
    }

    pub(crate) fn sentinel() -> Self {
        Self {
            property: String::new(),
            kind: FaultKind::Sentinel,
        }
    }

    pub(crate) fn is_sentinel(&self) -> bool {
        self.kind == FaultKind::Sentinel
    }

    pub(crate) fn difference(property: &str, reason: Unrepresentable) -> Self {
        Self {
            property: property.to_owned(),
            kind: FaultKind::Difference(reason),
        }
    }

    /// Names the property around what is named so far.
    pub(crate) fn inside(&mut self, name: &str) {
        let path = if self.property.is_empty() {
            name.to_owned()
        } else {
            format!("{name}/{}", self.property)
        };
        self.property = path;
    }

    /// The property's path, and what is wrong with it.
    pub(crate) fn into_parts(self) -> (String, FaultKind) {
        (self.property, self.kind)
    }

    pub(crate) fn into_value_error(self) -> Option<ValueError> {
        match self.kind {
            FaultKind::Value(error) => Some(error),
            _ => None,
        }
    }
}
