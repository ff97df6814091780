//! Limits: those that a service names, and those on what a peer fills.
//!
//! An answer can make nothing grow without end, and what is over a limit is an error or is
//! left in the body, never a panic.

mod after;
mod throttle;

pub use after::retry_after;
pub use throttle::Throttle;

/// How many details of an error are read; the body has them all.
pub(crate) const ERROR_DETAILS: usize = 1_000;

/// How many errors inside an error are looked at: far more than any service nests.
pub(crate) const INNER_ERRORS: usize = 16;

/// The longest `innerError` that is read as a tree, which takes up many times its length.
pub(crate) const INNER_ERROR_BYTES: usize = 1 << 20;

/// How many entities a page can have, and how many items a list and members an object: empty objects take up a hundred times
/// their length.
pub(crate) const ITEMS: usize = 1_000_000;

/// How many headers an answer in a batch can have; an HTTP answer has a hundred at most (hyper's limit).
pub(crate) const HEADERS: usize = 1_000;
