//! The schema that a command is asked about.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use odata_entity_csdl::{Document, Error, Overlay, OverlayError, Schema, decode, schema_files};

use crate::failure::Failure;

/// Reads schema files and those of folders as one schema, and the overlay beside the first if there is one.
pub(crate) fn read(given: &[PathBuf]) -> Result<Schema, Failure> {
    let schema = read_alone(given)?;
    let Some((beside, overlay)) = overlay_beside(given)? else {
        return Ok(schema);
    };
    let overlay = overlay.map_err(|errors| faults(&beside, &errors))?;
    let schema = schema.with_overlay(overlay);
    match schema.check_overlay().as_slice() {
        [] => Ok(schema),
        errors => Err(faults(&beside, errors)),
    }
}

/// The same without an overlay.
pub(crate) fn read_alone(given: &[PathBuf]) -> Result<Schema, Failure> {
    let mut all = Vec::new();
    for path in given {
        all.extend(files(path)?);
    }
    let _line = Progress::begin(&all);
    let mut documents = Vec::new();
    for file in all {
        let text = text(&file)?;
        let name = file.display().to_string();
        documents.push(Document { name, text });
    }
    match documents.as_slice() {
        // Its name is in front of every message already.
        [one] => {
            Schema::parse(one.text.clone()).map_err(|error| Failure::new(format!("`{}`: {error}", one.name)))
        }
        _ => Ok(Schema::parse_all(documents)?),
    }
}

/// A failure about a name or path, which a pruned file may be the cause of.
pub(crate) fn lacking(schema: &Schema, failure: Failure) -> Failure {
    match schema.is_pruned() {
        true => Failure::all(vec![
            failure,
            Failure::new(
                "the file is a part of the service's metadata, made by `odata-entity prune`: more is in the file that it was made of",
            ),
        ]),
        false => failure,
    }
}

/// An overlay, or what is wrong with its lines.
pub(crate) type Read = Result<Overlay, Vec<OverlayError>>;

/// The overlay beside the first of the files, if there is one.
///
/// # Errors
/// It cannot be read, or there is one beside another of the files.
pub(crate) fn overlay_beside(given: &[PathBuf]) -> Result<Option<(PathBuf, Read)>, Failure> {
    let Some((first, others)) = given.split_first() else {
        return Ok(None);
    };
    let beside = overlay_of(first);
    if let Some(other) = others
        .iter()
        .map(|file| overlay_of(file))
        .find(|file| *file != beside && file.is_file())
    {
        return Err(Failure::new(format!(
            "`{}` is not read: the overlay of several files is beside the first; move its lines to `{}`",
            other.display(),
            beside.display()
        )));
    }
    if !beside.is_file() || beside == *first {
        return Ok(None);
    }
    let read = Overlay::parse(&text(&beside)?);
    Ok(Some((beside, read)))
}

/// A line at the terminal while large files are read; it is gone when this is.
struct Progress(bool);

impl Progress {
    /// From how many bytes on it is shown: what is smaller is read before the line could be.
    const LARGE: u64 = 8 << 20;

    fn begin(files: &[PathBuf]) -> Progress {
        let size = |file: &PathBuf| fs::metadata(file).map_or(0, |data| data.len());
        let bytes: u64 = files.iter().map(size).sum();
        let is_shown = bytes > Self::LARGE && io::stderr().is_terminal();
        if is_shown {
            eprint!("reading {} MB of metadata …", bytes >> 20);
        }
        Progress(is_shown)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.0 {
            eprint!("\r\u{1b}[K");
        }
    }
}

/// The overlay that belongs to a schema file or to a folder of them.
fn overlay_of(file: &Path) -> PathBuf {
    file.with_extension("overlay")
}

/// The file, or the metadata files in the folder.
fn files(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let found = schema_files(path).map_err(|error| unreadable(path, &error))?;
    if found.is_empty() {
        return Err(Failure::new(format!(
            "the folder `{}` has no files that end in `.xml`, `.csdl` or `.edmx`",
            path.display()
        )));
    }
    Ok(found)
}

/// How a module calls what it is of: the file, or the first of several.
pub(crate) fn title(given: &[PathBuf]) -> String {
    let name = |file: &PathBuf| file.file_name().map(|name| name.to_string_lossy().into_owned());
    let names: Vec<String> = given.iter().filter_map(name).collect();
    names.join(", ")
}

/// Reads an overlay file.
pub(crate) fn overlay(file: &Path) -> Result<Overlay, Failure> {
    Overlay::parse(&text(file)?).map_err(|errors| faults(file, &errors))
}

/// Reads a text file.
pub(crate) fn text(file: &Path) -> Result<String, Failure> {
    let bytes = fs::read(file).map_err(|error| unreadable(file, &error))?;
    decode(bytes).map_err(|error: Error| Failure::new(format!("`{}`: {error}", file.display())))
}

fn unreadable(file: &Path, error: &std::io::Error) -> Failure {
    Failure::new(format!("`{}` cannot be read: {error}", file.display()))
}

fn faults(file: &Path, errors: &[impl ToString]) -> Failure {
    Failure::of_lines(&format!("`{}`", file.display()), errors)
}
