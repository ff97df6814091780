//! [`Resumption`]: how a download that broke goes on, and what shows that it is of the same bytes.

use super::drive::Sending;
use crate::call::retry::Attempts;
use crate::client::Client;
use crate::client::drive::Plan;
use crate::client::transport::BodyStream;
use crate::error::{Error, TransferError, TransferErrorKind};
use crate::link::header;
use crate::ranges::ByteRange;
use crate::request::{Media, Request};
use chrono::NaiveDateTime;
use http::header::{CONTENT_LENGTH, DATE, ETAG, IF_RANGE, LAST_MODIFIED, RANGE, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderValue, Response, StatusCode};

/// What is needed to ask for the rest.
#[derive(Clone)]
pub(super) struct Resumption {
    pub(super) client: Client,
    pub(super) request: Request<Media>,
    pub(super) http: http::Request<Vec<u8>>,
    pub(super) attempts: Attempts,
    /// What shows that the bytes are the same; none where nothing does.
    pub(super) validator: Option<HeaderValue>,
}

/// What came: how often it was tried, and the answer.
pub(super) type Resumed = (Attempts, Result<(Response<Vec<u8>>, BodyStream), Error>);

impl Resumption {
    /// Sends the request as it is now.
    pub(super) async fn send(&mut self) -> Result<(Response<Vec<u8>>, Option<BodyStream>), Error> {
        let plan = Plan {
            template: self.request.template(),
            reach: self.request.reach(),
            is_repeatable: self.request.is_repeatable(),
        };
        let http = self.http.clone();
        self.client
            .drive_bytes(http, Sending::Nothing, &plan, &mut self.attempts)
            .await
    }

    /// Asks for the bytes of a range, of the version that the download began with.
    pub(super) async fn resume(mut self, range: ByteRange, wait: std::time::Duration) -> Resumed {
        self.client.0.time.sleep(wait).await;
        let headers = self.http.headers_mut();
        if let Ok(value) = HeaderValue::try_from(range.header()) {
            headers.insert(RANGE, value);
        }
        if let Some(validator) = &self.validator {
            headers.insert(IF_RANGE, validator.clone());
        }
        let sent = self.send().await;
        let result = sent.and_then(|(response, stream)| match stream {
            Some(stream) => Ok((response, stream)),
            None if response.status() == StatusCode::RANGE_NOT_SATISFIABLE => {
                let reason = "the service has no longer the bytes that the download was at: begin anew";
                Err(TransferError::new(TransferErrorKind::Changed, reason).into())
            }
            None => Err(match self.request.read(response) {
                Err(error) => error,
                Ok(_) => {
                    TransferError::new(TransferErrorKind::Changed, "the bytes are elsewhere by now").into()
                }
            }),
        });
        (self.attempts, result)
    }
}

/// The length of a body by its header, where that is what frames it.
pub(super) fn content_length(headers: &HeaderMap) -> Option<u64> {
    if headers.contains_key(TRANSFER_ENCODING) {
        return None;
    }
    header(headers, CONTENT_LENGTH).and_then(|text| crate::ranges::number(&text))
}

/// A range and its body have one length.
pub(super) fn agree(body: Option<u64>, range: Option<u64>) -> Result<(), TransferError> {
    match (body, range) {
        (Some(body), Some(range)) if body != range => Err(TransferError::new(
            TransferErrorKind::Range,
            format!(
                "the answer has {body} bytes by its `Content-Length`, and {range} by its `Content-Range`"
            ),
        )),
        _ => Ok(()),
    }
}

/// What shows that bytes are the same: a strong entity tag, else a date that is one
/// ([RFC 9110, 13.1.5](https://www.rfc-editor.org/rfc/rfc9110#section-13.1.5)).
pub(super) fn validator(headers: &HeaderMap) -> Option<HeaderValue> {
    if let Some(tag) = headers.get(ETAG) {
        let bytes = tag.as_bytes();
        return (bytes.len() > 2 && bytes.starts_with(b"\"") && bytes.ends_with(b"\"")).then(|| tag.clone());
    }
    let date = |name| {
        let text = header(headers, name)?;
        NaiveDateTime::parse_from_str(&text, "%a, %d %b %Y %H:%M:%S GMT").ok()
    };
    let is_strong = date(DATE)?
        .signed_duration_since(date(LAST_MODIFIED)?)
        .num_seconds()
        >= 1;
    headers.get(LAST_MODIFIED).filter(|_| is_strong).cloned()
}
