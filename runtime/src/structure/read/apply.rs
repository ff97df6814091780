//! `apply`: JSON is read into a value that is there.

use super::{JsonReader, Members, Place, ReadError, Readable};
use crate::structure::Patch;
use std::borrow::Cow;

/// What can be applied to a value: JSON as text, bytes or a [`serde_json::Value`], and a patch, for what a PATCH that was
/// answered with 204 did.
///
/// ```
/// use odata_entity::bounds::AppliedJson;
/// use odata_entity::{Apply, ReadError};
///
/// /// Brings a cached value up to date: with an answer's text or bytes, a `Value`, or the patch that was sent.
/// fn update<T: Apply>(cached: &mut T, news: impl AppliedJson) -> Result<(), ReadError> {
///     cached.apply(news)
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not what can be applied to a value",
    label = "not JSON",
    note = "JSON text or bytes can be applied, a `serde_json::Value`, and a reference to a patch"
)]
pub trait AppliedJson {
    /// The JSON text.
    ///
    /// # Errors
    ///
    /// Bytes that are no UTF-8, a patch that cannot be written.
    #[doc(hidden)]
    fn json(&self) -> Result<Cow<'_, str>, ReadError>;

    /// Whether it is a patch.
    #[doc(hidden)]
    const IS_PATCH: bool = false;
}

impl AppliedJson for &str {
    fn json(&self) -> Result<Cow<'_, str>, ReadError> {
        Ok(Cow::Borrowed(self))
    }
}

impl AppliedJson for String {
    fn json(&self) -> Result<Cow<'_, str>, ReadError> {
        Ok(Cow::Borrowed(self))
    }
}

impl AppliedJson for &String {
    fn json(&self) -> Result<Cow<'_, str>, ReadError> {
        Ok(Cow::Borrowed(self))
    }
}

/// Bytes as text.
pub(crate) fn utf8(bytes: &[u8]) -> Result<&str, ReadError> {
    std::str::from_utf8(bytes)
        .map_err(|error| ReadError::new(error.valid_up_to(), "the text is no UTF-8").located(bytes))
}

macro_rules! bytes {
    ($($(#[$attr:meta])* [$($generics:tt)*] $ty:ty;)*) => {$(
        impl<$($generics)*> AppliedJson for $ty {
            fn json(&self) -> Result<Cow<'_, str>, ReadError> {
                utf8(self.as_ref()).map(Cow::Borrowed)
            }
        }
    )*};
}

bytes! {
    [] &[u8];
    [] Vec<u8>;
    [] &Vec<u8>;
    [const N: usize] &[u8; N];
}

impl AppliedJson for serde_json::Value {
    fn json(&self) -> Result<Cow<'_, str>, ReadError> {
        Ok(Cow::Owned(self.to_string()))
    }
}

impl AppliedJson for &serde_json::Value {
    fn json(&self) -> Result<Cow<'_, str>, ReadError> {
        Ok(Cow::Owned(self.to_string()))
    }
}

impl<P: Patch> AppliedJson for &P {
    fn json(&self) -> Result<Cow<'_, str>, ReadError> {
        let json = self
            .to_json()
            .map_err(|error| ReadError::new(0, error.to_string()))?;
        Ok(Cow::Owned(String::from_utf8_lossy(&json).into_owned()))
    }

    const IS_PATCH: bool = true;
}

/// A type into whose values JSON can be read: an entity type, a complex type, a union of some. Implemented by the derives.
///
/// A derive gives the type an inherent function that does the same; the trait is for code that is generic over types:
///
/// ```
/// use odata_entity::{Apply, ReadError};
///
/// fn refresh<E: Apply>(entities: &mut [E], json: &str) -> Result<(), ReadError> {
///     entities.iter_mut().try_for_each(|entity| entity.apply(json))
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "nothing can be applied to a `{Self}`",
    label = "is not read by a derive of this crate",
    note = "add `#[derive(Entity)]` or `#[derive(ComplexType)]`, without `#[odata(deserialize = false)]`: serde reads new values only"
)]
pub trait Apply: Readable {
    /// Reads JSON into the value: members that the JSON does not have stay as they are. Takes JSON text or bytes, a
    /// `serde_json::Value`, and a reference to a patch, for what a PATCH that was answered with 204 did.
    ///
    /// A complex value is replaced, unless the field or its type is marked `#[odata(merge)]`.
    ///
    /// # Errors
    ///
    /// JSON that is no object of the type, with the path of the property; the members before it are changed.
    fn apply(&mut self, json: impl AppliedJson) -> Result<(), ReadError> {
        apply(self, json)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Members> Apply for T {}

/// Reads JSON into a value that is there: what `apply` of the derives calls.
///
/// # Errors
///
/// What is no object of the type; the members before the error are changed.
pub fn apply<T: Readable, J: AppliedJson>(to: &mut T, json: J) -> Result<(), ReadError> {
    let text = json.json()?;
    into(to, &text, J::IS_PATCH)
}

fn into<T: Readable>(to: &mut T, text: &str, is_patch: bool) -> Result<(), ReadError> {
    let mut from = JsonReader::new(text);
    from.is_applied = true;
    if is_patch {
        // It has the tag of the type that it was made of, and holds of a complex value what changes.
        (from.place, from.merges, from.is_patch) = (Place::Checked, true, true);
    }
    let read = to.read_into(&mut from).and_then(|()| from.end());
    read.map_err(|error| error.located(text.as_bytes()))
}
