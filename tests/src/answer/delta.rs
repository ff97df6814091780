//! Changes of a set since an earlier request (Protocol 4.01, section 11.3), as Microsoft Graph and others answer them.

use http::{Method, StatusCode, header};
use serde_json::{Value, json};

use super::preference::Preferences;
use super::representation::{Member, Metadata, Object, View};
use super::target::below;
use super::task::Task;
use super::{Call, Problem, Reply, Rules};
use crate::path::{Tail, resolve};
use crate::query::{QueryOptions, unescape};
use crate::store::{Gone, Row, Store};

/// How a set reports its changes; for [`crate::ServiceBuilder::change_tracking`].
///
/// By default it has the function `delta` and takes `Prefer: odata.track-changes`, sends a changed entity with all selected
/// properties, and a removed one as Microsoft Graph does.
#[derive(Clone, Debug, Default)]
#[must_use = "it is given to a service"]
pub struct ChangeTracking {
    removed: RemovedForm,
    reason: Option<String>,
    only_changed: bool,
    no_function: bool,
    no_preference: bool,
    at: Option<String>,
    expired_code: Option<&'static str>,
    no_location: bool,
}

/// How a removed entity is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum RemovedForm {
    /// Its key, and `@removed` with the reason.
    #[default]
    Key,
    /// `@removed` with the reason, and `@id` (JSON Format 4.01, section 15.3).
    Id,
    /// Its key, and `@removed` without anything.
    Bare,
    /// A context URL that ends in `/$deletedEntity`, `id` and `reason` (JSON Format 4.0, section 15.3).
    DeletedEntity,
    /// The same with the key as `id`, as Dataverse writes it.
    DeletedKey,
    /// Its key, and a facet `deleted`, as drives of Microsoft Graph write it.
    Facet,
}

impl ChangeTracking {
    /// The default.
    pub fn new() -> Self {
        Self::default()
    }

    /// How a removed entity is written.
    pub fn removed(mut self, form: RemovedForm) -> Self {
        self.removed = form;
        self
    }

    /// The reason for which entities are removed; `deleted` by default.
    pub fn reason(mut self, reason: impl Into<String>) -> Self {
        self.reason = Some(reason.into());
        self
    }

    /// Sends of a changed entity only the key and the properties that changed.
    pub fn only_changed_properties(mut self) -> Self {
        self.only_changed = true;
        self
    }

    /// Has no function `delta`.
    pub fn by_preference_only(mut self) -> Self {
        self.no_function = true;
        self
    }

    /// Does not look at `Prefer: odata.track-changes`.
    pub fn by_function_only(mut self) -> Self {
        self.no_preference = true;
        self
    }

    /// Has the function at this path, which ends in its name: `/me/drive/root/delta`. Its option is `token`, and not `$deltatoken`.
    pub fn at(mut self, path: impl Into<String>) -> Self {
        self.at = Some(path.into());
        self
    }

    /// The code of the error of a link that expired; `resyncRequired` by default.
    pub fn expired_code(mut self, code: &'static str) -> Self {
        self.expired_code = Some(code);
        self
    }

    /// Answers to a link that expired without `Location`.
    pub fn without_location(mut self) -> Self {
        self.no_location = true;
        self
    }
}

/// Where in the changes a request is.
#[derive(Clone, Copy)]
struct Position {
    /// The version that the client has; 0 if it has nothing.
    since: u64,
    /// The version at which the round began.
    from: u64,
    /// The version up to which changes were given out.
    at: u64,
}

impl Position {
    fn link(self) -> String {
        format!("{}-{}-{}", self.since, self.from, self.at)
    }

    /// Reads a token: of a next link all three, of a delta link the first.
    fn read(token: &str, now: u64) -> Option<Self> {
        let numbers: Result<Vec<u64>, _> = token.split('-').map(str::parse).collect();
        match *numbers.ok()?.as_slice() {
            [since] => Some(Self {
                since,
                from: now,
                at: since,
            }),
            [since, from, at] => Some(Self { since, from, at }),
            _ => None,
        }
    }
}

