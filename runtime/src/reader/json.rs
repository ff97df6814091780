//! [`JsonReader`]: JSON text, read from front to back.

use super::{Place, ReadError};
use crate::limits;
use std::borrow::Cow;

/// How deep arrays and objects may be in each other, as in serde_json: a bound for hostile texts.
const DEEPEST: usize = 128;

/// Reads JSON text from front to back: what [`EdmValue::read_json`](crate::EdmValue::read_json) is given.
///
/// Every method reads one JSON value and leaves the reader behind it, or fails and is not read on.
///
/// ```
/// use odata_entity::{EdmType, EdmValue, JsonReader, JsonWriter, ReadError};
///
/// /// A version such as `4.0`, which services send as text.
/// #[derive(Clone, Debug, PartialEq)]
/// struct Version(u16, u16);
///
/// impl EdmValue for Version {
///     type Body = Self;
///     type Whole = Self;
///     const EDM: EdmType = EdmType::primitive("Edm.String");
///
///     fn into_body(self) -> Self {
///         self
///     }
///
///     fn write_json(&self, out: &mut JsonWriter) {
///         out.string(&format!("{}.{}", self.0, self.1));
///     }
///
///     fn placeholder() -> Self {
///         Self(0, 0)
///     }
///
///     fn read_json(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
///         let text = from.text()?;
///         let parts = text.split_once('.').and_then(|(major, minor)| Some((major.parse().ok()?, minor.parse().ok()?)));
///         let (major, minor) = parts.ok_or_else(|| from.fail("a version has two numbers: `4.0`"))?;
///         Ok(Self(major, minor))
///     }
/// }
///
/// let version = Version::read_json(&mut JsonReader::new("\"4.1\""));
/// assert_eq!(version.ok(), Some(Version(4, 1)));
/// ```
#[derive(Debug)]
pub struct JsonReader<'a> {
    text: &'a str,
    pub(crate) at: usize,
    depth: usize,
    /// Values are read into values that are there.
    pub(crate) is_applied: bool,
    /// Complex values are read into complex values that are there, too.
    pub(crate) merges: bool,
    /// The text is that of a patch: its type tag is that of what it was made of, and changes no value.
    pub(crate) is_patch: bool,
    /// Numbers were doubles before they were this text.
    pub(crate) has_doubles: bool,
    /// What the place of the object that is read next declares.
    pub(crate) place: Place,
    /// Whether items of other types are left out of a list.
    pub(crate) skips_other_types: bool,
    /// The name of the member that has the items of a page.
    pub(crate) items: &'static str,
    /// The name of the undeclared member that is read.
    pub(crate) name: Cow<'a, str>,
    /// What is read is not a member but an annotation of it, which was read before.
    pub(crate) note: Option<Note>,
}

/// An annotation of an expanded collection
/// ([OData JSON 4.01, 8.3](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_ExpandedNavigationProperty)).
#[derive(Clone, Debug)]
pub enum Note {
    /// Where the rest is.
    NextLink(Option<String>),
    /// How many entities there are in all.
    Count(Option<u64>),
}

/// A place in the text where a value begins.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    at: usize,
    depth: usize,
}

