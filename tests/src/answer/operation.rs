//! Actions and functions that a test declares, each with a closure that answers (Protocol 4.01, section 11.5).

use std::fmt;
use std::sync::Arc;

use http::{Method, StatusCode};
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use super::body;
use super::{Call, Problem, Reply, Rules};
use crate::path::{Key, Template, segments};

/// A call of a declared action or function.
///
/// ```
/// use odata_entity_testing::Service;
/// use serde_json::json;
///
/// let service = Service::builder()
///     .action("/devices/{id}/wipe", |call| {
///         assert_eq!(call.keys.len(), 1);
///         assert!(call.parameters.contains_key("keepUserData"));
///         None // 204
///     })
///     .function("/devices/{id}/latest", |call| Some(json!({"id": call.keys[0]})))
///     .start_blocking();
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Invocation {
    /// The keys in the path, in order, as text.
    pub keys: Vec<String>,
    /// The parameters: of an action the members of the body, of a function its arguments, aliases resolved. A quoted argument is a
    /// string, a number or `true` is what it is in JSON, any other literal a string as it was written.
    pub parameters: Map<String, Value>,
}

/// What answers; nothing is 204.
type Answer = dyn Fn(Invocation) -> Option<Value> + Send + Sync;

/// A declared action or function.
#[derive(Clone)]
pub(crate) struct Declared {
    /// The path of what it is called on; none for the service root.
    pub(crate) on: Option<Template>,
    pub(crate) name: String,
    pub(crate) is_function: bool,
    pub(crate) answer: Arc<Answer>,
}

impl fmt::Debug for Declared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Declared")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}

impl Declared {
    /// Reads the path of a call, its name at the end; the message of an error is what is wrong with it.
    pub(crate) fn parse(path: &str, is_function: bool, answer: Arc<Answer>) -> Result<Self, String> {
        let wrong = || format!("the path '{path}' of an operation does not end in its name");
        let (on, name) = path.rsplit_once('/').ok_or_else(wrong)?;
        if name.is_empty() || name.contains(['{', '(', '$']) {
            return Err(wrong());
        }
        let on = match on {
            "" => None,
            on => Some(Template::parse(on)?),
        };
        Ok(Self {
            on,
            name: name.to_owned(),
            is_function,
            answer,
        })
    }

    /// The keys in the path of a call, if it is one of this operation.
    fn keys(&self, on: &[String], name: &str) -> Result<Option<Vec<Key>>, Problem> {
        if name != self.name {
            return Ok(None);
        }
        match &self.on {
            None => Ok(on.is_empty().then(Vec::new)),
            Some(template) => {
                let found = template.matches(on)?;
                Ok(found
                    .filter(|found| found.rest.is_empty() && found.predicate.is_none())
                    .map(|found| found.keys))
            }
        }
    }
}

/// Answers a call of a declared operation; nothing if it is none.
pub(super) fn answer(rules: &Rules, call: &Call<'_>) -> Result<Option<Reply>, Problem> {
    if rules.operations.is_empty() {
        return Ok(None);
    }
    let segments = segments(call.path)?;
    let Some((last, on)) = segments.split_last() else {
        return Ok(None);
    };
    let (name, arguments) = match last.strip_suffix(')').and_then(|last| last.split_once('(')) {
        Some((name, arguments)) => (name, arguments),
        None => (last.as_str(), ""),
    };
    for declared in &rules.operations {
        let Some(keys) = declared.keys(on, name)? else {
            continue;
        };
        let keys = keys.into_iter().map(Key::into_text).collect();
        let parameters = match (declared.is_function, call.method) {
            (true, &Method::GET) => self::arguments(arguments, call.query)?,
            (true, _) => return Err(Problem::method_not_allowed("GET")),
            (false, &Method::POST) => body::object(call.headers, call.body)?,
            (false, _) => return Err(Problem::method_not_allowed("POST")),
        };
        let result = (declared.answer)(Invocation { keys, parameters });
        return Ok(Some(match result {
            Some(body) => Reply::json(StatusCode::OK, &body),
            None => Reply::empty(StatusCode::NO_CONTENT),
        }));
    }
    Ok(None)
}

/// The arguments of a function, which name each of its parameters (URL Conventions 4.01, section 4.5).
fn arguments(inside: &str, query: &str) -> Result<Map<String, Value>, Problem> {
    let mut out = Map::new();
    if inside.is_empty() {
        return Ok(out);
    }
    let Key::Predicate(parts) = Key::predicate(inside)? else {
        return Ok(out);
    };
    for (name, literal) in parts {
        let name = name.ok_or_else(|| {
            Problem::bad_request(format!(
                "The argument '{}' does not name its parameter.",
                literal.text
            ))
        })?;
        let value = match literal.text.starts_with('@') && !literal.is_quoted {
            true => alias(&literal.text, query)?,
            false if literal.is_quoted => Value::String(literal.text),
            false => match serde_json::from_str(&literal.text) {
                Ok(value @ (Value::Number(_) | Value::Bool(_))) => value,
                _ => Value::String(literal.text),
            },
        };
        if out.insert(name.clone(), value).is_some() {
            return Err(Problem::bad_request(format!(
                "The argument '{name}' is given twice."
            )));
        }
    }
    Ok(out)
}

/// The value of a parameter alias, which is a query option with JSON (URL Conventions 4.01, section 5.3).
fn alias(alias: &str, query: &str) -> Result<Value, Problem> {
    let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let options = query.split('&').filter_map(|option| option.split_once('='));
    let mut values = options
        .filter(|(name, _)| decode(name) == alias)
        .map(|(_, value)| decode(value));
    let value = values
        .next()
        .ok_or_else(|| Problem::bad_request(format!("The parameter alias '{alias}' has no value.")))?;
    serde_json::from_str(&value)
        .map_err(|error| Problem::bad_request(format!("The value of '{alias}' is no JSON: {error}.")))
}
