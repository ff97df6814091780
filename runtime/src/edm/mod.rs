//! Write and read primitive values exactly: the forms of each Edm type in JSON, in a key and in a URL.
//!
//! ```
//! use odata_entity::edm::{Binary, Duration};
//!
//! let pause: Duration = "PT1H30M".parse()?;
//! assert_eq!(pause.to_string(), "PT1H30M");
//! assert_eq!(serde_json::to_string(&Binary::from(vec![0xfb, 0xff]))?, r#""+/8=""#);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Fields of the derives need none of it: each Rust type below is written and read as its Edm type by itself. Here are the two types
//! that no other crate has, the errors of values, and modules for structs that serde's own derives read and write:
//! `#[serde(with = "odata_entity::edm::…")]`, for the Rust type and `Option`, `Vec` and maps from `String` of it, where serde's own
//! reading of the type falls short of OData.
//!
//! | Edm type | Rust type | module for serde |
//! |---|---|---|
//! | `Edm.Int64` | `i64` | [`int64`] |
//! | `Edm.Single`, `Edm.Double` | `f32`, `f64` | [`single`], [`double`] |
//! | `Edm.Date` | [`chrono::NaiveDate`] | [`date`] |
//! | `Edm.TimeOfDay` | [`chrono::NaiveTime`] | [`time_of_day`] |
//! | `Edm.DateTimeOffset` | [`chrono::DateTime`] | [`date_time_offset`] |
//! | `Edm.Duration` | [`Duration`] | it implements serde's traits |
//! | `Edm.Binary` | [`Binary`] | it implements serde's traits |
//! | `Edm.Guid` | `uuid::Uuid`, with the feature `uuid` | `guid` |
//! | `Edm.Decimal` | `rust_decimal::Decimal`, with the feature `decimal` | `decimal` |
//!
//! `Edm.String`, `Edm.Boolean`, `Edm.Byte`, `Edm.SByte`, `Edm.Int16` and `Edm.Int32` are as serde has them.
//!
//! The forms are those of the [OData ABNF], versions 4.0 and 4.01, read to the letter; what goes out is readable by
//! both. A text that breaks them is [`ValueErrorKind::Malformed`]; one that keeps them and cannot be held without loss
//! is [`ValueErrorKind::OutOfRange`].
//!
//! [OData ABNF]: https://docs.oasis-open.org/odata/odata/v4.01/os/abnf/odata-abnf-construction-rules.txt

// The modules have one shape: `NAME`; `write_json` and `write_literal` append to a buffer, `write_key` where a key's text is not the
// literal; where a value can have no form in OData they return a `Result` and leave the buffer as it was. `parse` reads the form that
// JSON strings and keys have. `JSON_LEN_MAX` is the most bytes that `write_json` writes, `json_len` how many where that depends.
mod base64;
pub(crate) mod binary;
pub(crate) mod boolean;
mod cursor;
pub mod date;
pub mod date_time_offset;
#[cfg(feature = "decimal")]
pub mod decimal;
mod digits;
pub(crate) mod duration;
mod error;
mod field;
mod float;
#[cfg(feature = "uuid")]
pub mod guid;
mod int;
pub(crate) mod string;
#[cfg(test)]
mod tests;
pub mod time_of_day;

pub use binary::Binary;
pub use duration::Duration;
pub use error::{ValueError, ValueErrorKind};
pub(crate) use float::may_have_lost_digits;
pub use float::{double, single};
pub use int::int64;
pub(crate) use int::{byte, int16, int32, sbyte};
