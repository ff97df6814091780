//! Each field is a property of the type or of a base, and a navigation property if it is marked as one.

use crate::attr::Role;
use crate::model::{Field, TypeModel};
use crate::schema::context::{Check, Found, Type};
use odata_entity_csdl::{NavigationProperty, Property};
use odata_entity_names::{nearest, snake};
use syn::ext::IdentExt;

/// Looks up every field; one entry a field.
pub(crate) fn all<'s>(check: &Check<'s>, model: &TypeModel<'_>, ty: &Type<'s>) -> Vec<Found<'s>> {
    model
        .fields()
        .iter()
        .map(|field| one(check, model, field, ty))
        .collect()
}

fn one<'s>(check: &Check<'s>, model: &TypeModel<'_>, field: &Field<'_>, ty: &Type<'s>) -> Found<'s> {
    match field.role {
        Role::Skip | Role::Base | Role::Tag | Role::Annotation(_) => return Found::Nothing,
        Role::Open => {
            if !ty.is_open() {
                check.error(
                    field.ident.span(),
                    format_args!(
                        "`{}` is not an open type, so it has no undeclared members: drop the field",
                        ty.own.name
                    ),
                    ty.own.offset,
                );
            }
            return Found::Nothing;
        }
        _ => {}
    }
    for by in &ty.lineage {
        if let Some(property) = by.property(&field.wire) {
            return as_property(check, field, property);
        }
        if let Some(property) = by.navigation_property(&field.wire) {
            return as_navigation(check, field, property);
        }
    }
    unknown(check, model, field, ty);
    Found::Nothing
}

fn as_property<'s>(check: &Check<'_>, field: &Field<'_>, property: &'s Property) -> Found<'s> {
    let name = &property.name;
    let is_stream = property.ty.name == "Edm.Stream";
    let wrong = match field.role {
        Role::Navigation { .. } => Some(format!(
            "`{name}` is a property of the type `{}`, not a navigation property: drop `navigation`",
            property.ty
        )),
        Role::Stream if !is_stream => Some(format!(
            "`{name}` is `{}`, not a stream: drop `stream`",
            property.ty
        )),
        Role::Stream => None,
        _ if is_stream => Some(format!(
            "`{name}` is a stream, which is in no body: mark the field `#[odata(stream)]`"
        )),
        _ => None,
    };
    match wrong {
        Some(message) => {
            check.error(field.ident.span(), message, property.offset);
            Found::Nothing
        }
        None => Found::Property(property),
    }
}

fn as_navigation<'s>(check: &Check<'_>, field: &Field<'_>, property: &'s NavigationProperty) -> Found<'s> {
    if matches!(field.role, Role::Navigation { .. }) {
        return Found::Navigation(property);
    }
    check.error(
        field.ident.span(),
        format_args!(
            "`{}` is a navigation property, which leads to `{}` and is in no patch: mark the field `#[odata(navigation)]`",
            property.name, property.ty
        ),
        property.offset,
    );
    // Behind the error it counts as one.
    Found::Navigation(property)
}

/// The error for a name that the type has not; of an open type only if it is near to one that is declared.
fn unknown(check: &Check<'_>, model: &TypeModel<'_>, field: &Field<'_>, ty: &Type<'_>) {
    let wire = &field.wire;
    let taken = |name: &&str| model.fields().iter().any(|other| other.wire == **name);
    let near =
        nearest(wire, ty.members().filter(|name| !taken(name))).or_else(|| nearest(wire, ty.members()));
    if near.is_none() && ty.is_open() {
        return;
    }
    let hint = match (near, derived(check, ty, wire)) {
        (_, Some(derived)) => format!("; `{derived}`, which is derived from it, has"),
        (Some(near), None) => format!("; {}", proposal(model, field, near)),
        (None, None) => "; a field that is not of the service is marked `#[odata(skip)]`".to_owned(),
    };
    check.missing(
        field.wire_span,
        format_args!("`{}` has no property `{wire}`{hint}", ty.own.name),
        Some(ty.own.offset),
        &format!("`{}`", ty.own.name),
    );
}

/// A type derived from this one that has the property.
fn derived(check: &Check<'_>, ty: &Type<'_>, property: &str) -> Option<String> {
    let schema = check.schema();
    let has = |name: &String| schema.property(name, property).is_ok_and(|found| found.is_some());
    schema.derived_types(&ty.own.name).into_iter().find(has)
}

/// How to give the field the right name.
fn proposal(model: &TypeModel<'_>, field: &Field<'_>, near: &str) -> String {
    if field.attrs.name.is_set() || field.serde.rename.is_set() {
        return format!("the nearest is `{near}`");
    }
    let rule = model.serde.rename_all.get();
    let written = |name: &str| rule.map_or_else(|| name.to_owned(), |rule| rule.field(name));
    let ident = field.ident.unraw().to_string();
    let name = snake(near);
    if written(&name) == near && name != ident {
        return format!("the nearest is `{near}`: name the field `{name}`");
    }
    format!("the nearest is `{near}`: add `#[serde(rename = \"{near}\")]`")
}
