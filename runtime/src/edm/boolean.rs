//! `Edm.Boolean` as `bool`.

/// The qualified name of the Edm type.
pub(crate) const NAME: &str = "Edm.Boolean";

/// The most bytes that [`write_json`] writes.
pub(crate) const JSON_LEN_MAX: usize = "false".len();

/// Writes the JSON literal `true` or `false`.
pub(crate) fn write_json(value: bool, out: &mut Vec<u8>) {
    out.extend_from_slice(if value { b"true" } else { b"false" });
}

/// Writes the URL literal: as in JSON.
pub(crate) fn write_literal(value: bool, out: &mut Vec<u8>) {
    write_json(value, out);
}
