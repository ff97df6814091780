//! Without the feature `schema`: a warning where a schema is set, for an unchecked type must not pass for a checked one.

use super::advice::advice;
use super::find::{self, Setting};
use super::once::is_first;
use super::warning::warning;
use crate::attr::SchemaAttr;
use crate::ctxt::Ctxt;
use crate::model::{Enumeration, Newtype, Operation, PathCall, TypeModel};
use proc_macro2::TokenStream;
use syn::Ident;

pub(crate) fn structured(cx: &Ctxt, model: &mut TypeModel<'_>) -> TokenStream {
    report(cx, model.attrs.schema.get(), &model.input.ident)
}

pub(crate) fn enumeration(cx: &Ctxt, model: &mut Enumeration<'_>) -> TokenStream {
    report(cx, model.attrs.schema.get(), &model.input.ident)
}

pub(crate) fn newtype(cx: &Ctxt, model: &mut Newtype<'_>) -> TokenStream {
    report(cx, model.attrs.schema.get(), &model.input.ident)
}

pub(crate) fn path_call(cx: &Ctxt, call: &mut PathCall) -> TokenStream {
    report(cx, None, &call.ident())
}

pub(crate) fn operation(cx: &Ctxt, model: &mut Operation<'_>) -> TokenStream {
    report(cx, model.attrs.schema.get(), &model.input.ident)
}

/// On a type it is a mistake; in Cargo.toml, where the feature may be meant for some builds only, a warning.
fn report(cx: &Ctxt, attr: Option<&SchemaAttr>, ident: &Ident) -> TokenStream {
    if let Some(SchemaAttr::File(literal)) = attr {
        cx.error(
            literal,
            "nothing is checked against a schema without the feature `schema` of odata-entity: turn it on, \
             `odata-entity = { version = \"…\", features = [\"schema\"] }`, or drop `schema`",
        );
    }
    match find::setting(attr) {
        Setting::File(source) if attr.is_none() && !source.foreign && is_first("unchecked", ident) => {
            let message = format!(
                "`{}` of `[package.metadata.odata]` in Cargo.toml is not used: turn on the feature `schema` of odata-entity",
                source.name()
            );
            warning(ident, "SCHEMA_IS_NOT_CHECKED", &message)
        }
        Setting::Wrong(message) => {
            if is_first("the setting", ident) {
                cx.error(ident, message);
            }
            TokenStream::new()
        }
        _ => advice(attr, ident, false),
    }
}
