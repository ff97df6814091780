//! The types that somebody names on the command line.

use std::collections::HashSet;

use odata_entity_csdl::{Error, Kind, Schema};
use odata_entity_names::nearest;

use crate::failure::Failure;
use crate::naming::local;
use crate::shown::on_one_line;
use crate::versions::newest;

/// The qualified names that the arguments mean, each once, in the order of the arguments.
///
/// # Errors
/// Arguments mean no type or several; all of them are in the message.
pub(crate) fn types(schema: &Schema, arguments: &[String]) -> Result<Vec<String>, Failure> {
    let all = all(schema);
    let (mut found, mut known, mut failures) = (Vec::new(), HashSet::new(), Vec::new());
    for argument in arguments {
        match matching(schema, &all, argument) {
            Ok(names) => found.extend(names.into_iter().filter(|name| known.insert(name.clone()))),
            Err(failure) => failures.push(failure),
        }
    }
    match failures.is_empty() {
        true => Ok(found),
        false => Err(Failure::all(failures)),
    }
}

/// The types that the arguments mean; and, if operations are wanted, the names of action imports and function imports among them.
pub(crate) fn named(
    schema: &Schema,
    arguments: &[String],
    operations: bool,
) -> Result<(Vec<String>, Vec<String>), Failure> {
    let container = schema.container()?;
    let is_import = |name: &String| {
        operations
            && schema.type_kind(name).is_none()
            && container.is_some_and(|container| container.import(name).is_some())
    };
    let (imports, arguments): (Vec<String>, Vec<String>) = arguments.iter().cloned().partition(is_import);
    Ok((types(schema, &arguments)?, imports))
}

/// Every type of the schema.
fn all(schema: &Schema) -> Vec<String> {
    let kinds = [
        Kind::EntityType,
        Kind::ComplexType,
        Kind::EnumType,
        Kind::TypeDefinition,
    ];
    kinds.into_iter().flat_map(|kind| schema.names(kind)).collect()
}

/// How many types a message names.
const MOST: usize = 8;

fn matching(schema: &Schema, all: &[String], argument: &str) -> Result<Vec<String>, Failure> {
    if argument.contains('*') {
        let found: Vec<String> = all.iter().filter(|name| fits(argument, name)).cloned().collect();
        if found.is_empty() {
            return Err(Failure::new(format!(
                "no type fits the pattern `{argument}`{}",
                wider(argument, all).unwrap_or_else(|| LIST.to_owned())
            )));
        }
        return Ok(without_faulty(schema, found));
    }
    if schema.type_kind(argument).is_some() {
        return Ok(vec![schema.canonical(argument)]);
    }
    let named = all
        .iter()
        .filter(|name| !argument.contains('.') && local(name) == argument);
    let named = newest(named.cloned().collect());
    match named.as_slice() {
        [] => Err(unknown(schema, all, argument)),
        [_] => Ok(named),
        several => one_at_root(schema, argument, several),
    }
}

/// A pattern that fits a name where `pattern` fits none, as what to write instead.
pub(crate) fn wider(pattern: &str, names: &[String]) -> Option<String> {
    let candidates = [format!("*.{pattern}"), format!("*{pattern}*")];
    let found = candidates
        .iter()
        .find(|wider| names.iter().any(|name| fits(wider, name)))?;
    Some(format!(
        ", which is for all of the qualified name: write `{found}`"
    ))
}

/// What finds names.
const LIST: &str = "; `odata-entity list` with a part of the name finds types";

/// Of types that share a local name the one that an entity set or singleton leads to; the others are noted on the standard error.
///
/// # Errors
/// There is none, or there are several.
fn one_at_root(schema: &Schema, argument: &str, several: &[String]) -> Result<Vec<String>, Failure> {
    let resources = schema
        .container()?
        .map(|container| container.resources.as_slice());
    let is_at_root = |name: &&String| {
        let mut resources = resources.unwrap_or_default().iter();
        resources.any(|resource| resource.entity_type == **name)
    };
    let at_root: Vec<&String> = several.iter().filter(is_at_root).collect();
    if let [one] = at_root.as_slice() {
        let others: Vec<&String> = several.iter().filter(|name| name != one).collect();
        eprintln!(
            "note: `{argument}` is taken for `{}`, to which an entity set or singleton leads; for {} write the full name",
            on_one_line(one),
            on_one_line(&listed(&others, "or"))
        );
        return Ok(vec![(*one).clone()]);
    }
    let names: Vec<&String> = several.iter().collect();
    Err(Failure::new(format!(
        "`{argument}` can be {}: write which one",
        listed(&names, "or")
    )))
}

