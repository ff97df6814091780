//! The operations that are bound to each type.

use crate::table::ByName;

/// The operations that are bound to each type, by its qualified name.
pub(crate) type Bindings = ByName<Vec<Bound>>;

/// An operation that is bound to a type or to collections of it.
#[derive(Debug)]
pub(crate) struct Bound {
    /// Its entry's number.
    pub(crate) operation: usize,
    pub(crate) is_collection: bool,
}
