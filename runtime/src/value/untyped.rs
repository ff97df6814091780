//! `serde_json::Value`: `Edm.Untyped` and open properties.

use super::{EdmKind, EdmType, EdmValue};
use crate::json::JsonWriter;
use crate::reader::{JsonReader, ReadError};
use serde_json::{Number, Value};

#[diagnostic::do_not_recommend]
impl EdmValue for Value {
    type Body = Self;
    type Whole = Self;
    const EDM: EdmType = EdmType::new("Edm.Untyped", EdmKind::Untyped);

    #[inline]
    fn into_body(self) -> Self {
        self
    }

    fn placeholder() -> Self {
        Self::Null
    }

    fn read_json(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
        from.json_value()
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

    /// Zero has a sign in JSON, which the comparison of numbers passes over.
    fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(a), Self::Number(b)) => a == b && is_negative(a) == is_negative(b),
            (Self::Array(a), Self::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.same(b)),
            (Self::Object(a), Self::Object(b)) => {
                let same = |(name, a): (&String, &Self)| b.get(name).is_some_and(|b| a.same(b));
                a.len() == b.len() && a.iter().all(same)
            }
            (a, b) => a == b,
        }
    }
}

fn is_negative(number: &Number) -> bool {
    number.as_f64().is_some_and(f64::is_sign_negative)
}

/// A type around a `Value`, as a value of `Edm.Untyped`: it is read and written as it came.
macro_rules! untyped_value {
    ($name:ident) => {
        #[diagnostic::do_not_recommend]
        impl EdmValue for $name {
            type Body = Self;
            type Whole = Self;
            const EDM: crate::value::EdmType = <Value as EdmValue>::EDM;

            fn into_body(self) -> Self {
                self
            }

            fn placeholder() -> Self {
                Self(Value::Null)
            }

            fn read_json(from: &mut crate::reader::JsonReader<'_>) -> Result<Self, crate::reader::ReadError> {
                from.json_value().map(Self)
            }

            fn write_json(&self, out: &mut crate::json::JsonWriter) {
                self.0.write_json(out);
            }

            fn json_len(&self) -> usize {
                self.0.json_len()
            }

            fn same(&self, other: &Self) -> bool {
                self.0.same(&other.0)
            }
        }
    };
}

pub(crate) use untyped_value;
