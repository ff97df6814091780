//! Crates of a schema's own entity types, with the types of their properties.

use odata_entity_csdl::{Kind, Schema, StructuredType, TypeRef};
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::fmt::Write as _;

use crate::Outcome;

/// Writes structs for types of a schema.
pub(crate) struct Generator<'s> {
    schema: &'s Schema,
    /// Whether fields of the schema's own types are any JSON, so that the crate has entities only.
    is_plain: bool,
    paths: HashMap<String, String>,
    /// Complex and enumeration types that are needed, and written.
    wanted: VecDeque<String>,
    known: BTreeSet<String>,
    out: BTreeMap<String, String>,
}

impl<'s> Generator<'s> {
    pub(crate) fn new(schema: &'s Schema, is_plain: bool) -> Self {
        Self {
            schema,
            is_plain,
            paths: paths(schema),
            wanted: VecDeque::new(),
            known: BTreeSet::new(),
            out: BTreeMap::new(),
        }
    }

    /// A crate of so many entity types, evenly chosen, with the types of their properties; and how many these are.
    pub(crate) fn code(mut self, count: usize) -> Outcome<(String, usize)> {
        let all: Vec<String> = self.schema.names(Kind::EntityType).collect();
        for number in 0..count.min(all.len()) {
            if let Some(name) = all.get(number * all.len() / count) {
                let path = self
                    .paths
                    .get(name)
                    .map_or_else(String::new, |path| format!(", path = {path:?}"));
                let body = self.structure(name, &format!("type = {name:?}{path}"), "Entity")?;
                self.out.insert(name.clone(), body);
            }
        }
        let entities = self.out.len();
        while let Some(name) = self.wanted.pop_front() {
            let body = match self.schema.enum_type(&name) {
                Ok(_) => self.enumeration(&name)?,
                Err(_) => self.structure(&name, &format!("type = {name:?}"), "ComplexType")?,
            };
            self.out.insert(name, body);
        }
        let others = self.out.len() - entities;
        let code: String = self.out.into_values().collect();
        Ok((format!("#![allow(deprecated)]\n{code}"), others))
    }

    fn structure(&mut self, name: &str, attrs: &str, derive: &str) -> Outcome<String> {
        let mut out = format!(
            "#[derive(Clone, odata_entity::{derive})]\n#[odata({attrs})]\npub struct {} {{\n",
            rust_name(name)
        );
        let key = self.schema.key(name).unwrap_or_default();
        for (number, declared) in self.schema.properties(name)?.into_iter().enumerate() {
            let property = declared.property;
            let is_key = derive == "Entity" && key.iter().any(|part| part.path == property.name);
            let mark = match property.ty.name.as_str() {
                "Edm.Stream" => "#[odata(stream)] ",
                _ if is_key => "#[odata(key)] ",
                _ => "",
            };
            let ty = self.rust_type(&property.ty, derive == "ComplexType");
            let _ = writeln!(
                out,
                "    #[odata(name = {:?})] {mark}pub f{number}: Option<{ty}>,",
                property.name
            );
        }
        out.push_str("}\n");
        Ok(out)
    }

    fn enumeration(&self, name: &str) -> Outcome<String> {
        let mut out = format!(
            "#[derive(Clone, odata_entity::EnumType)]\n#[odata(type = {name:?})]\npub enum {} {{\n",
            rust_name(name)
        );
        for (number, member) in self.schema.enum_type(name)?.members.iter().enumerate() {
            let _ = writeln!(out, "    #[odata(name = {:?})] M{number},", member.name);
        }
        out.push_str("    #[odata(other)] Other(String),\n}\n");
        Ok(out)
    }

    fn rust_type(&mut self, ty: &TypeRef, nested: bool) -> String {
        let item = match ty.name.as_str() {
            "Edm.String" | "Edm.Stream" => "String".to_owned(),
            "Edm.Boolean" => "bool".to_owned(),
            "Edm.Byte" => "u8".to_owned(),
            "Edm.Int16" => "i16".to_owned(),
            "Edm.Int32" => "i32".to_owned(),
            "Edm.Int64" => "i64".to_owned(),
            "Edm.Single" => "f32".to_owned(),
            "Edm.Double" => "f64".to_owned(),
            "Edm.DateTimeOffset" => "chrono::DateTime<chrono::Utc>".to_owned(),
            "Edm.Date" => "chrono::NaiveDate".to_owned(),
            "Edm.TimeOfDay" => "chrono::NaiveTime".to_owned(),
            _ if self.is_plain => "serde_json::Value".to_owned(),
            name => match self.schema.type_kind(name) {
                Some(Kind::EnumType) if self.schema.enum_type(name).is_ok_and(|ty| !ty.is_flags) => {
                    self.named(name)
                }
                // A complex type may hold itself.
                Some(Kind::ComplexType) if !nested || ty.is_collection => self.named(name),
                _ => "serde_json::Value".to_owned(),
            },
        };
        if ty.is_collection {
            format!("Vec<{item}>")
        } else {
            item
        }
    }

    fn named(&mut self, name: &str) -> String {
        if self.known.insert(name.to_owned()) {
            self.wanted.push_back(name.to_owned());
        }
        rust_name(name)
    }
}

fn rust_name(name: &str) -> String {
    let local = name.strip_prefix("microsoft.graph.").unwrap_or(name);
    let words = local.split('.').map(|word| {
        let (first, rest) = word.split_at(1);
        first.to_uppercase() + rest
    });
    words.collect()
}

/// For each entity type the shortest path by sets, singletons and containment.
fn paths(schema: &Schema) -> HashMap<String, String> {
    let mut paths = HashMap::new();
    let mut open = VecDeque::new();
    if let Ok(Some(container)) = schema.container() {
        for resource in &container.resources {
            let key = if resource.is_singleton { "" } else { "/{k0}" };
            open.push_back((
                resource.entity_type.clone(),
                format!("/{}{key}", resource.name),
                1,
            ));
        }
    }
    while let Some((ty, path, depth)) = open.pop_front() {
        if paths.contains_key(&ty) || depth > 5 {
            continue;
        }
        let own = |ty: &StructuredType| ty.navigation.clone();
        for navigation in schema.lineage(&ty).unwrap_or_default().into_iter().flat_map(own) {
            if navigation.contains_target {
                let key = if navigation.ty.is_collection {
                    format!("/{{k{depth}}}")
                } else {
                    String::new()
                };
                open.push_back((
                    navigation.ty.name,
                    format!("{path}/{}{key}", navigation.name),
                    depth + 1,
                ));
            }
        }
        paths.insert(ty, path);
    }
    paths
}
