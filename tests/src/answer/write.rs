//! POST, PATCH, PUT and DELETE.

use http::{HeaderName, Method, StatusCode, header};
use serde_json::{Map, Value};

use super::binding;
use super::body;
use super::change::{Change, Purpose, initial, says_nothing};
use super::inside::Inside;
use super::link;
use super::number::NumberForm;
use super::precondition;
use super::problem::Problem;
use super::reply::Reply;
use super::representation::View;
use super::rules::Rules;
use super::target::{Resource, Target};
use super::task::Task;
use crate::path::{Key, Tail};
use crate::query::QueryOptions;
use crate::schema::{IfMatch, UpdateAnswer};
use crate::store::{Place, Row, Store};

type Members = Map<String, Value>;

/// POST to a collection.
pub(super) fn create(task: &Task<'_>, store: &mut Store) -> Result<Reply, Problem> {
    let Task {
        rules,
        call,
        target,
        preferences,
        ..
    } = task;
    let body = body::object(call.headers, call.body)?;
    binding::check_order(target.shape, call.body)?;
    let key = insert(rules, target, store, Purpose::Create, &body, &[], numbers(task))?;
    let status = if preferences.minimal == Some(true) {
        StatusCode::NO_CONTENT
    } else {
        StatusCode::CREATED
    };
    written(task, store, &key, status)
}

/// POST to a collection that a navigation property refers to: the entity goes into the set that the metadata has for it, and becomes
/// one of those that the property refers to (Protocol 4.01, section 11.4.2).
pub(super) fn create_linked(task: &Task<'_>, store: &mut Store) -> Result<Reply, Problem> {
    let Task {
        rules, call, target, ..
    } = task;
    let owner = target.owner.as_ref();
    let set = owner.and_then(|owner| rules.sources.set(owner.property.set.as_deref()?));
    let (Some(owner), Some(source)) = (owner, set) else {
        let message = "Entities are not created here, as it is not known which set they are in. Create the entity in its set, \
                       and add a reference to it.";
        return Err(Problem::bad_request(message));
    };
    let body = body::object(call.headers, call.body)?;
    binding::check_order(target.shape, call.body)?;
    let place = Place {
        source,
        parents: Vec::new(),
    };
    let tail = Tail::Collection { cast: None };
    let (set, _) = Target::in_set(rules, store, place, tail)?;
    let key = insert(rules, &set, store, Purpose::Create, &body, &[], numbers(task))?;
    link::append(
        rules,
        store,
        &owner.place,
        &owner.key,
        owner.property,
        &(set.place.clone(), key.clone()),
    );
    let task = Task {
        rules,
        call,
        target: set,
        resource: Resource {
            key: Key::Stored(key.clone()),
            found: Some(key.clone()),
        },
        preferences: task.preferences.clone(),
    };
    written(&task, store, &key, StatusCode::CREATED)
}

/// How the numbers of the body of a request are written.
fn numbers(task: &Task<'_>) -> NumberForm {
    NumberForm::of(task.rules.numbers, task.call.headers)
}

/// Adds an entity from its body and from the key in its URL; gives its key.
pub(super) fn insert(
    rules: &Rules,
    target: &Target<'_>,
    store: &mut Store,
    purpose: Purpose,
    body: &Members,
    url_key: &[(String, Value)],
    numbers: NumberForm,
) -> Result<String, Problem> {
    let entity_type = target.entity_type();
    let takes_key = entity_type.takes_client_keys || !url_key.is_empty();
    let tags = target.type_tags(rules);
    let mut change = Change::new(purpose, &entity_type.key, takes_key, tags).numbers(numbers);
    let shape = change.entity_type(&entity_type.family, target.shape, body);
    let Some(shape) = shape else {
        return Err(Problem::issues(change.issues));
    };
    let mut members = initial(shape);
    for name in &entity_type.key {
        members.remove(name);
    }
    change.apply(shape, body, &mut members);
    if !change.issues.is_empty() {
        return Err(Problem::issues(change.issues));
    }
    if purpose != Purpose::Seed {
        binding::check_links(rules, store, body)?;
    }
    for (name, value) in url_key {
        let stated = body.get(name);
        if stated.is_some_and(|stated| stated != value) {
            return Err(Problem::bad_request(format!(
                "The property '{name}' is not the one of the URL."
            )));
        }
        members.insert(name.clone(), value.clone());
    }
    if !target.source.is_singleton {
        store.make_key(entity_type, &mut members);
    }
    let text = if target.source.is_singleton {
        None
    } else {
        entity_type.key_text(|name| members.get(name))
    };
    let key = text.unwrap_or_default();
    if purpose != Purpose::Seed && store.row(&target.place, &key).is_some() {
        let message = "Another object with the same value for the key already exists.";
        return Err(Problem::new(
            StatusCode::CONFLICT,
            "Request_MultipleObjectsWithSameKeyValue",
            message,
        ));
    }
    let inside = Inside::take(rules, shape, &mut members);
    link::settle(rules, store, &mut members);
    store.put(target.place.clone(), key.clone(), shape.name.clone(), members);
    inside.put(rules, store, &target.place, &key);
    Ok(key)
}

