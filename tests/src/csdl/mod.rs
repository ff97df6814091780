//! Types, sets and singletons from a service's own metadata.

mod bindings;
mod document;
mod types;

use std::fmt;
use std::sync::Arc;

use odata_entity_csdl::Schema;

use crate::path::Template;
use crate::schema::EntityType;
use crate::sources::Source;
use bindings::Bindings;
pub(crate) use document::read;
use types::Types;

/// What a test changes about an entity type of the metadata.
#[derive(Clone)]
pub(crate) struct Adjustment {
    pub(crate) entity_type: String,
    pub(crate) adjust: Arc<dyn Fn(EntityType) -> EntityType + Send + Sync>,
}

impl fmt::Debug for Adjustment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.entity_type)
    }
}

/// The sets and singletons of the metadata's entity container; a message where a service of it cannot be.
pub(crate) fn sources(schema: Arc<Schema>, adjustments: Vec<Adjustment>) -> Result<Vec<Source>, String> {
    if let Some(error) = schema.check().first() {
        return Err(format!("the metadata is faulty: {error}"));
    }
    let wrong = |error: odata_entity_csdl::Error| format!("the metadata is faulty: {error}");
    for adjustment in &adjustments {
        schema
            .entity_type(&adjustment.entity_type)
            .map_err(|error| error.to_string())?;
    }
    types::check(&schema)?;
    let Some(container) = schema.container().map_err(wrong)? else {
        return Err("the metadata has no entity container, so there are no sets".to_owned());
    };
    let bindings = Bindings::read(&schema, container);
    let mut declared = Vec::new();
    for resource in &container.resources {
        schema.entity_type(&resource.entity_type).map_err(wrong)?;
        let annotated = format!("{}/{}", resource.container, resource.name);
        let restrictions = schema.restrictions([annotated.as_str()]).map_err(wrong)?;
        declared.push((
            resource.name.clone(),
            resource.entity_type.clone(),
            resource.is_singleton,
            restrictions.needs_etag == Some(true),
        ));
    }
    let types = Arc::new(Types {
        schema,
        bindings,
        adjustments,
    });
    let mut sources = Vec::new();
    for (name, entity_type, is_singleton, needs_etag) in declared {
        let template = Template::parse(&format!("/{name}"))?;
        let entity_type = types.entity_type(&entity_type, needs_etag);
        if !is_singleton && entity_type.key.is_empty() {
            return Err(format!(
                "the type of the entity set '{name}' has no key in the metadata"
            ));
        }
        sources.push(Source {
            template,
            entity_type,
            is_singleton,
            is_contained: false,
        });
    }
    Ok(sources)
}
