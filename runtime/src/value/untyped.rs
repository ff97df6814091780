//! `serde_json::Value`: `Edm.Untyped` and open properties.

use super::{EdmKind, EdmType, EdmValue};
use crate::json::JsonWriter;
use serde_json::Value;

#[diagnostic::do_not_recommend]
impl EdmValue for Value {
    type Body = Self;
    type Whole = Self;
    const EDM: EdmType = EdmType::new("Edm.Untyped", EdmKind::Untyped);

    #[inline]
    fn into_body(self) -> Self {
        self
    }

    fn write_json(&self, out: &mut JsonWriter) {
        // Writing to a `Vec` and with string keys cannot fail.
        let written = serde_json::to_writer(out.buffer(), self);
        debug_assert!(written.is_ok());
    }

    fn json_len(&self) -> usize {
        match self {
            Self::Null | Self::Bool(_) => 5,
            Self::Number(_) => 24,
            Self::String(text) => crate::edm::string::json_len(text),
            Self::Array(items) => items.iter().map(|item| item.json_len() + 1).sum::<usize>() + 2,
            Self::Object(members) => {
                members
                    .iter()
                    .map(|(name, value)| name.len() + value.json_len() + 4)
                    .sum::<usize>()
                    + 2
            }
        }
    }

    fn same(&self, other: &Self) -> bool {
        self == other
    }
}
