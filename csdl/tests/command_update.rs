//! `odata-entity scaffold --update`: what is new in the metadata, added to a file that was edited.
#![cfg(feature = "cli")]

mod common;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

use common::document;

/// A file in a folder for tests.
fn file(name: &str, text: &str) -> PathBuf {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&file, text).expect("writable");
    file
}

fn scaffold(schema: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_odata-entity"));
    command
        .args(["scaffold", "-r", "--schema"])
        .arg(schema)
        .args(arguments);
    command.output().expect("runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

/// What is noted while a file is updated that then is this.
fn update(schema: &Path, types: &[&str], file: &Path) -> (String, String) {
    let mut arguments = types.to_vec();
    let name = file.display().to_string();
    arguments.extend(["--update", &name]);
    let output = scaffold(schema, &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    (fs::read_to_string(file).expect("there"), text(&output.stderr))
}

const FIRST: &str = "<EntityType Name=\"item\"><Key><PropertyRef Name=\"id\"/></Key><Property Name=\"id\" Type=\"Edm.Int32\" Nullable=\"false\"/>\
    <Property Name=\"name\" Type=\"Edm.String\"/><Property Name=\"colour\" Type=\"a.colour\"/><Property Name=\"old\" Type=\"Edm.String\"/></EntityType>\
    <EnumType Name=\"colour\"><Member Name=\"red\"/></EnumType>\
    <EntityContainer Name=\"c\"><EntitySet Name=\"items\" EntityType=\"a.item\"/></EntityContainer>";

#[test]
fn a_file_gets_what_is_new_and_keeps_all_else() {
    let first = file("update-1.csdl", &document(FIRST));
    let edited = text(&scaffold(&first, &["item"]).stdout)
        .replace("pub struct Item {", "pub struct Article {")
        .replace(
            "    /// Name.\n    pub name: Option<String>,\n",
            "    // `name`: not for us.\n",
        );
    let rust = file("update.rs", &edited);
    // Nothing is new, so nothing is written; the name that is commented out stays so.
    let (unchanged, notes) = update(&first, &["item"], &rust);
    assert_eq!(unchanged, edited);
    assert!(
        notes.ends_with("update.rs: nothing added\n") && !notes.contains("note:"),
        "{notes}"
    );

    let second = FIRST
        .replace(
            "<Property Name=\"old\" Type=\"Edm.String\"/>",
            "<Property Name=\"price\" Type=\"Edm.Decimal\"/>",
        )
        .replace(
            "<Member Name=\"red\"/>",
            "<Member Name=\"red\"/><Member Name=\"blue\"/>",
        );
    let second = file("update-2.csdl", &document(&second));
    let (updated, notes) = update(&second, &["item"], &rust);
    let mut expected = edited.clone();
    expected = expected.replace(
        "    /// Old.\n    pub old: Option<String>,\n}",
        "    /// Old.\n    pub old: Option<String>,\n    /// Price.\n    pub price: Option<Decimal>,\n}",
    );
    expected = expected.replace("    Red,\n", "    Red,\n    /// Blue.\n    Blue,\n");
    expected = expected.replace(
        "use odata_entity::{Entity, EnumType};\n",
        "use odata_entity::{Entity, EnumType};\nuse rust_decimal::Decimal;\n",
    );
    assert_eq!(updated, expected);
    assert!(
        notes.contains("note: `old` of `Article` is not in the scaffold\n"),
        "{notes}"
    );
    assert!(
        notes.ends_with("update.rs: 2 types and members added\n"),
        "{notes}"
    );
}

#[test]
fn all_of_a_scaffold_is_found_again() {
    for schema in ["devices.csdl", "library.csdl", "odd.csdl", "keys.csdl"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/data")
            .join(schema);
        for options in [&["*"][..], &["*", "--navigation", "--embed"]] {
            let before = text(&scaffold(&path, options).stdout);
            let rust = file("same.rs", &before);
            let (after, notes) = update(&path, options, &rust);
            assert_eq!(after, before, "{schema}");
            let updates: Vec<&str> = notes
                .lines()
                .filter(|line| line.contains("scaffold`") || line.contains("in the scaffold"))
                .collect();
            assert!(
                updates.is_empty() && notes.ends_with("same.rs: nothing added\n"),
                "{schema}: {notes}"
            );
        }
    }
}

#[test]
fn a_file_that_is_no_rust_is_left_alone() {
    let schema = file("update-3.csdl", &document(FIRST));
    let rust = file("faulty.rs", "fn main() {}\n\nstruct {");
    let output = scaffold(&schema, &["item", "--update", &rust.display().to_string()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stderr).contains("faulty.rs` is not Rust at line 3: "),
        "{}",
        text(&output.stderr)
    );
    let output = scaffold(&schema, &["item", "--update", "a.rs", "--out", "b.rs"]);
    assert_eq!(output.status.code(), Some(2), "there is one place to write to");
}
