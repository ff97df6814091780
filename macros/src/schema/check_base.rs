//! The base types that a type says it has.

use super::check::Check;
use super::check_types::Type;
use crate::attr::Role;
use crate::model::{Structure, Union};
use proc_macro2::Span;
use quote::quote;
use quote::quote_spanned;
use syn::spanned::Spanned;

/// `base`, `is_base` and the embedded base of a struct.
pub(super) fn structure(check: &Check<'_>, model: &Structure<'_>, ty: &Type<'_>) {
    let name = &ty.own.name;
    let bases: Vec<&str> = ty.lineage.iter().skip(1).map(|base| base.name.as_str()).collect();
    if let Some(literal) = model.attrs.base.get()
        && !bases.contains(&check.schema().canonical(&literal.value()).as_str())
    {
        check.error(literal.span(), format_args!("`{name}` {}", said(&bases, "base")), ty.own.offset);
    }
    if let Some(span) = model.attrs.is_base.span()
        && !check.schema().has_derived_types(name)
    {
        check.error(span, format_args!("no type is derived from `{name}`: drop `is_base`"), ty.own.offset);
    }
    let embedded = model.fields.iter().find(|field| field.role == Role::Base);
    let Some(field) = embedded else { return };
    if bases.is_empty() {
        check.error(
            field.ident.span(),
            format_args!("`{name}` has no base type: drop the field, or mark a map of undeclared members `#[odata(open)]`"),
            ty.own.offset,
        );
    } else if model.input.generics.params.is_empty() {
        let (base, place) = (field.ty, check.loaded().place(ty.own.offset));
        let call = turbofish(base.span(), &quote!(is_base), &quote!(#base));
        check.emit(quote!(const _: () = #call(#name, &[#(#bases),*], #place);));
    }
}

/// The types of a union's variants are derived from its base type, or that type.
pub(super) fn union(check: &Check<'_>, model: &Union<'_>, ty: &Type<'_>) {
    let name = &ty.own.name;
    let mut known = vec![name.clone()];
    known.extend(check.schema().derived_types(name));
    let place = check.loaded().place(ty.own.offset);
    let calls = model.variants.iter().map(|(_, ty)| {
        let call = turbofish(ty.span(), &quote!(is_derived), &quote!(#ty));
        quote!(const _: () = #call(#name, __KNOWN, #place);)
    });
    check.emit(quote! {
        const __KNOWN: &[&str] = &[#(#known),*];
        #(#calls)*
    });
}

fn said(bases: &[&str], what: &str) -> String {
    match bases {
        [] => format!("has no base type: drop `{what}`"),
        [first, ..] => format!("is not derived from it, but from `{first}`: write `{what} = \"{first}\"`"),
    }
}

/// `__odata::schema::function::<ty>`, all of it at the place of the type, so that a failure underlines that.
pub(super) fn turbofish(
    span: Span,
    function: &proc_macro2::TokenStream,
    ty: &proc_macro2::TokenStream,
) -> proc_macro2::TokenStream {
    quote_spanned!(span=> __odata::schema::#function::<#ty>)
}
