//! The error answer of OData services.

use super::body::ErrorBody;
use super::secret::{SentToken, without_tokens};
use crate::limits::{Throttle, retry_after};
use crate::text::one_line;
use crate::types::Scopes;
use http::{HeaderMap, Response, StatusCode};
use serde_json::Value;
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

pub use super::body::ErrorDetail;

/// A service's answer that is an error: one with an error status, or one that holds nothing but an error.
///
/// `code`, `message`, `target`, `details` and `innerError` are read from the error body
/// ([OData JSON 4.01, 21.1](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_ErrorResponse))
/// member by member, in the forms that services give them: an odd one loses no other. Where the service repeats the token, they
/// have `…`. Status, headers and the raw body are kept whatever came back. The requests of a batch that was refused as a whole share them.
///
/// ```
/// # use odata_entity::Entity;
/// # #[derive(Debug, Clone, PartialEq, Entity)]
/// # #[odata(type = "microsoft.graph.user", path = "/users/{userId}")]
/// # struct User {
/// #     #[odata(key)]
/// #     id: String,
/// #     mail: Option<String>,
/// # }
/// let mut answer = http::Response::new(br#"{"error":{"code":"Forbidden","message":"No consent","innerError":{"code":"ScopeMissing"}}}"#.to_vec());
/// *answer.status_mut() = http::StatusCode::FORBIDDEN;
/// if let Err(error) = User::path("1").get().read(answer) {
///     let refused = error.service().expect("an answer of the service");
///     assert_eq!((refused.code(), refused.message()), ("Forbidden", "No consent"));
///     assert_eq!(refused.status(), http::StatusCode::FORBIDDEN);
/// }
/// ```
pub struct ServiceError {
    answer: Arc<Refusal>,
    scopes: Option<&'static Scopes>,
    note: Option<&'static str>,
    tagged: bool,
    uncertain: bool,
}

/// What came back, once for all requests that it is the answer to.
struct Refusal {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
    parsed: ErrorBody,
}

impl ServiceError {
    fn new(status: StatusCode, headers: HeaderMap, body: Vec<u8>, token: Option<&SentToken>) -> Self {
        let parsed = ErrorBody::read(&without_tokens(&body, token));
        Self {
            answer: Arc::new(Refusal {
                status,
                headers,
                body,
                parsed,
            }),
            scopes: None,
            note: None,
            tagged: false,
            uncertain: false,
        }
    }

    pub(crate) fn of(response: Response<Vec<u8>>) -> Self {
        let (parts, body) = response.into_parts();
        let token = parts.extensions.get::<SentToken>();
        Self::new(parts.status, parts.headers, body, token)
    }

    /// The same answer, for another request that it refuses.
    pub(crate) fn share(&self) -> Self {
        Self {
            answer: Arc::clone(&self.answer),
            ..*self
        }
    }

    pub(crate) fn with_hints(
        mut self,
        scopes: &'static Scopes,
        note: Option<&'static str>,
        tagged: bool,
    ) -> Self {
        (self.scopes, self.note, self.tagged) = (Some(scopes), note, tagged);
        self
    }

    pub(crate) fn after_a_lost_answer(mut self, uncertain: bool) -> Self {
        self.uncertain = uncertain;
        self
    }

