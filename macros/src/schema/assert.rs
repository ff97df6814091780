//! Const assertions: what only the compiler can compare, as constants that it evaluates.

use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{PathArguments, Type, TypePath};

/// A condition of which only the compiler knows whether it is met.
pub(super) struct When {
    /// The constant that has the numbers of the user's types.
    pub(super) constant: Ident,
    /// The numbers of the types that are meant.
    pub(super) types: Vec<u64>,
}

/// A constant `__odata::schema::function::<parameter>(arguments)` that underlines the type `ty`.
pub(super) fn of_type(
    ty: &Type,
    function: &str,
    parameter: &TokenStream,
    arguments: &TokenStream,
) -> TokenStream {
    let (begin, _) = ends(ty);
    let function = Ident::new(function, begin);
    constant(ty, &quote_spanned!(begin=> #function::<#parameter>), arguments)
}

/// The same of a function that has no type parameter.
pub(super) fn of_value(ty: &Type, function: &str, arguments: &TokenStream) -> TokenStream {
    let function = Ident::new(function, ends(ty).0);
    constant(ty, &function, arguments)
}

/// The same of the name in the metadata of a type that may have none. `name` asks for it: `__odata::schema::Named::<T>::NAME`.
pub(super) fn of_name(ty: &Type, function: &str, name: &TokenStream, asserted: &TokenStream) -> TokenStream {
    let call = of_value(ty, function, &quote!(#name, #asserted));
    quote! {
        #[allow(unused_imports, reason = "a type that a derive has named does not need it, which only the compiler knows")]
        use __odata::schema::Unnamed as _;
        #call
    }
}

/// Constants that fail with the message of a mistake, and underline what that does, where a condition is met.
pub(super) fn of_error(error: &syn::Error, when: &When) -> TokenStream {
    let When { constant, types } = when;
    let mut out = TokenStream::new();
    for error in error {
        let message = error.to_string();
        // syn keeps both ends of what a mistake underlines in the tokens that it makes of it.
        let mut spans = error.to_compile_error().into_iter().map(|token| token.span());
        let begin = spans.next().unwrap_or_else(|| error.span());
        let end = spans.last().unwrap_or(begin);
        let mut arguments = Group::new(
            Delimiter::Parenthesis,
            quote!(#constant, &[#(#types),*], #message),
        );
        arguments.set_span(end);
        out.extend(quote_spanned!(begin=> const _: () = __odata::schema::wrong #arguments;));
    }
    out
}

/// The constant begins where the type begins and ends where it ends, so that a failure underlines all of it. (To join the two
/// spans would take a nightly compiler.)
fn constant(ty: &Type, function: &impl ToTokens, arguments: &TokenStream) -> TokenStream {
    let (begin, end) = ends(ty);
    let mut arguments = Group::new(Delimiter::Parenthesis, arguments.clone());
    arguments.set_span(end);
    quote_spanned!(begin=> const _: () = __odata::schema::#function #arguments;)
}

/// The spans of a type's first and last token.
fn ends(ty: &Type) -> (Span, Span) {
    // Nearly every type is a path, whose ends are known without turning it into tokens.
    if let Type::Path(TypePath {
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
