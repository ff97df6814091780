//! What is answered, and how often.

use std::fmt;
use std::sync::Arc;

use http::{HeaderValue, Method, Response, StatusCode, header};
use serde_json::{Value, json};

use super::Mock;
use super::pattern::Pattern;
use crate::service::RecordedRequest;

/// A function of a test that answers.
type Respond = dyn Fn(&RecordedRequest) -> Response<Vec<u8>> + Send + Sync;

/// What a request gets.
#[derive(Clone)]
pub(super) enum Outcome {
    Respond(Arc<Respond>),
    Lost,
}

impl Outcome {
    pub(super) fn give(&self, request: &RecordedRequest) -> Option<Response<Vec<u8>>> {
        match self {
            Self::Respond(respond) => Some(respond(request)),
            Self::Lost => None,
        }
    }
}

/// An answer that was stated.
pub(super) struct Rule {
    pattern: Pattern,
    outcome: Outcome,
    /// How often it is still to be given; always where nothing is stated.
    left: Option<usize>,
}

impl Rule {
    pub(super) fn fits(&self, method: &Method, target: &str) -> bool {
        self.left != Some(0) && self.pattern.fits(method, target)
    }

    pub(super) fn take(&mut self) -> Outcome {
        if let Some(left) = &mut self.left {
            *left = left.saturating_sub(1);
        }
        self.outcome.clone()
    }

    /// Whether it was stated how often it is asked for, and it was not that often.
    pub(super) fn is_expected(&self) -> bool {
        self.left.is_some_and(|left| left > 0)
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pattern.fmt(f)?;
        match self.left {
            Some(left) => write!(f, " ({left} more times)"),
            None => Ok(()),
        }
    }
}

/// An answer that is about to be stated; made by [`Mock::on`].
///
/// ```
/// use odata_entity_testing::Mock;
/// use serde_json::json;
///
/// let mock = Mock::new();
/// mock.on("GET", "/devices/{id}").once().lost();
/// mock.on("GET", "/devices/{id}").json(json!({"id": "7"}));
/// mock.on("POST", "/devices").json_with(201, json!({"id": "8"}));
/// mock.on("DELETE", "/devices/{id}").status(204);
/// mock.on("GET", "/report").respond(|request| {
///     let body = format!("asked with {}", request.query());
///     http::Response::builder().header("Content-Type", "text/plain").body(body.into_bytes()).unwrap()
/// });
/// ```
#[must_use = "nothing is answered until it is stated what: see `json`, `status`, `respond`, `lost`"]
pub struct MockAnswer {
    mock: Mock,
    pattern: Pattern,
    times: Option<usize>,
}

impl fmt::Debug for MockAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockAnswer")
            .field("pattern", &self.pattern)
            .field("times", &self.times)
            .finish_non_exhaustive()
    }
}

impl MockAnswer {
    pub(super) fn new(mock: Mock, pattern: Pattern) -> Self {
        Self {
            mock,
            pattern,
            times: None,
        }
    }

    /// Gives it to one request; then those that were stated later count. [`Mock::assert_complete`] wants it to be given.
    pub fn once(self) -> Self {
        self.times(1)
    }

    /// Gives it to so many requests.
    pub fn times(mut self, times: usize) -> Self {
        self.times = Some(times);
        self
    }

    /// Answers 200 with this JSON: an entity, or a page `{"value": […]}`.
    pub fn json(self, body: impl Into<Value>) {
        self.json_with(200, body);
    }

    /// Answers this status with this JSON. A number that is no status is 500.
    pub fn json_with(self, status: u16, body: impl Into<Value>) {
        let body = body.into();
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        self.respond(move |_| json(status, &body));
    }

    /// Answers this status: with an OData error body from 400 on, else with none. A number that is no status is 500.
    pub fn status(self, status: u16) {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let is_error = status.is_client_error() || status.is_server_error();
        self.respond(move |_| {
            if is_error {
                let reason = status.canonical_reason().unwrap_or("Error");
                let code = reason.replace(' ', "");
                let message = format!("{reason}, as the test states it.");
                return json(status, &json!({"error": {"code": code, "message": message}}));
            }
            let mut response = Response::new(Vec::new());
            *response.status_mut() = status;
            response
        });
    }

    /// Answers what the function makes of the request: with headers, with parts of the request in it, in turn.
    pub fn respond(self, respond: impl Fn(&RecordedRequest) -> Response<Vec<u8>> + Send + Sync + 'static) {
        self.state(Outcome::Respond(Arc::new(respond)));
    }

    /// Gives no answer: the connection breaks once the request was sent, so what the service did with it is not known. A request
    /// in a batch is answered 504 instead.
    pub fn lost(self) {
        self.state(Outcome::Lost);
    }

    fn state(self, outcome: Outcome) {
        let rule = Rule {
            pattern: self.pattern,
            outcome,
            left: self.times,
        };
        self.mock.state().rules.push(rule);
    }
}

/// An answer in JSON.
pub(super) fn json(status: StatusCode, body: &Value) -> Response<Vec<u8>> {
    let mut response = Response::new(body.to_string().into_bytes());
    *response.status_mut() = status;
    let media = HeaderValue::from_static("application/json;odata.metadata=minimal");
    response.headers_mut().insert(header::CONTENT_TYPE, media);
    response
}
