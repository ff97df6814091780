//! Type tags of what is read: a value of another type is not read as ours.
//!
//! A tag is what is behind the last `#`; a service may leave the `#` out, send an absolute URL, or write the name in another
//! case
//! ([OData JSON 4.01, 4.6.3](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#ControlInformationtypeodatatype)).
//! Where the place declares the type that is read, only that type and those derived from it can be there, and new derived
//! types may come later (OData Protocol 4.01, 5.2): a tag is accepted there unless it is known to name another type: a base
//! type, or one of those of the schema. Where the place declares a base type of it, or is not known, a tag that is neither the
//! type's own nor known to be derived from it is refused.

use super::{JsonReader, Place, ReadError};
use crate::types::{TypeInfo, type_name};

/// The error of a value of another type.
#[cold]
fn refused(from: &JsonReader<'_>, tag: &str, ty: &TypeInfo) -> ReadError {
    from.fail(format!(
        "the value is a `{}` and not a `{}`: ask for that type alone (a path that ends in `/{}`), read it with a union, or \
         mark the type `is_base` if it means the types derived from it, or `any_type` if its tag does not matter",
        crate::text::one_line(&type_name(tag)),
        ty.name,
        ty.name
    ))
    .of_other_type()
    .within("@odata.type")
}

/// Refuses the tag that comes next if the value is of another type than `ty`; leaves the reader before it.
pub(super) fn check(from: &mut JsonReader<'_>, place: Place, ty: &'static TypeInfo) -> Result<(), ReadError> {
    if place == Place::Checked || ty.any_type || !from.is_text() {
        return Ok(());
    }
    let before = from.at;
    let tag = from.text()?;
    from.at = before;
    match accepts(ty, &tag, place) {
        true => Ok(()),
        false => Err(refused(from, &tag, ty)),
    }
}

/// Whether a value with this tag is read as one of `ty` at that place.
fn accepts(ty: &TypeInfo, tag: &str, place: Place) -> bool {
    if ty.is_named(tag) || ty.is_base_of(tag) {
        return true;
    }
    let is_for_any_derived = match place {
        _ if ty.is_base => true,
        Place::Property => true,
        Place::Declared(declared) => declared == ty.name || ty.is_base_of(declared),
        Place::Unknown | Place::Checked => false,
    };
    is_for_any_derived && !ty.is_other(tag)
}

/// Whether an object with this tag is one of `ty`, where a path declares that type.
pub(crate) fn is_of(ty: &TypeInfo, tag: &str, declared: Option<&'static str>) -> bool {
    ty.any_type || accepts(ty, tag, declared.map_or(Place::Unknown, Place::Declared))
}
