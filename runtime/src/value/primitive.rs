//! The primitive types: a row each, by way of their lexical forms in [`edm`](crate::edm).

use super::{EdmType, EdmValue};
use crate::edm::{self, Binary, Duration, ValueError};
use crate::json::JsonWriter;
use crate::reader::{JsonReader, ReadError};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime, Utc};

/// A type that is its own body in a patch, with forms that cannot fail.
macro_rules! infallible {
    ($($ty:ty => $module:ident, $placeholder:expr, $read:expr, $same:expr;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl EdmValue for $ty {
            type Body = Self;
            type Whole = Self;
            const EDM: EdmType = EdmType::primitive(edm::$module::NAME);
            #[inline]
            fn into_body(self) -> Self {
                self
            }
            #[inline]
            fn placeholder() -> Self {
                $placeholder
            }
            fn read_json(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
                let read: fn(&mut JsonReader<'_>) -> Result<Self, ReadError> = $read;
                read(from)
            }
            #[inline]
            fn write_json(&self, out: &mut JsonWriter) {
                edm::$module::write_json(*self, out.buffer());
            }
            #[inline]
            fn json_len(&self) -> usize {
                edm::$module::JSON_LEN_MAX
            }
            fn write_literal(&self, out: &mut Vec<u8>) -> Result<(), ValueError> {
                edm::$module::write_literal(*self, out);
                Ok(())
            }
            #[inline]
            fn same(&self, other: &Self) -> bool {
                let same: fn(&Self, &Self) -> bool = $same;
                same(self, other)
            }
        }
    )*};
}

/// A type that is its own body in a patch, with values that OData cannot express.
macro_rules! fallible {
    ($($ty:ty => $module:ident, $placeholder:expr, $read:expr $(, $deref:tt)?;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl EdmValue for $ty {
            type Body = Self;
            type Whole = Self;
            const EDM: EdmType = EdmType::primitive(edm::$module::NAME);
            #[inline]
            fn into_body(self) -> Self {
                self
            }
            #[inline]
            fn placeholder() -> Self {
                $placeholder
            }
            fn read_json(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
                let read: fn(&mut JsonReader<'_>) -> Result<Self, ReadError> = $read;
                read(from)
            }
            fn write_json(&self, out: &mut JsonWriter) {
                if let Err(error) = edm::$module::write_json($($deref)? self, out.buffer()) {
                    out.fail(error);
                }
            }
            #[inline]
            fn json_len(&self) -> usize {
                edm::$module::JSON_LEN_MAX
            }
            fn write_literal(&self, out: &mut Vec<u8>) -> Result<(), ValueError> {
                edm::$module::write_literal($($deref)? self, out)
            }
        }
    )*};
}

/// An integer in the Rust type whose bounds it is known to keep.
fn small<T: TryFrom<i64> + Default>(value: Result<i64, ReadError>) -> Result<T, ReadError> {
    value.map(|value| T::try_from(value).unwrap_or_default())
}

infallible! {
    bool => boolean, false, |from| from.boolean(), PartialEq::eq;
    u8 => byte, 0, |from| small(from.integer(edm::byte::NAME, 0, 255)), PartialEq::eq;
    i8 => sbyte, 0, |from| small(from.integer(edm::sbyte::NAME, -128, 127)), PartialEq::eq;
    i16 => int16, 0, |from| small(from.integer(edm::int16::NAME, i16::MIN.into(), i16::MAX.into())), PartialEq::eq;
    i32 => int32, 0, |from| small(from.integer(edm::int32::NAME, i32::MIN.into(), i32::MAX.into())), PartialEq::eq;
    // By the written form: NaN equals NaN, 0.0 and -0.0 differ.
    f32 => single, 0.0, |from| from.single(), |a, b| a.to_bits() == b.to_bits() || a.is_nan() && b.is_nan();
    f64 => double, 0.0, |from| from.double(), |a, b| a.to_bits() == b.to_bits() || a.is_nan() && b.is_nan();
}

fallible! {
    DateTime<FixedOffset> => date_time_offset, DateTime::UNIX_EPOCH.into(), |from| from.date_time_offset();
    DateTime<Utc> => date_time_offset, DateTime::UNIX_EPOCH,
        |from| from.parsed(edm::date_time_offset::NAME, edm::date_time_offset::parse_utc);
    NaiveDate => date, NaiveDate::default(), |from| from.date(), *;
    NaiveTime => time_of_day, NaiveTime::MIN, |from| from.parsed(edm::time_of_day::NAME, edm::time_of_day::parse), *;
}

/// A type that is its own body in a patch, and a string where JSON numbers are doubles.
macro_rules! ieee754 {
    ($($(#[$attr:meta])* $ty:ty => $module:ident, $placeholder:expr, $read:expr;)*) => {$(
        $(#[$attr])*
        #[diagnostic::do_not_recommend]
        impl EdmValue for $ty {
            type Body = Self;
            type Whole = Self;
            const EDM: EdmType = EdmType::primitive(edm::$module::NAME);
            #[inline]
            fn into_body(self) -> Self {
                self
            }
            #[inline]
            fn placeholder() -> Self {
                $placeholder
            }
            fn read_json(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
                let read: fn(&mut JsonReader<'_>) -> Result<Self, ReadError> = $read;
                read(from)
            }
            #[inline]
            fn write_json(&self, out: &mut JsonWriter) {
                if out.is_ieee754() {
                    edm::$module::write_json_ieee754(*self, out.buffer());
                } else {
                    edm::$module::write_json(*self, out.buffer());
                }
            }
            #[inline]
            fn json_len(&self) -> usize {
                edm::$module::JSON_LEN_MAX
            }
            fn write_literal(&self, out: &mut Vec<u8>) -> Result<(), ValueError> {
                edm::$module::write_literal(*self, out);
                Ok(())
            }
        }
    )*};
}

ieee754! {
    i64 => int64, 0, |from| from.int64();
    #[cfg(feature = "decimal")]
    rust_decimal::Decimal => decimal, rust_decimal::Decimal::ZERO, |from| from.decimal();
}

#[cfg(feature = "uuid")]
infallible! {
    uuid::Uuid => guid, uuid::Uuid::nil(), |from| from.parsed(edm::guid::NAME, edm::guid::parse), PartialEq::eq;
}

infallible! {
    Duration => duration, Duration::ZERO, |from| from.parsed(edm::duration::NAME, edm::duration::parse), PartialEq::eq;
}

#[diagnostic::do_not_recommend]
impl EdmValue for Binary {
    type Body = Self;
    type Whole = Self;
    const EDM: EdmType = EdmType::primitive(edm::binary::NAME);

    fn into_body(self) -> Self {
        self
    }

    fn placeholder() -> Self {
        Self::default()
    }

    fn read_json(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
        from.parsed(edm::binary::NAME, edm::binary::parse)
    }

    fn write_json(&self, out: &mut JsonWriter) {
        edm::binary::write_json(self, out.buffer());
    }

    fn json_len(&self) -> usize {
        edm::binary::json_len(self)
    }

    fn write_literal(&self, out: &mut Vec<u8>) -> Result<(), ValueError> {
        edm::binary::write_literal(self, out);
        Ok(())
    }

    fn same(&self, other: &Self) -> bool {
        self == other
    }
}

/// Text: `String`, and whatever else borrows as a string and is made of one.
macro_rules! text {
    ($($(#[$attr:meta])* $ty:ty $(, $lifetime:lifetime)?;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl $(<$lifetime>)? EdmValue for $ty {
            type Body = Self;
            type Whole = Self;
            const EDM: EdmType = EdmType::primitive(edm::string::NAME);
            #[inline]
            fn into_body(self) -> Self {
                self
            }
            #[inline]
            fn placeholder() -> Self {
                String::new().into()
            }
            fn read_json(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
                // The text may be borrowed from what is read, which does not live as long as the value.
                from.text().map(|text| text.into_owned().into())
            }
            #[inline]
            fn write_json(&self, out: &mut JsonWriter) {
                edm::string::write_json(self, out.buffer());
            }
            #[inline]
            fn json_len(&self) -> usize {
                edm::string::json_len(self)
            }
            fn write_literal(&self, out: &mut Vec<u8>) -> Result<(), ValueError> {
                edm::string::write_literal(self, out);
                Ok(())
            }
            #[inline]
            fn same(&self, other: &Self) -> bool {
                self == other
            }
        }
    )*};
}

text! {
    String;
    Box<str>;
    std::sync::Arc<str>;
    std::borrow::Cow<'a, str>, 'a;
}
