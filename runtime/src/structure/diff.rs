//! Patches made of values: all that is there, or the difference between two.

use super::deep::same_deep;
use super::tag::{with_tag_of, with_tags_of};
use super::{DeepValue, Extras, OpenMap, OpenPatch, Source, Structured};
use crate::fault::Unrepresentable;
use crate::json::{JsonWriter, member_name};
use crate::value::sentinel::{differs_by_sentinel, sayable};
use crate::value::{Change, Descend, Detail, EdmValue, Fixed, FixedFields, NonNullChange};

/// A patch with every writable property that is present; the sentinel `unknownFutureValue` is left out.
#[must_use = "this changes nothing: use what it returns"]
pub fn to_patch<E: Structured>(entity: &E) -> E::Patch {
    with_tag_of(E::changes(&mut ToPatch, entity, entity), entity)
}

/// The patch that makes `after` of `before`; what a patch cannot express stays noted in it.
#[must_use = "this changes nothing: use what it returns"]
pub fn diff<E: Structured>(before: &E, after: &E) -> E::Patch {
    let patch = E::changes(&mut Diff::new(false, Descend::AsTyped), before, after);
    with_tags_of(patch, before, after, false)
}

/// Like [`diff()`], without what a patch cannot express.
#[must_use = "this changes nothing: use what it returns"]
pub fn diff_lossy<E: Structured>(before: &E, after: &E) -> E::Patch {
    let patch = E::changes(&mut Diff::new(true, Descend::AsTyped), before, after);
    with_tags_of(patch, before, after, true)
}

/// All of `after`, and null for what only `before` has: right whether a service replaces the value or merges into it.
pub(super) fn replacement<E: Structured>(before: &E, after: &E, lossy: bool) -> E::Patch {
    let patch = E::changes(&mut Diff::new(lossy, Descend::No), before, after);
    with_tag_of(patch, after)
}

/// Only what changes, at any depth: a service that merges a value merges what is inside it too (OData Protocol 4.01,
/// 11.4.3).
pub(super) fn smallest<E: Structured>(before: &E, after: &E, lossy: bool) -> E::Patch {
    let patch = E::changes(&mut Diff::new(lossy, Descend::Yes), before, after);
    with_tags_of(patch, before, after, lossy)
}

/// Whether a collection has no items.
fn is_empty<T: EdmValue>(collection: &T) -> bool {
    let mut json = JsonWriter::new();
    collection.write_json(&mut json);
    json.buffer() == b"[]"
}

struct ToPatch;

impl Source for ToPatch {
    fn nullable<T: EdmValue>(
        &mut self,
        _: &'static str,
        _: &Option<T>,
        after: &Option<T>,
    ) -> Change<T::Body> {
        after
            .as_ref()
            .and_then(sayable)
            .map_or(Change::Unchanged, Change::Set)
    }

    fn null_collection<T: EdmValue>(
        &mut self,
        member: &'static str,
        before: &Option<T>,
        after: &Option<T>,
    ) -> Change<T::Body> {
        self.nullable(member, before, after)
    }

    fn non_null<T: EdmValue>(
        &mut self,
        _: &'static str,
        _: &Option<T>,
        after: &Option<T>,
    ) -> NonNullChange<T::Body> {
        after
            .as_ref()
            .and_then(sayable)
            .map_or(NonNullChange::Unchanged, NonNullChange::Set)
    }

    fn required<T: EdmValue>(&mut self, _: &'static str, _: &T, after: &T) -> NonNullChange<T::Body> {
        sayable(after).map_or(NonNullChange::Unchanged, NonNullChange::Set)
    }

    fn deep<D: DeepValue>(&mut self, _: &'static str, _: &D, _: &D) {}

    fn open<M: OpenMap>(&mut self, _: &M, after: &M) -> OpenPatch<M> {
        OpenPatch::of(after)
    }
}

struct Diff {
    lossy: bool,
    /// What is written of complex values; with `No`, what did not change is written too.
    descend: Descend,
    extras: Extras,
}

impl Diff {
    const fn new(lossy: bool, descend: Descend) -> Self {
        Self {
            lossy,
            descend,
            extras: Extras::EMPTY,
        }
    }

    fn note(&mut self, member: &'static str, reason: Unrepresentable) {
        if !self.lossy {
            self.extras.add_difference(member_name(member), reason);
        }
    }

    /// What to write of a value that is there now. The sentinel is left out. A collection that holds it and also
    /// differs otherwise is written, which the body then refuses: nothing is lost unseen.
    fn value<T: EdmValue>(&self, before: Option<&T>, after: &T, descend: Descend) -> Option<T::Body> {
        if before.is_some_and(|before| before.same(after)) {
            return if self.is_whole() { sayable(after) } else { None };
        }
        if after.is_sentinel() {
            let left_out = self.lossy || before.is_none_or(|before| differs_by_sentinel(before, after));
            return (!left_out).then(|| after.clone().into_body());
        }
        match before {
            Some(before) => {
                let lossy = self.lossy;
                before.changed(after, Detail { descend, lossy })
            }
            None => sayable(after),
        }
    }

