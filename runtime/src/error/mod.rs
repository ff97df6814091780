//! Handle what goes wrong: [`Error`], which every call returns, and what is in it.
//!
//! Its variants are what a program does different things about; what the service itself answered is a [`ServiceError`]. There is
//! [a page of the guide](crate::guide::errors).
//!
//! ```
//! use odata_entity::Error;
//!
//! /// What a worker does about a failed call.
//! fn is_worth_another_try(error: &Error) -> bool {
//!     match error {
//!         Error::NotFound(refused) => refused.code() == "ResourceNotReady",
//!         Error::Transport(error) => error.kind() == odata_entity::error::TransportErrorKind::Timeout,
//!         other => other.is_retryable(),
//!     }
//! }
//! ```

mod accepted;
mod body;
mod decode;
mod delta;
mod inner;
mod kind;
mod link;
mod message;
mod only;
mod secret;
mod service;
mod transfer;
mod transport;
mod unfinished;

pub use accepted::Accepted;
pub(crate) use body::is_success_message;
pub use decode::DecodeError;
pub use delta::{DeltaError, ResyncRequired};
pub use link::LinkError;
pub(crate) use only::holds_only_error;
pub(crate) use secret::SentToken;
pub use service::{ErrorDetail, ServiceError};
pub use transfer::{TransferError, TransferErrorKind};
pub use transport::{TransportError, TransportErrorKind};
pub use unfinished::Unfinished;

pub use crate::enums::UnknownMember;
pub use crate::fault::{QueryError, TextError, Unrepresentable};
pub use crate::path::{PathError, PathErrorKind};
pub use crate::reader::ReadError;

use crate::edm::ValueError;
use crate::fault::{Fault, FaultKind};
use crate::headers::is_of_the_connection;
use crate::text::one_line;
use std::fmt;
use std::sync::Arc;

