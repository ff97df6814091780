//! `Structured`: one walk over a pair of the user's values that makes patches, differences and create bodies.

use super::patch::patch_ident;
use super::setters::value_type;
use super::{Runtime, at, located};
use crate::attr::{Container, Role, TypeTag};
use crate::model::{Field, Shape, Structure, types};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Ident;
use syn::{GenericParam, Generics, LitStr};

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
    let embedded = model
        .fields
        .iter()
        .find(|field| field.role == Role::Base)
        .map(|field| {
            let base = field.ty;
            quote! {
                impl #impl_generics __odata::DerivedType for #ident #type_generics #where_clause {
                    type Base = #base;
                }
            }
        });
    quote! {
        #embedded
        impl #impl_generics __odata::Typed for #ident #type_generics #where_clause {
            const TYPE: &'static __odata::TypeInfo = &#info;
        }
        impl #impl_generics __odata::Structured for #ident #type_generics #where_clause {
            type Patch = #patch #type_generics;
            fn changes<__S: __odata::Source>(s: &mut __S, before: &Self, after: &Self) -> Self::Patch {
                #patch { #changes #marker }
            }
        }
    }
}

/// The constant that holds all that is said of the type once; what is not said is not emitted.
fn type_info(model: &Structure<'_>) -> TokenStream {
    let attrs = &model.attrs;
    let name = attrs.type_name.get().map_or_else(String::new, LitStr::value);
    let mut out = quote!(__odata::TypeInfo::new(#name));
    if let Some(tag) = attrs.type_tag.get() {
        let tag = type_tag(*tag);
        out.extend(quote!(.with_type_tag(#tag)));
    }
    if let Some(declared) = attrs.declared.get() {
        out.extend(quote!(.with_declared(#declared)));
    }
    let embedded = model
        .fields
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
    if attrs.is_base.is_set() || model.facts.is_base {
        out.extend(quote!(.with_is_base()));
    }
    if attrs.merge.is_set() {
        out.extend(quote!(.with_merge()));
    }
    out.extend(documented(attrs));
    out
}

/// The permissions, the note and the API version of an entity, as a call on its type's information.
pub(super) fn documented(attrs: &Container) -> TokenStream {
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
            let at = at(field.type_span());
            let ident = field.ident_at(at);
            out.extend(if pending.is_empty() {
                quote_spanned!(at=> #ident: #value,)
            } else {
                quote_spanned!(at=> #ident: { #pending #value },)
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
    let kind = match field.role {
        Role::Key { client: false } => quote!(Key),
        Role::Key { client: true } => quote!(ClientKey),
        Role::ReadOnly => quote!(ReadOnly),
        Role::Immutable => quote!(Immutable),
        Role::Navigation { deep: true } if is_boxed(ty) => {
            return Some(
                quote!(s.deep(#member, &__odata::BoxedEntity(__odata::Option::as_deref(&after.#ident)));),
            );
        }
        Role::Navigation { deep: true } => return Some(quote!(s.deep::<#ty>(#member, &after.#ident);)),
        _ => return None,
    };
    if field.has_format() {
        let ty = value_type(field, &quote!(__odata));
        let full = if field.shape == Shape::Required {
            ty
        } else {
            quote!(__odata::Option<#ty>)
        };
        let (before, after) = (formatted(field, "before"), formatted(field, "after"));
        return Some(quote!(s.fixed::<#full>(__odata::Fixed::#kind, #member, #before, #after);));
    }
    if field.is_std_primitive() && !field.is_vec() {
        return Some(quote!(s.fixed(__odata::Fixed::#kind, #member, &before.#ident, &after.#ident);));
    }
    Some(quote!(s.fixed::<#ty>(__odata::Fixed::#kind, #member, &before.#ident, &after.#ident);))
}

/// Whether the type is written `Option<Box<…>>`.
fn is_boxed(ty: &syn::Type) -> bool {
    types::option_of(ty)
        .and_then(types::last_segment)
        .is_some_and(|segment| types::only_argument(segment, "Box").is_some())
}

/// The expression for a field of the patch.
fn value(field: &Field<'_>) -> Option<TokenStream> {
    let at = at(field.type_span());
    let (ident, full, member) = (field.ident_at(at), field.ty, field.member());
    if field.is_told() && field.is_in_patch() {
        return Some(quote!(__odata::Default::default()));
    }
    let method = match (field.role, field.shape, field.attrs.merge.is_set()) {
        (Role::Base, ..) => {
            let full = located(full, field.type_span());
            return Some(quote_spanned!(at=> s.base::<#full>(&before.#ident, &after.#ident)));
        }
        (Role::Open, ..) => {
            let full = located(full, field.type_span());
            return Some(quote_spanned!(at=> s.open::<#full>(&before.#ident, &after.#ident)));
        }
        (Role::Property | Role::Annotation { sent: true }, shape, merge) => match (shape, merge) {
            (Shape::Nullable, false) => "nullable",
            (Shape::Nullable, true) => "merge_nullable",
            (Shape::NullCollection, _) => "null_collection",
            (Shape::NonNullable, false) => "non_null",
            (Shape::NonNullable, true) => "merge_non_null",
            (Shape::Required, false) => "required",
            (Shape::Required, true) => "merge_required",
        },
        _ => return None,
    };
    let method = Ident::new(method, at);
    if field.has_format() {
        let ty = value_type(field, &quote!(__odata));
        let (before, after) = (formatted(field, "before"), formatted(field, "after"));
        return Some(quote_spanned!(at=> s.#method::<#ty>(#member, #before, #after)));
    }
    if field.is_std_primitive() && !field.is_vec() {
        return Some(quote_spanned!(at=> s.#method(#member, &before.#ident, &after.#ident)));
    }
    // Named, so that a type that is no Edm value is underlined where the user wrote it.
    let ty = located(field.value_type, field.type_span());
    Some(quote_spanned!(at=> s.#method::<#ty>(#member, &before.#ident, &after.#ident)))
}

/// A field's value in its format.
fn formatted(field: &Field<'_>, side: &str) -> TokenStream {
    let at = at(field.type_span());
    let (ident, side) = (field.ident_at(at), Ident::new(side, at));
    match field.shape {
        Shape::Required => quote_spanned!(at=> &__odata::With::new(__odata::Clone::clone(&#side.#ident))),
        _ => quote_spanned!(at=> &__odata::With::cloned(&#side.#ident)),
    }
}
