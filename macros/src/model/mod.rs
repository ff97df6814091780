//! What a derive knows of the user's type, spans kept: read once, then only looked at.

mod enumeration;
mod field;
mod structure;
mod types;

pub(crate) use enumeration::{Enumeration, Other};
pub(crate) use field::{Field, Shape};
pub(crate) use structure::Structure;
