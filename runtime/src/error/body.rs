//! The error body in the forms that services give it, read member by member.

use super::inner::{chain, deepest_code, worded};
use super::message::{is_success_id, read_message};
use crate::limits;
use crate::members::{each_item, each_member, text_of};
use serde_json::Value;
use serde_json::value::RawValue;

/// What is read of an error body; everything is optional, as services leave out what the standard requires.
#[derive(Debug, Default)]
pub(super) struct ErrorBody {
    pub(super) code: Option<String>,
    pub(super) message: Option<String>,
    pub(super) target: Option<String>,
    pub(super) details: Vec<ErrorDetail>,
    pub(super) inner_error: Option<Value>,
    /// The innermost code, if an error inside has one.
    deepest_code: Option<String>,
    /// Whether all its messages are of the severity `OK`.
    pub(super) is_success: bool,
}

/// One of an error's `details`.
///
/// ```
/// use odata_entity::ServiceError;
///
/// /// What to show beside each field of a form that the service refused.
/// fn by_field(refused: &ServiceError) -> impl Iterator<Item = (&str, &str)> {
///     refused.details().iter().filter_map(|detail| Some((detail.target.as_deref()?, &*detail.message)))
/// }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorDetail {
    /// The service's code for it; empty if it has none.
    pub code: String,
    /// What is wrong, for a person; empty if there is nothing.
    pub message: String,
    /// The property or parameter it is about.
    pub target: Option<String>,
}

/// The members of an error that are known, wherever it is. Of several with one name the first counts.
#[derive(Default)]
struct Known<'j> {
    code: Option<&'j RawValue>,
    message: Option<&'j RawValue>,
    /// `title` and `detail` of problem details (RFC 9457), `error_description` of OAuth (RFC 6749, 5.2).
    others: [Option<&'j RawValue>; 3],
    target: Option<&'j RawValue>,
    details: Option<&'j RawValue>,
    inner: Vec<&'j RawValue>,
    /// Messages with severities (DMTF DSP0266, "Error responses").
    messages: Option<&'j RawValue>,
    /// The error itself, in the envelope around it.
    error: Option<&'j RawValue>,
}

impl<'j> Known<'j> {
    fn read(json: &'j str) -> (Self, bool) {
        let mut known = Self::default();
        let is_whole = each_member(json, &mut |name, value| known.take(name, value));
        (known, is_whole)
    }

    fn take(&mut self, name: &str, value: &'j RawValue) {
        let place = match name.to_ascii_lowercase().as_str() {
            "code" => &mut self.code,
            "message" => &mut self.message,
            "detail" => &mut self.others[0],
            "error_description" => &mut self.others[1],
            "title" => &mut self.others[2],
            "target" => &mut self.target,
            "details" => &mut self.details,
            "@message.extendedinfo" => &mut self.messages,
            "error" | "odata.error" => &mut self.error,
            "innererror" if self.inner.len() < limits::INNER_ERRORS => return self.inner.push(value),
            _ => return,
        };
        if value.get() != "null" {
            place.get_or_insert(value);
        }
    }

    fn message(&self) -> Option<String> {
        let places = std::iter::once(&self.message).chain(&self.others);
        places.flatten().find_map(|value| text_of(value))
    }
}

impl ErrorBody {
    /// Reads a body; one that is no error in JSON gives nothing.
    pub(super) fn read(body: &[u8]) -> Self {
        let text = String::from_utf8_lossy(crate::text::without_mark(body));
        let text = text.trim_ascii_start();
        match text.as_bytes().first() {
            Some(b'{') => Self::of_text(text),
            // Some services answer an array of errors, some just the message.
            Some(b'[') => {
                let mut error = None;
                each_item(text, &mut |item| {
                    error = Some(Self::of_text(item.get()));
                    false
                });
                error.unwrap_or_default()
            }
            Some(b'"') => Self {
                message: serde_json::from_str(text).ok(),
                ..Self::default()
            },
            _ => Self::default(),
        }
    }

    fn of_text(text: &str) -> Self {
        let (known, is_whole) = Known::read(text);
        if is_whole || !text.contains(char::is_control) {
            return Self::of_envelope(&known);
        }
        // A line break inside a string is no JSON; outside, a space does as well.
        let text = text.replace(char::is_control, " ");
        Self::of_envelope(&Known::read(&text).0)
    }

    fn of_envelope(envelope: &Known<'_>) -> Self {
        let Some(error) = envelope.error else {
            return Self::of(envelope);
        };
        if error.get().starts_with('{') {
            let mut body = Self::of(&Known::read(error.get()).0);
            // OAuth's description is beside the error, and some put the message there too.
            body.message = body.message.or_else(|| envelope.message());
            return body;
        }
        let mut body = Self::of(envelope);
        body.code = text_of(error).or(body.code);
        body
    }

    fn of(known: &Known<'_>) -> Self {
        let mut body = Self {
            code: known.code.and_then(text_of),
            message: known.message(),
            target: known.target.and_then(text_of),
            ..Self::default()
        };
        if let Some(message) = body.message.as_deref().and_then(worded) {
            body.message = Some(message);
        }
        for inner in &known.inner {
            body.add_inner(inner);
        }
        body.deepest_code = body.inner_error.as_ref().and_then(deepest_code);
        if let Some(details) = known.details {
            body.add_details(details);
        }
        body.add_messages(known.messages);
        body
    }

