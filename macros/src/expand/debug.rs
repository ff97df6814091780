//! `Debug` of the user's own type, where `#[odata(debug)]` asks for it: as std's derive writes it, secrets hidden.

use crate::model::{Field, TypeModel, Union, types};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;
use syn::{GenericParam, Generics};

/// The impl for a struct; nothing without the attribute.
pub(super) fn debug(model: &TypeModel<'_>, generics: &Generics) -> Option<TokenStream> {
    model.attrs.debug.get()?;
    let ident = &model.input.ident;
    let name = ident.unraw().to_string();
    let fields = model.fields().iter().map(field);
    let mut generics = generics.clone();
    for parameter in &mut generics.params {
        if let GenericParam::Type(parameter) = parameter {
            parameter.bounds.push(syn::parse_quote!(__odata::Debug));
        }
    }
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    Some(quote! {
        #[automatically_derived]
        impl #impl_generics __odata::Debug for #ident #type_generics #where_clause {
            fn fmt(&self, f: &mut __odata::Formatter<'_>) -> __odata::fmt::Result {
                __odata::debug_fields(f, #name, &[#(#fields),*])
            }
        }
    })
}

/// The impl for an enum of types; nothing without the attribute.
pub(super) fn debug_union(model: &TypeModel<'_>, shape: &Union<'_>) -> Option<TokenStream> {
    model.attrs.debug.get()?;
    let ident = &model.input.ident;
    let variants = shape.variants.iter().copied().chain(shape.other);
    let arms = variants.map(|(variant, _)| {
        let name = variant.unraw().to_string();
        quote!(Self::#variant(value) => __odata::debug_variant(f, #name, value),)
    });
    // Reported already: a match that does not name them would report it again.
    let faulty = shape.is_faulty.then(|| quote!(_ => __odata::Ok(()),));
    Some(quote! {
        #[automatically_derived]
        impl __odata::Debug for #ident {
            fn fmt(&self, f: &mut __odata::Formatter<'_>) -> __odata::fmt::Result {
                match self { #(#arms)* #faulty }
            }
        }
    })
}

/// A field's name and what is shown of it.
fn field(field: &Field<'_>) -> TokenStream {
    let name = field.ident.unraw().to_string();
    // At the user's type, which is what lacks a `Debug`.
    let at = field.at();
    let ident = field.ident_at(at);
    match (field.is_secret, types::option_of(field.ty).is_some()) {
        (false, _) => quote_spanned!(at=> (#name, &self.#ident)),
        (true, true) => quote_spanned!(at=> (#name, &__odata::hidden(&self.#ident))),
        (true, false) => quote!((#name, &__odata::Hidden)),
    }
}
