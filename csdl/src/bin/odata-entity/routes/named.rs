//! Names for the paths of an entity.

use odata_entity_csdl::Schema;
use odata_entity_names::snake;

use crate::args::KeyStyle;
use crate::failure::Failure;
use crate::naming::local;
use crate::routes::route::Route;
use crate::routes::template::Template;

/// A path of an entity, with the name of its function unless it is just `path`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NamedPath {
    pub(crate) name: Option<String>,
    /// An enumeration type of a key is in it by its qualified name.
    pub(crate) template: String,
    /// These types.
    pub(crate) enums: Vec<String>,
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

/// The name of the path that has a cast: its collection has only what is of the type.
const CAST: &str = "cast";

/// The paths of these ways to a type. The first has no name, the others are named for what distinguishes them from
/// the rest.
///
/// Where the first is one of a collection of a base type, the second is the same with a cast.
pub(super) fn named(
    schema: &Schema,
    style: KeyStyle,
    ty: &str,
    routes: &[&Route<'_>],
) -> Result<Vec<NamedPath>, Failure> {
    let mut paths: Vec<NamedPath> = Vec::new();
    for (number, route) in routes.iter().enumerate() {
        let Template { text, enums, .. } = Template::of(schema, style, route, None)?;
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
        paths.push(NamedPath {
            name,
            template: text,
            enums,
        });
        if number == 0 && route.ty() != ty && route.is_collection() {
            let Template { text, enums, .. } = Template::of(schema, style, route, Some(ty))?;
            paths.push(NamedPath {
                name: Some(CAST.to_owned()),
                template: text,
                enums,
            });
        }
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
