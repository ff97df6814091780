//! `Edm.Decimal` as [`rust_decimal::Decimal`]: up to 28 digits, all of them kept, trailing zeros of a fraction included.
//!
//! In JSON it is a number, or a string in a body with `IEEE754Compatible=true` in its content type (OData JSON Format
//! 4.01, section 3.2). As a serde module it reads both, and the number with all its digits, where rust_decimal's own
//! `Deserialize` has them from a double:
//!
//! ```
//! use rust_decimal::Decimal;
//!
//! #[derive(serde::Deserialize)]
//! struct Price {
//!     #[serde(with = "odata_entity::edm::decimal")]
//!     amount: Decimal,
//!     #[serde(default, with = "odata_entity::edm::decimal")]
//!     reduced: Option<Decimal>,
//! }
//! let price: Price = serde_json::from_str(r#"{"amount": 1234567890123456789.10, "reduced": "0.5"}"#)?;
//! assert_eq!(price.amount.to_string(), "1234567890123456789.10");
//! assert_eq!(price.reduced, Some(Decimal::new(5, 1)));
//! # Ok::<_, serde_json::Error>(())
//! ```
//!
//! Two ways lead a number through a double before this module sees it: a struct with `#[serde(flatten)]` or an untagged
//! or internally tagged enum around the field, and a `serde_json::Value`; a base type and a union are read in these ways.
//! There a double that shows more than 15 significant digits, or is so large that it need not show them all, is an error;
//! but a longer number can lie so near to a shorter one that its double shows just that. Where decimals are that long,
//! ask the service for `IEEE754Compatible=true`: strings keep all digits.

use std::fmt;
use std::io::Write as _;

use rust_decimal::Decimal;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use serde::ser::{Error as _, Serialize, Serializer};
use serde_json::value::RawValue;

use super::cursor::{Cursor, number};
use super::error::{Fault, ValueError};
use super::field::{Field, json_text, serde_with};
use super::float::{is_decimal, may_have_lost_digits};

/// The qualified name of the Edm type.
pub(crate) const NAME: &str = "Edm.Decimal";

/// The most bytes that [`write_json`] and [`write_json_ieee754`] write.
pub(crate) const JSON_LEN_MAX: usize = "\"-0.1234567890123456789012345678\"".len();

serde_with!(Decimal);

/// Writes the JSON number with all its digits, in the form without an exponent.
pub(crate) fn write_json(value: Decimal, out: &mut Vec<u8>) {
    // Writing to a vector does not fail.
    let _ = write!(out, "{value}");
}

/// Writes the value as a JSON string, which a request with `IEEE754Compatible=true` in its content type must have.
pub(crate) fn write_json_ieee754(value: Decimal, out: &mut Vec<u8>) {
    out.push(b'"');
    write_json(value, out);
    out.push(b'"');
}

/// Writes the URL literal: as the JSON number.
pub(crate) fn write_literal(value: Decimal, out: &mut Vec<u8>) {
    write_json(value, out);
}

/// Reads a decimal number, with or without fraction and exponent (ABNF rule `decimalValue`).
///
/// # Errors
///
/// Malformed, if the text is anything else; out of range, if the number has more digits or a larger exponent than
/// rust_decimal holds exactly, and for `INF`, `-INF` and `NaN`, which OData 4.01 allows for a decimal.
pub(crate) fn parse(text: &str) -> Result<Decimal, ValueError> {
    lex(text).map_err(|fault| fault.about(NAME, text))
}

fn lex(text: &str) -> Result<Decimal, Fault> {
    if matches!(text, "INF" | "-INF" | "NaN") {
        return Err(Fault::out_of_range(
            "a rust_decimal::Decimal is always a finite number",
        ));
    }
    if !is_decimal(text) {
        return Err(Fault::malformed("a number is like -1.5 or 15e-1"));
    }
    let mut cursor = Cursor::new(text);
    let negative = eat_minus(&mut cursor);
    let whole = cursor.digits();
    let fraction = if cursor.eat(b'.') { cursor.digits() } else { b"" };
    let exponent = cursor
        .eat_letter(b'E')
        .then(|| (eat_minus(&mut cursor), cursor.digits()));
    let magnitude = Scaled::new(whole, fraction, exponent).and_then(Scaled::fitted);
    magnitude
        .and_then(|Scaled { number, scale }| {
            let number = if negative { -number } else { number };
            Decimal::try_from_i128_with_scale(number, u32::try_from(scale).ok()?).ok()
        })
        .ok_or_else(|| {
            Fault::out_of_range("28 digits, and as many places, are the most that can be kept exactly")
        })
}

