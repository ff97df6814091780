//! What the schema does not allow, as a parameter of the runtime's types.

use crate::model::Forbidden;
use crate::spans::at;
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

/// The parameters of `Allowed`: change, create, delete.
pub(super) fn allowed(forbidden: [bool; 3]) -> TokenStream {
    let allowed = forbidden.map(|forbidden| {
        if forbidden {
            quote!(__odata::No)
        } else {
            quote!(__odata::Yes)
        }
    });
    quote!(#(#allowed),*)
}

/// What a navigation property leads to, with what cannot be done behind it.
pub(super) fn restricted(multiplicity: TokenStream, forbidden: Forbidden, span: Span) -> TokenStream {
    // Nothing is deleted there in any case.
    if !forbidden.update && !forbidden.insert {
        return multiplicity;
    }
    let allowed = allowed([forbidden.update, forbidden.insert, forbidden.delete]);
    quote_spanned!(at(span)=> <#multiplicity as __odata::Restricted<__odata::Allowed<#allowed>>>::By)
}
