//! Typed OData entities.

pub mod edm;
