//! The files of a service's metadata: which they are, and their bytes as text.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::error::Error;

/// The metadata files in a folder, by name: those that end in `.xml`, `.csdl` or `.edmx`. Folders in it are not looked into.
///
/// # Errors
/// The folder cannot be read.
///
/// ```
/// use odata_entity_csdl::schema_files;
///
/// for file in schema_files("docs".as_ref())? {
///     println!("{}", file.display());
/// }
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn schema_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let file = entry?.path();
        let ending = file.extension().map(|ending| ending.to_ascii_lowercase());
        let is_metadata =
            ending.is_some_and(|ending| ending == "xml" || ending == "csdl" || ending == "edmx");
        if is_metadata && file.is_file() {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}

/// The text of a metadata file: UTF-8, or UTF-16 in either byte order, with or without a byte order mark.
///
/// # Errors
/// The bytes are text in neither ([`Error::Encoding`]).
///
/// ```
/// use odata_entity_csdl::{Schema, decode};
///
/// let text = decode(std::fs::read("docs/shop.csdl")?)?;
/// assert!(Schema::parse(text).is_ok());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn decode(bytes: Vec<u8>) -> Result<String, Error> {
    // Without a mark the `<` that XML begins with shows the order (XML 1.0, appendix F).
    let read: Option<fn([u8; 2]) -> u16> = match bytes.get(..2) {
        Some([0xFF, 0xFE] | [b'<', 0]) => Some(u16::from_le_bytes),
        Some([0xFE, 0xFF] | [0, b'<']) => Some(u16::from_be_bytes),
        _ => None,
    };
    let Some(read) = read else {
        return String::from_utf8(bytes).map_err(|_| Error::Encoding);
    };
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(Error::Encoding);
    }
    let units = pairs.iter().map(|pair| read(*pair));
    char::decode_utf16(units)
        .collect::<Result<_, _>>()
        .map_err(|_| Error::Encoding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf_16_is_read_in_either_order_with_and_without_a_mark() {
        let text = "<a b=\"\u{e4}\u{1f600}\"/>";
        for mark in ["", "\u{feff}"] {
            let units: Vec<u16> = format!("{mark}{text}").encode_utf16().collect();
            let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
            let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
            for bytes in [little, big, format!("{mark}{text}").into_bytes()] {
                assert_eq!(decode(bytes), Ok(format!("{mark}{text}")));
            }
        }
        for wrong in [&b"<\0a"[..], b"<\0\x00\xd8", b"\xe4\xf6"] {
            assert_eq!(decode(wrong.to_vec()), Err(Error::Encoding));
        }
        assert_eq!(decode(Vec::new()), Ok(String::new()));
    }
}
