//! The requests of a batch, done one after the other.

use std::collections::HashMap;

use http::{HeaderMap, HeaderName, StatusCode, header};
use serde_json::{Value, json};

use super::exchange::{canned_reply, perform_on};
use super::shared::Shared;
use super::trace::Trace;
use crate::answer::{
    BatchItem, BatchUrls, Call, Problem, Reply, Root, batch_answer, is_multipart, multipart_answer,
    read_batch, read_multipart,
};
use crate::fault::Effect;
use crate::store::Store;

/// Does a batch. A request whose parent failed is not done and gets 424; no other is touched by a failure, but that a multipart
/// batch stops at it unless it asks to go on. What belongs together is done all or none.
pub(crate) fn run(shared: &Shared, call: &Call<'_>) -> Result<Reply, Problem> {
    let is_multipart = is_multipart(call);
    let items = match is_multipart {
        true => read_multipart(&shared.rules, call)?,
        false => read_batch(&shared.rules, call)?,
    };
    let stops = is_multipart && !goes_on(call.headers);
    let mut run = Run {
        shared,
        root: call.root,
        is_multipart,
        has_failed: HashMap::new(),
        entities: HashMap::new(),
    };
    let mut answers = Vec::new();
    for items in items.chunk_by(|a, b| a.group.is_some() && a.group == b.group) {
        let answer = run.unit(items);
        let has_failed = match &answer {
            Ok(done) => done.iter().any(|(_, reply)| is_error(reply)),
            Err(_) => true,
        };
        answers.push(answer);
        if has_failed && stops {
            break;
        }
    }
    if is_multipart {
        let answers: Vec<_> = answers
            .into_iter()
            .map(|answer| answer.map_err(|failed| failed.reply))
            .collect();
        return Ok(multipart_answer(&answers));
    }
    let each = answers
        .into_iter()
        .flat_map(|answer| answer.unwrap_or_else(|failed| failed.all(shared)));
    let mut answers: Vec<Value> = each.map(|(item, reply)| batch_answer(item, &reply)).collect();
    if shared.rules.reverses_batches {
        answers.reverse();
    }
    Ok(Reply::json(
        StatusCode::OK,
        &json!({ "responses": Value::Array(answers) }),
    ))
}

/// Whether a batch is to go on behind a request that fails (Protocol 4.01, 8.2.8.3).
fn goes_on(headers: &HeaderMap) -> bool {
    let mut texts = headers
        .get_all("prefer")
        .into_iter()
        .filter_map(|value| value.to_str().ok());
    texts.any(|text| {
        text.split(',')
            .any(|one| matches!(one.trim(), "odata.continue-on-error" | "continue-on-error"))
    })
}

fn is_error(reply: &Reply) -> bool {
    reply.status.is_client_error() || reply.status.is_server_error()
}

/// A batch on its way.
struct Run<'r> {
    shared: &'r Shared,
    root: &'r Root,
    is_multipart: bool,
    /// By the names of requests and of groups.
    has_failed: HashMap<&'r str, bool>,
    entities: HashMap<&'r str, String>,
}

/// Requests that were to be done as one, and are not.
struct Failed<'r> {
    items: &'r [BatchItem],
    culprit: usize,
    reply: Box<Reply>,
}

impl<'r> Failed<'r> {
    /// An answer for each: the error for the one that failed, 424 for the others.
    fn all(self, shared: &Shared) -> Vec<(&'r BatchItem, Reply)> {
        let each = self.items.iter().enumerate();
        let each = each.map(|(place, item)| match place == self.culprit {
            true => (item, (*self.reply).clone()),
            false => (item, Run::refuse(shared, not_done())),
        });
        each.collect()
    }
}

fn not_done() -> Problem {
    let message = "A request that this one depends on has failed.";
    Problem::new(StatusCode::FAILED_DEPENDENCY, "FailedDependency", message)
}

impl<'r> Run<'r> {
    fn refuse(shared: &Shared, problem: Problem) -> Reply {
        let trace = Trace::new(shared, &HeaderMap::new());
        problem.into_reply(shared.rules.error_style, trace.inner_error())
    }

