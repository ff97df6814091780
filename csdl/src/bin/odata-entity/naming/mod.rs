//! Rust names for names of the schema.

mod field;
mod identifier;
mod types;
mod variant;

pub(crate) use field::{Field, Fields};
pub(crate) use identifier::is_identifier;
pub(crate) use types::TypeNames;
pub(crate) use variant::Variants;
