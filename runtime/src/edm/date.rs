//! `Edm.Date` as [`chrono::NaiveDate`]: `2017-01-31`.
//!
//! The years run from 1 to chrono's last, 262142; from year 10000 on they have more than four digits, as OData allows.
//! Year 0 and the negative years are out of range both ways: XML Schema 1.0 and 1.1 (ISO 8601) count them
//! differently, so the same text means years that are one apart, and most services do not hold them at all.
//!
//! ```
//! use chrono::{Datelike, NaiveDate};
//!
//! #[derive(serde::Deserialize)]
//! struct Event {
//!     #[serde(with = "odata_entity::edm::date")]
//!     day: NaiveDate,
//! }
//! let event: Event = serde_json::from_str(r#"{"day": "2017-01-31"}"#)?;
//! assert_eq!((event.day.year(), event.day.day()), (2017, 31));
//! # Ok::<_, serde_json::Error>(())
//! ```

use chrono::{Datelike, NaiveDate};
use serde::{Deserializer, Serializer};

use super::cursor::{Cursor, number};
use super::digits::{four, two};
use super::error::{Fault, ValueError};
use super::field::{Field, deserialize_text, serde_with, serialize_text};

/// The qualified name of the Edm type.
pub(crate) const NAME: &str = "Edm.Date";

/// The most bytes that [`write_json`] writes.
pub(crate) const JSON_LEN_MAX: usize = "\"262142-12-31\"".len();

serde_with!(Date);

/// Writes the JSON string, in quotes.
///
/// # Errors
///
/// Out of range before year 1; nothing is written then.
pub(crate) fn write_json(value: NaiveDate, out: &mut Vec<u8>) -> Result<(), ValueError> {
    let text = checked(value)?;
    out.push(b'"');
    push(text, out);
    out.push(b'"');
    Ok(())
}

/// Writes the URL literal, which has no quotes.
///
/// # Errors
///
/// As [`write_json`].
pub(crate) fn write_literal(value: NaiveDate, out: &mut Vec<u8>) -> Result<(), ValueError> {
    push(checked(value)?, out);
    Ok(())
}

/// Reads `year-month-day` (ABNF rule `dateValue`).
///
/// # Errors
///
/// Malformed, if the text is anything else, or a day that its month does not have; out of range, before year 1 and
/// after chrono's last.
pub(crate) fn parse(text: &str) -> Result<NaiveDate, ValueError> {
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

const FORM: &str = "a date is `year-month-day`, such as 2017-01-31";
const BEFORE_YEAR_1: &str = "years before 0001 cannot be kept: versions of XML Schema count them differently";

/// The date and its year, which is at least 1.
#[derive(Clone, Copy)]
pub(super) struct Checked(NaiveDate, u32);

fn checked(value: NaiveDate) -> Result<Checked, ValueError> {
    check(value).map_err(|fault| fault.about(NAME, &value.to_string()))
}

pub(super) fn check(value: NaiveDate) -> Result<Checked, Fault> {
    match u32::try_from(value.year()) {
        Ok(year @ 1..) => Ok(Checked(value, year)),
        _ => Err(Fault::out_of_range(BEFORE_YEAR_1)),
    }
}

pub(super) fn push(Checked(date, year): Checked, out: &mut Vec<u8>) {
    let ([m1, m2], [d1, d2]) = (two(date.month()), two(date.day()));
    if year < 10_000 {
        let [y1, y2, y3, y4] = four(year);
        out.extend_from_slice(&[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2]);
    } else {
        out.extend_from_slice(itoa::Buffer::new().format(year).as_bytes());
        out.extend_from_slice(&[b'-', m1, m2, b'-', d1, d2]);
    }
}

/// A date as it is written, which may be one that there is not.
pub(super) struct Parts<'a> {
    negative: bool,
    year: &'a [u8],
    month: u32,
    day: u32,
}

impl<'a> Parts<'a> {
    /// `year "-" month "-" day`, where `year = [ "-" ] ( "0" 3DIGIT / oneToNine 3*DIGIT )`.
    pub(super) fn lex(cursor: &mut Cursor<'a>) -> Result<Self, Fault> {
        let negative = cursor.eat(b'-');
        let year = cursor.digits();
        let four_digits_or_more = year.len() == 4 || (year.len() > 4 && !year.starts_with(b"0"));
        let month = cursor.eat(b'-').then(|| cursor.two_digits()).flatten();
        let day = cursor.eat(b'-').then(|| cursor.two_digits()).flatten();
        match (month, day) {
            (Some(month @ 1..=12), Some(day @ 1..=31)) if four_digits_or_more => Ok(Self {
                negative,
                year,
                month,
                day,
            }),
            _ => Err(Fault::malformed(FORM)),
        }
    }

    pub(super) fn value(&self) -> Result<NaiveDate, Fault> {
        let year = number(self.year).and_then(|year| i32::try_from(year).ok());
        match year {
            Some(0) => Err(Fault::out_of_range(BEFORE_YEAR_1)),
            _ if self.negative => Err(Fault::out_of_range(BEFORE_YEAR_1)),
            Some(year) if year <= NaiveDate::MAX.year() => {
                NaiveDate::from_ymd_opt(year, self.month, self.day)
                    .ok_or_else(|| Fault::malformed("the month does not have that day"))
            }
            _ => Err(Fault::out_of_range("years after 262142 cannot be kept")),
        }
    }
}

impl Field<marker::Date> for NaiveDate {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_text(serializer, |out| write_literal(*self, out))
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_text(deserializer, NAME, parse)
    }
}
