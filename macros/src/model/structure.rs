//! A struct that is an entity type or a complex type.

use super::{Facts, Field};
use crate::attr::{Container, ContainerKind, SerdeContainer};
use crate::ctxt::Ctxt;
use crate::template::Template;
use syn::{Data, DeriveInput, Fields};

/// A struct with its fields and path templates.
pub(crate) struct Structure<'a> {
    pub(crate) input: &'a DeriveInput,
    pub(crate) attrs: Container,
    pub(crate) fields: Vec<Field<'a>>,
    /// One for each of `attrs.paths`.
    pub(crate) templates: Vec<Template>,
    /// What the schema adds.
    pub(crate) facts: Facts,
}

impl<'a> Structure<'a> {
    /// Reads the struct; nothing if it is not one with named fields.
    pub(crate) fn read(cx: &Ctxt, input: &'a DeriveInput, kind: ContainerKind) -> Option<Self> {
        let named = named_fields(cx, input, kind)?;
        let attrs = Container::read(cx, &input.attrs, kind);
        let serde = SerdeContainer::read(&input.attrs);
        let fields = named
            .named
            .iter()
            .filter_map(|field| Some(Field::read(cx, field, field.ident.as_ref()?, &serde)))
            .collect();
        let templates = attrs
            .paths
            .iter()
            .map(|path| Template::read(cx, &path.template))
            .collect();
        Some(Self {
            input,
            attrs,
            fields,
            templates,
            facts: Facts::default(),
        })
    }

    /// The fields that a patch has, in field order.
    pub(crate) fn writable(&self) -> impl Iterator<Item = &Field<'a>> {
        self.fields.iter().filter(|field| field.is_in_patch())
    }
}

fn named_fields<'a>(cx: &Ctxt, input: &'a DeriveInput, kind: ContainerKind) -> Option<&'a syn::FieldsNamed> {
    let (derive, what) = match kind {
        ContainerKind::Entity => ("Entity", "an entity type"),
        ContainerKind::Complex => ("ComplexType", "a complex type"),
    };
    match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(named) => return Some(named),
            _ => cx.error(
                &input.ident,
                format_args!("`{derive}` needs named fields: {what} has named properties"),
            ),
        },
        Data::Enum(_) => cx.error(
            &input.ident,
            format_args!("`{derive}` is for structs: derive `EnumType` for an enumeration"),
        ),
        Data::Union(_) => cx.error(&input.ident, format_args!("`{derive}` is for structs")),
    }
    None
}
