//! An entity as an answer shows it: annotations first, then the properties in their declared order.

use std::borrow::Cow;

use http::{HeaderMap, header};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Value, json};

use super::link::{related, with_related};
use super::number::{as_text, is_text_wanted};
use super::rules::Rules;
use super::target::Target;
use super::task::Task;
use crate::query::{QueryOptions, unescape};
use crate::schema::{IfMatch, Primitive, Property, PropertyType};
use crate::store::{Place, Row, Store};

/// A JSON object whose members keep the order they were given in.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Object(pub(crate) Vec<(String, Member)>);

/// What is in an [`Object`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Member {
    Value(Value),
    Entities(Vec<Object>),
}

impl Object {
    pub(crate) fn push(&mut self, name: impl Into<String>, value: impl Into<Value>) {
        self.0.push((name.into(), Member::Value(value.into())));
    }
}

impl Serialize for Object {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, member) in &self.0 {
            match member {
                Member::Value(value) => map.serialize_entry(name, value)?,
                Member::Entities(entities) => map.serialize_entry(name, entities)?,
            }
        }
        map.end()
    }
}

/// How much control information an answer has (JSON Format 4.01, section 3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Metadata {
    None,
    Minimal,
    Full,
}

impl Metadata {
    pub(crate) fn wanted(headers: &HeaderMap) -> Self {
        let accept = headers
            .get(header::ACCEPT)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        if accept.contains("metadata=full") {
            Self::Full
        } else if accept.contains("metadata=none") {
            Self::None
        } else {
            Self::Minimal
        }
    }
}

/// How entities of one answer are shown.
pub(crate) struct View<'v> {
    /// The service root, as context URLs and as links in their context have it.
    roots: (String, &'v str),
    rules: &'v Rules,
    store: &'v Store,
    /// The query, decoded.
    query: String,
    pub(crate) target: &'v Target<'v>,
    pub(crate) options: &'v QueryOptions,
    pub(crate) metadata: Metadata,
    pub(crate) shows_evolved: bool,
    /// Whether numbers that a double cannot hold are text.
    pub(crate) has_text_numbers: bool,
}

impl<'v> View<'v> {
    pub(crate) fn new(task: &'v Task<'v>, store: &'v Store, options: &'v QueryOptions) -> Self {
        Self {
            rules: task.rules,
            store,
            query: unescape(task.call.query).unwrap_or_default(),
            roots: (
                task.call.root_url(task.rules),
                task.call.root_url_in_context(task.rules),
            ),
            target: &task.target,
            options,
            metadata: Metadata::wanted(task.call.headers),
            shows_evolved: task.preferences.include_unknown_enum_members,
            has_text_numbers: is_text_wanted(task.call.headers),
        }
    }

    /// One entity as a whole answer.
    pub(crate) fn single(&self, row: &Row) -> Object {
        let mut object = Object::default();
        if self.metadata != Metadata::None {
            let suffix = if self.target.source.is_singleton {
                ""
            } else {
                "/$entity"
            };
            object.push(
                "@odata.context",
                self.target
                    .context(&self.roots.0, self.options.select.as_deref(), suffix),
            );
        }
        self.append(&mut object, row);
        object
    }

    /// One entity of a collection.
    pub(crate) fn item(&self, row: &Row) -> Object {
        let mut object = Object::default();
        self.append(&mut object, row);
        object
    }

    fn append(&self, object: &mut Object, row: &Row) {
        let shape = self.target.shape_of(row);
        if self.metadata != Metadata::None {
            if self.metadata == Metadata::Full || shape.name != self.target.shape.name {
                object.push("@odata.type", format!("#{}", shape.name));
            }
            if self.metadata == Metadata::Full {
                object.push("@odata.id", self.target.entity_url(self.roots.1, row));
            }
            if self.target.entity_type().if_match != IfMatch::NoEntityTags {
                object.push("@odata.etag", row.entity_tag());
            }
        }
        let is_selected = |name: &str| {
            let select = self.options.select.as_ref();
            select.is_none_or(|names| names.iter().any(|selected| selected == name))
        };
        for property in &shape.properties {
            let name = &property.name;
            let is_shown = match &property.kind {
                PropertyType::Navigation(_) => expansion(self.options, name).is_some(),
                PropertyType::Primitive(Primitive::Stream) => false,
                _ => is_selected(name),
            };
            match row.members.get(name) {
                _ if is_shown && property.is_navigation() => {
                    for (name, value) in self.expanded(
                        property,
                        self.target.place_of(self.store, row).map(|place| (place, row)),
                        row.members.get(name),
                        self.options,
                    ) {
                        object.push(name, value);
                    }
                }
                Some(value) if is_shown => object.push(name, self.value(property, value)),
                _ => {}
            }
        }
        if shape.is_open {
            let is_dynamic =
                |name: &str| shape.property(name).is_none() && !name.contains('@') && is_selected(name);
            for (name, value) in row.members.iter().filter(|(name, _)| is_dynamic(name)) {
                object.push(name, value.clone());
            }
        }
    }

