//! What the schema does not allow, as a parameter of the runtime's types.

use crate::model::Forbidden;
use proc_macro2::TokenStream;
use quote::quote;

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

/// What cannot be done behind a navigation property, if there is something.
pub(super) fn restriction(forbidden: Forbidden) -> Option<TokenStream> {
    // Nothing is deleted there in any case.
    if !forbidden.update && !forbidden.insert {
        return None;
    }
    let allowed = allowed([forbidden.update, forbidden.insert, forbidden.delete]);
    Some(quote!(__odata::Allowed<#allowed>))
}
