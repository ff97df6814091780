//! `Edm.Binary` as [`Binary`]: base64.
//!
//! In JSON the bytes go out in the standard alphabet with padding, which is what Microsoft's services read and write; in
//! URLs in the alphabet that is safe there, with padding, which is optional in OData and wanted by some readers. Read are
//! both alphabets, with and without padding.

use std::fmt;
use std::ops::{Deref, DerefMut};
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::base64::{STANDARD, URL_SAFE, decode, encode, encoded_len};
use super::error::{Fault, ValueError};
use super::field::{deserialize_text, serialize_text};

/// The qualified name of the Edm type.
pub(crate) const NAME: &str = "Edm.Binary";

/// The bytes of an `Edm.Binary`.
///
/// `Debug` prints how many there are and not which: certificates and configurations are sent as such values.
///
/// ```
/// use odata_entity::edm::Binary;
///
/// let payload = Binary::from(vec![0xFB, 0xFF]);
/// assert_eq!(serde_json::to_string(&payload)?, r#""+/8=""#);
/// assert_eq!(serde_json::from_str::<Binary>(r#""-_8""#)?, payload);
/// assert_eq!(payload[0], 0xFB);
/// assert_eq!(format!("{payload:?}"), "Binary(2 bytes)");
/// # Ok::<_, serde_json::Error>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Binary(Vec<u8>);

impl Binary {
    /// The bytes, without a copy.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn into_vec(self) -> Vec<u8> {
        self.0
    }
}

/// The length in bytes of what [`write_json`] writes, quotes included.
#[must_use = "this changes nothing: use what it returns"]
pub(crate) const fn json_len(value: &[u8]) -> usize {
    encoded_len(value.len()).saturating_add(2)
}

/// Writes the JSON string, in quotes: base64 in the standard alphabet, with padding.
pub(crate) fn write_json(value: &[u8], out: &mut Vec<u8>) {
    out.reserve(json_len(value));
    out.push(b'"');
    encode(value, STANDARD, out);
    out.push(b'"');
}

/// Writes the URL literal `binary'…'`: base64 in the alphabet that is safe in URLs, with padding.
pub(crate) fn write_literal(value: &[u8], out: &mut Vec<u8>) {
    out.extend_from_slice(b"binary'");
    write_key(value, out);
    out.push(b'\'');
}

/// The bytes as standard base64 with padding.
pub(crate) fn standard(value: &[u8]) -> String {
    let mut out = Vec::new();
    encode(value, STANDARD, &mut out);
    String::from_utf8(out).unwrap_or_default()
}

/// Writes the text of a key segment: as the URL literal, without prefix and quotes.
pub(crate) fn write_key(value: &[u8], out: &mut Vec<u8>) {
    encode(value, URL_SAFE, out);
}

/// Reads base64 in the standard or the URL-safe alphabet, with or without padding (ABNF rule `binaryValue`, which has
/// only the URL-safe one).
///
/// # Errors
///
/// Malformed, for any other character (line breaks included), a length that base64 cannot have, wrong padding, and
/// bits that are left over and not zero. The error names the length of the text and not the text.
pub(crate) fn parse(text: &str) -> Result<Binary, ValueError> {
    decode(text.as_bytes())
        .map(Binary)
        .map_err(|fault| about(fault, text))
}

fn about(fault: Fault, text: &str) -> ValueError {
    fault.about(NAME, &format!("{} bytes of text", text.len()))
}

impl fmt::Debug for Binary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Binary({} bytes)", self.0.len())
    }
}

impl Deref for Binary {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl DerefMut for Binary {
    fn deref_mut(&mut self) -> &mut [u8] {
        &mut self.0
    }
}

impl AsRef<[u8]> for Binary {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Binary {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<&[u8]> for Binary {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }
}

impl<const N: usize> From<[u8; N]> for Binary {
    fn from(bytes: [u8; N]) -> Self {
        Self(bytes.to_vec())
    }
}

impl<const N: usize> From<&[u8; N]> for Binary {
    fn from(bytes: &[u8; N]) -> Self {
        Self(bytes.to_vec())
    }
}

impl From<Binary> for Vec<u8> {
    fn from(value: Binary) -> Self {
        value.0
    }
}

/// Reads base64 in the standard or the URL-safe alphabet, with or without padding.
impl FromStr for Binary {
    type Err = ValueError;

    fn from_str(text: &str) -> Result<Self, ValueError> {
        parse(text)
    }
}

impl Serialize for Binary {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_text(serializer, |out| {
            encode(self, STANDARD, out);
            Ok(())
        })
    }
}

impl<'de> Deserialize<'de> for Binary {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_text(deserializer, NAME, parse)
    }
}