    /// Does one request, or those of a group.
    fn unit(&mut self, items: &'r [BatchItem]) -> Result<Vec<(&'r BatchItem, Reply)>, Failed<'r>> {
        let answer = match items {
            [item] if item.group.is_none() => Ok(vec![(item, self.item(item, None))]),
            _ => self.group(items),
        };
        for item in items {
            let has_failed = match &answer {
                Ok(done) => done
                    .iter()
                    .any(|(other, reply)| other.id == item.id && is_error(reply)),
                Err(_) => true,
            };
            self.has_failed.insert(&item.id, has_failed);
            if let Some(group) = &item.group {
                self.has_failed.insert(group, has_failed);
            }
        }
        answer
    }

    /// Does requests on a copy of the data, which takes the place of the data if all of them succeed.
    fn group(&mut self, items: &'r [BatchItem]) -> Result<Vec<(&'r BatchItem, Reply)>, Failed<'r>> {
        loop {
            let mut copy = self.shared.store().clone();
            let copied_at = copy.changes();
            let mut done = Vec::new();
            for (culprit, item) in items.iter().enumerate() {
                let reply = self.item(item, Some(&mut copy));
                if is_error(&reply) {
                    let reply = Box::new(reply);
                    return Err(Failed {
                        items,
                        culprit,
                        reply,
                    });
                }
                done.push((item, reply));
            }
            if self.shared.store().replace(copied_at, copy) {
                return Ok(done);
            }
        }
    }

    /// Does one request, on the data or on a copy of it.
    fn item(&mut self, item: &'r BatchItem, store: Option<&mut Store>) -> Reply {
        let mut parents = item.depends_on.iter();
        let is_orphan = parents.any(|parent| self.has_failed.get(parent.as_str()) == Some(&true));
        let resolved = self.resolve(item, is_orphan);
        let request = resolved.as_ref().unwrap_or(item);
        // A fault is there also for a request whose reference leads nowhere.
        if request.request.is_err()
            && let Some(reply) = self.fault(item)
        {
            return reply;
        }
        let reply = run_item(self.shared, self.root, request, is_orphan, store);
        if let Some(path) = entity_of(self.root, request, &reply) {
            self.entities.insert(&item.id, path);
        }
        reply
    }

    /// What a fault answers in place of a request, if one does.
    fn fault(&self, item: &BatchItem) -> Option<Reply> {
        let call = item.request.as_ref().ok()?.call(self.root);
        let effect = self.shared.faults().effect(call.method, call.path, true)?;
        let Effect::Answer(canned) = effect else {
            return None;
        };
        let refuse = |problem| Self::refuse(self.shared, problem);
        Some(canned.fill(canned_reply(canned.status, refuse)))
    }

    /// A request with entities in the places of the results of those that it depends on, where the service has that: Microsoft
    /// Graph has not. In a multipart batch it depends on all before it.
    fn resolve(&self, item: &BatchItem, is_orphan: bool) -> Option<BatchItem> {
        let request = item.request.as_ref().ok()?;
        if is_orphan || self.shared.rules.batch_urls != BatchUrls::OData {
            return None;
        }
        let find = |id: &str| {
            let depends = self.is_multipart || item.depends_on.iter().any(|other| other == id);
            let path = self.entities.get(id).filter(|_| depends);
            path.cloned().ok_or_else(|| {
                Problem::bad_request(format!(
                    "'${id}' is the result of no request that the request '{}' depends on.",
                    item.id
                ))
            })
        };
        Some(BatchItem {
            request: request.resolved(self.root, &find),
            ..item.clone()
        })
    }
}

/// The path of the entity that a request gave back, created or changed.
fn entity_of(root: &Root, item: &BatchItem, reply: &Reply) -> Option<String> {
    if !reply.status.is_success() {
        return None;
    }
    let header = |name| reply.headers.get(name)?.to_str().ok();
    let url = header(HeaderName::from_static("odata-entityid")).or_else(|| header(header::LOCATION));
    let path = url.and_then(|url| url.strip_prefix(&root.url));
    let asked = || item.request.as_ref().ok()?.entity_path();
    path.or_else(asked).map(str::to_owned)
}

fn run_item(
    shared: &Shared,
    root: &Root,
    item: &BatchItem,
    is_orphan: bool,
    store: Option<&mut Store>,
) -> Reply {
    let nothing = HeaderMap::new();
    let trace = Trace::new(
        shared,
        item.request
            .as_ref()
            .map_or(&nothing, |request| request.call(root).headers),
    );
    let refuse = |problem: Problem| problem.into_reply(shared.rules.error_style, trace.inner_error());
    let request = match &item.request {
        _ if is_orphan => return refuse(not_done()),
        Ok(request) => request,
        Err(problem) => return refuse(problem.clone()),
    };
    let call = request.call(root);
    let effect = shared.faults().effect(call.method, call.path, true);
    let mut reply = match effect {
        Some(Effect::Answer(canned)) => canned.fill(canned_reply(canned.status, refuse)),
        _ => perform_on(shared, &call, &trace, store),
    };
    // The body is a JSON value in the batch and has no separate length.
    reply.headers.remove(header::CONTENT_LENGTH);
    trace.stamp(reply)
}
