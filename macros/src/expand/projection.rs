//! Everything `#[derive(Projection)]` emits: how it is read, and the comparison of each field with the entity's constants.

use super::read;
use super::runtime::Runtime;
use crate::attr::Role;
use crate::model::{Field, Projection, types};
use crate::spans::{at, located};
use crate::text::Text;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

/// The expansion of a projection.
pub(crate) fn projection(model: &Projection<'_>) -> TokenStream {
    let runtime = Runtime::new(model.attrs.runtime.get());
    let (ident, of) = (&model.read.input.ident, model.attrs.of.get());
    let (Some(of), true) = (of, model.read.input.generics.params.is_empty()) else {
        // There is an error about it already; impls would be further errors.
        return TokenStream::new();
    };
    let mut read = Text::default();
    read::read(&model.read, &runtime, &mut read);
    let read = read.finish();
    let checks = model.read.fields().iter().filter_map(|field| check(field, of));
    runtime.wrap(&quote! {
        #[automatically_derived]
        impl __odata::Typed for #ident {
            const TYPE: &'static __odata::TypeInfo = <#of as __odata::Typed>::TYPE;
        }
        #read
        __odata::projection_impls!((#ident) (#of));
        #(#checks)*
    })
}

/// The comparison with the constant of the same name: its type is the field's, and its name is that on the wire.
fn check(field: &Field<'_>, of: &syn::Type) -> Option<TokenStream> {
    if matches!(
        field.role,
        Role::Skip | Role::Tag | Role::Annotation(_) | Role::Base | Role::Open | Role::Stream
    ) || field.is_told()
    {
        return None;
    }
    let (constant, wire) = (field.constant(), &field.wire);
    let message = format!(
        "the property is not called `{wire}` on the wire: give the projection the `rename_all` of the entity, and the field the same \
         `rename`"
    );
    let at = field.at();
    let name = quote_spanned!(field.ident.span()=> <#of>::#constant);
    let fits = match field.role {
        Role::Navigation { .. } if field.has_format() => TokenStream::new(),
        Role::Navigation { .. } => {
            let ty = located(types::boxed(field.ty).unwrap_or(field.ty), field.type_span());
            quote_spanned!(at=> const _: fn() = || <#ty as __odata::NavigationFieldOf<_>>::fits(#name);)
        }
        _ => {
            let ty = field.value_type_in(&quote!(__odata));
            quote_spanned!(at=> const _: fn() = || <#ty as __odata::FieldOf<_>>::fits(#name);)
        }
    };
    let called = quote_spanned!(self::at(field.ident.span())=>
        const _: () = __odata::assert!(__odata::is_called(#name.name(), #wire), #message);
    );
    Some(quote!(#fits #called))
}
