//! Changes of a set since an earlier request (Protocol 4.01, section 11.3), as Microsoft Graph and others answer them.

mod declared;
mod position;
mod writer;

pub use declared::{ChangeTracking, RemovedForm};

use http::{Method, StatusCode, header};
use serde_json::json;

use self::position::{Position, Tokens};
use self::writer::{Entry, Writer};
use super::preference::Preferences;
use super::representation::{Member, Metadata, Object, View};
use super::target::below;
use super::task::Task;
use super::{Call, Problem, Reply, Rules};
use crate::path::{Tail, resolve};
use crate::query::QueryOptions;
use crate::store::Store;

/// The path of the set whose function `delta` a path is.
fn set_of_function(path: &str) -> Option<&str> {
    let path = path.strip_suffix("()").unwrap_or(path);
    let (set, name) = path.rsplit_once('/')?;
    (name == "delta" || name.ends_with(".delta")).then_some(set)
}

/// Answers a request for changes; `None` for any other request.
pub(super) fn answer(rules: &Rules, store: &Store, call: &Call<'_>) -> Result<Option<Reply>, Problem> {
    if rules.tracking.is_empty() || call.method != Method::GET {
        return Ok(None);
    }
    let tokens = Tokens::read(call.query)?;
    let bare = call.path.strip_suffix("()").unwrap_or(call.path);
    let at = rules
        .tracking
        .iter()
        .find(|(_, tracking)| tracking.at.as_deref() == Some(bare));
    let by_function = set_of_function(call.path);
    let set = match (at, by_function) {
        (Some((source, _)), _) => rules
            .sources
            .get(*source)
            .map(|source| source.template.fill(&[], |_| String::new())),
        (None, Some(set)) => Some(set.to_owned()),
        (None, None) => Some(call.path.to_owned()),
    };
    let (Some(set), is_function) = (set, at.is_some() || by_function.is_some()) else {
        return Ok(None);
    };
    let Ok(address) = resolve(&rules.sources, &set) else {
        return Ok(None);
    };
    let tracking = rules
        .tracking
        .iter()
        .find(|(source, _)| *source == address.source);
    let (Some((_, tracking)), Tail::Collection { .. }) = (tracking, &address.tail) else {
        return Ok(None);
    };
    let is_preferred = Preferences::read(call.headers).track_changes || tokens.is_delta();
    let is_asked = match is_function {
        true => !tracking.no_function,
        false => !tracking.no_preference && is_preferred,
    };
    if !is_asked {
        return Ok(None);
    }
    let set_call = Call {
        path: &set,
        query: &tokens.rest,
        ..*call
    };
    let task = Task::new(rules, store, &set_call)?;
    let reply = changes(&task, store, call, tracking, &tokens)?;
    Ok(Some(match is_function {
        true => reply,
        false => reply.applied("odata.track-changes"),
    }))
}

fn changes(
    task: &Task<'_>,
    store: &Store,
    call: &Call<'_>,
    tracking: &ChangeTracking,
    tokens: &Tokens,
) -> Result<Reply, Problem> {
    let target = &task.target;
    let options = QueryOptions::read(&tokens.rest, &target.entity_type().family, target.shape, true)?;
    let now = store.clock();
    let position = match (&tokens.skip, &tokens.delta) {
        (Some(token), _) => Position::read(token, now),
        (None, Some(token)) if token == "latest" => Position::read(&now.to_string(), now),
        (None, Some(token)) if !token.is_empty() => Position::read(token, now),
        _ => Position::read(&format!("0-{now}-0"), now),
    };
    let position = position.ok_or_else(|| Problem::bad_request("The token of the link is malformed."))?;
    let known_since = if position.since == 0 {
        position.from
    } else {
        position.since
    };
    if !store.knows_since(known_since) {
        return Ok(expired(task, call, tracking, now));
    }
    // What was removed before a first round began was never given out.
    let gone_since = if position.since == 0 {
        position.at.max(position.from)
    } else {
        position.at
    };
    let rows = target.rows(store).filter(|row| row.version > position.at);
    let gone = store.gone(&target.place).filter(|gone| gone.version > gone_since);
    let mut entries: Vec<(u64, Entry<'_>)> = rows.map(|row| (row.version, Entry::Row(row))).collect();
    entries.retain(|(_, entry)| match entry {
        Entry::Row(row) => position.since > 0 || options.passes(&row.members),
        Entry::Gone(_) => true,
    });
    entries.extend(gone.map(|gone| (gone.version, Entry::Gone(gone))));
    entries.sort_by_key(|(version, _)| *version);

    let sizes = [options.top, task.preferences.max_page_size]
        .into_iter()
        .flatten();
    let page_size = sizes.fold(task.rules.page_size, usize::min).max(1);
    let view = View::new(task, store, &options);
    let root = call.root_url(task.rules);
    let writer = Writer {
        view: &view,
        tracking,
        since: position.since,
        root: &root,
    };
    let has_more = entries.len() > page_size;
    entries.truncate(page_size);
    let items: Vec<Object> = entries.iter().map(|(_, entry)| writer.item(entry)).collect();
    let mut page = Object::default();
    if view.metadata != Metadata::None {
        page.push(
            "@odata.context",
            target.context(&root, options.select.as_deref(), "/$delta"),
        );
    }
    let link = |option: &str, token: &str| {
        let separator = if tokens.rest.is_empty() { "" } else { "&" };
        let query = format!("{}{separator}{option}={token}", tokens.rest);
        below(
            call.root_url_in_context(task.rules),
            &format!("{}?{query}", call.path),
        )
    };
    match entries.last().filter(|_| has_more) {
        Some((last, _)) => {
            let next = Position {
                at: *last,
                ..position
            };
            page.push("@odata.nextLink", link("$skiptoken", &next.link()));
        }
        None => {
            let option = if tracking.at.is_some() {
                "token"
            } else {
                "$deltatoken"
            };
            page.push("@odata.deltaLink", link(option, &now.to_string()));
        }
    }
    page.0.push(("value".to_owned(), Member::Entities(items)));
    Ok(Reply::json(StatusCode::OK, &page).with_numbers(view.has_text_numbers))
}

/// 410, with where the client starts over.
fn expired(task: &Task<'_>, call: &Call<'_>, tracking: &ChangeTracking, now: u64) -> Reply {
    let code = tracking.expired_code.unwrap_or("resyncRequired");
    let problem = Problem::new(
        StatusCode::GONE,
        code,
        "The link to later changes is no longer known: start over.",
    );
    let reply = problem.into_reply(task.rules.error_style, json!({"date": "2031-01-01T00:00:00"}));
    if tracking.no_location {
        return reply;
    }
    let url = below(&call.root.url, &format!("{}?$skiptoken=0-{now}-0", call.path));
    reply.with(header::LOCATION, &url)
}
