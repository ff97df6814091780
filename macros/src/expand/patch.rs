//! The patch type: a struct of changes, and what the runtime needs to walk over it.

use super::setters::{change_type, setters};
use super::{Runtime, docs, located};
use crate::attr::Role;
use crate::model::{Field, Shape, Structure};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Ident;
use syn::ext::IdentExt;

/// The name of the patch type.
pub(super) fn patch_ident(model: &Structure<'_>) -> Ident {
    format_ident!(
        "{}Patch",
        model.input.ident.unraw(),
        span = model.input.ident.span()
    )
}

/// The struct itself; it stands beside the user's type.
pub(super) fn definition(model: &Structure<'_>, runtime: &Runtime) -> TokenStream {
    let (ident, vis) = (patch_ident(model), &model.input.vis);
    let entity = model.input.ident.unraw().to_string();
    let path = &runtime.path;
    let fields = model.writable().map(|field| {
        let (ident, doc) = (field.ident, docs::patch_field(field));
        let ty = change_type(field, &quote!(#path::__private));
        quote!(#doc #vis #ident: #ty,)
    });
    let generics = super::source::bounded(model, path);
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let marker = (!generics.params.is_empty()).then(|| {
        let ident = &model.input.ident;
        quote!(#[doc(hidden)] #vis __odata_type: ::core::marker::PhantomData<fn() -> #ident #type_generics>,)
    });
    let doc = docs::comment(&format!(
        "What changes of a [`{entity}`]: the body of a PATCH, and nothing that is not said.\n\n\
         A field left [`Unchanged`]({0}::Change::Unchanged) is absent from the body, \
         [`Null`]({0}::Change::Null) is `null` in it.",
        runtime.doc
    ));
    quote! {
        #doc
        #[allow(private_interfaces, clippy::pub_underscore_fields)]
        #vis struct #ident #impl_generics #where_clause {
            #(#fields)*
            #[doc(hidden)]
            #vis __odata: #path::__private::Notes,
            #marker
        }
    }
}

/// The impls of the patch.
///
/// `named` is a statement for functions that hold a patch and none of its fields.
pub(super) fn impls(model: &Structure<'_>, runtime: &Runtime, named: &TokenStream) -> TokenStream {
    let ident = patch_ident(model);
    let generics = super::source::bounded(model, &runtime.path);
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let (unchanged, visit, clone, merge) = (unchanged(model), visit(model), clone(model), merge(model));
    let marker = (!generics.params.is_empty()).then(|| quote!(__odata_type: __odata::PhantomData,));
    let own = own_functions(model, named);
    let setters = setters(model, runtime, named);
    let entity = &model.input.ident;
    quote! {
        #[allow(private_interfaces)]
        impl #impl_generics #ident #type_generics #where_clause {
            #own
            #setters
        }
        impl #impl_generics __odata::Patch for #ident #type_generics #where_clause {
            type Of = #entity #type_generics;
            fn visit<__V: __odata::Visitor>(&self, other: &Self, v: &mut __V) {
                #visit
            }
            #[inline]
            fn merge(&mut self, other: Self) {
                #merge
                __odata::Notes::merge(&mut self.__odata, other.__odata);
            }
            #[inline]
            fn notes(&self) -> &__odata::Notes {
                &self.__odata
            }
            #[inline]
            fn notes_mut(&mut self) -> &mut __odata::Notes {
                &mut self.__odata
            }
        }
        impl #impl_generics __odata::Default for #ident #type_generics #where_clause {
            #[inline]
            fn default() -> Self {
                Self { #unchanged __odata: __odata::Notes::EMPTY, #marker }
            }
        }
        impl #impl_generics __odata::Clone for #ident #type_generics #where_clause {
            #[inline]
            fn clone(&self) -> Self {
                Self { #clone __odata: __odata::Clone::clone(&self.__odata), #marker }
            }
        }
        impl #impl_generics __odata::PartialEq for #ident #type_generics #where_clause {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                __odata::patch_eq(self, other)
            }
        }
        impl #impl_generics __odata::Debug for #ident #type_generics #where_clause {
            #[inline]
            fn fmt(&self, f: &mut __odata::Formatter<'_>) -> __odata::FmtResult {
                __odata::patch_debug(self, f)
            }
        }
        impl #impl_generics __odata::Serialize for #ident #type_generics #where_clause {
            #[inline]
            fn serialize<__S: __odata::Serializer>(&self, s: __S) -> __odata::Result<__S::Ok, __S::Error> {
                __odata::patch_serialize(self, s)
            }
        }
    }
}

/// `is_empty` and `merge`, unless a property has that name: then its setter has it, and the trait has ours.
fn own_functions(model: &Structure<'_>, named: &TokenStream) -> TokenStream {
    let vis = &model.input.vis;
    let free = |name: &str| model.writable().all(|field| field.ident.unraw() != name);
    let is_empty = free("is_empty").then(|| {
        quote! {
            /// Whether nothing changes, so that there is nothing to send.
            #[inline]
            #vis fn is_empty(&self) -> bool {
                __odata::Patch::is_empty(self)
            }
        }
    });
    let merge = free("merge").then(|| {
        quote! {
            /// Takes over what `other` changes; where both change a property, `other` wins.
            #[inline]
            #vis fn merge(&mut self, other: Self) {
                #named
                __odata::Patch::merge(self, other);
            }
        }
    });
    quote!(#is_empty #merge)
}

fn unchanged(model: &Structure<'_>) -> TokenStream {
    let fields = model.writable().map(|field| {
        let ident = field.ident;
        let value = match (field.role, field.shape) {
            (Role::Base | Role::Open, _) => quote!(__odata::Default::default()),
            (_, Shape::Nullable | Shape::NullCollection) => quote!(__odata::Change::Unchanged),
            _ => quote!(__odata::NonNullChange::Unchanged),
        };
        located(quote!(#ident: #value,), field.type_span())
    });
    fields.collect()
}

fn clone(model: &Structure<'_>) -> TokenStream {
    let fields = model.writable().map(|field| {
        let ident = field.ident;
        located(
            quote!(#ident: __odata::Clone::clone(&self.#ident),),
            field.type_span(),
        )
    });
    fields.collect()
}

fn merge(model: &Structure<'_>) -> TokenStream {
    let fields = model.writable().map(|field| {
        let ident = field.ident;
        located(
            quote!(__odata::Merge::merge(&mut self.#ident, other.#ident);),
            field.type_span(),
        )
    });
    fields.collect()
}

/// One call a field, in the order in which members go out: annotations follow the type tag.
fn visit(model: &Structure<'_>) -> TokenStream {
    let (annotations, others): (Vec<_>, Vec<_>) = model
        .writable()
        .partition(|field| matches!(field.role, Role::Annotation { .. }));
    annotations.into_iter().chain(others).map(visit_field).collect()
}

fn visit_field(field: &Field<'_>) -> TokenStream {
    let (ident, member) = (field.ident, field.member());
    let call = match (field.role, field.shape) {
        (Role::Base, _) => quote!(v.base(&self.#ident, &other.#ident);),
        (Role::Open, _) => quote!(v.open(&self.#ident, &other.#ident);),
        (_, Shape::Nullable) => quote!(v.nullable(#member, &self.#ident, &other.#ident);),
        (_, Shape::NullCollection) => quote!(v.null_collection(#member, &self.#ident, &other.#ident);),
        _ => quote!(v.non_null(#member, &self.#ident, &other.#ident);),
    };
    located(call, field.type_span())
}
