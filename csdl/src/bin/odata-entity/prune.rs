//! `odata-entity prune`

use std::path::Path;

use crate::args::PruneArguments;
use odata_entity_csdl::{Kind, Schema, Segment};

use crate::failure::Failure;
use crate::output::counted;
use crate::routes::Paths;
use crate::shown::{in_shell, on_one_line};
use crate::{output, select, source};

pub(crate) fn run(arguments: &PruneArguments) -> Result<(), Failure> {
    let schema = source::read(&arguments.schema.schema)?;
    let types = select::types(&schema, &arguments.types)?;
    let types: Vec<&str> = types.iter().map(String::as_str).collect();
    let ways = ways(&schema, &types, KEPT)?;
    let paths = arguments.path.iter().chain(ways.iter().map(|(_, way)| way));
    let pruned = schema.prune(&types, &paths.map(String::as_str).collect::<Vec<_>>())?;
    if let Some(out) = &arguments.out {
        if arguments.schema.schema.iter().any(|file| is_same(out, file)) {
            return Err(Failure::new(format!(
                "`{}` is the file that is read: write elsewhere, so that more can be taken from it later",
                out.display()
            )));
        }
        eprintln!(
            "{}: {} kB of {} kB",
            out.display(),
            kilobytes(&pruned),
            kilobytes(schema.text())
        );
    }
    tell_dropped(&schema, &types, &pruned)?;
    output::write(&pruned, arguments.out.as_deref())
}

/// How many ways to a type are kept: those that `scaffold` prints.
const KEPT: usize = 4;

/// How many ways are looked for, to name those that are not kept.
const LOOKED_FOR: usize = 16;

/// How many of these are named.
const NAMED: usize = 5;

/// The ways to each of the entity types, at most `most` to one, by their types. Those that the metadata lists at the type need nothing
/// but the type.
fn ways(schema: &Schema, types: &[&str], most: usize) -> Result<Vec<(String, String)>, Failure> {
    let paths = Paths::find(schema, None, most)?;
    let mut ways = Vec::new();
    for ty in types
        .iter()
        .filter(|ty| schema.type_kind(ty) == Some(Kind::EntityType))
    {
        for path in paths.of(ty)? {
            if schema.route(&Segment::split(&path.template)).is_ok() {
                ways.push(((*ty).to_owned(), path.template));
            }
        }
    }
    Ok(ways)
}

/// Notes on the standard error which paths to the types the small file does not have.
fn tell_dropped(schema: &Schema, types: &[&str], pruned: &str) -> Result<(), Failure> {
    let small = Schema::parse(pruned)?;
    let mut dropped = ways(schema, types, LOOKED_FOR)?;
    dropped.retain(|(_, way)| small.route(&Segment::split(way)).is_err());
    for (ty, way) in dropped.iter().take(NAMED) {
        eprintln!(
            "note: there is a further path to `{}`, which the small file lacks: `--path {}` adds it",
            on_one_line(ty),
            on_one_line(&in_shell(way))
        );
    }
    if dropped.len() > NAMED {
        eprintln!(
            "note: the small file lacks {} to these types",
            counted(dropped.len() - NAMED, "more path")
        );
    }
    Ok(())
}

/// Whether two paths lead to one file that exists.
fn is_same(one: &Path, other: &Path) -> bool {
    one.canonicalize()
        .is_ok_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}

fn kilobytes(text: &str) -> usize {
    text.len().div_ceil(1000)
}
