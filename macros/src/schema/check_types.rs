//! The type exists and is of the right kind.

use super::check::Check;
use crate::attr::{Container, ContainerKind};
use crate::model::{Enumeration, Newtype, Structure, Union};
use odata_entity_csdl::{EnumType, Error, Kind, StructuredType, TypeDefinition};
use syn::LitStr;

/// A structured type of the schema with its bases.
pub(super) struct Type<'s> {
    pub(super) own: &'s StructuredType,
    /// The type itself and its bases, the root of the hierarchy last.
    pub(super) lineage: Vec<&'s StructuredType>,
}

impl Type<'_> {
    /// Whether instances may have properties that are not declared.
    pub(super) fn is_open(&self) -> bool {
        self.lineage.iter().any(|ty| ty.is_open)
    }

    /// Whether a property or navigation property has this name.
    pub(super) fn has_member(&self, name: &str) -> bool {
        self.lineage
            .iter()
            .any(|ty| ty.property(name).is_some() || ty.navigation_property(name).is_some())
    }

    /// The names of all properties and navigation properties, the type's own first.
    pub(super) fn members(&self) -> impl Iterator<Item = &str> {
        self.lineage.iter().flat_map(|ty| {
            let properties = ty.properties.iter().map(|property| property.name.as_str());
            properties.chain(ty.navigation.iter().map(|property| property.name.as_str()))
        })
    }
}

/// The type of a struct.
pub(super) fn structure<'s>(
    check: &Check<'s>,
    model: &mut Structure<'_>,
    kind: ContainerKind,
) -> Option<Type<'s>> {
    let ty = structured(check, &model.attrs, kind)?;
    model.facts.is_abstract = ty.own.is_abstract;
    model.facts.deprecated = deprecation(check, &ty.own.name);
    overlay(check, model, &ty);
    Some(ty)
}

/// The base type of a union.
pub(super) fn union<'s>(check: &Check<'s>, model: &mut Union<'_>, kind: ContainerKind) -> Option<Type<'s>> {
    let ty = structured(check, &model.attrs, kind)?;
    model.facts.deprecated = deprecation(check, &ty.own.name);
    Some(ty)
}

/// The enumeration type.
pub(super) fn enumeration<'s>(check: &Check<'s>, model: &Enumeration<'_>) -> Option<&'s EnumType> {
    let literal = model.attrs.type_name.get()?;
    let name = qualified(literal)?;
    let found = check.schema().enum_type(&name);
    let found = found.map_err(|error| unusable(check, literal, &error)).ok()?;
    alias(check, literal, &name, &found.name, found.offset);
    Some(found)
}

/// The type definition, if the newtype has its name.
pub(super) fn newtype<'s>(check: &Check<'s>, model: &Newtype<'_>) -> Option<&'s TypeDefinition> {
    let literal = model.attrs.type_name.get()?;
    let name = qualified(literal).filter(|name| !name.starts_with("Edm."))?;
    check
        .schema()
        .type_definition(&name)
        .map_err(|error| unusable(check, literal, &error))
        .ok()
}

fn structured<'s>(check: &Check<'s>, attrs: &Container, kind: ContainerKind) -> Option<Type<'s>> {
    let literal = attrs.type_name.get()?;
    let name = qualified(literal)?;
    let schema = check.schema();
    let own = match kind {
        ContainerKind::Entity => schema.entity_type(&name),
        ContainerKind::Complex => schema.complex_type(&name),
    };
    let found = own.and_then(|own| {
        let lineage = schema.lineage(&own.name)?;
        Ok(Type { own, lineage })
    });
    let found = found.map_err(|error| unusable(check, literal, &error)).ok()?;
    alias(check, literal, &name, &found.own.name, found.own.offset);
    Some(found)
}

/// An alias stands for a namespace in the metadata only; a type tag has the namespace (OData JSON 4.01, 4.6.3).
fn alias(check: &Check<'_>, literal: &LitStr, written: &str, name: &str, offset: usize) {
    if written != name {
        check.error(
            literal.span(),
            format_args!("`{written}` has an alias in place of its namespace: write `{name}`"),
            offset,
        );
    }
}

/// A name that the attribute's own rules accept; what they do not has its error already.
fn qualified(literal: &LitStr) -> Option<String> {
    Some(literal.value()).filter(|name| crate::check::is_qualified(name))
}

/// The error for a type that is not there or not usable, with what to do where it is of another kind.
fn unusable(check: &Check<'_>, literal: &LitStr, error: &Error) {
    let Error::WrongKind { name, found, .. } = error else {
        return check.error_in_file(literal.span(), error);
    };
    let derive = match found {
        Kind::EntityType => "Entity",
        Kind::ComplexType => "ComplexType",
        Kind::EnumType => "EnumType",
        Kind::TypeDefinition => "EdmValue",
        _ => return check.error_in_file(literal.span(), error),
    };
    let schema = check.schema();
    let offset = schema
        .structured_type(name)
        .map(|ty| ty.offset)
        .or_else(|_| schema.enum_type(name).map(|ty| ty.offset))
        .or_else(|_| schema.type_definition(name).map(|ty| ty.offset));
    let message = format!("{error}: derive `{derive}` for it");
    match offset {
        Ok(offset) => check.error(literal.span(), message, offset),
        Err(_) => check.error_in_file(literal.span(), message),
    }
}

/// What a deprecation warning says, if the target is deprecated.
pub(super) fn deprecation(check: &Check<'_>, target: &str) -> Option<String> {
    let revision = check.schema().deprecation(target).ok()??;
    Some(
        format!("`{target}` is deprecated {revision}")
            .trim_end()
            .to_owned(),
    )
}

/// The overlay's lines about the type name properties that it has.
fn overlay(check: &Check<'_>, model: &Structure<'_>, ty: &Type<'_>) {
    for entry in check.loaded().marked.get(&ty.own.name).into_iter().flatten() {
        if let Some(error) = check.schema().check_overlay_entry(entry) {
            let name = check.loaded().overlay_name();
            check.error_in_file(
                model.input.ident.span(),
                format_args!("overlay `{name}`, {error}"),
            );
        }
    }
}
