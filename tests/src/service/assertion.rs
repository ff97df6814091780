//! Checks of what came in, whose failures show what differs.

use std::fmt::Write as _;

use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::log::RecordedRequest;

impl RecordedRequest {
    /// Checks that the body is this JSON, whatever the order of its members and the spaces between them.
    ///
    /// ```
    /// # use odata_entity_testing::Mock;
    /// # use serde_json::json;
    /// # let mock = Mock::new();
    /// # mock.on("PATCH", "/devices/7").status(204);
    /// # let request = http::Request::patch(format!("{}/devices/7", mock.base_url()));
    /// # mock.answer(request.body(br#"{"name":"PC-7"}"#.to_vec()).unwrap());
    /// mock.requests()[0].assert_json(json!({"name": "PC-7"}));
    /// ```
    ///
    /// # Panics
    /// It is not. The message has each member that differs, by its path.
    #[track_caller]
    pub fn assert_json(&self, expected: impl Into<Value>) {
        let expected = expected.into();
        let Some(body) = self.json() else {
            panic!(
                "{self_line} has no JSON in its body, but {body:?}",
                self_line = self.line(),
                body = String::from_utf8_lossy(&self.body)
            );
        };
        let mut differences = Vec::new();
        compare("", &body, &expected, &mut differences);
        assert!(
            differences.is_empty(),
            "the body of {} is not what was expected:\n  {}",
            self.line(),
            differences.join("\n  ")
        );
    }

    /// Checks that there is a header of this name with this value.
    ///
    /// # Panics
    /// There is none, or its value is another one.
    #[track_caller]
    pub fn assert_header(&self, name: &str, value: &str) {
        let found = self.header(name);
        assert!(
            found == Some(value),
            "{} has the header '{name}' {}, not {value:?}",
            self.line(),
            found.map_or("nowhere".to_owned(), |found| format!("as {found:?}"))
        );
    }

    /// Method and target, as messages show it.
    fn line(&self) -> String {
        format!("{} {}", self.method, self.target)
    }
}

/// Checks method and target of each request; `base` is the path that is not written in those expected.
#[track_caller]
pub(crate) fn assert_requests(requests: &[RecordedRequest], base: &str, expected: &[&str]) {
    let line = |request: &RecordedRequest| {
        let target = request.target.strip_prefix(base).unwrap_or(&request.target);
        format!("{} {target}", request.method)
    };
    let came: Vec<String> = requests.iter().map(line).collect();
    let is_same = |came: &str, expected: &str| {
        came == expected || percent_decode_str(came).decode_utf8_lossy() == expected
    };
    let count = came.len().max(expected.len());
    let mut message = String::new();
    let mut differs = false;
    for at in 0..count {
        let (came, expected) = (came.get(at).map(String::as_str), expected.get(at).copied());
        let number = at + 1;
        let written = match (came, expected) {
            (Some(came), Some(expected)) if is_same(came, expected) => {
                writeln!(message, "   {number} {came}")
            }
            (came, expected) => {
                differs = true;
                let (came, expected) = (came.unwrap_or("(nothing)"), expected.unwrap_or("(nothing)"));
                writeln!(message, " > {number} came:     {came}\n     expected: {expected}")
            }
        };
        // Writing to a string does not fail.
        let _ = written;
    }
    assert!(!differs, "the requests are not those expected:\n{message}");
}

/// What differs, by its path.
fn compare(at: &str, came: &Value, expected: &Value, out: &mut Vec<String>) {
    match (came, expected) {
        (Value::Object(came), Value::Object(expected)) => {
            for (name, value) in came {
                match expected.get(name) {
                    Some(expected) => compare(&format!("{at}/{name}"), value, expected, out),
                    None => out.push(format!("{at}/{name}: came as {value}, and was not expected")),
                }
            }
            for (name, value) in expected.iter().filter(|(name, _)| !came.contains_key(*name)) {
                out.push(format!("{at}/{name}: expected as {value}, and did not come"));
            }
        }
        (Value::Array(came), Value::Array(expected)) if came.len() == expected.len() => {
            for (index, (came, expected)) in came.iter().zip(expected).enumerate() {
                compare(&format!("{at}/{index}"), came, expected, out);
            }
        }
        (came, expected) if came == expected => {}
        (came, expected) => {
            let at = if at.is_empty() { "the body" } else { at };
            out.push(format!("{at}: came as {came}, expected as {expected}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_difference_is_shown_by_its_path() {
        let mut out = Vec::new();
        let came = json!({"a": 1, "b": {"c": [1, 2]}, "d": null, "f": [1]});
        let expected = json!({"a": 1, "b": {"c": [1, 3]}, "e": true, "f": [1, 2]});
        compare("", &came, &expected, &mut out);
        assert_eq!(
            out,
            [
                "/b/c/1: came as 2, expected as 3",
                "/d: came as null, and was not expected",
                "/f: came as [1], expected as [1,2]",
                "/e: expected as true, and did not come",
            ]
        );
    }
}
