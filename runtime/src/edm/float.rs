//! The binary floating-point types, a module each: [`single`] and [`double`].

use super::cursor::Cursor;

/// Whether the text is a number by the ABNF's rule `decimalValue`: `["+"/"-"] 1*DIGIT ["." 1*DIGIT]
/// ["e" ["+"/"-"] 1*DIGIT]`. Digits are on both sides of a point.
pub(super) fn is_decimal(text: &str) -> bool {
    let mut cursor = Cursor::new(text);
    eat_sign(&mut cursor);
    let mut numeral = !cursor.digits().is_empty();
    if cursor.eat(b'.') {
        numeral &= !cursor.digits().is_empty();
    }
    if cursor.eat_letter(b'E') {
        eat_sign(&mut cursor);
        numeral &= !cursor.digits().is_empty();
    }
    numeral && cursor.is_empty()
}

/// The decimal digits of a number that a double is sure to keep.
const DIGITS_OF_DOUBLE: usize = 15;

/// Whether a number that was a double before it was this text may have had other digits in the JSON that it is from: it
/// shows more than a double is sure to keep, or is so large that it need not show them all. A whole number with neither
/// fraction nor exponent was no double.
pub(crate) fn may_have_lost_digits(text: &str) -> bool {
    let mantissa = text.split(['e', 'E']).next().unwrap_or_default();
    // Zeros before the point can be in place of digits that a double does not keep.
    let mantissa = mantissa.strip_suffix(".0").unwrap_or(mantissa);
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let is_double = text.contains(['.', 'e', 'E']);
    let is_large = text.contains(['e', 'E']) && !text.contains("e-") && !text.contains("E-");
    is_double && (is_large || digits.trim_start_matches('0').len() > DIGITS_OF_DOUBLE)
}

fn eat_sign(cursor: &mut Cursor<'_>) {
    let _ = cursor.eat(b'-') || cursor.eat(b'+');
}

