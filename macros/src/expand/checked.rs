//! One error for a type that cannot be in a patch.
//!
//! The compiler looks at the fields of a patch wherever a function holds one, and would report a wrong type in each of
//! these functions. It is silent about a wrong type that it has reported already: that of the constant here.

use crate::attr::Role;
use crate::model::{Field, TypeModel};
use crate::spans::located;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use std::fmt::{self, Display, Formatter};

/// A statement that names the constant, or nothing.
#[derive(Clone, Copy)]
pub(super) struct Named(&'static str);

impl Display for Named {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl ToTokens for Named {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        if !self.0.is_empty() {
            tokens.extend(quote!(let _ = __CHECKED;));
        }
    }
}

/// The constant, and the statement that names it in the functions that hold a patch and none of its fields.
///
/// Nothing where every type is known to be right. Nothing for a generic struct either: the length of an array cannot
/// name its parameters.
pub(super) fn checked(model: &TypeModel<'_>) -> (TokenStream, Named) {
    let checks: TokenStream = model.writable().filter_map(check).collect();
    if checks.is_empty() || !model.input.generics.params.is_empty() {
        return (TokenStream::new(), Named(""));
    }
    (
        quote!(const __CHECKED: [(); { #checks 0 }] = [];),
        Named("let _ = __CHECKED;"),
    )
}

/// A statement that names a function of the field's format, so that a type that it does not write is one and the same error wherever
/// the field is; nothing for a field without a format.
pub(super) fn format(field: &Field<'_>) -> Option<TokenStream> {
    let at = field.at();
    let format = match field.attrs.with.get() {
        Some(format) => located(format, field.type_span()),
        None if field.attrs.serde.is_set() => quote_spanned!(at=> __odata::SerdeFormat),
        None => return None,
    };
    let ty = located(field.value_type, field.type_span());
    Some(quote_spanned!(at=> let _ = <#format as __odata::EdmFormat<#ty>>::write_json;))
}

fn check(field: &Field<'_>) -> Option<TokenStream> {
    if field.is_certain() {
        return None;
    }
    let at = field.at();
    let (ty, full) = (
        field.value_type_in(&quote!(__odata)),
        located(field.ty, field.type_span()),
    );
    Some(match field.role {
        Role::Open => quote_spanned!(at=> let _: __odata::Option<__odata::OpenPatch<#full>> = __odata::None;),
        Role::Base => quote_spanned!(at=> let _: __odata::Option<__odata::PatchOf<#full>> = __odata::None;),
        _ if field.has_format() => format(field)?,
        _ => quote_spanned!(at=> let _ = <#ty as __odata::EdmValue>::json_len;),
    })
}
