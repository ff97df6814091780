//! The ways from a service's root to its entities.

mod named;
mod search;
mod template;

use std::collections::HashMap;

use odata_entity_csdl::{NavigationProperty, Resource, Schema};

use crate::failure::Failure;

pub(crate) use named::NamedPath;
use named::{is_taken, named};
use search::Routes;

/// A way to an entity or a set of entities.
#[derive(Debug, Clone)]
pub(crate) struct Route<'s> {
    pub(crate) root: &'s Resource,
    /// The navigation properties behind it.
    pub(crate) hops: Vec<Hop<'s>>,
}

/// A navigation property on a way.
#[derive(Debug, Clone)]
pub(crate) struct Hop<'s> {
    /// The derived type that has the property, where it is not the one that the way leads to so far.
    pub(crate) cast: Option<String>,
    pub(crate) property: &'s NavigationProperty,
}

impl Route<'_> {
    /// The type that is declared at the end.
    pub(crate) fn ty(&self) -> &str {
        self.hops
            .last()
            .map_or(&self.root.entity_type, |hop| &hop.property.ty.name)
    }

    /// Whether a collection is at the end, from which a key chooses.
    pub(crate) fn is_collection(&self) -> bool {
        self.hops
            .last()
            .map_or(!self.root.is_singleton, |hop| hop.property.ty.is_collection)
    }

    fn has_cast(&self) -> bool {
        self.hops.iter().any(|hop| hop.cast.is_some())
    }

    fn has_contained_end(&self) -> bool {
        self.hops.last().is_none_or(|hop| hop.property.contains_target)
    }
}

/// The paths of entity types, found once for all of them.
pub(crate) struct Paths<'s> {
    schema: &'s Schema,
    routes: Routes<'s>,
    most: usize,
    /// The paths that the user wants for a type.
    given: HashMap<String, Vec<NamedPath>>,
}

impl<'s> Paths<'s> {
    /// Finds the ways to all types, at most `most` to each.
    pub(crate) fn find(schema: &'s Schema, most: usize) -> Result<Paths<'s>, Failure> {
        Ok(Paths {
            schema,
            routes: Routes::find(schema, most.max(1))?,
            most,
            given: HashMap::new(),
        })
    }

    /// Uses a path of the user's for a type, instead of what is found.
    ///
    /// # Errors
    /// The path has the name of another one, or of a function that every entity has.
    pub(crate) fn give(&mut self, ty: &str, path: NamedPath) -> Result<(), Failure> {
        let given = self.given.entry(ty.to_owned()).or_default();
        match &path.name {
            Some(name) if is_taken(name) => {
                return Err(Failure(format!(
                    "every entity has a function `{name}`: give the path `{}` another name",
                    path.template
                )));
            }
            Some(name) if given.iter().any(|other| other.name == path.name) => {
                return Err(Failure(format!("two paths of `{ty}` are called `{name}`")));
            }
            None if given.iter().any(|other| other.name.is_none()) => {
                return Err(Failure(format!(
                    "`{ty}` has two paths without a name: write the second as `name={}`",
                    path.template
                )));
            }
            _ => {}
        }
        given.push(path);
        Ok(())
    }

    /// The paths of a type, the shortest first; that one has no name.
    pub(crate) fn of(&self, ty: &str) -> Result<Vec<NamedPath>, Failure> {
        if let Some(given) = self.given.get(ty) {
            return Ok(given.clone());
        }
        if self.most == 0 {
            return Ok(Vec::new());
        }
        for (depth, known) in self.schema.lineage(ty)?.iter().enumerate() {
            let routes: Vec<&Route<'s>> = self
                .routes
                .to(&known.name)
                .iter()
                // What is merely related to some base type need not be of this type.
                .filter(|route| depth == 0 || route.has_contained_end())
                .collect();
            let Some(first) = routes.first() else { continue };
            let plain = !first.has_cast();
            let kept = routes
                .into_iter()
                .filter(|route| !(plain && route.has_cast()))
                .take(self.most);
            return named(self.schema, &kept.collect::<Vec<_>>());
        }
        Ok(Vec::new())
    }
}
