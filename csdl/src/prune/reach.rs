//! The shortest way to a type.

use std::collections::HashMap;

use crate::error::Error;
use crate::schema::Schema;

/// A way from the container to a type.
pub(crate) struct Way {
    /// The entity set or singleton that it begins with, and its entity type.
    pub(crate) root: String,
    pub(crate) root_type: String,
    /// The navigation properties that it follows, each with a type that has it.
    pub(crate) members: Vec<(String, String)>,
}

/// How a type was first reached: from another one by one of its navigation properties, or by an entity set or singleton.
struct Reached {
    from: Option<String>,
    by: String,
}

/// The shortest way to where a type is declared, following navigation properties and casts to derived types. `None` if none leads
/// there.
pub(crate) fn shortest(schema: &Schema, target: &str) -> Result<Option<Way>, Error> {
    let Some(container) = schema.container()? else {
        return Ok(None);
    };
    let mut reached: HashMap<String, Reached> = HashMap::new();
    let mut queue: Vec<String> = Vec::new();
    for resource in &container.resources {
        reached.entry(resource.entity_type.clone()).or_insert_with(|| {
            queue.push(resource.entity_type.clone());
            Reached {
                from: None,
                by: resource.name.clone(),
            }
        });
    }
    let mut next = 0;
    while let Some(from) = queue.get(next).cloned() {
        next += 1;
        if from == target {
            return Ok(way(&reached, target));
        }
        // A cast is no navigation: what a derived type has is one step from here as well.
        let derived = schema.derived_types(&from);
        for ty in [&from].into_iter().chain(&derived) {
            // The properties of a derived type's bases are those of `from`, or were met before.
            let navigation = if *ty == from {
                schema.navigation_properties(ty)?
            } else {
                let by = schema.structured_type(ty)?;
                by.navigation
                    .iter()
                    .map(|property| crate::inheritance::Declared { by, property })
                    .collect()
            };
            for declared in navigation {
                let to = &declared.property.ty.name;
                if !reached.contains_key(to) && schema.type_kind(to).is_some() {
                    queue.push(to.clone());
                    let by = format!("{ty}/{}", declared.property.name);
                    reached.insert(
                        to.clone(),
                        Reached {
                            from: Some(from.clone()),
                            by,
                        },
                    );
                }
            }
        }
    }
    Ok(None)
}

/// The way back from a type that was reached.
fn way(reached: &HashMap<String, Reached>, target: &str) -> Option<Way> {
    let mut members = Vec::new();
    let mut ty = target.to_owned();
    loop {
        let step = reached.get(&ty)?;
        match (&step.from, step.by.split_once('/')) {
            (Some(from), Some((by, member))) => {
                members.push((by.to_owned(), member.to_owned()));
                ty.clone_from(from);
            }
            _ => {
                return Some(Way {
                    root: step.by.clone(),
                    root_type: ty,
                    members,
                });
            }
        }
    }
}
