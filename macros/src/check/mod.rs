//! The rules that attributes must keep together: one function a rule, every mistake noted.

mod enumeration;
mod key;
mod names;
mod newtype;
mod operation;
mod projection;
mod serde;
mod structure;
mod structured;
mod tag;
mod text;
mod union;

pub(crate) use enumeration::enumeration;
pub(crate) use key::unmarked_key;
#[cfg(feature = "schema")]
pub(crate) use names::is_qualified;
pub(crate) use newtype::newtype;
pub(crate) use operation::operation;
pub(crate) use projection::projection;
pub(crate) use structured::structured;
