//! Types that a schema has in several versions, as Redfish's has each: `Chassis.v1_0_0.Chassis`, `Chassis.v1_1_0.Chassis`, each of which
//! extends one before it (DSP0266, "Schema versioning").

use odata_entity_csdl::Schema;

use crate::naming::{Version, local, version};

/// Of types that are versions of each other only the newest, in the order of the first of them.
pub(crate) fn newest(names: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for name in names {
        let of = version(&name);
        let known = kept.iter_mut().find(|known| is_other_version(known, &name));
        match (known, of) {
            (Some(known), Some(of)) => {
                if version(known).is_none_or(|known| known.number < of.number) {
                    *known = name;
                }
            }
            // What has no version is what its versions extend.
            (Some(_), None) => {}
            (None, _) => kept.push(name),
        }
    }
    kept
}

/// Whether two types are one in two versions: one of them may be what the versions extend, `Chassis.Chassis`.
fn is_other_version(one: &str, other: &str) -> bool {
    if local(one) != local(other) {
        return false;
    }
    let family = |name: &str, version: Option<Version<'_>>| match version {
        Some(version) => version.family.to_owned(),
        None => name
            .rsplit_once('.')
            .map_or("", |(namespace, _)| namespace)
            .to_owned(),
    };
    let (one_version, other_version) = (version(one), version(other));
    (one_version.is_some() || other_version.is_some())
        && family(one, one_version) == family(other, other_version)
}

/// The newest version of a type, if all that extends it is versions of it.
pub(crate) fn only_newest(schema: &Schema, name: &str) -> Option<String> {
    let mut all = vec![schema.canonical(name)];
    all.extend(schema.derived_types(name));
    match <[String; 1]>::try_from(newest(all)) {
        Ok([one]) if version(&one).is_some() => Some(one),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_versions_the_newest_is_left() {
        let kept = |names: &[&str]| newest(names.iter().map(|name| (*name).to_owned()).collect());
        assert_eq!(
            kept(&[
                "A.A",
                "A.v1_9_0.A",
                "A.v1_10_0.A",
                "A.v1_9_1.A",
                "A.v1_10_0.B",
                "B.v1_0_0.A"
            ]),
            ["A.v1_10_0.A", "A.v1_10_0.B", "B.v1_0_0.A"]
        );
        assert_eq!(kept(&["a.A", "b.A", "a.B"]), ["a.A", "b.A", "a.B"]);
    }
}
