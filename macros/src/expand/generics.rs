//! The parameters of the user's type.

use crate::model::TypeModel;
use proc_macro2::TokenStream;
use syn::{GenericParam, Generics};

/// The user's generics, each type parameter an Edm value.
pub(super) fn bounded(model: &TypeModel<'_>, runtime: &TokenStream) -> Generics {
    let mut generics = model.input.generics.clone();
    for parameter in &mut generics.params {
        if let GenericParam::Type(parameter) = parameter {
            parameter.bounds.push(syn::parse_quote!(#runtime::EdmValue));
        }
    }
    generics
}
