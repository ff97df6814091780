//! Properties that a service does not update.

use crate::attr::Role;
use crate::model::{Fixed, TypeModel};
use crate::schema::context::{Check, Type};

/// Takes over which properties a service does not update (`UpdateRestrictions/NonUpdatableProperties`, OData Capabilities
/// vocabulary): where all paths of the type have it so, or the type itself, they are in create bodies at most.
pub(super) fn fixed(check: &Check<'_>, ty: &Type<'_>, model: &mut TypeModel<'_>) {
    let of_type = check
        .schema()
        .restrictions([ty.own.name.as_str()])
        .unwrap_or_default();
    let paths = &model.paths;
    let everywhere = |name: &str, list: fn(&Fixed) -> &Vec<String>, of_type: &[String]| {
        let mut lists = paths.iter().map(|path| list(&path.facts.fixed));
        of_type.iter().any(|fixed| fixed == name)
            || (!paths.is_empty() && lists.all(|list| list.iter().any(|fixed| fixed == name)))
    };
    let mut roles = Vec::new();
    for field in model.fields() {
        let is_fixed = everywhere(
            &field.wire,
            |fixed| &fixed.on_update,
            &of_type.non_updatable_properties,
        );
        let is_never = is_fixed
            && everywhere(
                &field.wire,
                |fixed| &fixed.on_creation,
                &of_type.non_insertable_properties,
            );
        roles.push(match field.role {
            Role::Property | Role::Immutable if is_never => Some(Role::ReadOnly),
            Role::Property if is_fixed => Some(Role::Immutable),
            _ => None,
        });
    }
    for (field, role) in model.fields_mut().iter_mut().zip(roles) {
        field.role = role.unwrap_or(field.role);
    }
}
