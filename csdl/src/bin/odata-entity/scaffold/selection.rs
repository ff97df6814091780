//! The types that a module has.

use std::collections::HashSet;

use odata_entity_csdl::{Kind, Schema, StructuredType};

use super::planner::Options;
use super::value::is_json;
use crate::failure::Failure;
use crate::naming::is_identifier;

/// Qualified names, each once, in the order in which they came up.
#[derive(Default)]
pub(crate) struct Selection {
    order: Vec<String>,
    set: HashSet<String>,
}

impl Selection {
    /// The named types, and what these need.
    pub(crate) fn of(schema: &Schema, types: &[String], options: Options) -> Result<Selection, Failure> {
        let mut selection = Selection::default();
        for ty in types {
            if schema.type_kind(ty) != Some(Kind::TypeDefinition) {
                selection.add(ty);
            }
        }
        let mut next = 0;
        while let Some(name) = selection.order.get(next).cloned() {
            next += 1;
            if !name.split('.').all(is_identifier) {
                return Err(Failure(format!(
                    "the type {name:?} cannot be scaffolded: OData does not allow its name"
                )));
            }
            if schema.type_kind(&name) == Some(Kind::EnumType) {
                continue;
            }
            let own = schema.structured_type(&name)?;
            if options.embed
                && let Some(base) = embedded_base(schema, own)?
            {
                selection.add(&base.name);
            }
            if options.with_references {
                for declared in schema.properties(&name)? {
                    selection.add_value(schema, &declared.property.ty.name)?;
                }
            }
        }
        Ok(selection)
    }

    fn add(&mut self, ty: &str) {
        if self.set.insert(ty.to_owned()) {
            self.order.push(ty.to_owned());
        }
    }

    /// Adds what a property of a type needs; of a complex type every type that a value can be of.
    fn add_value(&mut self, schema: &Schema, ty: &str) -> Result<(), Failure> {
        match schema.type_kind(ty) {
            Some(Kind::EnumType) => self.add(ty),
            Some(Kind::ComplexType) if is_json(schema, ty) => {}
            Some(Kind::ComplexType) => {
                for name in concrete(schema, ty)? {
                    self.add(&name);
                }
            }
            _ => {}
        }
        Ok(())
    }

    pub(crate) fn contains(&self, ty: &str) -> bool {
        self.set.contains(ty)
    }

    /// The types in order.
    pub(crate) fn types(&self) -> &[String] {
        &self.order
    }

    /// Where a type stands.
    pub(crate) fn position(&self, ty: &str) -> Option<usize> {
        self.order.iter().position(|known| known == ty)
    }
}

/// A type and those derived from it, without the abstract ones: what a value that is declared as the type can be.
pub(crate) fn concrete(schema: &Schema, ty: &str) -> Result<Vec<String>, Failure> {
    let mut all = vec![schema.canonical(ty)];
    all.extend(schema.derived_types(ty));
    let mut concrete = Vec::new();
    for name in all {
        if !schema.structured_type(&name)?.is_abstract {
            concrete.push(name);
        }
    }
    Ok(concrete)
}

/// The base that is embedded in a type: not one that only says what its key is, as the root of Graph's types does.
pub(crate) fn embedded_base<'s>(
    schema: &'s Schema,
    ty: &StructuredType,
) -> Result<Option<&'s StructuredType>, Failure> {
    match schema.lineage(&ty.name)?.get(1) {
        Some(base) if !is_bare(base) => Ok(Some(base)),
        _ => Ok(None),
    }
}

/// Whether a type has no base and no properties but its key.
pub(crate) fn is_bare(ty: &StructuredType) -> bool {
    let is_key = |name: &str| ty.key.iter().any(|part| part.path == name);
    ty.is_abstract && ty.base.is_none() && ty.properties.iter().all(|property| is_key(&property.name))
}
