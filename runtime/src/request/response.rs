//! Answers: what a status and a body become.

use super::locate::locate;
use crate::entity::Entity;
use crate::error::{Accepted, DecodeError, Error, without_mark};
use crate::retry::wait_of;
use http::header::{CONTENT_LOCATION, ETAG, LOCATION};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use std::fmt;
use std::time::SystemTime;

/// What can be read from an answer with a success status.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from an answer",
    label = "not readable",
    note = "an entity that is read needs serde's `Deserialize` beside `Entity`"
)]
pub trait FromResponse: Sized {
    /// Whether an answer of this status is read; any other is an error.
    fn is_answer(status: StatusCode) -> bool {
        status.is_success()
    }

    /// Reads the answer.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] if it is not what was asked for.
    fn from_response(response: http::Response<Vec<u8>>) -> Result<Self, Error>;
}

/// The answer to a request that writes. `Debug` does not show a monitor's URL, which can be all that is needed to read it.
#[derive(Clone, PartialEq, Eq)]
pub enum Written<E> {
    /// The entity as it is now (200, 201).
    Entity(E),
    /// Done, and nothing said of it (204, or an empty body or `null`); with the new entity tag, if the service gave one.
    NoContent {
        /// The `ETag` header.
        etag: Option<String>,
    },
    /// Accepted and not done yet (202); with the URL to ask how far it is, if the service gave one.
    Accepted {
        /// The `Location` header.
        monitor: Option<String>,
    },
}

impl<E: fmt::Debug> fmt::Debug for Written<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Entity(entity) => f.debug_tuple("Entity").field(entity).finish(),
            Self::NoContent { etag } => f.debug_struct("NoContent").field("etag", etag).finish(),
            Self::Accepted { monitor } => {
                let monitor = monitor.as_ref().map(|_| format_args!("…"));
                f.debug_struct("Accepted").field("monitor", &monitor).finish()
            }
        }
    }
}

impl<E> Written<E> {
    /// The entity, if the service answered with it.
    pub fn entity(&self) -> Option<&E> {
        match self {
            Self::Entity(entity) => Some(entity),
            _ => None,
        }
    }

    /// The entity, if the service answered with it.
    pub fn into_entity(self) -> Option<E> {
        match self {
            Self::Entity(entity) => Some(entity),
            _ => None,
        }
    }

    /// The URL to ask how far the work is, if the service accepted it and gave one.
    pub fn monitor(&self) -> Option<&str> {
        match self {
            Self::Accepted { monitor } => monitor.as_deref(),
            _ => None,
        }
    }
}

/// One page of a collection.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct Page<E> {
    /// The entities of this page.
    pub value: Vec<E>,
    /// Where the next page is; none on the last one.
    #[serde(rename = "@odata.nextLink", alias = "@nextLink")]
    pub next_link: Option<String>,
    /// Where to ask for later changes; on the last page of a delta query.
    #[serde(rename = "@odata.deltaLink", alias = "@deltaLink")]
    pub delta_link: Option<String>,
    /// How many entities there are in all, if [`count`](crate::Request::count) asked.
    #[serde(rename = "@odata.count", alias = "@count")]
    pub count: Option<u64>,
    /// What the page is, as a URL of the service's metadata.
    #[serde(rename = "@odata.context", alias = "@context")]
    pub context: Option<String>,
}

#[diagnostic::do_not_recommend]
impl<E: Entity + DeserializeOwned> FromResponse for E {
    fn from_response(response: http::Response<Vec<u8>>) -> Result<Self, Error> {
        decode(response.status(), response.into_body())
    }
}

#[diagnostic::do_not_recommend]
impl<E: DeserializeOwned> FromResponse for Page<E> {
    fn from_response(response: http::Response<Vec<u8>>) -> Result<Self, Error> {
        decode(response.status(), response.into_body())
    }
}

#[diagnostic::do_not_recommend]
impl<E: DeserializeOwned> FromResponse for Written<E> {
    fn from_response(response: http::Response<Vec<u8>>) -> Result<Self, Error> {
        let (parts, body) = response.into_parts();
        match parts.status {
            StatusCode::ACCEPTED => Ok(Self::Accepted {
                monitor: monitor_of(&parts.headers),
            }),
            StatusCode::NO_CONTENT => Ok(Self::NoContent {
                etag: header(&parts.headers, ETAG),
            }),
            _ if is_nothing(&body) => Ok(Self::NoContent {
                etag: header(&parts.headers, ETAG),
            }),
            status => decode(status, body).map(Self::Entity),
        }
    }
}

/// Nothing is asked of the answer but that it is one: no body, or JSON. The page of a proxy that asks who is there is none, and
/// work that was accepted is not done.
impl FromResponse for () {
    fn from_response(response: http::Response<Vec<u8>>) -> Result<Self, Error> {
        if response.status() == StatusCode::ACCEPTED {
            return Err(accepted(response.headers()));
        }
        if is_nothing(response.body()) {
            return Ok(());
        }
        decode::<IgnoredAny>(response.status(), response.into_body()).map(|_| ())
    }
}

/// 202, where an answer has no place for the monitor.
pub(crate) fn accepted(headers: &HeaderMap) -> Error {
    Error::Accepted(Accepted::new(
        monitor_of(headers),
        wait_of(headers, SystemTime::now()),
    ))
}

/// Whether a body says nothing. Any other that is no entity is an error: the page of a proxy that asks who is there is no answer to
/// a change.
fn is_nothing(body: &[u8]) -> bool {
    matches!(without_mark(body).trim_ascii(), b"" | b"null")
}

/// Where to ask how far accepted work is.
fn monitor_of(headers: &HeaderMap) -> Option<String> {
    header(headers, LOCATION).or_else(|| header(headers, CONTENT_LOCATION))
}

pub(super) fn header(headers: &HeaderMap, name: http::HeaderName) -> Option<String> {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .map(str::to_owned)
}

/// Reads a body; a fault is looked for again with its path, as keeping track costs the readings that succeed.
pub(crate) fn decode<T: DeserializeOwned>(status: StatusCode, body: Vec<u8>) -> Result<T, Error> {
    let json = without_mark(&body);
    let first = match serde_json::from_slice(json) {
        Ok(value) => return Ok(value),
        Err(error) => error,
    };
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    let (property, reason) = match serde_path_to_error::deserialize::<_, T>(&mut deserializer) {
        Err(error) => (
            property_path(&error.path().to_string()),
            error.inner().to_string(),
        ),
        Ok(_) => (String::new(), first.to_string()),
    };
    let property = locate::<T>(json, property);
    Err(Error::Decode(Box::new(DecodeError::new(
        status, body, property, reason,
    ))))
}

/// The path as far as it names properties: `.` is the body itself, `?` a member whose name was not read to its end.
fn property_path(path: &str) -> String {
    let path = path.strip_suffix('?').unwrap_or(path);
    path.strip_suffix('.').unwrap_or(path).to_owned()
}
