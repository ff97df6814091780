//! Maps: the undeclared members of an open type, and dictionaries.

use super::{JsonReader, ReadError};
use crate::structure::OpenMap;
use crate::value::{EdmKind, EdmValue};

/// What follows a member's name in the annotation that has its type: either of its names (OData JSON 4.01, 4.6.3).
const TYPE_SUFFIXES: [&str; 2] = ["@odata.type", "@type"];

/// Reads one entry of a map.
///
/// Annotations and advertised operations (`#ns.action`, `list#ns.action`) are no entries; a map of any JSON keeps the
/// type of an entry beside it (`x@odata.type`), without which a number could not be written back as what it was. Null
/// removes an entry from a map that is there, and is left out of a map of values that cannot be null.
pub(super) fn entry<M: OpenMap>(from: &mut JsonReader<'_>, to: &mut M, name: &str) -> Result<(), ReadError> {
    let is_untyped = <M::Value as EdmValue>::EDM.kind == EdmKind::Untyped;
    let is_type = || {
        let entry = TYPE_SUFFIXES.iter().find_map(|suffix| name.strip_suffix(suffix));
        entry.is_some_and(|entry| !entry.is_empty() && !entry.contains('@'))
    };
    if name.contains('#') || name.contains('@') && !(is_untyped && is_type()) {
        return from.skip();
    }
    if (from.is_applied || !is_untyped) && from.null() {
        to.remove(name);
        return Ok(());
    }
    if !from.is_applied && to.member(name).is_some() {
        return Err(from.fail(format!("duplicate field `{name}`")));
    }
    let value = M::Value::read_json(from)?;
    to.insert(name.to_owned(), value);
    Ok(())
}

/// Reads a dictionary.
pub(crate) fn dictionary<M: OpenMap + Default>(from: &mut JsonReader<'_>) -> Result<M, ReadError> {
    let is_applied = std::mem::replace(&mut from.is_applied, false);
    let mut out = M::default();
    let read = from.object(&mut |name, from| entry(from, &mut out, name));
    from.is_applied = is_applied;
    read.map(|()| out)
}

/// Reads a dictionary into one that is there.
pub(crate) fn apply_dictionary<M: OpenMap>(to: &mut M, from: &mut JsonReader<'_>) -> Result<(), ReadError> {
    from.object(&mut |name, from| entry(from, to, name))
}