/// Why a request could not be built, sent or read.
///
/// `Display` is one line; neither it nor `Debug` shows a body or a token. The service's answer is kept in full:
/// [`body`](Self::body).
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
/// # use odata_entity::Error;
/// let mut answer = http::Response::new(br#"{"error":{"code":"Request_ResourceNotFound","message":"No such user"}}"#.to_vec());
/// *answer.status_mut() = http::StatusCode::NOT_FOUND;
/// match User::path("1").get().read(answer) {
///     Err(Error::NotFound(refused)) => assert_eq!(refused.code(), "Request_ResourceNotFound"),
///     other => panic!("no error of the service: {other:?}"),
/// }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// A key cannot be a part of a path.
    Path(PathError),
    /// The patch changes nothing, which services refuse (Intune: "at least 1 property must be changed"). Do not send
    /// it, or call [`allow_empty`](crate::Request::allow_empty).
    EmptyPatch,
    /// A difference that a patch cannot express; [`diff_lossy`](crate::Entity) leaves such differences out.
    Difference {
        /// The property's name on the wire.
        property: String,
        /// What the difference is.
        reason: Unrepresentable,
    },
    /// A patch mixes properties that the service wants in separate requests (`patch_group`); `split` gives the parts.
    PatchGroups {
        /// One group; empty for properties without one.
        first: &'static str,
        /// Another group; empty for properties without one.
        second: &'static str,
    },
    /// A value that has no form in OData.
    Value {
        /// The property, as a path from the body's root: `settings/expiresOn`.
        property: String,
        /// What is wrong with the value.
        error: ValueError,
    },
    /// A member that the body cannot have: an undeclared one with the name of a declared one, an advertised operation, a link to
    /// bind where the service has no such link.
    Member {
        /// The member, as a path from the body's root.
        property: String,
        /// What is wrong with it, and what to do instead; it follows the name.
        reason: std::borrow::Cow<'static, str>,
    },
    /// A body that serde cannot write as JSON: a map whose keys are no text, an error of a `Serialize`.
    Body {
        /// What serde reports.
        reason: String,
    },
    /// The sentinel `unknownFutureValue` in a body: it replaces members that the client did not ask for, and no
    /// service takes it.
    Sentinel {
        /// The property, as a path from the body's root.
        property: String,
    },
    /// A query option that cannot be written: an empty list, an invalid name.
    Query {
        /// The option's name: `$filter`.
        option: &'static str,
        /// What is wrong with it.
        error: QueryError,
    },
    /// Text that cannot be the part of a URL that it was given for: a stream property, an API version.
    Text(TextError),
    /// The base URL is invalid: no path can be appended to it.
    BaseUrl {
        /// The URL, without user information.
        url: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// A header that cannot be sent: its name is invalid, its value is empty or has a character that no header can
    /// carry, or it is not the request's to set. `Display` has which.
    Header {
        /// The header's name.
        name: &'static str,
    },
    /// The service asks to send less (429, 509), or has no capacity now (503).
    #[doc(alias("429", "Too Many Requests", "throttling"))]
    Throttled {
        /// How long to wait, if the service states it.
        wait: Option<std::time::Duration>,
        /// What it answered.
        error: Box<ServiceError>,
    },
    /// The token is missing, over, or not good for this (401).
    Unauthorized(Box<ServiceError>),
    /// The token lacks a permission (403). `Display` names those that the entity's annotations have.
    Forbidden(Box<ServiceError>),
    /// There is no such entity (404, 410).
    NotFound(Box<ServiceError>),
    /// The request does not fit the state that the service is in (409).
    Conflict(Box<ServiceError>),
    /// The entity has another entity tag than `If-Match` has, or it exists although `If-None-Match` forbids that
    /// (412).
    PreconditionFailed(Box<ServiceError>),
    /// The service wants `If-Match` (428): read the entity, and send its entity tag.
    PreconditionRequired(Box<ServiceError>),
    /// The service answered with another error.
    Service(Box<ServiceError>),
    /// A conditional request found nothing new (304): what was read before, with the entity tag in `If-None-Match`,
    /// is as it was. This is not a failure.
    NotModified {
        /// The `ETag` header.
        etag: Option<String>,
    },
    /// The answer is not what the request asked for.
    Decode(Box<DecodeError>),
    /// The service has accepted the request and not done it yet (202), where the request has no place for that answer.
    Accepted(Accepted),
    /// `If-Match` was asked for, and what was read has no entity tag: the request would go out without its condition.
    NoEntityTag,
    /// The service wants an entity tag with this write, and the request has none: it was not sent. Give it that of what was read
    /// ([`if_match_of`](crate::Request::if_match_of)), or have it change any version ([`any_version`](crate::Request::any_version)).
    EntityTagRequired {
        /// The method.
        method: http::Method,
        /// The template of the path.
        template: String,
    },
    /// The patch changes nothing, and the service takes no bare type tag
    /// ([`Profile::bare_tag`](crate::Profile::bare_tag)).
    BarePatch,
    /// A request cannot be in its batch, or was not done for another's fault.
    Batch(&'static str),
    /// A delta cannot be followed, or an item of it not be applied.
    Delta(DeltaError),
    /// The link to later changes is no longer good (410): the delta starts over. [`ResyncRequired`] has how.
    Resync(Box<ResyncRequired>),
    /// A link or redirect leads where the token must not go, or in a circle.
    Link(LinkError),
    /// The token provider gave no token: its own error, or that it took longer than `ClientBuilder::token_timeout`. All
    /// requests that waited for the same call of it share one error.
    Token(Arc<dyn std::error::Error + Send + Sync>),
    /// It was not sent: one batch after the other failed before it. Here is why the last one did; once that is put right, the
    /// request can be sent as it is.
    NotTried(Arc<Error>),
    /// It was in a batch and was not done, which is neither failure nor success of its own: another request of its change set failed,
    /// or the service stopped at an error before it. Here is that error; once it is put right, the request can be sent as it is.
    NotDone(Arc<Error>),
    /// The request or the answer did not get through.
    Transport(TransportError),
    /// There was no answer in time.
    Timeout(TransportError),
    /// A download or an upload went wrong in its bytes.
    Transfer(Box<TransferError>),
    /// What was polled did not meet its condition before the limit (`Client::poll_until`).
    Unfinished(Box<Unfinished>),
}

impl Error {
    pub(crate) fn token(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Token(Arc::from(error.into()))
    }

    /// The status of the service's answer, if there was one.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn status(&self) -> Option<http::StatusCode> {
        match self {
            Self::Decode(error) => Some(error.status()),
            Self::NotModified { .. } => Some(http::StatusCode::NOT_MODIFIED),
            Self::Accepted(_) => Some(http::StatusCode::ACCEPTED),
            Self::Unfinished(error) => Some(error.status()),
            _ => self.service().map(ServiceError::status),
        }
    }

    /// The URL to ask how far the work is, where the service has accepted it (202) and gave one.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn monitor(&self) -> Option<&str> {
        match self {
            Self::Accepted(accepted) => accepted.monitor(),
            _ => None,
        }
    }

    /// The answer's body as it came, if there was one.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn body(&self) -> Option<&[u8]> {
        match self {
            Self::Decode(error) => Some(error.body()),
            Self::Unfinished(error) => Some(error.body()),
            _ => self.service().map(ServiceError::body),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path(error) => error.fmt(f),
            Self::EmptyPatch => f.write_str(
                "the patch changes nothing: do not send it (`is_empty`), or allow it on the request (`allow_empty`)",
            ),
            Self::Difference { property, reason } => write!(f, "a patch cannot express that `{property}` {reason}"),
            Self::PatchGroups { first, second } => write!(
                f,
                "the patch mixes {} and {}, which the service takes in a request each: send the parts of `split`",
                GroupName(first),
                GroupName(second)
            ),
            Self::Value { property, error } => write!(f, "property `{property}`: {error}"),
            Self::Member { property, reason } => write!(f, "`{property}` {reason}"),
            Self::Body { reason } => write!(f, "the body cannot be written as JSON: {}", one_line(reason)),
            Self::Sentinel { property } => write!(
                f,
                "property `{property}` is `unknownFutureValue`, which can be read and not sent: leave it out or set a member"
            ),
            Self::Query { option, error } => write!(f, "`{option}`: {error}"),
            Self::Text(error) => error.fmt(f),
            Self::BaseUrl { url, reason } => write!(f, "base URL {url:?} {reason}"),
            Self::Header { name } => write_header_error(f, name),
            Self::Throttled { error, .. } => error.fmt(f),
            Self::Unauthorized(error)
            | Self::Forbidden(error)
            | Self::NotFound(error)
            | Self::Conflict(error)
            | Self::PreconditionFailed(error)
            | Self::PreconditionRequired(error)
            | Self::Service(error) => error.fmt(f),
            Self::NotModified { .. } => f.write_str(
                "not modified (304): what was read before with this entity tag is as it was",
            ),
            Self::Decode(error) => error.fmt(f),
            Self::Accepted(accepted) => accepted.fmt(f),
            Self::NoEntityTag => f.write_str(
                "what was read has no entity tag for `If-Match`: read it with its tag (`tagged`, or a field for `@odata.etag`), or use `any_version`",
            ),
            Self::EntityTagRequired { method, template } => write!(
                f,
                "`{method} {template}` needs an entity tag at this service: read the entity with its tag (`tagged`, or a field for `@odata.etag`) and give it by `if_match_of`, or use `any_version`"
            ),
            Self::BarePatch => f.write_str(
                "the patch changes nothing, and this service refuses a type tag alone: do not send it (`is_empty`)",
            ),
            Self::Batch(reason) => write!(f, "the request in a batch was not done: {reason}"),
            Self::Delta(error) => error.fmt(f),
            Self::Resync(error) => error.fmt(f),
            Self::Link(error) => error.fmt(f),
            Self::Token(error) => write!(f, "no access token: {}", one_line(&error.to_string())),
            Self::NotDone(cause) => write!(f, "not done, as another request of the batch failed: {cause}"),
            Self::NotTried(cause) => write!(f, "not sent, as one batch after the other failed: {cause}"),
            Self::Transport(error) | Self::Timeout(error) => error.fmt(f),
            Self::Transfer(error) => error.fmt(f),
            Self::Unfinished(error) => error.fmt(f),
        }
    }
}

