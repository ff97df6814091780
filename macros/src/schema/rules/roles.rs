//! What can be done with each property: taken over from the schema, or contradicted by an attribute.

use crate::attr::Role;
use crate::model::{Field, Shape, TypeModel};
use crate::schema::context::{Check, Found, Type};
use odata_entity_csdl::{Facts, Property, Revision};
use proc_macro2::Span;

/// Takes over roles, nullability and deprecations.
pub(crate) fn all(check: &Check<'_>, model: &mut TypeModel<'_>, ty: &Type<'_>, found: &[Found<'_>]) {
    for (field, found) in model.fields_mut().iter_mut().zip(found) {
        match found {
            Found::Property(property) => one(check, field, property, ty),
            Found::Navigation(property) => {
                let by = ty
                    .lineage
                    .iter()
                    .find(|ty| ty.navigation_property(&property.name).is_some());
                field.deprecated =
                    by.and_then(|by| check.deprecation(&format!("{}/{}", by.name, property.name)));
            }
            Found::Nothing => {}
        }
    }
}

fn one(check: &Check<'_>, field: &mut Field<'_>, property: &Property, ty: &Type<'_>) {
    let facts = match check.schema().facts_in(&ty.lineage, &property.name) {
        Ok(Some(facts)) => facts,
        Ok(None) => return,
        Err(error) => return check.error_in_file(field.ident.span(), error),
    };
    field.deprecated = match &facts.deprecation {
        Some(revision) => Some(note(property, revision)),
        None => deprecated_type(check, property),
    };
    role(check, field, property, &facts, ty);
    nullability(check, field, property, &facts);
}

fn note(property: &Property, revision: &Revision) -> String {
    format!("the property `{}` is deprecated {revision}", property.name)
        .trim_end()
        .to_owned()
}

/// The note for a property that is not deprecated itself, but of a type that is: an enumeration type has no function of its own
/// that could give the warning.
fn deprecated_type(check: &Check<'_>, property: &Property) -> Option<String> {
    if property.ty.is_primitive() {
        return None;
    }
    let note = check.deprecation(&property.ty.name)?;
    Some(format!(
        "the property `{}` is of a deprecated type: {note}",
        property.name
    ))
}

fn role(check: &Check<'_>, field: &mut Field<'_>, property: &Property, facts: &Facts, ty: &Type<'_>) {
    let never = match (facts.is_computed, facts.is_read_only) {
        (true, _) => Some("computed by the service".to_owned()),
        (_, true) => Some(format!("read-only{}", by_overlay(check, property, ty))),
        _ => None,
    };
    let span = field.attrs.role.span().unwrap_or_else(Span::call_site);
    match (field.role, never) {
        (Role::Property, Some(_)) => field.role = Role::ReadOnly,
        (Role::Property, None) if facts.is_immutable => field.role = Role::Immutable,
        (Role::Immutable, Some(never)) => check.error(
            span,
            format_args!(
                "`{}` is {never} and cannot be sent on creation either: drop `immutable`",
                property.name
            ),
            property.offset,
        ),
        (Role::Key { client: true }, Some(never)) => check.error(
            span,
            format_args!(
                "`{}` is {never}, so the client cannot choose it: write `key`",
                property.name
            ),
            property.offset,
        ),
        _ => {}
    }
}

/// Where the overlay marks the property read-only, which nobody finds in the metadata.
fn by_overlay(check: &Check<'_>, property: &Property, ty: &Type<'_>) -> String {
    let marked = &check.loaded().marked;
    let mut entries = ty.lineage.iter().filter_map(|ty| marked.get(&ty.name)).flatten();
    entries
        .find(|entry| entry.property == property.name && entry.marks.read_only)
        .map(|entry| format!(" by `{}`, line {},", check.loaded().overlay_name(), entry.line))
        .unwrap_or_default()
}

fn nullability(check: &Check<'_>, field: &mut Field<'_>, property: &Property, facts: &Facts) {
    if let Some(span) = field.attrs.non_nullable.span()
        && facts.is_nullable
        && property.nullable == Some(true)
    {
        check.error(
            span,
            format_args!("`{}` is nullable: drop `non_nullable`", property.name),
            property.offset,
        );
    }
    // A collection is never null; the facet is about its items (OData CSDL XML 4.01, 7.2.1).
    let is_sent = matches!(field.role, Role::Property | Role::Immutable);
    if is_sent && field.shape == Shape::Nullable && !facts.is_nullable && !property.ty.is_collection {
        field.shape = Shape::NonNullable;
    }
}
