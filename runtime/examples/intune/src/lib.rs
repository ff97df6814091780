//! The corner "Intune" of Microsoft Graph as a small library, as an author of a tool would write it: types for what is used, and one
//! function for each task.
//!
//! The types are compared with `schemas/graph.csdl` when this is compiled. The program of this package runs all tasks against a service that it
//! starts itself.

use odata_entity::Written;
use std::error::Error;

pub mod apps;
pub mod compliance;
pub mod configurations;
pub mod devices;
pub mod directory;
pub mod photos;
pub mod reports;
pub mod service;

/// The entity that a request has made or changed.
///
/// # Errors
/// The service answered without it, which Intune does not.
pub fn written<E>(written: Written<E>) -> Result<E, Box<dyn Error>> {
    let entity = written.into_entity();
    entity.ok_or_else(|| "the service answered without the entity".into())
}

/// The code of the cookbook, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/guide/cookbook.md")]
pub struct Cookbook;
