//! The error body of OData services.

use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use serde_json::Value;
use std::fmt;

/// A service's answer with an error status, whole.
///
/// `code`, `message`, `target`, `details` and `innerError` are read from the error body
/// ([OData JSON 4.01, 21.1](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_ErrorResponse))
/// where it is one; status, headers and the raw body are kept whatever came back.
pub struct ServiceError {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
    parsed: ErrorBody,
    scopes: Option<&'static crate::Scopes>,
    tagged: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Envelope {
    error: ErrorBody,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct ErrorBody {
    code: Option<String>,
    message: Option<String>,
    target: Option<String>,
    details: Vec<ErrorDetail>,
    #[serde(alias = "innererror")]
    inner_error: Option<Value>,
}

/// One of an error's `details`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ErrorDetail {
    /// The service's code for it.
    pub code: String,
    /// What is wrong, for a person.
    pub message: String,
    /// The property or parameter it is about.
    pub target: Option<String>,
}

impl ServiceError {
    pub(crate) fn new(status: StatusCode, headers: HeaderMap, body: Vec<u8>) -> Self {
        let parsed = serde_json::from_slice::<Envelope>(&body)
            .unwrap_or_default()
            .error;
        Self {
            status,
            headers,
            body,
            parsed,
            scopes: None,
            tagged: false,
        }
    }

    pub(crate) fn with_hints(mut self, scopes: Option<&'static crate::Scopes>, tagged: bool) -> Self {
        self.scopes = scopes;
        self.tagged = tagged;
        self
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers of the answer.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body as it came.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The service's code for the error; empty if the body is no OData error.
    pub fn code(&self) -> &str {
        self.parsed.code.as_deref().unwrap_or_default()
    }

    /// What is wrong, for a person; empty if the body is no OData error.
    pub fn message(&self) -> &str {
        self.parsed.message.as_deref().unwrap_or_default()
    }

    /// The property or parameter the error is about.
    pub fn target(&self) -> Option<&str> {
        self.parsed.target.as_deref()
    }

    /// Further errors of the same request.
    pub fn details(&self) -> &[ErrorDetail] {
        &self.parsed.details
    }

    /// What the service adds for those who look after it: in Graph the date and the request's id.
    pub fn inner_error(&self) -> Option<&Value> {
        self.parsed.inner_error.as_ref()
    }

    /// What could mend the request, as far as the entity's annotations tell.
    fn hint(&self) -> Option<String> {
        match self.status {
            StatusCode::FORBIDDEN => self.scopes?.hint(),
            StatusCode::BAD_REQUEST if self.tagged && self.is_about_the_tag() => Some(
                "the body carried `@odata.type`; a workload that refuses it needs `type_tag = \"never\"`"
                    .to_owned(),
            ),
            _ => None,
        }
    }

    /// Whether the message can be a refusal of the tag: it names it, or says nothing of a property at all.
    fn is_about_the_tag(&self) -> bool {
        let message = self.message();
        message.contains("@odata.type") || message.contains("odata.type") || message.contains("annotation")
    }
}

impl fmt::Display for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the service answered {}", self.status)?;
        if self.code().is_empty() && self.message().is_empty() {
            write!(
                f,
                " with a body of {} bytes that is no OData error",
                self.body.len()
            )?;
        } else {
            write!(f, ": {}: {}", self.code(), one_line(self.message()))?;
        }
        if let Some(target) = self.target() {
            write!(f, " (target `{target}`)")?;
        }
        if let Some(hint) = self.hint() {
            write!(f, " ({hint})")?;
        }
        Ok(())
    }
}

/// The message on one line.
fn one_line(message: &str) -> String {
    message.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl fmt::Debug for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceError")
            .field("status", &self.status)
            .field("code", &self.code())
            .field("message", &self.message())
            .field("target", &self.target())
            .field("details", &self.details())
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish_non_exhaustive()
    }
}

impl std::error::Error for ServiceError {}
