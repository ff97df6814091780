//! The types that a module has.

use std::collections::{HashMap, HashSet};

use odata_entity_csdl::{Kind, Schema};

use crate::failure::Failure;
use crate::naming::is_identifier;
use crate::routes::Paths;
use crate::scaffold::hierarchy::{concrete, embedded_base, is_json};
use crate::scaffold::operations::Wanted;
use crate::scaffold::options::Options;

/// How many types are printed at most for a parameter of an abstract entity type: it and those derived from it.
const MOST_DERIVED: usize = 9;

/// Qualified names, each once, in the order in which they came up.
#[derive(Default)]
pub(crate) struct Selection {
    order: Vec<String>,
    /// Where each of them is in that order.
    positions: HashMap<String, usize>,
    /// The types of values that were looked at.
    values: HashSet<String>,
    /// The types whose own properties need theirs in any case: those of parameters and results.
    entire: HashSet<String>,
}

impl Selection {
    /// The named types, and what these need.
    pub(crate) fn of(
        schema: &Schema,
        paths: &Paths<'_>,
        types: &[String],
        operations: &[Wanted<'_>],
        options: Options,
    ) -> Result<Selection, Failure> {
        let mut selection = Selection::default();
        for ty in types {
            if schema.type_kind(ty) != Some(Kind::TypeDefinition) {
                selection.add(ty);
            }
        }
        for wanted in operations {
            for parameter in wanted.operation.arguments() {
                selection.add_parameter(schema, &parameter.ty.name)?;
            }
            if let Some(returns) = &wanted.operation.returns {
                let ty = &returns.ty.name;
                if schema.type_kind(ty) == Some(Kind::EntityType) && schema.lineage(ty).is_ok() {
                    selection.add(ty);
                }
                selection.add_value(schema, ty, true)?;
            }
        }
        let mut next = 0;
        while let Some(name) = selection.order.get(next).cloned() {
            next += 1;
            check_name(&name)?;
            if schema.type_kind(&name) == Some(Kind::EnumType) {
                continue;
            }
            for ty in schema.lineage(&name)? {
                check_name(&ty.name)?;
            }
            let own = schema.structured_type(&name)?;
            if own.kind == Kind::EntityType {
                // A key of an enumeration type is given as such.
                for path in paths.of(&name)? {
                    path.enums.iter().for_each(|ty| selection.add(ty));
                }
            }
            if options.embed
                && let Some(base) = embedded_base(schema, own)?
            {
                selection.add(&base.name);
            }
            let entire = selection.entire.contains(&name);
            if options.with_references || entire {
                for declared in schema.properties(&name)? {
                    selection.add_value(schema, &declared.property.ty.name, entire)?;
                }
            }
        }
        Ok(selection)
    }

    fn add(&mut self, ty: &str) {
        if !self.positions.contains_key(ty) {
            self.positions.insert(ty.to_owned(), self.order.len());
            self.order.push(ty.to_owned());
        }
    }

    /// Adds what a parameter needs: an entity is given as one, with all that it has; one of an abstract type as one of those derived from it.
    fn add_parameter(&mut self, schema: &Schema, ty: &str) -> Result<(), Failure> {
        if schema.type_kind(ty) == Some(Kind::EntityType) && schema.lineage(ty).is_ok() {
            let mut types = vec![ty.to_owned()];
            if schema.entity_type(ty)?.is_abstract {
                let derived = concrete(schema, ty)?;
                types.extend(derived);
            }
            if types.len() > MOST_DERIVED {
                types.truncate(1);
            }
            for name in types {
                self.add(&name);
                self.entire.insert(name);
            }
        }
        self.add_value(schema, ty, true)
    }

    /// Adds what a property of a type needs; of a complex type every type that a value can be of.
    fn add_value(&mut self, schema: &Schema, ty: &str, entire: bool) -> Result<(), Failure> {
        if !self.values.insert(ty.to_owned()) {
            return Ok(());
        }
        match schema.type_kind(ty) {
            Some(Kind::EnumType) if schema.enum_type(ty).is_ok() => self.add(ty),
            Some(Kind::ComplexType) if is_json(schema, ty) => {}
            Some(Kind::ComplexType) => {
                for name in concrete(schema, ty)? {
                    self.add(&name);
                    if entire {
                        self.entire.insert(name);
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    pub(crate) fn contains(&self, ty: &str) -> bool {
        self.positions.contains_key(ty)
    }

    /// The types in order.
    pub(crate) fn types(&self) -> &[String] {
        &self.order
    }

    /// Where a type is.
    pub(crate) fn position(&self, ty: &str) -> Option<usize> {
        self.positions.get(ty).copied()
    }
}

/// Refuses a type whose name is invalid: code and overlays cannot have it.
fn check_name(name: &str) -> Result<(), Failure> {
    match name.split('.').all(is_identifier) {
        true => Ok(()),
        false => Err(Failure::new(format!(
            "the type {name:?} cannot be scaffolded: OData does not allow its name"
        ))),
    }
}
