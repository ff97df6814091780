//! The lexical forms of OData's primitive types: how each Edm type is written and read, as JSON, as a key segment and
//! as a URL literal.
//!
//! | Edm type | module | Rust type |
//! |---|---|---|
//! | `Edm.String` | [`string`] | `str`, `String` |
//! | `Edm.Boolean` | [`boolean`] | `bool` |
//! | `Edm.Byte`, `Edm.SByte` | [`byte`], [`sbyte`] | `u8`, `i8` |
//! | `Edm.Int16`, `Edm.Int32`, `Edm.Int64` | [`int16`], [`int32`], [`int64`] | `i16`, `i32`, `i64` |
//! | `Edm.Single`, `Edm.Double` | [`single`], [`double`] | `f32`, `f64` |
//! | `Edm.Date` | [`date`] | [`chrono::NaiveDate`] |
//! | `Edm.TimeOfDay` | [`time_of_day`] | [`chrono::NaiveTime`] |
//! | `Edm.DateTimeOffset` | [`date_time_offset`] | [`chrono::DateTime`] |
//! | `Edm.Duration` | [`duration`] | [`Duration`] |
//! | `Edm.Binary` | [`binary`] | [`Binary`] |
//! | `Edm.Guid` | `guid`, with the feature `uuid` | `uuid::Uuid` |
//! | `Edm.Decimal` | `decimal`, with the feature `decimal` | `rust_decimal::Decimal` |
//!
//! The modules have one shape:
//!
//! - `NAME`: the qualified name of the Edm type.
//! - `write_json`, `write_literal`, `write_key`: append the JSON value, the URL literal (`duration'PT1H'`) or the text of
//!   a key segment (`PT1H`) to a buffer. Where a Rust value can have no form in OData, they return a `Result` and leave
//!   the buffer as it was. URL forms are not percent-encoded here.
//! - `parse`: reads the form that JSON strings and key segments have. `parse_literal`: reads the URL literal. Both want
//!   percent-decoded text.
//! - `JSON_LEN_MAX`: the most bytes that `write_json` writes; a function `json_len`, where that depends on the value.
//! - `serialize`, `deserialize`: the module works as `#[serde(with = "odata_entity::edm::…")]`, for its Rust type and
//!   `Option`, `Vec` and maps from `String` of it, where serde's own reading of the type falls short of OData.
//!
//! The forms are those of the [OData ABNF], versions 4.0 and 4.01, read to the letter; what goes out is readable by
//! both. A text that breaks them is [`ValueErrorKind::Malformed`]; one that keeps them and cannot be held without loss
//! is [`ValueErrorKind::OutOfRange`].
//!
//! [OData ABNF]: https://docs.oasis-open.org/odata/odata/v4.01/os/abnf/odata-abnf-construction-rules.txt

mod base64;
pub mod binary;
pub mod boolean;
mod cursor;
pub mod date;
pub mod date_time_offset;
#[cfg(feature = "decimal")]
pub mod decimal;
mod digits;
pub mod duration;
mod error;
mod field;
mod float;
#[cfg(feature = "uuid")]
pub mod guid;
mod int;
pub mod string;
#[cfg(test)]
mod tests;
pub mod time_of_day;

pub use binary::Binary;
pub use duration::Duration;
pub use error::{ValueError, ValueErrorKind};
pub(crate) use float::may_have_lost_digits;
pub use float::{double, single};
pub use int::{byte, int16, int32, int64, sbyte};
