//! A part of the bytes ([RFC 9110, 14](https://www.rfc-editor.org/rfc/rfc9110#section-14)).

use super::{Media, Request};
use crate::error::{Error, TransferError, TransferErrorKind};
use crate::fault::TextError;
use crate::link::header;
use crate::ranges::{ByteRange, ContentRange};
use http::header::{CONTENT_RANGE, IF_RANGE, RANGE};
use http::{HeaderMap, HeaderValue, StatusCode};
use std::ops::RangeBounds;

impl Request<Media> {
    /// Only these of the bytes, counted from 0: `.range(1024..2048)`, `.range(4096..)`. A range without bytes is an error when
    /// the request is built.
    ///
    /// A service that knows no ranges answers with all bytes: then the rest is left out here. An answer with another range
    /// is an error ([`TransferErrorKind::Range`](crate::transfer::TransferErrorKind::Range)).
    pub fn range(mut self, bytes: impl RangeBounds<u64>) -> Self {
        let Some(range) = ByteRange::of(&bytes) else {
            let text = format!("{:?} to {:?}", bytes.start_bound(), bytes.end_bound());
            let reason = "has no bytes: write a range that has one at least, such as `0..1`";
            self.parts.bad_segment = Some(TextError::new("the range", &text, reason));
            return self;
        };
        self.parts.range = Some(range);
        // Digits and two signs are a header.
        if let Ok(value) = HeaderValue::try_from(range.header()) {
            self.parts.headers.insert(RANGE, value);
        }
        self
    }

    /// `If-Range`: the [`range`](Self::range) only of the bytes that have this entity tag; where there are others by now, the
    /// service answers with all of those, which is an error
    /// ([`TransferErrorKind::Changed`](crate::transfer::TransferErrorKind::Changed)). To take up a download in a later process.
    pub fn if_range(self, etag: &str) -> Self {
        self.header(IF_RANGE, "If-Range", etag)
    }

    /// The range that is asked for.
    #[cfg(feature = "client")]
    pub(crate) fn asked_range(&self) -> Option<ByteRange> {
        self.parts.range
    }
}

impl<R> Request<R> {
    /// Leaves the bytes that were asked for.
    pub(super) fn cut_to_range(&self, response: &mut http::Response<Vec<u8>>) -> Result<(), Error> {
        if !self.parts.is_media || !response.status().is_success() {
            return Ok(());
        }
        if self.parts.range.is_none() && self.parts.headers.contains_key(RANGE) {
            // Asked for by hand.
            return Ok(());
        }
        let is_conditional = self.parts.headers.contains_key(IF_RANGE);
        let (status, length) = (response.status(), response.body().len() as u64);
        let found = found(self.parts.range, is_conditional, status, response.headers())?;
        let body = response.body_mut();
        if let Some(expected) = found.length
            && length != expected
        {
            let kind = if length < expected {
                TransferErrorKind::Cut
            } else {
                TransferErrorKind::TooLong
            };
            let reason = format!("the answer has {length} bytes, and its `Content-Range` has {expected}");
            return Err(TransferError::new(kind, reason).into());
        }
        if found.skip > 0 || found.limit.is_some() {
            let index = |at: u64| usize::try_from(at).unwrap_or(usize::MAX).min(body.len());
            let first = index(found.skip);
            let end = found
                .limit
                .map_or(body.len(), |limit| index(found.skip.saturating_add(limit)));
            if first == body.len() {
                return Err(beyond_the_end(length).into());
            }
            body.truncate(end);
            body.drain(..first);
        }
        Ok(())
    }
}

/// What is in an answer to a request for bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    /// The place of the first byte of the body.
    pub(crate) first: u64,
    /// How many bytes the body has, by its range.
    pub(crate) length: Option<u64>,
    /// How many there are in all, by its range.
    pub(crate) total: Option<u64>,
    /// How many bytes at the beginning were not asked for.
    pub(crate) skip: u64,
    /// How many are wanted after those, where the body may have more.
    pub(crate) limit: Option<u64>,
}

