//! The requests in a batch, as they would be by themselves.

use http::{HeaderName, HeaderValue, Method};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::log::RecordedRequest;

impl RecordedRequest {
    /// The requests in a batch in JSON, in their order; `None` for anything else. Their targets are as the batch has them, without scheme
    /// and host, with a slash in front: below the base path with most services.
    ///
    /// ```
    /// # use odata_entity_testing::Mock;
    /// # use serde_json::json;
    /// # let mock = Mock::new();
    /// # let body = json!({"requests": [{"id": "1", "method": "DELETE", "url": "devices/7"}]}).to_string();
    /// # mock.answer(http::Request::post(format!("{}/$batch", mock.base_url())).body(body.into_bytes()).unwrap());
    /// let batch = &mock.requests()[0];
    /// assert_eq!(batch.batched().unwrap()[0].target, "/devices/7");
    /// ```
    #[must_use = "this changes nothing: use what it returns"]
    pub fn batched(&self) -> Option<Vec<RecordedRequest>> {
        let body = self.json()?;
        body.get("requests")?.as_array()?.iter().map(request).collect()
    }
}

fn request(entry: &Value) -> Option<RecordedRequest> {
    let method = Method::from_bytes(entry.get("method")?.as_str()?.to_ascii_uppercase().as_bytes()).ok()?;
    let headers = entry.get("headers").and_then(Value::as_object);
    let header = |(name, value): (&String, &Value)| {
        let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
        let value = HeaderValue::from_str(value.as_str()?).ok()?;
        Some((name, value))
    };
    let body = match entry.get("body") {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::String(text)) => text.clone().into_bytes(),
        Some(body) => body.to_string().into_bytes(),
    };
    Some(RecordedRequest {
        method,
        target: target(entry.get("url")?.as_str()?),
        headers: headers.into_iter().flatten().filter_map(header).collect(),
        body,
    })
}

/// The target of a URL, which may be relative, and need not be encoded.
fn target(url: &str) -> String {
    let path = match url.split_once("://") {
        Some((_, rest)) => rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/"),
        None => url,
    };
    let mut out = String::from("/");
    for character in path.trim_start_matches('/').chars() {
        match character {
            ' ' => out.push_str("%20"),
            character if character.is_ascii() => out.push(character),
            other => out.extend(utf8_percent_encode(&other.to_string(), NON_ALPHANUMERIC)),
        }
    }
    out
}
