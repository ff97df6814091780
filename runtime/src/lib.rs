//! Typed OData entities.