/// Takes a sign and returns whether it is a minus.
fn eat_minus(cursor: &mut Cursor<'_>) -> bool {
    let minus = cursor.eat(b'-');
    let _plus = !minus && cursor.eat(b'+');
    minus
}

/// The largest number and scale that rust_decimal holds.
const MAX: i128 = (1 << 96) - 1;
const MAX_SCALE: i64 = Decimal::MAX_SCALE as i64;

/// `number` · 10^-`scale`, not negative.
struct Scaled {
    number: i128,
    scale: i64,
}

impl Scaled {
    /// The value of a numeral, if it can be counted in 128 bits. Zeros at the end of the fraction are kept as long as
    /// there is room for them.
    fn new(whole: &[u8], fraction: &[u8], exponent: Option<(bool, &[u8])>) -> Option<Self> {
        let mut value = Self { number: 0, scale: 0 };
        for digit in whole {
            value.push(digit)?;
        }
        let significant = fraction
            .iter()
            .rposition(|&digit| digit != b'0')
            .map_or(0, |last| last + 1);
        for (place, digit) in fraction.iter().enumerate() {
            if place >= significant && (value.scale == MAX_SCALE || value.number > MAX / 10) {
                break;
            }
            value.push(digit)?;
            value.scale += 1;
        }
        let Some((negative, digits)) = exponent else {
            return Some(value);
        };
        if value.number == 0 {
            return Some(Self { number: 0, scale: 0 });
        }
        let exponent = number(digits).and_then(|exponent| i64::try_from(exponent).ok())?;
        value.scale = value
            .scale
            .checked_sub(if negative { -exponent } else { exponent })?;
        Some(value)
    }

    fn push(&mut self, digit: &u8) -> Option<()> {
        self.number = self
            .number
            .checked_mul(10)?
            .checked_add(i128::from(digit - b'0'))?;
        Some(())
    }

    /// The same value in the range of rust_decimal, 96 bits and a scale of 0 to 28, if it has one there.
    fn fitted(mut self) -> Option<Self> {
        while self.scale < 0 {
            self.number = self.number.checked_mul(10)?;
            self.scale += 1;
        }
        while self.scale > MAX_SCALE || (self.number > MAX && self.scale > 0) {
            if self.number % 10 != 0 {
                return None;
            }
            self.number /= 10;
            self.scale -= 1;
        }
        (self.number <= MAX).then_some(self)
    }
}

impl Field<marker::Decimal> for Decimal {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.to_string())
            .map_err(S::Error::custom)?
            .serialize(serializer)
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(RAW_VALUE, NumberOrString)
    }
}

/// The name by which serde_json recognizes a type that wants the text of a JSON value, as `RawValue` does; that type
/// itself cannot be read from within a flattened struct. Deserializers that do not know the name, which may one day
/// include serde_json, treat it as that of a newtype, and the number comes as a double.
const RAW_VALUE: &str = "$serde_json::private::RawValue";

/// Reads a number that was a double before it was this text.
pub(crate) fn parse_double(text: &str) -> Result<Decimal, ValueError> {
    if may_have_lost_digits(text) {
        let fault = Fault::out_of_range("digits may have been lost: ask for IEEE754Compatible=true");
        return Err(fault.about(NAME, text));
    }
    // A double that is a whole number ends in `.0`, whatever it was in the JSON.
    parse(text.strip_suffix(".0").unwrap_or(text))
}

/// The text of a JSON value. It is the source's own if it is borrowed from there; a `serde_json::Value`, which holds
/// numbers as doubles, writes a text for itself.
struct JsonText {
    text: String,
    is_source: bool,
}

impl<'de> Deserialize<'de> for JsonText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(JsonTextVisitor)
    }
}

struct JsonTextVisitor;

impl<'de> Visitor<'de> for JsonTextVisitor {
    type Value = JsonText;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text of a JSON value")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<JsonText, E> {
        Ok(JsonText {
            text: text.to_owned(),
            is_source: true,
        })
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<JsonText, E> {
        Ok(JsonText {
            text: text.to_owned(),
            is_source: false,
        })
    }
}

struct NumberOrString;

impl<'de> Visitor<'de> for NumberOrString {
    type Value = Decimal;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an Edm.Decimal as a JSON number or string")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Decimal, A::Error> {
        let json: JsonText = json_text(map, &self)?;
        let text = &*json.text;
        let value = if text.starts_with('"') {
            parse(&serde_json::from_str::<String>(text).map_err(A::Error::custom)?)
        } else if json.is_source {
            parse(text)
        } else {
            parse_double(text)
        };
        value.map_err(A::Error::custom)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Decimal, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Decimal, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Decimal, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Decimal, E> {
        parse_double(zmij::Buffer::new().format(value)).map_err(E::custom)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Decimal, E> {
        parse(text).map_err(E::custom)
    }
}
