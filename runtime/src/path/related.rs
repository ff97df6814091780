//! From one path to another: navigation properties, keys, casts, properties.

use super::{
    AnyPath, CollectionPath, Endpoint, EntityPath, Key, KeyForm, RelatedEntities, RelatedEntity,
    RelatedMember, append_key,
};
use crate::types::{Entity, Many, Multiplicity, One};

/// Where a navigation property leads, as a path.
///
/// ```
/// use odata_entity::bounds::Leads;
/// use odata_entity::{Entity, EntityPath, NavigationProperty};
///
/// /// Where a navigation property leads: one entity's path or a collection's.
/// fn related<E: Entity, M: Leads>(of: &EntityPath<E>, property: NavigationProperty<E, M>) -> M::Path {
///     of.to(property)
/// }
/// ```
pub trait Leads: Multiplicity {
    /// [`EntityPath`] or [`CollectionPath`].
    type Path;

    /// The endpoint as such a path.
    #[doc(hidden)]
    fn at(endpoint: AnyPath) -> Self::Path;
}

impl<T, A> Leads for One<T, A> {
    type Path = EntityPath<T, RelatedEntity<A>>;

    fn at(endpoint: AnyPath) -> Self::Path {
        EntityPath::of(endpoint.into_endpoint())
    }
}

impl<T, A> Leads for Many<T, A> {
    type Path = CollectionPath<T, RelatedEntities<A>>;

    fn at(endpoint: AnyPath) -> Self::Path {
        CollectionPath::of(endpoint.into_endpoint())
    }
}

impl Endpoint {
    /// With one more segment, which is no key.
    pub(crate) fn segment(&self, name: &str) -> Self {
        let mut out = self.clone();
        out.declared = None;
        if let Ok(path) = &mut out.path {
            path.push('/');
            super::push_segment(path, name);
        }
        out.rest.push('/');
        out.rest.push_str(name);
        out
    }

    fn key(&self, key: &dyn Key, form: KeyForm) -> Self {
        let mut out = self.clone();
        out.declared = None;
        out.path = out
            .path
            .and_then(|path| append_key(path, key, form, self.template));
        out.rest.push_str(match form {
            KeyForm::Typed => "({key})",
            _ => "/{key}",
        });
        out
    }
}

/// What the items of a collection can do, by what the collection can.
///
/// ```
/// use odata_entity::bounds::Access;
/// use odata_entity::{CollectionPath, Entity, EntityPath};
///
/// /// The paths of several entities of any collection.
/// fn each<E: Entity, A: Access>(of: &CollectionPath<E, A>, ids: &[&str]) -> Vec<EntityPath<E, A::Item>> {
///     ids.iter().map(|id| of.key(*id)).collect()
/// }
/// ```
pub trait Access {
    /// The last parameter of the path of one of them.
    type Item;
}

impl<Update, Insert, Delete, Track> Access for super::Allowed<Update, Insert, Delete, Track> {
    type Item = Self;
}

impl<A> Access for RelatedEntities<A> {
    type Item = RelatedMember<A>;
}

impl<E: Entity, A: Access> CollectionPath<E, A> {
    /// The path of one entity of the collection: its key as a segment, or in parentheses where the template of the entity's own
    /// path has it so. Keys of several parts have no such form.
    pub fn key(&self, key: impl Key) -> EntityPath<E, A::Item> {
        let form = match E::TYPE.has_key_in_parentheses {
            true => KeyForm::Typed,
            false => KeyForm::Segment,
        };
        EntityPath::of(self.endpoint().key(&key, form))
    }
}

impl<E, A> CollectionPath<E, A> {
    /// The same collection, of only the entities of a derived type `D`: `/microsoft.graph.user`
    /// ([OData URL Conventions 4.01, 4.11](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_AddressingDerivedTypes)).
    pub fn cast<D: Entity>(&self) -> CollectionPath<D, A> {
        CollectionPath::of(self.endpoint().segment(D::TYPE.name))
    }
}

impl<E, A> EntityPath<E, A> {
    /// The same entity, as one of a derived type `D`: `/microsoft.graph.user`
    /// ([OData URL Conventions 4.01, 4.11](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_AddressingDerivedTypes)).
    pub fn cast<D: Entity>(&self) -> EntityPath<D, A> {
        EntityPath::of(self.endpoint().segment(D::TYPE.name))
    }
}
