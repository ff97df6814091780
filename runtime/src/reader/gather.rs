//! Any self-describing format as JSON text, which is what is read.
//!
//! serde_json hands over the text of a value as it is; what other deserializers hold (a `serde_json::Value`, the buffer of a
//! `flatten`) is written down as JSON.

use super::{JsonReader, Place, ReadError, Readable};
use crate::edm::string;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// The name by which serde_json recognizes a type that wants the text of a JSON value. A deserializer that does not know it
/// takes it for the name of a newtype, and hands over the value.
const RAW_VALUE: &str = "$serde_json::private::RawValue";

/// What this module's own deserializer also knows: it has the text already.
#[derive(Debug)]
pub(super) struct Gathered<'de> {
    pub(super) text: Cow<'de, str>,
    /// The text was written down from numbers that were doubles.
    pub(super) has_doubles: bool,
}

/// Reads a value from any self-describing deserializer: what the `Deserialize` of a derive calls.
///
/// # Errors
///
/// A value that is not of the type, with the path of the property; those of the deserializer, and a format that does not
/// describe itself.
pub fn deserialize<'de, T: Readable, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    gathered(deserializer, T::read)
}

/// The same for what is read by a function.
pub(crate) fn gathered<'de, T, D: Deserializer<'de>>(
    deserializer: D,
    read: fn(&mut JsonReader<'_>) -> Result<T, ReadError>,
) -> Result<T, D::Error> {
    let json = deserializer.deserialize_newtype_struct(RAW_VALUE, GatherVisitor)?;
    let mut from = JsonReader::new(&json.text);
    from.has_doubles = json.has_doubles;
    from.place = Place::Unknown;
    read(&mut from).map_err(D::Error::custom)
}

/// What was expected, whatever the format is.
const SELF_DESCRIBING: &str = "a value of a format that describes itself, as JSON does";

struct GatherVisitor;

impl<'de> Visitor<'de> for GatherVisitor {
    type Value = Gathered<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(SELF_DESCRIBING)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        let mut out = String::new();
        deserializer.deserialize_any(Write(&mut out))?;
        Ok(Gathered {
            text: out.into(),
            has_doubles: true,
        })
    }

    /// serde_json's own text comes as the one member of a map that has that name.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut out = String::new();
        match map.next_key_seed(Name)? {
            Some(name) if name == RAW_VALUE => {
                let text = map.next_value_seed(RawText)?;
                // Text that is not the source's own may be that of a `Value`, which holds numbers as doubles.
                let has_doubles = matches!(text, Cow::Owned(_));
                return Ok(Gathered { text, has_doubles });
            }
            first => members(&mut out, map, first)?,
        }
        Ok(Gathered {
            text: out.into(),
            has_doubles: true,
        })
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Gathered {
            text: "null".into(),
            has_doubles: false,
        })
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        self.visit_unit()
    }
}

/// Text, borrowed where the deserializer has it.
struct RawText;

impl<'de> DeserializeSeed<'de> for RawText {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for RawText {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text of a JSON value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text))
    }
}

/// The name of a member.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(RawText)
    }
}

/// Writes a value down as JSON.
struct Write<'a>(&'a mut String);

impl Write<'_> {
    fn text(self, text: &str) {
        let mut json = Vec::new();
        string::write_json(text, &mut json);
        self.0.push_str(&String::from_utf8_lossy(&json));
    }
}

/// The members of a map, of which the name of the first is read already.
fn members<'de, A: MapAccess<'de>>(
    out: &mut String,
    mut map: A,
    first: Option<Cow<'de, str>>,
) -> Result<(), A::Error> {
    out.push('{');
    let mut name = first;
    while let Some(member) = name {
        Write(out).text(&member);
        out.push(':');
        map.next_value_seed(Write(out))?;
        name = map.next_key_seed(Name)?;
        if name.is_some() {
            out.push(',');
        }
    }
    out.push('}');
    Ok(())
}

impl<'de> DeserializeSeed<'de> for Write<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Write<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(SELF_DESCRIBING)
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.0.push_str(if value { "true" } else { "false" });
        Ok(())
    }

    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.0.push_str(itoa::Buffer::new().format(value));
        Ok(())
    }

    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.0.push_str(itoa::Buffer::new().format(value));
        Ok(())
    }

    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        let mut json = Vec::new();
        crate::edm::double::write_json(value, &mut json);
        self.0.push_str(&String::from_utf8_lossy(&json));
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.text(text);
        Ok(())
    }

    fn visit_none<E: Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.0.push_str("null");
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        self.0.push('[');
        let start = self.0.len();
        loop {
            let end = self.0.len();
            if end > start {
                self.0.push(',');
            }
            if items.next_element_seed(Write(self.0))?.is_none() {
                self.0.truncate(end);
                break;
            }
        }
        self.0.push(']');
        Ok(())
    }

    /// A number whose text serde_json kept (its feature `arbitrary_precision`) comes as a map of one member, too.
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        match map.next_key_seed(Name)? {
            Some(name) if name.starts_with("$serde_json::private::") => {
                let text = map.next_value_seed(RawText)?;
                self.0.push_str(&text);
                Ok(())
            }
            first => members(self.0, map, first),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    struct Text(String, bool);

    impl<'de> serde::Deserialize<'de> for Text {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let gathered = deserializer.deserialize_newtype_struct(RAW_VALUE, GatherVisitor)?;
            Ok(Self(gathered.text.into_owned(), gathered.has_doubles))
        }
    }

    #[test]
    fn serde_json_hands_over_its_text() {
        let text: Text = serde_json::from_str(r#" {"a": 12345678901234567890.5} "#).unwrap();
        assert_eq!(
            (text.0.as_str(), text.1),
            (r#"{"a": 12345678901234567890.5}"#, false)
        );
        let text: Text = serde_json::from_reader(&br#"{"a":1}"#[..]).unwrap();
        assert_eq!(text.0, r#"{"a":1}"#);
    }

    #[test]
    fn a_value_is_written_down() {
        let value = json!({"a": [1, -2, 2.5, true, null, "x\"\n"], "b": {}, "c": [], "": {"d": [[]]}});
        let text: Text = serde_json::from_value(value.clone()).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&text.0).unwrap(), value);
        let text: Text = serde_json::from_value(json!({})).unwrap();
        assert_eq!((text.0.as_str(), text.1), ("{}", true));
    }

    #[test]
    fn what_serde_buffers_is_written_down() {
        #[derive(serde::Deserialize)]
        struct Outer {
            #[serde(flatten)]
            rest: std::collections::BTreeMap<String, Text>,
        }
        let outer: Outer = serde_json::from_str(r#"{"x":{"a":[1,"b"]}}"#).unwrap();
        assert_eq!(outer.rest["x"].0, r#"{"a":[1,"b"]}"#);
    }
}
