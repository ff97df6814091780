//! What can be done with each property: taken over from the schema, or contradicted by an attribute.

use crate::attr::Role;
use crate::model::{Field, Shape, TypeModel};
use crate::schema::context::{Check, Found, Type};
use odata_entity_csdl::{Facts, NavigationProperty, Property, Revision};
use proc_macro2::Span;

/// Takes over roles, nullability and deprecations.
pub(crate) fn all(check: &Check<'_>, model: &mut TypeModel<'_>, ty: &Type<'_>, found: &[Found<'_>]) {
    let writes_debug = model.attrs.debug.is_set();
    for (field, found) in model.fields_mut().iter_mut().zip(found) {
        match found {
            Found::Property(property) => {
                let facts = one(check, field, property, ty);
                secret(check, field, property, &facts.unwrap_or_default(), writes_debug);
            }
            Found::Navigation(property) => {
                let by = ty
                    .lineage
                    .iter()
                    .find(|ty| ty.navigation_property(&property.name).is_some());
                field.deprecated =
                    by.and_then(|by| check.deprecation(&format!("{}/{}", by.name, property.name)));
                if matches!(field.role, Role::Navigation { .. }) {
                    relation(check, field, property, ty);
                } else {
                    field.role = Role::Navigation { deep: false };
                }
            }
            Found::Nothing => {}
        }
    }
}

fn one(check: &Check<'_>, field: &mut Field<'_>, property: &Property, ty: &Type<'_>) -> Option<Facts> {
    let facts = match check.schema().facts_in(&ty.lineage, &property.name) {
        Ok(facts) => facts?,
        Err(error) => {
            check.error_in_file(field.ident.span(), error);
            return None;
        }
    };
    let is_deprecated = field
        .carried
        .iter()
        .any(|attr| attr.path().is_ident("deprecated"));
    field.deprecated = match &facts.deprecation {
        // By the user's own word, which is carried over.
        _ if is_deprecated => None,
        Some(revision) => Some(note(property, revision)),
        None => deprecated_type(check, property),
    };
    role(check, field, property, &facts, ty);
    nullability(check, field, property, &facts);
    Some(facts)
}

fn note(property: &Property, revision: &Revision) -> String {
    format!("the property `{}` is deprecated {revision}", property.name)
        .trim_end()
        .to_owned()
}

/// The note for a property that is not deprecated itself, but of a type that is: an enumeration type has no own
/// function that could give the warning.
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

/// What can be written and not read is not shown; what is in no body needs no mark for it.
fn secret(check: &Check<'_>, field: &mut Field<'_>, property: &Property, facts: &Facts, writes_debug: bool) {
    let name = &property.name;
    field.is_secret |= facts.is_write_only && !matches!(field.role, Role::Key { .. });
    if field.role != Role::ReadOnly {
        return;
    }
    let by_schema = field.attrs.role.span().is_none() && !field.serde.skip_serializing;
    if facts.is_write_only && !by_schema {
        check.error(
            field.attrs.role.span().unwrap_or_else(|| field.ident.span()),
            format_args!("`{name}` can be written and not read: drop `read_only`"),
            property.offset,
        );
    }
    if let Some(span) = field.attrs.write_only.span()
        && by_schema
    {
        let message =
            format_args!("`{name}` is never sent, so it cannot be `write_only`: write `secret`, or drop it");
        check.error(span, message, property.offset);
    } else if let Some(span) = field.attrs.secret.span()
        && by_schema
        && !writes_debug
    {
        check.error(
            span,
            format_args!(
                "`{name}` is never sent, so nothing shows it but a `Debug` of the type: add `debug` to the type's \
                 `#[odata(…)]` in place of `#[derive(Debug)]`, or drop `secret`"
            ),
            property.offset,
        );
    }
}

/// Whether a navigation property may lead nowhere, so that it can be unbound.
fn relation(check: &Check<'_>, field: &mut Field<'_>, property: &NavigationProperty, ty: &Type<'_>) {
    if let Some(span) = field.attrs.non_nullable.span()
        && property.nullable == Some(true)
    {
        check.error(
            span,
            format_args!("`{}` is nullable: drop `non_nullable`", property.name),
            property.offset,
        );
    }
    let is_bound_always = check.schema().is_bound_always(&ty.own.name, property);
    if is_bound_always.unwrap_or_default() && field.shape == Shape::Nullable {
        field.shape = Shape::NonNullable;
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
