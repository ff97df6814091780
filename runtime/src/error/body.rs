//! The error body, and what Intune makes of it.

use serde::Deserialize;
use serde_json::Value;

#[derive(Default, Deserialize)]
#[serde(default)]
struct Envelope {
    error: ErrorBody,
}

/// What is read of an error body; everything is optional, as services leave out what the standard requires.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct ErrorBody {
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    pub(super) target: Option<String>,
    pub(super) details: Vec<ErrorDetail>,
    #[serde(alias = "innererror")]
    pub(super) inner_error: Option<Value>,
}

/// One of an error's `details`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
#[non_exhaustive]
pub struct ErrorDetail {
    /// The service's code for it.
    pub code: String,
    /// What is wrong, for a person.
    pub message: String,
    /// The property or parameter it is about.
    pub target: Option<String>,
}

/// How deep `innerError` is followed: far deeper than any service nests it.
const DEEPEST: usize = 16;

impl ErrorBody {
    /// Reads a body; one that is no OData error gives nothing.
    pub(super) fn read(body: &[u8]) -> Self {
        let envelope: Envelope = serde_json::from_slice(body).unwrap_or_default();
        let mut error = envelope.error;
        if let Some(message) = error.message.as_deref().and_then(worded) {
            error.message = Some(message);
        }
        error
    }

    /// The errors inside, from the outermost on.
    fn chain(&self) -> impl Iterator<Item = &Value> {
        std::iter::successors(self.inner_error.as_ref(), |value| deeper(value)).take(DEEPEST)
    }

    pub(super) fn deepest_code(&self) -> Option<&str> {
        let codes = self.chain().filter_map(|inner| inner.get("code")?.as_str());
        codes
            .filter(|code| !code.is_empty())
            .last()
            .or(self.code.as_deref())
    }

    /// A text member of an error inside.
    pub(super) fn inner(&self, name: &str) -> Option<&str> {
        self.chain().find_map(|inner| inner.get(name)?.as_str())
    }
}

fn deeper(value: &Value) -> Option<&Value> {
    let names = ["innerError", "innererror", "InnerError"];
    names.iter().find_map(|name| value.get(name))
}

/// The words of a message that is itself JSON: Intune writes `{"_version": 3, "Message": "…", …}` into it, sometimes with
/// one more such object in `Message`.
fn worded(message: &str) -> Option<String> {
    let mut text = message.to_owned();
    let mut found = false;
    for _ in 0..DEEPEST {
        if !text.trim_start().starts_with('{') {
            break;
        }
        let Ok(Value::Object(mut members)) = serde_json::from_str(&text) else {
            break;
        };
        let Some(Value::String(inner)) = members.remove("Message").or_else(|| members.remove("message"))
        else {
            break;
        };
        (text, found) = (inner, true);
    }
    found.then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_that_is_json_is_read_to_its_words() {
        let inner = r#"{"_version":3,"Message":"An error has occurred","RetryAfter":null}"#;
        assert_eq!(worded(inner).as_deref(), Some("An error has occurred"));
        let twice = serde_json::json!({ "Message": inner }).to_string();
        assert_eq!(worded(&twice).as_deref(), Some("An error has occurred"));
        for plain in ["plain", "{not json", r#"{"other":1}"#, ""] {
            assert_eq!(worded(plain), None, "{plain}");
        }
    }

    #[test]
    fn the_deepest_code_is_found() {
        let body =
            br#"{"error":{"code":"a","innererror":{"code":"b","innererror":{"code":"c","date":"d"}}}}"#;
        let body = ErrorBody::read(body);
        assert_eq!((body.deepest_code(), body.inner("date")), (Some("c"), Some("d")));
        assert_eq!(ErrorBody::read(b"<html>").deepest_code(), None);
    }
}
