//! `[package.metadata.odata]` of Cargo.toml.

use std::fs;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use crate::failure::Failure;

pub(super) const FILE: &str = "Cargo.toml";

/// The schema files that the table names, from the folder on; none if it names none.
pub(super) fn schema(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let file = folder.join(FILE);
    let name = file.display();
    let text = fs::read_to_string(&file).map_err(|error| {
        Failure::new(format!(
            "`{name}` cannot be read: {error}; give the folder of a package"
        ))
    })?;
    let manifest: Table = text
        .parse()
        .map_err(|error: toml::de::Error| Failure::new(format!("`{name}`: {}", error.message())))?;
    let setting = ["package", "metadata", "odata"]
        .iter()
        .try_fold(&manifest, |table, key| table.get(*key)?.as_table())
        .and_then(|table| table.get("schema"));
    let files: Option<Vec<&str>> = match setting {
        None | Some(Value::Boolean(false)) => Some(Vec::new()),
        Some(Value::String(file)) => Some(vec![file]),
        Some(Value::Array(files)) => files.iter().map(Value::as_str).collect(),
        Some(_) => None,
    };
    let files = files.ok_or_else(|| {
        Failure::new(format!(
            "`{name}`: `schema` in `[package.metadata.odata]` takes a path, a list of paths, or `false`"
        ))
    })?;
    Ok(files.into_iter().map(|file| folder.join(file)).collect())
}
