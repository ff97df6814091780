//! `#[odata(…)]` on an entity type or complex type.

use super::item::{Item, Once, Value, items};
use super::keys::{Keys, ScopesKey, TypeKey};
use super::kind::TypeKind;
use super::path::{PathAttr, read_path};
use super::set::{SchemaAttr, TypeTag, etag, set_flag, set_path, set_schema, set_string, type_tag};
use super::unknown::{known_key, unknown_key};
use crate::ctxt::Ctxt;
use syn::{Attribute, LitStr};

/// The attributes of an entity type or complex type.
#[derive(Default)]
pub(crate) struct Container {
    pub(crate) type_name: Once<LitStr>,
    pub(crate) type_tag: Once<TypeTag>,
    pub(crate) declared: Once<LitStr>,
    pub(crate) base: Once<LitStr>,
    pub(crate) is_base: Once<()>,
    pub(crate) any_type: Once<()>,
    pub(crate) merge: Once<()>,
    /// The derive writes `Debug`, secrets hidden.
    pub(crate) debug: Once<()>,
    /// Whether reading is left to serde's derive.
    pub(crate) by_serde: Once<()>,
    pub(crate) delegated: Once<LitStr>,
    pub(crate) application: Once<LitStr>,
    pub(crate) note: Once<LitStr>,
    /// The API version that requests go to: `beta`.
    pub(crate) version: Once<LitStr>,
    /// Whether changes need an entity tag.
    pub(crate) etag: Once<bool>,
    pub(crate) runtime: Once<syn::Path>,
    pub(crate) schema: Once<SchemaAttr>,
}

impl Container {
    /// Reads the attributes, and the paths apart, as they are parsed further.
    pub(crate) fn read(cx: &Ctxt, attrs: &[Attribute], kind: TypeKind) -> (Self, Vec<PathAttr>) {
        let (mut out, mut paths) = (Self::default(), Vec::new());
        let mistakes = cx.count();
        let items = items(cx, attrs, "odata");
        if cx.count() > mistakes {
            // It may be in what could not be read.
            out.type_name.set_unread();
        }
        for item in items {
            match TypeKey::of(&item.name()).filter(|key| key.is_of(kind)) {
                Some(key) => out.read_item(cx, &item, key, &mut paths),
                None => unknown_key(cx, &item, &TypeKey::names_of(kind), kind.noun()),
            }
        }
        (out, paths)
    }

    fn read_item(&mut self, cx: &Ctxt, item: &Item, key: TypeKey, paths: &mut Vec<PathAttr>) {
        match key {
            TypeKey::Type => set_string(cx, item, &mut self.type_name),
            TypeKey::Path => read_path(cx, item, paths),
            TypeKey::TypeTag => {
                if let Some(tag) = type_tag(cx, item) {
                    self.type_tag.set(cx, item, tag);
                }
            }
            TypeKey::Declared => set_string(cx, item, &mut self.declared),
            TypeKey::Base => set_string(cx, item, &mut self.base),
            TypeKey::IsBase => set_flag(cx, item, &mut self.is_base),
            TypeKey::AnyType => set_flag(cx, item, &mut self.any_type),
            TypeKey::Deserialize if item.is_false() => self.by_serde.set(cx, item, ()),
            TypeKey::Deserialize => cx.error(
                item,
                "`deserialize` takes `false`, which leaves reading to serde's derive; without it this derive reads the type",
            ),
            TypeKey::Merge => set_flag(cx, item, &mut self.merge),
            TypeKey::Debug => set_flag(cx, item, &mut self.debug),
            TypeKey::Scopes => self.read_scopes(cx, item),
            TypeKey::Note => set_string(cx, item, &mut self.note),
            TypeKey::Version => set_string(cx, item, &mut self.version),
            TypeKey::Etag => {
                if let Some(is_required) = etag(cx, item) {
                    self.etag.set(cx, item, is_required);
                }
            }
            TypeKey::Schema => set_schema(cx, item, &mut self.schema),
            TypeKey::Crate => set_path(cx, item, &mut self.runtime),
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
            match known_key(cx, &inner) {
                Some(ScopesKey::Delegated) => set_string(cx, &inner, &mut self.delegated),
                Some(ScopesKey::Application) => set_string(cx, &inner, &mut self.application),
                None => {}
            }
        }
    }
}