    /// The status of the answer.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn status(&self) -> StatusCode {
        self.answer.status
    }

    /// The headers of the answer.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn headers(&self) -> &HeaderMap {
        &self.answer.headers
    }

    /// The body as it came.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn body(&self) -> &[u8] {
        &self.answer.body
    }

    /// The service's code for the error; empty if the body is no OData error.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn code(&self) -> &str {
        self.answer.parsed.code.as_deref().unwrap_or_default()
    }

    /// The innermost code, which is the most specific
    /// ([Microsoft Graph error responses](https://learn.microsoft.com/graph/errors)); the outer one
    /// if there is no other.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn deepest_code(&self) -> &str {
        self.answer.parsed.deepest_code().unwrap_or_default()
    }

    /// What is wrong, for a person; empty if the body is no OData error. Where the service wrote JSON into the message, as
    /// Intune does, it is the message in that.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn message(&self) -> &str {
        self.answer.parsed.message.as_deref().unwrap_or_default()
    }

    /// The property or parameter the error is about.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn target(&self) -> Option<&str> {
        self.answer.parsed.target.as_deref()
    }

    /// Further errors of the same request.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn details(&self) -> &[ErrorDetail] {
        &self.answer.parsed.details
    }

    /// What the service adds for those who look after it: in Graph the date and the request's id.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn inner_error(&self) -> Option<&Value> {
        self.answer.parsed.inner_error.as_ref()
    }

    /// The id under which the service's owner finds the request: the header `request-id`, or `innerError`.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn request_id(&self) -> Option<&str> {
        self.named("request-id")
    }

    /// When the service answered, by its own clock: `innerError`'s date, or the header `Date`.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn date(&self) -> Option<&str> {
        let inner = self.answer.parsed.inner("date");
        inner.or_else(|| self.answer.headers.get("date")?.to_str().ok())
    }

    fn named(&self, name: &str) -> Option<&str> {
        let header = self
            .answer
            .headers
            .get(name)
            .and_then(|value| value.to_str().ok());
        header.or_else(|| self.answer.parsed.inner(name))
    }

    /// How long the service asks to wait before the request is sent again.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn wait(&self) -> Option<Duration> {
        retry_after(&self.answer.headers, SystemTime::now())
    }

    /// The limits that the service reports.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn throttle(&self) -> Throttle {
        Throttle::read(&self.answer.headers)
    }

    /// Whether an earlier try of the same request was sent and its answer lost, so that this error can be of the change
    /// that the request itself made: a 412 because the entity tag is a new one, a 404 because it is deleted.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn is_uncertain(&self) -> bool {
        self.uncertain
    }

    /// What could fix the request, as far as the entity's attributes show.
    fn hint(&self) -> Option<Cow<'static, str>> {
        match self.answer.status {
            _ if self.uncertain => Some(
                "an earlier try was sent and its answer lost: read the entity to see whether it was done"
                    .into(),
            ),
            StatusCode::FORBIDDEN if self.wants_csrf() => Some(
                "the service wants a CSRF token with each write: a client whose profile has `csrf` fetches and sends it"
                    .into(),
            ),
            StatusCode::FORBIDDEN => match (self.scopes.and_then(Scopes::hint), self.note) {
                (Some(scopes), Some(note)) => Some(format!("{scopes}; {note}").into()),
                (Some(scopes), None) => Some(scopes.into()),
                (None, note) => note.map(Cow::from),
            },
            StatusCode::PRECONDITION_REQUIRED => Some(
                "read the entity with its tag and give it by `if_match_of`, or use `any_version`; `#[odata(etag = \"required\")]` on the type has the request refused before it is sent"
                    .into(),
            ),
            StatusCode::BAD_REQUEST if self.tagged && self.is_about_the_tag() => Some(
                "the body carried `@odata.type`; a workload that refuses it needs `type_tag = \"never\"`"
                    .into(),
            ),
            // An error that the service reports for another target is not about the tag.
            StatusCode::BAD_REQUEST if self.tagged && self.target().is_none() => Some(
                "the body carried `@odata.type`, which a few workloads refuse: `type_tag = \"never\"` leaves it out"
                    .into(),
            ),
            _ => None,
        }
    }

    fn wants_csrf(&self) -> bool {
        let asked = self.answer.headers.get("x-csrf-token");
        asked.is_some_and(|value| value.as_bytes().trim_ascii().eq_ignore_ascii_case(b"required"))
    }

    /// Whether the message can be a refusal of the tag: it names it.
    fn is_about_the_tag(&self) -> bool {
        let message = self.message();
        message.contains("odata.type") || message.contains("annotation")
    }
}

impl fmt::Display for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the service answered {}", self.answer.status)?;
        if self.code().is_empty() && self.message().is_empty() {
            let length = self.answer.body.len();
            write!(f, " with a body of {length} bytes that is no OData error")?;
        } else {
            write!(f, ": {}", one_line(self.code()))?;
            if self.deepest_code() != self.code() {
                write!(f, " ({})", one_line(self.deepest_code()))?;
            }
            write!(f, ": {}", one_line(self.message()))?;
        }
        if let Some(target) = self.target() {
            write!(f, " (target `{}`)", one_line(target))?;
        }
        if let Some(id) = self.request_id() {
            write!(f, " (request id {})", one_line(id))?;
        }
        if let Some(hint) = self.hint() {
            write!(f, " ({hint})")?;
        }
        Ok(())
    }
}

impl fmt::Debug for ServiceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceError")
            .field("status", &self.answer.status)
            .field("code", &one_line(self.deepest_code()))
            .field("message", &one_line(self.message()))
            .field("target", &self.target().map(one_line))
            .field("details", &self.details().len())
            .field("request_id", &self.request_id())
            .field("body", &format_args!("{} bytes", self.answer.body.len()))
            .finish_non_exhaustive()
    }
}

impl std::error::Error for ServiceError {}
