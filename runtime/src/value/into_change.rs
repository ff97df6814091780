//! What setters take: [`IntoChange`] for properties that null clears, [`IntoNonNull`] for the others.
//!
//! Both are separate traits, where `Into` would do, for the sake of their compile errors. `C` is what a patch holds
//! for a property of type `T`; it is a parameter so that a `T` that is no Edm value is not reported here, too.

use super::{Change, EdmValue, NonNullChange};
use crate::edm::Binary;
use std::borrow::Cow;

/// What the setter of a nullable property of type `T` takes: a value, `Option` of one, `None`, a [`Change`].
///
/// Also what means the same value without a loss: `&str`, `&String` and `Cow<str>` for `String`, an `i32` for `f64` and decimals, bytes for [`Binary`](crate::edm::Binary), an array for a list or a set of flags,
/// one member for a set of flags, a patch for a complex type.
///
/// ```
/// use odata_entity::bounds::{ChangeOf, IntoChange};
/// use odata_entity::Entity;
///
/// #[derive(Entity)]
/// #[odata(type = "n.device", path = "/devices/{id}")]
/// struct Device {
///     model: Option<String>,
/// }
///
/// /// Takes what the setter takes: text, an `Option`, `None`.
/// fn with_model(model: impl IntoChange<String, ChangeOf<String>>) -> DevicePatch {
///     Device::patch().model(model)
/// }
/// assert!(with_model(None).model.is_null());
/// ```
#[diagnostic::on_unimplemented(
    message = "this property is of type `{T}`: its setter takes no `{Self}`",
    label = "expected `{T}`",
    note = "it takes `{T}`, `Option<{T}>`, `None`, or `Change::Null` to clear the property; of a complex type a patch, too",
    note = "an `Option<&str>` goes in as `Change::from(text)`; a number of another type as `i64::from(number)` or the like; a time \
            as `time.fixed_offset()` or `time.to_utc()`; a duration of std or chrono as `Duration::try_from(duration)?`; a list of texts \
            as an array, `[\"a\", \"b\"]`, or with owned items"
)]
pub trait IntoChange<T, C> {
    /// The change that sets the value, or clears it.
    fn into_change(self) -> C;
}

/// What the setter of a property of type `T` that is not nullable takes: a value, and what means the same without a loss, as
/// for [`IntoChange`].
///
/// ```
/// use odata_entity::bounds::{IntoNonNull, NonNullChangeOf};
/// use odata_entity::Entity;
///
/// #[derive(Entity)]
/// #[odata(type = "n.device", path = "/devices/{id}")]
/// struct Device {
///     #[odata(non_nullable)]
///     name: Option<String>,
/// }
///
/// fn renamed(name: impl IntoNonNull<String, NonNullChangeOf<String>>) -> DevicePatch {
///     Device::patch().name(name)
/// }
/// assert!(!renamed("a").is_empty());
/// ```
#[diagnostic::on_unimplemented(
    message = "this property is of type `{T}` and not nullable: its setter takes no `{Self}`",
    label = "expected `{T}`",
    note = "leave the setter out to keep the property as it is; if the service does accept null here, remove \
            `#[odata(non_nullable)]` from the field (a field of type `T` becomes `Option<T>`), or correct the schema that has it so"
)]
pub trait IntoNonNull<T, C> {
    /// The change that sets the value.
    fn into_non_null(self) -> C;
}

#[diagnostic::do_not_recommend]
impl<T: EdmValue> IntoChange<T, Change<T::Body>> for T {
    #[inline]
    fn into_change(self) -> Change<T::Body> {
        Change::Set(self.into_body())
    }
}

#[diagnostic::do_not_recommend]
impl<T: EdmValue> IntoNonNull<T, NonNullChange<T::Body>> for T {
    #[inline]
    fn into_non_null(self) -> NonNullChange<T::Body> {
        NonNullChange::Set(self.into_body())
    }
}

// The bound distinguishes a value from one in a format, so that a bare `None` needs no annotation.
#[diagnostic::do_not_recommend]
impl<T: EdmValue<Whole = T>> IntoChange<T, Change<T::Body>> for Option<T> {
    #[inline]
    fn into_change(self) -> Change<T::Body> {
        self.map_or(Change::Null, |value| Change::Set(value.into_body()))
    }
}

