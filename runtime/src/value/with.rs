//! Fields whose type is no Edm value: a format named on the field writes them.

use super::{Change, IntoChange, taken_as};
use super::{Detail, EdmKind, EdmType, EdmValue};
use crate::edm::{ValueError, ValueErrorKind};
use crate::json::JsonWriter;
use crate::reader::{JsonReader, ReadError};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

/// How values of a foreign type `T` are written and read: what `#[odata(with = "…")]` on a field names.
///
/// A field with a format that is no `Option` needs `T: Default`, for the time until its member is read.
///
/// ```
/// use odata_entity::{EdmFormat, EdmType, JsonReader, JsonWriter, ReadError};
///
/// /// An IP address as `Edm.String`.
/// pub struct Address;
///
/// impl EdmFormat<std::net::IpAddr> for Address {
///     const EDM: EdmType = EdmType::primitive("Edm.String");
///
///     fn write_json(value: &std::net::IpAddr, out: &mut JsonWriter) {
///         out.string(&value.to_string());
///     }
///
///     fn read_json(from: &mut JsonReader<'_>) -> Result<std::net::IpAddr, ReadError> {
///         from.text()?.parse().map_err(|_| from.fail("expected an IP address"))
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no format for values of type `{T}`",
    label = "does not write a `{T}`",
    note = "a format is a type of your own that implements `odata_entity::EdmFormat<{T}>`; `#[odata(serde)]` in place of \
            `with` writes what the value's `Serialize` does"
)]
pub trait EdmFormat<T> {
    /// The Edm type that the values are.
    const EDM: EdmType;

    /// Writes a value as JSON.
    fn write_json(value: &T, out: &mut JsonWriter);

    /// Reads a value from JSON. Null is no value. A format that is only written with can leave it out: then an answer
    /// that has a value is an error.
    ///
    /// # Errors
    ///
    /// What is no such value: what was expected, without the value ([`JsonReader::fail`]).
    fn read_json(from: &mut JsonReader<'_>) -> Result<T, ReadError> {
        Err(from.fail("the field's format does not read: implement `EdmFormat::read_json`"))
    }

    /// Reads a field `Option<T>`.
    ///
    /// # Errors
    ///
    /// Those of [`read_json`](Self::read_json).
    #[doc(hidden)]
    fn read_option(to: &mut Option<T>, from: &mut JsonReader<'_>) -> Result<(), ReadError> {
        *to = match from.null() {
            true => None,
            false => Some(Self::read_json(from)?),
        };
        Ok(())
    }

    /// Reads a field `T`.
    ///
    /// # Errors
    ///
    /// Those of [`read_json`](Self::read_json).
    #[doc(hidden)]
    fn read_required(to: &mut T, from: &mut JsonReader<'_>) -> Result<(), ReadError> {
        *to = Self::read_json(from)?;
        Ok(())
    }

    /// Whether [`write_change`](Self::write_change) writes what is gone of a value.
    #[doc(hidden)]
    const SAYS_WHAT_IS_GONE: bool = false;

    /// Writes a value that takes the place of another: so that it is right for a service that merges, too.
    #[doc(hidden)]
    fn write_change(before: &T, after: &T, lossy: bool, out: &mut JsonWriter) {
        let _ = (before, lossy);
        Self::write_json(after, out);
    }
}

const UNTYPED: &str = "Edm.Untyped";

/// A value that a field marked `#[odata(serde)]` can hold: serde writes and reads it.
///
/// Every type with `Serialize` and `Deserialize` is that.
///
/// ```
/// use odata_entity::Entity;
/// use std::net::IpAddr;
///
/// // Serde writes and reads addresses, so the field can be left to it.
/// #[derive(Entity)]
/// #[odata(type = "contoso.server", path = "/servers/{id}")]
/// struct Server {
///     #[odata(serde)]
///     address: Option<IpAddr>,
/// }
///
/// let patch = Server::patch().address("::1".parse::<IpAddr>()?);
/// assert_eq!(serde_json::to_string(&patch)?, r##"{"@odata.type":"#contoso.server","address":"::1"}"##);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not written and read by serde",
    label = "does not implement both `Serialize` and `Deserialize`",
    note = "`#[odata(serde)]` needs both: add `#[derive(serde::Serialize, serde::Deserialize)]` to the type, or turn on the feature for \
            serde of its crate",
    note = "or write a format for it, and name that: `#[odata(with = \"…\")]`"
)]
pub trait BySerde: Sized {
    /// Writes the value.
    fn write_by_serde(&self, out: &mut JsonWriter);

