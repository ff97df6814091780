//! What a schema has, as items that can be compared: each with what is stated about it, and its members.

use std::collections::BTreeMap;

use odata_entity_csdl::{
    AllowedValues, Error, Facets, Kind, Operation, Property, Revision, Scale, Schema, TypeRef,
};

/// What is stated about something: aspects with their values. One without a value is not there.
pub(crate) type Aspects = BTreeMap<&'static str, String>;

/// A type, an operation or a resource.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Item {
    pub(crate) aspects: Aspects,
    /// Its members, by what they are and their names: ``property `id` ``.
    pub(crate) members: BTreeMap<Member, Aspects>,
}

/// The kind and the name of a member.
pub(crate) type Member = (&'static str, String);

pub(crate) const PROPERTY: &str = "property";
pub(crate) const NAVIGATION: &str = "navigation property";
pub(crate) const ENUM_MEMBER: &str = "member";
pub(crate) const VALUE: &str = "value";
pub(crate) const PARAMETER: &str = "parameter";

/// The aspect that is a member's type.
pub(crate) const TYPE: &str = "type";

/// The items of a schema, by their kinds and names.
pub(crate) type Contents = BTreeMap<(&'static str, String), Item>;

/// Everything that a schema has.
///
/// # Errors
/// Something in it is faulty.
pub(crate) fn contents(schema: &Schema) -> Result<Contents, Error> {
    let mut contents = Contents::new();
    for kind in [Kind::EntityType, Kind::ComplexType] {
        let names: Vec<String> = schema.names(kind).collect();
        for name in names {
            let item = structured(schema, &name, false)?;
            contents.insert((kind_word(kind), name), item);
        }
    }
    for name in schema.names(Kind::EnumType).collect::<Vec<_>>() {
        let item = enumeration(schema, &name)?;
        contents.insert(("enumeration type", name), item);
    }
    for name in schema.names(Kind::TypeDefinition).collect::<Vec<_>>() {
        let definition = schema.type_definition(&name)?;
        let mut item = Item::default();
        state(&mut item.aspects, TYPE, Some(definition.underlying.clone()));
        state(&mut item.aspects, "values", values(schema.allowed_values(&name)?));
        contents.insert(("type definition", name), item);
    }
    for kind in [Kind::Action, Kind::Function] {
        let mut names: Vec<String> = schema.names(kind).collect();
        names.dedup();
        for name in names {
            for overload in schema.operations(&name)? {
                contents.insert(
                    (kind_word(overload.kind), title(overload)),
                    operation(schema, overload)?,
                );
            }
        }
    }
    container(schema, &mut contents)?;
    Ok(contents)
}

/// The word for a kind.
fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::EntityType => "entity type",
        Kind::ComplexType => "complex type",
        Kind::Action => "action",
        _ => "function",
    }
}

/// An entity type or complex type; `inherited` with what its bases have.
///
/// # Errors
/// The type or one of its bases is faulty.
pub(crate) fn structured(schema: &Schema, name: &str, inherited: bool) -> Result<Item, Error> {
    let ty = schema.structured_type(name)?;
    let lineage = schema.lineage(name)?;
    let mut item = Item::default();
    state(&mut item.aspects, "base", ty.base.clone());
    state(&mut item.aspects, "abstract", flag(ty.is_abstract));
    state(&mut item.aspects, "open", flag(schema.is_open(name)?));
    state(&mut item.aspects, "media", flag(ty.has_stream));
    state(
        &mut item.aspects,
        "deprecated",
        deprecation(schema.deprecation(name)?),
    );
    let key = match inherited && ty.kind == Kind::EntityType {
        true => schema.key(name)?,
        false => &ty.key,
    };
    let key: Vec<&str> = key.iter().map(|part| part.name()).collect();
    state(
        &mut item.aspects,
        "key",
        (!key.is_empty()).then(|| key.join(", ")),
    );
    let types = match inherited {
        true => lineage.as_slice(),
        false => lineage.get(..1).unwrap_or_default(),
    };
    for declaring in types {
        for property in &declaring.properties {
            let of = (PROPERTY, property.name.clone());
            let mut aspects = value(&property.ty, Some(property.is_nullable()), &property.facets);
            writing(schema, &lineage, property, &mut aspects)?;
            let list = schema.allowed_values_in(&lineage, &property.name)?;
            state(&mut aspects, "values", values(list));
            // What a derived type declares again is nearer.
            item.members.entry(of).or_insert(aspects);
        }
        for navigation in &declaring.navigation {
            let of = (NAVIGATION, navigation.name.clone());
            let mut aspects = value(&navigation.ty, None, &Facets::default());
            state(&mut aspects, "contained", flag(navigation.contains_target));
            item.members.entry(of).or_insert(aspects);
        }
    }
    Ok(item)
}

/// An enumeration type.
///
/// # Errors
/// It is faulty.
pub(crate) fn enumeration(schema: &Schema, name: &str) -> Result<Item, Error> {
    let ty = schema.enum_type(name)?;
    let mut item = Item::default();
    state(&mut item.aspects, "flags", flag(ty.is_flags));
    state(
        &mut item.aspects,
        "deprecated",
        deprecation(schema.deprecation(name)?),
    );
    for member in &ty.members {
        let mut aspects = Aspects::new();
        state(&mut aspects, "value", Some(member.value.to_string()));
        item.members.insert((ENUM_MEMBER, member.name.clone()), aspects);
    }
    Ok(item)
}

