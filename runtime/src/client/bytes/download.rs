//! [`Download`]: bytes as a stream, resumed after a break.

use super::resumption::{Resumed, Resumption, agree, content_length, validator};
use crate::call::retry::{Attempts, RetryCause, When};
use crate::client::Client;
use crate::client::transport::{BodyStream, BoxFuture};
use crate::error::{Error, TransferError, TransferErrorKind, TransportError, TransportErrorKind};
use crate::link::header;
use crate::ranges::ByteRange;
use crate::request::{Found, Media, Request, beyond_the_end, found};
use bytes::Bytes;
use futures_core::Stream;
use http::header::{CONTENT_TYPE, ETAG, IF_RANGE, RANGE};
use http::{HeaderMap, Response, StatusCode};
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// Bytes on their way; made by [`Client::download`]. It ends after the last byte, or after an error.
///
/// Where the connection breaks, the rest is asked for (`Range`, and `If-Range` with the entity tag or date that the answer has), so
/// that the bytes are those of one version. Each byte is given out once. The end of the stream is the end of the bytes: an answer
/// that is cut or longer than it stated is an error.
///
/// ```
/// use odata_entity::path;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let service = odata_entity_testing::Service::builder().stream("/me/photo/$value").start().await;
/// # service.put_bytes("/me/photo/$value", "image/png", "a photo")?;
/// # let client = odata_entity::Client::new(service.base_url(), odata_entity::FixedToken::new(service.token()))?;
/// let mut download = client.download(path!("/me/photo/$value").bytes()).await?;
/// assert_eq!((download.content_type().as_deref(), download.total()), (Some("image/png"), Some(7)));
/// let mut photo = Vec::new();
/// while let Some(bytes) = download.try_next().await? {
///     photo.extend_from_slice(&bytes);
/// }
/// assert_eq!(download.position(), 7);
/// # Ok(())
/// # }
/// ```
#[must_use = "a stream fetches nothing until it is polled"]
pub struct Download {
    resumption: Resumption,
    state: State,
    status: StatusCode,
    headers: HeaderMap,
    /// The place of the next byte.
    position: u64,
    /// The place of the first byte that is not of this download, where that is known.
    end: Option<u64>,
    /// How many there are in all, where that is known.
    total: Option<u64>,
    /// How many bytes to leave out before the next one.
    skip: u64,
    /// Whether the answer goes on after what was asked for.
    is_cut_short: bool,
}

