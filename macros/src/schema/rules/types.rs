//! The type exists and is of the right kind.

use crate::attr::{Container, TypeKind};
use crate::model::{Enumeration, Newtype, TypeModel, TypeShape};
use crate::schema::context::{Check, Type};
use odata_entity_csdl::{EnumType, Error, Kind, TypeDefinition};
use syn::LitStr;

/// The type of a struct, or the base type of a union.
pub(crate) fn structured<'s>(check: &Check<'s>, model: &mut TypeModel<'_>) -> Option<Type<'s>> {
    let ty = find(check, &model.attrs, model.kind)?;
    model.facts.deprecated = check.deprecation(&ty.own.name);
    if matches!(model.shape, TypeShape::Struct(_)) {
        // A union has instances: those of the derived types.
        model.facts.is_abstract = ty.own.is_abstract;
        overlay(check, model, &ty);
    }
    Some(ty)
}

/// The enumeration type.
pub(crate) fn enumeration<'s>(check: &Check<'s>, model: &Enumeration<'_>) -> Option<&'s EnumType> {
    let literal = model.attrs.type_name.get()?;
    let name = qualified(literal)?;
    let found = check.schema().enum_type(&name);
    let found = found.map_err(|error| unusable(check, literal, &error)).ok()?;
    alias(check, literal, &name, &found.name, found.offset);
    Some(found)
}

/// The type definition, if the newtype has its name.
pub(crate) fn newtype<'s>(check: &Check<'s>, model: &Newtype<'_>) -> Option<&'s TypeDefinition> {
    let literal = model.attrs.type_name.get()?;
    let name = qualified(literal).filter(|name| !name.starts_with("Edm."))?;
    check
        .schema()
        .type_definition(&name)
        .map_err(|error| unusable(check, literal, &error))
        .ok()
}

fn find<'s>(check: &Check<'s>, attrs: &Container, kind: TypeKind) -> Option<Type<'s>> {
    let literal = attrs.type_name.get()?;
    let name = qualified(literal)?;
    let schema = check.schema();
    let own = match kind {
        TypeKind::Entity => schema.entity_type(&name),
        TypeKind::Complex => schema.complex_type(&name),
    };
    let found = own.and_then(|own| {
        let lineage = schema.lineage(&own.name)?;
        Ok(Type { own, lineage })
    });
    let found = found.map_err(|error| unusable(check, literal, &error)).ok()?;
    alias(check, literal, &name, &found.own.name, found.own.offset);
    Some(found)
}

/// An alias is a namespace in the metadata only; a type tag has the namespace (OData JSON 4.01, 4.6.3).
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
        if error.is_missing() {
            let argument = format!("`{}`", literal.value());
            return check.missing(literal.span(), error, None, &argument);
        }
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

/// The overlay's lines about the type name properties that it has.
fn overlay(check: &Check<'_>, model: &TypeModel<'_>, ty: &Type<'_>) {
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