    /// Adds `innerError`; of two spellings together, the second's members that the first has not.
    fn add_inner(&mut self, json: &RawValue) {
        // As a tree it takes up many times its length. The body is kept in any case.
        if json.get().len() > limits::INNER_ERROR_BYTES {
            return;
        }
        match (&mut self.inner_error, serde_json::from_str(json.get())) {
            (Some(Value::Object(members)), Ok(Value::Object(more))) => {
                for (name, value) in more {
                    members.entry(name).or_insert(value);
                }
            }
            (Some(Value::Null) | None, Ok(inner)) if inner != Value::Null => self.inner_error = Some(inner),
            _ => {}
        }
    }

    /// Adds `details`, an array of errors; where it is one alone, that.
    fn add_details(&mut self, json: &RawValue) {
        if json.get().starts_with('[') {
            each_item(json.get(), &mut |detail| {
                self.details.extend(ErrorDetail::read(detail));
                self.details.len() < limits::ERROR_DETAILS
            });
        } else {
            self.details.extend(ErrorDetail::read(json));
        }
    }

    /// Adds messages with severities: they are details too, and show whether the work was done.
    fn add_messages(&mut self, messages: Option<&RawValue>) {
        let has_details = !self.details.is_empty();
        let (mut count, mut all_ok) = (0_usize, true);
        let mut add = |json: &RawValue| {
            count += 1;
            let (detail, is_ok) = read_message(json);
            all_ok &= is_ok;
            if !has_details && self.details.len() < limits::ERROR_DETAILS {
                self.details.push(detail);
            }
            true
        };
        match messages {
            Some(messages) if messages.get().starts_with('[') => each_item(messages.get(), &mut add),
            Some(message) => {
                add(message);
            }
            None => {}
        }
        self.is_success = match count {
            0 => self.code.as_deref().is_some_and(is_success_id),
            _ => all_ok,
        };
    }

    pub(super) fn deepest_code(&self) -> Option<&str> {
        self.deepest_code.as_deref().or(self.code.as_deref())
    }

    /// A text member of an error inside.
    pub(super) fn inner(&self, name: &str) -> Option<&str> {
        chain(self.inner_error.as_ref()?)
            .into_iter()
            .find_map(|inner| inner.get(name)?.as_str())
    }
}

/// Whether an error reports success: all its messages are of the severity `OK`, or, where it has none, its code is
/// that of success.
pub(crate) fn is_success_message(body: &[u8]) -> bool {
    ErrorBody::read(body).is_success
}

impl ErrorDetail {
    fn read(json: &RawValue) -> Option<Self> {
        if !json.get().starts_with('{') {
            return text_of(json).map(|message| Self {
                message,
                ..Self::default()
            });
        }
        let known = Known::read(json.get()).0;
        Some(Self {
            code: known.code.and_then(text_of).unwrap_or_default(),
            message: known.message().unwrap_or_default(),
            target: known.target.and_then(text_of),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_deepest_code_is_found() {
        let body =
            br#"{"error":{"code":"a","innererror":{"code":"b","innererror":{"code":"c","date":"d"}}}}"#;
        let body = ErrorBody::read(body);
        assert_eq!((body.deepest_code(), body.inner("date")), (Some("c"), Some("d")));
        assert_eq!(ErrorBody::read(b"<html>").deepest_code(), None);
    }

    #[test]
    fn each_spelling_of_the_inner_error_is_followed() {
        let body = r#"{"error":{"code":"a","innererror":{"code":"b","x":"1"},"innerError":{"date":"d","x":"2","InnerError":{"code":7}}}}"#;
        let body = ErrorBody::read(body.as_bytes());
        assert_eq!(
            (body.deepest_code(), body.inner("date"), body.inner("x")),
            (Some("7"), Some("d"), Some("1"))
        );
    }

    #[test]
    fn what_a_peer_fills_has_a_limit() {
        let many = "{\"code\":\"a\"},".repeat(5_000);
        let body = ErrorBody::read(format!("{{\"error\":{{\"details\":[{many}null]}}}}").as_bytes());
        assert_eq!(body.details.len(), limits::ERROR_DETAILS);
        let long = "x".repeat(limits::INNER_ERROR_BYTES);
        let body = ErrorBody::read(
            format!("{{\"error\":{{\"code\":\"c\",\"innerError\":[\"{long}\"]}}}}").as_bytes(),
        );
        assert_eq!((body.code.as_deref(), body.inner_error), (Some("c"), None));
        let same = "\"innerError\":{},".repeat(5_000);
        ErrorBody::read(format!("{{\"error\":{{{same}\"code\":\"c\"}}}}").as_bytes());
        let deep = "{\"innererror\":".repeat(5_000) + "1" + &"}".repeat(5_000);
        let body =
            ErrorBody::read(format!("{{\"error\":{{\"innererror\":{deep},\"code\":\"c\"}}}}").as_bytes());
        assert_eq!(body.code.as_deref(), Some("c"));
    }
}
