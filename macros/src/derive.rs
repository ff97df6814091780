//! The stages of each derive: read, check, emit. What could be read is emitted beside the errors, so that no second
//! error follows from a first one.

use crate::attr::ContainerKind;
use crate::ctxt::Ctxt;
use crate::model::{Enumeration, Newtype, Structure, Union};
use crate::{check, expand};
use proc_macro2::TokenStream;
use syn::DeriveInput;

/// `#[derive(Entity)]`.
pub(crate) fn entity(input: &DeriveInput) -> TokenStream {
    let cx = Ctxt::default();
    let mut out = TokenStream::new();
    if let Some(model) = Union::read(&cx, input, ContainerKind::Entity) {
        check::union(&cx, &model, ContainerKind::Entity);
        out = expand::union(&model, ContainerKind::Entity);
    } else if let Some(model) = Structure::read(&cx, input, ContainerKind::Entity) {
        check::structure(&cx, &model, ContainerKind::Entity);
        out = expand::entity(&model);
    }
    out.extend(cx.into_tokens());
    out
}

/// `#[derive(ComplexType)]`.
pub(crate) fn complex_type(input: &DeriveInput) -> TokenStream {
    let cx = Ctxt::default();
    let mut out = TokenStream::new();
    if let Some(model) = Union::read(&cx, input, ContainerKind::Complex) {
        check::union(&cx, &model, ContainerKind::Complex);
        out = expand::union(&model, ContainerKind::Complex);
    } else if let Some(model) = Structure::read(&cx, input, ContainerKind::Complex) {
        check::structure(&cx, &model, ContainerKind::Complex);
        out = expand::complex(&model);
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
    }
    out.extend(cx.into_tokens());
    out
}

/// `#[derive(EnumType)]`.
pub(crate) fn enum_type(input: &DeriveInput) -> TokenStream {
    let cx = Ctxt::default();
    let mut out = TokenStream::new();
    if let Some(model) = Enumeration::read(&cx, input) {
        check::enumeration(&cx, &model);
        out = expand::enumeration(&model);
    }
    out.extend(cx.into_tokens());
    out
}
