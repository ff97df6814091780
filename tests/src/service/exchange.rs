//! One request on the wire and its answer, or what a fault makes of it.

use std::sync::Arc;

use http::request::Parts;
use http::{Request, Response, StatusCode, header};
use http_body_util::{BodyExt, Limited};
use hyper::body::{Bytes, Incoming};
use serde_json::Value;

use super::batch;
use super::connection::{ResponseBody, Unanswered, whole};
use super::log::RecordedRequest;
use super::operation::Operation;
use super::shared::Shared;
use super::trace::Trace;
use crate::answer::{Call, Problem, Reply, answer};
use crate::fault::{Effect, huge, slow, truncated};

/// Longer targets are refused with 414, as web servers do.
const LONGEST_TARGET: usize = 16 * 1024;

/// A request that was received.
struct Exchange<'e> {
    shared: &'e Shared,
    parts: &'e Parts,
    /// `None` for a body that is longer than allowed, or that broke off.
    body: Option<&'e [u8]>,
    trace: Trace,
}

/// Answers a request.
pub(crate) async fn exchange(
    shared: Arc<Shared>,
    request: Request<Incoming>,
) -> Result<Response<ResponseBody>, Unanswered> {
    let (parts, body) = request.into_parts();
    let body: Option<Bytes> = Limited::new(body, shared.rules.body_limit)
        .collect()
        .await
        .ok()
        .map(|body| body.to_bytes());
    shared
        .log()
        .push(RecordedRequest::new(&parts, body.as_deref().unwrap_or_default()));

    let trace = Trace::new(&shared, &parts.headers);
    let exchange = Exchange {
        shared: &shared,
        parts: &parts,
        body: body.as_deref(),
        trace,
    };
    let effect = shared
        .faults()
        .effect(&parts.method, exchange.path_below().unwrap_or_default(), false);
    match effect {
        None => Ok(exchange.respond()),
        Some(effect) => exchange.suffer(effect).await,
    }
}

impl Exchange<'_> {
    /// The path below the service root.
    fn path_below(&self) -> Option<&str> {
        let below = self
            .parts
            .uri
            .path()
            .strip_prefix(self.shared.rules.base_path.as_str())?;
        (below.is_empty() || below.starts_with('/')).then_some(below)
    }

    fn call(&self) -> Call<'_> {
        Call {
            method: &self.parts.method,
            path: self.path_below().unwrap_or_default(),
            query: self.parts.uri.query().unwrap_or_default(),
            headers: &self.parts.headers,
            body: self.body.unwrap_or_default(),
        }
    }

    fn work(&self) -> Result<Reply, Problem> {
        if self.body.is_none() {
            let message = "The request body is too large.";
            return Err(Problem::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "RequestEntityTooLarge",
                message,
            ));
        }
        let path = self
            .path_below()
            .ok_or_else(|| Problem::no_resource(&[self.parts.uri.path().to_owned()]))?;
        if let Some(id) = path.strip_prefix("/$monitor/") {
            return self.shared.poll(id, &self.parts.method);
        }
        self.shared.access().check(&self.parts.headers)?;
        if path == "/$batch" {
            batch::run(self.shared, &self.call())
        } else {
            Ok(perform(self.shared, &self.call(), &self.trace))
        }
    }

    fn reply(&self) -> Reply {
        let reply = self.work().unwrap_or_else(|problem| self.refuse(problem));
        self.trace.stamp(reply)
    }

    fn refuse(&self, problem: Problem) -> Reply {
        problem.into_reply(self.shared.rules.error_style, self.trace.inner_error())
    }

    fn respond(&self) -> Response<ResponseBody> {
        with_body(self.reply(), whole)
    }

    /// Answers as the fault wants it.
    async fn suffer(&self, effect: Effect) -> Result<Response<ResponseBody>, Unanswered> {
        match effect {
            Effect::Answer(canned) => {
                let reply = canned.fill(canned_reply(canned.status, |problem| self.refuse(problem)));
                Ok(with_body(self.trace.stamp(reply), whole))
            }
            Effect::DropBefore => Err(Unanswered),
            Effect::DropAfter => {
                self.reply();
                Err(Unanswered)
            }
            Effect::Delay(wait) => {
                tokio::time::sleep(wait).await;
                Ok(self.respond())
            }
            Effect::SlowBody(pause) => Ok(with_body(self.reply().with_length(), |body| slow(body, pause))),
            Effect::TruncatedBody => Ok(with_body(self.reply().with_length(), |body| truncated(&body))),
            Effect::HugeBody(bytes) => Ok(with_body(self.reply(), |body| huge(body, bytes))),
            Effect::NextLink(url) => Ok(with_body(with_next_link(self.reply(), &url), whole)),
            Effect::LoopingNextLink => {
                let origin = self
                    .shared
                    .rules
                    .base_url
                    .strip_suffix(self.shared.rules.base_path.as_str());
                let url = format!("{}{}", origin.unwrap_or_default(), self.parts.uri);
                Ok(with_body(with_next_link(self.reply(), &url), whole))
            }
            Effect::LongRunning(polls) => {
                let reply = match self.shared.access().check(&self.parts.headers) {
                    Ok(()) => self.shared.put_off(Operation::new(&self.call(), polls)),
                    Err(problem) => self.refuse(problem),
                };
                Ok(with_body(self.trace.stamp(reply), whole))
            }
            Effect::RotateToken => {
                self.shared.access().rotate();
                Ok(self.respond())
            }
        }
    }
}

