//! Values that serde reads: where in the text it gave up, as the path of a property.

use super::{JsonReader, ReadError};
use serde::de::DeserializeOwned;

/// A step of a path.
enum Step {
    Member(String),
    Item(usize),
}

impl JsonReader<'_> {
    /// Reads a value by its own `Deserialize`; an error has the path of the property.
    pub(crate) fn by_serde_located<T: DeserializeOwned>(&mut self) -> Result<T, ReadError> {
        let text = self.raw()?;
        let start = self.at() - text.len();
        serde_json::from_str(text).map_err(|error| {
            let end = offset(text, error.line(), error.column());
            let words = crate::text::without_values(&super::value::error_words(&error));
            let fault = ReadError::new(start + end.saturating_sub(1), words);
            path(text, end)
                .into_iter()
                .rev()
                .fold(fault, |fault, step| match step {
                    Step::Member(name) => fault.within(&name),
                    Step::Item(index) => fault.within_item(index),
                })
        })
    }
}

/// The place of a line and column of serde_json's: bytes that were read, from the first line on.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let mut lines = text.split_inclusive('\n');
    let before: usize = lines.by_ref().take(line.saturating_sub(1)).map(str::len).sum();
    (before + column).min(text.len())
}

/// The property that a text is read in when `end` bytes of it were read. Behind the end of an object or list it is that one
/// itself: what it lacks is noted there.
fn path(text: &str, end: usize) -> Vec<Step> {
    let bytes = text.as_bytes().get(..end).unwrap_or(text.as_bytes());
    let is_at_end = matches!(bytes.last(), Some(b'}' | b']'));
    let bytes = match is_at_end {
        true => &bytes[..bytes.len() - 1],
        false => bytes,
    };
    let mut steps: Vec<Step> = Vec::new();
    // What the next string in each object is: a name, or a value.
    let mut awaits_name = false;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'{' => {
                steps.push(Step::Member(String::new()));
                awaits_name = true;
            }
            b'[' => {
                steps.push(Step::Item(0));
                awaits_name = false;
            }
            b'}' | b']' => {
                steps.pop();
                awaits_name = false;
            }
            b',' => match steps.last_mut() {
                Some(Step::Item(index)) => *index += 1,
                _ => awaits_name = true,
            },
            b'"' => {
                let start = at;
                at = closing(bytes, at + 1);
                if std::mem::take(&mut awaits_name)
                    && let Some(Step::Member(name)) = steps.last_mut()
                {
                    let quoted = text.get(start..=at).unwrap_or_default();
                    *name = serde_json::from_str(quoted).unwrap_or_default();
                }
            }
            _ => {}
        }
        at += 1;
    }
    if is_at_end {
        steps.pop();
    }
    // An object of which no member was read yet.
    steps.retain(|step| !matches!(step, Step::Member(name) if name.is_empty()));
    steps
}

/// Where a string ends.
fn closing(bytes: &[u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;
    use serde_json::Value;

    #[derive(Debug, Deserialize)]
    #[allow(dead_code, reason = "it is only read")]
    struct Job {
        id: String,
        #[serde(default)]
        parts: Vec<Part>,
        size: Option<i32>,
    }

    #[derive(Debug, Deserialize)]
    #[allow(dead_code, reason = "it is only read")]
    struct Part {
        name: String,
    }

    #[test]
    fn an_error_of_serde_has_the_path_of_the_property() {
        for (text, expected) in [
            (r#"{"id": 5}"#, "id"),
            (r#"{"id": "a", "size": "secret"}"#, "size"),
            (
                r#"{"id": "a", "parts": [{"name": "a"}, {"name": true}]}"#,
                "parts[1].name",
            ),
            (
                r#"{"id": "a", "parts": [{"name": "a"}, {"other": ["}", 1]}]}"#,
                "parts[1]",
            ),
            (r#"{"id": "a", "parts": {}}"#, "parts"),
            (r#"{"size": 1}"#, ""),
            ("{\n \"id\": \"a\",\n \"si\\u007ae\":\n [1]}", "size"),
            ("[]", ""),
        ] {
            let error = JsonReader::new(text).by_serde_located::<Job>().expect_err(text);
            assert_eq!(error.path(), expected, "{text}: {error}");
            assert!(!error.to_string().contains("secret"), "{error}");
        }
    }

    #[test]
    fn no_text_and_no_place_is_too_odd() {
        let text = r#"{"a":[1,{"b\"":"\\"}],"":[[]]}"#;
        assert!(serde_json::from_str::<Value>(text).is_ok());
        for end in 0..text.len() + 2 {
            path(text, end);
            path(&text[..end.min(text.len())], end);
        }
    }
}
