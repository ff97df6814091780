//! Everything `#[derive(Entity)]` emits.

use super::checked::checked;
use super::entity_tag::entity_tag;
use super::generics::bounded;
use super::runtime::Runtime;
use super::structured::structured;
use super::{constants, docs, patch, paths};
use crate::model::Structure;
use proc_macro2::TokenStream;
use quote::quote;

/// The expansion of `Entity`.
pub(crate) fn entity(model: &Structure<'_>) -> TokenStream {
    let runtime = Runtime::new(model.attrs.runtime.get());
    let definition = patch::definition(model, &runtime);
    let (checked, named) = checked(model);
    let patch_impls = patch::impls(model, &runtime, &named);
    let structured = structured(model, &runtime);
    let generics = bounded(model, &runtime.path);
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let ident = &model.input.ident;
    let paths = paths::functions(
        ident,
        &model.input.vis,
        &model.attrs.paths,
        &model.templates,
        &model.facts,
    );
    let entity_tag = entity_tag(model, &generics);
    let (functions, constants) = (functions(model, &named), constants::constants(model));
    let assertions = &model.facts.assertions;
    let wrapped = runtime.wrap(&quote! {
        #checked
        #patch_impls
        #structured
        impl #impl_generics __odata::Entity for #ident #type_generics #where_clause {}
        #entity_tag
        #[allow(private_interfaces)]
        impl #impl_generics #ident #type_generics #where_clause {
            #functions
            #constants
            #paths
        }
        #assertions
    });
    quote!(#definition #wrapped)
}

/// The functions that every entity has.
///
/// `named` is a statement for those that hold a patch.
fn functions(model: &Structure<'_>, named: &TokenStream) -> TokenStream {
    let vis = &model.input.vis;
    let doc = docs::comment(&format!(
        "An empty patch: say with its setters what changes.{}",
        permissions(model)
    ));
    let deprecated = docs::deprecated(model.facts.deprecated.as_deref());
    let to_create = (!model.facts.is_abstract).then(|| quote!(to_create));
    quote! {
        __odata::structured_functions!(#vis (#named) #doc #deprecated);
        __odata::entity_functions!(#vis (#named) #to_create);
    }
}

/// The permission table and the note, as documentation.
fn permissions(model: &Structure<'_>) -> String {
    let attrs = &model.attrs;
    let mut out = String::new();
    for (kind, literal) in [
        ("delegated", &attrs.delegated),
        ("application", &attrs.application),
    ] {
        if let Some(literal) = literal.get() {
            out.push_str(&format!("\n\nPermissions ({kind}): {}", literal.value()));
        }
    }
    if let Some(note) = attrs.note.get() {
        out.push_str(&format!("\n\n{}", note.value()));
    }
    out
}
