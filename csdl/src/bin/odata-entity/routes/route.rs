//! Ways.

use odata_entity_csdl::{NavigationProperty, Resource};

/// A way to an entity or a set of entities.
#[derive(Debug, Clone)]
pub(crate) struct Route<'s> {
    pub(crate) root: &'s Resource,
    /// The navigation properties behind it.
    pub(crate) hops: Vec<Hop<'s>>,
}

/// A navigation property on a way.
#[derive(Debug, Clone)]
pub(crate) struct Hop<'s> {
    /// The derived type that has the property, where it is not the one that the way leads to so far.
    pub(crate) cast: Option<String>,
    pub(crate) property: &'s NavigationProperty,
}

impl Route<'_> {
    /// The type that is declared at the end.
    pub(crate) fn ty(&self) -> &str {
        self.hops
            .last()
            .map_or(&self.root.entity_type, |hop| &hop.property.ty.name)
    }

    /// Whether a collection is at the end, from which a key chooses.
    pub(crate) fn is_collection(&self) -> bool {
        self.hops
            .last()
            .map_or(!self.root.is_singleton, |hop| hop.property.ty.is_collection)
    }

    pub(super) fn has_cast(&self) -> bool {
        self.hops.iter().any(|hop| hop.cast.is_some())
    }

    pub(super) fn has_contained_end(&self) -> bool {
        self.hops.last().is_none_or(|hop| hop.property.contains_target)
    }
}
