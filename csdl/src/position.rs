//! A place in the metadata file.

use std::fmt;

use crate::cursor::Cursor;

/// What separates the documents of a text that has several. XML does not allow it in a document.
pub(crate) const SEPARATOR: u8 = 0;

/// A place in a CSDL file, for messages.
///
/// ```
/// use odata_entity_csdl::{Position, Schema};
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let book = schema.entity_type("shop.book")?;
/// let Position { line, column } = schema.position(book.offset);
/// println!("docs/shop.csdl:{line}:{column}: {}", book.name);
/// assert_eq!((line, column), (14, 7));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, in characters, from 1.
    pub column: usize,
}

impl Position {
    /// The place of a byte offset in `text`; of its end if the offset lies behind it.
    ///
    /// A text of several documents has a separator in front of each but the first: the place is that in its document.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn of(text: &str, offset: usize) -> Position {
        let (mut line, mut start) = (1, 0);
        let mut cursor = Cursor::new(text, 0);
        while cursor.pass(SEPARATOR) && cursor.offset() <= offset {
            start = cursor.offset();
        }
        let mut cursor = Cursor::new(text, start);
        while cursor.pass(b'\n') && cursor.offset() <= offset {
            line += 1;
            start = cursor.offset();
        }
        let end = offset.min(text.len());
        // An offset inside a character counts the characters before it.
        let before = text.as_bytes().get(start..end).unwrap_or_default();
        let column = 1 + before.iter().filter(|byte| (**byte & 0xC0) != 0x80).count();
        Position { line, column }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}", self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_and_characters() {
        let at = |text: &str, offset| {
            let position = Position::of(text, offset);
            (position.line, position.column)
        };
        assert_eq!(at("ab\ncd", 0), (1, 1));
        assert_eq!(at("ab\ncd", 2), (1, 3));
        assert_eq!(at("ab\ncd", 3), (2, 1));
        assert_eq!(at("ab\ncd", 99), (2, 3));
        assert_eq!(at("\u{e4}\u{e4}x", 4), (1, 3));
        assert_eq!(at("", 0), (1, 1));
        assert_eq!(at("a\nb\0c\nd", 6), (2, 1), "in the second document");
        assert_eq!(at("a\nb\0c\nd", 2), (2, 1));
    }
}
