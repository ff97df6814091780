//! Text of which the metadata lists the values: an enum where there is no enumeration type.

use odata_entity_csdl::{AllowedValue, AllowedValues, Kind, Operation, Parameter, StructuredType, TypeRef};

use crate::failure::Failure;
use crate::naming::{Variants, local, pascal};
use crate::scaffold::enumeration::humanized;
use crate::scaffold::model::{Argument, Attribute, Enumeration, Item, Variant};
use crate::scaffold::planner::Planner;

/// The type of text.
const TEXT: &str = "Edm.String";

/// What becomes of a list.
pub(super) enum Listed {
    /// An enum, of this name.
    Enum(String),
    /// A sentence with the values: of numbers, which have no names.
    Sentence(String),
}

impl Planner<'_> {
    /// What becomes of the list for a property of a type; nothing where the metadata has none.
    pub(super) fn listed_property(
        &mut self,
        ty: &StructuredType,
        property: &str,
        of: &TypeRef,
    ) -> Result<Option<Listed>, Failure> {
        let lineage = self.schema.lineage(&ty.name)?;
        let Some(list) = self.schema.allowed_values_in(&lineage, property)? else {
            return Ok(None);
        };
        let owner = list.target.split_once('/');
        let owner = owner.map(|(owner, _)| self.names.name(owner).to_owned());
        self.listed(list, of, owner.as_deref()).map(Some)
    }

    /// The same for a parameter of an operation, whose struct is `owner`. Overloads share the enum, which has the values of all.
    pub(super) fn listed_parameter(
        &mut self,
        (operation, owner): (&Operation, &str),
        parameter: &Parameter,
    ) -> Result<Option<Listed>, Failure> {
        let Some(mut list) = self.schema.allowed_values_for(operation, parameter)? else {
            return Ok(None);
        };
        if !self.listed.contains_key(&list.target) {
            list = self.schema.allowed_values(&list.target)?.unwrap_or(list);
        }
        self.listed(list, &parameter.ty, Some(owner)).map(Some)
    }

    /// Whether a property becomes an enum of listed values.
    pub(super) fn is_listed_text(
        &self,
        ty: &StructuredType,
        property: &str,
        of: &TypeRef,
    ) -> Result<bool, Failure> {
        let lineage = self.schema.lineage(&ty.name)?;
        Ok(self.is_text(of)? && self.schema.allowed_values_in(&lineage, property)?.is_some())
    }

    /// One enum for each target that has a list. Lists of several targets may be the same in this version and differ in the next.
    fn listed(&mut self, list: AllowedValues, of: &TypeRef, owner: Option<&str>) -> Result<Listed, Failure> {
        if !self.is_text(of)? {
            let values: Vec<String> = list.values.iter().map(|one| format!("`{}`", one.value)).collect();
            return Ok(Listed::Sentence(format!("One of {}.", values.join(", "))));
        }
        if let Some(known) = self.listed.get(&list.target) {
            return Ok(Listed::Enum(known.clone()));
        }
        let wanted = match (owner, list.target.split_once('/')) {
            (Some(owner), Some((_, member))) => joined(owner, &pascal(member)),
            _ => pascal(local(&list.target)),
        };
        let wanted = match wanted.starts_with(|c: char| c.is_ascii_digit()) || wanted.is_empty() {
            true => format!("T{wanted}"),
            false => wanted,
        };
        let operations = &self.operation_names;
        let name = self.names.take(&wanted, |name| operations.is_taken(name));
        self.listed.insert(list.target.clone(), name.clone());
        let item = self.values(&list, name.clone())?;
        self.listed_items.push(item);
        Ok(Listed::Enum(name))
    }

    fn is_text(&self, of: &TypeRef) -> Result<bool, Failure> {
        Ok(match self.schema.type_kind(&of.name) {
            Some(Kind::TypeDefinition) => self.schema.type_definition(&of.name)?.underlying == TEXT,
            _ => of.name == TEXT,
        })
    }

    /// The enum of a list.
    fn values(&mut self, list: &AllowedValues, name: String) -> Result<Item, Failure> {
        self.imports.add("odata_entity", "EnumType");
        let mut names = Variants::new(list.values.iter().map(|one| one.value.as_str()));
        let mut arguments = vec![
            Argument::text("type", TEXT),
            Argument::text("allowed_values", &list.target),
        ];
        let mut variants: Vec<Variant> = list
            .values
            .iter()
            .map(|value| variant(value, &mut names))
            .collect();
        if names.pascal && variants.iter().any(|variant| variant.attributes.is_empty()) {
            arguments.push(Argument::text("rename_all", "PascalCase"));
        }
        variants.push(Variant {
            docs: vec!["A value that this build does not know, as it came.".to_owned()],
            attributes: vec![Attribute::odata(vec![Argument::word("other")])],
            name: names.fallback(&["Other", "Unrecognized", "OtherValue"]),
            holds: Some("String".to_owned()),
        });
        let mut docs = match list.target.contains('/') {
            true => Vec::new(),
            false => self.description(&list.target)?,
        };
        if docs.is_empty() {
            docs.push(format!("The values of `{}`.", list.target));
        }
        Ok(Item::Enumeration(Enumeration {
            docs,
            derives: "Debug, Clone, PartialEq, Eq, EnumType",
            attributes: vec![Attribute::odata(arguments)],
            name,
            variants,
        }))
    }
}

fn variant(value: &AllowedValue, names: &mut Variants) -> Variant {
    let called = match (&value.name, value.value.as_str()) {
        (Some(name), _) => name,
        (None, "") => "Empty",
        (None, value) => value,
    };
    let chosen = names.called(called, &value.value);
    let mut docs = value.description.clone();
    docs.retain(|text| !text.trim().is_empty());
    docs.dedup();
    if docs.is_empty() {
        docs.push(humanized(called, "value"));
    }
    let name = Argument::text("name", &value.value);
    Variant {
        docs,
        attributes: match chosen.rename {
            true => vec![Attribute::odata(vec![name])],
            false => Vec::new(),
        },
        name: chosen.ident,
        holds: None,
    }
}

/// `OrderStatus`, of `Order` and `Status` as of `Order` and `OrderStatus`.
fn joined(owner: &str, member: &str) -> String {
    let begins = member
        .strip_prefix(owner)
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_uppercase()));
    match begins {
        true => member.to_owned(),
        false => format!("{owner}{member}"),
    }
}
