//! Entities that a test puts into the service directly.

use serde_json::{Map, Value};

use super::change::Purpose;
use super::number::NumberForm;
use super::problem::Problem;
use super::rules::Rules;
use super::target::Target;
use super::write::insert;
use crate::path::Tail;
use crate::store::Store;

/// Puts an entity into the collection at `path`, or to the place of the entity or singleton at `path`. One that is there already
/// gives way.
pub(crate) fn seed(
    rules: &Rules,
    store: &mut Store,
    path: &str,
    entity: &Map<String, Value>,
) -> Result<(), Problem> {
    let (target, _) = Target::at(rules, store, path)?;
    if target.linked.is_some() {
        return Err(Problem::bad_request(
            "The navigation property refers to entities: put them into their set, and bind them.",
        ));
    }
    let url_key = match &target.tail {
        Tail::Entity { key, .. } => target.entity_type().key_parts(key)?,
        Tail::Collection { .. } | Tail::Singleton { .. } => Vec::new(),
        Tail::Navigation { .. } | Tail::References | Tail::Reference | Tail::Count { .. } => {
            return Err(Problem::bad_request("A count, and a reference, holds no entity."));
        }
    };
    insert(
        rules,
        &target,
        store,
        Purpose::Seed,
        entity,
        &url_key,
        NumberForm::default(),
    )
    .map(|_| ())
}
