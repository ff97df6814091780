//! Writing a patch as a body: once to measure and to look for faults, once to write.

use super::patch::{mixed_groups, noted};
use super::tag::tag_noted;
use super::{Bind, Extras, OpenMap, OpenPatch, Patch, Visitor};
use crate::fault::Fault;
use crate::json::{JsonBody, JsonWriter};
use crate::types::Typed;
use crate::value::Change;
use crate::value::EdmValue;

/// A patch's body, and whether it has any content.
pub(crate) struct PatchBody {
    pub(crate) json: JsonBody,
    pub(crate) is_empty: bool,
    pub(crate) binds: Vec<Bind>,
}

/// The room for braces and the type tag's name.
const TAG_LEN: usize = "{\"@odata.type\":\"#\"}".len();

/// The body of a patch, with every type tag that it could carry.
#[inline]
pub(crate) fn patch_body<P: Patch>(patch: &P, ieee754: bool) -> Result<PatchBody, Fault> {
    let measure = Measure::of(patch);
    if let Some(fault) = measure.fault.or_else(|| mixed_groups(patch)) {
        return Err(fault);
    }
    let mut out = JsonWriter::with_capacity(measure.len);
    out.set_ieee754(ieee754);
    write_patch(patch, &mut out);
    Ok(PatchBody {
        json: out.finish()?,
        is_empty: measure.is_empty,
        binds: measure.binds,
    })
}

/// Writes the object of a patch.
pub(crate) fn write_patch<P: Patch>(patch: &P, out: &mut JsonWriter) {
    let tag = tag_noted(patch);
    out.object(P::Of::TYPE, tag.as_deref(), |out| patch.visit(&mut Write(out)));
}

/// About how many bytes a patch inside a body has.
pub(crate) fn patch_len<P: Patch>(patch: &P) -> usize {
    Measure::of(patch).len
}

/// What a patch holds, to compare: its text, the first fault, and its extras.
#[derive(PartialEq)]
pub(super) struct Written {
    json: Vec<u8>,
    fault: Option<Fault>,
    extras: Vec<Extras>,
}

impl Written {
    pub(super) fn of<P: Patch>(patch: &P) -> Self {
        let mut out = JsonWriter::new();
        write_patch(patch, &mut out);
        let mut extras = AllExtras(Vec::new());
        patch.visit(&mut extras);
        let (json, fault) = out.into_parts();
        Self {
            json,
            fault,
            extras: extras.0,
        }
    }
}

struct AllExtras(Vec<Extras>);

impl Visitor for AllExtras {
    fn member<T: EdmValue>(&mut self, _: &'static str, _: &'static str, _: Change<&T>) {}

    fn open<M: OpenMap>(&mut self, _: &OpenPatch<M>) {}

    fn extras(&mut self, extras: &Extras) {
        self.0.push(extras.clone());
    }
}

struct Measure {
    len: usize,
    is_empty: bool,
    fault: Option<Fault>,
    binds: Vec<Bind>,
}

impl Measure {
    #[inline]
    fn of<P: Patch>(patch: &P) -> Self {
        let len = TAG_LEN + P::Of::TYPE.name.len();
        let mut out = Self {
            len,
            is_empty: true,
            fault: None,
            binds: Vec::new(),
        };
        patch.visit(&mut out);
        out
    }
}

impl Visitor for Measure {
    #[inline]
    fn member<T: EdmValue>(&mut self, member: &'static str, null: &'static str, change: Change<&T>) {
        self.len += match change {
            Change::Unchanged => return,
            Change::Null => member.len() + null.len(),
            Change::Set(value) => member.len() + value.json_len(),
        };
        self.is_empty = false;
    }

    fn open<M: OpenMap>(&mut self, patch: &OpenPatch<M>) {
        self.len += patch.members_len();
        self.is_empty &= patch.is_empty();
    }

    #[inline]
    fn extras(&mut self, extras: &Extras) {
        if extras.is_empty() {
            return;
        }
        for bind in extras.binds() {
            bind.clone().add_to(&mut self.binds);
        }
        self.is_empty &= self.binds.is_empty();
        if self.fault.is_none() {
            self.fault = noted(extras);
        }
    }
}

struct Write<'a>(&'a mut JsonWriter);

impl Visitor for Write<'_> {
    #[inline]
    fn member<T: EdmValue>(&mut self, member: &'static str, null: &'static str, change: Change<&T>) {
        match change {
            Change::Unchanged => {}
            Change::Null => self.0.member(member, |out| out.raw(null)),
            Change::Set(value) => self.0.member(member, |out| value.write_json(out)),
        }
    }

    fn open<M: OpenMap>(&mut self, patch: &OpenPatch<M>) {
        patch.write_members(self.0);
    }

    /// Inside a body a difference that cannot be expressed is a fault of the property; at its root it was looked for
    /// before.
    #[inline]
    fn extras(&mut self, extras: &Extras) {
        if extras.is_empty() {
            return;
        }
        if let Some(fault) = noted(extras) {
            self.0.member_fault(fault);
        }
        if self.0.is_nested()
            && let Some(bind) = extras.binds().first()
        {
            let mut fault = Fault::member(
                "cannot be bound inside a complex value: bind a navigation property of the entity",
            );
            fault.inside(bind.property);
            self.0.member_fault(fault);
        }
    }
}
