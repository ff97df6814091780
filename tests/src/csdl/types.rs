//! The types of the metadata as the service knows them.

use std::sync::Arc;

use odata_entity_csdl::{self as csdl, Facts, Kind, Schema, StructuredType};
use serde_json::{Value, json};

use super::Adjustment;
use super::bindings::Bindings;
use crate::schema::{
    Access, ComplexType, Deferred, EntityType, EnumType, Family, IfMatch, Primitive, Property, PropertyType,
    Shape,
};

/// The member behind which those are that a client is shown only on request (Microsoft Graph, "Evolvable enumerations").
const SENTINEL: &str = "unknownFutureValue";

/// The metadata, and what a test changes about it.
pub(super) struct Types {
    pub(super) schema: Arc<Schema>,
    pub(super) bindings: Bindings,
    pub(super) adjustments: Vec<Adjustment>,
}

/// Refuses a property whose type is nowhere, as the service could not know what it may hold, and a key that is no property.
pub(super) fn check(schema: &Schema) -> Result<(), String> {
    let names = schema
        .names(Kind::EntityType)
        .chain(schema.names(Kind::ComplexType));
    for name in names {
        let wrong = |error: csdl::Error| format!("the metadata is faulty: {error}");
        let structured = schema.structured_type(&name).map_err(wrong)?;
        let values = structured
            .properties
            .iter()
            .map(|property| (&property.name, &property.ty));
        let navigation = structured
            .navigation
            .iter()
            .map(|property| (&property.name, &property.ty));
        for (property, ty) in values.chain(navigation) {
            if !ty.name.starts_with("Edm.") && schema.type_kind(&ty.name).is_none() {
                return Err(format!(
                    "the type '{}' of the property '{property}' of '{name}' is not in the metadata",
                    ty.name
                ));
            }
        }
        for property in &structured.navigation {
            schema.entity_type(&property.ty.name).map_err(wrong)?;
        }
        for part in &structured.key {
            if schema.property(&name, &part.path).map_err(wrong)?.is_none() {
                return Err(format!(
                    "the key of '{name}' has no property '{}' in the metadata",
                    part.path
                ));
            }
        }
    }
    Ok(())
}

impl Types {
    /// An entity type with all that derive from it.
    pub(super) fn entity_type(self: &Arc<Self>, name: &str, needs_etag: bool) -> EntityType {
        let name = self.schema.canonical(name);
        let mut entity_type = EntityType::new(name.clone());
        entity_type.family = self.family(&name, &[]);
        let key = self.schema.key(&name).unwrap_or_default();
        entity_type.key = key.iter().map(|part| part.name().to_owned()).collect();
        let alternate = self.schema.alternate_keys(&name).unwrap_or_default();
        let names = |key: &Vec<csdl::PropertyRef>| key.iter().map(|part| part.path.clone()).collect();
        entity_type.alternate_keys = alternate.iter().map(names).collect();
        entity_type.takes_client_keys = entity_type.key.len() > 1 || self.is_given(&name, &entity_type.key);
        if needs_etag {
            entity_type.if_match = IfMatch::Required;
        }
        for adjustment in &self.adjustments {
            if self.schema.canonical(&adjustment.entity_type) == name {
                entity_type = (adjustment.adjust)(entity_type);
            }
        }
        entity_type
    }

    /// Whether the client gives the key: its property can be given on creation, and only then (`Core.Immutable`).
    fn is_given(&self, entity_type: &str, key: &[String]) -> bool {
        let facts = |name: &String| self.schema.facts(entity_type, name).ok().flatten();
        key.iter()
            .filter_map(facts)
            .any(|facts| facts.is_immutable && !facts.is_never_written())
    }

    /// A structured type with all that derive from it. `within` are the complex types whose values have to have one of it.
    fn family(self: &Arc<Self>, name: &str, within: &[String]) -> Family {
        let mut family = Family::new(name.to_owned());
        family.declared = self.shape(name, within);
        family.derived = self
            .schema
            .derived_types(name)
            .iter()
            .map(|derived| self.shape(derived, within))
            .collect();
        family
    }

    fn shape(self: &Arc<Self>, name: &str, within: &[String]) -> Shape {
        // All of the metadata was checked before, so nothing of this fails.
        let lineage = self.schema.lineage(name).unwrap_or_default();
        let mut properties = Vec::new();
        for declared in self.schema.properties(name).unwrap_or_default() {
            properties.push(self.property(declared.property, &lineage, within));
        }
        for declared in self.schema.navigation_properties(name).unwrap_or_default() {
            properties.push(self.navigation(declared.property, &declared.by.name));
        }
        if let Ok(key) = self.schema.key(name) {
            for part in key {
                let is_key = |property: &&mut Property| property.name == part.path;
                if let Some(property) = properties.iter_mut().find(is_key) {
                    property.is_nullable = false;
                    // Who gives it is the business of the type: the service, or the client on creation.
                    property.access = Access::Writable;
                }
            }
        }
        Shape {
            name: name.to_owned(),
            lineage: lineage.iter().map(|ty| ty.name.clone()).collect(),
            properties,
            is_open: self.schema.is_open(name).unwrap_or_default(),
            is_abstract: lineage.first().is_some_and(|ty| ty.is_abstract),
        }
    }

