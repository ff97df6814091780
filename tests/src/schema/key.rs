//! The key of an entity: how it is read from a path, compared, made up and written.

use http::StatusCode;
use serde_json::{Value, json};

use super::entity_type::EntityType;
use super::primitive::Primitive;
use super::property::PropertyType;
use crate::answer::Problem;
use crate::path::{Key, KeyLiteral, encode};
use crate::random::Random;

impl EntityType {
    /// The key properties that a path has, with their values.
    pub(crate) fn key_parts(&self, key: &Key) -> Result<Vec<(String, Value)>, Problem> {
        let parts = match key {
            Key::Segment(text) => match self.key.as_slice() {
                [name] => vec![(name.clone(), self.bare_value(name, text)?)],
                names => {
                    return Err(self.wrong_key(&format!(
                        "has {} parts and needs the form (name=value,…)",
                        names.len()
                    )));
                }
            },
            Key::Stored(_) => return Err(self.wrong_key("is known by its stored text")),
            Key::Predicate(parts) => {
                let mut values = Vec::new();
                for (name, literal) in parts {
                    let name = match (name, self.key.as_slice()) {
                        (Some(name), _) => name,
                        (None, [name]) => name,
                        (None, _) => return Err(self.wrong_key("has several parts, which must be named")),
                    };
                    values.push((name.clone(), self.literal_value(name, literal)?));
                }
                values
            }
        };
        let is_declared = |names: &Vec<String>| {
            names.len() == parts.len()
                && names
                    .iter()
                    .all(|name| parts.iter().any(|(part, _)| part == name))
        };
        if std::iter::once(&self.key)
            .chain(&self.alternate_keys)
            .any(is_declared)
        {
            Ok(parts)
        } else {
            Err(self.wrong_key("and its alternate keys do not have these parts"))
        }
    }

    fn wrong_key(&self, what: &str) -> Problem {
        Problem::bad_request(format!("The key of type '{}' {what}.", self.family.declared.name))
    }

    fn key_type(&self, name: &str) -> Option<&PropertyType> {
        self.family.declared.property(name).map(|property| &property.kind)
    }

    /// The value of a whole segment, or of a bare literal.
    fn bare_value(&self, name: &str, text: &str) -> Result<Value, Problem> {
        let Some(PropertyType::Primitive(primitive)) = self.key_type(name) else {
            return Ok(json!(text));
        };
        let value = match primitive {
            Primitive::String => return Ok(json!(text)),
            Primitive::Guid => json!(text.to_ascii_lowercase()),
            Primitive::Boolean => text.parse::<bool>().map_or(Value::Null, Value::from),
            Primitive::Byte | Primitive::SByte | Primitive::Int16 | Primitive::Int32 | Primitive::Int64 => {
                text.parse::<i64>().map_or(Value::Null, Value::from)
            }
            Primitive::Single | Primitive::Double | Primitive::Decimal => {
                text.parse::<f64>().map_or(Value::Null, Value::from)
            }
            _ => json!(text),
        };
        if primitive.accepts(&value) {
            Ok(value)
        } else {
            // A key that cannot be one of this type belongs to no entity.
            let message = format!("'{text}' is no key of type '{}'.", self.family.declared.name);
            Err(Problem::new(StatusCode::NOT_FOUND, "ResourceNotFound", message))
        }
    }

    /// The value of a literal in a predicate, whose form must be that of the property's type.
    fn literal_value(&self, name: &str, literal: &KeyLiteral) -> Result<Value, Problem> {
        let kind = self.key_type(name);
        let wants_quotes = matches!(kind, None | Some(PropertyType::Primitive(Primitive::String)));
        if wants_quotes != literal.is_quoted && !matches!(kind, Some(PropertyType::Enum(_))) {
            let form = if wants_quotes {
                "in single quotes"
            } else {
                "without quotes"
            };
            return Err(self.wrong_key(&format!("has a part '{name}' whose value is written {form}")));
        }
        match kind {
            Some(PropertyType::Primitive(_)) => self.bare_value(name, &literal.text),
            // An enumeration literal: the member, with or without the type before it.
            _ => {
                let text = literal
                    .text
                    .strip_suffix('\'')
                    .and_then(|text| text.split_once('\''));
                Ok(json!(text.map_or(literal.text.as_str(), |(_, member)| member)))
            }
        }
    }

