//! JSON of others, read member by member: what is odd in one member loses no other.

use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// Shows each member of a JSON object, in the order in which they came; whether the text is such an object, to its end.
pub(crate) fn each_member<'j>(json: &'j str, each: &mut dyn FnMut(&str, &'j RawValue)) -> bool {
    serde_json::Deserializer::from_str(json)
        .deserialize_map(Members(each))
        .is_ok()
}

/// Shows each item of a JSON array until `each` has enough, when it returns `false`.
pub(crate) fn each_item<'j>(json: &'j str, each: &mut dyn FnMut(&'j RawValue) -> bool) {
    // What comes after a fault is not there; the items before it are.
    let _ = serde_json::Deserializer::from_str(json).deserialize_seq(Items(each));
}

struct Members<'e, 'j>(&'e mut dyn FnMut(&str, &'j RawValue));

impl<'j> Visitor<'j> for Members<'_, 'j> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'j>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some((Name(name), value)) = map.next_entry::<Name<'j>, &'j RawValue>()? {
            (self.0)(&name, value);
        }
        Ok(())
    }
}

struct Items<'e, 'j>(&'e mut dyn FnMut(&'j RawValue) -> bool);

impl<'j> Visitor<'j> for Items<'_, 'j> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array")
    }

    fn visit_seq<A: SeqAccess<'j>>(self, mut seq: A) -> Result<(), A::Error> {
        while let Some(item) = seq.next_element::<&'j RawValue>()? {
            if !(self.0)(item) {
                return Err(A::Error::custom("enough"));
            }
        }
        Ok(())
    }
}

/// A member's name or a string, with the replacement character where it has halves of surrogate pairs.
pub(crate) struct Name<'j>(pub(crate) Cow<'j, str>);

impl<'j> serde::Deserialize<'j> for Name<'j> {
    fn deserialize<D: Deserializer<'j>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl<'j> Visitor<'j> for Text {
            type Value = Cow<'j, str>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_bytes<E>(self, text: &'j [u8]) -> Result<Self::Value, E> {
                Ok(String::from_utf8_lossy(text))
            }

            fn visit_bytes<E>(self, text: &[u8]) -> Result<Self::Value, E> {
                Ok(Cow::Owned(String::from_utf8_lossy(text).into_owned()))
            }
        }
        // As bytes, as serde_json lets those have what no `str` can hold.
        deserializer.deserialize_bytes(Text).map(Name)
    }
}

/// The text in a value: a string's, the digits of a number, and of an object (`{"lang":"en","value":"…"}`) that of its
/// `value` or `message`.
pub(crate) fn text_of(value: &RawValue) -> Option<String> {
    let json = value.get();
    match json.as_bytes().first()? {
        b'"' => {
            let text: Name<'_> = serde_json::from_str(json).ok()?;
            Some(text.0.into_owned())
        }
        b'{' => {
            let mut text = None;
            each_member(json, &mut |name, value| {
                let is_text = name.eq_ignore_ascii_case("value") || name.eq_ignore_ascii_case("message");
                if is_text && text.is_none() && !value.get().starts_with(['{', '[']) {
                    text = text_of(value);
                }
            });
            text
        }
        b'n' | b'[' => None,
        _ => Some(json.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(json: &str) -> Option<String> {
        text_of(&RawValue::from_string(json.to_owned()).unwrap())
    }

    #[test]
    fn text_is_found_where_services_put_it() {
        for (json, expected) in [
            (r#""a\u00e9b""#, Some("aéb")),
            (r#""a\ud800b""#, Some("a\u{fffd}\u{fffd}\u{fffd}b")),
            ("-2028", Some("-2028")),
            ("true", Some("true")),
            (r#"{"lang":"en","value":"a"}"#, Some("a")),
            (r#"{"lang":"en","Value":"a"}"#, Some("a")),
            (r#"{"lang":"en"}"#, None),
            (r#"{"value":{"value":"a"}}"#, None),
            (r#"["a"]"#, None),
            ("null", None),
        ] {
            assert_eq!(text(json).as_deref(), expected, "{json}");
        }
    }

    #[test]
    fn members_before_a_fault_are_shown() {
        let mut names = Vec::new();
        assert!(!each_member(r#"{"a":1,"b":[}"#, &mut |name, _| names.push(name.to_owned())));
        assert_eq!(names, ["a"]);
        assert!(!each_member("[]", &mut |_, _| {}));
    }
}
