//! The schema of a file: read once a process, and again when the file changed (rust-analyzer lives longer than a build).

use super::find::{Origin, Source, Stamp, is_primary, stamp};
use super::lines::Lines;
use crate::model::Reserved;
use odata_entity_csdl::{Document, Kind, Overlay, OverlayEntry, Schema, TypeRef, decode, schema_files};
use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// A schema with the name that messages give it.
pub(super) struct Loaded {
    pub(super) schema: Schema,
    /// The paths as the user wrote them.
    written: Vec<String>,
    /// The files that it was read from.
    pub(super) files: Vec<PathBuf>,
    /// What is wrong with the overlay; a property that a type lacks is reported by the derive of that type.
    pub(super) overlay: Vec<String>,
    /// The overlay's entries by their type.
    pub(super) marked: HashMap<String, Vec<OverlayEntry>>,
    /// The lines of each document.
    lines: Vec<Lines>,
    /// The names that something else has at the place of a key, by the type of the collection.
    reserved: Mutex<HashMap<TypeRef, Reserved>>,
}

/// What reading a file gave.
#[derive(Clone)]
pub(super) enum Outcome {
    Loaded(Arc<Loaded>),
    /// There is no such file, and the package is somebody's dependency.
    Absent,
    Faulty(String),
}

/// An outcome with the states of the files that it came from.
struct Entry {
    stamps: Vec<Stamp>,
    outcome: Outcome,
}

/// What was read, by the folder and the files that are written.
type Known = HashMap<(PathBuf, Vec<String>), Entry>;

static CACHE: Mutex<Option<Known>> = Mutex::new(None);

/// A schema file: its path as messages name it, and where it is.
struct SchemaFile {
    name: String,
    path: PathBuf,
}

/// The schema of a source.
pub(super) fn load(source: &Source) -> Outcome {
    let files = files(source);
    let overlays: Vec<PathBuf> = source
        .written
        .iter()
        .map(|written| overlay_file(&source.folder.join(written)))
        .collect();
    let paths = files.iter().flatten().map(|file| &file.path).chain(&overlays);
    let stamps: Vec<Stamp> = paths.map(|path| stamp(path)).collect();
    let mut cache = CACHE.lock().unwrap_or_else(PoisonError::into_inner);
    let cache = cache.get_or_insert_default();
    let key = (source.folder.clone(), source.written.clone());
    if let Some(entry) = cache.get(&key)
        && entry.stamps == stamps
    {
        return entry.outcome.clone();
    }
    let outcome = match files {
        Ok(files) => read(source, &files, &overlays),
        Err(error) => unreadable(source, &error),
    };
    cache.insert(
        key,
        Entry {
            stamps,
            outcome: outcome.clone(),
        },
    );
    outcome
}

/// The overlay of `schemas/graph.csdl` is `schemas/graph.overlay`.
pub(super) fn overlay_file(file: &Path) -> PathBuf {
    file.with_extension("overlay")
}

/// The files of a source, those of each folder by name.
fn files(source: &Source) -> io::Result<Vec<SchemaFile>> {
    let mut files = Vec::new();
    for written in &source.written {
        let path = source.folder.join(written);
        if !path.is_dir() {
            let name = written.clone();
            files.push(SchemaFile { name, path });
            continue;
        }
        for path in schema_files(&path)? {
            let file = path.file_name().unwrap_or_default().to_string_lossy();
            let name = format!("{}/{file}", written.trim_end_matches('/'));
            files.push(SchemaFile { name, path });
        }
    }
    match files.is_empty() {
        true => Err(io::Error::other(
            "the folder has no files that end in `.xml`, `.csdl` or `.edmx`",
        )),
        false => Ok(files),
    }
}

/// What has the setting.
fn setting(source: &Source) -> &'static str {
    match source.origin {
        Origin::Attribute => "`#[odata(schema = \"…\")]`",
        Origin::Manifest => "`[package.metadata.odata] schema` in Cargo.toml",
    }
}

fn unreadable(source: &Source, error: &io::Error) -> Outcome {
    // Somebody's dependency is not theirs to fix.
    if source.foreign || !is_primary() {
        return Outcome::Absent;
    }
    Outcome::Faulty(format!(
        "cannot read the schema `{}` that {} names, from the folder of Cargo.toml on: {error}",
        source.name(),
        setting(source)
    ))
}

