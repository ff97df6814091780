//! The check against the service's own metadata, and what is taken over from it.
//!
//! `find` says which file, `cache` reads it once, each `check_*` keeps one rule, `emit` leaves to the compiler what only it can
//! check. Without the feature `schema` there is only the word that nothing is checked.

mod find;
mod manifest;
mod once;
mod warning;

#[cfg(feature = "schema")]
mod cache;
#[cfg(feature = "schema")]
mod check;
#[cfg(feature = "schema")]
mod check_base;
#[cfg(feature = "schema")]
mod check_key;
#[cfg(feature = "schema")]
mod check_members;
#[cfg(feature = "schema")]
mod check_names;
#[cfg(feature = "schema")]
mod check_paths;
#[cfg(feature = "schema")]
mod check_properties;
#[cfg(feature = "schema")]
mod check_roles;
#[cfg(feature = "schema")]
mod check_types;
#[cfg(feature = "schema")]
mod check_values;
#[cfg(feature = "schema")]
mod emit;
#[cfg(feature = "schema")]
mod lines;
#[cfg(feature = "schema")]
mod spelling;
#[cfg(feature = "schema")]
pub(crate) use check::{enumeration, newtype, structure, union};

#[cfg(not(feature = "schema"))]
mod off;
#[cfg(not(feature = "schema"))]
pub(crate) use off::{enumeration, newtype, structure, union};
