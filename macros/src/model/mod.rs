//! What a derive knows of the user's type, spans kept: read once, then only looked at.

mod enumeration;
mod field;
mod newtype;
mod structure;
mod types;
mod union;

pub(crate) use enumeration::{Enumeration, Other};
pub(crate) use field::{Field, Shape};
pub(crate) use newtype::Newtype;
pub(crate) use structure::Structure;
pub(crate) use union::Union;
