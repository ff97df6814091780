//! A tuple struct around one Edm value.

use crate::attr::{NewtypeAttrs, SerdeContainer};
use crate::ctxt::Ctxt;
use syn::{Attribute, Data, DeriveInput, Fields, Type};

/// A struct with one unnamed field.
pub(crate) struct Newtype<'a> {
    pub(crate) input: &'a DeriveInput,
    pub(crate) attrs: NewtypeAttrs,
    pub(crate) serde: SerdeContainer,
    pub(crate) inner: &'a Type,
    /// Those of the field, of which there are none that have an effect.
    pub(crate) inner_attrs: &'a [Attribute],
}

impl<'a> Newtype<'a> {
    /// Reads the struct; nothing if it has another shape.
    pub(crate) fn read(cx: &Ctxt, input: &'a DeriveInput) -> Option<Self> {
        let attrs = NewtypeAttrs::read(cx, &input.attrs);
        if let Data::Struct(data) = &input.data
            && let Fields::Unnamed(fields) = &data.fields
            && let (Some(field), 1) = (fields.unnamed.first(), fields.unnamed.len())
        {
            return Some(Self {
                input,
                attrs,
                serde: SerdeContainer::read(cx, &input.attrs),
                inner: &field.ty,
                inner_attrs: &field.attrs,
            });
        }
        cx.error(
            &input.ident,
            "`EdmValue` is for a struct around one value: `struct Name(Type);`; derive `EnumType` for an enum, \
             `ComplexType` or `Entity` for a struct with properties",
        );
        None
    }
}
