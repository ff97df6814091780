//! One plain setter for each field of a patch.

use super::{Runtime, docs, located};
use crate::attr::Role;
use crate::model::{Field, Shape, Structure};
use proc_macro2::TokenStream;
use quote::quote;

/// The setters, for the patch's inherent impl.
///
/// `named` is a statement for functions that hold a patch and no field of a type that can be wrong.
pub(super) fn setters(model: &Structure<'_>, runtime: &Runtime, named: &TokenStream) -> TokenStream {
    model
        .writable()
        .map(|field| setter(model, field, runtime, named))
        .collect()
}

fn setter(model: &Structure<'_>, field: &Field<'_>, runtime: &Runtime, named: &TokenStream) -> TokenStream {
    let (ident, vis) = (field.ident, &model.input.vis);
    let doc = docs::setter(field, runtime);
    // A collection is its own body. Said without the trait, the setter adds no error to that of an item that is no value.
    let plain = field.is_std_primitive() || field.has_format() || field.is_vec();
    let ty = change(field, &quote!(__odata), plain);
    let conversion = match (field.role, field.shape) {
        (Role::Base | Role::Open, _) | (_, Shape::Nullable | Shape::NullCollection) => quote!(Into),
        _ => quote!(IntoNonNull),
    };
    let call = match conversion.to_string().as_str() {
        "Into" => quote!(into),
        _ => quote!(into_non_null),
    };
    let deprecated = docs::deprecated(field.deprecated.as_deref());
    let at = field.type_span();
    let named = (field.is_std_primitive() || field.has_format()).then_some(named);
    let function = quote! {
        (mut self, value: impl __odata::#conversion<#ty>) -> Self {
            #named
            self.#ident = value.#call();
            self
        }
    };
    let (keyword, function) = (located(quote!(fn), at), located(function, at));
    quote! {
        #doc
        #deprecated
        #[inline]
        #vis #keyword #ident #function
    }
}

/// The Edm value that a field is: its type without `Option`, in a format if it has one.
pub(super) fn value_type(field: &Field<'_>, runtime: &TokenStream) -> TokenStream {
    let ty = field.value_type;
    match (field.attrs.with.get(), field.attrs.serde.is_set()) {
        (Some(format), _) => quote!(#runtime::With<#ty, #format>),
        (None, true) => quote!(#runtime::With<#ty, #runtime::SerdeFormat>),
        (None, false) => quote!(#ty),
    }
}

/// The type of a patch's field; `runtime` is how the runtime is named at that place.
pub(super) fn change_type(field: &Field<'_>, runtime: &TokenStream) -> TokenStream {
    change(field, runtime, field.is_std_primitive() || field.has_format())
}

/// `plain` is whether the value is its own body in a patch.
fn change(field: &Field<'_>, runtime: &TokenStream, plain: bool) -> TokenStream {
    let (ty, full) = (value_type(field, runtime), field.ty);
    let (generic, ty) = match (field.role, field.shape, plain) {
        (Role::Base, ..) => (quote!(#runtime::PatchOf), quote!(#full)),
        (Role::Open, ..) => (quote!(#runtime::OpenPatch), quote!(#full)),
        (_, Shape::Nullable | Shape::NullCollection, true) => (quote!(#runtime::Change), ty),
        (_, Shape::Nullable | Shape::NullCollection, false) => (quote!(#runtime::ChangeOf), ty),
        (_, _, true) => (quote!(#runtime::NonNullChange), ty),
        (_, _, false) => (quote!(#runtime::NonNullChangeOf), ty),
    };
    located(quote!(#generic<#ty>), field.type_span())
}
