//! Paths: templates filled with keys, each of which stays where it was put.

mod encode;
mod error;
mod key;
mod template;

pub(crate) use encode::{push as push_segment, push_query};
pub use error::{PathError, PathErrorKind};
pub use key::{Key, KeyOf, KeyWriter};
pub use template::{Encode, KeyForm, PathPart, Reserved};
pub(crate) use template::{Keys, Template};
