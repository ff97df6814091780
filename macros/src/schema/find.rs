//! Which file a derive is checked against.
//!
//! Nothing is read from the environment but what cargo itself sets, and rust-analyzer after it: `CARGO_MANIFEST_DIR`.

use super::manifest::{self, Value};
use crate::attr::SchemaAttr;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

const MANIFEST: &str = "Cargo.toml";

/// When a file was changed, and how long it is; `None` without a file.
pub(super) type Stamp = Option<(SystemTime, u64)>;

/// The state of a file.
pub(super) fn stamp(file: &Path) -> Stamp {
    let data = fs::metadata(file).ok()?;
    Some((data.modified().ok()?, data.len()))
}

/// Where the setting is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// `#[odata(schema = "…")]`
    Attribute,
    /// `[package.metadata.odata]` in Cargo.toml.
    Manifest,
}

/// The setting.
#[derive(Clone, Debug)]
pub(super) enum Setting {
    /// There is no schema, or `schema = false`.
    Off,
    /// The files to check against.
    File(Source),
    /// The table in Cargo.toml is wrong.
    Wrong(String),
}

/// The schema's files as the settings name them.
#[derive(Clone, Debug)]
#[cfg_attr(
    not(feature = "schema"),
    expect(dead_code, reason = "then the file is not read")
)]
pub(super) struct Source {
    /// As written, for messages: a file, or a folder of them.
    pub(super) written: Vec<String>,
    /// The folder from which on they are.
    pub(super) folder: PathBuf,
    pub(super) origin: Origin,
    /// Whether the package is a copy that cargo made, of a registry, a git repository or a vendored one: what is wrong with it
    /// is not its user's to fix.
    pub(super) foreign: bool,
}

/// Why a package has no schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unset {
    /// A table that is nearly the one: its name as it is written.
    Misplaced(String),
    /// There is no table.
    Missing,
}

/// What is known of the package that is being compiled; read once a process, or as often as it changes in rust-analyzer.
struct Package {
    folder: PathBuf,
    /// The state of Cargo.toml that was read.
    stamp: Stamp,
    foreign: bool,
    setting: Result<Option<Vec<String>>, String>,
    /// Why it has no schema, where that may not be meant.
    unset: Option<Unset>,
    /// The name that the dependency on this crate has, where it is another one.
    runtime: Option<String>,
}

impl Source {
    /// All of them in a message.
    pub(super) fn name(&self) -> String {
        self.written.join("`, `")
    }
}

/// The setting for a derive with this attribute.
pub(super) fn setting(attr: Option<&SchemaAttr>) -> Setting {
    let package = package();
    let (written, origin) = match (attr, &package.setting) {
        (Some(SchemaAttr::Off), _) => return Setting::Off,
        (Some(SchemaAttr::File(literal)), _) => (vec![literal.value()], Origin::Attribute),
        (None, Ok(Some(written))) => (written.clone(), Origin::Manifest),
        (None, Ok(None)) => return Setting::Off,
        (None, Err(_)) if package.foreign => return Setting::Off,
        (None, Err(message)) => return Setting::Wrong(message.clone()),
    };
    Setting::File(Source {
        folder: package.folder.clone(),
        written,
        origin,
        foreign: package.foreign,
    })
}

/// Cargo.toml, if the package is the user's own: a schema that is set in it later is to be seen.
#[cfg(feature = "schema")]
pub(super) fn manifest() -> Option<PathBuf> {
    let package = package();
    let file = package.folder.join(MANIFEST);
    (!package.foreign && file.is_file()).then_some(file)
}

/// Whether cargo builds this package for its own sake, and not for another one.
///
/// rust-analyzer sets no such variable, so there the answer is no.
#[cfg(feature = "schema")]
pub(super) fn is_primary() -> bool {
    env::var_os("CARGO_PRIMARY_PACKAGE").is_some()
}

fn package() -> Arc<Package> {
    static LAST: Mutex<Option<Arc<Package>>> = Mutex::new(None);
    let folder = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let stamp = stamp(&folder.join(MANIFEST));
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    // rust-analyzer expands for many packages in one process, and goes on after Cargo.toml changed.
    let known = last
        .as_ref()
        .filter(|package| package.folder == folder && package.stamp == stamp);
    if let Some(package) = known {
        return Arc::clone(package);
    }
    let package = Arc::new(Package {
        stamp,
        foreign: is_foreign(&folder),
        setting: read(&folder),
        unset: why_unset(&folder),
        runtime: renamed(&folder),
        folder,
    });
    *last = Some(Arc::clone(&package));
    package
}

