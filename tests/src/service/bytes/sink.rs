//! Bytes without end on either side: what is sent is digested, what is read is made up. Nothing of it is held.

use std::sync::Arc;

use http::request::Parts;
use http::{Method, Response, StatusCode, header};
use http_body_util::BodyExt;
use http_body_util::channel::Channel;
use hyper::body::{Bytes, Incoming};

use super::digest::{Digest, made_up};
use super::lock;
use super::range::{Wanted, wanted};
use crate::service::shared::Shared;
use crate::service::{ResponseBody, Service, ServiceBuilder, whole};

const CHUNK: u64 = 64 << 10;

impl ServiceBuilder {
    /// Declares bytes that are held by nobody: a GET of `path` answers with so many made up ones ([`Service::made_up`]), by ranges
    /// too; of what a PUT or POST sends, [`Service::sunk`] gives the digest. For tests with large contents.
    pub fn sink(mut self, path: &str, length: u64) -> Self {
        self.bytes.sinks.push((path.to_owned(), length));
        self
    }
}

impl Service {
    /// The bytes from `first` to before `end` of what a sink answers with: the same everywhere.
    pub fn made_up(first: u64, end: u64) -> Vec<u8> {
        made_up(first, end)
    }

    /// The digests of what was sent to the sink at `path`, each of a complete request.
    pub fn sunk(&self, path: &str) -> Vec<Digest> {
        let sunk = lock(&self.shared.bytes.sunk);
        sunk.iter()
            .filter(|(known, _)| known == path)
            .map(|(_, digest)| *digest)
            .collect()
    }
}

/// Whether a request is to a sink: its body is not to be collected.
pub(in crate::service) fn is_sink(shared: &Shared, parts: &Parts) -> bool {
    !shared.bytes.declared.sinks.is_empty() && length(shared, parts).is_some()
}

fn length(shared: &Shared, parts: &Parts) -> Option<u64> {
    let (_, path) = shared.rules.below(parts.uri.path())?;
    let sinks = &shared.bytes.declared.sinks;
    sinks
        .iter()
        .find(|(known, _)| known == path)
        .map(|(_, length)| *length)
}

/// Answers a request to a sink.
pub(in crate::service) async fn sink(
    shared: Arc<Shared>,
    parts: Parts,
    mut body: Incoming,
) -> Response<ResponseBody> {
    let answer = |status| {
        let mut response = Response::new(whole(Vec::new()));
        *response.status_mut() = status;
        response
    };
    if shared.access().check(&parts.headers).is_err() {
        return answer(StatusCode::UNAUTHORIZED);
    }
    let Some(total) = length(&shared, &parts) else {
        return answer(StatusCode::NOT_FOUND);
    };
    if parts.method == Method::GET {
        return made(&parts, total);
    }
    let mut digest = Digest::default();
    while let Some(frame) = body.frame().await {
        match frame {
            Ok(frame) => digest.add(frame.data_ref().map_or(&[], |data| &data[..])),
            // It broke off: nothing of it counts.
            Err(_) => return answer(StatusCode::BAD_REQUEST),
        }
    }
    let path = shared.rules.below(parts.uri.path()).map_or("", |(_, path)| path);
    lock(&shared.bytes.sunk).push((path.to_owned(), digest));
    answer(StatusCode::NO_CONTENT)
}

fn made(parts: &Parts, total: u64) -> Response<ResponseBody> {
    let (first, end) = match wanted(&parts.headers, "\"made\"", total) {
        Wanted::Part(first, end) => (first, end),
        _ => (0, total),
    };
    let (mut sender, body) = Channel::<Bytes, std::io::Error>::new(1);
    tokio::spawn(async move {
        let mut at = first;
        while at < end {
            let next = end.min(at + CHUNK);
            // An error is a client that went away.
            if sender.send_data(Bytes::from(made_up(at, next))).await.is_err() {
                return;
            }
            at = next;
        }
    });
    let mut response = Response::new(body.boxed_unsync());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, (end - first).into());
    headers.insert(header::ETAG, header::HeaderValue::from_static("\"made\""));
    if (first, end) != (0, total) {
        if let Ok(range) = format!("bytes {first}-{}/{total}", end - 1).try_into() {
            headers.insert(header::CONTENT_RANGE, range);
        }
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    }
    response
}
