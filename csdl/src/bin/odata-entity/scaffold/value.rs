//! The Rust types of Edm types.

use odata_entity_csdl::{Kind, TypeRef};
use odata_entity_names::Primitive;

use crate::failure::Failure;
use crate::scaffold::hierarchy::{concrete, is_json};
use crate::scaffold::planner::Planner;
use crate::versions::only_newest;

/// The Rust type of a property's value.
pub(crate) struct ValueType {
    /// `Vec<Flags<Day>>`
    pub(crate) text: String,
    /// Whether it is in a box, since it can hold a value of the type that has the property.
    pub(crate) is_boxed: bool,
}

impl Planner<'_> {
    /// The Rust type of a property of `owner`. `None` if it is of a type that the module does not have.
    pub(super) fn value_type(
        &mut self,
        owner: &str,
        ty: &TypeRef,
        null_items: bool,
    ) -> Result<Option<ValueType>, Failure> {
        let mut is_boxed = false;
        let item = match self.schema.type_kind(&ty.name) {
            Some(Kind::EnumType) => self.enum_value(&ty.name)?,
            Some(Kind::ComplexType) if is_json(self.schema, &ty.name) => self.primitive_value("Edm.Untyped"),
            Some(Kind::ComplexType) => {
                is_boxed = !ty.is_collection && self.recursion.is_endless(owner, &ty.name)?;
                self.complex_value(&ty.name)?
            }
            Some(Kind::TypeDefinition) => {
                let underlying = &self.schema.type_definition(&ty.name)?.underlying;
                self.primitive_value(underlying)
            }
            _ => self.primitive_value(&ty.name),
        };
        Ok(item.map(|item| ValueType {
            text: match (ty.is_collection, null_items) {
                (true, true) => format!("Vec<Option<{item}>>"),
                (true, false) => format!("Vec<{item}>"),
                (false, _) if is_boxed => format!("Box<{item}>"),
                (false, _) => item,
            },
            is_boxed,
        }))
    }

    /// The Rust type of a primitive type. `None` for a stream, which is no value.
    fn primitive_value(&mut self, edm: &str) -> Option<String> {
        let (text, imports): (_, &[_]) = match edm {
            "Edm.Stream" => return None,
            "Edm.AnnotationPath"
            | "Edm.AnyPropertyPath"
            | "Edm.ModelElementPath"
            | "Edm.NavigationPropertyPath"
            | "Edm.PropertyPath" => ("String", &[]),
            // Without an entry are untyped values, and those whose form is a special object: geographies, geometries.
            _ => Primitive::of_edm(edm)
                .map_or(("Value", &[("serde_json", "Value")]), |ty| (ty.rust, ty.imports)),
        };
        for (module, item) in imports {
            self.imports.add(module, item);
        }
        Some(text.to_owned())
    }

    fn enum_value(&mut self, name: &str) -> Result<Option<String>, Failure> {
        if !self.selection.contains(name) {
            return Ok(None);
        }
        let text = self.names.name(name).to_owned();
        Ok(Some(if self.schema.enum_type(name)?.is_flags {
            self.imports.add("odata_entity", "Flags");
            format!("Flags<{text}>")
        } else {
            text
        }))
    }

    fn complex_value(&mut self, name: &str) -> Result<Option<String>, Failure> {
        if let Some(known) = self.complex_types.get(name) {
            return Ok(known.clone());
        }
        let text = if let Some(newest) = only_newest(self.schema, name) {
            let is_known = self.selection.contains(&newest);
            is_known.then(|| self.names.name(&newest).to_owned())
        } else if self.schema.has_derived_types(name) {
            let concrete = concrete(self.schema, name)?;
            let is_known = concrete.iter().any(|ty| self.selection.contains(ty));
            if is_known {
                self.unions.push(name.to_owned());
            }
            is_known.then(|| self.names.union(name))
        } else {
            let is_known = self.selection.contains(name);
            is_known.then(|| self.names.name(name).to_owned())
        };
        self.complex_types.insert(name.to_owned(), text.clone());
        Ok(text)
    }
}
