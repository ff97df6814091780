//! [`Part`]: a complex value in a patch, entire or in part.

use super::body::{patch_len, write_patch};
use super::body_kind::write_structured;
use super::debug::shown;
use super::diff::{replacement, smallest};
use super::read::{Members, apply_object, read_object, read_patch};
use super::{BodyKind, Patch, Structured, to_patch};
use crate::json::JsonWriter;
use crate::reader::{JsonReader, ReadError};
use crate::value::Change;
use crate::value::{Descend, Detail, EdmKind, EdmType, EdmValue};
use std::fmt;

/// A complex type. Derive it: `#[derive(ComplexType)]`.
///
/// Every structured type that is its own Edm value is one.
///
/// ```
/// use odata_entity::{Change, ComplexType, Part};
///
/// /// Replaces a complex value, if it is another one.
/// fn replaced<T: ComplexType>(before: &T, after: T) -> Change<Part<T>> {
///     match before.same(&after) {
///         true => Change::Unchanged,
///         false => Change::Set(Part::Whole(after)),
///     }
/// }
/// ```
pub trait ComplexType: Structured + EdmValue<Body = Part<Self>> {}

impl<T: Structured + EdmValue<Body = Part<T>>> ComplexType for T {}

/// What a patch holds for a complex property: the entire value, or a patch of it.
///
/// Services differ in what a partial value means: some merge it into what they have, some replace the entire value by
/// it (Graph has both). An entire value is right for either, so a difference makes one unless the field or the type
/// is marked `#[odata(merge)]`.
///
/// ```
/// use odata_entity::{Change, ComplexType, Entity, Part};
///
/// #[derive(Debug, Clone, PartialEq, ComplexType)]
/// #[odata(type = "contoso.address")]
/// struct Address {
///     street: Option<String>,
///     city: Option<String>,
/// }
///
/// #[derive(Debug, Clone, PartialEq, Entity)]
/// #[odata(type = "contoso.office", path = "/offices/{id}")]
/// struct Office {
///     #[odata(key)]
///     id: String,
///     address: Option<Address>,
/// }
///
/// // The street alone: services that merge keep the city.
/// let patch = Office::patch().address(Address::patch().street("Main Street 1"));
/// assert!(matches!(patch.address, Change::Set(Part::Patch(_))));
/// let patch = Office::patch().address(Address { street: Some("Main Street 1".into()), city: None });
/// assert!(matches!(patch.address, Change::Set(Part::Whole(_))));
/// ```
#[derive(Clone)]
pub enum Part<T: Structured> {
    /// Every property of the value that is present.
    Whole(T),
    /// Only what changes.
    Patch(T::Patch),
}

impl<T: Structured + Clone> EdmValue for Part<T> {
    type Body = Self;
    type Whole = T;
    const EDM: EdmType = EdmType::new(T::TYPE.name, EdmKind::Complex);

    #[inline]
    fn into_body(self) -> Self {
        self
    }

    /// Of a patch in which nothing changes.
    fn placeholder() -> Self {
        Self::Patch(T::Patch::default())
    }

    /// What a patch has of a complex value may be a part of it.
    fn read_json(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
        read_patch(from).map(Self::Patch)
    }

    fn write_json(&self, out: &mut JsonWriter) {
        match self {
            Self::Whole(value) => write_structured(value, BodyKind::Value, out),
            Self::Patch(patch) => write_patch(patch, out),
        }
    }

    fn json_len(&self) -> usize {
        match self {
            Self::Whole(_) => Self::EDM.len_hint(),
            Self::Patch(patch) => patch_len(patch),
        }
    }

    /// One after the other as a service that merges takes them (OData Protocol 4.01, 11.4.3): an entire value and a
    /// patch are a patch, which is written with the same members.
    fn merge_value(&mut self, later: Self) {
        match (&mut *self, later) {
            (Self::Whole(_), later @ Self::Whole(_)) => *self = later,
            (Self::Patch(earlier), Self::Patch(later)) => Patch::merge(earlier, later),
            (Self::Patch(earlier), Self::Whole(later)) => Patch::merge(earlier, to_patch(&later)),
            (Self::Whole(value), Self::Patch(later)) => {
                let mut patch = to_patch(value);
                Patch::merge(&mut patch, later);
                *self = Self::Patch(patch);
            }
        }
    }
}

/// The JSON that it is written as, secrets not shown.
impl<T: Structured + Clone> fmt::Debug for Part<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&shown(|out| self.write_json(out)))
    }
}

/// By the written form.
impl<T: Structured + Clone> PartialEq for Part<T> {
    fn eq(&self, other: &Self) -> bool {
        self.same(other)
    }
}

impl<T: Structured> From<T> for Change<Part<T>> {
    fn from(value: T) -> Self {
        Self::Set(Part::Whole(value))
    }
}

impl<T: Structured> From<Option<T>> for Change<Part<T>> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, |value| Self::Set(Part::Whole(value)))
    }
}

/// Writes all of a complex value.
pub fn complex_write<T: Structured>(value: &T, out: &mut JsonWriter) {
    write_structured(value, BodyKind::Value, out);
}

/// Reads a complex value.
///
/// # Errors
///
/// Those of its properties.
pub fn complex_read<T: Members>(from: &mut JsonReader<'_>) -> Result<T, ReadError> {
    read_object(from)
}

/// Reads JSON into a complex value: into its members where a difference of it would hold what changes of it, else it
/// is replaced.
///
/// # Errors
///
/// Those of its properties.
pub fn complex_apply<T: Members>(
    to: &mut T,
    from: &mut JsonReader<'_>,
    merge: bool,
) -> Result<(), ReadError> {
    if merge || T::TYPE.merge {
        from.merging(|from| apply_object(to, from))
    } else if from.is_merging() {
        apply_object(to, from)
    } else {
        *to = read_object(from)?;
        Ok(())
    }
}

/// What a difference of two complex values holds: what changes, at any depth, if the field or the type is marked
/// `merge`, else all of the value.
///
/// All of the value is what is there now, and null for what is gone, so that a service which merges the value into
/// what it has comes to the same as one which replaces it.
#[must_use = "this changes nothing: use what it returns"]
pub fn complex_changed<T: Structured + EdmValue>(before: &T, after: &T, detail: Detail) -> Option<Part<T>> {
    let merge = match detail.descend {
        Descend::Yes => true,
        Descend::AsTyped => T::TYPE.merge,
        Descend::No => false,
    };
    if merge {
        let patch = smallest(before, after, detail.lossy);
        return (!patch.is_empty()).then_some(Part::Patch(patch));
    }
    Some(replaced(before, after, detail.lossy))
}

fn replaced<T: Structured + Clone>(before: &T, after: &T, lossy: bool) -> Part<T> {
    let patch = Part::Patch(replacement(before, after, lossy));
    let whole = Part::Whole(after.clone());
    // Nothing is gone and nothing is refused: then the value itself is sent.
    let is_whole =
        written(&whole).is_some() && written(&patch) == written(&Part::<T>::Patch(to_patch(after)));
    if is_whole { whole } else { patch }
}

/// Writes all of `after`, and null for what only `before` has.
pub(crate) fn write_replacement<T: Structured + Clone>(
    before: &T,
    after: &T,
    lossy: bool,
    out: &mut JsonWriter,
) {
    replaced(before, after, lossy).write_json(out);
}

/// The JSON with every tag, if there is no fault in it.
fn written<T: EdmValue>(value: &T) -> Option<Vec<u8>> {
    let mut out = JsonWriter::new();
    value.write_json(&mut out);
    out.finish().ok().map(|body| body.into_bytes(true, true))
}
