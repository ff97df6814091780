//! `odata-entity prune`

use std::path::{Path, PathBuf};

use crate::args::PruneArguments;
use odata_entity_csdl::{Kind, Schema, Segment};

use crate::failure::Failure;
use crate::output::counted;
use crate::routes::Paths;
use crate::shown::{in_shell, on_one_line};
use crate::{output, select, source};

pub(crate) fn run(arguments: &PruneArguments) -> Result<(), Failure> {
    let schema = source::read(&arguments.schema.schema)?;
    let types =
        select::types(&schema, &arguments.types).map_err(|failure| source::lacking(&schema, failure))?;
    let types: Vec<&str> = types.iter().map(String::as_str).collect();
    let paths: Vec<&str> = arguments.path.iter().map(String::as_str).collect();
    let note = command(&names(&arguments.schema.schema), &arguments.types, &paths);
    let pruned =
        pruned(&schema, &types, &paths, &note).map_err(|failure| source::lacking(&schema, failure))?;
    if let Some(out) = &arguments.out {
        let is_read = arguments.schema.schema.iter().any(|file| is_same(out, file));
        // What one more pruning leaves out of a small file is in the service's own still.
        if is_read && !(arguments.schema.schema.len() == 1 && schema.is_pruned()) {
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

/// The small file for types and paths, with each way to the types that `scaffold` prints; `note` is the command that makes it.
pub(crate) fn pruned(schema: &Schema, types: &[&str], paths: &[&str], note: &str) -> Result<String, Failure> {
    let ways = ways(schema, types, KEPT)?;
    let ways = ways.iter().map(|(_, way)| way.as_str());
    let paths: Vec<&str> = paths.iter().copied().chain(ways).collect();
    Ok(schema.prune_noting(types, &paths, note)?)
}

/// The command that makes a small file, but for where it is written. It has no `--`, which a comment in XML cannot have.
pub(crate) fn command(files: &[String], types: &[impl AsRef<str>], paths: &[&str]) -> String {
    let mut words = vec!["odata-entity prune".to_owned()];
    words.extend(files.iter().map(|file| format!("-s {}", word(file))));
    words.extend(types.iter().map(|ty| word(ty.as_ref())));
    words.extend(paths.iter().map(|path| format!("-p {}", word(path))));
    words.join(" ")
}

fn word(text: &str) -> String {
    if !text.contains("--") {
        return in_shell(text).into_owned();
    }
    let mut quoted = format!("'{}'", text.replace('\'', "'\\''"));
    // A shell joins what is quoted in several pieces.
    while quoted.contains("--") {
        quoted = quoted.replace("--", "-''-");
    }
    quoted
}

/// The names of files without their folders.
fn names(files: &[PathBuf]) -> Vec<String> {
    let name = |file: &PathBuf| {
        file.file_name().map_or_else(
            || file.display().to_string(),
            |name| name.to_string_lossy().into_owned(),
        )
    };
    files.iter().map(name).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_in_a_comment_has_no_two_hyphens() {
        let command = command(&["a b.csdl".into()], &["*.x"], &["/f(a='---')"]);
        assert_eq!(
            command,
            r#"odata-entity prune -s 'a b.csdl' '*.x' -p '/f(a='\''-''-''-'\'')'"#
        );
    }
}
