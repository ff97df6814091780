//! Text: read with its escapes, or passed over.

use super::{JsonReader, ReadError};
use crate::edm::string::first_escape;
use std::borrow::Cow;

impl<'a> JsonReader<'a> {
    /// Whether text comes next.
    pub fn is_text(&mut self) -> bool {
        self.peek() == Some(b'"')
    }

    /// Reads text, borrowed where it has no escapes. Half of a surrogate pair, which is no character, becomes `U+FFFD`.
    ///
    /// # Errors
    ///
    /// Any other value; an escape that JSON does not have, a control character.
    pub fn text(&mut self) -> Result<Cow<'a, str>, ReadError> {
        if self.peek() != Some(b'"') {
            return Err(self.expected("text"));
        }
        self.at += 1;
        let start = self.at;
        let length = first_escape(self.rest());
        self.at = length.map_or(self.text.len(), |length| start + length);
        match self.text.as_bytes().get(self.at) {
            Some(b'"') => {
                self.at += 1;
                Ok(Cow::Borrowed(self.slice(start, self.at - 1)))
            }
            _ => self.escaped(start).map(Cow::Owned),
        }
    }

    /// The rest of a text, from its first escape on.
    fn escaped(&mut self, start: usize) -> Result<String, ReadError> {
        let mut out = self.slice(start, self.at).to_owned();
        loop {
            match self.text.as_bytes().get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(out);
                }
                Some(b'\\') => out.push(self.escape()?),
                Some(_) => return Err(self.fail("a control character in text")),
                None => return Err(self.fail("EOF in text")),
            }
            let run = self.at;
            let length = first_escape(self.rest());
            self.at = length.map_or(self.text.len(), |length| run + length);
            out.push_str(self.slice(run, self.at));
        }
    }

    /// The character of an escape (RFC 8259, section 7).
    fn escape(&mut self) -> Result<char, ReadError> {
        let letter = self.rest().get(1).copied();
        self.at += 2;
        Ok(match letter {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let first = self.hex()?;
                let rest = self.rest();
                if (0xD800..0xDC00).contains(&first) && rest.starts_with(b"\\u") {
                    let before = self.at;
                    self.at += 2;
                    let second = self.hex()?;
                    if (0xDC00..0xE000).contains(&second) {
                        let code = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
                        return Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
                    }
                    // Not the other half: a separate escape.
                    self.at = before;
                }
                char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => {
                self.at -= 2;
                return Err(self.fail("an escape that JSON does not have"));
            }
        })
    }

    fn hex(&mut self) -> Result<u32, ReadError> {
        let digits = self
            .rest()
            .first_chunk::<4>()
            .filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let Some(digits) = digits else {
            return Err(self.fail("an escape that JSON does not have"));
        };
        self.at += 4;
        Ok(digits.iter().fold(0, |code, digit| {
            code * 16 + char::from(*digit).to_digit(16).unwrap_or_default()
        }))
    }

    /// Passes over the text that comes next.
    pub(super) fn skip_text(&mut self) -> Result<(), ReadError> {
        self.at += 1;
        loop {
            let Some(length) = first_escape(self.rest()) else {
                self.at = self.text.len();
                return Err(self.fail("EOF in text"));
            };
            self.at += length;
            match self.text.as_bytes().get(self.at) {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b'\\') => {
                    self.escape()?;
                }
                _ => return Err(self.fail("a control character in text")),
            }
        }
    }
}
