//! The values that a property can have, where the metadata lists them.

use crate::annotated::Description;
use crate::annotation::{Annotation, Value};
use crate::error::Error;
use crate::kind::Kind;
use crate::schema::Schema;
use crate::structured::StructuredType;
use crate::terms;
use crate::type_ref::TypeRef;

/// A value that a property, a parameter or a type definition can have (OData Validation vocabulary, `AllowedValues`).
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct AllowedValue {
    /// The value, as it is written: `S`, `1.01`, `42`.
    pub value: String,
    /// Its name in code (`Core.SymbolicName`).
    pub name: Option<String>,
    /// What it means, a paragraph each.
    pub description: Vec<String>,
}

impl Schema {
    /// The values that a target lists: a property (`ns.Type/property`, declared by the type or by a base of it), a parameter
    /// (`ns.operation/parameter`) or a type definition. A property or parameter without a list has that of its type definition. Empty if
    /// there is no list, or no such target.
    ///
    /// The list is `Validation.AllowedValues`, or DMTF's `Redfish.Enumeration`, which Redfish's schemas have for values that cannot be names of
    /// members. The values of a collection are those of its items.
    ///
    /// # Errors
    /// The element of the target or one of its annotations is faulty.
    pub fn allowed_values(&self, target: &str) -> Result<Vec<AllowedValue>, Error> {
        let (name, member) = target.split_once('/').unwrap_or((target, ""));
        match self.type_kind(name) {
            Some(Kind::EntityType | Kind::ComplexType) if !member.is_empty() => {
                self.allowed_values_in(&self.lineage(name)?, member)
            }
            Some(_) => Ok(listed(&self.annotations(target)?)),
            None => self.allowed_for_parameter(name, member),
        }
    }

    /// The same for a property of a type at hand, given with its bases as [`Schema::lineage`] gives them. The list of the nearest type counts: a
    /// derived type may annotate a property that it inherits.
    ///
    /// # Errors
    /// An annotation is faulty.
    pub fn allowed_values_in(
        &self,
        lineage: &[&StructuredType],
        property: &str,
    ) -> Result<Vec<AllowedValue>, Error> {
        for ty in lineage {
            let values = listed(&self.annotations(&format!("{}/{property}", ty.name))?);
            if !values.is_empty() {
                return Ok(values);
            }
            if let Some(declared) = ty.property(property) {
                return self.allowed_by(&declared.ty);
            }
        }
        Ok(Vec::new())
    }

    fn allowed_for_parameter(&self, operation: &str, parameter: &str) -> Result<Vec<AllowedValue>, Error> {
        for overload in self.operations(operation)? {
            let of_name = overload.parameters.iter().find(|one| one.name == parameter);
            let Some(parameter) = of_name else { continue };
            let values = listed(&self.operation_annotations(overload, Some(parameter))?);
            if !values.is_empty() {
                return Ok(values);
            }
            return self.allowed_by(&parameter.ty);
        }
        Ok(Vec::new())
    }

    /// The values that a type definition lists.
    fn allowed_by(&self, ty: &TypeRef) -> Result<Vec<AllowedValue>, Error> {
        if self.type_kind(&ty.name) != Some(Kind::TypeDefinition) {
            return Ok(Vec::new());
        }
        Ok(listed(&self.annotations(&ty.name)?))
    }
}

/// The list among the annotations of one target: one without a qualifier before others.
fn listed(annotations: &[&Annotation]) -> Vec<AllowedValue> {
    let of_term = |is: fn(&str) -> bool| {
        let mut found: Vec<&&Annotation> = annotations.iter().filter(|one| is(&one.term)).collect();
        found.sort_by_key(|one| one.qualifier.is_some());
        found.first().map(|one| &one.value)
    };
    let read = |list: &Value, field: &str| -> Vec<AllowedValue> {
        list.items()
            .iter()
            .filter_map(|item| allowed(item, field))
            .collect()
    };
    match of_term(|term| term == terms::ALLOWED_VALUES) {
        Some(list) => read(list, "Value"),
        None => of_term(is_redfish_enumeration).map_or_else(Vec::new, |list| read(list, "Member")),
    }
}

/// `RedfishExtensions.v1_0_0.Enumeration` of whatever version ([DSP0266], "Redfish CSDL extensions").
///
/// [DSP0266]: https://www.dmtf.org/sites/default/files/standards/documents/DSP0266_1.20.1.pdf
fn is_redfish_enumeration(term: &str) -> bool {
    term.strip_prefix("RedfishExtensions.").is_some_and(|rest| {
        rest.strip_suffix(".Enumeration")
            .is_some_and(|version| !version.contains('.'))
    })
}

fn allowed(item: &Value, field: &str) -> Option<AllowedValue> {
    let Value::Record(record) = item else { return None };
    let annotations: Vec<&Annotation> = record.annotations.iter().collect();
    let name = annotations.iter().find(|one| one.term == terms::SYMBOLIC_NAME);
    let description = Description::of(&annotations);
    Some(AllowedValue {
        value: written(item.field(field)?)?,
        name: name.and_then(|name| name.value.as_str()).map(str::to_owned),
        description: [description.short, description.long]
            .into_iter()
            .flatten()
            .map(str::to_owned)
            .collect(),
    })
}

/// A constant of a primitive type, as it is written.
fn written(value: &Value) -> Option<String> {
    match value {
        Value::Bool(value) => Some(value.to_string()),
        Value::Int(value) => Some(value.to_string()),
        Value::String(text) | Value::Literal { text, .. } => Some(text.clone()),
        _ => None,
    }
}
