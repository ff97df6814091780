//! Collections: `Vec<T>`, and `Vec<Option<T>>` where items can be null.

use super::Change;
use super::sentinel::holds_sentinel;
use super::{EdmType, EdmValue};
use crate::json::JsonWriter;
use crate::reader::{JsonReader, ReadError};

impl<T: EdmValue> EdmValue for Vec<T> {
    type Body = Self;
    type Whole = Self;
    const EDM: EdmType = T::EDM.collection();

    #[inline]
    fn into_body(self) -> Self {
        self
    }

    #[inline]
    fn placeholder() -> Self {
        Self::new()
    }

    /// Null is the empty collection: documented answers have it.
    fn read_json(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
        let mut out = Self::new();
        if !from.null() {
            from.list(&mut |from| {
                out.push(T::read_json(from)?);
                Ok(())
            })?;
        }
        Ok(out)
    }

    fn write_json(&self, out: &mut JsonWriter) {
        out.array(self, |item, out| item.write_json(out));
    }

    fn json_len(&self) -> usize {
        self.iter().map(|item| item.json_len() + 1).sum::<usize>() + 2
    }

    fn same(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().zip(other).all(|(a, b)| a.same(b))
    }

    fn is_sentinel(&self) -> bool {
        self.iter().any(holds_sentinel)
    }

    fn cleared() -> Change<Self> {
        Change::Set(Vec::new())
    }
}

impl<T: EdmValue> EdmValue for Vec<Option<T>> {
    type Body = Self;
    type Whole = Self;
    const EDM: EdmType = T::EDM.collection();

    #[inline]
    fn into_body(self) -> Self {
        self
    }

    #[inline]
    fn placeholder() -> Self {
        Self::new()
    }

    /// Null is the empty collection: documented answers have it.
    fn read_json(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
        let mut out = Self::new();
        if !from.null() {
            from.list(&mut |from| {
                out.push(if from.null() {
                    None
                } else {
                    Some(T::read_json(from)?)
                });
                Ok(())
            })?;
        }
        Ok(out)
    }

    fn write_json(&self, out: &mut JsonWriter) {
        out.array(self, |item, out| match item {
            Some(item) => item.write_json(out),
            None => out.raw("null"),
        });
    }

    fn json_len(&self) -> usize {
        self.iter()
            .map(|item| item.as_ref().map_or(4, EdmValue::json_len) + 1)
            .sum::<usize>()
            + 2
    }

    fn same(&self, other: &Self) -> bool {
        let same = |(a, b): (&Option<T>, &Option<T>)| match (a, b) {
            (Some(a), Some(b)) => a.same(b),
            (None, None) => true,
            _ => false,
        };
        self.len() == other.len() && self.iter().zip(other).all(same)
    }

    fn is_sentinel(&self) -> bool {
        self.iter().flatten().any(holds_sentinel)
    }

    fn cleared() -> Change<Self> {
        Change::Set(Vec::new())
    }
}
