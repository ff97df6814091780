//! One request on the wire and its answer, or what a fault makes of it.

use std::sync::Arc;

use http::request::Parts;
use http::{Request, Response, StatusCode, header};
use http_body_util::{BodyExt, Limited};
use hyper::body::{Bytes, Incoming};
use serde_json::Value;

use super::batch;
use super::bytes;
use super::connection::{ResponseBody, Unanswered, whole};
use super::log::RecordedRequest;
use super::operation::Operation;
use super::shared::Shared;
use super::trace::Trace;
use super::tracking::{doubled, repeated};
use crate::answer::{Call, Problem, Reply, answer};
use crate::fault::{Effect, huge, slow, truncated, with_expected_ranges, with_repeated_range};
use crate::store::Store;

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
    if bytes::is_sink(&shared, &parts) {
        return Ok(bytes::sink(shared, parts, body).await);
    }
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
    let path = shared.rules.below(parts.uri.path()).map_or("", |(_, path)| path);
    let effect = shared.faults().effect(&parts.method, path, false);
    match effect {
        None => Ok(exchange.respond()),
        Some(effect) => exchange.suffer(effect).await,
    }
}

impl Exchange<'_> {
    /// The request, if it is one to this service at all.
    fn call(&self) -> Result<Call<'_>, Problem> {
        let Some(body) = self.body else {
            let message = "The request body is too large.";
            return Err(Problem::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "RequestEntityTooLarge",
                message,
            ));
        };
        let path = self.parts.uri.path();
        let (root, path) = self
            .shared
            .rules
            .below(path)
            .ok_or_else(|| Problem::no_resource(&[path.to_owned()]))?;
        let query = self.parts.uri.query().unwrap_or_default();
        Ok(Call {
            root,
            method: &self.parts.method,
            path,
            query,
            headers: &self.parts.headers,
            body,
        })
    }

    fn work(&self) -> Result<Reply, Problem> {
        let call = self.call()?;
        if let Some(id) = call.path.strip_prefix("/$monitor/") {
            return self.shared.poll(id, call.method);
        }
        if let Some(reply) = bytes::answer_signed(self.shared, &call) {
            return reply;
        }
        self.shared.access().check(call.headers)?;
        match call.path {
            "/$batch" => batch::run(self.shared, &call),
            _ => {
                let create = |call: &Call<'_>| perform(self.shared, call, &self.trace);
                if let Some(reply) = bytes::answer(self.shared, &call, create) {
                    return reply;
                }
                let wait = bytes::polled(self.shared, &call);
                let reply = perform(self.shared, &call, &self.trace);
                Ok(match wait {
                    Some(wait) => reply.with(header::RETRY_AFTER, &wait),
                    None => reply,
                })
            }
        }
    }

    /// Keeps the request for later.
    fn put_off(&self, polls: u32) -> Result<Reply, Problem> {
        let call = self.call()?;
        self.shared.access().check(call.headers)?;
        Ok(self.shared.put_off(Operation::new(&call, polls)))
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
            Effect::Link(name, url) => Ok(with_body(with_link(self.reply(), name, &url), whole)),
            Effect::LoopingNextLink => {
                let root = self.shared.rules.roots.first();
                let origin = root.and_then(|root| root.url.strip_suffix(root.path.as_str()));
                let url = format!("{}{}", origin.unwrap_or_default(), self.parts.uri);
                Ok(with_body(with_link(self.reply(), "@odata.nextLink", &url), whole))
            }
            Effect::ExpireDeltas => {
                self.shared.store().forget_changes();
                Ok(self.respond())
            }
            Effect::RepeatPage => {
                let root = self.shared.rules.roots.first();
                let origin = root.and_then(|root| root.url.strip_suffix(root.path.as_str()));
                let url = format!("{}{}", origin.unwrap_or_default(), self.parts.uri);
                Ok(with_body(repeated(self.reply(), &url), whole))
            }
            Effect::RepeatItems => Ok(with_body(doubled(self.reply()), whole)),
            Effect::LongRunning(polls) => {
                let reply = self.put_off(polls).unwrap_or_else(|problem| self.refuse(problem));
                Ok(with_body(self.trace.stamp(reply), whole))
            }
            Effect::RepeatedRange => {
                let parts = &with_repeated_range(self.parts);
                let trace = Trace::new(self.shared, &parts.headers);
                let (shared, body) = (self.shared, self.body);
                Ok(Exchange {
                    shared,
                    parts,
                    body,
                    trace,
                }
                .respond())
            }
            Effect::ExpectedRanges(ranges) => {
                Ok(with_body(with_expected_ranges(self.reply(), &ranges), whole))
            }
            Effect::EndUploads => {
                self.shared.bytes.end_sessions();
                Ok(self.respond())
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
    perform_on(shared, call, trace, None)
}

/// Does one request, on the data or on a copy of it.
pub(crate) fn perform_on(shared: &Shared, call: &Call<'_>, trace: &Trace, copy: Option<&mut Store>) -> Reply {
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
        match copy {
            Some(store) => answer(&shared.rules, store, call),
            None => answer(&shared.rules, &mut shared.store(), call),
        }
    };
    let reply =
        result.unwrap_or_else(|problem| problem.into_reply(shared.rules.error_style, trace.inner_error()));
    match quota {
        Some(quota) => quota.stamp(reply),
        None => reply,
    }
}

/// What a status without its own body is answered with: an error body, or nothing.
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

/// Sets a link of the page of a collection; any other answer stays as it is.
fn with_link(mut reply: Reply, name: &str, url: &str) -> Reply {
    if let Ok(Value::Object(mut page)) = serde_json::from_slice(&reply.body)
        && page.contains_key("value")
    {
        page.insert(name.to_owned(), url.into());
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
