//! Describe the types of a service: base types, navigation properties and what they lead to, permissions, type tags.
//!
//! ```
//! use odata_entity::model::{Related, Scopes};
//! use odata_entity::Entity;
//!
//! #[derive(Entity)]
//! #[odata(type = "microsoft.graph.group", path = "/groups/{groupId}", scopes(application = "Group.ReadWrite.All"))]
//! struct Group {
//!     #[odata(key)]
//!     id: String,
//!     #[odata(navigation)]
//!     members: Option<Related<User>>,
//! }
//!
//! #[derive(Entity)]
//! #[odata(type = "microsoft.graph.user", path = "/users/{userId}")]
//! struct User {
//!     #[odata(key)]
//!     id: String,
//! }
//!
//! let needed: Scopes = Group::SCOPES;
//! assert_eq!(needed.application, ["Group.ReadWrite.All"]);
//! ```

pub use crate::operation::{Collection, Operation};
pub use crate::structure::read::Related;
pub use crate::types::{DerivedType, Many, One, Scopes, TypeTag};
