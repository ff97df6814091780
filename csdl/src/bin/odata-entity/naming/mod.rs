//! Rust names for names of the schema.

mod field;
mod types;
mod variant;
mod words;

pub(crate) use field::{Field, Fields, argument};
pub(crate) use types::TypeNames;
pub(crate) use variant::Variants;
pub(crate) use words::{is_identifier, snake, words};
