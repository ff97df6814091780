//! Type tags of what is read: a value of another type is not read as ours.
//!
//! A tag is what is behind the last `#`; a service may leave the `#` out, send an absolute URL, or write the name in another
//! case
//! ([OData JSON 4.01, 4.6.3](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#ControlInformationtypeodatatype)).
//! Where the place declares the type that is read, only that type and those derived from it can be there, and new derived
//! types may come later (OData Protocol 4.01, 5.2): any tag is accepted there. Where the place declares a base type of it, or
//! is not known, a tag that is neither the type's own nor known to be derived from it is refused.

use super::{JsonReader, Place, ReadError};
use crate::types::TypeInfo;

/// The type's name in a tag: without what is before the `#`, and without the version that Redfish puts into names
/// (`#Chassis.v1_2_0.Chassis`).
pub(crate) fn type_name(tag: &str) -> std::borrow::Cow<'_, str> {
    let name = tag.rsplit('#').next().unwrap_or(tag);
    let is_version = |part: &str| {
        part.strip_prefix('v').is_some_and(|rest| {
            rest.split('_').count() == 3 && rest.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_')
        })
    };
    if name.split('.').any(is_version) {
        let parts: Vec<&str> = name.split('.').filter(|part| !is_version(part)).collect();
        return parts.join(".").into();
    }
    name.into()
}

/// Whether a tag has the name of a type.
pub(crate) fn names(tag: &str, ty: &str) -> bool {
    type_name(tag).eq_ignore_ascii_case(ty)
}

/// Looks at the tag that comes next, and leaves the reader before it.
#[cold]
fn refused(from: &JsonReader<'_>, tag: &str, ty: &TypeInfo) -> ReadError {
    from.fail(format!(
        "the value is a `{}` and not a `{}`: ask for that type alone (a path that ends in `/{}`), read it with a union, or \
         mark the type `is_base` if it stands for the types derived from it, or `any_type` if its tag does not matter",
        crate::text::one_line(&type_name(tag)),
        ty.name,
        ty.name
    ))
    .of_other_type()
    .within("@odata.type")
}

/// Refuses the tag that comes next if the value is of another type than `ty`; leaves the reader before it.
pub(super) fn check(from: &mut JsonReader<'_>, place: Place, ty: &'static TypeInfo) -> Result<(), ReadError> {
    if place == Place::Checked || ty.is_any() || !from.is_text() {
        return Ok(());
    }
    let before = from.at;
    let tag = from.text()?;
    from.at = before;
    if names(&tag, ty.name) || ty.derived.iter().any(|derived| names(&tag, derived)) {
        return Ok(());
    }
    let is_declared = match place {
        Place::Property => true,
        Place::Declared(declared) => declared == ty.name,
        Place::Unknown | Place::Checked => false,
    };
    let is_base = ty.base.is_some_and(|base| names(&tag, base));
    if is_declared && !is_base {
        return Ok(());
    }
    Err(refused(from, &tag, ty))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_what_is_behind_the_last_number_sign() {
        for tag in [
            "#n.a",
            "n.a",
            "N.A",
            "https://host/v1.0/$metadata#n.a",
            "#n.v1_12_0.a",
        ] {
            assert!(names(tag, "n.a"), "{tag}");
        }
        for tag in ["#n.b", "", "#", "n.a.b", "#n.v1.a"] {
            assert!(!names(tag, "n.a"), "{tag}");
        }
    }
}
