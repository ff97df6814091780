//! `Edm.Boolean` as `bool`.

use super::error::{Fault, ValueError};

/// The qualified name of the Edm type.
pub const NAME: &str = "Edm.Boolean";

/// The most bytes that [`write_json`] writes.
pub const JSON_LEN_MAX: usize = "false".len();

/// Writes the JSON literal `true` or `false`.
pub fn write_json(value: bool, out: &mut Vec<u8>) {
    out.extend_from_slice(if value { b"true" } else { b"false" });
}

/// Writes the URL literal: as in JSON.
pub fn write_literal(value: bool, out: &mut Vec<u8>) {
    write_json(value, out);
}

/// Writes the text of a key segment: as in JSON.
pub fn write_key(value: bool, out: &mut Vec<u8>) {
    write_json(value, out);
}

/// Reads `true` or `false`, in lower case only (ABNF rule `booleanValue`).
///
/// # Errors
///
/// Malformed, for any other text.
pub fn parse(text: &str) -> Result<bool, ValueError> {
    match text {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(Fault::malformed("a Boolean is `true` or `false`").about(NAME, text)),
    }
}

/// Reads the URL literal, in which case does not matter (ABNF rule `boolean`).
///
/// # Errors
///
/// Malformed, for any other text.
pub fn parse_literal(text: &str) -> Result<bool, ValueError> {
    match text {
        _ if text.eq_ignore_ascii_case("true") => Ok(true),
        _ if text.eq_ignore_ascii_case("false") => Ok(false),
        _ => parse(text),
    }
}
