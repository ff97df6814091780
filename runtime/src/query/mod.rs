//! Ask for a part: filters, selections, orders and expansions, made of properties.
//!
//! ```
//! # use odata_entity::Entity;
//! # #[derive(Debug, Clone, Entity)]
//! # #[serde(rename_all = "camelCase")]
//! # #[odata(type = "microsoft.graph.device", path = "/devices/{deviceId}")]
//! # struct Device { #[odata(key)] id: String, display_name: Option<String>, is_managed: Option<bool> }
//! let list = Device::collection()
//!     .list()
//!     .filter(Device::DISPLAY_NAME.starts_with("PC-").and(Device::IS_MANAGED.eq(true)))
//!     .select((Device::ID, Device::DISPLAY_NAME))
//!     .order_by(Device::DISPLAY_NAME.desc());
//! # assert!(list.to_http("https://graph.microsoft.com/v1.0").is_ok());
//! ```
//!
//! They begin at the constants that the derives give each type: `Device::NAME.eq("a")`, `Device::OWNER.expand()`. What those give back
//! is here; [`Filter`], [`Property`] and the like are at the root of the crate, too.

mod compare;
mod expand;
mod expr;
mod fields;
mod filter;
mod forms;
mod functions;
mod into_filter;
mod kinds;
mod lambda;
mod list;
mod name;
mod navigation;
mod operand;
mod options;
mod order;
mod path;
mod property;
mod render;
mod select;
mod tree;

pub use compare::ComparedWithEntity;
pub use expand::{Expand, ExpandRef, Expansion, Levels};
pub use expr::Expr;
pub use filter::Filter;
pub use forms::Forms;
pub use into_filter::IntoFilter;
pub use kinds::{Additive, DateValue, InstantValue, Number, Ordered, TextValue, TimeValue};
pub(crate) use name::is_identifier;
pub use navigation::NavigationProperty;
pub use operand::{IntoOperand, Operand};
pub(crate) use options::Options;
pub use order::{OrderBy, OrderTerms};
pub use path::{NavigationPath, PropertyPath, Step};
pub use property::{ComparedByOperator, Property, property};
pub use select::{Selectable, Selection};
