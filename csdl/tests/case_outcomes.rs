//! What comes of each small metadata document that is beside the project: what is scaffolded, which compiles with the check on, what is noted.
#![cfg(feature = "cli")]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use common::scaffolds::{cargo, errors, package};
use odata_entity_needs::{needed, needs};

/// A document and what comes of it.
struct Case {
    name: &'static str,
    /// What the scaffold has, in this order.
    parts: &'static [&'static str],
    /// What it does not have.
    lacks: &'static [&'static str],
    /// What is noted on the standard error; nothing else is.
    note: &'static str,
}

const CASES: [Case; 10] = [
    Case {
        // A derived type hangs on a collection, by its base, and on a single property.
        name: "base_path",
        parts: &[
            "    path = \"/settings({settingId})/profiles({profileId})\",\n    path(\n        cast = \"/settings({settingId})/profiles/n.iosProfile({profileId})\",\n        \
             default_ios = \"/settings({settingId})/defaultIos\"\n    ),\n    base = \"n.profile\"\n",
            "    path(cast = \"/settings({settingId})/profiles/n.macProfile({profileId})\"),\n",
        ],
        lacks: &[],
        note: "",
    },
    Case {
        // A byte order mark; type definitions, by the alias of the namespace.
        name: "bom",
        parts: &[
            "path = \"/Ts({TId: i64})\"",
            "pub id: i64,",
            "pub m: Option<Decimal>,",
            "pub cs: Option<Vec<String>>,",
        ],
        lacks: &[],
        note: "",
    },
    Case {
        name: "utf16",
        parts: &[
            "path = \"/Ts({TId: i64})\"",
            "pub id: i64,",
            "pub m: Option<Decimal>,",
            "pub cs: Option<Vec<String>>,",
        ],
        lacks: &[],
        note: "",
    },
    Case {
        // A base in another document: the type that extends it is left out, and no other.
        name: "extbase",
        parts: &["path = \"/Us({UId: i32})\"", "pub struct U {"],
        lacks: &["n.T"],
        note: "note: without `n.T`: `n.T` (line 2, column 1) extends `o.Base`, which the schema does not have: it is of `other.xml`, which this document refers \
               to; give that file too\n",
    },
    Case {
        // Types and sets of another document.
        name: "extref",
        parts: &[
            "path = \"/Ts({TId: i32})\"",
            "    /// Any JSON: its type `o.Cx` is of `other.xml`, which was not given.\n    pub c: Option<Value>,\n",
            "    /// Any JSON: its type `o.Cx` is of `other.xml`, which was not given.\n    pub c2: Option<Vec<Value>>,\n",
            "    /// Any JSON: its type `o.E` is of `other.xml`, which was not given.\n    #[odata(navigation)]\n    pub nav: Option<Value>,\n",
        ],
        lacks: &["Xs"],
        note: "",
    },
    Case {
        // Keys as segments are announced as unsupported.
        name: "keyasseg",
        parts: &["path = \"/Us({UId})\""],
        lacks: &["/{"],
        note: "",
    },
    Case {
        // Letters beyond ASCII, connectors, reserved words, names of the prelude.
        name: "names",
        parts: &[
            "#[odata(type = \"n.Größe\", path = \"/Us({Schlüssel})\")]\npub struct Größe {\n",
            "    #[serde(rename = \"Schlüssel\")]\n    #[odata(key)]\n    pub schlüssel: String,\n",
            "    pub r#type: Option<String>,\n",
            "    pub self_: Option<String>,\n",
            "    #[serde(rename = \"名前\")]\n    pub 名前: Option<String>,\n",
            "    #[serde(rename = \"x‿y\")]\n    pub x_y: Option<String>,\n",
            "pub struct NOption {",
            "pub v: Option<NVec>,",
            "pub r#box: Option<Vec<NValue>>,",
            "    #[odata(name = \"Self\")]\n    SelfMember,\n",
            "    Unrecognized(String),\n",
            "pub enum Empty {",
        ],
        lacks: &[],
        note: "",
    },
    Case {
        // The key of a related type.
        name: "refkey",
        parts: &[
            "    path = \"/Cats({CatId: i32})/kids(cat_id={cat_id2: i32},pos={pos: i32})\"\n",
            "    #[serde(rename = \"cat_id\")]\n    #[odata(key(client))]\n    pub cat_id: i32,\n",
        ],
        lacks: &[],
        note: "",
    },
    Case {
        name: "v402",
        parts: &["#[odata(type = \"n.U\")]\npub struct U {"],
        lacks: &["path ="],
        note: "",
    },
    Case {
        // A singleton of a type that is not there.
        name: "x10",
        parts: &["#[odata(type = \"n.T\")]\npub struct T {"],
        lacks: &["path ="],
        note: "",
    },
];

