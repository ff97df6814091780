//! Names for the paths of an entity.

use odata_entity_csdl::Schema;
use odata_entity_names::snake;

use crate::failure::Failure;
use crate::naming::local;
use crate::routes::route::Route;
use crate::routes::template::Template;

/// A path of an entity, with the name of its function unless it is just `path`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NamedPath {
    pub(crate) name: Option<String>,
    pub(crate) template: String,
}

/// The functions that every entity has.
const TAKEN: [&str; 8] = [
    "collection",
    "diff",
    "diff_lossy",
    "patch",
    "path",
    "path_collection",
    "to_create",
    "to_patch",
];

/// Whether every entity has a function of that name.
pub(super) fn is_taken(name: &str) -> bool {
    TAKEN.contains(&name)
}

/// The paths of these ways. The first has no name, the others are named for what tells them from the rest.
pub(crate) fn named(schema: &Schema, routes: &[&Route<'_>]) -> Result<Vec<NamedPath>, Failure> {
    let mut paths: Vec<NamedPath> = Vec::new();
    for (number, route) in routes.iter().enumerate() {
        let template = Template::of(schema, route)?;
        let taken = |name: &str| {
            is_taken(name)
                || paths
                    .iter()
                    .filter_map(|path| path.name.as_deref())
                    .any(|other| other == name || format!("{other}_collection") == name)
        };
        let name = (number > 0).then(|| {
            let same_root = routes
                .first()
                .is_some_and(|first| first.root.name == route.root.name);
            let fits = |name: &String| !taken(name) && !taken(&format!("{name}_collection"));
            candidates(route, same_root)
                .into_iter()
                .find(fits)
                .unwrap_or_else(|| format!("path_{}", number + 1))
        });
        paths.push(NamedPath { name, template });
    }
    Ok(paths)
}

/// Names for a way, the best first: for where it begins, if the first way begins elsewhere; for what it ends with; for both.
fn candidates(route: &Route<'_>, same_root: bool) -> Vec<String> {
    let root = if route.root.is_singleton {
        snake(&route.root.name)
    } else {
        format!("by_{}", snake(local(&route.root.entity_type)))
    };
    let hops: Vec<String> = route.hops.iter().map(|hop| snake(&hop.property.name)).collect();
    let mut names = Vec::new();
    if !same_root {
        names.push(root.clone());
    }
    if let Some(last) = hops.last() {
        names.push(last.clone());
        names.push(format!("{root}_{last}"));
        names.push(format!("{root}_{}", hops.join("_")));
    }
    names
}
