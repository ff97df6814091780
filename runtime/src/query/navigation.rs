//! [`NavigationProperty`]: constants of the properties that lead to other entities.

use super::tree::Tree;
use crate::types::{DerivedType, Many, Multiplicity, One};
use std::fmt;
use std::marker::PhantomData;

/// A navigation property of `E`, which leads to what `M` is: [`One<T>`](One) entity or [`Many<T>`](Many).
///
/// ```
/// use odata_entity::{Entity, Many, NavigationProperty};
///
/// #[derive(Entity)]
/// #[odata(type = "n.group", path = "/groups/{id}")]
/// struct Group {
///     #[odata(key)]
///     id: Option<String>,
///     #[odata(navigation)]
///     members: Option<Vec<User>>,
/// }
///
/// #[derive(Entity)]
/// #[odata(type = "n.user", path = "/users/{id}")]
/// struct User {
///     #[odata(key)]
///     id: Option<String>,
/// }
///
/// // The derive makes a constant of the field.
/// let members: NavigationProperty<Group, Many<User>> = Group::MEMBERS;
/// let path = Group::path("1").to(members);
/// assert_eq!(path.as_str()?, "/groups/1/members");
/// let request = Group::path("1").get().expand(members);
/// # Ok::<(), odata_entity::PathError>(())
/// ```
#[must_use = "a navigation property by itself asks for nothing"]
pub struct NavigationProperty<E, M> {
    name: &'static str,
    nullable: bool,
    types: PhantomData<fn() -> (E, M)>,
}

impl<E, M> NavigationProperty<E, M> {
    /// The navigation property of that name.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            nullable: true,
            types: PhantomData,
        }
    }

    /// Whether it may lead to no entity; of a collection, true.
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn is_nullable(&self) -> bool {
        self.nullable
    }

    /// The same navigation property of a derived type.
    pub const fn of<D: DerivedType<Base = E>>(self) -> NavigationProperty<D, M> {
        NavigationProperty {
            name: self.name,
            nullable: self.nullable,
            types: PhantomData,
        }
    }

    /// The name, if it is one, or a path of names.
    pub(super) fn tree(self) -> Tree {
        Tree::name(self.name)
    }

    /// The navigation property's name on the wire.
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

impl<E, M: Multiplicity> NavigationProperty<E, M> {
    /// Whether it leads to a collection.
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn is_collection(&self) -> bool {
        M::IS_COLLECTION
    }
}

impl<E, T, A> NavigationProperty<E, One<T, A>> {
    /// The navigation property of that name, which always leads to one entity.
    pub const fn non_nullable(name: &'static str) -> Self {
        Self {
            nullable: false,
            ..Self::new(name)
        }
    }
}

impl<E, T, A> NavigationProperty<E, Many<T, A>> {
    /// The navigation property of that name, to a collection of entities.
    pub const fn collection(name: &'static str) -> Self {
        Self::new(name)
    }
}

/// The name on the wire.
impl<E, M> AsRef<str> for NavigationProperty<E, M> {
    fn as_ref(&self) -> &str {
        self.name
    }
}

impl<E, M> Clone for NavigationProperty<E, M> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E, M> Copy for NavigationProperty<E, M> {}

impl<E, M> fmt::Debug for NavigationProperty<E, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NavigationProperty({})", self.name)
    }
}

impl<E, M> fmt::Display for NavigationProperty<E, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name)
    }
}
