//! Driving a [`Call`] whose bodies are not held.

use super::content::Content;
use crate::call::retry::Attempts;
use crate::call::{Call, Step};
use crate::client::drive::Plan;
use crate::client::observer::What;
use crate::client::transport::{BodyStream, OutgoingBody, collect};
use crate::client::{Client, Inner};
use crate::error::{Error, TransferError, TransportError, TransportErrorKind};
use bytes::Bytes;
use futures_core::Stream;
use http::{Method, Request, Response};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::sync::Mutex;

/// How much of content is read at once for a request.
const CHUNK: usize = 64 << 10;

/// The most of an error's body that is read.
const ERROR_BYTES: usize = 1 << 20;

/// The body of a request.
#[derive(Clone)]
pub(super) enum Sending {
    Nothing,
    Piece(Bytes),
    All(SharedContent),
}

/// Content that a request reads while its caller keeps it, and what went wrong with it.
pub(super) type SharedContent = Arc<Mutex<Reading>>;

pub(super) struct Reading {
    content: Content,
    failure: Option<TransferError>,
}

pub(super) fn share(content: Content) -> SharedContent {
    Arc::new(Mutex::new(Reading {
        content,
        failure: None,
    }))
}

impl Client {
    /// Sends a request with all retries, redirects and tokens that it takes. The body of a success is left where it is.
    pub(super) async fn drive_bytes(
        &self,
        request: Request<Vec<u8>>,
        sending: Sending,
        plan: &Plan<'_>,
        attempts: &mut Attempts,
    ) -> Result<(Response<Vec<u8>>, Option<BodyStream>), Error> {
        let inner = &*self.0;
        let method = request.method().clone();
        let (reach, is_repeatable) = (plan.reach, plan.is_repeatable);
        let tries = attempts.clone();
        let mut call = Call::new(&inner.configuration, request, reach, is_repeatable, tries);
        let span = crate::client::trace::Span::new(&method, plan.template);
        let mut stream = None;
        let followed = inner.follow_bytes(&mut call, &method, plan.template, sending, &mut stream);
        let result = span.scope(followed).await;
        *attempts = call.attempts().clone();
        span.end(&result, call.sent());
        if let Err(error) = &result {
            inner.notify(&method, plan.template, call.sent(), What::Failed { error });
        }
        result.map(|response| (response, stream))
    }
}

impl Inner {
    async fn follow_bytes(
        &self,
        call: &mut Call<'_>,
        method: &Method,
        template: &str,
        sending: Sending,
        stream: &mut Option<BodyStream>,
    ) -> Result<Response<Vec<u8>>, Error> {
        let mut last = None;
        loop {
            match call.step() {
                Step::Authorize(request) => {
                    if let Some(last) = spent(&sending, &mut last).await {
                        return last;
                    }
                    self.authorize(call, &request).await?;
                }
                Step::Send(request) => {
                    if let Some(last) = spent(&sending, &mut last).await {
                        return last;
                    }
                    let sent = call.sent();
                    self.notify(method, template, sent, What::Sending);
                    let is_changed = request.method() != method;
                    let body = if is_changed {
                        OutgoingBody::Bytes(Bytes::new())
                    } else {
                        sending.body().await
                    };
                    let result = self.transport.stream(request.map(|_| body)).await;
                    if let Sending::All(reading) = &sending
                        && let Some(failure) = reading.lock().await.failure.take()
                    {
                        return Err(failure.into());
                    }
                    let result = match result {
                        Ok(response) => self.judged(response, stream).await,
                        Err(error) => Err(error),
                    };
                    let what = match &result {
                        Ok(response) => What::Answered {
                            status: response.status(),
                            headers: response.headers(),
                        },
                        Err(error) => What::Lost { error },
                    };
                    self.notify(method, template, sent, what);
                    last = match &result {
                        Ok(response) => Some(Ok(response.clone())),
                        Err(error) if error.kind() == TransportErrorKind::Timeout => {
                            Some(Err(Error::Timeout(error.share())))
                        }
                        Err(error) => Some(Err(Error::Transport(error.share()))),
                    };
                    call.answered(result, self.time.now());
                }
                Step::Wait(time) => {
                    if let Some(last) = spent(&sending, &mut last).await {
                        return last;
                    }
                    self.notify(method, template, call.sent(), What::Waiting { time });
                    self.time.sleep(time).await;
                }
                Step::Done(result) => return *result,
            }
        }
    }

    /// The head of an answer; its body is kept aside for a success, and read for an error.
    async fn judged(
        &self,
        response: Response<BodyStream>,
        stream: &mut Option<BodyStream>,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        let (parts, body) = response.into_parts();
        let bytes = if parts.status.is_success() {
            *stream = Some(body);
            Vec::new()
        } else {
            collect(body, ERROR_BYTES).await?.0
        };
        Ok(Response::from_parts(parts, bytes))
    }
}

/// The last answer, where the content of the request went by with it and cannot be read again.
async fn spent(
    sending: &Sending,
    last: &mut Option<Result<Response<Vec<u8>>, Error>>,
) -> Option<Result<Response<Vec<u8>>, Error>> {
    let Sending::All(reading) = sending else {
        return None;
    };
    let is_at_start = reading.lock().await.content.is_at_start();
    if is_at_start { None } else { last.take() }
}

impl Sending {
    async fn body(&self) -> OutgoingBody {
        match self {
            Self::Nothing => OutgoingBody::Bytes(Bytes::new()),
            Self::Piece(bytes) => OutgoingBody::Bytes(bytes.clone()),
            Self::All(reading) => {
                let length = reading.lock().await.content.length();
                let stream = Box::pin(ContentStream {
                    state: State::Idle(Arc::clone(reading), 0),
                });
                OutgoingBody::Stream { length, stream }
            }
        }
    }
}

/// Content from its first byte to its last.
struct ContentStream {
    state: State,
}

enum State {
    Idle(SharedContent, u64),
    Reading(crate::client::BoxFuture<'static, (Option<Bytes>, SharedContent, u64)>),
    Over,
}

impl Stream for ContentStream {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match std::mem::replace(&mut self.state, State::Over) {
                State::Idle(reading, at) => self.state = State::Reading(Box::pin(next(reading, at))),
                State::Reading(mut future) => {
                    let Poll::Ready((bytes, reading, at)) = future.as_mut().poll(cx) else {
                        self.state = State::Reading(future);
                        return Poll::Pending;
                    };
                    return Poll::Ready(match bytes {
                        None => {
                            let reason = "the content of the request failed";
                            Some(Err(TransportError::new(TransportErrorKind::Unsendable, reason)))
                        }
                        Some(bytes) if bytes.is_empty() => None,
                        Some(bytes) => {
                            self.state = State::Idle(reading, at);
                            Some(Ok(bytes))
                        }
                    });
                }
                State::Over => return Poll::Ready(None),
            }
        }
    }
}

/// The bytes from `at` on; none where that failed.
async fn next(reading: SharedContent, at: u64) -> (Option<Bytes>, SharedContent, u64) {
    let mut guard = reading.lock().await;
    let bytes = guard.content.chunk(at, CHUNK).await;
    let bytes = match bytes {
        Ok(bytes) => Some(bytes),
        Err(error) => {
            guard.failure = Some(error);
            None
        }
    };
    drop(guard);
    let at = at + bytes.as_ref().map_or(0, Bytes::len) as u64;
    (bytes, reading, at)
}
