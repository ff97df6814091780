//! An enum over the types that derive from one base type.

use crate::attr::{SerdeVariant, VariantAttrs};
use crate::ctxt::Ctxt;
use quote::ToTokens;
use std::collections::HashMap;
use syn::{DataEnum, Fields, Ident, Type};

/// The variants of an enum that hold one structured type each.
#[derive(Default)]
pub(crate) struct Union<'a> {
    pub(crate) variants: Vec<(&'a Ident, &'a Type)>,
    /// The variant marked `other`, and the type that it keeps values in.
    pub(crate) other: Option<(&'a Ident, &'a Type)>,
    /// serde's attributes of each variant, and whether it is the fallback.
    pub(crate) serde: Vec<(SerdeVariant, bool)>,
    /// The variants by the spelling of their types.
    types: HashMap<String, &'a Ident>,
    /// Whether there are variants of which there is an error.
    pub(crate) is_faulty: bool,
}

impl<'a> Union<'a> {
    pub(super) fn read(cx: &Ctxt, data: &'a DataEnum) -> Self {
        let mut out = Self::default();
        // An enumeration type rather than a union: one error is about all its members.
        if data.variants.iter().any(|variant| !variant.fields.is_empty()) {
            for variant in &data.variants {
                out.read_variant(cx, variant);
            }
        }
        out
    }

    fn read_variant(&mut self, cx: &Ctxt, variant: &'a syn::Variant) {
        let attrs = VariantAttrs::read(cx, &variant.attrs);
        let serde = SerdeVariant::read(cx, &variant.attrs);
        self.serde.push((serde, attrs.other.is_set()));
        for (key, span) in [
            ("name", attrs.name.span()),
            ("evolved", attrs.evolved.span()),
            ("value", attrs.value.span()),
        ] {
            if let Some(span) = span {
                cx.push(syn::Error::new(
                    span,
                    format_args!("a variant of a union is no member of an enumeration, its type's name identifies it: drop `{key}`"),
                ));
            }
        }
        let ty = match &variant.fields {
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => {
                fields.unnamed.first().map(|field| &field.ty)
            }
            _ => None,
        };
        let Some(ty) = ty else {
            let hint = if attrs.other.is_set() {
                "serde_json::Value"
            } else {
                "Type"
            };
            cx.error(
                variant,
                format_args!(
                    "a variant of a union holds one value: write `{}({hint})`",
                    variant.ident
                ),
            );
            self.is_faulty = true;
            return;
        };
        if !attrs.other.is_set() && super::types::is_boxed_value(ty) {
            cx.error(
                ty,
                format_args!(
                    "a variant of a union holds the type itself: write `{}` without the `Box`; box the property that makes the type \
                     recursive, `#[odata(with = \"odata_entity::Boxed\")]`",
                    variant.ident
                ),
            );
            self.is_faulty = true;
            return;
        }
        if !attrs.other.is_set() {
            if let Some(first) = self
                .types
                .insert(ty.to_token_stream().to_string(), &variant.ident)
            {
                cx.error(
                    ty,
                    format_args!(
                        "`{first}` holds this type already, as which every value would be read: keep one of the two"
                    ),
                );
                self.is_faulty = true;
                return;
            }
            self.variants.push((&variant.ident, ty));
            return;
        }
        match self.other {
            Some((first, _)) => {
                self.is_faulty = true;
                cx.error(
                    &variant.ident,
                    format_args!("a union has one fallback: `{first}` is marked `other` already"),
                );
            }
            None => self.other = Some((&variant.ident, ty)),
        }
    }
}
