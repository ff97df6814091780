//! Warnings of a derive.

use proc_macro2::TokenStream;
use quote::quote_spanned;
use syn::Ident;

/// A warning that stays one where warnings are errors: it is about the project, and no mistake in the code.
pub(super) fn hint(ident: &Ident, name: &str, message: &str) -> TokenStream {
    let warning = warning(ident, name, message);
    quote::quote!(#[warn(warnings, deprecated)] #warning)
}

/// A warning on the name of a type, which an `#[allow]` of the type silences.
#[cfg(feature = "schema")]
pub(super) fn warning_beside(input: &syn::DeriveInput, name: &str, message: &str) -> TokenStream {
    let allowed = input.attrs.iter().filter(|attr| attr.path().is_ident("allow"));
    let warning = warning(&input.ident, name, message);
    quote::quote!(#(#allowed)* #warning)
}

/// A warning on `ident`, which a derive can give by way of a deprecated item only.
///
/// All of it has the place of the user's own `ident`: the compiler does not report deprecated items in what a derive made up itself.
pub(super) fn warning(ident: &Ident, name: &str, message: &str) -> TokenStream {
    let span = ident.span();
    let name = Ident::new(name, span);
    quote_spanned! {span=>
        const _: () = {
            #[deprecated(note = #message)]
            const #name: () = ();
            #name
        };
    }
}
