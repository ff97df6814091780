//! Type tags: the names in them, and which one a body has.

use std::borrow::Cow;

/// The type tag that a body can be sent with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyTag<'a> {
    /// That of the type that it is made of.
    Own,
    /// That of the type that it is made of, and the entity that it changes may be of a type derived from that one. Another type
    /// than the entity's would turn it into one of that type, and take the properties that this one has not
    /// (OData Protocol 4.01, 11.4.3).
    Base,
    /// The one that the value was read with.
    Read(&'a str),
}

impl BodyTag<'_> {
    /// Whether it is known to be the tag of the entity that the body is about.
    pub(super) fn is_certain(self) -> bool {
        self != Self::Base
    }
}

/// The type's name in a tag: without what is before the `#`, and without the version that Redfish puts into names
/// (`#Chassis.v1_2_0.Chassis`).
pub(crate) fn type_name(tag: &str) -> Cow<'_, str> {
    let start = tag.bytes().rposition(|byte| byte == b'#').map_or(0, |at| at + 1);
    let name = tag.get(start..).unwrap_or(tag);
    // What nearly every name lacks is looked for at once, not part by part.
    let may_have_version = name.starts_with('v') || name.as_bytes().windows(2).any(|pair| pair == b".v");
    if !may_have_version {
        return name.into();
    }
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
    // As nearly every service writes it, and else as some do.
    tag.strip_prefix('#').unwrap_or(tag) == ty || type_name(tag).eq_ignore_ascii_case(ty)
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
