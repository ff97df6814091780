//! The stages of each derive: read, check, emit. What could be read is emitted beside the errors, so that no second
//! error follows from a first one.

use crate::attr::ContainerKind;
use crate::ctxt::Ctxt;
use crate::model::{Enumeration, Newtype, Structure, Union};
use crate::{check, expand, schema};
use proc_macro2::TokenStream;
use syn::DeriveInput;

/// `#[derive(Entity)]`.
pub(crate) fn entity(input: &DeriveInput) -> TokenStream {
    let cx = Ctxt::default();
    let mut out = TokenStream::new();
    if let Some(mut model) = Union::read(&cx, input, ContainerKind::Entity) {
        check::union(&cx, &model, ContainerKind::Entity);
        let checks = schema::union(&cx, &mut model, ContainerKind::Entity);
        out = expand::union(&model, ContainerKind::Entity);
        out.extend(Some(checks));
    } else if let Some(mut model) = Structure::read(&cx, input, ContainerKind::Entity) {
        check::structure(&cx, &model, ContainerKind::Entity);
        let checks = schema::structure(&cx, &mut model, ContainerKind::Entity);
        out = expand::entity(&model);
        out.extend(Some(checks));
    }
    out.extend(cx.into_tokens());
    out
}

/// `#[derive(ComplexType)]`.
pub(crate) fn complex_type(input: &DeriveInput) -> TokenStream {
    let cx = Ctxt::default();
    let mut out = TokenStream::new();
    if let Some(mut model) = Union::read(&cx, input, ContainerKind::Complex) {
        check::union(&cx, &model, ContainerKind::Complex);
        let checks = schema::union(&cx, &mut model, ContainerKind::Complex);
        out = expand::union(&model, ContainerKind::Complex);
        out.extend(Some(checks));
    } else if let Some(mut model) = Structure::read(&cx, input, ContainerKind::Complex) {
        check::structure(&cx, &model, ContainerKind::Complex);
        let checks = schema::structure(&cx, &mut model, ContainerKind::Complex);
        out = expand::complex(&model);
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
        out = expand::newtype(&model);
        out.extend(Some(schema::newtype(&cx, &model)));
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
