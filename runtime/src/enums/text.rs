//! Enums over `Edm.String`: text of which the values are known, as `Validation.AllowedValues` lists them.

use super::EnumType;
use crate::edm;
use crate::json::JsonWriter;
use crate::value::EdmType;

/// What an unknown value is, for the errors of enums without fallback.
pub(super) const UNKNOWN: &str =
    "none of the values that this build knows: a variant `#[odata(other)] Other(String)` would keep it";

/// Whether the type of an enum is text.
pub(super) fn is_text(type_name: &str) -> bool {
    type_name == edm::string::NAME
}

/// The Edm type of an enum over text: `id` is the number made of the name `Edm.String`, `values` are those of the enum that a property's
/// list is compared with.
pub const fn text_edm(id: u64, values: &'static [&'static str]) -> EdmType {
    EdmType {
        id,
        values,
        ..EdmType::primitive(edm::string::NAME)
    }
}

/// Writes a value as JSON, as any text.
pub fn write_text<T: EnumType>(value: &T, out: &mut JsonWriter) {
    edm::string::write_json(value.name(), out.buffer());
}

/// How many bytes that writes.
#[must_use = "this changes nothing: use what it returns"]
pub fn text_json_len<T: EnumType>(value: &T) -> usize {
    edm::string::json_len(value.name())
}

/// Appends a value as a literal in a URL, as any text.
pub fn write_text_literal<T: EnumType>(value: &T, out: &mut Vec<u8>) {
    edm::string::write_literal(value.name(), out);
}

/// An enum over text as a value. `$id` is the number made of the type's name, `$value` the values that it knows, `$first` its first member.
#[doc(hidden)]
#[macro_export]
macro_rules! __enum_text {
    ($id:literal [$($value:literal),*] ($first:expr)) => {
        type Whole = Self;
        const EDM: __odata::EdmType = __odata::enums::text_edm($id, &[$($value),*]);
        #[inline]
        fn into_body(self) -> Self {
            self
        }
        #[inline]
        fn placeholder() -> Self {
            $first
        }
        #[inline]
        fn read_json(from: &mut __odata::JsonReader<'_>) -> __odata::Result<Self, __odata::ReadError> {
            __odata::enums::read_json(from)
        }
        #[inline]
        fn write_json(&self, out: &mut __odata::JsonWriter) {
            __odata::enums::write_text(self, out)
        }
        #[inline]
        fn json_len(&self) -> usize {
            __odata::enums::text_json_len(self)
        }
        #[inline]
        fn write_literal(&self, out: &mut __odata::Vec<u8>) -> __odata::Result<(), __odata::ValueError> {
            __odata::enums::write_text_literal(self, out);
            __odata::Ok(())
        }
        #[inline]
        fn same(&self, other: &Self) -> bool {
            __odata::enums::name(self) == __odata::enums::name(other)
        }
    };
}

pub use __enum_text as enum_text;
