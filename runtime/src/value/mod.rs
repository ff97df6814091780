//! [`EdmValue`]: which Edm type a Rust type is, and how its values are written.

mod change;
mod collection;
mod fixed;
mod into_change;
mod literal;
mod primitive;
pub(crate) mod sentinel;
mod untyped;
mod with;

pub use change::{Change, ChangeOf, Merge, NonNullChange, NonNullChangeOf};
pub use fixed::{Fixed, FixedFields, fixed_option, fixed_required};
pub(crate) use into_change::taken_as;
pub use into_change::{IntoChange, IntoNonNull};
pub(crate) use sentinel::SENTINEL;
pub(crate) use untyped::untyped_value;
pub use with::{Boxed, BySerde, EdmFormat, SerdeFormat, With, no_placeholder};

use crate::edm::ValueError;
use crate::json::JsonWriter;
use crate::reader::{JsonReader, ReadError};

/// The Edm type of a Rust type, as CSDL names it.
///
/// ```
/// use odata_entity::{EdmType, EdmValue};
///
/// assert_eq!(i64::EDM, EdmType::primitive("Edm.Int64"));
/// assert_eq!(Vec::<String>::EDM.to_string(), "Collection(Edm.String)");
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
#[must_use = "a type by itself does nothing"]
pub struct EdmType {
    /// The qualified name: `Edm.String`, `microsoft.graph.complianceStatus`. Of a collection, the item's.
    pub name: &'static str,
    /// What kind of type it is.
    pub kind: EdmKind,
    /// Whether it is a collection of that type.
    pub collection: bool,
    /// A number made of the name, zero if nobody has made it: see `schema`.
    pub(crate) id: u64,
    /// Of text that is an enum, the values that it knows and that a property's list of allowed values is compared with: see `schema`.
    pub(crate) values: &'static [&'static str],
}

impl PartialEq for EdmType {
    fn eq(&self, other: &Self) -> bool {
        (self.name, self.kind, self.collection) == (other.name, other.kind, other.collection)
    }
}

impl Eq for EdmType {}

/// The kinds of type that a property can have.
///
/// ```
/// use odata_entity::{EdmKind, EdmValue};
///
/// /// The column of a table that holds values of a property.
/// fn column<T: EdmValue>() -> &'static str {
///     match T::EDM.kind {
///         EdmKind::Complex | EdmKind::Untyped => "JSON",
///         EdmKind::Primitive if T::EDM.name == "Edm.Int64" => "BIGINT",
///         _ => "TEXT",
///     }
/// }
/// assert_eq!(column::<serde_json::Value>(), "JSON");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EdmKind {
    /// A primitive type: a name in the `Edm` namespace, or a type definition of the service.
    Primitive,
    /// An enumeration type.
    Enum,
    /// A complex type, or a union of complex types.
    Complex,
    /// Any JSON value: `Edm.Untyped`, open properties.
    Untyped,
}

impl EdmType {
    /// Whether its values are text, as a type tag is: `Edm.String`, or an enumeration type.
    #[doc(hidden)]
    pub const fn is_text(&self) -> bool {
        let (name, string) = (self.name.as_bytes(), b"Edm.String");
        let mut at = 0;
        while at < string.len() && at < name.len() && name[at] == string[at] {
            at += 1;
        }
        let is_string = at == string.len() && at == name.len();
        !self.collection && (is_string || matches!(self.kind, EdmKind::Enum))
    }

    /// A type of this kind that is no collection.
    pub const fn new(name: &'static str, kind: EdmKind) -> Self {
        Self {
            name,
            kind,
            collection: false,
            id: 0,
            values: &[],
        }
    }

    /// A type of the user's own, with the number that the derives made of its name.
    #[doc(hidden)]
    pub const fn derived(name: &'static str, kind: EdmKind, id: u64) -> Self {
        // Not by way of `new`: each call costs the compiler as much again.
        Self {
            name,
            kind,
            collection: false,
            id,
            values: &[],
        }
    }

    /// About how many bytes a value has: of a complex one, its name and some members; the buffer grows where it has more.
    pub(crate) const fn len_hint(&self) -> usize {
        match self.kind {
            EdmKind::Complex => self.name.len() + 160,
            _ => 16,
        }
    }

    /// A primitive type.
    pub const fn primitive(name: &'static str) -> Self {
        Self::new(name, EdmKind::Primitive)
    }

    /// The collection of this type.
    pub const fn collection(self) -> Self {
        Self {
            collection: true,
            ..self
        }
    }
}

impl std::fmt::Display for EdmType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.collection {
            write!(f, "Collection({})", self.name)
        } else {
            f.write_str(self.name)
        }
    }
}

