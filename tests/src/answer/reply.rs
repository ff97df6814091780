//! An answer before it is sent.

use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use serde::Serialize;

/// Status, headers and body of an answer.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn empty(status: StatusCode) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            body: Vec::new(),
        }
    }

    pub(crate) fn json(status: StatusCode, body: &impl Serialize) -> Self {
        let media = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";
        // A JSON value has string keys only, so writing it to memory cannot fail.
        let body = serde_json::to_vec(body).unwrap_or_default();
        Self {
            body,
            ..Self::empty(status)
        }
        .with(header::CONTENT_TYPE, media)
    }

    /// Says that numbers which a double cannot hold are text.
    pub(crate) fn with_numbers(self, is_text: bool) -> Self {
        let media = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=true;charset=utf-8";
        if is_text {
            self.with(header::CONTENT_TYPE, media)
        } else {
            self
        }
    }

    pub(crate) fn text(status: StatusCode, media: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            body: body.into(),
            ..Self::empty(status)
        }
        .with(header::CONTENT_TYPE, media)
    }

    /// Notes a preference of the request that was applied.
    pub(crate) fn applied(mut self, preference: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(preference) {
            self.headers
                .append(HeaderName::from_static("preference-applied"), value);
        }
        self
    }

    /// Sets a header; a value that cannot be in one is left out.
    pub(crate) fn with(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
        self
    }
}
