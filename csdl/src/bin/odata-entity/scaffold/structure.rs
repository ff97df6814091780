//! Entity types and complex types.

use std::collections::HashSet;

use odata_entity_csdl::{Declared, Kind, NavigationProperty, Property, StructuredType};

use crate::failure::Failure;
use crate::naming::{Field, Fields, is_identifier};
use crate::scaffold::enumeration::humanized;
use crate::scaffold::hierarchy::embedded_base;
use crate::scaffold::listed::Listed;
use crate::scaffold::model::{Argument, Attribute, Item, Member, Structure};
use crate::scaffold::planner::Planner;
use crate::versions::only_newest;

impl Planner<'_> {
    /// The struct for an entity type or complex type.
    pub(super) fn structure(&mut self, name: &str) -> Result<Item, Failure> {
        let ty = self.schema.structured_type(name)?;
        let (derive, what) = match ty.kind {
            Kind::EntityType => ("Entity", "The entity type"),
            _ => ("ComplexType", "The complex type"),
        };
        self.imports.add("odata_entity", derive);
        let mut fields = Fields::new(
            self.schema
                .properties(name)?
                .iter()
                .map(|declared| declared.property.name.as_str()),
        );
        let rule = fields.rule();
        let members = self.members(ty, &mut fields)?;
        let renamed = members
            .iter()
            .any(|member| matches!(member, Member::Field { name, .. } if rule != "camelCase" || name.contains('_')));
        let mut attributes = Vec::new();
        if renamed {
            attributes.push(Attribute::serde(vec![Argument::text("rename_all", rule)]));
        }
        let mut type_attribute = self.type_attribute(ty)?;
        let lacks_some = members
            .iter()
            .any(|member| matches!(member, Member::Comment(text) if text.contains("is left out")));
        if ty.kind == Kind::ComplexType && lacks_some {
            // As one value it would take away what the struct lacks, where a service replaces what it has.
            type_attribute.arguments.push(Argument::word("merge"));
        }
        attributes.push(type_attribute);
        Ok(Item::Structure(Structure {
            docs: self.type_docs(name, what)?,
            derive,
            has_default: self.has_default(ty)?,
            attributes,
            name: self.names.name(name).to_owned(),
            members,
        }))
    }

    fn members(&mut self, ty: &StructuredType, fields: &mut Fields) -> Result<Vec<Member>, Failure> {
        let mut members = Vec::new();
        let mut properties = self.schema.properties(&ty.name)?;
        let mut navigation = self.schema.navigation_properties(&ty.name)?;
        let base = match self.options.embed {
            true => embedded_base(self.schema, ty)?,
            false => None,
        };
        if let Some(base) = base {
            properties.retain(|declared| declared.by.name == ty.name);
            navigation.retain(|declared| declared.by.name == ty.name);
            members.push(Member::Field {
                docs: vec![format!("What it has from `{}`.", base.name)],
                attributes: vec![
                    Attribute::serde(vec![Argument::word("flatten")]),
                    Attribute::odata(vec![Argument::word("base")]),
                ],
                name: fields.name("base").ident,
                ty: self.names.name(&base.name).to_owned(),
            });
        }
        if self.keeps_tag(ty, base) {
            members.push(tag(fields));
        }
        let (key, is_always) = (self.key(ty)?, self.has_key_always(ty)?);
        let by_client = !key.is_empty() && self.is_client_key(ty)?;
        for declared in properties {
            let role = match key.contains(declared.property.name.as_str()) {
                true => Role::Key { is_always, by_client },
                false => Role::Property,
            };
            members.push(self.property(ty, declared, role, fields)?);
        }
        for declared in navigation.into_iter().filter(|_| ty.kind == Kind::EntityType) {
            let is_created_with = self.is_created_with(declared)?;
            if self.options.navigation || is_created_with {
                members.push(self.navigation(declared, is_created_with, fields)?);
            }
        }
        // An embedded base that is open has the map.
        let open_base = match base {
            Some(base) => self.schema.is_open(&base.name)?,
            None => false,
        };
        if self.schema.is_open(&ty.name)? && !open_base {
            members.push(self.open(fields));
        }
        Ok(members)
    }

    /// The properties that make up the key. One inside a complex property is not among them.
    fn key<'k>(&self, ty: &'k StructuredType) -> Result<HashSet<&'k str>, Failure>
    where
        Self: 'k,
    {
        if ty.kind != Kind::EntityType {
            return Ok(HashSet::new());
        }
        Ok(self
            .schema
            .key(&ty.name)?
            .iter()
            .map(|part| part.path.as_str())
            .collect())
    }

    /// Whether the type tag is kept: what is read as an entity type may be of a derived one. Of a complex type a union has them.
    fn keeps_tag(&self, ty: &StructuredType, base: Option<&StructuredType>) -> bool {
        // An embedded base has derived types, so it has the field.
        ty.kind == Kind::EntityType && base.is_none() && self.schema.has_derived_types(&ty.name)
    }

    /// Whether every answer has the key: not where a path leads to one entity without a key, as a service leaves it out there.
    /// A base that is embedded has it for all types that it is embedded in.
    fn has_key_always(&self, ty: &StructuredType) -> Result<bool, Failure> {
        let mut types = vec![ty.name.clone()];
        if self.options.embed {
            types.extend(self.schema.derived_types(&ty.name));
        }
        let mut has_path = false;
        for name in types {
            for path in self.paths.of(&name)? {
                let entity = path
                    .template
                    .rsplit('/')
                    .find(|segment| !segment.contains('.') || segment.contains('{'));
                if !entity.is_some_and(|segment| segment.contains('{')) {
                    return Ok(false);
                }
                has_path = true;
            }
        }
        Ok(has_path)
    }

    /// Whether every field has a default value, so that the struct can derive `Default`: all but keys are optional.
    fn has_default(&self, ty: &StructuredType) -> Result<bool, Failure> {
        if ty.kind != Kind::EntityType || !self.has_key_always(ty)? {
            return Ok(true);
        }
        let properties = self.schema.properties(&ty.name)?;
        let key = self.key(ty)?;
        for declared in properties {
            let Declared { property, .. } = declared;
            if key.contains(property.name.as_str())
                && (self.schema.type_kind(&property.ty.name) == Some(Kind::EnumType)
                    || self.is_listed_text(ty, &property.name, &property.ty)?)
            {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn property(
        &mut self,
        ty: &StructuredType,
        declared: Declared<'_, Property>,
        role: Role,
        fields: &mut Fields,
    ) -> Result<Member, Failure> {
        let property = declared.property;
        let is_key = role != Role::Property;
        let target = format!("{}/{}", declared.by.name, property.name);
        if !is_identifier(&property.name) {
            return Ok(nameless(&property.name));
        }
        if property.ty.name == "Edm.Stream" {
            return Ok(Member::Comment(format!(
                "`{}` is a stream: it is read and written at a path of its own, `…/{0}`.",
                property.name
            )));
        }
        let null_items = property.nullable == Some(true);
        let Some(mut value) = self.value_type(&ty.name, &property.ty, null_items)? else {
            self.left_out.push((target, property.ty.name.clone()));
            return Ok(Member::Comment(format!(
                "`{}` is left out: its type `{}` is not in this module.",
                property.name, property.ty
            )));
        };
        let descriptions = self.description(&target)?;
        let facts = self.schema.facts(&ty.name, &property.name)?.unwrap_or_default();
        let mut odata = Vec::new();
        if value.is_boxed {
            odata.push(Argument::text("with", "odata_entity::Boxed"));
        }
        if value.text == "Vec<u8>" {
            // A list of numbers, and not the bytes that it looks like.
            odata.push(Argument::word("serde"));
        }
        if matches!(role, Role::Key { by_client: true, .. }) {
            odata.push(Argument::List("key", vec![Argument::word("client")]));
        } else if is_key {
            odata.push(Argument::word("key"));
        } else {
            let said = self.said(declared, &facts, &descriptions);
            if said.read_only {
                odata.push(Argument::word("read_only"));
            } else {
                if said.immutable {
                    odata.push(Argument::word("immutable"));
                }
                if said.write_only {
                    odata.push(Argument::word("write_only"));
                }
                // Of a collection the metadata says whether its items may be null.
                if !said.nullable && !property.ty.is_collection {
                    odata.push(Argument::word("non_nullable"));
                }
            }
        }
        let mut docs = descriptions;
        if docs.is_empty() && is_key && property.name == "id" {
            docs.push("The key.".to_owned());
        } else if docs.is_empty() {
            docs.push(humanized(&property.name, "property"));
        }
        docs.extend(facts.deprecation.map(|revision| format!("Deprecated {revision}")));
        docs.extend(self.not_there(&property.ty.name));
        match self.listed_property(ty, &property.name, &property.ty)? {
            Some(Listed::Enum(name)) => value.text = value.text.replacen("String", &name, 1),
            Some(Listed::Sentence(text)) => docs.push(text),
            None => {}
        }
        let field = fields.name(&property.name);
        Ok(Member::Field {
            docs,
            attributes: attributes(&field, &property.name, odata),
            name: field.ident,
            ty: match role {
                Role::Key { is_always: true, .. } => value.text,
                Role::Key { .. } | Role::Property => format!("Option<{}>", value.text),
            },
        })
    }

    fn navigation(
        &mut self,
        declared: Declared<'_, NavigationProperty>,
        is_created_with: bool,
        fields: &mut Fields,
    ) -> Result<Member, Failure> {
        let property = declared.property;
        if !is_identifier(&property.name) {
            return Ok(nameless(&property.name));
        }
        let target = &property.ty.name;
        let found = if let Some(newest) = only_newest(self.schema, target) {
            let is_known = self.selection.contains(&newest);
            is_known.then(|| self.names.name(&newest).to_owned())
        } else if self.has_entity_union(target)? {
            Some(self.names.union(target))
        } else {
            let is_known = self.selection.contains(target) && !self.schema.has_derived_types(target);
            is_known.then(|| self.names.name(target).to_owned())
        };
        let known = found.is_some();
        // What has listed paths comes as a reference (Redfish, DSP0266, "Links property").
        let is_linked = known && !self.schema.uris(target)?.is_empty();
        if is_linked {
            self.imports.add("odata_entity", "Linked");
        }
        let item = found.unwrap_or_else(|| {
            self.imports.add("serde_json", "Value");
            "Value".to_owned()
        });
        let mut docs = self.description(&format!("{}/{}", declared.by.name, property.name))?;
        if docs.is_empty() {
            docs.push(humanized(&property.name, "navigation property"));
        }
        if !known {
            let why = || match self.selection.contains(target) {
                true => format!("Any JSON: an entity of `{target}` or of a type derived from it."),
                false => format!("Any JSON: its type `{target}` is not in this module."),
            };
            docs.push(self.not_there(target).unwrap_or_else(why));
        }
        let field = fields.name(&property.name);
        let mut odata = vec![match is_created_with {
            true => Argument::List("navigation", vec![Argument::word("deep")]),
            false => Argument::word("navigation"),
        }];
        if self.schema.is_bound_always(&declared.by.name, property)? {
            odata.push(Argument::word("non_nullable"));
        }
        Ok(Member::Field {
            docs,
            attributes: attributes(&field, &property.name, odata),
            name: field.ident,
            ty: match (property.ty.is_collection, known) {
                (true, _) if is_linked => format!("Option<Vec<Linked<{item}>>>"),
                (false, _) if is_linked => format!("Option<Linked<{item}>>"),
                (true, _) => format!("Option<Vec<{item}>>"),
                // Related entities may lead back.
                (false, true) => format!("Option<Box<{item}>>"),
                (false, false) => format!("Option<{item}>"),
            },
        })
    }

    fn open(&mut self, fields: &mut Fields) -> Member {
        self.imports.add("serde_json", "Value");
        self.imports.add("std::collections", "BTreeMap");
        Member::Field {
            docs: vec!["Members that the metadata does not declare: the type is open.".to_owned()],
            attributes: vec![
                Attribute::serde(vec![Argument::word("flatten")]),
                Attribute::odata(vec![Argument::word("open")]),
            ],
            name: fields.name("additionalMembers").ident,
            ty: "BTreeMap<String, Value>".to_owned(),
        }
    }
}

/// What a property is to its type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// A part of the key.
    Key {
        /// Whether every answer has it.
        is_always: bool,
        /// Whether the caller gives it to a new entity.
        by_client: bool,
    },
    Property,
}

/// The field that keeps the type tag.
fn tag(fields: &mut Fields) -> Member {
    Member::Field {
        docs: vec!["The type of the entity, which may be a derived one, as it was read.".to_owned()],
        attributes: vec![Attribute::odata(vec![Argument::word("tag")])],
        name: fields.name("odataType").ident,
        ty: "Option<String>".to_owned(),
    }
}

/// The comment in place of a property whose name is none.
fn nameless(name: &str) -> Member {
    Member::Comment(format!("{name:?} is left out: OData does not allow the name."))
}

/// The attributes of a field.
pub(super) fn attributes(field: &Field, property: &str, odata: Vec<Argument>) -> Vec<Attribute> {
    let mut serde = Vec::new();
    if field.rename {
        serde.push(Argument::text("rename", property));
    }
    let mut attributes = Vec::new();
    if !serde.is_empty() {
        attributes.push(Attribute::serde(serde));
    }
    if !odata.is_empty() {
        attributes.push(Attribute::odata(odata));
    }
    attributes
}
