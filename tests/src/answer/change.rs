//! What a request body makes of an entity: each member checked against the type, every fault noted.

use serde_json::{Map, Value, json};

use super::problem::Issue;
use crate::schema::{Access, ComplexUpdate, Family, Property, PropertyType, Shape, TypeTags};

type Members = Map<String, Value>;

/// Where the members come from, which decides what they may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Test set-up: anything of the right type.
    Seed,
    /// POST, or an upsert.
    Create,
    /// PATCH: what is not mentioned stays.
    Update,
    /// PUT: what is not mentioned is reset.
    Replace,
}

/// The reading of one body.
pub(crate) struct Change<'t> {
    purpose: Purpose,
    /// The key properties; they belong to the entity, not to the complex values in it.
    key: &'t [String],
    takes_key: bool,
    tags: TypeTags,
    pub(crate) issues: Vec<Issue>,
}

impl<'t> Change<'t> {
    pub(crate) fn new(purpose: Purpose, key: &'t [String], takes_key: bool, tags: TypeTags) -> Self {
        Self {
            purpose,
            key,
            takes_key,
            tags,
            issues: Vec::new(),
        }
    }

    fn issue(&mut self, at: &str, message: impl Into<String>) {
        self.issues.push(Issue {
            target: at.to_owned(),
            message: message.into(),
        });
    }

