//! `Debug` of patches: the members that change, by their names on the wire.

use super::{Notes, OpenMap, OpenPatch, Patch, Typed, Visitor};
use crate::change::Change;
use crate::json::{JsonWriter, member_name};
use crate::value::EdmValue;
use std::fmt;

/// Prints what a patch changes; members that it leaves unchanged are not there.
///
/// # Errors
///
/// Those of the formatter.
pub fn patch_debug<P: Patch>(patch: &P, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let name = P::Of::TYPE.name.rsplit('.').next().unwrap_or_default();
    write!(f, "{name} patch ")?;
    let mut members = Members(f.debug_map());
    patch.visit(&mut members);
    members.0.finish()
}

struct Members<'a, 'b>(fmt::DebugMap<'a, 'b>);

impl Visitor for Members<'_, '_> {
    fn member<T: EdmValue>(&mut self, member: &'static str, null: &'static str, change: Change<&T>) {
        let text = match change {
            Change::Unchanged => return,
            Change::Null => null.to_owned(),
            Change::Set(value) => {
                let mut out = JsonWriter::new();
                value.write_json(&mut out);
                match out.into_fragment() {
                    Ok(json) => String::from_utf8_lossy(&json).into_owned(),
                    Err(error) => error.to_string(),
                }
            }
        };
        self.0
            .entry(&format_args!("{}", member_name(member)), &format_args!("{text}"));
    }

    fn open<M: OpenMap>(&mut self, patch: &OpenPatch<M>) {
        if patch.is_empty() {
            return;
        }
        let mut out = JsonWriter::new();
        out.begin_untyped();
        patch.write_members(&mut out);
        out.end();
        let json = out.into_fragment().unwrap_or_default();
        self.0.entry(
            &format_args!("(open)"),
            &format_args!("{}", String::from_utf8_lossy(&json)),
        );
    }

    fn notes(&mut self, notes: &Notes) {
        for difference in notes.differences() {
            self.0.entry(
                &format_args!("{}", difference.property),
                &format_args!("{}", difference.reason),
            );
        }
        for bind in notes.binds() {
            self.0
                .entry(&format_args!("{}@odata.bind", bind.property), &bind.paths);
        }
    }
}
