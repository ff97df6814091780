//! The paths of entity types.

use std::collections::HashMap;

use odata_entity_csdl::Schema;

use crate::args::KeyStyle;
use crate::failure::Failure;
use crate::routes::keys::style as style_of;
use crate::routes::named::{NamedPath, is_taken, named};
use crate::routes::route::Route;
use crate::routes::search::Routes;
use crate::routes::uris::listed;

/// The paths of entity types, found once for all of them.
pub(crate) struct Paths<'s> {
    schema: &'s Schema,
    routes: Routes<'s>,
    style: KeyStyle,
    most: usize,
    /// The paths that the user wants for a type.
    given: HashMap<String, Vec<NamedPath>>,
}

impl<'s> Paths<'s> {
    /// Finds the ways to all types, at most `most` to each.
    pub(crate) fn find(
        schema: &'s Schema,
        style: Option<KeyStyle>,
        most: usize,
    ) -> Result<Paths<'s>, Failure> {
        Ok(Paths {
            schema,
            routes: Routes::find(schema, most.max(1))?,
            style: style_of(schema, style)?,
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
        let listed = listed(self.schema, ty, self.most)?;
        // The check takes no others: of Redfish's service root, which the container has as `Service`, there is none.
        if !listed.is_empty() || !self.schema.uris(ty)?.is_empty() {
            return Ok(listed);
        }
        let mut routes = self.routes_to(ty)?;
        let plain = routes.first().is_some_and(|first| !first.has_cast());
        routes.retain(|route| !(plain && route.has_cast()));
        let mut paths = named(self.schema, self.style, ty, &routes)?;
        paths.truncate(self.most);
        Ok(paths)
    }

    /// The ways to a type. Without its own way it is wherever the nearest of its bases is that has one; with single
    /// ones only it is also in the collections of the nearest base that has some, which then come first.
    fn routes_to(&self, ty: &str) -> Result<Vec<&Route<'s>>, Failure> {
        let lineage = self.schema.lineage(ty)?;
        let own: Vec<&Route<'s>> = self.routes.to(ty).iter().collect();
        if own.iter().any(|route| route.is_collection()) {
            return Ok(own);
        }
        // What is merely related to some base type need not be of this type.
        let of_base = |name: &str| {
            self.routes
                .to(name)
                .iter()
                .filter(|route| route.has_contained_end())
        };
        let bases = || lineage.iter().skip(1).map(|base| base.name.as_str());
        if own.is_empty() {
            let found = bases().map(|base| of_base(base).collect::<Vec<_>>());
            return Ok(found
                .into_iter()
                .find(|routes| !routes.is_empty())
                .unwrap_or_default());
        }
        for base in bases() {
            let collections: Vec<&Route<'s>> = of_base(base).filter(|route| route.is_collection()).collect();
            if !collections.is_empty() {
                return Ok(collections.into_iter().chain(own).collect());
            }
        }
        Ok(own)
    }
}
