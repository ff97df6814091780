//! Bodies on their way, as reqwest has them.

use crate::client::transport::{BodyStream, BoxFuture};
use crate::error::{TransportError, TransportErrorKind};
use bytes::Bytes;
use futures_core::Stream;
use http_body::{Body, Frame, SizeHint};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

/// A stream as the body of a request; it counts what it gave out.
pub(in crate::client) struct Outgoing {
    /// A body is shared between threads, and used by one: the lock is never waited for.
    stream: Mutex<BodyStream>,
    left: u64,
    given: Arc<AtomicU64>,
}

impl Outgoing {
    pub(in crate::client) fn new(stream: BodyStream, length: u64, given: Arc<AtomicU64>) -> Self {
        Self {
            stream: Mutex::new(stream),
            left: length,
            given,
        }
    }
}

impl Body for Outgoing {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let next = {
            let stream = self.stream.get_mut().unwrap_or_else(PoisonError::into_inner);
            stream.as_mut().poll_next(cx)
        };
        next.map(|item| {
            item.map(|bytes| {
                let bytes = bytes?;
                self.left = self.left.saturating_sub(bytes.len() as u64);
                self.given.fetch_add(1, Ordering::Relaxed);
                Ok(Frame::data(bytes))
            })
        })
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

/// The body of an answer; an error where nothing comes for too long.
pub(in crate::client) struct Incoming<B> {
    body: B,
    limit: Duration,
    silence: Option<BoxFuture<'static, ()>>,
}

impl<B> Incoming<B> {
    pub(in crate::client) fn new(body: B, limit: Duration) -> Self {
        Self {
            body,
            limit,
            silence: None,
        }
    }
}

impl<B> Stream for Incoming<B>
where
    B: Body<Data = Bytes, Error = reqwest::Error> + Unpin,
{
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match Pin::new(&mut self.body).poll_frame(cx) {
                Poll::Ready(frame) => {
                    self.silence = None;
                    let data = frame.map(|frame| frame.map(Frame::into_data));
                    match data {
                        None => return Poll::Ready(None),
                        Some(Ok(Ok(bytes))) => return Poll::Ready(Some(Ok(bytes))),
                        // Trailers.
                        Some(Ok(Err(_))) => {}
                        Some(Err(error)) => {
                            return Poll::Ready(Some(Err(crate::client::reqwest::failed(error))));
                        }
                    }
                }
                Poll::Pending => {
                    let limit = self.limit;
                    let silence = self
                        .silence
                        .get_or_insert_with(|| Box::pin(tokio::time::sleep(limit)));
                    return silence.as_mut().poll(cx).map(|()| {
                        let reason = format!("nothing came for {limit:?}");
                        Some(Err(TransportError::new(TransportErrorKind::Timeout, reason)))
                    });
                }
            }
        }
    }
}
