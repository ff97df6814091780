//! [`ReadError`]: where reading stopped, and what was expected there.

use crate::edm::{ValueError, ValueErrorKind};
use std::borrow::Cow;
use std::fmt;

/// Why JSON could not be read as a value, with the path of the property and the place in the text.
///
/// `Display` and `Debug` show no value of the body, as bodies are not shown in logs; [`value`](Self::value) has it.
///
/// ```
/// use odata_entity::ComplexType;
///
/// #[derive(Debug, Clone, PartialEq, ComplexType)]
/// #[odata(type = "microsoft.graph.physicalAddress")]
/// struct Address {
///     city: Option<String>,
///     floor: Option<i32>,
/// }
///
/// let mut address = Address { city: None, floor: None };
/// let error = address.apply(r#"{"city": "Prague", "floor": "3rd"}"#).unwrap_err();
/// assert_eq!(error.path(), "floor");
/// assert_eq!(error.to_string(), "`floor`: expected an Edm.Int32 as a number, found text (line 1, column 29)");
/// ```
#[derive(Clone)]
pub struct ReadError(Box<Inner>);

#[derive(Clone)]
struct Inner {
    path: String,
    reason: Cow<'static, str>,
    value: Option<String>,
    /// The reason with the value.
    full: Option<String>,
    kind: Option<ValueErrorKind>,
    /// The byte at which reading stopped.
    at: usize,
    /// Whether the value is of another type, by its tag.
    is_other_type: bool,
    /// Line and column, once the text is known.
    place: Option<(usize, usize)>,
}

impl ReadError {
    #[cold]
    pub(crate) fn new(at: usize, reason: impl Into<Cow<'static, str>>) -> Self {
        Self(Box::new(Inner {
            path: String::new(),
            reason: reason.into(),
            value: None,
            full: None,
            kind: None,
            at,
            is_other_type: false,
            place: None,
        }))
    }

    /// The error of a value that has the right JSON type, and is no valid value of its Edm type.
    #[cold]
    pub(crate) fn of_value(at: usize, error: &ValueError) -> Self {
        let mut out = Self::new(at, error.without_value());
        out.0.value = Some(error.text().to_owned());
        out.0.full = Some(error.to_string());
        out.0.kind = Some(error.kind());
        out
    }