fn write_header_error(f: &mut fmt::Formatter<'_>, name: &str) -> fmt::Result {
    match http::HeaderName::from_bytes(name.as_bytes()) {
        Err(_) => write!(f, "{name:?} is no name of a header: write letters, digits and `-`"),
        Ok(header) if header == http::header::AUTHORIZATION => f.write_str(
            "the header `Authorization` was set on a request: give the token to the client, which adds it where it may go",
        ),
        Ok(header) if is_of_the_connection(&header) => write!(
            f,
            "the header `{name}` was set on a request: leave it out, it is made from the request itself"
        ),
        Ok(header) if header == http::header::CONTENT_TYPE => f.write_str(
            "the header `Content-Type` is empty, has a character that no header can carry, or has another `IEEE754Compatible` than the path, which sets how numbers are written: use `ieee754_compatible()`",
        ),
        Ok(_) => write!(
            f,
            "the value of the header `{name}` is empty or has a character that no header can carry"
        ),
    }
}

/// A patch group in a sentence.
struct GroupName(&'static str);

impl fmt::Display for GroupName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            f.write_str("properties without a group")
        } else {
            write!(f, "the group `{}`", self.0)
        }
    }
}

/// `Display` has the text of the error inside, so that one line has all; `source` is what caused that error, so that a chain has
/// no text twice. The error inside is in the variant.
impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Path(error) => error.source(),
            Self::Value { error, .. } => error.source(),
            Self::Query { error, .. } => error.source(),
            Self::Text(error) => error.source(),
            Self::Decode(error) => error.source(),
            Self::Accepted(accepted) => accepted.source(),
            Self::Link(error) => error.source(),
            Self::Token(error) => error.source(),
            Self::NotTried(cause) | Self::NotDone(cause) => cause.source(),
            Self::Transport(error) | Self::Timeout(error) => error.source(),
            Self::Transfer(error) => error.source(),
            _ => self.service().and_then(std::error::Error::source),
        }
    }
}

impl From<PathError> for Error {
    fn from(error: PathError) -> Self {
        Self::Path(error)
    }
}

impl From<TransferError> for Error {
    fn from(error: TransferError) -> Self {
        Self::Transfer(Box::new(error))
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        let (property, kind) = fault.into_parts();
        match kind {
            FaultKind::Value(error) => Self::Value { property, error },
            FaultKind::Sentinel => Self::Sentinel { property },
            FaultKind::Difference(reason) => Self::Difference { property, reason },
            FaultKind::Groups(first, second) => Self::PatchGroups { first, second },
            FaultKind::Body(reason) => Self::Body { reason },
            FaultKind::Member(reason) => Self::Member {
                property,
                reason: reason.into(),
            },
        }
    }
}
