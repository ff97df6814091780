//! A complex value that is sent as one has all that the service would else lose.

use crate::attr::{Role, TypeKind};
use crate::model::TypeModel;
use crate::schema::context::{Check, Type};
use crate::schema::warning::warning_beside;
use odata_entity_csdl::Property;

/// How many names a warning lists.
const LISTED: usize = 8;

/// Warns of writable properties that the struct of a complex type has no fields for: a service may replace the value that it has
/// by the one that is sent (OData Protocol 4.01, 11.4.3, has it merge; both are met).
pub(crate) fn complete(check: &Check<'_>, model: &TypeModel<'_>, ty: &Type<'_>) {
    if model.kind != TypeKind::Complex || model.attrs.merge.is_set() {
        return;
    }
    let has = |role: Role| model.fields().iter().any(|field| field.role == role);
    if has(Role::Open) {
        return;
    }
    // What an embedded base lacks is reported of it.
    let types = if has(Role::Base) { 1 } else { usize::MAX };
    let is_writable = |property: &&Property| {
        let facts = check
            .schema()
            .facts_in(&ty.lineage, &property.name)
            .ok()
            .flatten();
        property.ty.name != "Edm.Stream"
            && facts.is_some_and(|facts| !facts.is_never_written() && !facts.is_immutable)
    };
    let missing: Vec<&str> = (ty.lineage.iter().take(types))
        .flat_map(|ty| &ty.properties)
        .filter(|property| !model.fields().iter().any(|field| field.wire == property.name))
        .filter(is_writable)
        .map(|property| property.name.as_str())
        .collect();
    if missing.is_empty() {
        return;
    }
    let listed: Vec<String> = missing
        .iter()
        .take(LISTED)
        .map(|name| format!("`{name}`"))
        .collect();
    let more = match missing.len().saturating_sub(LISTED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message = format!(
        "a changed `{}` is sent as one value, and a service that replaces the one it has loses what this struct lacks: {}{more}; \
         add the fields, or write `#[odata(merge)]` if the service merges ({})",
        ty.own.name,
        listed.join(", "),
        check.loaded().place(ty.own.offset),
    );
    check.warn(warning_beside(model.input, "PROPERTIES_ARE_MISSING", &message));
}
