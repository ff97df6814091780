//! One constant for each property, for typed queries.

use super::docs;
use crate::attr::Role;
use crate::model::{Field, Shape, TypeModel};
use proc_macro2::TokenStream;
use quote::quote;

/// The constants, for the entity's inherent impl.
pub(super) fn constants(model: &TypeModel<'_>) -> TokenStream {
    model
        .fields()
        .iter()
        .filter_map(|field| constant(model, field))
        .collect()
}

fn constant(model: &TypeModel<'_>, field: &Field<'_>) -> Option<TokenStream> {
    let (vis, ident, doc) = (&model.input.vis, field.constant(), docs::constant(field));
    let (ty, wire) = (field.value_type_in(&quote!(__odata)), &field.wire);
    let deprecated = docs::deprecated(field.deprecated.as_deref());
    let new = if field.is_vec() {
        quote!(collection(#wire))
    } else if matches!(field.shape, Shape::Required | Shape::NonNullable) {
        quote!(non_nullable(#wire))
    } else {
        quote!(new(#wire))
    };
    match field.role {
        Role::Skip | Role::Base | Role::Open | Role::Annotation(_) => None,
        Role::Navigation { .. } => Some(quote! {
            #doc
            #deprecated
            #vis const #ident: __odata::NavigationProperty<Self> = __odata::NavigationProperty::#new;
        }),
        _ => Some(quote! {
            #doc
            #deprecated
            #vis const #ident: __odata::Property<Self, #ty> = __odata::Property::new(#wire);
        }),
    }
}