    /// Reads a value.
    ///
    /// # Errors
    ///
    /// Those of its `Deserialize`.
    fn read_by_serde(from: &mut JsonReader<'_>) -> Result<Self, ReadError>;
}

#[diagnostic::do_not_recommend]
impl<T: Serialize + DeserializeOwned> BySerde for T {
    fn write_by_serde(&self, out: &mut JsonWriter) {
        let start = out.buffer().len();
        if let Err(error) = serde_json::to_writer(out.buffer(), self) {
            out.buffer().truncate(start);
            let reason = error.to_string();
            out.fail(ValueError::new(ValueErrorKind::Malformed, UNTYPED, "", reason));
        }
    }

    fn read_by_serde(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
        from.by_serde()
    }
}

/// The format of a field marked `#[odata(serde)]`: whatever its `Serialize` writes and its `Deserialize` reads.
///
/// You never name it: mark the field `#[odata(serde)]`.
#[derive(Clone, Copy, Debug)]
pub enum SerdeFormat {}

impl<T: BySerde> EdmFormat<T> for SerdeFormat {
    const EDM: EdmType = EdmType::new(UNTYPED, EdmKind::Untyped);

    fn write_json(value: &T, out: &mut JsonWriter) {
        value.write_by_serde(out);
    }

    fn read_json(from: &mut JsonReader<'_>) -> Result<T, ReadError> {
        T::read_by_serde(from)
    }
}

/// The format of a field whose value is in a box, which a complex type that holds itself needs: the box is as what is in it.
///
/// ```
/// use odata_entity::ComplexType;
///
/// #[derive(Debug, Clone, PartialEq, ComplexType)]
/// #[odata(type = "microsoft.graph.workbookOperationError")]
/// struct OperationError {
///     code: Option<String>,
///     #[serde(rename = "innerError")]
///     #[odata(with = "odata_entity::Boxed")]
///     inner_error: Option<Box<OperationError>>,
/// }
/// ```
#[derive(Clone, Copy, Debug)]
pub enum Boxed {}

impl<T: EdmValue> EdmFormat<Box<T>> for Boxed {
    const EDM: EdmType = T::EDM;

    fn write_json(value: &Box<T>, out: &mut JsonWriter) {
        T::write_json(value, out);
    }

    fn read_json(from: &mut JsonReader<'_>) -> Result<Box<T>, ReadError> {
        T::read_json(from).map(Box::new)
    }

    const SAYS_WHAT_IS_GONE: bool = matches!(T::EDM.kind, EdmKind::Complex) && !T::EDM.collection;

    fn write_change(before: &Box<T>, after: &Box<T>, lossy: bool, out: &mut JsonWriter) {
        match T::changed(before, after, Detail::whole(lossy)) {
            Some(body) => body.write_json(out),
            None => T::write_json(after, out),
        }
    }
}

/// A value of a foreign type, as a patch holds it; it derefs to the value.
///
/// ```
/// use odata_entity::{EdmFormat, EdmType, Entity, JsonWriter};
/// use std::net::IpAddr;
///
/// struct Address;
///
/// impl EdmFormat<IpAddr> for Address {
///     const EDM: EdmType = EdmType::primitive("Edm.String");
///
///     fn write_json(value: &IpAddr, out: &mut JsonWriter) {
///         out.string(&value.to_string());
///     }
/// }
///
/// #[derive(Debug, Clone, Entity)]
/// #[odata(type = "contoso.server", path = "/servers/{id}")]
/// struct Server {
///     #[odata(with = "Address")]
///     address: Option<IpAddr>,
/// }
///
/// // A setter takes the value itself; what the patch holds derefs to it.
/// let patch = Server::patch().address("::1".parse::<IpAddr>()?);
/// assert!(patch.address.as_set().is_some_and(|address| address.is_loopback()));
/// # Ok::<(), std::net::AddrParseError>(())
/// ```
pub struct With<T, F> {
    value: T,
    /// In a difference, what the value takes the place of.
    before: Option<Box<Before<T>>>,
    format: PhantomData<fn() -> F>,
}

#[derive(Clone)]
struct Before<T> {
    value: T,
    lossy: bool,
}

impl<T, F> With<T, F> {
    /// Wraps a value.
    pub const fn new(value: T) -> Self {
        Self {
            value,
            before: None,
            format: PhantomData,
        }
    }

