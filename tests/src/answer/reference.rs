//! Requests to `…/$ref`: which entities a navigation property refers to (Protocol 4.01, sections 11.2.8 and 11.4.6).

use http::{Method, StatusCode};
use serde_json::{Map, Value, json};

use super::body;
use super::link::{self, Link};
use super::problem::Problem;
use super::reply::Reply;
use super::target::{Owner, below};
use super::task::Task;
use crate::path::Tail;
use crate::query::unescape;
use crate::store::Store;

/// Does what a request to `…/$ref` asks. The forms that Microsoft Graph takes, and no others: what 4.01 has in addition, such as a
/// DELETE that removes all references of a collection at once, is refused.
pub(super) fn answer(task: &Task<'_>, store: &mut Store) -> Result<Reply, Problem> {
    let call = task.call;
    let Some(owner) = &task.target.owner else {
        return Err(Problem::bad_request(
            "'$ref' is not behind a navigation property.",
        ));
    };
    let is_many = task.target.tail == Tail::References;
    match (call.method, is_many) {
        (&Method::GET | &Method::HEAD, true) => list(task, store, owner),
        (&Method::GET | &Method::HEAD, false) => single(task, store, owner),
        (&Method::POST, true) => add(task, store, owner),
        (&Method::PUT, false) if !owner.property.is_collection => set(task, store, owner),
        (&Method::DELETE, true) => remove_by_id(task, store, owner),
        (&Method::DELETE, false) => remove(task, store, owner),
        (_, true) => Err(Problem::method_not_allowed("GET, HEAD, POST, DELETE")),
        (_, false) if owner.property.is_collection => Err(Problem::method_not_allowed("GET, HEAD, DELETE")),
        (_, false) => Err(Problem::method_not_allowed("GET, HEAD, PUT, DELETE")),
    }
}

/// Links that lead nowhere any more are not shown.
fn all(task: &Task<'_>, store: &Store, owner: &Owner<'_>) -> Vec<Link> {
    let Some(row) = store.row(&owner.place, &owner.key) else {
        return Vec::new();
    };
    let mut links = link::links(task.rules, store, &row.members, owner.property);
    links.retain(|link| link.to.is_some() || link::path(task.rules, &link.url).is_none());
    links
}

fn id(task: &Task<'_>, store: &Store, link: &Link) -> String {
    let url = link
        .to
        .as_ref()
        .and_then(|spot| link::url(task.rules, store, spot));
    url.unwrap_or_else(|| link.url.clone())
}

fn list(task: &Task<'_>, store: &Store, owner: &Owner<'_>) -> Result<Reply, Problem> {
    let root = task.call.root_url(task.rules);
    let links = all(task, store, owner);
    let value: Vec<Value> = links
        .iter()
        .map(|link| json!({"@odata.id": id(task, store, link)}))
        .collect();
    let context = below(&root, "/$metadata#Collection($ref)");
    Ok(Reply::json(
        StatusCode::OK,
        &json!({"@odata.context": context, "value": value}),
    ))
}

fn single(task: &Task<'_>, store: &Store, owner: &Owner<'_>) -> Result<Reply, Problem> {
    let root = task.call.root_url(task.rules);
    let mut links = all(task, store, owner);
    if let Some(member) = &owner.member {
        links.retain(|link| link.to.as_ref() == Some(member));
    }
    Ok(match links.first() {
        None => Reply::empty(StatusCode::NO_CONTENT),
        Some(link) => {
            let context = below(&root, "/$metadata#$ref");
            let id = id(task, store, link);
            Reply::json(
                StatusCode::OK,
                &json!({"@odata.context": context, "@odata.id": id}),
            )
        }
    })
}

/// The link that a body names, as it is stored: to an entity that is there, and of the property's type.
fn named(task: &Task<'_>, store: &Store, owner: &Owner<'_>) -> Result<Link, Problem> {
    let members = body::object(task.call.headers, task.call.body)?;
    let known = |name: &String| {
        matches!(
            name.as_str(),
            "@odata.id" | "@id" | "@odata.context" | "@odata.type"
        )
    };
    if let Some(name) = members.keys().find(|name| !known(name)) {
        return Err(Problem::bad_request(format!(
            "A reference has '@odata.id' and no member '{name}'."
        )));
    }
    let url = members.get("@odata.id").or_else(|| members.get("@id"));
    let Some(url) = url.and_then(Value::as_str).filter(|url| !url.is_empty()) else {
        return Err(Problem::bad_request("The body of a reference needs '@odata.id'."));
    };
    target(task, store, owner, url)
}

