//! [`Typed`]: a type that the metadata has a name for.

use super::TypeInfo;

/// A type that has a name in the service's metadata: a structured type, or a union of some. Implemented by the derives.
///
/// ```
/// use odata_entity::bounds::Typed;
/// use odata_entity::query::NavigationPath;
/// use odata_entity::{Many, NavigationProperty};
///
/// /// The related entities that are of a derived type: `members/microsoft.graph.user`.
/// fn only<E, B, D: Typed>(property: NavigationProperty<E, Many<B>>) -> NavigationPath<E, Many<D>> {
///     property.cast::<D>()
/// }
/// ```
pub trait Typed: Sized {
    /// Its name, its type tag policy, and notes from its documentation.
    #[doc(hidden)]
    const TYPE: &'static TypeInfo;

    /// The type tag that the value was read with, where the type has a field for it.
    #[doc(hidden)]
    #[inline]
    fn read_tag(&self) -> Option<String> {
        None
    }
}

/// A structured type that embeds its base type in a field marked `#[odata(base)]`.
///
/// The base's property constants and paths are the base's own; [`Property::of`](crate::Property::of) and
/// [`Filter::of`](crate::Filter::of) make properties and filters of the base usable for the derived type.
///
/// ```
/// use odata_entity::{DerivedType, Entity, Filter};
///
/// #[derive(Debug, Clone, Entity)]
/// #[odata(type = "microsoft.graph.directoryObject", path = "/directoryObjects/{id}", is_base)]
/// struct DirectoryObject {
///     #[odata(key)]
///     id: String,
/// }
///
/// #[derive(Debug, Clone, Entity)]
/// #[odata(type = "microsoft.graph.user", path = "/users/{userId}")]
/// struct User {
///     #[serde(flatten)]
///     #[odata(base)]
///     object: DirectoryObject,
/// }
///
/// /// A filter for any type of directory object.
/// fn is_one_of<T: DerivedType<Base = DirectoryObject>>(ids: Vec<String>) -> Filter<T> {
///     DirectoryObject::ID.is_in(ids).of()
/// }
/// let users = User::collection().list().filter(is_one_of(vec!["a".into(), "b".into()]));
/// # assert!(users.to_http("https://graph.microsoft.com/v1.0").is_ok());
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` embeds no base type",
    note = "mark the field that holds it: `#[serde(flatten)] #[odata(base)]`"
)]
pub trait DerivedType: Typed {
    /// The base type.
    type Base;
}
