//! Which set the entities of a navigation property are in (CSDL 4.01, section 13.4).

use std::collections::HashMap;

use odata_entity_csdl::{EntityContainer, Schema};

/// By the type that declares a navigation property, and its name: the set, if all bindings have the same.
pub(super) struct Bindings(HashMap<(String, String), Option<String>>);

impl Bindings {
    pub(super) fn read(schema: &Schema, container: &EntityContainer) -> Self {
        let mut sets: HashMap<(String, String), Option<String>> = HashMap::new();
        for resource in &container.resources {
            for binding in &resource.bindings {
                let Some(property) = declared(schema, &resource.entity_type, &binding.path) else {
                    continue;
                };
                let set = binding
                    .target
                    .rsplit_once('/')
                    .map_or(binding.target.as_str(), |(_, set)| set);
                let is_set = container.resource(set).is_some_and(|found| !found.is_singleton);
                let path = is_set.then(|| format!("/{set}"));
                let known = sets.entry(property).or_insert_with(|| path.clone());
                if *known != path {
                    *known = None;
                }
            }
        }
        Self(sets)
    }

    /// The path of the set.
    pub(super) fn set(&self, declared_by: &str, property: &str) -> Option<String> {
        self.0
            .get(&(declared_by.to_owned(), property.to_owned()))?
            .clone()
    }
}

/// The navigation property at the end of the path of a binding.
fn declared(schema: &Schema, entity_type: &str, path: &str) -> Option<(String, String)> {
    let mut at = entity_type.to_owned();
    let mut found = None;
    for segment in path.split('/') {
        if segment.contains('.') {
            at = schema.canonical(segment);
            continue;
        }
        found = None;
        if let Ok(Some(navigation)) = schema.navigation_property(&at, segment) {
            found = Some((navigation.by.name.clone(), segment.to_owned()));
            at.clone_from(&navigation.property.ty.name);
        } else {
            let property = schema.property(&at, segment).ok()??;
            at.clone_from(&property.property.ty.name);
        }
    }
    found
}