    /// The path of the property from the outermost type on: `value[3].address.city`. Empty where the fault is outside of
    /// any property: the text is no JSON, or no object.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn path(&self) -> &str {
        &self.0.path
    }

    /// What was expected, and what was found: with the value, which `Display` and `Debug` leave out.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn reason(&self) -> &str {
        self.0.full.as_deref().unwrap_or(&self.0.reason)
    }

    /// The reason without the value.
    pub(crate) fn shown(&self) -> &str {
        &self.0.reason
    }

    /// The value that was found, cut to 48 characters, where that is the fault. Not in `Display` and `Debug`.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn value(&self) -> Option<&str> {
        self.0.value.as_deref()
    }

    /// Whether the value breaks its type's form, or keeps it and cannot be represented: a leap second, an integer that is
    /// too large. `None` where the fault is another.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn kind(&self) -> Option<ValueErrorKind> {
        self.0.kind
    }

    /// The line of the text at which reading stopped, from 1 on; 0 if the text was not at hand.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn line(&self) -> usize {
        self.0.place.map_or(0, |(line, _)| line)
    }

    /// The column in bytes at which reading stopped, from 1 on; 0 if the text was not at hand.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn column(&self) -> usize {
        self.0.place.map_or(0, |(_, column)| column)
    }

    /// Whether the value is of another type than the one that was asked for, by its type tag.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn is_other_type(&self) -> bool {
        self.0.is_other_type
    }

    /// Marks the error as that of another type.
    pub(crate) fn of_other_type(mut self) -> Self {
        self.0.is_other_type = true;
        self
    }

    pub(crate) fn set_kind(&mut self, kind: ValueErrorKind) {
        self.0.kind = Some(kind);
    }

    pub(crate) fn set_value(&mut self, value: &str) {
        let mut shown: String = value.chars().take(48).collect();
        if shown.len() < value.len() {
            shown.push('…');
        }
        self.0.full = Some(format!("{}: {shown}", self.0.reason));
        self.0.value = Some(shown);
    }

    /// Adds the member in which the fault is.
    #[cold]
    pub(crate) fn within(mut self, member: &str) -> Self {
        let path = &mut self.0.path;
        if !path.is_empty() && !path.starts_with('[') {
            path.insert(0, '.');
        }
        path.insert_str(0, member);
        self
    }

    /// Adds the item of a collection in which the fault is, counted from 0.
    #[cold]
    pub(crate) fn within_item(mut self, index: usize) -> Self {
        let path = &mut self.0.path;
        if !path.is_empty() && !path.starts_with('[') {
            path.insert(0, '.');
        }
        path.insert_str(0, &format!("[{index}]"));
        self
    }

    /// Counts the line and column in the text that was read, unless they are known.
    #[cold]
    pub(crate) fn located(mut self, text: &[u8]) -> Self {
        if self.0.place.is_none() {
            let before = text.get(..self.0.at).unwrap_or(text);
            let last = before.rchunks(CHUNK).position(|chunk| lines(chunk) > 0);
            let (earlier, rest) =
                before.split_at(before.len() - last.map_or(before.len(), |last| last * CHUNK));
            let line = earlier.chunks(CHUNK).map(lines).sum::<usize>() + 1;
            let column = earlier.iter().rev().take_while(|byte| **byte != b'\n').count() + rest.len() + 1;
            self.0.place = Some((line, column));
        }
        self
    }

    /// The same in a text of which what was read is a part that begins at `start`.
    pub(crate) fn shifted(mut self, start: usize) -> Self {
        self.0.at += start;
        self
    }
}

/// Bytes that are looked at at once, few enough that their lines fit a byte: so the compiler counts in vectors, and a fault
/// at the end of a long page costs little more than the page.
const CHUNK: usize = 128;

fn lines(chunk: &[u8]) -> usize {
    usize::from(chunk.iter().map(|byte| u8::from(*byte == b'\n')).sum::<u8>())
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner {
            path, reason, place, ..
        } = &*self.0;
        if !path.is_empty() {
            write!(f, "`{}`: ", crate::text::one_line(path))?;
        }
        f.write_str(reason)?;
        match place {
            Some((line, column)) => write!(f, " (line {line}, column {column})"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReadError")
            .field("path", &crate::text::one_line(&self.0.path))
            .field("reason", &self.0.reason)
            .field("line", &self.line())
            .field("column", &self.column())
            .finish()
    }
}

impl std::error::Error for ReadError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_is_put_together_from_the_inside() {
        let error = ReadError::new(0, "x")
            .within("price")
            .within_item(0)
            .within("items");
        assert_eq!(
            error.within_item(3).within("value").path(),
            "value[3].items[0].price"
        );
    }

    #[test]
    fn lines_and_columns_count_from_one() {
        let at = |at| {
            let error = ReadError::new(at, "x").located(b"{\n \"a\": 1\n}");
            (error.line(), error.column())
        };
        assert_eq!(at(0), (1, 1));
        assert_eq!(at(3), (2, 2));
        assert_eq!(at(99), (3, 2));
    }

    #[test]
    fn lines_and_columns_of_long_texts_are_counted_as_those_of_short_ones() {
        for every in [1, 7, 127, 128, 129, 500, 2_000] {
            let text: Vec<u8> = (1..=1_000)
                .map(|at| if at % every == 0 { b'\n' } else { b' ' })
                .collect();
            for at in [0, 1, 127, 128, 129, 255, 256, 257, 500, 999, 1_000] {
                let before = &text[..at];
                let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
                let column = before.rsplit(|byte| *byte == b'\n').next().unwrap().len() + 1;
                let error = ReadError::new(at, "x").located(&text);
                assert_eq!((error.line(), error.column()), (line, column), "{every} {at}");
            }
        }
    }
}
