//! `#[odata(…)]` on an entity type or complex type.

use super::item::{Item, Once, Value, items};
use super::path::{PathAttr, read_path};
use super::set::{SchemaAttr, TypeTag, set_flag, set_path, set_schema, set_string, type_tag};
use super::unknown_key;
use crate::ctxt::Ctxt;
use syn::{Attribute, LitStr};

/// What a type with properties is in CSDL's terms.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum TypeKind {
    Entity,
    Complex,
}

impl TypeKind {
    /// The name of the derive.
    pub(crate) fn derive(self) -> &'static str {
        match self {
            Self::Entity => "Entity",
            Self::Complex => "ComplexType",
        }
    }

    /// The kind as messages name it.
    pub(crate) fn noun(self) -> &'static str {
        match self {
            Self::Entity => "an entity",
            Self::Complex => "a complex type",
        }
    }
}

/// The attributes of an entity type or complex type.
#[derive(Default)]
pub(crate) struct Container {
    pub(crate) type_name: Once<LitStr>,
    pub(crate) type_tag: Once<TypeTag>,
    pub(crate) declared: Once<LitStr>,
    pub(crate) base: Once<LitStr>,
    pub(crate) is_base: Once<()>,
    pub(crate) merge: Once<()>,
    pub(crate) delegated: Once<LitStr>,
    pub(crate) application: Once<LitStr>,
    pub(crate) note: Once<LitStr>,
    /// The API version that requests go to: `beta`.
    pub(crate) version: Once<LitStr>,
    pub(crate) runtime: Once<syn::Path>,
    pub(crate) schema: Once<SchemaAttr>,
}

pub(super) const ENTITY_KEYS: [&str; 11] = [
    "type", "path", "type_tag", "declared", "base", "is_base", "scopes", "note", "version", "crate", "schema",
];
const COMPLEX_KEYS: [&str; 7] = ["type", "type_tag", "base", "is_base", "merge", "crate", "schema"];

impl Container {
    /// Reads the attributes, and the paths apart, as they are parsed further.
    pub(crate) fn read(cx: &Ctxt, attrs: &[Attribute], kind: TypeKind) -> (Self, Vec<PathAttr>) {
        let (mut out, mut paths) = (Self::default(), Vec::new());
        let known: &[&str] = match kind {
            TypeKind::Entity => &ENTITY_KEYS,
            TypeKind::Complex => &COMPLEX_KEYS,
        };
        let mistakes = cx.count();
        let items = items(cx, attrs, "odata");
        if cx.count() > mistakes {
            // It may stand in what could not be read.
            out.type_name.set_unread();
        }
        for item in items {
            if known.contains(&item.name().as_str()) {
                out.read_item(cx, &item, &mut paths);
            } else {
                unknown_key(cx, &item, known, kind.noun());
            }
        }
        (out, paths)
    }

    fn read_item(&mut self, cx: &Ctxt, item: &Item, paths: &mut Vec<PathAttr>) {
        match item.name().as_str() {
            "type" => set_string(cx, item, &mut self.type_name),
            "path" => read_path(cx, item, paths),
            "type_tag" => {
                if let Some(tag) = type_tag(cx, item) {
                    self.type_tag.set(cx, item, tag);
                }
            }
            "declared" => set_string(cx, item, &mut self.declared),
            "base" => set_string(cx, item, &mut self.base),
            "is_base" => set_flag(cx, item, &mut self.is_base),
            "merge" => set_flag(cx, item, &mut self.merge),
            "scopes" => self.read_scopes(cx, item),
            "note" => set_string(cx, item, &mut self.note),
            "version" => set_string(cx, item, &mut self.version),
            "schema" => set_schema(cx, item, &mut self.schema),
            _ => set_path(cx, item, &mut self.runtime),
        }
    }

    fn read_scopes(&mut self, cx: &Ctxt, item: &Item) {
        if matches!(item.value, Value::Nothing) {
            cx.error(
                item,
                "`scopes` takes a list: `scopes(delegated = \"…\", application = \"…\")`",
            );
        }
        for inner in item.list(cx) {
            match inner.name().as_str() {
                "delegated" => set_string(cx, &inner, &mut self.delegated),
                "application" => set_string(cx, &inner, &mut self.application),
                _ => unknown_key(cx, &inner, &["delegated", "application"], "`scopes`"),
            }
        }
    }
}
