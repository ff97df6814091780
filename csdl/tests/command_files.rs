//! The command `odata-entity` on metadata in several files, in other encodings, and with types that are not there.
#![cfg(feature = "cli")]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

/// A folder of its own with files in it.
fn folder(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("writable");
    for (file, text) in files {
        fs::write(folder.join(file), text).expect("writable");
    }
    folder
}

fn run(arguments: &[&str], schemas: &[&Path]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_odata-entity"));
    command.args(arguments);
    for schema in schemas {
        command.arg("--schema").arg(schema);
    }
    command.output().expect("runs")
}

/// What a command prints that does what it shall, and what it notes.
fn printed(arguments: &[&str], schemas: &[&Path]) -> (String, String) {
    let output = run(arguments, schemas);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    let (stdout, stderr) = (text(output.stdout), text(output.stderr));
    assert_eq!(output.status.code(), Some(0), "{stderr}");
    (stdout, stderr)
}

fn failure(arguments: &[&str], schemas: &[&Path]) -> String {
    let output = run(arguments, schemas);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    String::from_utf8(output.stderr).expect("UTF-8")
}

fn document(reference: &str, namespace: &str, children: &str) -> String {
    format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">{reference}<edmx:DataServices>\n\
         <Schema Namespace=\"{namespace}\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\n{children}\n</Schema>\n\
         </edmx:DataServices></edmx:Edmx>"
    )
}

/// A service whose tickets have a base, a complex property and a collection of another document.
fn tickets() -> String {
    document(
        "<edmx:Reference Uri=\"https://desk.test/common.xml\"><edmx:Include Namespace=\"common\"/></edmx:Reference>",
        "desk",
        "<EntityType Name=\"ticket\" BaseType=\"common.item\"><Property Name=\"title\" Type=\"Edm.String\"/></EntityType>\
         <EntityType Name=\"note\"><Key><PropertyRef Name=\"id\"/></Key><Property Name=\"id\" Type=\"Edm.Int32\" Nullable=\"false\"/>\
         <Property Name=\"from\" Type=\"common.address\"/><Property Name=\"to\" Type=\"Collection(common.address)\"/>\
         <Property Name=\"mark\" Type=\"desk.missing\"/></EntityType>\
         <EnumType Name=\"tone\"><Member Name=\"loud\" Value=\"9999999999\"/></EnumType>\
         <EntityContainer Name=\"c\"><EntitySet Name=\"tickets\" EntityType=\"desk.ticket\"/><EntitySet Name=\"notes\" EntityType=\"desk.note\"/>\
         <Singleton Name=\"home\" Type=\"common.place\"/></EntityContainer>",
    )
}

fn common() -> String {
    document(
        "",
        "common",
        "<EntityType Name=\"item\" Abstract=\"true\"><Key><PropertyRef Name=\"number\"/></Key>\
         <Property Name=\"number\" Type=\"Edm.Int64\" Nullable=\"false\"/></EntityType>\
         <EntityType Name=\"place\"><Property Name=\"city\" Type=\"Edm.String\"/></EntityType>\
         <ComplexType Name=\"address\"><Property Name=\"city\" Type=\"Edm.String\"/></ComplexType>",
    )
}

#[test]
fn types_of_files_that_were_not_given_are_any_json_and_the_others_are_as_ever() {
    let folder = folder("files-missing", &[("desk.xml", &tickets())]);
    let (text, notes) = printed(&["scaffold", "-r", "desk.*"], &[&folder.join("desk.xml")]);
    assert!(
        text.contains("pub from: Option<Value>,") && text.contains("pub to: Option<Vec<Value>>,"),
        "{text}"
    );
    assert!(
        text.contains("Any JSON: its type `common.address` is of <https://desk.test/common.xml>")
            || text.contains("Any JSON: its type `common.address` is of `https://desk.test/common.xml`"),
        "{text}"
    );
    assert!(
        text.contains("Any JSON: the metadata has no type `desk.missing`."),
        "{text}"
    );
    assert!(
        !text.contains("struct Ticket") && !text.contains("enum Tone"),
        "{text}"
    );
    let missing =
        "extends `common.item`, which the schema does not have: it is of `https://desk.test/common.xml`";
    assert!(
        notes.contains("note: without `desk.ticket`: ") && notes.contains(missing),
        "{notes}"
    );
    assert!(
        notes.contains("the member `loud` of `desk.tone` has the value `9999999999`"),
        "{notes}"
    );
    // One that is named is an error, a list has them all.
    let error = failure(&["scaffold", "desk.ticket"], &[&folder.join("desk.xml")]);
    assert!(error.contains(missing), "{error}");
    let error = failure(&["scaffold", "common.place"], &[&folder.join("desk.xml")]);
    assert!(
        error.contains("it is of `https://desk.test/common.xml`"),
        "{error}"
    );
    let (list, _) = printed(&["list"], &[&folder.join("desk.xml")]);
    let line = |name: &str| {
        list.lines()
            .find(|line| line.contains(name))
            .expect("listed")
            .to_owned()
    };
    assert!(
        line("desk.ticket").contains("unusable") && line("desk.ticket").contains(missing),
        "{list}"
    );
    assert!(line("desk.note").contains("/notes"), "{list}");
    // A singleton of a type that is not there is in nobody's way.
    let (pruned, _) = printed(&["prune", "desk.note"], &[&folder.join("desk.xml")]);
    assert!(
        pruned.contains("Name=\"notes\"") && !pruned.contains("Name=\"home\""),
        "{pruned}"
    );
}

