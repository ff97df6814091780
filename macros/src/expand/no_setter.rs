//! What leads from a setter that a patch has not to the reason.

use crate::attr::Role;
use crate::model::{Field, TypeModel};
use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;
use syn::ext::IdentExt;

/// A method whose name is the reason, and whose aliases are the setters that are not there: the compiler proposes a method by its
/// aliases where one is called that does not exist. Only for types that have such properties.
pub(super) fn no_setter(model: &TypeModel<'_>) -> Option<TokenStream> {
    let of = |role: Role| model.fields().iter().filter(move |field| field.role == role);
    let is_navigation = |field: &&Field<'_>| matches!(field.role, Role::Navigation { .. });
    let (read_only, immutable) = (of(Role::ReadOnly), of(Role::Immutable));
    let navigation = model.fields().iter().filter(is_navigation);
    let name = match (
        read_only.clone().next().is_some(),
        immutable.clone().next().is_some(),
        navigation.clone().next().is_some(),
    ) {
        (false, false, false) => return None,
        (true, false, false) => "read_only_properties_have_no_setter",
        (false, true, false) => "properties_set_on_creation_have_no_setter",
        (true, true, false) => "read_only_properties_and_those_set_on_creation_have_no_setter",
        (false, false, true) => "navigation_properties_have_no_setter_but_bind",
        (true, false, true) => "read_only_and_navigation_properties_have_no_setter",
        (false, true, true) => "navigation_properties_and_those_set_on_creation_have_no_setter",
        (true, true, true) => "read_only_and_navigation_properties_and_those_set_on_creation_have_no_setter",
    };
    let name = Ident::new(name, model.input.ident.span());
    let aliases = read_only
        .chain(immutable)
        .chain(navigation)
        .map(|field| field.ident.unraw().to_string());
    let vis = &model.input.vis;
    Some(quote! {
        #[doc(hidden)]
        #[doc(alias(#(#aliases),*))]
        #[allow(dead_code, reason = "the compiler proposes it where a setter is missing, and nobody calls it")]
        #vis fn #name(&self) {}
    })
}

/// The properties without a setter, for the documentation of the patch.
pub(super) fn without_setter(model: &TypeModel<'_>) -> String {
    let mut out = String::new();
    for (role, reason) in [
        (Role::ReadOnly, "as they are read-only"),
        (Role::Immutable, "as they are set when the entity is created"),
    ] {
        let fields = model.fields().iter().filter(|field| field.role == role);
        let names: Vec<String> = fields.map(|field| format!("`{}`", field.ident.unraw())).collect();
        if !names.is_empty() {
            out.push_str(&format!("\n\nWithout a setter, {reason}: {}.", names.join(", ")));
        }
    }
    out
}