fn read(source: &Source, files: &[SchemaFile], overlays: &[PathBuf]) -> Outcome {
    let faulty = |name: &str, error: &dyn std::fmt::Display| {
        Outcome::Faulty(format!(
            "cannot use the schema `{name}` that {} names: {error}",
            setting(source)
        ))
    };
    let mut documents = Vec::new();
    for file in files {
        let bytes = match fs::read(&file.path) {
            Ok(bytes) => bytes,
            Err(error) => return unreadable(source, &error),
        };
        match decode(bytes) {
            Ok(text) => documents.push(Document {
                name: file.name.clone(),
                text,
            }),
            Err(error) => return faulty(&file.name, &error),
        }
    }
    let schema = match documents.len() {
        // Its name is in front of every message already.
        1 => Schema::parse(documents.remove(0).text),
        _ => Schema::parse_all(documents),
    };
    let schema = match schema {
        Ok(schema) => schema,
        Err(error) => return faulty(&source.name(), &error),
    };
    let mut loaded = Loaded {
        schema,
        written: source.written.clone(),
        files: files.iter().map(|file| file.path.clone()).collect(),
        overlay: Vec::new(),
        marked: HashMap::new(),
        lines: files.iter().map(|_| Lines::default()).collect(),
        reserved: Mutex::default(),
    };
    let mut overlays = overlays.iter();
    if let Some(overlay) = overlays.next().filter(|overlay| overlay.is_file()) {
        loaded = with_overlay(loaded, overlay);
    }
    if let Some(other) = overlays.find(|overlay| overlay.is_file() && Some(*overlay) != loaded.files.last()) {
        let message = format!(
            "the overlay `{}` is not read: that of several files is beside the first, `{}`",
            other.display(),
            loaded.overlay_name()
        );
        loaded.overlay.push(message);
    }
    Outcome::Loaded(Arc::new(loaded))
}

fn with_overlay(mut loaded: Loaded, file: &Path) -> Loaded {
    let name = loaded.overlay_name();
    loaded.files.push(file.to_owned());
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => {
            loaded.overlay.push(format!(
                "cannot read the overlay `{name}` beside the schema: {error}"
            ));
            return loaded;
        }
    };
    match Overlay::parse(&text) {
        Ok(overlay) => {
            loaded.schema = loaded.schema.with_overlay(overlay);
            loaded.sort_marks();
        }
        Err(errors) => {
            loaded
                .overlay
                .extend(errors.iter().map(|error| format!("overlay `{name}`, {error}")));
        }
    }
    loaded
}

impl Loaded {
    /// The schema's files in messages.
    pub(super) fn name(&self) -> String {
        self.written.join(", ")
    }

    /// A place in the schema as messages name it: `schemas/graph.csdl:12`.
    pub(super) fn place(&self, offset: usize) -> String {
        let (name, start) = match self.schema.document_at(offset) {
            Some(document) => document,
            None => (self.written.first().map_or("", String::as_str), 0),
        };
        let number = self
            .schema
            .documents()
            .position(|known| known == name)
            .unwrap_or_default();
        let text = self.schema.text().get(start..).unwrap_or_default();
        let line = self
            .lines
            .get(number)
            .map_or(0, |lines| lines.at(text, offset - start));
        format!("{name}:{line}")
    }

    /// The overlay's name in messages.
    pub(super) fn overlay_name(&self) -> String {
        Path::new(self.written.first().map_or("", String::as_str))
            .with_extension("overlay")
            .display()
            .to_string()
    }

    /// What a key of a collection cannot be called.
    pub(super) fn reserved(&self, ty: &TypeRef) -> Reserved {
        let mut known = self.reserved.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(reserved) = known.get(ty) {
            return reserved.clone();
        }
        let reserved = Reserved::new(&self.schema.callable_names(ty).unwrap_or_default());
        known.insert(ty.clone(), reserved.clone());
        reserved
    }

    /// Puts the overlay's lines to the types that they are about, without parsing these.
    fn sort_marks(&mut self) {
        let name = self.overlay_name();
        for entry in self.schema.overlay().entries() {
            match self.schema.type_kind(&entry.ty) {
                Some(Kind::EntityType | Kind::ComplexType) => {
                    let ty = self.schema.canonical(&entry.ty);
                    self.marked.entry(ty).or_default().push(entry.clone());
                }
                _ => self.overlay.extend(
                    self.schema
                        .check_overlay_entry(entry)
                        .map(|error| format!("overlay `{name}`, {error}")),
                ),
            }
        }
    }
}
