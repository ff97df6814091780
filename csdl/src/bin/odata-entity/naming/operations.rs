//! Names of operations.

use std::collections::{HashMap, HashSet};

use odata_entity_csdl::{Kind, Operation, Schema};

use crate::naming::identifier::local;
use crate::naming::types::TypeNames;
use crate::naming::variant::pascal;

/// The Rust name of every overload of every operation of a schema: the same one whichever are scaffolded.
#[derive(Default)]
pub(crate) struct OperationNames {
    /// By the place of the overload in the file.
    names: HashMap<usize, String>,
    taken: HashSet<String>,
}

impl OperationNames {
    /// Names for all operations of a schema. A faulty one has none.
    ///
    /// A name is the Pascal case of the operation's name. Where several have it, the name of the type that it is bound to is put in front,
    /// then `Collection` for one that is bound to a collection, then `With` and the parameters behind it; what is left gets a number.
    pub(crate) fn of(schema: &Schema, types: &TypeNames) -> OperationNames {
        let mut all: Vec<&Operation> = Vec::new();
        let mut known = HashSet::new();
        for kind in [Kind::Action, Kind::Function] {
            for name in schema.names(kind) {
                let overloads = schema.operations(&name).unwrap_or_default();
                all.extend(
                    overloads
                        .into_iter()
                        .filter(|overload| known.insert(overload.offset)),
                );
            }
        }
        let mut names = HashMap::new();
        let mut taken: HashSet<String> = HashSet::new();
        for form in [plain, of_type, of_collection, with_parameters] {
            let mut times: HashMap<String, usize> = HashMap::new();
            for operation in &all {
                *times.entry(form(operation, types)).or_default() += 1;
            }
            all.retain(|operation| {
                let name = form(operation, types);
                let is_free =
                    times.get(&name) == Some(&1) && !types.is_taken(&name) && !taken.contains(&name);
                if is_free {
                    taken.insert(name.clone());
                    names.insert(operation.offset, name);
                }
                !is_free
            });
        }
        let mut next: HashMap<String, usize> = HashMap::new();
        for operation in all {
            let wanted = with_parameters(operation, types);
            // All before the next number are taken.
            let number = next.entry(wanted.clone()).or_insert(2_usize);
            let mut name = format!("{wanted}{number}");
            while types.is_taken(&name) || taken.contains(&name) {
                *number += 1;
                name = format!("{wanted}{number}");
            }
            taken.insert(name.clone());
            names.insert(operation.offset, name);
        }
        OperationNames { names, taken }
    }

    /// Whether an overload has the name.
    pub(crate) fn is_taken(&self, name: &str) -> bool {
        self.taken.contains(name)
    }

    /// The name of an overload.
    pub(crate) fn name(&self, operation: &Operation) -> &str {
        self.names.get(&operation.offset).map_or("", String::as_str)
    }
}

fn plain(operation: &Operation, _: &TypeNames) -> String {
    let mut name = pascal(local(&operation.name));
    if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
        name.insert_str(0, "Op");
    }
    name
}

/// The name of the type that it is bound to.
fn bound<'t>(operation: &Operation, types: &'t TypeNames) -> &'t str {
    operation
        .binding()
        .map_or("", |binding| types.name(&binding.name))
}

fn of_type(operation: &Operation, types: &TypeNames) -> String {
    format!("{}{}", bound(operation, types), plain(operation, types))
}

fn of_collection(operation: &Operation, types: &TypeNames) -> String {
    let is_collection = operation.binding().is_some_and(|binding| binding.is_collection);
    let infix = if is_collection { "Collection" } else { "" };
    format!("{}{infix}{}", bound(operation, types), plain(operation, types))
}

fn with_parameters(operation: &Operation, types: &TypeNames) -> String {
    let mut name = of_collection(operation, types);
    for (number, parameter) in operation.arguments().iter().enumerate() {
        name.push_str(if number == 0 { "With" } else { "And" });
        name.push_str(&pascal(&parameter.name));
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_as_much_as_tells_it_from_others() {
        let bound = |name: &str, ty: &str, parameters: &str| {
            format!(
                "<Function Name=\"{name}\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"{ty}\"/>{parameters}<ReturnType Type=\"Edm.Int32\"/></Function>"
            )
        };
        let text = format!(
            "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\
             <Schema Namespace=\"n\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\
             <EntityType Name=\"user\"/><EntityType Name=\"group\"/><EntityType Name=\"count\"/>{}{}{}{}{}{}{}</Schema></edmx:DataServices></edmx:Edmx>",
            bound("wipeAll", "n.user", ""),
            bound("count", "n.user", ""),
            bound("assign", "n.user", ""),
            bound("assign", "n.group", ""),
            bound("delta", "n.user", ""),
            bound("delta", "Collection(n.user)", ""),
            bound(
                "delta",
                "Collection(n.user)",
                "<Parameter Name=\"token\" Type=\"Edm.String\"/>"
            ),
        );
        let schema = Schema::parse(text).expect("CSDL");
        let names = OperationNames::of(&schema, &TypeNames::of(&schema));
        let mut all: Vec<&String> = names.names.values().collect();
        all.sort();
        assert_eq!(
            all,
            [
                "GroupAssign",
                "UserAssign",
                "UserCollectionDelta",
                "UserCollectionDeltaWithToken",
                "UserCount",
                "UserDelta",
                "WipeAll"
            ]
        );
    }
}
