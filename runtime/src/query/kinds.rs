//! What can be done with the values of a type: order, text, dates, times, numbers.

use crate::edm::Duration;
use crate::path::Key;
use crate::value::{EdmFormat, EdmValue, With};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Utc};
use serde_json::Value;

/// Values that one can be greater than another of: `gt`, `$orderby`, lists of values.
///
/// Implemented for everything that can be a key, which newtypes and enumeration types are, and for untyped values. A type of
/// your own that is no key implements it: `impl Ordered for Version {}`.
#[diagnostic::on_unimplemented(
    message = "values of `{Self}` have no order",
    label = "compared by order, or ordered by",
    note = "collections and complex values have no order: name a property inside (`.then(…)`), or the number of items (`.count()`)",
    note = "a value type of your own that has one implements `odata_entity::query::Ordered`"
)]
pub trait Ordered {}

#[diagnostic::do_not_recommend]
impl<T: Key> Ordered for T {}
impl<T, F: EdmFormat<T>> Ordered for With<T, F> {}

macro_rules! kinds {
    ($($kind:ident: $($ty:ty),+;)+) => {
        $($(impl $kind for $ty {})+)+
    };
}

/// Text, for the string functions.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not text, and this function is for text",
    label = "not text",
    note = "the string functions take properties of type `String`; a collection is asked for its items: `Device::TAGS.any(|tag| tag.contains(\"a\"))`"
)]
pub trait TextValue: EdmValue {}

/// Values with a date: `year`, `month`, `day`, and what is so much later or earlier.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` has no date",
    label = "neither a date nor a date with a time",
    note = "these functions take properties of type `DateTime` and `NaiveDate`"
)]
pub trait DateValue: EdmValue {}

/// Values with a time of day: `hour`, `minute`, `second`, `fractionalseconds`.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` has no time of day",
    label = "neither a time nor a date with a time",
    note = "these functions take properties of type `DateTime` and `NaiveTime`"
)]
pub trait TimeValue: EdmValue {}

/// Points in time: `date`, `time`, `totaloffsetminutes`, `now`.
#[diagnostic::on_unimplemented(
    message = "a `{Self}` is no point in time",
    label = "not a date with a time",
    note = "these functions take properties of type `DateTime`"
)]
pub trait InstantValue: EdmValue {}

/// Values that are added and subtracted: numbers and durations.
#[diagnostic::on_unimplemented(
    message = "values of `{Self}` are not added",
    label = "neither a number nor a duration"
)]
pub trait Additive: EdmValue {}

/// Numbers: all arithmetic, and rounding.
#[diagnostic::on_unimplemented(message = "`{Self}` is not a number", label = "not a number")]
pub trait Number: Additive {
    /// What `divby` gives.
    type Quotient: EdmValue;
}

kinds! {
    Ordered: Value;
    TextValue: String, Value;
    DateValue: DateTime<FixedOffset>, DateTime<Utc>, NaiveDate, Value;
    TimeValue: DateTime<FixedOffset>, DateTime<Utc>, NaiveTime, Value;
    InstantValue: DateTime<FixedOffset>, DateTime<Utc>, Value;
    Additive: u8, i8, i16, i32, i64, f32, f64, Duration, Value;
}

#[cfg(feature = "decimal")]
kinds! {
    Additive: rust_decimal::Decimal;
}

impl<T: Clone, F: EdmFormat<T>> TextValue for With<T, F> {}
impl<T: Clone, F: EdmFormat<T>> DateValue for With<T, F> {}
impl<T: Clone, F: EdmFormat<T>> TimeValue for With<T, F> {}
impl<T: Clone, F: EdmFormat<T>> InstantValue for With<T, F> {}

macro_rules! numbers {
    ($($ty:ty => $quotient:ty;)+) => {
        $(impl Number for $ty {
            type Quotient = $quotient;
        })+
    };
}

numbers! {
    u8 => f64;
    i8 => f64;
    i16 => f64;
    i32 => f64;
    i64 => f64;
    f32 => f64;
    f64 => f64;
    Value => Value;
}

#[cfg(feature = "decimal")]
numbers! {
    rust_decimal::Decimal => rust_decimal::Decimal;
}
