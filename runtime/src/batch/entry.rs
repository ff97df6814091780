//! A request as it is written in a batch.

use super::multipart::write_request;
use super::outgoing::Part;
use crate::edm::binary;
use crate::error::Error;
use crate::json::JsonWriter;
use crate::path::result;
use crate::profile::{BatchFormat, BatchUrls, Profile};
use crate::request::Request;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{Extensions, HeaderMap, HeaderValue, Method, Uri};

/// All of an item but its id and what it depends on, written once however often it is sent.
#[derive(Clone)]
pub(crate) struct Entry {
    form: Form,
    /// What the service makes of the item: a separate request.
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) extensions: Extensions,
}

/// How an item is sent.
#[derive(Clone)]
enum Form {
    /// In a batch: `"method":…,"url":…,…`, or an HTTP request.
    Written(Vec<u8>),
    /// By itself, to a service that has no batches.
    Alone(Box<http::Request<Vec<u8>>>),
}

impl Entry {
    /// What is written of it into a batch.
    pub(super) fn written(&self) -> &[u8] {
        match &self.form {
            Form::Written(bytes) => bytes,
            Form::Alone(_) => &[],
        }
    }

    /// The request that is sent by itself, if it is.
    pub(super) fn alone(&self) -> Option<http::Request<Vec<u8>>> {
        match &self.form {
            Form::Written(_) => None,
            Form::Alone(request) => Some((**request).clone()),
        }
    }

    pub(crate) fn new<R>(request: &Request<R>, base_url: &str, profile: &Profile) -> Result<Self, Error> {
        let base_url = base_url.trim_end_matches('/');
        let mut http = request.to_http_at(base_url, Some(profile))?;
        if http.headers().contains_key(AUTHORIZATION) {
            return Err(Error::Header {
                name: "Authorization",
            });
        }
        profile.finish(&mut http, base_url);
        let form = match profile.batch {
            BatchFormat::None => Form::Alone(Box::new(http.clone())),
            format => {
                let url = relative(http.uri(), base_url, profile.batch_urls)?;
                Form::Written(match format {
                    BatchFormat::Multipart => {
                        let host = http.uri().authority().map(|authority| authority.as_str());
                        let host = host
                            .filter(|_| profile.batch_urls == BatchUrls::FromHost && url.starts_with('/'));
                        write_request(http.method(), &url, host, http.headers(), http.body())
                    }
                    _ => write_json(&http, &url)?,
                })
            }
        };
        let (parts, _) = http.into_parts();
        Ok(Self {
            form,
            method: parts.method,
            uri: parts.uri,
            extensions: parts.extensions,
        })
    }
}

/// `"method":…,"url":…,…`
fn write_json(http: &http::Request<Vec<u8>>, url: &str) -> Result<Vec<u8>, Error> {
    let mut out = JsonWriter::new();
    out.raw("\"method\":");
    out.string(http.method().as_str());
    out.raw(",\"url\":");
    out.string(url);
    out.raw(",\"headers\":{");
    write_headers(http.headers(), &mut out)?;
    out.raw("}");
    let is_json = http.headers().get(CONTENT_TYPE).is_some_and(is_json);
    let body = http.body();
    if !body.is_empty() {
        out.raw(",\"body\":");
        if is_json {
            out.buffer().extend_from_slice(body);
        } else {
            out.raw("\"");
            binary::write_key(body, out.buffer());
            out.raw("\"");
        }
    }
    Ok(std::mem::take(out.buffer()))
}

/// Whether a media type is JSON or a kind of it, which is in a batch as it is.
fn is_json(kind: &HeaderValue) -> bool {
    let kind = kind.to_str().unwrap_or_default().to_ascii_lowercase();
    let essence = kind.split(';').next().unwrap_or_default().trim();
    essence == "application/json" || essence.ends_with("+json")
}

/// Writes all headers that were set; headers of the connection cannot be. In JSON a value is text, so another one is
/// an error: without it the request would mean something else.
fn write_headers(headers: &HeaderMap, out: &mut JsonWriter) -> Result<(), Error> {
    let mut is_first = true;
    for name in headers.keys() {
        let values = headers.get_all(name).into_iter();
        let values = values.map(|value| std::str::from_utf8(value.as_bytes()));
        let values: Result<Vec<&str>, _> = values.collect();
        let values = values.map_err(|_| {
            Error::Batch("a header of it is no text, and a batch has headers as text: send it by itself")
        })?;
        if !std::mem::take(&mut is_first) {
            out.raw(",");
        }
        out.string(name.as_str());
        out.raw(":");
        out.string(&values.join(", "));
    }
    Ok(())
}

/// The URL below the base URL, in the form that the service takes.
fn relative(uri: &Uri, base_url: &str, form: BatchUrls) -> Result<String, Error> {
    let outside =
        || Error::Batch("it goes to another API version or service than the batch: send it by itself");
    let base: Uri = base_url.parse().map_err(|_| outside())?;
    let target = uri.path_and_query().map_or("", |target| target.as_str());
    let below = target.strip_prefix(base.path().trim_end_matches('/'));
    let below = below.filter(|below| below.starts_with('/')).ok_or_else(outside)?;
    Ok(match form {
        // The result of another request is the first thing in the URL.
        _ if result(below).is_some() => below.trim_start_matches('/').to_owned(),
        BatchUrls::Rooted => below.to_owned(),
        BatchUrls::Relative => below.trim_start_matches('/').to_owned(),
        BatchUrls::FromHost => target.to_owned(),
        BatchUrls::Absolute => uri.to_string(),
    })
}

/// The body of a JSON batch: items with their ids, their change sets, and the ids of what they depend on.
pub(super) fn write_body<'e>(parts: impl Iterator<Item = Part<'e>>) -> Vec<u8> {
    let mut out = JsonWriter::new();
    out.raw("{\"requests\":[");
    for (at, part) in parts.enumerate() {
        out.raw(if at == 0 { "{\"id\":" } else { ",{\"id\":" });
        out.string(&part.id.to_string());
        if let Some(set) = part.set {
            out.raw(",\"atomicityGroup\":");
            out.string(&group(set));
        }
        let after = part.after.iter().map(usize::to_string);
        let after = after.chain(part.after_sets.iter().map(|set| group(*set)));
        for (at, id) in after.enumerate() {
            out.raw(if at == 0 { ",\"dependsOn\":[" } else { "," });
            out.string(&id);
        }
        if !part.after.is_empty() || !part.after_sets.is_empty() {
            out.raw("]");
        }
        out.raw(",");
        out.buffer().extend_from_slice(part.entry.written());
        out.raw("}");
    }
    out.raw("]}");
    std::mem::take(out.buffer())
}

/// The name of a change set: no id of a request.
fn group(set: usize) -> String {
    format!("g{set}")
}
