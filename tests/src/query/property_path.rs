//! A property path in a query option, such as `deviceModel`, `assignment/intent` or `microsoft.graph.iosPolicy/passcode`.

use serde_json::{Map, Value};

use super::datum::{Datum, Kind};
use crate::answer::Problem;
use crate::schema::{Family, Property, Shape};

/// A path that was checked against the type it starts from.
#[derive(Clone, Debug)]
pub(crate) struct PropertyPath {
    pub(crate) names: Vec<String>,
    pub(crate) kind: Kind,
}

impl PropertyPath {
    /// Follows `path` from a type. A segment that names a derived type is a cast.
    pub(crate) fn resolve(family: &Family, shape: &Shape, path: &str) -> Result<Self, Problem> {
        Self::follow(family, shape, path).map(|(path, _)| path)
    }

    /// The same, with the property that it ends in; none behind an open one.
    pub(crate) fn follow<'s>(
        family: &'s Family,
        shape: &'s Shape,
        path: &str,
    ) -> Result<(Self, Option<&'s Property>), Problem> {
        let unknown = |name: &str, shape: &Shape| {
            Problem::bad_request(format!(
                "Could not find a property named '{name}' on type '{}'.",
                shape.name
            ))
        };
        let mut names = Vec::new();
        let mut kind = Kind::Structured;
        let mut last = None;
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
                    last = Some(property);
                    at = property.structure().filter(|_| !property.is_collection);
                }
                None if shape.is_open && !name.is_empty() => {
                    (kind, last, at) = (Kind::Any, None, None);
                }
                None => return Err(unknown(name, shape)),
            }
            names.push(name.to_owned());
        }
        if names.is_empty() {
            Err(unknown(path, shape))
        } else {
            Ok((Self { names, kind }, last))
        }
    }

    /// The JSON of the property in an entity.
    pub(crate) fn value<'m>(&self, members: &'m Map<String, Value>) -> Option<&'m Value> {
        let (last, way) = self.names.split_last()?;
        let mut at = members;
        for name in way {
            at = at.get(name)?.as_object()?;
        }
        at.get(last)
    }

    /// The value of the property in an entity; null where there is none, as in an entity of another type.
    pub(crate) fn datum(&self, members: &Map<String, Value>) -> Datum {
        self.value(members)
            .map_or(Datum::Null, |value| self.kind.datum(value))
    }
}
