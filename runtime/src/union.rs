//! Unions: an enum of the types that derive from one base type, told apart by `@odata.type`.

use crate::json::JsonWriter;
use crate::structure::{Structured, Whole, WriteWhole, write_replacement};
use crate::value::{Detail, EdmFormat, EdmType, EdmValue, With};
use serde::de::{DeserializeOwned, Deserializer, Error};
use serde_json::Value;

/// An enum over derived types. Derive it with `ComplexType` or `Entity` on an enum.
pub trait UnionType: Sized {
    /// The base type's qualified name.
    const TYPE_NAME: &'static str;

    /// Reads a value whose type tag (without `#`) is `type_name`; an unknown type is kept as it came.
    ///
    /// # Errors
    ///
    /// A value that is not of the type that its tag names; a type that the union neither knows nor keeps.
    fn from_tagged(type_name: &str, value: Value) -> Result<Self, serde_json::Error>;

    /// Writes the variant's value.
    #[doc(hidden)]
    fn write_variant(&self, whole: Whole, out: &mut JsonWriter);

    /// Writes the variant's value in the place of another, with null for what is gone of the same variant's.
    #[doc(hidden)]
    fn write_change(&self, after: &Self, lossy: bool, out: &mut JsonWriter) {
        let _ = lossy;
        after.write_variant(Whole::Value, out);
    }
}

/// What a patch holds for a union of complex types; it derefs to the value.
#[derive(Clone, Copy, Debug)]
pub enum UnionFormat {}

impl<U: UnionType + EdmValue> EdmFormat<U> for UnionFormat {
    const EDM: EdmType = U::EDM;

    fn write_json(value: &U, out: &mut JsonWriter) {
        value.write_variant(Whole::Value, out);
    }

    const SAYS_WHAT_IS_GONE: bool = true;

    fn write_change(before: &U, after: &U, lossy: bool, out: &mut JsonWriter) {
        before.write_change(after, lossy, out);
    }
}

/// What a difference says of a union: the value whole, and null for what is gone of it.
#[must_use = "this changes nothing: use what it returns"]
pub fn changed<U: UnionType + EdmValue>(
    before: &U,
    after: &U,
    detail: Detail,
) -> Option<With<U, UnionFormat>> {
    Some(With::changed_from(before.clone(), after.clone(), detail.lossy()))
}

/// Reads a union: by its type tag, wherever in the object it stands, with and without `#`; a value without a tag is of
/// the type that the property declares, the base type
/// ([OData JSON 4.01, 4.6.3](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#ControlInformationtypeodatatype)).
///
/// # Errors
///
/// Those of [`UnionType::from_tagged`], and a value that is no JSON object.
pub fn deserialize<'de, U: UnionType, D: Deserializer<'de>>(deserializer: D) -> Result<U, D::Error> {
    let value: Value = serde::Deserialize::deserialize(deserializer)?;
    let Some(object) = value.as_object() else {
        return Err(D::Error::custom(format_args!(
            "expected an object of a type derived from `{}`",
            U::TYPE_NAME
        )));
    };
    let tag = object
        .get("@odata.type")
        .or_else(|| object.get("@type"))
        .and_then(Value::as_str);
    let type_name = tag
        .map_or(U::TYPE_NAME, |tag| tag.strip_prefix('#').unwrap_or(tag))
        .to_owned();
    U::from_tagged(&type_name, value)
        .map_err(|error| D::Error::custom(format_args!("`{type_name}`: {error}")))
}

/// Reads one variant if the tag names its type.
pub fn variant<T: Structured + DeserializeOwned>(
    type_name: &str,
    value: &mut Value,
) -> Option<Result<T, serde_json::Error>> {
    (T::TYPE.name == type_name).then(|| serde_json::from_value(value.take()))
}

/// The error of a union without fallback.
///
/// # Errors
///
/// Always.
pub fn unknown_type<U: UnionType>() -> Result<U, serde_json::Error> {
    Err(serde_json::Error::custom(format_args!(
        "the union of `{}` has no variant for it: a variant `#[odata(other)] Other(serde_json::Value)` would keep it",
        U::TYPE_NAME
    )))
}

/// Writes a value of a known type, always with its tag.
pub fn write_known<T: Structured>(value: &T, whole: Whole, out: &mut JsonWriter) {
    out.force_tag(|out| value.write_whole(whole, out));
}

/// Writes a value of a known type in the place of another one, always with its tag.
pub fn write_known_change<T: Structured + Clone>(before: &T, after: &T, lossy: bool, out: &mut JsonWriter) {
    out.force_tag(|out| write_replacement(before, after, lossy, out));
}

/// What a fallback keeps a value of an unknown type in.
#[diagnostic::on_unimplemented(
    message = "the fallback cannot keep a value of an unknown type in a `{Self}`",
    label = "write `serde_json::Value`"
)]
pub trait Kept: Sized {
    /// Keeps a value of an unknown type.
    fn keep(value: Value) -> Self;

    /// Writes a value of an unknown type as it came.
    fn write(&self, out: &mut JsonWriter);
}

impl Kept for Value {
    fn keep(value: Value) -> Self {
        value
    }

    fn write(&self, out: &mut JsonWriter) {
        EdmValue::write_json(self, out);
    }
}

impl Kept for Box<Value> {
    fn keep(value: Value) -> Self {
        Self::new(value)
    }

    fn write(&self, out: &mut JsonWriter) {
        EdmValue::write_json(&**self, out);
    }
}
