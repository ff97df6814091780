//! One request on the wire and its answer.

use std::sync::Arc;
use std::time::SystemTime;

use chrono::{DateTime, Utc};
use http::{HeaderMap, HeaderName, Request, Response, StatusCode};
use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use serde_json::{Value, json};

use super::connection::{ResponseBody, Unanswered, whole};
use super::log::RecordedRequest;
use super::shared::Shared;
use crate::answer::{Call, Problem, Reply, answer};

/// Longer targets are refused with 414, as web servers do.
const LONGEST_TARGET: usize = 16 * 1024;

/// Answers a request.
pub(crate) async fn exchange(
    shared: Arc<Shared>,
    request: Request<Incoming>,
) -> Result<Response<ResponseBody>, Unanswered> {
    let (parts, body) = request.into_parts();
    let body = Limited::new(body, shared.rules.body_limit)
        .collect()
        .await
        .map(|body| body.to_bytes());
    let bytes = body.as_ref().map(|bytes| bytes.as_ref()).unwrap_or_default();
    shared.log().push(RecordedRequest::new(&parts, bytes));

    let trace = Trace::new(&shared, &parts.headers);
    let path = parts.uri.path();
    let query = parts.uri.query().unwrap_or_default();
    let call = Call {
        method: &parts.method,
        path,
        query,
        headers: &parts.headers,
        body: bytes,
    };
    let result = match body {
        Ok(_) => work(&shared, &call),
        Err(_) => Err(Problem::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            "RequestEntityTooLarge",
            "The request body is too large.",
        )),
    };
    let reply =
        result.unwrap_or_else(|problem| problem.into_reply(shared.rules.error_style, trace.inner_error()));
    Ok(respond(trace.stamp(reply)))
}

fn work(shared: &Shared, call: &Call<'_>) -> Result<Reply, Problem> {
    if call.path.len() + call.query.len() > LONGEST_TARGET {
        return Err(Problem::new(
            StatusCode::URI_TOO_LONG,
            "UriTooLong",
            "The request target is too long.",
        ));
    }
    shared.access().check(call.headers)?;
    let below = call.path.strip_prefix(shared.rules.base_path.as_str());
    match below {
        Some(path) if path.is_empty() || path.starts_with('/') => {
            answer(&shared.rules, &mut shared.store(), &Call { path, ..*call })
        }
        _ => Err(Problem::no_resource(&[call.path.to_owned()])),
    }
}

/// The ids by which a request can be found again.
struct Trace {
    request_id: String,
    client_request_id: String,
}

impl Trace {
    fn new(shared: &Shared, headers: &HeaderMap) -> Self {
        let request_id = shared.new_id();
        let client = headers
            .get("client-request-id")
            .and_then(|value| value.to_str().ok());
        let client_request_id = client.map_or_else(|| request_id.clone(), ToOwned::to_owned);
        Self {
            request_id,
            client_request_id,
        }
    }

    fn inner_error(&self) -> Value {
        let date = DateTime::<Utc>::from(SystemTime::now())
            .format("%Y-%m-%dT%H:%M:%S")
            .to_string();
        json!({ "date": date, "request-id": self.request_id, "client-request-id": self.client_request_id })
    }

    fn stamp(&self, reply: Reply) -> Reply {
        reply
            .with(HeaderName::from_static("odata-version"), "4.0")
            .with(HeaderName::from_static("request-id"), &self.request_id)
            .with(
                HeaderName::from_static("client-request-id"),
                &self.client_request_id,
            )
    }
}

fn respond(reply: Reply) -> Response<ResponseBody> {
    let mut response = Response::new(whole(reply.body));
    *response.status_mut() = reply.status;
    *response.headers_mut() = reply.headers;
    response
}
