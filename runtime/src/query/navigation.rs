//! [`NavigationProperty`]: constants of the properties that lead to other entities.

use crate::types::DerivedType;
use std::fmt;
use std::marker::PhantomData;

/// A navigation property of `E`.
#[must_use = "a navigation property by itself asks for nothing"]
pub struct NavigationProperty<E> {
    name: &'static str,
    collection: bool,
    nullable: bool,
    types: PhantomData<fn() -> E>,
}

impl<E> NavigationProperty<E> {
    /// The navigation property of that name, to one entity.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            collection: false,
            nullable: true,
            types: PhantomData,
        }
    }

    /// The navigation property of that name, which always leads to one entity.
    pub const fn non_nullable(name: &'static str) -> Self {
        Self {
            nullable: false,
            ..Self::new(name)
        }
    }

    /// The navigation property of that name, to a collection of entities.
    pub const fn collection(name: &'static str) -> Self {
        Self {
            collection: true,
            ..Self::new(name)
        }
    }

    /// Whether it leads to a collection.
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn is_collection(&self) -> bool {
        self.collection
    }

    /// Whether it may lead to no entity; of a collection, true.
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn is_nullable(&self) -> bool {
        self.nullable
    }

    /// The same navigation property of a derived type.
    pub const fn of<D: DerivedType<Base = E>>(self) -> NavigationProperty<D> {
        NavigationProperty {
            name: self.name,
            collection: self.collection,
            nullable: self.nullable,
            types: PhantomData,
        }
    }

    /// The navigation property's name on the wire.
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

/// The name on the wire.
impl<E> AsRef<str> for NavigationProperty<E> {
    fn as_ref(&self) -> &str {
        self.name
    }
}

impl<E> Clone for NavigationProperty<E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E> Copy for NavigationProperty<E> {}

impl<E> fmt::Debug for NavigationProperty<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NavigationProperty({})", self.name)
    }
}

impl<E> fmt::Display for NavigationProperty<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name)
    }
}
