//! Numbers that a double cannot hold, in JSON (JSON Format 4.01, section 3.2).

use http::header::{ACCEPT, CONTENT_TYPE, HeaderName};
use http::{HeaderMap, HeaderValue};
use serde_json::{Number, Value};

use crate::schema::Primitive;

/// How the service reads the `Edm.Int64` and `Edm.Decimal` values of bodies.
///
/// Where the `Content-Type` of a body has `IEEE754Compatible=true` they are text, whatever is set here, and nothing else. Answers have
/// them as text, and counts too, where `Accept` has it.
///
/// ```
/// use odata_entity_testing::{Numbers, Service};
///
/// let service = Service::builder().numbers(Numbers::Doubles);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numbers {
    /// JSON numbers, with all their digits.
    #[default]
    Exact,
    /// JSON numbers, as doubles, as a service on JavaScript reads them: 9007199254740993 becomes 9007199254740992.
    Doubles,
    /// Text only: a JSON number is refused.
    TextOnly,
}

/// How the numbers of one body are read.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct NumberForm {
    is_text: bool,
    numbers: Numbers,
}

impl NumberForm {
    pub(crate) fn of(numbers: Numbers, headers: &HeaderMap) -> Self {
        Self {
            is_text: has_parameter(headers, CONTENT_TYPE),
            numbers,
        }
    }

    /// The value as it is stored, a number; none for one that is not of the type, or not in its form.
    pub(crate) fn read(self, primitive: Primitive, value: &Value) -> Option<Value> {
        if !is_wide(primitive) {
            return primitive.accepts(value).then(|| value.clone());
        }
        if self.is_text {
            return number(primitive, value.as_str()?);
        }
        match self.numbers {
            Numbers::TextOnly => None,
            Numbers::Exact => primitive.accepts(value).then(|| value.clone()),
            Numbers::Doubles => {
                let double = value.as_f64().filter(|_| primitive.accepts(value))?;
                // A double of that size is a whole number.
                let rounded = if primitive == Primitive::Int64 {
                    Number::from(double as i64)
                } else {
                    Number::from_f64(double)?
                };
                Some(Value::Number(rounded))
            }
        }
    }
}

fn is_wide(primitive: Primitive) -> bool {
    matches!(primitive, Primitive::Int64 | Primitive::Decimal)
}

fn number(primitive: Primitive, text: &str) -> Option<Value> {
    let integer = text.parse::<i64>().ok().map(Number::from);
    let number = match primitive {
        Primitive::Int64 => integer,
        _ => integer.or_else(|| Number::from_f64(text.parse().ok()?)),
    };
    number.map(Value::Number)
}

/// Whether an answer to these headers has wide numbers as text.
pub(crate) fn is_text_wanted(headers: &HeaderMap) -> bool {
    has_parameter(headers, ACCEPT)
}

fn has_parameter(headers: &HeaderMap, name: HeaderName) -> bool {
    let value = headers.get(name).map(HeaderValue::as_bytes).unwrap_or_default();
    let value = String::from_utf8_lossy(value).to_ascii_lowercase();
    value
        .split([';', ','])
        .any(|parameter| parameter.trim() == "ieee754compatible=true")
}

/// A stored value as text, if it is a wide number.
pub(crate) fn as_text(primitive: Primitive, value: &Value) -> Option<Value> {
    match value {
        Value::Number(number) if is_wide(primitive) => Some(Value::String(number.to_string())),
        Value::Array(items) if is_wide(primitive) => {
            let items = items
                .iter()
                .map(|item| as_text(primitive, item).unwrap_or_else(|| item.clone()));
            Some(items.collect())
        }
        _ => None,
    }
}
