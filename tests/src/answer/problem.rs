//! A refusal, and the error body for it (JSON Format 4.01, section 21.1; Microsoft Graph, "Error responses").

use http::{HeaderName, HeaderValue, StatusCode, header};
use serde_json::{Value, json};

use super::reply::Reply;

/// How error bodies are written.
///
/// ```
/// use odata_entity_testing::{ErrorStyle, Service};
///
/// let service = Service::builder().error_style(ErrorStyle::Intune);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ErrorStyle {
    /// A message in words, as OData and Microsoft Graph have it.
    #[default]
    Plain,
    /// As Intune writes it: the message is itself a JSON object, as text, and the words are its `Message`.
    Intune,
}

/// One of several things that are wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Issue {
    pub(crate) target: String,
    pub(crate) message: String,
}

/// Why a request was refused.
#[derive(Clone, Debug)]
pub(crate) struct Problem {
    pub(crate) status: StatusCode,
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) issues: Vec<Issue>,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
            issues: Vec::new(),
            headers: Vec::new(),
        }
    }

    pub(crate) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "BadRequest", message)
    }

    /// 400 for a body with these faults; the first is the message, all are details.
    pub(crate) fn issues(issues: Vec<Issue>) -> Self {
        let message = issues
            .first()
            .map_or_else(String::new, |issue| issue.message.clone());
        Self {
            issues,
            ..Self::bad_request(message)
        }
    }

    pub(crate) fn no_resource(segments: &[String]) -> Self {
        let path = segments.join("/");
        Self::new(
            StatusCode::NOT_FOUND,
            "ResourceNotFound",
            format!("Resource not found for the path '{path}'."),
        )
    }

    /// 404 for a segment that begins with `$` where a key would be: services decode before they look for it.
    pub(crate) fn system_segment(segment: &str) -> Self {
        let message = format!(
            "Resource not found for the segment '{segment}'. A key that begins with '$' has the form ('{segment}')."
        );
        Self::new(StatusCode::NOT_FOUND, "ResourceNotFound", message)
    }

    pub(crate) fn no_entity(key: &str) -> Self {
        let message = format!(
            "Resource '{key}' does not exist or one of its queried reference-property objects are not present."
        );
        Self::new(StatusCode::NOT_FOUND, "Request_ResourceNotFound", message)
    }

    pub(crate) fn method_not_allowed(allowed: &'static str) -> Self {
        let message = "Specified HTTP method is not allowed for the request target.";
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "Request_BadRequest", message)
            .with_header(header::ALLOW, HeaderValue::from_static(allowed))
    }

    pub(crate) fn precondition_failed() -> Self {
        let message = "The entity tag of the request does not match the current state of the entity.";
        Self::new(StatusCode::PRECONDITION_FAILED, "PreconditionFailed", message)
    }

    pub(crate) fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    /// The answer; `trace` is what goes into `innerError`.
    pub(crate) fn into_reply(self, style: ErrorStyle, trace: Value) -> Reply {
        let message = match style {
            ErrorStyle::Plain => json!(self.message),
            ErrorStyle::Intune => {
                let inner = json!({
                    "_version": 3, "Message": self.message, "CustomApiErrorPhrase": "", "RetryAfter": null,
                    "ErrorSourceService": "", "HttpHeaders": "{}",
                });
                json!(format!("{inner:#}").replace('\n', "\r\n"))
            }
        };
        let mut error = json!({ "code": self.code, "message": message });
        if let Some(first) = self.issues.first() {
            error["target"] = json!(first.target);
        }
        if self.issues.len() > 1 {
            let detail = |issue: &Issue| json!({ "code": self.code, "message": issue.message, "target": issue.target });
            error["details"] = self.issues.iter().map(detail).collect();
        }
        error["innerError"] = trace;
        let mut reply = Reply::json(self.status, &json!({ "error": error }));
        reply.headers.extend(self.headers);
        reply
    }
}
