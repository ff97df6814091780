//! The ways from a service's root to its entities.

mod keys;
mod named;
mod paths;
mod route;
mod search;
mod template;
mod uris;

pub(crate) use named::NamedPath;
pub(crate) use paths::Paths;