/// Why the package that cargo builds for its own sake has no schema; nothing if it has one, or none on purpose.
pub(super) fn unset() -> Option<Unset> {
    let package = package();
    let is_own = env::var_os("CARGO_PRIMARY_PACKAGE").is_some() && !package.foreign;
    package.unset.clone().filter(|_| is_own)
}

/// The name by which the package depends on this crate, where Cargo.toml renames it (`package = "odata-entity"`).
pub(super) fn runtime() -> Option<String> {
    package().runtime.clone()
}

/// One other name, without the package's own beside it.
fn renamed(folder: &Path) -> Option<String> {
    let own = manifest::dependency(&text_in(folder)?);
    if own.is_plain {
        return None;
    }
    let in_workspace = || {
        let root = manifest::dependency(&workspace(folder)?);
        root.renamed.into_iter().find(|name| own.inherited.contains(name))
    };
    let name = own.renamed.first().cloned().or_else(in_workspace)?;
    let is_name = name
        .chars()
        .all(|ch| ch.is_ascii_alphanumeric() || matches!(ch, '_' | '-'));
    let name = name.replace('-', "_");
    (is_name && !name.starts_with(|ch: char| ch.is_ascii_digit())).then_some(name)
}

/// The manifest in a folder.
fn text_in(folder: &Path) -> Option<String> {
    fs::read_to_string(folder.join(MANIFEST)).ok()
}

/// The manifest of the workspace around a package.
fn workspace(folder: &Path) -> Option<String> {
    let above = folder.ancestors().skip(1).filter_map(text_in);
    above.into_iter().find(|text| text.contains("[workspace"))
}

fn why_unset(folder: &Path) -> Option<Unset> {
    let own = text_in(folder)?;
    // A package that trybuild makes has the dependencies of the one that runs it, and no table.
    let is_made = folder
        .parent()
        .is_some_and(|above| above.ends_with("tests/trybuild"));
    if is_made || manifest::settings(&own).iter().any(|(key, _)| key == "schema") {
        return None;
    }
    // The root of the workspace may be the package, or above it.
    let misplaced = manifest::misplaced(&own).or_else(|| manifest::misplaced(&workspace(folder)?));
    Some(misplaced.map_or(Unset::Missing, Unset::Misplaced))
}

/// Whether cargo unpacked, vendored or checked out the package: each leaves a mark in the folder, a checkout at its root.
fn is_foreign(folder: &Path) -> bool {
    const UNPACKED: [&str; 2] = ["Cargo.toml.orig", ".cargo-checksum.json"];
    UNPACKED.iter().any(|name| folder.join(name).exists())
        || folder.ancestors().any(|folder| folder.join(".cargo-ok").exists())
}

fn read(folder: &Path) -> Result<Option<Vec<String>>, String> {
    let text = fs::read_to_string(folder.join(MANIFEST)).unwrap_or_default();
    let mut schema = None;
    for (key, value) in manifest::settings(&text) {
        match (key.as_str(), value) {
            ("schema", Value::Text(text)) if !text.is_empty() => schema = Some(vec![text]),
            ("schema", Value::List(files))
                if !files.is_empty() && files.iter().all(|file| !file.is_empty()) =>
            {
                schema = Some(files);
            }
            ("schema", Value::Bool(false)) => schema = None,
            ("schema", _) => {
                return Err(
                    "`schema` in `[package.metadata.odata]` of Cargo.toml takes the file's path: \
                     `schema = \"schemas/graph.csdl\"`, several as `schema = [\"a.xml\", \"b.xml\"]`, or `false`"
                        .to_owned(),
                );
            }
            (other, _) => {
                let hint = match odata_entity_names::nearest(other, ["schema"]) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "the only one is `schema`".to_owned(),
                };
                return Err(format!(
                    "unknown key `{other}` in `[package.metadata.odata]` of Cargo.toml: {hint}"
                ));
            }
        }
    }
    Ok(schema)
}
