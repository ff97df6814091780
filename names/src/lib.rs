//! Names between Rust and OData: what the derives and the command of `odata-entity` must agree on.
//!
//! The derives build without the reader of metadata unless a schema is asked for, and the command builds without the derives. What
//! both need is here, without a dependency.
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod hidden;
mod nearest;
mod rename;
mod value;

mod words;

pub use hidden::is_hidden;
pub use nearest::nearest;
pub use rename::RenameRule;
pub use value::Primitive;
pub use words::{argument, capitalized, identifier, snake, words};
