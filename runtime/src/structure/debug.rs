//! `Debug` of patches: the members that change, by their names on the wire.

use super::{Extras, OpenMap, OpenPatch, Patch, Visitor};
use crate::json::{JsonWriter, member_name};
use crate::text::HIDDEN;
use crate::types::{TypeInfo, Typed};
use crate::value::Change;
use crate::value::EdmValue;
use std::fmt;

/// Prints what a patch changes; members that it leaves unchanged are not there, values of secret ones are not shown.
///
/// # Errors
///
/// Those of the formatter.
pub fn patch_debug<P: Patch>(patch: &P, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let name = P::Of::TYPE.name.rsplit('.').next().unwrap_or_default();
    write!(f, "{name} patch ")?;
    let mut members = Members {
        ty: P::Of::TYPE,
        map: f.debug_map(),
    };
    patch.visit(&mut members);
    members.map.finish()
}

/// JSON to look at, or why there is none.
pub(super) fn shown(write: impl FnOnce(&mut JsonWriter)) -> String {
    let mut out = JsonWriter::shown();
    write(&mut out);
    match out.into_fragment() {
        Ok(json) => String::from_utf8_lossy(&json).into_owned(),
        Err(error) => error.to_string(),
    }
}

/// `Debug` of a struct, for the derives: the fields as std's derive shows them.
///
/// # Errors
///
/// Those of the formatter.
pub fn debug_fields(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    fields: &[(&str, &dyn fmt::Debug)],
) -> fmt::Result {
    let mut out = f.debug_struct(name);
    for (name, value) in fields {
        out.field(name, value);
    }
    out.finish()
}

/// `Debug` of an enum's variant, for the derives.
///
/// # Errors
///
/// Those of the formatter.
pub fn debug_variant(f: &mut fmt::Formatter<'_>, name: &str, value: &dyn fmt::Debug) -> fmt::Result {
    f.debug_tuple(name).field(value).finish()
}

/// What `Debug` shows of a secret.
pub struct Hidden;

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(HIDDEN)
    }
}

/// What `Debug` shows of a secret that may be absent.
#[must_use = "this changes nothing: use what it returns"]
pub fn hidden<T>(value: &Option<T>) -> Option<Hidden> {
    value.as_ref().map(|_| Hidden)
}

struct Members<'a, 'b> {
    ty: &'static TypeInfo,
    map: fmt::DebugMap<'a, 'b>,
}

impl Visitor for Members<'_, '_> {
    fn member<T: EdmValue>(&mut self, member: &'static str, null: &'static str, change: Change<&T>) {
        let text = match change {
            Change::Unchanged => return,
            Change::Null => null.to_owned(),
            Change::Set(_) if self.ty.is_secret(member_name(member)) => HIDDEN.to_owned(),
            Change::Set(value) => shown(|out| value.write_json(out)),
        };
        self.map
            .entry(&format_args!("{}", member_name(member)), &format_args!("{text}"));
    }

    fn open<M: OpenMap>(&mut self, patch: &OpenPatch<M>) {
        if patch.is_empty() {
            return;
        }
        let text = match self.ty.is_secret("") {
            true => HIDDEN.to_owned(),
            false => shown(|out| out.untyped_object(|out| patch.write_members(out))),
        };
        self.map.entry(&format_args!("(open)"), &format_args!("{text}"));
    }

    fn extras(&mut self, extras: &Extras) {
        for difference in extras.differences() {
            self.map.entry(
                &format_args!("{}", difference.property),
                &format_args!("{}", difference.reason),
            );
        }
        for bind in extras.binds() {
            self.map
                .entry(&format_args!("{}@odata.bind", bind.property), &bind.to);
        }
    }
}
