//! Patches are read too: what is absent is unchanged, null is null.

use super::{JsonReader, ReadError};
use crate::json::member_name;
use crate::structure::{Extras, OpenMap, OpenPatch, Patch, Walk};
use crate::types::Typed;
use crate::value::EdmValue;
use crate::value::{Change, NonNullChange};
use serde::Deserializer;
use std::borrow::Cow;

/// Reads a patch from any self-describing deserializer: what the `Deserialize` of a patch calls.
///
/// # Errors
///
/// Those of `read_patch`, and the deserializer's.
pub fn deserialize<'de, P: Patch, D: Deserializer<'de>>(deserializer: D) -> Result<P, D::Error> {
    crate::reader::gathered(deserializer, read_patch::<P>)
}

/// Reads a patch. Annotations are passed over, and the type tag is if the type has no field for it.
///
/// # Errors
///
/// What is no object; a value that is not of its property's type, a null for a property that is not nullable, a member that
/// is no writable property, each named.
pub fn read_patch<P: Patch>(from: &mut JsonReader<'_>) -> Result<P, ReadError> {
    let mut walk = FromJson {
        members: Vec::new(),
        declared: Vec::new(),
        has_doubles: from.has_doubles,
        is_known: false,
        open: false,
        error: None,
    };
    let mut tag = None;
    from.begin_object()?;
    while let Some(name) = from.member_name()? {
        from.peek();
        let at = from.at;
        let text = from.raw()?;
        if walk.members.iter().any(|member| member.name == name) {
            return Err(ReadError::new(at, format!("duplicate field `{name}`")).within(&name));
        }
        if P::Of::TYPE.has_tag && matches!(name.as_ref(), "@odata.type" | "@type") {
            tag = serde_json::from_str::<String>(text).ok();
        }
        if !name.contains('@') {
            walk.members.push(Member { name, text, at });
        }
        if !from.next_member()? {
            break;
        }
    }
    from.end_object();
    let empty = P::default();
    // Once for the names, so that the members that no property has are known when those of an open type are read.
    P::walk(&mut walk, &empty, &empty);
    walk.is_known = true;
    let mut patch = P::walk(&mut walk, &empty, &empty);
    if let Some(tag) = tag {
        patch.extras_mut().set_tag(tag);
    }
    if let Some(error) = walk.error {
        return Err(error);
    }
    let left = walk.members.iter().find(|member| !walk.is_declared(&member.name));
    match left.filter(|_| !walk.open) {
        Some(member) => {
            let error = ReadError::new(member.at, "no writable property has this name");
            Err(error.within(&member.name))
        }
        None => Ok(patch),
    }
}

/// A member, and where in the text it is.
struct Member<'a> {
    name: Cow<'a, str>,
    text: &'a str,
    at: usize,
}

/// Makes each member of a patch of the text that it has.
struct FromJson<'a> {
    members: Vec<Member<'a>>,
    declared: Vec<&'static str>,
    has_doubles: bool,
    is_known: bool,
    open: bool,
    error: Option<ReadError>,
}

impl FromJson<'_> {
    fn is_declared(&self, name: &str) -> bool {
        self.declared.contains(&name)
    }

    /// What the text has for a property.
    fn change<T: EdmValue>(&mut self, member: &'static str) -> Change<T> {
        let name = member_name(member);
        if !self.is_known {
            self.declared.push(name);
            return Change::Unchanged;
        }
        let Some(member) = self.members.iter().find(|member| member.name == name) else {
            return Change::Unchanged;
        };
        match self.value(member) {
            Ok(change) => change,
            Err(error) => {
                self.error.get_or_insert(error);
                Change::Unchanged
            }
        }
    }

    fn value<T: EdmValue>(&self, member: &Member<'_>) -> Result<Change<T>, ReadError> {
        if member.text == "null" {
            return Ok(Change::Null);
        }
        let mut from = JsonReader::new(member.text);
        from.has_doubles = self.has_doubles;
        T::read_json(&mut from)
            .map(Change::Set)
            .map_err(|error| error.shifted(member.at).within(&member.name))
    }
}

impl Walk for FromJson<'_> {
    fn nullable<T: EdmValue>(&mut self, member: &'static str, _: &Change<T>, _: &Change<T>) -> Change<T> {
        self.change(member)
    }

    fn null_collection<T: EdmValue>(
        &mut self,
        member: &'static str,
        _: &Change<T>,
        _: &Change<T>,
    ) -> Change<T> {
        self.change(member)
    }

    fn non_null<T: EdmValue>(
        &mut self,
        member: &'static str,
        _: &NonNullChange<T>,
        _: &NonNullChange<T>,
    ) -> NonNullChange<T> {
        match self.change(member) {
            Change::Unchanged => NonNullChange::Unchanged,
            Change::Set(value) => NonNullChange::Set(value),
            Change::Null => {
                let name = member_name(member);
                let error = ReadError::new(0, "expected a value, found null: the property is not nullable")
                    .within(name);
                self.error.get_or_insert(error);
                NonNullChange::Unchanged
            }
        }
    }

    fn open<M: OpenMap>(&mut self, _: &OpenPatch<M>, _: &OpenPatch<M>) -> OpenPatch<M> {
        self.open = true;
        let mut out = OpenPatch::default();
        if !self.is_known {
            return out;
        }
        for member in &self.members {
            if self.is_declared(&member.name) || member.name.contains('#') {
                continue;
            }
            match self.value(member) {
                Ok(change) => {
                    out.set(member.name.clone(), change);
                }
                Err(error) => {
                    self.error.get_or_insert(error);
                }
            }
        }
        out
    }

    fn extras(&mut self, _: &Extras, _: &Extras) -> Extras {
        Extras::EMPTY
    }
}
