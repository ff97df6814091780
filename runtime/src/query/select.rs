//! [`Selection`]: the properties of one entity that `select` takes.

use super::list::{List, lists};
use super::path::PropertyPath;
use super::property::Property;

/// A property of `E` that can be selected.
///
/// ```
/// use odata_entity::query::Selectable;
/// use odata_entity::{Entity, EntityPath, Request};
///
/// /// One property more than the two that are always read.
/// fn read<E: Entity, P: Selectable<E>>(path: &EntityPath<E>, always: [P; 2], more: P) -> Request<E> {
///     let [a, b] = always;
///     path.get().select(vec![a, b, more])
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a property of `{E}`",
    label = "not a property of `{E}`",
    note = "`select` takes the constants that the derive makes of the fields, such as `Device::NAME`, and paths to properties of complex \
            values; those of a base type after `.of()`; names that no struct has go into `select_named`"
)]
pub trait Selectable<E> {
    /// Adds its name.
    #[doc(hidden)]
    fn select_into(&self, list: &mut List);
}

impl<E, T> Selectable<E> for Property<E, T> {
    fn select_into(&self, list: &mut List) {
        list.path(&self.tree());
    }
}

impl<E, T> Selectable<E> for PropertyPath<E, T> {
    fn select_into(&self, list: &mut List) {
        list.path(self.as_tree());
    }
}

/// Properties of `E`, for [`Request::select`](crate::Request::select): one, several of one value type in an array, slice or
/// `Vec`, or up to 16 of any value types in a tuple.
///
/// ```
/// use odata_entity::query::Selection;
/// use odata_entity::{CollectionPath, Entity, Page, Request};
///
/// /// A list with the properties that the caller needs: `devices(&path, (Device::ID, Device::NAME))`.
/// fn devices<E: Entity>(path: &CollectionPath<E>, properties: impl Selection<E>) -> Request<Page<E>> {
///     path.list().select(properties).top(100)
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no selection of properties of `{E}`",
    label = "not properties of `{E}`",
    note = "`select` takes one property, an array or `Vec` of them, or a tuple where their value types differ: \
            `.select((Device::ID, Device::NAME))`",
    note = "text is not checked against the entity: names that no struct has go into `select_named`"
)]
pub trait Selection<E> {
    /// Adds the names.
    #[doc(hidden)]
    fn select_all(&self, list: &mut List);
}

#[diagnostic::do_not_recommend]
impl<E, T> Selection<E> for Property<E, T> {
    fn select_all(&self, list: &mut List) {
        self.select_into(list);
    }
}

#[diagnostic::do_not_recommend]
impl<E, T> Selection<E> for PropertyPath<E, T> {
    fn select_all(&self, list: &mut List) {
        self.select_into(list);
    }
}

lists!(Selection::select_all of Selectable::select_into);
