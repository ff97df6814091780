//! Everything that is emitted for a struct that is an entity type or a complex type.

use super::checked::{Named, checked};
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
use crate::text::Text;
use proc_macro2::TokenStream;
use quote::quote;
use syn::Generics;

/// The expansion of a struct.
pub(super) fn structure(model: &TypeModel<'_>) -> TokenStream {
    let runtime = Runtime::new(model.attrs.runtime.get());
    let (checked, named) = checked(model);
    let generics = bounded(model, &runtime.path);
    let mut body = Text::default();
    body.tokens(checked);
    patch::impls(model, &runtime, named, &mut body);
    structured(model, &runtime, &mut body);
    read::read(model, &runtime, &mut body);
    let mut items = Text::default();
    match model.kind {
        TypeKind::Entity => {
            entity(model, &generics, &mut body);
            entity_functions(model, named, &mut items);
        }
        TypeKind::Complex => {
            body.tokens(complex_value(model, &generics));
            complex_functions(model, named, &mut items);
        }
    }
    constants::constants(model, &mut items);
    if model.kind == TypeKind::Entity {
        paths::functions(model, &mut items);
    }
    body.tokens(debug(model, &generics));
    // `private_interfaces` is allowed as the functions are as visible as the user's type, and a field's type may be
    // less so: the compiler reports that for the field itself.
    body.push("#[allow(private_interfaces)]");
    head(model, &generics, "", &mut body);
    body.braces(items);
    body.tokens(&model.facts.assertions);
    let mut out = Text::default();
    patch::definition(model, &runtime, &mut out);
    out.tokens(lints(model));
    runtime.wrap_text(body, &mut out);
    out.finish()
}

/// The head of an impl for the user's type.
fn head(model: &TypeModel<'_>, generics: &Generics, of: &str, out: &mut Text) {
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    out.push("impl");
    out.tokens(impl_generics);
    out.push(of);
    // A bound that is not met is shown at the user's type.
    out.ident(&model.input.ident);
    out.tokens(type_generics);
    out.tokens(where_clause);
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
fn entity(model: &TypeModel<'_>, generics: &Generics, out: &mut Text) {
    out.push("#[automatically_derived] ");
    head(model, generics, " __odata::Entity for", out);
    out.push(" {}");
    out.tokens(entity_tag(model, generics));
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
fn entity_functions(model: &TypeModel<'_>, named: Named, out: &mut Text) {
    let doc = format!(
        "An empty patch: set what changes with its setters.{}",
        permissions(model)
    );
    structured_functions(model, named, &doc, out);
    // Of an abstract type, what the tag names can be created.
    let can_create = !model.facts.is_abstract || model.has_tag();
    let mut inside = signature(model, named);
    inside.push(if can_create { "to_create" } else { "abstract" });
    out.push("__odata::entity_functions!");
    out.parentheses(inside);
    out.push(";");
}

/// The same of a complex type.
fn complex_functions(model: &TypeModel<'_>, named: Named, out: &mut Text) {
    let doc = "An empty patch of part of the value: set what changes with its setters.";
    structured_functions(model, named, doc, out);
}

fn structured_functions(model: &TypeModel<'_>, named: Named, doc: &str, out: &mut Text) {
    let mut inside = signature(model, named);
    if !model.attrs.by_serde.is_set() {
        inside.push("apply ");
    }
    inside.write(format_args!("#[doc = {doc:?}]"));
    inside.tokens(docs::deprecated(model.facts.deprecated.as_deref()));
    out.push("__odata::structured_functions!");
    out.parentheses(inside);
    out.push(";");
}

/// How the functions are declared: visibility, statement, and the type of the patch.
fn signature(model: &TypeModel<'_>, named: Named) -> Text {
    let mut out = Text::default();
    out.vis(&model.input.vis);
    let mut patch = Text::default();
    patch.ident(&patch::patch_ident(model));
    patch.tokens(model.input.generics.split_for_impl().1);
    out.write(format_args!("({named})"));
    out.parentheses(patch);
    out
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
