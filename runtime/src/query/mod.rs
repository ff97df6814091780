//! Queries: properties, the expressions and lists that are made of them, and where they are kept in a request.

mod expand;
mod filter;
mod list;
mod name;
mod navigation;
mod operand;
mod options;
mod order;
mod property;
mod select;

pub use expand::Expansion;
pub use filter::Filter;
pub(crate) use name::is_identifier;
pub use navigation::NavigationProperty;
pub use operand::IntoOperand;
pub(crate) use options::Options;
pub use order::{OrderBy, OrderTerms};
pub use property::Property;
pub use select::{Selectable, Selection};
