//! `Edm.Guid` as [`uuid::Uuid`]: `01234567-89ab-cdef-0123-456789abcdef`.
//!
//! As a serde module it reads the hyphenated form only, where uuid's own `Deserialize` takes its other forms too.
//!
//! ```
//! use uuid::Uuid;
//!
//! #[derive(serde::Deserialize)]
//! struct Device {
//!     #[serde(with = "odata_entity::edm::guid")]
//!     id: Uuid,
//! }
//! let device: Device = serde_json::from_str(r#"{"id": "7A1B3C5D-0000-4000-8000-00000000002A"}"#)?;
//! assert_eq!(device.id.as_u128() & 0xff, 42);
//! # Ok::<_, serde_json::Error>(())
//! ```

use serde::{Deserializer, Serializer};
use uuid::Uuid;
use uuid::fmt::Hyphenated;

use super::error::{Fault, ValueError};
use super::field::{Field, deserialize_text, serde_with, serialize_text};

/// The qualified name of the Edm type.
pub(crate) const NAME: &str = "Edm.Guid";

/// The most bytes that [`write_json`] writes.
pub(crate) const JSON_LEN_MAX: usize = Hyphenated::LENGTH + 2;

serde_with!(Guid);

/// Writes the JSON string, in quotes: hyphenated, in lower case.
pub(crate) fn write_json(value: Uuid, out: &mut Vec<u8>) {
    out.push(b'"');
    write_key(value, out);
    out.push(b'"');
}

/// Writes the URL literal, which has no quotes.
pub(crate) fn write_literal(value: Uuid, out: &mut Vec<u8>) {
    write_key(value, out);
}

/// Writes the text of a key segment: as the URL literal.
pub(crate) fn write_key(value: Uuid, out: &mut Vec<u8>) {
    let mut text = [0; Hyphenated::LENGTH];
    out.extend_from_slice(value.hyphenated().encode_lower(&mut text).as_bytes());
}

/// Reads 8, 4, 4, 4 and 12 hexadecimal digits with hyphens between, in either case (ABNF rule `guidValue`).
///
/// # Errors
///
/// Malformed, for any other text: without hyphens, in braces, with `urn:uuid:`.
pub(crate) fn parse(text: &str) -> Result<Uuid, ValueError> {
    // Of the forms that uuid reads, the hyphenated one alone has this length.
    let value = if text.len() == Hyphenated::LENGTH {
        Uuid::try_parse(text).ok()
    } else {
        None
    };
    value.ok_or_else(|| Fault::malformed("a GUID has 8-4-4-4-12 hexadecimal digits").about(NAME, text))
}

impl Field<marker::Guid> for Uuid {
    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_text(serializer, |out| {
            write_key(*self, out);
            Ok(())
        })
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_text(deserializer, NAME, parse)
    }
}
