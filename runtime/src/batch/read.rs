//! The answers in a batch's answer.

use crate::edm::Binary;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};
use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::HashMap;

#[derive(Deserialize)]
struct Answers {
    /// Each is read by itself, so that one that is none loses no other.
    responses: Vec<Box<RawValue>>,
}

#[derive(Deserialize)]
struct Answer {
    /// Text, as the standard says; some services write a number.
    id: Value,
    status: u16,
    #[serde(default)]
    headers: Option<HashMap<String, Value>>,
    /// As it came: nothing is read twice, and numbers keep their digits.
    #[serde(default)]
    body: Option<Box<RawValue>>,
}

/// The answers by the ids of their requests, in whatever order they came.
///
/// Header names can be in any case; `body` can be absent, null, JSON, or, where the content type is none of JSON, bytes in
/// base64url. What is no answer is left out, as if it had not come.
pub(crate) fn read_body(body: &[u8]) -> Result<HashMap<usize, Response<Vec<u8>>>, serde_json::Error> {
    let answers: Answers = serde_json::from_slice(body)?;
    let by_id = answers.responses.into_iter().filter_map(|answer| {
        let answer: Answer = serde_json::from_str(answer.get()).ok()?;
        let id = match &answer.id {
            Value::String(text) => text.parse().ok()?,
            Value::Number(number) => usize::try_from(number.as_u64()?).ok()?,
            _ => return None,
        };
        Some((id, answer.into_response()?))
    });
    Ok(by_id.collect())
}

impl Answer {
    fn into_response(self) -> Option<Response<Vec<u8>>> {
        let headers = self.headers.unwrap_or_default();
        let headers: HeaderMap = headers
            .into_iter()
            .filter_map(|(name, value)| {
                let value = match value {
                    Value::String(text) => text,
                    Value::Null => return None,
                    other => other.to_string(),
                };
                Some((
                    HeaderName::try_from(name).ok()?,
                    HeaderValue::try_from(value).ok()?,
                ))
            })
            .collect();
        let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let is_json = kind.is_none_or(|kind| kind.to_ascii_lowercase().contains("json"));
        let body = self.body.map(|body| bytes(&body, is_json)).unwrap_or_default();
        let mut response = Response::new(body);
        *response.status_mut() = StatusCode::from_u16(self.status).ok()?;
        *response.headers_mut() = headers;
        Some(response)
    }
}

fn bytes(body: &RawValue, is_json: bool) -> Vec<u8> {
    let text = body.get();
    if text == "null" {
        return Vec::new();
    }
    if is_json || !text.starts_with('"') {
        return text.as_bytes().to_vec();
    }
    let text: String = serde_json::from_str(text).unwrap_or_default();
    // Text that is no base64 was not encoded.
    text.parse::<Binary>()
        .map_or_else(|_| text.into_bytes(), Binary::into_vec)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_in_each_of_their_forms() {
        let body = br#"{"responses":[
            {"id":"3","status":204,"headers":{"etag":"W/\"1\""},"body":null},
            {"id":1,"status":200,"headers":{"Content-Type":"application/json"},"body":{"n":1.10}},
            {"id":"2","status":302,"headers":{"LOCATION":"https://cdn/x","retry-after":3}},
            {"id":"4","status":200,"headers":{"content-type":"image/png"},"body":"_-8"},
            {"id":"5","status":502,"headers":{"content-type":"text/html"},"body":"<html>"},
            {"id":"6","status":200,"body":"text"},
            {"id":"x","status":200},{"id":"7","status":9999},{"id":"8","status":70000},{"id":"9"},
            {"id":["1"],"status":200},{"id":-1,"status":200},{"status":200},{"id":"10","status":200,"headers":[]},
            null,7,"text",[]
        ]}"#;
        let answers = read_body(body).unwrap();
        assert_eq!(answers.len(), 6);
        assert_eq!(
            (answers[&3].body().len(), &answers[&3].headers()["etag"]),
            (0, &HeaderValue::from_static("W/\"1\""))
        );
        assert_eq!(answers[&1].body(), br#"{"n":1.10}"#);
        assert_eq!(
            (
                &answers[&2].headers()["location"],
                &answers[&2].headers()["retry-after"]
            ),
            (
                &HeaderValue::from_static("https://cdn/x"),
                &HeaderValue::from_static("3")
            )
        );
        assert_eq!(answers[&4].body(), &[0xff, 0xef]);
        assert_eq!(
            (answers[&5].body().as_slice(), answers[&6].body().as_slice()),
            (&b"<html>"[..], &b"\"text\""[..])
        );
        for none in ["", "{}", "[]", "{\"responses\":{}}"] {
            assert!(read_body(none.as_bytes()).is_err(), "{none}");
        }
    }
}
