//! Emitting code: calls with literals into the runtime, wrapped so that the user's names cannot be shadowed.

mod checked;
mod complex;
mod constants;
mod docs;
mod entity;
mod entity_tag;
mod enumeration;
mod generics;
mod newtype;
mod patch;
mod paths;
mod runtime;
mod setters;
mod structured;
mod type_info;
mod union;

pub(crate) use complex::complex;
pub(crate) use entity::entity;
pub(crate) use enumeration::enumeration;
pub(crate) use newtype::newtype;
pub(crate) use union::union;
