//! Patches made of values: all that is there, or the difference between two.

use super::{DeepValue, FieldValue, Fixed, Notes, OpenMap, OpenPatch, Source, Structured};
use crate::change::{Change, NonNullChange};
use crate::error::Unsayable;
use crate::json::member_name;
use crate::value::EdmValue;

/// A patch with every writable property that is present; the sentinel `unknownFutureValue` is left out.
pub fn to_patch<E: Structured>(entity: &E) -> E::Patch {
    E::changes(&mut ToPatch, entity, entity)
}

/// The patch that makes `after` of `before`; what a patch cannot say stays noted in it.
pub fn diff<E: Structured>(before: &E, after: &E) -> E::Patch {
    E::changes(
        &mut Diff {
            lossy: false,
            notes: Notes::EMPTY,
        },
        before,
        after,
    )
}

/// Like [`diff()`], without what a patch cannot say.
pub fn diff_lossy<E: Structured>(before: &E, after: &E) -> E::Patch {
    E::changes(
        &mut Diff {
            lossy: true,
            notes: Notes::EMPTY,
        },
        before,
        after,
    )
}

struct ToPatch;

impl ToPatch {
    fn value<T: EdmValue>(value: &T) -> Option<T::Body> {
        (!value.is_sentinel()).then(|| value.clone().into_body())
    }
}

impl Source for ToPatch {
    fn nullable<T: EdmValue>(
        &mut self,
        _: &'static str,
        _: &Option<T>,
        after: &Option<T>,
    ) -> Change<T::Body> {
        after
            .as_ref()
            .and_then(Self::value)
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
            .and_then(Self::value)
            .map_or(NonNullChange::Unchanged, NonNullChange::Set)
    }

    fn required<T: EdmValue>(&mut self, _: &'static str, _: &T, after: &T) -> NonNullChange<T::Body> {
        Self::value(after).map_or(NonNullChange::Unchanged, NonNullChange::Set)
    }

    fn fixed<F: FieldValue>(&mut self, _: Fixed, _: &'static str, _: &F, _: &F) {}

    fn deep<D: DeepValue>(&mut self, _: &'static str, _: &D) {}

    fn open<M: OpenMap>(&mut self, _: &M, after: &M) -> OpenPatch<M> {
        OpenPatch::of(after)
    }
}

struct Diff {
    lossy: bool,
    notes: Notes,
}

impl Diff {
    fn note(&mut self, member: &'static str, reason: Unsayable) {
        if !self.lossy {
            self.notes.add_difference(member_name(member), reason);
        }
    }

    /// What to say where both values are there; the sentinel can only be left out.
    fn both<T: EdmValue>(before: &T, after: &T, descend: bool) -> Option<T::Body> {
        if before.same(after) || after.is_sentinel() {
            None
        } else {
            before.changed(after, descend)
        }
    }

    fn nullable_change<T: EdmValue>(
        before: &Option<T>,
        after: &Option<T>,
        cleared: Change<T::Body>,
        descend: bool,
    ) -> Change<T::Body> {
        match (before, after) {
            (None, None) => Change::Unchanged,
            (Some(_), None) => cleared,
            (None, Some(after)) => ToPatch::value(after).map_or(Change::Unchanged, Change::Set),
            (Some(before), Some(after)) => {
                Self::both(before, after, descend).map_or(Change::Unchanged, Change::Set)
            }
        }
    }
}

impl Diff {
    fn non_null_change<T: EdmValue>(
        &mut self,
        member: &'static str,
        before: &Option<T>,
        after: &Option<T>,
        descend: bool,
    ) -> NonNullChange<T::Body> {
        let value = match (before, after) {
            (None, None) => None,
            (Some(_), None) => {
                self.note(member, Unsayable::NonNullableGone);
                None
            }
            (None, Some(after)) => ToPatch::value(after),
            (Some(before), Some(after)) => Self::both(before, after, descend),
        };
        value.map_or(NonNullChange::Unchanged, NonNullChange::Set)
    }
}

impl Source for Diff {
    fn nullable<T: EdmValue>(
        &mut self,
        _: &'static str,
        before: &Option<T>,
        after: &Option<T>,
    ) -> Change<T::Body> {
        Self::nullable_change(before, after, T::cleared(), false)
    }

    fn null_collection<T: EdmValue>(
        &mut self,
        _: &'static str,
        before: &Option<T>,
        after: &Option<T>,
    ) -> Change<T::Body> {
        Self::nullable_change(before, after, Change::Null, false)
    }

    fn non_null<T: EdmValue>(
        &mut self,
        member: &'static str,
        before: &Option<T>,
        after: &Option<T>,
    ) -> NonNullChange<T::Body> {
        self.non_null_change(member, before, after, false)
    }

    fn required<T: EdmValue>(&mut self, _: &'static str, before: &T, after: &T) -> NonNullChange<T::Body> {
        Self::both(before, after, false).map_or(NonNullChange::Unchanged, NonNullChange::Set)
    }

    fn merge_nullable<T: EdmValue>(
        &mut self,
        _: &'static str,
        before: &Option<T>,
        after: &Option<T>,
    ) -> Change<T::Body> {
        Self::nullable_change(before, after, T::cleared(), true)
    }

    fn merge_non_null<T: EdmValue>(
        &mut self,
        member: &'static str,
        before: &Option<T>,
        after: &Option<T>,
    ) -> NonNullChange<T::Body> {
        self.non_null_change(member, before, after, true)
    }

    fn merge_required<T: EdmValue>(
        &mut self,
        _: &'static str,
        before: &T,
        after: &T,
    ) -> NonNullChange<T::Body> {
        Self::both(before, after, true).map_or(NonNullChange::Unchanged, NonNullChange::Set)
    }

    fn fixed<F: FieldValue>(&mut self, kind: Fixed, member: &'static str, before: &F, after: &F) {
        let same = match (before.present(), after.present()) {
            (Some(before), Some(after)) => before.same(after),
            (None, None) => true,
            _ => false,
        };
        if !same {
            self.note(
                member,
                match kind {
                    Fixed::Key | Fixed::ClientKey => Unsayable::Key,
                    Fixed::ReadOnly => Unsayable::ReadOnly,
                    Fixed::Immutable => Unsayable::Immutable,
                },
            );
        }
    }

    fn deep<D: DeepValue>(&mut self, _: &'static str, _: &D) {}

    fn open<M: OpenMap>(&mut self, before: &M, after: &M) -> OpenPatch<M> {
        OpenPatch::diff(before, after)
    }

    fn notes(&mut self) -> Notes {
        std::mem::take(&mut self.notes)
    }
}
