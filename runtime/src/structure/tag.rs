//! The type tag that a value was read with, kept in a field marked `#[odata(tag)]` and sent with what is made of the value.

use super::{Extras, OpenMap, OpenPatch, Patch, Visitor};
use crate::fault::Unrepresentable;
use crate::types::Typed;
use crate::value::{Change, EdmValue};

/// The name of the member.
const MEMBER: &str = "@odata.type";

/// The tag that the value was read with; nothing without a field for it.
#[inline]
pub(super) fn tag_of<E: Typed>(value: &E) -> Option<String> {
    match E::TYPE.has_tag {
        true => value.read_tag(),
        false => None,
    }
}

/// The same for a patch with the tag of the value that it was made of.
#[inline]
pub(super) fn with_tag_of<E: Typed, P: Patch<Of = E>>(mut patch: P, value: &E) -> P {
    if let Some(tag) = tag_of(value) {
        patch.extras_mut().set_tag(tag);
    }
    patch
}

/// The same for a difference. The type of a value is no property, so another one cannot be sent.
#[inline]
pub(super) fn with_tags_of<E: Typed, P: Patch<Of = E>>(
    mut patch: P,
    before: &E,
    after: &E,
    lossy: bool,
) -> P {
    let (was, is) = (tag_of(before), tag_of(after));
    if let (Some(was), Some(is)) = (&was, &is)
        && !lossy
        && !E::TYPE.is_same(was, is)
    {
        patch.extras_mut().add_difference(MEMBER, Unrepresentable::Type);
    }
    if let Some(tag) = was.or(is) {
        patch.extras_mut().set_tag(tag);
    }
    patch
}

/// The tag that a patch has noted.
#[inline]
pub(super) fn tag_noted<P: Patch>(patch: &P) -> Option<String> {
    if !P::Of::TYPE.has_tag {
        return None;
    }
    let mut tag = Tag(None);
    patch.visit(&mut tag);
    tag.0
}

struct Tag(Option<String>);

impl Visitor for Tag {
    fn member<T: EdmValue>(&mut self, _: &'static str, _: &'static str, _: Change<&T>) {}

    fn open<M: OpenMap>(&mut self, _: &OpenPatch<M>) {}

    fn extras(&mut self, extras: &Extras) {
        self.0 = extras.tag().map(str::to_owned).or(self.0.take());
    }
}
