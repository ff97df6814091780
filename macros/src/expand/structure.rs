//! Everything that is emitted for a struct that is an entity type or a complex type.

use super::checked::checked;
use super::debug::debug;
use super::entity_tag::entity_tag;
use super::generics::bounded;
use super::patch::patch_ident;
use super::runtime::Runtime;
use super::structured::structured;
use super::{constants, docs, patch, paths, read};
use crate::attr::TypeKind;
use crate::model::{TypeModel, is_carried};
use crate::spans::located;
use proc_macro2::TokenStream;
use quote::quote;
use syn::Generics;

/// The expansion of a struct.
pub(super) fn structure(model: &TypeModel<'_>) -> TokenStream {
    let runtime = Runtime::new(model.attrs.runtime.get());
    let definition = patch::definition(model, &runtime);
    let (checked, named) = checked(model);
    let patch_impls = patch::impls(model, &runtime, &named);
    let structured = structured(model, &runtime);
    let read = read::read(model, &runtime);
    let generics = bounded(model, &runtime.path);
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let (ident, constants) = (&model.input.ident, constants::constants(model).finish());
    let (impls, functions, paths) = match model.kind {
        TypeKind::Entity => (
            entity(model, &generics),
            entity_functions(model, &named),
            Some(paths::functions(model)),
        ),
        TypeKind::Complex => (
            complex_value(model, &generics),
            complex_functions(model, &named),
            None,
        ),
    };
    let debug = debug(model, &generics);
    let assertions = &model.facts.assertions;
    // `private_interfaces` is allowed as the functions are as visible as the user's type, and a field's type may be
    // less so: the compiler reports that for the field itself.
    let wrapped = runtime.wrap(&quote! {
        #checked
        #patch_impls
        #structured
        #read
        #impls
        #debug
        #[allow(private_interfaces)]
        impl #impl_generics #ident #type_generics #where_clause {
            #functions
            #constants
            #paths
        }
        #assertions
    });
    let lints = lints(model);
    quote!(#definition #lints #wrapped)
}

/// The lints that the user allows, for all that names the user's type and fields, and deprecation where that is the user's own word.
fn lints(model: &TypeModel<'_>) -> TokenStream {
    let of_type = model.input.attrs.iter().filter(|attr| is_carried(attr));
    let of_fields = model
        .fields()
        .iter()
        .flat_map(|field| field.carried.iter().copied());
    let mut out = TokenStream::new();
    for attr in of_type.chain(of_fields) {
        out.extend(match attr.path().is_ident("deprecated") {
            // What is generated uses the deprecated field or type itself, which is no mistake of the user's.
            true => quote!(#[allow(deprecated)]),
            false => quote!(#attr),
        });
    }
    out
}

/// What makes it an entity.
fn entity(model: &TypeModel<'_>, generics: &Generics) -> TokenStream {
    let ident = &model.input.ident;
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let entity_tag = entity_tag(model, generics);
    quote! {
        #[automatically_derived]
        impl #impl_generics __odata::Entity for #ident #type_generics #where_clause {}
        #entity_tag
    }
}

/// The complex type as a value, and what lets a setter take a patch of it.
fn complex_value(model: &TypeModel<'_>, generics: &Generics) -> TokenStream {
    let (ident, patch) = (&model.input.ident, patch_ident(model));
    let (id, name) = (model.id(), model.name());
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    // Where an error about a type that is not `Clone` is to be.
    let part = located(quote!(__odata::Part<#ident #type_generics>), ident.span());
    let complex_value = match model.attrs.by_serde.is_set() {
        true => quote!(complex_value_by_serde),
        false => quote!(complex_value),
    };
    quote! {
        __odata::#complex_value!(
            (#impl_generics) (#ident #type_generics) (#patch #type_generics) (#where_clause) (#part) #id #name
        );
    }
}

/// The functions that every entity has.
///
/// `named` is a statement for those that hold a patch.
fn entity_functions(model: &TypeModel<'_>, named: &TokenStream) -> TokenStream {
    let vis = &model.input.vis;
    let doc = docs::comment(&format!(
        "An empty patch: set what changes with its setters.{}",
        permissions(model)
    ));
    let deprecated = docs::deprecated(model.facts.deprecated.as_deref());
    let apply = apply(model);
    // Of an abstract type, what the tag names can be created.
    let can_create = !model.facts.is_abstract || model.has_tag();
    let to_create = match can_create {
        true => quote!(to_create),
        false => quote!(abstract),
    };
    let patch = patch_type(model);
    quote! {
        __odata::structured_functions!(#vis (#named) (#patch) #apply #doc #deprecated);
        __odata::entity_functions!(#vis (#named) (#patch) #to_create);
    }
}

/// The same of a complex type.
fn complex_functions(model: &TypeModel<'_>, named: &TokenStream) -> TokenStream {
    let vis = &model.input.vis;
    let doc = docs::comment("An empty patch of part of the value: set what changes with its setters.");
    let deprecated = docs::deprecated(model.facts.deprecated.as_deref());
    let apply = apply(model);
    let patch = patch_type(model);
    quote!(__odata::structured_functions!(#vis (#named) (#patch) #apply #doc #deprecated);)
}

/// The type of its patch.
fn patch_type(model: &TypeModel<'_>) -> TokenStream {
    let (ident, generics) = (patch::patch_ident(model), model.input.generics.split_for_impl().1);
    quote!(#ident #generics)
}

/// The word for the functions of a type that is read by the derive.
fn apply(model: &TypeModel<'_>) -> Option<TokenStream> {
    (!model.attrs.by_serde.is_set()).then(|| quote!(apply))
}

/// The permission table and the note, as documentation.
fn permissions(model: &TypeModel<'_>) -> String {
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
