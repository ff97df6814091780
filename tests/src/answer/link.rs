//! The links of a navigation property that refers to entities elsewhere: they are stored as they are bound, as URLs.

use std::borrow::Cow;

use serde_json::{Map, Value, json};

use super::rules::Rules;
use super::target::Target;
use crate::path::resolve;
use crate::schema::Property;
use crate::store::{Place, Row, Store};

/// Where an entity is stored.
pub(crate) type Spot = (Place, String);

/// A link, and the entity it leads to if that is here and there still.
pub(crate) struct Link {
    pub(crate) url: String,
    pub(crate) to: Option<Spot>,
}

/// The member that holds the links of a property.
pub(crate) fn member(property: &Property) -> String {
    format!("{}@odata.bind", property.name)
}

/// The links of a property of an entity.
pub(crate) fn links(
    rules: &Rules,
    store: &Store,
    members: &Map<String, Value>,
    property: &Property,
) -> Vec<Link> {
    let Some(value) = members.get(&member(property)) else {
        return Vec::new();
    };
    let urls = value
        .as_array()
        .map_or(std::slice::from_ref(value), Vec::as_slice);
    let link = |url: &str| Link {
        url: url.to_owned(),
        to: spot(rules, store, url),
    };
    urls.iter().filter_map(Value::as_str).map(link).collect()
}

/// The entities that a property of an entity leads to: those of its links that are here, or those that are contained in it.
pub(crate) fn related(rules: &Rules, store: &Store, of: &Place, row: &Row, property: &Property) -> Vec<Spot> {
    if !property.is_contained {
        let links = links(rules, store, &row.members, property);
        return links.into_iter().filter_map(|link| link.to).collect();
    }
    let Some(place) = contained(rules, of, &row.key, property) else {
        return Vec::new();
    };
    let rows = store.rows(&place).map(|row| (place.clone(), row.key.clone()));
    rows.collect()
}

/// How far a filter can lead over navigation properties; services take a few steps.
const FARTHEST: usize = 5;

/// The members of an entity, with the entities in them that the query may ask about: those of each navigation property whose name it
/// has.
pub(crate) fn with_related<'r>(
    rules: &Rules,
    store: &'r Store,
    of: &Place,
    row: &'r Row,
    query: &str,
) -> Cow<'r, Map<String, Value>> {
    with_related_to(rules, store, of, row, query, 0)
}

fn with_related_to<'r>(
    rules: &Rules,
    store: &'r Store,
    of: &Place,
    row: &'r Row,
    query: &str,
    steps: usize,
) -> Cow<'r, Map<String, Value>> {
    let mut members = Cow::Borrowed(&row.members);
    let Some(source) = rules.sources.get(of.source).filter(|_| steps < FARTHEST) else {
        return members;
    };
    let family = &source.entity_type.family;
    let shape = family.find(&row.type_name).unwrap_or(&family.declared);
    let asked = |property: &&Property| property.is_navigation() && query.contains(&property.name);
    for property in shape.properties.iter().filter(asked) {
        let entities = related(rules, store, of, row, property);
        let mut values = entities.iter().filter_map(|(place, key)| {
            let row = store.row(place, key)?;
            let mut members = with_related_to(rules, store, place, row, query, steps + 1).into_owned();
            members.insert("@odata.type".to_owned(), json!(format!("#{}", row.type_name)));
            Some(Value::Object(members))
        });
        let value = if property.is_collection {
            Some(Value::Array(values.collect())).filter(|values| values != &json!([]))
        } else {
            values.next()
        };
        if let Some(value) = value {
            members.to_mut().insert(property.name.clone(), value);
        }
    }
    members
}

/// Where the entities are that a property contains.
pub(crate) fn contained(rules: &Rules, of: &Place, key: &str, property: &Property) -> Option<Place> {
    let is_singleton = rules.sources.get(of.source)?.is_singleton;
    let mut parents = of.parents.clone();
    if !is_singleton {
        parents.push(key.to_owned());
    }
    let source = rules.sources.child(of.source, property)?;
    Some(Place { source, parents })
}

/// The entity at a URL below one of the service's roots. A URL that leads over other links is none: see [`canonical`].
fn spot(rules: &Rules, store: &Store, url: &str) -> Option<Spot> {
    let address = resolve(&rules.sources, path(rules, url)?).ok()?;
    let (target, resource) = Target::follow(rules, store, address, false).ok()?;
    Some((target.place, resource.found?))
}

/// The path of a URL below one of the service's roots.
pub(crate) fn path<'u>(rules: &Rules, url: &'u str) -> Option<&'u str> {
    let below = |root: &super::Root| url.strip_prefix(root.url.as_str());
    rules
        .roots
        .iter()
        .find_map(below)
        .filter(|path| path.starts_with('/'))
}

/// The URL by which an entity is stored as a link.
pub(crate) fn url(rules: &Rules, store: &Store, spot: &Spot) -> Option<String> {
    let source = rules.sources.get(spot.0.source)?;
    let row = store.row(&spot.0, &spot.1)?;
    Some(source.entity_url(rules.base_url(), &spot.0.parents, row))
}

/// The URL of the same entity that leads over no other link, where that of a body does.
pub(crate) fn canonical(rules: &Rules, store: &Store, link: &str) -> Option<String> {
    if spot(rules, store, link).is_some() {
        return None;
    }
    let (target, resource) = Target::at(rules, store, path(rules, link)?).ok()?;
    url(rules, store, &(target.place, resource.found?))
}

/// Adds a link to those of a property of an entity.
pub(crate) fn append(
    rules: &Rules,
    store: &mut Store,
    of: &Place,
    key: &str,
    property: &Property,
    to: &Spot,
) {
    let (Some(row), Some(url)) = (store.row(of, key), url(rules, store, to)) else {
        return;
    };
    let (type_name, mut members) = (row.type_name.clone(), row.members.clone());
    let member = member(property);
    let mut urls = match members.remove(&member) {
        Some(Value::Array(urls)) => urls,
        _ => Vec::new(),
    };
    urls.push(json!(url));
    let value = if property.is_collection {
        Value::Array(urls)
    } else {
        json!(url)
    };
    members.insert(member, value);
    store.put(of.clone(), key.to_owned(), type_name, members);
}

/// Replaces the links in a body that lead over other links, so that each can be followed by itself.
pub(crate) fn settle(rules: &Rules, store: &Store, members: &mut Map<String, Value>) {
    let links = members
        .iter_mut()
        .filter(|(name, _)| name.ends_with("@odata.bind"));
    for (_, value) in links {
        let urls = match value {
            Value::Array(urls) => urls.as_mut_slice(),
            url => std::slice::from_mut(url),
        };
        for url in urls {
            if let Some(settled) = url.as_str().and_then(|link| canonical(rules, store, link)) {
                *url = json!(settled);
            }
        }
    }
}
