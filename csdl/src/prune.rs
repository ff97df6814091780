//! A small document out of a large one.

mod error;
mod plan;
mod reach;
mod write;

pub use error::PruneError;

use crate::position::SEPARATOR;
use crate::schema::Schema;

impl Schema {
    /// Whether this document, or one of several, is what [`Schema::prune`] made of another: then the service may have what it lacks.
    ///
    /// ```
    /// use odata_entity_csdl::Schema;
    ///
    /// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
    /// assert!(!schema.is_pruned());
    /// assert!(Schema::parse(schema.prune(&["shop.author"], &[])?)?.is_pruned());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use = "this changes nothing: use what it returns"]
    pub fn is_pruned(&self) -> bool {
        let mut texts = self.text.split(char::from(SEPARATOR));
        texts.any(|text| {
            let before = text
                .find("<!--")
                .and_then(|at| Some((text.get(..at)?, text.get(at..)?)));
            // It is in front of the root element.
            before.is_some_and(|(before, rest)| {
                before.matches('<').count() < 2 && rest.starts_with(write::MARK)
            })
        })
    }

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
        self.prune_noting(types, paths, "")
    }

    /// The same with a note in the comment at its beginning, as by which command it was made.
    ///
    /// A comment cannot have `--` (XML 1.0, 2.5): a space is put in between.
    ///
    /// # Errors
    /// As [`Schema::prune`].
    pub fn prune_noting(&self, types: &[&str], paths: &[&str], note: &str) -> Result<String, PruneError> {
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
        Ok(write::write(self, &plan.finish()?, note)?)
    }
}
