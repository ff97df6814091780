//! What `path!` becomes: an expression.

use super::paths::parts_of;
use crate::model::PathCall;
use crate::text::Text;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

/// The expression, with `errors` before it. Names that the user's expressions could see are not brought into scope.
pub(crate) fn path_call(call: &PathCall, checks: &TokenStream, errors: &TokenStream) -> TokenStream {
    let runtime = &call.runtime;
    let text = &call.template.text;
    let mut parts = Text::default();
    parts_of(
        &call.template.parts(),
        &call.template.placeholders,
        &call.facts.reserved,
        &mut parts,
    );
    let parts = parts.finish();
    let declared = call.facts.declared.as_ref().map(|name| quote!(.declared(#name)));
    let etag = call.facts.needs_etag.then(|| quote!(.etag_required()));
    let keys = call.template.placeholders.iter().zip(&call.arguments);
    let keys = keys.map(|(placeholder, argument)| {
        // A value that is no key is underlined where it was written.
        let at = argument.span();
        match &placeholder.ty {
            Some(ty) => quote_spanned!(at=> <_ as #runtime::__private::KeyOf<#ty>>::as_key(&(#argument))),
            None => quote_spanned!(at=> &(#argument) as &dyn #runtime::__private::Key),
        }
    });
    quote! {{
        #errors
        #checks
        #runtime::__private::AnyPath::new(
            #text,
            {
                use #runtime::__private as __odata;
                const __PARTS: &[__odata::PathPart] = &[#parts];
                __PARTS
            },
            &[#(#keys),*],
        ) #declared #etag
    }}
}
