//! A batch as one request, and the answer to it as a whole.

use super::job::copy;
use super::read::{Answers, read_body};
use crate::call::retry::Health;
use crate::error::{Error, ServiceError, TransportError, TransportErrorKind, holds_only_error};
use crate::link::accepted;
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

/// The answers in the answer to a batch of requests with these ids.
pub(crate) fn answers_of(
    result: Result<Response<Vec<u8>>, Error>,
    is_sent: impl Fn(usize) -> bool,
) -> Result<Answers, Refused> {
    let response = result.map_err(Refused::Lost)?;
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

pub(crate) fn batch_request(base_url: &str, body: Vec<u8>) -> Request<Vec<u8>> {
    const JSON: HeaderValue = HeaderValue::from_static("application/json");
    let mut request = Request::new(body);
    *request.method_mut() = http::Method::POST;
    // The base URL was checked before anything was put into the batch.
    *request.uri_mut() = format!("{base_url}/$batch").parse().unwrap_or_default();
    request.headers_mut().insert(ACCEPT, JSON);
    request.headers_mut().insert(CONTENT_TYPE, JSON);
    request
        .headers_mut()
        .insert("odata-version", HeaderValue::from_static("4.0"));
    request
        .headers_mut()
        .insert("odata-maxversion", HeaderValue::from_static("4.0"));
    request
}
