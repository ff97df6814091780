//! GET: an entity, a collection page by page, a count.

use std::borrow::Cow;

use http::{StatusCode, header};
use serde_json::{Map, Value};

use super::Call;
use super::link::with_related;
use super::precondition;
use super::preference::Preferences;
use super::problem::Problem;
use super::reply::Reply;
use super::representation::{Member, Object, View};
use super::rules::Rules;
use super::target::below;
use super::task::Task;
use crate::query::{QueryOptions, unescape};
use crate::schema::IfMatch;
use crate::store::{Row, Store};

/// GET of one entity or of a singleton.
pub(super) fn entity(task: &Task<'_>, store: &Store) -> Result<Reply, Problem> {
    let Task {
        call,
        target,
        resource,
        preferences,
        ..
    } = task;
    let options = QueryOptions::read(call.query, &target.entity_type().family, target.shape, false)?;
    if target.is_null(store) {
        return Ok(Reply::empty(StatusCode::NO_CONTENT));
    }
    let row = resource.row(target, store)?;
    let tag = row.entity_tag();
    let rule = target.entity_type().if_match;
    let reply = if precondition::check_read(call.headers, rule, &tag)? {
        Reply::empty(StatusCode::NOT_MODIFIED)
    } else {
        let view = View::new(task, store, &options);
        let reply = Reply::json(StatusCode::OK, &view.single(row)).with_numbers(view.has_text_numbers);
        apply_evolved(reply, preferences)
    };
    Ok(if rule == IfMatch::NoEntityTags {
        reply
    } else {
        reply.with(header::ETAG, &tag)
    })
}

fn apply_evolved(reply: Reply, preferences: &Preferences) -> Reply {
    if preferences.include_unknown_enum_members {
        reply.applied("include-unknown-enum-members")
    } else {
        reply
    }
}

/// GET of `…/$count`: a number as text.
pub(super) fn count(task: &Task<'_>, store: &Store) -> Result<Reply, Problem> {
    let Task { call, target, .. } = task;
    let options = QueryOptions::read(call.query, &target.entity_type().family, target.shape, true)?;
    let count = passing(task, store, &options).len();
    Ok(Reply::text(StatusCode::OK, "text/plain", count.to_string()))
}

/// The entities that pass the filter, each with the members that filter and order see.
fn passing<'s>(
    task: &Task<'_>,
    store: &'s Store,
    options: &QueryOptions,
) -> Vec<(&'s Row, Cow<'s, Map<String, Value>>)> {
    let Task {
        rules, call, target, ..
    } = task;
    let query = unescape(call.query).unwrap_or_default();
    let with_members = |row: &'s Row| {
        let place = target.place_of(store, row);
        let members = place.map(|place| with_related(rules, store, place, row, &query));
        (row, members.unwrap_or(Cow::Borrowed(&row.members)))
    };
    let rows = target.rows(store).map(with_members);
    rows.filter(|(_, members)| options.passes(members)).collect()
}

/// GET of a collection. Filter, order, skip and top come first, in that order; then the page is cut.
pub(super) fn collection(task: &Task<'_>, store: &Store) -> Result<Reply, Problem> {
    let Task {
        rules,
        call,
        target,
        preferences,
        ..
    } = task;
    let options = QueryOptions::read(call.query, &target.entity_type().family, target.shape, true)?;
    let mut rows = passing(task, store, &options);
    let total = rows.len();
    options.sort(&mut rows, |(_, members)| members);
    let (most, top) = match rules.top_is_page_size {
        true => (None, options.top.map(|size| size.max(1))),
        false => (options.top, None),
    };
    let wanted = rows
        .into_iter()
        .skip(options.skip)
        .take(most.unwrap_or(usize::MAX));
    let mut rest = wanted.skip(options.skip_token);

    let sizes = [top, preferences.max_page_size].into_iter().flatten();
    let page_size = sizes.fold(rules.page_size, usize::min);
    let view = View::new(task, store, &options);
    let page: Vec<Object> = rest
        .by_ref()
        .take(page_size)
        .map(|(row, _)| view.item(row))
        .collect();
    let read = options.skip_token.saturating_add(page.len());
    let has_more = rest.next().is_some();

    let mut object = Object::default();
    if view.metadata != super::representation::Metadata::None {
        object.push(
            "@odata.context",
            target.context(&call.root_url(rules), options.select.as_deref(), ""),
        );
    }
    if options.count {
        if view.has_text_numbers {
            object.push("@odata.count", total.to_string());
        } else {
            object.push("@odata.count", total);
        }
    }
    if has_more {
        object.push("@odata.nextLink", next_link(call, rules, read));
    }
    object.0.push(("value".to_owned(), Member::Entities(page)));
    let reply = Reply::json(StatusCode::OK, &object).with_numbers(view.has_text_numbers);
    let reply = apply_evolved(reply, preferences);
    Ok(match preferences.max_page_size {
        Some(size) => reply.applied(&format!("odata.maxpagesize={size}")),
        None => reply,
    })
}

/// The same request, its options as the client wrote them, from the entity on that comes next.
fn next_link(call: &Call<'_>, rules: &Rules, read: usize) -> String {
    let is_token = |pair: &&str| {
        let name = pair.split('=').next().unwrap_or_default();
        unescape(name).is_ok_and(|name| name == "$skiptoken")
    };
    let mut pairs: Vec<&str> = call
        .query
        .split('&')
        .filter(|pair| !pair.is_empty() && !is_token(pair))
        .collect();
    let token = format!("$skiptoken={read}");
    pairs.push(&token);
    let target = format!("{}?{}", call.path, pairs.join("&"));
    below(call.root_url_in_context(rules), &target)
}
