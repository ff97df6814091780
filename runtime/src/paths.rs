//! Say where a request goes: keys of your own types, and the paths of calls that no struct was written for.
//!
//! The paths of your own entities are [`EntityPath`](crate::EntityPath) and [`CollectionPath`](crate::CollectionPath), which the
//! derive makes; any other is an [`AnyPath`] of [`path!`](crate::path!).
//!
//! ```
//! use odata_entity::path;
//!
//! let folder = path!("/users/{userId}/mailFolders/{folderId}", "u 1", "a/b");
//! assert_eq!(folder.as_str()?, "/users/u%201/mailFolders/a%2Fb");
//! # Ok::<(), odata_entity::error::PathError>(())
//! ```

pub use crate::path::{AnyPath, Key, KeyWriter};
