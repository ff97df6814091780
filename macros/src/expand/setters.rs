//! One plain setter for each field of a patch.

use super::docs;
use super::runtime::Runtime;
use crate::attr::Role;
use crate::model::{Field, Shape, TypeModel};
use crate::spans::{at, located};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Ident;

/// The setters, for the patch's inherent impl.
///
/// `named` is a statement for functions that hold a patch.
pub(super) fn setters(model: &TypeModel<'_>, runtime: &Runtime, named: &TokenStream) -> TokenStream {
    model
        .writable()
        .map(|field| setter(model, field, runtime, named))
        .collect()
}

fn setter(model: &TypeModel<'_>, field: &Field<'_>, runtime: &Runtime, named: &TokenStream) -> TokenStream {
    let (ident, vis) = (field.ident, &model.input.vis);
    let doc = docs::setter(field, runtime);
    let at = at(field.type_span());
    // A collection is its own body. Said without the trait, the setter adds no error to that of an item that is no value.
    let plain = field.is_std_primitive() || field.has_format() || field.is_vec();
    let private = quote_spanned!(at=> __odata);
    let change = change(field, &private, plain);
    let taken = || field.value_type_in(&private);
    let (bound, call) = match (field.role, field.shape) {
        (Role::Base | Role::Open, _) => (quote_spanned!(at=> __odata::Into<#change>), "into"),
        (_, Shape::Nullable | Shape::NullCollection) => {
            let ty = taken();
            (
                quote_spanned!(at=> __odata::IntoChange<#ty, #change>),
                "into_change",
            )
        }
        _ => {
            let ty = taken();
            (
                quote_spanned!(at=> __odata::IntoNonNull<#ty, #change>),
                "into_non_null",
            )
        }
    };
    let call = Ident::new(call, at);
    let member = field.ident_at(at);
    let deprecated = docs::deprecated(field.deprecated.as_deref());
    let function = quote_spanned! {at=>
        fn #ident(mut self, value: impl #bound) -> Self {
            #named
            self.#member = value.#call();
            self
        }
    };
    quote! {
        #doc
        #deprecated
        #[inline]
        #vis #function
    }
}

/// The type of a patch's field; `runtime` is how the runtime is named at that place.
pub(super) fn change_type(field: &Field<'_>, runtime: &TokenStream) -> TokenStream {
    change(field, runtime, field.is_std_primitive() || field.has_format())
}

/// `plain` is whether the value is its own body in a patch.
fn change(field: &Field<'_>, runtime: &TokenStream, plain: bool) -> TokenStream {
    let ty = field.value_type_in(runtime);
    let full = matches!(field.role, Role::Base | Role::Open).then(|| located(field.ty, field.type_span()));
    let at = at(field.type_span());
    match (field.role, field.shape, plain) {
        (Role::Base, ..) => quote_spanned!(at=> #runtime::PatchOf<#full>),
        (Role::Open, ..) => quote_spanned!(at=> #runtime::OpenPatch<#full>),
        (_, Shape::Nullable | Shape::NullCollection, true) => quote_spanned!(at=> #runtime::Change<#ty>),
        (_, Shape::Nullable | Shape::NullCollection, false) => quote_spanned!(at=> #runtime::ChangeOf<#ty>),
        (_, _, true) => quote_spanned!(at=> #runtime::NonNullChange<#ty>),
        (_, _, false) => quote_spanned!(at=> #runtime::NonNullChangeOf<#ty>),
    }
}
