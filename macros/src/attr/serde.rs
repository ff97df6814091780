//! What the derives take from serde's own attributes, so that wire names have one source of truth.
//!
//! Mistakes in them are serde's to report; what is not about names or skipping is passed over.

use super::item::{Item, Value, items};
use crate::ctxt::Ctxt;
use odata_entity_names::RenameRule;
use syn::{Attribute, LitStr};

/// serde's attributes on a struct or enum.
#[derive(Default)]
pub(crate) struct SerdeContainer {
    pub(crate) rename_all: Option<RenameRule>,
}

/// serde's attributes on a field or variant.
#[derive(Default)]
pub(crate) struct SerdeField {
    pub(crate) rename: Option<LitStr>,
    pub(crate) skip: bool,
    pub(crate) skip_serializing: bool,
    pub(crate) flatten: bool,
}

impl SerdeContainer {
    pub(crate) fn read(attrs: &[Attribute]) -> Self {
        let mut out = Self::default();
        for item in serde_items(attrs) {
            if item.key == "rename_all" {
                let rule = written_name(&item).and_then(|text| RenameRule::parse(&text.value()));
                out.rename_all = rule.or(out.rename_all);
            }
        }
        out
    }
}

impl SerdeField {
    pub(crate) fn read(attrs: &[Attribute]) -> Self {
        let mut out = Self::default();
        for item in serde_items(attrs) {
            match item.name().as_str() {
                "rename" => out.rename = written_name(&item).or(out.rename),
                "skip" => out.skip = true,
                "skip_serializing" => out.skip_serializing = true,
                "flatten" => out.flatten = true,
                _ => {}
            }
        }
        out
    }
}

/// serde's items; a list that does not parse yields what came before the fault.
fn serde_items(attrs: &[Attribute]) -> Vec<Item> {
    items(&Ctxt::default(), attrs, "serde")
}

/// The name for writing: of `rename = "x"` and of `rename(serialize = "x", deserialize = "y")`.
fn written_name(item: &Item) -> Option<LitStr> {
    let cx = Ctxt::default();
    match &item.value {
        Value::Literal(_) => item.string(&cx),
        Value::List(_) => item
            .list(&cx)
            .iter()
            .find(|inner| inner.key == "serialize")
            .and_then(|inner| inner.string(&cx)),
        Value::Nothing => None,
    }
}
