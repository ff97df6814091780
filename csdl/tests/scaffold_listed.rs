//! Text of which the metadata lists the values: enums, compiled with the check on, updated, and compared with a new version.
#![cfg(feature = "cli")]

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use common::document;
use common::scaffolds::{cargo, package, scaffold};

fn file(name: &str, children: &str) -> PathBuf {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&file, document(children)).expect("writable");
    file
}

fn has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part}: {text}");
    }
}

fn list(values: &[&str]) -> String {
    let records: String = values
        .iter()
        .map(|value| format!("<Record><PropertyValue Property=\"Value\" String=\"{value}\"/></Record>"))
        .collect();
    format!(
        "<Annotation Term=\"Org.OData.Validation.V1.AllowedValues\"><Collection>{records}</Collection></Annotation>"
    )
}

/// Values that are no identifiers, or make the same one; and those that a reader of Rust would trip over.
const ODD: [&str; 17] = [
    "none",
    "NONE",
    "None",
    "",
    " ",
    "1.01",
    "x86-64",
    "+",
    "self",
    "Self",
    "other",
    "it&apos;s &quot;x&quot;\\",
    "schön",
    "½",
    "١",
    "&#x200B;",
    "日本",
];

fn children() -> String {
    format!(
        "<TypeDefinition Name=\"grade\" UnderlyingType=\"Edm.String\">{}<Annotation Term=\"Org.OData.Core.V1.Description\" String=\"A grade.\"/></TypeDefinition>\
         <EntityType Name=\"order\"><Key><PropertyRef Name=\"kind\"/><PropertyRef Name=\"id\"/></Key>\
         <Property Name=\"kind\" Type=\"Edm.String\" Nullable=\"false\">{}</Property><Property Name=\"id\" Type=\"Edm.Int32\" Nullable=\"false\"/>\
         <Property Name=\"orderStatus\" Type=\"Edm.String\">{}</Property><Property Name=\"tags\" Type=\"Collection(Edm.String)\">{}</Property>\
         <Property Name=\"grade\" Type=\"a.grade\"/><Property Name=\"worst\" Type=\"a.grade\"/>\
         <Property Name=\"size\" Type=\"Edm.Int32\"><Annotation Term=\"Org.OData.Validation.V1.AllowedValues\"><Collection>\
         <Record><PropertyValue Property=\"Value\" Int=\"1\"/></Record><Record><PropertyValue Property=\"Value\" Int=\"2\"/></Record></Collection></Annotation></Property></EntityType>\
         <EntityType Name=\"express\" BaseType=\"a.order\"/><Annotations Target=\"a.express/orderStatus\">{}</Annotations>\
         <EnumType Name=\"orderStatus\"><Member Name=\"x\"/></EnumType>\
         <Function Name=\"find\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"Collection(a.order)\"/><Parameter Name=\"by\" Type=\"Edm.String\" Nullable=\"false\">{}</Parameter>\
         <ReturnType Type=\"Collection(a.order)\"/></Function>\
         <Function Name=\"find\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"a.order\"/><Parameter Name=\"by\" Type=\"Edm.String\" Nullable=\"false\">{}</Parameter>\
         <ReturnType Type=\"Collection(a.order)\"/></Function>\
         <EntityContainer Name=\"c\"><EntitySet Name=\"orders\" EntityType=\"a.order\"/></EntityContainer>",
        // As SAP has them.
        list(&["1.01", "2nd"]).replacen(
            "<Record>",
            "<Record><Annotation Term=\"Org.OData.Core.V1.SymbolicName\" String=\"STATIONARY_COMBUSTION\"/>",
            1,
        ),
        list(&["Web", "Shop"]),
        list(&["open", "done"]),
        list(&ODD),
        list(&["rushed"]),
        list(&["age", "name"]),
        list(&["name", "date"]),
    )
}