/// Does one request, alone or of a batch, unless the throttle is against it.
pub(crate) fn perform(shared: &Shared, call: &Call<'_>, trace: &Trace) -> Reply {
    let quota = shared.throttle(call.method);
    let result = if quota.is_some_and(|quota| quota.is_exceeded) {
        let message = "Too many requests: the limit of this window is reached.";
        Err(Problem::new(
            StatusCode::TOO_MANY_REQUESTS,
            "TooManyRequests",
            message,
        ))
    } else if call.path.len() + call.query.len() > LONGEST_TARGET {
        Err(Problem::new(
            StatusCode::URI_TOO_LONG,
            "UriTooLong",
            "The request target is too long.",
        ))
    } else {
        answer(&shared.rules, &mut shared.store(), call)
    };
    let reply =
        result.unwrap_or_else(|problem| problem.into_reply(shared.rules.error_style, trace.inner_error()));
    match quota {
        Some(quota) => quota.stamp(reply),
        None => reply,
    }
}

/// What a status without a body of its own is answered with: an error body, or nothing.
pub(crate) fn canned_reply(status: u16, refuse: impl FnOnce(Problem) -> Reply) -> Reply {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if status.is_client_error() || status.is_server_error() {
        let code = match status {
            StatusCode::TOO_MANY_REQUESTS => "TooManyRequests",
            StatusCode::SERVICE_UNAVAILABLE => "ServiceUnavailable",
            StatusCode::GATEWAY_TIMEOUT => "GatewayTimeout",
            StatusCode::FORBIDDEN => "Forbidden",
            _ => "UnknownError",
        };
        refuse(Problem::new(status, code, "The service was told to answer this."))
    } else {
        Reply::empty(status)
    }
}

/// Sets the next link of the page of a collection; any other answer stays as it is.
fn with_next_link(mut reply: Reply, url: &str) -> Reply {
    if let Ok(Value::Object(mut page)) = serde_json::from_slice(&reply.body)
        && page.contains_key("value")
    {
        page.insert("@odata.nextLink".to_owned(), url.into());
        reply.body = Value::Object(page).to_string().into_bytes();
    }
    reply
}

impl Reply {
    /// Announces the length of the body, whatever will be sent of it.
    fn with_length(self) -> Self {
        let length = self.body.len().to_string();
        self.with(header::CONTENT_LENGTH, &length)
    }
}

fn with_body(reply: Reply, body: impl FnOnce(Vec<u8>) -> ResponseBody) -> Response<ResponseBody> {
    let mut response = Response::new(body(reply.body));
    *response.status_mut() = reply.status;
    *response.headers_mut() = reply.headers;
    response
}
