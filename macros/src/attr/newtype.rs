//! `#[odata(…)]` on a newtype.

use super::item::{Once, items};
use super::keys::NewtypeKey;
use super::set::{SchemaAttr, set_flag, set_path, set_schema, set_string};
use super::unknown::known_key;
use crate::ctxt::Ctxt;
use syn::{Attribute, LitStr};

/// The attributes of a struct that derives `EdmValue`.
#[derive(Default)]
pub(crate) struct NewtypeAttrs {
    /// The type definition's name; without it the newtype is of the type that it wraps.
    pub(crate) type_name: Once<LitStr>,
    pub(crate) transparent: Once<()>,
    pub(crate) runtime: Once<syn::Path>,
    pub(crate) schema: Once<SchemaAttr>,
}

impl NewtypeAttrs {
    pub(crate) fn read(cx: &Ctxt, attrs: &[Attribute]) -> Self {
        let mut out = Self::default();
        for item in items(cx, attrs, "odata") {
            match known_key(cx, &item) {
                Some(NewtypeKey::Type) => set_string(cx, &item, &mut out.type_name),
                Some(NewtypeKey::Transparent) => set_flag(cx, &item, &mut out.transparent),
                Some(NewtypeKey::Crate) => set_path(cx, &item, &mut out.runtime),
                Some(NewtypeKey::Schema) => set_schema(cx, &item, &mut out.schema),
                None => {}
            }
        }
        out
    }
}
