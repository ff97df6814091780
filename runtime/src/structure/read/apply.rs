//! `apply`: JSON is read into a value that is there.

use super::{JsonReader, Place, ReadError, Readable};
use crate::structure::Patch;
use std::borrow::Cow;

/// What can be applied to a value: JSON as text, bytes or a [`serde_json::Value`], and a patch, for what a PATCH that was
/// answered with 204 did.
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
        // It has the tag of the type that it was made of, and says of a complex value what changes.
        (from.place, from.merges, from.is_patch) = (Place::Checked, true, true);
    }
    let read = to.read_into(&mut from).and_then(|()| from.end());
    read.map_err(|error| error.located(text.as_bytes()))
}
