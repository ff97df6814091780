//! A service that lists the paths of its types has no others: Redfish's metadata does (`Redfish.Uris`).

use super::route::PathCheck;
use odata_entity_csdl as csdl;
use odata_entity_names::nearest;

impl PathCheck<'_, '_> {
    /// The type that a path leads to which the metadata lists, as Redfish's does for each type; nothing for other services, whose paths
    /// begin at the container. The error proposes the path that is meant.
    pub(super) fn listed(&self, segments: &[csdl::Segment<'_>]) -> Result<Option<String>, String> {
        let schema = self.check.schema();
        let Some(ty) = self.ty else {
            let found = schema
                .all_uris()
                .iter()
                .find(|(uri, _)| has_as_many(uri, segments) && is_listed(uri, segments));
            return Ok(found.map(|(_, ty)| ty.clone()));
        };
        let uris = schema.uris(&ty.own.name).unwrap_or_default();
        if uris.is_empty() {
            return Ok(None);
        }
        if uris.iter().any(|uri| is_listed(uri, segments)) {
            return Ok(Some(ty.own.name.clone()));
        }
        let below: Vec<&str> = uris.iter().map(|uri| below_root(uri)).collect();
        let near = nearest(&self.template.text, below.iter().copied()).or(below.first().copied());
        let near = near.map_or_else(String::new, |near| format!("; write {near:?}"));
        Err(format!(
            "the metadata lists {} for `{}` (`Redfish.Uris`), and this is none of them{near}",
            match below.len() {
                1 => "one path".to_owned(),
                number => format!("{number} paths"),
            },
            ty.own.name
        ))
    }

    /// The error for a path of a call that leads nowhere, where the metadata lists paths.
    pub(super) fn unlisted(&self) -> Option<String> {
        let uris = self.check.schema().all_uris();
        if self.ty.is_some() || uris.is_empty() {
            return None;
        }
        let near = nearest(&self.template.text, uris.iter().map(|(uri, _)| below_root(uri)));
        let near = near.map_or_else(String::new, |near| format!("; write {near:?}"));
        Some(format!(
            "the metadata lists {} paths (`Redfish.Uris`), and this is none of them{near}",
            uris.len()
        ))
    }

    /// Whether it is an action of a listed resource: below it, `Actions` and the action's name (DSP0266, "POST (action)").
    pub(super) fn is_listed_action(&self, segments: &[csdl::Segment<'_>]) -> bool {
        let [
            resource @ ..,
            csdl::Segment::Name("Actions"),
            csdl::Segment::Name(name),
        ] = segments
        else {
            return false;
        };
        let schema = self.check.schema();
        let mut uris = schema.all_uris().iter();
        let is_action = schema
            .operations(name)
            .unwrap_or_default()
            .iter()
            .any(|operation| operation.kind == csdl::Kind::Action);
        is_action && uris.any(|(uri, _)| has_as_many(uri, resource) && is_listed(uri, resource))
    }
}

/// Whether a path can have as many segments as a listed one: quicker than to compare each.
fn has_as_many(uri: &str, segments: &[csdl::Segment<'_>]) -> bool {
    let number = uri.trim_end_matches('/').matches('/').count();
    number == segments.len() || number == segments.len() + ROOT.matches('/').count()
}

/// What Redfish's paths begin with, and the base URL ends with (DSP0266, "Service root").
const ROOT: &str = "/redfish/v1";

fn below_root(uri: &str) -> &str {
    uri.strip_prefix(ROOT)
        .filter(|rest| rest.starts_with('/'))
        .unwrap_or(uri)
}

/// Whether a path is a listed one, written from the service root or from the host on. What is in braces may have another name.
fn is_listed(uri: &str, segments: &[csdl::Segment<'_>]) -> bool {
    let listed = csdl::Segment::split(uri.trim_end_matches('/'));
    let below = csdl::Segment::split(below_root(uri).trim_end_matches('/'));
    listed == segments || below == segments
}
