//! A batch as one request, and the answer to it as a whole.

use super::entry::write_body;
use super::job::copy;
use super::multipart::{boundary, read_multipart, write_multipart};
use super::outgoing::{Part, Slot};
use super::read::{Answers, read_body};
use crate::call::retry::Health;
use crate::error::{Error, ServiceError, TransportError, TransportErrorKind, holds_only_error};
use crate::link::accepted;
use crate::profile::{BatchFormat, Profile};
use crate::status::Meaning;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderValue, Request, Response, StatusCode};

/// Why no request of a batch has its own answer.
pub(crate) enum Refused {
    /// The service refused the batch as a whole.
    Whole(ServiceError),
    /// The batch or its answer was lost, or is still to come.
    Lost(Error),
}

/// The answers in the answer to a batch of requests with these ids, which were sent in the order of `slots`.
///
/// What is multipart is the answer to a batch whatever its status: Dataverse answers 400 where a request failed.
pub(crate) fn answers_of(
    result: Result<Response<Vec<u8>>, Error>,
    format: BatchFormat,
    is_sent: impl Fn(usize) -> bool,
    mut slots: impl Iterator<Item = Slot>,
) -> Result<Answers, Refused> {
    let response = result.map_err(Refused::Lost)?;
    if format == BatchFormat::None {
        let id = slots.next().map_or(0, |slot| slot.ids.start);
        return Ok(Answers::of_one(id, response));
    }
    if let Some(boundary) = boundary(response.headers()) {
        return Ok(read_multipart(response, &boundary, slots));
    }
    if response.status() == StatusCode::ACCEPTED {
        let accepted = accepted(response.headers(), response.extensions());
        return Err(Refused::Lost(Error::Accepted(accepted)));
    }
    if !response.status().is_success() || holds_only_error(response.body()) {
        return Err(Refused::Whole(ServiceError::of(response)));
    }
    Ok(read_body(response, is_sent))
}

/// What the answer to a batch with these requests shows of the service.
pub(crate) fn health(answers: &Result<Answers, Refused>, ids: impl Iterator<Item = usize> + Clone) -> Health {
    match answers {
        Ok(answers) => Health::of_parts(ids.map(|id| answers.meaning(id))),
        Err(Refused::Whole(error)) => Health::of_whole(Meaning::of(error.status())),
        Err(Refused::Lost(Error::Accepted(_))) => Health::Works,
        Err(Refused::Lost(_)) => Health::Fails,
    }
}

/// Why a batch failed, for the requests that are not sent because of it.
pub(crate) fn cause(answers: &Result<Answers, Refused>) -> Error {
    match answers {
        Ok(answers) => answers.failure(),
        Err(Refused::Whole(error)) => error.share().into(),
        Err(Refused::Lost(error)) => copy(error),
    }
}

pub(crate) fn unanswered() -> Error {
    let reason = "the batch's answer has none for this request";
    Error::Transport(TransportError::new(TransportErrorKind::Interrupted, reason))
}

/// The request for these parts: a batch, or the one request itself where the service has no batches. `is_one` is whether
/// all of them are done or none, which the service does for the batch as one.
pub(crate) fn batch_request<'e>(
    base_url: &str,
    profile: &Profile,
    parts: impl Iterator<Item = Part<'e>>,
    is_one: bool,
) -> Request<Vec<u8>> {
    const JSON: HeaderValue = HeaderValue::from_static("application/json");
    const MULTIPART: HeaderValue = HeaderValue::from_static("multipart/mixed");
    let mut parts = parts.peekable();
    if let Some(request) = parts.peek().and_then(|part| part.entry.alone()) {
        return request;
    }
    let (accept, content_type, body) = match profile.batch {
        BatchFormat::Multipart => {
            let (content_type, body) = write_multipart(parts);
            // The boundary is made of letters, digits and `-`.
            (MULTIPART, content_type.try_into().unwrap_or(MULTIPART), body)
        }
        _ => (JSON, JSON, write_body(parts)),
    };
    let mut request = Request::new(body);
    *request.method_mut() = http::Method::POST;
    // The base URL was checked before anything was put into the batch.
    *request.uri_mut() = format!("{base_url}/$batch").parse().unwrap_or_default();
    let headers = request.headers_mut();
    headers.insert(ACCEPT, accept);
    headers.insert(CONTENT_TYPE, content_type);
    headers.insert("odata-version", HeaderValue::from_static("4.0"));
    headers.insert("odata-maxversion", HeaderValue::from_static("4.0"));
    if is_one {
        headers.insert("isolation", HeaderValue::from_static("snapshot"));
    } else if profile.continue_on_error {
        headers.insert("prefer", HeaderValue::from_static("odata.continue-on-error"));
    }
    request
}
