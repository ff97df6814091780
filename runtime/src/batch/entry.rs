//! A request as it is written in a batch.

use crate::edm::binary;
use crate::error::Error;
use crate::json::JsonWriter;
use crate::path::result;
use crate::profile::BatchUrls;
use crate::profile::Profile;
use crate::request::Request;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{Extensions, HeaderMap, HeaderValue, Method, Uri};

/// All of an item but its id and what it depends on: `"method":…,"url":…,…`, written once however often it is sent.
#[derive(Clone)]
pub(crate) struct Entry {
    json: Vec<u8>,
    /// What the service makes of the item: a separate request.
    pub(crate) method: Method,
    pub(crate) uri: Uri,
    pub(crate) extensions: Extensions,
}

impl Entry {
    pub(crate) fn new<R>(request: &Request<R>, base_url: &str, profile: &Profile) -> Result<Self, Error> {
        let base_url = base_url.trim_end_matches('/');
        let mut http = request.to_http_at(base_url, Some(profile))?;
        if http.headers().contains_key(AUTHORIZATION) {
            return Err(Error::Header {
                name: "Authorization",
            });
        }
        profile.finish(&mut http, base_url);
        let url = relative(http.uri(), base_url, profile.batch_urls)?;
        let mut out = JsonWriter::new();
        out.raw("\"method\":");
        out.string(http.method().as_str());
        out.raw(",\"url\":");
        out.string(&url);
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
        let (parts, _) = http.into_parts();
        Ok(Self {
            json: std::mem::take(out.buffer()),
            method: parts.method,
            uri: parts.uri,
            extensions: parts.extensions,
        })
    }
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

/// The body of a batch: items with their ids, and the ids of those they depend on.
pub(crate) fn write_body<'e>(items: impl Iterator<Item = (usize, &'e Entry, Vec<usize>)>) -> Vec<u8> {
    let mut out = JsonWriter::new();
    out.raw("{\"requests\":[");
    for (at, (id, entry, after)) in items.enumerate() {
        out.raw(if at == 0 { "{\"id\":" } else { ",{\"id\":" });
        out.string(&id.to_string());
        if !after.is_empty() {
            out.raw(",\"dependsOn\":[");
            for (at, id) in after.iter().enumerate() {
                if at > 0 {
                    out.raw(",");
                }
                out.string(&id.to_string());
            }
            out.raw("]");
        }
        out.raw(",");
        out.buffer().extend_from_slice(&entry.json);
        out.raw("}");
    }
    out.raw("]}");
    std::mem::take(out.buffer())
}
