//! What annotations and keys show of a property.

use odata_entity_csdl::{Declared, Kind, NavigationProperty, StructuredType, TypeRef};

use crate::failure::Failure;
use crate::scaffold::hierarchy::is_json;
use crate::scaffold::marks::says_required_on_create;
use crate::scaffold::planner::Planner;

impl Planner<'_> {
    /// Whether an entity is created with what a navigation property leads to, as its metadata or description has it.
    pub(super) fn is_created_with(
        &self,
        declared: Declared<'_, NavigationProperty>,
    ) -> Result<bool, Failure> {
        let target = format!("{}/{}", declared.by.name, declared.property.name);
        let marked =
            self.schema.annotations(&target)?.iter().any(|annotation| {
                annotation.term.ends_with(".RequiredOnCreate") && annotation.value.is_true()
            });
        Ok(marked
            || self
                .description(&target)?
                .iter()
                .any(|text| says_required_on_create(text)))
    }

    /// Whether the caller gives the key of a new entity: one of several parts, or any if so chosen, unless the service computes it.
    pub(super) fn is_client_key(&self, ty: &StructuredType) -> Result<bool, Failure> {
        let key = self.schema.key(&ty.name)?;
        if key.len() < 2 && !self.options.client_keys {
            return Ok(false);
        }
        for part in key {
            let facts = self.schema.facts(&ty.name, &part.path)?.unwrap_or_default();
            if facts.is_never_written() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Why a value is any JSON, if that is since the metadata lacks its type.
    pub(super) fn not_there(&self, ty: &str) -> Option<String> {
        if ty.starts_with("Edm.") || self.schema.type_kind(ty).is_some() {
            return None;
        }
        Some(match self.schema.reference_to(ty) {
            Some(uri) => format!("Any JSON: its type `{ty}` is of `{uri}`, which was not given."),
            None => format!("Any JSON: the metadata has no type `{ty}`."),
        })
    }

    /// Why a parameter or a result is any JSON although the metadata states its type, if it is; `what` begins the sentence.
    pub(super) fn any_json(&self, what: &str, ty: &TypeRef) -> Option<String> {
        if ty.name == "Edm.Stream" {
            // OData JSON 4.01, 9
            return Some(format!(
                "{what}: a stream in a body is JSON, text or base64url, by its media type."
            ));
        }
        if let Some(why) = self.not_there(&ty.name) {
            return Some(why.replacen("Any JSON", what, 1));
        }
        let is_there = match self.schema.type_kind(&ty.name) {
            Some(Kind::EntityType | Kind::EnumType) => self.selection.contains(&ty.name),
            Some(Kind::ComplexType) if is_json(self.schema, &ty.name) => true,
            Some(Kind::ComplexType) => self.complex_types.get(&ty.name).is_some_and(Option::is_some),
            _ => true,
        };
        (!is_there).then(|| format!("{what}: its type `{}` is not in this module.", ty.name))
    }
}
