//! Each segment of a path leads somewhere, and the last one to the type.

use super::route::{PathCheck, routed};
use crate::model::PathFacts;
use odata_entity_csdl::{self as csdl, Route};

impl<'s> PathCheck<'_, 's> {
    pub(super) fn check(&self) -> Option<PathFacts> {
        let segments = &self.template.segments;
        if self.template.is_faulty {
            return None;
        }
        let parsed: Vec<csdl::Segment<'_>> = segments.iter().map(routed).collect();
        match self.listed(&parsed) {
            Ok(None) => {}
            Ok(Some(declared)) => {
                return Some(PathFacts {
                    declared: Some(declared),
                    ..PathFacts::default()
                });
            }
            Err(message) => {
                self.check.error_in_file(self.literal.span(), message);
                return None;
            }
        }
        self.key_segments();
        let route = match self.check.schema().route(&parsed) {
            Ok(route) => route,
            Err(_) if self.ty.is_none() && self.is_listed_action(&parsed) => return None,
            Err(error) => {
                match self.unlisted() {
                    Some(message) => self.check.error_in_file(self.literal.span(), message),
                    None => self.unknown_segment(&error),
                }
                return None;
            }
        };
        let end = route.end()?;
        if let Some(ty) = self.ty {
            self.end(end, ty.own);
        }
        let mut facts = PathFacts {
            declared: self.declared(end),
            ..PathFacts::default()
        };
        self.restrictions(&route, &mut facts);
        facts.reserved = self.facts(&route).reserved;
        Some(facts)
    }

    /// What can be at the places of keys.
    pub(super) fn facts(&self, route: &Route<'s>) -> PathFacts {
        let mut facts = PathFacts::default();
        let segments = &self.template.segments;
        let before = std::iter::once(None).chain(route.locations.iter().map(Some));
        for ((segment, here), before) in segments.iter().zip(&route.locations).zip(before) {
            self.keys(segment, here, before, &mut facts.reserved);
        }
        if facts.reserved.iter().all(|reserved| reserved.names.is_empty()) {
            facts.reserved.clear();
        }
        facts
    }
}
