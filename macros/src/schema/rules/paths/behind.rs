//! What cannot be done behind the navigation properties of a type.

use super::route::PathCheck;
use crate::attr::Role;
use crate::model::{Field, Forbidden, Tracked, TypeModel};
use crate::schema::context::{Check, Type};
use odata_entity_csdl::{Location, Restrictions, Segment};

/// The names of the navigation properties, in the order of the fields.
pub(super) fn names(model: &TypeModel<'_>) -> Vec<String> {
    let fields = model.fields().iter();
    let fields = fields.filter(|field| is_navigation(field));
    fields.map(|field| field.wire.clone()).collect()
}

fn is_navigation(field: &Field<'_>) -> bool {
    matches!(field.role, Role::Navigation { .. })
}

impl PathCheck<'_, '_> {
    /// What cannot be done behind each navigation property of what the path leads to.
    pub(super) fn behind(&self, end: Option<&Location<'_>>) -> Vec<Forbidden> {
        let schema = self.check.schema();
        let behind = self.navigation.iter().map(|name| {
            let location = end.and_then(|end| schema.step(end, &Segment::Name(name)).ok());
            let restrictions = location.and_then(|location| location.restrictions(schema).ok());
            forbidden(&restrictions.unwrap_or_default())
        });
        behind.collect()
    }
}

/// Takes over what cannot be done behind each navigation property: where all paths of the type have it so, whose entity sets may restrict
/// what is behind them (`NavigationRestrictions`); of a type without paths, by the navigation property itself.
pub(super) fn restrict(check: &Check<'_>, ty: &Type<'_>, model: &mut TypeModel<'_>) {
    let paths = &model.paths;
    let by_path = |at: usize| {
        let mut behind = paths.iter().map(|path| path.facts.behind.get(at).copied());
        let first = behind.next()??;
        behind.try_fold(first, |all, one| one.map(|one| both(all, one)))
    };
    let by_type = |name: &str| {
        let by = ty
            .lineage
            .iter()
            .find(|by| by.navigation_property(name).is_some())?;
        let to = &by.navigation_property(name)?.ty.name;
        let target = format!("{}/{name}", by.name);
        let restrictions = check.schema().restrictions([target.as_str(), to.as_str()]);
        Some(forbidden(&restrictions.ok()?))
    };
    let names = names(model);
    let found = names.iter().enumerate();
    let found: Vec<Forbidden> = found
        .map(|(at, name)| by_path(at).or_else(|| by_type(name)).unwrap_or_default())
        .collect();
    let fields = model.fields_mut().iter_mut();
    for (field, forbidden) in fields.filter(|field| is_navigation(field)).zip(found) {
        field.forbidden = forbidden;
    }
}

/// What cannot be done by either.
fn both(a: Forbidden, b: Forbidden) -> Forbidden {
    Forbidden {
        update: a.update && b.update,
        insert: a.insert && b.insert,
        delete: a.delete && b.delete,
        tracked: Tracked::Unknown,
    }
}

/// What restrictions forbid.
pub(super) fn forbidden(restrictions: &Restrictions) -> Forbidden {
    Forbidden {
        update: restrictions.updatable == Some(false),
        insert: restrictions.insertable == Some(false),
        delete: restrictions.deletable == Some(false),
        tracked: Tracked::Unknown,
    }
}
