//! `#[odata(…)]` on an enum and on its variants.

use super::item::{Once, items};
use super::keys::{EnumKey, VariantKey};
use super::rename::rename_rule;
use super::set::{SchemaAttr, set_flag, set_path, set_schema, set_string};
use super::unknown::known_key;
use crate::ctxt::Ctxt;
use odata_entity_names::RenameRule;
use syn::{Attribute, LitStr};

/// The attributes of an enum that derives `EnumType`.
#[derive(Default)]
pub(crate) struct EnumContainer {
    pub(crate) type_name: Once<LitStr>,
    /// What has the list of the values, of text: `namespace.type/property`.
    pub(crate) allowed_values: Once<LitStr>,
    pub(crate) rename_all: Once<RenameRule>,
    pub(crate) runtime: Once<syn::Path>,
    pub(crate) flags: Once<()>,
    pub(crate) schema: Once<SchemaAttr>,
}

impl EnumContainer {
    pub(crate) fn read(cx: &Ctxt, attrs: &[Attribute]) -> Self {
        let mut out = Self::default();
        let mistakes = cx.count();
        let items = items(cx, attrs, "odata");
        if cx.count() > mistakes {
            // It may be in what could not be read.
            out.type_name.set_unread();
        }
        for item in items {
            match known_key(cx, &item) {
                Some(EnumKey::Type) => set_string(cx, &item, &mut out.type_name),
                Some(EnumKey::AllowedValues) => set_string(cx, &item, &mut out.allowed_values),
                Some(EnumKey::RenameAll) => {
                    if let Some(rule) = item.string(cx).and_then(|text| rename_rule(cx, &text)) {
                        out.rename_all.set(cx, &item, rule);
                    }
                }
                Some(EnumKey::Flags) => set_flag(cx, &item, &mut out.flags),
                Some(EnumKey::Crate) => set_path(cx, &item, &mut out.runtime),
                Some(EnumKey::Schema) => set_schema(cx, &item, &mut out.schema),
                None => {}
            }
        }
        out
    }
}

/// The attributes of one variant.
#[derive(Default)]
pub(crate) struct VariantAttrs {
    pub(crate) name: Once<LitStr>,
    pub(crate) other: Once<()>,
    pub(crate) evolved: Once<()>,
    /// The member's value, of flags.
    pub(crate) value: Once<u64>,
}

impl VariantAttrs {
    pub(crate) fn read(cx: &Ctxt, attrs: &[Attribute]) -> Self {
        let mut out = Self::default();
        for item in items(cx, attrs, "odata") {
            match known_key(cx, &item) {
                Some(VariantKey::Name) => set_string(cx, &item, &mut out.name),
                Some(VariantKey::Other) => set_flag(cx, &item, &mut out.other),
                Some(VariantKey::Evolved) => set_flag(cx, &item, &mut out.evolved),
                Some(VariantKey::Value) => {
                    if let Some(value) = item.integer(cx) {
                        out.value.set(cx, &item, value);
                    }
                }
                None => {}
            }
        }
        out
    }
}
