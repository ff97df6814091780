//! The sentinel `unknownFutureValue`: read, and never sent.
//!
//! A patch made of values leaves it out: the property that is it, the member of a complex value or union, the entire
//! collection that holds it, as that can only be sent in full.

use super::{Detail, EdmKind, EdmValue};
use crate::json::JsonWriter;
use serde_json::Value;

/// The member that evolvable enumerations end their first set of members with: it can be read, and not sent
/// ([Microsoft Graph: evolvable enumerations](https://learn.microsoft.com/graph/best-practices-concept#handling-future-members-in-evolvable-enumerations)).
pub(crate) const SENTINEL: &str = "unknownFutureValue";

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
pub(crate) fn sayable<T: EdmValue>(value: &T) -> Option<T::Body> {
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

/// Whether the sentinel is all that `after` has in addition to `before`; then nothing is lost in leaving it out.
pub(crate) fn differs_by_sentinel<T: EdmValue>(before: &T, after: &T) -> bool {
    let json = |value: &T| -> Value {
        let mut out = JsonWriter::new();
        value.write_json(&mut out);
        serde_json::from_slice(out.buffer()).unwrap_or_default()
    };
    is_covered(&json(before), &json(after))
}

/// Whether `after` is `before` with the sentinel in places where it has anything.
fn is_covered(before: &Value, after: &Value) -> bool {
    match (before, after) {
        (before, Value::String(text)) => {
            let rest = without_sentinel(text);
            let is_sentinel = rest.is_empty() && !text.is_empty();
            is_sentinel
                || before
                    .as_str()
                    .is_some_and(|before| without_sentinel(before) == rest)
        }
        (Value::Array(a), Value::Array(b)) => {
            let pairs = a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_covered(a, b));
            pairs || stripped(before) == stripped(after)
        }
        (Value::Object(a), Value::Object(b)) => {
            let covered = |(name, b)| is_covered(a.get(name).unwrap_or(&Value::Null), b);
            b.iter().all(covered) && a.keys().all(|name| b.contains_key(name))
        }
        (a, b) => a == b,
    }
}

/// The names of members, joined by commas, without the sentinel.
fn without_sentinel(text: &str) -> String {
    let names: Vec<&str> = text.split(',').filter(|name| *name != SENTINEL).collect();
    names.join(",")
}

fn stripped(value: &Value) -> Value {
    let mut value = value.clone();
    strip(&mut value);
    value
}

/// Takes the sentinel out of a value; whether anything is left of it.
fn strip(value: &mut Value) -> bool {
    match value {
        Value::String(text) => {
            let was_empty = text.is_empty();
            *text = without_sentinel(text);
            was_empty || !text.is_empty()
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
