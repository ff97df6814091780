//! The requests of a batch, done one after the other.

use std::collections::HashMap;

use http::{HeaderMap, HeaderName, StatusCode, header};
use serde_json::{Value, json};

use super::exchange::{canned_reply, perform};
use super::shared::Shared;
use super::trace::Trace;
use crate::answer::{BatchItem, BatchUrls, Call, Problem, Reply, Root, batch_answer, read_batch};
use crate::fault::Effect;

/// Does a batch. A request whose parent failed is not done and gets 424; no other is touched by a failure.
pub(crate) fn run(shared: &Shared, call: &Call<'_>) -> Result<Reply, Problem> {
    let items = read_batch(&shared.rules, call)?;
    let mut has_failed: HashMap<&str, bool> = HashMap::new();
    let mut entities: HashMap<&str, String> = HashMap::new();
    let mut answers = Vec::new();
    for item in &items {
        let id = item.id.as_str();
        let is_orphan = item
            .depends_on
            .iter()
            .any(|parent| has_failed.get(parent.as_str()) == Some(&true));
        let resolved = resolve(shared, call.root, item, is_orphan, &entities);
        let item = resolved.as_ref().unwrap_or(item);
        let reply = run_item(shared, call.root, item, is_orphan);
        if let Some(path) = entity_of(call.root, item, &reply) {
            entities.insert(id, path);
        }
        has_failed.insert(
            id,
            reply.status.is_client_error() || reply.status.is_server_error(),
        );
        answers.push(batch_answer(&item.id, &reply));
    }
    if shared.rules.reverses_batches {
        answers.reverse();
    }
    Ok(Reply::json(
        StatusCode::OK,
        &json!({ "responses": Value::Array(answers) }),
    ))
}

/// A request with entities in the places of the results of those that it depends on, where the service has that: Microsoft Graph
/// has not.
fn resolve(
    shared: &Shared,
    root: &Root,
    item: &BatchItem,
    is_orphan: bool,
    entities: &HashMap<&str, String>,
) -> Option<BatchItem> {
    let request = item.request.as_ref().ok()?;
    if is_orphan || shared.rules.batch_urls != BatchUrls::OData {
        return None;
    }
    let find = |id: &str| {
        let depends = item.depends_on.iter().any(|other| other == id);
        let path = entities.get(id).filter(|_| depends);
        path.cloned().ok_or_else(|| {
            Problem::bad_request(format!(
                "'${id}' is the result of no request that the request '{}' depends on.",
                item.id
            ))
        })
    };
    Some(BatchItem {
        request: request.resolved(root, &find),
        ..item.clone()
    })
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

fn run_item(shared: &Shared, root: &Root, item: &BatchItem, is_orphan: bool) -> Reply {
    let nothing = HeaderMap::new();
    let trace = Trace::new(
        shared,
        item.request
            .as_ref()
            .map_or(&nothing, |request| request.call(root).headers),
    );
    let refuse = |problem: Problem| problem.into_reply(shared.rules.error_style, trace.inner_error());
    let request = match &item.request {
        _ if is_orphan => {
            let message = "A request that this one depends on has failed.";
            return refuse(Problem::new(
                StatusCode::FAILED_DEPENDENCY,
                "FailedDependency",
                message,
            ));
        }
        Ok(request) => request,
        Err(problem) => return refuse(problem.clone()),
    };
    let call = request.call(root);
    let effect = shared.faults().effect(call.method, call.path, true);
    let mut reply = match effect {
        Some(Effect::Answer(canned)) => canned.fill(canned_reply(canned.status, refuse)),
        _ => perform(shared, &call, &trace),
    };
    // The body is a JSON value in the batch and has no separate length.
    reply.headers.remove(header::CONTENT_LENGTH);
    trace.stamp(reply)
}
