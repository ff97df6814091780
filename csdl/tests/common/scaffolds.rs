//! Packages of scaffolded types.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

/// What the command prints.
pub(crate) fn scaffold(schema: &Path, arguments: &[String]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_odata-entity"));
    command.args(["scaffold", "--schema"]).arg(schema).args(arguments);
    let output = command.output().expect("runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Writes a package that checks its types against a schema, and returns its folder.
pub(crate) fn package(name: &str, schema: &Path, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("a workspace");
    fs::create_dir_all(folder.join("src")).expect("writable");
    fs::copy(schema, folder.join("graph.csdl")).expect("copied");
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).expect("copied");
    let manifest = format!(
        "[package]\nname = {name:?}\nedition = \"2024\"\n[workspace]\n[package.metadata.odata]\nschema = \"graph.csdl\"\n\
         [dependencies]\n\
         chrono = {{ version = \"0.4\", default-features = false, features = [\"serde\"] }}\n\
         odata-entity = {{ path = {:?}, features = [\"decimal\", \"schema\", \"uuid\"] }}\n\
         rust_decimal = {{ version = \"1\", default-features = false, features = [\"serde\"] }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n\
         uuid = {{ version = \"1\", default-features = false, features = [\"serde\"] }}\n",
        root.join("runtime")
    );
    fs::write(folder.join("Cargo.toml"), manifest).expect("writable");
    for (file, text) in files {
        fs::write(folder.join("src").join(file), text).expect("writable");
    }
    folder
}

/// Runs cargo in a package; what it built before is used again.
pub(crate) fn cargo(folder: &Path, command: &str) -> String {
    let output = output(folder, command);
    let stderr = String::from_utf8_lossy(&output.stderr);
    let shown: String = stderr
        .lines()
        .take(100)
        .fold(String::new(), |shown, line| shown + line + "\n");
    assert!(output.status.success() && stderr.is_empty(), "{shown}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The errors of a package that does not compile.
pub(crate) fn errors(folder: &Path) -> String {
    let output = output(folder, "check");
    assert!(!output.status.success(), "it compiles");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn output(folder: &Path, command: &str) -> Output {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .expect("a target folder");
    Command::new(env!("CARGO"))
        .args([command, "--quiet", "--offline"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .output()
        .expect("runs")
}
