//! Everything `#[derive(ComplexType)]` emits for a struct.

use super::checked::checked;
use super::generics::bounded;
use super::patch::{definition, impls, patch_ident};
use super::runtime::Runtime;
use super::structured::structured;
use super::{constants, docs};
use crate::model::Structure;
use crate::spans::located;
use crate::type_id::type_id;
use proc_macro2::TokenStream;
use quote::quote;

/// The expansion of `ComplexType` on a struct.
pub(crate) fn complex(model: &Structure<'_>) -> TokenStream {
    let runtime = Runtime::new(model.attrs.runtime.get());
    let definition = definition(model, &runtime);
    let (checked, named) = checked(model);
    let (patch_impls, structured) = (impls(model, &runtime, &named), structured(model, &runtime));
    let value = value(model, &runtime);
    let generics = bounded(model, &runtime.path);
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let (ident, constants) = (&model.input.ident, constants::constants(model));
    let functions = functions(model, &named);
    let assertions = &model.facts.assertions;
    let wrapped = runtime.wrap(&quote! {
        #checked
        #patch_impls
        #structured
        #value
        #[allow(private_interfaces)]
        impl #impl_generics #ident #type_generics #where_clause {
            #functions
            #constants
        }
        #assertions
    });
    quote!(#definition #wrapped)
}

/// `named` is a statement for functions that hold a patch.
fn functions(model: &Structure<'_>, named: &TokenStream) -> TokenStream {
    let vis = &model.input.vis;
    let doc = docs::comment("An empty patch of part of the value: say with its setters what changes.");
    let deprecated = docs::deprecated(model.facts.deprecated.as_deref());
    quote!(__odata::structured_functions!(#vis (#named) #doc #deprecated);)
}

/// The type as a value, and what lets a setter take a patch of it.
fn value(model: &Structure<'_>, runtime: &Runtime) -> TokenStream {
    let (ident, patch) = (&model.input.ident, patch_ident(model));
    let id = model
        .attrs
        .type_name
        .get()
        .map_or(0, |literal| type_id(&literal.value()));
    let generics = bounded(model, &runtime.path);
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    // Where an error about a type that is not `Clone` is to be.
    let part = located(quote!(__odata::Part<#ident #type_generics>), ident.span());
    quote! {
        __odata::complex_value!(
            (#impl_generics) (#ident #type_generics) (#patch #type_generics) (#where_clause) (#part) #id
        );
    }
}
