//! Actions and functions: structs of their parameters.

use odata_entity_csdl::{
    Annotation, Description, Import, Kind, Operation, Parameter, Revision, TypeRef, terms,
};

use crate::failure::Failure;
use crate::naming::{Fields, is_identifier, pascal};
use crate::operations::{called, parameter_name};
use crate::scaffold::enumeration::humanized;
use crate::scaffold::listed::Listed;
use crate::scaffold::model::{Argument, Attribute, Item, Member, Structure};
use crate::scaffold::operations::Wanted;
use crate::scaffold::planner::Planner;
use crate::scaffold::structure::attributes;

impl Planner<'_> {
    /// The struct of an operation; a comment for one whose name is none.
    pub(super) fn operation(&mut self, wanted: &Wanted<'_>) -> Result<Item, Failure> {
        let operation = wanted.operation;
        if !operation.name.split('.').all(is_identifier) {
            return Ok(Item::Comment(format!(
                "The {} {:?} is left out: OData does not allow the name.",
                operation.kind, operation.name
            )));
        }
        let (derive, what) = match operation.kind {
            Kind::Action => ("Action", "action"),
            _ => ("Function", "function"),
        };
        self.imports.add("odata_entity", derive);
        let parameters = operation.arguments();
        let names: Vec<String> = parameters
            .iter()
            .map(|parameter| parameter_name(operation, parameter))
            .collect();
        let mut fields = Fields::new(names.iter().map(String::as_str));
        let rule = fields.rule();
        let mut members = Vec::new();
        let owner = self.operation_name(wanted)?;
        for (parameter, name) in parameters.iter().zip(&names) {
            members.push(self.parameter((operation, &owner), parameter, name, &mut fields)?);
        }
        let is_renamed = members
            .iter()
            .any(|member| matches!(member, Member::Field { name, .. } if rule != "camelCase" || name.contains('_')));
        let mut all = Vec::new();
        if is_renamed {
            all.push(Attribute::serde(vec![Argument::text("rename_all", rule)]));
        }
        all.push(self.operation_attribute(wanted)?);
        let is_optional =
            |member: &Member| matches!(member, Member::Field { ty, .. } if ty.starts_with("Option<"));
        Ok(Item::Structure(Structure {
            docs: self.operation_docs(operation, what)?,
            derive,
            has_default: !members.is_empty() && members.iter().all(is_optional),
            attributes: all,
            name: owner,
            members,
        }))
    }

    /// The name of the struct: where several imports call one operation, with the import's.
    fn operation_name(&self, wanted: &Wanted<'_>) -> Result<String, Failure> {
        let name = self.operation_names.name(wanted.operation);
        let Some(import) = &wanted.import else {
            return Ok(name.to_owned());
        };
        let imports = self
            .schema
            .container()?
            .map_or(&[][..], |container| &container.imports);
        let is_of_it = |other: &&Import| other.operation == wanted.operation.name;
        Ok(match imports.iter().filter(is_of_it).count() {
            0 | 1 => name.to_owned(),
            _ => format!("{name}At{}", pascal(import)),
        })
    }

    fn operation_docs(&self, operation: &Operation, what: &str) -> Result<Vec<String>, Failure> {
        let annotations = self.schema.operation_annotations(operation, None)?;
        let mut docs = described(&annotations);
        docs.push(match operation.binding() {
            Some(binding) => format!("The {what} `{}` on `{binding}`.", operation.name),
            None => format!("The {what} `{}`.", operation.name),
        });
        let revisions = annotations
            .iter()
            .filter(|annotation| annotation.term == terms::REVISIONS);
        let deprecation = revisions
            .filter_map(|found| Revision::deprecation(&found.value))
            .next_back();
        docs.extend(deprecation.map(|revision| format!("Deprecated {revision}")));
        let result = operation
            .returns
            .as_ref()
            .filter(|returns| !is_media(&returns.ty));
        docs.extend(result.and_then(|returns| self.any_json("Its result is any JSON", &returns.ty)));
        Ok(docs)
    }

    /// `#[odata(name = "…", on = …, returns = …)]`
    fn operation_attribute(&mut self, wanted: &Wanted<'_>) -> Result<Attribute, Failure> {
        let operation = wanted.operation;
        let mut arguments = match &wanted.import {
            Some(import) => vec![Argument::text("path", &format!("/{import}"))],
            None => vec![Argument::text("name", called(operation))],
        };
        for ty in &wanted.on {
            let name = self.names.name(ty);
            arguments.push(match wanted.is_collection {
                true => Argument::List("on", vec![Argument::Plain(format!("collection = {name}"))]),
                false => Argument::Plain(format!("on = {name}")),
            });
        }
        if let Some(returns) = &operation.returns {
            let returns = self.returned(&returns.ty)?;
            arguments.push(Argument::Plain(format!("returns = {returns}")));
        }
        Ok(Attribute::odata(arguments))
    }

    fn parameter(
        &mut self,
        (operation, owner): (&Operation, &str),
        parameter: &Parameter,
        name: &str,
        fields: &mut Fields,
    ) -> Result<Member, Failure> {
        if !is_identifier(&parameter.name) {
            return Ok(Member::Comment(format!(
                "{:?} is left out: OData does not allow the name.",
                parameter.name
            )));
        }
        let field = fields.name(name);
        let ty = &parameter.ty;
        let entity = self.entity(ty)?;
        let mut odata = Vec::new();
        let mut text = match entity {
            Some(entity) => {
                odata.push(Argument::word("entity"));
                match ty.is_collection {
                    true => format!("Vec<{entity}>"),
                    false => entity,
                }
            }
            None => match self.value_type("", ty, false)? {
                Some(value) => value.text,
                None => {
                    self.imports.add("serde_json", "Value");
                    "Value".to_owned()
                }
            },
        };
        let mut docs = described(&self.schema.operation_annotations(operation, Some(parameter))?);
        if docs.is_empty() {
            docs.push(humanized(&parameter.name, "parameter"));
        }
        match self.listed_parameter((operation, owner), parameter)? {
            Some(Listed::Enum(name)) => text = text.replacen("String", &name, 1),
            Some(Listed::Sentence(sentence)) => docs.push(sentence),
            None => {}
        }
        docs.extend(self.any_json("Any JSON", ty));
        let is_optional = parameter.nullable || parameter.is_optional();
        Ok(Member::Field {
            docs,
            attributes: attributes(&field, name, odata),
            name: field.ident,
            ty: match is_optional {
                true => format!("Option<{text}>"),
                false => text,
            },
        })
    }

    /// The Rust type of an entity type that the module has, or the union of it and its derived types.
    fn entity(&self, ty: &TypeRef) -> Result<Option<String>, Failure> {
        if self.schema.type_kind(&ty.name) != Some(Kind::EntityType) || !self.selection.contains(&ty.name) {
            return Ok(None);
        }
        Ok(Some(match self.has_entity_union(&ty.name)? {
            true => self.names.union(&ty.name),
            false => self.names.name(&ty.name).to_owned(),
        }))
    }

    /// What an operation's result is read as.
    fn returned(&mut self, ty: &TypeRef) -> Result<String, Failure> {
        if let Some(entity) = self.entity(ty)? {
            return Ok(match ty.is_collection {
                true => format!("odata_entity::Page<{entity}>"),
                false => entity,
            });
        }
        if is_media(ty) {
            return Ok("odata_entity::Media".to_owned());
        }
        let one = TypeRef::single(ty.name.clone());
        let kind = self.schema.type_kind(&ty.name);
        let is_entity = kind == Some(Kind::EntityType);
        let value = if is_entity {
            None
        } else {
            self.value_type("", &one, false)?
        };
        let value = value.map(|value| value.text).unwrap_or_else(|| {
            self.imports.add("serde_json", "Value");
            "Value".to_owned()
        });
        Ok(
            match (is_entity || kind == Some(Kind::ComplexType), ty.is_collection) {
                (true, true) => format!("odata_entity::Page<odata_entity::Json<{value}>>"),
                (true, false) => format!("odata_entity::Json<{value}>"),
                // Serde reads these as OData writes them, so that the collection can have pages.
                (false, true) if kind == Some(Kind::EnumType) || is_read_alike(&value) => {
                    format!("odata_entity::Page<odata_entity::Json<{value}>>")
                }
                (false, true) => format!("odata_entity::Single<Vec<{value}>>"),
                (false, false) => format!("odata_entity::Single<{value}>"),
            },
        )
    }
}

/// Whether a result is what a stream holds, and not JSON.
fn is_media(ty: &TypeRef) -> bool {
    ty.name == "Edm.Stream" && !ty.is_collection
}

/// The descriptions among annotations, a paragraph each.
fn described(annotations: &[&Annotation]) -> Vec<String> {
    let description = Description::of(annotations);
    let mut docs: Vec<String> = Vec::new();
    for text in [description.short, description.long].into_iter().flatten() {
        if !text.trim().is_empty() && !docs.iter().any(|known| known == text) {
            docs.push(text.to_owned());
        }
    }
    docs
}

/// Whether serde's own reader reads a type as OData writes it.
fn is_read_alike(ty: &str) -> bool {
    matches!(ty, "String" | "bool" | "i16" | "i32" | "u8" | "i8" | "Value")
}
