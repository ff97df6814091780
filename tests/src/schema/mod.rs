//! What the service knows about its data: entity types, complex types, properties, in CSDL's terms.

mod complex_type;
mod deferred;
mod entity_type;
mod enum_type;
mod key;
mod primitive;
mod property;
mod shape;

pub use complex_type::ComplexType;
pub use entity_type::{EntityType, IfMatch, TypeTags, UpdateAnswer};
pub use enum_type::EnumType;
pub use primitive::Primitive;
pub use property::{ComplexUpdate, Property};

pub(crate) use deferred::Deferred;
pub(crate) use primitive::{instant, nanoseconds};
pub(crate) use property::{Access, PropertyType};
pub(crate) use shape::{Family, Shape};
