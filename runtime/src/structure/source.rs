//! [`Structured`]: the walk over the user's values, and [`Source`]: what is done at each field of it.

use super::{BodyKind, DeepValue, Extras, OpenMap, OpenPatch, Patch, WriteBody, write_replacement};
use crate::json::JsonWriter;
use crate::types::Typed;
use crate::value::{Change, EdmValue, FixedFields, NonNullChange};

/// A structured type: an entity type or a complex type. Implemented by the derives.
///
/// A derive gives the type inherent functions that do what those of this trait do; the trait is for code that is
/// generic over types:
///
/// ```
/// use odata_entity::{Entity, EntityPath, Patch, Request, Structured, Written};
///
/// /// The request that makes `after` of `before`, if they differ.
/// fn update<E: Entity + Structured>(path: &EntityPath<E>, before: &E, after: &E) -> Option<Request<Written<E>>> {
///     let patch = before.diff(after);
///     (!patch.is_empty()).then(|| path.patch(&patch))
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an entity type or complex type",
    label = "not a structured type",
    note = "add `#[derive(Entity)]`, or `#[derive(ComplexType)]` for a type without a key; a union has no own patch: take \
            that of the type in its variant"
)]
pub trait Structured: Typed {
    /// What can change of it.
    type Patch: Patch<Of = Self>;

    /// A patch with every writable property that is present.
    ///
    /// What is `None`, as it was not selected or is null, is not in it; nor is the sentinel `unknownFutureValue`.
    #[must_use = "a patch changes nothing until it is sent"]
    fn to_patch(&self) -> Self::Patch {
        super::to_patch(self)
    }

    /// The patch that makes `after` of `self`.
    ///
    /// Never fails: a difference that a patch cannot have (a changed key, read-only or immutable property, a changed entity of
    /// `navigation(deep)`, a non-nullable property that is gone) is noted in it, and is an error naming the property when the
    /// request is built. Values compare by their written form. Both sides must have been read with the same properties.
    #[must_use = "a patch changes nothing until it is sent"]
    fn diff(&self, after: &Self) -> Self::Patch {
        super::diff(self, after)
    }

    /// Like [`diff`](Self::diff), without the differences that a patch cannot have.
    #[must_use = "a patch changes nothing until it is sent"]
    fn diff_lossy(&self, after: &Self) -> Self::Patch {
        super::diff_lossy(self, after)
    }

    /// Writes the value as that of a union, always with its tag. As a function of this trait it can fail over a type in one way only,
    /// which the compiler reports once.
    #[doc(hidden)]
    fn write_as_variant(&self, kind: BodyKind, out: &mut JsonWriter) {
        out.force_tag(|out| self.write_body(kind, out));
    }

    /// Writes the value as that of a union, in the place of another one.
    #[doc(hidden)]
    fn write_as_changed_variant(&self, after: &Self, lossy: bool, out: &mut JsonWriter)
    where
        Self: Clone,
    {
        out.force_tag(|out| write_replacement(self, after, lossy, out));
    }

    /// Hands every field of `before` and `after` to `source` and collects the result into a patch.
    #[doc(hidden)]
    fn changes<S: Source>(source: &mut S, before: &Self, after: &Self) -> Self::Patch;
}

/// The patch type of a type: `PatchOf<Device>` is `DevicePatch`. The patch of a derived type has that of its embedded base type in
/// a field.
///
/// ```
/// use odata_entity::Entity;
/// use odata_entity::patch::PatchOf;
///
/// #[derive(Entity)]
/// #[odata(type = "microsoft.graph.device", path = "/devices/{deviceId}")]
/// struct Device {
///     name: Option<String>,
/// }
///
/// let patch: PatchOf<Device> = Device::patch().name("x");
/// assert_eq!(patch, DevicePatch { name: "x".into(), ..Default::default() });
/// ```
pub type PatchOf<E> = <E as Structured>::Patch;

/// What is done at each field of a pair of values; `member` is `,"name":`.
pub trait Source: FixedFields + Sized {
    /// A field `Option<T>` that null clears.
    fn nullable<T: EdmValue>(
        &mut self,
        member: &'static str,
        before: &Option<T>,
        after: &Option<T>,
    ) -> Change<T::Body>;

    /// A collection that null clears rather than `[]`.
    fn null_collection<T: EdmValue>(
        &mut self,
        member: &'static str,
        before: &Option<T>,
        after: &Option<T>,
    ) -> Change<T::Body>;

    /// A field `Option<T>` that is not nullable: absent when it was not selected.
    fn non_null<T: EdmValue>(
        &mut self,
        member: &'static str,
        before: &Option<T>,
        after: &Option<T>,
    ) -> NonNullChange<T::Body>;

    /// A field `T`.
    fn required<T: EdmValue>(
        &mut self,
        member: &'static str,
        before: &T,
        after: &T,
    ) -> NonNullChange<T::Body>;

    /// [`nullable`](Self::nullable) of a complex type marked `merge`.
    fn merge_nullable<T: EdmValue>(
        &mut self,
        member: &'static str,
        before: &Option<T>,
        after: &Option<T>,
    ) -> Change<T::Body> {
        self.nullable(member, before, after)
    }

    /// [`non_null`](Self::non_null) of a complex type marked `merge`.
    fn merge_non_null<T: EdmValue>(
        &mut self,
        member: &'static str,
        before: &Option<T>,
        after: &Option<T>,
    ) -> NonNullChange<T::Body> {
        self.non_null(member, before, after)
    }

    /// [`required`](Self::required) of a complex type marked `merge`.
    fn merge_required<T: EdmValue>(
        &mut self,
        member: &'static str,
        before: &T,
        after: &T,
    ) -> NonNullChange<T::Body> {
        self.required(member, before, after)
    }

    /// A navigation property that is created together with its entity.
    fn deep<D: DeepValue>(&mut self, member: &'static str, before: &D, after: &D);

    /// The embedded base type.
    fn base<B: Structured>(&mut self, before: &B, after: &B) -> B::Patch {
        B::changes(self, before, after)
    }

    /// The undeclared members of an open type.
    fn open<M: OpenMap>(&mut self, before: &M, after: &M) -> OpenPatch<M>;

    /// What is to be noted in the patch.
    fn extras(&mut self) -> Extras {
        Extras::EMPTY
    }
}