/// What a query has besides the options of a list.
#[derive(Default)]
struct Tokens {
    skip: Option<String>,
    delta: Option<String>,
    /// The rest, as it was written.
    rest: String,
}

impl Tokens {
    fn read(query: &str) -> Result<Self, Problem> {
        let mut out = Self::default();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            match unescape(name)?.as_str() {
                "$skiptoken" => out.skip = Some(unescape(value)?),
                "$deltatoken" | "token" => out.delta = Some(unescape(value)?),
                "again" => {}
                _ => {
                    let separator = if out.rest.is_empty() { "" } else { "&" };
                    out.rest = format!("{}{separator}{pair}", out.rest);
                }
            }
        }
        Ok(out)
    }

    /// Whether the link is one of a delta, and not of a list.
    fn is_delta(&self) -> bool {
        self.delta.is_some() || self.skip.as_deref().is_some_and(|token| token.contains('-'))
    }
}

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

/// One change.
enum Entry<'s> {
    Row(&'s Row),
    Gone(&'s Gone),
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
    let view = View::new(task, &options);
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

/// Writes items.
struct Writer<'w> {
    view: &'w View<'w>,
    tracking: &'w ChangeTracking,
    since: u64,
    root: &'w str,
}

impl Writer<'_> {
    fn item(&self, entry: &Entry<'_>) -> Object {
        let row = match entry {
            Entry::Row(row) if self.view.options.passes(&row.members) => row,
            Entry::Row(row) => return self.removed(row, "changed"),
            Entry::Gone(gone) => {
                let row = Row {
                    type_name: self.view.target.shape.name.clone(),
                    members: gone.members.clone(),
                    version: gone.version,
                    since: std::collections::BTreeMap::new(),
                };
                return self.removed(&row, self.tracking.reason.as_deref().unwrap_or("deleted"));
            }
        };
        let mut object = self.view.item(row);
        let keys = &self.view.target.entity_type().key;
        if self.tracking.only_changed && self.since > 0 {
            object.0.retain(|(name, _)| {
                let is_new = row.since.get(name).is_none_or(|version| *version > self.since);
                is_new || name.contains('@') || keys.contains(name)
            });
        }
        for (at, name) in keys.iter().enumerate() {
            if let Some(value) = row.members.get(name)
                && !object.0.iter().any(|(known, _)| known == name)
            {
                object.0.insert(at, (name.clone(), Member::Value(value.clone())));
            }
        }
        object
    }

    fn removed(&self, row: &Row, reason: &str) -> Object {
        let target = self.view.target;
        let mut object = Object::default();
        let key = |object: &mut Object| {
            for name in &target.entity_type().key {
                object.push(
                    name.clone(),
                    row.members.get(name).cloned().unwrap_or(Value::Null),
                );
            }
        };
        match self.tracking.removed {
            RemovedForm::Key => {
                key(&mut object);
                object.push("@removed", json!({"reason": reason}));
            }
            RemovedForm::Bare => {
                key(&mut object);
                object.push("@removed", json!({}));
            }
            RemovedForm::Facet => {
                key(&mut object);
                object.push("deleted", json!({"state": reason}));
            }
            RemovedForm::Id => {
                object.push("@removed", json!({"reason": reason}));
                object.push("@odata.id", target.entity_url(self.root, row));
            }
            form @ (RemovedForm::DeletedEntity | RemovedForm::DeletedKey) => {
                object.push(
                    "@odata.context",
                    target.context(self.root, None, "/$deletedEntity"),
                );
                let bare = target.entity_type().key_text(|name| row.members.get(name));
                object.push(
                    "id",
                    match bare.filter(|_| form == RemovedForm::DeletedKey) {
                        Some(key) => key,
                        None => target.entity_url(self.root, row),
                    },
                );
                object.push("reason", reason);
            }
        }
        object
    }
}
