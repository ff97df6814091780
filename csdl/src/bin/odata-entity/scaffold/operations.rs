//! Which actions and functions a module has.

use std::collections::{BTreeSet, HashMap};

use odata_entity_csdl::{Kind, Operation, Schema, TypeRef};

use crate::failure::Failure;
use crate::operations::called;

/// An overload of an operation, with what it is called on.
pub(crate) struct Wanted<'s> {
    pub(crate) operation: &'s Operation,
    /// The entity types of the module that it can be called on.
    pub(crate) on: Vec<String>,
    /// Whether it is called on a collection of these.
    pub(crate) is_collection: bool,
    /// Its name at the service's root, where it is bound to nothing.
    pub(crate) import: Option<String>,
}

impl<'s> Wanted<'s> {
    /// The overloads that can be called on some types or on collections of them, those of bases included; and those of some imports. Each once.
    pub(crate) fn of(
        schema: &'s Schema,
        types: &[String],
        imports: &[String],
    ) -> Result<Vec<Wanted<'s>>, Failure> {
        let mut found: Vec<Wanted<'s>> = Vec::new();
        let mut known: HashMap<usize, usize> = HashMap::new();
        for name in types {
            if schema.type_kind(name) != Some(Kind::EntityType) {
                continue;
            }
            for is_collection in [false, true] {
                let on = TypeRef {
                    name: name.clone(),
                    is_collection,
                };
                for operation in schema.operations_on(&on)? {
                    let place = *known.entry(operation.offset).or_insert_with(|| {
                        found.push(Wanted {
                            operation,
                            on: Vec::new(),
                            is_collection,
                            import: None,
                        });
                        found.len() - 1
                    });
                    if let Some(wanted) = found.get_mut(place)
                        && !wanted.on.contains(name)
                    {
                        wanted.on.push(name.clone());
                    }
                }
            }
        }
        for name in imports {
            let Some(import) = schema.container()?.and_then(|container| container.import(name)) else {
                continue;
            };
            let overloads = schema.operations(&import.operation)?;
            found.extend(
                overloads
                    .into_iter()
                    .filter(|overload| !overload.is_bound)
                    .map(|operation| Wanted {
                        operation,
                        on: Vec::new(),
                        is_collection: false,
                        import: Some(name.clone()),
                    }),
            );
        }
        Ok(found)
    }
}

/// Why there is no struct for the operations that are called on values of a module's types, or of primitive ones: a sentence each.
/// `has` is whether the module has a type.
pub(crate) fn of_values(schema: &Schema, has: &dyn Fn(&str) -> bool) -> Result<Vec<String>, Failure> {
    let names = schema.names(Kind::Action).chain(schema.names(Kind::Function));
    let mut found = Vec::new();
    for name in names.collect::<BTreeSet<String>>() {
        for operation in schema.operations(&name).unwrap_or_default() {
            let Some(binding) = operation.binding() else {
                continue;
            };
            let is_known = match schema.type_kind(&binding.name) {
                Some(Kind::EntityType) => false,
                Some(_) => {
                    let derived = schema.derived_types(&binding.name);
                    has(&binding.name) || derived.iter().any(|ty| has(ty))
                }
                None => binding.is_primitive(),
            };
            if is_known {
                found.push(format!(
                    "The {} `{}` on `{binding}` is left out: a struct is called on entities. `path!(\"/…/{}\")` calls it.",
                    operation.kind,
                    operation.name,
                    called(operation)
                ));
            }
        }
    }
    found.dedup();
    Ok(found)
}
