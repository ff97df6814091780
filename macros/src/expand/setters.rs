//! One plain setter for each field of a patch.

use super::checked::Named;
use super::docs;
use super::runtime::Runtime;
use crate::attr::Role;
use crate::model::{Field, Shape, TypeModel};
use crate::spans::located;
use crate::text::Text;
use proc_macro2::TokenStream;
use quote::quote_spanned;
use syn::Ident;

/// The setters, for the patch's inherent impl.
///
/// `named` is a statement for functions that hold a patch.
pub(super) fn setters(model: &TypeModel<'_>, runtime: &Runtime, named: Named) -> Text {
    let mut out = Text::default();
    for field in model.writable() {
        setter(model, field, runtime, named, &mut out);
    }
    out
}

fn setter(model: &TypeModel<'_>, field: &Field<'_>, runtime: &Runtime, named: Named, out: &mut Text) {
    docs::setter(field, runtime, out);
    out.tokens(docs::deprecated(field.deprecated.as_deref()));
    out.vis(&model.input.vis);
    let at = field.at();
    let is_null = matches!(field.shape, Shape::Nullable | Shape::NullCollection);
    let call = match field.role {
        Role::Base | Role::Open => "into",
        _ if is_null => "into_change",
        _ => "into_non_null",
    };
    if field.is_certain() {
        let (bound, change) = match is_null {
            true => ("IntoChange", "Change"),
            false => ("IntoNonNull", "NonNullChange"),
        };
        out.push(" fn ");
        out.ident(field.ident);
        // The bound is where the user wrote the type: what a setter does not take is an error that shows it.
        let mut arguments = Text::default();
        arguments.write(format_args!("mut self, value: impl __odata::{bound}<"));
        arguments.spelled(&field.spelled);
        arguments.write(format_args!(", __odata::{change}<"));
        arguments.spelled(&field.spelled);
        arguments.push(">>");
        out.parentheses_at(at, arguments);
        out.write(format_args!(
            " -> Self {{ {named} self.{} = value.{call}(); self }}",
            field.text
        ));
        return;
    }
    // A collection is its own body. Written without the trait, the setter adds no error to that of an item that is no value.
    let plain = field.is_std_primitive() || field.has_format() || field.is_vec();
    let private = quote_spanned!(at=> __odata);
    let change = change(field, &private, plain);
    let taken = || field.value_type_in(&private);
    let bound = match field.role {
        Role::Base | Role::Open => quote_spanned!(at=> __odata::Into<#change>),
        _ if is_null => {
            let ty = taken();
            quote_spanned!(at=> __odata::IntoChange<#ty, #change>)
        }
        _ => {
            let ty = taken();
            quote_spanned!(at=> __odata::IntoNonNull<#ty, #change>)
        }
    };
    let (call, member, ident) = (Ident::new(call, at), field.ident_at(at), field.ident);
    out.tokens(quote_spanned! {at=>
        fn #ident(mut self, value: impl #bound) -> Self {
            #named
            self.#member = value.#call();
            self
        }
    });
}

/// The type of a patch's field; `runtime` is how the runtime is named at that place.
pub(super) fn change_type(field: &Field<'_>, runtime: &TokenStream) -> TokenStream {
    change(field, runtime, field.is_std_primitive() || field.has_format())
}

/// `plain` is whether the value is its own body in a patch.
fn change(field: &Field<'_>, runtime: &TokenStream, plain: bool) -> TokenStream {
    let ty = field.value_type_in(runtime);
    let full = matches!(field.role, Role::Base | Role::Open).then(|| located(field.ty, field.type_span()));
    let at = field.at();
    match (field.role, field.shape, plain) {
        (Role::Base, ..) => quote_spanned!(at=> #runtime::PatchOf<#full>),
        (Role::Open, ..) => quote_spanned!(at=> #runtime::OpenPatch<#full>),
        (_, Shape::Nullable | Shape::NullCollection, true) => quote_spanned!(at=> #runtime::Change<#ty>),
        (_, Shape::Nullable | Shape::NullCollection, false) => quote_spanned!(at=> #runtime::ChangeOf<#ty>),
        (_, _, true) => quote_spanned!(at=> #runtime::NonNullChange<#ty>),
        (_, _, false) => quote_spanned!(at=> #runtime::NonNullChangeOf<#ty>),
    }
}
