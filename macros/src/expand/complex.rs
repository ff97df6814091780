//! Everything `#[derive(ComplexType)]` emits for a struct.

use super::checked::checked;
use super::patch::{definition, impls, patch_ident};
use super::source::{bounded, structured};
use super::{Runtime, constants, docs, located};
use crate::model::Structure;
use crate::names;
use proc_macro2::TokenStream;
use quote::quote;

/// The expansion of `ComplexType` on a struct.
pub(crate) fn complex(model: &Structure<'_>) -> TokenStream {
    let runtime = Runtime::new(model.attrs.runtime.get());
    let definition = definition(model, &runtime);
    let (checked, named) = checked(model);
    let (patch_impls, structured) = (impls(model, &runtime, &named), structured(model, &runtime));
    let (value, conversions) = (value(model, &runtime), conversions(model, &runtime));
    let generics = bounded(model, &runtime.path);
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let (ident, constants) = (&model.input.ident, constants::constants(model));
    let functions = functions(model, &named);
    let wrapped = runtime.wrap(&quote! {
        #checked
        #patch_impls
        #structured
        #value
        #conversions
        #[allow(private_interfaces)]
        impl #impl_generics #ident #type_generics #where_clause {
            #functions
            #constants
        }
    });
    quote!(#definition #wrapped)
}

/// `named` is a statement for functions that hold a patch.
fn functions(model: &Structure<'_>, named: &TokenStream) -> TokenStream {
    let vis = &model.input.vis;
    let patch = docs::comment("An empty patch of part of the value: say with its setters what changes.");
    let to_patch = docs::comment("A patch with every writable property that is present.");
    let diff = docs::comment("The patch that makes `after` of `self`.");
    let deprecated = docs::deprecated(model.facts.deprecated.as_deref());
    quote! {
        #patch
        #deprecated
        #[inline]
        #vis fn patch() -> <Self as __odata::Structured>::Patch {
            #named
            __odata::Default::default()
        }
        #to_patch
        #[inline]
        #vis fn to_patch(&self) -> <Self as __odata::Structured>::Patch {
            #named
            __odata::to_patch(self)
        }
        #diff
        #[inline]
        #vis fn diff(&self, after: &Self) -> <Self as __odata::Structured>::Patch {
            #named
            __odata::diff(self, after)
        }
    }
}

fn value(model: &Structure<'_>, runtime: &Runtime) -> TokenStream {
    let ident = &model.input.ident;
    let id = model
        .attrs
        .type_name
        .get()
        .map_or(0, |literal| names::id(&literal.value()));
    let generics = bounded(model, &runtime.path);
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    // Where an error about a type that is not `Clone` is to be.
    let part = located(quote!(__odata::Part<#ident #type_generics>), ident.span());
    quote! {
        impl #impl_generics __odata::EdmValue for #ident #type_generics #where_clause {
            type Body = #part;
            type Whole = Self;
            const EDM: __odata::EdmType =
                __odata::EdmType::derived(<Self as __odata::Typed>::TYPE.name, __odata::EdmKind::Complex, #id);
            #[inline]
            fn into_body(self) -> __odata::Part<Self> {
                __odata::Part::Whole(self)
            }
            #[inline]
            fn write_json(&self, out: &mut __odata::JsonWriter) {
                __odata::complex_write(self, out)
            }
            #[inline]
            fn json_len(&self) -> usize {
                __odata::complex_len::<Self>()
            }
            #[inline]
            fn changed(&self, after: &Self, detail: __odata::Detail) -> __odata::Option<__odata::Part<Self>> {
                __odata::complex_changed(self, after, detail)
            }
        }
    }
}

/// What lets a setter take a patch of the value.
fn conversions(model: &Structure<'_>, runtime: &Runtime) -> TokenStream {
    let (ident, patch) = (&model.input.ident, patch_ident(model));
    let generics = bounded(model, &runtime.path);
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let part = quote!(__odata::Part<#ident #type_generics>);
    quote! {
        impl #impl_generics __odata::From<#patch #type_generics> for __odata::Change<#part> #where_clause {
            #[inline]
            fn from(patch: #patch #type_generics) -> Self {
                Self::Set(__odata::Part::Patch(patch))
            }
        }
        impl #impl_generics __odata::IntoNonNull<__odata::NonNullChange<#part>> for #patch #type_generics #where_clause {
            #[inline]
            fn into_non_null(self) -> __odata::NonNullChange<#part> {
                __odata::NonNullChange::Set(__odata::Part::Patch(self))
            }
        }
    }
}
