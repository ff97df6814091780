//! The integer types, a module each: [`byte`], [`sbyte`], [`int16`], [`int32`] and [`int64`].

/// The items that all five modules have.
macro_rules! integer {
    ($name:literal, $rust:ident, json_len_max: $len:literal) => {
        /// The qualified name of the Edm type.
        pub(crate) const NAME: &str = $name;

        /// The most bytes that [`write_json`] writes.
        pub(crate) const JSON_LEN_MAX: usize = $len;

        /// Writes the JSON number.
        pub(crate) fn write_json(value: $rust, out: &mut Vec<u8>) {
            out.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
        }

        /// Writes the URL literal: as in JSON.
        pub(crate) fn write_literal(value: $rust, out: &mut Vec<u8>) {
            write_json(value, out);
        }
    };
}

/// `Edm.Byte` as `u8`: 0 to 255.
pub(crate) mod byte {
    integer!("Edm.Byte", u8, json_len_max: 3);
}

/// `Edm.SByte` as `i8`: -128 to 127.
pub(crate) mod sbyte {
    integer!("Edm.SByte", i8, json_len_max: 4);
}

/// `Edm.Int16` as `i16`: -32,768 to 32,767.
pub(crate) mod int16 {
    integer!("Edm.Int16", i16, json_len_max: 6);
}

/// `Edm.Int32` as `i32`: -2,147,483,648 to 2,147,483,647.
pub(crate) mod int32 {
    integer!("Edm.Int32", i32, json_len_max: 11);
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
    integer!("Edm.Int64", i64, json_len_max: 22);

    use crate::edm::cursor::{Cursor, number};
    use crate::edm::error::{Fault, ValueError};
    use crate::edm::field::{Field, json_text, serde_with};
    use serde::de::{Deserializer, Error, MapAccess, Unexpected, Visitor};
    use serde::ser::Serializer;
    use std::fmt;

    serde_with!(Int64);

    /// Reads at most 19 decimal digits, leading zeros included, behind a sign if there is one (ABNF rule `int64Value`).
    ///
    /// # Errors
    ///
    /// Malformed, if the text is anything else; out of range, if it is an integer that the type does not hold.
    pub(crate) fn parse(text: &str) -> Result<i64, ValueError> {
        lex(text).map_err(|fault| fault.about(NAME, text))
    }

    fn lex(text: &str) -> Result<i64, Fault> {
        let mut cursor = Cursor::new(text);
        let negative = cursor.eat(b'-');
        if !negative {
            cursor.eat(b'+');
        }
        let digits = cursor.digits();
        if digits.is_empty() || !cursor.is_empty() {
            return Err(Fault::malformed("an integer has digits only, and a sign"));
        }
        let magnitude = number(digits).map(i128::from);
        let value = magnitude.map(|magnitude| if negative { -magnitude } else { magnitude });
        let value = value
            .and_then(|value| i64::try_from(value).ok())
            .ok_or_else(|| Fault::out_of_range(format!("{NAME} holds {} to {}", i64::MIN, i64::MAX)))?;
        if digits.len() > 19 {
            return Err(Fault::malformed(format!("{NAME} has at most 19 digits")));
        }
        Ok(value)
    }

    /// Writes the value as a JSON string, which a request with `IEEE754Compatible=true` in its content type must have.
    pub(crate) fn write_json_ieee754(value: i64, out: &mut Vec<u8>) {
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