#[diagnostic::do_not_recommend]
impl<T, B> IntoChange<T, Self> for Change<B> {
    #[inline]
    fn into_change(self) -> Self {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<T, B> IntoNonNull<T, Self> for NonNullChange<B> {
    #[inline]
    fn into_non_null(self) -> Self {
        self
    }
}

/// Both traits for a type whose values are values of the property's type, too.
macro_rules! taken_as {
    ($([$($generics:tt)*] $from:ty => $to:ty, $convert:expr;)*) => {$(
        #[diagnostic::do_not_recommend]
        impl<$($generics)*> $crate::value::IntoChange<$to, $crate::value::Change<$to>> for $from {
            #[inline]
            fn into_change(self) -> $crate::value::Change<$to> {
                $crate::value::Change::Set(($convert)(self))
            }
        }

        #[diagnostic::do_not_recommend]
        impl<$($generics)*> $crate::value::IntoNonNull<$to, $crate::value::NonNullChange<$to>> for $from {
            #[inline]
            fn into_non_null(self) -> $crate::value::NonNullChange<$to> {
                $crate::value::NonNullChange::Set(($convert)(self))
            }
        }
    )*};
}
pub(crate) use taken_as;

taken_as! {
    [] &str => String, str::to_owned;
    [] &String => String, String::clone;
    [] Cow<'_, str> => String, Cow::into_owned;
    [] i32 => f64, f64::from;
    [] Vec<u8> => Binary, Binary::from;
    [] &[u8] => Binary, Binary::from;
    [const N: usize] [u8; N] => Binary, Binary::from;
    [T: EdmValue, const N: usize] [T; N] => Vec<T>, Vec::from;
    [const N: usize] [&str; N] => Vec<String>, |items: [&str; N]| items.map(str::to_owned).into();
}

#[cfg(feature = "decimal")]
taken_as! {
    [] i32 => rust_decimal::Decimal, rust_decimal::Decimal::from;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nullable<T: EdmValue>(value: impl IntoChange<T, Change<T::Body>>) -> Change<T::Body> {
        value.into_change()
    }

    fn required<T: EdmValue>(value: impl IntoNonNull<T, NonNullChange<T::Body>>) -> NonNullChange<T::Body> {
        value.into_non_null()
    }

    #[test]
    fn conversions_need_no_annotations() {
        let text = String::from("a");
        let set = Change::Set(text.clone());
        assert_eq!(nullable::<String>("a"), set);
        assert_eq!(nullable::<String>(text.clone()), set);
        assert_eq!(nullable::<String>(&text), set);
        assert_eq!(nullable::<String>(Cow::Borrowed("a")), set);
        assert_eq!(nullable::<String>(Some(text.clone())), set);
        assert_eq!(nullable::<String>(None), Change::Null);
        assert_eq!(nullable::<String>(Change::Null), Change::Null);
        assert_eq!(nullable::<String>(Change::from(Some("a"))), set);
        assert_eq!(nullable::<String>(Change::from(None::<&str>)), Change::Null);
        assert_eq!(required::<String>("a"), NonNullChange::Set(text));
    }

    #[test]
    fn a_number_literal_takes_the_type_of_the_property() {
        assert_eq!(nullable::<i64>(5_000_000_000), Change::Set(5_000_000_000));
        assert_eq!(required::<i64>(5_000_000_000), NonNullChange::Set(5_000_000_000));
        assert_eq!(nullable::<f64>(5), Change::Set(5.0));
        assert_eq!(required::<f64>(2.5), NonNullChange::Set(2.5));
        assert_eq!(nullable::<u8>(5), Change::Set(5));
    }

    #[test]
    fn an_array_is_a_list() {
        assert_eq!(
            nullable::<Vec<String>>(["a", "b"]),
            Change::Set(vec!["a".to_owned(), "b".to_owned()])
        );
        assert_eq!(nullable::<Vec<i64>>([1, 2]), Change::Set(vec![1, 2]));
        assert_eq!(required::<Vec<i64>>(vec![]), NonNullChange::Set(Vec::new()));
    }
}
