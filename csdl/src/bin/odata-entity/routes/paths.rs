//! The paths of entity types.

use std::collections::HashMap;

use odata_entity_csdl::Schema;

use crate::failure::Failure;
use crate::routes::named::{NamedPath, is_taken, named};
use crate::routes::route::Route;
use crate::routes::search::Routes;

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
                return Err(Failure::new(format!(
                    "every entity has a function `{name}`: give the path `{}` another name",
                    path.template
                )));
            }
            Some(name) if given.iter().any(|other| other.name == path.name) => {
                return Err(Failure::new(format!("two paths of `{ty}` are called `{name}`")));
            }
            None if given.iter().any(|other| other.name.is_none()) => {
                return Err(Failure::new(format!(
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
