//! `Edm.DateTimeOffset` as [`chrono::DateTime`] of [`FixedOffset`] and [`Utc`]: `2017-01-01T00:00:17.7769392-08:00`.
//!
//! Written with the offset kept, zero as `Z`; a fraction of a second with up to seven digits (100 ns, what services
//! hold), cut and never rounded, trailing zeros dropped, none if it is zero. So what a service sent goes out as it came.
//! An offset is hours and minutes; one with seconds, as zones had in the 19th century, has no form in OData and is out
//! of range, as are leap seconds and [years before 1](super::date).
//!
//! As a serde module it reads what `parse` reads, where chrono's own `Deserialize` wants seconds and cuts digits past
//! the ninth:
//!
//! ```
//! use chrono::{DateTime, FixedOffset, Utc};
//!
//! #[derive(serde::Deserialize)]
//! struct Status {
//!     #[serde(with = "odata_entity::edm::date_time_offset")]
//!     reported: DateTime<FixedOffset>,
//!     #[serde(default, with = "odata_entity::edm::date_time_offset")]
//!     expires: Option<DateTime<Utc>>,
//! }
//! let status: Status = serde_json::from_str(r#"{"reported": "2017-01-01T00:00-08:00"}"#)?;
//! assert_eq!(status.reported.to_rfc3339(), "2017-01-01T00:00:00-08:00");
//! assert_eq!(status.expires, None);
//! # Ok::<_, serde_json::Error>(())
//! ```

use chrono::{DateTime, FixedOffset, NaiveDateTime, Offset, TimeZone, Timelike, Utc};
use serde::{Deserializer, Serializer};

use super::cursor::Cursor;
use super::digits::{fraction, two, without_trailing_zeros};
use super::error::{Fault, ValueError};
use super::field::{Field, deserialize_text, serde_with, serialize_text};
use super::{date, time_of_day};

mod usual;

/// The qualified name of the Edm type.
pub(crate) const NAME: &str = "Edm.DateTimeOffset";

/// The most bytes that [`write_json`] writes.
pub(crate) const JSON_LEN_MAX: usize = "\"262142-12-31T23:59:59.9999999-23:59\"".len();

serde_with!(DateTimeOffset);

/// Writes the JSON string, in quotes.
///
/// # Errors
///
/// Out of range before year 1, for a leap second and for an offset with seconds; nothing is written then.
pub(crate) fn write_json<Z: TimeZone>(value: &DateTime<Z>, out: &mut Vec<u8>) -> Result<(), ValueError> {
    let value = Checked::new(value)?;
    out.reserve(JSON_LEN_MAX);
    out.push(b'"');
    value.push(out);
    out.push(b'"');
    Ok(())
}

/// Writes the URL literal, which has no quotes. Not percent-encoded: its `+` must be.
///
/// # Errors
///
/// As [`write_json`].
pub(crate) fn write_literal<Z: TimeZone>(value: &DateTime<Z>, out: &mut Vec<u8>) -> Result<(), ValueError> {
    Checked::new(value)?.push(out);
    Ok(())
}

/// Reads a date, `T`, a time with or without seconds, and `Z` or an offset `±hh:mm` (ABNF rule `dateTimeOffsetValue`;
/// `T` and `Z` may be in lower case). An offset of zero, of either sign, reads as that of `Z`.
///
/// # Errors
///
/// Malformed, if the text is anything else, for instance has no offset or is at `24:00`; out of range before year 1,
/// after chrono's last, for a leap second (`:60`), and with digits other than zero past the ninth of a second.
pub(crate) fn parse(text: &str) -> Result<DateTime<FixedOffset>, ValueError> {
    match usual::parse(text) {
        Some(value) => Ok(value),
        None => lex(text).map_err(|fault| fault.about(NAME, text)),
    }
}

/// Reads what [`parse`] reads, in UTC.
///
/// # Errors
///
/// As [`parse`]; out of range also where year 1 has not begun in UTC.
pub(crate) fn parse_utc(text: &str) -> Result<DateTime<Utc>, ValueError> {
    usual::parse(text)
        .map_or_else(|| lex(text), Ok)
        .map(|value| value.to_utc())
        .and_then(|value| date::check(value.date_naive()).map(|_| value))
        .map_err(|fault| fault.about(NAME, text))
}

