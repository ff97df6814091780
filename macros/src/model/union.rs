//! An enum over the types that derive from one base type.

use super::Facts;
use crate::attr::{Container, ContainerKind, VariantAttrs};
use crate::ctxt::Ctxt;
use crate::template::Template;
use syn::{Data, DeriveInput, Fields, Ident, Type};

/// An enum whose variants hold one structured type each.
pub(crate) struct Union<'a> {
    pub(crate) input: &'a DeriveInput,
    pub(crate) attrs: Container,
    pub(crate) variants: Vec<(&'a Ident, &'a Type)>,
    /// The variant marked `other`, and the type that it keeps values in.
    pub(crate) other: Option<(&'a Ident, &'a Type)>,
    /// Whether there are variants that are told to be wrong.
    pub(crate) is_faulty: bool,
    /// One for each of `attrs.paths`.
    pub(crate) templates: Vec<Template>,
    /// What the schema adds.
    pub(crate) facts: Facts,
}

impl<'a> Union<'a> {
    /// Reads the enum; nothing if it is not one.
    pub(crate) fn read(cx: &Ctxt, input: &'a DeriveInput, kind: ContainerKind) -> Option<Self> {
        let Data::Enum(data) = &input.data else {
            return None;
        };
        let attrs = Container::read(cx, &input.attrs, kind);
        let templates = attrs
            .paths
            .iter()
            .map(|path| Template::read(cx, &path.template))
            .collect();
        let mut out = Self {
            input,
            attrs,
            variants: Vec::new(),
            other: None,
            is_faulty: false,
            templates,
            facts: Facts::default(),
        };
        // An enumeration type rather than a union: one error tells of all its members.
        if data.variants.iter().any(|variant| !variant.fields.is_empty()) {
            for variant in &data.variants {
                out.read_variant(cx, variant);
            }
        }
        Some(out)
    }

    fn read_variant(&mut self, cx: &Ctxt, variant: &'a syn::Variant) {
        let attrs = VariantAttrs::read(cx, &variant.attrs);
        if attrs.name.is_set() || attrs.evolved.is_set() || attrs.value.is_set() {
            cx.error(
                &variant.ident,
                "a variant of a union has no name of its own: its type's name tells it",
            );
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
        if !attrs.other.is_set() {
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
