//! What a request body makes of an entity: each member checked against the type, every fault noted.

mod value;

use serde_json::{Map, Value};

use super::binding;
use super::number::NumberForm;
use super::problem::Issue;
use crate::schema::{Access, Family, Property, Shape, TypeTags};
pub(crate) use value::{initial, typed};

type Members = Map<String, Value>;

/// Where the members come from, which decides what they may hold.
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
    numbers: NumberForm,
    pub(crate) issues: Vec<Issue>,
}

impl<'t> Change<'t> {
    pub(crate) fn new(purpose: Purpose, key: &'t [String], takes_key: bool, tags: TypeTags) -> Self {
        Self {
            purpose,
            key,
            takes_key,
            tags,
            numbers: NumberForm::default(),
            issues: Vec::new(),
        }
    }

    /// Says how the numbers of the body are written.
    pub(crate) fn numbers(mut self, numbers: NumberForm) -> Self {
        self.numbers = numbers;
        self
    }

    fn issue(&mut self, at: &str, message: impl Into<String>) {
        self.issues.push(Issue {
            target: at.to_owned(),
            message: message.into(),
        });
    }

    /// The type of an entity body: that of its tag, or the one that the path declares.
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
                let member = format!("{name}@odata.bind");
                match binding::bound(property, value, target.get(&member)) {
                    Some(bound) => {
                        target.insert(member, bound);
                    }
                    None => self.issue(at, format!("'{name}' cannot be bound to this.")),
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
}

/// Whether a body changes anything: an annotation does not, but for a binding.
pub(crate) fn says_nothing(body: &Members) -> bool {
    body.keys()
        .all(|name| name.contains('@') && !name.ends_with("@odata.bind"))
}

#[cfg(test)]
mod tests;