/// What a difference holds of a complex value.
///
/// You never name it: it is handed on by what the derives emit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Detail {
    pub(crate) descend: Descend,
    /// Whether to drop what a patch cannot express.
    pub(crate) lossy: bool,
}

/// Whether a difference holds all of a complex value, or only what changes in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Descend {
    /// Only what changes: the field is marked `#[odata(merge)]`.
    Yes,
    /// Only what changes if the type is marked `#[odata(merge)]`.
    AsTyped,
    /// All of it: it is part of a value that is sent in full.
    No,
}

impl Detail {
    /// All of the value.
    pub(crate) const WHOLE: Self = Self::whole(false);

    pub(crate) const fn lossy(self) -> bool {
        self.lossy
    }

    /// All of the value, with or without what a patch cannot express.
    pub(crate) const fn whole(lossy: bool) -> Self {
        Self {
            descend: Descend::No,
            lossy,
        }
    }
}

/// A Rust type that is a value of an Edm type: what a property of an entity can hold.
///
/// Implemented for the types of the table in the [crate documentation](crate#values) and by the derives; a newtype of
/// your own has them by `#[derive(EdmValue)]`, or implements the required items by calling those of what it wraps.
///
/// ```
/// use odata_entity::EdmValue;
///
/// /// A value as it is in a URL, such as that of another system's query.
/// fn literal<T: EdmValue>(value: &T) -> Result<String, Box<dyn std::error::Error>> {
///     let mut out = Vec::new();
///     value.write_literal(&mut out)?;
///     Ok(String::from_utf8(out)?)
/// }
/// assert_eq!(literal(&"it's".to_owned())?, "'it''s'");
/// assert_eq!(literal(&true)?, "true");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a value that OData can carry",
    label = "not an Edm value",
    note = "a struct of your own needs `#[derive(ComplexType)]`, an enum `#[derive(EnumType)]`, a newtype `#[derive(EdmValue)]`; an \
            entity is no value but a navigation property: `#[odata(navigation)]`",
    note = "text is `String`; numbers are `u8`, `i8`, `i16`, `i32`, `i64`, `f32`, `f64`; dates and times are chrono's \
            `DateTime<FixedOffset>`, `DateTime<Utc>`, `NaiveDate`, `NaiveTime`; durations and bytes are `odata_entity::edm`'s \
            `Duration` and `Binary`; GUIDs and decimals are `uuid::Uuid` and `rust_decimal::Decimal`, with the features `uuid` and \
            `decimal`; lists are `Vec`, dictionaries `BTreeMap<String, T>`, members of an enum of flags `Flags<E>`; any JSON is \
            `serde_json::Value`",
    note = "a type of another crate is written by a format of yours, `#[odata(with = \"…\")]`, or by its own serde impls, \
            `#[odata(serde)]`; an alias of `Option<T>` is written out as `Option<T>`; a field that is not of the service is marked \
            `#[odata(skip)]`"
)]
pub trait EdmValue: Clone {
    /// What a patch holds for a property of this type: the type itself, or [`Part`](crate::Part) of a complex type.
    type Body: EdmValue<Body = Self::Body>;

    /// The value that a body is for: the type itself, or the complex type of a [`Part`](crate::Part).
    type Whole;

    /// The Edm type.
    const EDM: EdmType;

    /// The value as a patch holds it.
    fn into_body(self) -> Self::Body;

    /// Any value: it fills a field without `Option` until the member is read, and is seen by nobody.
    fn placeholder() -> Self;

