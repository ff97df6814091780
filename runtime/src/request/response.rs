//! Answers: what a status and a body become.

use super::locate::locate;
use crate::entity::Entity;
use crate::error::{Accepted, DecodeError, Error, without_mark};
use crate::link::LinkBase;
use http::StatusCode;
use serde::de::{DeserializeOwned, IgnoredAny};

/// What can be read from an answer with a success status.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be read from an answer",
    label = "not readable",
    note = "an entity that is read needs serde's `Deserialize` beside `Entity`"
)]
pub trait FromResponse: Sized {
    /// Whether an answer of this status is read; any other is an error.
    #[must_use = "this changes nothing: use what it returns"]
    fn is_answer(status: StatusCode) -> bool {
        status.is_success()
    }

    /// Reads the answer.
    ///
    /// # Errors
    ///
    /// [`Error::Decode`] if it is not what was asked for.
    fn from_response(response: http::Response<Vec<u8>>) -> Result<Self, Error>;

    /// Resolves relative links in what was read. `base` is what they are relative to, but for objects with a context URL
    /// ([`LinkBase::within`]). Does nothing unless implemented.
    fn resolve_links(&mut self, base: &LinkBase) {
        let _ = base;
    }
}

#[diagnostic::do_not_recommend]
impl<E: Entity + DeserializeOwned> FromResponse for E {
    fn from_response(response: http::Response<Vec<u8>>) -> Result<Self, Error> {
        let (parts, body) = content(response, ABSENT_ENTITY)?;
        decode(parts.status, body)
    }
}

/// Nothing is asked of the answer but that it is one: no body, or JSON. The page of a proxy that asks who is there is none, and
/// work that was accepted is not done.
impl FromResponse for () {
    fn from_response(response: http::Response<Vec<u8>>) -> Result<Self, Error> {
        if response.status() == StatusCode::ACCEPTED {
            let accepted = Accepted::of(response.headers(), response.extensions());
            return Err(Error::Accepted(accepted));
        }
        if is_nothing(response.body()) {
            return Ok(());
        }
        decode::<IgnoredAny>(response.status(), response.into_body()).map(|_| ())
    }
}

/// Whether a body says nothing. Any other that is no entity is an error: the page of a proxy that asks who is there is no answer to
/// a change.
pub(super) fn is_nothing(body: &[u8]) -> bool {
    matches!(without_mark(body).trim_ascii(), b"" | b"null")
}

/// What to do about an entity that is not there.
pub(super) const ABSENT_ENTITY: &str =
    "a service answers so for what is null or absent; ask with `optional()` to read that as `None`";

/// The parts of an answer that must have a body. Of one that has none the error names `absent`, of accepted work the monitor.
pub(super) fn content(
    response: http::Response<Vec<u8>>,
    absent: &str,
) -> Result<(http::response::Parts, Vec<u8>), Error> {
    let (parts, body) = response.into_parts();
    if parts.status == StatusCode::ACCEPTED {
        return Err(Error::Accepted(Accepted::of(&parts.headers, &parts.extensions)));
    }
    let reason = match without_mark(&body).trim_ascii() {
        b"" if parts.status == StatusCode::NO_CONTENT => format!("there is no content: {absent}"),
        b"" => "the body is empty".to_owned(),
        b"null" => format!("it is null: {absent}"),
        _ => return Ok((parts, body)),
    };
    let error = DecodeError::new(parts.status, body, String::new(), reason);
    Err(Error::Decode(Box::new(error)))
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
