//! [`Structured`]: the walk over the user's values, and [`Source`]: what is done at each field of it.

use super::{DeepValue, Notes, OpenMap, OpenPatch, Patch};
use crate::change::{Change, NonNullChange};
use crate::tag::TypeInfo;
use crate::value::EdmValue;

/// A structured type: an entity type or a complex type. Implemented by the derives.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an entity type or complex type",
    label = "not a structured type",
    note = "add `#[derive(Entity)]`, or `#[derive(ComplexType)]` for a type without a key"
)]
pub trait Structured: Sized {
    /// What can change of it.
    type Patch: Patch<Of = Self>;

    /// Its name and its type tag policy.
    const TYPE: &'static TypeInfo;

    /// Hands every field of `before` and `after` to `source` and collects what it says into a patch.
    #[doc(hidden)]
    fn changes<S: Source>(source: &mut S, before: &Self, after: &Self) -> Self::Patch;
}

/// The fields that are in no patch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixed {
    /// A key that the service chooses.
    Key,
    /// A key that the client chooses: in the create body.
    ClientKey,
    /// Computed by the service.
    ReadOnly,
    /// In the create body, and never afterwards.
    Immutable,
}

/// What is done at each field of a pair of values; `member` is `,"name":`.
pub trait Source: Sized {
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

    /// A field that is in no patch.
    fn fixed<T: EdmValue, F: FieldValue<T>>(
        &mut self,
        kind: Fixed,
        member: &'static str,
        before: &F,
        after: &F,
    );

    /// A navigation property that is created together with its entity.
    fn deep<D: DeepValue>(&mut self, member: &'static str, after: &D);

    /// The embedded base type.
    fn base<B: Structured>(&mut self, before: &B, after: &B) -> B::Patch {
        B::changes(self, before, after)
    }

    /// The undeclared members of an open type.
    fn open<M: OpenMap>(&mut self, before: &M, after: &M) -> OpenPatch<M>;

    /// What is to be noted in the patch.
    fn notes(&mut self) -> Notes {
        Notes::EMPTY
    }
}

/// A field's type: a value of type `T`, or `Option` of one.
pub trait FieldValue<T> {
    /// The value, if there is one.
    fn present(&self) -> Option<&T>;
}

impl<T> FieldValue<T> for T {
    fn present(&self) -> Option<&T> {
        Some(self)
    }
}

impl<T> FieldValue<T> for Option<T> {
    fn present(&self) -> Option<&T> {
        self.as_ref()
    }
}
