//! An error in an answer with a success status.

use crate::members::Name;
use serde::de::{Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// Whether a body holds nothing but an error: `error` (or, of OData 3, `odata.error`) is its only member but for annotations.
pub(crate) fn holds_only_error(body: &[u8]) -> bool {
    let body = crate::text::without_mark(body);
    if has_other_member(body) {
        return false;
    }
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    deserializer.deserialize_map(OnlyError).is_ok()
}

/// Whether the first member that is no annotation is something else. It is asked of every answer, so it reads no further than
/// to that member, and gives up on what would take more than a look.
fn has_other_member(body: &[u8]) -> bool {
    let mut rest = body;
    let mut open = b'{';
    while let Some(name) = after(rest, open).and_then(|text| after(text, b'"')) {
        let Some((name, value)) = string(name) else {
            return false;
        };
        if !name.contains(&b'@') {
            return !matches!(name, b"error" | b"odata.error");
        }
        let value = after(value, b':').and_then(|value| after(value, b'"'));
        let Some((_, after_value)) = value.and_then(string) else {
            return false;
        };
        (rest, open) = (after_value, b',');
    }
    false
}

/// What follows a character, white space before it aside.
fn after(text: &[u8], character: u8) -> Option<&[u8]> {
    let (first, rest) = text.split_first()?;
    if *first == character {
        return Some(rest);
    }
    text.trim_ascii_start().strip_prefix(&[character])
}

/// A string that has no escape at its end, from its first character on, and the text after it.
fn string(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = text.iter().position(|byte| *byte == b'"')?;
    let (string, rest) = (text.get(..end)?, text.get(end + 1..)?);
    (string.last() != Some(&b'\\')).then_some((string, rest))
}

struct OnlyError;

impl<'j> Visitor<'j> for OnlyError {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an error")
    }

    fn visit_map<A: MapAccess<'j>>(self, mut map: A) -> Result<(), A::Error> {
        let other = || Err(A::Error::custom("something else"));
        let mut is_any = false;
        while let Some(Name(name)) = map.next_key()? {
            match &*name {
                "error" | "odata.error" => {
                    // A property of that name can be null, or a flag.
                    let error = map.next_value::<&RawValue>()?.get();
                    if !error.starts_with(['{', '"']) {
                        return other();
                    }
                    is_any = true;
                }
                annotation if annotation.contains('@') => {
                    map.next_value::<IgnoredAny>()?;
                }
                _ => return other(),
            }
        }
        if is_any { Ok(()) } else { other() }
    }
}

#[cfg(test)]
mod tests {
    use super::holds_only_error;

    #[test]
    fn an_error_is_one_only_where_nothing_else_is() {
        for body in [
            r#"{"error":{"code":"a"}}"#,
            "\u{feff} {\"error\":{}}",
            r#"{"@odata.context":"x","error":{"code":"a"},"error@x.y":[1]}"#,
            r#"{"odata.error":{"code":"a"}}"#,
            r#"{"error":"text"}"#,
            r#"{ "@a" : "\"" , "error" : {} }"#,
            r#"{"@a":{"b":"c"},"@b":"\\","error":{}}"#,
        ] {
            assert!(holds_only_error(body.as_bytes()), "{body}");
        }
        for body in [
            "",
            "null",
            "{}",
            "[]",
            "<html>",
            r#"{"@odata.context":"x"}"#,
            r#"{"error":null}"#,
            r#"{"error":true}"#,
            r#"{"error":{"code":"a"},"id":"1"}"#,
            r#"{"id":"1","error":{"code":"a"}}"#,
            r#"{"error":{"code":"a"}"#,
            r#"{"@a":"\"","id":"1","error":{}}"#,
            r#"{ "@a" : "x" , "id" : "1" }"#,
            r#"{"@a":{"b":"c"},"id":"1"}"#,
            r#"{"@a":"x"#,
            r#"{"@"#,
        ] {
            assert!(!holds_only_error(body.as_bytes()), "{body}");
        }
    }
}