enum State {
    Reading(BodyStream),
    Resuming(BoxFuture<'static, Resumed>),
    Over,
}

impl Client {
    /// Downloads bytes as a stream: of `$value`, a stream property, a function that returns a stream. They are not held in
    /// memory, and have no limit of length.
    ///
    /// ```no_run
    /// # use odata_entity::{Client, path};
    /// # async fn example(client: Client) -> Result<(), Box<dyn std::error::Error>> {
    /// use tokio::io::AsyncWriteExt;
    ///
    /// let mut download = client.download(path!("/me/drive/items/{id}/content", "i").bytes()).await?;
    /// let mut file = tokio::fs::File::create("report.pdf").await?;
    /// while let Some(bytes) = download.try_next().await? {
    ///     file.write_all(&bytes).await?;
    /// }
    /// file.flush().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// A redirect elsewhere is followed over https, without the token. [`ClientBuilder::timeout`] is here the time in which
    /// nothing comes.
    ///
    /// [`ClientBuilder::timeout`]: crate::client::ClientBuilder::timeout
    ///
    /// # Errors
    ///
    /// Those of [`send`](Self::send). In the stream: [`Error::Transfer`] for bytes that are not those that were asked for,
    /// [`Error::Transport`] and [`Error::Timeout`] for a connection that broke more often than the
    /// [`RetryPolicy`](crate::RetryPolicy) tries.
    #[doc(alias("$value", "getStream"))]
    pub async fn download(&self, request: Request<Media>) -> Result<Download, Error> {
        let http = self.build(&request)?;
        let mut resumption = Resumption {
            client: self.clone(),
            request,
            http,
            attempts: Attempts::default(),
            validator: None,
        };
        let (mut response, stream) = resumption.send().await?;
        let Some(stream) = stream.filter(|_| response.status() != StatusCode::ACCEPTED) else {
            self.0.profile.mark(&mut response);
            let media = resumption.request.read(response);
            let reason = "the bytes are elsewhere, and the redirect to them was not followed";
            return Err(media
                .err()
                .unwrap_or_else(|| TransferError::new(TransferErrorKind::Range, reason).into()));
        };
        let (parts, _) = response.into_parts();
        let is_conditional = resumption.http.headers().contains_key(IF_RANGE);
        let asked = resumption.request.asked_range();
        let found = match asked {
            None if resumption.http.headers().contains_key(RANGE) => {
                Found::by_hand(parts.status, &parts.headers)
            }
            _ => found(asked, is_conditional, parts.status, &parts.headers)?,
        };
        let body = content_length(&parts.headers);
        agree(body, found.length)?;
        let length = found.length.or(body);
        let body_end = length.map(|length| found.first.saturating_add(length));
        if let Some(end) = body_end.filter(|end| found.skip > 0 && *end <= found.skip) {
            return Err(beyond_the_end(end).into());
        }
        let position = found.first.saturating_add(found.skip);
        let wanted_end = found.limit.map(|limit| position.saturating_add(limit));
        resumption.validator = validator(&parts.headers);
        Ok(Download {
            resumption,
            state: State::Reading(stream),
            status: parts.status,
            position,
            end: match (body_end, wanted_end) {
                (Some(body), Some(wanted)) => Some(body.min(wanted)),
                (body, wanted) => body.or(wanted),
            },
            total: found
                .total
                .or(body_end.filter(|_| parts.status != StatusCode::PARTIAL_CONTENT)),
            skip: found.skip,
            is_cut_short: wanted_end.is_some(),
            headers: parts.headers,
        })
    }
}

impl Found {
    /// Of a range that the caller asked for with a header.
    fn by_hand(status: StatusCode, headers: &HeaderMap) -> Self {
        let range = header(headers, http::header::CONTENT_RANGE);
        let range = range.and_then(|text| crate::ranges::ContentRange::parse(&text));
        let range = range.filter(|_| status == StatusCode::PARTIAL_CONTENT);
        Self {
            first: range.map_or(0, |range| range.first),
            length: range.map(|range| range.end - range.first),
            total: range.and_then(|range| range.total),
            skip: 0,
            limit: None,
        }
    }
}

impl Download {
    /// `Content-Type`, if the service states it.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn content_type(&self) -> Option<String> {
        header(&self.headers, CONTENT_TYPE)
    }

