//! The base types that a type says it has.

use super::check::Check;
use super::check_types::Type;
use crate::attr::Role;
use crate::model::{Structure, Union};
use odata_entity_csdl::Kind;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{PathArguments, Type as RustType, TypePath};

/// Takes over whether a complex type has or is a base, on which the tags of its values depend (OData JSON 4.01, 4.6.3).
pub(super) fn take_over(check: &Check<'_>, model: &mut Structure<'_>, ty: &Type<'_>) {
    if ty.own.kind == Kind::ComplexType {
        model.facts.base.clone_from(&ty.own.base);
        model.facts.is_base = check.schema().has_derived_types(&ty.own.name);
    }
}

/// `base`, `is_base` and the embedded base of a struct.
pub(super) fn structure(check: &Check<'_>, model: &Structure<'_>, ty: &Type<'_>) {
    let name = &ty.own.name;
    let bases: Vec<&str> = ty.lineage.iter().skip(1).map(|base| base.name.as_str()).collect();
    if let Some(literal) = model.attrs.base.get()
        && !bases.contains(&check.schema().canonical(&literal.value()).as_str())
    {
        let what = match bases.first() {
            None => "has no base type: drop `base`".to_owned(),
            Some(first) => format!(
                "is not derived from `{}`, but from `{first}`: write `base = \"{first}\"`",
                literal.value()
            ),
        };
        check.error(literal.span(), format_args!("`{name}` {what}"), ty.own.offset);
    }
    if let Some(span) = model.attrs.is_base.span()
        && !check.schema().has_derived_types(name)
    {
        check.error(
            span,
            format_args!("no type is derived from `{name}`: drop `is_base`"),
            ty.own.offset,
        );
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
        let arguments = quote!(#name, &[#(#bases),*], #place);
        check.ask(question(base, "is_base", &quote!(#base), &arguments));
    }
}

/// The types of a union's variants are derived from its base type, or that type.
pub(super) fn union(check: &Check<'_>, model: &Union<'_>, ty: &Type<'_>) {
    let name = &ty.own.name;
    let mut known = vec![name.clone()];
    known.extend(check.schema().derived_types(name));
    let place = check.loaded().place(ty.own.offset);
    let arguments = quote!(__KNOWN, #place);
    let calls = model
        .variants
        .iter()
        .map(|(_, ty)| question(ty, "is_derived", &quote!(#ty), &arguments));
    check.ask(quote! {
        const __KNOWN: &[&str] = &[#(#known),*];
        #(#calls)*
    });
}

/// A constant `__odata::schema::function::<ty>(arguments)` that underlines a type.
pub(super) fn question(
    ty: &RustType,
    function: &str,
    parameter: &TokenStream,
    arguments: &TokenStream,
) -> TokenStream {
    let (begin, _) = ends(ty);
    let function = Ident::new(function, begin);
    constant(ty, &quote_spanned!(begin=> #function::<#parameter>), arguments)
}

/// The same of a function that has no type parameter.
pub(super) fn call(ty: &RustType, function: &str, arguments: &TokenStream) -> TokenStream {
    let function = Ident::new(function, ends(ty).0);
    constant(ty, &function, arguments)
}

/// The constant begins where the type begins and ends where it ends, so that a failure underlines the whole of it. (To join the two
/// spans would take a nightly compiler.)
fn constant(ty: &RustType, function: &impl ToTokens, arguments: &TokenStream) -> TokenStream {
    let (begin, end) = ends(ty);
    let mut arguments = Group::new(Delimiter::Parenthesis, arguments.clone());
    arguments.set_span(end);
    quote_spanned!(begin=> const _: () = __odata::schema::#function #arguments;)
}

/// The spans of a type's first and last token.
fn ends(ty: &RustType) -> (Span, Span) {
    // A path, as nearly every type is, tells them without being turned into tokens.
    if let RustType::Path(TypePath {
        attrs,
        qself: None,
        path,
    }) = ty
        && attrs.is_empty()
        && path.leading_colon.is_none()
        && let (Some(first), Some(last)) = (path.segments.first(), path.segments.last())
    {
        let end = match &last.arguments {
            PathArguments::None => Some(last.ident.span()),
            PathArguments::AngleBracketed(arguments) => Some(arguments.gt_token.span),
            PathArguments::Parenthesized(_) => None,
        };
        if let Some(end) = end {
            return (first.ident.span(), end);
        }
    }
    let mut spans = ty.to_token_stream().into_iter().map(|token| token.span());
    let begin = spans.next().unwrap_or_else(|| ty.span());
    (begin, spans.last().unwrap_or(begin))
}
