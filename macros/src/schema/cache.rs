//! The schema of a file: read once a process, and again when the file changed (rust-analyzer lives longer than a build).

use super::find::{Origin, Source, Stamp, is_primary, stamp};
use super::lines::Lines;
use crate::model::Reserved;
use odata_entity_csdl::{Kind, Overlay, OverlayEntry, Schema, TypeRef};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// A schema with the name that messages give it.
pub(super) struct Loaded {
    pub(super) schema: Schema,
    /// The path as the user wrote it.
    pub(super) name: String,
    /// The files that it was read from.
    pub(super) files: Vec<PathBuf>,
    /// What is wrong with the overlay; a property that a type lacks is reported by the derive of that type.
    pub(super) overlay: Vec<String>,
    /// The overlay's entries by their type.
    pub(super) marked: HashMap<String, Vec<OverlayEntry>>,
    lines: Lines,
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
    stamps: [Stamp; 2],
    outcome: Outcome,
}

static CACHE: Mutex<Option<HashMap<PathBuf, Entry>>> = Mutex::new(None);

/// The schema of a source.
pub(super) fn load(source: &Source) -> Outcome {
    let overlay = overlay_file(&source.file);
    let stamps = [stamp(&source.file), stamp(&overlay)];
    let mut cache = CACHE.lock().unwrap_or_else(PoisonError::into_inner);
    let cache = cache.get_or_insert_default();
    if let Some(entry) = cache.get(&source.file)
        && entry.stamps == stamps
    {
        return entry.outcome.clone();
    }
    let outcome = read(source, &overlay, stamps[1].is_some());
    cache.insert(
        source.file.clone(),
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

fn read(source: &Source, overlay: &Path, has_overlay: bool) -> Outcome {
    let setting = match source.origin {
        Origin::Attribute => "`#[odata(schema = \"…\")]`",
        Origin::Manifest => "`[package.metadata.odata] schema` in Cargo.toml",
    };
    let name = &source.written;
    let text = match fs::read_to_string(&source.file) {
        Ok(text) => text,
        // Somebody's dependency is not theirs to fix.
        Err(_) if source.foreign || !is_primary() => return Outcome::Absent,
        Err(error) => {
            return Outcome::Faulty(format!(
                "cannot read the schema `{name}` that {setting} names, from the folder of Cargo.toml on: {error}"
            ));
        }
    };
    let schema = match Schema::parse(text) {
        Ok(schema) => schema,
        Err(error) => {
            return Outcome::Faulty(format!(
                "cannot use the schema `{name}` that {setting} names: {error}"
            ));
        }
    };
    let mut loaded = Loaded {
        schema,
        name: name.clone(),
        files: vec![source.file.clone()],
        overlay: Vec::new(),
        marked: HashMap::new(),
        lines: Lines::default(),
        reserved: Mutex::default(),
    };
    if has_overlay {
        loaded = with_overlay(loaded, overlay);
    }
    Outcome::Loaded(Arc::new(loaded))
}

fn with_overlay(mut loaded: Loaded, file: &Path) -> Loaded {
    let name = Path::new(&loaded.name).with_extension("overlay");
    let name = name.display();
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
    /// A place in the schema as messages name it: `schemas/graph.csdl:12`.
    pub(super) fn place(&self, offset: usize) -> String {
        let line = self.lines.at(self.schema.text(), offset);
        format!("{}:{line}", self.name)
    }

    /// The overlay's name in messages.
    pub(super) fn overlay_name(&self) -> String {
        Path::new(&self.name)
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
