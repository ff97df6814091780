//! Values of the primitive types, each as its JSON is in OData
//! ([OData JSON 4.01, 7.1](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_PrimitiveValue)).

use super::{JsonReader, ReadError};
use crate::edm::{self, ValueError, ValueErrorKind};
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

impl JsonReader<'_> {
    /// Reads text by the form of its Edm type.
    pub(crate) fn parsed<T>(
        &mut self,
        name: &'static str,
        parse: fn(&str) -> Result<T, ValueError>,
    ) -> Result<T, ReadError> {
        if !self.is_text() {
            return Err(self.expected_as(name, "text"));
        }
        let before = self.at;
        let text = self.text()?;
        parse(&text).map_err(|error| ReadError::of_value(before, &error))
    }

    #[cold]
    pub(crate) fn expected_as(&mut self, name: &str, json: &str) -> ReadError {
        let article = if name.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']) {
            "an"
        } else {
            "a"
        };
        self.expected(&format!("{article} {name} as {json}"))
    }

    fn is_number(&mut self) -> bool {
        matches!(self.peek(), Some(b'-' | b'0'..=b'9'))
    }

    #[cold]
    fn out_of_range(&self, before: usize, name: &str, text: &str, bounds: &str) -> ReadError {
        let mut error = ReadError::new(before, format!("out of range: an {name} is {bounds}"));
        error.set_kind(ValueErrorKind::OutOfRange);
        error.set_value(text);
        error
    }

    /// Reads a number without fraction and exponent.
    pub(crate) fn integer(&mut self, name: &'static str, min: i64, max: i64) -> Result<i64, ReadError> {
        if !self.is_number() {
            return Err(self.expected_as(name, "a number"));
        }
        let before = self.at;
        let text = self.number()?;
        match text.parse::<i64>() {
            Ok(value) if (min..=max).contains(&value) => Ok(value),
            Err(_) if text.contains(['.', 'e', 'E']) => {
                let mut error = ReadError::new(
                    before,
                    format!("expected an {name}, found a number with a fraction or exponent"),
                );
                error.set_value(text);
                Err(error)
            }
            _ => Err(self.out_of_range(before, name, text, &format!("{min} to {max}"))),
        }
    }

    /// Reads an `Edm.Int64`, which comes as text under `IEEE754Compatible=true`.
    pub(crate) fn int64(&mut self) -> Result<i64, ReadError> {
        if self.is_text() {
            self.parsed(edm::int64::NAME, edm::int64::parse)
        } else {
            self.integer(edm::int64::NAME, i64::MIN, i64::MAX)
        }
    }

    /// Reads an `Edm.Double`: a number of any form, or the text `INF`, `-INF` or `NaN`.
    pub(crate) fn double(&mut self) -> Result<f64, ReadError> {
        self.float(edm::double::NAME, edm::double::parse, |value| value.is_finite())
    }

    /// Reads an `Edm.Single`, as [`double`](Self::double).
    pub(crate) fn single(&mut self) -> Result<f32, ReadError> {
        self.float(edm::single::NAME, edm::single::parse, |value| value.is_finite())
    }

    fn float<T: std::str::FromStr + Copy>(
        &mut self,
        name: &'static str,
        parse: fn(&str) -> Result<T, ValueError>,
        is_finite: fn(T) -> bool,
    ) -> Result<T, ReadError> {
        if !self.is_number() {
            return match self.is_text() {
                true => self.parsed(name, parse),
                false => Err(self.expected_as(name, "a number")),
            };
        }
        let before = self.at;
        let text = self.number()?;
        match text.parse() {
            Ok(value) if is_finite(value) => Ok(value),
            _ => Err(self.out_of_range(before, name, text, "a number of limited size")),
        }
    }

    /// Reads an `Edm.Decimal` with all its digits, from a number or text.
    #[cfg(feature = "decimal")]
    pub(crate) fn decimal(&mut self) -> Result<rust_decimal::Decimal, ReadError> {
        if !self.is_number() {
            return match self.is_text() {
                true => self.parsed(edm::decimal::NAME, edm::decimal::parse),
                false => Err(self.expected_as(edm::decimal::NAME, "a number or text")),
            };
        }
        let before = self.at;
        let text = self.number()?;
        let read = match self.has_doubles && text.contains(['.', 'e', 'E']) {
            true => edm::decimal::parse_double(text),
            false => edm::decimal::parse(text),
        };
        read.map_err(|error| ReadError::of_value(before, &error))
    }

    /// Reads an `Edm.DateTimeOffset`.
    pub(crate) fn date_time_offset(&mut self) -> Result<DateTime<FixedOffset>, ReadError> {
        self.parsed(edm::date_time_offset::NAME, edm::date_time_offset::parse)
    }

    /// Reads an `Edm.Date`. Some services write midnight behind it (`2020-02-04T00:00:00.0000000Z`).
    pub(crate) fn date(&mut self) -> Result<NaiveDate, ReadError> {
        self.parsed(edm::date::NAME, |text| {
            edm::date::parse(text).or_else(|error| {
                let midnight = |value: &DateTime<FixedOffset>| {
                    value.time() == NaiveTime::MIN && value.offset().local_minus_utc() == 0
                };
                let value = edm::date_time_offset::parse(text).ok().filter(midnight);
                value.map(|value| value.date_naive()).ok_or(error)
            })
        })
    }

    /// Reads a value by its own `Deserialize`.
    pub(crate) fn by_serde<T: serde::de::DeserializeOwned>(&mut self) -> Result<T, ReadError> {
        let text = self.raw()?;
        serde_json::from_str(text).map_err(|error| {
            ReadError::new(
                self.at - text.len(),
                crate::text::without_values(&error_words(&error)),
            )
        })
    }

    /// Whether complex values that are there are read into, and not replaced.
    pub(crate) fn is_merging(&self) -> bool {
        self.merges
    }

    /// Reads a value into one that is there, at every depth.
    pub(crate) fn merging<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let merges = std::mem::replace(&mut self.merges, true);
        let read = read(self);
        self.merges = merges;
        read
    }

    /// Reads any JSON value.
    pub(crate) fn json_value(&mut self) -> Result<serde_json::Value, ReadError> {
        let before = self.at;
        serde_json::from_str(self.raw()?).map_err(|error| {
            // What is JSON for the reader and none for serde_json: a number that is too large, half of a surrogate pair.
            ReadError::new(
                before,
                format!("a value that cannot be held: {}", error_words(&error)),
            )
        })
    }
}

/// What serde_json reports, without the place, as the text is only a part.
pub(super) fn error_words(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ")
        .map_or(text.clone(), |(words, _)| words.to_owned())
}
