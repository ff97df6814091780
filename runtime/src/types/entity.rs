//! [`Entity`]: what an entity type has that other structured types do not.

use super::{Scopes, Typed};
use crate::reader::Readable;

/// An entity type. Derive it: `#[derive(Entity)]`.
///
/// The derive also gives the type inherent functions: `patch`, `to_patch`, `diff`, `diff_lossy`, `to_create`, one
/// constant a property, and the functions of its paths.
///
/// ```
/// use odata_entity::{CollectionPath, Entity, Page, Request};
///
/// /// The first of any entities, and a line for the log.
/// fn first<E: Entity>(path: &CollectionPath<E>) -> (String, Request<Page<E>>) {
///     (format!("reading a {}", E::TYPE_NAME), path.list().top(1))
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an entity type",
    label = "not an entity type",
    note = "add `#[derive(Entity)]` and `#[odata(type = \"namespace.name\")]` to the struct"
)]
pub trait Entity: Typed + Readable {
    /// The permissions that the documentation names for writing it.
    const SCOPES: Scopes = Self::TYPE.scopes;

    /// Other notes from its documentation, for example on licences.
    const NOTE: Option<&'static str> = Self::TYPE.note;

    /// The API version that its requests go to, if it is another than the client's: `beta`. It takes the place of the last
    /// segment of the base URL; [`Request::version`](crate::Request::version) has another for one request.
    const VERSION: Option<&'static str> = Self::TYPE.version;

    /// The type's qualified name: `microsoft.graph.managedDevice`.
    const TYPE_NAME: &'static str = Self::TYPE.name;
}
