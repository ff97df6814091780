//! Bytes: streams with ranges, media entities, upload sessions, block blobs; and entities that reach a state after some polls.

mod blobs;
mod digest;
mod range;
mod sessions;
mod sink;
mod states;
mod streams;

use std::sync::{Mutex, MutexGuard, PoisonError};

use http::{HeaderMap, Method, StatusCode, header};

use super::shared::Shared;
use crate::answer::{Call, Problem, Reply};
use crate::path::Template;

use blobs::Blobs;
pub use digest::Digest;
pub use sessions::UploadSessions;
use sessions::{Declared, Sessions};
pub(super) use sink::{is_sink, sink};
use states::States;
use streams::Streams;

/// What is declared of bytes.
#[derive(Clone, Debug, Default)]
pub(super) struct Declarations {
    streams: Vec<Template>,
    sessions: Vec<Declared>,
    sinks: Vec<(String, u64)>,
    /// Whether of uploads only the number of bytes and a digest are kept.
    keeps_digests: bool,
}

/// The bytes of a service, and what is on its way.
#[derive(Debug, Default)]
pub(crate) struct Bytes {
    pub(super) declared: Declarations,
    streams: Mutex<Streams>,
    sessions: Mutex<Sessions>,
    blobs: Mutex<Blobs>,
    states: Mutex<States>,
    sunk: Mutex<Vec<(String, Digest)>>,
}

/// A lock whatever became of its last holder: every value behind one is sound between any two of its changes.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Bytes {
    pub(super) fn new(declared: Declarations) -> Self {
        Self {
            declared,
            ..Self::default()
        }
    }

    pub(super) fn clear(&self) {
        *lock(&self.streams) = Streams::default();
        *lock(&self.sessions) = Sessions::default();
        *lock(&self.blobs) = Blobs::default();
        *lock(&self.states) = States::default();
        lock(&self.sunk).clear();
    }

    /// Ends all upload sessions.
    pub(super) fn end_sessions(&self) {
        lock(&self.sessions).end_all();
    }
}

/// Answers a request to a URL that is its own credential, if it is one.
pub(super) fn answer_signed(shared: &Shared, call: &Call<'_>) -> Option<Result<Reply, Problem>> {
    if let Some(id) = call.path.strip_prefix("/$upload/") {
        return Some(without_token(call.headers).and_then(|()| sessions::answer(shared, id, call)));
    }
    let id = call.path.strip_prefix("/$blob/")?;
    Some(Ok(blobs::answer(&mut lock(&shared.bytes.blobs), id, call)))
}

/// Answers a request that is about bytes, if it is; its token was looked at.
pub(super) fn answer(
    shared: &Shared,
    call: &Call<'_>,
    create: impl FnOnce(&Call<'_>) -> Reply,
) -> Option<Result<Reply, Problem>> {
    if let Some(reply) = sessions::create(shared, call) {
        return Some(reply);
    }
    streams::answer(shared, call, create)
}

/// Notes that an entity is read, which may change it, and how long to wait before the next time.
pub(super) fn polled(shared: &Shared, call: &Call<'_>) -> Option<String> {
    states::polled(shared, call)
}

/// Refuses a token where the URL is all that is needed, as services do.
fn without_token(headers: &HeaderMap) -> Result<(), Problem> {
    if headers.contains_key(header::AUTHORIZATION) {
        let message = "The upload URL is a credential itself: the request must not have 'Authorization'.";
        return Err(Problem::new(
            StatusCode::UNAUTHORIZED,
            "InvalidAuthenticationToken",
            message,
        ));
    }
    Ok(())
}

fn is_read(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}
