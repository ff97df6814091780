//! The values that a property can have, where the metadata lists them.

use crate::annotated::Description;
use crate::annotation::{Annotation, Value};
use crate::error::Error;
use crate::kind::Kind;
use crate::operation::{Operation, Parameter};
use crate::schema::{Item, Schema};
use crate::structured::StructuredType;
use crate::terms;
use crate::type_ref::TypeRef;
use std::collections::HashSet;

/// A value that a property, a parameter or a type definition can have (OData Validation vocabulary, `AllowedValues`).
///
/// ```
/// use odata_entity_csdl::Schema;
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let sizes = schema.allowed_values("shop.book/size")?.ok_or("it has a list")?;
/// assert_eq!(sizes.values[0].value, "S");
/// assert_eq!(sizes.values[0].description, ["Fits a pocket"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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

/// A list of values, and what has it.
///
/// ```
/// use odata_entity_csdl::Schema;
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let sizes = schema.allowed_values("shop.book/size")?.ok_or("it has a list")?;
/// assert_eq!(sizes.target, "shop.book/size");
/// assert!(schema.allowed_values("shop.book/title")?.is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct AllowedValues {
    /// What has the list: `ns.Type/property`, `ns.operation/parameter`, `ns.Definition`.
    pub target: String,
    /// The values, in document order, each once.
    pub values: Vec<AllowedValue>,
}

impl Schema {
    /// The values that a target lists: a property (`ns.Type/property`, declared by the type or by a base of it), a parameter
    /// (`ns.operation/parameter`, of whichever overloads) or a type definition. A property or parameter without a list has that of its type
    /// definition. `None` if there is no list, or no such target.
    ///
    /// The list is `Validation.AllowedValues`, or DMTF's `Redfish.Enumeration`, which Redfish's schemas have for values that cannot be names of
    /// members. The values of a collection are those of its items.
    ///
    /// # Errors
    /// The element of the target or one of its annotations is faulty.
    pub fn allowed_values(&self, target: &str) -> Result<Option<AllowedValues>, Error> {
        let (name, member) = target.split_once('/').unwrap_or((target, ""));
        match self.type_kind(name) {
            Some(Kind::EntityType | Kind::ComplexType) if !member.is_empty() => {
                self.allowed_values_in(&self.lineage(name)?, member)
            }
            Some(Kind::TypeDefinition) => {
                let definition = self.type_definition(name)?;
                self.list(definition.name.clone(), &definition.annotations)
            }
            Some(_) => Ok(None),
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
    ) -> Result<Option<AllowedValues>, Error> {
        for ty in lineage {
            let declared = ty.property(property);
            let inline = declared.map_or(&[][..], |declared| &declared.annotations);
            let found = self.list(format!("{}/{property}", ty.name), inline)?;
            if found.is_some() {
                return Ok(found);
            }
            if let Some(declared) = declared {
                return self.allowed_by(&declared.ty);
            }
        }
        Ok(None)
    }

    /// The same for a parameter of one overload of an operation.
    ///
    /// # Errors
    /// An annotation is faulty.
    pub fn allowed_values_for(
        &self,
        operation: &Operation,
        parameter: &Parameter,
    ) -> Result<Option<AllowedValues>, Error> {
        let values = listed(&self.operation_annotations(operation, Some(parameter))?);
        if values.is_empty() {
            return self.allowed_by(&parameter.ty);
        }
        let target = format!("{}/{}", operation.name, parameter.name);
        Ok(Some(AllowedValues { target, values }))
    }

    fn allowed_for_parameter(&self, operation: &str, name: &str) -> Result<Option<AllowedValues>, Error> {
        let mut all: Option<AllowedValues> = None;
        for overload in self.operations(operation)? {
            let Some(parameter) = overload.parameters.iter().find(|one| one.name == name) else {
                continue;
            };
            match (&mut all, self.allowed_values_for(overload, parameter)?) {
                (Some(all), Some(found)) => all.values.extend(found.values),
                (None, found) => all = found,
                (Some(_), None) => {}
            }
        }
        if let Some(all) = &mut all {
            distinct(&mut all.values);
        }
        Ok(all)
    }

    /// The values that a type definition lists.
    fn allowed_by(&self, ty: &TypeRef) -> Result<Option<AllowedValues>, Error> {
        match self.type_kind(&ty.name) {
            Some(Kind::TypeDefinition) => self.allowed_values(&ty.name),
            _ => Ok(None),
        }
    }

    /// The list that a target has, in its element or elsewhere.
    fn list(&self, target: String, inline: &[Annotation]) -> Result<Option<AllowedValues>, Error> {
        let mut annotations: Vec<&Annotation> = inline.iter().collect();
        for number in self.groups(&target) {
            if self.says_more_than_description(number)
                && let Some(Item::Annotations(group)) = self.item(number)?
            {
                annotations.extend(group);
            }
        }
        let values = listed(&annotations);
        Ok((!values.is_empty()).then_some(AllowedValues { target, values }))
    }
}

/// Leaves the first of several values that are the same.
fn distinct(values: &mut Vec<AllowedValue>) {
    let mut known = HashSet::new();
    values.retain(|one| known.insert(one.value.clone()));
}

/// The list among the annotations of one target: one without a qualifier before others.
fn listed(annotations: &[&Annotation]) -> Vec<AllowedValue> {
    let of_term = |is: fn(&str) -> bool| {
        let mut found: Vec<&&Annotation> = annotations.iter().filter(|one| is(&one.term)).collect();
        found.sort_by_key(|one| one.qualifier.is_some());
        found.first().map(|one| &one.value)
    };
    let read = |list: &Value, field: &str| {
        let items = list.items().iter();
        let mut values: Vec<AllowedValue> = items.filter_map(|item| allowed(item, field)).collect();
        distinct(&mut values);
        values
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
