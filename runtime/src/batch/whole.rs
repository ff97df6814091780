//! A batch as one request, and the answer to it as a whole.

use super::read_body;
use crate::error::{Error, TransportError, TransportErrorKind};
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderValue, Request, Response};

/// Why no request of a batch has an answer of its own.
pub(crate) enum Refused {
    /// The service answered the batch as a whole.
    Whole(Box<Response<Vec<u8>>>),
    /// The batch or its answer was lost.
    Lost(Error),
}

/// The answers in the answer to a batch.
pub(crate) fn part(
    result: Result<Response<Vec<u8>>, Error>,
) -> Result<std::collections::HashMap<usize, Response<Vec<u8>>>, Refused> {
    let response = result.map_err(Refused::Lost)?;
    if !response.status().is_success() {
        return Err(Refused::Whole(Box::new(response)));
    }
    // An answer that breaks off is a lost one: some of the requests may be done.
    read_body(response.body()).map_err(|error| {
        let error = TransportError::new(
            TransportErrorKind::Interrupted,
            format!("the batch's answer: {error}"),
        );
        Refused::Lost(Error::Transport(error))
    })
}

pub(crate) fn unanswered() -> Error {
    let reason = "the batch's answer has none for this request";
    Error::Transport(TransportError::new(TransportErrorKind::Interrupted, reason))
}

pub(crate) fn copy_response(response: &Response<Vec<u8>>) -> Response<Vec<u8>> {
    let mut copy = Response::new(response.body().clone());
    *copy.status_mut() = response.status();
    *copy.headers_mut() = response.headers().clone();
    copy
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
}
