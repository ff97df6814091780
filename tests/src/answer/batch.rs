//! A JSON batch: its requests read, its answers written (JSON Format 4.01, section 19; Microsoft Graph, "JSON batching"). What it has
//! in common with a multipart one is here too.

use std::collections::HashSet;

use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use serde_json::{Map, Value, json};

use super::problem::Problem;
use super::reply::Reply;
use super::rules::{Root, Rules};
use super::{Call, body};

/// How the URLs of requests in a batch are read.
///
/// ```
/// use odata_entity_testing::{BatchUrls, Service};
///
/// let service = Service::builder().batch_urls(BatchUrls::OData).batch_limit(100);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BatchUrls {
    /// As Microsoft Graph does: below the base path, with or without a slash at the beginning.
    #[default]
    Graph,
    /// As in OData: below the base path without a slash at the beginning; with one the base path must be there too.
    /// An absolute URL is taken as well.
    OData,
}

/// One request of a batch.
#[derive(Clone, Debug)]
pub(crate) struct BatchItem {
    pub(crate) id: String,
    pub(crate) depends_on: Vec<String>,
    /// The requests that it is done with or not at all have the same one, and are next to it.
    pub(crate) group: Option<String>,
    /// The request, or what is wrong with it alone.
    pub(crate) request: Result<BatchRequest, Problem>,
}

/// A request of a batch that can be done.
#[derive(Clone, Debug)]
pub(crate) struct BatchRequest {
    pub(crate) method: Method,
    pub(super) path: String,
    pub(super) query: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
}

impl BatchRequest {
    /// The same with entities in the places of the results of earlier requests: `$1` at the beginning of the URL, and as the
    /// value of `…@odata.bind` and `@odata.id` in the body (Protocol 4.01, 11.7.3.1). `find` has the path of an entity.
    pub(crate) fn resolved(
        &self,
        root: &Root,
        find: &dyn Fn(&str) -> Result<String, Problem>,
    ) -> Result<Self, Problem> {
        let mut request = self.clone();
        if let Some((id, rest)) = referenced(self.path.trim_start_matches('/')) {
            request.path = format!("{}{rest}", find(id)?);
        }
        if self.body.contains(&b'$')
            && let Ok(mut body) = serde_json::from_slice(&self.body)
        {
            let url = |id: &str| Ok(format!("{}{}", root.url, find(id)?));
            if resolve_links(&mut body, false, &url)? {
                request.body = body.to_string().into_bytes();
            }
        }
        Ok(request)
    }

    /// The path of the entity that the request was about, if its URL shows that.
    pub(crate) fn entity_path(&self) -> Option<&str> {
        (self.method != Method::POST).then_some(&*self.path)
    }

    pub(crate) fn call<'c>(&'c self, root: &'c Root) -> Call<'c> {
        Call {
            root,
            method: &self.method,
            path: &self.path,
            query: &self.query,
            headers: &self.headers,
            body: &self.body,
        }
    }
}

/// The id of the request whose result a URL begins at, and the rest of the URL.
fn referenced(url: &str) -> Option<(&str, &str)> {
    let url = url.strip_prefix('$')?;
    let (id, rest) = url.split_at(url.find(['/', '(']).unwrap_or(url.len()));
    // The others are resources: `$batch`, `$metadata`.
    (id.starts_with(|first: char| first.is_ascii_digit())).then_some((id, rest))
}

/// Resolves the references in a body; whether there are some. `is_link` is whether the value is one of a member that has links.
fn resolve_links(
    value: &mut Value,
    is_link: bool,
    url: &dyn Fn(&str) -> Result<String, Problem>,
) -> Result<bool, Problem> {
    let mut is_any = false;
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                let is_link = name.ends_with("@odata.bind") || name == "@odata.id";
                is_any |= resolve_links(value, is_link, url)?;
            }
        }
        Value::Array(items) => {
            for item in items {
                is_any |= resolve_links(item, is_link, url)?;
            }
        }
        Value::String(text) if is_link => {
            if let Some((id, rest)) = referenced(text) {
                *text = format!("{}{rest}", url(id)?);
                is_any = true;
            }
        }
        _ => {}
    }
    Ok(is_any)
}

/// Reads a batch. What concerns the whole of it is an error; what is wrong with one request is kept for its answer.
pub(crate) fn read_batch(rules: &Rules, call: &Call<'_>) -> Result<Vec<BatchItem>, Problem> {
    if call.method != Method::POST {
        return Err(Problem::method_not_allowed("POST"));
    }
    let batch = body::object(call.headers, call.body)?;
    let Some(Value::Array(requests)) = batch.get("requests") else {
        return Err(Problem::bad_request("A batch needs an array 'requests'."));
    };
    check_count(rules, requests.len())?;
    let mut seen = HashSet::new();
    requests
        .iter()
        .map(|request| read_item(rules, call.root, request, &mut seen))
        .collect()
}

/// Refuses a batch without requests, and one with too many.
pub(super) fn check_count(rules: &Rules, requests: usize) -> Result<(), Problem> {
    if requests == 0 || requests > rules.batch_limit {
        let message = format!(
            "Number of batch request steps must be at least 1 and cannot exceed {}.",
            rules.batch_limit
        );
        return Err(Problem::bad_request(message));
    }
    Ok(())
}

