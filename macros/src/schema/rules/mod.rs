//! What is compared with the schema: one rule a file, none of which uses another.

pub(super) mod allowed;
pub(super) mod base;
pub(super) mod complete;
pub(super) mod key;
pub(super) mod members;
pub(super) mod names;
pub(super) mod operations;
pub(super) mod paths;
pub(super) mod properties;
pub(super) mod roles;
pub(super) mod types;
pub(super) mod values;
