//! Everything that is emitted for an enum over derived types.

use super::debug::debug_union;
use super::runtime::Runtime;
use super::type_info::type_info;
use super::{docs, paths};
use crate::attr::TypeKind;
use crate::model::{TypeModel, Union, types};
use crate::spans::{at, located};
use crate::text::Text;
use proc_macro2::{Literal, TokenStream};
use quote::{quote, quote_spanned};

/// The expansion of a union.
pub(super) fn union(model: &TypeModel<'_>, shape: &Union<'_>) -> TokenStream {
    if shape.variants.is_empty() {
        // There is an error already; what is emitted for them would be further errors.
        return TokenStream::new();
    }
    let runtime = Runtime::new(model.attrs.runtime.get());
    let common = common(model, shape);
    let special = match model.kind {
        TypeKind::Entity => entity(model),
        TypeKind::Complex => complex(model, shape),
    };
    let assertions = &model.facts.assertions;
    let debug = debug_union(model, shape);
    let distinct = distinct(shape);
    runtime.wrap(&quote!(#common #special #debug #distinct #assertions))
}

/// The const assertion that each variant has a different type: the tag of a value names one of them.
fn distinct(shape: &Union<'_>) -> Option<TokenStream> {
    let (first, others) = shape.variants.split_first()?;
    if others.is_empty() {
        return None;
    }
    let types = [first].into_iter().chain(others).map(|(_, ty)| {
        let (at, ty) = (at(types::span(ty)), located(ty, types::span(ty)));
        quote_spanned!(at=> __odata::union::type_of::<#ty>(),)
    });
    let calls = others.iter().enumerate().map(|(index, (_, ty))| {
        let index = Literal::usize_unsuffixed(index + 1);
        quote_spanned!(at(types::span(ty))=> __odata::union::is_of_its_own_type(__TYPES, #index);)
    });
    Some(quote! {
        const _: () = {
            const __TYPES: &[&__odata::TypeInfo] = &[#(#types)*];
            #(#calls)*
        };
    })
}

fn common(model: &TypeModel<'_>, shape: &Union<'_>) -> TokenStream {
    let (ident, name) = (&model.input.ident, model.name());
    let read = read(model, shape);
    let writes = shape.variants.iter().map(|(variant, ty)| {
        let structured = structured(ty);
        quote!(Self::#variant(value) => #structured::write_as_variant(value, kind, out),)
    });
    let write_other = shape.other.map(|(other, ty)| {
        let write = located(quote!(<#ty as __odata::union::Kept>::write), types::span(ty));
        quote!(Self::#other(value) => #write(value, out),)
    });
    // Reported already, and not to be reported once more by a match that does not name them.
    let faulty = shape.is_faulty.then(|| quote!(_ => {}));
    let write_change = (model.kind == TypeKind::Complex).then(|| write_change(shape));
    let conversions = shape.variants.iter().map(|(variant, ty)| {
        quote! {
            #[automatically_derived]
            impl __odata::From<#ty> for #ident {
                #[inline]
                fn from(value: #ty) -> Self {
                    Self::#variant(value)
                }
            }
        }
    });
    quote! {
        #[automatically_derived]
        impl __odata::UnionType for #ident {
            const TYPE_NAME: &'static str = #name;
            fn write_variant(&self, kind: __odata::BodyKind, out: &mut __odata::JsonWriter) {
                match self { #(#writes)* #write_other #faulty }
            }
            #write_change
        }
        #[automatically_derived]
        impl __odata::WriteBody for #ident {
            #[inline]
            fn write_body(&self, kind: __odata::BodyKind, out: &mut __odata::JsonWriter) {
                __odata::UnionType::write_variant(self, kind, out)
            }
        }
        #read
        #(#conversions)*
    }
}

/// How it is read: by its type tag.
fn read(model: &TypeModel<'_>, shape: &Union<'_>) -> TokenStream {
    let (ident, vis, name) = (&model.input.ident, &model.input.vis, model.name());
    let reads = shape.variants.iter().map(|(variant, ty)| {
        let patch = patch(ty);
        quote! {
            if #patch::is_tagged(tag) {
                return __odata::Result::map(#patch::variant(from), Self::#variant);
            }
        }
    });
    let other = match shape.other {
        Some((other, ty)) => {
            let keep = located(quote!(<#ty as __odata::union::Kept>::keep), types::span(ty));
            quote!(__odata::Result::map(<__odata::union::Value as __odata::Readable>::read(from), |value| Self::#other(#keep(value))))
        }
        None => quote!(__odata::Err(from.unknown_type(#name, tag))),
    };
    let applies = shape.variants.iter().map(|(variant, ty)| {
        let patch = patch(ty);
        quote!(Self::#variant(value) => #patch::apply_variant(value, from),)
    });
    let apply_other = shape.other.map(|(other, ty)| {
        let apply = located(quote!(<#ty as __odata::union::Kept>::apply), types::span(ty));
        quote!(Self::#other(value) => #apply(value, from),)
    });
    let faulty = shape.is_faulty.then(|| quote!(_ => __odata::Ok(()),));
    // Of a complex value all is selected.
    let fields = (model.kind == TypeKind::Entity).then(|| {
        let variants = shape.variants.iter().map(|(_, ty)| ty);
        quote! {
            fn fields() -> __odata::Option<__odata::Fields> {
                __odata::common_fields::<Self>(&[#(<#variants as __odata::Readable>::fields),*])
            }
        }
    });
    quote! {
        #[automatically_derived]
        impl __odata::Readable for #ident {
            type Leads = Self;
            fn read(from: &mut __odata::JsonReader<'_>) -> __odata::Result<Self, __odata::ReadError> {
                __odata::read_union(from, #name, |tag, from| {
                    #(#reads)*
                    #other
                })
            }
            #fields
            fn read_into(&mut self, from: &mut __odata::JsonReader<'_>) -> __odata::Result<(), __odata::ReadError> {
                match self { #(#applies)* #apply_other #faulty }
            }
        }
        __odata::drop_serdes_derive_of_Deserialize!((<'de>) (#ident) ());
        #[automatically_derived]
        impl __odata::Apply for #ident {}
        impl #ident {
            __odata::union_apply!((#vis));
        }
    }
}

/// The functions of a variant's type as a structured one; whichever is called, a type that has none is the same
/// error.
fn structured(ty: &syn::Type) -> TokenStream {
    let (span, located) = (types::span(ty), located(ty, types::span(ty)));
    quote_spanned!(at(span)=> <#located as __odata::Structured>)
}

/// The functions that read a variant's type, by way of its patch.
fn patch(ty: &syn::Type) -> TokenStream {
    let (span, located) = (types::span(ty), located(ty, types::span(ty)));
    quote_spanned!(at(span)=> <__odata::PatchOf<#located> as __odata::EmbeddedPatch>)
}

/// Of two values of one variant, what is gone is written as null.
fn write_change(shape: &Union<'_>) -> TokenStream {
    let same = shape.variants.iter().map(|(variant, ty)| {
        let structured = structured(ty);
        quote! {
            (Self::#variant(before), Self::#variant(after)) => {
                #structured::write_as_changed_variant(before, after, lossy, out)
            }
        }
    });
    // A single variant without a fallback has no other pair.
    let single = shape.variants.len() == 1 && shape.other.is_none() && !shape.is_faulty;
    let other = (!single).then(|| quote!(_ => Self::write_variant(after, __odata::BodyKind::Value, out),));
    quote! {
        fn write_change(&self, after: &Self, lossy: bool, out: &mut __odata::JsonWriter) {
            match (self, after) { #(#same)* #other }
        }
    }
}

fn complex(model: &TypeModel<'_>, shape: &Union<'_>) -> TokenStream {
    let ident = &model.input.ident;
    let (placeholder, has_placeholder) = match shape.other {
        Some((other, ty)) => {
            let keep = located(quote!(<#ty as __odata::union::Kept>::keep), types::span(ty));
            (quote!(Self::#other(#keep(__odata::union::Value::Null))), None)
        }
        None => (
            quote!(__odata::no_placeholder()),
            Some(quote!(
                const HAS_PLACEHOLDER: bool = false;
            )),
        ),
    };
    let id = model.id();
    quote! {
        #[automatically_derived]
        impl __odata::EdmValue for #ident {
            type Body = __odata::With<Self, __odata::union::UnionFormat>;
            type Whole = Self;
            const EDM: __odata::EdmType =
                __odata::EdmType::derived(<Self as __odata::UnionType>::TYPE_NAME, __odata::EdmKind::Complex, #id);
            #[inline]
            fn into_body(self) -> Self::Body {
                __odata::With::new(self)
            }
            #[inline]
            fn placeholder() -> Self {
                #placeholder
            }
            #has_placeholder
            #[inline]
            fn read_json(from: &mut __odata::JsonReader<'_>) -> __odata::Result<Self, __odata::ReadError> {
                __odata::Readable::read(from)
            }
            #[inline]
            fn write_json(&self, out: &mut __odata::JsonWriter) {
                __odata::UnionType::write_variant(self, __odata::BodyKind::Value, out)
            }
            #[inline]
            fn changed(&self, after: &Self, detail: __odata::Detail) -> __odata::Option<Self::Body> {
                __odata::union::changed(self, after, detail)
            }
        }
    }
}

fn entity(model: &TypeModel<'_>) -> TokenStream {
    let ident = &model.input.ident;
    let (mut info, mut paths) = (Text::default(), Text::default());
    type_info(model, &mut info);
    paths::functions(model, &mut paths);
    let (info, paths) = (info.finish(), paths.finish());
    let doc = docs::comment("The paths of the base type.");
    quote! {
        #[automatically_derived]
        impl __odata::Typed for #ident {
            const TYPE: &'static __odata::TypeInfo = &#info;
        }
        #[automatically_derived]
        impl __odata::Entity for #ident {}
        #doc
        impl #ident {
            #paths
        }
    }
}
