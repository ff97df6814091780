//! A package that uses the derives: its setting in Cargo.toml, and what its sources declare.

mod attribute;
mod manifest;
mod rust;

use std::path::{Path, PathBuf};

pub(crate) use rust::{Declared, Role, Use};

use crate::failure::Failure;

/// A package's schema files, and what in its sources is checked against them.
pub(crate) struct Package {
    /// The folder with Cargo.toml.
    pub(crate) folder: PathBuf,
    /// The schema files of `[package.metadata.odata]`; none without that setting.
    pub(crate) schema: Vec<PathBuf>,
    /// The types with their members.
    pub(crate) types: Vec<Declared>,
    /// The paths, of types and of `path!`.
    pub(crate) paths: Vec<Use>,
}

impl Package {
    /// Reads a package by its folder, or by its Cargo.toml.
    ///
    /// # Errors
    /// There is no Cargo.toml, it or its table is wrong, or a source file cannot be read.
    pub(crate) fn read(given: &Path) -> Result<Package, Failure> {
        let folder = match given.file_name() {
            Some(name) if name == manifest::FILE => given.parent().unwrap_or(Path::new("")),
            _ => given,
        };
        let schema = manifest::schema(folder)?;
        let mut package = Package {
            folder: folder.to_owned(),
            schema,
            types: Vec::new(),
            paths: Vec::new(),
        };
        for file in rust::files(folder)? {
            rust::read(folder, &file, &mut package.types, &mut package.paths)?;
        }
        Ok(package)
    }
}
