//! A module uses only modules of the layers before its own.

use std::path::{Path, PathBuf};
use std::{fs, io};

use odata_entity_tidy::{Layers, Tree, check};

/// The crates: a name, the root file, and the list of layers. To see what order the modules of a crate could have, and its knots:
/// `cargo run -p odata-entity-tidy --example order FILE`.
const CRATES: [(&str, &str); 5] = [
    ("names", "names/src/lib.rs"),
    ("csdl", "csdl/src/lib.rs"),
    ("runtime", "runtime/src/lib.rs"),
    ("macros", "macros/src/lib.rs"),
    ("command", "csdl/src/bin/odata-entity/main.rs"),
];

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn layers(name: &str) -> Layers {
    let file = format!("tests/tidy/layers/{name}.txt");
    let text = fs::read_to_string(repository().join(&file)).unwrap_or_else(|error| panic!("{file}: {error}"));
    Layers::parse(&file, &text).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn modules_use_only_those_of_the_layers_before_theirs() {
    let mut faults = String::new();
    for (name, root) in CRATES {
        let root = repository().join(root);
        let tree = Tree::read(&root).unwrap_or_else(|error| panic!("{}: {error}", root.display()));
        assert!(tree.modules.len() > 3, "{name}: its modules were found");
        for fault in check(&tree, &layers(name)) {
            faults += &format!("{name}: {fault}\n");
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

/// What is found in a crate of which one file has a line before its first.
fn faults_with_line(name: &str, file: &str, line: &str) -> Vec<String> {
    let (_, root) = CRATES
        .into_iter()
        .find(|(other, _)| *other == name)
        .expect("a crate of the list");
    let root = repository().join(root);
    let folder = root.parent().expect("a folder");
    let read = |path: &str| {
        let text = fs::read_to_string(folder.join(path))?;
        Ok::<_, io::Error>(match path == file {
            true => format!("{line}\n{text}"),
            false => text,
        })
    };
    assert!(folder.join(file).exists(), "{name} has no file {file}");
    let root = root.file_name().expect("a file").to_string_lossy();
    let tree = Tree::of(&root, read).expect("the files are there");
    let faults = check(&tree, &layers(name));
    faults.iter().map(ToString::to_string).collect()
}

/// Of each crate an import of a later module, in each form that Rust has for it.
#[test]
fn a_forbidden_import_is_found() {
    for (name, file, line, from, to) in [
        ("csdl", "kind.rs", "use crate::schema::Schema;", "kind", "schema"),
        ("csdl", "kind.rs", "use super::schema::Schema;", "kind", "schema"),
        (
            "csdl",
            "kind.rs",
            "use crate::{cursor::Cursor, schema::Schema as Other};",
            "kind",
            "schema",
        ),
        (
            "csdl",
            "kind.rs",
            "fn f(schema: &crate::schema::Schema) {}",
            "kind",
            "schema",
        ),
        (
            "csdl",
            "path/segment.rs",
            "use super::step;",
            "path::segment",
            "path::step",
        ),
        (
            "csdl",
            "path/segment.rs",
            "use super::Route;",
            "path::segment",
            "path",
        ),
        (
            "csdl",
            "schema.rs",
            "use crate::Error;",
            "schema",
            "the crate root",
        ),
        (
            "runtime",
            "edm/int.rs",
            "use crate::value::EdmValue;",
            "edm::int",
            "value",
        ),
        (
            "runtime",
            "value/with.rs",
            "use crate::structure::Part;",
            "value::with",
            "structure",
        ),
        (
            "runtime",
            "structure/patch.rs",
            "fn f(path: &crate::request::Request<()>) {}",
            "structure::patch",
            "request",
        ),
        (
            "runtime",
            "error/mod.rs",
            "use super::request::Request;",
            "error",
            "request",
        ),
        (
            "runtime",
            "request/mod.rs",
            "use crate::Client;",
            "request",
            "the crate root",
        ),
        (
            "runtime",
            "client/mod.rs",
            "use crate::private::Option;",
            "client",
            "private",
        ),
        (
            "macros",
            "template/parse.rs",
            "use crate::attr::Container;",
            "template::parse",
            "attr",
        ),
        (
            "macros",
            "model/path.rs",
            "use super::TypeModel;",
            "model::path",
            "model",
        ),
        (
            "macros",
            "check/union.rs",
            "use crate::expand::docs;",
            "check::union",
            "expand::docs",
        ),
        (
            "macros",
            "schema/rules/key.rs",
            "use super::names;",
            "schema::rules::key",
            "schema::rules::names",
        ),
        (
            "names",
            "nearest.rs",
            "use crate::words::words;",
            "nearest",
            "words",
        ),
        ("command", "args.rs", "use crate::list;", "args", "list"),
    ] {
        let found = faults_with_line(name, file, line);
        assert!(!found.is_empty(), "{name}/{file}: {line}");
        for fault in found {
            assert_eq!(
                fault,
                format!(
                    "{file}:1: `{from}` uses `{to}`, which is after it in the layers: move what is used to an earlier module"
                )
            );
        }
    }
}

#[test]
fn an_allowed_import_is_not_found() {
    for (name, file, line) in [
        ("csdl", "schema.rs", "use crate::kind::Kind;"),
        ("csdl", "path/step.rs", "use super::segment::Segment;"),
        ("csdl", "kind.rs", "#[cfg(test)] use crate::schema::Schema;"),
        ("csdl", "kind.rs", "// use crate::schema::Schema;"),
        ("runtime", "value/with.rs", "use crate::edm::Duration;"),
        ("runtime", "request/mod.rs", "use super::structure::Patch;"),
        (
            "runtime",
            "request/mod.rs",
            "#[cfg(test)] use crate::client::Client;",
        ),
        ("runtime", "private.rs", "use crate::client::Client;"),
        ("macros", "attr/mod.rs", "use crate::template::Template;"),
        ("macros", "model/structured.rs", "use super::path::Path as Other;"),
        ("macros", "expand/docs.rs", "use crate::check::structured;"),
    ] {
        let found = faults_with_line(name, file, line);
        assert_eq!(found, [""; 0], "{name}/{file}: {line}");
    }
}

#[test]
fn a_list_that_is_not_the_crate_s_is_found() {
    let file = |name: &str| match name {
        "lib.rs" => Ok("mod b;\n\nmod a;\nmod c;".to_owned()),
        "a.rs" | "b.rs" | "c/mod.rs" => Ok(String::new()),
        other => Err(io::Error::new(io::ErrorKind::NotFound, other.to_owned())),
    };
    let tree = Tree::of("lib.rs", file).expect("the files are there");
    let faults = |text: &str| -> Vec<String> {
        let layers = Layers::parse("list", text).expect("no name comes twice");
        let faults = check(&tree, &layers);
        faults.iter().map(ToString::to_string).collect()
    };
    assert_eq!(faults("b # first\na c"), [""; 0]);
    assert_eq!(
        faults("b a d"),
        [
            "c/mod.rs: `c` is in no layer: add it to list",
            "list: the crate has no module `d`"
        ]
    );
    assert_eq!(
        faults("a b c"),
        ["lib.rs: `b` is declared in a group before `a`, and is after it in list"]
    );
    assert!(Layers::parse("list", "a b a").is_err());
}
