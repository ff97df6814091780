//! An error in an answer with a success status.

use crate::members::Name;
use serde::de::{Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// Whether a body holds nothing but an error: `error` (or, of OData 3, `odata.error`) is its only member but for annotations.
///
/// It is asked of every answer, so it reads no further than to the first member that is neither.
pub(crate) fn holds_only_error(body: &[u8]) -> bool {
    let mut deserializer = serde_json::Deserializer::from_slice(super::without_mark(body));
    deserializer.deserialize_map(OnlyError).is_ok()
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
        ] {
            assert!(!holds_only_error(body.as_bytes()), "{body}");
        }
    }
}
