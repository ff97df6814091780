//! `Edm.TimeOfDay` as [`chrono::NaiveTime`]: `11:59:24.7240000`.
//!
//! A fraction of a second is written with seven digits (100 ns), which is how Microsoft Graph writes it, cut and never
//! rounded; none is written if they are all zero. Read are up to twelve digits, of which chrono holds nine.
//! There are no leap seconds.
//!
//! ```
//! use chrono::NaiveTime;
//!
//! #[derive(serde::Deserialize)]
//! struct Shop {
//!     #[serde(with = "odata_entity::edm::time_of_day")]
//!     opens: NaiveTime,
//! }
//! // Seconds may be left out.
//! let shop: Shop = serde_json::from_str(r#"{"opens": "08:30"}"#)?;
//! assert_eq!(shop.opens, NaiveTime::from_hms_opt(8, 30, 0).unwrap());
//! # Ok::<_, serde_json::Error>(())
//! ```

use chrono::{NaiveTime, Timelike};
use serde::{Deserializer, Serializer};

use super::cursor::{self, Cursor};
use super::digits::{fraction, two};
use super::error::{Fault, ValueError};
use super::field::{Field, deserialize_text, serde_with, serialize_text};

/// The qualified name of the Edm type.
pub(crate) const NAME: &str = "Edm.TimeOfDay";

/// The most bytes that [`write_json`] writes.
pub(crate) const JSON_LEN_MAX: usize = "\"23:59:59.9999999\"".len();

serde_with!(TimeOfDay);

/// Writes the JSON string, in quotes.
///
/// # Errors
///
/// Out of range, if the value is a leap second; nothing is written then.
pub(crate) fn write_json(value: NaiveTime, out: &mut Vec<u8>) -> Result<(), ValueError> {
    let value = checked(value)?;
    out.push(b'"');
    push(value, out);
    out.push(b'"');
    Ok(())
}

/// Writes the URL literal, which has no quotes. Not percent-encoded.
///
/// # Errors
///
/// As [`write_json`].
pub(crate) fn write_literal(value: NaiveTime, out: &mut Vec<u8>) -> Result<(), ValueError> {
    push(checked(value)?, out);
    Ok(())
}

/// Reads `hh:mm`, `hh:mm:ss` or `hh:mm:ss.f` with one to twelve digits (ABNF rule `timeOfDayValue`).
///
/// # Errors
///
/// Malformed, if the text is anything else, `24:00` included; out of range, if it is a leap second (`:60`) or has
/// digits other than zero past the ninth.
pub(crate) fn parse(text: &str) -> Result<NaiveTime, ValueError> {
    let mut cursor = Cursor::new(text);
    Parts::lex(&mut cursor)
        .and_then(|parts| {
            if cursor.is_empty() {
                parts.value()
            } else {
                Err(Fault::malformed(FORM))
            }
        })
        .map_err(|fault| fault.about(NAME, text))
}

const FORM: &str = "a time is `hh:mm:ss.f` in 00:00 to 23:59:59, with at most 12 digits of a second";
const LEAP_SECOND: &str = "OData has no leap seconds";

fn checked(value: NaiveTime) -> Result<NaiveTime, ValueError> {
    check(value).map_err(|fault| fault.about(NAME, &value.to_string()))
}

/// Refuses a leap second, which chrono holds as a second with more than 10^9 nanoseconds.
pub(super) fn check(value: NaiveTime) -> Result<NaiveTime, Fault> {
    if value.nanosecond() < 1_000_000_000 {
        Ok(value)
    } else {
        Err(Fault::out_of_range(LEAP_SECOND))
    }
}

fn push(time: NaiveTime, out: &mut Vec<u8>) {
    push_seconds(time, out);
    let ticks = time.nanosecond() / 100;
    if ticks != 0 {
        out.extend_from_slice(&fraction(ticks));
    }
}

/// `hh:mm:ss`.
pub(super) fn push_seconds(time: NaiveTime, out: &mut Vec<u8>) {
    let ([h1, h2], [m1, m2], [s1, s2]) = (two(time.hour()), two(time.minute()), two(time.second()));
    out.extend_from_slice(&[h1, h2, b':', m1, m2, b':', s1, s2]);
}

/// `hour ":" minute`, which is also the form of a time zone offset.
pub(super) fn hour_and_minute(cursor: &mut Cursor<'_>) -> Option<(u32, u32)> {
    let hour = cursor.two_digits()?;
    let minute = cursor.eat(b':').then(|| cursor.two_digits()).flatten()?;
    (hour < 24 && minute < 60).then_some((hour, minute))
}

/// A time as it is written, which may be a leap second.
pub(super) struct Parts<'a> {
    hour: u32,
    minute: u32,
    second: u32,
    fraction: &'a [u8],
}

impl<'a> Parts<'a> {
    /// `hour ":" minute [ ":" second [ "." 1*12DIGIT ] ]`.
    pub(super) fn lex(cursor: &mut Cursor<'a>) -> Result<Self, Fault> {
        let malformed = || Fault::malformed(FORM);
        let (hour, minute) = hour_and_minute(cursor).ok_or_else(malformed)?;
        let mut parts = Self {
            hour,
            minute,
            second: 0,
            fraction: b"",
        };
        if cursor.eat(b':') {
            parts.second = cursor
                .two_digits()
                .filter(|&second| second <= 60)
                .ok_or_else(malformed)?;
            if cursor.eat(b'.') {
                parts.fraction = cursor.digits();
                if !(1..=12).contains(&parts.fraction.len()) {
                    return Err(malformed());
                }
            }
        }
        Ok(parts)
    }

    pub(super) fn value(&self) -> Result<NaiveTime, Fault> {
        if self.second == 60 {
            return Err(Fault::out_of_range(LEAP_SECOND));
        }
        cursor::fraction(self.fraction, 9)
            .and_then(|nanos| NaiveTime::from_hms_nano_opt(self.hour, self.minute, self.second, nanos))
            .ok_or_else(|| Fault::out_of_range("digits past the ninth of a second cannot be kept"))
    }
}

impl Field<marker::TimeOfDay> for NaiveTime {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_text(serializer, |out| write_literal(*self, out))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_text(deserializer, NAME, parse)
    }
}
