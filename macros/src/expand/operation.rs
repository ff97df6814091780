//! Everything `#[derive(Action)]` and `#[derive(Function)]` emit.

use super::docs;
use super::paths::{argument, parts_of};
use super::runtime::Runtime;
use crate::ident::ident;
use crate::model::{Operation, OperationKind, OperationPath, Parameter};
use crate::spans::{at, located};
use crate::text::Text;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;

/// The expansion of an operation.
pub(crate) fn operation(model: &Operation<'_>) -> TokenStream {
    let runtime = Runtime::new(model.attrs.runtime.get());
    let own = &model.input.ident;
    let (impl_generics, type_generics, where_clause) = model.input.generics.split_for_impl();
    let name = model.name();
    let is_function = model.kind == OperationKind::Function;
    let returns = returns(model);
    let parameters = model.parameters.iter().map(parameter);
    let bound = model.attrs.on.iter().map(|on| {
        let ty = located(&on.ty, on.ty.span());
        let to = match on.is_collection {
            true => quote_spanned!(at(on.ty.span())=> __odata::Collection<#ty>),
            false => ty,
        };
        quote_spanned! {at(on.ty.span())=>
            #[automatically_derived]
            impl #impl_generics __odata::Callable<#to> for #own #type_generics #where_clause {}
        }
    });
    let call = model.path.as_ref().map(|path| call(model, path));
    let assertions = &model.assertions;
    runtime.wrap(&quote! {
        #assertions
        #call
        #(#bound)*
        #[automatically_derived]
        impl #impl_generics __odata::Operation for #own #type_generics #where_clause {
            type Returns = #returns;
            const NAME: &'static str = #name;
            const IS_FUNCTION: bool = #is_function;
            fn parameters(&self, out: &mut __odata::Parameters<'_>) {
                let _ = &out;
                #(#parameters)*
            }
        }
    })
}

fn returns(model: &Operation<'_>) -> TokenStream {
    match model.attrs.returns.get() {
        Some(ty) => located(ty, ty.span()),
        None => quote!(()),
    }
}

/// The call that writes a parameter. A type that is no Edm value is underlined where the user wrote it, first at the trait's own
/// function: an error there names no function of ours.
fn parameter(parameter: &Parameter<'_>) -> TokenStream {
    let at = at(parameter.type_span());
    let alias = format!("@{}", parameter.wire);
    let mut field = parameter.ident.clone();
    field.set_span(at.located_at(at));
    let field = quote_spanned!(at=> self.#field);
    if parameter.is_entity {
        let ty = located(parameter.ty, parameter.type_span());
        return quote_spanned!(at=> let _ = <#ty as __odata::DeepValue>::is_present; out.entity::<#ty>(#alias, &#field););
    }
    let ty = located(parameter.value_type, parameter.type_span());
    let aliased = parameter.alias.map(|_| quote!(.aliased()));
    let quoted = parameter.quoted.map(|_| quote!(.quoted()));
    match parameter.is_optional {
        true => quote_spanned! {at=>
            let _ = <#ty as __odata::EdmValue>::json_len;
            out #aliased #quoted .option::<#ty>(#alias, &#field);
        },
        false => quote_spanned! {at=>
            let _ = <#ty as __odata::EdmValue>::json_len;
            out #aliased #quoted .value::<#ty>(#alias, &#field);
        },
    }
}

/// The function of an operation that has its own path.
fn call(model: &Operation<'_>, path: &OperationPath) -> TokenStream {
    let (own, vis) = (&model.input.ident, &model.input.vis);
    let (impl_generics, type_generics, where_clause) = model.input.generics.split_for_impl();
    let (template, facts) = (&path.template, &path.facts);
    let returns = returns(model);
    let text = match template.text.rsplit_once('/') {
        Some((before, _)) => before,
        None => "",
    };
    let (mut parts, mut arguments) = (Text::default(), Text::default());
    parts_of(
        &template.parts_before_last(),
        &template.placeholders,
        &facts.reserved,
        &mut parts,
    );
    let span = path.literal.span();
    for key in &template.placeholders {
        argument(key, span, &mut arguments);
    }
    let (parts, arguments) = (parts.finish(), arguments.finish());
    let names = template.placeholders.iter().map(|key| ident(&key.argument, span));
    let doc = docs::comment(&format!("Calls it at `{}`.", template.text));
    quote! {
        impl #impl_generics #own #type_generics #where_clause {
            #doc
            #vis fn call(&self, #arguments) -> __odata::Request<#returns> {
                const __PARTS: &[__odata::PathPart] = &[#parts];
                __odata::AnyPath::new(#text, __PARTS, &[#(&#names),*]).call(self)
            }
        }
    }
}
