//! The stages of each derive: read, check, emit. What could be read is emitted beside the errors, so that no second
//! error follows from a first one.

use crate::attr::TypeKind;
use crate::ctxt::Ctxt;
use crate::model::{Enumeration, Newtype, TypeModel};
use crate::{check, expand, schema};
use proc_macro2::TokenStream;
use syn::DeriveInput;

/// `#[derive(Entity)]`.
pub(crate) fn entity(input: &DeriveInput) -> TokenStream {
    structured(input, TypeKind::Entity)
}

/// `#[derive(ComplexType)]`.
pub(crate) fn complex_type(input: &DeriveInput) -> TokenStream {
    structured(input, TypeKind::Complex)
}

fn structured(input: &DeriveInput, kind: TypeKind) -> TokenStream {
    let cx = Ctxt::default();
    let mut out = TokenStream::new();
    if let Some(mut model) = TypeModel::read(&cx, input, kind) {
        check::structured(&cx, &model);
        let checks = schema::structured(&cx, &mut model);
        out = expand::structured(&model);
        out.extend(Some(checks));
    }
    out.extend(cx.into_tokens());
    out
}

/// `#[derive(EdmValue)]`.
pub(crate) fn edm_value(input: &DeriveInput) -> TokenStream {
    let cx = Ctxt::default();
    let mut out = TokenStream::new();
    if let Some(model) = Newtype::read(&cx, input) {
        let checks = schema::newtype(&cx, &model);
        out = expand::newtype(&model);
        out.extend(Some(checks));
    }
    out.extend(cx.into_tokens());
    out
}

/// `#[derive(EnumType)]`.
pub(crate) fn enum_type(input: &DeriveInput) -> TokenStream {
    let cx = Ctxt::default();
    let mut out = TokenStream::new();
    if let Some(mut model) = Enumeration::read(&cx, input) {
        check::enumeration(&cx, &model);
        let checks = schema::enumeration(&cx, &mut model);
        out = expand::enumeration(&model);
        out.extend(Some(checks));
    }
    out.extend(cx.into_tokens());
    out
}