/// PATCH or PUT of an entity, or its creation where the request allows that.
pub(super) fn update(task: &Task<'_>, store: &mut Store) -> Result<Reply, Problem> {
    let Task {
        rules,
        call,
        target,
        resource,
        preferences,
    } = task;
    let is_upsert =
        rules.upserts || precondition::wants_absence(call.headers) || preferences.create_if_missing;
    let is_upsert = is_upsert && !call.headers.contains_key(header::IF_MATCH);
    if resource.found.is_none() && is_upsert {
        return upsert(task, store);
    }
    let row = resource.row(target, store)?;
    let entity_type = target.entity_type();
    precondition::check_write(call.headers, entity_type.if_match, &row.entity_tag())?;
    let body = body::object(call.headers, call.body)?;

    binding::check_links(rules, store, &body)?;

    let is_put = call.method == Method::PUT;
    let purpose = if is_put { Purpose::Replace } else { Purpose::Update };
    let mut members = changed(rules, target, row, &body, purpose, numbers(task))?;
    link::settle(rules, store, &mut members);
    let type_name = row.type_name.clone();
    let key = resource.found.clone().unwrap_or_default();
    store.put(target.place.clone(), key.clone(), type_name, members);
    let is_minimal = match preferences.minimal {
        Some(is_minimal) => is_minimal,
        None => entity_type.update_answer == UpdateAnswer::NoContent,
    };
    let status = if is_minimal {
        StatusCode::NO_CONTENT
    } else {
        StatusCode::OK
    };
    written(task, store, &key, status)
}

/// The members of an entity once a body was applied to it.
fn changed(
    rules: &Rules,
    target: &Target<'_>,
    row: &Row,
    body: &Members,
    purpose: Purpose,
    numbers: NumberForm,
) -> Result<Members, Problem> {
    let entity_type = target.entity_type();
    let stored = target.shape_of(row);
    let tags = target.type_tags(rules);
    let mut change = Change::new(purpose, &entity_type.key, false, tags).numbers(numbers);
    // Without a tag the entity stays of its own type, whatever the set declares.
    let declared = match body.contains_key("@odata.type") {
        true => target.shape,
        false => stored,
    };
    let Some(shape) = change.entity_type(&entity_type.family, declared, body) else {
        return Err(Problem::issues(change.issues));
    };
    if !stored.is_a(&shape.name) {
        return Err(Problem::bad_request(format!(
            "The entity is a '{}', not a '{}'.",
            stored.name, shape.name
        )));
    }
    if purpose == Purpose::Update && says_nothing(body) {
        return Err(Problem::bad_request("At least 1 property must be changed."));
    }
    let mut members = row.members.clone();
    change.apply(shape, body, &mut members);
    if purpose == Purpose::Replace {
        for property in shape
            .properties
            .iter()
            .filter(|property| property.is_reset_by(&entity_type.key, body))
        {
            members.insert(property.name.clone(), property.initial());
        }
        members
            .retain(|name, _| !stored.is_open || stored.property(name).is_some() || body.contains_key(name));
    }
    if !change.issues.is_empty() {
        return Err(Problem::issues(change.issues));
    }
    Ok(members)
}

/// Creates the entity that a PATCH or PUT is about (Protocol 4.01, section 11.4.4).
fn upsert(task: &Task<'_>, store: &mut Store) -> Result<Reply, Problem> {
    let Task {
        rules,
        call,
        target,
        resource,
        preferences,
    } = task;
    let body = body::object(call.headers, call.body)?;
    // What a navigation property would refer to is created in its set.
    if target.owner.is_some() {
        return Err(Problem::no_entity(""));
    }
    let url_key = match &resource.key {
        Key::Segment(_) if target.source.is_singleton => Vec::new(),
        key => target.entity_type().key_parts(key)?,
    };
    let key = insert(
        rules,
        target,
        store,
        Purpose::Create,
        &body,
        &url_key,
        numbers(task),
    )?;
    let status = if preferences.minimal == Some(true) {
        StatusCode::NO_CONTENT
    } else {
        StatusCode::CREATED
    };
    let reply = written(task, store, &key, status)?;
    Ok(if preferences.create_if_missing {
        reply.applied("create-if-missing")
    } else {
        reply
    })
}

/// What is answered when an entity was written.
fn written(task: &Task<'_>, store: &Store, key: &str, status: StatusCode) -> Result<Reply, Problem> {
    let Task {
        call,
        target,
        preferences,
        ..
    } = task;
    let row = store
        .row(&target.place, key)
        .ok_or_else(|| Problem::no_entity(key))?;
    let url = target.entity_url(&call.root_url(task.rules), row);
    let mut reply = if status == StatusCode::NO_CONTENT {
        Reply::empty(status).with(HeaderName::from_static("odata-entityid"), &url)
    } else {
        let options = QueryOptions::default();
        let view = View::new(task, store, &options);
        Reply::json(status, &view.single(row)).with_numbers(view.has_text_numbers)
    };
    let is_created = status == StatusCode::CREATED || call.method == Method::POST;
    if is_created {
        reply = reply.with(header::LOCATION, &url);
    }
    if target.entity_type().if_match != IfMatch::NoEntityTags {
        reply = reply.with(header::ETAG, &row.entity_tag());
    }
    Ok(match preferences.minimal {
        Some(true) => reply.applied("return=minimal"),
        Some(false) => reply.applied("return=representation"),
        None => reply,
    })
}

/// DELETE of an entity.
pub(super) fn delete(task: &Task<'_>, store: &mut Store) -> Result<Reply, Problem> {
    let Task {
        rules,
        call,
        target,
        resource,
        ..
    } = task;
    let row = resource.row(target, store)?;
    precondition::check_write(call.headers, target.entity_type().if_match, &row.entity_tag())?;
    let key = resource.found.as_deref().unwrap_or_default();
    store.remove(&target.place, key);
    store.remove_below(&rules.sources, &target.place, key);
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