/// The items that both modules have.
macro_rules! float {
    ($name:literal, $rust:ident, $marker:ident, $serialize:ident, json_len_max: $len:literal) => {
        use std::fmt;

        use serde::de::{Deserializer, Error, MapAccess, Visitor};
        use serde::ser::Serializer;

        use crate::edm::error::{Fault, ValueError};
        use crate::edm::field::{Field, json_text, serde_with};
        use crate::edm::float::is_decimal;

        /// The qualified name of the Edm type.
        pub(crate) const NAME: &str = $name;

        /// The most bytes that [`write_json`] writes.
        pub(crate) const JSON_LEN_MAX: usize = $len;

        serde_with!($marker);

        /// Writes the JSON number, with the fewest digits that read back as the same value, or one of the JSON strings
        /// `"INF"`, `"-INF"` and `"NaN"`.
        pub(crate) fn write_json(value: $rust, out: &mut Vec<u8>) {
            match special(value) {
                None => push_finite(value, out),
                Some(name) => {
                    out.push(b'"');
                    out.extend_from_slice(name.as_bytes());
                    out.push(b'"');
                }
            }
        }

        /// Writes the URL literal: as in JSON, and `INF`, `-INF` and `NaN` without quotes. Not percent-encoded: the `+`
        /// of an exponent must be.
        pub(crate) fn write_literal(value: $rust, out: &mut Vec<u8>) {
            write_key(value, out);
        }

        /// Writes the text of a key segment: as the URL literal.
        pub(crate) fn write_key(value: $rust, out: &mut Vec<u8>) {
            match special(value) {
                None => push_finite(value, out),
                Some(name) => out.extend_from_slice(name.as_bytes()),
            }
        }

        /// Reads a decimal number, with or without fraction and exponent, or `INF`, `-INF` or `NaN` (ABNF rule
        /// `decimalValue`). The result is the nearest value that the type has.
        ///
        /// # Errors
        ///
        /// Malformed, if the text is anything else; out of range, if a number is nearest to infinity.
        pub(crate) fn parse(text: &str) -> Result<$rust, ValueError> {
            match text {
                "INF" => return Ok($rust::INFINITY),
                "-INF" => return Ok($rust::NEG_INFINITY),
                "NaN" => return Ok($rust::NAN),
                _ => {}
            }
            let value = is_decimal(text)
                .then(|| text.parse::<$rust>().ok())
                .flatten();
            match value {
                None => {
                    Err(Fault::malformed("a number is like -1.5e3, or INF, -INF or NaN").about(NAME, text))
                }
                Some(value) => finite(value).map_err(|fault| fault.about(NAME, text)),
            }
        }

        fn push_finite(value: $rust, out: &mut Vec<u8>) {
            out.extend_from_slice(zmij::Buffer::new().format_finite(value).as_bytes());
        }

        /// The name of a value that is not a number in JSON.
        fn special(value: $rust) -> Option<&'static str> {
            match value {
                _ if value.is_finite() => None,
                $rust::INFINITY => Some("INF"),
                $rust::NEG_INFINITY => Some("-INF"),
                _ => Some("NaN"),
            }
        }

        fn finite(value: $rust) -> Result<$rust, Fault> {
            if value.is_finite() {
                Ok(value)
            } else {
                Err(Fault::out_of_range(concat!(
                    "the largest ",
                    $name,
                    " is below it"
                )))
            }
        }

        impl Field<marker::$marker> for $rust {
            fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match special(*self) {
                    None => serializer.$serialize(*self),
                    Some(name) => serializer.serialize_str(name),
                }
            }

            fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any(NumberOrName)
            }
        }

        /// Integers and doubles become the nearest value that the type has.
        struct NumberOrName;

        #[allow(
            clippy::cast_precision_loss,
            clippy::cast_possible_truncation,
            reason = "the nearest value is meant"
        )]
        impl<'de> Visitor<'de> for NumberOrName {
            type Value = $rust;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(
                    "an ",
                    $name,
                    " as a JSON number, or \"INF\", \"-INF\" or \"NaN\""
                ))
            }

            fn visit_i64<E: Error>(self, value: i64) -> Result<$rust, E> {
                Ok(value as $rust)
            }

            fn visit_u64<E: Error>(self, value: u64) -> Result<$rust, E> {
                Ok(value as $rust)
            }

            fn visit_f64<E: Error>(self, value: f64) -> Result<$rust, E> {
                let text = || zmij::Buffer::new().format(value).to_owned();
                finite(value as $rust).map_err(|fault| E::custom(fault.about(NAME, &text())))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<$rust, A::Error> {
                parse(&json_text::<_, String>(map, &self)?).map_err(A::Error::custom)
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<$rust, E> {
                parse(text).map_err(E::custom)
            }
        }
    };
}

/// `Edm.Single` as `f32`: IEEE 754 binary32.
///
/// As a serde module it reads a JSON number of any form and the strings `"INF"`, `"-INF"` and `"NaN"`, where serde's
/// own `Deserialize` of `f32` knows no strings.
///
/// ```
/// #[derive(serde::Deserialize)]
/// struct Reading {
///     #[serde(with = "odata_entity::edm::single")]
///     value: f32,
/// }
/// let reading: Reading = serde_json::from_str(r#"{"value": "-INF"}"#)?;
/// assert_eq!(reading.value, f32::NEG_INFINITY);
/// # Ok::<_, serde_json::Error>(())
/// ```
pub mod single {
    float!("Edm.Single", f32, Single, serialize_f32, json_len_max: 24);
}

/// `Edm.Double` as `f64`: IEEE 754 binary64.
///
/// As a serde module it reads a JSON number of any form, integers included, and the strings `"INF"`, `"-INF"` and
/// `"NaN"`, where serde's own `Deserialize` of `f64` knows no strings. Other numbers in strings, which no service should
/// send, are read as well.
///
/// ```
/// #[derive(serde::Deserialize)]
/// struct Reading {
///     #[serde(with = "odata_entity::edm::double")]
///     value: f64,
///     #[serde(default, with = "odata_entity::edm::double")]
///     limit: Option<f64>,
/// }
/// let reading: Reading = serde_json::from_str(r#"{"value": 42, "limit": "INF"}"#)?;
/// assert_eq!((reading.value, reading.limit), (42.0, Some(f64::INFINITY)));
/// # Ok::<_, serde_json::Error>(())
/// ```
pub mod double {
    float!("Edm.Double", f64, Double, serialize_f64, json_len_max: 24);
}