#[needs("cases/csdl")]
#[test]
fn each_case_has_its_outcome_and_compiles_with_the_check_on() {
    let folder = Path::new(needed!("cases/csdl"));
    let files = fs::read_dir(folder).expect("readable");
    let files = files.map(|file| file.expect("readable").path());
    let files: BTreeSet<String> = files
        .filter_map(|file| Some(file.file_stem()?.to_str()?.to_owned()))
        .collect();
    let known: BTreeSet<String> = CASES.iter().map(|case| case.name.to_owned()).collect();
    assert_eq!(files, known, "each document is a case");
    for case in &CASES {
        let file = folder.join(format!("{}.csdl", case.name));
        let mut command = Command::new(env!("CARGO_BIN_EXE_odata-entity"));
        command
            .args(["scaffold", "-r", "--navigation", "*", "--schema"])
            .arg(&file);
        let output = command.output().expect("runs");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        let name = case.name;
        assert_eq!(String::from_utf8_lossy(&output.stderr), case.note, "{name}");
        let mut rest = text.as_str();
        for part in case.parts {
            let found = rest.split_once(part);
            assert!(found.is_some(), "{name}: {part}\nis not in\n{rest}");
            rest = found.map_or("", |(_, rest)| rest);
        }
        for part in case.lacks {
            assert!(!text.contains(part), "{name}: {part}\nis in\n{text}");
        }
        let library = format!("//! The case `{name}`.\n#![deny(warnings, missing_docs)]\npub mod types;\n");
        let files = [("lib.rs", library.as_str()), ("types.rs", text.as_str())];
        assert_eq!(
            cargo(&package(&format!("case-{name}"), &file, &files), "check"),
            "",
            "{name}"
        );
    }
}

/// Types that are written by hand against the cases, and what the check reports of each.
#[needs("cases/csdl")]
#[test]
fn the_check_reports_what_a_case_does_not_have() {
    let folder = Path::new(needed!("cases/csdl"));
    for (name, attributes, fields, message) in [
        (
            "keyasseg",
            "type = \"n.U\", path = \"/Us/{id}\"",
            "#[odata(key)] id: String",
            "the service takes no keys as segments (`Capabilities.KeyAsSegmentSupported` is false): write `Us({id})`",
        ),
        (
            "extbase",
            "type = \"n.T\"",
            "x: Option<i32>",
            "extends `o.Base`, which the schema does not have: it is of `other.xml`",
        ),
        ("x10", "type = \"o.E\"", "", "`o.E`"),
        (
            "base_path",
            "type = \"n.iosProfile\", path = \"/settings({setting})/profiles/n.macProfile({id})\"",
            "#[odata(key)] id: String",
            "n.macProfile",
        ),
    ] {
        let library = format!(
            "//! A mistake.\n#[derive(Clone, odata_entity::Entity)]\n#[odata({attributes})]\nstruct Mistaken {{ {fields} }}\n"
        );
        let schema = folder.join(format!("{name}.csdl"));
        let package = package(&format!("case-{name}-mistake"), &schema, &[("lib.rs", &library)]);
        let errors = errors(&package);
        assert!(errors.contains(message), "{name}: {errors}");
    }
}

/// What a small file of the cases has that refer to other documents.
#[needs("cases/csdl")]
#[test]
fn a_small_file_has_no_more_than_what_is_there() {
    let folder = Path::new(needed!("cases/csdl"));
    for (name, types, has, lacks) in [
        ("x10", "T", "Name=\"T\"", "Singleton"),
        ("extbase", "U", "Name=\"U\"", "BaseType"),
        ("extref", "T", "Name=\"Ts\"", "Name=\"Xs\""),
    ] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_odata-entity"));
        command.args(["prune", types, "--schema"]);
        let output = command
            .arg(folder.join(format!("{name}.csdl")))
            .output()
            .expect("runs");
        let (text, notes) = (
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr),
        );
        assert!(output.status.success(), "{name}: {notes}");
        assert!(
            text.contains(has) && !text.contains(lacks),
            "{name}: {text}{notes}"
        );
    }
}
