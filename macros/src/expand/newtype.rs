//! Everything `#[derive(EdmValue)]` emits.

use super::runtime::Runtime;
use crate::model::Newtype;
use proc_macro2::TokenStream;
use quote::quote;

/// The expansion of `EdmValue`: everything is passed on to the value inside.
pub(crate) fn newtype(model: &Newtype<'_>) -> TokenStream {
    let runtime = Runtime::new(model.attrs.runtime.get());
    let (ident, inner) = (&model.input.ident, model.inner);
    let (impl_generics, type_generics, where_clause) = model.input.generics.split_for_impl();
    let edm = match model.attrs.type_name.get() {
        Some(name) => quote!(__odata::EdmType::primitive(#name)),
        None => quote!(<#inner as __odata::EdmValue>::EDM),
    };
    runtime.wrap(&quote! {
        #[automatically_derived]
        impl #impl_generics __odata::EdmValue for #ident #type_generics #where_clause {
            type Body = Self;
            type Whole = Self;
            const EDM: __odata::EdmType = #edm;
            #[inline]
            fn into_body(self) -> Self {
                self
            }
            #[inline]
            fn placeholder() -> Self {
                Self(<#inner as __odata::EdmValue>::placeholder())
            }
            const HAS_PLACEHOLDER: bool = <#inner as __odata::EdmValue>::HAS_PLACEHOLDER;
            #[inline]
            fn read_json(from: &mut __odata::JsonReader<'_>) -> __odata::Result<Self, __odata::ReadError> {
                __odata::Result::map(<#inner as __odata::EdmValue>::read_json(from), Self)
            }
            #[inline]
            fn write_json(&self, out: &mut __odata::JsonWriter) {
                <#inner as __odata::EdmValue>::write_json(&self.0, out)
            }
            #[inline]
            fn json_len(&self) -> usize {
                <#inner as __odata::EdmValue>::json_len(&self.0)
            }
            #[inline]
            fn write_literal(&self, out: &mut __odata::Vec<u8>) -> __odata::Result<(), __odata::ValueError> {
                <#inner as __odata::EdmValue>::write_literal(&self.0, out)
            }
            #[inline]
            fn same(&self, other: &Self) -> bool {
                <#inner as __odata::EdmValue>::same(&self.0, &other.0)
            }
            #[inline]
            fn is_sentinel(&self) -> bool {
                <#inner as __odata::EdmValue>::is_sentinel(&self.0)
            }
        }
        #[automatically_derived]
        impl #impl_generics __odata::Key for #ident #type_generics #where_clause {
            #[inline]
            fn write_key(&self, out: &mut __odata::KeyWriter) {
                <#inner as __odata::Key>::write_key(&self.0, out)
            }
            #[inline]
            fn len_hint(&self) -> usize {
                <#inner as __odata::Key>::len_hint(&self.0)
            }
        }
    })
}