impl<'a> JsonReader<'a> {
    /// Reads this text.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            depth: 0,
            is_applied: false,
            merges: false,
            is_patch: false,
            has_doubles: false,
            place: Place::Unknown,
            skips_other_types: false,
            items: "value",
            name: Cow::Borrowed(""),
            note: None,
        }
    }

    /// Goes back to a place where a value begins, after an error in it.
    pub(crate) fn back_to(&mut self, mark: Mark) {
        (self.at, self.depth) = (mark.at, mark.depth);
    }

    /// The place where a value begins.
    pub(crate) fn mark(&mut self) -> Mark {
        self.peek();
        Mark {
            at: self.at,
            depth: self.depth,
        }
    }

    /// The byte at which the reader is.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// An error at the place where the reader is, for a value that has no meaning; `reason` is what was expected, and does not repeat
    /// the value.
    #[must_use = "return it"]
    pub fn fail(&self, reason: impl Into<Cow<'static, str>>) -> ReadError {
        ReadError::new(self.at, reason)
    }

    /// The error of a JSON value of another type.
    #[cold]
    pub(crate) fn expected(&mut self, what: &str) -> ReadError {
        // Not by `skip`, which comes here with what is no value.
        let before = self.mark();
        let found = match self.peek() {
            None => return self.fail(format!("EOF where {what} is expected")),
            Some(b'"') => "text",
            Some(b'{') => "an object",
            Some(b'[') => "a list",
            Some(b't' | b'f') if self.boolean_word().is_some() => "a boolean",
            Some(b'n') if self.null() => "null",
            Some(b'-' | b'0'..=b'9') => "a number",
            Some(_) => return self.fail("expected a JSON value"),
        };
        self.back_to(before);
        let mut error = self.fail(format!("expected {what}, found {found}"));
        let value = match self.peek() {
            Some(b'"') => self.text().ok().map(|text| format!("{text:?}")),
            Some(b't' | b'f') => self.boolean_word().map(|value| value.to_string()),
            Some(b'-' | b'0'..=b'9') => self.number().ok().map(str::to_owned),
            _ => None,
        };
        self.back_to(before);
        if let Some(value) = value {
            error.set_value(&value);
        }
        error
    }

    /// The first byte of what comes next, white space passed over.
    #[inline]
    pub(crate) fn peek(&mut self) -> Option<u8> {
        loop {
            let byte = *self.text.as_bytes().get(self.at)?;
            if !matches!(byte, b' ' | b'\n' | b'\t' | b'\r') {
                return Some(byte);
            }
            self.at += 1;
        }
    }

    /// Takes `byte` if it comes next.
    #[inline]
    pub(crate) fn eat(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    /// Takes the word if it comes next, and nothing that could be a part of it behind.
    fn eat_word(&mut self, word: &str) -> bool {
        let is_next = self.rest().starts_with(word.as_bytes());
        if is_next {
            self.at += word.len();
        }
        is_next
    }

    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn slice(&self, from: usize, to: usize) -> &'a str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// Takes `null` if it comes next.
    #[inline]
    pub fn null(&mut self) -> bool {
        self.peek() == Some(b'n') && self.eat_word("null")
    }

    /// Reads `true` or `false`.
    ///
    /// # Errors
    ///
    /// Any other value.
    pub fn boolean(&mut self) -> Result<bool, ReadError> {
        self.peek();
        match self.boolean_word() {
            Some(value) => Ok(value),
            None => Err(self.expected("true or false")),
        }
    }

    /// Takes `true` or `false` if it comes next.
    fn boolean_word(&mut self) -> Option<bool> {
        if self.eat_word("true") {
            return Some(true);
        }
        self.eat_word("false").then_some(false)
    }

    /// Reads a number, as its text.
    ///
    /// # Errors
    ///
    /// Any other value, and forms that JSON does not have: `+1`, `01`, `1.`.
    pub fn number(&mut self) -> Result<&'a str, ReadError> {
        if !matches!(self.peek(), Some(b'-' | b'0'..=b'9')) {
            return Err(self.expected("a number"));
        }
        let start = self.at;
        self.at += usize::from(self.rest().first() == Some(&b'-'));
        let whole = self.digits();
        let mut is_right =
            whole == 1 || whole > 1 && self.text.as_bytes().get(self.at - whole) != Some(&b'0');
        if self.rest().first() == Some(&b'.') {
            self.at += 1;
            is_right &= self.digits() > 0;
        }
        if let Some(b'e' | b'E') = self.rest().first() {
            self.at += 1;
            self.at += usize::from(matches!(self.rest().first(), Some(b'+' | b'-')));
            is_right &= self.digits() > 0;
        }
        if is_right {
            Ok(self.slice(start, self.at))
        } else {
            self.at = start;
            Err(self.fail("expected a number as JSON has it"))
        }
    }

    /// Takes all digits that come next, and returns how many there were.
    #[inline]
    fn digits(&mut self) -> usize {
        let start = self.at;
        while self.text.as_bytes().get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        self.at - start
    }

    /// Reads a list: `item` is called where each of its items is, and reads it.
    ///
    /// # Errors
    ///
    /// Any other value, and those of `item`, with the item's place in the path.
    pub fn list(
        &mut self,
        item: &mut dyn FnMut(&mut Self) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        if self.peek() != Some(b'[') {
            return Err(self.expected("a list"));
        }
        self.enter()?;
        let mut index = 0;
        if !self.eat(b']') {
            loop {
                item(self).map_err(|error| error.within_item(index))?;
                if !self.more(b']', "`,` or `]`")? {
                    break;
                }
                index += 1;
                if index > limits::ITEMS {
                    return Err(self.fail(format!("more than {} items in one list", limits::ITEMS)));
                }
            }
        }
        self.depth -= 1;
        Ok(())
    }

    /// Reads an object: `member` is called with each name, where the value is, and reads it.
    ///
    /// # Errors
    ///
    /// Any other value, and those of `member`, with the name in the path.
    pub fn object(
        &mut self,
        member: &mut dyn FnMut(&str, &mut Self) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        self.begin_object()?;
        let mut count = 0;
        while let Some(name) = self.member_name()? {
            count = self.counted(count)?;
            member(&name, self).map_err(|error| error.within(&name))?;
            if !self.next_member()? {
                break;
            }
        }
        self.end_object();
        Ok(())
    }

    /// Counts a member of an object.
    #[inline]
    pub(crate) fn counted(&self, count: usize) -> Result<usize, ReadError> {
        if count == limits::ITEMS {
            return Err(self.fail(format!("more than {} members in one object", limits::ITEMS)));
        }
        Ok(count + 1)
    }

    /// Takes the `{`.
    pub(crate) fn begin_object(&mut self) -> Result<(), ReadError> {
        if self.peek() != Some(b'{') {
            return Err(self.expected("an object"));
        }
        self.enter()
    }

    pub(crate) fn end_object(&mut self) {
        self.depth -= 1;
    }

    /// The name of the first member or of the one behind a `,`, and takes its `:`; none where the object is empty.
    pub(crate) fn member_name(&mut self) -> Result<Option<Cow<'a, str>>, ReadError> {
        match self.peek() {
            Some(b'"') => {}
            Some(b'}') if self.is_after_brace() => {
                self.at += 1;
                return Ok(None);
            }
            _ => return Err(self.fail("expected a member's name")),
        }
        let name = self.text()?;
        self.colon()?;
        Ok(Some(name))
    }

    /// Whether nothing but white space is between the `{` and here.
    fn is_after_brace(&self) -> bool {
        let before = self.text.as_bytes().get(..self.at).unwrap_or_default();
        before.trim_ascii_end().last() == Some(&b'{')
    }

    /// Takes the member's name and its `:` if it is this one, written without white space or escapes.
    #[inline]
    pub(crate) fn eat_name(&mut self, name: &str) -> bool {
        let rest = self.rest();
        let length = name.len();
        let is_next = rest.first() == Some(&b'"')
            && rest.get(1..=length) == Some(name.as_bytes())
            && rest.get(length + 1..length + 3) == Some(b"\":");
        if is_next {
            self.at += length + 3;
        }
        is_next
    }

    pub(crate) fn colon(&mut self) -> Result<(), ReadError> {
        match self.eat(b':') {
            true => Ok(()),
            false => Err(self.fail("expected `:`")),
        }
    }

    /// Takes the `,` before a further member, or the `}`.
    #[inline]
    pub(crate) fn next_member(&mut self) -> Result<bool, ReadError> {
        self.more(b'}', "`,` or `}`")
    }

    #[inline]
    fn more(&mut self, end: u8, expected: &'static str) -> Result<bool, ReadError> {
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                Ok(true)
            }
            Some(byte) if byte == end => {
                self.at += 1;
                Ok(false)
            }
            None => Err(self.fail(format!("EOF where {expected} is expected"))),
            Some(_) => Err(self.fail(format!("expected {expected}"))),
        }
    }

    /// Takes the bracket that begins an object or a list.
    fn enter(&mut self) -> Result<(), ReadError> {
        if self.depth == DEEPEST {
            return Err(self.fail("recursion limit exceeded: more than 128 objects and lists in each other"));
        }
        self.depth += 1;
        self.at += 1;
        Ok(())
    }

    /// Whether nothing but white space is left.
    ///
    /// # Errors
    ///
    /// Anything else.
    pub fn end(&mut self) -> Result<(), ReadError> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.fail("more text behind the value")),
        }
    }
}

mod skip;
mod text;

#[cfg(test)]
mod tests;