    /// The type of an entity body: what its tag says, or what the path declares.
    pub(crate) fn entity_type<'f>(
        &mut self,
        family: &'f Family,
        declared: &'f Shape,
        body: &Members,
    ) -> Option<&'f Shape> {
        if self.tags == TypeTags::Required
            && self.purpose != Purpose::Seed
            && !body.contains_key("@odata.type")
        {
            self.issue(
                "@odata.type",
                format!(
                    "The body needs '@odata.type' to say which '{}' it is.",
                    declared.name
                ),
            );
            return None;
        }
        self.tagged(family, declared, body, "")
    }

    fn tagged<'f>(
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

    /// Applies the members of `body` to `target`.
    pub(crate) fn apply(&mut self, shape: &Shape, body: &Members, target: &mut Members) {
        let key = self.key;
        self.members(shape, body, target, "", key);
        if matches!(self.purpose, Purpose::Create | Purpose::Replace) {
            let is_missing =
                |property: &&Property| property.is_required && !body.contains_key(&property.name);
            for property in shape.properties.iter().filter(is_missing) {
                self.issue(
                    &property.name,
                    format!("The property '{}' is required.", property.name),
                );
            }
        }
    }

    fn members(&mut self, shape: &Shape, body: &Members, target: &mut Members, at: &str, key: &[String]) {
        for (name, value) in body {
            let place = format!("{at}{name}");
            if let Some((property, annotation)) = name.split_once('@') {
                self.annotation(shape, property, annotation, value, target, &place);
                continue;
            }
            match shape.property(name) {
                Some(property) if self.may_write(property, key, value, target.get(name), &place) => {
                    if let Some(value) = self.value(property, value, target.get(name), &place) {
                        target.insert(name.clone(), value);
                    }
                }
                Some(_) => {}
                None if shape.is_open && value.is_null() => {
                    target.remove(name);
                }
                None if shape.is_open => {
                    target.insert(name.clone(), value.clone());
                }
                None => {
                    let message = format!("The property '{name}' does not exist on type '{}'.", shape.name);
                    self.issue(&place, message);
                }
            }
        }
    }

    /// Annotations of the whole object have been read or are of no concern; of a property only a binding changes anything.
    fn annotation(
        &mut self,
        shape: &Shape,
        name: &str,
        annotation: &str,
        value: &Value,
        target: &mut Members,
        at: &str,
    ) {
        if name.is_empty() {
            return;
        }
        let property = shape.property(name);
        match (property, annotation) {
            (None, _) if shape.is_open => {}
            (None, _) => self.issue(
                at,
                format!("The property '{name}' does not exist on type '{}'.", shape.name),
            ),
            (Some(property), "odata.bind") => {
                let is_link = |value: &Value| value.as_str().is_some_and(|link| !link.is_empty());
                let is_sound = match value {
                    Value::Array(links) => property.is_collection && links.iter().all(is_link),
                    value => !property.is_collection && is_link(value),
                };
                if property.is_navigation() && is_sound {
                    target.insert(format!("{name}@odata.bind"), value.clone());
                } else {
                    self.issue(at, format!("'{name}' cannot be bound to this."));
                }
            }
            (Some(_), _) => {}
        }
    }

    fn may_write(
        &mut self,
        property: &Property,
        key: &[String],
        value: &Value,
        current: Option<&Value>,
        at: &str,
    ) -> bool {
        let is_same = current == Some(value);
        let is_key = key.contains(&property.name);
        let fault = match self.purpose {
            Purpose::Seed => None,
            _ if property.access == Access::ReadOnly => Some("is read-only"),
            Purpose::Create if is_key && !self.takes_key => Some("is the key, which the service makes"),
            Purpose::Create => None,
            Purpose::Replace if is_same => None,
            Purpose::Update | Purpose::Replace if is_key => Some("is the key, which cannot be changed"),
            Purpose::Update | Purpose::Replace if property.access == Access::Immutable => {
                Some("cannot be changed")
            }
            Purpose::Update | Purpose::Replace if property.is_navigation() => {
                Some("is a navigation property, which an update cannot hold")
            }
            Purpose::Update | Purpose::Replace => None,
        };
        if let Some(fault) = fault {
            self.issue(at, format!("The property '{}' {fault}.", property.name));
        }
        fault.is_none()
    }

    /// The checked value, or `None` with an issue noted.
    fn value(
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
        let is_accepted = match &property.kind {
            PropertyType::Untyped => true,
            PropertyType::Primitive(primitive) => primitive.accepts(value),
            PropertyType::Enum(enumeration) => match value.as_str() {
                Some("unknownFutureValue") if self.purpose != Purpose::Seed => {
                    self.issue(
                        at,
                        "The value 'unknownFutureValue' is a sentinel, which a request cannot hold.",
                    );
                    return None;
                }
                Some(text) if !enumeration.accepts(text) => {
                    self.issue(
                        at,
                        format!(
                            "Requested value '{text}' was not found in '{}'.",
                            property.type_name()
                        ),
                    );
                    return None;
                }
                text => text.is_some(),
            },
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
        if !is_accepted {
            self.wrong_type(property, at);
        }
        is_accepted.then(|| value.clone())
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

/// Whether a body changes anything: an annotation does not, but for a binding.
pub(crate) fn says_nothing(body: &Members) -> bool {
    body.keys()
        .all(|name| name.contains('@') && !name.ends_with("@odata.bind"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{ComplexType, EntityType};

    fn policy() -> EntityType {
        let rule = ComplexType::new("n.rule")
            .property(Property::string("name").immutable())
            .property(Property::int32("level").non_nullable())
            .derived(ComplexType::new("n.deviceRule").property(Property::string("device")));
        EntityType::new("n.policy")
            .key("id")
            .property(Property::string("displayName"))
            .property(Property::int32("version").read_only())
            .property(Property::complex("merged", rule.clone()))
            .property(Property::complex("replaced", rule.clone()).complex_update(ComplexUpdate::Replace))
            .property(Property::complex("rules", rule).collection())
            .property(Property::complex("extra", ComplexType::new("n.extra").open()))
            .property(Property::enumeration("state", ["on", "off", "unknownFutureValue"]).non_nullable())
    }

    fn change(purpose: Purpose, current: Value, body: Value) -> Result<Value, Vec<String>> {
        let policy = policy();
        let (Value::Object(mut target), Value::Object(body)) = (current, body) else {
            panic!("objects")
        };
        let mut change = Change::new(purpose, &policy.key, false, TypeTags::Checked);
        if let Some(shape) = change.entity_type(&policy.family, &policy.family.declared, &body) {
            change.apply(shape, &body, &mut target);
        }
        let targets: Vec<String> = change.issues.into_iter().map(|issue| issue.target).collect();
        if targets.is_empty() {
            Ok(Value::Object(target))
        } else {
            Err(targets)
        }
    }

    #[test]
    fn complex_values_are_merged_or_replaced() {
        let rule = json!({"name": "a", "level": 1});
        let current = json!({"merged": rule, "replaced": rule});
        let body = json!({"merged": {"level": 2}, "replaced": {"level": 2}});
        let after = change(Purpose::Update, current.clone(), body).unwrap();
        assert_eq!(
            after,
            json!({"merged": {"name": "a", "level": 2}, "replaced": {"name": null, "level": 2}})
        );
        let immutable = json!({"merged": {"name": "b"}, "replaced": {"name": "b"}});
        assert_eq!(
            change(Purpose::Update, current, immutable).unwrap_err(),
            ["merged/name"]
        );
    }

    #[test]
    fn a_value_of_another_type_is_a_new_value() {
        let current = json!({"merged": {"name": "a", "level": 1}});
        let body = json!({"merged": {"@odata.type": "#n.deviceRule", "device": "d"}});
        let after = change(Purpose::Update, current, body).unwrap();
        let expected = json!({"@odata.type": "#n.deviceRule", "name": null, "level": 0, "device": "d"});
        assert_eq!(after["merged"], expected);
        let again = change(Purpose::Update, after, json!({"merged": {"device": "e"}})).unwrap();
        assert_eq!(again["merged"]["device"], "e");
    }

    #[test]
    fn open_values_lose_what_is_null() {
        let current = json!({"extra": {"a": 1, "b": 2}});
        let after = change(Purpose::Update, current, json!({"extra": {"a": null, "c": 3}})).unwrap();
        assert_eq!(after, json!({"extra": {"b": 2, "c": 3}}));
    }

    #[test]
    fn every_fault_is_noted() {
        let body = json!({
            "id": "1", "displayName": 1, "version": 2, "rules": [{"level": null}], "state": "unknownFutureValue",
            "nope": 1, "merged": {"nope": 1}, "displayName@odata.bind": "x", "replaced": "x",
        });
        let targets = change(Purpose::Update, json!({}), body).unwrap_err();
        let expected = [
            "displayName",
            "displayName@odata.bind",
            "id",
            "merged/nope",
            "nope",
            "replaced",
            "rules/0/level",
            "state",
            "version",
        ];
        assert_eq!(targets, expected);
    }

    #[test]
    fn tags_are_checked() {
        for tag in ["#n.policy", "n.policy"] {
            assert!(change(Purpose::Update, json!({}), json!({"@odata.type": tag})).is_ok());
        }
        for tag in [json!("#n.rule"), json!("##n.policy"), json!(1), json!("")] {
            assert!(change(Purpose::Update, json!({}), json!({"@odata.type": tag})).is_err());
        }
    }
}