    /// The members that an expanded navigation property has in its object: the related entities, how many there are. `of` is
    /// where the object is stored, if it is stored by itself; `inline` what is stored in it.
    fn expanded(
        &self,
        property: &Property,
        of: Option<(&Place, &Row)>,
        inline: Option<&Value>,
        options: &QueryOptions,
    ) -> Vec<(String, Value)> {
        let Some(options) = expansion(options, &property.name) else {
            return Vec::new();
        };
        let mut items: Vec<Item<'_>> = match inline {
            Some(Value::Array(items)) => items.iter().filter_map(Item::inline).collect(),
            Some(one) => Item::inline(one).into_iter().collect(),
            None => Vec::new(),
        };
        let spots = of.map(|(place, row)| related(self.rules, self.store, place, row, property));
        for (place, key) in spots.into_iter().flatten() {
            if let Some(row) = self.store.row(&place, &key) {
                items.push(Item {
                    members: with_related(self.rules, self.store, &place, row, &self.query),
                    at: Some((place, row)),
                });
            }
        }
        if !property.is_collection {
            let one = items.first().map(|item| self.related(property, item, options));
            return vec![(property.name.clone(), one.unwrap_or(Value::Null))];
        }
        items.retain(|item| options.passes(&item.members));
        options.sort(&mut items, |item| &item.members);
        let mut out = Vec::new();
        if options.count {
            out.push((format!("{}@odata.count", property.name), json!(items.len())));
        }
        let top = options.top.unwrap_or(usize::MAX);
        let wanted = items.iter().skip(options.skip).take(top);
        let shown = wanted.map(|item| self.related(property, item, options)).collect();
        out.push((property.name.clone(), shown));
        out
    }

    /// A related entity: what of it is selected, and what of it is expanded.
    fn related(&self, of: &Property, item: &Item<'_>, options: &QueryOptions) -> Value {
        let members = item.at.as_ref().map_or(&*item.members, |(_, row)| &row.members);
        let stored = item.at.as_ref().map(|(_, row)| row.type_name.as_str());
        let tag = members.get("@odata.type").and_then(Value::as_str);
        let name = stored.or(tag).unwrap_or_default().trim_start_matches('#');
        let Some((family, declared)) = of.structure() else {
            return Value::Object(members.clone());
        };
        let shape = family.find(name).unwrap_or(declared);
        let is_selected = |name: &str| {
            let select = options.select.as_ref();
            name.contains('@') || select.is_none_or(|names| names.iter().any(|selected| selected == name))
        };
        let mut out = Map::new();
        if stored.is_some() && self.metadata != Metadata::None && shape.name != declared.name {
            out.insert("@odata.type".to_owned(), json!(format!("#{}", shape.name)));
        }
        for (name, value) in members {
            match shape.property(name) {
                _ if stored.is_some() && name.contains('@') => {}
                Some(property) if property.is_navigation() => {}
                Some(property) if is_selected(name) => {
                    out.insert(name.clone(), self.value(property, value));
                }
                None if is_selected(name) => {
                    out.insert(name.clone(), value.clone());
                }
                _ => {}
            }
        }
        for property in shape
            .properties
            .iter()
            .filter(|property| property.is_navigation())
        {
            let at = item.at.as_ref().map(|(place, row)| (place, *row));
            out.extend(self.expanded(property, at, members.get(&property.name), options));
        }
        Value::Object(out)
    }

    /// A stored value as this client may see it.
    fn value(&self, property: &Property, value: &Value) -> Value {
        if self.shows_evolved && !self.has_text_numbers {
            return value.clone();
        }
        match (&property.kind, value) {
            (PropertyType::Primitive(primitive), value) if self.has_text_numbers => {
                as_text(*primitive, value).unwrap_or_else(|| value.clone())
            }
            (PropertyType::Enum(_) | PropertyType::Complex(_), Value::Array(items)) => {
                items.iter().map(|item| self.value(property, item)).collect()
            }
            (PropertyType::Enum(enumeration), Value::String(text)) if !self.shows_evolved => enumeration
                .without_evolved(text)
                .map_or_else(|| value.clone(), Value::String),
            (PropertyType::Complex(complex), Value::Object(members)) => {
                let tag = members
                    .get("@odata.type")
                    .and_then(Value::as_str)
                    .unwrap_or_default();
                let family = &complex.family;
                let shape = family
                    .find(tag.trim_start_matches('#'))
                    .unwrap_or(&family.declared);
                let shown = members.iter().map(|(name, value)| match shape.property(name) {
                    Some(property) => (name.clone(), self.value(property, value)),
                    None => (name.clone(), value.clone()),
                });
                shown.collect()
            }
            _ => value.clone(),
        }
    }
}

/// An expanded entity: stored by itself, or in the one that it is related to.
struct Item<'i> {
    /// What filters see.
    members: Cow<'i, Map<String, Value>>,
    at: Option<(Place, &'i Row)>,
}

impl<'i> Item<'i> {
    fn inline(value: &'i Value) -> Option<Self> {
        value.as_object().map(|members| Self {
            members: Cow::Borrowed(members),
            at: None,
        })
    }
}

/// The options of a navigation property that is expanded.
fn expansion<'o>(options: &'o QueryOptions, name: &str) -> Option<&'o QueryOptions> {
    let mut expansions = options.expand.iter();
    expansions
        .find(|expansion| expansion.name == name)
        .map(|expansion| &expansion.options)
}
