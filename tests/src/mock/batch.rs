//! Batches in JSON, answered request by request (JSON Format 4.01, section 19).

use http::{Response, StatusCode};
use serde_json::{Map, Value, json};

use super::{Mock, base_path, below, rule};
use crate::service::RecordedRequest;

/// Answers each request of a batch by its id, in their order. One that depends on a failed one is 424.
pub(super) fn answer(mock: &Mock, batch: &RecordedRequest) -> Response<Vec<u8>> {
    let Some(requests) = batch.batched() else {
        let message = "the mock answers batches in JSON, each request with an id, a method and a URL";
        let body = json!({"error": {"code": "BadRequest", "message": message}});
        return rule::json(StatusCode::BAD_REQUEST, &body);
    };
    let body = batch.json().unwrap_or_default();
    let entries = body["requests"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut failed: Vec<&str> = Vec::new();
    let mut responses = Vec::new();
    for (entry, mut request) in entries.iter().zip(requests) {
        let id = entry["id"].as_str().unwrap_or_default();
        let depends = entry["dependsOn"]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default();
        let waits_for_failed = depends
            .iter()
            .filter_map(Value::as_str)
            .any(|id| failed.contains(&id));
        request.target = format!("{}{}", base_path(), below(&request.target));
        let response = if waits_for_failed {
            let error =
                json!({"error": {"code": "FailedDependency", "message": "a request before it failed"}});
            rule::json(StatusCode::FAILED_DEPENDENCY, &error)
        } else {
            match mock.outcome(&request) {
                None => mock.refuse(&request),
                Some(outcome) => outcome.give(&request).unwrap_or_else(|| {
                    let error =
                        json!({"error": {"code": "GatewayTimeout", "message": "the answer was lost"}});
                    rule::json(StatusCode::GATEWAY_TIMEOUT, &error)
                }),
            }
        };
        if response.status().as_u16() >= 400 {
            failed.push(id);
        }
        responses.push(written(id, &response));
    }
    rule::json(StatusCode::OK, &json!({"responses": responses}))
}

fn written(id: &str, response: &Response<Vec<u8>>) -> Value {
    let mut headers = Map::new();
    for (name, value) in response.headers() {
        if let Ok(value) = value.to_str() {
            headers.insert(name.to_string(), json!(value));
        }
    }
    let mut out = json!({"id": id, "status": response.status().as_u16(), "headers": headers});
    if !response.body().is_empty() {
        out["body"] = match serde_json::from_slice(response.body()) {
            Ok(body) => body,
            Err(_) => json!(String::from_utf8_lossy(response.body())),
        };
    }
    out
}
