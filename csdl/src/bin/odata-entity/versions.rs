//! Types that a schema has in several versions, as Redfish's has each: `Chassis.v1_0_0.Chassis`, `Chassis.v1_1_0.Chassis`, each of which
//! extends one before it (DSP0266, "Schema versioning").

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use odata_entity_csdl::Schema;

use crate::naming::{local, version};

/// Of types that are versions of each other only the newest, in the order of the first of them. One of them may be what the versions
/// extend, `Chassis.Chassis`.
pub(crate) fn newest(names: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    let mut known: HashMap<(String, String), usize> = HashMap::new();
    for name in names {
        let of = version(&name);
        let family = match of {
            Some(of) => of.family,
            None => name.rsplit_once('.').map_or("", |(namespace, _)| namespace),
        };
        match known.entry((family.to_owned(), local(&name).to_owned())) {
            Entry::Vacant(place) => {
                place.insert(kept.len());
                kept.push(name);
            }
            Entry::Occupied(place) => {
                // What has no version is what its versions extend.
                if let (Some(of), Some(known)) = (of, kept.get_mut(*place.get()))
                    && version(known).is_none_or(|known| known.number < of.number)
                {
                    *known = name;
                }
            }
        }
    }
    kept
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
