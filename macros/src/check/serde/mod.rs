//! What serde's attributes mean beside ours: each known key has its effect, or is a mistake that names the way out.
//!
//! A key without an effect is accepted only where it asks for what happens anyway (`default` on an `Option`), or
//! where it concerns nothing but the code that serde's own derives emit (`crate`).

mod container;
mod field;
mod host;
mod variant;

#[cfg(test)]
mod tests;

pub(super) use container::container;
pub(super) use field::fields;
pub(super) use host::{Host, beside, misplaced};
pub(super) use variant::{in_variants, variants};
