//! Change what is there: patches and create bodies in code that is generic over your types.
//!
//! For one type you need none of it: the derive gives the type functions of its own (`User::patch()`, `before.diff(&after)`,
//! `user.to_create()`). What a patch holds for a property is a [`Change`](crate::Change).
//!
//! ```
//! use odata_entity::patch::{Patch, Structured};
//! use odata_entity::{Entity, EntityPath, Request, Written};
//!
//! /// One request for each part of a patch that the service takes by itself.
//! fn updates<E: Entity + Structured>(path: &EntityPath<E>, patch: E::Patch) -> Vec<Request<Written<E>>> {
//!     patch.split().iter().map(|part| path.patch(part)).collect()
//! }
//! ```

pub use crate::structure::read::Apply;
pub use crate::structure::{CreateBody, OpenPatch, Part, Patch, PatchOf, Structured};
