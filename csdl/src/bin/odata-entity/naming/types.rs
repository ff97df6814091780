//! Names of types.

use std::collections::{HashMap, HashSet};

use odata_entity_csdl::{Kind, Schema};
use odata_entity_names::capitalized;

use super::variant::pascal;
use crate::select::local;

/// Names that a scaffold uses for something else, or that stand for something in every module.
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
}

impl TypeNames {
    /// Names for all types of a schema.
    ///
    /// A name is the Pascal case of the type's name. Where that is taken, by a type of a shorter namespace first, the last part
    /// of the namespace stands in front.
    pub(crate) fn of(schema: &Schema) -> TypeNames {
        let kinds = [Kind::EntityType, Kind::ComplexType, Kind::EnumType];
        let mut types: Vec<(String, Kind)> = Vec::new();
        for kind in kinds {
            types.extend(schema.names(kind).map(|name| (name, kind)));
        }
        // The sort is stable, so within a namespace entity types come first.
        types.sort_by_key(|(name, _)| name.matches('.').count());
        let mut taken: HashSet<String> = RESERVED.iter().map(|name| (*name).to_owned()).collect();
        let mut names = HashMap::new();
        for (name, kind) in types {
            let generated = |candidate: &str| {
                let mut all = vec![candidate.to_owned()];
                if kind != Kind::EnumType {
                    all.extend([format!("{candidate}Patch"), format!("Any{candidate}")]);
                }
                all
            };
            let chosen = candidates(&name)
                .find(|candidate| generated(candidate).iter().all(|name| !taken.contains(name)))
                .unwrap_or_default();
            taken.extend(generated(&chosen));
            names.insert(name, chosen);
        }
        TypeNames { names }
    }

    /// The name of a type: of its struct or its enum.
    pub(crate) fn name(&self, ty: &str) -> &str {
        self.names.get(ty).map_or("", String::as_str)
    }

    /// The name of the union of a type and those derived from it.
    pub(crate) fn union(&self, ty: &str) -> String {
        format!("Any{}", self.name(ty))
    }
}

/// The names that a type can have, the best first.
fn candidates(name: &str) -> impl Iterator<Item = String> {
    let mut short = pascal(local(name));
    if short.is_empty() || short.starts_with(|c: char| c.is_ascii_digit()) {
        short.insert(0, 'T');
    }
    let namespace: Vec<&str> = name.split('.').rev().skip(1).collect();
    let mut long = short.clone();
    let mut prefixed = Vec::new();
    for part in namespace {
        long = format!("{}{long}", capitalized(&pascal(part)));
        prefixed.push(long.clone());
    }
    let numbered = (2_u32..).map(move |number| format!("{long}{number}"));
    std::iter::once(short).chain(prefixed).chain(numbered)
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
