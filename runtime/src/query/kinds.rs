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
///
/// ```
/// use odata_entity::query::Ordered;
/// use odata_entity::{Entity, EdmValue, OrderBy, Property};
///
/// /// The newest, largest or last ones first.
/// fn last_first<E: Entity, T: EdmValue + Ordered>(property: Property<E, T>) -> OrderBy<E> {
///     property.desc()
/// }
/// ```
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
///
/// ```
/// use odata_entity::query::TextValue;
/// use odata_entity::{Filter, Property};
///
/// /// A search box, over any property that is text.
/// fn matches<E, T: TextValue>(property: Property<E, T>, typed: &str) -> Filter<E> {
///     property.starts_with(typed)
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not text, and this function is for text",
    label = "not text",
    note = "the string functions take properties of type `String`; a collection is asked for its items: `Device::TAGS.any(|tag| tag.contains(\"a\"))`"
)]
pub trait TextValue: EdmValue {}

/// Values with a date: `year`, `month`, `day`, and what is so much later or earlier.
///
/// ```
/// use odata_entity::query::DateValue;
/// use odata_entity::{Filter, Property};
///
/// fn of_year<E, T: DateValue>(property: Property<E, T>, year: i32) -> Filter<E> {
///     property.year().eq(year)
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "a `{Self}` has no date",
    label = "neither a date nor a date with a time",
    note = "these functions take properties of type `DateTime` and `NaiveDate`"
)]
pub trait DateValue: EdmValue {}

/// Values with a time of day: `hour`, `minute`, `second`, `fractionalseconds`.
///
/// ```
/// use odata_entity::query::TimeValue;
/// use odata_entity::{Filter, Property};
///
/// fn in_the_morning<E, T: TimeValue>(property: Property<E, T>) -> Filter<E> {
///     property.hour().lt(12)
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "a `{Self}` has no time of day",
    label = "neither a time nor a date with a time",
    note = "these functions take properties of type `DateTime` and `NaiveTime`"
)]
pub trait TimeValue: EdmValue {}

/// Points in time: `date`, `time`, `totaloffsetminutes`, `now`.
///
/// ```
/// use chrono::NaiveDate;
/// use odata_entity::query::InstantValue;
/// use odata_entity::{Filter, Property};
///
/// fn on_day<E, T: InstantValue>(property: Property<E, T>, day: NaiveDate) -> Filter<E> {
///     property.date().eq(day)
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "a `{Self}` is no point in time",
    label = "not a date with a time",
    note = "these functions take properties of type `DateTime`"
)]
pub trait InstantValue: EdmValue {}

/// Values that are added and subtracted: numbers and durations.
///
/// ```
/// use odata_entity::query::{Additive, Expr};
/// use odata_entity::Property;
///
/// /// The total of two properties, to filter or order by.
/// fn total<E, T: Additive>(a: Property<E, T>, b: Property<E, T>) -> Expr<E, T> {
///     a.add(b)
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "values of `{Self}` are not added",
    label = "neither a number nor a duration"
)]
pub trait Additive: EdmValue {}

/// Numbers: all arithmetic, and rounding.
///
/// ```
/// use odata_entity::query::{Expr, Number};
/// use odata_entity::Property;
///
/// /// How often one property goes into another.
/// fn ratio<E, T: Number>(a: Property<E, T>, b: Property<E, T>) -> Expr<E, T::Quotient> {
///     a.div_by(b)
/// }
/// ```
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