/// The values that a property, parameter or type definition lists.
///
/// # Errors
/// What lists them is faulty.
pub(crate) fn listed(schema: &Schema, target: &str) -> Result<Item, Error> {
    let list = schema.allowed_values(target)?.unwrap_or_default();
    let values = list.values.into_iter();
    Ok(Item {
        members: values.map(|one| ((VALUE, one.value), Aspects::new())).collect(),
        ..Item::default()
    })
}

/// The values in a line.
fn values(list: Option<AllowedValues>) -> Option<String> {
    let values = list?.values.into_iter();
    Some(values.map(|one| one.value).collect::<Vec<_>>().join(" | "))
}

/// An operation's name with what it is bound to, and for a function that has overloads the names of its parameters: these tell
/// the overloads apart.
pub(crate) fn title(operation: &Operation) -> String {
    let mut title = operation.name.clone();
    if let Some(binding) = operation.binding() {
        title.push_str(&format!(" on {binding}"));
    }
    if operation.kind == Kind::Function && !operation.arguments().is_empty() {
        let names: Vec<&str> = operation
            .arguments()
            .iter()
            .map(|parameter| parameter.name.as_str())
            .collect();
        title.push_str(&format!(" ({})", names.join(", ")));
    }
    title
}

/// An overload of an operation.
///
/// # Errors
/// An annotation of it is faulty.
pub(crate) fn operation(schema: &Schema, operation: &Operation) -> Result<Item, Error> {
    let mut item = Item::default();
    if let Some(returns) = &operation.returns {
        let returned = match returns.nullable {
            true => returns.ty.to_string(),
            false => format!("{}, not null", returns.ty),
        };
        state(&mut item.aspects, "returns", Some(returned));
    }
    state(&mut item.aspects, "composable", flag(operation.is_composable));
    for parameter in operation.arguments() {
        let mut aspects = value(&parameter.ty, Some(parameter.nullable), &parameter.facets);
        state(&mut aspects, "optional", flag(parameter.is_optional()));
        let list = schema.allowed_values_for(operation, parameter)?;
        state(&mut aspects, "values", values(list));
        item.members.insert((PARAMETER, parameter.name.clone()), aspects);
    }
    Ok(item)
}

fn container(schema: &Schema, contents: &mut Contents) -> Result<(), Error> {
    let Some(container) = schema.container()? else {
        return Ok(());
    };
    for resource in &container.resources {
        let kind = match resource.is_singleton {
            true => "singleton",
            false => "entity set",
        };
        let mut item = Item::default();
        state(&mut item.aspects, TYPE, Some(resource.entity_type.clone()));
        contents.insert((kind, resource.name.clone()), item);
    }
    for import in &container.imports {
        let kind = match import.is_action {
            true => "action import",
            false => "function import",
        };
        let mut item = Item::default();
        state(&mut item.aspects, "operation", Some(import.operation.clone()));
        contents.insert((kind, import.name.clone()), item);
    }
    Ok(())
}

/// The type of a value, and what limits it.
fn value(ty: &TypeRef, nullable: Option<bool>, facets: &Facets) -> Aspects {
    let mut aspects = Aspects::new();
    state(&mut aspects, TYPE, Some(ty.to_string()));
    state(
        &mut aspects,
        "null",
        (nullable == Some(false)).then(|| "never".to_owned()),
    );
    state(
        &mut aspects,
        "max length",
        facets.max_length.map(|length| length.to_string()),
    );
    state(
        &mut aspects,
        "precision",
        facets.precision.map(|digits| digits.to_string()),
    );
    let scale = facets.scale.map(|scale| match scale {
        Scale::Digits(digits) => digits.to_string(),
        Scale::Variable => "variable".to_owned(),
        Scale::Floating => "floating".to_owned(),
    });
    state(&mut aspects, "scale", scale);
    aspects
}

/// Who may write a property, and when.
fn writing(
    schema: &Schema,
    lineage: &[&odata_entity_csdl::StructuredType],
    property: &Property,
    aspects: &mut Aspects,
) -> Result<(), Error> {
    let Some(facts) = schema.facts_in(lineage, &property.name)? else {
        return Ok(());
    };
    let written = match () {
        () if facts.is_computed => Some("computed"),
        () if facts.is_read_only => Some("read-only"),
        () if facts.is_immutable => Some("immutable"),
        () if facts.is_write_only => Some("write-only"),
        () => None,
    };
    state(aspects, "writing", written.map(str::to_owned));
    if !facts.is_nullable {
        state(aspects, "null", Some("never".to_owned()));
    }
    state(aspects, "deprecated", deprecation(facts.deprecation));
    Ok(())
}

fn deprecation(revision: Option<Revision>) -> Option<String> {
    revision.map(|revision| revision.date.unwrap_or_else(|| "yes".to_owned()))
}

fn flag(is_set: bool) -> Option<String> {
    is_set.then(|| "yes".to_owned())
}

fn state(aspects: &mut Aspects, aspect: &'static str, value: Option<String>) {
    if let Some(value) = value {
        aspects.insert(aspect, value);
    }
}
