//! `Structured`: one walk over a pair of the user's values that makes patches, differences and create bodies.

use super::checked::format;
use super::generics::bounded;
use super::patch::patch_ident;
use super::read::is_boxed;
use super::runtime::Runtime;
use super::type_info::{one_map, type_info};
use crate::attr::{Role, Sent};
use crate::model::{Field, Shape, TypeModel, types};
use crate::spans::located;
use crate::text::{Text, raw};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Ident;

/// The impl of `Structured`.
pub(super) fn structured(model: &TypeModel<'_>, runtime: &Runtime, out: &mut Text) {
    let (ident, patch) = (&model.input.ident, patch_ident(model));
    let generics = bounded(model, &runtime.path);
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let embedded = model
        .fields()
        .iter()
        .find(|field| field.role == Role::Base)
        .map(|field| {
            let base = field.ty;
            quote! {
                #[automatically_derived]
                impl #impl_generics __odata::DerivedType for #ident #type_generics #where_clause {
                    type Base = #base;
                }
            }
        });
    out.tokens(embedded);
    out.tokens(one_map(model));
    let head = |out: &mut Text, name: &str| {
        out.push("#[automatically_derived] impl");
        out.tokens(&impl_generics);
        out.write(format_args!(" __odata::{name} for {}", raw(ident)));
        out.tokens(&type_generics);
        out.tokens(where_clause);
    };
    let mut items = Text::default();
    items.push("const TYPE: &'static __odata::TypeInfo = &");
    type_info(model, &mut items);
    items.push(";");
    items.tokens(read_tag(model));
    head(out, "Typed");
    out.braces(items);
    let (mut items, mut body, mut fields) = (Text::default(), Text::default(), changes(model));
    let patch = raw(&patch);
    items.write(format_args!("type Patch = {patch}"));
    items.tokens(&type_generics);
    items.push("; fn changes<__S: __odata::Source>(s: &mut __S, before: &Self, after: &Self) -> Self::Patch");
    if !generics.params.is_empty() {
        fields.push("__odata_type: __odata::PhantomData,");
    }
    body.write(format_args!("{patch}"));
    body.braces(fields);
    items.braces(body);
    head(out, "Structured");
    out.braces(items);
}

