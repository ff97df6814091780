//! `Structured`: one walk over a pair of the user's values that makes patches, differences and create bodies.

use super::patch::patch_ident;
use super::{Runtime, located};
use crate::attr::{Role, TypeTag};
use crate::model::{Field, Shape, Structure};
use proc_macro2::{Delimiter, Group, Span, TokenStream};
use quote::quote;
use syn::{GenericParam, Generics};

/// The user's generics, each type parameter an Edm value.
pub(super) fn bounded(model: &Structure<'_>, runtime: &TokenStream) -> Generics {
    let mut generics = model.input.generics.clone();
    for parameter in &mut generics.params {
        if let GenericParam::Type(parameter) = parameter {
            parameter.bounds.push(syn::parse_quote!(#runtime::EdmValue));
        }
    }
    generics
}

/// The impl of `Structured`.
pub(super) fn structured(model: &Structure<'_>, runtime: &Runtime) -> TokenStream {
    let (ident, patch) = (&model.input.ident, patch_ident(model));
    let generics = bounded(model, &runtime.path);
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let marker = (!generics.params.is_empty()).then(|| quote!(__odata_type: __odata::PhantomData,));
    let info = type_info(model);
    let changes = changes(model);
    quote! {
        impl #impl_generics __odata::Structured for #ident #type_generics #where_clause {
            type Patch = #patch #type_generics;
            const TYPE: &'static __odata::TypeInfo = &__odata::TypeInfo { #info };
            fn changes<__S: __odata::Source>(s: &mut __S, before: &Self, after: &Self) -> Self::Patch {
                #patch { #changes #marker }
            }
        }
    }
}

fn type_info(model: &Structure<'_>) -> TokenStream {
    let attrs = &model.attrs;
    let name = attrs
        .type_name
        .get()
        .map_or_else(String::new, |literal| literal.value());
    let tag = optional(attrs.type_tag.get().map(|tag| type_tag(*tag)));
    let declared = optional(attrs.declared.get().map(|literal| quote!(#literal)));
    let base = optional(attrs.base.get().map(|literal| quote!(#literal)));
    let (is_base, merge) = (attrs.is_base.is_set(), attrs.merge.is_set());
    quote!(name: #name, type_tag: #tag, declared: #declared, base: #base, is_base: #is_base, merge: #merge)
}

/// `Some(…)` or `None`, named so that nobody can shadow them.
pub(super) fn optional(value: Option<TokenStream>) -> TokenStream {
    match value {
        Some(value) => quote!(__odata::Some(#value)),
        None => quote!(__odata::None),
    }
}

/// The runtime's name of a type tag policy.
pub(super) fn type_tag(tag: TypeTag) -> TokenStream {
    match tag {
        TypeTag::Always => quote!(__odata::TypeTag::Always),
        TypeTag::Declared => quote!(__odata::TypeTag::Declared),
        TypeTag::Never => quote!(__odata::TypeTag::Never),
    }
}

/// The members of the patch's literal.
///
/// Fields that are in no patch are looked at by statements in front of the next member's expression, so that members
/// of a create body go out in field order; annotations come first.
fn changes(model: &Structure<'_>) -> TokenStream {
    let (annotations, others): (Vec<_>, Vec<_>) = model
        .fields
        .iter()
        .partition(|field| matches!(field.role, Role::Annotation { .. }));
    let mut out = TokenStream::new();
    let mut pending = TokenStream::new();
    for field in annotations.into_iter().chain(others) {
        if let Some(statement) = statement(field) {
            pending.extend(statement);
        } else if let Some(value) = value(field) {
            let ident = field.ident;
            out.extend(if pending.is_empty() {
                located(quote!(#ident: #value,), field.type_span())
            } else {
                let value = located(value, field.type_span());
                let mut block = Group::new(Delimiter::Brace, quote!(#pending #value));
                block.set_span(Span::call_site().located_at(field.type_span()));
                let name = located(quote!(#ident:), field.type_span());
                quote!(#name #block,)
            });
            pending = TokenStream::new();
        }
    }
    out.extend(quote!(__odata: { #pending s.notes() },));
    out
}

/// The call for a field that is in no patch.
fn statement(field: &Field<'_>) -> Option<TokenStream> {
    if field.is_told() {
        return None;
    }
    let (ident, ty, member) = (field.ident, field.ty, field.member());
    let value = field.value_type;
    let kind = match field.role {
        Role::Key { client: false } => quote!(Key),
        Role::Key { client: true } => quote!(ClientKey),
        Role::ReadOnly => quote!(ReadOnly),
        Role::Immutable => quote!(Immutable),
        Role::Navigation { deep: true } => return Some(quote!(s.deep::<#ty>(#member, &after.#ident);)),
        _ => return None,
    };
    Some(quote!(s.fixed::<#value, _>(__odata::Fixed::#kind, #member, &before.#ident, &after.#ident);))
}

/// The expression for a field of the patch.
fn value(field: &Field<'_>) -> Option<TokenStream> {
    let (ident, ty, full, member) = (field.ident, field.value_type, field.ty, field.member());
    if field.is_told() && field.is_in_patch() {
        return Some(quote!(__odata::Default::default()));
    }
    let method = match (field.role, field.shape) {
        (Role::Base, _) => return Some(quote!(s.base::<#full>(&before.#ident, &after.#ident))),
        (Role::Open, _) => return Some(quote!(s.open::<#full>(&before.#ident, &after.#ident))),
        (Role::Property | Role::Annotation { sent: true }, Shape::Nullable) => quote!(nullable),
        (Role::Property | Role::Annotation { sent: true }, Shape::NullCollection) => quote!(null_collection),
        (Role::Property | Role::Annotation { sent: true }, Shape::NonNullable) => quote!(non_null),
        (Role::Property | Role::Annotation { sent: true }, Shape::Required) => quote!(required),
        _ => return None,
    };
    Some(quote!(s.#method::<#ty>(#member, &before.#ident, &after.#ident)))
}
