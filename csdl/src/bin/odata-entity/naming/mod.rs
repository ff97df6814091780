//! Rust names for names of the schema.

mod field;
mod identifier;
mod operations;
mod types;
mod unique;
mod variant;
mod version;

pub(crate) use field::{Field, Fields};
pub(crate) use identifier::{is_identifier, local};
pub(crate) use operations::OperationNames;
pub(crate) use types::TypeNames;
pub(crate) use unique::Unique;
pub(crate) use variant::{Variants, pascal};
pub(crate) use version::version;
