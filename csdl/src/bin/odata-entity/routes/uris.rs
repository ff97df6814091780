//! Paths that the metadata lists: those of Redfish's types, whose services have no entity sets.

use odata_entity_csdl::Schema;
use odata_entity_names::{argument, snake};

use crate::failure::Failure;
use crate::naming::Unique;
use crate::routes::named::{NamedPath, is_taken};

/// What Redfish's paths begin with, and the base URL ends with (DSP0266, "Service root").
const ROOT: &str = "/redfish/v1";

/// The paths that the metadata lists for a type, at most `most`, the shortest first; empty for most services.
pub(super) fn listed(schema: &Schema, ty: &str, most: usize) -> Result<Vec<NamedPath>, Failure> {
    let mut templates: Vec<String> = schema.uris(ty)?.into_iter().filter_map(template).collect();
    templates.sort_by_key(|template| template.matches('/').count());
    templates.truncate(most);
    let mut paths: Vec<NamedPath> = Vec::new();
    for (number, template) in templates.into_iter().enumerate() {
        let taken = |name: &str| {
            is_taken(name)
                || paths.iter().filter_map(|path| path.name.as_deref()).any(|other| {
                    other == name
                        || format!("{other}_collection") == name
                        || format!("{name}_collection") == other
                })
        };
        let name = (number > 0).then(|| {
            let fits = |name: &String| !taken(name) && !taken(&format!("{name}_collection"));
            let found = candidates(&template).into_iter().find(fits);
            found.unwrap_or_else(|| format!("path_{}", number + 1))
        });
        paths.push(NamedPath {
            name,
            template,
            enums: Vec::new(),
        });
    }
    Ok(paths)
}

/// Names for a path, the best first: the names on it before the last one, from the nearest on.
fn candidates(template: &str) -> Vec<String> {
    let names: Vec<String> = template
        .split('/')
        .filter(|segment| !segment.is_empty() && !segment.starts_with('{'))
        .map(snake)
        .collect();
    let before = names.split_last().map_or(&[][..], |(_, before)| before);
    let mut found = Vec::new();
    for start in (0..before.len()).rev() {
        let joined = before.get(start..).unwrap_or_default().join("_");
        found.push(format!("by_{joined}"));
    }
    found
}

/// A listed path as a template. `None` for the root of the service, and for what is no path.
fn template(uri: &str) -> Option<String> {
    let path = uri.strip_prefix(ROOT).unwrap_or(uri).trim_end_matches('/');
    let mut names = Unique::default();
    let mut out = String::new();
    for segment in path.strip_prefix('/')?.split('/') {
        out.push('/');
        match segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
            Some(name) if name.chars().all(|c| c.is_ascii_alphanumeric()) && !name.is_empty() => {
                let name = names.take(
                    name.to_owned(),
                    |name, number| format!("{name}{number}"),
                    argument,
                );
                out.push_str(&format!("{{{name}}}"));
            }
            None if !segment.is_empty()
                && segment
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || "-._".contains(c)) =>
            {
                out.push_str(segment);
            }
            _ => return None,
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn listed_paths_are_templates_below_the_service_root() {
        assert_eq!(
            template("/redfish/v1/Systems/{SystemId}").as_deref(),
            Some("/Systems/{SystemId}")
        );
        assert_eq!(
            template("/redfish/v1/A/{Id}/B/{Id}/").as_deref(),
            Some("/A/{Id}/B/{Id2}")
        );
        for none in [
            "/redfish/v1/",
            "/redfish/v1",
            "",
            "x",
            "/a b",
            "/{}",
            "/a{b}",
            "/a/{b}c",
            "//a",
        ] {
            assert_eq!(template(none), None, "{none}");
        }
    }
}