    /// A value in the place of another.
    pub(crate) fn changed_from(before: T, value: T, lossy: bool) -> Self {
        let before = Box::new(Before { value: before, lossy });
        Self {
            before: Some(before),
            ..Self::new(value)
        }
    }

    /// The value.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn into_inner(self) -> T {
        self.value
    }

    /// The value of a field, wrapped.
    #[doc(hidden)]
    pub fn cloned(value: &Option<T>) -> Option<Self>
    where
        T: Clone,
    {
        value.clone().map(Self::new)
    }
}

impl<T, F> Deref for With<T, F> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Clone, F> Clone for With<T, F> {
    fn clone(&self) -> Self {
        Self {
            before: self.before.clone(),
            ..Self::new(self.value.clone())
        }
    }
}

impl<T: fmt::Debug, F> fmt::Debug for With<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}

impl<T: PartialEq, F> PartialEq for With<T, F> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T: Clone, F: EdmFormat<T>> EdmValue for With<T, F> {
    type Body = Self;
    type Whole = T;
    const EDM: EdmType = F::EDM;

    fn into_body(self) -> Self {
        self
    }

    /// Never asked for: a field with a format is filled by `Default`.
    fn placeholder() -> Self {
        no_placeholder()
    }

    const HAS_PLACEHOLDER: bool = false;

    fn read_json(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
        F::read_json(from).map(Self::new)
    }

    fn write_json(&self, out: &mut JsonWriter) {
        match &self.before {
            Some(before) => F::write_change(&before.value, &self.value, before.lossy, out),
            None => F::write_json(&self.value, out),
        }
    }

    fn changed(&self, after: &Self, detail: Detail) -> Option<Self> {
        if F::SAYS_WHAT_IS_GONE {
            let (before, after) = (self.value.clone(), after.value.clone());
            Some(Self::changed_from(before, after, detail.lossy))
        } else {
            Some(after.clone())
        }
    }

    /// The later value, in the place of what the earlier one takes the place of.
    fn merge_value(&mut self, later: Self) {
        let before = self.before.take().or(later.before);
        *self = Self {
            before,
            ..Self::new(later.value)
        };
    }

    /// Nothing but the format knows the members of a foreign enumeration.
    fn is_sentinel(&self) -> bool {
        let mut out = JsonWriter::new();
        if F::EDM.kind == EdmKind::Enum {
            self.write_json(&mut out);
        }
        out.holds_sentinel()
    }
}

impl<T, F> From<T> for Change<With<T, F>> {
    fn from(value: T) -> Self {
        Self::Set(With::new(value))
    }
}

impl<T, F> From<Option<T>> for Change<With<T, F>> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, |value| Self::Set(With::new(value)))
    }
}

taken_as! {
    [T, F] T => With<T, F>, With::new;
}

#[diagnostic::do_not_recommend]
impl<T, F> IntoChange<With<T, F>, Change<With<T, F>>> for Option<T> {
    #[inline]
    fn into_change(self) -> Change<With<T, F>> {
        self.into()
    }
}

/// The placeholder of a type that has none: a program that asks for it does not compile.
#[must_use = "this changes nothing: use what it returns"]
pub fn no_placeholder<T>() -> T {
    const { panic!("a value of this type has no placeholder: write the field as an `Option`") }
}
