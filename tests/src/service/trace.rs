//! The ids by which a request can be found again, in headers and error bodies (Microsoft Graph, "Error responses").

use std::time::SystemTime;

use chrono::{DateTime, Utc};
use http::{HeaderMap, HeaderName};
use serde_json::{Value, json};

use super::shared::Shared;
use crate::answer::Reply;

/// The id the service gives a request, and the one the client gave it.
pub(crate) struct Trace {
    request_id: String,
    client_request_id: String,
}

impl Trace {
    pub(crate) fn new(shared: &Shared, headers: &HeaderMap) -> Self {
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

    /// What an error body has of the request.
    pub(crate) fn inner_error(&self) -> Value {
        let date = DateTime::<Utc>::from(SystemTime::now())
            .format("%Y-%m-%dT%H:%M:%S")
            .to_string();
        json!({ "date": date, "request-id": self.request_id, "client-request-id": self.client_request_id })
    }

    /// The headers that every answer has.
    pub(crate) fn stamp(&self, reply: Reply) -> Reply {
        reply
            .with(HeaderName::from_static("odata-version"), "4.0")
            .with(HeaderName::from_static("request-id"), &self.request_id)
            .with(
                HeaderName::from_static("client-request-id"),
                &self.client_request_id,
            )
    }
}