/// Compares an answer with what was asked for.
pub(crate) fn found(
    asked: Option<ByteRange>,
    is_conditional: bool,
    status: StatusCode,
    headers: &HeaderMap,
) -> Result<Found, TransferError> {
    let fault = |kind, reason: String| Err(TransferError::new(kind, reason));
    if status != StatusCode::PARTIAL_CONTENT {
        let asked = asked.unwrap_or(ByteRange { first: 0, end: None });
        if is_conditional && asked.first > 0 {
            let reason =
                "there are other bytes than those with the entity tag in `If-Range`: download them anew";
            return fault(TransferErrorKind::Changed, reason.to_owned());
        }
        return Ok(Found {
            first: 0,
            length: None,
            total: None,
            skip: asked.first,
            limit: asked.end.map(|end| end - asked.first),
        });
    }
    let Some(asked) = asked else {
        let reason = "the answer is a part of the bytes (206), and all were asked for";
        return fault(TransferErrorKind::Range, reason.to_owned());
    };
    let text = header(headers, CONTENT_RANGE).unwrap_or_default();
    let Some(range) = ContentRange::parse(&text) else {
        let reason = "the answer is a part of the bytes (206) without a valid `Content-Range`";
        return fault(TransferErrorKind::Range, reason.to_owned());
    };
    let is_end = match asked.end {
        // Shorter only where the bytes end, as far as that is known.
        Some(end) => {
            range.end == end || (range.end < end && range.total.is_none_or(|total| range.end == total))
        }
        None => range.total.is_none_or(|total| range.end == total),
    };
    if range.first != asked.first || !is_end {
        let reason = format!(
            "the answer has the bytes {}, and `{}` was asked for",
            range_text(&range),
            asked.header()
        );
        return fault(TransferErrorKind::Range, reason);
    }
    Ok(Found {
        first: range.first,
        length: Some(range.end - range.first),
        total: range.total,
        skip: 0,
        limit: None,
    })
}

fn range_text(range: &ContentRange) -> String {
    let total = range
        .total
        .map_or_else(|| "*".to_owned(), |total| total.to_string());
    format!("{}-{}/{total}", range.first, range.end - 1)
}

/// The error of a range that begins where there are no bytes.
pub(crate) fn beyond_the_end(length: u64) -> TransferError {
    TransferError::new(
        TransferErrorKind::Range,
        format!("the range begins behind the end: there are {length} bytes"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::path::AnyPath;

    fn request() -> Request<Media> {
        AnyPath::new("/a/$value", &[], &[]).bytes()
    }

    fn read(
        request: &Request<Media>,
        status: u16,
        range: &str,
        body: &[u8],
    ) -> Result<Vec<u8>, TransferErrorKind> {
        let mut answer = http::Response::builder().status(status);
        if !range.is_empty() {
            answer = answer.header("content-range", range);
        }
        match request.read(answer.body(body.to_vec()).unwrap()) {
            Ok(media) => Ok(media.into_bytes().unwrap()),
            Err(Error::Transfer(error)) => Err(error.kind()),
            Err(error) => panic!("{error}"),
        }
    }

    #[test]
    fn an_answer_is_the_range_that_was_asked_for_or_an_error() {
        use TransferErrorKind::*;
        let (part, rest, tagged) = (
            request().range(2..5),
            request().range(7..),
            request().range(2..5).if_range("\"1\""),
        );
        for (request, status, range, body, expected) in [
            (&part, 206, "bytes 2-4/10", "234", Ok("234")),
            (&part, 206, "bytes 2-4/*", "234", Ok("234")),
            (&part, 206, "bytes 2-3/4", "23", Ok("23")),
            (&part, 206, "bytes 2-3/10", "23", Err(Range)),
            (&part, 206, "bytes 1-3/10", "123", Err(Range)),
            (&part, 206, "bytes 2-5/10", "2345", Err(Range)),
            (&part, 206, "bytes 2-4/10", "23", Err(Cut)),
            (&part, 206, "bytes 2-4/10", "2345", Err(TooLong)),
            (&part, 206, "", "234", Err(Range)),
            (&part, 200, "", "0123456789", Ok("234")),
            (&part, 200, "", "012", Ok("2")),
            (&part, 200, "", "01", Err(Range)),
            (&tagged, 200, "", "0123456789", Err(Changed)),
            (&tagged, 206, "bytes 2-4/10", "234", Ok("234")),
            (&rest, 206, "bytes 7-9/10", "789", Ok("789")),
            (&rest, 206, "bytes 7-8/10", "78", Err(Range)),
            (&rest, 200, "", "0123456789", Ok("789")),
            (&request(), 200, "", "0123456789", Ok("0123456789")),
            (&request(), 206, "bytes 0-2/10", "012", Err(Range)),
        ] {
            let read = read(request, status, range, body.as_bytes());
            let expected = expected.map(|text| text.as_bytes().to_vec());
            assert_eq!(read, expected, "{request:?} {status} {range} {body}");
        }
    }

    #[test]
    fn a_range_without_bytes_is_refused_when_the_request_is_built() {
        let error = request().range(5..5).to_http("https://h").unwrap_err();
        assert!(error.to_string().contains("the range"), "{error}");
        let http = request().range(5..9).to_http("https://h").unwrap();
        assert_eq!(http.headers()["range"], "bytes=5-8");
    }
}
