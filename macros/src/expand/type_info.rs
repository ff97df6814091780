//! The constant with everything that is known of a type: name, tag policy, base, permissions.

use crate::attr::{Container, Role, TypeKind, TypeTag};
use crate::concrete::is_concrete;
use crate::model::{Field, Known, TypeModel, TypeShape, types};
use crate::spans::{at, located};
use crate::template::Segment;
use crate::text::Text;
use crate::type_id::caseless_id;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::LitStr;

/// The value of the constant; what is not set is not emitted.
pub(super) fn type_info(model: &TypeModel<'_>, out: &mut Text) {
    let name = model.name();
    out.write(format_args!(
        "__odata::type_info({name:?}, {}u64)",
        caseless_id(&name)
    ));
    out.tokens(settings(model));
}

/// The calls on the constant's value, for what is not as usual.
fn settings(model: &TypeModel<'_>) -> TokenStream {
    let attrs = &model.attrs;
    let mut out = TokenStream::new();
    if let Some(tag) = attrs.type_tag.get() {
        let tag = type_tag(*tag);
        out.extend(quote!(.with_type_tag(#tag)));
    }
    if let Some(declared) = attrs.declared.get() {
        out.extend(quote!(.with_declared(#declared)));
    }
    let base = model
        .fields()
        .iter()
        .find(|field| field.role == Role::Base)
        .map(|field| embedded(field.ty));
    if let Some(info) = &base {
        out.extend(quote!(.with_embedded(#info)));
    }
    match (attrs.base.get(), &model.facts.base) {
        (Some(name), _) => out.extend(quote!(.with_base(#name))),
        (None, Some(name)) if base.is_none() => out.extend(quote!(.with_base(#name))),
        _ => {}
    }
    if attrs.is_base.is_set() || matches!(model.shape, TypeShape::Union(_)) {
        out.extend(quote!(.with_is_base()));
    }
    let Known {
        derived,
        others,
        alias,
    } = &model.facts.known;
    if !(derived.is_empty() && others.is_empty() && alias.is_empty()) {
        out.extend(quote!(.with_known(#derived, #others, #alias)));
    }
    if model.facts.is_abstract {
        out.extend(quote!(.with_abstract()));
    }
    if model.has_tag() {
        out.extend(quote!(.with_tag()));
    }
    // The key of one entity, as `collection.key(…)` writes it.
    let last = model.paths.first().and_then(|path| path.template.segments.last());
    if matches!(last, Some(Segment::Call { arguments, .. }) if arguments.len() == 1) {
        out.extend(quote!(.with_key_in_parentheses()));
    }
    if let Some(is_required) = attrs.etag.get() {
        out.extend(quote!(.with_etag(#is_required)));
    }
    out.extend(key(model));
    if attrs.any_type.is_set() {
        out.extend(quote!(.with_any_type()));
    }
    if attrs.merge.is_set() {
        out.extend(quote!(.with_merge()));
    }
    out.extend(members(model));
    out.extend(documented(attrs));
    out
}

/// The key properties; of a union, those of its variants. `id` is what the runtime expects.
fn key(model: &TypeModel<'_>) -> Option<TokenStream> {
    if let TypeShape::Union(shape) = &model.shape {
        let (_, ty) = shape.variants.first()?;
        return (model.kind == TypeKind::Entity)
            .then(|| quote!(.with_key(<#ty as __odata::Typed>::TYPE.key)));
    }
    let names: Vec<&String> = model
        .fields()
        .iter()
        .filter(|field| matches!(field.role, Role::Key { .. }))
        .map(|field| &field.wire)
        .collect();
    match names.as_slice() {
        [] => None,
        [only] if *only == "id" => None,
        _ => Some(quote!(.with_key(&[#(#names),*]))),
    }
}

/// The members that are listed by name: those that are not shown, and, where there can be undeclared ones, the declared.
fn members(model: &TypeModel<'_>) -> TokenStream {
    let mut out = TokenStream::new();
    let name = |field: &Field<'_>| match field.role {
        Role::Open => String::new(),
        _ => field.wire.clone(),
    };
    let secrets: Vec<String> = model
        .fields()
        .iter()
        .filter(|field| field.is_secret)
        .map(name)
        .collect();
    if !secrets.is_empty() {
        out.extend(quote!(.with_secrets(&[#(#secrets),*])));
    }
    let is_flattened = |field: &Field<'_>| matches!(field.role, Role::Open | Role::Base);
    if model.fields().iter().any(is_flattened) {
        let members = model
            .fields()
            .iter()
            .filter(|field| !is_flattened(field) && field.role != Role::Skip)
            .map(|field| &field.wire);
        out.extend(quote!(.with_members(&[#(#members),*])));
    }
    if model.fields().iter().any(|field| field.role == Role::Open) {
        out.extend(quote!(.with_open()));
    }
    out
}

/// The assertion that the embedded base type has no map of undeclared members, where the type has one.
pub(super) fn one_map(model: &TypeModel<'_>) -> Option<TokenStream> {
    let of = |role: Role| model.fields().iter().find(|field| field.role == role);
    let (base, open) = (of(Role::Base)?, of(Role::Open)?);
    if !is_concrete(base.ty, &model.input.generics) {
        return None;
    }
    let info = embedded(base.ty);
    let at = open.at();
    Some(quote_spanned!(at=> const _: () = __odata::no_open_map(#info);))
}

/// What is known of the embedded base type: by way of its patch, of which there is an error if the type has none.
fn embedded(ty: &syn::Type) -> TokenStream {
    let located = located(ty, types::span(ty));
    quote_spanned! {at(types::span(ty))=>
        <<__odata::PatchOf<#located> as __odata::Patch>::Of as __odata::Typed>::TYPE
    }
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
