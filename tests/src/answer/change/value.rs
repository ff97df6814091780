//! The values in a body, each checked against the type of its property.

use serde_json::{Value, json};

use super::{Change, Members, Purpose};
use crate::schema::{ComplexUpdate, EnumType, Family, Property, PropertyType, Shape, TypeTags};

impl Change<'_> {
    /// The type of a structured value: that of its tag, or the declared one.
    pub(super) fn tagged<'f>(
        &mut self,
        family: &'f Family,
        declared: &'f Shape,
        body: &Members,
        at: &str,
    ) -> Option<&'f Shape> {
        let at = format!("{at}@odata.type");
        let Some(tag) = body.get("@odata.type") else {
            if declared.is_abstract && self.purpose != Purpose::Seed {
                self.issue(
                    &at,
                    format!(
                        "Type '{}' is abstract: '@odata.type' must say which derived type is meant.",
                        declared.name
                    ),
                );
                return None;
            }
            return Some(declared);
        };
        if self.tags == TypeTags::Refused && self.purpose != Purpose::Seed {
            self.issue(&at, "The annotation '@odata.type' is not expected here.");
            return None;
        }
        let name = tag.as_str().map(|text| text.strip_prefix('#').unwrap_or(text));
        let shape = name
            .and_then(|name| family.find(name))
            .filter(|shape| shape.is_a(&declared.name));
        if shape.is_none() {
            let message = format!("The type {tag} is not '{}' nor derived from it.", declared.name);
            self.issue(&at, message);
        }
        shape
    }

    /// The checked value, or `None` with an issue noted.
    pub(super) fn value(
        &mut self,
        property: &Property,
        value: &Value,
        current: Option<&Value>,
        at: &str,
    ) -> Option<Value> {
        if value.is_null() {
            if property.is_nullable || property.is_navigation() {
                return Some(Value::Null);
            }
            self.issue(at, format!("The property '{}' cannot be null.", property.name));
            return None;
        }
        if !property.is_collection {
            return self.item(property, value, current, at);
        }
        let Value::Array(items) = value else {
            self.wrong_type(property, at);
            return None;
        };
        // The items are new ones, whatever becomes of the entity: a collection is replaced whole.
        self.as_new(|change| {
            let items = items
                .iter()
                .enumerate()
                .map(|(index, item)| change.item(property, item, None, &format!("{at}/{index}")));
            items.collect::<Option<Vec<_>>>().map(Value::Array)
        })
    }

    fn as_new<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let purpose = self.purpose;
        if purpose != Purpose::Seed {
            self.purpose = Purpose::Create;
        }
        let result = read(self);
        self.purpose = purpose;
        result
    }

    fn wrong_type(&mut self, property: &Property, at: &str) {
        let message = format!(
            "Cannot convert a value of property '{}' to the expected type '{}'.",
            property.name,
            property.type_name()
        );
        self.issue(at, message);
    }

    fn item(
        &mut self,
        property: &Property,
        value: &Value,
        current: Option<&Value>,
        at: &str,
    ) -> Option<Value> {
        let accepted = match &property.kind {
            PropertyType::Untyped => Some(value.clone()),
            PropertyType::Primitive(primitive) => self.numbers.read(*primitive, value),
            PropertyType::Enum(enumeration) => return self.member(property, enumeration, value, at),
            PropertyType::Complex(complex) => {
                let Value::Object(body) = value else {
                    self.wrong_type(property, at);
                    return None;
                };
                let is_merged =
                    self.purpose == Purpose::Update && property.complex_update == ComplexUpdate::Merge;
                let current = current.and_then(Value::as_object).filter(|_| is_merged);
                return self.structured(&complex.family, body, current, at);
            }
            PropertyType::Navigation(target) => {
                let Value::Object(body) = value else {
                    self.wrong_type(property, at);
                    return None;
                };
                return self.structured(&target.family, body, None, at);
            }
        };
        if accepted.is_none() {
            self.wrong_type(property, at);
        }
        accepted
    }

    fn member(
        &mut self,
        property: &Property,
        enumeration: &EnumType,
        value: &Value,
        at: &str,
    ) -> Option<Value> {
        let Some(text) = value.as_str() else {
            self.wrong_type(property, at);
            return None;
        };
        if !enumeration.accepts(text) {
            let message = format!(
                "Requested value '{text}' was not found in '{}'.",
                property.type_name()
            );
            self.issue(at, message);
            return None;
        }
        if EnumType::has_sentinel(text) && self.purpose != Purpose::Seed {
            self.issue(
                at,
                "The value 'unknownFutureValue' is a sentinel, which a request cannot hold.",
            );
            return None;
        }
        Some(value.clone())
    }

    /// A complex value or an inline entity: the current one changed, or a new one.
    fn structured(
        &mut self,
        family: &Family,
        body: &Members,
        current: Option<&Members>,
        at: &str,
    ) -> Option<Value> {
        let at = format!("{at}/");
        let stored = current.and_then(|value| value.get("@odata.type")?.as_str());
        let stored = stored.and_then(|tag| family.find(tag.strip_prefix('#').unwrap_or(tag)));
        // A body without a tag changes the value as the type it has; a tag of another type makes a new value.
        let declared = &family.declared;
        let shape = match (stored, body.contains_key("@odata.type")) {
            (Some(stored), false) => stored,
            _ => self.tagged(family, declared, body, &at)?,
        };
        let is_same_type = stored.unwrap_or(declared).name == shape.name;
        let mut target = match current.filter(|_| is_same_type) {
            Some(current) => {
                let mut target = current.clone();
                self.members(shape, body, &mut target, &at, &[]);
                target
            }
            None => self.as_new(|change| {
                let mut target = initial(shape);
                change.members(shape, body, &mut target, &at, &[]);
                target
            }),
        };
        if shape.name != declared.name {
            target.insert("@odata.type".to_owned(), json!(format!("#{}", shape.name)));
        }
        Some(Value::Object(target))
    }
}

/// The type of a value by its tag, which is taken out of it: a stored entity has its type beside its members.
pub(crate) fn typed<'f>(family: &'f Family, members: &mut Members) -> &'f Shape {
    let tag = members.remove("@odata.type");
    let name = tag
        .as_ref()
        .and_then(Value::as_str)
        .unwrap_or_default()
        .trim_start_matches('#');
    family.find(name).unwrap_or(&family.declared)
}

/// The members of a new entity or value before its body is applied.
pub(crate) fn initial(shape: &Shape) -> Members {
    let stored = shape
        .properties
        .iter()
        .filter(|property| !property.is_navigation());
    stored
        .map(|property| (property.name.clone(), property.initial()))
        .collect()
}
