//! The requests of a batch, done one after the other.

use std::collections::HashMap;

use http::{HeaderMap, StatusCode, header};
use serde_json::{Value, json};

use super::exchange::{canned_reply, perform};
use super::shared::Shared;
use super::trace::Trace;
use crate::answer::{BatchItem, Call, Problem, Reply, Root, batch_answer, read_batch};
use crate::fault::Effect;

/// Does a batch. A request whose parent failed is not done and gets 424; no other is touched by a failure.
pub(crate) fn run(shared: &Shared, call: &Call<'_>) -> Result<Reply, Problem> {
    let items = read_batch(&shared.rules, call)?;
    let mut has_failed: HashMap<&str, bool> = HashMap::new();
    let mut answers = Vec::new();
    for item in &items {
        let is_orphan = item
            .depends_on
            .iter()
            .any(|parent| has_failed.get(parent.as_str()) == Some(&true));
        let reply = run_item(shared, call.root, item, is_orphan);
        has_failed.insert(
            &item.id,
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