    fn nullable_change<T: EdmValue>(
        &self,
        before: &Option<T>,
        after: &Option<T>,
        cleared: Change<T::Body>,
        descend: Descend,
    ) -> Change<T::Body> {
        match (before, after) {
            (None, None) => Change::Unchanged,
            (Some(before), None) if matches!(cleared, Change::Set(_)) && is_empty(before) => {
                Change::Unchanged
            }
            (Some(_), None) => cleared,
            (before, Some(after)) => self
                .value(before.as_ref(), after, descend)
                .map_or(Change::Unchanged, Change::Set),
        }
    }

    fn non_null_change<T: EdmValue>(
        &mut self,
        member: &'static str,
        before: &Option<T>,
        after: &Option<T>,
        descend: Descend,
    ) -> NonNullChange<T::Body> {
        let value = match (before, after) {
            (None, None) => None,
            (Some(before), None) => match T::cleared() {
                // A collection that is gone is an empty one.
                Change::Set(empty) => (!is_empty(before)).then_some(empty),
                _ => {
                    self.note(member, Unrepresentable::NonNullableGone);
                    None
                }
            },
            (before, Some(after)) => self.value(before.as_ref(), after, descend),
        };
        value.map_or(NonNullChange::Unchanged, NonNullChange::Set)
    }

    fn is_whole(&self) -> bool {
        self.descend == Descend::No
    }

    /// What is asked of a value whose field is marked `merge`.
    fn by_field(&self) -> Descend {
        if self.is_whole() {
            Descend::No
        } else {
            Descend::Yes
        }
    }
}

impl Source for Diff {
    fn nullable<T: EdmValue>(
        &mut self,
        _: &'static str,
        before: &Option<T>,
        after: &Option<T>,
    ) -> Change<T::Body> {
        self.nullable_change(before, after, T::cleared(), self.descend)
    }

    fn null_collection<T: EdmValue>(
        &mut self,
        _: &'static str,
        before: &Option<T>,
        after: &Option<T>,
    ) -> Change<T::Body> {
        self.nullable_change(before, after, Change::Null, self.descend)
    }

    fn non_null<T: EdmValue>(
        &mut self,
        member: &'static str,
        before: &Option<T>,
        after: &Option<T>,
    ) -> NonNullChange<T::Body> {
        self.non_null_change(member, before, after, self.descend)
    }

    fn required<T: EdmValue>(&mut self, _: &'static str, before: &T, after: &T) -> NonNullChange<T::Body> {
        self.value(Some(before), after, self.descend)
            .map_or(NonNullChange::Unchanged, NonNullChange::Set)
    }

    fn merge_nullable<T: EdmValue>(
        &mut self,
        _: &'static str,
        before: &Option<T>,
        after: &Option<T>,
    ) -> Change<T::Body> {
        self.nullable_change(before, after, T::cleared(), self.by_field())
    }

    fn merge_non_null<T: EdmValue>(
        &mut self,
        member: &'static str,
        before: &Option<T>,
        after: &Option<T>,
    ) -> NonNullChange<T::Body> {
        self.non_null_change(member, before, after, self.by_field())
    }

    fn merge_required<T: EdmValue>(
        &mut self,
        _: &'static str,
        before: &T,
        after: &T,
    ) -> NonNullChange<T::Body> {
        self.value(Some(before), after, self.by_field())
            .map_or(NonNullChange::Unchanged, NonNullChange::Set)
    }

    fn deep<D: DeepValue>(&mut self, member: &'static str, before: &D, after: &D) {
        if !self.lossy && !same_deep(before, after) {
            self.note(member, Unrepresentable::Navigation);
        }
    }

    fn open<M: OpenMap>(&mut self, before: &M, after: &M) -> OpenPatch<M> {
        OpenPatch::diff(before, after, self.is_whole(), self.lossy)
    }

    fn extras(&mut self) -> Extras {
        std::mem::take(&mut self.extras)
    }
}

impl FixedFields for ToPatch {
    fn fixed<T: EdmValue>(&mut self, _: Fixed, _: &'static str, _: Option<&T>, _: Option<&T>) {}
}

impl FixedFields for Diff {
    fn fixed<T: EdmValue>(
        &mut self,
        kind: Fixed,
        member: &'static str,
        before: Option<&T>,
        after: Option<&T>,
    ) {
        let same = match (before, after) {
            (Some(before), Some(after)) => before.same(after),
            (None, None) => true,
            _ => false,
        };
        if !same {
            self.note(
                member,
                match kind {
                    Fixed::Key | Fixed::ClientKey => Unrepresentable::Key,
                    Fixed::ReadOnly => Unrepresentable::ReadOnly,
                    Fixed::Immutable => Unrepresentable::Immutable,
                },
            );
        }
    }
}
