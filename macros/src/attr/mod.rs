//! Reading attributes: `#[odata(…)]` strictly, `#[serde(…)]` for the names it gives.

mod container;
mod field;
mod item;
mod keys;
mod kind;
mod newtype;
mod path;
mod serde;
mod set;
mod unknown;
mod variant;

pub(crate) use container::Container;
pub(crate) use field::{FieldAttrs, Role, Sent};
pub(crate) use kind::TypeKind;
pub(crate) use newtype::NewtypeAttrs;
pub(crate) use path::PathAttr;
pub(crate) use serde::{SerdeContainer, SerdeField};
pub(crate) use set::{SchemaAttr, TypeTag};
pub(crate) use variant::{EnumContainer, VariantAttrs};
