//! One error for a type that cannot be in a patch.
//!
//! The compiler looks at the fields of a patch wherever a function holds one, and would tell of a wrong type in each of
//! these functions. It stays silent where a type is wrong that it has told of already: that of the constant here.

use super::{at, located};
use crate::attr::Role;
use crate::model::{Field, Structure};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

/// The constant, and the statement that names it in the functions that hold a patch and none of its fields.
///
/// Nothing where every type is known to be right. Nothing for a generic struct either: the length of an array cannot
/// name its parameters.
pub(super) fn checked(model: &Structure<'_>) -> (TokenStream, TokenStream) {
    let checks: TokenStream = model.writable().filter_map(check).collect();
    if checks.is_empty() || !model.input.generics.params.is_empty() {
        return (TokenStream::new(), TokenStream::new());
    }
    (
        quote!(const __CHECKED: [(); { #checks 0 }] = [];),
        quote!(let _ = __CHECKED;),
    )
}

fn check(field: &Field<'_>) -> Option<TokenStream> {
    let (ty, full) = (
        located(field.value_type, field.type_span()),
        located(field.ty, field.type_span()),
    );
    let at = at(field.type_span());
    match field.role {
        Role::Open => None,
        Role::Base => {
            Some(quote_spanned!(at=> let _: __odata::Option<__odata::PatchOf<#full>> = __odata::None;))
        }
        _ if field.is_std_primitive() || field.has_format() => None,
        _ => Some(quote_spanned!(at=> let _ = <#ty as __odata::EdmValue>::json_len;)),
    }
}
