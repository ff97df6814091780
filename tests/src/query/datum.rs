//! A value that filters compare and orders sort by, and its static type.

use std::cmp::Ordering;

use serde_json::Value;

use crate::schema::{EnumType, Primitive, Property, PropertyType, instant, nanoseconds};

/// The static type of an expression, as far as comparing needs it.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// Null, open and untyped values: comparable to anything.
    Any,
    Boolean,
    Number,
    /// Strings, and the types whose text sorts as they do: dates, times, GUIDs, bytes; each with its own name.
    Text(Primitive),
    DateTimeOffset,
    Duration,
    Enum(EnumType),
    /// A literal such as `microsoft.graph.complianceStatus'error'`, with the name of its type.
    EnumLiteral(String),
    /// Complex values and collections: only null can be asked of them.
    Structured,
}

impl Kind {
    pub(crate) fn of(property: &Property) -> Self {
        match property.is_collection {
            true => Self::Structured,
            false => Self::of_item(property),
        }
    }

    /// The kind of one item of a collection.
    pub(crate) fn of_item(property: &Property) -> Self {
        match &property.kind {
            PropertyType::Primitive(primitive) => Self::of_primitive(*primitive),
            PropertyType::Enum(enumeration) => Self::Enum(enumeration.clone()),
            PropertyType::Complex(_) | PropertyType::Navigation(_) => Self::Structured,
            PropertyType::Untyped => Self::Any,
        }
    }

    pub(crate) fn of_primitive(primitive: Primitive) -> Self {
        match primitive {
            Primitive::Boolean => Self::Boolean,
            Primitive::Byte | Primitive::SByte | Primitive::Int16 | Primitive::Int32 | Primitive::Int64 => {
                Self::Number
            }
            Primitive::Single | Primitive::Double | Primitive::Decimal => Self::Number,
            Primitive::DateTimeOffset => Self::DateTimeOffset,
            Primitive::Duration => Self::Duration,
            other => Self::Text(other),
        }
    }

    /// What a message calls it.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Any => "Edm.Untyped".to_owned(),
            Self::Boolean => "Edm.Boolean".to_owned(),
            Self::Number => "a number".to_owned(),
            Self::Text(primitive) => primitive.name(),
            Self::DateTimeOffset => "Edm.DateTimeOffset".to_owned(),
            Self::Duration => "Edm.Duration".to_owned(),
            Self::Enum(enumeration) => enumeration
                .name
                .clone()
                .unwrap_or_else(|| "an enumeration".to_owned()),
            Self::EnumLiteral(name) => name.clone(),
            Self::Structured => "a structured value".to_owned(),
        }
    }

    /// Whether values of the two kinds can be compared.
    pub(crate) fn is_comparable_to(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Any, _) | (_, Self::Any) => true,
            (Self::Text(left), Self::Text(right)) => left == right,
            // Microsoft Graph takes the bare string for an enumeration, OData 4.01 does too.
            (Self::Enum(_), Self::Text(Primitive::String))
            | (Self::Text(Primitive::String), Self::Enum(_)) => true,
            (Self::Enum(enumeration), Self::EnumLiteral(name))
            | (Self::EnumLiteral(name), Self::Enum(enumeration)) => {
                enumeration.name.as_ref().is_none_or(|known| known == name)
            }
            (Self::Structured, _) | (_, Self::Structured) => false,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }

    /// The stored value as something to compare.
    pub(crate) fn datum(&self, value: &Value) -> Datum {
        match (self, value) {
            (_, Value::Null) => Datum::Null,
            (_, Value::Bool(value)) => Datum::Boolean(*value),
            (_, Value::Number(number)) => match number.as_i64() {
                Some(integer) => Datum::Integer(integer),
                None => Datum::Double(number.as_f64().unwrap_or(f64::NAN)),
            },
            (Self::DateTimeOffset, Value::String(text)) => instant(text).map_or(Datum::Null, Datum::Instant),
            (Self::Duration, Value::String(text)) => nanoseconds(text).map_or(Datum::Null, Datum::Instant),
            (Self::Number, Value::String(text)) => Datum::Double(text.parse().unwrap_or(f64::NAN)),
            (Self::Text(Primitive::Guid), Value::String(text)) => Datum::Text(text.to_ascii_lowercase()),
            (_, Value::String(text)) => Datum::Text(text.clone()),
            (_, Value::Array(_) | Value::Object(_)) => Datum::Opaque,
        }
    }
}

/// A value at run time.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Datum {
    Null,
    Boolean(bool),
    Integer(i64),
    Double(f64),
    Text(String),
    /// Nanoseconds: points in time, or lengths of it.
    Instant(i128),
    /// A complex value or collection: not null, and nothing else is known of it.
    Opaque,
}

impl Datum {
    /// The value as a double, if it is a number.
    pub(crate) fn number(&self) -> Option<f64> {
        match self {
            Self::Integer(integer) => Some(*integer as f64),
            Self::Double(double) => Some(*double),
            _ => None,
        }
    }

    /// How two non-null values compare; `None` for values of different kinds, and where one is NaN.
    pub(crate) fn compare(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Boolean(left), Self::Boolean(right)) => Some(left.cmp(right)),
            (Self::Integer(left), Self::Integer(right)) => Some(left.cmp(right)),
            (Self::Integer(left), Self::Double(right)) => (*left as f64).partial_cmp(right),
            (Self::Double(left), Self::Integer(right)) => left.partial_cmp(&(*right as f64)),
            (Self::Double(left), Self::Double(right)) => left.partial_cmp(right),
            (Self::Text(left), Self::Text(right)) => Some(left.cmp(right)),
            (Self::Instant(left), Self::Instant(right)) => Some(left.cmp(right)),
            _ => None,
        }
    }

    /// How two values sort: null before everything (Protocol 4.01, section 11.2.6.2).
    pub(crate) fn sort(&self, other: &Self) -> Ordering {
        let is_value = |datum: &Self| *datum != Self::Null;
        is_value(self)
            .cmp(&is_value(other))
            .then(self.compare(other).unwrap_or(Ordering::Equal))
    }
}