fn read_item(
    rules: &Rules,
    root: &Root,
    request: &Value,
    seen: &mut HashSet<String>,
) -> Result<BatchItem, Problem> {
    let Value::Object(request) = request else {
        return Err(Problem::bad_request("A request in a batch is not a JSON object."));
    };
    let Some(id) = request
        .get("id")
        .and_then(Value::as_str)
        .filter(|id| !id.is_empty())
    else {
        return Err(Problem::bad_request("A request in a batch has no 'id'."));
    };
    let depends_on = match request.get("dependsOn") {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(ids)) => ids
            .iter()
            .map(|id| id.as_str().map(ToOwned::to_owned))
            .collect::<Option<_>>()
            .unwrap_or_default(),
        Some(_) => return Err(Problem::bad_request("'dependsOn' is not an array.")),
    };
    if let Some(unknown) = depends_on.iter().find(|id| !seen.contains(*id)) {
        let message = format!("The request '{id}' depends on '{unknown}', which does not come before it.");
        return Err(Problem::bad_request(message));
    }
    if !seen.insert(id.to_owned()) {
        return Err(Problem::bad_request(format!(
            "The id '{id}' comes twice in the batch."
        )));
    }
    let group = request.get("atomicityGroup").and_then(Value::as_str);
    if let Some(group) = group {
        seen.insert(group.to_owned());
    }
    Ok(BatchItem {
        id: id.to_owned(),
        depends_on,
        group: group.map(str::to_owned),
        request: read_request(rules, root, request),
    })
}

fn read_request(rules: &Rules, root: &Root, request: &Map<String, Value>) -> Result<BatchRequest, Problem> {
    let text = |name: &str| request.get(name).and_then(Value::as_str);
    if request.contains_key("atomicityGroup") && rules.batch_urls == BatchUrls::Graph {
        let message = "Requests of a batch are not done as one: 'atomicityGroup' is not supported.";
        return Err(Problem::new(
            StatusCode::NOT_IMPLEMENTED,
            "NotImplemented",
            message,
        ));
    }
    let method =
        text("method").and_then(|method| Method::from_bytes(method.to_ascii_uppercase().as_bytes()).ok());
    let method = method.ok_or_else(|| Problem::bad_request("A request in the batch has no 'method'."))?;
    let url = text("url").ok_or_else(|| Problem::bad_request("A request in the batch has no 'url'."))?;
    let target = target(rules, root, url)?;
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    let mut headers = HeaderMap::new();
    for (name, value) in request
        .get("headers")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
    {
        let name = HeaderName::try_from(name.as_str());
        let value = value.as_str().map(HeaderValue::from_str);
        match (name, value) {
            (Ok(name), Some(Ok(value))) => headers.insert(name, value),
            _ => {
                return Err(Problem::bad_request(
                    "A header of the request in the batch is none.",
                ));
            }
        };
    }
    let body = match request.get("body") {
        None | Some(Value::Null) => Vec::new(),
        Some(body) => {
            if !headers.contains_key(header::CONTENT_TYPE) {
                let message = "Write request in the batch does not contain a 'Content-Type' header, or its value is not valid.";
                return Err(Problem::bad_request(message));
            }
            body.to_string().into_bytes()
        }
    };
    Ok(BatchRequest {
        method,
        path: path.to_owned(),
        query: query.to_owned(),
        headers,
        body,
    })
}

/// The target below the base path, with a slash at the beginning.
pub(super) fn target(rules: &Rules, root: &Root, url: &str) -> Result<String, Problem> {
    let wrong = || {
        Problem::bad_request(format!(
            "The URL '{url}' of a request in the batch does not lead to this service."
        ))
    };
    let below = match rules.batch_urls {
        BatchUrls::Graph if url.contains("://") => return Err(wrong()),
        BatchUrls::Graph => url,
        BatchUrls::OData if url.contains("://") => url.strip_prefix(&root.url).ok_or_else(wrong)?,
        BatchUrls::OData if url.starts_with('/') => url.strip_prefix(&root.path).ok_or_else(wrong)?,
        BatchUrls::OData => url,
    };
    let is_sound = !below.is_empty() && !below.starts_with("//") && below.is_ascii() && !below.contains(' ');
    if !is_sound {
        return Err(wrong());
    }
    Ok(if below.starts_with('/') {
        below.to_owned()
    } else {
        format!("/{below}")
    })
}

/// One answer of a batch.
pub(crate) fn batch_answer(item: &BatchItem, reply: &Reply) -> Value {
    let text = |value: &HeaderValue| json!(value.to_str().unwrap_or_default());
    let headers: Map<String, Value> = reply
        .headers
        .iter()
        .map(|(name, value)| (name.as_str().to_owned(), text(value)))
        .collect();
    let media = reply
        .headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let body = if reply.body.is_empty() {
        Value::Null
    } else if media.starts_with("application/json") {
        serde_json::from_slice(&reply.body).unwrap_or_default()
    } else if media.starts_with("text/plain") {
        json!(String::from_utf8_lossy(&reply.body))
    } else {
        json!(base64url(&reply.body))
    };
    let mut answer =
        json!({ "id": item.id, "status": reply.status.as_u16(), "headers": headers, "body": body });
    if let Some(group) = &item.group {
        answer["atomicityGroup"] = json!(group);
    }
    answer
}

/// Base64 with the URL alphabet and without padding, as bodies that are no text are in a batch.
fn base64url(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let bits = group
            .iter()
            .fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte))
            << (8 * (3 - group.len()));
        for digit in 0..=group.len() {
            let index = bits >> (18 - 6 * digit) & 63;
            text.push(char::from(DIGITS[index as usize]));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64url_of_every_length() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg"),
            ("fo", "Zm8"),
            ("foo", "Zm9v"),
            ("fooba", "Zm9vYmE"),
            ("\u{3ff}?", "z78_"),
        ] {
            assert_eq!(base64url(bytes.as_bytes()), text);
        }
    }
}
