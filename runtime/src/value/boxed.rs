//! Boxes: what a complex type that holds itself needs to be of finite size.

use super::{EdmType, EdmValue};
use crate::edm::ValueError;
use crate::json::JsonWriter;

/// The value in the box. A patch holds it whole, so a setter takes a `Box` and no patch of what is in it.
impl<T: EdmValue> EdmValue for Box<T> {
    type Body = Self;
    type Whole = Self;
    const EDM: EdmType = T::EDM;

    #[inline]
    fn into_body(self) -> Self {
        self
    }

    fn write_json(&self, out: &mut JsonWriter) {
        (**self).write_json(out);
    }

    fn json_len(&self) -> usize {
        (**self).json_len()
    }

    fn write_literal(&self, out: &mut Vec<u8>) -> Result<(), ValueError> {
        (**self).write_literal(out)
    }

    fn same(&self, other: &Self) -> bool {
        (**self).same(other)
    }

    fn is_sentinel(&self) -> bool {
        (**self).is_sentinel()
    }
}