fn target(task: &Task<'_>, store: &Store, owner: &Owner<'_>, url: &str) -> Result<Link, Problem> {
    let rules = task.rules;
    let Some(path) = link::path(rules, url) else {
        return Err(Problem::bad_request(format!(
            "The reference '{url}' is no absolute URL of an entity of this service."
        )));
    };
    let (target, resource) = super::Target::at(rules, store, path)?;
    if !matches!(target.tail, Tail::Entity { .. } | Tail::Singleton { .. }) {
        return Err(Problem::bad_request(format!(
            "The reference '{url}' is not one to an entity."
        )));
    }
    let row = resource.row(&target, store)?;
    let declared = owner.property.target().map(|target| &target.family);
    let is_such = declared.is_none_or(|family| {
        target.shape_of(row).is_a(&family.declared.name) || family.find(&row.type_name).is_some()
    });
    if !is_such {
        return Err(Problem::bad_request(format!(
            "The object '{url}' is a '{}', which '{}' cannot refer to.",
            row.type_name, owner.property.name
        )));
    }
    let spot = (target.place.clone(), row.key.clone());
    Ok(Link {
        url: link::url(rules, store, &spot).unwrap_or_else(|| url.to_owned()),
        to: Some(spot),
    })
}

/// A member that is there already is refused with 400, as Microsoft Graph does, where OData has 204.
fn add(task: &Task<'_>, store: &mut Store, owner: &Owner<'_>) -> Result<Reply, Problem> {
    let link = named(task, store, owner)?;
    let mut links = all(task, store, owner);
    if links.iter().any(|known| known.to == link.to) {
        return Err(Problem::bad_request(format!(
            "One or more added object references already exist for the following modified properties: '{}'.",
            owner.property.name
        )));
    }
    links.push(link);
    write(store, owner, &links)
}

fn set(task: &Task<'_>, store: &mut Store, owner: &Owner<'_>) -> Result<Reply, Problem> {
    let link = named(task, store, owner)?;
    write(store, owner, &[link])
}

/// DELETE of the reference of a single-valued property, or of one of many by its key.
fn remove(task: &Task<'_>, store: &mut Store, owner: &Owner<'_>) -> Result<Reply, Problem> {
    let mut links = all(task, store, owner);
    let before = links.len();
    match &owner.member {
        Some(member) => links.retain(|link| link.to.as_ref() != Some(member)),
        None if !owner.property.is_nullable => {
            return Err(Problem::bad_request(format!(
                "The property '{}' cannot be null.",
                owner.property.name
            )));
        }
        None => links.clear(),
    }
    if links.len() == before {
        return Err(Problem::no_entity(""));
    }
    write(store, owner, &links)
}

/// DELETE of the reference of a collection that the option `$id` names. Without it the request would be to remove all.
fn remove_by_id(task: &Task<'_>, store: &mut Store, owner: &Owner<'_>) -> Result<Reply, Problem> {
    let mut id = None;
    for pair in task.call.query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        if matches!(unescape(name)?.as_str(), "$id" | "id") {
            id = Some(unescape(value)?);
        }
    }
    let Some(id) = id else {
        return Err(Problem::bad_request(format!(
            "A reference of '{}' is removed by '/{{key}}/$ref' or by '/$ref?$id={{url}}'.",
            owner.property.name
        )));
    };
    let mut links = all(task, store, owner);
    let before = links.len();
    match target(task, store, owner, &id) {
        Ok(gone) => links.retain(|link| link.to != gone.to),
        // It may be the URL of an entity elsewhere.
        Err(_) => links.retain(|link| link.url != id),
    }
    if links.len() == before {
        return Err(Problem::no_entity(&id));
    }
    write(store, owner, &links)
}

fn write(store: &mut Store, owner: &Owner<'_>, links: &[Link]) -> Result<Reply, Problem> {
    let row = store
        .row(&owner.place, &owner.key)
        .ok_or_else(|| Problem::no_entity(&owner.key))?;
    let (type_name, mut members): (String, Map<String, Value>) = (row.type_name.clone(), row.members.clone());
    let urls: Vec<&String> = links.iter().map(|link| &link.url).collect();
    let value = match urls.first() {
        _ if owner.property.is_collection => json!(urls),
        Some(url) => json!(url),
        None => Value::Null,
    };
    members.insert(link::member(owner.property), value);
    store.put(owner.place.clone(), owner.key.clone(), type_name, members);
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
