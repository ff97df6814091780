//! Reading: JSON text becomes entities, complex values and unions.
//!
//! A derive emits the names of a type's members, a value in which every member is absent, and one function that reads the
//! member with an index ([`Members`]); everything else is here, and compiled once.

mod apply;
mod control;
mod embedded;
mod field;
mod leads;
mod map;
mod names;
mod object;
mod patch;
mod related;
mod repeated;
mod tag;
mod union;

pub(crate) use apply::utf8;
pub use apply::{AppliedJson, Apply, apply};
pub(crate) use control::{count, link};
pub use embedded::EmbeddedPatch;
pub use field::{NavigationField, ReadField, Unread, placeholder};
pub use leads::{RestrictedTo, To};
pub(crate) use map::{apply_dictionary, dictionary};
pub(crate) use names::plain;
pub use names::{Names, UNDECLARED, base_index, names};
pub use object::{apply_object, read_object};
pub use patch::{deserialize as deserialize_patch, read_patch};
pub use related::Related;
pub use repeated::repeats_no_base;
pub(crate) use tag::is_of;
pub use union::{UnionTag, read_union};

use crate::reader::{Fields, JsonReader, Note, Place, ReadError, Readable};
use crate::types::Typed;

/// How a structured type is read: implemented by the derives of entity types, complex types and projections.
///
/// You never name it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an entity type or complex type",
    label = "not a structured type",
    note = "add `#[derive(Entity)]`, or `#[derive(ComplexType)]` for a type without a key"
)]
pub trait Members: Typed {
    /// The names of its members.
    #[doc(hidden)]
    const NAMES: &'static Names;

    /// The value in which every member is absent; nobody sees it.
    #[doc(hidden)]
    fn absent() -> Self;

    /// Reads the member with this index.
    ///
    /// # Errors
    ///
    /// A value that is not of the member's type.
    #[doc(hidden)]
    fn field(&mut self, index: usize, from: &mut JsonReader<'_>) -> Result<(), ReadError>;
}

#[diagnostic::do_not_recommend]
impl<T: Members> Readable for T {
    #[doc(hidden)]
    type Leads = Self;

    #[doc(hidden)]
    #[inline]
    fn read(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
        read_object(from)
    }

    #[doc(hidden)]
    #[inline]
    fn read_into(&mut self, from: &mut JsonReader<'_>) -> Result<(), ReadError> {
        apply_object(self, from)
    }

    #[doc(hidden)]
    fn fields() -> Option<Fields> {
        Some(T::NAMES.fields(std::any::type_name::<T>()))
    }
}
