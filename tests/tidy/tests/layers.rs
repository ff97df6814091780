//! A module uses only modules of the layers before its own.

use std::path::{Path, PathBuf};
use std::{fs, io};

use odata_entity_tidy::{Layers, Tree, check};

/// The crates: a name, the root file, and the list of layers. To see what order the modules of a crate could have, and its knots:
/// `cargo run -p odata-entity-tidy --example order FILE`.
const CRATES: [(&str, &str); 4] = [
    ("names", "names/src/lib.rs"),
    ("csdl", "csdl/src/lib.rs"),
    ("runtime", "runtime/src/lib.rs"),
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

/// The reader's own files, one of them with a line before its first.
fn with_line(file: &str, line: &str) -> Tree {
    let folder = repository().join("csdl/src");
    let read = |name: &str| {
        let text = fs::read_to_string(folder.join(name))?;
        Ok::<_, io::Error>(match name == file {
            true => format!("{line}\n{text}"),
            false => text,
        })
    };
    Tree::of("lib.rs", read).expect("the files are there")
}

#[test]
fn a_forbidden_import_is_found_and_an_allowed_one_is_not() {
    let faults = |file: &str, line: &str| -> Vec<String> {
        let faults = check(&with_line(file, line), &layers("csdl"));
        faults.iter().map(ToString::to_string).collect()
    };
    for line in [
        "use crate::schema::Schema;",
        "use super::schema::Schema;",
        "use crate::{cursor::Cursor, schema::{Item, Schema as Other}};",
        "fn f(schema: &crate::schema::Schema) {}",
    ] {
        let found = faults("kind.rs", line);
        assert!(!found.is_empty(), "{line}");
        for fault in found {
            assert_eq!(
                fault,
                "kind.rs:1: `kind` uses `schema`, which is after it in the layers: move what is used to an earlier module"
            );
        }
    }
    assert_eq!(
        faults("path/segment.rs", "use super::step;"),
        [
            "path/segment.rs:1: `path::segment` uses `path::step`, which is after it in the layers: move what is used to an earlier module"
        ]
    );
    assert_eq!(
        faults("path/segment.rs", "use super::Route;"),
        [
            "path/segment.rs:1: `path::segment` uses `path`, which is after it in the layers: move what is used to an earlier module"
        ]
    );
    assert_eq!(
        faults("schema.rs", "use crate::Error;"),
        [
            "schema.rs:1: `schema` uses `the crate root`, which is after it in the layers: move what is used to an earlier module"
        ]
    );
    for (file, line) in [
        ("schema.rs", "use crate::kind::Kind;"),
        ("path/step.rs", "use super::segment::Segment;"),
        ("kind.rs", "#[cfg(test)] use crate::schema::Schema;"),
        ("kind.rs", "// use crate::schema::Schema;"),
    ] {
        assert_eq!(faults(file, line), [""; 0], "{file}: {line}");
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
