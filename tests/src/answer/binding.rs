//! Links in request bodies, `name@odata.bind` (JSON Format 4.01, section 8.5).

use serde_json::{Map, Value};

use super::problem::{Issue, Problem};
use super::rules::Rules;
use super::target::Target;
use crate::json;
use crate::schema::{Property, Shape};
use crate::store::Store;

const SUFFIX: &str = "@odata.bind";

/// What a body makes of a binding; nothing if it cannot be bound to that. In an update, a link of a collection is added.
pub(crate) fn bound(property: &Property, value: &Value, current: Option<&Value>) -> Option<Value> {
    let is_link = |value: &Value| value.as_str().is_some_and(|link| !link.is_empty());
    match value {
        _ if !property.is_navigation() => None,
        Value::Array(links) if property.is_collection && links.iter().all(is_link) => {
            let mut all = current.and_then(Value::as_array).cloned().unwrap_or_default();
            for link in links {
                if !all.contains(link) {
                    all.push(link.clone());
                }
            }
            Some(Value::Array(all))
        }
        _ if property.is_collection => None,
        // Null ends the relation, if that may be.
        Value::Null if property.is_nullable => Some(Value::Null),
        value if is_link(value) => Some(value.clone()),
        _ => None,
    }
}

/// Refuses a link below one of the service's roots that leads to no entity. Links elsewhere are taken as they are.
pub(crate) fn check_links(rules: &Rules, store: &Store, body: &Map<String, Value>) -> Result<(), Problem> {
    let mut issues = Vec::new();
    for (name, value) in body.iter().filter(|(name, _)| name.ends_with(SUFFIX)) {
        let links = value
            .as_array()
            .map_or(std::slice::from_ref(value), Vec::as_slice);
        for link in links.iter().filter_map(Value::as_str) {
            let below = rules.roots.iter().find_map(|root| link.strip_prefix(&root.url));
            let leads_nowhere = below.is_some_and(|path| {
                Target::at(rules, store, path).map_or(true, |(_, resource)| resource.found.is_none())
            });
            if leads_nowhere {
                issues.push(Issue {
                    target: name.clone(),
                    message: format!("The object that '{link}' refers to does not exist."),
                });
            }
        }
    }
    if issues.is_empty() {
        Ok(())
    } else {
        Err(Problem::issues(issues))
    }
}

/// Refuses a create body in which a binding comes after a related entity that is created with it.
pub(crate) fn check_order(shape: &Shape, body: &[u8]) -> Result<(), Problem> {
    let mut names = json::names(body).into_iter();
    let is_deep = |name: &String| shape.property(name).is_some_and(Property::is_navigation);
    let Some(deep) = names.find(is_deep) else {
        return Ok(());
    };
    match names.find(|name| name.ends_with(SUFFIX)) {
        Some(name) => Err(Problem::issues(vec![Issue {
            message: format!("'{name}' must come before the related entities of '{deep}'."),
            target: name,
        }])),
        None => Ok(()),
    }
}
