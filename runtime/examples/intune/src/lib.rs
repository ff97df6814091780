//! The corner "Intune" of Microsoft Graph as a small library, as an author of a tool would write it: types for what is used, and one
//! function for each task.
//!
//! The types are compared with `schemas/graph.csdl` when this is compiled. The program of this package runs all tasks against a service that it
//! starts itself.

pub mod apps;
pub mod compliance;
pub mod configurations;
pub mod devices;
pub mod directory;
pub mod photos;
pub mod reports;
pub mod service;

/// The code of the cookbook, compiled and run.
#[cfg(doctest)]
#[doc = include_str!("../../../docs/guide/cookbook.md")]
pub struct Cookbook;
