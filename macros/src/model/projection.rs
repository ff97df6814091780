//! A struct that has some of an entity's properties.

use super::facts::SchemaFacts;
use super::field::Field;
use super::structured::{TypeModel, TypeShape};
use crate::attr::{Container, ProjectionAttrs, SerdeContainer, TypeKind};
use crate::ctxt::Ctxt;
use syn::{Data, DeriveInput, Fields};

/// What a derive of `Projection` knows of the user's type.
pub(crate) struct Projection<'a> {
    pub(crate) attrs: ProjectionAttrs,
    /// As it is read.
    pub(crate) read: TypeModel<'a>,
}

impl<'a> Projection<'a> {
    /// Reads the struct; nothing if it has another shape.
    pub(crate) fn read(cx: &Ctxt, input: &'a DeriveInput) -> Option<Self> {
        let attrs = ProjectionAttrs::read(cx, &input.attrs);
        let serde = SerdeContainer::read(cx, &input.attrs);
        let Data::Struct(syn::DataStruct {
            fields: Fields::Named(fields),
            ..
        }) = &input.data
        else {
            cx.error(
                &input.ident,
                "`Projection` is for a struct with named fields, each a property of the entity",
            );
            return None;
        };
        let fields = fields
            .named
            .iter()
            .filter_map(|field| Some(Field::read(cx, field, field.ident.as_ref()?, &serde)))
            .collect();
        Some(Self {
            attrs,
            read: TypeModel {
                input,
                kind: TypeKind::Entity,
                attrs: Container::default(),
                serde,
                shape: TypeShape::Struct(fields),
                paths: Vec::new(),
                facts: SchemaFacts::default(),
            },
        })
    }
}
