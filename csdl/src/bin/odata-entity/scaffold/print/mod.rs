//! Items as text.

mod attribute;
mod docs;
mod module;
mod width;

pub(crate) use module::{comment, module};
