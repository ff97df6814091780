//! Reading: JSON text becomes entities, complex values and unions.
//!
//! A derive emits the names of a type's members, a value in which every member is absent, and one function that reads the
//! member with an index ([`Members`]); everything else is here, and compiled once. Text is read from front to back, without
//! a tree in between; other formats, and values that a deserializer holds already, are made text of first
//! ([`deserialize`]).

mod apply;
mod error;
mod field;
mod gather;
mod json;
mod map;
mod names;
mod object;
mod patch;
mod tag;
mod union;
mod value;

pub(crate) use apply::utf8;
pub use apply::{AppliedJson, apply};
pub use error::ReadError;
pub use field::{NavigationField, placeholder};
pub use gather::deserialize;
pub use json::JsonReader;
pub(crate) use map::{apply_dictionary, dictionary};
pub(crate) use names::plain;
pub use names::{Names, UNDECLARED, base_index};
pub use object::{apply_object, read_object};
pub use patch::{deserialize as deserialize_patch, read_patch};
pub(crate) use tag::Place;
pub use union::{UnionTag, read_union};
pub(crate) use value::unknown_member;

use crate::structure::Structured;

/// How a structured type is read. Emitted by the derives.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an entity type or complex type",
    label = "not a structured type",
    note = "add `#[derive(Entity)]`, or `#[derive(ComplexType)]` for a type without a key"
)]
pub trait Members: Structured {
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

/// What can be read from a JSON object: an entity, a complex type, a union of some. Implemented by the derives.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read",
    label = "not readable",
    note = "a type that is read derives `Entity` or `ComplexType`; `#[odata(deserialize = false)]` leaves reading to serde, \
            whose `Deserialize` it then needs"
)]
pub trait Readable: Sized {
    /// Reads the object.
    ///
    /// # Errors
    ///
    /// What is no object of this type.
    #[doc(hidden)]
    fn read(from: &mut JsonReader<'_>) -> Result<Self, ReadError>;

    /// Reads the object into a value that is there.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    #[doc(hidden)]
    fn read_into(&mut self, from: &mut JsonReader<'_>) -> Result<(), ReadError> {
        *self = Self::read(from)?;
        Ok(())
    }
}

#[diagnostic::do_not_recommend]
impl<T: Members> Readable for T {
    #[inline]
    fn read(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
        read_object(from)
    }

    #[inline]
    fn read_into(&mut self, from: &mut JsonReader<'_>) -> Result<(), ReadError> {
        apply_object(self, from)
    }
}

/// Reads a value by serde's `Deserialize`: the reader of a type marked `deserialize = false`.
///
/// # Errors
///
/// Those of its `Deserialize`.
pub fn by_serde<T: serde::de::DeserializeOwned>(from: &mut JsonReader<'_>) -> Result<T, ReadError> {
    from.by_serde()
}
