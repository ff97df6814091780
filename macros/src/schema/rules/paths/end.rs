//! The path leads to the type, and what can be done there.

use super::behind::forbidden;
use super::route::PathCheck;
use crate::model::{Fixed, PathFacts, Tracked};
use crate::template::Segment;
use odata_entity_csdl::{Kind, Location, Reached, Route, StructuredType, TypeRef};

/// The name of the function that reports changes.
const DELTA: &str = "delta";

impl PathCheck<'_, '_> {
    /// The path leads to one entity of the type, of a base, or of a derived type.
    pub(super) fn end(&self, end: &Location<'_>, to: &StructuredType) {
        // The media of an entity, or a number.
        if matches!(end.reached, Reached::Value | Reached::Count) {
            return;
        }
        let (span, own) = (self.literal.span(), &to.name);
        let Some(ty) = &end.ty else {
            return self.check.error(
                span,
                format_args!(
                    "the path leads to an operation that returns nothing, not to `{own}`: end it before that; an operation is a struct of \
                     its own, with `#[derive(Action)]`"
                ),
                to.offset,
            );
        };
        let schema = self.check.schema();
        let related = |a: &str, b: &str| schema.is_derived_from(a, b).unwrap_or(false);
        if ty.name.starts_with("Edm.") && matches!(ty.name.as_str(), "Edm.Untyped" | "Edm.EntityType") {
            return;
        }
        if !related(own, &ty.name) && !related(&ty.name, own) {
            let offset = schema.structured_type(&ty.name).map_or(to.offset, |ty| ty.offset);
            self.check.error(
                span,
                format_args!("the path leads to `{ty}`, not to `{own}` or a type related to it"),
                offset,
            );
        } else if ty.is_collection && !matches!(end.reached, Reached::Ref) {
            let name = ty.name.rsplit('.').next().unwrap_or_default();
            self.check.error(
                span,
                format_args!(
                    "the path leads to a collection of `{}`: end it with a key, `/{{{name}Id}}`",
                    ty.name
                ),
                to.offset,
            );
        }
    }

    /// The type that the path declares, which `declared` may repeat and not contradict.
    pub(super) fn declared(&self, end: &Location<'_>) -> Option<String> {
        let declared = end
            .ty
            .as_ref()
            .map(|ty| ty.name.clone())
            .filter(|name| !name.starts_with("Edm."))?;
        if let Some(literal) = self.declared
            && self.check.schema().canonical(&literal.value()) != declared
        {
            self.check.error(
                literal.span(),
                format_args!("the path declares `{declared}`: write that, or drop `declared`"),
                self.ty.map_or(0, |ty| ty.own.offset),
            );
        }
        Some(declared)
    }

    /// What the service's restrictions forbid at the path and at its collection.
    pub(super) fn restrictions(&self, route: &Route<'_>, facts: &mut PathFacts) {
        let at = |location: Option<&Location<'_>>| {
            let restrictions = location.and_then(|location| location.restrictions(self.check.schema()).ok());
            forbidden(&restrictions.unwrap_or_default())
        };
        facts.one = at(route.end());
        let end = route
            .end()
            .and_then(|end| end.restrictions(self.check.schema()).ok());
        let end = end.unwrap_or_default();
        facts.behind = self.behind(route.end());
        facts.needs_etag = end.needs_etag == Some(true);
        facts.fixed = Fixed {
            on_update: end.non_updatable_properties,
            on_creation: end.non_insertable_properties,
        };
        if self.template.collection().is_some() {
            // A key in parentheses is in one segment with the collection, whose restrictions count for both.
            facts.many = match self.template.segments.last() {
                Some(Segment::Key { .. }) => at(route.locations.iter().rev().nth(1)),
                _ => facts.one,
            };
            facts.many.tracked = self.tracked(route.end(), end.tracks_changes);
        }
    }

    /// How the changes of a collection are asked for: by a function `delta` that is bound to its type or a base, or where
    /// `Capabilities.ChangeTracking` is stated.
    fn tracked(&self, end: Option<&Location<'_>>, stated: Option<bool>) -> Tracked {
        let schema = self.check.schema();
        let Some(ty) = end.and_then(|end| end.ty.as_ref()) else {
            return Tracked::Unknown;
        };
        let collection = TypeRef {
            name: ty.name.clone(),
            is_collection: true,
        };
        // The names of what can be called there are looked up anyway, for the keys; few have this one.
        let names = self.check.loaded().reserved(&collection).names;
        let has_function = names.split(' ').any(|name| name == DELTA)
            && schema
                .bound_operations(&collection, DELTA)
                .unwrap_or_default()
                .iter()
                .any(|operation| operation.kind == Kind::Function && operation.arguments().is_empty());
        let by_container = || {
            let container = schema.container().ok().flatten()?;
            let of_container = schema.restrictions([container.name.as_str()]).ok()?;
            of_container.tracks_changes
        };
        let is_stated = stated.or_else(by_container) == Some(true);
        match (has_function, is_stated) {
            (true, true) => Tracked::Unknown,
            (true, false) => Tracked::ByFunction,
            (false, true) => Tracked::ByPreference,
            (false, false) => Tracked::No,
        }
    }
}