#[test]
fn several_files_and_folders_are_one_schema() {
    let folder = folder(
        "files-several",
        &[
            ("common.xml", &common()),
            ("desk.csdl", &tickets()),
            ("readme.txt", "no metadata"),
        ],
    );
    let (desk, other) = (folder.join("desk.csdl"), folder.join("common.xml"));
    let given: [&[&Path]; 2] = [&[&desk, &other], &[&folder]];
    for schemas in given {
        let (text, _) = printed(&["scaffold", "-r", "ticket", "note"], schemas);
        assert!(
            text.contains("pub struct Ticket {") && text.contains("pub number: i64,"),
            "{text}"
        );
        assert!(
            text.contains("pub from: Option<Address>,") && text.contains("pub struct Address {"),
            "{text}"
        );
        assert!(text.contains("pub mark: Option<Value>,"), "{text}");
    }
    let (text, _) = printed(&["scaffold", "ticket"], &[&desk, &other]);
    assert!(text.starts_with("//! Types of `desk.csdl, common.xml`"), "{text}");
    // What is pruned out of several is one file that has all.
    let (pruned, _) = printed(&["prune", "ticket", "note"], &[&desk, &other]);
    let small = folder.join("small.csdl");
    fs::write(&small, pruned).expect("writable");
    let scaffold = ["scaffold", "-r", "ticket", "note"];
    let of = |schemas: &[&Path]| {
        printed(&scaffold, schemas)
            .0
            .lines()
            .skip(1)
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert_eq!(of(&[&small]), of(&[&desk, &other]));
}

#[test]
fn an_overlay_is_beside_the_first_of_several() {
    let folder = folder(
        "files-overlay",
        &[
            ("desk.xml", &tickets()),
            ("common.xml", &common()),
            ("desk.overlay", "common.item/number = immutable\n"),
        ],
    );
    let (desk, other) = (folder.join("desk.xml"), folder.join("common.xml"));
    printed(&["list"], &[&desk, &other]);
    let error = failure(&["list"], &[&other, &desk]);
    assert!(
        error.contains("desk.overlay` is not read: the overlay of several files is beside the first"),
        "{error}"
    );
    let error = failure(&["list"], &[&desk]);
    assert!(error.contains("desk.overlay`: line 1:"), "{error}");
}

#[test]
fn errors_name_the_file() {
    let folder = folder("files-faulty", &[("a.xml", &common()), ("b.xml", "<html/>")]);
    let error = failure(&["list"], &[&folder]);
    assert!(error.contains("b.xml: this is not a CSDL document"), "{error}");
    fs::remove_file(folder.join("b.xml")).expect("there");
    fs::remove_file(folder.join("a.xml")).expect("there");
    let error = failure(&["list"], &[&folder]);
    assert!(
        error.contains("has no files that end in `.xml`, `.csdl` or `.edmx`"),
        "{error}"
    );
}

#[test]
fn utf_16_is_read_as_utf_8_is() {
    let folder = folder("files-encoding", &[("utf8.xml", &common())]);
    let bytes: Vec<u8> = format!("\u{feff}{}", common())
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    fs::write(folder.join("utf16.xml"), bytes).expect("writable");
    let list = |file: &str| printed(&["list", "--long"], &[&folder.join(file)]).0;
    assert_eq!(list("utf16.xml"), list("utf8.xml"));
    fs::write(folder.join("latin.xml"), b"<a b='\xe4'/>").expect("writable");
    let error = failure(&["list"], &[&folder.join("latin.xml")]);
    assert!(
        error.contains("this is text in neither UTF-8 nor UTF-16"),
        "{error}"
    );
}
