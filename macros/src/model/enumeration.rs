//! An enum that is an enumeration type.

use super::discriminant::{Discriminant, Discriminants};
use crate::attr::{EnumContainer, SerdeContainer, SerdeVariant, VariantAttrs};
use crate::ctxt::Ctxt;
use odata_entity_names::RenameRule;
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::{Data, DeriveInput, Fields, Ident, LitStr, Type};

/// The type of text, of which an enum can be as well.
const TEXT: &str = "Edm.String";

/// An enum with its members.
pub(crate) struct Enumeration<'a> {
    pub(crate) input: &'a DeriveInput,
    pub(crate) attrs: EnumContainer,
    pub(crate) serde: SerdeContainer,
    /// Whether the members are values of `Edm.String`, and not of an enumeration type.
    pub(crate) is_text: bool,
    /// serde's attributes of each variant, and whether it is the fallback.
    pub(crate) serde_variants: Vec<(SerdeVariant, bool)>,
    /// The variants that are members, in order.
    pub(crate) members: Vec<Variant<'a>>,
    /// The variant marked `other`.
    pub(crate) other: Option<Other<'a>>,
    /// Variants that are neither; there is an error for each.
    pub(crate) faulty: Vec<&'a Ident>,
}

/// The variant that keeps the names of unknown members.
pub(crate) struct Other<'a> {
    pub(crate) ident: &'a Ident,
    /// The type that it keeps them in.
    pub(crate) ty: &'a Type,
}

/// A variant that is a member.
pub(crate) struct Variant<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) wire: String,
    pub(crate) wire_span: Span,
    pub(crate) evolved: bool,
    pub(crate) evolved_span: Option<Span>,
    /// Whether the service does not allow it, of which there is an error.
    pub(crate) is_refused: bool,
    /// The value of a flag.
    pub(crate) value: u64,
    pub(crate) value_span: Option<Span>,
}

impl<'a> Enumeration<'a> {
    /// Reads the enum; nothing if it is not one.
    pub(crate) fn read(cx: &Ctxt, input: &'a DeriveInput) -> Option<Self> {
        let Data::Enum(data) = &input.data else {
            cx.error(
                &input.ident,
                "`EnumType` is for enums: derive `Entity` or `ComplexType` for a struct",
            );
            return None;
        };
        let attrs = EnumContainer::read(cx, &input.attrs);
        let serde = SerdeContainer::read(cx, &input.attrs);
        let rule = attrs
            .rename_all
            .get()
            .copied()
            .or(serde.rename_all.get().copied())
            .unwrap_or(RenameRule::Camel);
        let mut out = Self {
            input,
            is_text: attrs
                .type_name
                .get()
                .is_some_and(|literal| literal.value() == TEXT),
            attrs,
            serde,
            serde_variants: Vec::new(),
            members: Vec::new(),
            other: None,
            faulty: Vec::new(),
        };
        let variants: Vec<_> = data.variants.iter().collect();
        let mut discriminants = Discriminants::new(out.attrs.flags.is_set(), &variants);
        for variant in variants {
            let mistakes = cx.count();
            let attrs = VariantAttrs::read(cx, &variant.attrs);
            let discriminant = discriminants.next(cx, variant, attrs.value.is_set());
            let serde = SerdeVariant::read(cx, &variant.attrs);
            let rename = serde.rename.get().cloned();
            out.serde_variants.push((serde, attrs.other.is_set()));
            if attrs.other.is_set() {
                out.set_other(cx, variant, &attrs);
                continue;
            }
            if !matches!(variant.fields, Fields::Unit) {
                out.faulty.push(&variant.ident);
                if cx.count() > mistakes {
                    // An attribute that could not be read may have been the `other` that is missing here.
                    continue;
                }
                cx.error(
                    shape(variant),
                    format_args!(
                        "`{0}` holds data, a member does not: write `{0}`, or mark the fallback `#[odata(other)] {0}(String)`",
                        variant.ident
                    ),
                );
                continue;
            }
            one_name(cx, attrs.name.get(), rename.as_ref());
            let (wire, wire_span) = match attrs.name.get().or(rename.as_ref()) {
                Some(literal) => (literal.value(), literal.span()),
                None => (
                    rule.variant(&variant.ident.unraw().to_string()),
                    variant.ident.span(),
                ),
            };
            let (value, value_span) = out.value(cx, variant, &wire, &attrs, discriminant);
            out.members.push(Variant {
                ident: &variant.ident,
                wire,
                wire_span,
                evolved: attrs.evolved.is_set(),
                evolved_span: attrs.evolved.span(),
                is_refused: false,
                value,
                value_span,
            });
        }
        Some(out)
    }