    fn property(
        self: &Arc<Self>,
        declared: &csdl::Property,
        lineage: &[&StructuredType],
        within: &[String],
    ) -> Property {
        let facts = self.schema.facts_in(lineage, &declared.name).ok().flatten();
        let facts: Facts = facts.unwrap_or_default();
        let is_needed = !facts.is_nullable && !declared.ty.is_collection;
        let is_circle = is_needed && within.contains(&declared.ty.name);
        let within = if is_needed { within } else { &[] };
        let kind = self.kind(&declared.ty.name, within);
        let default = declared.default.as_deref().and_then(|text| default(&kind, text));
        let mut property = Property::new(declared.name.clone(), kind);
        if declared.ty.is_collection {
            property = property.collection();
        } else {
            // A value that has to have one of its own type cannot be; null is the only end there is.
            property.is_nullable = facts.is_nullable || is_circle;
        }
        property.access = match () {
            () if facts.is_never_written() => Access::ReadOnly,
            () if facts.is_immutable => Access::Immutable,
            () => Access::Writable,
        };
        property.default = default;
        property
    }

    fn navigation(self: &Arc<Self>, declared: &csdl::NavigationProperty, by: &str) -> Property {
        let (types, target) = (Arc::clone(self), declared.ty.name.clone());
        let target = Deferred::later(move || types.entity_type(&target, false));
        let mut property = Property::new(declared.name.clone(), PropertyType::Navigation(target));
        property.is_collection = declared.ty.is_collection;
        property.is_nullable = declared.ty.is_collection || declared.nullable != Some(false);
        property.is_contained = declared.contains_target;
        property.set = self.bindings.set(by, &declared.name);
        property
    }

    fn kind(self: &Arc<Self>, name: &str, within: &[String]) -> PropertyType {
        if let Some(name) = name.strip_prefix("Edm.") {
            return Primitive::named(name).map_or(PropertyType::Untyped, PropertyType::Primitive);
        }
        let name = self.schema.canonical(name);
        match self.schema.type_kind(&name) {
            Some(Kind::EnumType) => PropertyType::Enum(self.enumeration(&name)),
            Some(Kind::TypeDefinition) => {
                let underlying = self.schema.type_definition(&name).map(|found| &*found.underlying);
                self.kind(underlying.unwrap_or("Edm.Untyped"), within)
            }
            _ => {
                let mut inner = within.to_vec();
                inner.push(name.clone());
                let types = Arc::clone(self);
                PropertyType::Complex(Deferred::later(move || {
                    let mut complex = ComplexType::new(name.clone());
                    complex.family = types.family(&name, &inner);
                    complex
                }))
            }
        }
    }

    fn enumeration(&self, name: &str) -> EnumType {
        let Ok(found) = self.schema.enum_type(name) else {
            return EnumType::new([""; 0]).named(name);
        };
        let mut members = found.members.iter().map(|member| member.name.clone());
        let mut known = Vec::new();
        let mut has_sentinel = false;
        for member in members.by_ref() {
            has_sentinel = member == SENTINEL;
            known.push(member);
            if has_sentinel {
                break;
            }
        }
        let mut enumeration = EnumType::new(known).named(name);
        let evolved: Vec<String> = members.collect();
        if has_sentinel && !evolved.is_empty() {
            enumeration = enumeration.evolved(evolved);
        }
        if found.is_flags {
            enumeration = enumeration.flags();
        }
        enumeration
    }
}

/// `DefaultValue`, as it is in JSON.
fn default(kind: &PropertyType, text: &str) -> Option<Value> {
    match kind {
        PropertyType::Primitive(primitive) if primitive.zero().is_string() => Some(json!(text)),
        PropertyType::Primitive(primitive) => {
            let value: Value = serde_json::from_str(text).ok()?;
            primitive.accepts(&value).then_some(value)
        }
        PropertyType::Enum(_) => {
            // A value may be qualified: `ns.type'member'`.
            let member = text.strip_suffix('\'').and_then(|text| text.split_once('\''));
            Some(json!(member.map_or(text, |(_, member)| member)))
        }
        _ => None,
    }
}
