//! [`Operand`]: what a property is compared with, or taken as an argument.

use super::expr::Expr;
use super::path::PropertyPath;
use super::property::Property;
use super::tree::{Literal, Tree};
use crate::edm::{ValueError, ValueErrorKind};
use crate::json::JsonWriter;
use crate::value::{EdmFormat, EdmKind, EdmValue, With};
use std::borrow::Cow;

/// A value that a list of values has, for a property of type `T`: a value, `Option` of one, `None` for null, text for a `String`.
///
/// ```
/// use odata_entity::query::{IntoOperand, Ordered};
/// use odata_entity::{EdmValue, Filter, Property};
///
/// /// Those that have one of these values: `&["a", "b"]` for a property of type `String`, too.
/// fn one_of<E, T: EdmValue + Ordered>(
///     property: Property<E, T>,
///     values: impl IntoIterator<Item: IntoOperand<T>>,
/// ) -> Filter<E> {
///     property.is_in(values)
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "a property of type `{T}` is not compared with `{Self}`",
    label = "not a `{T}`",
    note = "a number of another type is converted or written with its point: `i64::from(number)`, `5.0`; a time by `time.fixed_offset()` or \
            `time.to_utc()`; a duration by `edm::Duration::try_from(duration)?`; an enumeration member is the enum's, not its name; \
            a collection is asked for its items, `Device::TAGS.any(|tag| tag.eq(\"a\"))`"
)]
pub trait IntoOperand<T> {
    /// The value, or `None` for null.
    fn into_operand(self) -> Option<T>;
}

/// What a property of `E` with values of type `T` is compared with: a value, `Option` of one, `None` for null, text for a `String`; or
/// another property of `E` with such values, a path to one, an expression.
///
/// ```
/// use odata_entity::query::{Operand, Ordered};
/// use odata_entity::{EdmValue, Filter, Property};
///
/// /// Between two values, or two other properties.
/// fn between<E, T: EdmValue + Ordered>(
///     property: Property<E, T>,
///     low: impl Operand<E, T>,
///     high: impl Operand<E, T>,
/// ) -> Filter<E> {
///     property.ge(low).and(property.le(high))
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "a property of type `{T}` is not compared with `{Self}`",
    label = "not a `{T}`, nor a property of `{E}` that has such values",
    note = "a number of another type is converted or written with its point: `i64::from(number)`, `5.0`; a time by `time.fixed_offset()` or \
            `time.to_utc()`; a duration by `edm::Duration::try_from(duration)?`; an enumeration member is the enum's, not its name; \
            a collection is asked for its items, `Device::TAGS.any(|tag| tag.eq(\"a\"))`"
)]
pub trait Operand<E, T> {
    /// As a part of an expression.
    #[doc(hidden)]
    fn into_tree(self) -> Tree;
}

macro_rules! values {
    ($([$($generics:tt)*] $ty:ty: $value:ty, |$this:ident| $operand:expr;)+) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> IntoOperand<$value> for $ty {
            fn into_operand(self) -> Option<$value> {
                let $this = self;
                $operand
            }
        }

        #[diagnostic::do_not_recommend]
        impl<E, $($generics)*> Operand<E, $value> for $ty {
            #[doc(hidden)]
            fn into_tree(self) -> Tree {
                literal(IntoOperand::<$value>::into_operand(self))
            }
        }
    )+};
}

values! {
    [T: EdmValue] T: T, |value| Some(value);
    // The bound distinguishes a value from one in a format, so that a bare `None` needs no annotation.
    [T: EdmValue<Whole = T>] Option<T>: T, |value| value;
    [T: Clone, F: EdmFormat<T>] T: With<T, F>, |value| Some(With::new(value));
    [T: Clone, F: EdmFormat<T>] Option<T>: With<T, F>, |value| value.map(With::new);
    [] &str: String, |text| Some(text.to_owned());
    [] &String: String, |text| Some(text.clone());
    [] Cow<'_, str>: String, |text| Some(text.into_owned());
}

#[diagnostic::do_not_recommend]
impl<E, T> Operand<E, T> for Property<E, T> {
    fn into_tree(self) -> Tree {
        self.tree()
    }
}

#[diagnostic::do_not_recommend]
impl<E, T> Operand<E, T> for PropertyPath<E, T> {
    fn into_tree(self) -> Tree {
        self.tree()
    }
}

#[diagnostic::do_not_recommend]
impl<E, T> Operand<E, T> for Expr<E, T> {
    fn into_tree(self) -> Tree {
        self.tree()
    }
}

/// A value as it is in a URL; null for none.
pub(super) fn literal<T: EdmValue>(operand: Option<T>) -> Tree {
    let Some(value) = operand else {
        return Tree::null();
    };
    let is_unknown_member = T::EDM.kind == EdmKind::Enum && has_unknown_members(&value);
    match text(&value) {
        Ok(text) => {
            let is_qualified = T::EDM.kind == EdmKind::Enum && text.starts_with(T::EDM.name);
            Tree::literal(Literal {
                text,
                qualifier: if is_qualified { T::EDM.name.len() } else { 0 },
                is_bare: false,
                is_unknown_member,
            })
        }
        Err(error) => Tree::fault(error.into()),
    }
}

/// Whether a value is, or holds, an enumeration member that is unknown or came later: those are asked for by a preference.
fn has_unknown_members<T: EdmValue>(value: &T) -> bool {
    let mut json = JsonWriter::new();
    value.write_json(&mut json);
    json.has_unknown_members()
}

fn text<T: EdmValue>(value: &T) -> Result<String, ValueError> {
    let mut out = Vec::new();
    value.write_literal(&mut out)?;
    String::from_utf8(out).map_err(|error| {
        let text = String::from_utf8_lossy(error.as_bytes());
        ValueError::new(
            ValueErrorKind::Malformed,
            T::EDM.name,
            &text,
            "a literal is UTF-8",
        )
    })
}
