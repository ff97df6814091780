//! The sentinel `unknownFutureValue`: read, and never sent.
//!
//! A patch made of values leaves it out: the property that is it, the member of a complex value, the whole collection or
//! union that holds it, as those can only be sent whole.

use crate::json::JsonWriter;
use crate::value::{Detail, EdmKind, EdmValue};
use serde_json::Value;

/// Whether the value is the sentinel or holds it at any depth.
pub(crate) fn holds_sentinel<T: EdmValue>(value: &T) -> bool {
    match T::EDM.kind {
        EdmKind::Primitive => false,
        EdmKind::Enum => value.is_sentinel(),
        EdmKind::Complex | EdmKind::Untyped => {
            let mut out = JsonWriter::new();
            value.write_json(&mut out);
            value.is_sentinel() || out.holds_sentinel()
        }
    }
}

/// The value as a patch holds it, without the sentinel.
pub(super) fn sayable<T: EdmValue>(value: &T) -> Option<T::Body> {
    if value.is_sentinel() {
        return None;
    }
    if T::EDM.kind == EdmKind::Complex && !T::EDM.collection && holds_sentinel(value) {
        return value
            .changed(value, Detail::WHOLE)
            .filter(|body| !holds_sentinel(body));
    }
    Some(value.clone().into_body())
}

/// Whether the sentinel is all that `after` says besides `before`; then nothing is lost in leaving it out.
pub(super) fn differs_by_sentinel<T: EdmValue>(before: &T, after: &T) -> bool {
    let rest = |value: &T| {
        let mut out = JsonWriter::new();
        value.write_json(&mut out);
        let mut json: Value = serde_json::from_slice(out.buffer()).unwrap_or_default();
        strip(&mut json).then_some(json)
    };
    rest(after).is_none_or(|after| rest(before) == Some(after))
}

/// Takes the sentinel out of a value; whether anything is left of it.
fn strip(value: &mut Value) -> bool {
    match value {
        Value::String(text) => {
            let names: Vec<&str> = text
                .split(',')
                .filter(|name| *name != crate::enums::SENTINEL)
                .collect();
            let left = !names.is_empty();
            *text = names.join(",");
            left
        }
        Value::Array(items) => {
            items.retain_mut(strip);
            true
        }
        Value::Object(members) => {
            members.retain(|_, value| strip(value));
            true
        }
        _ => true,
    }
}
