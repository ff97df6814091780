//! What a derive knows of the user's type, spans kept: read once, then only looked at.

mod enumeration;
mod facts;
mod field;
mod newtype;
mod structure;
pub(crate) mod types;
mod union;

pub(crate) use enumeration::{Enumeration, Other, Variant};
pub(crate) use facts::{Facts, Forbidden, PathFacts, Reserved};
pub(crate) use field::{Field, Shape};
pub(crate) use newtype::Newtype;
pub(crate) use structure::Structure;
pub(crate) use union::Union;
