//! Errors inside an error, and messages that are errors in JSON.

use crate::limits;
use crate::members::{each_member, text_of};
use serde_json::Value;
use std::borrow::Cow;

/// The errors inside, the outermost first. It follows each spelling, and not without end.
pub(super) fn chain(inner: &Value) -> Vec<&Value> {
    let mut found = vec![inner];
    let mut at = 0;
    while let Some(Value::Object(members)) = found.get(at) {
        let room = limits::INNER_ERRORS.saturating_sub(found.len());
        let deeper = members
            .iter()
            .filter(|(name, _)| name.eq_ignore_ascii_case("innererror"));
        let deeper: Vec<_> = deeper.map(|(_, value)| value).take(room).collect();
        found.extend(deeper);
        at += 1;
    }
    found
}

pub(super) fn deepest_code(inner: &Value) -> Option<String> {
    let codes = chain(inner)
        .into_iter()
        .filter_map(|inner| match inner.get("code")? {
            Value::String(code) if !code.is_empty() => Some(code.clone()),
            Value::Number(code) => Some(code.to_string()),
            _ => None,
        });
    codes.fold(None, |_, code| Some(code))
}

/// The words of a message that is itself JSON: Intune writes `{"_version": 3, "Message": "…", …}` into it, sometimes with
/// one more such object in `Message`.
pub(super) fn worded(message: &str) -> Option<String> {
    let mut text = Cow::Borrowed(message);
    for _ in 0..limits::INNER_ERRORS {
        if !text.trim_start().starts_with('{') {
            break;
        }
        let mut inner = None;
        each_member(&text, &mut |name, value| {
            if name.eq_ignore_ascii_case("message") && value.get().starts_with('"') {
                inner = inner.take().or_else(|| text_of(value));
            }
        });
        let Some(inner) = inner else { break };
        text = Cow::Owned(inner);
    }
    match text {
        Cow::Owned(text) => Some(text),
        Cow::Borrowed(_) => None,
    }
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
}
