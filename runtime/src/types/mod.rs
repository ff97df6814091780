//! What is known of a type, whatever its values are: its name, its type tag, its permissions.

mod entity;
mod info;
mod multiplicity;
mod scopes;
mod tag;
mod typed;

pub use entity::Entity;
pub use info::{TypeInfo, TypeTag, no_open_map, type_info};
pub use multiplicity::{Many, Multiplicity, One, Restricted, ToMany};
pub use scopes::Scopes;
pub(crate) use tag::{BodyTag, names, type_name};
pub use typed::{DerivedType, Typed};