    /// The one text of a key, from the values of its properties; `None` if one is missing.
    pub(crate) fn key_text<'v>(&self, value: impl Fn(&str) -> Option<&'v Value>) -> Option<String> {
        let mut texts = Vec::new();
        for name in &self.key {
            let text = match value(name)? {
                Value::String(text) if self.is_guid(name) => text.to_ascii_lowercase(),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            texts.push(text);
        }
        // The unit separator: a control character that no sensible part of a composite key holds.
        Some(texts.join("\u{1f}"))
    }

    fn is_guid(&self, name: &str) -> bool {
        matches!(
            self.key_type(name),
            Some(PropertyType::Primitive(Primitive::Guid))
        )
    }

    /// A key value for a new entity: a GUID, or the next number.
    pub(crate) fn new_key(&self, name: &str, number: u64, random: &mut Random) -> Value {
        match self.key_type(name) {
            Some(PropertyType::Primitive(Primitive::String | Primitive::Guid)) | None => json!(random.guid()),
            Some(PropertyType::Primitive(primitive)) if primitive.zero().is_number() => json!(number),
            _ => json!(number.to_string()),
        }
    }

    /// The key as it is written at the end of a URL: a plain segment if one is possible, else a predicate.
    pub(crate) fn key_segment<'v>(&self, value: impl Fn(&str) -> Option<&'v Value>) -> String {
        let is_quoted = |name: &str| {
            matches!(
                self.key_type(name),
                None | Some(PropertyType::Primitive(Primitive::String))
            )
        };
        let literal = |name: &str| match value(name) {
            Some(Value::String(text)) if is_quoted(name) => {
                format!("'{}'", encode(&text.replace('\'', "''")))
            }
            Some(Value::String(text)) => encode(text),
            other => other.map(Value::to_string).unwrap_or_default(),
        };
        match self.key.as_slice() {
            [] => String::new(),
            [name] => match value(name) {
                Some(Value::String(text))
                    if text.is_empty() || text.starts_with('$') || text == "." || text == ".." =>
                {
                    format!("({})", literal(name))
                }
                Some(Value::String(text)) => format!("/{}", encode(text)),
                _ => format!("/{}", literal(name)),
            },
            names => {
                let parts: Vec<String> = names
                    .iter()
                    .map(|name| format!("{name}={}", literal(name)))
                    .collect();
                format!("({})", parts.join(","))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Property;

    fn order_line() -> EntityType {
        EntityType::new("n.line")
            .property(Property::int32("order"))
            .key("order")
            .key("sku")
            .alternate_key(["code"])
    }

    #[test]
    fn literals_have_the_form_of_their_type() {
        let parts = |inside: &str| order_line().key_parts(&Key::predicate(inside).unwrap());
        assert_eq!(parts("sku='a',order=7").unwrap().len(), 2);
        assert_eq!(parts("code='x'").unwrap(), [("code".to_owned(), json!("x"))]);
        for inside in [
            "order='7',sku='a'",
            "order=7,sku=a",
            "order=7",
            "7",
            "order=7,sku='a',code='x'",
        ] {
            assert!(parts(inside).is_err(), "{inside}");
        }
        assert!(order_line().key_parts(&Key::Segment("7".into())).is_err());
    }

    #[test]
    fn keys_are_written_so_that_they_are_read_again() {
        let user = EntityType::new("n.user").key("id");
        let segment = |id: &str| {
            let value = json!(id);
            user.key_segment(|_| Some(&value))
        };
        assert_eq!(segment("a/b"), "/a%2Fb");
        assert_eq!(segment("$count"), "('%24count')");
        assert_eq!(segment(".."), "('..')");
        assert_eq!(segment("O'Neil"), "/O%27Neil");
    }

    #[test]
    fn numbers_and_guids_have_one_text() {
        let device = EntityType::new("n.device")
            .property(Property::guid("id"))
            .key("id");
        let upper = Key::Segment("477D3651-3651-477D-5136-7D4751367D47".into());
        let parts = device.key_parts(&upper).unwrap();
        let text = device.key_text(|_| parts.first().map(|(_, value)| value));
        assert_eq!(text.as_deref(), Some("477d3651-3651-477d-5136-7d4751367d47"));
        assert!(device.key_parts(&Key::Segment("x".into())).is_err());
    }
}
