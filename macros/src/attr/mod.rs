//! Reading attributes, `#[odata(…)]` and `#[serde(…)]`, both strictly.

mod container;
mod field;
mod item;
mod keys;
mod kind;
mod newtype;
mod operation;
mod path;
mod projection;
mod rename;
mod serde;
mod serde_keys;
mod set;
mod unknown;
mod variant;

pub(crate) use container::Container;
pub(crate) use field::{FieldAttrs, Role, Sent};
pub(crate) use item::Item;
pub(crate) use kind::TypeKind;
pub(crate) use newtype::NewtypeAttrs;
#[cfg(feature = "schema")]
pub(crate) use operation::On;
pub(crate) use operation::{OperationAttrs, ParameterAttrs};
pub(crate) use path::PathAttr;
pub(crate) use projection::ProjectionAttrs;
pub(crate) use serde::{SerdeContainer, SerdeField, SerdeVariant, derive_of_deserialize};
pub(crate) use serde_keys::{SerdeFieldKey, SerdeTypeKey, SerdeVariantKey};
pub(crate) use set::{SchemaAttr, TypeTag};
pub(crate) use variant::{EnumContainer, VariantAttrs};
