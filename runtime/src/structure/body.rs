//! Writing a patch as a body: once to measure and to look for faults, once to write.

use super::patch::{fault_of, noted};
use super::{Notes, OpenMap, OpenPatch, Patch, Structured, Visitor};
use crate::change::Change;
use crate::error::Fault;
use crate::json::{JsonBody, JsonWriter};
use crate::value::EdmValue;

/// A patch's body, and whether it says anything.
pub(crate) struct PatchBody {
    pub(crate) json: JsonBody,
    pub(crate) is_empty: bool,
}

/// The room for braces and the type tag's name.
const TAG_LEN: usize = "{\"@odata.type\":\"#\"}".len();

/// The body of a patch, with every type tag that it could carry.
pub(crate) fn patch_body<P: Patch>(patch: &P, ieee754: bool) -> Result<PatchBody, Fault> {
    let ty = P::Of::TYPE;
    let mut measure = Measure {
        len: TAG_LEN + ty.name.len(),
        is_empty: true,
        fault: None,
    };
    measure.notes(patch.notes());
    patch.visit(patch, &mut measure);
    if let Some(fault) = measure.fault.or_else(|| fault_of(patch)) {
        return Err(fault);
    }
    let mut out = JsonWriter::with_capacity(measure.len);
    out.set_ieee754(ieee754);
    write_patch(patch, &mut out);
    Ok(PatchBody {
        json: out.finish()?,
        is_empty: measure.is_empty,
    })
}

/// Writes the object of a patch.
pub(crate) fn write_patch<P: Patch>(patch: &P, out: &mut JsonWriter) {
    out.begin(P::Of::TYPE);
    patch.visit(patch, &mut Write(out));
    out.end();
}

/// About how many bytes a patch inside a body has.
pub(crate) fn patch_len<P: Patch>(patch: &P) -> usize {
    let mut measure = Measure {
        len: TAG_LEN + P::Of::TYPE.name.len(),
        is_empty: true,
        fault: None,
    };
    patch.visit(patch, &mut measure);
    measure.len
}

struct Measure {
    len: usize,
    is_empty: bool,
    fault: Option<Fault>,
}

impl Visitor for Measure {
    #[inline]
    fn member<T: EdmValue>(
        &mut self,
        member: &'static str,
        null: &'static str,
        a: Change<&T>,
        _: Change<&T>,
    ) {
        self.len += match a {
            Change::Unchanged => return,
            Change::Null => member.len() + null.len(),
            Change::Set(value) => member.len() + value.json_len(),
        };
        self.is_empty = false;
    }

    fn open<M: OpenMap>(&mut self, a: &OpenPatch<M>, _: &OpenPatch<M>) {
        self.len += a.members_len();
        self.is_empty &= a.is_empty();
    }

    fn notes(&mut self, notes: &Notes) {
        self.is_empty &= notes.binds().is_empty();
        if self.fault.is_none() {
            self.fault = noted(notes);
        }
    }
}

struct Write<'a>(&'a mut JsonWriter);

impl Visitor for Write<'_> {
    #[inline]
    fn member<T: EdmValue>(
        &mut self,
        member: &'static str,
        null: &'static str,
        a: Change<&T>,
        _: Change<&T>,
    ) {
        match a {
            Change::Unchanged => {}
            Change::Null => self.0.member(member, |out| out.raw(null)),
            Change::Set(value) => self.0.member(member, |out| value.write_json(out)),
        }
    }

    fn open<M: OpenMap>(&mut self, a: &OpenPatch<M>, _: &OpenPatch<M>) {
        a.write_members(self.0);
    }
}