    /// The value of a flag, and where it is written: in its attribute, or in Rust; else the next bit.
    fn value(
        &self,
        cx: &Ctxt,
        variant: &syn::Variant,
        wire: &str,
        attrs: &VariantAttrs,
        discriminant: Discriminant,
    ) -> (u64, Option<Span>) {
        match (attrs.value.get(), discriminant) {
            (Some(value), Discriminant::Written(other, span)) if *value != other => {
                cx.push(syn::Error::new(
                    span,
                    format_args!("the attribute has another value, {value}: keep one of the two"),
                ));
                (*value, attrs.value.span())
            }
            (Some(value), _) => (*value, attrs.value.span()),
            (None, Discriminant::Written(value, span)) => (value, Some(span)),
            (None, Discriminant::Counted(counted)) => {
                let value = self.next_flag(wire);
                if value != counted {
                    cx.error(
                        &variant.ident,
                        format_args!(
                            "Rust counts `{0}` as {counted}, and the next bit is {value}: write `{0} = {value}`, or the value that the \
                             service has",
                            variant.ident
                        ),
                    );
                }
                (value, None)
            }
            (None, Discriminant::None) => (self.next_flag(wire), None),
        }
    }

    /// The value of a flag that is given none: zero for `none`, else the next power of two.
    fn next_flag(&self, wire: &str) -> u64 {
        if wire == "none" {
            return 0;
        }
        let highest = self.members.iter().map(|member| member.value).max().unwrap_or(0);
        if highest == 0 {
            1
        } else {
            1_u64.checked_shl(highest.ilog2() + 1).unwrap_or(0)
        }
    }

    fn set_other(&mut self, cx: &Ctxt, variant: &'a syn::Variant, attrs: &VariantAttrs) {
        let ty = match &variant.fields {
            Fields::Unnamed(fields) if fields.unnamed.len() == 1 => Some(&fields.unnamed[0].ty),
            _ => None,
        };
        if ty.is_none() {
            cx.error(
                shape(variant),
                format_args!(
                    "the fallback keeps the unknown name: write `{}(String)`",
                    variant.ident
                ),
            );
        }
        if let Some(literal) = attrs.name.get() {
            cx.error(literal, "the fallback has no name on the wire: drop `name`");
        }
        if let Some(span) = attrs.value.span() {
            cx.push(syn::Error::new(
                span,
                "the fallback keeps unknown names, which have no value: drop `value`",
            ));
        }
        if let Some(span) = attrs.evolved.span() {
            cx.push(syn::Error::new(
                span,
                "the fallback always counts as evolved: drop `evolved`",
            ));
        }
        match (&self.other, ty) {
            (None, Some(ty)) => {
                self.other = Some(Other {
                    ident: &variant.ident,
                    ty,
                });
                return;
            }
            (Some(first), _) => cx.error(
                &variant.ident,
                format_args!(
                    "an enum has one fallback: `{}` is marked `other` already",
                    first.ident
                ),
            ),
            (None, None) => {}
        }
        self.faulty.push(&variant.ident);
    }
}

/// `#[odata(name)]` beside another name of serde's.
fn one_name(cx: &Ctxt, name: Option<&LitStr>, rename: Option<&LitStr>) {
    if let (Some(name), Some(rename)) = (name, rename)
        && name.value() != rename.value()
    {
        cx.error(
            name,
            format_args!(
                "serde's `rename` has another name, {:?}: keep one of the two",
                rename.value()
            ),
        );
    }
}

/// A variant without its attributes.
fn shape(variant: &syn::Variant) -> TokenStream {
    let (ident, fields) = (&variant.ident, &variant.fields);
    quote!(#ident #fields)
}
