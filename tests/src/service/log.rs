//! What came in over the wire.

use std::collections::VecDeque;

use http::request::Parts;
use http::{HeaderName, HeaderValue, Method};
use serde_json::Value;

/// A request as it was received, before anything looked at it.
///
/// `Debug` does not show the value of `Authorization`.
///
/// ```
/// use odata_entity_testing::Mock;
/// use serde_json::json;
///
/// let mock = Mock::new();
/// mock.on("PATCH", "/devices/{id}").status(204);
/// let request = http::Request::patch(format!("{}/devices/a%20b?x=1", mock.base_url())).header("If-Match", "*");
/// mock.answer(request.body(br#"{"name":null}"#.to_vec()).unwrap());
///
/// let sent = &mock.requests()[0];
/// assert_eq!((sent.method.as_str(), sent.path(), sent.query()), ("PATCH", "/v1.0/devices/a%20b", "x=1"));
/// sent.assert_header("if-match", "*");
/// sent.assert_json(json!({"name": null}));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// The method.
    pub method: Method,
    /// Path and query, byte for byte: percent-encoding is neither added nor taken away.
    pub target: String,
    /// The headers in their order; names in lower case, values of one name next to each other.
    pub headers: Vec<(HeaderName, HeaderValue)>,
    /// The body. Of one that is longer than the service takes, nothing.
    pub body: Vec<u8>,
}

impl RecordedRequest {
    pub(crate) fn new(parts: &Parts, body: &[u8]) -> Self {
        let headers = parts.headers.iter().map(|(name, value)| {
            let mut value = value.clone();
            value.set_sensitive(name == http::header::AUTHORIZATION);
            (name.clone(), value)
        });
        Self {
            method: parts.method.clone(),
            target: parts.uri.to_string(),
            headers: headers.collect(),
            body: body.to_vec(),
        }
    }

    /// The path, still percent-encoded.
    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// What is after the first `?`, still percent-encoded; empty if there is none.
    pub fn query(&self) -> &str {
        self.target.split_once('?').map_or("", |(_, query)| query)
    }

    /// The first header of this name, which is compared without regard to case; `None` too where the value is no text.
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self
            .headers
            .iter()
            .find(|(known, _)| known.as_str().eq_ignore_ascii_case(name));
        found.and_then(|(_, value)| value.to_str().ok())
    }

    /// The body as JSON, if it is that.
    pub fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }
}

/// The latest requests.
#[derive(Debug)]
pub(crate) struct Log {
    requests: VecDeque<RecordedRequest>,
    most: usize,
}

impl Log {
    pub(crate) fn new(most: usize) -> Self {
        Self {
            requests: VecDeque::new(),
            most,
        }
    }

    pub(crate) fn push(&mut self, request: RecordedRequest) {
        self.requests.push_back(request);
        while self.requests.len() > self.most {
            self.requests.pop_front();
        }
    }

    pub(crate) fn requests(&self) -> Vec<RecordedRequest> {
        self.requests.iter().cloned().collect()
    }

    pub(crate) fn clear(&mut self) {
        self.requests.clear();
    }
}
