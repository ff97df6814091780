//! Emitting code: calls with literals into the runtime, wrapped so that the user's names cannot be shadowed.

mod allowed;
mod call;
mod checked;
mod constants;
mod debug;
mod docs;
mod entity_tag;
mod enumeration;
mod generics;
mod newtype;
mod no_setter;
mod operation;
mod patch;
mod paths;
mod projection;
mod read;
mod runtime;
mod setters;
mod structure;
mod structured;
mod type_info;
mod union;

pub(crate) use call::path_call;
pub(crate) use enumeration::enumeration;
pub(crate) use newtype::newtype;
pub(crate) use operation::operation;
pub(crate) use projection::projection;

use crate::model::{TypeModel, TypeShape};
use proc_macro2::TokenStream;

/// The expansion of `Entity` and `ComplexType`.
pub(crate) fn structured(model: &TypeModel<'_>) -> TokenStream {
    match &model.shape {
        TypeShape::Struct(_) => structure::structure(model),
        TypeShape::Union(shape) => union::union(model, shape),
    }
}
