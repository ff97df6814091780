//! A type with properties: an entity type or a complex type, as a struct, or as a union of the types that derive from it.

use super::facts::SchemaFacts;
use super::field::Field;
use super::path::Path;
use super::union::Union;
use crate::attr::{Container, Role, SerdeContainer, TypeKind};
use crate::ctxt::Ctxt;
use crate::type_id::type_id;
use syn::{Data, DeriveInput, Fields, LitStr};

/// What a derive of `Entity` or `ComplexType` knows of the user's type.
pub(crate) struct TypeModel<'a> {
    pub(crate) input: &'a DeriveInput,
    pub(crate) kind: TypeKind,
    pub(crate) attrs: Container,
    pub(crate) serde: SerdeContainer,
    pub(crate) shape: TypeShape<'a>,
    pub(crate) paths: Vec<Path>,
    /// What the schema adds.
    pub(crate) facts: SchemaFacts,
}

/// How the type is written in Rust.
pub(crate) enum TypeShape<'a> {
    /// A struct with its fields, in order.
    Struct(Vec<Field<'a>>),
    /// An enum over the types that derive from the type.
    Union(Union<'a>),
}

impl<'a> TypeModel<'a> {
    /// Reads the type; nothing if it is neither a struct with named fields nor an enum.
    pub(crate) fn read(cx: &Ctxt, input: &'a DeriveInput, kind: TypeKind) -> Option<Self> {
        if !is_readable(cx, input, kind) {
            return None;
        }
        let (attrs, paths) = Container::read(cx, &input.attrs, kind);
        let paths = |cx| paths.into_iter().map(|path| Path::read(cx, path)).collect();
        let serde = SerdeContainer::read(cx, &input.attrs);
        let (shape, paths) = match &input.data {
            Data::Enum(data) => {
                let paths = paths(cx);
                (TypeShape::Union(Union::read(cx, data)), paths)
            }
            Data::Struct(syn::DataStruct { fields, .. }) => {
                let fields = fields
                    .iter()
                    .filter_map(|field| Some(Field::read(cx, field, field.ident.as_ref()?, &serde)))
                    .collect();
                (TypeShape::Struct(fields), paths(cx))
            }
            Data::Union(_) => return None,
        };
        Some(Self {
            input,
            kind,
            attrs,
            serde,
            shape,
            paths,
            facts: SchemaFacts::default(),
        })
    }

    /// The qualified name; empty where it is missing, of which there is an error.
    pub(crate) fn name(&self) -> String {
        self.attrs.type_name.get().map_or_else(String::new, LitStr::value)
    }

    /// The number made of the name; zero where that is missing.
    pub(crate) fn id(&self) -> u64 {
        self.attrs
            .type_name
            .get()
            .map_or(0, |literal| type_id(&literal.value()))
    }

    /// The fields of a struct, in order; a union has none.
    pub(crate) fn fields(&self) -> &[Field<'a>] {
        match &self.shape {
            TypeShape::Struct(fields) => fields,
            TypeShape::Union(_) => &[],
        }
    }

    /// The same, to be changed.
    #[cfg(feature = "schema")]
    pub(crate) fn fields_mut(&mut self) -> &mut [Field<'a>] {
        match &mut self.shape {
            TypeShape::Struct(fields) => fields,
            TypeShape::Union(_) => &mut [],
        }
    }

    /// Whether a field keeps the type tag.
    pub(crate) fn has_tag(&self) -> bool {
        self.fields().iter().any(|field| field.role == Role::Tag)
    }

    /// The fields that a patch has, in field order.
    pub(crate) fn writable(&self) -> impl Iterator<Item = &Field<'a>> {
        self.fields().iter().filter(|field| field.is_in_patch())
    }
}

/// Whether it has one of the two shapes; if not, that is the mistake.
fn is_readable(cx: &Ctxt, input: &DeriveInput, kind: TypeKind) -> bool {
    let derive = kind.derive();
    match &input.data {
        Data::Enum(_) => return true,
        Data::Struct(data) if matches!(data.fields, Fields::Named(_)) => return true,
        Data::Struct(_) => {
            let what = match kind {
                TypeKind::Entity => "an entity type",
                TypeKind::Complex => "a complex type",
            };
            cx.error(
                &input.ident,
                format_args!("`{derive}` needs named fields: {what} has named properties"),
            );
        }
        Data::Union(_) => cx.error(&input.ident, format_args!("`{derive}` is for structs")),
    }
    false
}
