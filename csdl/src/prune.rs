//! A small document out of a large one.

mod error;
mod plan;
mod reach;
mod write;

pub use error::PruneError;

use crate::schema::Schema;

impl Schema {
    /// A document with only what some types and paths need, for a crate that uses a small part of a large service.
    /// Checks of these against it have the same results as checks against the original.
    ///
    /// It holds
    /// - the types that are named, with their bases and the complex types, enumeration types and type definitions
    ///   that their properties are of; with a complex type those that extend it, as they can be in its place; of the
    ///   entity types that extend a named one stubs;
    /// - the operations that are bound to them, with the types of their parameters and results;
    /// - of each entity type that a navigation property, parameter or result of these leads to a stub: its name, bases and key;
    /// - the entity sets and singletons of the named types. For a type that has none, the shortest ways that lead to it from one, of
    ///   containment if there are such, with stubs on the way;
    /// - everything on the `paths`, templates such as `/users/{id}/messages/{id}`: see [`Segment::split`](crate::Segment::split);
    /// - the annotations of all of these.
    ///
    /// Elements and attributes of other vocabularies than CSDL's, and comments, are left out.
    ///
    /// # Errors
    /// A type does not exist, a path leads nowhere, or an element that is needed is faulty.
    pub fn prune(&self, types: &[&str], paths: &[&str]) -> Result<String, PruneError> {
        let mut plan = plan::Plan::new(self);
        for name in types {
            plan.keep_asked(name)?;
        }
        for path in paths {
            plan.keep_path(path)?;
        }
        for name in types {
            plan.keep_way_to(name)?;
        }
        Ok(write::write(self, &plan.finish()?)?)
    }
}
