//! The constant with everything that is known of a type: name, tag policy, base, permissions.

use crate::attr::{Container, Role, TypeTag};
use crate::model::{TypeModel, TypeShape, types};
use crate::spans::{at, located};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::LitStr;

/// The value of the constant; what is not set is not emitted.
pub(super) fn type_info(model: &TypeModel<'_>) -> TokenStream {
    let attrs = &model.attrs;
    let name = model.name();
    let mut out = quote!(__odata::TypeInfo::new(#name));
    if let Some(tag) = attrs.type_tag.get() {
        let tag = type_tag(*tag);
        out.extend(quote!(.with_type_tag(#tag)));
    }
    if let Some(declared) = attrs.declared.get() {
        out.extend(quote!(.with_declared(#declared)));
    }
    let embedded = model
        .fields()
        .iter()
        .find(|field| field.role == Role::Base)
        .map(|field| field.ty);
    match (attrs.base.get(), embedded) {
        (Some(base), _) => out.extend(quote!(.with_base(#base))),
        (None, Some(ty)) => {
            // By way of its patch, of which an error tells if the type has none.
            let located = located(ty, types::span(ty));
            let name = quote_spanned! {at(types::span(ty))=>
                <<__odata::PatchOf<#located> as __odata::Patch>::Of as __odata::Typed>::TYPE.name
            };
            out.extend(quote!(.with_base(#name)));
        }
        (None, None) => {
            if let Some(base) = &model.facts.base {
                out.extend(quote!(.with_base(#base)));
            }
        }
    }
    let is_base = attrs.is_base.is_set() || model.facts.is_base || matches!(model.shape, TypeShape::Union(_));
    if is_base {
        out.extend(quote!(.with_is_base()));
    }
    if attrs.merge.is_set() {
        out.extend(quote!(.with_merge()));
    }
    out.extend(documented(attrs));
    out
}

/// The permissions, the note and the API version of an entity, as a call on its type's information.
fn documented(attrs: &Container) -> TokenStream {
    let (delegated, application) = (scopes(attrs.delegated.get()), scopes(attrs.application.get()));
    let mut out = TokenStream::new();
    if !(delegated.is_empty() && application.is_empty()) {
        out.extend(quote!(.with_scopes(&[#(#delegated),*], &[#(#application),*])));
    }
    if let Some(note) = attrs.note.get() {
        out.extend(quote!(.with_note(#note)));
    }
    if let Some(version) = attrs.version.get() {
        out.extend(quote!(.with_version(#version)));
    }
    out
}

/// The names in a documentation table's cell: `A.Read.All, B.Read.All`; "Not supported." has none.
fn scopes(literal: Option<&LitStr>) -> Vec<String> {
    let text = literal.map_or_else(String::new, LitStr::value);
    let names = text.split([',', ' ', ';']).map(str::trim);
    names
        .filter(|name| name.contains('.') && !name.ends_with('.'))
        .map(str::to_owned)
        .collect()
}

/// The runtime's name of a type tag policy.
pub(super) fn type_tag(tag: TypeTag) -> TokenStream {
    match tag {
        TypeTag::Always => quote!(__odata::TypeTag::Always),
        TypeTag::Declared => quote!(__odata::TypeTag::Declared),
        TypeTag::Never => quote!(__odata::TypeTag::Never),
    }
}
