//! The schema that a command is asked about.

use std::fs;
use std::path::Path;

use odata_entity_csdl::{Overlay, Schema};

use crate::failure::Failure;

/// Reads a schema file, and the overlay beside it if there is one.
pub(crate) fn read(file: &Path) -> Result<Schema, Failure> {
    let schema =
        Schema::parse(text(file)?).map_err(|error| Failure::new(format!("`{}`: {error}", file.display())))?;
    let beside = file.with_extension("overlay");
    if !beside.is_file() || beside == file {
        return Ok(schema);
    }
    let schema = schema.with_overlay(overlay(&beside)?);
    match schema.check_overlay().as_slice() {
        [] => Ok(schema),
        errors => Err(faults(&beside, errors)),
    }
}

/// Reads an overlay file.
pub(crate) fn overlay(file: &Path) -> Result<Overlay, Failure> {
    Overlay::parse(&text(file)?).map_err(|errors| faults(file, &errors))
}

/// Reads a text file.
pub(crate) fn text(file: &Path) -> Result<String, Failure> {
    fs::read_to_string(file)
        .map_err(|error| Failure::new(format!("`{}` cannot be read: {error}", file.display())))
}

fn faults(file: &Path, errors: &[impl ToString]) -> Failure {
    Failure::of_lines(&format!("`{}`", file.display()), errors)
}
