//! `odata-entity scaffold`

use std::path::Path;

use odata_entity_csdl::{Location, Schema, Segment};
use odata_entity_names::snake;

use crate::args::ScaffoldArguments;
use crate::failure::Failure;
use crate::naming::is_identifier;
use crate::routes::{NamedPath, Paths};
use crate::scaffold::model::Item;
use crate::scaffold::options::Options;
use crate::scaffold::planner::Planner;
use crate::scaffold::update::update;
use crate::scaffold::{overlay, print};
use crate::shown::on_one_line;
use crate::{output, select, source};

pub(crate) fn run(arguments: &ScaffoldArguments) -> Result<(), Failure> {
    let schema = source::read(&arguments.schema.schema)?;
    let (types, imports) = select::named(&schema, &arguments.types, arguments.operations)
        .map_err(|failure| source::lacking(&schema, failure))?;
    if let Some(out) = arguments
        .out
        .as_deref()
        .filter(|out| out.exists() && !arguments.force)
    {
        return Err(Failure::new(format!(
            "`{}` exists, and may have been edited: write elsewhere, or give `--force`",
            out.display()
        )));
    }
    let mut paths = Paths::find(&schema, arguments.keys, arguments.max_paths)?;
    for path in &arguments.path {
        give(&schema, &mut paths, &types, path).map_err(|failure| source::lacking(&schema, failure))?;
    }
    let options = Options {
        with_references: arguments.with_references,
        embed: arguments.embed,
        navigation: arguments.navigation,
        client_keys: arguments.client_keys,
        operations: arguments.operations,
    };
    let mut planner = Planner::new(&schema, paths, options);
    let items = planner.plan(&types, &imports)?;
    let name = source::title(&arguments.schema.schema);
    let module = print::module(&name, &planner.imports, &items);
    match &arguments.update {
        Some(file) => merge(file, module, &items)?,
        None => output::write(&module, arguments.out.as_deref())?,
    }
    tell_left_out(&planner);
    if let Some(file) = &arguments.overlay {
        let before = if file.exists() {
            source::overlay(file)?;
            source::text(file)?
        } else {
            String::new()
        };
        output::write(&overlay::overlay(&before, &planner.proposals), Some(file))?;
    }
    Ok(())
}

/// Adds what is new to a file, and lists on the standard error what is different.
fn merge(file: &Path, module: String, items: &[Item]) -> Result<(), Failure> {
    let name = file.display().to_string();
    let edited = source::text(file)?;
    for item in items {
        // What is no code is not merged.
        if let Item::Comment(text) = item
            && !edited.contains(&print::comment(text))
        {
            eprintln!("note: {}", on_one_line(text));
        }
    }
    let updated = update(&name, edited, module)?;
    for note in &updated.notes {
        eprintln!("note: {}", on_one_line(note));
    }
    if updated.added > 0 {
        output::write(&updated.text, Some(file))?;
    }
    eprintln!(
        "{}: {} added",
        on_one_line(&name),
        match updated.added {
            0 => "nothing".to_owned(),
            1 => "1 type or member".to_owned(),
            number => format!("{number} types and members"),
        }
    );
    Ok(())
}

/// Gives a path of the user's, `/path` or `name=/path`, to the named type that it leads to.
fn give(schema: &Schema, paths: &mut Paths<'_>, types: &[String], path: &str) -> Result<(), Failure> {
    let (name, template) = match path.split_once('=') {
        Some((name, template)) if !name.contains('/') => (Some(name.to_owned()), template),
        _ => (None, path),
    };
    let wrong = |what: &str| Err(Failure::new(format!("the path `{template}` {what}")));
    if !template.starts_with('/') {
        return wrong("does not begin with `/`");
    }
    if template.ends_with('/') {
        return wrong("ends in `/`: drop it");
    }
    if template.matches('{').count() != template.matches('}').count() {
        return wrong("has a brace without its other half: a placeholder is `{name}`");
    }
    if let Some(name) = &name
        && (!is_identifier(name) || snake(name) != *name)
    {
        return Err(Failure::new(format!(
            "`{name}` is no name for a function: write a snake_case one, as in `by_user={template}`"
        )));
    }
    let route = schema
        .route(&Segment::split(template))
        .map_err(|error| Failure::new(format!("`{template}`: {error}")))?;
    if route.end().is_some_and(Location::is_collection) {
        return wrong("leads to a collection: end it with a key, as in `/{id}`");
    }
    let end = route.end().and_then(|end| end.type_name()).unwrap_or("nothing");
    let mut fitting = Vec::new();
    for ty in types {
        if schema.structured_type(ty).is_ok() && schema.is_derived_from(ty, end)? {
            fitting.push(ty);
        }
    }
    if fitting.is_empty() {
        return Err(Failure::new(format!(
            "`{template}` leads to `{end}`, which is none of the types that are scaffolded"
        )));
    }
    for ty in fitting {
        let name = name.clone();
        let template = template.to_owned();
        let enums = Vec::new();
        paths.give(
            ty,
            NamedPath {
                name,
                template,
                enums,
            },
        )?;
    }
    Ok(())
}

/// Says on the standard error which properties were left out, since their types are not there.
fn tell_left_out(planner: &Planner<'_>) {
    let left_out = &planner.left_out;
    if left_out.is_empty() {
        return;
    }
    let mut types: Vec<&str> = left_out.iter().map(|(_, ty)| ty.as_str()).collect();
    types.sort_unstable();
    types.dedup();
    let first = types.iter().take(5).copied().collect::<Vec<_>>().join("`, `");
    let more = if types.len() > 5 { ", …" } else { "" };
    eprintln!(
        "note: {} left out whose types are not scaffolded (`{}`{more}): name these too, or give `--with-references`",
        match left_out.len() {
            1 => "1 property is".to_owned(),
            number => format!("{number} properties are"),
        },
        on_one_line(&first)
    );
}
