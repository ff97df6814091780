//! Stream properties and media entities (Protocol 4.01, sections 11.2.3, 11.4.7, 11.4.8).

use std::collections::HashMap;

use http::{HeaderMap, Method, StatusCode, header};

use super::range::{Wanted, wanted};
use super::{is_read, lock};
use crate::answer::{Call, Problem, Reply, Target};
use crate::path::{resolve, segments};
use crate::service::shared::Shared;
use crate::service::{Service, ServiceBuilder, SetupError};

/// Bytes by their path, decoded.
#[derive(Debug, Default)]
pub(super) struct Streams {
    stored: HashMap<String, Stored>,
    versions: u64,
}

#[derive(Clone, Debug)]
struct Stored {
    media_type: String,
    bytes: Vec<u8>,
    version: u64,
}

impl Stored {
    fn tag(&self) -> String {
        format!("\"{}\"", self.version)
    }
}

impl Streams {
    fn put(&mut self, path: String, media_type: String, bytes: Vec<u8>) -> String {
        self.versions += 1;
        let stored = Stored {
            media_type,
            bytes,
            version: self.versions,
        };
        let tag = stored.tag();
        self.stored.insert(path, stored);
        tag
    }
}

impl ServiceBuilder {
    /// Declares bytes: `/photos/{id}/$value` for a media entity, `/users/{id}/photo` for a stream property.
    ///
    /// GET answers with them, with an entity tag and by ranges (`Range`, `If-Range`); PUT replaces them, DELETE removes them. Where a
    /// path ends in `{id}/$value`, a POST of anything but JSON to the set creates a media entity, whose other properties have their
    /// defaults.
    pub fn stream(mut self, path: &str) -> Self {
        match crate::path::Template::parse(path) {
            Ok(template) => self.bytes.streams.push(template),
            Err(error) => self.faulty = self.faulty.or(Some(error)),
        }
        self
    }
}

impl Service {
    /// Sets the bytes at `path`, which is declared as a stream and percent-encoded.
    ///
    /// # Errors
    /// There is no such stream.
    pub fn put_bytes(
        &self,
        path: &str,
        media_type: &str,
        bytes: impl Into<Vec<u8>>,
    ) -> Result<(), SetupError> {
        match key(&self.shared, path) {
            Some(key) => {
                lock(&self.shared.bytes.streams).put(key, media_type.to_owned(), bytes.into());
                Ok(())
            }
            None => Err(SetupError(format!("there is no stream at '{path}'"))),
        }
    }

    /// The bytes at `path`, and their media type.
    pub fn bytes(&self, path: &str) -> Option<(String, Vec<u8>)> {
        let key = key(&self.shared, path)?;
        let streams = lock(&self.shared.bytes.streams);
        let stored = streams.stored.get(&key)?;
        Some((stored.media_type.clone(), stored.bytes.clone()))
    }
}

/// The path of a stream, decoded; nothing where it is none.
fn key(shared: &Shared, path: &str) -> Option<String> {
    let segments = segments(path).ok()?;
    let templates = &shared.bytes.declared.streams;
    let is_stream = templates.iter().any(|template| {
        let found = template.matches(&segments);
        found.is_ok_and(|found| found.is_some_and(|found| found.rest.is_empty() && found.predicate.is_none()))
    });
    is_stream.then(|| segments.join("/"))
}

/// Answers a request for bytes, or one that creates a media entity.
pub(super) fn answer(
    shared: &Shared,
    call: &Call<'_>,
    create: impl FnOnce(&Call<'_>) -> Reply,
) -> Option<Result<Reply, Problem>> {
    if let Some(key) = key(shared, call.path) {
        return Some(at(shared, call, key));
    }
    let is_json = call.headers.get(header::CONTENT_TYPE).is_none_or(|kind| {
        let kind = kind.to_str().unwrap_or_default();
        kind.to_ascii_lowercase().starts_with("application/json")
    });
    let is_media_set = || key(shared, &format!("{}/x/$value", call.path)).is_some();
    (*call.method == Method::POST && !is_json && is_media_set()).then(|| Ok(created(shared, call, create)))
}

/// Creates the entity as JSON does, then keeps its bytes.
fn created(shared: &Shared, call: &Call<'_>, create: impl FnOnce(&Call<'_>) -> Reply) -> Reply {
    let mut headers = call.headers.clone();
    headers.insert(
        header::CONTENT_TYPE,
        header::HeaderValue::from_static("application/json"),
    );
    let reply = create(&Call {
        headers: &headers,
        body: b"{}",
        ..*call
    });
    let location = reply
        .headers
        .get(header::LOCATION)
        .and_then(|url| url.to_str().ok());
    let url = location.and_then(|url| url.parse::<http::Uri>().ok());
    let path = url.as_ref().and_then(|url| shared.rules.below(url.path()));
    if let Some(key) = path.and_then(|(_, path)| key(shared, &format!("{path}/$value"))) {
        lock(&shared.bytes.streams).put(key, media_type(call.headers), call.body.to_vec());
    }
    reply
}