/// The members of the patch's literal.
///
/// Fields that are in no patch are looked at by statements in front of the next member's expression, so that members
/// of a create body go out in field order; annotations come first.
fn changes(model: &TypeModel<'_>) -> Text {
    let (annotations, others): (Vec<_>, Vec<_>) = model
        .fields()
        .iter()
        .partition(|field| matches!(field.role, Role::Annotation(_)));
    let mut out = Text::default();
    let mut pending = Text::default();
    for field in annotations.into_iter().chain(others) {
        if is_statement(field, &mut pending) {
            continue;
        }
        let mut value = Text::default();
        if !is_value(field, &mut value) {
            continue;
        }
        match field.is_certain() {
            true => out.write(format_args!("{}:", field.text)),
            false => {
                let ident = field.ident_at(field.at());
                out.tokens(quote_spanned!(field.at()=> #ident:));
            }
        }
        if pending.is_empty() {
            out.append(value);
        } else {
            pending.append(value);
            let pending = std::mem::take(&mut pending);
            if field.is_certain() {
                out.braces(pending);
            } else {
                let pending = pending.finish();
                out.tokens(quote_spanned!(field.at()=> { #pending }));
            }
        }
        out.push(",");
    }
    pending.push("s.extras()");
    out.push(super::patch::EXTRAS);
    out.push(":");
    out.braces(pending);
    out.push(",");
    out
}

/// The call for a field that is in no patch.
fn is_statement(field: &Field<'_>, out: &mut Text) -> bool {
    let kind = match field.role {
        Role::Key { client: false } => "Key",
        Role::Key { client: true } => "ClientKey",
        Role::ReadOnly => "ReadOnly",
        Role::Immutable | Role::Annotation(Sent::OnCreation) => "Immutable",
        _ => "",
    };
    if !kind.is_empty() && field.is_certain() && !field.is_vec() && !field.is_told() {
        let (text, member) = (&field.text, field.member_literal());
        let method = fixed(field);
        out.write(format_args!(
            "__odata::{method}(s, __odata::Fixed::{kind}, {member}, &before.{text}, &after.{text});"
        ));
        return true;
    }
    let statement = statement(field);
    let is_one = statement.is_some();
    out.tokens(statement);
    is_one
}

fn statement(field: &Field<'_>) -> Option<TokenStream> {
    if field.is_told() {
        return None;
    }
    let (ty, member) = (field.ty, field.member());
    let kind = match field.role {
        Role::Key { client: false } => quote!(Key),
        Role::Key { client: true } => quote!(ClientKey),
        Role::ReadOnly => quote!(ReadOnly),
        Role::Immutable | Role::Annotation(Sent::OnCreation) => quote!(Immutable),
        Role::Navigation { deep: true } if is_boxed(ty) => {
            let ty = types::boxed(ty).unwrap_or(ty);
            return Some(deep(field, ty, "compare_boxed"));
        }
        Role::Navigation { deep: true } => {
            return Some(deep(field, ty, "compare"));
        }
        _ => return None,
    };
    let at = field.at();
    let (ident, method) = (field.ident_at(at), Ident::new(fixed(field), at));
    if field.has_format() {
        let (before, after) = (formatted(field, "before"), formatted(field, "after"));
        return Some(
            quote_spanned!(at=> __odata::#method(s, __odata::Fixed::#kind, #member, #before, #after);),
        );
    }
    // By the trait, so that a type that is no Edm value is reported where the user wrote it, and not once more here.
    let ty = located(field.value_type, field.type_span());
    Some(quote_spanned! {at=>
        <#ty as __odata::EdmValue>::#method(s, __odata::Fixed::#kind, #member, &before.#ident, &after.#ident);
    })
}

/// The call for a navigation property whose entities are created together with this one.
fn deep(field: &Field<'_>, ty: &syn::Type, method: &str) -> TokenStream {
    let (at, member) = (field.at(), field.member());
    let (ident, method) = (field.ident_at(at), Ident::new(method, at));
    let ty = located(ty, field.type_span());
    quote_spanned!(at=> <#ty as __odata::DeepValue>::#method(s, #member, &before.#ident, &after.#ident);)
}

/// What is called for a field that is in no patch.
fn fixed(field: &Field<'_>) -> &'static str {
    match field.shape {
        Shape::Required => "fixed_required",
        _ => "fixed_option",
    }
}

/// Appends the expression for a field of the patch, if the field is in it.
fn is_value(field: &Field<'_>, out: &mut Text) -> bool {
    let is_property = matches!(field.role, Role::Property | Role::Annotation(Sent::Always));
    if is_property && field.is_certain() && !field.is_vec() && !field.is_told() {
        let (text, member, method) = (
            &field.text,
            field.member_literal(),
            method(field.shape, field.attrs.merge.is_set()),
        );
        out.write(format_args!(
            "s.{method}({member}, &before.{text}, &after.{text})"
        ));
        return true;
    }
    let value = value(field);
    let is_one = value.is_some();
    out.tokens(value);
    is_one
}

/// What is called of the source.
fn method(shape: Shape, merge: bool) -> &'static str {
    match (shape, merge) {
        (Shape::Nullable, false) => "nullable",
        (Shape::Nullable, true) => "merge_nullable",
        (Shape::NullCollection, _) => "null_collection",
        (Shape::NonNullable, false) => "non_null",
        (Shape::NonNullable, true) => "merge_non_null",
        (Shape::Required, false) => "required",
        (Shape::Required, true) => "merge_required",
    }
}

/// The expression for a field of the patch.
fn value(field: &Field<'_>) -> Option<TokenStream> {
    let at = field.at();
    let (ident, full, member) = (field.ident_at(at), field.ty, field.member());
    if field.is_told() && field.is_in_patch() {
        return Some(quote!(__odata::Default::default()));
    }
    let method = match field.role {
        Role::Base => {
            let full = located(full, field.type_span());
            return Some(quote_spanned!(at=> s.base::<#full>(&before.#ident, &after.#ident)));
        }
        Role::Open => {
            let full = located(full, field.type_span());
            return Some(quote_spanned!(at=> s.open::<#full>(&before.#ident, &after.#ident)));
        }
        Role::Property | Role::Annotation(Sent::Always) => method(field.shape, field.attrs.merge.is_set()),
        _ => return None,
    };
    let method = Ident::new(method, at);
    if field.has_format() {
        let ty = field.value_type_in(&quote!(__odata));
        let (before, after) = (formatted(field, "before"), formatted(field, "after"));
        let format = format(field);
        return Some(quote_spanned!(at=> { #format s.#method::<#ty>(#member, #before, #after) }));
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
    let at = field.at();
    let (ident, side) = (field.ident_at(at), Ident::new(side, at));
    match field.shape {
        Shape::Required => quote_spanned!(at=> &__odata::With::new(__odata::Clone::clone(&#side.#ident))),
        _ => quote_spanned!(at=> &__odata::With::cloned(&#side.#ident)),
    }
}

/// The type tag that a value was read with, where the type or the embedded base type has a field for it.
fn read_tag(model: &TypeModel<'_>) -> Option<TokenStream> {
    let of = |role: Role| {
        model
            .fields()
            .iter()
            .find(|field| field.role == role && !field.is_told())
    };
    let read = match (of(Role::Tag), of(Role::Base)) {
        // Of a field without `Option` there is an error already.
        (Some(field), _) if field.shape == Shape::Required => return None,
        (Some(field), _) => {
            let (at, ty) = (field.at(), located(field.value_type, field.type_span()));
            let ident = field.ident_at(at);
            quote_spanned!(at=> <#ty as __odata::EdmValue>::tag_in(&self.#ident))
        }
        (None, Some(field)) => {
            let (at, ty) = (field.at(), located(field.ty, field.type_span()));
            let ident = field.ident_at(at);
            // By way of its patch, of which there is an error if the type has none.
            quote_spanned! {at=>
                <<__odata::PatchOf<#ty> as __odata::Patch>::Of as __odata::Typed>::read_tag(&self.#ident)
            }
        }
        (None, None) => return None,
    };
    Some(quote! {
        #[inline]
        fn read_tag(&self) -> __odata::Option<__odata::String> { #read }
    })
}