#[test]
fn listed_values_are_enums_whatever_they_are() {
    let schema = file("listed.csdl", &children());
    let arguments = ["order", "express", "orderStatus", "--operations"].map(str::to_owned);
    let text = scaffold(&schema, &arguments);
    has(
        &text,
        &[
            "pub kind: OrderKind,",
            "#[odata(\n    type = \"Edm.String\",\n    allowed_values = \"a.order/kind\",\n    rename_all = \"PascalCase\"\n)]\npub enum OrderKind {",
            // An enumeration type of the service has that name.
            "pub order_status: Option<OrderStatus2>,",
            "#[odata(type = \"Edm.String\", allowed_values = \"a.order/orderStatus\")]\npub enum OrderStatus2 {",
            "pub order_status: Option<ExpressOrderStatus>,",
            "pub tags: Option<Vec<OrderTags>>,",
            "pub grade: Option<Grade>,",
            "pub worst: Option<Grade>,",
            "/// A grade.\n#[derive(Debug, Clone, PartialEq, Eq, EnumType)]\n#[odata(type = \"Edm.String\", allowed_values = \"a.grade\")]\npub enum Grade {",
            "    /// Stationary combustion.\n    #[odata(name = \"1.01\")]\n    StationaryCombustion,",
            "/// One of `1`, `2`.",
            // The overloads share it.
            "    Age,\n    /// Name.\n    Name,\n    /// Date.\n    Date,\n",
            "    #[odata(name = \"\")]\n    Empty,",
        ],
    );
    assert_eq!(text.matches("pub enum Grade ").count(), 1);
    let library = "//! Listed.\n#![deny(warnings, missing_docs)]\npub mod types;\n";
    let folder = package(
        "scaffold-listed",
        &schema,
        &[("lib.rs", library), ("types.rs", &text)],
    );
    cargo(&folder, "check");
    let mut rustfmt = Command::new("rustfmt");
    rustfmt.args(["--check", "--edition", "2024"]);
    match rustfmt.arg(folder.join("src/types.rs")).output() {
        Ok(output) => assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stdout)
        ),
        Err(_) => println!("not run: there is no rustfmt"),
    }
}

#[test]
fn an_update_adds_new_values_and_keeps_edits() {
    let property = |values: &[&str]| {
        format!(
            "<ComplexType Name=\"part\"><Property Name=\"size\" Type=\"Edm.String\">{}</Property></ComplexType>",
            list(values)
        )
    };
    let schema = file("listed-1.csdl", &property(&["s", "l"]));
    let edited = scaffold(&schema, &["part".to_owned()])
        .replace("PartSize", "Size")
        .replace("    /// S.\n", "    /// Small.\n")
        + "\n#[derive(Clone, EnumType)]\n#[odata(type = \"Edm.String\")]\npub enum Mine {\n    A,\n}\n";
    let rust = Path::new(env!("CARGO_TARGET_TMPDIR")).join("listed.rs");
    fs::write(&rust, &edited).expect("writable");
    let newer = file("listed-2.csdl", &property(&["s", "l", "x l"]));
    let update = ["part", "--update", &rust.display().to_string()].map(str::to_owned);
    scaffold(&newer, &update);
    let updated = fs::read_to_string(&rust).expect("there");
    let added = "    /// X l.\n    #[odata(name = \"x l\")]\n    XL,\n";
    assert!(updated.contains(added), "{updated}");
    assert_eq!(updated.replace(added, ""), edited);
    // Done once, there is nothing more to do.
    scaffold(&newer, &update);
    assert_eq!(fs::read_to_string(&rust).expect("there"), updated);
}

#[test]
fn a_package_is_compared_with_the_lists_of_its_schema_and_of_a_new_one() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("listed-package");
    fs::create_dir_all(folder.join("src")).expect("a folder");
    let property = |values: &[&str]| {
        document(&format!(
            "<ComplexType Name=\"part\"><Property Name=\"size\" Type=\"Edm.String\">{}</Property></ComplexType>",
            list(values)
        ))
    };
    let source = "#[derive(ComplexType)]\n#[odata(type = \"a.part\")]\nstruct Part {\n    size: Option<Size>,\n}\n\
        #[derive(EnumType)]\n#[odata(type = \"Edm.String\", allowed_values = \"a.part/size\")]\nenum Size {\n    S,\n    Large,\n    #[odata(other)]\n    Other(String),\n}\n\
        #[derive(EnumType)]\n#[odata(type = \"Edm.String\")]\nenum Mine {\n    A,\n}\n";
    let manifest = "[package]\nname = \"listed\"\n[package.metadata.odata]\nschema = \"old.csdl\"\n";
    for (name, text) in [
        ("Cargo.toml", manifest),
        ("src/lib.rs", source),
        ("old.csdl", &property(&["s", "l"])),
        ("new.csdl", &property(&["l", "x"])),
    ] {
        fs::write(folder.join(name), text).expect("writable");
    }
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_odata-entity"));
        let output = command
            .current_dir(&folder)
            .args(arguments)
            .output()
            .expect("runs");
        (
            output.status.code(),
            String::from_utf8(output.stdout).expect("UTF-8"),
        )
    };
    let (code, text) = run(&["check"]);
    assert_eq!(code, Some(3), "{text}");
    has(
        &text,
        &[
            "src/lib.rs:10: `a.part/size` has no `large`",
            "2 types, 0 paths: 1 to correct",
        ],
    );
    let (_, text) = run(&["diff", "old.csdl", "new.csdl"]);
    has(&text, &["property `size`", "values: s | l -> l | x"]);
    let (_, text) = run(&["diff", "old.csdl", "new.csdl", "--package", "."]);
    has(
        &text,
        &["must change: line 9 `S`: the value `s` is gone", "new: value `x`"],
    );
}
