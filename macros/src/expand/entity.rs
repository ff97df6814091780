//! Everything `#[derive(Entity)]` emits.

use super::checked::checked;
use super::entity_tag::entity_tag;
use super::source::{bounded, structured};
use super::{Runtime, constants, docs, patch, paths};
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
    let (functions, constants) = (functions(model, &runtime, &named), constants::constants(model));
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
    });
    quote!(#definition #wrapped)
}

/// The functions that every entity has.
///
/// `named` is a statement for those that hold a patch.
fn functions(model: &Structure<'_>, runtime: &Runtime, named: &TokenStream) -> TokenStream {
    let vis = &model.input.vis;
    let krate = &runtime.doc;
    let permissions = permissions(model);
    let patch = docs::comment(&format!(
        "An empty patch: say with its setters what changes.{permissions}"
    ));
    let to_patch = docs::comment("A patch with every writable property that is present.");
    let diff = docs::comment(&format!(
        "The patch that makes `after` of `self`.\n\nNever fails: a difference that a patch cannot say (a changed key or \
         read-only property) stays noted in it and is an [`Error`]({krate}::Error) naming the property when the \
         request is built. Values compare by their written form."
    ));
    let diff_lossy =
        docs::comment("Like [`diff`](Self::diff), but drops the differences that a patch cannot say.");
    let to_create = docs::comment(
        "The body of a POST that creates this entity: no absent and no read-only property, the key only if the client \
         chooses it.",
    );
    let deprecated = docs::deprecated(model.facts.deprecated.as_deref());
    // There are no instances of just an abstract type.
    let to_create = (!model.facts.is_abstract).then(|| {
        quote! {
            #to_create
            #[inline]
            #vis fn to_create(&self) -> __odata::CreateBody<'_, Self> {
                __odata::CreateBody::new(self)
            }
        }
    });
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
        #diff_lossy
        #[inline]
        #vis fn diff_lossy(&self, after: &Self) -> <Self as __odata::Structured>::Patch {
            #named
            __odata::diff_lossy(self, after)
        }
        #to_create
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
