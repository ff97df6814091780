//! JSON text, read from front to back, without a tree in between; other formats, and values that a deserializer holds already,
//! are made text of first ([`deserialize`]).

mod error;
mod fields;
mod gather;
mod json;
mod place;
mod serde_path;
mod value;

pub use error::ReadError;
pub(crate) use fields::Field;
pub use fields::{Fields, FieldsOf, common_fields, no_fields};
pub use gather::deserialize;
pub(crate) use gather::gathered;
pub use json::{JsonReader, Note};
pub(crate) use place::Place;

/// What can be read from a JSON object: an entity, a complex type, a union of some. Implemented by the derives.
///
/// ```
/// use odata_entity::bounds::Readable;
/// use odata_entity::query::Expand;
/// use odata_entity::{Entity, Many, NavigationProperty};
///
/// /// What a navigation property leads to comes along, with the properties that its type is read from.
/// fn along<E, T: Entity + Readable>(property: NavigationProperty<E, Many<T>>) -> Expand<E, Many<T>> {
///     property.expand().select_fields()
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read",
    label = "not readable",
    note = "a type that is read derives `Entity` or `ComplexType`; `#[odata(deserialize = false)]` leaves reading to serde, \
            whose `Deserialize` it then needs"
)]
pub trait Readable: Sized {
    /// The type that a navigation property leads to whose field has this type: the type itself, unless it holds another one.
    #[doc(hidden)]
    type Leads;

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

    /// The properties that it is read from; `None` where that is not known.
    #[doc(hidden)]
    #[must_use = "this changes nothing: use what it returns"]
    fn fields() -> Option<Fields> {
        None
    }
}

/// What serde reads: a type marked `deserialize = false`, and what a navigation property marked `serde` leads to.
///
/// Every type with `Deserialize` is that.
///
/// You never name it: the bound for such a type in your own code is [`serde::de::DeserializeOwned`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not read by serde",
    label = "does not implement `Deserialize`",
    note = "`deserialize = false` and `navigation, serde` leave reading to serde: add `#[derive(serde::Deserialize)]` to the type, or drop \
            them"
)]
pub trait ReadBySerde: Sized {
    /// Reads a value.
    ///
    /// # Errors
    ///
    /// Those of its `Deserialize`.
    fn read_by_serde(from: &mut JsonReader<'_>) -> Result<Self, ReadError>;
}

#[diagnostic::do_not_recommend]
impl<T: serde::de::DeserializeOwned> ReadBySerde for T {
    fn read_by_serde(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
        from.by_serde()
    }
}
