//! Everything `#[derive(EnumType)]` emits.

use super::docs;
use super::runtime::Runtime;
use crate::model::{Enumeration, Other};
use crate::type_id::type_id;
use proc_macro2::TokenStream;
use quote::quote;

/// The expansion of `EnumType`.
pub(crate) fn enumeration(model: &Enumeration<'_>) -> TokenStream {
    if !model.input.generics.params.is_empty() {
        // There is an error about them already; impls without them would be further errors.
        return TokenStream::new();
    }
    let runtime = Runtime::new(model.attrs.runtime.get());
    let ident = &model.input.ident;
    let inherent = inherent(model);
    let name = model
        .attrs
        .type_name
        .get()
        .map_or_else(String::new, |literal| literal.value());
    let id = type_id(&name);
    let other = match &model.other {
        Some(Other { ident, ty }) => {
            quote!(__odata::Ok(Self::#ident(<#ty as __odata::OtherName>::of(name))))
        }
        None => quote!(__odata::unknown_member::<Self>(name)),
    };
    let is_other = model.other.as_ref().map(|Other { ident: other, .. }| {
        quote! {
            #[inline]
            fn is_other(&self) -> bool {
                __odata::matches!(self, Self::#other(_))
            }
        }
    });
    let (value, copy) = if model.attrs.flags.is_set() {
        let values = model.members.iter().map(|member| member.value);
        let value = quote! {
            #[automatically_derived]
            impl __odata::FlagsType for #ident {
                const VALUES: &'static [u64] = &[#(#values),*];
            }
        };
        (value, quote!(__odata::Clone::clone(self)))
    } else {
        (value(model, id), quote!(__odata::enums::copy(self)))
    };
    let is_text = is_text(model).then(|| {
        quote!(
            const IS_TEXT: bool = true;
        )
    });
    let evolved: Vec<_> = model
        .members
        .iter()
        .filter(|member| member.evolved)
        .map(|member| &member.wire)
        .collect();
    let evolved =
        (!evolved.is_empty()).then(|| quote!(const EVOLVED: &'static [&'static str] = &[#(#evolved),*];));
    runtime.wrap(&quote! {
        #inherent
        #[automatically_derived]
        impl __odata::EnumType for #ident {
            const TYPE_NAME: &'static str = #name;
            const MEMBERS: &'static [Self] = Self::VARIANTS;
            #evolved
            #is_text
            #[inline]
            fn name(&self) -> &str {
                self.as_str()
            }
            #[inline]
            fn other(name: &str) -> __odata::Result<Self, __odata::UnknownMember> {
                #other
            }
            #[inline]
            fn copy(&self) -> Self {
                #copy
            }
            #is_other
        }
        __odata::drop_serdes_derives_of_Serialize_and_Deserialize!(#ident);
        #value
    })
}

/// The enum as a value.
fn value(model: &Enumeration<'_>, id: u64) -> TokenStream {
    let ident = &model.input.ident;
    let first = match (model.members.first(), &model.other) {
        (Some(member), _) => {
            let member = member.ident;
            quote!(Self::#member)
        }
        (None, Some(Other { ident, ty })) => quote!(Self::#ident(<#ty as __odata::OtherName>::of(""))),
        // An error was reported: there are none.
        (None, None) => quote!(loop {}),
    };
    if is_text(model) {
        let values = model
            .members
            .iter()
            .filter(|member| !member.is_refused)
            .map(|member| &member.wire);
        return quote! {
            #[automatically_derived]
            impl __odata::EdmValue for #ident {
                type Body = #ident;
                __odata::enum_text!(#id [#(#values),*] (#first));
            }
            #[automatically_derived]
            impl __odata::TextValue for #ident {}
        };
    }
    // Its head is here, so that an error underlines the enum.
    quote! {
        #[automatically_derived]
        impl __odata::EdmValue for #ident {
            type Body = #ident;
            __odata::enum_value!(#id (#first));
        }
    }
}

/// Whether values are written as text; flags are not, of which there is an error then.
fn is_text(model: &Enumeration<'_>) -> bool {
    model.is_text && !model.attrs.flags.is_set()
}

fn inherent(model: &Enumeration<'_>) -> TokenStream {
    let (ident, vis) = (&model.input.ident, &model.input.vis);
    let variants = model.members.iter().map(|member| member.ident);
    let arms = model.members.iter().map(|member| {
        let (ident, wire) = (member.ident, &member.wire);
        quote!(Self::#ident => #wire,)
    });
    let other = model
        .other
        .as_ref()
        .map(|Other { ident, ty }| quote!(Self::#ident(name) => <#ty as __odata::OtherName>::text(name),));
    // Only beside an error about them; a match that misses them would be a second one.
    let faulty = (!model.faulty.is_empty() || model.members.is_empty()).then(|| quote!(_ => "",));
    let type_name = model
        .attrs
        .type_name
        .get()
        .map_or_else(String::new, |literal| literal.value());
    let (variants_doc, as_str_doc) = match model.is_text {
        true => (
            values_doc(model),
            docs::comment("The value on the wire; an unknown one as it came."),
        ),
        false => (
            docs::comment(&format!(
                "The members of `{type_name}` that this build knows, in the order of the enum."
            )),
            docs::comment("The member's name on the wire; of an unknown member, the name as it came."),
        ),
    };
    quote! {
        impl #ident {
            #variants_doc
            #vis const VARIANTS: &'static [Self] = &[#(Self::#variants),*];
            #as_str_doc
            #[must_use = "this changes nothing: use what it returns"]
            #vis fn as_str(&self) -> &str {
                match self { #(#arms)* #other #faulty }
            }
        }
    }
}

/// The doc of the values of text.
fn values_doc(model: &Enumeration<'_>) -> TokenStream {
    let of = model.attrs.allowed_values.get();
    let of = of.map_or_else(String::new, |literal| format!(" of `{}`", literal.value()));
    docs::comment(&format!(
        "The values{of} that this build knows, in the order of the enum."
    ))
}
