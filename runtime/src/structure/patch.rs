//! [`Patch`]: the walk over a patch, and what is done with it.

use super::{Notes, OpenMap, OpenPatch, Structured, body};
use crate::change::{Change, NonNullChange};
use crate::error::{Error, Fault};
use crate::value::EdmValue;
use serde::{Serialize, Serializer};

/// What changes of a structured type. Implemented by the derives for the `XPatch` that they make of a struct `X`.
pub trait Patch: Default + Clone {
    /// The type whose values it changes.
    type Of: Structured<Patch = Self>;

    /// Hands every member of two patches to `visitor`, in the order in which they go out.
    #[doc(hidden)]
    fn visit<V: Visitor>(&self, other: &Self, visitor: &mut V);

    /// Takes over what `other` changes; where both change a property, `other` wins.
    fn merge(&mut self, other: Self);

    /// What the patch cannot say as a member.
    #[doc(hidden)]
    fn notes(&self) -> &Notes;

    /// The same, to add to.
    #[doc(hidden)]
    fn notes_mut(&mut self) -> &mut Notes;

    /// Whether there is nothing to send: no member, no bound link, and no difference that had to be noted.
    fn is_empty(&self) -> bool {
        let mut any = AnyMember(false);
        any.notes(self.notes());
        self.visit(self, &mut any);
        !any.0
    }

    /// The body as JSON, with the type's own tag policy.
    ///
    /// # Errors
    ///
    /// A value that has no form in OData, a difference that a patch cannot say, the sentinel `unknownFutureValue`; each
    /// names its property.
    fn to_json(&self) -> Result<Vec<u8>, Error> {
        let (root, nested) = Self::Of::TYPE.policy(None, None);
        let body = body::patch_body(self)?;
        Ok(body.json.into_bytes(root, nested))
    }
}

/// What is done at each member of a pair of patches; `member` is `,"name":`.
pub trait Visitor {
    /// A member of any kind. `null` is what [`Change::Null`] is written as.
    fn member<T: EdmValue>(&mut self, member: &'static str, null: &'static str, a: Change<&T>, b: Change<&T>);

    /// A property that null clears; a collection is cleared by `[]`.
    #[inline]
    fn nullable<T: EdmValue>(&mut self, member: &'static str, a: &Change<T>, b: &Change<T>) {
        let null = if T::EDM.collection { "[]" } else { "null" };
        self.member(member, null, a.as_ref(), b.as_ref());
    }

    /// A collection that null clears.
    #[inline]
    fn null_collection<T: EdmValue>(&mut self, member: &'static str, a: &Change<T>, b: &Change<T>) {
        self.member(member, "null", a.as_ref(), b.as_ref());
    }

    /// A property that is not nullable.
    #[inline]
    fn non_null<T: EdmValue>(&mut self, member: &'static str, a: &NonNullChange<T>, b: &NonNullChange<T>) {
        self.member(member, "null", a.as_ref(), b.as_ref());
    }

    /// The base type's patch.
    fn base<P: Patch>(&mut self, a: &P, b: &P)
    where
        Self: Sized,
    {
        self.notes(a.notes());
        a.visit(b, self);
    }

    /// The undeclared members.
    fn open<M: OpenMap>(&mut self, a: &OpenPatch<M>, b: &OpenPatch<M>);

    /// What a base type's patch cannot say as a member.
    fn notes(&mut self, _notes: &Notes) {}
}

/// Whether any member is there.
struct AnyMember(bool);

impl Visitor for AnyMember {
    #[inline]
    fn member<T: EdmValue>(&mut self, _: &'static str, _: &'static str, a: Change<&T>, _: Change<&T>) {
        self.0 |= !a.is_unchanged();
    }

    fn open<M: OpenMap>(&mut self, a: &OpenPatch<M>, _: &OpenPatch<M>) {
        self.0 |= !a.is_empty();
    }

    fn notes(&mut self, notes: &Notes) {
        self.0 |= !notes.is_empty();
    }
}

/// Whether two patches say the same, values compared by their written form.
pub fn patch_eq<P: Patch>(a: &P, b: &P) -> bool {
    let mut same = Same(a.notes() == b.notes());
    a.visit(b, &mut same);
    same.0
}

struct Same(bool);

impl Visitor for Same {
    fn member<T: EdmValue>(&mut self, _: &'static str, _: &'static str, a: Change<&T>, b: Change<&T>) {
        self.0 &= match (a, b) {
            (Change::Set(a), Change::Set(b)) => a.same(b),
            (Change::Null, Change::Null) | (Change::Unchanged, Change::Unchanged) => true,
            _ => false,
        };
    }

    fn base<P: Patch>(&mut self, a: &P, b: &P) {
        self.0 &= a.notes() == b.notes();
        a.visit(b, self);
    }

    fn open<M: OpenMap>(&mut self, a: &OpenPatch<M>, b: &OpenPatch<M>) {
        self.0 &= a.same(b);
    }
}

/// Serializes a patch as its body, with the type's own tag policy.
///
/// # Errors
///
/// Those of [`Patch::to_json`], as the serializer's.
pub fn patch_serialize<P: Patch, S: Serializer>(patch: &P, serializer: S) -> Result<S::Ok, S::Error> {
    let json = patch.to_json().map_err(serde::ser::Error::custom)?;
    crate::transcode::Json(&json).serialize(serializer)
}

/// The first difference that a patch noted.
pub(super) fn noted(notes: &Notes) -> Option<Fault> {
    notes
        .differences()
        .first()
        .map(|noted| Fault::difference(noted.property, noted.reason))
}
