//! Packages in a separate folder, as users have them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A separate folder with packages in it; all share what they compile.
pub(crate) struct Project {
    pub(crate) folder: PathBuf,
}

impl Project {
    pub(crate) fn new(name: &str) -> Self {
        let folder = tmp().join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("the folder of an earlier run");
        }
        let project = Self { folder };
        project.write("Cargo.lock", &read(&root().join("Cargo.lock")));
        project
    }

    pub(crate) fn write(&self, path: &str, text: &str) -> &Self {
        let file = self.folder.join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, text).expect("a file");
        self
    }

    /// Runs cargo in a folder of the project.
    pub(crate) fn cargo(&self, below: &str, args: &[&str]) -> Run {
        let output = Command::new(env!("CARGO"))
            .args(args)
            .arg("--offline")
            .current_dir(self.folder.join(below))
            .env("CARGO_TARGET_DIR", target())
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_MANIFEST_DIR")
            .output()
            .expect("cargo");
        Run(output)
    }
}

pub(crate) struct Run(pub(crate) Output);

impl Run {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.stderr).into_owned()
    }

    #[track_caller]
    pub(crate) fn passes(&self) -> String {
        assert!(self.0.status.success(), "{}", self.text());
        self.text()
    }

    /// Fails with this message, this many times.
    #[track_caller]
    pub(crate) fn fails(&self, message: &str, times: usize) {
        let text = self.text();
        assert!(!self.0.status.success(), "{text}");
        assert_eq!(text.matches(message).count(), times, "{text}");
    }
}

pub(crate) fn tmp() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("schema-projects")
}

/// The project's own target folder: what is there of the dependencies is not built again.
pub(crate) fn target() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("..")
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

pub(crate) fn read(file: &Path) -> String {
    fs::read_to_string(file).expect("a file")
}

pub(crate) fn fleet() -> String {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/fleet.csdl"))
}

/// The manifest of a package that uses the derives.
pub(crate) fn manifest(name: &str, features: &str, more: &str) -> String {
    let runtime = root().join("runtime");
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\ndescription = \"x\"\nlicense = \"MIT\"\n\
         repository = \"https://fleet.test\"\n\n[dependencies]\n\
         odata-entity = {{ version = \"=0.1.0\", path = {:?}, features = [{features}] }}\n\
         chrono = {{ version = \"0.4\", default-features = false }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\n{more}",
        runtime.display().to_string()
    )
}

pub(crate) const WORKSPACE: &str = "\n[workspace]\n";
pub(crate) const SETTING: &str = "\n[package.metadata.odata]\nschema = \"schemas/fleet.csdl\"\n";

pub(crate) const MODELS: &str = "\
use odata_entity::Entity;

#[derive(Clone, Entity)]
#[serde(rename_all = \"camelCase\")]
#[odata(type = \"fleet.graph.device\", path = \"/devices/{deviceId}\")]
pub struct Device {
    pub device_name: Option<String>,
}

#[derive(Clone, Entity)]
#[serde(rename_all = \"camelCase\")]
#[odata(type = \"fleet.graph.person\")]
pub struct Person {
    pub display_name: Option<String>,
}
";
