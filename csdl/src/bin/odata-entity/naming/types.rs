//! Names of types.

use std::collections::{HashMap, HashSet};

use odata_entity_csdl::{Kind, Schema};
use odata_entity_names::capitalized;

use crate::naming::identifier::local;
use crate::naming::variant::pascal;
use crate::naming::version::{Version, version};

/// Names that a scaffold uses for something else, or that mean something in every module.
const RESERVED: [&str; 38] = [
    "BTreeMap",
    "Binary",
    "Box",
    "Clone",
    "ComplexType",
    "Copy",
    "DateTime",
    "Debug",
    "Decimal",
    "Default",
    "Deserialize",
    "Drop",
    "Duration",
    "Entity",
    "EnumType",
    "Eq",
    "Err",
    "Extend",
    "FixedOffset",
    "Flags",
    "From",
    "Into",
    "Iterator",
    "NaiveDate",
    "NaiveTime",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "Result",
    "Self",
    "Some",
    "String",
    "ToString",
    "Uuid",
    "Value",
    "Vec",
];

/// The Rust name of every type of a schema: the same one whichever types are scaffolded.
pub(crate) struct TypeNames {
    names: HashMap<String, String>,
    /// All names that mean something in a module.
    taken: HashSet<String>,
    /// For each name that had to be numbered the number to go on from, as all before it are taken.
    next: HashMap<String, usize>,
}

impl TypeNames {
    /// Names for all types of a schema.
    ///
    /// A name is the Pascal case of the type's name. Where that is taken, by a type of a shorter namespace first, the
    /// last part of the namespace is put in front.
    pub(crate) fn of(schema: &Schema) -> TypeNames {
        let kinds = [Kind::EntityType, Kind::ComplexType, Kind::EnumType];
        let mut types: Vec<(String, Kind)> = Vec::new();
        for kind in kinds {
            types.extend(schema.names(kind).map(|name| (name, kind)));
        }
        let all: Vec<String> = types.iter().map(|(name, _)| name.clone()).collect();
        let newest = newest(all.iter().map(String::as_str));
        // The sort is stable, so within a namespace entity types come first. Nobody uses an older version of a type beside the newest.
        types.sort_by_cached_key(|(name, _)| {
            let is_other = newest
                .get(&(family(name), local(name)))
                .is_some_and(|newest| version(name).map(|version| version.number) != Some(*newest));
            let parts = family(name).matches('.').count();
            (is_other, parts)
        });
        let mut free = Free {
            taken: RESERVED.iter().map(|name| (*name).to_owned()).collect(),
            next: HashMap::new(),
        };
        let names = types
            .into_iter()
            .map(|(name, kind)| {
                let chosen = free.take(&name, kind);
                (name, chosen)
            })
            .collect();
        TypeNames {
            names,
            taken: free.taken,
            next: HashMap::new(),
        }
    }

    /// The name of a type: of its struct or its enum.
    pub(crate) fn name(&self, ty: &str) -> &str {
        self.names.get(ty).map_or("", String::as_str)
    }

    /// Whether a name means something in a module already.
    pub(super) fn is_taken(&self, name: &str) -> bool {
        self.taken.contains(name)
    }

    /// A name for what the metadata has no type for, that no type and nothing else in a module has: as it is, or with a number.
    pub(crate) fn take(&mut self, wanted: &str, is_taken: impl Fn(&str) -> bool) -> String {
        let mut name = wanted.to_owned();
        let next = self.next.entry(name.clone()).or_insert(2);
        while is_taken(&name) || !self.taken.insert(name.clone()) {
            name = format!("{wanted}{next}");
            *next += 1;
        }
        name
    }

    /// The name of the union of a type and those derived from it.
    pub(crate) fn union(&self, ty: &str) -> String {
        format!("Any{}", self.name(ty))
    }
}

/// The namespace of a type, without its version if it has one.
fn family(name: &str) -> &str {
    match version(name) {
        Some(version) => version.family,
        None => name.rsplit_once('.').map_or("", |(namespace, _)| namespace),
    }
}

/// The newest version of each type that has versions.
fn newest<'a>(names: impl Iterator<Item = &'a str>) -> HashMap<(&'a str, &'a str), [u32; 3]> {
    let mut newest = HashMap::new();
    for name in names {
        if let Some(Version { family, number }) = version(name) {
            let known = newest.entry((family, local(name))).or_insert(number);
            *known = number.max(*known);
        }
    }
    newest
}

/// How many parts of a namespace may be in front of a name.
const PARTS: usize = 8;

/// What is free for further types.
struct Free {
    taken: HashSet<String>,
    /// For each name that had to be numbered the number to go on from, as all before it are taken.
    next: HashMap<(String, bool), usize>,
}

impl Free {
    /// The best name for a type that is free, with the names that are made of it.
    fn take(&mut self, name: &str, kind: Kind) -> String {
        let mut chosen = pascal(local(name));
        if chosen.is_empty() || chosen.starts_with(|c: char| c.is_ascii_digit()) {
            chosen.insert(0, 'T');
        }
        for part in family(name).rsplit('.').take(PARTS) {
            if self.claim(&chosen, kind) {
                return chosen;
            }
            chosen = format!("{}{chosen}", capitalized(&pascal(part)));
        }
        if self.claim(&chosen, kind) {
            return chosen;
        }
        // An enum needs fewer names, so its numbers are others.
        let key = (chosen, kind == Kind::EnumType);
        let mut number = self.next.get(&key).copied().unwrap_or(2);
        while !self.claim(&format!("{}{number}", key.0), kind) {
            number += 1;
        }
        let numbered = format!("{}{number}", key.0);
        self.next.insert(key, number + 1);
        numbered
    }

    /// Takes a name and those that are made of it, if all of them are free.
    fn claim(&mut self, name: &str, kind: Kind) -> bool {
        let mut all = vec![name.to_owned()];
        if kind != Kind::EnumType {
            all.extend([format!("{name}Patch"), format!("Any{name}")]);
        }
        let is_free = !all.iter().any(|name| self.taken.contains(name));
        if is_free {
            self.taken.extend(all);
        }
        is_free
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_differ_from_each_other_and_from_what_is_imported() {
        let schema = Schema::parse(
            r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
            <Schema Namespace="shop.back" xmlns="http://docs.oasis-open.org/odata/ns/edm"><EnumType Name="user"/></Schema>
            <Schema Namespace="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
              <EntityType Name="entity"/><EntityType Name="user"/><ComplexType Name="userPatch"/><EnumType Name="macOSKind"/>
              <ComplexType Name="User"/><EnumType Name="anyUser"/>
            </Schema></edmx:DataServices></edmx:Edmx>"#,
        )
        .expect("CSDL");
        let names = TypeNames::of(&schema);
        for (ty, name) in [
            ("shop.user", "User"),
            ("shop.back.user", "BackUser"),
            ("shop.entity", "ShopEntity"),
            ("shop.userPatch", "ShopUserPatch"),
            ("shop.User", "ShopUser2"),
            ("shop.anyUser", "ShopAnyUser"),
            ("shop.macOSKind", "MacOsKind"),
        ] {
            assert_eq!(names.name(ty), name, "{ty}");
        }
        assert_eq!(names.union("shop.user"), "AnyUser");
    }
}
