//! Related entities in a create body (deep insert): each is put where it is stored by itself.

use serde_json::{Map, Value};

use super::change::typed;
use super::link;
use super::rules::Rules;
use crate::schema::{Property, Shape};
use crate::store::{Place, Store};

/// Entities that were in the body of another, and the property that they were in.
pub(super) struct Inside<'p>(Vec<(&'p Property, Vec<Map<String, Value>>)>);

impl<'p> Inside<'p> {
    /// Takes out of an entity what is stored elsewhere: what a property contains, or what is in a set. Anything else stays.
    pub(super) fn take(rules: &Rules, shape: &'p Shape, members: &mut Map<String, Value>) -> Self {
        let mut inside = Vec::new();
        for property in shape
            .properties
            .iter()
            .filter(|property| property.is_navigation())
        {
            let set = property.set.as_deref().and_then(|set| rules.sources.set(set));
            if !property.is_contained && set.is_none() {
                continue;
            }
            let entities = match members.remove(&property.name) {
                Some(Value::Array(items)) => items,
                Some(one) => vec![one],
                None => continue,
            };
            let objects = entities.into_iter().filter_map(|entity| match entity {
                Value::Object(entity) => Some(entity),
                _ => None,
            });
            inside.push((property, objects.collect()));
        }
        Self(inside)
    }

    /// Puts the entities where they are stored, and links to those that are not contained. Their bodies were checked with the one
    /// they were in.
    pub(super) fn put(self, rules: &Rules, store: &mut Store, of: &Place, key: &str) {
        for (property, entities) in self.0 {
            let place = if property.is_contained {
                link::contained(rules, of, key, property)
            } else {
                let set = property.set.as_deref().and_then(|set| rules.sources.set(set));
                set.map(|source| Place {
                    source,
                    parents: Vec::new(),
                })
            };
            let source = place.as_ref().and_then(|place| rules.sources.get(place.source));
            let (Some(place), Some(source)) = (place, source) else {
                continue;
            };
            for mut entity in entities {
                let shape = typed(&source.entity_type.family, &mut entity);
                let own = if source.is_singleton {
                    String::new()
                } else {
                    store.make_key(&source.entity_type, &mut entity);
                    let text = source.entity_type.key_text(|name| entity.get(name));
                    text.unwrap_or_default()
                };
                let inside = Inside::take(rules, shape, &mut entity);
                store.put(place.clone(), own.clone(), shape.name.clone(), entity);
                inside.put(rules, store, &place, &own);
                if !property.is_contained {
                    link::append(rules, store, of, key, property, &(place.clone(), own));
                }
            }
        }
    }
}
