//! The body of a request that writes: its media type, and the JSON object in it.

use http::{HeaderMap, StatusCode, header};
use serde_json::{Map, Value};

use super::problem::Problem;
use crate::json;

/// Reads the JSON object of a request body.
pub(crate) fn object(headers: &HeaderMap, body: &[u8]) -> Result<Map<String, Value>, Problem> {
    let media = headers
        .get(header::CONTENT_TYPE)
        .map(|value| value.to_str().unwrap_or_default());
    let essence = media
        .and_then(|media| media.split(';').next())
        .map(|essence| essence.trim().to_ascii_lowercase());
    match essence.as_deref() {
        Some("application/json") => {}
        None if body.is_empty() => {}
        _ => {
            let message = "The 'Content-Type' of the request is not application/json.";
            return Err(Problem::new(
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "UnsupportedMediaType",
                message,
            ));
        }
    }
    if body.is_empty() {
        return Err(Problem::bad_request("Empty Payload. JSON content expected."));
    }
    match json::read(body) {
        Ok(Value::Object(members)) => Ok(members),
        Ok(_) => Err(Problem::bad_request("The request body is not a JSON object.")),
        Err(error) => Err(Problem::bad_request(format!(
            "Unable to read JSON request payload: {error}."
        ))),
    }
}
