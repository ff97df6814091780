//! [`Property`]: constants of the properties that have values.

use super::expr::Expr;
use super::path::PropertyPath;
use super::tree::Tree;
use crate::types::DerivedType;
use std::fmt;
use std::marker::PhantomData;

/// A property of `E` whose values are `T`: what the derives make constants of.
///
/// Comparisons give a [`Filter`](crate::Filter), functions and arithmetic an [`Expr`](crate::query::Expr), [`then`](Self::then) a
/// [`PropertyPath`](crate::PropertyPath); all three have the same comparisons and functions.
///
/// ```
/// use odata_entity::{Entity, Property};
///
/// #[derive(Entity)]
/// #[serde(rename_all = "camelCase")]
/// #[odata(type = "microsoft.graph.user", path = "/users/{userId}")]
/// struct User {
///     display_name: Option<String>,
///     city: Option<String>,
/// }
///
/// // The derive makes a constant of each field.
/// let name: Property<User, String> = User::DISPLAY_NAME;
/// assert_eq!(name.name(), "displayName");
/// let request = User::collection().list().select((name, User::CITY)).filter(name.starts_with("A")).top(5);
/// ```
#[must_use = "a property by itself asks for nothing"]
pub struct Property<E, T> {
    name: &'static str,
    types: PhantomData<fn() -> (E, T)>,
}

/// [`Property::new`], for the derives: a function that is no type's own costs the compiler less to find.
#[doc(hidden)]
pub const fn property<E, T>(name: &'static str) -> Property<E, T> {
    Property {
        name,
        types: PhantomData,
    }
}

impl<E, T> Property<E, T> {
    /// The property of that name, or at that path: `address/city`. An invalid one is an error when a request is built
    /// with it.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            types: PhantomData,
        }
    }

    /// The property's name on the wire.
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The same property of a derived type.
    pub const fn of<D: DerivedType<Base = E>>(self) -> Property<D, T> {
        Property::new(self.name)
    }

    /// The name, if it is one, or a path of names: an expression in its place would change the filter around it.
    pub(super) fn tree(self) -> Tree {
        Tree::name(self.name)
    }
}

/// Nothing implements it: an operator gives a `bool`, and a filter is wanted.
///
/// You never name it: compare by [`eq`](Property::eq) and its like.
#[diagnostic::on_unimplemented(
    message = "a property is compared by its methods: an operator would ask nothing of the service",
    label = "compared by an operator",
    note = "write `Device::NAME.eq(value)`, and `ne`, `gt`, `ge`, `lt`, `le` likewise"
)]
pub trait ComparedByOperator {}

macro_rules! by_methods {
    ($($name:ident)+) => {$(
        impl<E, T, V: ComparedByOperator> PartialEq<V> for $name<E, T> {
            fn eq(&self, _: &V) -> bool {
                false
            }
        }

        impl<E, T, V: ComparedByOperator> PartialOrd<V> for $name<E, T> {
            fn partial_cmp(&self, _: &V) -> Option<std::cmp::Ordering> {
                None
            }
        }
    )+};
}

by_methods!(Property PropertyPath Expr);

// By hand, as a derive would ask the same of `E` and `T`.
impl<E, T> Clone for Property<E, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E, T> Copy for Property<E, T> {}

impl<E, T> fmt::Debug for Property<E, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Property({})", self.name)
    }
}

impl<E, T> fmt::Display for Property<E, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name)
    }
}

/// The name on the wire.
impl<E, T> AsRef<str> for Property<E, T> {
    fn as_ref(&self) -> &str {
        self.name
    }
}
