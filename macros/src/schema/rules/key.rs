//! The fields marked `key` are the type's key.

use crate::attr::Role;
use crate::model::TypeModel;
use crate::schema::context::{Check, Found, Type};
use odata_entity_csdl::Kind;

/// Compares the marks with the key; a key that the struct does not have at all is nobody's mistake.
pub(crate) fn all(check: &Check<'_>, model: &TypeModel<'_>, ty: &Type<'_>, found: &[Found<'_>]) {
    if ty.own.kind != Kind::EntityType {
        return;
    }
    let Some(keyed) = ty.lineage.iter().find(|ty| !ty.key.is_empty()) else {
        return none(check, model, ty);
    };
    let key: Vec<&str> = keyed.key.iter().map(|part| part.path.as_str()).collect();
    for (field, found) in model.fields().iter().zip(found) {
        let is_part = key.contains(&field.wire.as_str());
        match (field.role, found) {
            (_, Found::Nothing) => {}
            (Role::Key { .. }, _) if !is_part && !is_alternate(check, ty, &field.wire) => check.error(
                field.ident.span(),
                format_args!(
                    "`{}` is no key of `{}`; its key is `{}`",
                    field.wire,
                    ty.own.name,
                    key.join("`, `")
                ),
                keyed.offset,
            ),
            (Role::Property | Role::ReadOnly | Role::Immutable, _) if is_part => check.error(
                field.ident.span(),
                format_args!(
                    "`{}` is the key of `{}`: mark the field `#[odata(key)]`",
                    field.wire, ty.own.name
                ),
                keyed.offset,
            ),
            _ => {}
        }
    }
}

fn none(check: &Check<'_>, model: &TypeModel<'_>, ty: &Type<'_>) {
    // An abstract type may leave the key to those derived from it.
    if ty.own.is_abstract {
        return;
    }
    let keys = model
        .fields()
        .iter()
        .filter(|field| matches!(field.role, Role::Key { .. }));
    for field in keys {
        check.error(
            field.ident.span(),
            format_args!("`{}` has no key: drop `key`", ty.own.name),
            ty.own.offset,
        );
    }
}

/// Whether the property is of an alternate key: a path can name an entity by it too.
fn is_alternate(check: &Check<'_>, ty: &Type<'_>, name: &str) -> bool {
    let keys = check.schema().alternate_keys(&ty.own.name).unwrap_or_default();
    keys.iter().flatten().any(|part| part.path == name)
}
