//! One constant for each property, for typed queries.

use super::docs;
use crate::attr::Role;
use crate::model::{Field, Shape, TypeModel, types};
use crate::spans::{at, located};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

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
    match field.role {
        Role::Skip | Role::Base | Role::Open | Role::Tag | Role::Annotation(_) => None,
        Role::Navigation { .. } => {
            let kind = multiplicity(field);
            let is_nullable = !matches!(field.shape, Shape::Required | Shape::NonNullable);
            let new = match is_nullable || field.is_vec() {
                true => quote!(new(#wire)),
                false => quote!(non_nullable(#wire)),
            };
            Some(quote! {
                #doc
                #deprecated
                #vis const #ident: __odata::NavigationProperty<Self, #kind> = __odata::NavigationProperty::#new;
            })
        }
        _ => Some(quote! {
            #doc
            #deprecated
            #vis const #ident: __odata::Property<Self, #ty> = __odata::Property::new(#wire);
        }),
    }
}

/// What a navigation property leads to: one entity or many, of which type. A type that only serde reads is any JSON.
fn multiplicity(field: &Field<'_>) -> TokenStream {
    if field.has_format() {
        let kind = if field.is_vec() { quote!(Many) } else { quote!(One) };
        return quote!(__odata::#kind<__odata::union::Value>);
    }
    // `Box` is no local type, so nothing can be implemented for a box of every entity.
    let ty = types::boxed(field.ty).unwrap_or(field.ty);
    let ty = located(ty, field.type_span());
    quote_spanned!(at(field.type_span())=> <#ty as __odata::NavigationField>::Kind)
}