    /// The entity tag of the bytes, to take the download up in a later process:
    /// `request.range(position..).if_range(&etag)`.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn etag(&self) -> Option<String> {
        header(&self.headers, ETAG)
    }

    /// How many bytes there are in all, range or not, if the service states it.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn total(&self) -> Option<u64> {
        self.total
    }

    /// The place of the next byte, counted from 0: with a range, the first one is where that begins.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn position(&self) -> u64 {
        self.position
    }

    /// How many bytes are still to come, if that is known.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn left(&self) -> Option<u64> {
        self.end.map(|end| end.saturating_sub(self.position))
    }

    /// The status of the first answer.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers of the first answer.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Bytes came: those that are to be given out.
    fn came(&mut self, mut bytes: Bytes) -> Result<Bytes, Error> {
        let skipped = usize::try_from(self.skip).unwrap_or(usize::MAX).min(bytes.len());
        drop(bytes.split_to(skipped));
        self.skip -= skipped as u64;
        let left = self.end.map_or(u64::MAX, |end| end - self.position);
        if bytes.len() as u64 > left {
            if !self.is_cut_short {
                let reason = format!("the answer goes on after the {left} bytes that were left of it");
                return Err(TransferError::new(TransferErrorKind::TooLong, reason).into());
            }
            // It is less than the length of the bytes.
            bytes.truncate(left as usize);
        }
        self.position += bytes.len() as u64;
        if !bytes.is_empty() {
            self.resumption.attempts.next_page();
        }
        Ok(bytes)
    }

    /// The answer broke, or ended before its time: asks for the rest, if that can be.
    fn broke(&mut self, error: Option<TransportError>) -> Result<State, Error> {
        let cut = || {
            let end = self.end.map_or_else(|| "all".to_owned(), |end| end.to_string());
            let reason = format!("the answer ended after {} of {end} bytes", self.position);
            TransportError::new(TransportErrorKind::Interrupted, reason)
        };
        let error = error.unwrap_or_else(cut);
        let resumption = &self.resumption;
        let client = &resumption.client.0;
        if resumption.validator.is_none() {
            let reason = "the answer broke off, and it has neither a strong entity tag nor a date by which the rest could be asked for: \
                          download it anew";
            return Err(TransferError::new(TransferErrorKind::Cut, reason)
                .caused(Box::new(error))
                .into());
        }
        let (cause, at) = (RetryCause::Transport(&error), When::new(client.time.now()));
        let retry = &client.configuration.retry;
        let Some(wait) = retry.wait(&resumption.attempts, cause, true, at) else {
            return Err(match error.kind() {
                TransportErrorKind::Timeout => Error::Timeout(error),
                _ => Error::Transport(error),
            });
        };
        let range = ByteRange {
            first: self.position,
            end: self.resumption.request.asked_range().and(self.end),
        };
        let mut resumption = resumption.clone();
        resumption.attempts.waited = resumption.attempts.waited.saturating_add(wait);
        Ok(State::Resuming(Box::pin(resumption.resume(range, wait))))
    }

    /// The rest came, or something else.
    fn resumed(&mut self, response: &Response<Vec<u8>>) -> Result<(), Error> {
        let headers = response.headers();
        let changed = || {
            let reason =
                "the service has other bytes by now than those that the download began with: begin anew";
            Error::from(TransferError::new(TransferErrorKind::Changed, reason))
        };
        let is_same = validator(headers) == self.resumption.validator;
        if response.status() != StatusCode::PARTIAL_CONTENT {
            // All of them, from the first one on: the same ones only by their validator.
            let length = content_length(headers);
            let is_all = length.is_none() || self.total.is_none() || length == self.total;
            if !is_same || !is_all {
                return Err(changed());
            }
            (self.skip, self.is_cut_short) = (self.position, self.end != self.total);
            return Ok(());
        }
        // A part need not repeat the validator that it was asked for by.
        if headers.contains_key(ETAG) && !is_same {
            return Err(changed());
        }
        let asked = ByteRange {
            first: self.position,
            end: self.resumption.request.asked_range().and(self.end),
        };
        let found = found(Some(asked), false, response.status(), headers)?;
        agree(content_length(headers), found.length)?;
        let is_other =
            |known: Option<u64>, now: Option<u64>| known.zip(now).is_some_and(|(known, now)| known != now);
        let end = found.length.map(|length| found.first.saturating_add(length));
        if is_other(self.total, found.total) || is_other(self.end, end) {
            return Err(changed());
        }
        (self.end, self.total) = (self.end.or(end), self.total.or(found.total));
        (self.skip, self.is_cut_short) = (0, false);
        Ok(())
    }

    fn is_complete(&self) -> bool {
        self.end == Some(self.position)
    }
}

impl Stream for Download {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if self.is_complete() && self.is_cut_short {
                self.state = State::Over;
            }
            let next = match &mut self.state {
                State::Over => return Poll::Ready(None),
                State::Resuming(future) => {
                    let (attempts, result) = ready!(future.as_mut().poll(cx));
                    self.resumption.attempts = attempts;
                    let resumed =
                        result.and_then(|(response, stream)| self.resumed(&response).map(|()| stream));
                    match resumed {
                        Ok(stream) => self.state = State::Reading(stream),
                        Err(error) => {
                            self.state = State::Over;
                            return Poll::Ready(Some(Err(error)));
                        }
                    }
                    continue;
                }
                State::Reading(stream) => ready!(stream.as_mut().poll_next(cx)),
            };
            let failed = match next {
                Some(Ok(bytes)) => match self.came(bytes) {
                    Ok(bytes) if bytes.is_empty() => continue,
                    Ok(bytes) => return Poll::Ready(Some(Ok(bytes))),
                    Err(error) => error,
                },
                None if self.end.is_none_or(|end| end == self.position) && self.skip == 0 => {
                    self.state = State::Over;
                    return Poll::Ready(None);
                }
                // The bytes are all there; what comes after them was not awaited.
                Some(Err(_)) if self.is_complete() => {
                    self.state = State::Over;
                    return Poll::Ready(None);
                }
                None => match self.broke(None) {
                    Ok(state) => {
                        self.state = state;
                        continue;
                    }
                    Err(error) => error,
                },
                Some(Err(error)) => match self.broke(Some(error)) {
                    Ok(state) => {
                        self.state = state;
                        continue;
                    }
                    Err(error) => error,
                },
            };
            self.state = State::Over;
            return Poll::Ready(Some(Err(failed)));
        }
    }
}

/// How far it is; neither URL nor bytes.
impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("status", &self.status)
            .field("position", &self.position)
            .field("end", &self.end)
            .finish_non_exhaustive()
    }
}