/// A local date and time, and the offset in minutes, that have a form in OData.
struct Checked {
    date: date::Checked,
    local: NaiveDateTime,
    offset: i32,
}

impl Checked {
    fn new<Z: TimeZone>(value: &DateTime<Z>) -> Result<Self, ValueError> {
        let (utc, offset) = (value.naive_utc(), value.offset().fix());
        Self::check(utc, offset).map_err(|fault| fault.about(NAME, &format!("{utc} UTC, at {offset}")))
    }

    fn check(utc: NaiveDateTime, offset: FixedOffset) -> Result<Self, Fault> {
        let seconds = offset.local_minus_utc();
        if seconds % 60 != 0 {
            return Err(Fault::out_of_range(
                "an offset has no seconds in OData: use one of whole minutes, or UTC",
            ));
        }
        // Not `naive_local`, which panics past the end of chrono's calendar.
        let local = utc
            .checked_add_offset(offset)
            .ok_or_else(|| Fault::out_of_range("the local time is beyond chrono's calendar: use UTC"))?;
        time_of_day::check(local.time())?;
        Ok(Self {
            date: date::check(local.date())?,
            local,
            offset: seconds / 60,
        })
    }

    fn push(&self, out: &mut Vec<u8>) {
        date::push(self.date, out);
        out.push(b'T');
        time_of_day::push_seconds(self.local.time(), out);
        let ticks = self.local.nanosecond() / 100;
        if ticks != 0 {
            out.extend_from_slice(without_trailing_zeros(&fraction(ticks)));
        }
        if self.offset == 0 {
            out.push(b'Z');
        } else {
            let sign = if self.offset < 0 { b'-' } else { b'+' };
            let minutes = self.offset.unsigned_abs();
            let ([h1, h2], [m1, m2]) = (two(minutes / 60), two(minutes % 60));
            out.extend_from_slice(&[sign, h1, h2, b':', m1, m2]);
        }
    }
}

/// `date "T" timeOfDay ( "Z" / ("+"/"-") hour ":" minute )`. The form is judged before the value, so that a text that
/// has both faults is malformed.
fn lex(text: &str) -> Result<DateTime<FixedOffset>, Fault> {
    let mut cursor = Cursor::new(text);
    let date = date::Parts::lex(&mut cursor)?;
    if !cursor.eat_letter(b'T') {
        return Err(Fault::malformed("a `T` is between date and time"));
    }
    let time = time_of_day::Parts::lex(&mut cursor)?;
    let seconds = lex_offset(&mut cursor)
        .filter(|_| cursor.is_empty())
        .ok_or_else(|| Fault::malformed("a time zone offset ends it: `Z`, `+hh:mm` or `-hh:mm`"))?;
    let local = date.value()?.and_time(time.value()?);
    FixedOffset::east_opt(seconds)
        .and_then(|offset| local.checked_sub_offset(offset).map(|utc| (utc, offset)))
        .map(|(utc, offset)| DateTime::from_naive_utc_and_offset(utc, offset))
        .ok_or_else(|| Fault::out_of_range("the time in UTC is beyond chrono's calendar"))
}

/// The offset in seconds east of UTC.
fn lex_offset(cursor: &mut Cursor<'_>) -> Option<i32> {
    if cursor.eat_letter(b'Z') {
        return Some(0);
    }
    let sign = match (cursor.eat(b'-'), cursor.eat(b'+')) {
        (true, false) => -1,
        (false, true) => 1,
        _ => return None,
    };
    let (hour, minute) = time_of_day::hour_and_minute(cursor)?;
    i32::try_from(hour * 3600 + minute * 60)
        .ok()
        .map(|seconds| sign * seconds)
}

impl Field<marker::DateTimeOffset> for DateTime<FixedOffset> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_text(serializer, |out| write_literal(self, out))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_text(deserializer, NAME, parse)
    }
}

impl Field<marker::DateTimeOffset> for DateTime<Utc> {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_text(serializer, |out| write_literal(self, out))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_text(deserializer, NAME, parse_utc)
    }
}
