//! A property path in a query option, such as `deviceModel`, `assignment/intent` or `microsoft.graph.iosPolicy/passcode`.

use serde_json::{Map, Value};

use super::datum::{Datum, Kind};
use crate::answer::Problem;
use crate::schema::{Family, PropertyType, Shape};

/// A path that was checked against the type it starts from.
#[derive(Clone, Debug)]
pub(crate) struct PropertyPath {
    pub(crate) names: Vec<String>,
    pub(crate) kind: Kind,
}

impl PropertyPath {
    /// Follows `path` from a type. A segment that names a derived type is a cast.
    pub(crate) fn resolve(family: &Family, shape: &Shape, path: &str) -> Result<Self, Problem> {
        let unknown = |name: &str, shape: &Shape| {
            Problem::bad_request(format!(
                "Could not find a property named '{name}' on type '{}'.",
                shape.name
            ))
        };
        let mut names = Vec::new();
        let mut kind = Kind::Structured;
        let mut at: Option<(&Family, &Shape)> = Some((family, shape));
        for name in path.split('/') {
            let Some((family, shape)) = at else {
                if matches!(kind, Kind::Any) {
                    names.push(name.to_owned());
                    continue;
                }
                return Err(Problem::bad_request(format!(
                    "The path '{path}' goes on after a primitive value."
                )));
            };
            if let Some(derived) = family.find(name).filter(|derived| derived.is_a(&shape.name)) {
                at = Some((family, derived));
                continue;
            }
            match shape.property(name) {
                Some(property) => {
                    kind = Kind::of(property);
                    at = match &property.kind {
                        PropertyType::Complex(complex) if !property.is_collection => {
                            Some((&complex.family, &complex.family.declared))
                        }
                        _ => None,
                    };
                }
                None if shape.is_open && !name.is_empty() => {
                    kind = Kind::Any;
                    at = None;
                }
                None => return Err(unknown(name, shape)),
            }
            names.push(name.to_owned());
        }
        if names.is_empty() {
            Err(unknown(path, shape))
        } else {
            Ok(Self { names, kind })
        }
    }

    /// The value of the property in an entity; null where there is none, as in an entity of another type.
    pub(crate) fn datum(&self, members: &Map<String, Value>) -> Datum {
        let mut at = members;
        let mut names = self.names.as_slice();
        while let [name, rest @ ..] = names {
            match (at.get(name), rest) {
                (Some(value), []) => return self.kind.datum(value),
                (Some(Value::Object(members)), rest) => (at, names) = (members, rest),
                _ => return Datum::Null,
            }
        }
        Datum::Null
    }
}
