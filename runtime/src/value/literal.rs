//! The URL literal of a value that is known by its Edm type and its JSON alone.

use super::{EdmKind, EdmType};
use crate::edm::{self, ValueError};
use std::borrow::Cow;

/// Appends the literal of the value that is written as `json`.
///
/// A JSON string is a literal in one of the forms that the types have
/// ([OData ABNF, `primitiveLiteral`](https://docs.oasis-open.org/odata/odata/v4.01/os/abnf/odata-abnf-construction-rules.txt));
/// all other JSON is as it is: numbers, `true`, `null`, and arrays and objects, which a parameter alias takes.
pub(super) fn push(ty: EdmType, json: &[u8], out: &mut Vec<u8>) -> Result<(), ValueError> {
    let text = match json.first() {
        Some(b'"') => serde_json::from_slice::<Cow<'_, str>>(json).ok(),
        _ => None,
    };
    let Some(text) = text else {
        out.extend_from_slice(json);
        return Ok(());
    };
    match (ty.kind, ty.name) {
        (EdmKind::Enum, name) => {
            out.extend_from_slice(name.as_bytes());
            edm::string::write_literal(&text, out);
        }
        (_, edm::duration::NAME) => {
            out.extend_from_slice(b"duration");
            edm::string::write_literal(&text, out);
        }
        (_, edm::binary::NAME) => edm::binary::write_literal(&edm::binary::parse(&text)?, out),
        (_, name) if is_bare(name) => out.extend_from_slice(text.as_bytes()),
        _ => edm::string::write_literal(&text, out),
    }
    Ok(())
}

/// Whether strings of the type have no quotes in a URL: of the primitive types that are not named above, all but text. The type definitions
/// of a service are not known to be anything else.
fn is_bare(name: &str) -> bool {
    name.starts_with("Edm.") && !matches!(name, edm::string::NAME | "Edm.Untyped")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::JsonWriter;
    use crate::value::EdmValue;
    use chrono::{DateTime, FixedOffset, NaiveDate, NaiveTime};

    #[test]
    fn the_type_says_what_a_string_is() {
        let cases = [
            ("Edm.String", r#""it's \"a\"""#, r#"'it''s "a"'"#),
            ("Edm.Untyped", r#""it's""#, "'it''s'"),
            ("n.own", r#""a""#, "'a'"),
            ("Edm.Duration", r#""PT1H""#, "duration'PT1H'"),
            ("Edm.Binary", r#""+/8=""#, "binary'-_8='"),
            ("Edm.Date", r#""2020-01-31""#, "2020-01-31"),
            (
                "Edm.DateTimeOffset",
                r#""2020-01-31T00:00:00+01:00""#,
                "2020-01-31T00:00:00+01:00",
            ),
            ("Edm.TimeOfDay", r#""12:00:00""#, "12:00:00"),
            (
                "Edm.Guid",
                r#""01234567-89ab-cdef-0123-456789abcdef""#,
                "01234567-89ab-cdef-0123-456789abcdef",
            ),
            ("Edm.Int64", r#""5""#, "5"),
            ("Edm.Decimal", r#""1.50""#, "1.50"),
            ("Edm.Double", r#""INF""#, "INF"),
            ("Edm.Double", "1.5", "1.5"),
            ("Edm.Boolean", "true", "true"),
            ("Edm.Untyped", "null", "null"),
            ("Edm.Untyped", r#"["a"]"#, r#"["a"]"#),
        ];
        for (name, json, literal) in cases {
            let mut out = Vec::new();
            push(EdmType::primitive(name), json.as_bytes(), &mut out).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), literal, "{name} {json}");
        }
        let mut out = Vec::new();
        push(EdmType::new("n.level", EdmKind::Enum), br#""it's""#, &mut out).unwrap();
        assert_eq!(out, b"n.level'it''s'");
        let fault = push(EdmType::primitive("Edm.Binary"), br#""*""#, &mut Vec::new()).unwrap_err();
        assert_eq!(fault.edm_type(), "Edm.Binary");
    }

    /// Looks at the literal of a value, and gives the name of its type.
    fn literal_is_that_of_its_json<T: EdmValue>() -> &'static str {
        let value = T::placeholder();
        let mut json = JsonWriter::new();
        value.write_json(&mut json);
        let (mut own, mut by_json) = (Vec::new(), Vec::new());
        value.write_literal(&mut own).unwrap();
        push(T::EDM, json.buffer(), &mut by_json).unwrap();
        assert_eq!(
            String::from_utf8(own).unwrap(),
            String::from_utf8(by_json).unwrap(),
            "{}",
            T::EDM
        );
        T::EDM.name
    }

    #[test]
    fn each_primitive_type_has_the_literal_of_its_json() {
        let mut seen = vec![
            literal_is_that_of_its_json::<String>(),
            literal_is_that_of_its_json::<bool>(),
            literal_is_that_of_its_json::<u8>(),
            literal_is_that_of_its_json::<i8>(),
            literal_is_that_of_its_json::<i16>(),
            literal_is_that_of_its_json::<i32>(),
            literal_is_that_of_its_json::<i64>(),
            literal_is_that_of_its_json::<f32>(),
            literal_is_that_of_its_json::<f64>(),
            literal_is_that_of_its_json::<DateTime<FixedOffset>>(),
            literal_is_that_of_its_json::<NaiveDate>(),
            literal_is_that_of_its_json::<NaiveTime>(),
            literal_is_that_of_its_json::<edm::Duration>(),
            literal_is_that_of_its_json::<edm::Binary>(),
        ];
        #[cfg(feature = "uuid")]
        seen.push(literal_is_that_of_its_json::<uuid::Uuid>());
        #[cfg(feature = "decimal")]
        seen.push(literal_is_that_of_its_json::<rust_decimal::Decimal>());
        seen.sort_unstable();
        seen.dedup();
        assert!(seen.len() >= 14, "{seen:?}");
    }
}