    /// Reads the value from JSON, as exactly as [`write_json`](Self::write_json) writes it. Null is no value.
    ///
    /// # Errors
    ///
    /// What is no value of the type: what was expected, without the value. The property is added by what calls this.
    fn read_json(from: &mut JsonReader<'_>) -> Result<Self, ReadError>;

    /// Reads JSON into a value that is there: it is replaced, or, of a complex value or dictionary that is merged, only the
    /// members that the JSON has.
    ///
    /// # Errors
    ///
    /// As [`read_json`](Self::read_json).
    #[doc(hidden)]
    fn apply_json(&mut self, from: &mut JsonReader<'_>, merge: bool) -> Result<(), ReadError> {
        let _ = merge;
        *self = Self::read_json(from)?;
        Ok(())
    }

    /// [`JsonReader::option`]. As a function of this trait it can fail over a type in one way only, which the compiler reports
    /// once for all places.
    #[doc(hidden)]
    #[inline]
    fn option(to: &mut Option<Self>, from: &mut JsonReader<'_>) -> Result<(), ReadError> {
        from.option(to)
    }

    /// [`JsonReader::required`].
    #[doc(hidden)]
    #[inline]
    fn required(to: &mut Self, from: &mut JsonReader<'_>) -> Result<(), ReadError> {
        from.required(to)
    }

    /// [`JsonReader::merge_option`].
    #[doc(hidden)]
    #[inline]
    fn merge_option(to: &mut Option<Self>, from: &mut JsonReader<'_>) -> Result<(), ReadError> {
        from.merge_option(to)
    }

    /// [`JsonReader::merge_required`].
    #[doc(hidden)]
    #[inline]
    fn merge_required(to: &mut Self, from: &mut JsonReader<'_>) -> Result<(), ReadError> {
        from.merge_required(to)
    }

    /// [`fixed_option()`].
    #[doc(hidden)]
    #[inline]
    fn fixed_option<F: FixedFields>(
        to: &mut F,
        kind: Fixed,
        member: &'static str,
        before: &Option<Self>,
        after: &Option<Self>,
    ) {
        fixed_option(to, kind, member, before, after);
    }

    /// [`fixed_required()`].
    #[doc(hidden)]
    #[inline]
    fn fixed_required<F: FixedFields>(
        to: &mut F,
        kind: Fixed,
        member: &'static str,
        before: &Self,
        after: &Self,
    ) {
        fixed_required(to, kind, member, before, after);
    }

    /// The type tag that a field has, which is text.
    #[doc(hidden)]
    fn tag_in(field: &Option<Self>) -> Option<String> {
        let mut json = JsonWriter::new();
        field.as_ref()?.write_json(&mut json);
        let text: String = serde_json::from_slice(json.buffer()).ok()?;
        Some(text).filter(|text| !text.trim().is_empty())
    }

    /// Whether [`placeholder`](Self::placeholder) can be asked for: not of a union without a fallback.
    #[doc(hidden)]
    const HAS_PLACEHOLDER: bool = true;

    /// Writes the value as JSON ([OData JSON 4.01, 7](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_StructuralProperty)).
    ///
    /// Report a value that has no form in OData to [`JsonWriter::fail`]; what was written then does not matter.
    fn write_json(&self, out: &mut JsonWriter);

    /// About how many bytes [`write_json`](Self::write_json) writes: a buffer of the sum is made once. Never too few
    /// for primitive types.
    fn json_len(&self) -> usize {
        self.member()
            .map_or(Self::EDM.len_hint(), crate::edm::string::json_len)
    }

    /// Appends the value as a literal in a URL, not percent-encoded: `'text'`, `42`, `duration'PT1H'`
    /// ([OData URL Conventions 4.01, 5.1.1.6.1](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_PrimitiveLiterals)).
    ///
    /// # Errors
    ///
    /// A value that has no form in OData. Complex values and collections are written as JSON, which `$filter` takes in a
    /// parameter alias only.
    ///
    /// Unless a type overrides this, what [`write_json`](Self::write_json) writes as a string becomes the literal
    /// that [`EDM`](Self::EDM) has for it.
    fn write_literal(&self, out: &mut Vec<u8>) -> Result<(), ValueError> {
        // `microsoft.graph.complianceStatus'error'` ([OData ABNF, `enum`](https://docs.oasis-open.org/odata/odata/v4.01/os/abnf/odata-abnf-construction-rules.txt)).
        if let Some(name) = self.member() {
            out.extend_from_slice(Self::EDM.name.as_bytes());
            crate::edm::string::write_literal(name, out);
            return Ok(());
        }
        let mut json = JsonWriter::new();
        self.write_json(&mut json);
        literal::push(Self::EDM, &json.into_fragment()?, out)
    }

    /// Whether the two values are written the same.
    fn same(&self, other: &Self) -> bool {
        if let (Some(name), Some(other)) = (self.member(), other.member()) {
            return name == other;
        }
        let written = |value: &Self| {
            let mut json = JsonWriter::new();
            value.write_json(&mut json);
            json.into_fragment()
        };
        written(self) == written(other)
    }

    /// Whether the value is the sentinel `unknownFutureValue`, which can be read and never sent.
    fn is_sentinel(&self) -> bool {
        self.member() == Some(SENTINEL)
    }

    /// The name of a member of an enumeration type, which is all that is written of it; `None` for any other value.
    #[doc(hidden)]
    fn member(&self) -> Option<&str> {
        None
    }

    /// What a difference holds when the value is gone: null, or the empty collection.
    #[must_use = "this changes nothing: use what it returns"]
    fn cleared() -> Change<Self::Body> {
        Change::Null
    }

    /// What a difference from `self` to `after` holds, which are not the same: the value, or what changes in it; for
    /// a complex value `detail` decides which. `None` if nothing of it can be sent.
    fn changed(&self, after: &Self, detail: Detail) -> Option<Self::Body> {
        let _ = detail;
        Some(after.clone().into_body())
    }

    /// Takes over a later value: replaced, unless both are partial complex values.
    fn merge_value(&mut self, later: Self) {
        *self = later;
    }
}