/// The first of some names.
fn listed(names: &[&String], word: &str) -> String {
    let mut listed: Vec<String> = names.iter().take(MOST).map(|name| format!("`{name}`")).collect();
    if names.len() > MOST {
        listed.push(format!("{} more", names.len() - MOST));
    }
    listed.join(&format!(" {word} "))
}

/// What is wrong with a type or its bases, if something is.
pub(crate) fn fault(schema: &Schema, name: &str) -> Option<Error> {
    match schema.type_kind(name) {
        Some(Kind::EnumType) => schema.enum_type(name).err(),
        Some(Kind::TypeDefinition) => schema.type_definition(name).err(),
        _ => schema.lineage(name).err(),
    }
}

/// Of the types that a pattern fits those that can be used; the others are noted on the standard error.
fn without_faulty(schema: &Schema, found: Vec<String>) -> Vec<String> {
    let is_usable = |name: &String| match fault(schema, name) {
        None => true,
        Some(error) => {
            eprintln!(
                "note: without `{}`: {}",
                on_one_line(name),
                on_one_line(&error.to_string())
            );
            false
        }
    };
    found.into_iter().filter(is_usable).collect()
}

fn unknown(schema: &Schema, all: &[String], argument: &str) -> Failure {
    let short = local(argument);
    if let Some(operation) = schema.operations(argument).unwrap_or_default().first() {
        let hint = match operation.binding() {
            Some(binding) => format!("; `{}` with `--operations` has it", binding.name),
            None => "; `--operations` with the name at the service's root has it".to_owned(),
        };
        return Failure::new(format!(
            "`{argument}` is the {} `{}`, not a type{hint}",
            operation.kind, operation.name
        ));
    }
    // A part of the namespace may be missing.
    if let Some(name) = all.iter().find(|name| name.ends_with(&format!(".{argument}"))) {
        return Failure::new(format!("the schema has no type `{argument}`; write `{name}`"));
    }
    if let Some(uri) = schema.reference_to(argument) {
        return Failure::new(format!(
            "the schema has no type `{argument}`: it is of `{uri}`, which the metadata refers to; give that file too"
        ));
    }
    let near = nearest(short, all.iter().map(|name| local(name)));
    let hint = near.and_then(|near| {
        all.iter()
            .find(|name| local(name) == near)
            .map(|name| format!("; the nearest is `{name}`"))
    });
    let hint = hint.unwrap_or_else(|| LIST.to_owned());
    Failure::new(format!("the schema has no type `{argument}`{hint}"))
}

/// Whether all of a name fits a pattern, in which `*` matches anything. Case does not count.
pub(crate) fn fits(pattern: &str, name: &str) -> bool {
    let (pattern, name) = (pattern.to_lowercase(), name.to_lowercase());
    let mut parts = pattern.split('*');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = name.strip_prefix(first) else {
        return false;
    };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else {
        return rest.is_empty();
    };
    for part in parts {
        let Some((_, behind)) = rest.split_once(part) else {
            return false;
        };
        rest = behind;
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit_whole_names() {
        for (pattern, name, fitting) in [
            ("*", "a.b", true),
            ("a.*", "a.b", true),
            ("*b", "a.b", true),
            ("A*B", "a.xb", true),
            ("a*x*b", "a.xb", true),
            ("a*b*b", "ab", false),
            ("a", "ab", false),
            ("ab*b", "ab", false),
        ] {
            assert_eq!(fits(pattern, name), fitting, "{pattern} {name}");
        }
    }
}
