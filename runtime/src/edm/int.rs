//! The integer types, a module each: [`byte`], [`sbyte`], [`int16`], [`int32`] and [`int64`].

use super::cursor::{Cursor, number};
use super::error::{Fault, ValueError};

/// What tells one integer type from another in reading.
struct Integer {
    name: &'static str,
    min: i64,
    max: i64,
    /// The most digits that the ABNF allows, leading zeros included.
    digits: usize,
}

impl Integer {
    /// `[ "+" / "-" ] 1*nDIGIT`, and for `Edm.Byte` no sign (ABNF rules `byteValue` to `int64Value`).
    fn parse(&self, text: &str) -> Result<i64, ValueError> {
        self.value(text).map_err(|fault| fault.about(self.name, text))
    }

    fn value(&self, text: &str) -> Result<i64, Fault> {
        let mut cursor = Cursor::new(text);
        let negative = cursor.eat(b'-');
        let plus = !negative && cursor.eat(b'+');
        let digits = cursor.digits();
        if digits.is_empty() || !cursor.is_empty() || (plus && self.min == 0) {
            return Err(Fault::malformed(
                "an integer has digits only, and a sign unless it is an Edm.Byte",
            ));
        }
        let out_of_range =
            || Fault::out_of_range(format!("{} holds {} to {}", self.name, self.min, self.max));
        let magnitude = number(digits).map(i128::from).ok_or_else(out_of_range)?;
        let value = if negative { -magnitude } else { magnitude };
        if (negative && self.min == 0) || value < i128::from(self.min) || value > i128::from(self.max) {
            return Err(out_of_range());
        }
        if digits.len() > self.digits {
            return Err(Fault::malformed(format!(
                "{} has at most {} digits",
                self.name, self.digits
            )));
        }
        i64::try_from(value).map_err(|_| out_of_range())
    }
}

/// The items that all five modules have.
macro_rules! integer {
    ($name:literal, $rust:ident, digits: $digits:literal, json_len_max: $len:literal) => {
        use crate::edm::error::{Fault, ValueError};

        /// The qualified name of the Edm type.
        pub const NAME: &str = $name;

        /// The most bytes that [`write_json`] writes.
        pub const JSON_LEN_MAX: usize = $len;

        /// Writes the JSON number.
        pub fn write_json(value: $rust, out: &mut Vec<u8>) {
            out.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
        }

        /// Writes the URL literal: as in JSON.
        pub fn write_literal(value: $rust, out: &mut Vec<u8>) {
            write_json(value, out);
        }

        /// Writes the text of a key segment: as in JSON.
        pub fn write_key(value: $rust, out: &mut Vec<u8>) {
            write_json(value, out);
        }

        #[doc = concat!("Reads at most ", $digits, " decimal digits, leading zeros included; all types but")]
        /// `Edm.Byte` take a sign, which may be `+`.
        ///
        /// # Errors
        ///
        /// Malformed, if the text is anything else; out of range, if it is an integer that the type does not hold.
        pub fn parse(text: &str) -> Result<$rust, ValueError> {
            const TYPE: super::Integer = super::Integer {
                name: NAME,
                min: $rust::MIN as i64,
                max: $rust::MAX as i64,
                digits: $digits,
            };
            let value = TYPE.parse(text)?;
            // Cannot fail: `TYPE` has the bounds of the Rust type.
            value
                .try_into()
                .map_err(|_| Fault::out_of_range("beyond the Rust type").about(NAME, text))
        }

        /// Reads the URL literal, percent-decoded: the form that [`parse`] reads.
        ///
        /// # Errors
        ///
        /// As [`parse`].
        pub fn parse_literal(text: &str) -> Result<$rust, ValueError> {
            parse(text)
        }
    };
}

/// `Edm.Byte` as `u8`: 0 to 255.
pub mod byte {
    integer!("Edm.Byte", u8, digits: 3, json_len_max: 3);
}

/// `Edm.SByte` as `i8`: -128 to 127.
pub mod sbyte {
    integer!("Edm.SByte", i8, digits: 3, json_len_max: 4);
}

/// `Edm.Int16` as `i16`: -32,768 to 32,767.
pub mod int16 {
    integer!("Edm.Int16", i16, digits: 5, json_len_max: 6);
}

/// `Edm.Int32` as `i32`: -2,147,483,648 to 2,147,483,647.
pub mod int32 {
    integer!("Edm.Int32", i32, digits: 10, json_len_max: 11);
}

/// `Edm.Int64` as `i64`: -9,223,372,036,854,775,808 to 9,223,372,036,854,775,807.
///
/// A service that answers with `IEEE754Compatible=true` in its content type sends the values as JSON strings, because
/// many a reader holds numbers as doubles (OData JSON Format 4.01, section 3.2). A field that may come either way:
///
/// ```
/// #[derive(serde::Deserialize)]
/// struct File {
///     #[serde(with = "odata_entity::edm::int64")]
///     size: i64,
///     #[serde(default, with = "odata_entity::edm::int64")]
///     quota: Option<i64>,
/// }
/// let file: File = serde_json::from_str(r#"{"size": "9007199254740993"}"#)?;
/// assert_eq!((file.size, file.quota), (9_007_199_254_740_993, None));
/// # Ok::<_, serde_json::Error>(())
/// ```
pub mod int64 {
    integer!("Edm.Int64", i64, digits: 19, json_len_max: 22);

    use crate::edm::field::{Field, json_text, serde_with};
    use serde::de::{Deserializer, Error, MapAccess, Unexpected, Visitor};
    use serde::ser::Serializer;
    use std::fmt;

    serde_with!(Int64);

    /// Writes the value as a JSON string, which a request with `IEEE754Compatible=true` in its content type must have.
    pub fn write_json_ieee754(value: i64, out: &mut Vec<u8>) {
        out.push(b'"');
        write_json(value, out);
        out.push(b'"');
    }

    impl Field<marker::Int64> for i64 {
        fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.serialize_i64(*self)
        }

        fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_any(NumberOrString)
        }
    }

    struct NumberOrString;

    impl<'de> Visitor<'de> for NumberOrString {
        type Value = i64;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an Edm.Int64 as a JSON number or string")
        }

        fn visit_i64<E: Error>(self, value: i64) -> Result<i64, E> {
            Ok(value)
        }

        fn visit_u64<E: Error>(self, value: u64) -> Result<i64, E> {
            i64::try_from(value).or_else(|_| parse(itoa::Buffer::new().format(value)).map_err(E::custom))
        }

        fn visit_f64<E: Error>(self, value: f64) -> Result<i64, E> {
            Err(E::invalid_type(Unexpected::Float(value), &self))
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<i64, A::Error> {
            parse(&json_text::<_, String>(map, &self)?).map_err(A::Error::custom)
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<i64, E> {
            parse(text).map_err(E::custom)
        }
    }
}
