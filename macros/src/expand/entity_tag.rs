//! The entity tag that an entity was read with, for `If-Match`.

use crate::attr::Role;
use crate::model::TypeModel;
use crate::spans::located;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Generics;

/// The impl of `EntityTag` for a struct with a field for it; nothing for the many without.
///
/// The control information is called `@odata.etag`, in 4.01 also `@etag` (OData JSON 4.01, 4.6.7).
pub(super) fn entity_tag(model: &TypeModel<'_>, generics: &Generics) -> Option<TokenStream> {
    let mut fields = model
        .fields()
        .iter()
        .filter(|field| matches!(field.role, Role::Annotation(_)));
    let field = fields.find(|field| matches!(field.wire.as_str(), "@odata.etag" | "@etag"))?;
    let at = field.at();
    let (name, ty) = (field.ident_at(at), located(field.ty, field.type_span()));
    let ident = &model.input.ident;
    let text = quote_spanned!(at=> <#ty as __odata::TagText>::text(&self.#name));
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    Some(quote! {
        #[automatically_derived]
        impl #impl_generics __odata::EntityTag for #ident #type_generics #where_clause {
            #[inline]
            fn entity_tag(&self) -> __odata::Option<&str> {
                #text
            }
        }
    })
}