fn media_type(headers: &HeaderMap) -> String {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    kind.unwrap_or("application/octet-stream").to_owned()
}

/// Whether what the bytes belong to is there, where it is an entity of a declared set.
fn has_owner(shared: &Shared, path: &str) -> bool {
    let Some((owner, _)) = path.trim_end_matches('/').rsplit_once('/') else {
        return true;
    };
    if resolve(&shared.rules.sources, owner).is_err() {
        return true;
    }
    let store = shared.store();
    let found = Target::at(&shared.rules, &store, owner);
    found.is_ok_and(|(target, resource)| resource.row(&target, &store).is_ok())
}

fn at(shared: &Shared, call: &Call<'_>, key: String) -> Result<Reply, Problem> {
    let missing = || {
        Problem::new(
            StatusCode::NOT_FOUND,
            "ResourceNotFound",
            "There are no such bytes.",
        )
    };
    if !has_owner(shared, call.path) {
        return Err(missing());
    }
    let mut streams = lock(&shared.bytes.streams);
    let stored = streams.stored.get(&key);
    let text = |name| call.headers.get(name).and_then(|value| value.to_str().ok());
    let is_met = text(header::IF_MATCH).is_none_or(|tag| match stored {
        Some(stored) => tag == "*" || tag == stored.tag(),
        None => false,
    });
    if !is_met {
        let message = "The bytes have another entity tag.";
        return Err(Problem::new(
            StatusCode::PRECONDITION_FAILED,
            "PreconditionFailed",
            message,
        ));
    }
    match *call.method {
        _ if is_read(call.method) => read(stored.ok_or_else(missing)?, call.headers),
        Method::PUT => {
            let tag = streams.put(key, media_type(call.headers), call.body.to_vec());
            Ok(Reply::empty(StatusCode::NO_CONTENT).with(header::ETAG, &tag))
        }
        Method::DELETE => match streams.stored.remove(&key) {
            Some(_) => Ok(Reply::empty(StatusCode::NO_CONTENT)),
            None => Err(missing()),
        },
        _ => Err(Problem::method_not_allowed("GET, HEAD, PUT, DELETE")),
    }
}

fn read(stored: &Stored, headers: &HeaderMap) -> Result<Reply, Problem> {
    let (tag, total) = (stored.tag(), stored.bytes.len() as u64);
    if headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|known| known.as_bytes() == tag.as_bytes())
    {
        return Ok(Reply::empty(StatusCode::NOT_MODIFIED).with(header::ETAG, &tag));
    }
    let (status, bytes, range) = match wanted(headers, &tag, total) {
        Wanted::All => (StatusCode::OK, stored.bytes.clone(), None),
        Wanted::Part(first, end) => {
            let part = stored.bytes.get(first as usize..end as usize).unwrap_or_default();
            (
                StatusCode::PARTIAL_CONTENT,
                part.to_vec(),
                Some(format!("bytes {first}-{}/{total}", end - 1)),
            )
        }
        Wanted::Nothing => {
            let reply = Reply::empty(StatusCode::RANGE_NOT_SATISFIABLE);
            return Ok(reply.with(header::CONTENT_RANGE, &format!("bytes */{total}")));
        }
    };
    let mut reply = Reply::text(status, &stored.media_type, bytes)
        .with(header::ETAG, &tag)
        .with(header::ACCEPT_RANGES, "bytes");
    if let Some(range) = range {
        reply = reply.with(header::CONTENT_RANGE, &range);
    }
    Ok(reply)
}
