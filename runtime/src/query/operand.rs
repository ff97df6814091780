//! [`IntoOperand`]: what a property is compared with.

use crate::value::{EdmFormat, EdmValue, With};

/// What a comparison takes for a property of type `T`: a value, `Option` of one, `None` for null, `&str` for a `String`.
#[diagnostic::on_unimplemented(
    message = "a property of type `{T}` is not compared with `{Self}`",
    label = "not a `{T}`"
)]
pub trait IntoOperand<T> {
    /// The value, or `None` for null.
    fn into_operand(self) -> Option<T>;
}

#[diagnostic::do_not_recommend]
impl<T: EdmValue> IntoOperand<T> for T {
    fn into_operand(self) -> Option<T> {
        Some(self)
    }
}

// The bound tells a value from one in a format, so that a bare `None` needs no annotation.
#[diagnostic::do_not_recommend]
impl<T: EdmValue<Whole = T>> IntoOperand<T> for Option<T> {
    fn into_operand(self) -> Self {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<T, F: EdmFormat<T>> IntoOperand<With<T, F>> for T {
    fn into_operand(self) -> Option<With<T, F>> {
        Some(With::new(self))
    }
}

#[diagnostic::do_not_recommend]
impl<T, F: EdmFormat<T>> IntoOperand<With<T, F>> for Option<T> {
    fn into_operand(self) -> Option<With<T, F>> {
        self.map(With::new)
    }
}

#[diagnostic::do_not_recommend]
impl IntoOperand<String> for &str {
    fn into_operand(self) -> Option<String> {
        Some(self.to_owned())
    }
}

#[diagnostic::do_not_recommend]
impl IntoOperand<String> for &String {
    fn into_operand(self) -> Option<String> {
        Some(self.clone())
    }
}
