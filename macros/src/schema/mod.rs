//! The check against the service's own metadata, and what is taken over from it.
//!
//! `find` names the file, `cache` reads it once, `run` goes through the `rules`, each of which has a `context` at hand and leaves to
//! the compiler (`assert`) what only it can check. Without the feature `schema` there is only the warning that nothing is checked.

mod advice;
mod find;
mod manifest;
mod once;
mod warning;

#[cfg(feature = "schema")]
mod assert;
#[cfg(feature = "schema")]
mod cache;
#[cfg(feature = "schema")]
mod context;
#[cfg(feature = "schema")]
mod fit;
#[cfg(feature = "schema")]
mod lines;
#[cfg(feature = "schema")]
mod overloads;
#[cfg(feature = "schema")]
mod rules;
#[cfg(feature = "schema")]
mod run;
#[cfg(feature = "schema")]
mod text;
#[cfg(feature = "schema")]
mod tracking;
#[cfg(feature = "schema")]
pub(crate) use run::{enumeration, newtype, operation, path_call, structured};

#[cfg(not(feature = "schema"))]
mod off;
#[cfg(not(feature = "schema"))]
pub(crate) use off::{enumeration, newtype, operation, path_call, structured};

use crate::attr::SchemaAttr;

/// The name that Cargo.toml gives the runtime crate, where it is another one than the package's own.
pub(crate) fn runtime() -> Option<String> {
    find::runtime()
}

/// Whether types are meant to be checked: then what a schema knows is not guessed.
pub(crate) fn is_set(attr: Option<&SchemaAttr>) -> bool {
    !matches!(find::setting(attr), find::Setting::Off)
}
